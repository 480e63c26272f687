/*
 * transcripts.h - an index of what was really said, to find the place that a
 * quotation comes from.
 *
 * Layer   statement. Filled first, sealed, then asked by any number of
 *         threads. Words are counted through all transcripts.
 * Method  every pair of neighbouring words is looked up, rare pairs first,
 *         with and without a word between; places that agree on where the
 *         quotation begins are added up. What is looked at for one quotation
 *         is bounded, whatever the number of transcripts.
 */
#ifndef DT_STATEMENT_TRANSCRIPTS_H
#define DT_STATEMENT_TRANSCRIPTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "statement/words.h"

/* Who speaks, and when: who is held against whom. */
struct dt_occasion {
    uint32_t speaker; /* the caller's number; DT_NOBODY: whoever */
    int32_t day;      /* from 1970-01-01, or DT_SOME_DAY: not known */
    uint8_t language; /* the caller's number, or DT_SOME_LANGUAGE: not known */
};

#define DT_NOBODY UINT32_MAX
#define DT_SOME_DAY INT32_MIN
#define DT_SOME_LANGUAGE 0

/* Whether the speaker is the same, and the day where both are known. */
bool dt_occasion_is(struct dt_occasion a, struct dt_occasion b);

struct dt_transcript {
    uint32_t first, last; /* its words, [first, last) */
    struct dt_occasion of;
};

/* A word, or the first of a pair, and what tells it from others of a group. */
struct dt_transcript_place {
    uint32_t word, tag;
};

struct dt_transcripts {
    struct dt_words words; /* of all transcripts, one behind the other */
    struct dt_transcript *items;
    size_t count, cap;
    struct dt_transcript_place *pairs, *singles; /* grouped by hash */
    uint32_t *pair_starts, *single_starts;       /* of each group */
    unsigned bits;                               /* of a hash */
    uint32_t *stretches; /* the transcript of the first of every 256 words */
};

#define DT_TRANSCRIPTS_INIT                                               \
    ((struct dt_transcripts){DT_WORDS_INIT, NULL, 0, 0, NULL, NULL, NULL, \
                             NULL, 0, NULL})

/*
 * Add the words of a text; its number is count - 1 then. The offsets of the
 * words are those of the text. DT_EFORMAT over 2^32 words in all;
 * DT_EINTERNAL without memory.
 */
int dt_transcripts_add(struct dt_transcripts *t, struct dt_str text,
                       struct dt_occasion of, struct dt_err *err);

/*
 * Go on with the last transcript, by the bytes [start, end) of text: of a
 * meeting, what one speaker said. As above.
 */
int dt_transcripts_extend(struct dt_transcripts *t, struct dt_str text,
                          size_t start, size_t end, struct dt_err *err);

/* Make the index; nothing is added afterwards. DT_EINTERNAL without memory. */
int dt_transcripts_seal(struct dt_transcripts *t, struct dt_err *err);

void dt_transcripts_release(struct dt_transcripts *t);

/*
 * How much it tells that a word stands in both: about the bits in which the
 * transcripts' words outnumber it, where a few hundred words of usual text,
 * in which short words are common, count as theirs; 0 for a word they lack.
 */
unsigned dt_transcripts_bits(const struct dt_transcripts *t,
                             const struct dt_word *word);

/* A place where the quotation may come from. */
struct dt_origin {
    uint32_t transcript;
    int64_t begin;  /* the word at which the quotation's first would stand */
    uint32_t score; /* more is better */
};

enum { DT_ORIGINS = 8 };

/* Scratch of one thread. */
struct dt_transcript_search;

int dt_transcript_search_new(struct dt_transcript_search **out,
                             struct dt_err *err);

/* NULL is fine. */
void dt_transcript_search_free(struct dt_transcript_search *search);

/*
 * Fill places with the best for a quotation of count words: those of the
 * occasion, the best first, and then all others, up to DT_ORIGINS of each;
 * *found is how many. Where nobody is asked for (DT_NOBODY), only places that
 * have most of the words count, which takes less time. What is in another
 * language, where both are known, is no place.
 */
void dt_transcripts_find(const struct dt_transcripts *t,
                         struct dt_transcript_search *search,
                         const struct dt_word *quote, size_t count,
                         struct dt_occasion of,
                         struct dt_origin places[2 * DT_ORIGINS],
                         size_t *found);

#endif
