#include "manifest/make.h"

#include <stdlib.h>
#include <string.h>

#include "base/edtf.h"

enum { MOST_SCRATCH = 512 * 1024 * 1024 };

int dt_maker_init(struct dt_maker *m, struct dt_err *err)
{
    m->arena = DT_ARENA_INIT(MOST_SCRATCH);
    m->fold = DT_BUF_INIT(MOST_SCRATCH);
    m->line = DT_BUF_INIT(DT_RECORD_MAX);
    m->path = DT_BUF_INIT(4096);
    return dt_line_maker_init(&m->lines, err);
}

void dt_maker_release(struct dt_maker *m)
{
    dt_line_maker_release(&m->lines);
    dt_arena_release(&m->arena);
    dt_buf_release(&m->fold);
    dt_buf_release(&m->line);
    dt_buf_release(&m->path);
}

void dt_make_text_folder(const struct dt_corpus *corpus, struct dt_buf *out)
{
    if (corpus->texts_in_store)
        dt_buf_addf(out, "%s/.dictum/texts/%s/", corpus->root, corpus->name);
    else
        dt_corpus_path(corpus, "articles/", out);
}

struct dt_corpus dt_make_elsewhere(const struct dt_corpus *corpus)
{
    struct dt_corpus elsewhere = *corpus;

    elsewhere.texts_in_store = !corpus->texts_in_store;
    return elsewhere;
}

void dt_make_text_path(const struct dt_corpus *corpus, struct dt_str id,
                       struct dt_buf *out)
{
    dt_make_text_folder(corpus, out);
    dt_buf_addstr(out, id);
    dt_buf_adds(out, ".txt");
}

int dt_make_read_text(const struct dt_corpus *corpus, struct dt_str id,
                      struct dt_buf *text, bool *here, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096);
    struct dt_file_stat st;
    int rc;

    *here = false;
    dt_buf_reset(text);
    if (!dt_source_is_slug(id))
        return DT_OK;
    dt_make_text_path(corpus, id, &path);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(path.ptr, &st, err);
    if (rc == DT_OK && st.is_file) {
        rc = dt_file_read(path.ptr, text, err);
        *here = rc == DT_OK;
    }
    dt_buf_release(&path);
    return rc;
}

int dt_make_read_rules(const struct dt_corpus *corpus, struct dt_rulebook **out,
                       struct dt_err *err)
{
    struct dt_buf folder = DT_BUF_INIT(4096);
    int rc;

    dt_corpus_path(corpus, "rules/", &folder);
    rc = dt_buf_check(&folder, "a path", err);
    if (rc == DT_OK)
        rc = dt_rulebook_read(folder.ptr, out, err);
    dt_buf_release(&folder);
    return rc;
}

/* The curator's word first, then the page's own (DESIGN: precedence). */
static void overlay(struct dt_meta *meta, const struct dt_source *s,
                    const char **byline)
{
    if (s->kind != DT_KIND_UNKNOWN)
        meta->kind = s->kind;
    if (s->title)
        meta->title = s->title;
    if (s->byline_count) {
        for (size_t i = 0; i < s->byline_count; i++)
            byline[i] = s->byline[i];
        meta->byline = byline;
        meta->byline_count = s->byline_count;
    }
    if (s->publisher)
        meta->publisher = s->publisher;
    if (s->published)
        meta->published = s->published;
    if (s->language)
        meta->language = s->language;
    if (s->url)
        meta->url = s->url;
    /* A description taken from a withheld text would publish part of it. */
    if (s->description || s->withheld)
        meta->description = s->description;
    if (s->event.name)
        meta->event.name = s->event.name;
    if (s->event.date)
        meta->event.date = s->event.date;
    if (s->event.place)
        meta->event.place = s->event.place;
    if (s->syndicated_from)
        meta->syndicated_from = s->syndicated_from;
}

/* Fields that the source contradicts itself on, and the curator left open. */
static unsigned disputed_fields(const struct dt_meta *meta,
                                const struct dt_source *s)
{
    const bool decided[DT_FIELD_COUNT] = {[DT_FIELD_TITLE] = s->title,
                                          [DT_FIELD_BYLINE] = s->byline_count,
                                          [DT_FIELD_PUBLISHER] = s->publisher,
                                          [DT_FIELD_PUBLISHED] = s->published,
                                          [DT_FIELD_LANGUAGE] = s->language,
                                          [DT_FIELD_URL] = s->url};
    unsigned fields = 0;

    for (size_t i = 0; i < meta->claim_count; i++)
        if (meta->claims[i].against && !decided[meta->claims[i].field])
            fields |= 1u << meta->claims[i].field;
    return fields;
}

