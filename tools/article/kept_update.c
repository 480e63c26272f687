/*
 * The pairs that may be copies since some texts came or went (kept.h).
 */
#include <stdlib.h>

#include "article/candidates.h"
#include "article/kept_meet.h"
#include "base/array.h"

/*
 * More than this share of all texts, and more pairs of old texts than these
 * to look at again: then it is cheaper to join all.
 */
enum { SHARE = 8, DOUBTS = 1 << 16 };

/* Numbers or pairs, growing. */
struct list {
    uint64_t *item;
    size_t count, cap;
};

struct update {
    struct dt_dedup *d;
    struct dt_kept_meeting meeting;
    struct list keys;   /* with their buckets: of what came or went */
    struct list met;    /* pairs, for each sampled key at which they meet now */
    struct list doubts; /* pairs of texts that stayed, which a key parted or
                           joined */
    struct dt_spill *pairs; /* to be verified */
};

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory to compare texts");
}

static int append(struct list *list, uint64_t item, struct dt_err *err)
{
    uint64_t *items = dt_array_room(list->item, &list->cap, list->count,
                                    sizeof *items);

    if (!items)
        return no_memory(err);
    list->item = items;
    items[list->count++] = item;
    return DT_OK;
}

static int by_value(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static void sort(struct list *list)
{
    if (list->count)
        qsort(list->item, list->count, sizeof *list->item, by_value);
}

/* Sorted, each once. */
static void settle(struct list *list)
{
    size_t kept = 0;

    sort(list);
    for (size_t i = 0; i < list->count; i++)
        if (kept == 0 || list->item[i] != list->item[kept - 1])
            list->item[kept++] = list->item[i];
    list->count = kept;
}

/* Two that meet now, and did not before. */
static int note_met(struct update *u, uint32_t x, uint32_t y, bool stayed,
                    struct dt_err *err)
{
    const uint64_t pair = dt_kept_pair(x, y);

    if (stayed && dt_kept_edge(u->d->kept, pair))
        return DT_OK;
    if (u->meeting.bucket >= DT_SKETCH_PARTS)
        return dt_pairs_add(u->pairs, x, y, err);
    return append(stayed ? &u->doubts : &u->met, pair, err);
}

/* Of two that met and do not only an edge is in doubt. */
static int note(void *ctx, uint32_t x, uint32_t y, bool parted,
                struct dt_err *err)
{
    struct update *u = ctx;
    const bool stayed = !dt_kept_changed(&u->meeting, x) &&
                        !dt_kept_changed(&u->meeting, y);
    const uint64_t pair = dt_kept_pair(x, y);

    if (!parted)
        return note_met(u, x, y, stayed, err);
    return stayed && dt_kept_edge(u->d->kept, pair)
               ? append(&u->doubts, pair, err)
               : DT_OK;
}

static int take_key(struct update *u, uint64_t key, struct dt_err *err)
{
    int rc = dt_kept_meeting_at(&u->meeting, key, err);

    return rc < 0 ? rc : dt_kept_meeting_changes(&u->meeting, note, u, err);
}

/* Whether two texts with so many sampled keys at which they meet are a pair. */
static bool share_enough(const struct update *u, uint64_t pair, uint64_t times)
{
    return dt_candidates_enough(&u->meeting.texts[pair >> 32],
                                &u->meeting.texts[(uint32_t)pair], times,
                                dt_dedup_least_share(u->d));
}

static int add_pair(struct update *u, uint64_t pair, struct dt_err *err)
{
    return dt_pairs_add(u->pairs, (uint32_t)(pair >> 32), (uint32_t)pair, err);
}

/* Those with a text that is new: all the keys they share were looked at. */
static int take_met(struct update *u, struct dt_err *err)
{
    size_t end;
    int rc = DT_OK;

    sort(&u->met);
    for (size_t i = 0; rc == DT_OK && i < u->met.count; i = end) {
        for (end = i + 1; end < u->met.count; end++)
            if (u->met.item[end] != u->met.item[i])
                break;
        if (share_enough(u, u->met.item[i], end - i))
            rc = add_pair(u, u->met.item[i], err);
    }
    return rc;
}

static int keys_of(const struct update *u, uint32_t number, struct list *out,
                   struct dt_err *err)
{
    struct dt_sketch sketch = DT_SKETCH_INIT;
    int rc = dt_kept_file_sketch(u->d, u->d->group[number], &sketch, err);

    for (size_t i = 0; rc == DT_OK && i < sketch.count; i++)
        rc = append(out, sketch.key[i], err);
    dt_sketch_release(&sketch);
    return rc;
}

/* A key that the texts of a doubt share, and what has come of the doubt. */
struct shared_key {
    uint64_t key;
    size_t doubt;
};

struct shared_keys {
    struct shared_key *item;
    size_t count, cap;
};

static int by_key(const void *a, const void *b)
{
    const struct shared_key *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->doubt > y->doubt) - (x->doubt < y->doubt);
}

static int list_shared(const struct update *u, size_t doubt,
                       struct shared_keys *out, struct dt_err *err)
{
    struct list a = {NULL, 0, 0}, b = {NULL, 0, 0};
    int rc = keys_of(u, (uint32_t)(u->doubts.item[doubt] >> 32), &a, err);

