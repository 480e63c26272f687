#include "article/duplicates.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/edtf.h"

/* What decides that two are the same: the fold, or without text the bytes. */
static const unsigned char *identity(const struct dt_copy *c)
{
    return c->bytes ? c->fold : c->snapshot;
}

static int by_identity(const void *a, const void *b)
{
    const struct dt_copy *x = *(struct dt_copy *const *)a;
    const struct dt_copy *y = *(struct dt_copy *const *)b;
    int order = memcmp(identity(x), identity(y), DT_DIGEST_SIZE);

    if (order)
        return order;
    if ((x->bytes == 0) != (y->bytes == 0))
        return x->bytes == 0 ? -1 : 1;
    return strcmp(x->id, y->id);
}

static bool is_original(struct dt_copy *const *group, size_t count,
                        const struct dt_copy *candidate)
{
    for (size_t i = 0; candidate->publisher && i < count; i++)
        if (group[i] != candidate && group[i]->syndicated_from &&
            strcmp(group[i]->syndicated_from, candidate->publisher) == 0)
            return true;
    return false;
}

static int64_t first_day(const struct dt_copy *c)
{
    int64_t first = INT64_MAX, last;

    if (c->published && !dt_edtf_days(DT_STR(c->published), &first, &last))
        first = INT64_MAX;
    return first;
}

/* Whether a is more canonical than b; a group is in id order already. */
static bool better(struct dt_copy *const *group, size_t count,
                   const struct dt_copy *a, const struct dt_copy *b)
{
    bool x = is_original(group, count, a), y = is_original(group, count, b);
    int64_t day_a, day_b;

    if (x != y)
        return x;
    if (!a->syndicated_from != !b->syndicated_from)
        return !a->syndicated_from;
    day_a = first_day(a);
    day_b = first_day(b);
    if (day_a != day_b)
        return day_a < day_b;
    return a->bytes > b->bytes;
}

int dt_duplicates_find(struct dt_copy *items, size_t count, struct dt_err *err)
{
    struct dt_copy **order = calloc(count ? count : 1, sizeof *order);
    size_t from, to;

    if (!order)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for duplicates");
    for (size_t i = 0; i < count; i++) {
        items[i].duplicate_of = SIZE_MAX;
        order[i] = &items[i];
    }
    qsort(order, count, sizeof *order, by_identity);
    for (from = 0; from < count; from = to) {
        const struct dt_copy *best = order[from];

        for (to = from + 1; to < count; to++)
            if (memcmp(identity(order[from]), identity(order[to]),
                       DT_DIGEST_SIZE) != 0 ||
                (order[from]->bytes == 0) != (order[to]->bytes == 0))
                break;
        for (size_t i = from + 1; i < to; i++)
            if (better(order + from, to - from, order[i], best))
                best = order[i];
        for (size_t i = from; i < to; i++)
            if (order[i] != best)
                order[i]->duplicate_of = (size_t)(best - items);
    }
    free(order);
    return DT_OK;
}
