/*
 * inflection.h - what the form and the place of a word tell of whom it means.
 * Genitives, plurals and possessives: where every noun has a capital
 * (DT_TRAIT_NOUN_CAPITALS), elsewhere they are false.
 *
 * Layer   statement. i, first and head are tokens of t.
 */
#ifndef DT_STATEMENT_INFLECTION_H
#define DT_STATEMENT_INFLECTION_H

#include "statement/cast.h"
#include "statement/token.h"

/* Fordern sie, sie fordern: the pronoun at token i means more than one. */
bool dt_inflection_is_plural(const struct dt_tokens *t, struct dt_str text,
                             size_t i);

/*
 * Die Forscher, seine Spieler: the noun phrase from token first to its head
 * means more than one, since no one man has such an article.
 */
bool dt_inflection_are_several(const struct dt_tokens *t, struct dt_str text,
                               size_t first, size_t head);

/*
 * Müllers Warnung, die Warnung Müllers: nobody has the name at token i, but
 * Müller was named.
 */
bool dt_inflection_is_genitive(const struct dt_tokens *t, struct dt_str text,
                               size_t i, const struct dt_cast *cast);

/* Ihr Mann, ihr neuer Trainer: not the pronoun that is spelt so. */
bool dt_inflection_is_possessive(const struct dt_tokens *t, size_t i);

/* Juge-t-il: the word at token i is a verb, on which its subject hangs. */
bool dt_inflection_has_subject(const struct dt_tokens *t, struct dt_str text,
                               size_t i);

/* “…”, said Voss; « … », a déclaré Voss: a clause begins with verb i. */
bool dt_inflection_opens_aside(const struct dt_tokens *t, size_t i);

/* Voss, who has: a clause behind token i tells of what stands before it. */
bool dt_inflection_is_told_of(const struct dt_tokens *t, size_t i);

/*
 * Said Voss: “…” Whether the sentence begins with the verb at token i, whose
 * subject stands behind it and before a colon.
 */
bool dt_inflection_opens_inverted(const struct dt_tokens *t, size_t i);

/*
 * Dijo en rueda de prensa el ministro, dijo a la prensa Ann Voss: from token i
 * behind a verb to where its subject begins behind when, where and to whom
 * that was; or i.
 */
size_t dt_inflection_behind_adverbials(const struct dt_tokens *t, size_t i);

#endif
