/*
 * spool.h - lines that arrive in any order and leave sorted.
 *
 * Layer   manifest. Lines lie in one temporary file, or in the manifest where
 *         the last build left them; in memory is a key and a place for each,
 *         some 50 bytes a line, so that a manifest may be larger than memory.
 * Threads dt_spool_add() may be called from several.
 */
#ifndef DT_MANIFEST_SPOOL_H
#define DT_MANIFEST_SPOOL_H

#include "base/stage.h"
#include "manifest/lines.h"

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

/*
 * The same of a line of a source, by its number: the ask of dt_spool_write()
 * is told it. Other lines are of no source, and fn never sees them.
 */
int dt_spool_add_of(struct dt_spool *spool, size_t source, struct dt_str key,
                    struct dt_str line, struct dt_err *err);

/* Where a line lies in the files of its kind. */
struct dt_spool_place {
    uint64_t at;
    uint32_t len; /* 0: nowhere */
    uint32_t shard;
};

/* Of the line that was just handed out. */
struct dt_spool_place dt_spool_place(const struct dt_lines *lines,
                                     struct dt_str line);

/*
 * The same of a line that stays where it lies: its file must not change before
 * dt_spool_write() has copied it.
 */
int dt_spool_keep(struct dt_spool *spool, size_t source, struct dt_str key,
                  struct dt_spool_place place, struct dt_err *err);

size_t dt_spool_count(const struct dt_spool *spool);

/*
 * The key of one of them, and its source or UINT32_MAX: in the order in which
 * they came, until they are written.
 */
const char *dt_spool_key(const struct dt_spool *spool, size_t index,
                         size_t *source);

/*
 * What is done to lines as they leave, in key order. Of a source that ask says
 * yes to, fn is given each line, to change it in place; it is sealed as it is
 * left. All others are copied as they are, as many together as lie together.
 * left, or NULL, is told each line of a source that does not stay where it is.
 */
struct dt_spool_change {
    bool (*ask)(const void *ctx, size_t source);
    int (*fn)(void *ctx, size_t source, struct dt_str key, struct dt_buf *line,
              struct dt_err *err);
    int (*left)(void *ctx, size_t source, struct dt_str line,
                struct dt_err *err);
    void *ctx;
};

/*
 * Stage every file of the kind, each with its lines sorted, but for those that
 * lie there as they are to be. Shards that no longer have lines are dropped,
 * but for the first: there is a file of every kind. change may be NULL. DT_EFORMAT when two lines have one key.
 */
int dt_spool_write(struct dt_spool *spool, const struct dt_corpus *corpus,
                   struct dt_stage *stage, const struct dt_spool_change *change,
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
