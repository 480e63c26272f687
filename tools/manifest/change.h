/*
 * change.h - what differs between two lines of one record.
 *
 * Layer   manifest. Members of objects inside a line are told one by one,
 *         "text.sha256"; arrays and what is nested deeper as one value. The
 *         seal always differs and is passed over.
 */
#ifndef DT_MANIFEST_CHANGE_H
#define DT_MANIFEST_CHANGE_H

#include <stdbool.h>

#include "base/json.h"

struct dt_change {
    const char *path;            /* "published", "text.sha256" */
    struct dt_str before, after; /* canonical JSON; NULL ptr: no such member */
    /*
     * Words of a text, or a description that may repeat them: to be told as
     * changed, never to be printed.
     */
    bool words;
};

typedef int (*dt_change_fn)(void *ctx, const struct dt_change *change,
                            struct dt_err *err);

/* Scratch that many comparisons share. */
struct dt_change_docs {
    struct dt_json_doc before, after;
};

#define DT_CHANGE_DOCS_INIT \
    ((struct dt_change_docs){DT_JSON_DOC_INIT, DT_JSON_DOC_INIT})

/* Call fn for each member that differs. DT_EFORMAT for a line that is none. */
int dt_change_each(struct dt_change_docs *docs, struct dt_str before,
                   struct dt_str after, dt_change_fn fn, void *ctx,
                   struct dt_err *err);

void dt_change_docs_release(struct dt_change_docs *docs);

#endif
