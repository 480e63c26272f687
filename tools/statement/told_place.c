#include "statement/told_place.h"

enum {
    LEAD_WORDS = 10,   /* from the verb, or "speaking", to the place */
    MEETING_WORDS = 7, /* "at the party's annual conference" */
    NAME_WORDS = 5,    /* of a place */
    FRONT_PARTS = 2    /* "In Leeds, on Tuesday, …" */
};

/* Where the walk from a verb to a place is. */
struct walk {
    const struct dt_lexicon *lexicon;
    struct dt_str rest;
    struct dt_str day; /* one beside a place or an audience, or empty */
    bool held;         /* a meeting, or "speaking", says that it is where */
    bool met;          /* … a meeting does */
    bool dated;        /* a day stands before */
    bool addressed;    /* whom it is said to may stand next: told reporters */
};

static bool is_upper(struct dt_str word)
{
    unsigned char first = word.len > 0 ? (unsigned char)word.ptr[0] : 0;
    unsigned char second = word.len > 1 ? (unsigned char)word.ptr[1] : 0;

    return (first >= 'A' && first <= 'Z') ||
           (first == 0xC3 && second >= 0x80 && second <= 0x9E);
}

static bool is_meeting(const struct dt_told_word *word)
{
    return word->tells.kind == DT_OCCASION_MEETING ||
           word->tells.kind == DT_OCCASION_INTERVIEW;
}

static bool is_owner(struct dt_str word)
{
    return word.len > 2 && word.ptr[word.len - 1] == 's' &&
           (word.ptr[word.len - 2] == '\'' ||
            (unsigned char)word.ptr[word.len - 2] == 0x99);
}

static bool has(const struct dt_lexicon *lexicon, struct dt_str word,
                uint64_t classes)
{
    return (dt_lexicon_find(lexicon, word) & classes) != 0;
}

static bool is_name(const struct dt_lexicon *lexicon,
                    const struct dt_told_word *word)
{
    return dt_told_word_is(word) && is_upper(word->text) &&
           word->tells.kind == DT_OCCASION_NONE &&
           !has(lexicon, word->text, DT_WORD_DATE | DT_WORD_PRONOUN);
}

/* The name at the beginning of *rest, taken off; or an empty one. */
static struct dt_str take_name(const struct dt_lexicon *lexicon,
                               struct dt_str *rest)
{
    const uint64_t joints = dt_lexicon_has(lexicon, DT_TRAIT_NOUN_CAPITALS)
                                ? 0
                                : DT_WORD_PARTICLE | DT_WORD_JOINT;
    struct dt_str at = *rest, name = {at.ptr, 0};

    for (int i = 0; i < NAME_WORDS; i++) {
        struct dt_told_word word = dt_told_word_next(lexicon, &at);

        if (name.len > 0 && has(lexicon, word.text, joints))
            word = dt_told_word_next(lexicon, &at); /* House of Commons */
        if (!is_name(lexicon, &word))
            break;
        if (is_owner(word.text))
            return (struct dt_str){at.ptr, 0};
        if (name.len == 0)
            name.ptr = word.text.ptr;
        name.len = (size_t)(word.text.ptr + word.text.len - name.ptr);
        *rest = at;
    }
    return name;
}

/* Whether a day stands here: note it, as the one beside what was passed. */
static bool note_day(struct walk *w, struct dt_str rest)
{
    struct dt_str behind = rest;

    if (!dt_told_word_pass_day(w->lexicon, &behind))
        return false;
    w->day = rest;
    return true;
}

/* Whether the name before *rest is whole here, and the clause may be. */
static bool ends_here(const struct walk *w, struct dt_str rest)
{
    struct dt_told_word word = dt_told_word_next(w->lexicon, &rest);

    if (!dt_told_word_is(&word))
        return true;
    if (word.tells.kind == DT_OCCASION_END ||
        has(w->lexicon, word.text, DT_WORD_PREFIX))
        return true;
    return w->held &&
           has(w->lexicon, word.text,
               DT_WORD_PREPOSITION | DT_WORD_DETERMINER | DT_WORD_PRONOUN |
                   DT_WORD_POSSESSIVE | DT_WORD_CONJUNCTION);
}

