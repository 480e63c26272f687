/*
 * identity.h - the ids of the statements of one article.
 *
 * Layer   statement. An id is "s-" and the first 16 hex digits of the
 *         SHA-256 over: article id, NUL, speaker (person id, or the name as
 *         printed, or nothing), NUL, the fold of the text; and from the
 *         second statement of the same speaker and fold on NUL and its
 *         ordinal, "2", "3" … . For a withheld text the fold is replaced by
 *         the 64 hex digits of its HMAC-SHA-256 under the text's key.
 */
#ifndef DT_STATEMENT_IDENTITY_H
#define DT_STATEMENT_IDENTITY_H

#include "base/err.h"
#include "statement/statement.h"

/* Fill the ids of count statements, whose other fields are set. */
int dt_identity_assign(const struct dt_statement_input *in,
                       struct dt_statement *items, size_t count,
                       struct dt_err *err);

enum { DT_IDENTITY_SIZE = 19 };

/*
 * The id that these words of the article would have if nobody had said them.
 * Of in only article_id and commit_key are read.
 */
int dt_identity_words(const struct dt_statement_input *in, struct dt_str text,
                      char id[DT_IDENTITY_SIZE], struct dt_err *err);

#endif
