/*
 * dedup_steps.h - finding copies in three steps, each from files to a file.
 *
 * Layer   article. For more texts than one process should do, or one machine:
 *
 *     sign   texts    -> keys     dt_dedup_keep, dt_dedup_add, dt_dedup_sign
 *     join   keys     -> found    dt_dedup_load, dt_dedup_join
 *     merge  the lot  -> edges    dt_dedup_load, dt_dedup_found_read,
 *                                 dt_dedup_merge
 *
 *         dt_dedup_find() takes the last two at once. What a step makes
 *         depends on nothing but the content of its files, and the edges on
 *         nothing but texts and ids: not on how they were spread over files.
 * Files   of keys: runs one after the other, each complete in itself; its head,
 *         which says how long it is, is written last, so that of a killed
 *         process all whole runs can be used; one without texts is the last.
 *         Texts are not in it, only where they are. Numbers are in the byte
 *         order of the machine; the head says which, and the version of the
 *         format, and has a checksum of itself and of the tables; each bucket
 *         of keys has one. Files of another order or version, and damaged ones,
 *         are refused.
 * Errors  DT_EFORMAT for files that are malformed, or were made with other
 *         options; DT_EMISMATCH for found pairs of other texts, and for files
 *         that are damaged; DT_EIO; DT_EINTERNAL.
 */
#ifndef DT_ARTICLE_DEDUP_STEPS_H
#define DT_ARTICLE_DEDUP_STEPS_H

#include "article/candidates.h"
#include "article/dedup.h"

/* How far a file of texts has been read; kept with the keys. */
struct dt_dedup_mark {
    uint64_t offset, line, skipped;
    int64_t changed; /* when the file last was, in ns; 0: not known */
};

/*
 * Texts of the file at path are added at places base + offset, the offset
 * being below DT_DEDUP_OFFSETS.
 */
#define DT_DEDUP_OFFSETS (UINT64_C(1) << 44)
int dt_dedup_source(struct dt_dedup *d, const char *path, uint64_t *base,
                    struct dt_err *err);

/* The path for a place, and the offset in that file. */
const char *dt_dedup_place(const struct dt_dedup *d, uint64_t place,
                           uint64_t *offset);

/* Write all keys to fd, from byte at on. path lives as long as d. */
void dt_dedup_keep(struct dt_dedup *d, int fd, const char *path, uint64_t at);

/* Say how far the file has been read, when what was before has been added. */
void dt_dedup_mark(struct dt_dedup *d, const struct dt_dedup_mark *mark);

/* Write what has not been written, and that it is all. */
int dt_dedup_sign(struct dt_dedup *d, unsigned threads, struct dt_err *err);

/*
 * Add the texts of a file of keys, which may have none. *end is where the whole
 * runs end, be they all or not; with end NULL it is DT_EFORMAT when some were
 * cut off.
 * *mark, unless NULL, is that of the last run.
 */
int dt_dedup_load(struct dt_dedup *d, const char *path, uint64_t *end,
                  struct dt_dedup_mark *mark, struct dt_err *err);

/* Whose texts may hang together. */
struct dt_dedup_found {
    struct dt_spill pairs;   /* by the order of what the texts say */
    struct dt_groups groups; /* of those that share a shingle */
};

#define DT_DEDUP_FOUND_INIT \
    ((struct dt_dedup_found){DT_SPILL_INIT(DT_SPILL_NUMBERS), DT_GROUPS_INIT})

/*
 * Join the share-th of shares of all buckets, from 1. No text may be added any
 * more.
 */
int dt_dedup_join(struct dt_dedup *d, unsigned threads, unsigned share,
                  unsigned shares, struct dt_dedup_found *found,
                  struct dt_err *err);

/* Write what a share has, and add what path has; *share and *shares say it. */
int dt_dedup_found_write(const struct dt_dedup *d, const char *path,
                         unsigned share, unsigned shares,
                         struct dt_dedup_found *found, struct dt_err *err);
int dt_dedup_found_read(struct dt_dedup *d, const char *path, unsigned *share,
                        unsigned *shares, struct dt_dedup_found *found,
                        struct dt_err *err);
void dt_dedup_found_release(struct dt_dedup_found *found);

/*
 * Read all keys that were loaded, of which a merge needs none, so that a
 * damaged file is told: DT_EMISMATCH, DT_EIO.
 */
int dt_dedup_check_keys(struct dt_dedup *d, unsigned threads,
                        struct dt_err *err);

/* Verify what all shares have found. As dt_dedup_find(). */
int dt_dedup_merge(struct dt_dedup *d, unsigned threads,
                   struct dt_dedup_found *found, struct dt_err *err);

#endif
