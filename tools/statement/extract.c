/* The way from an article to its statements (statement.h). */
#include <string.h>

#include "statement/at_event.h"
#include "statement/candidates.h"
#include "statement/decide.h"
#include "statement/draft.h"
#include "statement/identity.h"
#include "statement/inner.h"
#include "statement/lexicon.h"
#include "statement/occasion.h"
#include "statement/office.h"
#include "statement/statement.h"

static const char *const modes[] = {"speech", "authored", "direct", "mixed",
                                    "indirect"};

const char *dt_mode_name(enum dt_mode mode)
{
    return modes[mode];
}

enum dt_mode dt_mode_from(const char *name)
{
    int mode = DT_MODE_SPEECH;

    while (mode < DT_MODE_INDIRECT && strcmp(modes[mode], name) != 0)
        mode++;
    return (enum dt_mode)mode;
}

/*
 * What one person's statements share. Speakers alternate, so a few are kept;
 * which are forgotten changes the time, not the result.
 */
enum { KNOWN_OFFICES = 16 };

struct office {
    const struct dt_person *person;
    const char *date; /* the pointer will do: equal ones come from one place */
    const char *office;
};

struct extract {
    const struct dt_statement_input *in;
    const struct dt_lexicon *lexicon;
    const struct dt_drafts *drafts;
    struct dt_arena *arena;
    struct dt_err *err;
    struct office known[KNOWN_OFFICES];
    size_t known_next;
    struct dt_candidates candidates;
    struct dt_at_event at_event;
};

static int find_office(struct extract *x, const struct dt_draft *draft,
                       struct dt_statement *s)
{
    struct office *known;
    int rc;

    if (draft->person == NULL)
        return DT_OK;
    for (size_t i = 0; i < KNOWN_OFFICES; i++) {
        known = &x->known[i];
        if (known->person == draft->person && known->date == s->said_on) {
            s->office = known->office;
            return DT_OK;
        }
    }
    rc = dt_office_of(x->in, x->lexicon, draft, s->said_on, x->arena,
                      &s->office, x->err);
    if (rc == DT_OK) {
        known = &x->known[x->known_next++ % KNOWN_OFFICES];
        *known = (struct office){draft->person, s->said_on, s->office};
    }
    return rc;
}

/* The spans' bytes: where they stand when it is one, else joined. */
static bool join_spans(struct extract *x, const struct dt_draft *draft,
                       struct dt_statement *s)
{
    const char *text = x->in->article->text.ptr;
    size_t len = draft->span_count - 1, at = 0;
    char *joined;

    if (draft->span_count == 1) {
        s->text = (struct dt_str){text + s->spans[0].start,
                                  s->spans[0].end - s->spans[0].start};
        return true;
    }
    for (size_t i = 0; i < draft->span_count; i++)
        len += s->spans[i].end - s->spans[i].start;
    joined = dt_arena_alloc(x->arena, len + 1);
    if (joined == NULL)
        return false;
    for (size_t i = 0; i < draft->span_count; i++) {
        size_t size = s->spans[i].end - s->spans[i].start;

        if (i > 0)
            joined[at++] = ' ';
        memcpy(joined + at, text + s->spans[i].start, size);
        at += size;
    }
    s->text = (struct dt_str){joined, len};
    return true;
}

/* Everybody who signed, where no one did alone. NULL without memory. */
static const char *join_byline(struct extract *x)
{
    const struct dt_meta *meta = x->in->meta;
    size_t len = 0, at = 0;
    char *joined;

    for (size_t i = 0; i < meta->byline_count; i++)
        len += strlen(meta->byline[i]) + strlen(", ");
    joined = dt_arena_alloc(x->arena, len + 1);
    for (size_t i = 0; joined != NULL && i < meta->byline_count; i++) {
        size_t size = strlen(meta->byline[i]);

        memcpy(joined + at, meta->byline[i], size);
        at += size;
        memcpy(joined + at, ", ", 3);
        at += i + 1 < meta->byline_count ? 2 : 0;
        joined[at] = '\0';
    }
    return joined;
}

static int finish(struct extract *x, const struct dt_draft *draft,
                  struct dt_statement *s)
{
    const char *text = x->in->article->text.ptr;
    struct dt_span *spans = dt_arena_array(x->arena, draft->span_count,
                                           sizeof *spans);
    struct dt_said_on when;
    struct dt_said_at where;
    int rc;

