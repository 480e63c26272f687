/*
 * status_record.h - whether an article's record is what its source's entry
 * and this program would make.
 *
 * Layer   manifest, private to status.c and verify.c.
 */
#ifndef DT_MANIFEST_STATUS_RECORD_H
#define DT_MANIFEST_STATUS_RECORD_H

#include "base/json.h"
#include "source/source.h"

/* The first member that the source's entry says otherwise, or NULL. */
int dt_status_other_member(const struct dt_source *source,
                           const struct dt_json_doc *doc,
                           struct dt_arena *arena, const char **out,
                           struct dt_err *err);

/*
 * Append why the record in doc is not up to date, or nothing. What the
 * curator says stands in the record as it is, so that a changed word is
 * seen; a word that was taken away is not, because the page may say the same.
 */
int dt_status_record(const struct dt_corpus *corpus,
                     const struct dt_source *source,
                     const struct dt_json_doc *doc, struct dt_arena *arena,
                     struct dt_buf *why, struct dt_err *err);

#endif
