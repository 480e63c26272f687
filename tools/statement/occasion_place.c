#include "statement/occasion.h"
#include "statement/told_word.h"

enum {
    LEAD_WORDS = 10,   /* from the verb, or "speaking", to the place */
    MEETING_WORDS = 7, /* "at the party's annual conference" */
    NAME_WORDS = 5     /* of a place */
};

/* Where the walk from a verb to a place is. */
struct walk {
    const struct dt_lexicon *lexicon;
    struct dt_str rest;
    bool held;      /* a meeting, or "speaking", says that it is where */
    bool met;       /* … a meeting does */
    bool dated;     /* a day stands before */
    bool addressed; /* whom it is said to may stand next: told reporters */
};

static bool is_upper(struct dt_str word)
{
    unsigned char first = word.len > 0 ? (unsigned char)word.ptr[0] : 0;
    unsigned char second = word.len > 1 ? (unsigned char)word.ptr[1] : 0;

    return (first >= 'A' && first <= 'Z') ||
           (first == 0xC3 && second >= 0x80 && second <= 0x9E);
}

static bool is_owner(struct dt_str word)
{
    return word.len > 2 && word.ptr[word.len - 1] == 's' &&
           (word.ptr[word.len - 2] == '\'' ||
            (unsigned char)word.ptr[word.len - 2] == 0x99);
}

static bool is_day(const struct dt_told_word *word)
{
    return word->tells.kind >= DT_OCCASION_DAY &&
           word->tells.kind <= DT_OCCASION_YEAR;
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

/* Whether a day stands here: "Tuesday", "on Tuesday", "last month". */
static bool at_day(const struct dt_lexicon *lexicon, struct dt_str rest)
{
    struct dt_told_word word = dt_told_word_next(lexicon, &rest);

    if (!is_day(&word) && has(lexicon, word.text, DT_WORD_PREPOSITION))
        word = dt_told_word_next(lexicon, &rest);
    return is_day(&word);
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
static struct dt_str place_at(const struct walk *w, bool meeting_only)
{
    struct dt_str rest = w->rest, ahead = rest, name;
    struct dt_told_word article = dt_told_word_next(w->lexicon, &ahead);

    if (meeting_only && !w->met)
        return (struct dt_str){NULL, 0};
    if (w->held && has(w->lexicon, article.text, DT_WORD_DEFINITE))
        rest = ahead; /* in the House of Commons */
    name = take_name(w->lexicon, &rest);
    if (name.len > 0 && at_day(w->lexicon, rest))
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
        if (word.tells.kind != DT_OCCASION_MEETING ||
            (next.tells.kind != DT_OCCASION_PLACE &&
             next.tells.kind != DT_OCCASION_MEETING_PLACE &&
             !at_day(w->lexicon, rest)))
            continue;
        w->rest = rest;
        w->held = w->met = true;
        return true;
    }
    return false;
}

/* The place that the words from here on name, or an empty text. */
static struct dt_str walk_to_place(struct walk w)
{
    for (int i = 0; i < LEAD_WORDS; i++) {
        struct dt_told_word word;
        bool before;

        if (w.addressed && pass_meeting(&w)) {
            w.addressed = false;
            continue;
        }
        w.addressed = false;
        word = dt_told_word_next(w.lexicon, &w.rest);
        if (!dt_told_word_is(&word) || word.tells.kind == DT_OCCASION_OTHER)
            break;
        before = has(w.lexicon, word.text, DT_WORD_PREPOSITION);
        if (word.tells.kind == DT_OCCASION_PLACE ||
            word.tells.kind == DT_OCCASION_MEETING_PLACE) {
            struct dt_str name = place_at(&w, word.tells.kind ==
                                                  DT_OCCASION_MEETING_PLACE);

            if (name.len > 0)
                return name;
        }
        if (word.tells.kind == DT_OCCASION_SPEAKING)
            w.held = w.addressed = true;
        else if (is_day(&word))
            w.dated = true;
        else if (!before && !has(w.lexicon, word.text, DT_WORD_ADVERB))
            break;
        else if (before)
            (void)pass_meeting(&w);
    }
    return (struct dt_str){NULL, 0};
}

/* “Speaking in Leeds, Voss said”: the place in what stands before a verb. */
static struct dt_str place_before(const struct dt_lexicon *lexicon,
                                  struct dt_str before)
{
    while (before.len > 0) {
        struct walk w = {.lexicon = lexicon, .rest = before};

        if (dt_told_word_next(lexicon, &before).tells.kind ==
            DT_OCCASION_SPEAKING)
            return walk_to_place(w);
    }
    return (struct dt_str){NULL, 0};
}

static struct dt_str place_of_cue(const struct dt_statement_input *in,
                                  const struct dt_lexicon *lexicon,
                                  const struct dt_draft *draft)
{
    struct dt_told_clause clause = dt_told_clause(in, draft);
    struct dt_str place, verb = {in->article->text.ptr + draft->cue.start,
                                 draft->cue.end - draft->cue.start};
    struct walk w = {.lexicon = lexicon,
                     .rest = clause.behind,
                     .addressed = has(lexicon, verb, DT_WORD_ADDRESSEE)};

    if (dt_lexicon_occasion(lexicon, verb).kind == DT_OCCASION_WRITING)
        return (struct dt_str){NULL, 0};
    place = walk_to_place(w);
    if (place.len == 0) {
        w.rest = clause.behind_name;
        place = walk_to_place(w);
    }
    return place.len > 0 ? place : place_before(lexicon, clause.before);
}

int dt_occasion_place(const struct dt_statement_input *in,
                      const struct dt_lexicon *lexicon,
                      const struct dt_draft *draft, struct dt_arena *arena,
                      struct dt_said_at *out, struct dt_err *err)
{
    struct dt_str place;

    *out = (struct dt_said_at){in->meta->event.place, {0, 0}};
    if (out->place != NULL || draft->mode == DT_MODE_SPEECH ||
        draft->mode == DT_MODE_AUTHORED)
        return DT_OK;
    place = place_of_cue(in, lexicon, draft);
    if (place.len == 0)
        return DT_OK;
    out->from.start = (uint32_t)(place.ptr - in->article->text.ptr);
    out->from.end = out->from.start + (uint32_t)place.len;
    out->place = dt_arena_copy(arena, place);
    if (out->place == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a place");
    return DT_OK;
}
