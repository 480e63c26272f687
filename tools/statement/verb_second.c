/* Reporting verbs of languages whose main verb stands second (cue_scan.h). */
#include "statement/noun_clause.h"
#include "statement/source_clause.h"

enum {
    CLAUSE = 40, /* tokens looked at on either side of a verb */
    PHRASE = 12  /* tokens of a noun phrase */
};

/* Wie Voss sagte, …; …, wie Voss sagte; dass Voss sagte, … */
static bool judge_subordinate(const struct dt_clause *c)
{
    bool as = (c->t[c->left].classes & DT_WORD_AS) != 0;
    size_t first = c->left + 1, end;

    if (as && dt_clause_governs(c, first))
        first++; /* wie aus dem Bericht hervorgeht */
    end = dt_clause_noun_phrase(c, first, c->verb);
    if (end == first)
        return false;
    end = dt_clause_with_owner(c, end, c->verb);
    if ((c->t[end].classes & DT_WORD_DEFINITE) &&
        (c->t[end - 1].classes & (DT_WORD_ROLE | DT_WORD_THING)) ==
            DT_WORD_ROLE) /* ein Sprecher der Bahn */
        end = dt_clause_noun_phrase(c, end, c->verb);
    c->cue->mention = dt_clause_who_is(c, first, end);
    c->cue->begin = (uint32_t)c->left;
    c->cue->end = (uint32_t)c->right;
    c->cue->before = as && c->left > c->s->sentence &&
                     c->t[c->left - 1].kind != DT_TOKEN_COLON;
    if (as)
        c->cue->manner = false; /* wie das Blatt meldet */
    /* …, wie das Amt mitteilte, … goes on; als er kam, … reports nothing */
    if (as || (c->t[c->left].classes & DT_WORD_THAT) ||
        dt_cue_is(c->s, c->right + 1, DT_WORD_THAT))
        dt_clause_report_behind(c);
    return true;
}

/*
 * Kolb, die das Amt leitet, hält die Pläne für …: the sentence's first noun
 * goes on behind what is said of it, and no other person stands there.
 */
static bool is_resumed(const struct dt_clause *c)
{
    size_t end = dt_clause_noun_phrase(c, c->s->sentence, c->left), behind;

    if (end == c->s->sentence)
        return false;
    end = dt_clause_with_owner(c, end, c->left);
    if (c->t[end].kind != DT_TOKEN_COMMA || end + 2 >= c->left ||
        !(c->t[end + 1].classes & DT_WORD_RELATIVE))
        return false;
    behind = dt_clause_noun_phrase(c, c->finite + 1, c->right);
    for (size_t i = c->finite + 1; i < behind; i++)
        if (c->t[i].mention != DT_TOKEN_NONE)
            return false;
    return behind > c->finite + 1 &&
           (behind < c->right ||
            (behind < c->s->count && c->t[behind].kind == DT_TOKEN_COLON));
}

/* …, Olaf Brandt, hielt ihr vor: a name between commas stands before. */
static bool is_named(const struct dt_clause *c)
{
    const struct dt_mention *m;
    size_t first;

    if (c->left < c->s->sentence + 3 ||
        c->t[c->left - 1].kind != DT_TOKEN_COMMA ||
        c->t[c->left - 2].mention == DT_TOKEN_NONE)
        return false;
    m = &c->s->m->items[c->t[c->left - 2].mention];
    if (m->kind != DT_MENTION_NAME || m->first <= c->s->sentence ||
        m->first - c->s->sentence > CLAUSE)
        return false;
    first = m->first - 1;
    if (first > c->s->sentence && (c->t[first].classes & DT_WORD_DEFINITE))
        first--; /* der Kläger, der Jurist Olaf Brandt, … */
    if (c->t[first].kind != DT_TOKEN_COMMA)
        return false;
    for (size_t i = c->s->sentence; i < m->first; i++)
        if (c->t[i].classes &
            (DT_WORD_AUXILIARY | DT_WORD_VERB | DT_WORD_SUBJUNCTIVE))
            return false;
    return true;
}

/* Ann Cole, eine Anwohnerin, …: a name and a comma begin the sentence. */
static bool begins_with_somebody(const struct dt_clause *c)
{
    size_t end = dt_clause_noun_phrase(c, c->s->sentence, c->left);

    return c->t[end].kind == DT_TOKEN_COMMA &&
           dt_clause_names_somebody(c, c->s->sentence, end);
}

