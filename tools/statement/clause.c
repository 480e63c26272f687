#include "statement/clause.h"

enum {
    CLAUSE = 40, /* tokens looked at on either side of a verb */
    PHRASE = 12, /* tokens of a noun phrase */
};

/* Dr. Voss, am 3. Mai: a full stop that ends no sentence. */
static bool is_inner_stop(const struct dt_cue_scan *s, size_t i)
{
    return s->t[i].kind == DT_TOKEN_STOP && s->text.ptr[s->t[i].start] == '.' &&
           i > s->sentence && s->t[i - 1].end == s->t[i].start &&
           i + 1 < s->count && !s->t[i + 1].starts &&
           (s->t[i - 1].kind == DT_TOKEN_NUMBER ||
            s->t[i].mention != DT_TOKEN_NONE);
}

static bool parts(const struct dt_cue_scan *s, size_t i)
{
    switch (s->t[i].kind) {
    case DT_TOKEN_COMMA:
    case DT_TOKEN_COLON:
    case DT_TOKEN_SEMICOLON:
    case DT_TOKEN_DASH:
        return true;
    case DT_TOKEN_STOP:
        return !is_inner_stop(s, i);
    default:
        return false;
    }
}

size_t dt_clause_begin(const struct dt_cue_scan *s, size_t i)
{
    size_t from = i;

    while (i > s->sentence && from - i < CLAUSE && !parts(s, i - 1)) {
        if (s->t[i - 1].kind == DT_TOKEN_QUOTE &&
            (i - 1 == s->sentence || s->t[i - 2].kind != DT_TOKEN_WORD))
            break; /* „Nein!“ sagte sie, but: die „Neue Rundschau“ schrieb */
        i--;
    }
    return i;
}

/* räumte Fehler ein und lobte …: token i joins two verbs of one subject. */
static bool joins_verb(const struct dt_cue_scan *s, size_t i)
{
    return (s->t[i].classes & DT_WORD_COORDINATOR) && i + 1 < s->count &&
           s->t[i + 1].kind == DT_TOKEN_WORD && !s->t[i + 1].capital &&
           (s->t[i + 1].classes &
            (DT_WORD_PAST | DT_WORD_VERB | DT_WORD_AUXILIARY | DT_WORD_SPLIT));
}

size_t dt_clause_end(const struct dt_cue_scan *s, size_t i)
{
    size_t from = i;

    while (i < s->count && i - from < CLAUSE && !s->t[i].starts &&
           !parts(s, i) && !(i > from && joins_verb(s, i)))
        i++;
    return i;
}

bool dt_clause_is_pronoun(const struct dt_clause *c, size_t i)
{
    return c->t[i].mention != DT_TOKEN_NONE &&
           c->s->m->items[c->t[i].mention].kind == DT_MENTION_PRONOUN;
}

/* der 64-Jährige */
static bool is_age(const struct dt_clause *c, const struct dt_token *t)
{
    return t->kind == DT_TOKEN_NUMBER && t->end - t->start > 3 &&
           (unsigned)c->s->text.ptr[t->end - 1] - 'a' < 26;
}

/* dem 0:3 */
static bool is_score(const struct dt_clause *c, const struct dt_token *t)
{
    return t->kind == DT_TOKEN_NUMBER &&
           memchr(c->s->text.ptr + t->start, ':', t->end - t->start) != NULL;
}

static bool is_after_as(const struct dt_clause *c, size_t i)
{
    return i > c->left && (c->t[i - 1].classes & DT_WORD_AS);
}

static bool is_date(const struct dt_token *t)
{
    return (t->classes & DT_WORD_DATE) && t->mention == DT_TOKEN_NONE;
}

