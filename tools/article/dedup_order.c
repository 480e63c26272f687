/* Texts and groups, numbered by their content (dedup_parts.h). */
#include <stdlib.h>
#include <string.h>

#include "article/dedup_parts.h"
#include "base/radix.h"

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory to sort texts");
}

static int by_id(const void *a, const void *b)
{
    const struct dt_dedup_item *x = a, *y = b;

    return strcmp(x->id, y->id);
}

/* How many bytes all ids begin with alike. */
static size_t common_start(const struct dt_dedup *d)
{
    const char *first = d->item_count ? d->items[0].id : "";
    size_t len = strlen(first);

    for (size_t i = 1; i < d->item_count; i++) {
        size_t at = 0;

        while (at < len && d->items[i].id[at] == first[at])
            at++;
        len = at;
    }
    return len;
}

/* Eight bytes from there on, the first the highest. */
static uint64_t key_of(const char *id)
{
    uint64_t key = 0;

    for (size_t i = 0; i < 8; i++) {
        key = key << 8 | (unsigned char)*id;
        id += *id != '\0';
    }
    return key;
}

/* By what follows the common start, then those alike in that by all of it. */
static int sort_items(struct dt_dedup *d, struct dt_err *err)
{
    const size_t count = d->item_count, start = common_start(d);
    struct dt_keyed *keyed = malloc((count + 1) * sizeof *keyed);
    struct dt_dedup_item *sorted = malloc((count + 1) * sizeof *sorted);
    int rc = keyed && sorted ? DT_OK : no_memory(err);
    size_t end;

    for (size_t i = 0; rc == DT_OK && i < count; i++)
        keyed[i] = (struct dt_keyed){key_of(d->items[i].id + start),
                                     (uint32_t)i};
    if (rc == DT_OK)
        rc = dt_radix_sort(keyed, count, err);
    for (size_t i = 0; rc == DT_OK && i < count; i++)
        sorted[i] = d->items[keyed[i].item];
    for (size_t from = 0; rc == DT_OK && from < count; from = end) {
        for (end = from + 1; end < count; end++)
            if (keyed[end].key != keyed[from].key)
                break;
        if (end - from > 1)
            qsort(sorted + from, end - from, sizeof *sorted, by_id);
    }
    free(keyed);
    if (rc == DT_OK) {
        free(d->items);
        d->items = sorted;
        d->item_cap = count + 1;
        sorted = NULL;
    }
    free(sorted);
    return rc;
}

static uint64_t start_of(const struct dt_dedup_group *g)
{
    uint64_t key = 0;

    for (size_t i = 0; i < 8; i++)
        key = key << 8 | g->identity[i];
    return key;
}

/* Of those whose first 64 bits agree, which no honest text's do. */
static void settle_ties(struct dt_dedup *d, const struct dt_keyed *keyed)
{
    for (size_t i = 1; i < d->group_count; i++)
        for (size_t to = i;
             to > 0 && keyed[to].key == keyed[to - 1].key &&
             memcmp(d->groups[d->group[to - 1]].identity,
                    d->groups[d->group[to]].identity, DT_DIGEST_SIZE) > 0;
             to--) {
            uint32_t swap = d->group[to];

            d->group[to] = d->group[to - 1];
            d->group[to - 1] = swap;
        }
}

static int number_groups(struct dt_dedup *d, struct dt_err *err)
{
    const size_t count = d->group_count;
    struct dt_keyed *keyed = malloc((count + 1) * sizeof *keyed);
    int rc;

    d->number = malloc((count + 1) * sizeof *d->number);
    d->group = malloc((count + 1) * sizeof *d->group);
    rc = keyed && d->number && d->group ? DT_OK : no_memory(err);
    for (size_t i = 0; rc == DT_OK && i < count; i++)
        keyed[i] = (struct dt_keyed){start_of(&d->groups[i]), (uint32_t)i};
    if (rc == DT_OK)
        rc = dt_radix_sort(keyed, count, err);
    for (size_t i = 0; rc == DT_OK && i < count; i++)
        d->group[i] = keyed[i].item;
    if (rc == DT_OK)
        settle_ties(d, keyed);
    for (size_t i = 0; rc == DT_OK && i < count; i++)
        d->number[d->group[i]] = (uint32_t)i;
    free(keyed);
    return rc;
}

/* Whose fold each group is, by id. */
static int fill_members(struct dt_dedup *d, struct dt_err *err)
{
    uint32_t sum = 0;

    d->member = malloc((d->item_count + 1) * sizeof *d->member);
    if (!d->member)
        return no_memory(err);
    for (size_t i = 0; i < d->item_count; i++)
        d->groups[d->items[i].group].members++;
    for (size_t i = 0; i < d->group_count; i++) {
        d->groups[i].first = sum;
        sum += d->groups[i].members;
        d->groups[i].members = 0;
    }
    for (size_t i = 0; i < d->item_count; i++) {
        struct dt_dedup_group *g = &d->groups[d->items[i].group];

        d->member[g->first + g->members++] = (uint32_t)i;
    }
    return DT_OK;
}

/* What only those are looked up in that are still to be added. */
static void forget_tables(struct dt_dedup *d)
{
    dt_map_release(&d->ids);
    free(d->table);
    d->table = NULL;
    d->room = 0;
}

int dt_dedup_put_in_order(struct dt_dedup *d, struct dt_err *err)
{
    int rc;

    forget_tables(d);
    rc = sort_items(d, err);

    if (rc == DT_OK)
        rc = number_groups(d, err);
    return rc < 0 ? rc : fill_members(d, err);
}
