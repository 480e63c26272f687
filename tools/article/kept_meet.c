#include "article/kept_meet.h"

#include <stdlib.h>
#include <string.h>

/* Absent from an order. */
#define NOWHERE UINT32_MAX

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory to compare texts");
}

int dt_kept_meeting_init(struct dt_kept_meeting *m, const struct dt_dedup *d,
                         struct dt_err *err)
{
    const size_t count = d->group_count + 1;

    *m = (struct dt_kept_meeting){
        .d = d,
        .texts = calloc(count, sizeof *m->texts),
        .was = calloc(count, sizeof *m->was),
        .is = calloc(count, sizeof *m->is),
        .member = calloc(count, sizeof *m->member),
        .pages = calloc(d->run_count + 1, sizeof *m->pages)};
    m->join = (struct dt_join){
        .texts = m->texts, .form = &d->form, .crowd = d->options.crowd};
    if (!m->texts || !m->was || !m->is || !m->member || !m->pages)
        return no_memory(err);
    for (uint32_t i = 0; i < d->group_count; i++) {
        const uint32_t group = d->group[i];

        m->texts[i] = d->groups[group].weight;
        m->is[i] = d->groups[group].members > 0;
        m->was[i] = group < d->kept->texts && d->kept->was[group];
    }
    return DT_OK;
}

void dt_kept_meeting_release(struct dt_kept_meeting *m)
{
    dt_groups_release(&m->members);
    dt_groups_release(&m->before.order);
    dt_groups_release(&m->before.place);
    dt_groups_release(&m->now.order);
    dt_groups_release(&m->now.place);
    free(m->pages);
    free(m->member);
    free(m->near);
    free(m->texts);
    free(m->was);
    free(m->is);
}

static int by_number(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Who has a key, in this run or the one before. */
static int find_members(struct dt_kept_meeting *m, uint64_t key,
                        struct dt_err *err)
{
    const uint64_t low = key & ((UINT64_C(1) << DT_SKETCH_KEY_BITS) - 1);
    uint32_t *word;
    size_t kept = 0;
    int rc = DT_OK;

    m->members.count = 0;
    for (size_t i = 0; rc == DT_OK && i < m->d->run_count; i++) {
        const struct dt_run *run = &m->d->runs[i];
        size_t at = m->members.count;

        rc = dt_run_find(run, &m->pages[i], m->bucket, low, &m->members, err);
        for (; rc == DT_OK && at < m->members.count; at++) {
            word = &m->members.word[at];
            if (*word >= run->texts)
                return dt_run_damaged(run, err);
            *word = m->d->number[run->number[*word]];
        }
    }
    word = m->members.word;
    for (size_t i = 0; rc == DT_OK && i < m->members.count; i++)
        if (m->was[word[i]] || m->is[word[i]])
            word[kept++] = word[i];
    m->members.count = kept;
    if (kept)
        qsort(word, kept, sizeof *word, by_number);
    for (uint32_t i = 0; i < kept; i++)
        m->member[word[i]] = i;
    return rc;
}

static bool is_crowd(const struct dt_kept_meeting *m,
                     const struct dt_kept_side *side)
{
    return side->order.count > m->join.crowd;
}

/* Put those of the members who are on a side in their order. */
static int arrange(struct dt_kept_meeting *m, const bool *there,
                   struct dt_kept_side *side, struct dt_err *err)
{
    const size_t count = m->members.count;
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
        if (there[m->members.word[i]])
            order->word[order->count++] = m->members.word[i];
    }
    if (is_crowd(m, side))
        rc = dt_join_crowd(&m->join, m->bucket, order->word, order->count, err);
    for (uint32_t i = 0; rc == DT_OK && i < order->count; i++) {
        order->word[i] = m->member[order->word[i]];
        place->word[order->word[i]] = i;
    }
    return rc;
}

/* Whether two members meet, by their places in the order of so many. */
static bool meet(const struct dt_kept_meeting *m,
                 const struct dt_kept_side *side, size_t a, size_t b)
{
    const uint32_t x = side->place.word[a], y = side->place.word[b];

    if (x == NOWHERE || y == NOWHERE)
        return false;
    return !is_crowd(m, side) || x == 0 || y == 0 ||
           (x < y ? y - x : x - y) <= DT_JOIN_NEXT;
}

/* Crowds whose first is the same: only who stands near a change is affected. */
static bool is_calm(const struct dt_kept_meeting *m)
{
    return is_crowd(m, &m->before) && is_crowd(m, &m->now) &&
           m->before.order.word[0] == m->now.order.word[0];
}

