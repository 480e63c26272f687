#include "statement/cue_judge.h"

#include <stdlib.h>

#include "base/array.h"
#include "statement/headline.h"
#include "statement/inflection.h"
#include "statement/participle.h"
#include "statement/phrases.h"

enum { PHRASE = 6 /* unknown words of a subject */ };

/* What may stand for a verb, as far as single words tell. */
#define CUES                                                           \
    (DT_CUE_REPORTING | DT_WORD_ACCORDING | DT_WORD_ACCORDING_LAST |   \
     DT_WORD_VIEW | DT_WORD_SOURCE | DT_WORD_SO | DT_WORD_IMPERSONAL | \
     DT_WORD_SPLIT)

/* What reports and is no verb, where the main verb does not stand second. */
#define NOMINALS \
    (DT_WORD_NOMINAL | DT_WORD_CITED | DT_WORD_VIEW | DT_WORD_PREPOSITION)

static int add(struct dt_cues *c, struct dt_cue cue, struct dt_err *err)
{
    void *grown = dt_array_room(c->items, &c->cap, c->count, sizeof *c->items);

    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for cues");
    c->items = grown;
    c->items[c->count++] = cue;
    return DT_OK;
}

/* The passive: false unless its agent is named, who then is the subject. */
static bool find_agent(struct dt_cue_scan *s, size_t i, struct dt_cue *cue)
{
    for (size_t k = i + 1; k < s->count && k < i + 8; k++) {
        if (s->t[k].starts || s->t[k].kind == DT_TOKEN_STOP)
            break;
        if (dt_cue_is(s, k, DT_WORD_AGENT)) {
            cue->form = DT_CUE_PASSIVE;
            cue->object = (uint32_t)i + 1;
            cue->object_end = (uint32_t)k;
            cue->mention = dt_cue_phrase_behind(s, k + 1);
            return cue->mention != DT_TOKEN_NONE;
        }
    }
    return false;
}

static bool is_passive(const struct dt_cue_scan *s, size_t i)
{
    size_t k = i;

    if ((s->t[i].classes & DT_WORD_GERUND))
        return false;
    while (k > s->sentence && i - k < 3 && dt_cue_is_adverb(s, k - 1))
        k--;
    return k > s->sentence && dt_cue_is(s, k - 1, DT_WORD_BEING) &&
           !(k > 1 && dt_cue_is_elided(s, k - 2));
}

/* Plan will fail, warns union: the last word of a line without articles. */
static uint32_t bare_role(struct dt_cue_scan *s, size_t i)
{
    return i + 1 == s->count && dt_cue_is(s, i, DT_WORD_ROLE) &&
                   s->t[i].mention == DT_TOKEN_NONE
               ? dt_cue_make_noun(s, i, i + 1)
               : DT_TOKEN_NONE;
}

/* The wall would hold, said Voss. */
static bool ends_clause(struct dt_cue_scan *s, size_t i)
{
    uint32_t mention = DT_TOKEN_NONE;
    size_t behind;

    size_t begin = dt_cue_before_auxiliaries(s, i);

    if (begin == 0 || s->t[begin].starts ||
        s->t[begin - 1].kind != DT_TOKEN_COMMA ||
        !(s->t[i].classes & DT_WORD_STRONG) ||
        (s->t[i].classes & DT_WORD_GERUND))
        return false;
    mention = dt_cue_subject_behind(s, i + 1);
    if (mention == DT_TOKEN_NONE)
        return bare_role(s, i + 1) != DT_TOKEN_NONE;
    behind = dt_cue_end_of(s, mention);
    return behind >= s->count || s->t[behind].starts ||
           s->t[behind].kind == DT_TOKEN_STOP ||
           s->t[behind].kind == DT_TOKEN_COMMA ||
           s->t[behind].kind == DT_TOKEN_COLON ||
           (s->t[behind].classes & DT_WORD_DATE) ||
           dt_cue_is_told_at(s, mention);
}

