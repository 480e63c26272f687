/* Names (mention_scan.h). */
#include "statement/inflection.h"
#include "statement/mention_scan.h"

enum { NAME_WORDS = 8 /* of an unknown name */ };

/* Tokens of a people.yaml name that starts at token i, or 0. */
static size_t match_person(const struct dt_mention_scan *s, size_t i,
                           const struct dt_person **person)
{
    struct dt_str text = {s->text.ptr, s->t[s->count - 1].end};
    size_t len = 0, last = i;

    if (s->people == NULL)
        return 0;
    *person = dt_people_match(s->people, text, s->t[i].start, &len);
    if (*person == NULL)
        return 0;
    len += s->t[i].start;
    while (last < s->count && s->t[last].end < len)
        last++;
    return last < s->count && s->t[last].kind != DT_TOKEN_QUOTE ? last + 1 - i
                                                                : 0;
}

static bool is_name_word(const struct dt_mention_scan *s, size_t i, bool first)
{
    const struct dt_token *t = &s->t[i];

    if (t->kind != DT_TOKEN_WORD || !t->capital)
        return false;
    if (!first) /* Theresa May, Dr Will Ash */
        return !(t->classes & DT_WORD_COMMON) ||
               (t->classes & (DT_WORD_DATE | DT_WORD_AUXILIARY)) ||
               ((t->classes & DT_WORD_PARTICLE) && i + 1 < s->count &&
                s->t[i + 1].capital && !s->t[i + 1].starts); /* Anne Le Goff */
    if (t->classes & (DT_WORD_COMMON | DT_WORD_DATE | DT_WORD_VIEW))
        return false;
    if ((t->classes & DT_WORD_NOMINAL) && dt_mention_noun_capitals(s))
        return false; /* die Kritik Müllers */
    if (t->starts && (t->classes & (DT_WORD_GERUND | DT_WORD_ADVERB_LIKE |
                                    DT_WORD_ACCORDING))) /* Per Voss, … */
        return dt_cast_knows(s->cast, dt_token_text(s->text, t));
    if (dt_inflection_opens_inverted(s->tokens, i))
        return false;
    if (t->starts && (t->classes & DT_WORD_PAST) && i + 1 < s->count &&
        (s->t[i + 1].classes & DT_WORD_PREPOSITION)) /* Asked by */
        return dt_cast_knows(s->cast, dt_token_text(s->text, t));
    return true;
}

/* Behind an initial or "Jr" a full stop stands inside the name. */
static bool is_dotted(const struct dt_mention_scan *s, size_t i)
{
    const struct dt_token *t = &s->t[i];

    return i + 1 < s->count && t->kind == DT_TOKEN_WORD &&
           s->t[i + 1].kind == DT_TOKEN_STOP && s->t[i + 1].start == t->end &&
           ((t->end - t->start == 1 && t->capital) ||
            (t->classes & (DT_WORD_TITLE | DT_WORD_ABBREVIATION)));
}

/* Bank of England: a joint at token i with a name word on either side. */
static bool is_joined(const struct dt_mention_scan *s, size_t i)
{
    return !s->t[i].starts && !s->t[i].capital && !s->t[i - 1].genitive &&
           (s->t[i].classes & DT_WORD_JOINT) &&
           (s->t[i - 1].classes & DT_WORD_ORGANISATION) &&
           is_name_word(s, i + 1, true);
}

/* Scotland on Sunday said, told the Mail on Sunday: not in Scotland on Sunday. */
static bool is_paper(const struct dt_mention_scan *s, size_t first, size_t last)
{
    const struct dt_lexicon *lexicon = s->cast->lexicon;

    if (last + 1 >= s->count || s->t[last].starts ||
        !(s->t[last].classes & DT_WORD_PREPOSITION) ||
        !s->t[last + 1].capital || !(s->t[last + 1].classes & DT_WORD_DATE))
        return false;
    return dt_lexicon_occasion(lexicon, dt_token_text(s->text, &s->t[last - 1]))
                   .kind == DT_OCCASION_PAPER &&
           (first == 0 || s->t[first].starts ||
            dt_lexicon_occasion(lexicon,
                                dt_token_text(s->text, &s->t[first - 1]))
                    .kind != DT_OCCASION_PLACE);
}

/* The token behind the run of name words that starts at token i. */
static size_t name_end(const struct dt_mention_scan *s, size_t i)
{
    size_t last = i + 1, words = 1;
    bool particles = !dt_mention_noun_capitals(s) || i == 0 || s->t[i].starts ||
                     !(s->t[i - 1].classes &
                       (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE));
    const struct dt_person *person;

    for (; words < NAME_WORDS && !s->t[last - 1].genitive; words++) {
        size_t next = last;

        if (is_dotted(s, last - 1))
            next++;
        else if (next < s->count && s->t[next].kind == DT_TOKEN_OTHER &&
                 s->text.ptr[s->t[next].start] == '&')
            next++; /* Marsh & Daughters */
        if (next + 1 < s->count && is_joined(s, next)) {
            last = next + 2;
            continue;
        }
        while (particles && next < s->count && next < last + 3 &&
               s->t[next].kind == DT_TOKEN_WORD && !s->t[next].capital &&
               (s->t[next].classes & DT_WORD_PARTICLE) &&
               (next > last || !(s->t[next].classes & DT_WORD_DETERMINER)))
            next++;
        if (next >= s->count || s->t[next].starts ||
            !is_name_word(s, next, false) || match_person(s, next, &person) > 0)
            break;
        last = next + 1;
    }
    return is_paper(s, i, last) ? last + 2 : last;
}

