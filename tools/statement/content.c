#include "statement/content_scan.h"
#include "statement/draft.h"
#include "statement/phrases.h"

enum {
    CLAUSE = 256,  /* tokens looked at on either side of a verb */
    ANNOUNCING = 4 /* words between the verb that announces and its colon */
};

/* Whether tokens [first, last) can be a clause that is reported. */
static bool is_clause(const struct dt_sentence *s, size_t first, size_t last)
{
    size_t words = 0;
    bool verb = false;

    if (dt_sentence_has(s, first, DT_WORD_PREPOSITION))
        return false;
    for (size_t i = first; i < last; i++) {
        words += s->t[i].kind == DT_TOKEN_WORD;
        if (s->t[i].kind == DT_TOKEN_QUOTE ||
            dt_sentence_has(s, i, DT_WORD_AUXILIARY | DT_WORD_VERB) ||
            (!s->t[i].capital && dt_sentence_has(s, i, DT_WORD_PAST)))
            verb = true;
    }
    return words >= 3 && verb;
}

static void put(struct dt_content *c, const struct dt_sentence *s, size_t first,
                size_t last)
{
    if (first < last && s->t[first].kind == DT_TOKEN_SEMICOLON)
        return; /* asked for places; he has none */
    while (first < last && (s->t[first].kind == DT_TOKEN_COMMA ||
                            s->t[first].kind == DT_TOKEN_DASH ||
                            s->t[first].kind == DT_TOKEN_COLON))
        first++;
    while (last > first && (s->t[last - 1].kind == DT_TOKEN_COMMA ||
                            s->t[last - 1].kind == DT_TOKEN_DASH ||
                            s->t[last - 1].kind == DT_TOKEN_SEMICOLON ||
                            s->t[last - 1].kind == DT_TOKEN_STOP))
        last--;
    if (first >= last ||
        (last < first + 2 && s->t[first].kind != DT_TOKEN_QUOTE &&
         c->count == 0 &&
         !dt_lexicon_has(s->r->tokens->lexicon, DT_TRAIT_NOUN_CAPITALS)))
        return;
    c->first[c->count] = (uint32_t)first;
    c->last[c->count++] = (uint32_t)last;
}

/*
 * Where the clause before the verb ends: not with what the speaker is said to
 * be ("…, the county's commissioner, Amira Voss, said").
 */
static size_t end_before(const struct dt_sentence *s)
{
    size_t end = s->cue->begin;

    for (size_t i = end - 1; i > s->first && end - i < 2 * DT_SENTENCE_PHRASE;
         i--) {
        if (dt_sentence_has(s, i - 1, DT_WORD_AUXILIARY | DT_WORD_VERB) ||
            s->t[i - 1].kind == DT_TOKEN_QUOTE)
            break;
        if (s->t[i - 1].kind == DT_TOKEN_COMMA)
            return dt_sentence_has(s, i, DT_WORD_DETERMINER | DT_WORD_ROLE)
                       ? i
                       : end;
    }
    return end;
}

/*
 * According to Tom Reed, head of the board, …; according to Voss, who lives
 * there, …: from the comma behind the name to that behind what is said of it.
 */
static size_t skip_apposition(const struct dt_sentence *s, size_t comma)
{
    size_t i = comma + 1;
    bool relative = dt_sentence_has(s, i, DT_WORD_RELATIVE), role = false;

    if (s->cue->mention == DT_TOKEN_NONE ||
        s->r->mentions->items[s->cue->mention].kind != DT_MENTION_NAME)
        return comma;
    for (; i < s->end && s->t[i].kind != DT_TOKEN_COMMA; i++) {
        if (s->t[i].kind == DT_TOKEN_QUOTE ||
            (!relative &&
             dt_sentence_has(s, i, DT_WORD_AUXILIARY | DT_WORD_VERB)))
            return comma;
        role = role ||
               (s->t[i].mention != DT_TOKEN_NONE &&
                s->r->mentions->items[s->t[i].mention].kind == DT_MENTION_NOUN);
    }
    return i < s->end && (role || relative) ? i : comma;
}

