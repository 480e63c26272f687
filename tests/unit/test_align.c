#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>

#include "statement/align.h"
#include "statement/edits.h"

/* What an edit costs, so that of as many edits more words stay equal. */
enum { EDIT = 14, UNEQUAL = 15 };

enum { SOURCE = 120, QUOTE = 80 };

static uint64_t state = 5;

static size_t below(size_t n)
{
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (size_t)(state >> 33) % n;
}

static struct dt_word any_word(size_t kinds)
{
    return (struct dt_word){.id = below(kinds) + 1};
}

/* A stretch of the source; of a hundred of its words so many are others. */
static size_t quote_from(const struct dt_word *source, size_t count,
                         size_t words, size_t percent, struct dt_word *quote)
{
    size_t from = below(count - words + 1), made = 0;

    for (size_t i = 0; i < words; i++) {
        size_t change = below(100) < percent ? below(3) : 3;

        if (change == 1)
            continue;
        quote[made] = source[from + i];
        quote[made].marks = 0;
        if (change == 0)
            quote[made] = any_word(1000);
        if (change == 2)
            quote[made].marks = DT_MARK_BRACKET;
        made++;
    }
    if (made == 0)
        quote[made++] = source[from];
    return made;
}

/* The least of the whole table's last row, every cell of it filled. */
static unsigned whole_table(const struct dt_word *quote, size_t count,
                            const struct dt_word *source, size_t source_count,
                            size_t *end)
{
    static unsigned cost[QUOTE + 1][SOURCE + 1];

    for (size_t i = 0; i <= count; i++)
        for (size_t j = 0; j <= source_count; j++) {
            bool bracket = i > 0 && (quote[i - 1].marks & DT_MARK_BRACKET);
            bool next = i < count && (quote[i].marks & DT_MARK_BRACKET);
            unsigned best = i == 0 ? 0 : cost[i - 1][j];
            unsigned left, across;

            best += i == 0 || bracket ? 0 : UNEQUAL;
            if (i > 0 && j > 0) {
                left = cost[i][j - 1];
                if (!(source[j - 1].marks & DT_MARK_ASIDE))
                    left += bracket || next ? 1 : EDIT;
                across = cost[i - 1][j - 1];
                if (quote[i - 1].id != source[j - 1].id)
                    across += bracket ? 1 : UNEQUAL;
                best = left < best ? left : best;
                best = across < best ? across : best;
            }
            cost[i][j] = best;
        }
    *end = 0;
    for (size_t j = 1; j <= source_count; j++)
        if (cost[count][j] < cost[count][*end])
            *end = j;
    return cost[count][*end];
}

/* What the parts of an alignment cost, asides left out. */
static unsigned cost_of(const struct dt_alignment *a, size_t count,
                        const struct dt_word *source)
{
    unsigned cost = 0;

    for (size_t k = 0; k < a->count; k++) {
        const struct dt_align_part *p = &a->parts[k];
        unsigned words = p->quote_end - p->quote;
        unsigned left_out = 0;

        for (size_t j = p->source; j < p->source_end; j++)
            left_out += !(source[j].marks & DT_MARK_ASIDE);
        if (p->op == DT_ALIGN_DELETE)
            cost += left_out * EDIT;
        else if (p->op != DT_ALIGN_EQUAL && p->op != DT_ALIGN_BRACKET)
            cost += words * UNEQUAL;
    }
    cr_assert(eq(u32, a->parts[0].quote, 0));
    cr_assert(eq(u32, a->parts[a->count - 1].quote_end, (uint32_t)count));
    return cost;
}

/* The least edits from each word on, where they are told; or NULL. */
static const uint16_t *least_edits(struct dt_edits *e,
                                   const struct dt_word *quote, size_t count,
                                   const struct dt_word *source,
                                   size_t source_count)
{
    static uint16_t ahead[DT_EDITS_QUOTE + 1], back[DT_EDITS_QUOTE + 1];

    return dt_edits_quote(e, quote, count) &&
                   dt_edits_rows(e, source, source_count, ahead, back)
               ? back
               : NULL;
}

Test(align, a_band_finds_what_the_whole_table_has)
{
    struct dt_word source[SOURCE], quote[QUOTE];
    struct dt_alignment a = DT_ALIGNMENT_INIT;
    struct dt_edits *e = calloc(1, sizeof *e);
    size_t told = 0;
    struct dt_err err;

    cr_assert_not_null(e);
    dt_edits_init(e);

    for (size_t i = 0; i < 2000; i++) {
        size_t kinds = below(2) ? 6 : 200, count = 1 + below(SOURCE), words;
        bool brackets = below(2), asides = below(2);
        const uint16_t *rest;
        unsigned least;
        size_t end;

        for (size_t j = 0; j < count; j++) {
            source[j] = any_word(kinds);
            if (asides && below(10) == 0)
                source[j].marks = DT_MARK_ASIDE;
        }
        words = quote_from(source, count,
                           1 + below(count < QUOTE ? count : QUOTE), below(60),
                           quote);
        for (size_t k = 0; k < words && !brackets; k++)
            quote[k].marks = 0;
        least = whole_table(quote, words, source, count, &end);
        rest = below(3) ? least_edits(e, quote, words, source, count) : NULL;
        told += rest != NULL;
        cr_assert(eq(int, dt_align(&a, quote, words, source, count, rest, &err),
                     DT_OK));
        cr_assert(eq(sz, a.source_end, end), "the first of equals");
        if (!brackets)
            cr_assert(eq(uint, cost_of(&a, words, source), least));
    }
    cr_expect(gt(sz, told, 300));
    dt_alignment_release(&a);
    free(e);
}

/* Cells filled for a word of a quotation with so many words replaced. */
static size_t cells_a_word(size_t words, size_t edits, bool told)
{
    const size_t count = 2 * words;
    struct dt_edits *e = calloc(1, sizeof *e);
    struct dt_word *source = calloc(count, sizeof *source);
    struct dt_alignment a = DT_ALIGNMENT_INIT;
    struct dt_word *quote;
    struct dt_err err;
    size_t cells;

    cr_assert_not_null(source);
    cr_assert_not_null(e);
    dt_edits_init(e);
    for (size_t j = 0; j < count; j++)
        source[j] = any_word(1000);
    quote = malloc(words * sizeof *quote);
    cr_assert_not_null(quote);
    for (size_t i = 0; i < words; i++)
        quote[i] = source[words / 2 + i];
    for (size_t k = 0; k < edits; k++)
        quote[(2 * k + 1) * words / (2 * edits)] = any_word(1000);
    cr_assert(
        eq(int,
           dt_align(&a, quote, words, source, count,
                    told ? least_edits(e, quote, words, source, count) : NULL,
                    &err),
           DT_OK));
    cr_expect(le(sz, a.edits, edits));
    cells = a.cells / words;
    dt_alignment_release(&a);
    free(quote);
    free(source);
    free(e);
    return cells;
}

Test(align, work_grows_with_the_words_and_the_edits)
{
    for (size_t words = 128; words <= DT_ALIGN_QUOTE; words *= 2) {
        cr_expect(le(sz, cells_a_word(words, 0, false), 16), "%zu", words);
        cr_expect(le(sz, cells_a_word(words, 1, false), 16), "%zu", words);
        cr_expect(le(sz, cells_a_word(words, 16, false), 400), "%zu", words);
    }
    for (size_t words = 128; words <= DT_EDITS_QUOTE; words *= 2)
        cr_expect(le(sz, cells_a_word(words, words / 10, true), 40), "%zu",
                  words);
}
