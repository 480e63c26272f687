/* The format web-annotation (export_format.h). */
#include <stdlib.h>

#include "base/utf8.h"
#include "release/export_format.h"
#include "statement/rule.h"

enum { CONTEXT = 32, STEP = 1024 }; /* code points; bytes */

/*
 * Code points before each STEP-th byte of a text, so that the position of any
 * byte costs one short count.
 */
struct points {
    struct dt_str text;
    size_t *before;
};

static int count_points(struct points *p, struct dt_str text,
                        struct dt_err *err)
{
    size_t points = 0;

    p->text = text;
    p->before = calloc(text.len / STEP + 1, sizeof *p->before);
    if (!p->before)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for positions");
    for (size_t i = 0; i < text.len; i++) {
        if (i % STEP == 0)
            p->before[i / STEP] = points;
        points += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
    }
    return DT_OK;
}

static int64_t point_of(const struct points *p, size_t byte)
{
    size_t from = byte / STEP * STEP, points = p->before[byte / STEP];

    for (size_t i = from; i < byte; i++)
        points += ((unsigned char)p->text.ptr[i] & 0xc0) != 0x80;
    return (int64_t)points;
}

static void add_number(struct dt_exporter *x, const char *key, int64_t value)
{
    dt_json_key(&x->json, key);
    dt_json_int(&x->json, value);
}

static void add_type(struct dt_exporter *x, const char *type)
{
    dt_export_member(x, "type", DT_STR(type));
}

static void add_quote_selector(struct dt_exporter *x, struct dt_str text,
                               struct dt_span span)
{
    size_t from = span.start, to = span.end;

    for (int i = 0; i < CONTEXT && from > 0; i++)
        (void)dt_utf8_prev(text, &from);
    for (int i = 0; i < CONTEXT && to < text.len; i++)
        (void)dt_utf8_next(text, &to);
    dt_json_open(&x->json, '{');
    dt_export_member(
        x, "exact",
        (struct dt_str){text.ptr + span.start, span.end - span.start});
    dt_export_member(x, "prefix",
                     (struct dt_str){text.ptr + from, span.start - from});
    dt_export_member(x, "suffix",
                     (struct dt_str){text.ptr + span.end, to - span.end});
    add_type(x, "TextQuoteSelector");
    dt_json_close(&x->json, '}');
}

static void add_position(struct dt_exporter *x, int64_t start, int64_t end,
                         const char *type)
{
    dt_json_open(&x->json, '{');
    add_number(x, "end", end);
    add_number(x, "start", start);
    add_type(x, type);
    dt_json_close(&x->json, '}');
}

/*
 * One span. Where the text cannot be had, positions stay what the record has,
 * bytes of the text file: there is a selector for these too.
 */
static void add_target(struct dt_exporter *x, const struct dt_export_article *a,
                       const struct points *p, struct dt_span span)
{
    dt_json_open(&x->json, '{');
    dt_json_key(&x->json, "selector");
    dt_json_open(&x->json, '[');
    if (a->text.ptr) {
        add_quote_selector(x, a->text, span);
        add_position(x, point_of(p, span.start), point_of(p, span.end),
                     "TextPositionSelector");
    } else {
        add_position(x, span.start, span.end, "DataPositionSelector");
    }
    dt_json_close(&x->json, ']');
    if (a->url.ptr) {
        dt_export_member(x, "source", a->url);
        dt_json_key(&x->json, "state");
        dt_json_open(&x->json, '{');
        dt_export_iri(x, "cached", "articles/", a->id, ".txt");
        add_type(x, "TimeState");
        dt_json_close(&x->json, '}');
    } else {
        dt_export_iri(x, "source", "articles/", a->id, ".txt");
    }
    add_type(x, "SpecificResource");
    dt_json_close(&x->json, '}');
}

static void add_body(struct dt_exporter *x, const char *purpose,
                     struct dt_str value)
{
    dt_json_open(&x->json, '{');
    dt_export_member(x, "purpose", DT_STR(purpose));
    add_type(x, "TextualBody");
    dt_export_member(x, "value", value);
    dt_json_close(&x->json, '}');
}

/* Whose words it is, and how they are given. */
static void add_bodies(struct dt_exporter *x,
                       const struct dt_export_statement *s)
{
    dt_json_key(&x->json, "body");
    dt_json_open(&x->json, '[');
    if (s->speaker) {
        dt_json_open(&x->json, '{');
        dt_export_member(x, "purpose", DT_STR("identifying"));
        dt_export_iri(x, "source", "people/", DT_STR(s->speaker->id), "");
        add_type(x, "SpecificResource");
        dt_json_close(&x->json, '}');
    }
    if (s->speaker_name.ptr)
        add_body(x, "describing", s->speaker_name);
    add_body(x, "tagging", s->mode);
    if (dt_export_is_unsaid(s))
        add_body(x, "tagging", DT_STR(DT_RULE_NOT_ASSERTED));
    dt_json_close(&x->json, ']');
}

static void add_statement(struct dt_exporter *x,
                          const struct dt_export_article *a,
                          const struct dt_export_statement *s,
                          const struct points *p)
{
    dt_json_init(&x->json, &x->out);
    dt_json_open(&x->json, '{');
    add_bodies(x, s);
    dt_export_iri(x, "id", "statements/", s->id, "");
    dt_export_member(x, "motivation", DT_STR("identifying"));
    dt_json_key(&x->json, "target");
    dt_json_open(&x->json, '[');
    for (size_t i = 0; i < s->span_count; i++)
        add_target(x, a, p, s->spans[i]);
    dt_json_close(&x->json, ']');
    add_type(x, "Annotation");
    dt_json_close(&x->json, '}');
}

static int begin(struct dt_exporter *x, struct dt_err *err)
{
    (void)err;
    dt_json_init(&x->json, &x->out);
    dt_json_open(&x->json, '{');
    dt_export_member(x, "@context", DT_STR("http://www.w3.org/ns/anno.jsonld"));
    dt_export_iri(x, "id", "annotations", (struct dt_str){"", 0}, "");
    dt_buf_adds(&x->out, ",\"items\":[");
    return DT_OK;
}

static int article(struct dt_exporter *x, const struct dt_export_article *a,
                   struct dt_err *err)
{
    struct points points = {.before = NULL};
    int rc = a->text.ptr ? count_points(&points, a->text, err) : DT_OK;

    for (size_t i = 0; rc == DT_OK && i < a->statement_count; i++) {
        dt_buf_adds(&x->out, x->items++ ? ",\n" : "\n");
        add_statement(x, a, &a->statements[i], &points);
    }
    free(points.before);
    return rc;
}

static int end(struct dt_exporter *x, struct dt_err *err)
{
    (void)err;
    dt_buf_adds(&x->out, "\n],\"type\":\"AnnotationPage\"}\n");
    return DT_OK;
}

const struct dt_export_format dt_export_web_annotation = {"web-annotation",
                                                          begin, article, end};
