/*
 * gather.h - takes missing snapshots from files instead of the web: single
 * pages by their hash, the pages of WARC files and JSON Lines (feed.h) by
 * their hash, or by their address where the source names no snapshot yet.
 *
 * Layer   snapshot, inside fetch.c.
 */
#ifndef DT_SNAPSHOT_GATHER_H
#define DT_SNAPSHOT_GATHER_H

#include "base/stage.h"
#include "snapshot/fetch.h"

/*
 * Give the items in state DT_FETCH_WAITING what the file or folder at path has
 * for them: those become DT_FETCH_TAKEN. Of several pages of one address the
 * first counts. DT_EIO, DT_EFORMAT for a file that is damaged; DT_EINTERNAL.
 */
int dt_gather(const struct dt_corpus *corpus, const char *path,
              struct dt_stage *stage, struct dt_fetch_report *report,
              struct dt_err *err);

#endif
