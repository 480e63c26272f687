#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "manifest/spool.h"

enum {
    LINES = 9000,      /* more than a megabyte, with a few long ones */
    LONG = 300 * 1000, /* bytes, longer than what is read at a time */
    MOST = 64 * 1024 * 1024
};

static const struct dt_corpus corpus = {
    .root = ".", .name = "town", .shards = 1};

/* Every 7th line goes, every 11th is changed, every 13th is new. */
static bool goes(size_t line)
{
    return line % 7 == 0;
}

static bool is_new(size_t line)
{
    return line % 13 == 0;
}

static bool changes(const void *ctx, size_t line)
{
    (void)ctx;
    return line % 11 == 0;
}

static int change(void *ctx, size_t source, struct dt_str key,
                  struct dt_buf *line, struct dt_err *err)
{
    char wanted[32];

    (void)err;
    (*(size_t *)ctx)++;
    (void)snprintf(wanted, sizeof wanted, "%06zu", source);
    cr_expect(dt_str_is(key, wanted));
    cr_expect(memcmp(line->ptr, wanted, 6) == 0);
    dt_buf_adds(line, " changed");
    return DT_OK;
}

/* Key first; line 5,000 and its neighbours are long. */
static void add_line(struct dt_buf *out, size_t line)
{
    const size_t fill = line / 3 == 5000 / 3 ? LONG : line * 7919 % 400;

    dt_buf_addf(out, "%06zu ", line);
    for (size_t i = 0; i < fill; i++)
        dt_buf_addc(out, (char)('a' + i % 26));
}

struct reading {
    struct dt_spool *spool;
    size_t read;
};

static int take(void *ctx, const struct dt_lines *lines, struct dt_str line,
                struct dt_err *err)
{
    struct reading *r = ctx;
    const struct dt_str key = {line.ptr, 6};
    const size_t number = strtoul(line.ptr, NULL, 10);

    r->read++;
    return goes(number) ? DT_OK
                        : dt_spool_keep(r->spool, number, key,
                                        dt_spool_place(lines, line), err);
}

/*
 * Lines that stay where they lie, lines that are changed there and lines that
 * are new leave in one order, byte by byte what they should be.
 */
Test(spool, copies_what_is_kept_and_changes_what_is_asked_for)
{
    char dir[] = "/tmp/dictum-spool-XXXXXX";
    struct dt_buf before = DT_BUF_INIT(MOST), after = DT_BUF_INIT(MOST),
                  got = DT_BUF_INIT(MOST), path = DT_BUF_INIT(4096),
                  line = DT_BUF_INIT(DT_RECORD_MAX);
    size_t changed = 0, wanted = 0, old = 0;
    const struct dt_spool_change all = {changes, change, NULL, &changed};
    struct reading r = {NULL, 0};
    struct dt_stage *stage = NULL;
    struct dt_err err;

    cr_assert(mkdtemp(dir) != NULL && chdir(dir) == 0);
    cr_assert(zero(int, dt_file_mkdirs("manifests/town", &err)));
    dt_records_shard_path(&corpus, DT_ARTICLES, 0, &path);
    cr_assert(zero(int, dt_spool_new(&r.spool, DT_ARTICLES, ".", &err)));
    for (size_t i = LINES; i-- > 0;) { /* new ones come first, and backwards */
        char key[32];

        (void)snprintf(key, sizeof key, "%06zu", i);
        dt_buf_reset(&line);
        add_line(&line, i);
        if (is_new(i))
            cr_assert(zero(int, dt_spool_add_of(r.spool, i, DT_STR(key),
                                                dt_buf_str(&line), &err)));
    }
    for (size_t i = 0; i < LINES; i++) {
        const bool kept = !is_new(i) && !goes(i);

        if (!is_new(i)) {
            add_line(&before, i);
            dt_buf_addc(&before, '\n');
            old++;
        }
        if (!is_new(i) && !kept)
            continue;
        add_line(&after, i);
        dt_buf_adds(&after, changes(NULL, i) ? " changed\n" : "\n");
        wanted += changes(NULL, i);
    }
    cr_assert(zero(int, dt_file_write(path.ptr, before.ptr, before.len, &err)));
    cr_assert(
        zero(int, dt_lines_records(&corpus, DT_ARTICLES, take, &r, &err)));
    cr_expect(eq(sz, r.read, old));
    cr_assert(zero(int, dt_stage_open(&stage, "stage", &err)));
    cr_assert(zero(int, dt_spool_write(r.spool, &corpus, stage, &all, &err)),
              "%s", err.msg);
    cr_assert(zero(int, dt_stage_commit(stage, &err)));
    cr_assert(zero(int, dt_file_read(path.ptr, &got, &err)));
    cr_expect(eq(sz, changed, wanted));
    cr_expect(eq(sz, got.len, after.len));
    cr_expect(got.len == after.len &&
              memcmp(got.ptr, after.ptr, after.len) == 0);
    dt_stage_free(stage);
    dt_spool_free(r.spool);
    dt_buf_release(&before);
    dt_buf_release(&after);
    dt_buf_release(&got);
    dt_buf_release(&path);
    dt_buf_release(&line);
}

