#define _XOPEN_SOURCE 700 /* realpath */
#include "article/adding.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { MOST_ITEMS = 1000 * 1000 };

int dt_adding_no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "add: out of memory");
}

int dt_adding_list_known(struct dt_adding *a, struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < a->corpus->source_count; i++) {
        const struct dt_source *s = &a->corpus->sources[i];

        if (s->snapshot)
            rc = dt_map_put(&a->snapshots, s->snapshot, s->id, err);
        if (rc == DT_OK && s->url)
            rc = dt_map_put(&a->urls, s->url, s->id, err);
    }
    return rc;
}

struct dt_add_item dt_adding_item(const struct dt_adding *a,
                                  const char *locator)
{
    const struct dt_add *add = a->add;

    return (struct dt_add_item){
        .locator = locator,
        .source = {.id = add->id,
                   .url = add->url,
                   .kind = add->kind ? dt_kind_from(DT_STR(add->kind))
                                     : DT_KIND_UNKNOWN,
                   .title = add->title,
                   .published = add->published,
                   .event = {.name = add->event,
                             .date = add->event_date,
                             .place = add->event_place},
                   .speaker = add->speaker,
                   .licence = a->licence,
                   .withheld = add->withheld}};
}

int dt_adding_push(struct dt_adding *a, const struct dt_add_item *item,
                   struct dt_err *err)
{
    const struct dt_source *s = &item->source;
    int rc = DT_OK;

    if (a->count == MOST_ITEMS)
        return DT_FAIL(err, DT_EUSAGE, "more than %d sources at a time",
                       MOST_ITEMS);
    if (a->count == a->room) {
        struct dt_add_item *grown = dt_array_grow(a->items, &a->room,
                                                  sizeof *grown);

        if (!grown)
            return dt_adding_no_memory(err);
        a->items = grown;
    }
    a->items[a->count++] = *item;
    if (item->same_as)
        return DT_OK;
    rc = dt_map_put(&a->ids, s->id, s->id, err);
    if (rc == DT_OK)
        rc = dt_map_put(&a->snapshots, s->snapshot, s->id, err);
    if (rc == DT_OK && s->url)
        rc = dt_map_put(&a->urls, s->url, s->id, err);
    return rc;
}

bool dt_adding_in_work_tree(const char *path)
{
    char *file = realpath(path, NULL), *here = realpath(".", NULL);
    size_t len = here ? strlen(here) : 0;
    bool inside = file && here && strncmp(file, here, len) == 0 &&
                  file[len] == '/' && strncmp(file + len, "/.dictum/", 9) != 0;

    free(file);
    free(here);
    return inside;
}

const char *dt_add_pass_name(enum dt_add_pass why)
{
    static const char *const names[] = {
        [DT_ADD_KNOWN] = "the bytes of a source",
        [DT_ADD_CAPTURE] = "another capture of a source",
        [DT_ADD_NO_TEXT] = "no article text",
        [DT_ADD_OTHER] = "no article",
        [DT_ADD_NO_URL] = "neither URL nor title to make an id of",
        [DT_ADD_BROKEN] = "broken",
    };

    return names[why];
}
