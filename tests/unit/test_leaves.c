#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#include "base/merkle.h"
#include "manifest/leaves.h"

static struct dt_err err;

/* note is a JSON value. */
static void add_noted(struct dt_buf *text, const char *id, const char *note)
{
    struct dt_buf line = DT_BUF_INIT(1 << 20);
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    struct dt_digest *d = NULL;

    cr_assert(zero(int, dt_digest_new(&d, &err)));
    dt_buf_addf(&line,
                "{\"id\":\"%s\",\"note\":%s,\"reason\":\"removed\","
                "\"release\":null,\"to\":null}",
                id, note);
    cr_assert(zero(int, dt_record_seal(&line, &doc, d, &err)), "%s", err.msg);
    dt_buf_addstr(text, dt_buf_str(&line));
    dt_buf_addc(text, '\n');
    dt_buf_release(&line);
    dt_json_doc_release(&doc);
    dt_digest_free(d);
}

static void add_line(struct dt_buf *text, const char *id)
{
    add_noted(text, id, "null");
}

static int check(struct dt_str text, size_t piece, unsigned threads,
                 uint64_t *count, unsigned char root[32])
{
    static const struct dt_leaf_uses none = {NULL, NULL, NULL};
    struct dt_leaves *l = NULL;
    uint64_t size = 0;
    int rc = dt_leaves_new(&l, threads, true, &err);

    cr_assert(zero(int, rc));
    dt_leaves_begin(l, DT_REDIRECTS, "r.jsonl", &none, NULL);
    for (size_t at = 0; rc == 0 && at < text.len; at += piece)
        rc = dt_leaves_push(l, text.ptr + at,
                            text.len - at < piece ? text.len - at : piece,
                            &err);
    if (rc == 0)
        rc = dt_leaves_end(l, count, &err);
    if (rc == 0)
        rc = dt_leaves_root(l, &size, root, &err);
    dt_leaves_free(l);
    return rc;
}

Test(leaves, threads_and_pieces_never_change_root_or_count)
{
    struct dt_buf text = DT_BUF_INIT(1 << 24);
    struct dt_merkle m;
    struct dt_digest *d = NULL;
    struct dt_str rest, line;
    unsigned char expected[32], got[32];
    uint64_t count = 0;

    for (int i = 0; i < 9000; i++) {
        char id[32];

        (void)snprintf(id, sizeof id, "a-%06d", i);
        add_line(&text, id);
    }
    cr_assert(gt(sz, text.len, 3 * 256 * 1024)); /* several batches */
    dt_merkle_init(&m);
    cr_assert(zero(int, dt_digest_new(&d, &err)));
    rest = dt_buf_str(&text);
    while (dt_str_line(&rest, &line)) {
        cr_assert(zero(int, dt_merkle_leaf(d, line.ptr, line.len, got, &err)));
        cr_assert(zero(int, dt_merkle_add(&m, d, got, 1, &err)));
    }
    cr_assert(zero(int, dt_merkle_root(&m, d, expected, &err)));
    for (unsigned threads = 1; threads <= 3; threads++) {
        size_t piece = threads == 1 ? 1 << 20 : threads == 2 ? 777 : 65536;

        cr_assert(
            zero(int, check(dt_buf_str(&text), piece, threads, &count, got)),
            "%s", err.msg);
        cr_expect(eq(u64, count, 9000));
        cr_expect(zero(int, memcmp(expected, got, 32)), "%u threads", threads);
    }
    dt_digest_free(d);
    dt_buf_release(&text);
}

/* Longer than what the threads are given at a time, and at its very edge. */
Test(leaves, long_lines_are_whole)
{
    static const size_t lengths[] = {300000, 131072, 131071, 131073, 40};
    static char note[300003];

    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct dt_buf text = DT_BUF_INIT(1 << 22);
        unsigned char root[32];
        uint64_t count = 0;

        memset(note, 'x', lengths[i]);
        note[0] = note[lengths[i] - 1] = '"';
        note[lengths[i]] = '\0';
        add_noted(&text, "a", note);
        add_line(&text, "b");
        add_noted(&text, "c", note);
        cr_assert(zero(int, check(dt_buf_str(&text), 1 << 20, 2, &count, root)),
                  "%s", err.msg);
        cr_expect(eq(u64, count, 3));
        cr_assert(zero(int, check(dt_buf_str(&text), 1000, 1, &count, root)),
                  "%s", err.msg);
        cr_expect(eq(u64, count, 3));
        dt_buf_release(&text);
    }
}

Test(leaves, the_faulty_line_is_named)
{
    struct dt_buf text = DT_BUF_INIT(1 << 20);
    unsigned char root[32];
    uint64_t count;

    add_line(&text, "a");
    add_line(&text, "c");
    add_line(&text, "b");
    cr_assert(
        eq(int, check(dt_buf_str(&text), 50, 2, &count, root), DT_EFORMAT));
    cr_expect(strncmp(err.msg, "r.jsonl:3: ", 11) == 0, "%s", err.msg);
    cr_expect(dt_leaves_told_order(&err), "%s", err.msg);
    dt_buf_reset(&text);
    add_line(&text, "a");
    add_line(&text, "a");
    cr_assert(
        eq(int, check(dt_buf_str(&text), 50, 2, &count, root), DT_EFORMAT));
    cr_expect(strstr(err.msg, "twice") != NULL, "%s", err.msg);
    cr_expect(dt_leaves_told_order(&err), "%s", err.msg);
    dt_buf_reset(&text);
    add_line(&text, "a");
    add_line(&text, "b");
    text.ptr[text.len / 2 + 9] = 'x'; /* the id of the second line */
    cr_assert(lt(int, check(dt_buf_str(&text), 4096, 1, &count, root), 0));
    cr_expect(strncmp(err.msg, "r.jsonl:2: ", 11) == 0, "%s", err.msg);
    cr_expect(not(dt_leaves_told_order(&err)), "%s", err.msg);
    dt_buf_reset(&text);
    add_line(&text, "a");
    cr_assert(eq(
        int,
        check((struct dt_str){text.ptr, text.len - 1}, 4096, 1, &count, root),
        DT_EFORMAT));
    cr_expect(strstr(err.msg, "cut short") != NULL, "%s", err.msg);
    dt_buf_release(&text);
}
