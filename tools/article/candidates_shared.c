#include <stdlib.h>

#include "article/candidates.h"
#include "base/pool.h"

/* One shingle in so many is indexed, by its hash: in every text the same. */
enum { SAMPLE = 8 };

/* Items that one call of the pool's function does. */
enum { BLOCK = 256 };

/* A sampled shingle that several texts have: entries from start on. */
struct place {
    uint32_t start, end;
};

/* What a worker counts: of each item how often it was met, and who was met. */
struct meeting {
    uint32_t *times, *met;
    size_t count;
};

struct index {
    const struct dt_candidate_item *items;
    size_t count;
    unsigned threshold;
    struct dt_keyed *entries; /* shingle and item, in order */
    size_t entry_count;
    uint32_t *sampled; /* of each item, how many different shingles */
    size_t *first;     /* where an item's places start, then where they end */
    struct place *places;     /* where an item's shingles are in entries */
    struct dt_pairs *found;   /* one a worker */
    struct meeting *meetings; /* likewise */
};

static int fill(struct index *x, struct dt_err *err)
{
    size_t n = 0;

    for (size_t i = 0; i < x->count; i++)
        for (size_t j = 0; j < x->items[i].count; j++)
            n += x->items[i].shingles[j] % SAMPLE == 0;
    if (n > UINT32_MAX)
        return DT_FAIL(err, DT_EFORMAT,
                       "%zu words are more than can be compared at once",
                       n * SAMPLE);
    x->entries = calloc(n + 1, sizeof *x->entries);
    if (!x->entries)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu shingles", n);
    for (size_t i = 0; i < x->count; i++)
        for (size_t j = 0; j < x->items[i].count; j++)
            if (x->items[i].shingles[j] % SAMPLE == 0)
                x->entries[x->entry_count++] =
                    (struct dt_keyed){x->items[i].shingles[j], (uint32_t)i};
    return dt_radix_sort(x->entries, x->entry_count, err);
}

/* Drop an item's repetitions of a shingle, and count what each has. */
static void count_sampled(struct index *x)
{
    size_t kept = 0;

    for (size_t i = 0; i < x->entry_count; i++) {
        const struct dt_keyed e = x->entries[i];

        if (kept && x->entries[kept - 1].key == e.key &&
            x->entries[kept - 1].item == e.item)
            continue;
        x->entries[kept++] = e;
        x->sampled[e.item]++;
    }
    x->entry_count = kept;
}

static size_t group_end(const struct index *x, size_t from)
{
    size_t end = from + 1;

    while (end < x->entry_count && x->entries[end].key == x->entries[from].key)
        end++;
    return end;
}

static uint64_t start_of_signature(const struct dt_candidate_item *item)
{
    return (uint64_t)item->signature[0] << 32 | item->signature[1];
}

/* Crowds are settled here; of the other groups each item learns its places. */
static int place_groups(struct index *x, struct dt_pairs *out,
                        struct dt_err *err)
{
    size_t total = 0, end;
    int rc = DT_OK;

    for (size_t from = 0; from < x->entry_count; from = end) {
        end = group_end(x, from);
        for (size_t i = from; end - from > 1 && i < end; i++)
            if (end - from <= DT_CANDIDATES_CROWD)
                x->first[x->entries[i].item + 1]++;
    }
    for (size_t i = 0; i < x->count; i++)
        total = x->first[i + 1] += total;
    x->places = calloc(total + 1, sizeof *x->places);
    if (!x->places)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for an index");
    for (size_t from = 0; rc == DT_OK && from < x->entry_count; from = end) {
        end = group_end(x, from);
        if (end - from < 2)
            continue;
        for (size_t i = from; i < end; i++) {
            struct dt_keyed *e = &x->entries[i];

            if (end - from <= DT_CANDIDATES_CROWD)
                x->places[x->first[e->item]++] = (struct place){(uint32_t)i + 1,
                                                                (uint32_t)end};
        }
        if (end - from > DT_CANDIDATES_CROWD) {
            for (size_t i = from; i < end; i++)
                x->entries[i].key =
                    start_of_signature(&x->items[x->entries[i].item]);
            rc = dt_candidates_crowd(x->items, x->entries + from, end - from,
                                     out, err);
        }
    }
    return rc;
}

