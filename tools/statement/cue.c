#include "statement/cue_scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "statement/headline.h"
#include "statement/participle.h"

enum {
    PHRASE = 6 /* unknown words of a subject */
};

#define REPORTING (DT_WORD_VERB | DT_WORD_STANCE)

/* What may stand for a verb, as far as single words tell. */
#define CUES                                                                 \
    (REPORTING | DT_WORD_ACCORDING | DT_WORD_ACCORDING_LAST | DT_WORD_VIEW | \
     DT_WORD_SOURCE | DT_WORD_SO | DT_WORD_IMPERSONAL | DT_WORD_SPLIT)

/* What reports and is no verb, where the main verb does not stand second. */
#define NOMINALS \
    (DT_WORD_NOMINAL | DT_WORD_CITED | DT_WORD_VIEW | DT_WORD_PREPOSITION)

/* Whether behind token i a word is a verb rather than a noun. */
static bool may_precede_verb(const struct dt_cue_scan *s, size_t i)
{
    const struct dt_token *t = &s->t[i];

    if (t->genitive)
        return false;
    return t->mention != DT_TOKEN_NONE || dt_cue_is_adverb(s, i) ||
           dt_cue_is(s, i, DT_WORD_TO) ||
           (t->classes &
            (DT_WORD_AUXILIARY | DT_WORD_RELATIVE | DT_WORD_CONJUNCTION));
}

/* Whether what begins at token i can only depend on a verb. */
static bool governs(const struct dt_cue_scan *s, size_t i)
{
    return i < s->count &&
           (dt_cue_is(s, i, DT_WORD_THAT) || dt_cue_is(s, i, DT_WORD_TO) ||
            s->t[i].kind == DT_TOKEN_QUOTE || s->t[i].kind == DT_TOKEN_COLON);
}

/* Whether what may be noun or verb at token i is a subject or an object. */
static bool is_named_thing(const struct dt_cue_scan *s, size_t i)
{
    const struct dt_token *before = &s->t[i - 1];

    if (before->mention == DT_TOKEN_NONE)
        return (before->classes & DT_WORD_PAST) &&
               !(before->classes & (DT_WORD_AUXILIARY | DT_WORD_NOUN)) &&
               dt_cue_is(s, i + 1, DT_WORD_THAT);
    return dt_cue_is(s, i + 1, DT_WORD_AUXILIARY) &&
           s->m->items[before->mention].first == s->sentence;
}

/* Whether the reporting verb at token i is used as a verb here. */
static bool is_verb(const struct dt_cue_scan *s, size_t i)
{
    const struct dt_token *t = &s->t[i], *before = i > 0 ? t - 1 : NULL;

    if (t->kind != DT_TOKEN_WORD || !(t->classes & REPORTING) ||
        t->mention != DT_TOKEN_NONE || (t->capital && !t->starts))
        return false;
    if (before == NULL || t->starts)
        return (t->classes & DT_WORD_STRONG) && (t->classes & DT_WORD_GERUND);
    if (before->kind == DT_TOKEN_NUMBER && (t->classes & DT_WORD_NOUN))
        return false; /* 19 points */
    if ((t->classes & DT_WORD_NOUN) && is_named_thing(s, i))
        return false; /* Harbour plan is, denied claims that */
    if (before->kind == DT_TOKEN_WORD) {
        if (before->classes & (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE) &&
            (before->mention == DT_TOKEN_NONE ||
             s->m->items[before->mention].genitive) &&
            !(before->classes & DT_WORD_PRONOUN) && !dt_cue_is_number(s, i) &&
            !(i > 1 && dt_cue_is(s, i - 2, DT_WORD_AS))) /* comme le dit */
            return false;
        if (before->genitive && before->mention != DT_TOKEN_NONE &&
            s->m->items[before->mention].kind != DT_MENTION_PRONOUN)
            return false; /* the minister’s alleged “friends” */
        if ((t->classes & DT_WORD_NOUN) && !may_precede_verb(s, i - 1) &&
            (before->genitive || !(t->classes & DT_WORD_STRONG) ||
             (before->classes & DT_WORD_PREPOSITION) || !governs(s, i + 1)))
            return false;
    }
    return true;
}

static int add(struct dt_cues *c, struct dt_cue cue, struct dt_err *err)
{
    void *grown = dt_array_room(c->items, &c->cap, c->count, sizeof *c->items);

    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for cues");
    c->items = grown;
    c->items[c->count++] = cue;
    return DT_OK;
}

