/*
 * credible.h - whether a statement's line contradicts itself, or what its
 * article says of its publication.
 *
 * Layer   manifest. What the stages of statement/ bind together: the rule and
 *         the mode, the office and the speaker, a day or a place and where it
 *         comes from (statement/occasion.h). No text is needed.
 */
#ifndef DT_MANIFEST_CREDIBLE_H
#define DT_MANIFEST_CREDIBLE_H

#include "manifest/leaves.h"
#include "statement/office.h"

/* published: the days of the article's publication. DT_EMISMATCH. */
int dt_statement_credible(const struct dt_leaf *statement,
                          const struct dt_days *published, struct dt_err *err);

#endif
