/*
 * sketches.h - the sketches (article/sketch.h) of a corpus's texts, as the
 * last build left them in the store: whose fold is the same need not be read
 * again when copies are looked for.
 *
 * Layer   manifest, private to copies.c.
 * Store   under an article's id stand its fold's hash and the sketch, some
 *         1.2 KB for a thousand words, behind a stamp that another way of
 *         sketching does not have. Nothing of it is evidence.
 * Errors  none: what cannot be read is sketched again, and what cannot be
 *         written will be.
 * Threads one may get while another puts; dt_sketches_decode() may be called
 *         from several.
 */
#ifndef DT_MANIFEST_SKETCHES_H
#define DT_MANIFEST_SKETCHES_H

#include <stdbool.h>

#include "article/dedup.h"
#include "manifest/plan.h"

struct dt_sketches;

/* Those of a corpus, read as dedup reads. NULL: there is no store. */
struct dt_sketches *dt_sketches_open(const struct dt_plan *plan,
                                     const struct dt_dedup *dedup);

/* Replace raw by what is stored under an id, if it is of this fold. */
bool dt_sketches_get(struct dt_sketches *s, const char *id,
                     const unsigned char fold[DT_DIGEST_SIZE],
                     struct dt_buf *raw);

/* From raw to what dt_dedup_read() has made. */
bool dt_sketches_decode(const struct dt_sketches *s, struct dt_str raw,
                        struct dt_dedup_print *print);

/* Keep what was read of an article's text. */
void dt_sketches_put(struct dt_sketches *s, const char *id,
                     const struct dt_dedup_print *print);

/* Forget whom the plan has no more, keep the others; NULL is fine. */
void dt_sketches_close(struct dt_sketches *s);

#endif
