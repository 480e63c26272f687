#include "manifest/echo.h"

#include <string.h>

static int add(struct dt_echoes *e, const struct dt_leaf *leaf, size_t words,
               size_t span, const char *what, struct dt_err *err)
{
    const struct dt_json_doc *doc = leaf->doc;
    struct dt_span *place = &e->span[e->count];
    int rc;

    if (dt_json_type(doc, span) != DT_JSON_ARRAY)
        return DT_OK;
    *place = (struct dt_span){(uint32_t)dt_json_int64(doc, span + 1),
                              (uint32_t)dt_json_int64(doc, span + 2)};
    rc = dt_json_string(doc, words, leaf->arena, &e->words[e->count], err);
    if (rc == DT_OK && e->words[e->count].len != place->end - place->start)
        rc = DT_FAIL(err, DT_EMISMATCH,
                     "%s is not as long as its place in the text", what);
    e->count++;
    return rc;
}

int dt_echoes_of(const struct dt_leaf *leaf, struct dt_echoes *out,
                 struct dt_err *err)
{
    const size_t cue = leaf->member[DT_STATEMENT_CUE];
    int rc = DT_OK;

    out->count = 0;
    if (dt_json_type(leaf->doc, cue) == DT_JSON_OBJECT)
        rc = add(out, leaf, dt_json_get(leaf->doc, cue, "verb"),
                 dt_json_get(leaf->doc, cue, "span"), "the cue's verb", err);
    return rc < 0
               ? rc
               : add(out, leaf, leaf->member[DT_STATEMENT_SAID_AT],
                     leaf->member[DT_STATEMENT_SAID_AT_FROM], "said_at", err);
}

size_t dt_echoes_size(const struct dt_echoes *e)
{
    size_t size = 0;

    for (size_t i = 0; i < e->count; i++)
        size += sizeof e->span[i] + e->words[i].len;
    return size;
}

void dt_echoes_keep(const struct dt_echoes *e, struct dt_buf *out)
{
    for (size_t i = 0; i < e->count; i++) {
        dt_buf_add(out, &e->span[i], sizeof e->span[i]);
        dt_buf_addstr(out, e->words[i]);
    }
}

bool dt_echoes_hold(struct dt_str kept, struct dt_str text, uint32_t *at)
{
    while (kept.len) {
        struct dt_span span;
        size_t len;

        memcpy(&span, kept.ptr, sizeof span);
        len = span.end - span.start;
        *at = span.start;
        if (span.end > text.len ||
            memcmp(kept.ptr + sizeof span, text.ptr + span.start, len) != 0)
            return false;
        kept.ptr += sizeof span + len;
        kept.len -= sizeof span + len;
    }
    return true;
}
