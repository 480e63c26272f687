/*
 * The pairs that may be copies since some texts came or went (kept.h), by the
 * rules of candidates.h: two texts meet at a key that both have, unless so many
 * have it that they stand apart there.
 */
#include <stdlib.h>
#include <string.h>

#include "article/dedup_parts.h"
#include "article/run_find.h"
#include "base/array.h"

/*
 * More than this share of all texts, and more pairs of old texts than these
 * to look at again: then it is cheaper to join all.
 */
enum { SHARE = 8, DOUBTS = 1 << 16 };

/* Absent from an order. */
#define NOWHERE UINT32_MAX

/* Numbers or pairs, growing. */
struct list {
    uint64_t *item;
    size_t count, cap;
};

/*
 * The texts of one side that have a key, in the order in which they meet: as
 * numbers, then as members; and the place of each member in it.
 */
struct side {
    struct dt_groups order, place;
};

struct update {
    struct dt_dedup *d;
    struct dt_join join;        /* by which crowds are put in order */
    struct dt_join_text *texts; /* by number */
    bool *was, *is;             /* likewise: in the run before, in this one */
    struct dt_run_page *pages;  /* one a run */
    struct dt_groups members;   /* who has the key at hand: numbers, sorted */
    uint32_t *member;           /* of each number that is one, which */
    bool *near;                 /* of each member: a change may part it from
                                   others, or join it */
    size_t near_cap;
    struct side before, now;
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

static bool changed(const struct update *u, uint32_t number)
{
    return u->was[number] != u->is[number];
}

static int by_number(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Who has a key, in this run or the one before: u->members. */
static int find_members(struct update *u, uint64_t key, struct dt_err *err)
{
    const size_t bucket = key >> DT_SKETCH_KEY_BITS;
    const uint64_t low = key & ((UINT64_C(1) << DT_SKETCH_KEY_BITS) - 1);
    uint32_t *word;
    size_t kept = 0;
    int rc = DT_OK;

    u->members.count = 0;
    for (size_t i = 0; rc == DT_OK && i < u->d->run_count; i++) {
        const struct dt_run *run = &u->d->runs[i];
        size_t at = u->members.count;

        rc = dt_run_find(run, &u->pages[i], bucket, low, &u->members, err);
        for (; rc == DT_OK && at < u->members.count; at++) {
            word = &u->members.word[at];
            if (*word >= run->texts)
                return dt_run_damaged(run, err);
            *word = u->d->number[run->number[*word]];
        }
    }
    word = u->members.word;
    for (size_t i = 0; rc == DT_OK && i < u->members.count; i++)
        if (u->was[word[i]] || u->is[word[i]])
            word[kept++] = word[i];
    u->members.count = kept;
    if (kept)
        qsort(word, kept, sizeof *word, by_number);
    for (uint32_t i = 0; i < kept; i++)
        u->member[word[i]] = i;
    return rc;
}

/* Put those of the members who are on a side in their order. */
static int arrange(struct update *u, size_t bucket, const bool *there,
                   struct side *side, struct dt_err *err)
{
    const size_t count = u->members.count;
    struct dt_groups *order = &side->order, *place = &side->place;
    int rc;

    order->count = place->count = 0;
    rc = dt_groups_reserve(order, count, err);
    if (rc == DT_OK)
        rc = dt_groups_reserve(place, count, err);
    if (rc < 0)
        return rc;
    for (size_t i = 0; i < count; i++) {
        place->word[place->count++] = NOWHERE;
        if (there[u->members.word[i]])
            order->word[order->count++] = u->members.word[i];
    }
    if (order->count > DT_JOIN_CROWD)
        rc = dt_join_crowd(&u->join, bucket, order->word, order->count, err);
    for (uint32_t i = 0; rc == DT_OK && i < order->count; i++) {
        order->word[i] = u->member[order->word[i]];
        place->word[order->word[i]] = i;
    }
    return rc;
}

/* Whether two members meet, by their places in the order of so many. */
static bool meet(const struct side *side, size_t a, size_t b)
{
    const uint32_t x = side->place.word[a], y = side->place.word[b];

    if (x == NOWHERE || y == NOWHERE)
        return false;
    return side->order.count <= DT_JOIN_CROWD || x == 0 || y == 0 ||
           (x < y ? y - x : x - y) <= DT_JOIN_NEXT;
}

/* Two that meet now, and did not before. */
static int note_met(struct update *u, size_t bucket, uint32_t x, uint32_t y,
                    struct dt_err *err)
{
    const uint64_t pair = dt_kept_pair(x, y);
    const bool stayed = !changed(u, x) && !changed(u, y);

    if (stayed && dt_kept_edge(u->d->kept, pair))
        return DT_OK;
    if (bucket >= DT_SKETCH_PARTS)
        return dt_pairs_add(u->pairs, x, y, err);
    return append(stayed ? &u->doubts : &u->met, pair, err);
}

/* Two that met before, and do not now: what does it matter if they differ. */
static int note_parted(struct update *u, uint32_t x, uint32_t y,
                       struct dt_err *err)
{
    const uint64_t pair = dt_kept_pair(x, y);

    return !changed(u, x) && !changed(u, y) && dt_kept_edge(u->d->kept, pair)
               ? append(&u->doubts, pair, err)
               : DT_OK;
}

static bool is_crowd(const struct side *side)
{
    return side->order.count > DT_JOIN_CROWD;
}

/* Crowds whose first is the same: only who stands near a change is affected. */
static bool is_calm(const struct update *u)
{
    return is_crowd(&u->before) && is_crowd(&u->now) &&
           u->before.order.word[0] == u->now.order.word[0];
}

/* Mark who stands so near to a change that the change may lie between pairs. */
static void mark_near(struct update *u, const struct side *side)
{
    const uint32_t *order = side->order.word;
    size_t marked = 0; /* up to there */

    for (size_t i = 0; i < side->order.count; i++) {
        const size_t from = i > DT_JOIN_NEXT ? i - DT_JOIN_NEXT : 0;
        const size_t end = i + DT_JOIN_NEXT + 1;

        if (!changed(u, u->members.word[order[i]]))
            continue;
        for (size_t k = from > marked ? from : marked;
             k < end && k < side->order.count; k++)
            u->near[order[k]] = true;
        marked = end;
    }
}

static int mark(struct update *u, struct dt_err *err)
{
    const size_t count = u->members.count;
    bool *near = u->near;

    if (u->near_cap < count) {
        near = realloc(u->near, count * 2);
        if (!near)
            return no_memory(err);
        u->near = near;
        u->near_cap = count * 2;
    }
    if (count)
        memset(near, !is_calm(u), count);
    if (is_calm(u)) {
        mark_near(u, &u->before);
        mark_near(u, &u->now);
    }
    return DT_OK;
}

/* Pairs that meet on one side and not on the other. */
static int compare(struct update *u, size_t bucket, bool parted,
                   struct dt_err *err)
{
    const struct side *side = parted ? &u->before : &u->now;
    const struct side *other = parted ? &u->now : &u->before;
    const size_t count = side->order.count;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        const uint32_t a = side->order.word[i];
        const size_t end = !is_crowd(side) || i == 0 ||
                                   count - i <= DT_JOIN_NEXT
                               ? count
                               : i + DT_JOIN_NEXT + 1;

        for (size_t k = i + 1; k < end && (u->near[a] || i == 0); k++) {
            const uint32_t b = side->order.word[k];

            if (rc < 0 || !u->near[b] || meet(other, a, b))
                continue;
            rc = parted ? note_parted(u, u->members.word[a], u->members.word[b],
                                      err)
                        : note_met(u, bucket, u->members.word[a],
                                   u->members.word[b], err);
        }
    }
    return rc;
}

static int take_key(struct update *u, uint64_t key, struct dt_err *err)
{
    const size_t bucket = key >> DT_SKETCH_KEY_BITS;
    int rc = find_members(u, key, err);

    if (rc == DT_OK)
        rc = arrange(u, bucket, u->was, &u->before, err);
    if (rc == DT_OK)
        rc = arrange(u, bucket, u->is, &u->now, err);
    if (rc == DT_OK)
        rc = mark(u, err);
    if (rc == DT_OK)
        rc = compare(u, bucket, false, err);
    return rc < 0 ? rc : compare(u, bucket, true, err);
}

/* Whether two texts with so many sampled keys at which they meet are a pair. */
static bool share_enough(const struct update *u, uint64_t pair, uint64_t times)
{
    const struct dt_join_text *a = &u->texts[pair >> 32],
                              *b = &u->texts[(uint32_t)pair];
    const uint64_t least = a->samples < b->samples ? a->samples : b->samples;

    return times * 2000 >= least * u->d->options.contains;
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
        const size_t bucket = s->key >> DT_SKETCH_KEY_BITS;
        const uint64_t pair = u->doubts.item[s->doubt];

        if (i == 0 || s->key != s[-1].key) {
            rc = find_members(u, s->key, err);
            if (rc == DT_OK)
                rc = arrange(u, bucket, u->is, &u->now, err);
        }
        if (rc < 0 ||
            !meet(&u->now, u->member[pair >> 32], u->member[(uint32_t)pair]))
            continue;
        if (bucket >= DT_SKETCH_PARTS)
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
        if (u->is[k->edges[i].key >> 32] && u->is[(uint32_t)k->edges[i].key])
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

/* Who came or went, and their keys; *count is how many they are. */
static int look_for_changes(struct update *u, size_t *count, struct dt_err *err)
{
    const struct dt_dedup *d = u->d;
    int rc = DT_OK;

    *count = 0;
    for (uint32_t i = 0; i < d->group_count; i++) {
        const uint32_t group = d->group[i];

        u->texts[i] = d->groups[group].weight;
        u->is[i] = d->groups[group].members > 0;
        u->was[i] = group < d->kept->texts && d->kept->was[group];
        *count += changed(u, i);
    }
    for (uint32_t i = 0;
         *count <= d->group_count / SHARE && rc == DT_OK && i < d->group_count;
         i++)
        if (changed(u, i))
            rc = keys_of(u, i, &u->keys, err);
    return rc;
}

int dt_kept_update(struct dt_dedup *d, struct dt_spill *pairs, bool *done,
                   struct dt_err *err)
{
    struct update u = {.d = d, .pairs = pairs};
    size_t count = 0;
    int rc = DT_OK;

    *done = false;
    if (!d->kept->recalled || d->run_count != d->kept->file_count)
        return DT_OK;
    u.texts = calloc(d->group_count + 1, sizeof *u.texts);
    u.was = calloc(d->group_count + 1, sizeof *u.was);
    u.is = calloc(d->group_count + 1, sizeof *u.is);
    u.member = calloc(d->group_count + 1, sizeof *u.member);
    u.pages = calloc(d->run_count + 1, sizeof *u.pages);
    u.join = (struct dt_join){.texts = u.texts, .form = &d->form};
    if (!u.texts || !u.was || !u.is || !u.member || !u.pages)
        rc = no_memory(err);
    if (rc == DT_OK)
        rc = look_for_changes(&u, &count, err);
    d->kept->unchanged = rc == DT_OK && count == 0;
    if (rc == DT_OK && count <= d->group_count / SHARE)
        rc = update(&u, done, err);
    dt_groups_release(&u.members);
    dt_groups_release(&u.before.order);
    dt_groups_release(&u.before.place);
    dt_groups_release(&u.now.order);
    dt_groups_release(&u.now.place);
    free(u.keys.item);
    free(u.met.item);
    free(u.doubts.item);
    free(u.pages);
    free(u.member);
    free(u.near);
    free(u.texts);
    free(u.was);
    free(u.is);
    return rc;
}
