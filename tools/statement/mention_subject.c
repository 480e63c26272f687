/* Which mention is the subject of its sentence (mention_scan.h). */
#include "statement/inflection.h"
#include "statement/mention_scan.h"
#include "statement/phrases.h"

static bool looks_verbal(const struct dt_mention_scan *s, size_t i)
{
    return i < s->count && s->t[i].kind == DT_TOKEN_WORD && !s->t[i].capital &&
           (s->t[i].classes &
            (DT_WORD_VERB | DT_WORD_AUXILIARY | DT_WORD_PAST));
}

/* The mole is shut, the mayor, Ann Cole, said: the verb behind her comma. */
static bool is_apposed_subject(const struct dt_mention_scan *s, size_t first,
                               size_t last)
{
    return first > 0 && last + 1 < s->count && !s->t[first].starts &&
           s->t[first - 1].kind == DT_TOKEN_COMMA &&
           s->t[last].kind == DT_TOKEN_COMMA &&
           (s->t[last + 1].classes & DT_WORD_STRONG) &&
           looks_verbal(s, last + 1);
}

void dt_mention_note_subject(struct dt_mention_scan *s, size_t first,
                             size_t last, uint32_t entity)
{
    const struct dt_token *before;

    while (first > 0 && !s->t[first].starts &&
           (s->t[first - 1].classes & DT_WORD_DETERMINER) &&
           s->t[first - 1].mention == DT_TOKEN_NONE && last - first < 10)
        first--;
    before = first > 0 ? &s->t[first - 1] : NULL;
    if (first > 2 && (before->classes & DT_WORD_PREPOSITION) &&
        s->t[first - 2].kind == DT_TOKEN_COMMA && !s->t[first - 1].starts &&
        s->t[first - 3].mention != DT_TOKEN_NONE)
        return; /* Ann Cole, of Mill Lane, who said */
    if (s->t[last - 1].genitive) {
        if (last < s->count && !dt_mention_noun_capitals(s) &&
            (s->t[last].classes & (DT_WORD_NOMINAL | DT_WORD_VIEW)))
            dt_cast_subject(s->cast, entity); /* Voss’s claim */
        return;
    }
    if (before != NULL && !s->t[first].starts &&
        (before->classes & DT_WORD_PREPOSITION) &&
        ((!looks_verbal(s, last) &&
          !dt_inflection_is_told_of(s->tokens, last)) ||
         dt_mention_noun_capitals(s)))
        return;
    if (!s->has_subject || looks_verbal(s, last) ||
        is_apposed_subject(s, first, last) ||
        dt_inflection_is_told_of(s->tokens, last) ||
        (before != NULL && (before->classes & DT_WORD_STRONG) &&
         dt_inflection_opens_aside(s->tokens, first - 1))) {
        dt_cast_subject(s->cast, entity);
        s->has_subject = true;
    }
}

/*
 * According to Voss, nach Angaben von Voss, and at a sentence's beginning: for
 * Voss, …
 */
static bool names_source(const struct dt_mention_scan *s, size_t preposition,
                         size_t behind)
{
    const struct dt_token *t = &s->t[preposition];

    if ((t->classes & DT_WORD_ACCORDING) ||
        (preposition > 0 && !t->starts &&
         (((t->classes & DT_WORD_TO) && (t[-1].classes & DT_WORD_ACCORDING)) ||
          ((t->classes & DT_WORD_HOLDER) && (t[-1].classes & DT_WORD_VIEW)))))
        return true;
    return t->starts && behind < s->count &&
           s->t[behind].kind == DT_TOKEN_COMMA &&
           dt_phrase_is(s->cast->lexicon, DT_PHRASE_VIEWPOINT,
                        dt_token_text(s->text, t));
}

void dt_mention_note_source(struct dt_mention_scan *s, size_t first,
                            size_t last, uint32_t entity)
{
    if (first > 0 && !s->t[first].starts &&
        (s->t[first - 1].classes & DT_WORD_PREPOSITION) &&
        names_source(s, first - 1, last))
        s->source = entity;
}

void dt_mention_end_sentence(struct dt_mention_scan *s)
{
    uint32_t last = s->cast->recent[0];

    if (s->source < s->cast->count &&
        (last == s->before ||
         (last < s->cast->count && !s->cast->items[last].human)))
        dt_cast_subject(s->cast, s->source);
    s->has_subject = false;
    s->source = DT_ENTITY_NONE;
    s->before = s->cast->recent[0];
}
