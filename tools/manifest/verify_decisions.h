/*
 * verify_decisions.h - whether the statements follow decisions.yaml.
 *
 * Layer   manifest, of a corpus (verify.c) and of a release.
 * Rule    a decision is met by the id that its statement had without it: when
 *         a statement has that id and is not what was decided, no build has
 *         carried it out. Once it is carried out, other words that are the same
 *         may get that id; so where an article has the words again, or its
 *         text is not here, only a note is made, and a rebuild tells. So it
 *         does of decisions that merge or follow others.
 *         What was split is told by the offsets at which the parts begin, when
 *         an article has more decided statements than its decisions make.
 *         And a statement that says that it was decided has the speaker and
 *         mode of a decision on its article: where some have its `words`, of
 *         one that has these, or none.
 * Threads dt_verify_decided_statement() from any, as lines are noted.
 */
#ifndef DT_MANIFEST_VERIFY_DECISIONS_H
#define DT_MANIFEST_VERIFY_DECISIONS_H

#include "manifest/leaves.h"
#include "source/decisions.h"

struct dt_verification; /* verify_parts.h */
struct dt_verify_decided;

/*
 * *out is NULL when nothing is decided of statements; the caller releases it.
 * decisions must outlive it. DT_EINTERNAL.
 */
int dt_verify_decided_new(const struct dt_decisions *decisions,
                          struct dt_verify_decided **out, struct dt_err *err);

/* NULL is fine. */
void dt_verify_decided_free(struct dt_verify_decided *decided);

/* Whether a statement's line says that a curator decided on it. */
bool dt_verify_is_decided(const struct dt_leaf *leaf);

/* A statement's line; decided may be NULL. */
void dt_verify_decided_statement(struct dt_verify_decided *decided,
                                 const struct dt_leaf *leaf);

/*
 * DT_EMISMATCH when a statement's line says that it was decided, and it was
 * not so by any of these, as when a decision was changed or taken back.
 */
int dt_verify_decided_by(const struct dt_decisions *decisions,
                         const struct dt_leaf *leaf, struct dt_err *err);

/* A decision that is not followed; or, not certain, which may not be. */
typedef void (*dt_verify_decided_fn)(void *ctx,
                                     const struct dt_decision *decision,
                                     bool certain);

/*
 * After all statements: tell once of each decision on this article that is not
 * followed. text is the article's; its ptr is NULL where nobody has it.
 */
int dt_verify_decided_text(struct dt_verify_decided *decided,
                           const char *article, struct dt_str text,
                           dt_verify_decided_fn tell, void *ctx,
                           struct dt_err *err);

/*
 * An article with decisions that are not followed and not told, from *at on,
 * which begins at 0; NULL: no more. decided may be NULL.
 */
const char *dt_verify_decided_next(struct dt_verify_decided *decided,
                                   size_t *at);

/*
 * Of a corpus all of whose lines and texts were found good: tell what is not
 * followed.
 */
int dt_verify_decided(struct dt_verification *v, struct dt_err *err);

#endif
