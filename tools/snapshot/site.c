#include "snapshot/site.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

static int by_origin(const void *a, const void *b)
{
    const struct dt_site *x = a, *y = b;

    return strcmp(x->origin, y->origin);
}

static int grow(struct dt_sites *sites, struct dt_err *err)
{
    size_t room = sites->room ? sites->room * 2 : 64;
    struct dt_site **items;

    if (sites->count < sites->room)
        return DT_OK;
    items = realloc(sites->items, room * sizeof *items);
    if (!items)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for sites");
    sites->items = items;
    sites->room = room;
    return DT_OK;
}

int dt_sites_find(struct dt_sites *sites, const char *origin,
                  struct dt_arena *arena, struct dt_site **out,
                  struct dt_err *err)
{
    const struct dt_site key = {.origin = origin};
    struct dt_site *const *found = tfind(&key, &sites->tree, by_origin);
    struct dt_site *site;
    int rc;

    if (found) {
        *out = *found;
        return DT_OK;
    }
    rc = grow(sites, err);
    if (rc < 0)
        return rc;
    site = dt_arena_alloc(arena, sizeof *site);
    if (site)
        site->origin = dt_arena_copy(arena, DT_STR(origin));
    if (!site || !site->origin || !tsearch(site, &sites->tree, by_origin))
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for sites");
    site->last = &site->first;
    sites->items[sites->count++] = site;
    *out = site;
    return DT_OK;
}

void dt_sites_release(struct dt_sites *sites)
{
    for (size_t i = 0; i < sites->count; i++) {
        (void)tdelete(sites->items[i], &sites->tree, by_origin);
        dt_robots_free(sites->items[i]->robots);
    }
    free(sites->items);
    *sites = DT_SITES_INIT;
}
