#include <criterion/criterion.h>
#include <criterion/new/assert.h>
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

/* libarchive reads these itself: a name made longer, magic, device numbers. */
static bool is_read(const char *tar, size_t at)
{
    size_t field = at % DT_TAR_BLOCK;
    bool name = field < 100 || field >= 345;

    return (name && (field == 345 || tar[at - 1])) ||
           (field >= 257 && field < 265) || (field >= 329 && field < 345);
}

/* Every other byte that is zero is padding or the end of a field. */
Test(tar_bytes, no_zero_may_be_anything_else)
{
    struct dt_buf tar = DT_BUF_INIT(1 << 20);

    make_tar(&tar);
    for (size_t at = 0; at < tar.len; at++) {
        if (tar.ptr[at])
            continue;
        tar.ptr[at] = '!';
        cr_expect(watch(dt_buf_str(&tar), 512) == DT_EFORMAT ||
                      is_read(tar.ptr, at),
                  "byte %zu", at);
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
