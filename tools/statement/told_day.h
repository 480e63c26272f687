/*
 * told_day.h - the date that words tell: "yesterday", "on Tuesday", "last
 * night", "in June", "on 11 March".
 *
 * Layer   statement, private to occasion.c. Texts are of the article.
 */
#ifndef DT_STATEMENT_TOLD_DAY_H
#define DT_STATEMENT_TOLD_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "article/date.h"
#include "statement/lexicon.h"

/* What is known of an article's day. */
struct dt_told_when {
    const struct dt_lexicon *lexicon;
    bool dated;        /* the day is known */
    int64_t published; /* days from 1970-01-01 */
};

/* A date with the words that tell it: "Tuesday", "last month". */
struct dt_told_day {
    char edtf[DT_DATE_SIZE]; /* "": nothing is told */
    struct dt_str words;
};

/*
 * The first date that so many words tell, as exactly as they do (EDTF). Of
 * what can mean two days none is told: "last Tuesday", on a Thursday. The year
 * of a day or a month without one is not guessed: XXXX-03-11, XXXX-03.
 */
struct dt_told_day dt_told_day_in(const struct dt_told_when *when,
                                  struct dt_str text, int most);

#endif
