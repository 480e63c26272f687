/*
 * warc_index.h - which bytes lie in which record of a WARC file.
 *
 * Layer   snapshot. The store (adapt/store.h) of the repository remembers the
 *         index of each file it has seen, for as long as the file's size and
 *         times stay; it can be deleted at any time, and is then read again.
 * Bounds  DT_WARC_INDEX records a file.
 */
#ifndef DT_SNAPSHOT_WARC_INDEX_H
#define DT_SNAPSHOT_WARC_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "adapt/store.h"
#include "base/digest.h"
#include "base/err.h"
#include "base/file.h"
#include "snapshot/packed.h"

enum { DT_WARC_INDEX = 10 * 1000 * 1000 };

struct dt_warc_entry {
    unsigned char sha256[DT_DIGEST_SIZE]; /* of the page, decoded */
    uint64_t bytes;
    struct dt_place place;
};

struct dt_warc_index {
    struct dt_warc_entry *entries; /* in file order */
    size_t count, room;
    struct dt_file_stat seen; /* the file, before it was read */
};

#define DT_WARC_INDEX_INIT ((struct dt_warc_index){.entries = NULL})

/*
 * Read the file through; broken records hold nothing (`dictum warc` tells of
 * them). DT_EIO, DT_EFORMAT above the bound, DT_EINTERNAL.
 */
int dt_warc_index_read(const char *path, struct dt_warc_index *out,
                       struct dt_err *err);

/* The remembered index of the file as it is now; false when there is none. */
bool dt_warc_index_recall(struct dt_store *store, const char *path,
                          struct dt_warc_index *out);

/* Remember it; that this fails is no harm. */
void dt_warc_index_remember(struct dt_store *store, const char *path,
                            const struct dt_warc_index *index);

void dt_warc_index_release(struct dt_warc_index *index);

#endif