/*
 * …, Olaf Brandt, warnte vor …: no subject right behind the verb, and no verb
 * before it.
 */

static bool apposed(const struct dt_clause *c)
{
    size_t behind = c->finite + 1;

    if (is_resumed(c) || is_named(c))
        return true;
    if (behind < c->right &&
        !(c->t[behind].classes & (DT_WORD_PREPOSITION | DT_WORD_DATIVE)) &&
        (dt_clause_names_somebody(c, behind,
                                  dt_clause_noun_phrase(c, behind, c->right)) ||
         !begins_with_somebody(c)))
        return false;
    for (size_t i = c->left; i-- > c->s->sentence;)
        if (c->left - i > CLAUSE ||
            (c->t[i].classes &
             (DT_WORD_AUXILIARY | DT_WORD_VERB | DT_WORD_SUBJUNCTIVE)) ||
            c->t[i].kind == DT_TOKEN_QUOTE)
            return false;
    return true;
}

/* The first token of [i, end) that is a comma or has the classes, or end. */
static size_t find_comma_or(const struct dt_clause *c, size_t i, size_t end,
                            uint64_t classes)
{
    while (i < end && c->t[i].kind != DT_TOKEN_COMMA &&
           !(c->t[i].classes & classes))
        i++;
    return i;
}

/*
 * Auf die Frage, ob es regne, sagte Voss; als er kam, sagte Voss: one clause
 * stands before the verb and tells when, not what. But: wenn es regnet, sagte
 * Voss, bleiben wir.
 */
static bool tells_when(const struct dt_clause *c)
{
    size_t first = c->s->sentence, end = c->left - 1, behind = c->right + 1;
    uint64_t verbs = DT_WORD_AUXILIARY | DT_WORD_VERB | DT_WORD_SUBJUNCTIVE;

    if (c->t[end].kind != DT_TOKEN_COMMA || end - first > 2 * CLAUSE)
        return false;
    if (c->t[first].classes & DT_WORD_PREPOSITION) {
        first = find_comma_or(c, first, end, verbs);
        return first + 1 < end && c->t[first].kind == DT_TOKEN_COMMA &&
               (c->t[first + 1].classes &
                (DT_WORD_CONJUNCTION | DT_WORD_THAT)) &&
               find_comma_or(c, first + 1, end, 0) == end;
    }
    if ((c->t[first].classes & DT_WORD_AS) &&
        (c->t[end - 1].classes & DT_WORD_STRONG)) /* wie das Blatt berichtet */
        return find_comma_or(c, first, end, 0) == end;
    if ((c->t[first].classes & DT_WORD_AUXILIARY) &&
        (c->t[first].classes & (DT_WORD_PAST | DT_WORD_SUBJUNCTIVE)))
        return find_comma_or(c, first, end, 0) == end; /* sollte er gehen */
    return (c->t[first].classes & DT_WORD_CONJUNCTION) &&
           !(c->t[first].classes &
             (DT_WORD_THAT | DT_WORD_AS | DT_WORD_COORDINATOR)) &&
           find_comma_or(c, first, end, 0) == end &&
           !(behind < c->s->count && !c->t[behind].capital &&
             (c->t[behind].classes & verbs));
}

