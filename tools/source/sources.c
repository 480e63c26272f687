#include "source/sources.h"

#include <stdlib.h>

#include "adapt/encoding.h"
#include "base/digest.h"
#include "base/edtf.h"
#include "base/json.h"
#include "source/entry.h"

enum {
    MOST_SOURCES = 10 * 1000 * 1000,
    MOST_REDIRECTS = 10 * 1000 * 1000,
    LONGEST_URL = 4096
};

struct source_record {
    struct dt_source source;
    struct dt_entry_texts byline;
};

struct loading {
    struct dt_source_list *list;
    const char *path;
    const struct dt_people *people;
};

/* A scalar of one form, without white space. */
static int read_word(const struct dt_entry_file *file,
                     const struct dt_yaml_node *value, void *field, bool fits,
                     const char *rule, struct dt_err *err)
{
    if (value->type != DT_YAML_SCALAR || !fits)
        return dt_entry_fail(file, value, rule, err);
    return dt_entry_text(file, value, field, err);
}

bool dt_source_is_url(struct dt_str text)
{
    const bool secure = dt_str_starts(text, DT_STR("https://"));
    const size_t host = secure ? strlen("https://") : strlen("http://");
    bool fits = (secure || dt_str_starts(text, DT_STR("http://"))) &&
                text.len > host && text.len <= LONGEST_URL &&
                !memchr("/?#:@", text.ptr[host], 5);

    for (size_t i = 0; fits && i < text.len; i++)
        fits = (unsigned char)text.ptr[i] > ' ' && text.ptr[i] != 0x7F &&
               text.ptr[i] != '"' && text.ptr[i] != '<' && text.ptr[i] != '>';
    return fits;
}

bool dt_source_is_charset(struct dt_str text)
{
    return dt_encoding_name(text) != NULL;
}

static int read_url(const struct dt_entry_file *file,
                    const struct dt_yaml_node *value, void *field,
                    struct dt_err *err)
{
    return read_word(file, value, field, dt_source_is_url(value->text),
                     "must be an http:// or https:// address of at most 4096 "
                     "bytes",
                     err);
}

static int read_sha256(const struct dt_entry_file *file,
                       const struct dt_yaml_node *value, void *field,
                       struct dt_err *err)
{
    return read_word(file, value, field, dt_digest_is_hex(value->text),
                     "must be a SHA-256: 64 digits 0-9 and a-f", err);
}

static int read_retrieved(const struct dt_entry_file *file,
                          const struct dt_yaml_node *value, void *field,
                          struct dt_err *err)
{
    return read_word(file, value, field,
                     value->text.len == 20 && value->text.ptr[19] == 'Z' &&
                         dt_edtf_valid(value->text),
                     "must be a time in UTC (2025-06-11T09:30:00Z)", err);
}

/* NAME:OFFSET or NAME:OFFSET+INSIDE, the name without a folder. */
static bool is_warc_record(struct dt_str t)
{
    size_t digits = 0, at = t.len;
    bool plus = false;

    while (at && t.ptr[at - 1] != ':') {
        char c = t.ptr[--at];

        if (c == '+' && digits && !plus) {
            plus = true;
            digits = 0;
        } else if (c >= '0' && c <= '9') {
            digits++;
        } else {
            return false;
        }
    }
    return digits && at > 1 && !memchr(t.ptr, '/', at) && t.len < 512;
}

static int read_warc(const struct dt_entry_file *file,
                     const struct dt_yaml_node *value, void *field,
                     struct dt_err *err)
{
    return read_word(file, value, field, is_warc_record(value->text),
                     "must be a WARC file's name and the byte of a record in "
                     "it (crawl.warc.gz:1234)",
                     err);
}

static int read_media_type(const struct dt_entry_file *file,
                           const struct dt_yaml_node *value, void *field,
                           struct dt_err *err)
{
    struct dt_str t = value->text;
    size_t slashes = 0;
    bool fits = t.len > 2 && t.len < 128 && t.ptr[0] != '/' &&
                t.ptr[t.len - 1] != '/';

    for (size_t i = 0; fits && i < t.len; i++) {
        slashes += t.ptr[i] == '/';
        fits = (t.ptr[i] >= 'a' && t.ptr[i] <= 'z') ||
               (t.ptr[i] >= '0' && t.ptr[i] <= '9') ||
               memchr("/.+-", t.ptr[i], 4);
    }
    return read_word(file, value, field, fits && slashes == 1,
                     "must be a media type (text/html)", err);
}