/* What every article has, and is null in the record; a post has no title. */
static unsigned unknown_fields(const struct dt_meta *meta)
{
    const bool lacks[DT_FIELD_COUNT] = {
        [DT_FIELD_TITLE] = !meta->title && meta->kind != DT_KIND_POST,
        [DT_FIELD_PUBLISHER] = !meta->publisher,
        [DT_FIELD_PUBLISHED] = !meta->published,
        [DT_FIELD_LANGUAGE] = !meta->language};
    unsigned fields = 0;

    for (unsigned field = 0; field < DT_FIELD_COUNT; field++)
        fields |= (unsigned)lacks[field] << field;
    return fields;
}

/* Whose words the whole article is, when it is one person's. */
static const char *whose(const struct dt_source *s, const struct dt_meta *meta,
                         const struct dt_people *people)
{
    const struct dt_person *p = NULL;

    if (s->speaker)
        return s->speaker;
    if (meta->kind == DT_KIND_TRANSCRIPT && meta->speaker_name)
        p = dt_people_by_name(people, DT_STR(meta->speaker_name));
    else if ((meta->kind == DT_KIND_OPINION || meta->kind == DT_KIND_POST) &&
             meta->byline_count == 1)
        p = dt_people_by_name(people, DT_STR(meta->byline[0]));
    return p ? p->id : NULL;
}

/* A statement and the file that it goes to. */
struct place {
    const struct dt_statement *statement;
    uint32_t shard;
};

/* The order of the lines in their files. */
static int by_place(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->shard != y->shard)
        return x->shard < y->shard ? -1 : 1;
    return strcmp(x->statement->id, y->statement->id);
}

static int order_statements(const struct dt_make *make, struct dt_maker *m,
                            const struct dt_statement *statements, size_t count,
                            struct place **out, struct dt_err *err)
{
    struct place *order = dt_arena_array(&m->arena, count, sizeof *order);
    int rc = DT_OK;

    if (!order)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for statements");
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        order[i].statement = &statements[i];
        rc = dt_records_shard(make->corpus, DT_STATEMENTS,
                              DT_STR(statements[i].id), m->lines.digest,
                              &order[i].shard, err);
    }
    if (count)
        qsort(order, count, sizeof *order, by_place);
    *out = order;
    return rc;
}

/* Spool the statements' lines; their hash goes into the article's record. */
static int write_statements(const struct dt_make *make, struct dt_maker *m,
                            struct dt_article_record *r,
                            const unsigned char *key,
                            struct dt_statement *statements, size_t count,
                            struct dt_err *err)
{
    struct place *order = NULL;
    struct dt_digest *lines = NULL;
    int rc = dt_digest_new(&lines, err);

    if (rc == DT_OK)
        rc = order_statements(make, m, statements, count, &order, err);
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        char commitment[DT_DIGEST_HEX_SIZE];

        dt_buf_reset(&m->line);
        if (key)
            rc = dt_commit_statement(key, order[i].statement, commitment, err);
        if (rc == DT_OK)
            rc = dt_write_statement(r, order[i].statement,
                                    key ? commitment : NULL, &m->lines,
                                    &m->line, err);
        if (rc == DT_OK)
            rc = dt_digest_update(lines, m->line.ptr, m->line.len, err);
        if (rc == DT_OK)
            rc = dt_digest_update(lines, "\n", 1, err);
        if (rc == DT_OK)
            rc = dt_spool_add_of(
                make->statements, (size_t)(r->source - make->corpus->sources),
                DT_STR(order[i].statement->id), dt_buf_str(&m->line), err);
    }
    if (rc == DT_OK)
        rc = dt_digest_finish(lines, r->statements_sha256, err);
    r->statement_count = count;
    dt_digest_free(lines);
    return rc;
}

