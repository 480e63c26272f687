#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#include "adapt/archive.h"
#include "adapt/zstd.h"
#include "base/digest.h"
#include "archive_help.h"

static struct dt_err err;

static void make_tar(struct dt_buf *out, const char *path, const char *text)
{
    struct dt_archive_writer *w = NULL;

    cr_assert(zero(int, dt_archive_writer_new(archive_keep, out, &w, &err)));
    cr_assert(
        zero(int, dt_archive_begin(w, path, 1000000000, strlen(text), &err)));
    cr_assert(zero(int, dt_archive_write(w, text, strlen(text), &err)));
    cr_assert(zero(int, dt_archive_finish(w, &err)));
    dt_archive_writer_free(w);
}

/* POSIX.1-1988 ustar: field offsets 0, 100, 108, 116, 124, 136, 156, 257. */
Test(archive, header_is_plain_ustar)
{
    struct dt_buf tar = DT_BUF_INIT(1 << 20);
    const char *t;

    make_tar(&tar, "a-1.0.0/data/x.txt", "hello");
    t = tar.ptr;
    cr_assert(eq(sz, tar.len, 2048)); /* header, content, two of zeros */
    cr_expect(zero(int, strcmp(t, "a-1.0.0/data/x.txt")));
    cr_expect(zero(int, strncmp(t + 100, "000644 ", 7)));
    cr_expect(zero(int, strncmp(t + 108, "000000 ", 7)));
    cr_expect(zero(int, strncmp(t + 116, "000000 ", 7)));
    cr_expect(zero(int, strncmp(t + 124, "00000000005", 11)));
    cr_expect(zero(int, strncmp(t + 136, "07346545000", 11))); /* 10^9 */
    cr_expect(eq(chr, t[156], '0'));
    cr_expect(zero(int, memcmp(t + 257,
                               "ustar\0"
                               "00",
                               8)));
    cr_expect(eq(chr, t[265], '\0')); /* no owner's name */
    cr_expect(eq(chr, t[297], '\0'));
    cr_expect(zero(int, memcmp(t + 512, "hello\0\0", 7)));
    dt_buf_release(&tar);
}

/*
 * Names that fit, are split, or take an extended header, with five bytes each:
 * what libarchive 3.6.2 writes as pax_restricted, in blocks of one byte.
 */
Test(archive, names_of_every_length_are_written_as_libarchive_does)
{
    struct dt_buf tar = DT_BUF_INIT(1 << 22);
    struct dt_archive_writer *w = NULL;
    struct dt_digest *d = NULL;
    char hex[DT_DIGEST_HEX_SIZE], name[300];

    cr_assert(zero(int, dt_archive_writer_new(archive_keep, &tar, &w, &err)));
    for (size_t len = 95; len <= 290; len++)
        for (size_t part = 37; part < 6 * 37; part += 37) {
            memset(name, 'n', len);
            name[len] = '\0';
            for (size_t at = part; at + 1 < len; at += part)
                name[at] = '/';
            cr_assert(
                zero(int, dt_archive_begin(w, name, 1700000000, 5, &err)));
            cr_assert(zero(int, dt_archive_write(w, "hello", 5, &err)));
        }
    cr_assert(zero(int, dt_archive_finish(w, &err)));
    dt_archive_writer_free(w);
    cr_assert(zero(int, dt_digest_new(&d, &err)));
    cr_assert(zero(int, dt_digest_bytes(d, tar.ptr, tar.len, hex, &err)));
    cr_expect(eq(sz, tar.len, 1467392));
    cr_expect(
        eq(str, hex,
           "9b6b24e50a75a4ff9e3e9c185e385d569a48e0c0e5da163e7029727dcb971541"));
    dt_digest_free(d);
    dt_buf_release(&tar);
}

