/*
 * fetch_write.h - what was taken, into the corpus.
 *
 * Layer   snapshot, inside fetch.c.
 */
#ifndef DT_SNAPSHOT_FETCH_WRITE_H
#define DT_SNAPSHOT_FETCH_WRITE_H

#include "base/stage.h"
#include "snapshot/fetch.h"

/*
 * Let the entries of the items with a snapshot name it, in sources.yaml, and
 * put that and the staged snapshots into place at once. Entries of sources that
 * were taken out meanwhile are passed over. DT_EIO, DT_EFORMAT.
 */
int dt_fetch_write(const struct dt_corpus *corpus,
                   const struct dt_fetch_report *report, struct dt_stage *stage,
                   struct dt_err *err);

#endif
