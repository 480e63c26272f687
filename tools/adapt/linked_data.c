#include "adapt/linked_data.h"

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>

enum {
    ASSIGNED_MOST = 200, /* bytes before what a script assigns */
    NAME_MOST = 1024     /* bytes of a given and a family name */
};

/* Values still to be looked at, of a tree that must not be recursed into. */
struct queue {
    json_t **items;
    size_t count;
};

/* One script while it is read. */
struct reader {
    struct queue queue;
    json_t *named; /* of @id: the first object that has a name as well */
    struct dt_arena *arena;
    bool failed; /* out of memory */
};

static void put(struct queue *q, json_t *value)
{
    if ((json_is_object(value) || json_is_array(value)) &&
        q->count < DT_LINKED_NODES)
        q->items[q->count++] = value;
}

static void copy_text(struct reader *r, const json_t *value, const char **to)
{
    const char *text = json_string_value(value);

    if (*to || !text || !*text)
        return;
    *to = dt_arena_copy(r->arena, DT_STR(text));
    r->failed |= *to == NULL;
}

static void copy(struct reader *r, const json_t *object, const char *key,
                 const char **to)
{
    copy_text(r, json_object_get(object, key), to);
}

static const json_t *first_of(const json_t *value)
{
    return json_is_array(value) ? json_array_get(value, 0) : value;
}

/* Whether one of an object's types is, or ends in, this. */
static const char *type_that(const json_t *object,
                             bool (*is)(const char *name, size_t len))
{
    const json_t *type = json_object_get(object, "@type");
    size_t n = json_is_array(type) ? json_array_size(type) : 1;

    for (size_t i = 0; i < n; i++) {
        const char *name = json_string_value(
            json_is_array(type) ? json_array_get(type, i) : type);

        if (name && is(name, strlen(name)))
            return name;
    }
    return NULL;
}

static bool ends_in(const char *name, size_t len, const char *end)
{
    size_t n = strlen(end);

    return len >= n && strcmp(name + len - n, end) == 0;
}

static bool is_article(const char *name, size_t len)
{
    return ends_in(name, len, "Article") || strcmp(name, "Report") == 0 ||
           strcmp(name, "Review") == 0 || strcmp(name, "Recipe") == 0 ||
           strcmp(name, "HowTo") == 0 || strcmp(name, "PressRelease") == 0 ||
           (ends_in(name, len, "Posting") && strcmp(name, "JobPosting") != 0);
}

static bool is_page(const char *name, size_t len)
{
    return ends_in(name, len, "Page") || strcmp(name, "VideoObject") == 0 ||
           strcmp(name, "AudioObject") == 0 || ends_in(name, len, "Episode") ||
           strcmp(name, "CreativeWork") == 0;
}

static bool is_site(const char *name, size_t len)
{
    (void)len;
    return strcmp(name, "WebSite") == 0;
}

static bool is_organisation(const char *name, size_t len)
{
    return ends_in(name, len, "Organization") ||
           ends_in(name, len, "Corporation") || ends_in(name, len, "Brand");
}

static bool is_person(const char *name, size_t len)
{
    return ends_in(name, len, "Person");
}

static enum dt_linked_type type_of(const json_t *object)
{
    if (type_that(object, is_organisation))
        return DT_LINKED_ORGANISATION;
    return type_that(object, is_person) ? DT_LINKED_PERSON : DT_LINKED_UNTYPED;
}

/* The object that an object with an @id alone stands for. */
static const json_t *resolve(const struct reader *r, const json_t *value)
{
    const char *id = json_string_value(json_object_get(value, "@id"));
    const json_t *other = NULL;

    if (id && !json_object_get(value, "name"))
        other = json_object_get(r->named, id);
    return other ? other : value;
}

/* A name, or an object that has one; of an array, the first. */
static const json_t *name_in(const struct reader *r, const json_t *value)
{
    value = first_of(value);
    if (json_is_object(value))
        value = json_object_get(resolve(r, value), "name");
    return first_of(value);
}

/* What a person is called who has a given and a family name, but no name. */
static const char *join_names(struct reader *r, const json_t *person)
{
    const char *given = json_string_value(json_object_get(person, "givenName"));
    const char *family =
        json_string_value(json_object_get(person, "familyName"));
    struct dt_buf both = DT_BUF_INIT(NAME_MOST);
    const char *joined = NULL;

    if (!given || !family)
        return NULL;
    dt_buf_adds(&both, given);
    dt_buf_addc(&both, ' ');
    dt_buf_adds(&both, family);
    if (!both.failed) {
        joined = dt_arena_copy(r->arena, dt_buf_str(&both));
        r->failed |= joined == NULL;
    }
    dt_buf_release(&both);
    return joined;
}

static void add_name(struct reader *r, const json_t *value,
                     struct dt_linked_work *work)
{
    const char *id = json_string_value(value);
    const json_t *object = json_is_object(value) ? resolve(r, value)
                           : id                  ? json_object_get(r->named, id)
                                                 : NULL;
    const json_t *name = object ? json_object_get(object, "name") : value;
    size_t n = json_is_array(name) ? json_array_size(name) : 1;

