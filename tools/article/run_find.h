/*
 * run_find.h - who has a key, looked up in a run that is on disk.
 *
 * Layer   article. Reads the blocks that may have the key and no others: one,
 *         for a key that few texts have.
 */
#ifndef DT_ARTICLE_RUN_FIND_H
#define DT_ARTICLE_RUN_FIND_H

#include "article/join.h"
#include "article/run.h"

/* The block that was read last; zeroed before the first. */
struct dt_run_page {
    uint64_t posting[DT_RUN_BLOCK];
    uint64_t offset; /* in the file; 0: none */
};

/*
 * Append to found the numbers, within the run, of the texts that have a key of
 * a bucket. The run's blocks are known; page is of this run alone.
 * DT_EINTERNAL, DT_EIO; DT_EMISMATCH for a damaged file.
 */
int dt_run_find(const struct dt_run *run, struct dt_run_page *page,
                size_t bucket, uint64_t key, struct dt_groups *found,
                struct dt_err *err);

#endif