/* Hand on what is needed to hold quotations against transcripts. */
static int note_utterances(const struct dt_make *make,
                           const struct dt_article_record *r,
                           const struct dt_statement *statements, size_t count,
                           struct dt_err *err)
{
    size_t source = (size_t)(r->source - make->corpus->sources);
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < count; i++)
        rc = dt_utterances_add(make->utterances, (uint32_t)source,
                               &statements[i], err);
    return rc < 0 ? rc
                  : dt_texts_keep(make->texts, source, r->article->text, err);
}

static int hash_both(struct dt_digest *d, const void *data, size_t len,
                     unsigned char raw[32], char hex[DT_DIGEST_HEX_SIZE],
                     struct dt_err *err)
{
    int rc = dt_digest_update(d, data, len, err);

    if (rc == DT_OK)
        rc = dt_digest_finish_raw(d, raw, err);
    if (rc == DT_OK)
        dt_digest_hex(raw, hex);
    return rc;
}

static const char *keep_text(struct dt_arena *keep, const char *text, bool *ok)
{
    const char *copy;

    if (!text)
        return NULL;
    copy = dt_arena_copy(keep, DT_STR(text));
    *ok = *ok && copy;
    return copy;
}

static int hash_text(struct dt_maker *m, struct dt_article_record *r,
                     struct dt_copy *copy, struct dt_made *made,
                     struct dt_err *err)
{
    struct dt_str text = r->article->text;
    int rc = hash_both(m->lines.digest, text.ptr, text.len, made->text_sha256,
                       r->text_sha256, err);

    dt_buf_reset(&m->fold);
    if (rc == DT_OK)
        rc = dt_article_fold(text, &m->fold, err);
    if (rc == DT_OK)
        rc = hash_both(m->lines.digest, m->fold.ptr, m->fold.len, copy->fold,
                       r->fold_sha256, err);
    return rc;
}

/* Count whose statements are not known; nobody of no name can be added. */
static void note_speakers(const struct dt_meta *meta,
                          const struct dt_statement *statements, size_t count,
                          struct dt_made *made)
{
    size_t own = 0, nameless = 0;

    for (size_t i = 0; i < count; i++) {
        const struct dt_statement *s = &statements[i];
        const bool unresolved = s->speaker == NULL;
        const bool named = s->speaker_name != NULL;

        made->unresolved += unresolved;
        made->strangers += unresolved && named;
        if (s->mode != DT_MODE_SPEECH && s->mode != DT_MODE_AUTHORED)
            continue;
        own++;
        nameless += unresolved && !named;
    }
    if (own > 0 && own == nameless)
        made->voiceless = meta->kind;
}

static int make_lines(const struct dt_make *make, struct dt_maker *m,
                      struct dt_article_record *r, struct dt_meta *meta,
                      struct dt_str snapshot, struct dt_copy *copy,
                      struct dt_made *made, struct dt_err *err)
{
    const struct dt_source *source = r->source;
    unsigned char key[DT_DIGEST_SIZE];
    bool stale[DT_DECISIONS_MOST] = {false};
    struct dt_statement_input in = {
        .article_id = source->id,
        .article = r->article,
        .meta = meta,
        .speaker = r->speaker,
        .people = make->corpus->people,
        .commit_key = source->withheld ? key : NULL,
        .decisions_path = make->corpus->decisions->path,
        .stale = stale,
    };
    struct dt_statement *statements = NULL;
    size_t count = 0;
    int rc = DT_OK;

    in.decisions = dt_decisions_of(make->corpus->decisions, source->id,
                                   &in.decision_count);
    if (source->withheld)
        rc = dt_commit_key(snapshot, key, err);
    if (rc == DT_OK)
        rc = hash_text(m, r, copy, made, err);
    if (rc == DT_OK)
        rc = dt_statements_extract(&in, &m->arena, &statements, &count, err);
    if (rc == DT_OK)
        rc = write_statements(make, m, r, in.commit_key, statements, count,
                              err);
    if (rc == DT_OK)
        rc = note_utterances(make, r, statements, count, err);
    note_speakers(meta, statements, count, made);
    for (size_t i = 0; rc == DT_OK && i < in.decision_count; i++)
        if (stale[i])
            dt_decision_set_add(&made->stale, i);
    made->statements = count;
    if (rc == DT_OK) {
        dt_buf_reset(&m->line);
        rc = dt_write_article(r, &m->lines, &m->line, err);
    }
    if (rc == DT_OK)
        rc = dt_spool_add_of(make->articles,
                             (size_t)(source - make->corpus->sources),
                             DT_STR(source->id), dt_buf_str(&m->line), err);
    if (rc == DT_OK && !source->withheld) {
        dt_buf_reset(&m->path);
        dt_make_text_path(make->corpus, DT_STR(source->id), &m->path);
        rc = dt_buf_check(&m->path, "a path", err);
        if (rc == DT_OK)
            rc = dt_stage_file(make->stage, m->path.ptr, r->article->text.ptr,
                               r->article->text.len, err);
    }
    return rc;
}

