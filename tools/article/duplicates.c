#include "article/duplicates.h"

#include <stdlib.h>
#include <string.h>

#include "article/decided.h"
#include "base/edtf.h"

enum { DAY = 86400 };

static int lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

int dt_copy_cmp_publishers(const char *a, const char *b)
{
    while (*a && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return lower(*a) - lower(*b);
}

uint64_t dt_copy_mark(struct dt_str text)
{
    uint64_t hash = 0xCBF29CE484222325u; /* FNV-1a */

    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * 0x100000001B3u;
    return hash | 1;
}

bool dt_copy_names(const struct dt_copy *copy, const struct dt_copy *original)
{
    const char *name = copy->syndicated_from;

    return name && (strcmp(name, original->id) == 0 ||
                    (original->publisher &&
                     dt_copy_cmp_publishers(name, original->publisher) == 0));
}

int64_t dt_copy_second(const char *date)
{
    int64_t second;

    return date && dt_edtf_begin(DT_STR(date), &second) ? second
                                                        : DT_COPY_UNDATED;
}

static int cmp_dates(const char *a, const char *b)
{
    const int64_t x = dt_copy_second(a), y = dt_copy_second(b);

    return (x > y) - (x < y);
}

bool dt_copy_is_syndicated(const struct dt_copy *c)
{
    return c->syndicated_from && !dt_copy_names(c, c);
}

int dt_copy_cmp(const struct dt_copy *a, const struct dt_copy *b)
{
    int order = b->kept - a->kept;

    if (!order)
        order = b->original - a->original;
    if (!order)
        order = dt_copy_is_syndicated(a) - dt_copy_is_syndicated(b);
    if (!order)
        order = cmp_dates(a->published, b->published);
    if (!order)
        order = (a->bytes < b->bytes) - (a->bytes > b->bytes);
    return order ? order : strcmp(a->id, b->id);
}

static bool same_mark(uint64_t a, uint64_t b)
{
    return a && a == b;
}

bool dt_copy_story_revises(const struct dt_copy_story *a,
                           const struct dt_copy_story *b,
                           enum dt_relation relation)
{
    const int64_t x = a->published, y = b->published;

    if (relation != DT_RELATION_NEAR && relation != DT_RELATION_CONTAINS)
        return false;
    if (same_mark(a->url, b->url))
        return true;
    if (!same_mark(a->publisher, b->publisher))
        return false;
    if (same_mark(a->title, b->title))
        return true;
    return relation == DT_RELATION_NEAR && x != DT_COPY_UNDATED &&
           y != DT_COPY_UNDATED &&
           (x < y ? y - x : x - y) < DT_COPY_REVISED * (int64_t)DAY;
}

static struct dt_copy_story story_of(const struct dt_copy *c,
                                     uint64_t publisher)
{
    return (struct dt_copy_story){publisher, c->title, c->url,
                                  dt_copy_second(c->published)};
}

bool dt_copy_revises(const struct dt_copy *a, const struct dt_copy *b,
                     enum dt_relation relation)
{
    const bool same = a->publisher && b->publisher &&
                      dt_copy_cmp_publishers(a->publisher, b->publisher) == 0;
    const struct dt_copy_story x = story_of(a, same), y = story_of(b, same);

    return dt_copy_story_revises(&x, &y, relation);
}

int dt_copy_cmp_version(const struct dt_copy *a, const struct dt_copy *b)
{
    int order = cmp_dates(a->published, b->published);

    if (!order)
        order = (a->modified > b->modified) - (a->modified < b->modified);
    if (!order)
        order = cmp_dates(a->retrieved, b->retrieved);
    return order ? order : strcmp(a->id, b->id);
}

/* What decides that two are the same: the fold, or without text the bytes. */
static const unsigned char *identity(const struct dt_copy *c)
{
    return c->bytes ? c->fold : c->snapshot;
}

bool dt_copy_same(const struct dt_copy *x, const struct dt_copy *y)
{
    return (x->bytes == 0) == (y->bytes == 0) &&
           memcmp(identity(x), identity(y), DT_DIGEST_SIZE) == 0;
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

static int by_rank(const void *a, const void *b)
{
    return dt_copy_cmp(*(struct dt_copy *const *)a,
                       *(struct dt_copy *const *)b);
}

static int by_name(const void *a, const void *b)
{
    return dt_copy_cmp_publishers(*(const char *const *)a,
                                  *(const char *const *)b);
}

static bool has_name(const char *const *names, size_t count, const char *name)
{
    return name && count &&
           bsearch(&name, names, count, sizeof *names, by_name);
}

/* Whom the others of a group name; names has room for all of it. */
static void note_originals(struct dt_copy *const *group, size_t count,
                           const char **names)
{
    size_t named = 0;

    for (size_t i = 0; i < count; i++)
        if (dt_copy_is_syndicated(group[i]))
            names[named++] = group[i]->syndicated_from;
    if (named)
        qsort(names, named, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++)
        group[i]->original = has_name(names, named, group[i]->id) ||
                             has_name(names, named, group[i]->publisher);
}

/* A curator says that it is no copy of one in the star of centre. */
static bool is_apart(const struct dt_copy *items, const struct dt_copy *copy,
                     const struct dt_copy *centre,
                     const struct dt_decided *decided)
{
    size_t count;
    const size_t(*pairs)[2] = dt_decided_of(decided, (size_t)(copy - items),
                                            &count);

    for (size_t i = 0; i < count; i++) {
        const struct dt_copy *other = &items[pairs[i][1]];

        if (other == centre || other->duplicate_of == (size_t)(centre - items))
            return true;
    }
    return false;
}

/* One star, or where a curator parts them several. */
static void gather(struct dt_copy *items, struct dt_copy **group, size_t count,
                   const struct dt_decided *decided, const char **names)
{
    note_originals(group, count, names);
    qsort(group, count, sizeof(struct dt_copy *), by_rank);
    while (count > 1) {
        const struct dt_copy *centre = group[0];
        size_t left = 0;

        for (size_t i = 1; i < count; i++)
            if (is_apart(items, group[i], centre, decided))
                group[left++] = group[i];
            else
                group[i]->duplicate_of = (size_t)(centre - items);
        count = left;
    }
}

int dt_duplicates_find(struct dt_copy *items, size_t count,
                       const struct dt_decided *decided, struct dt_err *err)
{
    struct dt_copy **order = calloc(count + 1, sizeof *order);
    const char **names = calloc(count + 1, sizeof *names);
    size_t grouped = 0;

    if (!order || !names) {
        free(order);
        free(names);
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for duplicates");
    }
    for (size_t i = 0; i < count; i++) {
        items[i].duplicate_of = SIZE_MAX;
        items[i].original = false;
        if (items[i].copy_of == SIZE_MAX)
            order[grouped++] = &items[i];
    }
    if (grouped)
        qsort(order, grouped, sizeof *order, by_identity);
    for (size_t from = 0, to; from < grouped; from = to) {
        for (to = from + 1; to < grouped; to++)
            if (!dt_copy_same(order[from], order[to]))
                break;
        if (to - from > 1)
            gather(items, order + from, to - from, decided, names);
    }
    for (size_t i = 0; i < count; i++) {
        size_t of = items[i].copy_of;

        if (of != SIZE_MAX)
            items[i].duplicate_of = items[of].duplicate_of == SIZE_MAX
                                        ? of
                                        : items[of].duplicate_of;
    }
    free(order);
    free(names);
    return DT_OK;
}
