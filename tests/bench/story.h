/*
 * story.h - what an article says, before it is a page or a text file.
 */
#ifndef BENCH_STORY_H
#define BENCH_STORY_H

#include "source/source.h"
#include "words.h"

struct bench_person {
    const char *first, *last;
    const char *title; /* before the surname: "Ms" */
    const char *pronoun;
    const char *office, *organisation;
    const char *former; /* office held before 2019, or NULL */
};

enum { BENCH_PEOPLE = 48 };

/* One of the people who speak, by number. */
void bench_person_get(size_t number, struct bench_person *out);

/* "a-b" of their names, without accents and apostrophes. */
void bench_person_id(const struct bench_person *p, struct dt_buf *out);

struct bench_story {
    struct dt_buf title, slug, body; /* body: paragraphs, an LF between */
    enum dt_kind kind;
    const char *publisher, *site; /* site: the publisher's host */
    char author[64];
    struct bench_person speaker; /* of a transcript or an opinion piece */
    unsigned year, month, day;
};

/* Ceilings for the texts; release with bench_story_release(). */
void bench_story_init(struct bench_story *s);
void bench_story_release(struct bench_story *s);

/* Article number i: about 6 KB, the same whatever was made before. */
void bench_story_make(struct bench_story *s, const struct bench_words *w,
                      size_t i);

/*
 * Replace out by text number i of many, s being its story then: of a hundred
 * one is an exact copy of an earlier one, and two have every twentieth word
 * replaced.
 */
void bench_story_text(struct bench_story *s, const struct bench_words *w,
                      size_t i, struct dt_buf *out);

#endif