static int take_item(const struct index *x, size_t item, struct meeting *m,
                     struct dt_pairs *out, struct dt_err *err)
{
    int rc = DT_OK;

    m->count = 0;
    for (size_t p = item ? x->first[item - 1] : 0; p < x->first[item]; p++)
        for (size_t i = x->places[p].start; i < x->places[p].end; i++) {
            uint32_t other = x->entries[i].item;

            if (m->times[other]++ == 0)
                m->met[m->count++] = other;
        }
    for (size_t i = 0; i < m->count; i++) {
        uint32_t other = m->met[i];
        uint64_t least = x->sampled[item] < x->sampled[other]
                             ? x->sampled[item]
                             : x->sampled[other];

        if (rc == DT_OK &&
            (uint64_t)m->times[other] * 2000 >= least * x->threshold)
            rc = dt_pairs_add(out, (uint32_t)item, other, err);
        m->times[other] = 0;
    }
    return rc;
}

static int take_block(void *ctx, unsigned worker, size_t block,
                      struct dt_err *err)
{
    const struct index *x = ctx;
    size_t end = (block + 1) * BLOCK < x->count ? (block + 1) * BLOCK
                                                : x->count;
    int rc = DT_OK;

    for (size_t i = block * BLOCK; rc == DT_OK && i < end; i++)
        rc = take_item(x, i, &x->meetings[worker], &x->found[worker], err);
    return rc;
}

static int new_meetings(struct index *x, unsigned threads, struct dt_err *err)
{
    x->found = calloc(threads, sizeof *x->found);
    x->meetings = calloc(threads, sizeof *x->meetings);
    if (!x->found || !x->meetings)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %u threads",
                       threads);
    for (unsigned i = 0; i < threads; i++) {
        struct meeting *m = &x->meetings[i];

        m->times = calloc(x->count + 1, sizeof *m->times);
        m->met = calloc(x->count + 1, sizeof *m->met);
        if (!m->times || !m->met)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu texts",
                           x->count);
    }
    return DT_OK;
}

static void release(struct index *x, unsigned threads)
{
    for (unsigned i = 0; i < threads; i++) {
        if (x->found)
            dt_pairs_release(&x->found[i]);
        if (x->meetings) {
            free(x->meetings[i].times);
            free(x->meetings[i].met);
        }
    }
    free(x->found);
    free(x->meetings);
    free(x->entries);
    free(x->sampled);
    free(x->first);
    free(x->places);
}

int dt_candidates_shared(const struct dt_candidate_item *items, size_t count,
                         unsigned threshold, unsigned threads,
                         struct dt_pairs *out, struct dt_err *err)
{
    struct index x = {.items = items,
                      .count = count,
                      .threshold = threshold,
                      .sampled = calloc(count + 1, sizeof *x.sampled),
                      .first = calloc(count + 1, sizeof *x.first)};
    int rc = DT_OK;

    if (!x.sampled || !x.first)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu texts", count);
    if (rc == DT_OK)
        rc = fill(&x, err);
    if (rc == DT_OK) {
        count_sampled(&x);
        rc = place_groups(&x, out, err);
    }
    if (rc == DT_OK)
        rc = new_meetings(&x, threads, err);
    if (rc == DT_OK)
        rc = dt_pool_run(threads, (count + BLOCK - 1) / BLOCK, take_block, &x,
                         err);
    for (unsigned i = 0; rc == DT_OK && i < threads; i++)
        rc = dt_pairs_merge(out, &x.found[i], err);
    release(&x, threads);
    return rc;
}
