/*
 * spool.h - lines that arrive in any order and leave sorted.
 *
 * Layer   manifest. Lines lie in one temporary file; in memory is a key and
 *         a place for each, some 40 bytes a line, so that a manifest may be
 *         larger than memory.
 * Threads dt_spool_add() may be called from several.
 */
#ifndef DT_MANIFEST_SPOOL_H
#define DT_MANIFEST_SPOOL_H

#include "base/stage.h"
#include "manifest/record.h"

struct dt_spool;

/* The temporary file is made in dir (NULL: TMPDIR) and has no name there. */
int dt_spool_new(struct dt_spool **out, enum dt_records kind, const char *dir,
                 struct dt_err *err);

/*
 * Keep a copy of line (without LF), sealed. key is what its kind sorts by:
 * the id; for duplicates "a b relation", for releases the version.
 */
int dt_spool_add(struct dt_spool *spool, struct dt_str key, struct dt_str line,
                 struct dt_err *err);

size_t dt_spool_count(const struct dt_spool *spool);

/*
 * Called for each line in key order; line may be changed in place and is
 * sealed as it is left.
 */
typedef int (*dt_spool_fn)(void *ctx, struct dt_str key, struct dt_buf *line,
                           struct dt_err *err);

/*
 * Stage every file of the kind, each with its lines sorted. Shards that no
 * longer have lines are dropped. fn may be NULL. DT_EFORMAT when two lines
 * have one key.
 */
int dt_spool_write(struct dt_spool *spool, const struct dt_corpus *corpus,
                   struct dt_stage *stage, dt_spool_fn fn, void *ctx,
                   struct dt_err *err);

/*
 * The other way out: sort all lines by their keys, as if there were no
 * shards, then read them by their place in that order. Nothing is added
 * after that. DT_EFORMAT when two lines have one key.
 */
int dt_spool_sort(struct dt_spool *spool, struct dt_err *err);
int dt_spool_line(const struct dt_spool *spool, size_t index,
                  struct dt_buf *line, struct dt_err *err);

/* NULL is fine. */
void dt_spool_free(struct dt_spool *spool);

#endif
