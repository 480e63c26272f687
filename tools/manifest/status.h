/*
 * status.h - what a build would do, and what lies there that no build made.
 *
 * Layer   manifest. Nothing is changed. Looks at the curated files, the
 *         records, the bytes of snapshots (but for those in WARC files) and of
 *         texts; where the articles' records are what sources.yaml says, also
 *         at every line of the manifests, as verify.h does.
 */
#ifndef DT_MANIFEST_STATUS_H
#define DT_MANIFEST_STATUS_H

#include <stdbool.h>
#include <stddef.h>

#include "source/source.h"

enum dt_status_state {
    DT_STATUS_CURRENT, /* up to date */
    DT_STATUS_NEW,     /* no record yet; its snapshot is held */
    DT_STATUS_MISSING, /* no record that can be read, or snapshot to make it */
    DT_STATUS_CHANGED, /* the record is not what a build would make now */
    DT_STATUS_EDITED,  /* text or snapshot is not what its hash says */
    DT_STATUS_GONE, /* the text, or a snapshot git should have, is not here */
    DT_STATUS_REMOVED, /* a record whose source is gone; id is the record's */
    DT_STATUS_EXTRA,   /* a file that nothing explains; id is its path */
    DT_STATUS_DAMAGED, /* no record, or no manifest; id is FILE or FILE:LINE */
    DT_STATUS_STATES
};

/* "up to date", "new" … */
const char *dt_status_name(enum dt_status_state state);

struct dt_status_item {
    enum dt_status_state state;
    const char *id;
    const char *why; /* for a person, without a full stop */
};

struct dt_status {
    size_t sources;
    size_t counts[DT_STATUS_STATES]; /* one state a source; then the others */
    size_t withheld, withheld_held;  /* sources; of these with a snapshot */
    size_t not_held;     /* snapshot not held here, but a record of it is */
    size_t not_built;    /* new, missing or changed */
    size_t older;        /* of the extra: snapshots that may stay */
    size_t stale;        /* decisions that point at nothing any more */
    bool copies_decided; /* decisions on copies that no build knows */
    bool redirected;     /* redirects are other than those that were built */
    struct dt_status_item *items; /* all but the current ones: sources by id, */
    size_t item_count;            /* then records, files and lines */
    struct dt_status_store *store; /* owns the texts */
};

/*
 * threads hash the files. DT_EIO when something cannot be read. out is good
 * for dt_status_release() also after a failure.
 */
int dt_status_read(struct dt_status *out, const struct dt_corpus *corpus,
                   unsigned threads, struct dt_err *err);
void dt_status_release(struct dt_status *status);

#endif
