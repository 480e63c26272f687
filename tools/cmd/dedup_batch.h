/*
 * dedup_batch.h - some lines of texts, read together.
 *
 * Layer   cmd. A line on its own would hardly be worth its way from one
 *         thread to another.
 */
#ifndef DT_CMD_DEDUP_BATCH_H
#define DT_CMD_DEDUP_BATCH_H

#include "article/dedup.h"
#include "base/digest.h"
#include "cmd/dedup_line.h"

/* A line that is not blank, and what was read of it. */
struct dt_dedup_entry {
    size_t at, len;              /* the line, in bytes */
    size_t number;               /* in the batch, from 1 */
    size_t id_at, id_len;        /* in ids */
    size_t fold_at, fold_len;    /* in text.fold */
    size_t keys_at;              /* of the sketch, in keys */
    size_t why_at;               /* what is wrong with it, in whys */
    struct dt_dedup_print print; /* its keys are the batch's */
    int rc;
};

struct dt_dedup_batch {
    struct dt_buf bytes; /* whole lines, as line_blocks.h has them */
    uint64_t start;      /* of them, in the file */
    int rc;              /* no lines could be had */
    struct dt_err err;
    size_t lines; /* that are there, blank ones too */
    struct dt_dedup_entry *entries;
    size_t count, cap;
    struct dt_buf ids, keys, whys;
    struct dt_dedup_line line; /* the one that is being read */
    struct dt_dedup_text text; /* likewise; its fold is those of all */
    struct dt_digest_message *folds;
    size_t fold_cap;
};

void dt_dedup_batch_init(struct dt_dedup_batch *batch);
void dt_dedup_batch_release(struct dt_dedup_batch *batch);

/*
 * Read bytes into entries, up to the first that is malformed unless keep_going.
 * What goes wrong is kept, and said when dt_dedup_batch_check() is asked.
 */
void dt_dedup_batch_read(struct dt_dedup_batch *batch, const struct dt_dedup *d,
                         bool keep_going);

/* Whether all could be kept. DT_EINTERNAL. */
int dt_dedup_batch_check(const struct dt_dedup_batch *batch,
                         struct dt_err *err);

#endif
