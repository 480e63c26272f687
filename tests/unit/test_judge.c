/* What a quotation is not aligned for must not be found by aligning it. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "statement/judge.h"

enum { TRANSCRIPTS = 6, MOST = 1500, QUOTE = 60 };

static const struct dt_occasion speaker = {1, DT_SOME_DAY, DT_SOME_LANGUAGE};
static struct dt_transcripts t;
static struct dt_judge *judge;
static struct dt_words quote;
static struct dt_err err;
static uint64_t state = 1;

static size_t below(size_t n)
{
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (size_t)(state >> 33) % n;
}

static struct dt_word word_by_chance(void)
{
    /* Common ones are among them, as in any text. */
    const size_t kind = below(2) ? below(20) : below(3000);

    return (struct dt_word){.id = (kind + 1) * UINT64_C(0x9E3779B97F4A7C15),
                            .end = 1 + (uint32_t)(kind % 9),
                            .marks = kind == 40 ? DT_MARK_NEGATION : 0,
                            .stem = (uint32_t)kind / 3};
}

static void start(void)
{
    t = DT_TRANSCRIPTS_INIT;
    quote = DT_WORDS_INIT;
    quote.items = calloc(QUOTE, sizeof *quote.items);
    cr_assert_eq(dt_judge_new(&judge, &err), DT_OK);
    for (size_t i = 0; i < TRANSCRIPTS; i++) {
        const size_t words = 200 + below(MOST - 200);
        char text[2 * MOST + 1];

        for (size_t k = 0; k < words; k++)
            (void)snprintf(text + 2 * k, 3, "x ");
        cr_assert_eq(dt_transcripts_add(&t, (struct dt_str){text, 2 * words},
                                        speaker, &err),
                     DT_OK);
    }
    for (size_t i = 0; i < t.words.count; i++)
        t.words.items[i] = word_by_chance();
    cr_assert_eq(dt_transcripts_seal(&t, &err), DT_OK);
    judge->t = &t;
}

static void stop(void)
{
    dt_judge_free(judge);
    dt_words_release(&quote);
    dt_transcripts_release(&t);
}

TestSuite(judge, .init = start, .fini = stop);

/* A piece that somebody said, more or less, or that nobody did. */
static void add_piece(size_t words)
{
    const size_t from = below(t.words.count - words), wrong = below(10);
    struct piece *p = &judge->pieces[judge->count++];

    *p = (struct piece){.first = (uint32_t)quote.count,
                        .last = (uint32_t)(quote.count + words),
                        .join = judge->count > 1 ? JOIN_SPAN : JOIN_START};
    for (size_t i = 0; i < words; i++)
        quote.items[quote.count++] = below(10) < wrong
                                         ? word_by_chance()
                                         : t.words.items[from + i];
    dt_judge_find_places(judge, &quote, speaker, p);
}

static int64_t bits_of_equal(const struct piece *p)
{
    int64_t bits = 0;

    for (size_t k = 0; k < p->parts; k++) {
        const struct dt_align_part *part = &judge->parts[p->part + k];

        for (size_t i = part->quote;
             part->op == DT_ALIGN_EQUAL && i < part->quote_end; i++)
            bits += dt_transcripts_bits(&t, &quote.items[i]);
    }
    return bits;
}

/* Returns whether there was a bound. */
static bool hold_against(uint32_t transcript)
{
    struct piece whole[3], bound[3];
    size_t edits;
    bool known;

    memcpy(whole, judge->pieces, sizeof whole);
    known = dt_judge_bound(judge, &quote, transcript);
    memcpy(bound, judge->pieces, sizeof bound);
    memcpy(judge->pieces, whole, sizeof whole);
    cr_assert_eq(
        dt_judge_align(judge, &quote, speaker, transcript, &edits, &err),
        DT_OK);
    for (size_t i = 0; known && i < judge->count; i++) {
        const struct piece *p = &judge->pieces[i];

        cr_assert_eq(p->first, whole[i].first, "it is not split");
        cr_assert_eq(p->last, whole[i].last);
        cr_assert_leq(bound[i].edits, p->edits);
        cr_assert_leq(bits_of_equal(p), bound[i].bits);
        if (p->parts) {
            cr_assert_leq(bound[i].source, p->source);
            cr_assert_leq(p->source_end, bound[i].source_end);
        }
    }
    judge->count = 3;
    memcpy(judge->pieces, whole, sizeof whole);
    return known;
}

Test(judge, bounds_are_those_of_the_alignment)
{
    size_t known = 0, placeless = 0;

    for (size_t i = 0; i < 300; i++) {
        quote.count = judge->count = judge->place_count = 0;
        for (size_t k = 0; k < 3; k++)
            add_piece(2 + below(QUOTE / 3 - 1));
        for (uint32_t n = 0; n < TRANSCRIPTS; n++)
            if (hold_against(n)) {
                known++;
                placeless += !judge->pieces[1].places;
            }
    }
    cr_expect_gt(known, 900);
    cr_expect_gt(known, placeless);
}
