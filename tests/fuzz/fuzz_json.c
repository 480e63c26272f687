#include <stdlib.h>

#include "base/json.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* Nesting is bounded by DT_JSON_DEPTH. */
static void rewrite(struct dt_json *w, const struct dt_json_doc *doc,
                    size_t token, struct dt_arena *arena)
{
    enum dt_json_type type = dt_json_type(doc, token);
    struct dt_str text;
    struct dt_err err;

    if (type == DT_JSON_NULL) {
        dt_json_null(w);
    } else if (type == DT_JSON_FALSE || type == DT_JSON_TRUE) {
        dt_json_bool(w, type == DT_JSON_TRUE);
    } else if (type == DT_JSON_INT) {
        dt_json_int(w, dt_json_int64(doc, token));
    } else if (type == DT_JSON_STRING) {
        if (dt_json_string(doc, token, arena, &text, &err) < 0)
            abort();
        dt_json_str(w, text);
    } else {
        dt_json_open(w, type == DT_JSON_ARRAY ? '[' : '{');
        for (size_t i = dt_json_first(doc, token); i != DT_JSON_NONE;
             i = dt_json_next(doc, token, i)) {
            if (type == DT_JSON_OBJECT) {
                char *key;

                if (dt_json_string(doc, i, arena, &text, &err) < 0)
                    abort();
                key = dt_arena_copy(arena, text);
                if (!key)
                    abort();
                dt_json_key(w, key);
                i++;
            }
            rewrite(w, doc, i, arena);
        }
        dt_json_close(w, type == DT_JSON_ARRAY ? ']' : '}');
    }
}

/* The writer's keys are C texts, which cannot hold a NUL. */
static bool has_nul_escape(struct dt_str text)
{
    return dt_str_find(text, DT_STR("\\u0000"), 0) != SIZE_MAX;
}

/* What is read is canonical, so writing it again gives the same bytes. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const struct dt_str text = {(const char *)data, size};
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    struct dt_arena arena = DT_ARENA_INIT((size_t)1 << 24);
    struct dt_buf out = DT_BUF_INIT((size_t)1 << 24);
    struct dt_json w;
    struct dt_err err;

    if (dt_json_parse(&doc, text, &err) == DT_OK && !has_nul_escape(text)) {
        dt_json_init(&w, &out);
        rewrite(&w, &doc, DT_JSON_ROOT, &arena);
        if (out.failed || !dt_str_eq(dt_buf_str(&out), text))
            abort();
    }
    dt_json_doc_release(&doc);
    dt_arena_release(&arena);
    dt_buf_release(&out);
    return 0;
}
