#include "release/export_read.h"

#include <string.h>

#include "manifest/make.h"
#include "manifest/record.h"

enum { MOST_TEXTS = 1024 * 1024 * 1024 };

int dt_export_reader_init(struct dt_export_reader *r,
                          const struct dt_corpus *corpus, struct dt_err *err)
{
    r->corpus = corpus;
    r->doc = DT_JSON_DOC_INIT;
    r->arena = DT_ARENA_INIT(MOST_TEXTS);
    r->digest = NULL;
    return dt_digest_new(&r->digest, err);
}

void dt_export_reader_release(struct dt_export_reader *r)
{
    dt_json_doc_release(&r->doc);
    dt_arena_release(&r->arena);
    dt_digest_free(r->digest);
}

/* One member that is a text or null, and where it goes. */
struct field {
    const char *name;
    struct dt_str *out;
};

static int read_fields(struct dt_export_reader *r, size_t object,
                       const struct field *fields, size_t count,
                       struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < count; i++)
        rc = dt_json_string(&r->doc,
                            dt_json_get(&r->doc, object, fields[i].name),
                            &r->arena, fields[i].out, err);
    return rc;
}

static int read_event(struct dt_export_reader *r, struct dt_export_event *out,
                      struct dt_err *err)
{
    const struct field fields[] = {
        {"date", &out->date}, {"name", &out->name}, {"place", &out->place}};

    return read_fields(r, dt_json_get(&r->doc, DT_JSON_ROOT, "event"), fields,
                       sizeof fields / sizeof *fields, err);
}

static int read_spans(struct dt_export_reader *r, size_t list,
                      struct dt_span **out, size_t *count, struct dt_err *err)
{
    size_t n = 0;

    for (size_t at = dt_json_first(&r->doc, list); at != DT_JSON_NONE;
         at = dt_json_next(&r->doc, list, at))
        n++;
    *out = dt_arena_array(&r->arena, n + 1, sizeof **out);
    if (!*out)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for spans");
    for (size_t at = dt_json_first(&r->doc, list); at != DT_JSON_NONE;
         at = dt_json_next(&r->doc, list, at)) {
        size_t start = dt_json_first(&r->doc, at);
        size_t end = dt_json_next(&r->doc, at, start);

        (*out)[*count].start = (uint32_t)dt_json_int64(&r->doc, start);
        (*out)[(*count)++].end = (uint32_t)dt_json_int64(&r->doc, end);
    }
    return DT_OK;
}

static int read_byline(struct dt_export_reader *r,
                       struct dt_export_article *out, struct dt_err *err)
{
    size_t list = dt_json_get(&r->doc, DT_JSON_ROOT, "byline"), n = 0;
    int rc = DT_OK;

    for (size_t at = dt_json_first(&r->doc, list); at != DT_JSON_NONE;
         at = dt_json_next(&r->doc, list, at))
        n++;
    out->byline = dt_arena_array(&r->arena, n + 1, sizeof *out->byline);
    if (!out->byline)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a byline");
    for (size_t at = dt_json_first(&r->doc, list);
         rc == DT_OK && at != DT_JSON_NONE;
         at = dt_json_next(&r->doc, list, at))
        rc = dt_json_string(&r->doc, at, &r->arena,
                            &out->byline[out->byline_count++], err);
    return rc;
}

int dt_export_read_article(struct dt_export_reader *r, struct dt_str line,
                           struct dt_export_article *out, struct dt_err *err)
{
    struct dt_str rights;
    const struct field fields[] = {
        {"id", &out->id},
        {"kind", &out->kind},
        {"language", &out->language},
        {"published", &out->published},
        {"publisher", &out->publisher},
        {"snapshot", &out->snapshot},
        {"title", &out->title},
        {"url", &out->url},
    };
    const struct field of_rights[] = {{"licence", &out->licence},
                                      {"text", &rights}};
    const struct field of_text[] = {{"sha256", &out->text_sha256}};
    size_t text;
    int rc = dt_record_check(DT_ARTICLES, line, &r->doc, r->digest, err);

    if (rc < 0)
        return rc;
    text = dt_json_get(&r->doc, DT_JSON_ROOT, "text");
    rc = read_fields(r, DT_JSON_ROOT, fields, sizeof fields / sizeof *fields,
                     err);
    if (rc == DT_OK)
        rc = read_fields(r, dt_json_get(&r->doc, DT_JSON_ROOT, "rights"),
                         of_rights, 2, err);
    if (rc == DT_OK)
        rc = read_fields(r, text, of_text, 1, err);
    if (rc == DT_OK)
        rc = read_byline(r, out, err);
    if (rc == DT_OK)
        rc = read_event(r, &out->event, err);
    if (rc == DT_OK)
        rc = read_spans(r, dt_json_get(&r->doc, text, "headings"),
                        &out->headings, &out->heading_count, err);
    out->withheld = rc == DT_OK && dt_str_is(rights, "withheld");
    return rc;
}

