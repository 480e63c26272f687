#include "statement/occasion.h"

#include "base/edtf.h"
#include "statement/phrases.h"
#include "statement/told_day.h"
#include "statement/told_place.h"
#include "statement/told_word.h"

enum {
    ASIDE = 3,        /* words from "is" to the verb: "is expected to say" */
    ASIDE_BYTES = 24, /* … with its words */
    BEHIND_WORDS = 5, /* from the verb to the day: "told us late on Tuesday" */
    NAMED_WORDS = 2, /* from the speaker to it: "the mayor, Voss, on Tuesday" */
    BEFORE_WORDS = 8 /* from the sentence's start: "Speaking on Tuesday, …" */
};

/* will tell, is expected to say: whether the verb behind is still to come. */
static bool is_to_come(const struct dt_lexicon *lexicon, struct dt_str before)
{
    uint64_t classes[2] = {0, 0}; /* of the last words */
    size_t present = ASIDE;       /* words since one of the present */

    if (before.len > ASIDE_BYTES)
        before = (struct dt_str){before.ptr + before.len - ASIDE_BYTES,
                                 ASIDE_BYTES};
    while (before.len > 0) {
        struct dt_told_word word = dt_told_word_next(lexicon, &before);

        if (word.text.len == 0)
            break;
        classes[0] = classes[1];
        classes[1] = dt_lexicon_find(lexicon, word.text);
        present = (classes[1] & DT_WORD_BEING) &&
                          dt_phrase_is(lexicon, DT_PHRASE_PRESENT, word.text)
                      ? 0
                      : present + 1;
    }
    return ((classes[0] | classes[1]) & DT_WORD_MODAL) ||
           ((classes[1] & DT_WORD_TO) && present < ASIDE);
}

/* The date that the clause of the draft's cue names. */
static struct dt_told_day date_of_cue(const struct dt_statement_input *in,
                                      struct dt_told_when *when,
                                      const struct dt_draft *draft,
                                      const struct dt_span *spans)
{
    struct dt_told_clause clause = dt_told_clause(in, draft, spans);
    struct dt_told_day told;

    /* Which Friday a verb means that is still to come is not told. */
    when->dated = when->dated && !is_to_come(when->lexicon, clause.before);
    told = dt_told_day_in(when, clause.behind, BEHIND_WORDS);

    if (told.edtf[0] == '\0')
        told = dt_told_day_in(
            when, dt_told_place(in, when->lexicon, draft, spans).day,
            NAMED_WORDS);
    if (told.edtf[0] == '\0')
        told = dt_told_day_in(when, clause.behind_name, NAMED_WORDS);
    if (told.edtf[0] == '\0')
        told = dt_told_day_in(when, clause.before, BEFORE_WORDS);
    if (told.edtf[0] == '\0')
        told = dt_told_day_in(when, clause.before_words, BEFORE_WORDS);
    return told;
}

int dt_occasion_date(const struct dt_at_event *at, const struct dt_draft *draft,
                     const struct dt_span *spans, struct dt_arena *arena,
                     struct dt_said_on *out, struct dt_err *err)
{
    const struct dt_meta *meta = at->in->meta;
    struct dt_told_when when = {.lexicon = at->lexicon};
    int64_t last;
    struct dt_told_day told = {"", {NULL, 0}};
    bool quoted = draft->mode != DT_MODE_SPEECH &&
                  draft->mode != DT_MODE_AUTHORED;

    when.dated = meta->published != NULL &&
                 dt_edtf_days(DT_STR(meta->published), &when.published,
                              &last) &&
                 when.published == last;
    if (quoted)
        told = date_of_cue(at->in, &when, draft, spans);
    *out = (struct dt_said_on){NULL, {0, 0}, false};
    out->at_event = dt_at_event_has(at, draft, spans, told.edtf);
    if (out->at_event)
        out->date = meta->event.date;
    if (out->date == NULL && !quoted)
        out->date = meta->published;
    if (out->date != NULL || told.edtf[0] == '\0')
        return DT_OK;
    out->from.start = (uint32_t)(told.words.ptr - at->in->article->text.ptr);
    out->from.end = out->from.start + (uint32_t)told.words.len;
    out->date = dt_arena_copy(arena, DT_STR(told.edtf));
    if (out->date == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a date");
    return DT_OK;
}

int dt_occasion_place(const struct dt_at_event *at,
                      const struct dt_draft *draft, const struct dt_span *spans,
                      bool at_event, struct dt_arena *arena,
                      struct dt_said_at *out, struct dt_err *err)
{
    const struct dt_statement_input *in = at->in;
    struct dt_str place;

    *out = (struct dt_said_at){at_event ? in->meta->event.place : NULL, {0, 0}};
    if (out->place != NULL || draft->mode == DT_MODE_SPEECH ||
        draft->mode == DT_MODE_AUTHORED)
        return DT_OK;
    place = dt_told_place(in, at->lexicon, draft, spans).name;
    if (place.len == 0)
        return DT_OK;
    out->from.start = (uint32_t)(place.ptr - in->article->text.ptr);
    out->from.end = out->from.start + (uint32_t)place.len;
    out->place = dt_arena_copy(arena, place);
    if (out->place == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a place");
    return DT_OK;
}
