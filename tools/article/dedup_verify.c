/*
 * The texts of each pair, read again and held against each other
 * (dedup_parts.h).
 */
#include <stdlib.h>
#include <string.h>

#include "article/dedup_parts.h"
#include "base/pool.h"
#include "base/radix.h"

/*
 * Pairs that one call of the pool's function compares; pairs that are taken
 * at a time; sets that a worker may hold.
 */
enum { BLOCK = 256, BATCH = 1 << 18, SLOTS = 4096 };

/* A text's shingles, sorted, each once. */
struct set {
    uint64_t *hash;
    size_t count;
    uint32_t number; /* of the group */
};

/* What a worker has read again: its copies are compared soon after it. */
struct shelf {
    struct set slots[SLOTS];
    uint64_t bytes;
    struct dt_buf raw;
    struct dt_dedup_text text;
    struct dt_shingles spare;
};

struct verification {
    const struct dt_dedup *d;
    uint32_t (*pairs)[2]; /* a batch of them */
    struct dt_dedup_verdict *verdicts;
    size_t count;
    struct shelf *shelves; /* one a worker */
    uint64_t most;         /* bytes a shelf */
};

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory to compare texts");
}

static void clear(struct shelf *shelf)
{
    for (size_t i = 0; i < SLOTS; i++) {
        free(shelf->slots[i].hash);
        shelf->slots[i] = (struct set){NULL, 0, 0};
    }
    shelf->bytes = 0;
}

/* The shingles of a group's text, as they stand, in shelf->text. */
static int read_again(const struct verification *v, unsigned worker,
                      const struct dt_dedup_group *g, struct dt_err *err)
{
    const struct dt_dedup_reader *reader = &v->d->options.reader;
    struct shelf *shelf = &v->shelves[worker];
    int rc;

    dt_buf_reset(&shelf->raw);
    rc = reader->read(reader->ctx, worker, g->place, &shelf->raw, err);
    if (rc == DT_OK)
        rc = dt_dedup_read_shingles(v->d, dt_buf_str(&shelf->raw), &shelf->text,
                                    err);
    if (rc == DT_OK &&
        memcmp(shelf->text.print.identity, g->identity, DT_DIGEST_SIZE) != 0)
        rc = DT_FAIL(err, DT_EMISMATCH,
                     "the text of '%.200s' has changed since it was read",
                     v->d->items[v->d->member[g->first]].id);
    return rc;
}

/* The set of what was read last. */
static int settle(struct shelf *shelf, struct set *out, struct dt_err *err)
{
    const size_t count = shelf->text.shingles.count;
    uint64_t *hash = malloc(count * sizeof *hash + 1);

    if (hash && shelf->spare.cap < count) {
        free(shelf->spare.hash);
        shelf->spare.hash = malloc(count * sizeof *hash);
        shelf->spare.cap = shelf->spare.hash ? count : 0;
    }
    if (!hash || shelf->spare.cap < count) {
        free(hash);
        return no_memory(err);
    }
    if (count)
        memcpy(hash, shelf->text.shingles.hash, count * sizeof *hash);
    out->hash = hash;
    out->count = dt_shingles_settle(hash, count, shelf->spare.hash);
    return DT_OK;
}

/* Never asked for a slot whose set is still needed: see compare_pair(). */
static int get(const struct verification *v, unsigned worker, uint32_t number,
               struct set *out, struct dt_err *err)
{
    const struct dt_dedup_group *g = &v->d->groups[v->d->group[number]];
    struct shelf *shelf = &v->shelves[worker];
    struct set *slot = &shelf->slots[number % SLOTS];
    int rc;

    if (slot->hash && slot->number == number) {
        *out = *slot;
        return DT_OK;
    }
    rc = read_again(v, worker, g, err);
    if (rc < 0)
        return rc;
    if (slot->hash)
        shelf->bytes -= slot->count * sizeof *slot->hash;
    free(slot->hash);
    *slot = (struct set){NULL, 0, number};
    rc = settle(shelf, slot, err);
    shelf->bytes += rc == DT_OK ? slot->count * sizeof *slot->hash : 0;
    *out = *slot;
    return rc;
}

