#include "article/compare.h"

#include <stdlib.h>

#include "base/fingerprint.h"
#include "base/utf8.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Where the word that starts at from ends. */
static size_t word_end(struct dt_str text, size_t from)
{
    size_t at = from;

    while (at < text.len && !is_space(text.ptr[at])) {
        size_t next = at;

        if ((unsigned char)text.ptr[at] < 0x80) {
            at++;
            continue;
        }
        if (dt_utf8_is_unspaced(dt_utf8_next(text, &next)))
            return at > from ? at : next;
        at = next;
    }
    return at;
}

static int add(struct dt_compared *c, struct dt_compared_word word, uint64_t id,
               struct dt_err *err)
{
    if (c->count == c->cap) {
        size_t cap = c->cap ? c->cap * 2 : 1024;
        void *words = realloc(c->words, cap * sizeof *c->words);
        void *ids;

        if (!words)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for words");
        c->words = words;
        ids = realloc(c->ids, cap * sizeof *c->ids);
        if (!ids)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for words");
        c->ids = ids;
        c->cap = cap;
    }
    c->words[c->count] = word;
    c->ids[c->count++] = id;
    return DT_OK;
}

static int scan(struct dt_compared *c, struct dt_str text,
                const struct dt_fingerprint_key *key, struct dt_err *err)
{
    int rc = DT_OK;

    c->count = 0;
    for (size_t at = 0, end; rc == DT_OK && at < text.len; at = end) {
        if (is_space(text.ptr[at])) {
            end = at + 1;
            if (text.ptr[at] == '\n' && c->count)
                c->words[c->count - 1].last = true;
            continue;
        }
        end = word_end(text, at);
        rc = add(
            c, (struct dt_compared_word){(uint32_t)at, (uint32_t)end, false},
            dt_fingerprint_any(key, (struct dt_str){text.ptr + at, end - at}),
            err);
    }
    if (c->count)
        c->words[c->count - 1].last = true;
    return rc;
}

int dt_compare(struct dt_comparison *out, struct dt_str a, struct dt_str b,
               struct dt_err *err)
{
    struct dt_fingerprint_key *key = malloc(sizeof *key);
    int rc = key ? dt_fingerprint_init(key, err)
                 : DT_FAIL(err, DT_EINTERNAL, "out of memory for words");

    if (rc == DT_OK)
        rc = scan(&out->a, a, key, err);
    if (rc == DT_OK)
        rc = scan(&out->b, b, key, err);
    if (rc == DT_OK)
        rc = dt_difference_find(&out->found, out->a.ids, out->a.count,
                                out->b.ids, out->b.count, err);
    out->equal = 0;
    for (size_t i = 0; rc == DT_OK && i < out->found.count; i++)
        if (out->found.items[i].equal)
            out->equal += out->found.items[i].a_end - out->found.items[i].a;
    free(key);
    return rc;
}

void dt_comparison_release(struct dt_comparison *c)
{
    free(c->a.words);
    free(c->a.ids);
    free(c->b.words);
    free(c->b.ids);
    dt_difference_release(&c->found);
    *c = DT_COMPARISON_INIT;
}
