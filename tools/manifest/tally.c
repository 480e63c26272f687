#include "manifest/tally.h"

#include <search.h>
#include <stdlib.h>

#include "base/arena.h"

/* The tree holds entries; items are made from them when they are asked for. */
struct dt_tally {
    void *tree;
    struct dt_tally_item **entries;
    struct dt_tally_item *items;
    size_t count, room;
    struct dt_arena arena;
};

static int by_text(const void *a, const void *b)
{
    const struct dt_tally_item *x = a, *y = b;

    if (!x->text.ptr != !y->text.ptr)
        return x->text.ptr ? -1 : 1;
    return dt_str_cmp(x->text, y->text);
}

static int by_count(const void *a, const void *b)
{
    const struct dt_tally_item *x = a, *y = b;

    if (!x->text.ptr != !y->text.ptr)
        return x->text.ptr ? -1 : 1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return dt_str_cmp(x->text, y->text);
}

int dt_tally_new(struct dt_tally **out, struct dt_err *err)
{
    *out = calloc(1, sizeof **out);
    if (!*out)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a tally");
    (*out)->arena = DT_ARENA_INIT((size_t)1 << 34);
    return DT_OK;
}

void dt_tally_free(struct dt_tally *t)
{
    if (!t)
        return;
    for (size_t i = 0; i < t->count; i++)
        (void)tdelete(t->entries[i], &t->tree, by_text);
    free(t->entries);
    free(t->items);
    dt_arena_release(&t->arena);
    free(t);
}

static int make_room(struct dt_tally *t)
{
    size_t room = t->room ? t->room * 2 : 64;
    struct dt_tally_item **entries;
    struct dt_tally_item *items;

    if (t->count < t->room)
        return 0;
    entries = realloc(t->entries, room * sizeof(struct dt_tally_item *));
    if (!entries)
        return -1;
    t->entries = entries;
    items = realloc(t->items, room * sizeof *items);
    if (!items)
        return -1;
    t->items = items;
    t->room = room;
    return 0;
}

int dt_tally_add(struct dt_tally *t, struct dt_str text, struct dt_err *err)
{
    struct dt_tally_item key = {text, 1}, *entry;
    void *node = tfind(&key, &t->tree, by_text);

    if (node) {
        (*(struct dt_tally_item **)node)->count++;
        return DT_OK;
    }
    entry = dt_arena_alloc(&t->arena, sizeof *entry);
    if (!entry || make_room(t) < 0)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a tally");
    *entry = key;
    if (text.ptr)
        entry->text.ptr = dt_arena_copy(&t->arena, text);
    if ((text.ptr && !entry->text.ptr) || !tsearch(entry, &t->tree, by_text))
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a tally");
    t->entries[t->count++] = entry;
    return DT_OK;
}

size_t dt_tally_count(const struct dt_tally *tally)
{
    return tally->count;
}

const struct dt_tally_item *dt_tally_sort(struct dt_tally *t,
                                          enum dt_tally_order order)
{
    for (size_t i = 0; i < t->count; i++)
        t->items[i] = *t->entries[i];
    if (t->count > 1)
        qsort(t->items, t->count, sizeof *t->items,
              order == DT_TALLY_BY_TEXT ? by_text : by_count);
    return t->items;
}