struct leaving {
    struct dt_spool *spool;
    unsigned long gone; /* a line that goes */
};

static int leave(void *ctx, const struct dt_lines *lines, struct dt_str line,
                 struct dt_err *err)
{
    const struct leaving *l = ctx;
    const unsigned long number = strtoul(line.ptr, NULL, 10);

    return number == l->gone
               ? DT_OK
               : dt_spool_keep(l->spool, number, (struct dt_str){line.ptr, 6},
                               dt_spool_place(lines, line), err);
}

static int change_nothing(void *ctx, size_t source, struct dt_str key,
                          struct dt_buf *line, struct dt_err *err)
{
    (void)ctx, (void)source, (void)key, (void)line, (void)err;
    return DT_OK;
}

static bool changes_one(const void *ctx, size_t line)
{
    return line == *(const size_t *)ctx;
}

/* A file whose lines are those that lie there is not staged. */
Test(spool, leaves_alone_what_is_as_it_was)
{
    enum { FEW = 4, NONE = 99 };
    static const struct {
        unsigned long gone;
        size_t changed, staged;
    } cases[] = {
        {NONE, NONE, 0}, {0, NONE, 1}, {FEW - 1, NONE, 1}, {NONE, 2, 1}};
    char dir[] = "/tmp/dictum-spool-XXXXXX";
    struct dt_buf path = DT_BUF_INIT(4096);
    struct dt_stage *stage = NULL;
    struct dt_err err;

    cr_assert(mkdtemp(dir) != NULL && chdir(dir) == 0);
    cr_assert(zero(int, dt_file_mkdirs("manifests/town", &err)));
    dt_records_shard_path(&corpus, DT_ARTICLES, 0, &path);
    cr_assert(zero(int, dt_file_write(path.ptr,
                                      "000000\n000001\n"
                                      "000002\n000003\n",
                                      (size_t)7 * FEW, &err)));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t changed = cases[i].changed;
        const struct dt_spool_change change = {changes_one, change_nothing,
                                               NULL, &changed};
        struct leaving l = {NULL, cases[i].gone};

        cr_assert(zero(int, dt_spool_new(&l.spool, DT_ARTICLES, ".", &err)));
        cr_assert(
            zero(int, dt_lines_records(&corpus, DT_ARTICLES, leave, &l, &err)));
        cr_assert(zero(int, dt_stage_open(&stage, "stage", &err)));
        cr_assert(
            zero(int, dt_spool_write(l.spool, &corpus, stage, &change, &err)));
        cr_expect(eq(sz, dt_stage_count(stage), cases[i].staged), "%zu", i);
        dt_stage_free(stage);
        dt_spool_free(l.spool);
    }
    dt_buf_release(&path);
    cr_assert(zero(int, dt_file_remove_tree(dir, &err)));
}