/*
 * According to a report on the wall, it will hold: the comma behind what names
 * the source; or, where it has a verb, right behind it: According to the
 * report 40 of them will, too.
 */
static size_t end_of_source(const struct dt_sentence *s, size_t i)
{
    const size_t first = i;

    for (; i < s->end && s->t[i].kind != DT_TOKEN_COMMA; i++) {
        if (dt_sentence_has(s, i, DT_WORD_RELATIVE | DT_WORD_THAT))
            while (i + 1 < s->end && s->t[i + 1].kind != DT_TOKEN_COMMA)
                i++;
        else if (dt_sentence_has(s, i, DT_WORD_AUXILIARY))
            return first;
    }
    return skip_apposition(s, i);
}

/* According to Voss, …; …, according to Voss; comme l’a dit Voss, … */
static void find_according(const struct dt_sentence *s, struct dt_content *c)
{
    size_t i = s->cue->end;

    if (s->cue->begin > s->first + 1) {
        put(c, s, s->first, s->cue->begin);
        if (is_clause(s, s->first, s->cue->begin) || i >= s->end ||
            s->t[i].kind != DT_TOKEN_COMMA)
            return;
        i = skip_apposition(s, i); /* the wall, according to Voss, will hold */
        put(c, s, i, dt_sentence_end_behind(s, i));
        return;
    }
    i = end_of_source(s, i);
    put(c, s, i, dt_sentence_end_behind(s, i));
}

/*
 * Nach Angaben der Polizei kamen zwölf, die Veranstalter zählten dreißig: the
 * end of what a source says, before the comma of who speaks next.
 */
static size_t end_of_view(const struct dt_sentence *s, size_t end)
{
    const struct dt_cue *next = s->cue + 1;

    if (s->index + 1 == s->r->cues->count || next->first >= end ||
        next->order != DT_CUE_PLAIN || next->begin <= s->cue->object ||
        next->mention == DT_TOKEN_NONE ||
        dt_sentence_has(s, next->begin, DT_WORD_AS) ||
        !dt_sentence_is(s, next->begin - 1, DT_TOKEN_COMMA))
        return end;
    return next->begin - 1;
}

/*
 * Der Plan sei gut, und fügte hinzu: “…”: the end of what the cue reports,
 * before the verb of the same subject that announces a quotation.
 */
static size_t before_announcing(const struct dt_sentence *s, size_t end)
{
    const struct dt_cue *next = s->cue + 1;
    size_t and, colon;

    if (s->index + 1 == s->r->cues->count || next->first >= end ||
        next->first <= s->cue->object ||
        !(next->order == DT_CUE_ELIDED || next->mention == s->cue->mention))
        return end;
    and = next->first - 1;
    colon = next->last;
    while (colon < end && colon < next->last + ANNOUNCING &&
           s->t[colon].kind == DT_TOKEN_WORD)
        colon++;
    if (!dt_sentence_is(s, colon, DT_TOKEN_COLON) ||
        !dt_sentence_has(s, and, DT_WORD_COORDINATOR))
        return end;
    return and;
}

/* Where commas tell it, the cue knows what it reports. */
static struct dt_content find_by_commas(const struct dt_sentence *s)
{
    struct dt_content c = {{0}, {0}, 0, s->cue->last};
    size_t end = s->cue->object_end < s->end ? s->cue->object_end : s->end;

    if (s->cue->order == DT_CUE_INVERTED &&
        dt_sentence_has(s, s->cue->first,
                        DT_WORD_ACCORDING | DT_WORD_SOURCE |
                            DT_WORD_PREPOSITION))
        end = end_of_view(s, end);
    else
        end = before_announcing(s, end);
    if (s->cue->before)
        put(&c, s, s->first, s->cue->begin);
    if (s->cue->object < end)
        put(&c, s, s->cue->object, end);
    return c;
}

