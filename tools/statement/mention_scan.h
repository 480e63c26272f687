/*
 * mention_scan.h - what the ways to find a mention share.
 *
 * Layer   statement. For mention.c and what finds its mentions.
 */
#ifndef DT_STATEMENT_MENTION_SCAN_H
#define DT_STATEMENT_MENTION_SCAN_H

#include "statement/lexicon.h"
#include "statement/mention.h"

enum { DT_PHRASE_WORDS = 6 /* before the head of a noun phrase */ };

struct dt_mention_scan {
    struct dt_mentions *m;
    const struct dt_tokens *tokens;
    struct dt_token *t;
    size_t count;
    struct dt_str text;
    const struct dt_people *people;
    const struct dt_holders *holders;
    struct dt_cast *cast;
    struct dt_err *err;
    bool has_subject; /* the sentence has one already */
    uint32_t source;  /* who it is told by or judged by, or DT_ENTITY_NONE */
    uint32_t before;  /* the last subject before the sentence */
};

/* The text of tokens [first, last). */
struct dt_str dt_mention_between(const struct dt_mention_scan *s, size_t first,
                                 size_t last);

/* Append tokens [first, last), which are then part of that mention. */
int dt_mention_add(struct dt_mention_scan *s, size_t first, size_t last,
                   uint8_t kind, uint32_t entity);

/* What a title, a role or a possessive tells, or else what others are. */
enum dt_pronouns dt_mention_pronouns_of(uint64_t classes,
                                        enum dt_pronouns others);

/* La ministre: those that an article tells of, unless it is none. */
enum dt_pronouns dt_mention_pronouns_by_article(const struct dt_token *t);

/* Note a name in the cast's subjects where the grammar makes it one. */
void dt_mention_note_subject(struct dt_mention_scan *s, size_t first,
                             size_t last, uint32_t entity);

/* Note a name, tokens [first, last), as what the sentence is told by. */
void dt_mention_note_source(struct dt_mention_scan *s, size_t first,
                            size_t last, uint32_t entity);

/*
 * A sentence begins or the text ends. According to Ann Cole, it is off: where
 * no other person was the subject, she is whom the next one speaks of.
 */
void dt_mention_end_sentence(struct dt_mention_scan *s);

/*
 * A name at token i: sets *last behind it, or to i when there is none.
 * Titles before it belong to it; a title alone is a noun.
 */
int dt_mention_take_name(struct dt_mention_scan *s, size_t i, size_t *last);

int dt_mention_take_pronoun(struct dt_mention_scan *s, size_t i);

/*
 * Añadió que no: whether the verb at token i, which begins a sentence or
 * follows a quotation, has its subject in its ending alone; and takes it.
 */
bool dt_mention_is_dropped(const struct dt_mention_scan *s, size_t i);
int dt_mention_take_dropped(struct dt_mention_scan *s, size_t i);

/* Quoted him as saying: whether the word at token i is such an object. */
bool dt_mention_is_object(const struct dt_mention_scan *s, size_t i);
int dt_mention_take_object(struct dt_mention_scan *s, size_t i);

/* Her warning, his repeated claim: whose the noun behind token i is. */
int dt_mention_take_owner(struct dt_mention_scan *s, size_t i);

/* A noun phrase whose head is tokens [i, end); sets *last behind it. */
int dt_mention_take_noun(struct dt_mention_scan *s, size_t i, size_t end,
                         size_t *last);

/*
 * mention_office.c: the mayor of Skerrow, Ann Cole: the last mention, a name at
 * token i, stands beside a noun, which means her from now on.
 */
int dt_mention_note_apposition(struct dt_mention_scan *s, size_t i);

/* Mayor Ann Cole: so do the titles, tokens [first, name). */
int dt_mention_note_titles(struct dt_mention_scan *s, size_t first, size_t name,
                           uint32_t entity);

/*
 * Ann Cole, the mayor, …: the name that the noun phrase at tokens [first, end)
 * stands beside, or DT_ENTITY_NONE.
 */
uint32_t dt_mention_apposed(const struct dt_mention_scan *s, size_t first,
                            size_t end);

/* … and let the noun, whose own entity is given, mean her from now on. */
int dt_mention_note_role(struct dt_mention_scan *s, size_t first, size_t end,
                         uint32_t noun, uint32_t name);

/*
 * The mayor: whom a noun phrase, tokens [first, end), means by what was printed
 * before; else remember it as another of its kind and leave *entity.
 */
int dt_mention_known_noun(struct dt_mention_scan *s, size_t first, size_t end,
                          uint32_t *entity);

/* Where every noun has a capital, a name shows by more than one. */
static inline bool dt_mention_noun_capitals(const struct dt_mention_scan *s)
{
    return dt_lexicon_has(s->cast->lexicon, DT_TRAIT_NOUN_CAPITALS);
}

#endif
