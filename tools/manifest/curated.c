#include "manifest/curated.h"

#include <stdint.h>
#include <stdlib.h>

#include "adapt/yaml.h"
#include "base/array.h"
#include "base/json.h"
#include "base/json_key.h"
#include "manifest/record.h"
#include "source/source.h"

struct reading {
    struct dt_curated *out;
    const char *list;
    struct dt_arena scratch;
    struct dt_buf line;
};

/* A mapping or list that is open, and what is left of it. */
struct level {
    const struct dt_yaml_node **nodes;
    size_t at, count;
    bool mapping;
};

static int by_key(const void *a, const void *b)
{
    const struct dt_yaml_node *const *x = a, *const *y = b;

    return dt_json_key_cmp((*x)->key, (*y)->key);
}

static int enter(struct reading *r, const struct dt_yaml_node *node,
                 struct level *level, struct dt_err *err)
{
    *level = (struct level){NULL, 0, 0, node->type == DT_YAML_MAPPING};
    level->nodes = dt_arena_array(&r->scratch, node->count + 1,
                                  sizeof *level->nodes);
    if (!level->nodes)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for an entry");
    for (const struct dt_yaml_node *v = node->first;
         v && level->count < node->count; v = v->next)
        level->nodes[level->count++] = v;
    if (level->mapping && level->count > 1)
        qsort(level->nodes, level->count, sizeof *level->nodes, by_key);
    return DT_OK;
}

static void write_key(struct dt_buf *out, struct dt_str key)
{
    struct dt_json w;

    dt_json_init(&w, out);
    dt_json_str(&w, key);
    dt_buf_addc(out, ':');
}

static void write_scalar(struct dt_buf *out, const struct dt_yaml_node *node)
{
    struct dt_json w;

    dt_json_init(&w, out);
    if (dt_yaml_is_null(node))
        dt_json_null(&w);
    else
        dt_json_str(&w, node->text);
}

/* The parser bounds the depth, and the stack here is as deep. */
static int write_node(struct reading *r, const struct dt_yaml_node *top,
                      struct dt_err *err)
{
    struct level stack[DT_YAML_DEPTH + 1];
    size_t depth = 0;
    int rc = enter(r, top, &stack[0], err);

    dt_buf_reset(&r->line);
    dt_buf_addc(&r->line, '{');
    while (rc == DT_OK) {
        struct level *l = &stack[depth];
        const struct dt_yaml_node *node;

        if (l->at == l->count) {
            dt_buf_addc(&r->line, l->mapping ? '}' : ']');
            if (depth-- == 0)
                break;
            continue;
        }
        node = l->nodes[l->at];
        if (l->at++)
            dt_buf_addc(&r->line, ',');
        if (l->mapping)
            write_key(&r->line, node->key);
        if (node->type == DT_YAML_SCALAR) {
            write_scalar(&r->line, node);
        } else if (depth == DT_YAML_DEPTH) {
            rc = DT_FAIL(err, DT_EFORMAT, "an entry nested too deeply");
        } else {
            dt_buf_addc(&r->line, node->type == DT_YAML_MAPPING ? '{' : '[');
            rc = enter(r, node, &stack[++depth], err);
        }
    }
    return rc < 0 ? rc : dt_buf_check(&r->line, "an entry", err);
}

static int keep(struct dt_curated *out, struct dt_str id, struct dt_str line,
                struct dt_err *err)
{
    struct dt_curated_line *item = dt_array_room(out->items, &out->room,
                                                 out->count, sizeof *item);

    if (!item)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for entries");
    out->items = item;
    item = &out->items[out->count];
    item->id = (struct dt_str){dt_arena_copy(&out->arena, id), id.len};
    item->line = (struct dt_str){dt_arena_copy(&out->arena, line), line.len};
    if (!item->id.ptr || !item->line.ptr)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for entries");
    out->count++;
    return DT_OK;
}

static struct dt_str scalar(const struct dt_yaml_node *entry, const char *key)
{
    const struct dt_yaml_node *node = dt_yaml_get(entry, key);

    if (!node || node->type != DT_YAML_SCALAR || dt_yaml_is_null(node))
        return (struct dt_str){NULL, 0};
    return node->text;
}

static int take_entry(void *ctx, struct dt_str list,
                      const struct dt_yaml_node *entry, struct dt_err *err)
{
    struct reading *r = ctx;
    struct dt_yaml_node with_id = *entry, added = {.type = DT_YAML_SCALAR};
    struct dt_str id, url;
    char made[19];
    int rc = DT_OK;

    if (!dt_str_is(list, r->list) || entry->type != DT_YAML_MAPPING)
        return DT_OK;
    id = scalar(entry, "id");
    url = scalar(entry, "url");
    if (!id.ptr && (!url.ptr || dt_yaml_get(entry, "id")))
        return DT_OK;
    if (!id.ptr) {
        rc = dt_source_id(url, made, err);
        if (rc < 0)
            return rc;
        id = DT_STR(made);
        added.key = DT_STR("id");
        added.text = id;
        added.next = entry->first;
        with_id.first = &added;
        with_id.count++;
    }
    dt_arena_reset(&r->scratch);
    rc = write_node(r, &with_id, err);
    return rc < 0 ? rc : keep(r->out, id, dt_buf_str(&r->line), err);
}

static int by_id(const void *a, const void *b)
{
    const struct dt_curated_line *x = a, *y = b;
    int order = dt_str_cmp(x->id, y->id);

    return order ? order : dt_str_cmp(x->line, y->line);
}

int dt_curated_read(struct dt_curated *out, struct dt_str yaml,
                    const char *name, const char *list, struct dt_err *err)
{
    struct reading r = {out, list, DT_ARENA_INIT(DT_YAML_BYTES),
                        DT_BUF_INIT(DT_RECORD_MAX)};
    struct dt_arena tree = DT_ARENA_INIT(DT_YAML_BYTES);
    const struct dt_yaml_node *root = NULL;
    int rc;

    *out = (struct dt_curated){NULL, 0, 0, DT_ARENA_INIT(SIZE_MAX / 2)};
    rc = dt_yaml_parse(yaml, name, take_entry, &r, &tree, &root, err);
    if (rc == DT_OK && out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, by_id);
    dt_buf_release(&r.line);
    dt_arena_release(&r.scratch);
    dt_arena_release(&tree);
    return rc;
}

struct dt_str dt_curated_find(const struct dt_curated *curated,
                              struct dt_str id)
{
    size_t low = 0, high = curated->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = dt_str_cmp(curated->items[middle].id, id);

        if (order == 0)
            return curated->items[middle].line;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return (struct dt_str){NULL, 0};
}

void dt_curated_release(struct dt_curated *curated)
{
    free(curated->items);
    dt_arena_release(&curated->arena);
    *curated = (struct dt_curated){NULL, 0, 0, DT_ARENA_INIT(SIZE_MAX / 2)};
}