    for (size_t i = 0; i < n && work->name_count < DT_LINKED_NAMES; i++) {
        struct dt_linked_name *to = &work->names[work->name_count];

        *to = (struct dt_linked_name){NULL, object ? type_of(object)
                                                   : DT_LINKED_UNTYPED};
        copy_text(r, json_is_array(name) ? json_array_get(name, i) : name,
                  &to->name);
        if (!name)
            to->name = join_names(r, object);
        work->name_count += to->name != NULL;
    }
}

static void add_names(struct reader *r, const json_t *value,
                      struct dt_linked_work *work)
{
    const json_t *list = json_object_get(value, "@list");
    size_t n;

    if (work->name_count)
        return;
    if (list)
        value = list;
    n = json_is_array(value) ? json_array_size(value) : 1;
    for (size_t i = 0; i < n; i++)
        add_name(r, json_is_array(value) ? json_array_get(value, i) : value,
                 work);
}

static void add_tags(struct reader *r, const json_t *value,
                     struct dt_linked_work *work)
{
    size_t n = json_is_array(value) ? json_array_size(value) : 1;

    if (work->tag_count)
        return;
    for (size_t i = 0; i < n && work->tag_count < DT_LINKED_TAGS; i++) {
        const json_t *one = json_is_array(value) ? json_array_get(value, i)
                                                 : value;
        const char *tag = NULL;

        copy_text(r, json_is_object(one) ? json_object_get(one, "name") : one,
                  &tag);
        if (tag)
            work->tags[work->tag_count++] = tag;
    }
}

/* A text, or what an object has under one of two keys. */
static const json_t *text_or(const json_t *value, const char *first,
                             const char *second)
{
    value = first_of(value);
    if (!json_is_object(value))
        return value;
    return json_object_get(value, first) ? json_object_get(value, first)
                                         : json_object_get(value, second);
}

static void read_work(struct reader *r, const json_t *object, const char *type,
                      struct dt_linked_work *work)
{
    if (!work->type) {
        work->type = dt_arena_copy(r->arena, DT_STR(type));
        r->failed |= work->type == NULL;
    }
    add_names(r, json_object_get(object, "author"), work);
    add_names(r, json_object_get(object, "creator"), work);
    add_tags(r, json_object_get(object, "keywords"), work);
    copy(r, object, "headline", &work->headline);
    copy(r, object, "name", &work->headline);
    copy(r, object, "description", &work->description);
    copy(r, object, "articleBody", &work->body);
    copy(r, object, "datePublished", &work->published);
    copy(r, object, "uploadDate", &work->published);
    copy(r, object, "dateCreated", &work->published);
    copy(r, object, "dateModified", &work->modified);
    copy_text(
        r,
        text_or(json_object_get(object, "inLanguage"), "alternateName", "name"),
        &work->language);
    copy(r, object, "url", &work->url);
    copy_text(
        r, text_or(json_object_get(object, "mainEntityOfPage"), "@id", "url"),
        &work->url);
    copy_text(r, name_in(r, json_object_get(object, "publisher")),
              &work->publisher);
    copy_text(r, first_of(json_object_get(object, "articleSection")),
              &work->section);
    copy_text(r, text_or(json_object_get(object, "license"), "url", "@id"),
              &work->licence);
    copy(r, object, "copyrightNotice", &work->copyright);
    copy_text(r, name_in(r, json_object_get(object, "copyrightHolder")),
              &work->copyright);
    copy_text(r, text_or(json_object_get(object, "correction"), "text", "name"),
              &work->correction);
}

/* What stands under this key are other works than the page's. */
static bool is_of_others(const char *key)
{
    static const char *const keys[] = {
        "itemListElement", "hasPart",  "comment",     "review",
        "mentions",        "about",    "relatedLink", "citation",
        "associatedMedia", "isPartOf", "isBasedOn",   "itemReviewed",
        "potentialAction", "offers",   "blogPost",    "suggestedAnswer"};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(key, keys[i]) == 0)
            return true;
    return false;
}

/* Breadth first: the page's own article stands above related ones. */
static void collect(struct queue *q)
{
    for (size_t i = 0; i < q->count; i++) {
        json_t *value = q->items[i], *item;
        const char *key;
        size_t n;

        if (json_is_array(value)) {
            json_array_foreach(value, n, item) put(q, item);
        } else {
            json_object_foreach(value, key, item)
            {
                if (!is_of_others(key))
                    put(q, item);
            }
        }
    }
}

static void index_named(struct reader *r)
{
    r->named = json_object();
    r->failed |= r->named == NULL;
    for (size_t i = 0; i < r->queue.count && !r->failed; i++) {
        json_t *value = r->queue.items[i];
        const char *id = json_string_value(json_object_get(value, "@id"));

        if (id && json_object_get(value, "name") &&
            !json_object_get(r->named, id))
            r->failed |= json_object_set(r->named, id, value) < 0;
    }
}