    if (spans == NULL)
        goto memory;
    memcpy(spans, x->drafts->spans + draft->first_span,
           draft->span_count * sizeof *spans);
    s->spans = spans;
    s->span_count = draft->span_count;
    s->mode = draft->mode;
    s->mention = draft->mention;
    s->cue = draft->cue;
    s->rule = draft->rule;
    s->confidence = draft->confidence;
    s->speaker = draft->person != NULL ? draft->person->id : NULL;
    if (!join_spans(x, draft, s))
        goto memory;
    if (draft->name.len > 0) {
        s->speaker_name = dt_arena_copy(x->arena, draft->name);
        if (s->speaker_name == NULL)
            goto memory;
    } else if (draft->mode == DT_MODE_AUTHORED &&
               x->in->meta->byline_count > 1) {
        s->speaker_name = join_byline(x);
        if (s->speaker_name == NULL)
            goto memory;
    }
    if (draft->cue.end > 0) {
        s->cue_verb = dt_arena_copy(
            x->arena, (struct dt_str){text + draft->cue.start,
                                      draft->cue.end - draft->cue.start});
        if (s->cue_verb == NULL)
            goto memory;
    }
    rc = dt_occasion_date(&x->at_event, draft, spans, x->arena, &when, x->err);
    if (rc == DT_OK)
        rc = dt_occasion_place(&x->at_event, draft, spans, when.at_event,
                               x->arena, &where, x->err);
    if (rc < 0)
        return rc;
    s->at_event = when.at_event;
    s->said_on = when.date;
    s->said_on_from = when.from;
    s->said_at = where.place;
    s->said_at_from = where.from;
    rc = find_office(x, draft, s);
    return rc == DT_OK && s->speaker == NULL && s->speaker_name != NULL
               ? dt_candidates_find(&x->candidates, draft, x->arena, s, x->err)
               : rc;

memory:
    return DT_FAIL(x->err, DT_EINTERNAL, "out of memory for statements");
}

static int draft_all(const struct dt_statement_input *in,
                     const struct dt_lexicon *lexicon, struct dt_drafts *drafts,
                     struct dt_err *err)
{
    int rc;

    switch (in->meta->kind) {
    case DT_KIND_TRANSCRIPT:
    case DT_KIND_INTERVIEW:
        return dt_transcript_draft(in, lexicon, drafts, err);
    case DT_KIND_OPINION:
    case DT_KIND_POST:
        rc = dt_authored_draft(in, lexicon, drafts, err);
        return rc == DT_OK ? dt_inner_draft(in, lexicon, drafts, err) : rc;
    case DT_KIND_UNKNOWN:
    case DT_KIND_REPORT:
    case DT_KIND_RELEASE:
        break;
    }
    return dt_report_draft(in, lexicon, drafts, err);
}

/* Of drafts statements, with their ids. */
static int complete(struct extract *x, struct dt_statement **out)
{
    struct dt_statement *items = NULL;
    int rc = DT_OK;

    if (x->drafts->count > 0) {
        items = dt_arena_array(x->arena, x->drafts->count, sizeof *items);
        if (items == NULL)
            return DT_FAIL(x->err, DT_EINTERNAL,
                           "out of memory for statements");
    }
    x->at_event = dt_at_event_scan(x->in, x->lexicon, x->drafts);
    for (size_t i = 0; i < x->drafts->count && rc == DT_OK; i++)
        rc = finish(x, &x->drafts->items[i], &items[i]);
    *out = items;
    return rc == DT_OK
               ? dt_identity_assign(x->in, items, x->drafts->count, x->err)
               : rc;
}

/*
 * A decision may be about what another made: some rounds, until no more are
 * carried out.
 */
static int decide(struct extract *x, struct dt_drafts *drafts,
                  struct dt_statement **items)
{
    enum { ROUNDS = 8 };
    bool done[DT_DECISIONS_MOST] = {false}, any = true;
    int rc = DT_OK;

    for (int i = 0; rc == DT_OK && any && i < ROUNDS; i++) {
        rc = dt_decide(x->in, *items, drafts, done, &any, x->err);
        if (rc == DT_OK && any)
            rc = complete(x, items);
    }
    for (size_t i = 0; i < x->in->decision_count; i++)
        x->in->stale[i] = !done[i];
    return rc;
}

int dt_statements_extract(const struct dt_statement_input *in,
                          struct dt_arena *arena, struct dt_statement **out,
                          size_t *count, struct dt_err *err)
{
    struct dt_drafts drafts = DT_DRAFTS_INIT;
    struct extract x = {
        .in = in,
        .lexicon = dt_lexicon_of(in->meta->language, in->article->text),
        .drafts = &drafts,
        .arena = arena,
        .err = err};
    struct dt_statement *items = NULL;
    int rc = draft_all(in, x.lexicon, &drafts, err);

    x.candidates = (struct dt_candidates){.in = in, .lexicon = x.lexicon};
    if (rc == DT_OK)
        rc = complete(&x, &items);
    if (rc == DT_OK && in->decision_count > 0)
        rc = decide(&x, &drafts, &items);
    if (rc == DT_OK) {
        *out = items;
        *count = drafts.count;
    }
    dt_drafts_release(&drafts);
    return rc;
}
