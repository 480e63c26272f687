#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/compare.h"

static struct dt_err err;
static uint64_t chance = 7;

/* SplitMix64. */
static uint64_t next(void)
{
    uint64_t x = chance += 0x9e3779b97f4a7c15u;

    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/*
 * Whether the runs cover both in order, are equal where they say so, and take
 * turns; returns how many elements are equal.
 */
static size_t check(const struct dt_difference *e, const uint64_t *a, size_t n,
                    const uint64_t *b, size_t m)
{
    size_t x = 0, y = 0, equal = 0;

    for (size_t i = 0; i < e->count; i++) {
        const struct dt_stretch *r = &e->items[i];

        cr_assert(r->a == x && r->b == y);
        cr_assert(r->a_end > r->a || r->b_end > r->b);
        cr_assert(i == 0 || r->equal != r[-1].equal);
        if (r->equal) {
            cr_assert(eq(sz, r->a_end - r->a, r->b_end - r->b));
            cr_assert(memcmp(a + x, b + y, (r->a_end - r->a) * sizeof *a) == 0);
            equal += r->a_end - r->a;
        }
        x = r->a_end;
        y = r->b_end;
    }
    cr_assert(x == n && y == m);
    return equal;
}

static size_t longest_common(const uint64_t *a, size_t n, const uint64_t *b,
                             size_t m)
{
    static size_t row[2][64];

    memset(row, 0, sizeof row);
    for (size_t i = 1; i <= n; i++)
        for (size_t j = 1; j <= m; j++)
            row[i % 2][j] = a[i - 1] == b[j - 1]
                                ? row[(i - 1) % 2][j - 1] + 1
                                : (row[(i - 1) % 2][j] > row[i % 2][j - 1]
                                       ? row[(i - 1) % 2][j]
                                       : row[i % 2][j - 1]);
    return row[n % 2][m];
}

Test(compare, as_few_as_can_be)
{
    struct dt_difference e = DT_DIFFERENCE_INIT;

    for (int round = 0; round < 20000; round++) {
        uint64_t a[40], b[40];
        size_t n = next() % 40, m = next() % 40, kinds = 1 + next() % 12;

        for (size_t i = 0; i < n; i++)
            a[i] = next() % kinds;
        for (size_t i = 0; i < m; i++)
            b[i] = next() % kinds;
        cr_assert(zero(int, dt_difference_find(&e, a, n, b, m, &err)));
        cr_assert(eq(sz, check(&e, a, n, b, m), longest_common(a, n, b, m)));
    }
    dt_difference_release(&e);
}

/* Beyond the edits that are counted, what is unique in both is found. */
Test(compare, what_is_unique_is_aligned)
{
    enum { COUNT = 50000 };
    static uint64_t a[COUNT], b[COUNT];
    struct dt_difference e = DT_DIFFERENCE_INIT;
    size_t same = 0;

    for (size_t i = 0; i < COUNT; i++) {
        bool changed = i % 10 == 3;

        a[i] = i;
        b[i] = changed ? COUNT + i : i;
        same += !changed;
    }
    cr_assert(zero(int, dt_difference_find(&e, a, COUNT, b, COUNT, &err)));
    cr_expect(eq(sz, check(&e, a, COUNT, b, COUNT), same));
    /* The second half before the first: one of them is kept. */
    for (size_t i = 0; i < COUNT; i++)
        b[i] = (i + COUNT / 2) % COUNT;
    cr_assert(zero(int, dt_difference_find(&e, a, COUNT, b, COUNT, &err)));
    cr_expect(eq(sz, check(&e, a, COUNT, b, COUNT), COUNT / 2));
    dt_difference_release(&e);
}

/* Few kinds of elements at random: many edits, and nothing is unique. */
Test(compare, hostile_sequences_take_bounded_time)
{
    enum { COUNT = 1000 * 1000 };
    uint64_t *a = malloc(COUNT * sizeof *a), *b = malloc(COUNT * sizeof *b);
    struct dt_difference e = DT_DIFFERENCE_INIT;

    cr_assert(a && b);
    for (size_t i = 0; i < COUNT; i++) {
        a[i] = next() % 3;
        b[i] = next() % 3;
    }
    cr_assert(zero(int, dt_difference_find(&e, a, COUNT, b, COUNT, &err)));
    (void)check(&e, a, COUNT, b, COUNT);
    /* Unique ones so placed that each cut leaves as much again. */
    for (size_t i = 0; i < COUNT; i++) {
        a[i] = i % 1000 ? next() % 3 : i;
        b[i] = i % 1000 ? next() % 3 : i;
    }
    cr_assert(zero(int, dt_difference_find(&e, a, COUNT, b, COUNT, &err)));
    cr_expect(ge(sz, check(&e, a, COUNT, b, COUNT), COUNT / 1000));
    dt_difference_release(&e);
    free(a);
    free(b);
}

Test(compare, nothing_at_all)
{
    const uint64_t a[] = {1, 2};
    struct dt_difference e = DT_DIFFERENCE_INIT;

    cr_assert(zero(int, dt_difference_find(&e, NULL, 0, NULL, 0, &err)));
    cr_expect(eq(sz, e.count, 0));
    cr_assert(zero(int, dt_difference_find(&e, a, 2, NULL, 0, &err)));
    cr_expect(eq(sz, check(&e, a, 2, NULL, 0), 0));
    cr_assert(zero(int, dt_difference_find(&e, a, 2, a, 2, &err)));
    cr_expect(eq(sz, check(&e, a, 2, a, 2), 2));
    dt_difference_release(&e);
}

/* "The bus runs. | The bus stops." with what is equal in brackets. */
static char *compared(const char *a, const char *b)
{
    static char out[256];
    struct dt_comparison c = DT_COMPARISON_INIT;
    size_t len = 0;

    out[0] = '\0';
    cr_assert(zero(int, dt_compare(&c, DT_STR(a), DT_STR(b), &err)));
    for (size_t i = 0; i < c.found.count; i++) {
        const struct dt_stretch *r = &c.found.items[i];

        len += (size_t)snprintf(out + len, sizeof out - len, "%s",
                                r->equal ? "[" : "<");
        for (size_t w = r->a; w < r->a_end; w++)
            len += (size_t)snprintf(
                out + len, sizeof out - len, "%.*s%s",
                (int)(c.a.words[w].end - c.a.words[w].start),
                a + c.a.words[w].start, c.a.words[w].last ? "/" : " ");
        if (!r->equal)
            len += (size_t)snprintf(out + len, sizeof out - len, ">");
        for (size_t w = r->b; !r->equal && w < r->b_end; w++)
            len += (size_t)snprintf(
                out + len, sizeof out - len, "%.*s%s",
                (int)(c.b.words[w].end - c.b.words[w].start),
                b + c.b.words[w].start, c.b.words[w].last ? "/" : " ");
        len += (size_t)snprintf(out + len, sizeof out - len, "%s",
                                r->equal ? "]" : "");
    }
    dt_comparison_release(&c);
    return out;
}

Test(compare, texts_are_compared_by_words)
{
    cr_expect(eq(str, compared("The bus runs.\n", "The bus stops.\n"),
                 "[The bus ]<runs./>stops./"));
    cr_expect(eq(str, compared("One.\n\nTwo.\n", "One.\n\nHalf.\n\nTwo.\n"),
                 "[One./]<>Half./[Two./]"));
    cr_expect(eq(str, compared("東京都", "東都"), "[東 ]<京 >[都/]"));
    cr_expect(eq(str, compared("It's", "It’s"), "<It's/>It’s/"));
    cr_expect(eq(str, compared("", " \n "), ""));
}