static void read_all(struct reader *r, struct dt_linked_data *data)
{
    for (size_t i = 0; i < r->queue.count && !r->failed; i++) {
        const json_t *value = r->queue.items[i];
        const char *type;

        if (!json_is_object(value))
            continue;
        type = type_that(value, is_article);
        if (type) {
            read_work(r, value, type, &data->article);
            continue;
        }
        type = type_that(value, is_page);
        if (type)
            read_work(r, value, type, &data->page);
        else if (type_that(value, is_site))
            copy(r, value, "name", &data->page.publisher);
    }
}

static json_t *load(struct dt_str json)
{
    json_error_t error;

    return json_loadb(json.ptr, json.len,
                      JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &error);
}

bool dt_linked_data_read(struct dt_str json, struct dt_arena *arena,
                         struct dt_linked_data *data)
{
    struct dt_buf repaired = DT_BUF_INIT(64 * 1024 * 1024);
    struct reader r = {.arena = arena};
    json_t *root;

    json = dt_str_trim(json);
    if (json.len == 0)
        return true;
    root = load(json);
    if (!root) {
        dt_linked_repair(json, &repaired);
        if (!repaired.failed)
            root = load(dt_str_trim(dt_buf_str(&repaired)));
        data->broken += root == NULL;
    }
    dt_buf_release(&repaired);
    if (!root)
        return true;
    r.queue.items = malloc(DT_LINKED_NODES * sizeof *r.queue.items);
    r.failed = r.queue.items == NULL;
    if (!r.failed) {
        put(&r.queue, root);
        collect(&r.queue);
        index_named(&r);
        read_all(&r, data);
    }
    json_decref(r.named);
    json_decref(root);
    free(r.queue.items);
    return !r.failed;
}

/* Text that is JSON, or what a script assigns first, or nothing. */
static struct dt_str find_state(struct dt_str script)
{
    size_t at;

    script = dt_str_trim(script);
    if (script.len == 0 || script.ptr[0] == '{' || script.ptr[0] == '[')
        return script;
    at = dt_str_find(script, DT_STR("="), 0);
    if (at == SIZE_MAX || at > ASSIGNED_MOST)
        return (struct dt_str){NULL, 0};
    script =
        dt_str_trim((struct dt_str){script.ptr + at + 1, script.len - at - 1});
    return script.len && script.ptr[0] == '{' ? script
                                              : (struct dt_str){NULL, 0};
}

/* A text with paragraphs, and what its object calls it. */
struct marked {
    const char *key;
    struct dt_str text;
};

static bool is_marked(const json_t *value, struct dt_str *text)
{
    *text = (struct dt_str){json_string_value(value),
                            json_string_length(value)};
    return text->ptr && (dt_str_find(*text, DT_STR("<p"), 0) != SIZE_MAX ||
                         dt_str_find(*text, DT_STR("<br"), 0) != SIZE_MAX);
}

/* All that has paragraphs and is called as the longest is. */
static void join_marked(const struct queue *q, const char *name,
                        struct dt_buf *out)
{
    for (size_t i = 0; i < q->count; i++) {
        struct dt_str text;

        if (is_marked(json_object_get(q->items[i], name), &text)) {
            dt_buf_addstr(out, text);
            dt_buf_addc(out, '\n');
        }
    }
}

/* The longest text with paragraphs of the queue, which fills as it goes. */
static struct marked find_marked(struct queue *q)
{
    struct marked best = {NULL, {NULL, 0}};
    struct dt_str text;
    const char *key;
    json_t *item;
    size_t n;

    for (size_t i = 0; i < q->count; i++) {
        json_array_foreach(q->items[i], n, item) put(q, item);
        json_object_foreach(q->items[i], key, item)
        {
            if (is_marked(item, &text) && text.len > best.text.len)
                best = (struct marked){key, text};
            put(q, item);
        }
    }
    return best;
}

bool dt_linked_data_markup(struct dt_str script, struct dt_arena *arena,
                           struct dt_str *markup)
{
    struct dt_buf all = DT_BUF_INIT(64 * 1024 * 1024);
    struct dt_str state = find_state(script), found;
    struct queue queue = {NULL, 0};
    json_t *root = state.len ? load(state) : NULL;
    struct marked best;
    bool kept;

    if (!root)
        return true;
    queue.items = malloc(DT_LINKED_NODES * sizeof *queue.items);
    kept = queue.items != NULL;
    if (kept)
        put(&queue, root);
    best = find_marked(&queue);
    if (best.key)
        join_marked(&queue, best.key, &all);
    /* Much less of the same name beside a text is the beginning of others. */
    found = all.failed || best.text.len > all.len / 2 ? best.text
                                                      : dt_buf_str(&all);
    if (found.len > markup->len) {
        found.ptr = dt_arena_copy(arena, found);
        kept = found.ptr != NULL;
        *markup = kept ? found : *markup;
    }
    dt_buf_release(&all);
    json_decref(root);
    free(queue.items);
    return kept;
}