/* The barrier, in Voss’s view, is a rope; in Voss’s view, it is a rope. */
static void find_view(const struct dt_sentence *s, struct dt_content *c)
{
    size_t begin = s->cue->object, end = s->cue->object_end;

    if (begin > s->first + 1 &&
        !dt_sentence_has(s, begin - 2,
                         DT_WORD_CONJUNCTION | DT_WORD_PREPOSITION))
        put(c, s, s->first, begin);
    if (end < s->end && (c->count == 0 || !is_clause(s, s->first, begin)))
        put(c, s, end, dt_sentence_end_behind(s, end));
}

/* The plan was called a mistake by Voss; it was claimed by Voss that … */
static void find_passive(const struct dt_sentence *s, struct dt_content *c)
{
    size_t first = s->cue->first, behind = s->cue->end;

    if (dt_sentence_has(s, behind, DT_WORD_THAT)) {
        put(c, s, behind, dt_sentence_end_behind(s, behind));
        return;
    }
    if (!dt_sentence_has(s, s->cue->object, DT_WORD_AS | DT_WORD_DETERMINER) ||
        s->cue->object + 1 >= s->cue->object_end)
        return;
    for (size_t i = s->cue->object; i < s->cue->object_end; i++)
        if (s->t[i].kind == DT_TOKEN_QUOTE)
            return;
    while (first > s->first &&
           (dt_sentence_has(s, first - 1, DT_WORD_AUXILIARY) ||
            dt_sentence_is_adverb(s, first - 1)))
        first--;
    for (size_t i = first; i > s->first; i--)
        if (s->t[i - 1].kind != DT_TOKEN_WORD ||
            dt_sentence_has(s, i - 1, DT_WORD_CONJUNCTION | DT_WORD_RELATIVE)) {
            if (i < first)
                put(c, s, i, first);
            put(c, s, s->cue->object, s->cue->object_end);
            return;
        }
    put(c, s, s->first, first);
    put(c, s, s->cue->object, s->cue->object_end);
}

/* What a cue that knows it reports, and which is no verb. */
static bool find_known(const struct dt_sentence *s, struct dt_content *c)
{
    size_t end = s->cue->object_end;

    if (s->cue->form == DT_CUE_VIEW) {
        find_view(s, c);
    } else if (s->cue->form == DT_CUE_NOUN || s->cue->form == DT_CUE_LABEL) {
        put(c, s, s->cue->object,
            end < s->end ? end : dt_sentence_end_behind(s, s->cue->object));
    }
    return s->cue->form >= DT_CUE_NOUN;
}

/* …, he said, …: subject and verb alone, wherever the clause is cut. */
static bool is_aside(const struct dt_sentence *s)
{
    return s->cue->mention != DT_TOKEN_NONE &&
           s->r->mentions->items[s->cue->mention].last == s->cue->first &&
           !dt_sentence_has(s, s->cue->begin, DT_WORD_RELATIVE);
}

/* The war, as Voss said, is over: what stands around the aside. */
static bool find_around_as(const struct dt_sentence *s, size_t behind,
                           struct dt_content *c)
{
    size_t as = s->cue->begin - 1;

    if (s->cue->begin < s->first + 3 || !dt_sentence_has(s, as, DT_WORD_AS) ||
        s->t[as - 1].kind != DT_TOKEN_COMMA || !s->cue->strong ||
        dt_sentence_has(s, as - 2,
                        DT_WORD_CONJUNCTION) || /* because, as Voss put it, … */
        (behind < s->end && s->t[behind].kind != DT_TOKEN_COMMA))
        return false;
    put(c, s, s->first, as);
    put(c, s, behind, dt_sentence_end_behind(s, behind));
    return true;
}

/* The wall would hold, said Voss; the wall, said Voss, would hold. */
static void find_inverted(const struct dt_sentence *s, bool comma,
                          struct dt_content *c)
{
    size_t behind = s->cue->end;

    if (comma) {
        put(c, s, s->first, s->cue->begin);
        if (dt_sentence_is(s, behind, DT_TOKEN_COMMA) && s->cue->strong &&
            s->cue->form == DT_CUE_VERB &&
            !is_clause(s, s->first, s->cue->begin))
            put(c, s, behind, dt_sentence_end_behind(s, behind));
    } else if (s->cue->form == DT_CUE_PASSIVE) {
        find_passive(s, c);
    }
}

