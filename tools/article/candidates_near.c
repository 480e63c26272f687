#include <stdlib.h>

#include "article/candidates.h"
#include "base/pool.h"
#include "base/radix.h"

size_t dt_candidates_rows(size_t permutations, unsigned threshold)
{
    const double t = threshold / 1000.0;
    size_t rows = 1;

    for (;;) {
        double band = 1, missed = 1;

        for (size_t i = 0; i <= rows; i++)
            band *= t;
        for (size_t i = 0; i < permutations / (rows + 1); i++)
            missed *= 1 - band;
        if (missed > 0.01 || permutations / (rows + 1) == 0 || rows == 16)
            return rows;
        rows++;
    }
}

/* What the bands share, and what each worker has found. */
struct bands {
    const struct dt_candidate_item *items;
    size_t count, rows, permutations;
    struct dt_pairs *found;  /* one a worker */
    struct dt_keyed **keyed; /* likewise, count items */
};

static uint64_t band_key(const struct bands *b, size_t item, size_t band)
{
    const uint32_t *row = b->items[item].signature + band * b->rows;
    uint64_t key = band + 1;

    for (size_t i = 0; i < b->rows; i++) {
        key = (key ^ row[i]) * 0x9e3779b97f4a7c15u;
        key ^= key >> 29;
    }
    return key;
}

/* The most shingles first; of several the first in order. */
static uint32_t fullest(const struct dt_candidate_item *items,
                        const struct dt_keyed *crowd, size_t count)
{
    uint32_t best = crowd[0].item;

    for (size_t i = 1; i < count; i++)
        if (items[crowd[i].item].count > items[best].count ||
            (items[crowd[i].item].count == items[best].count &&
             crowd[i].item < best))
            best = crowd[i].item;
    return best;
}

static int pair_up(const struct dt_keyed *group, size_t count, size_t next,
                   struct dt_pairs *out, struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < count; i++)
        for (size_t j = i + 1; rc == DT_OK && j < count && j - i <= next; j++)
            rc = dt_pairs_add(out, group[i].item, group[j].item, err);
    return rc;
}

int dt_candidates_crowd(const struct dt_candidate_item *items,
                        struct dt_keyed *crowd, size_t count,
                        struct dt_pairs *out, struct dt_err *err)
{
    uint32_t centre = fullest(items, crowd, count);
    int rc = dt_radix_sort(crowd, count, err);

    for (size_t i = 0; rc == DT_OK && i < count; i++)
        if (crowd[i].item != centre)
            rc = dt_pairs_add(out, centre, crowd[i].item, err);
    return rc < 0 ? rc : pair_up(crowd, count, DT_CANDIDATES_NEXT, out, err);
}

/* A crowd is ordered by another band: who agrees there too stands together. */
static int take_group(const struct bands *b, struct dt_keyed *group,
                      size_t count, size_t band, struct dt_pairs *out,
                      struct dt_err *err)
{
    size_t other = (band + 1) % (b->permutations / b->rows);

    if (count <= DT_CANDIDATES_CROWD)
        return pair_up(group, count, count, out, err);
    for (size_t i = 0; i < count; i++)
        group[i].key = band_key(b, group[i].item, other);
    return dt_candidates_crowd(b->items, group, count, out, err);
}

static int take_band(void *ctx, unsigned worker, size_t band,
                     struct dt_err *err)
{
    const struct bands *b = ctx;
    struct dt_keyed *keyed = b->keyed[worker];
    size_t used = 0, end;
    int rc;

    for (size_t i = 0; i < b->count; i++)
        if (b->items[i].count)
            keyed[used++] = (struct dt_keyed){band_key(b, i, band),
                                              (uint32_t)i};
    rc = dt_radix_sort(keyed, used, err);
    for (size_t from = 0; rc == DT_OK && from < used; from = end) {
        for (end = from + 1; end < used; end++)
            if (keyed[end].key != keyed[from].key)
                break;
        if (end - from > 1)
            rc = take_group(b, keyed + from, end - from, band,
                            &b->found[worker], err);
    }
    /* The same pair comes out of many bands. */
    if (rc == DT_OK)
        dt_pairs_settle(&b->found[worker]);
    return rc;
}

int dt_candidates_near(const struct dt_candidate_item *items, size_t count,
                       size_t permutations, unsigned threshold,
                       unsigned threads, struct dt_pairs *out,
                       struct dt_err *err)
{
    struct bands b = {.items = items,
                      .count = count,
                      .rows = dt_candidates_rows(permutations, threshold),
                      .permutations = permutations,
                      .found = calloc(threads, sizeof *b.found),
                      .keyed = calloc(threads, sizeof *b.keyed)};
    int rc = DT_OK;

    if (!b.found || !b.keyed)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for %u threads",
                     threads);
    for (unsigned i = 0; rc == DT_OK && i < threads; i++) {
        b.keyed[i] = calloc(count + 1, sizeof **b.keyed);
        if (!b.keyed[i])
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu texts",
                         count);
    }
    if (rc == DT_OK)
        rc = dt_pool_run(threads, permutations / b.rows, take_band, &b, err);
    for (unsigned i = 0; i < threads; i++) {
        if (rc == DT_OK)
            rc = dt_pairs_merge(out, &b.found[i], err);
        if (b.found)
            dt_pairs_release(&b.found[i]);
        if (b.keyed)
            free(b.keyed[i]);
    }
    free(b.found);
    free(b.keyed);
    return rc;
}
