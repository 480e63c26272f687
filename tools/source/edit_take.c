/* The text of chosen entries, taken out of sources.yaml (edit.h). */
#include "source/edit.h"

#include <stdlib.h>

#include "adapt/yaml.h"
#include "base/array.h"
#include "source/edit_lines.h"

enum change_kind {
    REPLACE,     /* a value, from its first byte to behind its last one */
    INSERT_LINE, /* "key: value" as a line before this one */
    INSERT_FLOW  /* "key: value, " at this byte */
};

struct change {
    enum change_kind kind;
    unsigned line, column, last_line, last_column;
    unsigned indent; /* of an inserted line */
    size_t order;    /* of those at the same place */
    const char *key;
    const char *value; /* NULL: none */
};

struct taking {
    const struct dt_edit_taken *taken;
    size_t count, found;
    struct change *changes;
    size_t change_count, room;
};

static int by_id(const void *key, const void *item)
{
    const struct dt_edit_taken *t = item;

    return dt_str_cmp_text(*(const struct dt_str *)key, t->id);
}

static int add_change(struct taking *t, struct change change,
                      struct dt_err *err)
{
    struct change *grown = dt_array_room(t->changes, &t->room, t->change_count,
                                         sizeof *grown);

    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for entries");
    t->changes = grown;
    change.order = t->change_count;
    t->changes[t->change_count++] = change;
    return DT_OK;
}

/*
 * Let the entry say this value, or nothing. A new line stands behind that of
 * its url or, where it has none, of its snapshot: it has one of them.
 */
static int set(struct taking *t, const struct dt_yaml_node *entry,
               const char *key, const char *value, struct dt_err *err)
{
    const struct dt_yaml_node *old = dt_yaml_get(entry, key);
    const struct dt_yaml_node *anchor = dt_yaml_get(entry, "url");

    if (old)
        return add_change(t,
                          (struct change){.kind = REPLACE,
                                          .line = old->line,
                                          .column = old->column,
                                          .last_line = old->last_line,
                                          .last_column = old->last_column,
                                          .key = key,
                                          .value = value},
                          err);
    if (!value)
        return DT_OK;
    if (entry->flow)
        return add_change(t,
                          (struct change){.kind = INSERT_FLOW,
                                          .line = entry->line,
                                          .column = entry->column + 1,
                                          .key = key,
                                          .value = value},
                          err);
    if (!anchor)
        anchor = dt_yaml_get(entry, "snapshot");
    if (!anchor)
        anchor = entry->first;
    return add_change(t,
                      (struct change){.kind = INSERT_LINE,
                                      .line = anchor->last_line + 1,
                                      .column = 1,
                                      .indent = entry->column - 1,
                                      .key = key,
                                      .value = value},
                      err);
}

static int take_entry(void *ctx, struct dt_str list,
                      const struct dt_yaml_node *entry, struct dt_err *err)
{
    struct taking *t = ctx;
    const struct dt_yaml_node *id = dt_yaml_get(entry, "id");
    const struct dt_yaml_node *url = dt_yaml_get(entry, "url");
    const struct dt_edit_taken *taken;
    char made[19] = "";
    struct dt_str key;
    int rc = DT_OK;

    if (!dt_str_is(list, "sources") || entry->type != DT_YAML_MAPPING)
        return DT_OK;
    if (!id && url)
        rc = dt_source_id(url->text, made, err);
    if (rc < 0)
        return rc;
    key = id ? id->text : DT_STR(made);
    taken = bsearch(&key, t->taken, t->count, sizeof *taken, by_id);
    if (!taken)
        return DT_OK;
    t->found++;
    rc = set(t, entry, "snapshot", taken->snapshot, err);
    if (rc == DT_OK)
        rc = set(t, entry, "retrieved", taken->retrieved, err);
    if (rc == DT_OK)
        rc = set(t, entry, "warc", taken->warc, err);
    if (rc == DT_OK)
        rc = set(t, entry, "charset", taken->charset, err);
    return rc;
}

static int by_place(const void *a, const void *b)
{
    const struct change *x = a, *y = b;

    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static void write_change(struct dt_str text, const struct change *c,
                         size_t from, struct dt_buf *out)
{
    if (c->kind == REPLACE) {
        if (from && text.ptr[from - 1] == ':')
            dt_buf_addc(out, ' ');
        if (c->value)
            dt_yaml_write_scalar(out, DT_STR(c->value));
        else
            dt_buf_adds(out, "null");
        return;
    }
    if (c->kind == INSERT_LINE && out->len && out->ptr[out->len - 1] != '\n')
        dt_buf_addc(out, '\n');
    for (unsigned i = 0; i < c->indent; i++)
        dt_buf_addc(out, ' ');
    dt_buf_addf(out, "%s: ", c->key);
    dt_yaml_write_scalar(out, DT_STR(c->value));
    dt_buf_adds(out, c->kind == INSERT_FLOW ? ", " : "\n");
}

static void write_all(struct dt_str text, struct taking *t, struct dt_buf *out)
{
    struct dt_line_cursor at = {0, 1};
    size_t done = 0;

    if (t->change_count)
        qsort(t->changes, t->change_count, sizeof *t->changes, by_place);
    for (size_t i = 0; i < t->change_count; i++) {
        const struct change *c = &t->changes[i];
        size_t from = dt_line_place(text, &at, c->line, c->column);

        dt_buf_add(out, text.ptr + done, from - done);
        done = c->kind == REPLACE
                   ? dt_line_place(text, &at, c->last_line, c->last_column)
                   : from;
        write_change(text, c, from, out);
    }
    dt_buf_add(out, text.ptr + done, text.len - done);
}

int dt_edit_take(struct dt_str text, const char *path,
                 const struct dt_edit_taken *taken, size_t count,
                 struct dt_buf *out, struct dt_err *err)
{
    struct dt_arena arena = DT_ARENA_INIT(DT_YAML_BYTES);
    const struct dt_yaml_node *root = NULL;
    struct taking t = {.taken = taken, .count = count};
    int rc = dt_yaml_parse(text, path, take_entry, &t, &arena, &root, err);

    dt_arena_release(&arena);
    if (rc == DT_OK && t.found < count)
        rc = DT_FAIL(err, DT_EUSAGE, "%s: no source '%s'%s", path, taken[0].id,
                     count > 1 ? ", or another one" : "");
    if (rc == DT_OK) {
        write_all(text, &t, out);
        rc = dt_buf_check(out, path, err);
    }
    free(t.changes);
    return rc;
}