/* Let the noun that is the subject begin with words that no list has. */
static void begin_noun(const struct dt_cue_scan *s, struct dt_cue *cue,
                       uint32_t first)
{
    struct dt_mention *m = &s->m->items[cue->mention];

    cue->begin = first;
    if (m->kind != DT_MENTION_NOUN || m->span.start <= s->t[first].start)
        return;
    m->span.start = s->t[first].start;
    m->name = (struct dt_str){s->text.ptr + m->span.start,
                              m->span.end - m->span.start};
}

/* Behind a mention with what it was widened to: a spokesman [for the mayor] */
static size_t end_of(const struct dt_cue_scan *s, uint32_t mention)
{
    size_t i = s->m->items[mention].last;

    while (i < s->count && s->t[i].start < s->m->items[mention].span.end)
        i++;
    return i;
}

/* Where subject and verb begin and end together. */
static void stretch(const struct dt_cue_scan *s, struct dt_cue *cue)
{
    cue->begin = cue->first;
    cue->end = cue->last;
    if (cue->mention != DT_TOKEN_NONE) {
        const struct dt_mention *m = &s->m->items[cue->mention];

        if (m->first < cue->begin)
            cue->begin = m->first;
        if (m->last > cue->end)
            cue->end = (uint32_t)end_of(s, cue->mention);
    }
    while (cue->begin > s->sentence &&
           s->t[cue->begin - 1].kind == DT_TOKEN_WORD &&
           (s->t[cue->begin - 1].mention != DT_TOKEN_NONE ||
            (s->t[cue->begin - 1].classes &
             (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE))))
        cue->begin--;
    for (uint32_t k = cue->begin; k > s->sentence && cue->begin - k < PHRASE;) {
        const struct dt_token *before = &s->t[--k];

        if (before->kind != DT_TOKEN_WORD || before->genitive ||
            before->mention != DT_TOKEN_NONE ||
            (before->classes &
             (DT_WORD_VERB | DT_WORD_STANCE | DT_WORD_AUXILIARY |
              DT_WORD_ADVERB | DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION |
              DT_WORD_RELATIVE)))
            break;
        if (before->classes & (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE)) {
            cue->begin = k; /* the trade body Paperworks said */
            break;
        }
        if (k > s->sentence && s->t[k - 1].kind == DT_TOKEN_COMMA &&
            cue->mention != DT_TOKEN_NONE &&
            !(s->t[cue->begin].classes & DT_WORD_DETERMINER) &&
            !(before->classes & (DT_WORD_PAST | DT_WORD_GERUND))) {
            begin_noun(s, cue, k); /* …, election officials said */
            break;
        }
    }
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

/* The s' of s'est: a word that hangs on the one behind it. */
static bool is_elided(const struct dt_cue_scan *s, size_t i)
{
    return i > s->sentence && i < s->count &&
           (s->t[i].classes & DT_WORD_ELIDED) &&
           s->t[i].end - s->t[i].start <= 2;
}

static bool is_passive(const struct dt_cue_scan *s, size_t i)
{
    size_t k = i;

    if ((s->t[i].classes & DT_WORD_GERUND))
        return false;
    while (k > s->sentence && i - k < 3 && dt_cue_is_adverb(s, k - 1))
        k--;
    return k > s->sentence && dt_cue_is(s, k - 1, DT_WORD_BEING) &&
           !(k > 1 && is_elided(s, k - 2));
}

/* Before the auxiliaries of a verb: a déclaré, a toutefois déclaré, has said. */
static size_t before_auxiliaries(const struct dt_cue_scan *s, size_t i)
{
    size_t begin = i;

    if (begin > s->sentence + 1 &&
        dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_HYPHEN_SUBJECTS) &&
        (s->t[begin - 1].classes & DT_WORD_ADVERB) &&
        (s->t[begin - 2].classes & DT_WORD_AUXILIARY) &&
        s->t[begin - 2].mention == DT_TOKEN_NONE)
        begin -= 2;

    while (begin > s->sentence && i - begin < 3 &&
           (s->t[begin - 1].classes & DT_WORD_AUXILIARY) &&
           s->t[begin - 1].mention == DT_TOKEN_NONE)
        begin--;
    if (begin < i && is_elided(s, begin - 1))
        begin--; /* s'est félicité */
    return begin;
}

static bool follows_quote(const struct dt_cue_scan *s, size_t i)
{
    if (i > 1 && (s->t[i - 1].kind == DT_TOKEN_COMMA ||
                  s->t[i - 1].kind == DT_TOKEN_DASH))
        i--;
    return i > 0 && s->t[i - 1].kind == DT_TOKEN_QUOTE;
}