static struct dt_dedup_verdict judge(const struct dt_dedup *d,
                                     const struct set *a, const struct set *b)
{
    const size_t least = a->count < b->count ? a->count : b->count;
    const uint64_t common = dt_shingles_common(a->hash, a->count, b->hash,
                                               b->count);
    const uint64_t all = a->count + b->count - common;

    if (common * 1000 < all * d->options.near &&
        (common * 1000 < least * (uint64_t)d->options.contains ||
         least < DT_DEDUP_CONTAINED))
        return (struct dt_dedup_verdict){0, 0};
    return (struct dt_dedup_verdict){(uint16_t)(common * 1000 / all),
                                     (uint16_t)(common * 1000 / least)};
}

/* Whether the run before has the verdict on two groups. */
static bool is_kept(const struct dt_dedup *d, uint32_t x, uint32_t y,
                    struct dt_dedup_verdict *out)
{
    const struct dt_keyed *edge =
        d->kept ? dt_kept_edge(d->kept, dt_kept_pair(x, y)) : NULL;

    if (edge)
        *out = dt_kept_verdict(edge);
    return edge != NULL;
}

/* Two whose sets belong into one slot are held one beside it. */
static int compare_pair(const struct verification *v, unsigned worker,
                        size_t pair, struct dt_err *err)
{
    const uint32_t x = v->pairs[pair][0], y = v->pairs[pair][1];
    struct shelf *shelf = &v->shelves[worker];
    const bool collide = x % SLOTS == y % SLOTS;
    struct set a, b;
    int rc;

    if (is_kept(v->d, x, y, &v->verdicts[pair]))
        return DT_OK;
    if (shelf->bytes > v->most)
        clear(shelf);
    rc = get(v, worker, x, &a, err);
    if (rc == DT_OK && collide) {
        shelf->bytes -= a.count * sizeof *a.hash;
        shelf->slots[x % SLOTS] = (struct set){NULL, 0, 0};
    }
    if (rc == DT_OK) {
        rc = get(v, worker, y, &b, err);
        if (rc == DT_OK)
            v->verdicts[pair] = judge(v->d, &a, &b);
        if (collide)
            free(a.hash);
    }
    return rc;
}

static int compare_block(void *ctx, unsigned worker, size_t block,
                         struct dt_err *err)
{
    const struct verification *v = ctx;
    const size_t end = (block + 1) * BLOCK < v->count ? (block + 1) * BLOCK
                                                      : v->count;
    int rc = DT_OK;

    for (size_t i = block * BLOCK; rc == DT_OK && i < end; i++)
        rc = compare_pair(v, worker, i, err);
    return rc;
}

/* Who stands for all that hang together: the lowest number of them. */
static uint32_t root_of(uint32_t *parent, uint32_t x)
{
    while (parent[x] != x) {
        parent[x] = parent[parent[x]];
        x = parent[x];
    }
    return x;
}

/* Who hangs together with whom, and pairs in that order. */
struct ordering {
    uint32_t *parent;
    struct dt_spill *out;
};

static int unite(void *ctx, const struct dt_keyed *pair, struct dt_err *err)
{
    const struct ordering *o = ctx;
    const uint32_t x = root_of(o->parent, (uint32_t)(pair->key >> 32));
    const uint32_t y = root_of(o->parent, (uint32_t)pair->key);

    (void)err;
    o->parent[x < y ? y : x] = x < y ? x : y;
    return DT_OK;
}

static int put_pair(void *ctx, const struct dt_keyed *pair, struct dt_err *err)
{
    const struct ordering *o = ctx;
    const uint32_t x = (uint32_t)(pair->key >> 32);

    return dt_spill_keyed(o->out, (uint64_t)root_of(o->parent, x) << 32 | x,
                          (uint32_t)pair->key, err);
}

