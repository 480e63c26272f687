#include <criterion/criterion.h>
#include <stdlib.h>

#include "statement/align.h"
#include "statement/edits.h"

enum { SOURCE = 200, QUOTE = 150 };

static uint64_t state = 1;

static size_t below(size_t n)
{
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (size_t)(state >> 33) % n;
}

static void words_by_chance(struct dt_word *words, size_t count, size_t kinds)
{
    for (size_t i = 0; i < count; i++)
        words[i] = (struct dt_word){.id = (below(kinds) + 1) *
                                          UINT64_C(0x9E3779B97F4A7C15)};
}

/* A stretch of the source of which some words are others. */
static size_t quote_from(const struct dt_word *source, size_t count,
                         size_t kinds, struct dt_word *quote)
{
    size_t words = below(QUOTE < count ? QUOTE : count) + 1;
    size_t from = below(count - words + 1);

    for (size_t i = 0; i < words; i++) {
        quote[i] = source[from + i];
        if (below(5) == 0)
            words_by_chance(&quote[i], 1, kinds);
    }
    return words;
}

static bool has_word(const struct dt_word *words, size_t count, uint64_t id)
{
    for (size_t i = 0; i < count; i++)
        if (words[i].id == id)
            return true;
    return false;
}

static void hold_against_alignment(struct dt_edits *e, struct dt_alignment *a)
{
    struct dt_word source[SOURCE], quote[QUOTE];
    uint16_t ahead[QUOTE + 1], back[QUOTE + 1], edges[QUOTE + 1];
    size_t count = below(SOURCE) + 1, kinds = below(60) + 2, words, least;
    struct dt_err err;

    words_by_chance(source, count, kinds);
    words = quote_from(source, count, kinds, quote);
    cr_assert(dt_edits_quote(e, quote, words));
    cr_assert(dt_edits_rows(e, source, count, ahead, back));
    cr_assert_eq(dt_align(a, quote, words, source, count, NULL, &err), DT_OK);
    cr_assert_leq(ahead[words], a->edits);
    cr_assert_leq(a->edits, dt_edits_most(ahead[words]));
    cr_assert_eq(back[0], ahead[words], "from either end the same");
    cr_assert(dt_edits_quote(e, quote, words));
    cr_assert(dt_edits_least(e, source, count, &least));
    cr_assert_eq(least, ahead[words]);
    for (size_t i = 0; i < words; i++)
        cr_assert_eq(e->met[e->kind[i]], has_word(source, count, quote[i].id));
    for (int backward = 0; backward < 2; backward++) {
        const uint16_t *bound = backward ? back : ahead;

        cr_assert_eq(dt_align_edges(a, quote, words, source, count, backward,
                                    edges, &err),
                     DT_OK);
        for (size_t i = 0; i <= words; i++) {
            cr_assert_leq(bound[i], edges[i]);
            cr_assert_leq(edges[i], dt_edits_most(bound[i]));
        }
    }
}

Test(edits, are_those_of_the_alignment)
{
    struct dt_edits *e = calloc(1, sizeof *e);
    struct dt_alignment a = DT_ALIGNMENT_INIT;

    cr_assert_not_null(e);
    dt_edits_init(e);
    for (size_t i = 0; i < 400; i++)
        hold_against_alignment(e, &a);
    dt_alignment_release(&a);
    free(e);
}

Test(edits, of_no_source_are_all_words)
{
    struct dt_edits *e = calloc(1, sizeof *e);
    struct dt_word quote[3] = {{.id = 1}, {.id = 2}, {.id = 1}};
    uint16_t ahead[4], back[4];

    cr_assert_not_null(e);
    dt_edits_init(e);
    cr_assert(dt_edits_quote(e, quote, 3));
    cr_assert(dt_edits_rows(e, quote, 0, ahead, back));
    for (size_t i = 0; i < 4; i++)
        cr_assert_eq(ahead[i], i);
    free(e);
}

Test(edits, are_not_told_of_words_that_cost_nothing)
{
    struct dt_edits *e = calloc(1, sizeof *e);
    struct dt_word quote[2] = {{.id = 1}, {.id = 2}};
    struct dt_word source[2] = {{.id = 1}, {.id = 2, .marks = DT_MARK_ASIDE}};
    size_t least;

    cr_assert_not_null(e);
    dt_edits_init(e);
    cr_assert(dt_edits_quote(e, quote, 2));
    cr_assert_not(dt_edits_least(e, source, 2, &least));
    quote[1].marks = DT_MARK_BRACKET;
    cr_assert_not(dt_edits_quote(e, quote, 2));
    free(e);
}
