/*
 * extra.h - files in a corpus's articles/ and snapshots/ that nothing
 * explains.
 *
 * Layer   manifest.
 */
#ifndef DT_MANIFEST_EXTRA_H
#define DT_MANIFEST_EXTRA_H

#include <stdbool.h>

#include "base/digest.h"
#include "source/source.h"

/* Snapshots that a source or a record names. */
struct dt_extra_snapshot {
    char sha256[DT_DIGEST_HEX_SIZE];
    bool withheld;
};

struct dt_extra {
    const struct dt_corpus *corpus;
    const bool *recorded; /* for each source: whether it has a record */
    bool damaged;         /* not every record could be read */
    struct dt_extra_snapshot *snapshots;
    size_t count, room;
};

/* Note a snapshot; sha256 has 64 digits. */
int dt_extra_know(struct dt_extra *extra, struct dt_str sha256, bool withheld,
                  struct dt_err *err);

/* Why, of a snapshot that no source names; which is no fault. */
extern const char dt_extra_older[];

/* path is within the repository; why is a constant. */
typedef int (*dt_extra_fn)(void *ctx, const char *path, const char *why,
                           struct dt_err *err);

/* Call fn for each such file, sorted by bytes within each folder. */
int dt_extra_find(struct dt_extra *extra, dt_extra_fn fn, void *ctx,
                  struct dt_err *err);
void dt_extra_release(struct dt_extra *extra);

#endif
