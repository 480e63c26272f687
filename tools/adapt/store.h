/*
 * store.h - what one machine remembers of a corpus: a table from id to bytes,
 * behind which stands SQLite.
 *
 * Layer   adapt. Nothing in it is evidence: it can be deleted at any time and
 *         costs a longer build. A store that is damaged or of another version
 *         is emptied when it is opened; one whose damage shows later, when it
 *         is freed.
 * Threads one at a time may use a struct dt_store.
 */
#ifndef DT_ADAPT_STORE_H
#define DT_ADAPT_STORE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

struct dt_store;

/* Opened for the corpus; path is created. DT_EIO names it. */
int dt_store_open(struct dt_store **out, const char *path, const char *corpus,
                  struct dt_err *err);

/*
 * Every id of the corpus in byte order; a negative return of fn ends it. Where
 * the store turns out to be damaged it ends too, with DT_OK and a new store.
 */
typedef int (*dt_store_fn)(void *ctx, struct dt_str id, struct dt_str value,
                           struct dt_err *err);
int dt_store_each(struct dt_store *store, dt_store_fn fn, void *ctx,
                  struct dt_err *err);

/*
 * Replace the content of value with what id stands for; DT_EIO also when it
 * stands for nothing.
 */
int dt_store_get(struct dt_store *store, struct dt_str id, struct dt_buf *value,
                 struct dt_err *err);

/* The same; *found false: it stands for nothing, and value is empty. */
int dt_store_find(struct dt_store *store, struct dt_str id,
                  struct dt_buf *value, bool *found, struct dt_err *err);

/*
 * Changes between begin and commit happen together or not at all; a store
 * freed without commit is as it was.
 */
int dt_store_begin(struct dt_store *store, struct dt_err *err);
int dt_store_put(struct dt_store *store, struct dt_str id, struct dt_str value,
                 struct dt_err *err);
int dt_store_remove(struct dt_store *store, struct dt_str id,
                    struct dt_err *err);
int dt_store_commit(struct dt_store *store, struct dt_err *err);

/* NULL is fine. */
void dt_store_free(struct dt_store *store);

#endif
