/*
 * replay.h - the responses that a WARC file holds, found by their address.
 *
 * Layer   snapshot. Only what the file holds when it is opened.
 */
#ifndef DT_SNAPSHOT_REPLAY_H
#define DT_SNAPSHOT_REPLAY_H

#include <stdbool.h>

#include "base/err.h"
#include "snapshot/warc.h"

struct dt_replay;

/* DT_EIO, DT_EFORMAT, DT_EINTERNAL. The caller owns *out. */
int dt_replay_open(const char *path, struct dt_replay **out,
                   struct dt_err *err);

/* Where the last response to a request for url is; false when none is. */
bool dt_replay_find(const struct dt_replay *replay, const char *url,
                    struct dt_place *place);

const char *dt_replay_path(const struct dt_replay *replay);

/* NULL is fine. */
void dt_replay_free(struct dt_replay *replay);

#endif
