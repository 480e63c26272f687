#include "source/sources.h"

#include <stdlib.h>
#include <string.h>

#include "source/source_entry.h"

enum { MOST_SOURCES = 10 * 1000 * 1000, MOST_REDIRECTS = 10 * 1000 * 1000 };

struct loading {
    struct dt_source_list *list;
    const char *path;
    const struct dt_people *people;
};

static int read_reason(const struct dt_entry_file *file,
                       const struct dt_yaml_node *value, void *field,
                       struct dt_err *err)
{
    bool fits = dt_str_is(value->text, "corrected") ||
                dt_str_is(value->text, "merged") ||
                dt_str_is(value->text, "retracted") ||
                dt_str_is(value->text, "re-attributed") ||
                dt_str_is(value->text, "removed");

    if (value->type != DT_YAML_SCALAR || !fits)
        return dt_entry_fail(file, value,
                             "must be corrected, merged, retracted, "
                             "re-attributed or removed",
                             err);
    return dt_entry_text(file, value, field, err);
}

static const struct dt_entry_field redirect_fields[] = {
    {"id", dt_entry_slug, offsetof(struct dt_redirect, id), true},
    {"to", dt_entry_slug, offsetof(struct dt_redirect, to), false},
    {"reason", read_reason, offsetof(struct dt_redirect, reason), true},
    {"note", dt_entry_text, offsetof(struct dt_redirect, note), false},
    {"release", dt_entry_text, offsetof(struct dt_redirect, release), false},
    {NULL, NULL, 0, false}};

static int read_source(struct loading *l, const struct dt_yaml_node *item,
                       struct dt_err *err)
{
    struct dt_source_list *list = l->list;
    const struct dt_entry_file file = {l->path, &list->arena};
    struct dt_source r;
    int rc = dt_entry_grow((void **)&list->sources, &list->source_room,
                           list->source_count, sizeof *list->sources,
                           MOST_SOURCES, l->path, err);

    if (rc == DT_OK)
        rc = dt_source_entry_read(&file, item, &r, err);
    if (rc == DT_OK && r.speaker &&
        !dt_people_by_id(l->people, DT_STR(r.speaker)))
        rc = DT_FAIL(err, DT_EFORMAT,
                     "%s:%u: speaker '%s' is not in people.yaml", l->path,
                     r.line, r.speaker);
    if (rc == DT_OK)
        list->sources[list->source_count++] = r;
    return rc;
}

static int read_redirect(struct loading *l, const struct dt_yaml_node *item,
                         struct dt_err *err)
{
    struct dt_source_list *list = l->list;
    const struct dt_entry_file file = {l->path, &list->arena};
    struct dt_redirect r = {.line = item->line};
    int rc = dt_entry_grow((void **)&list->redirects, &list->redirect_room,
                           list->redirect_count, sizeof *list->redirects,
                           MOST_REDIRECTS, l->path, err);

    if (rc == DT_OK)
        rc = dt_entry_read(&file, item, redirect_fields, "a redirect", &r, err);
    if (rc == DT_OK)
        list->redirects[list->redirect_count++] = r;
    return rc;
}

static int read_item(void *ctx, struct dt_str list,
                     const struct dt_yaml_node *item, struct dt_err *err)
{
    if (dt_str_is(list, "sources"))
        return read_source(ctx, item, err);
    if (dt_str_is(list, "redirects"))
        return read_redirect(ctx, item, err);
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

static int sort_list(const struct loading *l, struct dt_err *err)
{
    struct dt_source *s = l->list->sources;
    struct dt_redirect *r = l->list->redirects;

    if (s)
        qsort(s, l->list->source_count, sizeof *s, source_order);
    for (size_t i = 1; i < l->list->source_count; i++)
        if (strcmp(s[i - 1].id, s[i].id) == 0)
            return dt_entry_twice(l->path, s[i].id, s[i].line, s[i - 1].line,
                                  err);
    if (r)
        qsort(r, l->list->redirect_count, sizeof *r, redirect_order);
    for (size_t i = 1; i < l->list->redirect_count; i++)
        if (strcmp(r[i - 1].id, r[i].id) == 0)
            return dt_entry_twice(l->path, r[i].id, r[i].line, r[i - 1].line,
                                  err);
    return DT_OK;
}

static const struct dt_redirect *
find_redirect(const struct dt_source_list *list, const char *id)
{
    return dt_entry_find(list->redirects, list->redirect_count,
                         sizeof *list->redirects, DT_STR(id));
}

static bool is_source(const struct dt_source_list *list, const char *id)
{
    return dt_entry_find(list->sources, list->source_count,
                         sizeof *list->sources, DT_STR(id));
}

/* Follow each chain once: a redirect is marked with the walk that met it. */
static int check_redirects(const struct loading *l, struct dt_err *err)
{
    const struct dt_source_list *list = l->list;
    size_t *met = calloc(list->redirect_count + 1, sizeof *met);
    int rc = DT_OK;

    if (!met)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", l->path);
    for (size_t i = 0; rc == DT_OK && i < list->redirect_count; i++) {
        const struct dt_redirect *r = &list->redirects[i], *next = r;
        size_t at = i;

        while (next && !met[at]) {
            met[at] = i + 1;
            r = next;
            next = r->to ? find_redirect(list, r->to) : NULL;
            at = next ? (size_t)(next - list->redirects) : 0;
        }
        if (next && met[at] == i + 1)
            rc = DT_FAIL(err, DT_EFORMAT,
                         "%s:%u: the redirect of '%s' comes back to itself",
                         l->path, next->line, next->id);
        else if (!next && r->to && !dt_source_is_statement_id(DT_STR(r->to)) &&
                 !is_source(list, r->to))
            rc = DT_FAIL(err, DT_EFORMAT,
                         "%s:%u: '%s' is redirected to '%s', which is no "
                         "source here",
                         l->path, r->line, r->id, r->to);
    }
    free(met);
    return rc;
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
        const struct dt_entry_file file = {path, &out->arena};

        rc = dt_entry_read(&file, root, fields, "sources.yaml", out, err);
    }
    if (rc == DT_OK)
        rc = sort_list(&l, err);
    if (rc == DT_OK)
        rc = check_redirects(&l, err);
    return rc;
}

void dt_source_list_release(struct dt_source_list *list)
{
    dt_arena_release(&list->arena);
    free(list->sources);
    free(list->redirects);
    *list = (struct dt_source_list){.source_count = 0};
}
