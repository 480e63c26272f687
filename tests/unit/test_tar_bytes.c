#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapt/archive.h"
#include "release/tar_bytes.h"
#include "archive_help.h"

static struct dt_err err;

static int watch(struct dt_str tar, size_t piece)
{
    struct archive_pieces pieces = {tar, piece};
    struct dt_tar_bytes t = {.next = archive_next_piece, .ctx = &pieces};
    const void *data;
    size_t len;

    do
        cr_assert(zero(int, dt_tar_bytes_next(&t, &data, &len, &err)));
    while (len);
    return dt_tar_bytes_check(&t, &err);
}

/* One without content, one of a block, and one whose name takes a header. */
static void make_tar(struct dt_buf *out)
{
    static const size_t sizes[] = {0, 512, 700};
    char content[700], name[180] = "a-1.0.0/data/articles/";
    struct dt_archive_writer *w = NULL;

    memset(content, 'x', sizeof content);
    memset(name + strlen(name), 'n', sizeof name - strlen(name) - 1);
    cr_assert(zero(int, dt_archive_writer_new(archive_keep, out, &w, &err)));
    for (int i = 0; i < 3; i++) {
        cr_assert(zero(int, dt_archive_begin(w, i == 2 ? name : "a-1.0.0/b",
                                             1000000000, sizes[i], &err)));
        cr_assert(zero(int, dt_archive_write(w, content, sizes[i], &err)));
    }
    cr_assert(zero(int, dt_archive_finish(w, &err)));
    dt_archive_writer_free(w);
}

Test(tar_bytes, what_the_writer_writes_is_seen_whole)
{
    static const size_t piece[] = {1, 7, 511, 512, 513, 100000};
    struct dt_buf tar = DT_BUF_INIT(1 << 20);

    make_tar(&tar);
    cr_expect(zero(int, memcmp(tar.ptr + 3 * 512 + 156, "x", 1)));
    for (int i = 0; i < 6; i++)
        cr_expect(zero(int, watch(dt_buf_str(&tar), piece[i])), "%zu %s",
                  piece[i], err.msg);
    dt_buf_release(&tar);
}

/* However long the parts of a name: split, or in a header of its own. */
Test(tar_bytes, every_name_that_the_writer_writes_is_right)
{
    char name[480];

    for (size_t len = 2; len < sizeof name; len++)
        for (size_t part = 3; part < 200; part += 37) {
            struct dt_buf tar = DT_BUF_INIT(1 << 20);
            struct dt_archive_writer *w = NULL;

            for (size_t i = 0; i < len; i++)
                name[i] = i % part == part - 1 && i + 1 < len ? '/' : 'n';
            name[len] = '\0';
            cr_assert(
                zero(int, dt_archive_writer_new(archive_keep, &tar, &w, &err)));
            cr_assert(
                zero(int, dt_archive_begin(w, name, 1700000000, 0, &err)));
            cr_assert(zero(int, dt_archive_finish(w, &err)));
            dt_archive_writer_free(w);
            cr_expect(zero(int, watch(dt_buf_str(&tar), 512)), "%zu %zu %s",
                      len, part, err.msg);
            dt_buf_release(&tar);
        }
}

static void put_checksum(char *header)
{
    unsigned sum = 0;
    char digits[8];

    memset(header + 148, ' ', 8);
    for (size_t i = 0; i < DT_USTAR_BLOCK; i++)
        sum += (unsigned char)header[i];
    (void)snprintf(digits, sizeof digits, "%06o", sum);
    memcpy(header + 148, digits, 7);
}

/* What libarchive takes as well, and another tar may write. */
Test(tar_bytes, the_same_members_written_otherwise_are_refused)
{
    static const struct {
        const char *what;
        size_t at, len;
        const char *bytes;
    } ways[] = {
        {"mode", 100, 8, "0000600"},
        {"mode, as other tars write it", 100, 8, "0000644"},
        {"owner", 108, 8, "0001750"},
        {"size without zeros before it", 124, 12, "          0 "},
        {"another time", 136, 12, "07346545001 "},
        {"device", 329, 8, "000001 "},
    };
    struct dt_buf tar = DT_BUF_INIT(1 << 20), bad = DT_BUF_INIT(1 << 20);

    make_tar(&tar);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        char *second;

        dt_buf_reset(&bad);
        dt_buf_addstr(&bad, dt_buf_str(&tar));
        second = bad.ptr + 512; /* the header of the second member */
        memcpy(second + ways[i].at, ways[i].bytes, ways[i].len);
        put_checksum(second);
        cr_expect(eq(int, watch(dt_buf_str(&bad), 512), DT_EFORMAT), "%s",
                  ways[i].what);
    }
    dt_buf_reset(&bad);
    dt_buf_addstr(&bad, dt_buf_str(&tar));
    for (size_t i = 0; i < DT_USTAR_BLOCK; i++)
        dt_buf_addc(&bad, '\0');
    cr_expect(eq(int, watch(dt_buf_str(&bad), 512), DT_EFORMAT));
    cr_expect(eq(int,
                 watch((struct dt_str){tar.ptr, tar.len - DT_USTAR_BLOCK}, 512),
                 DT_EFORMAT)); /* one block of zeros */
    dt_buf_release(&bad);
    dt_buf_release(&tar);
}

/* They are padding, the ends of fields, and fields that say nothing. */
Test(tar_bytes, no_zero_may_be_anything_else)
{
    struct dt_buf tar = DT_BUF_INIT(1 << 20);

    make_tar(&tar);
    for (size_t at = 0; at < tar.len; at++) {
        if (tar.ptr[at])
            continue;
        tar.ptr[at] = '!';
        cr_expect(eq(int, watch(dt_buf_str(&tar), 512), DT_EFORMAT), "byte %zu",
                  at);
        tar.ptr[at] = '\0';
    }
    dt_buf_release(&tar);
}

Test(tar_bytes, tells_where)
{
    struct dt_buf tar = DT_BUF_INIT(1 << 20);

    make_tar(&tar);
    tar.ptr[tar.len - 1024 - 1] = 'x'; /* behind the 700 bytes */
    cr_expect(eq(int, watch(dt_buf_str(&tar), 512), DT_EFORMAT));
    cr_expect(zero(int, strncmp(err.msg, "byte ", 5)));
    cr_expect(eq(ulong, strtoul(err.msg + 5, NULL, 10), tar.len - 1024 - 324),
              "%s", err.msg);
    tar.ptr[tar.len - 1024 - 1] = '\0';
    cr_expect(eq(int, watch((struct dt_str){tar.ptr, tar.len - 1024}, 512),
                 DT_EFORMAT)); /* without its end */
    cr_expect(
        eq(int, watch((struct dt_str){tar.ptr, tar.len - 1}, 512), DT_EFORMAT));
    dt_buf_release(&tar);
}