size_t dt_clause_noun_phrase(const struct dt_clause *c, size_t i, size_t end)
{
    bool noun = false;
    size_t k = i;

    if (i < end && dt_clause_is_pronoun(c, i))
        return i + 1;
    for (; k < end && k - i < PHRASE; k++) {
        const struct dt_token *t = &c->t[k];
        bool common = t->starts &&
                      (t->classes & (DT_WORD_COMMON | DT_WORD_ADVERB));

        if (dt_clause_is_pronoun(c, k))
            break;
        if (t->kind != DT_TOKEN_QUOTE &&
            (t->mention != DT_TOKEN_NONE ||
             (t->kind == DT_TOKEN_WORD && t->capital && !common))) {
            if (noun && is_date(&c->t[k - 1]) && !is_date(t))
                break; /* kündigte für diese Woche Streiks an */
            noun = true;
        } else if (is_age(c, t) || is_score(c, t) ||
                   (t->kind == DT_TOKEN_QUOTE && !noun &&
                    (k > i || t->starts || is_after_as(c, k))))
            noun = true; /* die „Neue Rundschau“ */
        else if (noun ||
                 (t->kind != DT_TOKEN_WORD && t->kind != DT_TOKEN_NUMBER &&
                  !is_inner_stop(c->s, k)) ||
                 (!(t->classes & (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE)) &&
                  (t->classes & (DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION |
                                 DT_WORD_AUXILIARY | DT_WORD_ADVERB))))
            break;
    }
    return noun ? k : i;
}

size_t dt_clause_with_owner(const struct dt_clause *c, size_t i, size_t end)
{
    while (i < end && (c->t[i].classes & DT_WORD_GENITIVE)) {
        size_t behind = dt_clause_noun_phrase(c, i, end);

        if (behind == i)
            break;
        i = behind;
    }
    return i;
}

size_t dt_clause_skip_adverbials(const struct dt_clause *c, size_t i,
                                 size_t end)
{
    while (i < end) {
        if (dt_clause_is_pronoun(c, i))
            break;
        if (c->t[i].classes & DT_WORD_PREPOSITION) {
            size_t behind = dt_clause_noun_phrase(c, i + 1, end);

            i = behind > i + 1 ? dt_clause_with_owner(c, behind, end) : i + 1;
        } else if ((c->t[i].classes & (DT_WORD_ADVERB | DT_WORD_DATE)) &&
                   c->t[i].mention == DT_TOKEN_NONE) {
            i++;
        } else {
            break;
        }
    }
    return i;
}

/* der Sprecher von Voss: she is not who speaks. */
static bool belongs_to(const struct dt_clause *c, size_t first,
                       uint32_t mention)
{
    uint32_t name = c->s->m->items[mention].first;

    return name > first + 1 && !(c->t[first].classes & DT_WORD_PREPOSITION) &&
           (c->t[name - 1].classes & DT_WORD_HOLDER);
}

uint32_t dt_clause_who_is(const struct dt_clause *c, size_t first, size_t end)
{
    uint32_t noun = DT_TOKEN_NONE;

    for (size_t i = first; i < end; i++) {
        uint32_t mention = c->t[i].mention;

        if (mention == DT_TOKEN_NONE)
            continue;
        if (c->s->m->items[mention].kind != DT_MENTION_NOUN) {
            if (belongs_to(c, first, mention))
                continue;
            return mention;
        }
        if (noun == DT_TOKEN_NONE)
            noun = mention;
    }
    if (noun == DT_TOKEN_NONE)
        return dt_cue_make_noun(c->s, first, end);
    dt_cue_widen(c->s, noun, dt_mention_end(&c->t[end - 1], c->s->text));
    return noun;
}

bool dt_clause_joins(const struct dt_clause *c, size_t left, size_t right,
                     uint64_t class)
{
    return dt_lexicon_joins(c->s->tokens->lexicon,
                            dt_token_text(c->s->text, &c->t[left]),
                            dt_token_text(c->s->text, &c->t[right]), class);
}

bool dt_clause_names_somebody(const struct dt_clause *c, size_t first,
                              size_t end)
{
    for (size_t i = first; i < end; i++)
        if (c->t[i].mention != DT_TOKEN_NONE || is_age(c, &c->t[i]))
            return true;
        else if (c->t[i].kind == DT_TOKEN_WORD && c->t[i].capital)
            break; /* what owns it does not speak: die Reaktion der Stadt */
    return false;
}