static int read_charset(const struct dt_entry_file *file,
                        const struct dt_yaml_node *value, void *field,
                        struct dt_err *err)
{
    return read_word(file, value, field, dt_source_is_charset(value->text),
                     "must be the label of an encoding that browsers know "
                     "(windows-1252)",
                     err);
}

static int read_kind(const struct dt_entry_file *file,
                     const struct dt_yaml_node *value, void *field,
                     struct dt_err *err)
{
    enum dt_kind *kind = field;

    *kind = dt_kind_from(value->text);
    if (*kind == DT_KIND_UNKNOWN)
        return dt_entry_fail(file, value,
                             "must be transcript, report, opinion, release, "
                             "interview or post",
                             err);
    return DT_OK;
}

static int read_event(const struct dt_entry_file *file,
                      const struct dt_yaml_node *value, void *field,
                      struct dt_err *err)
{
    static const struct dt_entry_field fields[] = {
        {"name", dt_entry_text, offsetof(struct dt_event, name), false},
        {"date", dt_entry_edtf, offsetof(struct dt_event, date), false},
        {"place", dt_entry_text, offsetof(struct dt_event, place), false},
        {NULL, NULL, 0, false}};

    return dt_entry_read(file, value, fields, "an event", field, err);
}

static int read_text_rights(const struct dt_entry_file *file,
                            const struct dt_yaml_node *value, void *field,
                            struct dt_err *err)
{
    struct dt_source *source = field;

    source->withheld = dt_str_is(value->text, "withheld");
    if (!source->withheld && !dt_str_is(value->text, "open"))
        return dt_entry_fail(file, value, "must be open or withheld", err);
    return DT_OK;
}

static int read_rights(const struct dt_entry_file *file,
                       const struct dt_yaml_node *value, void *field,
                       struct dt_err *err)
{
    static const struct dt_entry_field fields[] = {
        {"licence", dt_entry_licence, offsetof(struct dt_source, licence),
         true},
        {"text", read_text_rights, 0, true},
        {NULL, NULL, 0, false}};

    return dt_entry_read(file, value, fields, "rights", field, err);
}

static int read_source_id(const struct dt_entry_file *file,
                          const struct dt_yaml_node *value, void *field,
                          struct dt_err *err)
{
    if (dt_source_is_statement_id(value->text))
        return dt_entry_fail(file, value, "looks like the id of a statement",
                             err);
    return dt_entry_slug(file, value, field, err);
}

#define SOURCE(field) offsetof(struct source_record, source.field)

static const struct dt_entry_field source_fields[] = {
    {"id", read_source_id, SOURCE(id), false},
    {"url", read_url, SOURCE(url), false},
    {"snapshot", read_sha256, SOURCE(snapshot), false},
    {"retrieved", read_retrieved, SOURCE(retrieved), false},
    {"warc", read_warc, SOURCE(warc), false},
    {"media_type", read_media_type, SOURCE(media_type), false},
    {"charset", read_charset, SOURCE(charset), false},
    {"kind", read_kind, SOURCE(kind), false},
    {"title", dt_entry_text, SOURCE(title), false},
    {"byline", dt_entry_texts, offsetof(struct source_record, byline), false},
    {"publisher", dt_entry_text, SOURCE(publisher), false},
    {"published", dt_entry_edtf, SOURCE(published), false},
    {"language", dt_entry_language, SOURCE(language), false},
    {"description", dt_entry_text, SOURCE(description), false},
    {"speaker", dt_entry_slug, SOURCE(speaker), false},
    {"event", read_event, SOURCE(event), false},
    {"syndicated_from", dt_entry_text, SOURCE(syndicated_from), false},
    {"rights", read_rights, offsetof(struct source_record, source), true},
    {"note", dt_entry_skip, 0, false},
    {NULL, NULL, 0, false}};

static int read_reason(const struct dt_entry_file *file,
                       const struct dt_yaml_node *value, void *field,
                       struct dt_err *err)
{
    bool fits = dt_str_is(value->text, "corrected") ||
                dt_str_is(value->text, "merged") ||
                dt_str_is(value->text, "retracted") ||
                dt_str_is(value->text, "re-attributed") ||
                dt_str_is(value->text, "removed");

