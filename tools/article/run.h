/*
 * run.h - the keys of many texts, bucket by bucket, in memory or on disk.
 *
 * Layer   article. A posting is a key of a sketch with the text that has it:
 *         the key in the high DT_SKETCH_KEY_BITS bits, the text's number
 *         within the run in the others. A sealed run is sorted, bucket by
 *         bucket, and can be written to a file and read from there, a little
 *         at a time: so that many runs are merged in the memory of none.
 * Bounds  DT_RUN_MOST texts a run.
 */
#ifndef DT_ARTICLE_RUN_H
#define DT_ARTICLE_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/sketch.h"
#include "base/digest.h"
#include "base/err.h"

enum { DT_RUN_TEXT_BITS = 64 - DT_SKETCH_KEY_BITS };

#define DT_RUN_MOST (UINT32_C(1) << DT_RUN_TEXT_BITS)

enum { DT_RUN_BLOCK = 512 }; /* postings, of one page of a file */

/* What is known of a block: its first posting, and a checksum of all. */
struct dt_run_block {
    uint64_t first, sum;
};

struct dt_run_bucket {
    uint64_t *posting; /* NULL once it is on disk */
    size_t count, cap;
    uint64_t offset;                      /* in the file */
    unsigned char digest[DT_DIGEST_SIZE]; /* SHA-256 of what is there */
    const struct dt_run_block *blocks;    /* borrowed; NULL: not known */
};

struct dt_run {
    struct dt_run_bucket *bucket;
    size_t bucket_count;
    uint64_t bytes;   /* of postings in memory */
    bool has_digests; /* of each bucket */
    int fd;           /* of the file, or -1; not the run's */
    const char *path;
    uint32_t texts;
    uint32_t *number; /* of each of its texts among those of all runs */
    size_t number_cap;
};

/* DT_EINTERNAL. */
int dt_run_init(struct dt_run *run, size_t buckets, struct dt_err *err);
void dt_run_release(struct dt_run *run);

/*
 * Add the keys of a text, which is number among those of all runs and becomes
 * run->texts in this one. DT_EINTERNAL.
 */
int dt_run_add(struct dt_run *run, const struct dt_sketch *sketch,
               uint32_t number, struct dt_err *err);

/* Make room for the numbers of texts. DT_EINTERNAL. */
int dt_run_reserve(struct dt_run *run, size_t texts, struct dt_err *err);

/*
 * Sort, each key of a text once. samples, of run->texts counts, is told how
 * many shared keys each text has. DT_EINTERNAL.
 */
int dt_run_seal(struct dt_run *run, unsigned threads, uint32_t *samples,
                struct dt_err *err);

/* Let go of what the bucket of a run has in memory. */
void dt_run_forget(struct dt_run *run, size_t bucket);

/*
 * Have the digests of a sealed run's buckets, for a file that others can come
 * by. DT_EINTERNAL.
 */
int dt_run_digest(struct dt_run *run, struct dt_err *err);

/*
 * Write a sealed run's postings to fd from *offset on, which is then where they
 * end, and let go of the memory. DT_EIO; then the postings are still there.
 */
int dt_run_write(struct dt_run *run, int fd, const char *path, uint64_t *offset,
                 struct dt_err *err);

static inline size_t dt_run_blocks(size_t postings)
{
    return postings / DT_RUN_BLOCK + (postings % DT_RUN_BLOCK != 0);
}

/* The checksum of a block of numbers: it tells damage, not forgery. */
uint64_t dt_run_sum(const uint64_t *number, size_t count);

/* DT_EMISMATCH: the run's file is not what was written. */
int dt_run_damaged(const struct dt_run *run, struct dt_err *err);

/* What one bucket of a sealed run has, in order. */
struct dt_run_reader {
    const struct dt_run *run;
    const struct dt_run_bucket *bucket;
    const uint64_t *at, *end; /* what is in memory of it */
    uint64_t *block;
    struct dt_digest *digest; /* of what was read; NULL: it has none */
    size_t read;              /* postings that have been in memory */
};

/* DT_EINTERNAL, DT_EIO. */
int dt_run_open(struct dt_run_reader *reader, const struct dt_run *run,
                size_t bucket, struct dt_err *err);

/*
 * Have reader->at < reader->end, unless the bucket has ended. DT_EIO;
 * DT_EMISMATCH, at the end of a bucket that is not what was written.
 */
int dt_run_fill(struct dt_run_reader *reader, struct dt_err *err);

/* Free what reading took; the run itself stays. */
void dt_run_close(struct dt_run_reader *reader);

#endif