/* The place behind a word that stands before one. */
static struct dt_str place_at(struct walk *w, bool meeting_only)
{
    struct dt_str rest = w->rest, ahead = rest, name;
    struct dt_told_word article = dt_told_word_next(w->lexicon, &ahead);

    if (meeting_only && !w->met)
        return (struct dt_str){NULL, 0};
    if (w->held && has(w->lexicon, article.text, DT_WORD_DEFINITE))
        rest = ahead; /* in the House of Commons */
    name = take_name(w->lexicon, &rest);
    if (name.len > 0 && note_day(w, rest))
        return name;
    if ((w->held || w->dated) && ends_here(w, rest))
        return name;
    return (struct dt_str){NULL, 0};
}

/*
 * Go behind a meeting, "a party conference", "reporters", when one with a
 * place or a day behind it stands here.
 */
static bool pass_meeting(struct walk *w)
{
    const uint64_t others = DT_WORD_PRONOUN | DT_WORD_AUXILIARY |
                            DT_WORD_CONJUNCTION | DT_WORD_THAT;
    struct dt_str rest = w->rest;
    bool joined = true; /* the word before lets a determiner follow */

    for (int i = 0; i < MEETING_WORDS; i++) {
        struct dt_told_word word = dt_told_word_next(w->lexicon, &rest), next;
        struct dt_str ahead = rest;

        if (!dt_told_word_is(&word) || has(w->lexicon, word.text, others) ||
            (i == 0 && has(w->lexicon, word.text, DT_WORD_PREPOSITION)) ||
            (!joined && has(w->lexicon, word.text, DT_WORD_DETERMINER)))
            return false;
        joined = has(w->lexicon, word.text, DT_WORD_PREPOSITION);
        next = dt_told_word_next(w->lexicon, &ahead);
        if (!is_meeting(&word) ||
            (next.tells.kind != DT_OCCASION_PLACE &&
             next.tells.kind != DT_OCCASION_MEETING_PLACE &&
             !note_day(w, rest)))
            continue;
        w->rest = rest;
        w->held = w->met = true;
        return true;
    }
    return false;
}

/* Go behind the name of those whom it is said to: "the Harbour Trust". */
static bool pass_audience(struct walk *w)
{
    struct dt_str rest = w->rest, ahead = rest, name;
    struct dt_told_word word = dt_told_word_next(w->lexicon, &ahead);

    if (dt_lexicon_has(w->lexicon, DT_TRAIT_NOUN_CAPITALS))
        return false;
    if (has(w->lexicon, word.text, DT_WORD_DEFINITE))
        rest = ahead;
    name = take_name(w->lexicon, &rest);
    ahead = rest;
    word = dt_told_word_next(w->lexicon, &ahead);
    if (name.len == 0 ||
        (!note_day(w, rest) && word.tells.kind != DT_OCCASION_PLACE))
        return false;
    w->rest = rest;
    return true;
}

/* Whether “to” stands before a verb: to debate, and not to reporters. */
static bool at_infinitive(const struct walk *w, struct dt_str to)
{
    struct dt_str rest = w->rest;
    struct dt_told_word word = dt_told_word_next(w->lexicon, &rest);

    return has(w->lexicon, to, DT_WORD_TO) && is_meeting(&word) &&
           word.text.ptr[word.text.len - 1] != 's';
}

/* The place that the words from here on name, or an empty text. */
static struct dt_str walk_to_place(struct walk *w)
{
    for (int i = 0; i < LEAD_WORDS; i++) {
        struct dt_told_word word;
        bool addressed = w->addressed, before;

        w->addressed = false;
        if (addressed && (pass_meeting(w) || pass_audience(w)))
            continue;
        if (dt_told_word_pass_day(w->lexicon, &w->rest)) {
            w->dated = true;
            continue;
        }
        word = dt_told_word_next(w->lexicon, &w->rest);
        if (!dt_told_word_is(&word) || word.tells.kind == DT_OCCASION_OTHER)
            break;
        before = has(w->lexicon, word.text, DT_WORD_PREPOSITION);
        if (word.tells.kind == DT_OCCASION_PLACE ||
            word.tells.kind == DT_OCCASION_MEETING_PLACE) {
            struct dt_str name = place_at(w, word.tells.kind ==
                                                 DT_OCCASION_MEETING_PLACE);

            if (name.len > 0)
                return name;
        }
        if (word.tells.kind == DT_OCCASION_SPEAKING)
            w->held = w->addressed = true;
        else if (!before && !has(w->lexicon, word.text, DT_WORD_ADVERB))
            break;
        else if (before && !at_infinitive(w, word.text))
            (void)pass_meeting(w);
    }
    return (struct dt_str){NULL, 0};
}