/* Comme l’a dit Voss, …: the "as" before the verb at token i, or i. */
static size_t find_as(const struct dt_cue_scan *s, size_t i)
{
    const size_t verb = i;

    while (i > s->sentence + 1 &&
           dt_cue_is(s, i - 1,
                     DT_WORD_AUXILIARY | DT_WORD_ELIDED | DT_WORD_DEFINITE))
        i--;
    return i > s->sentence && dt_cue_is(s, i - 1, DT_WORD_AS) ? i - 1 : verb;
}

/* a-t-elle insisté: the subject hangs on the auxiliary. */
static void take_inversion(const struct dt_cue_scan *s, struct dt_cue *cue)
{
    if (cue->order == DT_CUE_ELIDED || cue->mention == DT_TOKEN_NONE)
        return;
    if (cue->order == DT_CUE_PLAIN &&
        s->m->items[cue->mention].kind != DT_MENTION_PRONOUN)
        return;
    if (cue->order == DT_CUE_INVERTED && find_as(s, cue->first) != cue->first)
        cue->begin = (uint32_t)find_as(s, cue->first);
    else
        cue->begin = (uint32_t)before_auxiliaries(s, cue->begin);
}

/* affirme-t-on au ministère: nobody speaks, at a place or in a body. */
static bool is_told_at(const struct dt_cue_scan *s, uint32_t mention)
{
    const struct dt_mention *m = &s->m->items[mention];

    return (s->t[m->first].classes & DT_WORD_IT) &&
           dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_HYPHEN_SUBJECTS) &&
           m->first > 0 && s->text.ptr[s->t[m->first].start - 1] == '-' &&
           dt_cue_is(s, m->last, DT_WORD_PREPOSITION);
}

/* Plan will fail, warns union: the last word of a line without articles. */
static uint32_t bare_role(struct dt_cue_scan *s, size_t i)
{
    return i + 1 == s->count && dt_cue_is(s, i, DT_WORD_ROLE) &&
                   s->t[i].mention == DT_TOKEN_NONE
               ? dt_cue_make_noun(s, i, i + 1)
               : DT_TOKEN_NONE;
}

/* A reconnu mardi à Leeds le capitaine: behind when and where, or i. */
static size_t behind_when(const struct dt_cue_scan *s, size_t i)
{
    size_t end = i;

    while (dt_cue_is(s, end, DT_WORD_DATE))
        end++;
    if (end > i && dt_cue_is(s, end, DT_WORD_PREPOSITION) &&
        end + 1 < s->count && s->t[end + 1].capital)
        for (end += 2;
             end < s->count && !s->t[end].starts && s->t[end].capital;)
            end++;
    return end < s->count && !s->t[end].starts &&
                   dt_cue_is(s, end, DT_WORD_DETERMINER | DT_WORD_POSSESSIVE)
               ? end
               : i;
}

/* The wall would hold, said Voss. */
static bool ends_clause(struct dt_cue_scan *s, size_t i)
{
    uint32_t mention = DT_TOKEN_NONE;
    size_t behind;

    size_t begin = before_auxiliaries(s, i);

    if (begin == 0 || s->t[begin].starts ||
        s->t[begin - 1].kind != DT_TOKEN_COMMA ||
        !(s->t[i].classes & DT_WORD_STRONG) ||
        (s->t[i].classes & DT_WORD_GERUND))
        return false;
    mention = dt_cue_subject_behind(s, i + 1);
    if (mention == DT_TOKEN_NONE)
        return bare_role(s, i + 1) != DT_TOKEN_NONE;
    behind = end_of(s, mention);
    return behind >= s->count || s->t[behind].starts ||
           s->t[behind].kind == DT_TOKEN_STOP ||
           s->t[behind].kind == DT_TOKEN_COMMA ||
           s->t[behind].kind == DT_TOKEN_COLON ||
           (s->t[behind].classes & DT_WORD_DATE) || is_told_at(s, mention);
}

static struct dt_cue new_cue(const struct dt_cue_scan *s, size_t i)
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

/* Whether a quotation ends before token i that goes on behind: “…,” “…?” */
static bool follows_open_quote(const struct dt_cue_scan *s, size_t i)
{
    if (i == 0 || !follows_quote(s, i))
        return false;
    return s->t[i - 1].kind == DT_TOKEN_COMMA ||
           (s->t[i - 1].kind == DT_TOKEN_QUOTE &&
            memchr(",?!", s->text.ptr[s->t[i - 1].end - 1], 3) != NULL);
}