/*
 * The pier, which Voss said was unsafe; the piers that Voss says are unsafe:
 * "which" and "that" are part of what he said. Not: it is clear that, Voss
 * says, they are unsafe.
 */
static bool is_relative(const struct dt_sentence *s, size_t i, size_t behind)
{
    if (s->t[i].capital)
        return false;
    if (dt_sentence_has(s, i, DT_WORD_THAT))
        return dt_sentence_has(s, behind, DT_WORD_AUXILIARY) &&
               behind == s->cue->last;
    return dt_phrase_begins(s->r->tokens->lexicon, DT_PHRASE_RELATIVE,
                            dt_token_text(s->r->text, &s->t[i]));
}

static void put_relative(struct dt_sentence *s, size_t behind,
                         struct dt_content *c)
{
    size_t i = s->cue->begin;

    while (i > s->first && dt_sentence_is_adverb(s, i - 1))
        i--;
    if (dt_sentence_has(s, i, DT_WORD_THAT) && i < s->cue->first)
        i++; /* the determiner that it might be is part of the subject */
    if (i-- == s->first || s->cue->order != DT_CUE_PLAIN ||
        s->cue->relative != DT_TOKEN_NONE ||
        dt_sentence_has(s, behind, DT_WORD_THAT) || behind >= s->end ||
        s->t[behind].kind != DT_TOKEN_WORD || !is_relative(s, i, behind))
        return;
    c->first[0] = (uint32_t)i;
    if (i > s->first && dt_sentence_has(s, i - 1, DT_WORD_PREPOSITION) &&
        !dt_sentence_has(s, i, DT_WORD_THAT)) {
        if (dt_sentence_has(s, behind, DT_WORD_AUXILIARY | DT_WORD_PREPOSITION))
            return;
        c->first[0]--; /* in which Voss said forty people lived */
    }
    c->last[0] = (uint32_t)i + 1;
    c->count = 1;
    s->end = dt_sentence_end_relative(s, c->first[0], behind);
}

/* The pier is “a wreck that should go,” Voss said: all before the cue. */
static bool follows_fragment(const struct dt_sentence *s)
{
    size_t quote = s->cue->begin - 1;
    char last;

    if (s->cue->begin <= s->first + 1 || s->t[quote].kind != DT_TOKEN_QUOTE ||
        s->t[quote].starts || s->cue->draft == DT_DRAFT_NONE)
        return false;
    last = s->r->text.ptr[s->t[quote].end - 1];
    return last == ',' || last == '?' || last == '!';
}

/* Asked for places; he has none. */
static size_t before_semicolon(const struct dt_sentence *s, size_t i)
{
    while (i < s->end && s->t[i].kind != DT_TOKEN_SEMICOLON)
        i++;
    return i;
}

/* Whether the cue is in a relative clause behind which its subject speaks. */
static bool is_told_aside(const struct dt_sentence *s)
{
    const struct dt_cue *next = s->cue + 1;

    return s->cue->relative != DT_TOKEN_NONE &&
           s->index + 1 < s->r->cues->count && next->first < s->end &&
           next->mention == s->cue->mention &&
           next->relative == DT_TOKEN_NONE && next->order == DT_CUE_PLAIN;
}

/* The sentence of the cue, without the marks that end it. */
static void bound(struct dt_sentence *s)
{
    const struct dt_cue *cue = s->cue;
    size_t least;

    s->first = cue->begin < cue->first ? cue->begin : cue->first;
    least = s->first > CLAUSE ? s->first - CLAUSE : 0;
    while (s->first > least && !s->t[s->first].starts)
        s->first--;
    s->end = cue->last;
    while (s->end < s->r->tokens->count && s->end - cue->last < CLAUSE &&
           !s->t[s->end].starts)
        s->end++;
    while (s->end > cue->last && s->t[s->end - 1].kind == DT_TOKEN_STOP)
        s->end--;
}

/* The pier is unsafe, Voss said, pointing at it: no part of what he said. */
static bool is_gesture(const struct dt_sentence *s, size_t comma)
{
    return dt_sentence_has(s, comma + 1, DT_WORD_GERUND) &&
           s->t[comma + 1].mention == DT_TOKEN_NONE &&
           is_clause(s, s->first, s->cue->begin);
}

