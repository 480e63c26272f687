#include "adapt/linked_data.h"

#include <jansson.h>
#include <stdlib.h>

/* Values still to be looked at, of a tree that must not be recursed into. */
struct queue {
    json_t **items;
    size_t count;
};

static void put(struct queue *q, json_t *value)
{
    if ((json_is_object(value) || json_is_array(value)) &&
        q->count < DT_LINKED_NODES)
        q->items[q->count++] = value;
}

static bool copy_text(struct dt_arena *arena, const json_t *value,
                      const char **to)
{
    const char *text = json_string_value(value);

    if (*to || !text || !*text)
        return true;
    *to = dt_arena_copy(arena, DT_STR(text));
    return *to != NULL;
}

/* A name, or an object that has one; of an array, the first. */
static const json_t *name_in(const json_t *value)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (json_is_object(value))
        value = json_object_get(value, "name");
    if (json_is_array(value))
        value = json_array_get(value, 0);
    return value;
}

static bool add_names(struct dt_arena *arena, const json_t *value,
                      struct dt_linked_data *data)
{
    size_t n = json_is_array(value) ? json_array_size(value) : 1;

    for (size_t i = 0; i < n && data->name_count < DT_LINKED_NAMES; i++) {
        const json_t *one = json_is_array(value) ? json_array_get(value, i)
                                                 : value;
        const char *name = NULL;

        if (!copy_text(arena, name_in(one), &name))
            return false;
        if (name)
            data->names[data->name_count++] = name;
    }
    return true;
}

/* The first of an object's types that is an article's, or NULL. */
static const char *article_type(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type");
    size_t n = json_is_array(type) ? json_array_size(type) : 1;

    for (size_t i = 0; i < n; i++) {
        const char *name = json_string_value(
            json_is_array(type) ? json_array_get(type, i) : type);
        size_t len = name ? strlen(name) : 0;

        if (!name)
            continue;
        if ((len >= 7 && strcmp(name + len - 7, "Article") == 0) ||
            (len >= 7 && strcmp(name + len - 7, "Posting") == 0 &&
             strcmp(name, "JobPosting") != 0) ||
            strcmp(name, "Report") == 0 || strcmp(name, "Review") == 0)
            return name;
    }
    return NULL;
}

static bool read_article(struct dt_arena *arena, const json_t *object,
                         const char *type, struct dt_linked_data *data)
{
    const json_t *main = json_object_get(object, "mainEntityOfPage");

    if (json_is_object(main))
        main = json_object_get(main, "@id");
    if (!data->type) {
        data->type = dt_arena_copy(arena, DT_STR(type));
        if (!data->type)
            return false;
    }
    if (data->name_count == 0 &&
        !add_names(arena, json_object_get(object, "author"), data))
        return false;
    return copy_text(arena, json_object_get(object, "headline"),
                     &data->headline) &&
           copy_text(arena, json_object_get(object, "name"), &data->headline) &&
           copy_text(arena, json_object_get(object, "description"),
                     &data->description) &&
           copy_text(arena, json_object_get(object, "datePublished"),
                     &data->published) &&
           copy_text(arena, json_object_get(object, "inLanguage"),
                     &data->language) &&
           copy_text(arena, json_object_get(object, "url"), &data->url) &&
           copy_text(arena, main, &data->url) &&
           copy_text(arena, name_in(json_object_get(object, "publisher")),
                     &data->publisher);
}

static bool walk(struct queue *q, struct dt_arena *arena,
                 struct dt_linked_data *data)
{
    /* Breadth first: the page's own article stands above related ones. */
    for (size_t i = 0; i < q->count; i++) {
        json_t *value = q->items[i];
        const char *type;
        const char *key;
        json_t *item;
        size_t n;

        if (json_is_array(value)) {
            json_array_foreach(value, n, item) put(q, item);
            continue;
        }
        type = article_type(value);
        if (type && !read_article(arena, value, type, data))
            return false;
        json_object_foreach(value, key, item) put(q, item);
    }
    return true;
}

bool dt_linked_data_read(struct dt_str json, struct dt_arena *arena,
                         struct dt_linked_data *data)
{
    json_error_t error;
    json_t *root;
    struct queue q = {calloc(DT_LINKED_NODES, sizeof *q.items), 0};
    bool read = q.items != NULL;

    json = dt_str_trim(json);
    root = json_loadb(json.ptr, json.len,
                      JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &error);
    if (read && root) {
        put(&q, root);
        read = walk(&q, arena, data);
    }
    json_decref(root);
    free(q.items);
    return read;
}