struct dt_cue dt_cue_of(const struct dt_cue_scan *s, size_t i)
{
    return (struct dt_cue){.first = (uint32_t)i,
                           .last = (uint32_t)i + 1,
                           .mention = DT_TOKEN_NONE,
                           .relative = DT_TOKEN_NONE,
                           .order = DT_CUE_PLAIN,
                           .strong = (s->t[i].classes & DT_WORD_STRONG) != 0,
                           .stance = (s->t[i].classes & DT_WORD_VERB) == 0,
                           .manner = (s->t[i].classes & DT_WORD_MANNER) != 0};
}

/* Per the council, …; …, per Voss: not 20 pounds per head, nor per capita. */
static bool opens_source(const struct dt_cue_scan *s, size_t i)
{
    uint32_t mention = i + 1 < s->count ? s->t[i + 1].mention : DT_TOKEN_NONE;
    size_t behind;

    if ((i > s->sentence && s->t[i - 1].kind != DT_TOKEN_COMMA) ||
        i + 1 >= s->count || s->t[i + 1].starts)
        return false;
    if (mention == DT_TOKEN_NONE)
        return dt_cue_is(s, i + 1, DT_WORD_DEFINITE);
    behind = s->m->items[mention].last;
    return s->m->items[mention].genitive || behind >= s->count ||
           s->t[behind].kind == DT_TOKEN_COMMA ||
           s->t[behind].kind == DT_TOKEN_STOP;
}

/* Voss a cité le maire : « … »: the words are those of the verb's object. */
static bool gives_to_cited(struct dt_cue_scan *s, size_t i, struct dt_cue *cue)
{
    uint32_t cited;

    if (!dt_phrase_is(s->tokens->lexicon, DT_PHRASE_CITING,
                      dt_token_text(s->text, &s->t[i])) ||
        !dt_cue_is_cited(s, i))
        return false;
    cited = dt_cue_subject_behind(s, i + 1);
    if (cited == DT_TOKEN_NONE)
        return false;
    cue->mention = cited;
    return true;
}

/*
 * Whoever spoke last, where he is nobody that the cast would name (the union;
 * Voss, who is never named in full), is who goes on: to the dropped subject.
 */
static uint32_t name_dropped(const struct dt_cue_scan *s, uint32_t dropped)
{
    struct dt_mention *m = &s->m->items[dropped];

    if (s->speaker != DT_TOKEN_NONE && !s->m->items[s->speaker].human) {
        m->entity = s->m->items[s->speaker].entity;
        m->name = s->m->items[s->speaker].name;
    }
    return dropped;
}

/* Said Voss: “…” */
static bool take_opening(struct dt_cue_scan *s, size_t i, struct dt_cue *cue)
{
    cue->order = DT_CUE_INVERTED;
    cue->mention = dt_cue_phrase_behind(s, i + 1);
    return cue->mention != DT_TOKEN_NONE;
}

/* Whether a weak verb reports: you talk about, it calls for quote nobody. */
static bool reports_weakly(const struct dt_cue_scan *s, size_t i,
                           uint32_t mention)
{
    return !dt_participle_is_reduced(s, i, mention) &&
           !dt_participle_is_naming(s, i, mention) &&
           (!(s->t[s->m->items[mention].first].classes &
              (DT_WORD_FIRST | DT_WORD_IT)) ||
            dt_cue_follows_open_quote(s, s->m->items[mention].first));
}

