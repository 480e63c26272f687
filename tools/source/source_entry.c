#include "source/source_entry.h"

#include <string.h>

#include "adapt/encoding.h"
#include "base/digest.h"
#include "base/edtf.h"
#include "base/json.h"

enum { LONGEST_URL = 4096 };

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

struct source_record {
    struct dt_source source;
    struct dt_entry_texts byline;
};

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
    {"note", dt_entry_note, 0, false},
    {NULL, NULL, 0, false}};

/* What an entry may leave to us: its id. */
static int finish(const struct dt_entry_file *file, struct dt_source *s,
                  struct dt_err *err)
{
    char id[19];
    int rc;

    if (!s->url && !s->snapshot)
        return DT_FAIL(err, DT_EFORMAT,
                       "%s:%u: a source needs 'url:' or 'snapshot:' (url: is "
                       "where it was published; dictum add FILE writes the "
                       "entry of a file)",
                       file->name, s->line);
    if (s->id)
        return DT_OK;
    if (!s->url)
        return DT_FAIL(err, DT_EFORMAT,
                       "%s:%u: a source without 'url:' needs 'id:'", file->name,
                       s->line);
    rc = dt_source_id(DT_STR(s->url), id, err);
    if (rc < 0)
        return rc;
    s->id = dt_arena_copy(file->arena, DT_STR(id));
    return s->id ? DT_OK
                 : DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", file->name);
}

int dt_source_entry_read(const struct dt_entry_file *file,
                         const struct dt_yaml_node *item, struct dt_source *out,
                         struct dt_err *err)
{
    struct source_record r = {.source.line = item->line};
    int rc = dt_entry_read(file, item, source_fields, "a source", &r, err);

    if (rc < 0)
        return rc;
    *out = r.source;
    out->byline = r.byline.items;
    out->byline_count = r.byline.count;
    return finish(file, out, err);
}

/* What is not said is left out. */
static void write_text(struct dt_json *w, const char *key, const char *text)
{
    if (text)
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