/* “Speaking in Leeds, Voss said”: the place in what stands before a verb. */
static struct dt_str place_before(struct walk *w, struct dt_str before)
{
    while (before.len > 0) {
        w->rest = before;
        if (dt_told_word_next(w->lexicon, &before).tells.kind ==
            DT_OCCASION_SPEAKING)
            return walk_to_place(w);
    }
    return (struct dt_str){NULL, 0};
}

/* Go behind a comma, if one stands here, and behind spaces. */
static void pass_comma(struct dt_str *rest)
{
    size_t at = 0;

    while (at < rest->len && (rest->ptr[at] == ' ' || rest->ptr[at] == ','))
        at++;
    *rest = (struct dt_str){rest->ptr + at, rest->len - at};
}

/*
 * “On Tuesday, in Leeds, Voss said”: the sentence opens with the place and the
 * day, in either order, and nothing else stands before its subject or verb.
 */
static struct dt_told_place place_in_front(const struct dt_lexicon *lexicon,
                                           struct dt_str front)
{
    const struct dt_told_place nothing = {{NULL, 0}, {NULL, 0}};
    struct dt_told_place place = nothing;
    struct dt_str ahead = front;

    if (!is_upper(dt_told_word_next(lexicon, &ahead).text))
        return nothing;
    for (int i = 0; i < FRONT_PARTS; i++) {
        struct dt_str start = front;
        struct dt_told_word word;

        if (dt_told_word_pass_day(lexicon, &front)) {
            place.day = start;
        } else {
            word = dt_told_word_next(lexicon, &front);
            if (word.tells.kind != DT_OCCASION_PLACE &&
                word.tells.kind != DT_OCCASION_MEETING_PLACE)
                return nothing;
            place.name = take_name(lexicon, &front);
        }
        pass_comma(&front);
    }
    return front.len == 0 && place.name.len > 0 && place.day.len > 0 ? place
                                                                     : nothing;
}

/* What of a text stands before the speaker's name. */
static struct dt_str before_mention(struct dt_str text, struct dt_str article,
                                    const struct dt_draft *draft)
{
    size_t start = (size_t)(text.ptr - article.ptr);

    if (draft->mention.start >= start && draft->mention.end > start &&
        draft->mention.start - start < text.len)
        text.len = draft->mention.start - start;
    return text;
}

struct dt_told_place dt_told_place(const struct dt_statement_input *in,
                                   const struct dt_lexicon *lexicon,
                                   const struct dt_draft *draft,
                                   const struct dt_span *spans)
{
    const struct dt_str article = in->article->text;
    struct dt_told_clause clause = dt_told_clause(in, draft, spans);
    struct dt_str verb = {article.ptr + draft->cue.start,
                          draft->cue.end - draft->cue.start};
    struct dt_str front = before_mention(clause.before, article, draft);
    struct walk w = {.lexicon = lexicon,
                     .rest = before_mention(clause.behind, article, draft),
                     .addressed = has(lexicon, verb, DT_WORD_ADDRESSEE)};
    struct dt_told_place place = {{NULL, 0}, {NULL, 0}};

    if (dt_lexicon_occasion(lexicon, verb).kind == DT_OCCASION_WRITING)
        return place;
    place.name = walk_to_place(&w);
    if (place.name.len == 0) {
        w.rest = clause.behind_name;
        w.addressed = has(lexicon, verb, DT_WORD_ADDRESSEE);
        place.name = walk_to_place(&w);
    }
    if (place.name.len == 0) {
        struct walk before = {.lexicon = lexicon, .day = w.day};

        place.name = place_before(&before, clause.before);
        w.day = before.day;
    }
    place.day = w.day;
    if (place.name.len == 0 && place.day.len == 0 &&
        (front.len < clause.before.len ||
         dt_lexicon_has(lexicon, DT_TRAIT_NOUN_CAPITALS)))
        place = place_in_front(lexicon, front);
    return place;
}