/* …, sagte Voss; Olaf Brandt, der Bürgermeister, sagte, … */
static bool judge_first(const struct dt_clause *c)
{
    size_t end = c->finite + 1;

    c->cue->begin = (uint32_t)c->finite;
    if (!apposed(c))
        end = dt_clause_subject_behind(c, c->finite + 1);
    if (end > c->finite + 1) {
        c->cue->order = DT_CUE_INVERTED;
        c->cue->end = (uint32_t)c->right;
        c->cue->before = !c->cue->stance && c->left > c->s->sentence &&
                         !tells_when(c);
        if (c->cue->before)
            c->cue->manner = false; /* …, findet Voss */
        if (c->cue->strong)
            dt_clause_report_behind(c);
        return c->left > c->s->sentence;
    }
    if (c->left == c->s->sentence || c->t[c->left - 1].kind != DT_TOKEN_COMMA)
        return false;
    c->cue->mention = is_named(c) ? c->t[c->left - 2].mention
                                  : dt_cue_before_apposition(c->s, c->left - 1);
    if (c->cue->mention == DT_TOKEN_NONE) {
        size_t first = c->s->sentence;

        /* Kolb, die …, sagte; der Chef aus Lunac, Tom Reed, sagte */
        end = dt_clause_with_owner(c, dt_clause_noun_phrase(c, first, c->left),
                                   c->left);
        if (end == first)
            return false;
        end = dt_clause_skip_adverbials(c, end, c->left);
        if (c->t[end].kind != DT_TOKEN_COMMA)
            return false;
        c->cue->mention = c->t[end + 1].mention;
        if (c->cue->mention == DT_TOKEN_NONE ||
            c->s->m->items[c->cue->mention].kind != DT_MENTION_NAME)
            c->cue->mention = dt_clause_who_is(c, first, end);
    }
    c->cue->begin = c->s->m->items[c->cue->mention].first;
    dt_clause_report(c, c->finite + 1);
    return true;
}

/*
 * Das Angebot lehnte er ab; die Pläne lobte Voss: what stands before the verb
 * is nobody who speaks, and somebody stands behind. Tokens [first, end).
 */
static bool is_object_first(const struct dt_clause *c, size_t first, size_t end)
{
    size_t behind = c->finite + 1, last;

    if (end == first)
        return false;
    if ((c->t[c->finite].classes & DT_WORD_ADDRESSEE) && behind < c->right &&
        (c->t[behind].classes & (DT_WORD_HE | DT_WORD_SHE)))
        return true; /* Der Zeitung sagte er */
    for (size_t i = first; i < c->finite; i++)
        if (c->t[i].mention != DT_TOKEN_NONE &&
            !dt_cue_is_oblique(c->s, c->t[i].mention))
            return false;
    behind = dt_clause_skip_adverbials(c, behind, c->right);
    last = dt_clause_noun_phrase(c, behind, c->right);
    return last > behind &&
           !(c->t[behind].classes & (DT_WORD_DATIVE | DT_WORD_IT)) &&
           dt_clause_names_somebody(c, behind, last);
}

/* What stands before the verb is what is reported: tokens from first on. */
static void report_front(const struct dt_clause *c, size_t first, size_t from)
{
    bool inside = first == c->s->sentence && dt_clause_report_inside(c, from);

    if (inside && (c->t[c->cue->object].kind == DT_TOKEN_QUOTE ||
                   dt_clause_governs(c, c->cue->object))) {
        c->cue->before = true; /* Das Angebot nannte er „unseriös“ */
        return;
    }
    if (inside && dt_clause_noun_phrase(c, first, c->finite) == first + 1)
        return; /* Anderntags kündigte er Streiks an */
    c->cue->object = (uint32_t)first;
    c->cue->object_end = (uint32_t)c->finite;
}

/* Whether a noun phrase or what the verb governs stands before it. */
static bool has_front(const struct dt_clause *c, size_t first)
{
    const struct dt_mention *m = &c->s->m->items[c->cue->mention];

    if (!dt_clause_names_somebody(c, m->first, m->last))
        return false;
    if (c->t[c->verb].classes & DT_WORD_ADDRESSEE)
        return false;
    if (c->t[first].classes & DT_WORD_PREPOSITION)
        return dt_clause_governs(c, first);
    return !(c->t[first].classes & DT_WORD_IT) &&
           !(c->t[c->finite - 1].classes &
             (DT_WORD_ACCORDING_LAST | DT_WORD_PREPOSITION | DT_WORD_ADVERB)) &&
           dt_clause_noun_phrase(c, first, c->finite) > first &&
           !(c->t[first].classes & DT_WORD_DATE);
}

/*
 * Der Wirt nickte und meinte, …: the sentence begins with who does both, and no
 * list knows that it is somebody.
 */
static void name_elided(const struct dt_clause *c)
{
    size_t first = c->s->sentence, end;

    if (c->finite - first > CLAUSE)
        return;
    for (size_t i = first; i < c->finite; i++)
        if (c->t[i].mention != DT_TOKEN_NONE)
            return;
    end = dt_clause_noun_phrase(c, first, c->finite);
    if (end > first && (c->t[first].classes & DT_WORD_DEFINITE) &&
        !(c->t[first].classes &
          (DT_WORD_DATIVE | DT_WORD_GENITIVE | DT_WORD_IT)))
        c->cue->mention = dt_clause_who_is(c, first, end);
}