/* Whether an unknown name can be somebody's: not the Quay Café, Skerrow. */
static bool looks_human(const struct dt_mention_scan *s, size_t first,
                        size_t last)
{
    if (last == first + 1)
        return dt_cast_knows(s->cast, dt_mention_between(s, first, last));
    if (first > 0 && !s->t[first].starts && !dt_mention_noun_capitals(s) &&
        (s->t[first - 1].genitive ||
         (s->t[first - 1].classes & DT_WORD_DETERMINER)))
        return false;
    for (size_t i = first; i < last; i++) /* nor Church and Sons */
        if (s->t[i].classes & (DT_WORD_ORGANISATION | DT_WORD_COORDINATOR))
            return false;
    return true;
}

/* Whether a title or office is the name of somebody, as printed before. */
static bool is_surname(const struct dt_mention_scan *s, size_t i)
{
    return (i == 0 || !(s->t[i - 1].classes & DT_WORD_DETERMINER)) &&
           !dt_mention_noun_capitals(s) &&
           dt_cast_knows(s->cast, dt_token_text(s->text, &s->t[i]));
}

/* Voss said, in a text that never names her in full: she may be somebody. */
static bool says(const struct dt_mention_scan *s, size_t i)
{
    return i < s->count && !s->t[i].starts && !s->t[i].capital &&
           !s->t[i - 1].genitive && (s->t[i].classes & DT_WORD_STRONG) &&
           !(s->t[i].classes & DT_WORD_NOUN);
}

/* La ministre Anne Voss: what the article before a role tells of the name. */
static enum dt_pronouns pronouns_before(const struct dt_mention_scan *s,
                                        size_t i)
{
    size_t k = i;

    while (k > 0 && i - k < 3 && !s->t[k].starts && !s->t[k - 1].capital &&
           (s->t[k - 1].classes & DT_WORD_ROLE))
        k--;
    return k > 0 && k < i && !s->t[k].starts
               ? dt_mention_pronouns_by_article(&s->t[k - 1])
               : DT_PRONOUNS_UNKNOWN;
}

/*
 * What a given name tells of who has it: Margaret turned. Not a word that is a
 * surname here, or that an organisation has in its name.
 */
static enum dt_pronouns pronouns_given(const struct dt_mention_scan *s,
                                       size_t first, size_t last, bool human)
{
    const struct dt_token *t = &s->t[first];

    if (dt_mention_noun_capitals(s) ||
        (last == first + 1
             ? dt_cast_knows(s->cast, dt_mention_between(s, first, last)) ||
                   (first > 0 && !t->starts &&
                    (t[-1].classes & DT_WORD_DETERMINER))
             : !human))
        return DT_PRONOUNS_UNKNOWN;
    return dt_mention_pronouns_of(t->classes, DT_PRONOUNS_UNKNOWN);
}

int dt_mention_take_name(struct dt_mention_scan *s, size_t i, size_t *last)
{
    const struct dt_person *person;
    enum dt_pronouns pronouns = pronouns_before(s, i);
    size_t name = i, words = match_person(s, i, &person), end;
    uint32_t entity = DT_ENTITY_NONE;
    bool titled = false, human = true;
    int rc;

    *last = i;
    while (words == 0 && name < s->count && s->t[name].capital &&
           !s->t[name].genitive &&
           (s->t[name].classes & (DT_WORD_TITLE | DT_WORD_OFFICE)) &&
           name < i + 5) {
        pronouns = dt_mention_pronouns_of(s->t[name].classes, pronouns);
        titled = true;
        name += is_dotted(s, name) ? 2 : 1;
        if (name < s->count && !s->t[name].starts)
            words = match_person(s, name, &person);
    }
    if (words > 0) {
        end = name + words;
        rc = dt_cast_person(s->cast, person, dt_mention_between(s, name, end),
                            &entity, s->err);
    } else {
        if (name >= s->count || (name > i && s->t[name].starts) ||
            !is_name_word(s, name, !titled)) {
            if (name != i + 1 || !is_surname(s, i))
                return DT_OK;
            name = i; /* Don King, and then: King */
            titled = false;
        }
        end = name_end(s, name);
        if (!titled && end == name + 1 && dt_mention_noun_capitals(s) &&
            !dt_cast_knows(s->cast, dt_mention_between(s, name, end)))
            return DT_OK;
        human = titled || looks_human(s, name, end);
        if (!titled) {
            pronouns = pronouns == DT_PRONOUNS_UNKNOWN
                           ? pronouns_given(s, name, end, human)
                           : pronouns;
            human = human || pronouns != DT_PRONOUNS_UNKNOWN;
        }
        rc = dt_cast_name(s->cast, dt_mention_between(s, name, end), pronouns,
                          human, &entity, s->err);
    }
    if (rc != DT_OK)
        return rc;
    dt_mention_note_subject(s, i, end, entity);
    if (human)
        dt_mention_note_source(s, i, end, entity);
    else if (end == i + 1 && says(s, end))
        s->cast->items[entity].speaks = true;
    if (!s->has_subject && !s->t[end - 1].genitive)
        s->cast->aside = entity; /* Für Frau Voss ist das ein Erfolg. */
    *last = end;
    rc = dt_mention_add(s, i, end, DT_MENTION_NAME, entity);
    if (rc == DT_OK)
        s->m->items[s->m->count - 1].human = human;
    return rc == DT_OK && titled ? dt_mention_note_titles(s, i, name, entity)
                                 : rc;
}