Test(archive, a_member_is_as_long_as_was_announced)
{
    struct dt_buf tar = DT_BUF_INIT(1 << 20);
    struct dt_archive_writer *w = NULL;

    cr_assert(zero(int, dt_archive_writer_new(archive_keep, &tar, &w, &err)));
    cr_assert(zero(int, dt_archive_begin(w, "a", 1, 5, &err)));
    cr_expect(eq(int, dt_archive_write(w, "hello!", 6, &err), DT_EINTERNAL));
    cr_expect(zero(int, dt_archive_write(w, "hell", 4, &err)));
    cr_expect(eq(int, dt_archive_begin(w, "b", 1, 5, &err), DT_EINTERNAL));
    cr_expect(eq(int, dt_archive_finish(w, &err), DT_EINTERNAL));
    dt_archive_writer_free(w);
    dt_buf_release(&tar);
}

static int read_all(struct dt_str tar, size_t piece, struct dt_buf *names)
{
    struct archive_pieces in = {tar, piece};
    struct dt_archive_reader *r = NULL;
    struct dt_archive_member m;
    bool end = false;
    int rc = dt_archive_reader_new(archive_next_piece, &in, &r, &err);

    while (rc == 0 && !end) {
        const void *data;
        size_t len = 1;

        rc = dt_archive_next(r, &m, &end, &err);
        if (rc == 0 && !end)
            dt_buf_addf(names, "%s=", m.path);
        while (rc == 0 && !end && len) {
            rc = dt_archive_data(r, &data, &len, &err);
            if (rc == 0)
                dt_buf_add(names, data, len);
        }
    }
    dt_archive_reader_free(r);
    return rc;
}

Test(archive, long_names_come_back)
{
    struct dt_buf tar = DT_BUF_INIT(1 << 20), names = DT_BUF_INIT(1 << 20);
    char path[300], expected[320];

    memset(path, 'x', sizeof path);
    memcpy(path, "top/", 4);
    path[150] = '/';
    path[299] = '\0';
    make_tar(&tar, path, "hello");
    cr_assert(zero(int, read_all(dt_buf_str(&tar), 1000, &names)), "%s",
              err.msg);
    (void)snprintf(expected, sizeof expected, "%s=hello", path);
    cr_expect(eq(str, names.ptr, expected));
    dt_buf_release(&tar);
    dt_buf_release(&names);
}

Test(archive, names_that_lead_astray)
{
    static const char *const bad[] = {
        "",      "/",    "/a",   "a/",   "a//b", ".",     "..",       "./a",
        "a/./b", "a/..", "../a", "a\\b", "a\nb", "a\x7f", "\xc3\xa9",
    };
    static const char *const good[] = {"a", "a/b", "...", "a..b/.c", "-x y"};

    char longest[258];

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect(not(dt_archive_safe_path(bad[i])), "%s", bad[i]);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        cr_expect(dt_archive_safe_path(good[i]), "%s", good[i]);
    /* No file system takes a longer name than 255 bytes. */
    (void)snprintf(longest, sizeof longest, "a/%0255d", 0);
    cr_expect(dt_archive_safe_path(longest));
    (void)snprintf(longest, sizeof longest, "%0256d", 0);
    cr_expect(not(dt_archive_safe_path(longest)));
}

Test(archive, a_first_header_that_is_none_is_at_byte_0)
{
    struct dt_buf tar = DT_BUF_INIT(1 << 20), names = DT_BUF_INIT(1 << 20);

    make_tar(&tar, "a/b", "hello");
    tar.ptr[100] = 'x'; /* of its mode, so that the checksum fails */
    cr_expect(eq(int, read_all(dt_buf_str(&tar), 512, &names), DT_EFORMAT));
    cr_expect(zero(int, strncmp(err.msg, "member 1, byte 0 of the tar: ", 29)),
              "%s", err.msg);
    dt_buf_release(&tar);
    dt_buf_release(&names);
}

Test(archive, bytes_behind_the_end_are_refused)
{
    struct dt_buf tar = DT_BUF_INIT(1 << 20), names = DT_BUF_INIT(1 << 20);

    make_tar(&tar, "a/b", "hello");
    for (int i = 0; i < 9000; i++)
        dt_buf_addc(&tar, '\0');
    cr_expect(zero(int, read_all(dt_buf_str(&tar), 512, &names)));
    dt_buf_addc(&tar, 'x');
    for (size_t piece = 512; piece < 40000; piece += 13001)
        cr_expect(
            eq(int, read_all(dt_buf_str(&tar), piece, &names), DT_EFORMAT),
            "%zu", piece);
    dt_buf_release(&tar);
    dt_buf_release(&names);
}

