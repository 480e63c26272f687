#include "manifest/write.h"

#include "base/version.h"

int dt_line_maker_init(struct dt_line_maker *m, struct dt_err *err)
{
    m->doc = DT_JSON_DOC_INIT;
    m->digest = NULL;
    return dt_digest_new(&m->digest, err);
}

void dt_line_maker_release(struct dt_line_maker *m)
{
    dt_json_doc_release(&m->doc);
    dt_digest_free(m->digest);
    m->digest = NULL;
}

static void text(struct dt_json *w, const char *key, const char *value)
{
    dt_json_key(w, key);
    dt_json_text(w, value);
}

static void count(struct dt_json *w, const char *key, uint64_t value)
{
    dt_json_key(w, key);
    dt_json_int(w, (int64_t)value);
}

static void span(struct dt_json *w, struct dt_span s)
{
    dt_json_open(w, '[');
    dt_json_int(w, s.start);
    dt_json_int(w, s.end);
    dt_json_close(w, ']');
}

static void maybe_span(struct dt_json *w, const char *key, struct dt_span s)
{
    dt_json_key(w, key);
    if (s.end)
        span(w, s);
    else
        dt_json_null(w);
}

static void event(struct dt_json *w, const struct dt_event *e)
{
    dt_json_key(w, "event");
    if (!e->name && !e->date && !e->place) {
        dt_json_null(w);
        return;
    }
    dt_json_open(w, '{');
    text(w, "date", e->date);
    text(w, "name", e->name);
    text(w, "place", e->place);
    dt_json_close(w, '}');
}

static void blocks(struct dt_json *w, const char *key,
                   const struct dt_article *a, enum dt_block_kind kind)
{
    dt_json_key(w, key);
    dt_json_open(w, '[');
    for (size_t i = 0; i < a->block_count; i++)
        if (a->blocks[i].kind == kind)
            span(w, a->blocks[i].span);
    dt_json_close(w, ']');
}

static int finish(struct dt_json *w, struct dt_line_maker *m,
                  struct dt_err *err)
{
    int rc;

    dt_json_close(w, '}');
    rc = dt_buf_check(w->out, "a record", err);
    return rc < 0 ? rc : dt_record_seal(w->out, &m->doc, m->digest, err);
}

int dt_write_article(const struct dt_article_record *r, struct dt_line_maker *m,
                     struct dt_buf *line, struct dt_err *err)
{
    const struct dt_article *a = r->article;
    const struct dt_meta *meta = r->meta;
    struct dt_json w;

    dt_json_init(&w, line);
    dt_json_open(&w, '{');
    dt_json_key(&w, "byline");
    dt_json_open(&w, '[');
    for (size_t i = 0; i < meta->byline_count; i++)
        dt_json_text(&w, meta->byline[i]);
    dt_json_close(&w, ']');
    text(&w, "charset", a->charset);
    text(&w, "description", meta->description);
    text(&w, "duplicate_of", NULL);
    event(&w, &meta->event);
    text(&w, "id", r->source->id);
    text(&w, "kind", dt_kind_name(meta->kind));
    text(&w, "language", meta->language);
    text(&w, "media_type", a->media_type);
    text(&w, "profile", r->profile);
    text(&w, "published", meta->published);
    text(&w, "publisher", meta->publisher);
    dt_json_key(&w, "rights");
    dt_json_open(&w, '{');
    text(&w, "licence", r->source->licence);
    text(&w, "text", r->source->withheld ? "withheld" : "open");
    dt_json_close(&w, '}');
    text(&w, "snapshot", r->source->snapshot);
    text(&w, "speaker", r->speaker);
    dt_json_key(&w, "statements");
    dt_json_open(&w, '{');
    count(&w, "count", r->statement_count);
    text(&w, "sha256", r->statements_sha256);
    dt_json_close(&w, '}');
    text(&w, "syndicated_from", meta->syndicated_from);
    dt_json_key(&w, "text");
    dt_json_open(&w, '{');
    count(&w, "bytes", a->text.len);
    text(&w, "fold_sha256", r->fold_sha256);
    blocks(&w, "headings", a, DT_BLOCK_HEADING);
    count(&w, "paragraphs", a->block_count);
    blocks(&w, "pull_quotes", a, DT_BLOCK_PULL_QUOTE);
    text(&w, "sha256", r->text_sha256);
    dt_json_close(&w, '}');
    text(&w, "title", meta->title);
    text(&w, "tool", DT_TOOL);
    text(&w, "url", meta->url);
    return finish(&w, m, err);
}