/* Voss sagte …; am Dienstag sagte Voss …; und sagte … */
static bool judge_second(const struct dt_clause *c)
{
    size_t first = c->left, end, last, from = c->finite + 1;
    bool bare = false, front = false;

    c->cue->begin = (uint32_t)c->finite;
    if (c->t[c->finite - 1].classes & DT_WORD_COORDINATOR) {
        c->cue->order = DT_CUE_ELIDED;
        name_elided(c);
        dt_clause_report(c, from);
        return true;
    }
    if (c->t[first].classes & DT_WORD_COORDINATOR)
        first++;
    if ((c->t[first].classes & DT_WORD_ADVERB) &&
        !(c->t[first].classes & DT_WORD_POSSESSIVE) &&
        dt_clause_noun_phrase(c, first + 1, c->finite) > first + 1)
        first++; /* auch Voss sagte */
    end = dt_clause_noun_phrase(c, first, c->finite);
    if (end > first && !(c->t[first].classes & (DT_WORD_IT | DT_WORD_DATIVE)) &&
        !(c->t[first].classes & DT_WORD_PREPOSITION &&
          !(c->t[first].classes & DT_WORD_DETERMINER)) &&
        !is_object_first(c, first, end)) {
        c->cue->begin = (uint32_t)first;
        last = dt_clause_is_pronoun(c, first) ? end : c->finite;
        while (last > end && (c->t[last - 1].classes & DT_WORD_ADVERB))
            last--; /* die FDP hingegen sagte */
        c->cue->mention = dt_clause_who_is(c, first, last);
    } else {
        from = dt_clause_subject_behind(c, c->finite + 1);
        if (from == c->finite + 1)
            return false;
        front = true;
        bare = c->finite == first + 1 && /* Das sagte Voss. */
               (c->t[first].classes &
                (DT_WORD_DEFINITE | DT_WORD_IT | DT_WORD_SO));
    }
    if (bare && !(c->t[first].classes & DT_WORD_SO))
        dt_clause_report_sentence_before(c);
    else if (front && !dt_clause_report_behind(c) && has_front(c, first))
        report_front(c, first, from);
    else if (bare)
        dt_clause_report_behind(c);
    else
        dt_clause_report(c, from);
    return true;
}

/* Find the auxiliary before a participle; false: it reports nothing. */
static bool find_finite(struct dt_clause *c)
{
    c->finite = c->verb;
    for (size_t i = c->left; i < c->verb; i++) {
        if (!(c->t[i].classes & DT_WORD_AUXILIARY) || c->t[i].capital)
            continue;
        if ((c->t[i].classes & DT_WORD_BEING) &&
            (c->t[c->verb].classes & DT_WORD_CITED)) {
            c->finite = i; /* wird er zitiert */
            continue;
        }
        if (c->t[i].classes & (DT_WORD_MODAL | DT_WORD_BEING))
            return false;
        if (c->t[i].classes & DT_WORD_SUBJUNCTIVE)
            return false; /* er habe gewarnt: somebody says so */
        c->finite = i;
    }
    if (c->verb + 2 == c->right &&
        (c->t[c->verb + 1].classes & DT_WORD_MODAL)) /* nicht nennen will */
        return false;
    return !(c->verb > c->left && (c->t[c->verb - 1].classes & DT_WORD_TO));
}

/* Es wurde mitgeteilt, dass …: who said so is not told. */
static bool judge_passive(const struct dt_clause *c)
{
    bool told = false;

    if (!c->cue->strong || c->verb + 1 != c->right ||
        !dt_cue_is(c->s, c->right + 1, DT_WORD_THAT))
        return false;
    for (size_t i = c->left; i < c->verb; i++)
        told = told || (!(c->t[i].classes & DT_WORD_MODAL) &&
                        (c->t[i].classes & DT_WORD_BEING) &&
                        ((i > c->left && (c->t[i - 1].classes & DT_WORD_IT)) ||
                         (c->t[i + 1].classes & DT_WORD_IT)));
    if (!told)
        return false;
    c->cue->begin = (uint32_t)c->left;
    c->cue->end = (uint32_t)c->right;
    c->cue->order = DT_CUE_INVERTED;
    c->cue->manner = false;
    return dt_clause_report_behind(c);
}

