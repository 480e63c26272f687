/*
 * published.h - the day on which each article was published, while the lines
 * of manifests are checked.
 *
 * Layer   manifest, private to verify.c.
 * Threads dt_published_set() may be called from several; dt_published_get()
 *         too, once nothing more is set.
 */
#ifndef DT_MANIFEST_PUBLISHED_H
#define DT_MANIFEST_PUBLISHED_H

#include "base/err.h"
#include "base/str.h"
#include "statement/office.h"

struct dt_published;

/* Of so many sources. DT_EINTERNAL. */
int dt_published_new(struct dt_published **out, size_t sources,
                     struct dt_err *err);

/* NULL is fine. */
void dt_published_free(struct dt_published *p);

/* A source's date, EDTF; a NULL ptr: it is not known. */
void dt_published_set(struct dt_published *p, size_t source,
                      struct dt_str date);

const struct dt_days *dt_published_get(const struct dt_published *p,
                                       size_t source);

#endif
