#include "snapshot/replay.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "snapshot/exchange.h"

struct response {
    const char *url;
    struct dt_place place;
};

struct dt_replay {
    struct dt_arena arena;
    const char *path;
    struct response *items; /* by address, of each the last one */
    size_t count, room;
};

static int out_of_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory for what was fetched");
}

static int note(void *ctx, struct dt_str url, struct dt_place place,
                struct dt_err *err)
{
    struct dt_replay *r = ctx;
    struct response *item = dt_array_room(r->items, &r->room, r->count,
                                          sizeof *item);

    if (!item)
        return out_of_memory(err);
    r->items = item;
    item = &r->items[r->count];
    item->url = dt_arena_copy(&r->arena, url);
    item->place = place;
    if (!item->url)
        return out_of_memory(err);
    r->count++;
    return DT_OK;
}

static int by_url_then_place(const void *a, const void *b)
{
    const struct response *x = a, *y = b;
    int order = strcmp(x->url, y->url);

    return order ? order
                 : (x->place.offset > y->place.offset) -
                       (x->place.offset < y->place.offset);
}

static int by_url(const void *key, const void *item)
{
    return strcmp(key, ((const struct response *)item)->url);
}

int dt_replay_open(const char *path, struct dt_replay **out, struct dt_err *err)
{
    struct dt_replay *r = calloc(1, sizeof *r);
    size_t kept = 0;
    int rc;

    if (!r)
        return out_of_memory(err);
    r->arena = DT_ARENA_INIT(SIZE_MAX / 2);
    r->path = dt_arena_copy(&r->arena, DT_STR(path));
    rc = r->path ? dt_exchange_each(path, note, r, err) : out_of_memory(err);
    if (rc < 0) {
        dt_replay_free(r);
        return rc;
    }
    if (r->count)
        qsort(r->items, r->count, sizeof *r->items, by_url_then_place);
    for (size_t i = 0; i < r->count; i++)
        if (i + 1 == r->count ||
            strcmp(r->items[i].url, r->items[i + 1].url) != 0)
            r->items[kept++] = r->items[i];
    r->count = kept;
    *out = r;
    return DT_OK;
}

bool dt_replay_find(const struct dt_replay *replay, const char *url,
                    struct dt_place *place)
{
    const struct response *found = replay->count
                                       ? bsearch(url, replay->items,
                                                 replay->count,
                                                 sizeof *replay->items, by_url)
                                       : NULL;

    if (found)
        *place = found->place;
    return found != NULL;
}

const char *dt_replay_path(const struct dt_replay *replay)
{
    return replay->path;
}

void dt_replay_free(struct dt_replay *replay)
{
    if (!replay)
        return;
    dt_arena_release(&replay->arena);
    free(replay->items);
    free(replay);
}