/* An error of a stage, with the line of sources.yaml that it comes from. */
static int locate(const struct dt_corpus *corpus, const struct dt_source *s,
                  int rc, struct dt_err *err)
{
    struct dt_err inner = *err;

    if (strncmp(inner.msg, corpus->decisions->path,
                strlen(corpus->decisions->path)) == 0)
        return rc; /* its own line is better */
    return DT_FAIL(err, (enum dt_code)rc,
                   "corpus/%s/sources.yaml:%u: %.100s: %.300s", corpus->name,
                   s->line, s->id, inner.msg);
}

int dt_make_normalise(const struct dt_make *make,
                      const struct dt_source *source, struct dt_str snapshot,
                      struct dt_article **out, struct dt_err *err)
{
    const struct dt_article_input in = {.bytes = snapshot,
                                        .media_type = source->media_type,
                                        .charset = source->charset,
                                        .url = source->url,
                                        .kind = source->kind,
                                        .attributed = source->speaker ||
                                                      source->byline_count,
                                        .rules = make->rules};
    int rc;

    if (snapshot.len == 0)
        rc = DT_FAIL(err, DT_EFORMAT,
                     "the snapshot is empty (fetch it again, "
                     "or remove the source)");
    else
        rc = dt_article_normalise(&in, out, err);
    return rc < 0 ? locate(make->corpus, source, rc, err) : DT_OK;
}

int dt_make_article(const struct dt_make *make, struct dt_maker *m,
                    const struct dt_source *source, struct dt_str snapshot,
                    struct dt_arena *keep, struct dt_copy *copy,
                    struct dt_made *made, struct dt_err *err)
{
    struct dt_article *article = NULL;
    struct dt_article_record r = {.source = source,
                                  .profile = make->corpus->profile};
    struct dt_meta meta;
    const char **byline;
    bool ok = true;
    int rc;

    *made = (struct dt_made){.media_type = NULL};
    dt_arena_reset(&m->arena);
    rc = dt_make_normalise(make, source, snapshot, &article, err);
    if (rc < 0)
        return rc;
    if (article->not_article && source->kind == DT_KIND_UNKNOWN) {
        made->not_article = article->not_article;
        dt_article_free(article);
        return DT_OK;
    }
    byline = dt_arena_array(&m->arena, source->byline_count, sizeof *byline);
    meta = article->meta;
    overlay(&meta, source, byline);
    r.article = article;
    r.meta = &meta;
    r.speaker = whose(source, &meta, make->corpus->people);
    if (!byline)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");
    else
        rc = make_lines(make, m, &r, &meta, snapshot, copy, made, err);
    if (rc == DT_OK) {
        copy->bytes = article->text.len;
        copy->publisher = keep_text(keep, meta.publisher, &ok);
        copy->published = keep_text(keep, meta.published, &ok);
        copy->language = keep_text(keep, meta.language, &ok);
        if (!meta.modified ||
            !dt_edtf_begin(DT_STR(meta.modified), &copy->modified))
            copy->modified = 0;
        copy->syndicated_from = keep_text(keep, meta.syndicated_from, &ok);
        copy->title = meta.title ? dt_copy_mark(DT_STR(meta.title)) : 0;
        copy->url = meta.url ? dt_copy_mark(DT_STR(meta.url)) : 0;
        made->media_type = article->media_type;
        made->replaced = article->replaced;
        made->mojibake = article->mojibake;
        made->disputed = disputed_fields(&article->meta, source);
        made->unknown = unknown_fields(&meta);
        if (!ok)
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");
    }
    dt_article_free(article);
    return rc < 0 ? locate(make->corpus, source, rc, err) : DT_OK;
}