/*
 * teilte … mit, stellte … vor: the clause ends with a prefix of its verb. A
 * noun is one only with its own verb: gab … zu Protokoll, but: sagte zum
 * Schluss.
 */
static bool has_prefix(const struct dt_clause *c)
{
    size_t last = c->right - 1;

    return (c->t[c->verb].classes & DT_WORD_SPLIT) && last > c->verb &&
           (c->t[last].classes & DT_WORD_PREFIX) &&
           (!c->t[last].capital ||
            dt_clause_joins(c, c->verb, last, DT_WORD_SPLIT));
}

/* zeigte sich erleichtert, hatte bekannt gegeben: the verb with its neighbour. */
static bool has_neighbour(const struct dt_clause *c)
{
    return (c->verb + 1 < c->right &&
            (c->t[c->verb + 1].classes & DT_WORD_ADVERB) &&
            dt_clause_joins(c, c->verb, c->verb + 1, DT_WORD_SPLIT)) ||
           (c->verb > c->left && c->verb + 1 == c->right &&
            (c->t[c->verb - 1].classes & DT_WORD_PREFIX) &&
            dt_clause_joins(c, c->verb, c->verb - 1, DT_WORD_SPLIT));
}

/* Whether the verb is somebody else's report, unless "I" stands beside it. */
static bool is_subjunctive(const struct dt_clause *c)
{
    const struct dt_token *t = &c->t[c->verb];

    if (t->classes & DT_WORD_SUBJUNCTIVE)
        return true;
    return (t->classes & DT_WORD_SUBJUNCTIVE_LIKE) &&
           !(t->classes & DT_WORD_PAST) &&
           !(c->verb > c->left && (t[-1].classes & DT_WORD_FIRST)) &&
           !dt_cue_is(c->s, c->verb + 1, DT_WORD_FIRST);
}

/* Die Ministerin, die das Gesetz schrieb, …: the subject stands before. */
static bool is_relative(const struct dt_clause *c)
{
    return c->left > c->s->sentence &&
           c->t[c->left - 1].kind == DT_TOKEN_COMMA &&
           (c->t[c->left].classes & DT_WORD_RELATIVE) &&
           c->verb + 1 == c->right && c->verb > c->left + 1 &&
           c->right < c->s->count && c->t[c->right].kind == DT_TOKEN_COMMA &&
           c->finite == c->verb;
}

/*
 * Da rief Voss …; als Grund nannte Voss …: the verb of a clause that a
 * conjunction opens stands last, so that what looks like one is none here.
 */
static bool opens_main_clause(const struct dt_clause *c)
{
    const struct dt_token *t = &c->t[c->left];

    return c->left == c->s->sentence && c->finite + 1 < c->right &&
           (t->classes & DT_WORD_CONJUNCTION) &&
           (c->finite == c->left + 1 ||
            (c->finite == c->left + 2 && t[1].capital &&
             t[1].mention == DT_TOKEN_NONE));
}

/* zeigte sich zuversichtlich: the word is the prefix of a verb before it. */
static bool is_prefix(const struct dt_clause *c)
{
    for (size_t i = c->left; i < c->verb; i++)
        if ((c->t[i].classes & DT_WORD_SPLIT) &&
            dt_clause_joins(c, i, c->verb, DT_WORD_SPLIT))
            return true;
    return false;
}