/* Pairs that hang together one after the other: texts are read once. */
static int put_in_order(const struct dt_dedup *d, struct dt_spill *pairs,
                        struct dt_spill *out, struct dt_err *err)
{
    struct ordering o = {malloc((d->group_count + 1) * sizeof *o.parent), out};
    int rc = o.parent ? DT_OK : no_memory(err);

    for (size_t i = 0; rc == DT_OK && i < d->group_count; i++)
        o.parent[i] = (uint32_t)i;
    if (rc == DT_OK)
        rc = dt_spill_each(pairs, unite, &o, err);
    if (rc == DT_OK)
        rc = dt_spill_each(pairs, put_pair, &o, err);
    free(o.parent);
    dt_spill_release(pairs);
    return rc < 0 ? rc : dt_spill_settle(out, err);
}

static int take_batch(struct verification *v, struct dt_spill_reader *reader,
                      struct dt_err *err)
{
    struct dt_keyed pair;
    bool more = true;
    int rc = DT_OK;

    for (v->count = 0; v->count < BATCH; v->count++) {
        rc = dt_spill_next(reader, &pair, &more, err);
        if (rc < 0 || !more)
            break;
        v->pairs[v->count][0] = (uint32_t)pair.key;
        v->pairs[v->count][1] = pair.item;
    }
    return rc;
}

static int verify(struct verification *v, const struct dt_spill *ordered,
                  unsigned threads, dt_dedup_verdict_fn fn, void *ctx,
                  struct dt_err *err)
{
    struct dt_spill_reader reader;
    int rc = dt_spill_open(&reader, ordered, err);

    do {
        if (rc == DT_OK)
            rc = take_batch(v, &reader, err);
        if (rc == DT_OK)
            rc = dt_pool_run(threads, (v->count + BLOCK - 1) / BLOCK,
                             compare_block, v, err);
        for (size_t i = 0; rc == DT_OK && i < v->count; i++)
            if (v->verdicts[i].containment)
                rc = fn(ctx, v->pairs[i][0], v->pairs[i][1], v->verdicts[i],
                        err);
    } while (rc == DT_OK && v->count == BATCH);
    dt_spill_close(&reader);
    return rc;
}

int dt_dedup_verify(const struct dt_dedup *d, struct dt_spill *pairs,
                    unsigned threads, dt_dedup_verdict_fn fn, void *ctx,
                    struct dt_err *err)
{
    struct verification v = {.d = d,
                             .pairs = malloc(BATCH * sizeof *v.pairs),
                             .verdicts = malloc(BATCH * sizeof *v.verdicts),
                             .shelves = calloc(threads, sizeof *v.shelves),
                             .most = d->options.memory / 4 / threads};
    struct dt_spill ordered = DT_SPILL_INIT(DT_SPILL_KEYED);
    int rc = v.pairs && v.verdicts && v.shelves ? DT_OK : no_memory(err);

    dt_dedup_bound(d, &ordered, 1);
    for (unsigned i = 0; v.shelves && i < threads; i++) {
        v.shelves[i].raw = DT_BUF_INIT(SIZE_MAX / 4);
        dt_dedup_text_init(&v.shelves[i].text);
    }
    if (rc == DT_OK)
        rc = put_in_order(d, pairs, &ordered, err);
    if (rc == DT_OK)
        rc = verify(&v, &ordered, threads, fn, ctx, err);
    for (unsigned i = 0; v.shelves && i < threads; i++) {
        clear(&v.shelves[i]);
        dt_buf_release(&v.shelves[i].raw);
        dt_dedup_text_release(&v.shelves[i].text);
        dt_shingles_release(&v.shelves[i].spare);
    }
    free(v.shelves);
    free(v.pairs);
    free(v.verdicts);
    dt_spill_release(&ordered);
    return rc;
}