static bool ends_or_pauses(const struct dt_cue_scan *s, size_t i)
{
    return i >= s->count || s->t[i].starts ||
           (s->t[i].kind != DT_TOKEN_WORD && s->t[i].kind != DT_TOKEN_QUOTE) ||
           dt_cue_is_adverb(s, i) || dt_cue_is(s, i, DT_WORD_PREPOSITION);
}

/* …, as Voss puts it, … : token i is the verb. */
static bool is_as_aside(const struct dt_cue_scan *s, size_t i)
{
    size_t first = s->m->items[s->t[i - 1].mention].first;

    while (first > s->sentence && (s->t[first - 1].classes &
                                   (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE)))
        first--;
    return first > s->sentence && dt_cue_is(s, first - 1, DT_WORD_AS) &&
           dt_cue_is(s, i + 1, DT_WORD_IT) && i + 2 < s->count &&
           (s->t[i + 2].kind == DT_TOKEN_COMMA ||
            s->t[i + 2].kind == DT_TOKEN_COLON ||
            s->t[i + 2].kind == DT_TOKEN_STOP);
}

/* As Voss sees it, …: the cue of such an aside, which "it" belongs to. */
static bool judge_as_aside(const struct dt_cue_scan *s, size_t i,
                           struct dt_cue *cue)
{
    if (i == s->sentence || s->t[i - 1].mention == DT_TOKEN_NONE ||
        s->m->items[s->t[i - 1].mention].genitive || !is_as_aside(s, i))
        return false;
    cue->mention = s->t[i - 1].mention;
    cue->strong = true;
    cue->stance = false;
    cue->last++;
    return true;
}

/*
 * A verb that no list has, right behind a quotation and beside a name:
 * “…!” beamed Voss; “…,” Voss began.
 */
static bool judge_framed(struct dt_cue_scan *s, size_t i, struct dt_cue *cue)
{
    const struct dt_token *t = &s->t[i];
    bool hyphens = dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_HYPHEN_SUBJECTS);
    uint32_t before = i > 0 ? s->t[i - 1].mention : DT_TOKEN_NONE;

    if (t->capital || t->mention != DT_TOKEN_NONE ||
        (t->classes &
         (DT_WORD_AUXILIARY | DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION |
          DT_WORD_DETERMINER | DT_WORD_ADVERB | DT_WORD_COMMON)))
        return false;
    *cue = new_cue(s, i);
    cue->strong = true;
    cue->stance = false;
    if (follows_open_quote(s, before_auxiliaries(s, i))) {
        cue->order = DT_CUE_INVERTED;
        cue->mention = hyphens ? dt_cue_phrase_behind(s, i + 1)
                               : dt_cue_subject_behind(s, i + 1);
        return cue->mention != DT_TOKEN_NONE &&
               (hyphens || (s->m->items[cue->mention].kind == DT_MENTION_NAME &&
                            s->m->items[cue->mention].first == i + 1));
    }
    if (before == DT_TOKEN_NONE || !(t->classes & DT_WORD_PAST) ||
        s->m->items[before].genitive)
        return false;
    cue->mention = before;
    if (is_as_aside(s, i)) {
        cue->last++; /* it */
        return true;
    }
    return follows_open_quote(s, s->m->items[before].first) &&
           ends_or_pauses(s, i + 1);
}

