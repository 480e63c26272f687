/*
 * verify_decisions.h - whether the statements follow decisions.yaml.
 *
 * Layer   manifest, private to verify.c.
 * Rule    a decision is met by the id that its statement had without it: when
 *         a statement has that id and is not what was decided, no build has
 *         carried it out. Once it is carried out, other words that are the same
 *         may get that id; so where an article has the words again, or its
 *         text is not here, only a note is made, and a rebuild tells. So it
 *         does of decisions that merge, that were taken back, or that follow
 *         others.
 * Threads dt_verify_decided_statement() from any, as lines are noted.
 */
#ifndef DT_MANIFEST_VERIFY_DECISIONS_H
#define DT_MANIFEST_VERIFY_DECISIONS_H

#include "manifest/verify_parts.h"

/* *out is NULL when nothing is decided; the caller releases it. DT_EINTERNAL. */
int dt_verify_decided_new(const struct dt_decisions *decisions,
                          struct dt_verify_decided **out, struct dt_err *err);

/* NULL is fine. */
void dt_verify_decided_free(struct dt_verify_decided *decided);

/* A statement's line; decided may be NULL. */
void dt_verify_decided_statement(struct dt_verify_decided *decided,
                                 const struct dt_leaf *leaf);

/* After all lines and texts were found good: tell what is not followed. */
int dt_verify_decided(struct dt_verification *v, struct dt_err *err);

#endif