/* Mark who stands so near to a change that the change may lie between pairs. */
static void mark_near(struct dt_kept_meeting *m,
                      const struct dt_kept_side *side)
{
    const uint32_t *order = side->order.word;
    size_t marked = 0; /* up to there */

    for (size_t i = 0; i < side->order.count; i++) {
        const size_t from = i > DT_JOIN_NEXT ? i - DT_JOIN_NEXT : 0;
        const size_t end = i + DT_JOIN_NEXT + 1;

        if (!dt_kept_changed(m, m->members.word[order[i]]))
            continue;
        for (size_t k = from > marked ? from : marked;
             k < end && k < side->order.count; k++)
            m->near[order[k]] = true;
        marked = end;
    }
}

static int mark(struct dt_kept_meeting *m, struct dt_err *err)
{
    const size_t count = m->members.count;
    bool *near = m->near;

    if (m->near_cap < count) {
        near = realloc(m->near, count * 2);
        if (!near)
            return no_memory(err);
        m->near = near;
        m->near_cap = count * 2;
    }
    if (count)
        memset(near, !is_calm(m), count);
    if (is_calm(m)) {
        mark_near(m, &m->before);
        mark_near(m, &m->now);
    }
    return DT_OK;
}

/* Pairs that meet on one side and not on the other. */
static int compare(const struct dt_kept_meeting *m, bool parted,
                   dt_kept_meeting_fn fn, void *ctx, struct dt_err *err)
{
    const struct dt_kept_side *side = parted ? &m->before : &m->now;
    const struct dt_kept_side *other = parted ? &m->now : &m->before;
    const size_t count = side->order.count;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        const uint32_t a = side->order.word[i];
        const bool all = !is_crowd(m, side) || i == 0 ||
                         count - i <= DT_JOIN_NEXT;
        const size_t end = all ? count : i + DT_JOIN_NEXT + 1;

        for (size_t k = i + 1; k < end && (m->near[a] || i == 0); k++) {
            const uint32_t b = side->order.word[k];

            if (rc == DT_OK && m->near[b] && !meet(m, other, a, b))
                rc = fn(ctx, m->members.word[a], m->members.word[b], parted,
                        err);
        }
    }
    return rc;
}

int dt_kept_meeting_at(struct dt_kept_meeting *m, uint64_t key,
                       struct dt_err *err)
{
    int rc;

    m->bucket = key >> DT_SKETCH_KEY_BITS;
    rc = find_members(m, key, err);
    return rc < 0 ? rc : arrange(m, m->is, &m->now, err);
}

/* A file's sketches may name a key that its postings lack. */
static bool is_member(const struct dt_kept_meeting *m, uint32_t number)
{
    const uint32_t member = m->member[number];

    return member < m->members.count && m->members.word[member] == number;
}

bool dt_kept_meet(const struct dt_kept_meeting *m, uint32_t x, uint32_t y)
{
    return is_member(m, x) && is_member(m, y) &&
           meet(m, &m->now, m->member[x], m->member[y]);
}

/* Where nobody stands apart those who came meet all, and that is all. */
static int tell_new(const struct dt_kept_meeting *m, dt_kept_meeting_fn fn,
                    void *ctx, struct dt_err *err)
{
    const struct dt_groups *order = &m->now.order;
    int rc = DT_OK;

    for (size_t i = 0; i < order->count; i++) {
        const uint32_t a = m->members.word[order->word[i]];

        for (size_t k = 0;
             rc == DT_OK && dt_kept_changed(m, a) && k < order->count; k++) {
            const uint32_t b = m->members.word[order->word[k]];

            if (k != i && (k > i || !dt_kept_changed(m, b)))
                rc = fn(ctx, a, b, false, err);
        }
    }
    return rc;
}

int dt_kept_meeting_changes(struct dt_kept_meeting *m, dt_kept_meeting_fn fn,
                            void *ctx, struct dt_err *err)
{
    int rc = arrange(m, m->was, &m->before, err);

    if (rc < 0)
        return rc;
    if (!is_crowd(m, &m->before) && !is_crowd(m, &m->now))
        return tell_new(m, fn, ctx, err);
    rc = mark(m, err);
    if (rc == DT_OK)
        rc = compare(m, false, fn, ctx, err);
    return rc < 0 ? rc : compare(m, true, fn, ctx, err);
}
