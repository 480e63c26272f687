/*
 * draft.h - statements as the rules find them, before ids, offices and dates.
 *
 * Layer   statement. Texts are borrowed from the article and struct dt_people.
 */
#ifndef DT_STATEMENT_DRAFT_H
#define DT_STATEMENT_DRAFT_H

#include <stdbool.h>
#include <stddef.h>

#include "article/article.h"
#include "base/err.h"
#include "source/people.h"
#include "statement/attribute.h"
#include "statement/statement.h"

#define DT_DRAFT_NONE UINT32_MAX

struct dt_draft {
    const struct dt_person *person; /* or NULL: unresolved */
    struct dt_str name;             /* as printed, or empty */
    struct dt_span mention;         /* the words that name, or empty */
    bool several;                   /* … may mean one of several people */
    bool noun;                      /* … are no name: "the chief engineer" */
    bool withdrawn;                 /* the text takes it back: to be dropped */
    struct dt_span cue;             /* the verb, or empty */
    enum dt_mode mode;
    const char *rule;              /* static: the rule that took it */
    size_t first_span, span_count; /* in dt_drafts.spans */
    unsigned confidence;
    size_t block; /* where it begins */
};

struct dt_drafts {
    struct dt_draft *items; /* in the order of their first span */
    size_t count, cap;
    struct dt_span *spans;
    size_t span_count, span_cap;
};

#define DT_DRAFTS_INIT ((struct dt_drafts){NULL, 0, 0, NULL, 0, 0})

/* Append a draft of one span; its span fields are set here. */
int dt_drafts_add(struct dt_drafts *d, struct dt_draft draft,
                  struct dt_span span, struct dt_err *err);

/* Append a span to one of the drafts. */
int dt_drafts_extend(struct dt_drafts *d, struct dt_draft *draft,
                     struct dt_span span, struct dt_err *err);

/* Drop the drafts without spans, and sort the others by their first. */
int dt_drafts_settle(struct dt_drafts *all, struct dt_err *err);

/* Take over whose words it is, by which verb and by which rule. */
void dt_draft_set_speaker(struct dt_draft *draft,
                          const struct dt_attribution *who,
                          const struct dt_cast *cast);

void dt_drafts_release(struct dt_drafts *d);

/* Reports and releases: the quotations, each with its speaker. */
int dt_report_draft(const struct dt_statement_input *in,
                    const struct dt_lexicon *lexicon, struct dt_drafts *out,
                    struct dt_err *err);

/* Likewise of the blocks before one alone. */
int dt_report_draft_before(const struct dt_statement_input *in,
                           const struct dt_lexicon *lexicon, size_t end,
                           struct dt_drafts *out, struct dt_err *err);

/*
 * Transcripts: the paragraphs, by turn labels or by the one speaker.
 * Interviews: what stands before the first turn is read as a report, which is
 * all where there are no turns.
 */
int dt_transcript_draft(const struct dt_statement_input *in,
                        const struct dt_lexicon *lexicon, struct dt_drafts *out,
                        struct dt_err *err);

/* Opinion and posts: the paragraphs, by the author of the byline. */
int dt_authored_draft(const struct dt_statement_input *in,
                      const struct dt_lexicon *lexicon, struct dt_drafts *out,
                      struct dt_err *err);

#endif
