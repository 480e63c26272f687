/*
 * texts.h - the texts of a build's articles, for what looks at several.
 *
 * Layer   manifest. What is made anew is kept in a temporary file that has no
 *         name; of what is not, the text is read where the last build left it,
 *         or made again of a snapshot that is held.
 * Threads dt_texts_keep() may be called from several; dt_texts_get() too, each
 *         with a digest of its own, once nothing more is kept.
 */
#ifndef DT_MANIFEST_TEXTS_H
#define DT_MANIFEST_TEXTS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/digest.h"

struct dt_plan;
struct dt_texts;

/* The temporary file is made in dir; sources is how many there are. */
int dt_texts_new(struct dt_texts **out, const char *dir, size_t sources,
                 struct dt_err *err);

/* NULL is fine. */
void dt_texts_free(struct dt_texts *t);

/* Keep the text that was made of a source. */
int dt_texts_keep(struct dt_texts *t, size_t source, struct dt_str text,
                  struct dt_err *err);

/*
 * Replace out by the text of a source; *found false: it is not here, or is
 * not what the record says. Bound: out->max.
 */
int dt_texts_get(const struct dt_texts *t, const struct dt_plan *plan,
                 size_t source, struct dt_digest *digest, struct dt_buf *out,
                 bool *found, struct dt_err *err);

#endif