static void squeeze(struct dt_str text, int level, unsigned threads,
                    size_t piece, struct dt_buf *out)
{
    struct dt_zstd_writer *w = NULL;

    cr_assert(zero(
        int, dt_zstd_writer_new(level, threads, archive_keep, out, &w, &err)));
    while (text.len) {
        size_t len = text.len < piece ? text.len : piece;

        cr_assert(zero(int, dt_zstd_write(w, text.ptr, len, &err)));
        text.ptr += len;
        text.len -= len;
    }
    cr_assert(zero(int, dt_zstd_finish(w, &err)));
    dt_zstd_writer_free(w);
}

static int expand(struct dt_str packed, size_t piece, struct dt_buf *out)
{
    struct archive_pieces in = {packed, piece};
    struct dt_zstd_reader *r = NULL;
    char room[1000];
    size_t len = 1;
    int rc = dt_zstd_reader_new(archive_next_piece, &in, &r, &err);

    while (rc == 0 && len) {
        rc = dt_zstd_read(r, room, sizeof room, &len, &err);
        if (rc == 0)
            dt_buf_add(out, room, len);
    }
    dt_zstd_reader_free(r);
    return rc;
}

/* Enough for two jobs of either level. */
Test(zstd, threads_and_pieces_never_change_the_bytes)
{
    struct dt_buf text = DT_BUF_INIT(1 << 24), one = DT_BUF_INIT(1 << 24);
    struct dt_buf four = DT_BUF_INIT(1 << 24), back = DT_BUF_INIT(1 << 24);

    for (unsigned i = 0; i < 1800000; i++)
        dt_buf_addf(&text, "%u,", i * 2654435761u % 977);
    for (int level = 3; level <= 10; level += 7) {
        dt_buf_reset(&one);
        dt_buf_reset(&four);
        dt_buf_reset(&back);
        squeeze(dt_buf_str(&text), level, 1, 1 << 20, &one);
        squeeze(dt_buf_str(&text), level, 4, 777, &four);
        cr_assert(eq(sz, one.len, four.len));
        cr_expect(zero(int, memcmp(one.ptr, four.ptr, one.len)));
        cr_assert(zero(int, expand(dt_buf_str(&one), 333, &back)), "%s",
                  err.msg);
        cr_assert(eq(sz, back.len, text.len));
        cr_expect(zero(int, memcmp(back.ptr, text.ptr, text.len)));
    }
    dt_buf_release(&text);
    dt_buf_release(&one);
    dt_buf_release(&four);
    dt_buf_release(&back);
}

Test(zstd, every_cut_and_every_flipped_bit_is_found)
{
    struct dt_buf packed = DT_BUF_INIT(1 << 16), back = DT_BUF_INIT(1 << 20);

    squeeze(DT_STR("the words of a text, the words of a text"), 3, 1, 100,
            &packed);
    for (size_t len = 0; len < packed.len; len++) {
        cr_expect(
            lt(int, expand((struct dt_str){packed.ptr, len}, 7, &back), 0),
            "cut at %zu", len);
    }
    for (size_t bit = 0; bit < packed.len * 8; bit++) {
        int rc;

        dt_buf_reset(&back);
        packed.ptr[bit / 8] ^= (char)(1 << bit % 8);
        rc = expand(dt_buf_str(&packed), 100, &back);
        packed.ptr[bit / 8] ^= (char)(1 << bit % 8);
        /* The frame descriptor's unused bit changes nothing. */
        cr_expect(rc < 0 || dt_str_is(dt_buf_str(&back),
                                      "the words of a text, the words of a "
                                      "text"),
                  "bit %zu", bit);
    }
    dt_buf_addc(&packed, 'x');
    cr_expect(eq(int, expand(dt_buf_str(&packed), 100, &back), DT_EFORMAT));
    dt_buf_release(&packed);
    dt_buf_release(&back);
}
