#include "article/run_find.h"

#include "base/file.h"

/* Have a block of a bucket in the page. */
static int turn_to(const struct dt_run *run, struct dt_run_page *page,
                   const struct dt_run_bucket *b, size_t block, size_t count,
                   struct dt_err *err)
{
    const uint64_t offset = b->offset +
                            block * DT_RUN_BLOCK * sizeof *page->posting;
    int rc;

    if (page->offset == offset)
        return DT_OK;
    page->offset = 0;
    rc = dt_file_read_at(run->fd, run->path, page->posting,
                         count * sizeof *page->posting, offset, err);
    if (rc == DT_OK && dt_run_sum(page->posting, count) != b->blocks[block].sum)
        rc = dt_run_damaged(run, err);
    if (rc == DT_OK)
        page->offset = offset;
    return rc;
}

/* The first block that may have a posting from low on. */
static size_t first_block(const struct dt_run_bucket *b, size_t count,
                          uint64_t low)
{
    size_t from = 0, to = count;

    while (from < to) {
        const size_t middle = from + (to - from) / 2;

        if (b->blocks[middle].first < low)
            from = middle + 1;
        else
            to = middle;
    }
    return from ? from - 1 : 0;
}

/* The first of so many postings that is not below a value. */
static size_t lower_bound(const uint64_t *posting, size_t count, uint64_t value)
{
    size_t from = 0, to = count;

    while (from < to) {
        const size_t middle = from + (to - from) / 2;

        if (posting[middle] < value)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

int dt_run_find(const struct dt_run *run, struct dt_run_page *page,
                size_t bucket, uint64_t key, struct dt_groups *found,
                struct dt_err *err)
{
    const struct dt_run_bucket *b = &run->bucket[bucket];
    const size_t blocks = dt_run_blocks(b->count);
    const uint64_t low = key << DT_RUN_TEXT_BITS;
    const uint64_t last = low | (DT_RUN_MOST - 1);
    int rc = DT_OK;

    for (size_t i = first_block(b, blocks, low);
         rc == DT_OK && i < blocks && b->blocks[i].first <= last; i++) {
        const size_t left = b->count - i * DT_RUN_BLOCK;
        const size_t count = left < DT_RUN_BLOCK ? left : DT_RUN_BLOCK;

        rc = turn_to(run, page, b, i, count, err);
        if (rc == DT_OK)
            rc = dt_groups_reserve(found, count, err);
        for (size_t k = lower_bound(page->posting, count, low);
             rc == DT_OK && k < count && page->posting[k] <= last; k++)
            found->word[found->count++] = (uint32_t)(page->posting[k] - low);
    }
    return rc;
}