static bool judge_verb(struct dt_clause *c)
{
    const struct dt_token *t = &c->t[c->verb];

    if ((t->classes & DT_WORD_PREFIX) && is_prefix(c))
        return false;
    if (has_prefix(c) &&
        dt_clause_joins(c, c->verb, c->right - 1, DT_WORD_SPLIT)) {
        c->cue->strong = true;
        c->cue->stance = false;
        c->cue->manner = /* nahm das Angebot an */
            dt_clause_joins(c, c->verb, c->right - 1, DT_WORD_MANNER) &&
            !(c->right < c->s->count &&
              (c->t[c->right].kind == DT_TOKEN_COMMA ||
               c->t[c->right].kind == DT_TOKEN_COLON));
        if (dt_clause_judge_emerging(c))
            return true;
    } else if (has_neighbour(c)) {
        c->cue->strong = true;
        c->cue->stance = false;
        c->cue->manner = dt_cue_is(c->s, c->verb + 1, DT_WORD_ADVERB);
    } else if (has_prefix(c) &&
               !(c->t[c->right - 1].classes & DT_WORD_ADVERB)) {
        return false; /* Voss sagte ab */
    } else if (!(t->classes & (DT_WORD_VERB | DT_WORD_STANCE))) {
        return false;
    }
    if (c->verb > c->left && (t[-1].classes & DT_WORD_PREPOSITION) &&
        !(t[-1].classes & DT_WORD_PREFIX))
        return false; /* aus informierten Kreisen */
    if (judge_passive(c))
        return true;
    if (t->capital || t->mention != DT_TOKEN_NONE || !find_finite(c) ||
        is_subjunctive(c)) /* er gehe davon aus, er warne */
        return false;
    if (c->finite == c->left)
        return judge_first(c);
    if (is_relative(c))
        return false;
    if ((c->t[c->left].classes &
         (DT_WORD_AS | DT_WORD_THAT | DT_WORD_CONJUNCTION)) &&
        !(c->t[c->left].classes & DT_WORD_COORDINATOR) && !opens_main_clause(c))
        return judge_subordinate(c);
    return judge_second(c);
}

/* „…“, raunte ein Zuschauer: a verb that no list has, behind a quotation. */
static bool judge_framed(const struct dt_clause *c)
{
    const struct dt_token *t = &c->t[c->verb];
    size_t end;

    if (c->left != c->verb || t->capital || t->mention != DT_TOKEN_NONE ||
        (t->classes & (DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION |
                       DT_WORD_DETERMINER | DT_WORD_POSSESSIVE |
                       DT_WORD_AUXILIARY | DT_WORD_ADVERB | DT_WORD_COMMON)))
        return false;
    end = dt_clause_subject_behind(c, c->verb + 1);
    if (end == c->verb + 1)
        return false;
    c->cue->order = DT_CUE_INVERTED;
    c->cue->strong = true;
    c->cue->stance = false;
    c->cue->end = (uint32_t)end;
    c->cue->before = true;
    return true;
}

bool dt_cue_verb_second(struct dt_cue_scan *s, size_t i, struct dt_cue *cue)
{
    uint64_t classes = s->t[i].classes;
    struct dt_clause c = {
        s, s->t, dt_clause_begin(s, i), dt_clause_end(s, i + 1), i, i, cue};

    const struct dt_cue plain = {.first = (uint32_t)i,
                                 .last = (uint32_t)i + 1,
                                 .mention = DT_TOKEN_NONE,
                                 .relative = DT_TOKEN_NONE,
                                 .begin = (uint32_t)i,
                                 .end = (uint32_t)i + 1,
                                 .order = DT_CUE_PLAIN,
                                 .strong = (classes & DT_WORD_STRONG) != 0,
                                 .stance = (classes & DT_WORD_VERB) == 0,
                                 .manner = (classes & DT_WORD_MANNER) != 0};

    *cue = plain;
    if ((classes & DT_WORD_NOMINAL) && s->t[i].capital &&
        dt_clause_judge_noun(&c))
        return true;
    *cue = plain;
    if (classes & (DT_WORD_ACCORDING | DT_WORD_ACCORDING_LAST | DT_WORD_VIEW |
                   DT_WORD_SOURCE)) {
        cue->stance = false;
        return dt_clause_judge_source(&c);
    }
    if (classes & DT_WORD_SO) {
        cue->stance = false;
        return dt_clause_judge_so(&c);
    }
    if (classes & DT_WORD_IMPERSONAL) {
        cue->stance = false;
        return dt_clause_judge_impersonal(&c);
    }
    if ((classes & (DT_WORD_VERB | DT_WORD_STANCE | DT_WORD_SPLIT)) &&
        judge_verb(&c)) {
        dt_clause_give_to_cited(&c);
        return true;
    }
    return !(classes & (DT_WORD_VERB | DT_WORD_STANCE)) && i > 1 &&
           (s->t[i - 1].kind == DT_TOKEN_QUOTE ||
            s->t[i - 2].kind == DT_TOKEN_QUOTE) &&
           judge_framed(&c);
}
