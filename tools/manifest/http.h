/*
 * http.h - what servers said of the snapshots of a corpus, as snapshots.jsonl
 * records it in "http".
 *
 * Layer   manifest. Where the WARC file that an entry names is here, its
 *         record says it; elsewhere the line that git tracks does, when it
 *         is of the same record.
 */
#ifndef DT_MANIFEST_HTTP_H
#define DT_MANIFEST_HTTP_H

#include "base/buf.h"
#include "snapshot/fetch.h"

/*
 * Append the value of "http", canonical JSON, for the source's snapshot from
 * ROOT/.dictum/warc/; nothing where that record is not here, or is of another
 * time. DT_EIO, DT_EINTERNAL.
 */
int dt_http_facts(const struct dt_corpus *corpus,
                  const struct dt_source *source, struct dt_buf *out,
                  struct dt_err *err);

struct dt_http_records;

/* Those of the manifest as it lies there; lines that cannot be read have none. */
int dt_http_records_read(const struct dt_corpus *corpus,
                         struct dt_http_records **out, struct dt_err *err);

/* For struct dt_fetch_options: ctx is a struct dt_http_records. */
int dt_http_known(void *ctx, const struct dt_source *source,
                  struct dt_fetch_known *out, struct dt_err *err);

/* NULL is fine. */
void dt_http_records_free(struct dt_http_records *records);

#endif
