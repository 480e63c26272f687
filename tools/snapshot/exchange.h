/*
 * exchange.h - one HTTP response, read back from the WARC file it was kept in.
 *
 * Layer   snapshot. What a fetch goes by is what it wrote, so that a run that
 *         was killed can go on by the same way from what its file holds.
 */
#ifndef DT_SNAPSHOT_EXCHANGE_H
#define DT_SNAPSHOT_EXCHANGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "snapshot/warc.h"

/*
 * Texts live until it is read again or released. Absent ones are NULL, and
 * so is what is no UTF-8 or holds control characters.
 */
struct dt_exchange {
    unsigned status;
    const char *id;   /* of the record: "urn:uuid:…" */
    const char *url;  /* that was asked for */
    const char *time; /* RFC 3339, UTC */
    const char *location, *link, *retry_after, *memento_datetime;
    const char *etag, *last_modified;
    const char *charset; /* of the Content-Type */
    struct dt_buf body;  /* its codings taken off; max is the caller's */
    struct dt_arena texts;
};

#define DT_EXCHANGE_INIT(most)                       \
    ((struct dt_exchange){.body = DT_BUF_INIT(most), \
                          .texts = DT_ARENA_INIT(4u << 20)})

/*
 * Read the response at this place of the WARC file at path; its body only when
 * body is set. DT_EFORMAT for what is no response, or a body that is damaged
 * or larger than out->body.max; DT_EIO; DT_EINTERNAL.
 */
int dt_exchange_read(const char *path, struct dt_place place, bool body,
                     struct dt_exchange *out, struct dt_err *err);

void dt_exchange_release(struct dt_exchange *x);

/* A response in a file: where it is, and what was asked. */
typedef int (*dt_exchange_fn)(void *ctx, struct dt_str url,
                              struct dt_place place, struct dt_err *err);

/* Every response of the WARC file at path, in its order. */
int dt_exchange_each(const char *path, dt_exchange_fn fn, void *ctx,
                     struct dt_err *err);

#endif