    if (rc == DT_OK)
        rc = keys_of(u, (uint32_t)u->doubts.item[doubt], &b, err);
    settle(&a);
    settle(&b);
    for (size_t i = 0, k = 0; rc == DT_OK && i < a.count && k < b.count;) {
        if (a.item[i] == b.item[k]) {
            struct shared_key *item = dt_array_room(out->item, &out->cap,
                                                    out->count, sizeof *item);

            if (!item) {
                rc = no_memory(err);
                break;
            }
            out->item = item;
            item[out->count++] = (struct shared_key){a.item[i], doubt};
        }
        if (a.item[i] <= b.item[k])
            i++;
        else
            k++;
    }
    free(a.item);
    free(b.item);
    return rc;
}

/* At how many sampled keys each doubt's texts meet; UINT64_MAX: in a band. */
static int count_meetings(struct update *u, const struct shared_keys *shared,
                          uint64_t *times, struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < shared->count; i++) {
        const struct shared_key *s = &shared->item[i];
        const uint64_t pair = u->doubts.item[s->doubt];

        if (i == 0 || s->key != s[-1].key)
            rc = dt_kept_meeting_at(&u->meeting, s->key, err);
        if (rc < 0 ||
            !dt_kept_meet(&u->meeting, (uint32_t)(pair >> 32), (uint32_t)pair))
            continue;
        if (u->meeting.bucket >= DT_SKETCH_PARTS)
            times[s->doubt] = UINT64_MAX;
        else if (times[s->doubt] != UINT64_MAX)
            times[s->doubt]++;
    }
    return rc;
}

/* What is no pair any more is no edge, and what has become one may be. */
static int judge_doubts(struct update *u, const uint64_t *times,
                        struct dt_err *err)
{
    struct dt_kept *k = u->d->kept;
    size_t at = 0, kept = 0;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < u->doubts.count; i++) {
        const uint64_t pair = u->doubts.item[i];
        const bool is_pair = times[i] == UINT64_MAX ||
                             share_enough(u, pair, times[i]);

        while (at < k->edge_count && k->edges[at].key < pair)
            k->edges[kept++] = k->edges[at++];
        if (at < k->edge_count && k->edges[at].key == pair) {
            if (is_pair)
                k->edges[kept++] = k->edges[at];
            at++;
        } else if (is_pair)
            rc = add_pair(u, pair, err);
    }
    while (at < k->edge_count)
        k->edges[kept++] = k->edges[at++];
    k->edge_count = kept;
    return rc;
}

static int take_doubts(struct update *u, struct dt_err *err)
{
    struct shared_keys shared = {NULL, 0, 0};
    uint64_t *times = calloc(u->doubts.count + 1, sizeof *times);
    int rc = times ? DT_OK : no_memory(err);

    for (size_t i = 0; rc == DT_OK && i < u->doubts.count; i++)
        rc = list_shared(u, i, &shared, err);
    if (shared.count)
        qsort(shared.item, shared.count, sizeof *shared.item, by_key);
    if (rc == DT_OK)
        rc = count_meetings(u, &shared, times, err);
    if (rc == DT_OK)
        rc = judge_doubts(u, times, err);
    free(shared.item);
    free(times);
    return rc;
}

/* Edges of texts that are gone are none. */
static void drop_gone(struct update *u)
{
    struct dt_kept *k = u->d->kept;
    size_t kept = 0;

    for (size_t i = 0; i < k->edge_count; i++)
        if (u->meeting.is[k->edges[i].key >> 32] &&
            u->meeting.is[(uint32_t)k->edges[i].key])
            k->edges[kept++] = k->edges[i];
    k->edge_count = kept;
}

static int update(struct update *u, bool *done, struct dt_err *err)
{
    int rc = DT_OK;

    settle(&u->keys);
    for (size_t i = 0; rc == DT_OK && i < u->keys.count; i++)
        rc = take_key(u, u->keys.item[i], err);
    settle(&u->doubts);
    if (rc < 0 || u->doubts.count > DOUBTS)
        return rc;
    drop_gone(u);
    rc = take_met(u, err);
    *done = true;
    return rc < 0 ? rc : take_doubts(u, err);
}

/* The keys of who came or went, unless these are many; how many they are. */
static int list_keys(struct update *u, size_t *count, struct dt_err *err)
{
    const size_t groups = u->d->group_count;
    int rc = DT_OK;

    *count = 0;
    for (uint32_t i = 0; i < groups; i++)
        *count += dt_kept_changed(&u->meeting, i);
    for (uint32_t i = 0; rc == DT_OK && *count <= groups / SHARE && i < groups;
         i++)
        if (dt_kept_changed(&u->meeting, i))
            rc = keys_of(u, i, &u->keys, err);
    return rc;
}

int dt_kept_update(struct dt_dedup *d, struct dt_spill *pairs, bool *done,
                   struct dt_err *err)
{
    struct update u = {.d = d, .pairs = pairs};
    size_t count = 0;
    int rc;

    *done = false;
    if (!d->kept->recalled || d->run_count != d->kept->file_count)
        return DT_OK;
    rc = dt_kept_meeting_init(&u.meeting, d, err);
    if (rc == DT_OK)
        rc = list_keys(&u, &count, err);
    d->kept->unchanged = rc == DT_OK && count == 0;
    if (rc == DT_OK && count <= d->group_count / SHARE)
        rc = update(&u, done, err);
    dt_kept_meeting_release(&u.meeting);
    free(u.keys.item);
    free(u.met.item);
    free(u.doubts.item);
    return rc;
}
