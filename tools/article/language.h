/*
 * language.h - the language that a text is written in, told by its own words.
 *
 * Layer   article. Of the words of running text two in five or more are the
 *         few that every text of its language has (rules/common_words.txt).
 *         Nothing is told of a text with fewer than DT_LANGUAGE_WORDS words,
 *         of one in a language that the list lacks, and of one in two. Where
 *         the words tell none, the script does if one language has it: kana
 *         with Han, Han alone, Hangul, Thai, Greek.
 * Cost    no more than the first DT_LANGUAGE_READ words, and as many letters,
 *         are read.
 */
#ifndef DT_ARTICLE_LANGUAGE_H
#define DT_ARTICLE_LANGUAGE_H

#include "article/draft.h"

enum { DT_LANGUAGE_WORDS = 20, DT_LANGUAGE_READ = 400 };

/*
 * Claim the language of what stays of a draft where nothing names one, or
 * what is named is another.
 */
int dt_language_claim(struct dt_draft *draft, struct dt_err *err);

#endif