/* ein halbes Jahr: a noun phrase that tells when. */
static bool is_time(const struct dt_clause *c, size_t i, size_t end)
{
    size_t behind = dt_clause_noun_phrase(c, i, end);

    return behind > i && (c->t[behind - 1].classes & DT_WORD_DATE) &&
           c->t[behind - 1].mention == DT_TOKEN_NONE;
}

size_t dt_clause_subject_behind(const struct dt_clause *c, size_t i)
{
    size_t first = dt_clause_skip_adverbials(c, i, c->right), end;

    while (dt_cue_is(c->s, first, DT_WORD_DATIVE)) { /* sagte dem Blatt … */
        end = dt_clause_noun_phrase(c, first, c->right);
        if (end == first)
            break;
        first = dt_clause_skip_adverbials(c, end, c->right);
    }
    end = dt_clause_noun_phrase(c, first, c->right);
    if (is_time(c, first, c->right)) {
        first = dt_clause_skip_adverbials(c, end, c->right);
        end = dt_clause_noun_phrase(c, first, c->right);
    }
    if (end == first || (c->t[first].classes & DT_WORD_IT))
        return i;
    end = dt_clause_with_owner(c, end, c->right);
    if (end + 1 < c->right && (c->t[end].classes & DT_WORD_HOLDER) &&
        (c->t[first].classes & DT_WORD_DETERMINER) &&
        c->t[end + 1].mention != DT_TOKEN_NONE) /* der Sprecher von Voss */
        end = c->s->m->items[c->t[end + 1].mention].last;
    c->cue->mention = dt_clause_who_is(c, first, end);
    return end;
}

/*
 * What goes on about the subject and is no report: …, sagte Voss, der dort
 * wohnt; …, sagte die Leiterin, Ann Cole. Token i stands behind the comma.
 */
static bool is_about_subject(const struct dt_clause *c, size_t i)
{
    const struct dt_token *t = &c->t[i];

    if (i + 1 >= c->s->count)
        return false;
    if (t->mention != DT_TOKEN_NONE &&
        c->s->m->items[t->mention].kind == DT_MENTION_NAME) {
        size_t behind = c->s->m->items[t->mention].last;

        return behind >= c->s->count || parts(c->s, behind);
    }
    return (t->classes & DT_WORD_RELATIVE) && !t->capital &&
           (t[1].kind == DT_TOKEN_NUMBER ||
            (t[1].kind == DT_TOKEN_WORD && !t[1].capital &&
             (t[1].classes & (DT_WORD_ADVERB | DT_WORD_PREPOSITION |
                              DT_WORD_DETERMINER | DT_WORD_POSSESSIVE))));
}

/* Die Täter fordern Geld, bestätigte Voss: she tells what stands before. */
static bool is_told_behind(const struct dt_clause *c, size_t i)
{
    return c->t[i].kind == DT_TOKEN_WORD && !c->t[i].capital &&
           (c->t[i].classes & DT_WORD_STRONG) && i + 1 < c->s->count &&
           (c->t[i + 1].capital || (c->t[i + 1].classes & DT_WORD_DETERMINER) ||
            dt_clause_is_pronoun(c, i + 1));
}

bool dt_clause_is_subjunctive(const struct dt_clause *c, size_t i)
{
    size_t end = dt_clause_end(c->s, i);

    while (i < end && !(c->t[i].classes & DT_WORD_SUBJUNCTIVE))
        i++;
    return i < end;
}

/* …, sagte er, und schlug die Tür zu: token i joins what he does. */
static bool is_done_behind(const struct dt_clause *c, size_t i)
{
    const uint64_t others = DT_WORD_DETERMINER | DT_WORD_POSSESSIVE |
                            DT_WORD_PRONOUN | DT_WORD_ADVERB |
                            DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION |
                            DT_WORD_SUBJUNCTIVE | DT_WORD_AUXILIARY;

    return (c->t[i].classes & DT_WORD_COORDINATOR) && i + 1 < c->s->count &&
           c->t[i + 1].kind == DT_TOKEN_WORD && !c->t[i + 1].capital &&
           c->t[i + 1].mention == DT_TOKEN_NONE &&
           !(c->t[i + 1].classes & others);
}