static bool judge(struct dt_cue_scan *s, size_t i, struct dt_cue *cue)
{
    const struct dt_token *t = &s->t[i];
    bool after_quote = follows_quote(s, before_auxiliaries(s, i));
    bool hyphens = dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_HYPHEN_SUBJECTS);

    *cue = new_cue(s, i);
    if ((t->classes & NOMINALS) && dt_cue_nominal(s, i, cue))
        return true;
    if (!(t->classes & CUES))
        return judge_framed(s, i, cue);
    if (dt_cue_is(s, i, DT_WORD_ACCORDING)) {
        cue->stance = false;
        if (dt_cue_is(s, i + 1, DT_WORD_TO))
            cue->last++; /* according to */
        else if (!(t->classes & DT_WORD_PREPOSITION))
            return false;
        if (dt_cue_is(s, cue->last, DT_WORD_RELATIVE))
            return false; /* l’affirmation selon laquelle */
        cue->strong = true;
        cue->order = DT_CUE_INVERTED;
        cue->mention = dt_cue_source_behind(s, cue->last);
        return cue->mention != DT_TOKEN_NONE;
    }
    if (is_verb(s, i) && judge_as_aside(s, i, cue))
        return true;
    if (!is_verb(s, i) ||
        (!cue->strong && i > 0 && dt_cue_is(s, i - 1, DT_WORD_TO)))
        return false;
    if (dt_participle_is_asked(s, i) || dt_cue_is_told_of(s, i))
        return false;
    if (is_passive(s, i)) {
        cue->order = DT_CUE_INVERTED;
        return find_agent(s, i, cue);
    }
    if (hyphens && find_as(s, i) != i) {
        cue->order = DT_CUE_INVERTED;
        cue->mention = dt_cue_phrase_behind(s, i + 1);
        return cue->mention != DT_TOKEN_NONE;
    }
    if (!(t->classes & DT_WORD_TRANSITIVE) &&
        ((after_quote && !(t->classes & DT_WORD_GERUND)) ||
         ends_clause(s, i))) {
        cue->order = DT_CUE_INVERTED;
        cue->mention = after_quote
                           ? dt_cue_phrase_behind(
                                 s, hyphens ? behind_when(s, i + 1) : i + 1)
                           : dt_cue_subject_behind(s, i + 1);
        if (after_quote && cue->mention == DT_TOKEN_NONE)
            cue->mention = bare_role(s, i + 1);
        if (cue->mention != DT_TOKEN_NONE &&
            (s->m->items[cue->mention].kind != DT_MENTION_PRONOUN ||
             (hyphens && s->t[i + 1].mention == cue->mention)))
            return true;
    }
    cue->order = DT_CUE_PLAIN;
    cue->mention = dt_cue_subject_before(s, i, &cue->relative);
    if (cue->mention == DT_TOKEN_NONE)
        cue->order = DT_CUE_ELIDED;
    else if (!cue->strong) /* you talk about, it calls for: nobody quoted */
        return !(s->t[s->m->items[cue->mention].first].classes &
                 (DT_WORD_FIRST | DT_WORD_IT)) ||
               follows_open_quote(s, s->m->items[cue->mention].first);
    return true;
}

/* affirme-t-on au ministère, a-t-on appris auprès du ministère: who it is. */
static void take_place(struct dt_cue_scan *s, struct dt_cue *cue)
{
    size_t i = cue->end;

    if (cue->mention == DT_TOKEN_NONE ||
        !(s->t[s->m->items[cue->mention].first].classes & DT_WORD_IT))
        return;
    while (i < s->count && i < cue->end + 2 &&
           dt_cue_is(s, i, DT_WORD_PREPOSITION))
        i++;
    if (i == cue->end || i >= s->count || s->t[i].kind != DT_TOKEN_WORD ||
        dt_cue_is(s, i, DT_WORD_DATE))
        return;
    cue->mention = dt_cue_phrase_behind(s, i);
    if (cue->mention == DT_TOKEN_NONE)
        cue->mention = dt_cue_make_noun(s, i, i + 1);
}

/* Whether what stands behind a mention is its verb. */
static bool does(const struct dt_cue_scan *s, uint32_t mention)
{
    size_t i = s->m->items[mention].last;

    for (int step = 0; step < PHRASE && i < s->count; step++)
        i += dt_cue_is_adverb(s, i);
    return i < s->count && !s->t[i].capital &&
           (s->t[i].classes & (REPORTING | DT_WORD_AUXILIARY | DT_WORD_PAST));
}

int dt_cues_scan(struct dt_cues *c, struct dt_tokens *tokens,
                 struct dt_mentions *mentions, struct dt_str text,
                 struct dt_err *err)
{
    struct dt_cue_scan s = {tokens->items, tokens->count, tokens, mentions,
                            text,          err,           false,  0,
                            DT_TOKEN_NONE};
    uint32_t subject = DT_TOKEN_NONE; /* of this sentence, for what is elided */
    bool hyphens = dt_lexicon_has(tokens->lexicon, DT_TRAIT_HYPHEN_SUBJECTS);
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
            !(verb_second || hyphens
                  ? (s.t[i].kind == DT_TOKEN_WORD &&
                     follows_open_quote(&s, i)) ||
                        (s.t[i].classes &
                         (hyphens ? NOMINALS : DT_WORD_NOMINAL))
                  : (s.t[i].classes & (DT_WORD_PAST | NOMINALS)) != 0))
            continue;
        if (!(verb_second ? dt_cue_verb_second(&s, i, &cue)
                          : judge(&s, i, &cue)))
            continue;
        if (cue.order == DT_CUE_ELIDED && subject != DT_TOKEN_NONE)
            cue.mention = subject;
        if (!verb_second)
            stretch(&s, &cue);
        if (hyphens) {
            take_inversion(&s, &cue);
            take_place(&s, &cue);
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
