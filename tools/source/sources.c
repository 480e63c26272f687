#include "source/sources.h"

#include <stdlib.h>
#include <string.h>

#include "source/redirects.h"
#include "source/source_entry.h"

enum { MOST_SOURCES = 10 * 1000 * 1000 };

struct loading {
    struct dt_source_list *list;
    const char *path;
    const struct dt_people *people;
};

static int read_source(struct loading *l, const struct dt_yaml_node *item,
                       struct dt_err *err)
{
    struct dt_source_list *list = l->list;
    const struct dt_entry_file file = {l->path, &list->arena, &list->notes};
    struct dt_source r;
    int rc = dt_entry_grow((void **)&list->sources, &list->source_room,
                           list->source_count, sizeof *list->sources,
                           MOST_SOURCES, l->path, err);

    if (rc == DT_OK)
        rc = dt_source_entry_read(&file, item, &r, err);
    if (rc == DT_OK && r.speaker)
        rc = dt_entry_person(&file, dt_yaml_get(item, "speaker"), l->people,
                             r.speaker, err);
    if (rc == DT_OK)
        list->sources[list->source_count++] = r;
    return rc;
}

static int read_item(void *ctx, struct dt_str list,
                     const struct dt_yaml_node *item, struct dt_err *err)
{
    const struct loading *l = ctx;

    if (dt_str_is(list, "sources"))
        return read_source(ctx, item, err);
    if (dt_str_is(list, "redirects"))
        return dt_redirects_read(l->list, l->path, item, err);
    return DT_OK;
}

static int source_order(const void *a, const void *b)
{
    const struct dt_source *x = a, *y = b;

    return dt_entry_order(x->id, x->line, y->id, y->line);
}

static int redirect_order(const void *a, const void *b)
{
    const struct dt_redirect *x = a, *y = b;

    return dt_entry_order(x->id, x->line, y->id, y->line);
}

/* An id that was made of a URL stands nowhere in the file. */
static int tell_twice(const char *path, const struct dt_source *before,
                      const struct dt_source *s, struct dt_err *err)
{
    if (s->url && before->url && strcmp(s->url, before->url) == 0 &&
        dt_str_starts(DT_STR(s->id), DT_STR("a-")))
        return DT_FAIL(err, DT_EFORMAT,
                       "%s:%u: the url %.200s stands twice (see line %u)", path,
                       s->line, s->url, before->line);
    return dt_entry_twice(path, s->id, s->line, before->line, err);
}

static int sort_list(const struct loading *l, struct dt_err *err)
{
    struct dt_source *s = l->list->sources;
    struct dt_redirect *r = l->list->redirects;

    if (s)
        qsort(s, l->list->source_count, sizeof *s, source_order);
    for (size_t i = 1; i < l->list->source_count; i++)
        if (strcmp(s[i - 1].id, s[i].id) == 0)
            return tell_twice(l->path, &s[i - 1], &s[i], err);
    if (r)
        qsort(r, l->list->redirect_count, sizeof *r, redirect_order);
    for (size_t i = 1; i < l->list->redirect_count; i++)
        if (strcmp(r[i - 1].id, r[i].id) == 0)
            return dt_entry_twice(l->path, r[i].id, r[i].line, r[i - 1].line,
                                  err);
    return DT_OK;
}

int dt_source_list_read(struct dt_str bytes, const char *path,
                        const struct dt_people *people,
                        struct dt_source_list *out, struct dt_err *err)
{
    static const struct dt_entry_field fields[] = {
        {"sources", dt_entry_list, 0, false},
        {"redirects", dt_entry_list, 0, false},
        {NULL, NULL, 0, false}};
    struct loading l = {out, path, people};
    const struct dt_yaml_node *root = NULL;
    int rc;

    *out = (struct dt_source_list){
        .arena = DT_ARENA_INIT((size_t)64 * 1024 * 1024 * 1024)};
    rc = dt_yaml_parse(bytes, path, read_item, &l, &out->arena, &root, err);
    if (rc == DT_OK) {
        const struct dt_entry_file file = {path, &out->arena, NULL};

        rc = dt_entry_read(&file, root, fields, "sources.yaml", out, err);
    }
    if (rc == DT_OK)
        rc = sort_list(&l, err);
    if (rc == DT_OK)
        rc = dt_redirects_check(out, path, err);
    return rc;
}

void dt_source_list_release(struct dt_source_list *list)
{
    dt_arena_release(&list->arena);
    free(list->sources);
    free(list->redirects);
    *list = (struct dt_source_list){.source_count = 0};
}