/* According to Voss, …; selon Voss, …: who stands behind a preposition. */
static bool take_source(struct dt_cue_scan *s, size_t i, bool inverts,
                        struct dt_cue *cue)
{
    cue->stance = false;
    if (dt_cue_is(s, i, DT_WORD_AS) &&
        dt_cue_is(s, i + 1, DT_WORD_VERB | DT_WORD_AUXILIARY | DT_WORD_ADVERB))
        return false; /* según dijo: the verb is the cue */
    if (dt_cue_is(s, i + 1, DT_WORD_TO))
        cue->last++; /* according to */
    else if (!dt_cue_is(s, i, DT_WORD_PREPOSITION) ||
             (!inverts && !opens_source(s, i)))
        return false;
    if (dt_cue_is(s, cue->last, DT_WORD_RELATIVE))
        return false; /* l’affirmation selon laquelle */
    cue->strong = true;
    cue->order = DT_CUE_INVERTED;
    cue->mention = dt_cue_source_behind(s, cue->last);
    return cue->mention != DT_TOKEN_NONE;
}

/* “…,” said Voss; and where the verb ends its clause: the subject behind it. */
static bool take_behind(struct dt_cue_scan *s, size_t i, bool after_quote,
                        bool inverts, struct dt_cue *cue)
{
    cue->order = DT_CUE_INVERTED;
    cue->mention = after_quote
                       ? dt_cue_phrase_behind(
                             s, inverts ? dt_cue_behind_when(s, i + 1) : i + 1)
                       : dt_cue_subject_behind(s, i + 1);
    if (after_quote && cue->mention == DT_TOKEN_NONE)
        cue->mention = bare_role(s, i + 1);
    return cue->mention != DT_TOKEN_NONE &&
           (s->m->items[cue->mention].kind != DT_MENTION_PRONOUN ||
            (s->t[i + 1].mention == cue->mention &&
             (inverts || dt_cue_is_inverted_pronoun(s, i))));
}

/* Who does the verb at token i, standing before it or in its ending. */
static bool take_before(struct dt_cue_scan *s, size_t i, bool after_quote,
                        struct dt_cue *cue)
{
    cue->order = DT_CUE_PLAIN;
    if (dt_cue_is_dropped(s, i)) {
        cue->order = after_quote ? DT_CUE_INVERTED : DT_CUE_PLAIN;
        cue->mention = name_dropped(s, s->t[i].mention);
        return true;
    }
    cue->mention = dt_cue_subject_before(s, i, &cue->relative);
    if (cue->mention != DT_TOKEN_NONE && gives_to_cited(s, i, cue))
        return true;
    if (cue->mention == DT_TOKEN_NONE)
        cue->order = DT_CUE_ELIDED;
    else if (!cue->strong)
        return reports_weakly(s, i, cue->mention);
    return true;
}

/* Whether token i reports, in which order, and whose words: fills *cue. */
static bool judge(struct dt_cue_scan *s, size_t i, struct dt_cue *cue)
{
    const struct dt_token *t = &s->t[i];
    bool after_quote = dt_cue_follows_quote(s, dt_cue_before_auxiliaries(s, i));
    bool inverts = dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_SUBJECTS_BEHIND);

    *cue = dt_cue_of(s, i);
    if ((t->classes & NOMINALS) && dt_cue_nominal(s, i, cue))
        return true;
    if (!(t->classes & CUES))
        return dt_cue_framed(s, i, cue);
    if (dt_cue_is(s, i, DT_WORD_ACCORDING))
        return take_source(s, i, inverts, cue);
    if (dt_cue_is_verb(s, i) && dt_cue_as_aside(s, i, cue))
        return true;
    if (dt_inflection_opens_inverted(s->tokens, i))
        return take_opening(s, i, cue);
    if (!dt_cue_is_verb(s, i) ||
        (!cue->strong && i > 0 && dt_cue_is(s, i - 1, DT_WORD_TO)))
        return false;
    if (dt_participle_is_asked(s, i) || dt_participle_is_adjective(s, i) ||
        dt_cue_is_told_of(s, i) || dt_cue_cites(s, i) != i)
        return false;
    if (is_passive(s, i)) {
        cue->order = DT_CUE_INVERTED;
        return find_agent(s, i, cue);
    }
    if (inverts && dt_cue_find_as(s, i) != i)
        return take_opening(s, i, cue); /* comme l’a dit Voss */
    if (!(t->classes & DT_WORD_TRANSITIVE) &&
        ((after_quote && !(t->classes & DT_WORD_GERUND)) ||
         ends_clause(s, i)) &&
        take_behind(s, i, after_quote, inverts, cue))
        return true;
    return take_before(s, i, after_quote, cue);
}

