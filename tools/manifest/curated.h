/*
 * curated.h - the entries of people.yaml and sources.yaml as lines, so that
 * they can be shown and compared as records are.
 *
 * Layer   manifest. An entry becomes one canonical JSON object with the keys
 *         as the curator wrote them and "id", which an entry that has only a
 *         url gets as dt_source_id() makes it. Scalars are texts, what is not
 *         said is null. Nothing else is checked: a file of an older version
 *         can be read too.
 */
#ifndef DT_MANIFEST_CURATED_H
#define DT_MANIFEST_CURATED_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum { DT_CURATED_MAX = 1024 * 1024 * 1024 }; /* bytes of a file */

struct dt_curated_line {
    struct dt_str id, line; /* NUL-terminated behind their lengths */
};

struct dt_curated {
    struct dt_curated_line *items; /* sorted by id */
    size_t count, room;
    struct dt_arena arena; /* owns the texts */
};

/*
 * Read the list ("people", "sources") of a file's bytes; name is for
 * messages. Entries without an id are left out. out is good for
 * dt_curated_release() also after a failure.
 */
int dt_curated_read(struct dt_curated *out, struct dt_str yaml,
                    const char *name, const char *list, struct dt_err *err);

/* The line of an id, or a NULL ptr. */
struct dt_str dt_curated_find(const struct dt_curated *curated,
                              struct dt_str id);
void dt_curated_release(struct dt_curated *curated);

#endif