/* The ids of a list, parted by spaces: they have none themselves. */
static int read_candidates(struct dt_export_reader *r, struct dt_str *out,
                           struct dt_err *err)
{
    size_t list = dt_json_get(&r->doc, DT_JSON_ROOT, "candidates"), room = 0;
    char *ids;

    for (size_t at = dt_json_first(&r->doc, list); at != DT_JSON_NONE;
         at = dt_json_next(&r->doc, list, at))
        room += dt_json_bytes(&r->doc, at).len + 1;
    ids = dt_arena_alloc(&r->arena, room + 1);
    if (!ids)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for candidates");
    *out = (struct dt_str){ids, 0};
    for (size_t at = dt_json_first(&r->doc, list); at != DT_JSON_NONE;
         at = dt_json_next(&r->doc, list, at)) {
        struct dt_str id = dt_json_plain(&r->doc, at);

        if (out->len)
            ids[out->len++] = ' ';
        if (id.len)
            memcpy(ids + out->len, id.ptr, id.len);
        out->len += id.len;
    }
    return DT_OK;
}

int dt_export_read_statement(struct dt_export_reader *r, struct dt_str line,
                             struct dt_export_statement *out,
                             struct dt_err *err)
{
    struct dt_str speaker;
    const struct field fields[] = {
        {"commitment", &out->commitment},
        {"id", &out->id},
        {"mode", &out->mode},
        {"office", &out->office},
        {"rule", &out->rule},
        {"said_at", &out->said_at},
        {"said_on", &out->said_on},
        {"same_as", &out->same_as},
        {"speaker", &speaker},
        {"speaker_name", &out->speaker_name},
        {"text", &out->text},
    };
    const struct field of_cue[] = {{"verb", &out->cue}};
    const struct field of_fidelity[] = {{"verdict", &out->verdict}};
    int rc = dt_record_check(DT_STATEMENTS, line, &r->doc, r->digest, err);

    if (rc == DT_OK)
        rc = read_fields(r, DT_JSON_ROOT, fields,
                         sizeof fields / sizeof *fields, err);
    if (rc == DT_OK)
        rc = read_fields(r, dt_json_get(&r->doc, DT_JSON_ROOT, "cue"), of_cue,
                         1, err);
    if (rc == DT_OK)
        rc = read_fields(r, dt_json_get(&r->doc, DT_JSON_ROOT, "fidelity"),
                         of_fidelity, 1, err);
    if (rc == DT_OK)
        rc = read_event(r, &out->event, err);
    if (rc == DT_OK)
        rc = read_spans(r, dt_json_get(&r->doc, DT_JSON_ROOT, "spans"),
                        &out->spans, &out->span_count, err);
    if (rc == DT_OK)
        rc = read_candidates(r, &out->candidates, err);
    if (rc < 0)
        return rc;
    if (out->span_count == 0)
        return DT_FAIL(err, DT_EFORMAT, "a statement of no words");
    out->line = line;
    out->confidence = dt_json_int64(
        &r->doc, dt_json_get(&r->doc, DT_JSON_ROOT, "confidence"));
    if (speaker.ptr) {
        out->speaker = dt_people_by_id(r->corpus->people, speaker);
        if (!out->speaker)
            return DT_FAIL(err, DT_EFORMAT,
                           "speaker %.100s is not in people.yaml (dictum build "
                           "makes the records anew)",
                           dt_arena_copy(&r->arena, speaker));
    }
    return DT_OK;
}

int dt_export_read_text(struct dt_export_reader *r,
                        struct dt_export_article *article, struct dt_buf *text,
                        struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096);
    char hex[DT_DIGEST_HEX_SIZE];
    struct dt_file_stat st;
    int rc;

    if (article->withheld || !dt_source_is_slug(article->id))
        return DT_OK;
    dt_make_text_path(r->corpus, article->id, &path);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(path.ptr, &st, err);
    if (rc == DT_OK && st.exists) {
        rc = dt_file_read(path.ptr, text, err);
        if (rc == DT_OK)
            rc = dt_digest_bytes(r->digest, text->ptr, text->len, hex, err);
        if (rc == DT_OK && !dt_str_is(article->text_sha256, hex))
            rc = DT_FAIL(err, DT_EMISMATCH,
                         "%.300s: not the text that its record tells of "
                         "(dictum verify tells more)",
                         dt_corpus_shown(path.ptr));
        article->text = (struct dt_str){text->len ? text->ptr : "", text->len};
    }
    dt_buf_release(&path);
    return rc;
}
