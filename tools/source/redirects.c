#include "source/redirects.h"

#include <stdlib.h>

#include "source/entry.h"

enum { MOST_REDIRECTS = 10 * 1000 * 1000 };

/* One item of the list. */
struct entry {
    struct dt_redirect redirect;
    const struct dt_yaml_node *statements; /* or NULL */
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

static int read_statements(const struct dt_entry_file *file,
                           const struct dt_yaml_node *value, void *field,
                           struct dt_err *err)
{
    *(const struct dt_yaml_node **)field = value;
    return dt_entry_list(file, value, field, err);
}

static const struct dt_entry_field fields[] = {
    {"id", dt_entry_slug, offsetof(struct entry, redirect.id), true},
    {"to", dt_entry_slug, offsetof(struct entry, redirect.to), false},
    {"reason", read_reason, offsetof(struct entry, redirect.reason), true},
    {"note", dt_entry_text, offsetof(struct entry, redirect.note), false},
    {"release", dt_entry_text, offsetof(struct entry, redirect.release), false},
    {"statements", read_statements, offsetof(struct entry, statements), false},
    {NULL, NULL, 0, false}};

static int append(struct dt_source_list *list, const char *path,
                  const struct dt_redirect *r, struct dt_err *err)
{
    int rc = dt_entry_grow((void **)&list->redirects, &list->redirect_room,
                           list->redirect_count, sizeof *list->redirects,
                           MOST_REDIRECTS, path, err);

    if (rc == DT_OK)
        list->redirects[list->redirect_count++] = *r;
    return rc;
}

static bool is_statement(const struct dt_yaml_node *node)
{
    return node->type == DT_YAML_SCALAR &&
           dt_source_is_statement_id(node->text);
}

/* out has what its article's redirect says. */
static int read_statement(const struct dt_entry_file *file,
                          const struct dt_yaml_node *item,
                          struct dt_redirect *out, struct dt_err *err)
{
    const struct dt_yaml_node *to = NULL;
    struct dt_str id = item->text;

    if (item->type == DT_YAML_MAPPING && item->count == 1) {
        to = item->first;
        id = to->key;
    }
    out->line = item->line;
    if (to ? !dt_source_is_statement_id(id) : !is_statement(item))
        return dt_entry_fail(file, item,
                             "must be the id of a statement, or that and the "
                             "id of another (s-OLD: s-NEW)",
                             err);
    out->id = dt_arena_copy(file->arena, id);
    if (!out->id)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", file->name);
    if (!to)
        return DT_OK;
    out->to = NULL;
    if (dt_yaml_is_null(to))
        return DT_OK;
    if (!is_statement(to))
        return dt_entry_fail(
            file, to, "must lead to the id of a statement, or null", err);
    return dt_entry_text(file, to, &out->to, err);
}

int dt_redirects_read(struct dt_source_list *list, const char *path,
                      const struct dt_yaml_node *item, struct dt_err *err)
{
    const struct dt_entry_file file = {path, &list->arena, NULL};
    struct entry e = {{.line = item->line}, NULL};
    int rc = dt_entry_read(&file, item, fields, "a redirect", &e, err);

    if (rc == DT_OK)
        rc = append(list, path, &e.redirect, err);
    if (rc == DT_OK && e.statements &&
        dt_source_is_statement_id(DT_STR(e.redirect.id)))
        rc = dt_entry_fail(&file, e.statements,
                           "are those of an article, and this is none", err);
    for (const struct dt_yaml_node *s = e.statements ? e.statements->first
                                                     : NULL;
         rc == DT_OK && s; s = s->next) {
        struct dt_redirect r = e.redirect;

        rc = read_statement(&file, s, &r, err);
        if (rc == DT_OK)
            rc = append(list, path, &r, err);
    }
    return rc;
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

enum { MOST_STEPS = 6 /* of a ring that are told */ };

/* "the redirect of 'x' comes back to itself: x, y (line 7), x (…)" */
static int tell_ring(const struct dt_source_list *list, const char *path,
                     const struct dt_redirect *first, struct dt_err *err)
{
    const struct dt_redirect *r = find_redirect(list, first->to);
    struct dt_buf ring = DT_BUF_INIT(4096);
    int steps = 0, rc;

    for (; r != first && steps < MOST_STEPS; steps++) {
        dt_buf_addf(&ring, ", %.100s (line %u)", r->id, r->line);
        r = find_redirect(list, r->to);
    }
    dt_buf_adds(&ring, r == first ? "" : ", …");
    rc = DT_FAIL(err, DT_EFORMAT,
                 "%s:%u: the redirect of '%.100s' comes back to itself: "
                 "%.100s%s, %.100s (let one lead to a source, or to: null)",
                 path, first->line, first->id, first->id,
                 ring.len ? ring.ptr : "", first->id);
    dt_buf_release(&ring);
    return rc;
}

/* Follow each chain once: a redirect is marked with the walk that met it. */
int dt_redirects_check(const struct dt_source_list *list, const char *path,
                       struct dt_err *err)
{
    size_t *met = calloc(list->redirect_count + 1, sizeof *met);
    int rc = DT_OK;

    if (!met)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    for (size_t i = 0; rc == DT_OK && i < list->redirect_count; i++) {
        const struct dt_redirect *r = &list->redirects[i], *next = r;
        size_t at = i;

        while (next && !met[at]) {
            met[at] = i + 1;
            r = next;
            next = r->to ? find_redirect(list, r->to) : NULL;
            at = next ? (size_t)(next - list->redirects) : 0;
        }
        if (!list->redirects[i].to && is_source(list, list->redirects[i].id))
            rc = DT_FAIL(err, DT_EFORMAT,
                         "%s:%u: '%s' leads nowhere, and is a source here "
                         "(take one of the two out)",
                         path, list->redirects[i].line, list->redirects[i].id);
        else if (next && met[at] == i + 1)
            rc = tell_ring(list, path, next, err);
        else if (!next && r->to && !dt_source_is_statement_id(DT_STR(r->to)) &&
                 !is_source(list, r->to))
            rc = DT_FAIL(err, DT_EFORMAT,
                         "%s:%u: '%s' is redirected to '%s', which is no "
                         "source here",
                         path, r->line, r->id, r->to);
    }
    free(met);
    return rc;
}