/* Voss lobte die Helfer, übte aber Kritik: what else the subject does. */
static bool is_done_too(const struct dt_clause *c, size_t i)
{
    return c->t[i].kind == DT_TOKEN_WORD && !c->t[i].capital &&
           (c->t[i].classes & (DT_WORD_PAST | DT_WORD_VERB | DT_WORD_SPLIT)) &&
           !(c->t[i].classes & (DT_WORD_SUBJUNCTIVE | DT_WORD_AUXILIARY |
                                DT_WORD_ADVERB | DT_WORD_CONJUNCTION)) &&
           dt_cue_is(c->s, i + 1,
                     DT_WORD_ADVERB | DT_WORD_COORDINATOR |
                         DT_WORD_PREPOSITION);
}

bool dt_clause_report_behind(const struct dt_clause *c)
{
    size_t i = c->right;

    if (!c->cue->strong && i + 1 < c->s->count &&
        c->t[i].kind == DT_TOKEN_COMMA && !(c->t[i + 1].classes & DT_WORD_THAT))
        return false;
    if (i + 1 >= c->s->count || c->t[i].starts || c->t[i + 1].starts ||
        (c->t[i].kind != DT_TOKEN_COMMA && c->t[i].kind != DT_TOKEN_COLON))
        return false;
    if (c->cue->before && c->t[i].kind == DT_TOKEN_COMMA &&
        is_about_subject(c, i + 1)) {
        if (c->t[i + 1].mention != DT_TOKEN_NONE)
            c->cue->mention = c->t[i + 1].mention;
        return false;
    }
    if (c->cue->before && c->t[i].kind == DT_TOKEN_COMMA &&
        is_done_behind(c, i + 1))
        return false;
    if (c->t[i].kind == DT_TOKEN_COMMA) {
        if (!c->cue->before &&
            ((c->t[i + 1].classes & DT_WORD_COORDINATOR) ||
             (!(c->t[c->left].classes & DT_WORD_AS) &&
              (is_told_behind(c, i + 1) || is_done_too(c, i + 1)))))
            return false; /* was Voss sagt, und dann … */
        if ((c->t[i + 1].classes & DT_WORD_THAT) ||
            dt_clause_is_subjunctive(c, i + 1))
            c->cue->manner = false; /* sprach davon, dass …; rief, es sei … */
    }
    c->cue->object = (uint32_t)i + 1;
    c->cue->object_end = UINT32_MAX; /* to the end of the sentence */
    return true;
}

/* die geprüft werden müsse, in der …: a clause about the noun before it. */
static bool is_relative(const struct dt_clause *c, size_t i)
{
    size_t end = dt_clause_end(c->s, i);

    if ((c->t[i].classes & DT_WORD_PREPOSITION) &&
        dt_cue_is(c->s, i + 1, DT_WORD_RELATIVE))
        i++;
    return (c->t[i].classes & DT_WORD_RELATIVE) && end > i + 2 &&
           !c->t[end - 1].capital &&
           (c->t[end - 1].classes &
            (DT_WORD_AUXILIARY | DT_WORD_SUBJUNCTIVE)) &&
           !(c->t[end - 2].classes & DT_WORD_TO);
}

bool dt_clause_governs(const struct dt_clause *c, size_t i)
{
    size_t last = c->right - 1;

    if (!(c->t[i].classes & (DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION)))
        return false;
    if ((c->t[last].classes & DT_WORD_PREFIX) && last > i &&
        dt_clause_joins(c, last, i, DT_WORD_GOVERNING))
        return true; /* ging von … aus */
    return (c->t[c->verb].classes & DT_WORD_GOVERNING) &&
           dt_clause_joins(c, c->verb, i, DT_WORD_GOVERNING);
}

/* The preposition of tokens [i, end) that the verb governs, or end. */
static size_t find_governed(const struct dt_clause *c, size_t i, size_t end)
{
    while (i < end && !dt_clause_governs(c, i))
        i++;
    return i;
}

