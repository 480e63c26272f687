#include "statement/mention.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/utf8.h"
#include "statement/inflection.h"
#include "statement/mention_scan.h"
#include "statement/office_noun.h"
#include "statement/quote.h"

struct dt_str dt_mention_between(const struct dt_mention_scan *s, size_t first,
                                 size_t last)
{
    uint32_t start = s->t[first].start;

    return (struct dt_str){s->text.ptr + start, s->t[last - 1].end - start};
}

int dt_mention_add(struct dt_mention_scan *s, size_t first, size_t last,
                   uint8_t kind, uint32_t entity)
{
    struct dt_mentions *m = s->m;
    struct dt_mention item = {(uint32_t)first,
                              (uint32_t)last,
                              {s->t[first].start, s->t[last - 1].end},
                              dt_mention_between(s, first, last),
                              entity,
                              kind,
                              s->t[last - 1].genitive,
                              false};

    if (m->count == m->cap) {
        void *grown = dt_array_grow(m->items, &m->cap, sizeof *m->items);

        if (!grown)
            return DT_FAIL(s->err, DT_EINTERNAL, "out of memory for names");
        m->items = grown;
    }
    if (s->cast != NULL && entity < s->cast->count) {
        struct dt_entity *named = &s->cast->items[entity];

        if (kind == DT_MENTION_NAME) {
            named->printed = item.name;
            named->named = true;
        }
        item.name = named->printed;
    } else if (kind == DT_MENTION_PRONOUN) {
        item.name = (struct dt_str){NULL, 0};
    }
    for (size_t i = first; i < last; i++)
        s->t[i].mention = (uint32_t)m->count;
    m->items[m->count++] = item;
    return DT_OK;
}

enum dt_pronouns dt_mention_pronouns_of(uint64_t classes,
                                        enum dt_pronouns others)
{
    if (classes & DT_WORD_MALE)
        return DT_PRONOUNS_HE;
    return classes & DT_WORD_FEMALE ? DT_PRONOUNS_SHE : others;
}

enum dt_pronouns dt_mention_pronouns_by_article(const struct dt_token *t)
{
    return (t->classes & DT_WORD_DETERMINER) &&
                   !(t->classes & DT_WORD_POSSESSIVE)
               ? dt_mention_pronouns_of(t->classes, DT_PRONOUNS_UNKNOWN)
               : DT_PRONOUNS_UNKNOWN;
}

int dt_mentions_scan(struct dt_mentions *m, struct dt_tokens *tokens,
                     struct dt_str text, const struct dt_people *people,
                     const struct dt_holders *holders, struct dt_cast *cast,
                     struct dt_err *err)
{
    struct dt_mention_scan s = {.m = m,
                                .tokens = tokens,
                                .t = tokens->items,
                                .count = tokens->count,
                                .text = text,
                                .people = people,
                                .holders = holders,
                                .cast = cast,
                                .err = err,
                                .source = DT_ENTITY_NONE};
    int rc = DT_OK;

    m->count = 0;
    for (size_t i = 0; i < s.count && rc == DT_OK; i++) {
        struct dt_token *t = &s.t[i];
        size_t last = i, office = i;

        if (t->starts)
            dt_mention_end_sentence(&s);
        if (dt_inflection_is_genitive(tokens, text, i, cast)) {
            t->genitive = true;
            t->end--;
        }
        if (t->kind != DT_TOKEN_WORD)
            continue;
        if ((t->classes & DT_WORD_PRONOUN) &&
            !dt_inflection_is_possessive(tokens, i) &&
            !(t->capital && !t->starts && dt_mention_noun_capitals(&s))) {
            rc = dt_mention_take_pronoun(&s, i);
            continue;
        }
        if (dt_mention_is_dropped(&s, i)) {
            rc = dt_mention_take_dropped(&s, i);
            continue;
        }
        if (dt_mention_is_object(&s, i)) {
            rc = dt_mention_take_object(&s, i);
            continue;
        }
        if ((t->classes & DT_WORD_POSSESSIVE) &&
            !dt_mention_noun_capitals(&s)) {
            rc = dt_mention_take_owner(&s, i);
            continue;
        }
        if (t->capital)
            office = dt_office_noun_end(tokens, text, holders, i);
        if (t->capital && office == i)
            rc = dt_mention_take_name(&s, i, &last);
        if (rc == DT_OK && last > i)
            rc = dt_mention_note_apposition(&s, i);
        if (rc == DT_OK && office > i)
            rc = dt_mention_take_noun(&s, i, office, &last);
        else if (rc == DT_OK && last == i && (t->classes & DT_WORD_ROLE) &&
                 !dt_inflection_has_subject(tokens, text, i) &&
                 (t->capital || !dt_mention_noun_capitals(&s)))
            rc = dt_mention_take_noun(&s, i, i + 1, &last);
        if (last > i)
            i = last - 1;
    }
    dt_mention_end_sentence(&s);
    return rc;
}

uint32_t dt_mention_end(const struct dt_token *last, struct dt_str text)
{
    size_t end = last->end;

    if (last->kind != DT_TOKEN_QUOTE || end >= text.len ||
        !dt_quote_is_mark(dt_utf8_next(text, &end)))
        return last->end;
    return (uint32_t)end;
}

int dt_mentions_add_noun(struct dt_mentions *m, struct dt_tokens *tokens,
                         struct dt_str text, size_t first, size_t last,
                         struct dt_err *err)
{
    struct dt_mention_scan s = {.m = m,
                                .t = tokens->items,
                                .count = tokens->count,
                                .text = text,
                                .err = err};

    struct dt_mention *noun;
    int rc = dt_mention_add(&s, first, last, DT_MENTION_NOUN, DT_ENTITY_NONE);

    if (rc != DT_OK || tokens->items[first].kind == DT_TOKEN_QUOTE)
        return rc;
    noun = &m->items[m->count - 1];
    noun->span.end = dt_mention_end(&tokens->items[last - 1], text);
    noun->name.len = noun->span.end - noun->span.start;
    return rc;
}

void dt_mentions_release(struct dt_mentions *m)
{
    free(m->items);
    *m = DT_MENTIONS_INIT;
}
