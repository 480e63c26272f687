#include "manifest/change.h"

#include <string.h>

#include "base/json_key.h"

struct comparing {
    struct dt_change_docs *docs;
    dt_change_fn fn;
    void *ctx;
};

/* Where one of two sorted lists of members stands. */
struct cursor {
    const struct dt_json_doc *doc;
    size_t object, key; /* key DT_JSON_NONE: at the end */
};

static struct cursor start(const struct dt_json_doc *doc, size_t object)
{
    return (struct cursor){doc, object, dt_json_first(doc, object)};
}

static void step(struct cursor *c)
{
    c->key = dt_json_next(c->doc, c->object, c->key + 1);
}

static struct dt_str value(const struct cursor *c)
{
    return dt_json_bytes(c->doc, c->key + 1);
}

/* The key that comes first of both; *a and *b tell who has it. */
static struct dt_str next_key(const struct cursor *x, const struct cursor *y,
                              bool *a, bool *b)
{
    struct dt_str in_x = dt_json_plain(x->doc, x->key);
    struct dt_str in_y = dt_json_plain(y->doc, y->key);
    int order = x->key == DT_JSON_NONE   ? 1
                : y->key == DT_JSON_NONE ? -1
                                         : dt_json_key_cmp(in_x, in_y);

    *a = order <= 0;
    *b = order >= 0;
    return *a ? in_x : in_y;
}

static bool is_words(const char *path, struct dt_str before,
                     struct dt_str after)
{
    if (strcmp(path, "description") == 0)
        return true;
    return strcmp(path, "text") == 0 && ((before.len && before.ptr[0] == '"') ||
                                         (after.len && after.ptr[0] == '"'));
}

static int tell(const struct comparing *c, const char *outer, struct dt_str key,
                struct dt_str before, struct dt_str after, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(1024);
    struct dt_change change = {NULL, before, after, false};
    int rc;

    dt_buf_addf(&path, "%s%s", outer, *outer ? "." : "");
    dt_buf_addstr(&path, key);
    rc = dt_buf_check(&path, "the name of a member", err);
    if (rc == DT_OK) {
        change.path = path.ptr;
        change.words = is_words(path.ptr, before, after);
        rc = c->fn(c->ctx, &change, err);
    }
    dt_buf_release(&path);
    return rc;
}

static int compare_members(const struct comparing *c, struct dt_str outer,
                           size_t before, size_t after, struct dt_err *err)
{
    struct cursor x = start(&c->docs->before, before);
    struct cursor y = start(&c->docs->after, after);
    char name[256];
    int rc = DT_OK;

    if (outer.len >= sizeof name)
        return DT_FAIL(err, DT_EFORMAT, "a member's name of %zu bytes",
                       outer.len);
    memcpy(name, outer.ptr, outer.len);
    name[outer.len] = '\0';
    while (rc == DT_OK && (x.key != DT_JSON_NONE || y.key != DT_JSON_NONE)) {
        bool a, b;
        struct dt_str key = next_key(&x, &y, &a, &b);
        struct dt_str was = a ? value(&x) : (struct dt_str){NULL, 0};
        struct dt_str is = b ? value(&y) : (struct dt_str){NULL, 0};

        if (!a || !b || !dt_str_eq(was, is))
            rc = tell(c, name, key, was, is, err);
        if (a)
            step(&x);
        if (b)
            step(&y);
    }
    return rc;
}

static bool both_objects(const struct cursor *x, const struct cursor *y)
{
    return dt_json_type(x->doc, x->key + 1) == DT_JSON_OBJECT &&
           dt_json_type(y->doc, y->key + 1) == DT_JSON_OBJECT;
}

int dt_change_each(struct dt_change_docs *docs, struct dt_str before,
                   struct dt_str after, dt_change_fn fn, void *ctx,
                   struct dt_err *err)
{
    const struct comparing c = {docs, fn, ctx};
    struct cursor x, y;
    int rc = dt_json_parse(&docs->before, before, err);

    if (rc == DT_OK)
        rc = dt_json_parse(&docs->after, after, err);
    if (rc < 0)
        return rc;
    if (dt_json_type(&docs->before, DT_JSON_ROOT) != DT_JSON_OBJECT ||
        dt_json_type(&docs->after, DT_JSON_ROOT) != DT_JSON_OBJECT)
        return DT_FAIL(err, DT_EFORMAT, "a record must be an object");
    x = start(&docs->before, DT_JSON_ROOT);
    y = start(&docs->after, DT_JSON_ROOT);
    while (rc == DT_OK && (x.key != DT_JSON_NONE || y.key != DT_JSON_NONE)) {
        bool a, b;
        struct dt_str key = next_key(&x, &y, &a, &b);
        struct dt_str was = a ? value(&x) : (struct dt_str){NULL, 0};
        struct dt_str is = b ? value(&y) : (struct dt_str){NULL, 0};

        if (dt_str_is(key, "seal") || (a && b && dt_str_eq(was, is)))
            rc = DT_OK;
        else if (a && b && both_objects(&x, &y))
            rc = compare_members(&c, key, x.key + 1, y.key + 1, err);
        else
            rc = tell(&c, "", key, was, is, err);
        if (a)
            step(&x);
        if (b)
            step(&y);
    }
    return rc;
}

void dt_change_docs_release(struct dt_change_docs *docs)
{
    dt_json_doc_release(&docs->before);
    dt_json_doc_release(&docs->after);
}
