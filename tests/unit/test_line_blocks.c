#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#include "base/file.h"
#include "snapshot/line_blocks.h"

enum { LONGEST = 6 };

static char root[] = "/tmp/dictum-blocks-XXXXXX";
static char path[64];
static struct dt_err err;
static struct dt_packed *packed;
static struct dt_line_blocks blocks;
static struct dt_buf block;
static uint64_t start;

static void set_up(void)
{
    cr_assert(mkdtemp(root) != NULL);
    (void)snprintf(path, sizeof path, "%s/lines", root);
    block = DT_BUF_INIT(1 << 20);
}

static void finish(void)
{
    dt_line_blocks_release(&blocks);
    dt_packed_free(packed);
    packed = NULL;
}

static void tear_down(void)
{
    finish();
    dt_buf_release(&block);
    (void)dt_file_remove_tree(root, &err);
}

TestSuite(line_blocks, .init = set_up, .fini = tear_down);

/* "wT" writes as it is, "w" packed. */
static void put(const char *text, const char *mode)
{
    gzFile file = gzopen(path, mode);

    cr_assert(file != NULL);
    cr_assert(eq(int, gzputs(file, text), (int)strlen(text)));
    cr_assert(eq(int, gzclose(file), Z_OK));
}

static void begin(size_t size)
{
    finish();
    cr_assert(zero(int, dt_packed_open(path, 0, &packed, &err)), "%s", err.msg);
    blocks = DT_LINE_BLOCKS_INIT(packed, size, LONGEST);
}

static bool next(void)
{
    cr_assert(zero(int, dt_line_blocks_next(&blocks, &block, &start, &err)),
              "%s", err.msg);
    return block.len > 0;
}

Test(line_blocks, blocks_are_whole_lines_one_after_the_other)
{
    const char *texts[] = {"", "a", "\n", "a\nbc\n\n\r\ndef\nxyz\n",
                           "a\nbcdefg\nb"};
    const char *modes[] = {"wT", "w"};

    for (size_t i = 0; i < 2 * sizeof texts / sizeof *texts; i++) {
        const char *text = texts[i / 2];
        const size_t len = strlen(text);

        put(text, modes[i % 2]);
        for (size_t size = 1; size <= 20; size++) {
            size_t at = 0;

            begin(size);
            for (; next(); at += block.len) {
                cr_assert(eq(u64, start, at));
                cr_assert(le(sz, at + block.len, len));
                cr_expect(zero(memcmp(block.ptr, text + at, block.len)));
                cr_expect(block.ptr[block.len - 1] == '\n' ||
                          at + block.len == len);
                cr_expect(le(sz, block.len, size + LONGEST + 1));
            }
            cr_expect(eq(sz, at, len), "%zu of '%s'", size, text);
            cr_expect(zero(int, next()));
        }
    }
}

Test(line_blocks, a_line_that_is_too_long_shows_and_is_passed_over)
{
    const char *modes[] = {"wT", "w"};

    for (size_t size = 1; size <= 40; size++) {
        bool is_long = false, is_behind = false;

        put("ab\n0123456789abcdefghijklmnopqrstuvwxyz\nok\nlast",
            modes[size % 2]);
        begin(size);
        while (next())
            for (size_t i = 0; i < block.len;) {
                const char *lf = memchr(block.ptr + i, '\n', block.len - i);
                const size_t end = lf ? (size_t)(lf - block.ptr) : block.len;

                is_long |= start + i == 3 && end - i > LONGEST;
                is_behind |= start + i == 43 && end - i == 4;
                cr_expect(start + i == 0 || start + i == 3 || start + i == 40 ||
                          start + i == 43);
                cr_expect(
                    le(sz, end - i, size + LONGEST > 36 ? 36 : size + LONGEST));
                i = end + 1;
            }
        cr_expect(is_long);
        cr_expect(is_behind);
    }
}

Test(line_blocks, whole_lines_come_before_what_is_damaged)
{
    struct dt_buf bytes = DT_BUF_INIT(1 << 20);

    put("one\ntwo\nthree\n", "w0"); /* not deflated, so that it can be cut */
    cr_assert(zero(int, dt_file_read(path, &bytes, &err)));
    cr_assert(zero(int, dt_file_write(path, bytes.ptr, bytes.len - 11, &err)));
    dt_buf_release(&bytes);
    begin(1000);
    cr_assert(next());
    cr_expect(eq(sz, block.len, 8));
    cr_expect(zero(memcmp(block.ptr, "one\ntwo\n", 8)));
    cr_expect(eq(int, dt_line_blocks_next(&blocks, &block, &start, &err),
                 DT_EFORMAT));
    cr_expect(strstr(err.msg, "cut short") != NULL, "%s", err.msg);
    cr_expect(zero(int, next()));
}