/* Whether what stands behind a mention is its verb. */
static bool does(const struct dt_cue_scan *s, uint32_t mention)
{
    size_t i = s->m->items[mention].last;

    for (int step = 0; step < PHRASE && i < s->count; step++)
        i += dt_cue_is_adverb(s, i);
    return i < s->count && !s->t[i].capital &&
           (s->t[i].classes &
            (DT_CUE_REPORTING | DT_WORD_AUXILIARY | DT_WORD_PAST));
}

int dt_cues_scan(struct dt_cues *c, struct dt_tokens *tokens,
                 struct dt_mentions *mentions, struct dt_str text,
                 struct dt_err *err)
{
    struct dt_cue_scan s = {tokens->items, tokens->count, tokens, mentions,
                            text,          err,           false,  0,
                            DT_TOKEN_NONE};
    uint32_t subject = DT_TOKEN_NONE; /* of this sentence, for what is elided */
    bool inverts = dt_lexicon_has(tokens->lexicon, DT_TRAIT_SUBJECTS_BEHIND);
    bool verb_second = dt_lexicon_has(tokens->lexicon, DT_TRAIT_COMMA_CLAUSES);
    struct dt_cue label = {0};
    bool labelled = dt_cue_headline(&s, &label), aside = false;
    int rc = DT_OK;

    c->count = 0;
    for (size_t i = 0; i < s.count && rc == DT_OK; i++) {
        struct dt_cue cue;
        uint32_t mention = s.t[i].mention;

        if (s.t[i].starts) {
            s.sentence = i;
            subject = DT_TOKEN_NONE;
            aside = !verb_second && dt_participle_opens_aside(&s, i);
        }
        if (aside && dt_participle_ends_aside(&s, i)) {
            subject = DT_TOKEN_NONE;
            aside = false;
        }
        if (mention != DT_TOKEN_NONE && !mentions->items[mention].genitive &&
            !dt_cue_is_oblique(&s, mention) &&
            (subject == DT_TOKEN_NONE ||
             (!does(&s, subject) && does(&s, mention))))
            subject = mention;
        if (labelled && i == label.first)
            rc = add(c, label, err);
        if (!(s.t[i].classes & CUES) &&
            !(verb_second || inverts
                  ? (s.t[i].kind == DT_TOKEN_WORD &&
                     dt_cue_follows_open_quote(
                         &s, inverts ? dt_cue_before_auxiliaries(&s, i) : i)) ||
                        (s.t[i].classes &
                         (inverts ? NOMINALS : DT_WORD_NOMINAL))
                  : (s.t[i].classes & (DT_WORD_PAST | NOMINALS)) != 0))
            continue;
        if (!(verb_second ? dt_cue_verb_second(&s, i, &cue)
                          : judge(&s, i, &cue)))
            continue;
        if (cue.order == DT_CUE_ELIDED && subject != DT_TOKEN_NONE)
            cue.mention = subject;
        if (!verb_second)
            dt_cue_stretch(&s, &cue);
        if (inverts) {
            dt_cue_take_inversion(&s, &cue);
            dt_cue_take_place(&s, &cue);
        }
        if (cue.order == DT_CUE_ELIDED)
            cue.begin = cue.first;
        if (cue.mention != DT_TOKEN_NONE && cue.strong &&
            cue.form <= DT_CUE_PASSIVE)
            subject = s.speaker = cue.mention;
        rc = add(c, cue, err);
    }
    return s.failed ? DT_EINTERNAL : rc;
}

void dt_cues_release(struct dt_cues *c)
{
    free(c->items);
    *c = DT_CUES_INIT;
}