    return read_word(file, value, field, fits,
                     "must be corrected, merged, retracted, re-attributed or "
                     "removed",
                     err);
}

static const struct dt_entry_field redirect_fields[] = {
    {"id", dt_entry_slug, offsetof(struct dt_redirect, id), true},
    {"to", dt_entry_slug, offsetof(struct dt_redirect, to), false},
    {"reason", read_reason, offsetof(struct dt_redirect, reason), true},
    {"note", dt_entry_text, offsetof(struct dt_redirect, note), false},
    {"release", dt_entry_text, offsetof(struct dt_redirect, release), false},
    {NULL, NULL, 0, false}};

static void write_text(struct dt_json *w, const char *key, const char *text)
{
    if (!text)
        return;
    dt_json_put_text(w, key, text);
}

void dt_source_key(const struct dt_source *s, struct dt_buf *out)
{
    struct dt_json w;

    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    if (s->byline_count) {
        dt_json_key(&w, "byline");
        dt_json_open(&w, '[');
        for (size_t i = 0; i < s->byline_count; i++)
            dt_json_text(&w, s->byline[i]);
        dt_json_close(&w, ']');
    }
    write_text(&w, "charset", s->charset);
    write_text(&w, "description", s->description);
    if (s->event.name || s->event.date || s->event.place) {
        dt_json_key(&w, "event");
        dt_json_open(&w, '{');
        write_text(&w, "date", s->event.date);
        write_text(&w, "name", s->event.name);
        write_text(&w, "place", s->event.place);
        dt_json_close(&w, '}');
    }
    write_text(&w, "id", s->id);
    write_text(&w, "kind", dt_kind_name(s->kind));
    write_text(&w, "language", s->language);
    write_text(&w, "licence", s->licence);
    write_text(&w, "media_type", s->media_type);
    write_text(&w, "published", s->published);
    write_text(&w, "publisher", s->publisher);
    write_text(&w, "snapshot", s->snapshot);
    write_text(&w, "speaker", s->speaker);
    write_text(&w, "syndicated_from", s->syndicated_from);
    write_text(&w, "text", s->withheld ? "withheld" : "open");
    write_text(&w, "title", s->title);
    write_text(&w, "url", s->url);
    dt_json_close(&w, '}');
}

/* What an entry may leave to us: its id. */
static int finish_source(struct loading *l, struct dt_source *s,
                         struct dt_err *err)
{
    char id[19];
    int rc;

    if (!s->url && !s->snapshot)
        return DT_FAIL(err, DT_EFORMAT,
                       "%s:%u: a source needs 'url:' or 'snapshot:'", l->path,
                       s->line);
    if (!s->id) {
        if (!s->url)
            return DT_FAIL(err, DT_EFORMAT,
                           "%s:%u: a source without 'url:' needs 'id:'",
                           l->path, s->line);
        rc = dt_source_id(DT_STR(s->url), id, err);
        if (rc < 0)
            return rc;
        s->id = dt_arena_copy(&l->list->arena, DT_STR(id));
        if (!s->id)
            return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", l->path);
    }
    if (s->speaker && !dt_people_by_id(l->people, DT_STR(s->speaker)))
        return DT_FAIL(err, DT_EFORMAT,
                       "%s:%u: speaker '%s' is not in people.yaml", l->path,
                       s->line, s->speaker);
    return DT_OK;
}

static int read_source(struct loading *l, const struct dt_yaml_node *item,
                       struct dt_err *err)
{
    struct dt_source_list *list = l->list;
    const struct dt_entry_file file = {l->path, &list->arena};
    struct source_record r = {.source.line = item->line};
    int rc = dt_entry_grow((void **)&list->sources, &list->source_room,
                           list->source_count, sizeof *list->sources,
                           MOST_SOURCES, l->path, err);

    if (rc == DT_OK)
        rc = dt_entry_read(&file, item, source_fields, "a source", &r, err);
    if (rc < 0)
        return rc;
    r.source.byline = r.byline.items;
    r.source.byline_count = r.byline.count;
    rc = finish_source(l, &r.source, err);
    if (rc == DT_OK)
        list->sources[list->source_count++] = r.source;
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