int dt_write_statement(const struct dt_article_record *r,
                       const struct dt_statement *s, const char *commitment,
                       struct dt_line_maker *m, struct dt_buf *line,
                       struct dt_err *err)
{
    struct dt_json w;

    dt_json_init(&w, line);
    dt_json_open(&w, '{');
    text(&w, "article", r->source->id);
    dt_json_key(&w, "candidates");
    dt_json_open(&w, '[');
    for (size_t i = 0; i < s->candidate_count; i++)
        dt_json_text(&w, s->candidates[i]);
    dt_json_close(&w, ']');
    text(&w, "commitment", commitment);
    count(&w, "confidence", s->confidence);
    dt_json_key(&w, "cue");
    if (s->cue_verb) {
        dt_json_open(&w, '{');
        dt_json_key(&w, "span");
        span(&w, s->cue);
        text(&w, "verb", s->cue_verb);
        dt_json_close(&w, '}');
    } else {
        dt_json_null(&w);
    }
    event(&w, s->at_event ? &r->meta->event : &(struct dt_event){0});
    text(&w, "fidelity", NULL);
    text(&w, "id", s->id);
    text(&w, "mode", dt_mode_name(s->mode));
    text(&w, "office", s->office);
    text(&w, "rule", s->rule);
    text(&w, "said_at", s->said_at);
    maybe_span(&w, "said_at_from", s->said_at_from);
    text(&w, "said_on", s->said_on);
    maybe_span(&w, "said_on_from", s->said_on_from);
    text(&w, "same_as", NULL);
    dt_json_key(&w, "spans");
    dt_json_open(&w, '[');
    for (size_t i = 0; i < s->span_count; i++)
        span(&w, s->spans[i]);
    dt_json_close(&w, ']');
    text(&w, "speaker", s->speaker);
    text(&w, "speaker_name", s->speaker_name);
    dt_json_key(&w, "text");
    if (commitment)
        dt_json_null(&w);
    else
        dt_json_str(&w, s->text);
    return finish(&w, m, err);
}

int dt_write_snapshot(const struct dt_source *source, uint64_t bytes,
                      const char *media_type, const char *file,
                      struct dt_str http, struct dt_line_maker *m,
                      struct dt_buf *line, struct dt_err *err)
{
    struct dt_json w;

    dt_json_init(&w, line);
    dt_json_open(&w, '{');
    count(&w, "bytes", bytes);
    text(&w, "file", file);
    dt_json_key(&w, "http");
    if (http.ptr)
        dt_json_raw(&w, http);
    else
        dt_json_null(&w);
    text(&w, "id", source->snapshot);
    text(&w, "media_type", media_type);
    text(&w, "retrieved", source->retrieved);
    text(&w, "source", source->id);
    text(&w, "url", source->url);
    text(&w, "warc", source->warc);
    return finish(&w, m, err);
}

/* What a curator decided was not measured. */
static void per_mille(struct dt_json *w, const char *key,
                      const struct dt_dedup_edge *edge, uint16_t value)
{
    dt_json_key(w, key);
    if (edge->relation == DT_RELATION_DECIDED)
        dt_json_null(w);
    else
        dt_json_int(w, value);
}

int dt_write_duplicate(const char *a, const char *b,
                       const struct dt_dedup_edge *edge,
                       struct dt_line_maker *m, struct dt_buf *line,
                       struct dt_err *err)
{
    struct dt_json w;

    dt_json_init(&w, line);
    dt_json_open(&w, '{');
    text(&w, "a", a);
    text(&w, "b", b);
    per_mille(&w, "containment", edge, edge->containment);
    per_mille(&w, "jaccard", edge, edge->jaccard);
    text(&w, "relation", dt_relation_name(edge->relation));
    return finish(&w, m, err);
}

int dt_write_redirect(const struct dt_redirect *r, struct dt_line_maker *m,
                      struct dt_buf *line, struct dt_err *err)
{
    struct dt_json w;

    dt_json_init(&w, line);
    dt_json_open(&w, '{');
    text(&w, "id", r->id);
    text(&w, "note", r->note);
    text(&w, "reason", r->reason);
    text(&w, "release", r->release);
    text(&w, "to", r->to);
    return finish(&w, m, err);
}