/* nannte als Grund die Nachfrage */
static bool is_as_reason(const struct dt_clause *c, size_t i, size_t end)
{
    return i + 2 < end && (c->t[i].classes & DT_WORD_CONJUNCTION) &&
           !(c->t[i].classes & DT_WORD_COORDINATOR) &&
           !dt_clause_governs(c, i) && c->t[i + 1].capital &&
           c->t[i + 1].mention == DT_TOKEN_NONE;
}

/* Behind adverbs and what tells when and where: not what the verb governs. */
static size_t skip_to_object(const struct dt_clause *c, size_t i, size_t end)
{
    while (i < end && c->t[i].kind == DT_TOKEN_WORD) {
        if (dt_clause_is_pronoun(c, i))
            break;
        if ((c->t[i].classes & DT_WORD_PREPOSITION) &&
            !dt_clause_governs(c, i)) {
            size_t behind = dt_clause_noun_phrase(c, i + 1, end);

            i = behind > i + 1 ? dt_clause_with_owner(c, behind, end) : i + 1;
        } else if (c->t[i].classes & DT_WORD_ADVERB) {
            i++;
        } else if (is_as_reason(c, i, end)) {
            i += 2;
        } else if (is_time(c, i, end)) {
            i = dt_clause_noun_phrase(c, i, end);
        } else {
            break;
        }
    }
    return i;
}

/* hat Fehler eingeräumt und mehr Geld zugesagt: behind the other participle */
static size_t behind_participle(const struct dt_clause *c, size_t from,
                                size_t end)
{
    for (size_t i = from + 1; i + 1 < end; i++)
        if ((c->t[i].classes & DT_WORD_COORDINATOR) && !c->t[i - 1].capital &&
            (c->t[i - 1].classes & DT_WORD_VERB))
            from = i + 1;
    return from;
}

bool dt_clause_report_inside(const struct dt_clause *c, size_t from)
{
    size_t end = c->finite == c->verb ? c->right : c->verb, governed;

    if (from < end && end == c->right &&
        (c->t[end - 1].classes & DT_WORD_PREFIX) &&
        (!(c->t[end - 1].classes & DT_WORD_ADVERB) ||
         dt_clause_joins(c, c->verb, end - 1, DT_WORD_SPLIT)))
        end--;
    if (from >= end)
        return false;
    if (c->finite != c->verb)
        from = behind_participle(c, from, end);
    governed = find_governed(c, from, end);
    if (!c->cue->strong && governed == end) {
        size_t quote = from;

        while (quote < end && c->t[quote].kind != DT_TOKEN_QUOTE)
            quote++;
        if (quote == end)
            return false;
    }
    from = skip_to_object(c, from, governed);
    while (end > from + 1 && (c->t[end - 1].classes & DT_WORD_ADVERB) &&
           c->t[end - 1].kind == DT_TOKEN_WORD)
        end--; /* wies die Vorwürfe stets zurück */
    if (from >= end || (governed == end && c->t[from].kind == DT_TOKEN_WORD &&
                        dt_clause_noun_phrase(c, from, end) == from))
        return false; /* äußerte sich kritisch zu … */
    if (governed < end)
        c->cue->manner = false; /* sprach von Betrug */
    c->cue->object = (uint32_t)from;
    c->cue->object_end = (uint32_t)end;
    return true;
}

void dt_clause_report(const struct dt_clause *c, size_t from)
{
    size_t next;

    if (!dt_clause_report_behind(c)) {
        (void)dt_clause_report_inside(c, from);
        return;
    }
    next = c->cue->object;
    if (c->t[next - 1].kind != DT_TOKEN_COMMA ||
        (c->t[c->verb].classes & DT_WORD_ADDRESSEE) ||
        (c->t[next].classes & (DT_WORD_THAT | DT_WORD_AS)) ||
        !((c->t[next].classes & (DT_WORD_CONJUNCTION | DT_WORD_MODAL)) ||
          is_relative(c, next)) ||
        !dt_clause_report_inside(c, from))
        return;
    if (!(c->t[next].classes & DT_WORD_COORDINATOR) && c->finite == c->verb)
        c->cue->object_end = UINT32_MAX; /* drohte mit Streik, falls … */
}