/* The pier is unsafe, Voss said: what stands before a comma and the cue. */
static bool find_before(const struct dt_sentence *s, size_t behind,
                        struct dt_content *c)
{
    const size_t first = s->first;
    const bool clause = is_clause(s, first, s->cue->begin);

    if (behind >= s->end) {
        put(c, s, first, end_before(s));
        return true;
    }
    if ((clause || is_aside(s)) && s->t[behind].kind == DT_TOKEN_COMMA) {
        put(c, s, first, end_before(s));
        if (!is_gesture(s, behind))
            put(c, s, behind, dt_sentence_end_behind(s, behind));
        return true;
    }
    if (clause && s->cue->order == DT_CUE_PLAIN &&
        !dt_sentence_has(s, first, DT_WORD_CONJUNCTION) &&
        dt_sentence_has(s, s->cue->first, DT_WORD_TRANSITIVE) &&
        dt_sentence_begin_behind(s) == s->end) {
        put(c, s, first, end_before(s)); /* …, Voss told a crowd. */
        return true;
    }
    if (clause && dt_sentence_has(s, behind, DT_WORD_PREPOSITION) &&
        dt_sentence_find_that(s, behind) == s->end) {
        put(c, s, first, end_before(s));
        return true;
    }
    return false;
}

struct dt_content dt_content_find(const struct dt_reading *r, size_t cue)
{
    struct dt_sentence s = {r, r->tokens->items, &r->cues->items[cue], cue, 0,
                            0};
    struct dt_content c = {{0}, {0}, 0, r->cues->items[cue].last};
    size_t behind, first;
    bool comma;

    bound(&s);
    if (find_known(&s, &c))
        return c;
    if (dt_lexicon_has(r->tokens->lexicon, DT_TRAIT_COMMA_CLAUSES))
        return find_by_commas(&s);
    if (is_told_aside(&s)) /* one resident, who asked not to be named, said */
        return c;
    if (dt_sentence_has(&s, s.cue->first, DT_WORD_ACCORDING) ||
        (s.cue->order == DT_CUE_INVERTED &&
         dt_sentence_has(&s, s.cue->begin, DT_WORD_AS))) {
        find_according(&s, &c);
        return c;
    }
    first = s.first;
    comma = (s.cue->begin > first + 2 &&
             s.t[s.cue->begin - 1].kind == DT_TOKEN_COMMA) ||
            follows_fragment(&s);
    behind = s.cue->last;
    while (dt_sentence_is_adverb(&s, behind))
        behind++;
    if (find_around_as(&s, behind, &c))
        return c;
    if (s.cue->begin == first + 1 && dt_sentence_has(&s, first, DT_WORD_AS) &&
        behind < s.end && s.t[behind].kind == DT_TOKEN_COMMA) {
        put(&c, &s, behind,
            dt_sentence_end_behind(&s, behind)); /* As Voss sees it, … */
        return c;
    }
    if (s.cue->order == DT_CUE_INVERTED) {
        find_inverted(&s, comma, &c);
        return c;
    }
    if (comma && s.cue->strong &&
        !dt_sentence_has(&s, s.cue->first, DT_WORD_GERUND) &&
        find_before(&s, behind, &c))
        return c;
    if (dt_sentence_has(&s, s.cue->first, DT_WORD_GOVERNING) &&
        dt_sentence_governs(&s, behind))
        c.verb_end = (uint32_t)behind + 1;
    behind = dt_sentence_begin_behind(&s);
    if (c.verb_end > s.cue->last)
        s.end = before_semicolon(&s, behind);
    if (!s.cue->strong && dt_sentence_is(&s, behind, DT_TOKEN_COMMA) &&
        dt_sentence_has(&s, behind + 1, DT_WORD_GERUND))
        return c; /* declined, saying it was private */
    put_relative(&s, behind, &c);
    put(&c, &s, behind, dt_sentence_end_behind(&s, behind));
    return c;
}
