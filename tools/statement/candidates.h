/*
 * candidates.h - whom a name may mean that is not resolved: two people of one
 * surname, two holders of one office.
 *
 * Layer   statement. A wrong speaker is worse than none, so nobody is chosen
 *         here; a curator does, in decisions.yaml.
 */
#ifndef DT_STATEMENT_CANDIDATES_H
#define DT_STATEMENT_CANDIDATES_H

#include "base/arena.h"
#include "base/err.h"
#include "statement/draft.h"
#include "statement/holder.h"
#include "statement/lexicon.h"
#include "statement/statement.h"

enum { DT_CANDIDATES_MOST = 8 };

/* What the statements of one article share. */
struct dt_candidates {
    const struct dt_statement_input *in;
    const struct dt_lexicon *lexicon;
    struct dt_holders named; /* everybody whom the article names, once needed */
    bool scanned;
};

/*
 * Set s->candidates, in the order of their ids and in the arena, for a draft
 * that nobody of people.yaml was found for. Of a surname: who has it and may
 * bear the title before it; only those whom the article names, when these are
 * several. Of an office noun: who may hold it, among those named. Takes
 * constant time, but for one look at the whole article.
 */
int dt_candidates_find(struct dt_candidates *c, const struct dt_draft *draft,
                       struct dt_arena *arena, struct dt_statement *s,
                       struct dt_err *err);

#endif
