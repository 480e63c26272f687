#include "release/export.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/progress.h"
#include "manifest/lines.h"
#include "manifest/record.h"
#include "release/export_read.h"

enum { FLUSH = 256 * 1024, MOST_TEXT = 512 * 1024 * 1024, MOST_OUT = 1 << 30 };

/* Where a line stands. */
struct place {
    uint64_t offset;
    uint32_t len, shard;
};

struct article_place {
    struct place place;
    const char *id;
};

struct statement_place {
    struct place place;
    uint32_t article; /* by its number in the index */
    uint32_t start;   /* of its first words */
};

struct walk {
    const struct dt_corpus *corpus;
    const struct dt_export_options *options;
    struct dt_export_report *report;
    struct dt_export_reader reader;
    struct dt_exporter x;
    struct dt_arena ids;
    struct article_place *articles; /* sorted by id */
    size_t article_count, article_room;
    struct statement_place *statements;
    size_t statement_count, statement_room;
    enum dt_records kind; /* of the file that is being read */
    struct place at;      /* of its next line */
    struct dt_buf path, lines, text;
    int fd; /* of the file of kind and shard, or -1 */
    enum dt_records fd_kind;
    uint32_t fd_shard;
};

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory for records");
}

static int by_id(const void *a, const void *b)
{
    const struct article_place *x = a, *y = b;

    return strcmp(x->id, y->id);
}

static int by_words(const void *a, const void *b)
{
    const struct statement_place *x = a, *y = b;

    if (x->article != y->article)
        return x->article < y->article ? -1 : 1;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->place.shard != y->place.shard)
        return x->place.shard < y->place.shard ? -1 : 1;
    return (x->place.offset > y->place.offset) -
           (x->place.offset < y->place.offset);
}

static int note_article(struct walk *w, struct dt_err *err)
{
    struct dt_str id = dt_json_plain(
        &w->reader.doc, dt_json_get(&w->reader.doc, DT_JSON_ROOT, "id"));
    struct article_place *articles;

    if (w->options->article && !dt_str_is(id, w->options->article))
        return DT_OK;
    articles = dt_array_room(w->articles, &w->article_room, w->article_count,
                             sizeof *articles);
    if (!articles)
        return no_memory(err);
    w->articles = articles;
    w->articles[w->article_count].place = w->at;
    w->articles[w->article_count].id = dt_arena_copy(&w->ids, id);
    if (!w->articles[w->article_count++].id)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for ids");
    return DT_OK;
}

static int compare_id(const void *key, const void *item)
{
    return dt_str_cmp_text(*(const struct dt_str *)key,
                           ((const struct article_place *)item)->id);
}

static int note_statement(struct walk *w, struct dt_err *err)
{
    const struct dt_json_doc *doc = &w->reader.doc;
    size_t speaker = dt_json_get(doc, DT_JSON_ROOT, "speaker");
    size_t spans = dt_json_get(doc, DT_JSON_ROOT, "spans");
    struct dt_str id = dt_json_plain(doc,
                                     dt_json_get(doc, DT_JSON_ROOT, "article"));
    const struct article_place *article;
    struct statement_place *statements;

    if (w->options->speaker &&
        (dt_json_type(doc, speaker) != DT_JSON_STRING ||
         !dt_str_is(dt_json_plain(doc, speaker), w->options->speaker)))
        return DT_OK;
    article = bsearch(&id, w->articles, w->article_count, sizeof *w->articles,
                      compare_id);
    if (!article && w->options->article)
        return DT_OK;
    if (!article)
        return DT_FAIL(err, DT_EFORMAT,
                       "a statement of an article that is "
                       "not there (dictum verify tells more)");
    statements = dt_array_room(w->statements, &w->statement_room,
                               w->statement_count, sizeof *statements);
    if (!statements)
        return no_memory(err);
    w->statements = statements;
    w->statements[w->statement_count].place = w->at;
    w->statements[w->statement_count].article =
        (uint32_t)(article - w->articles);
    w->statements[w->statement_count++].start = (uint32_t)dt_json_int64(
        doc, dt_json_first(doc, dt_json_first(doc, spans)));
    return DT_OK;
}

static int note_line(void *ctx, const struct dt_lines *lines,
                     struct dt_str line, struct dt_err *err)
{
    struct walk *w = ctx;
    struct dt_err inner;
    int rc = dt_json_parse(&w->reader.doc, line, &inner);

    w->at.len = (uint32_t)line.len;
    if (rc == DT_OK)
        rc = w->kind == DT_ARTICLES ? note_article(w, &inner)
                                    : note_statement(w, &inner);
    w->at.offset += line.len + 1;
    return rc == DT_OK
               ? DT_OK
               : DT_FAIL(err, (enum dt_code)rc, "%s:%llu: %.300s", lines->name,
                         (unsigned long long)lines->number, inner.msg);
}

static int note_lines(struct walk *w, enum dt_records kind, struct dt_err *err)
{
    int rc = DT_OK;

    w->kind = kind;
    for (uint32_t shard = 0; rc == DT_OK && shard < w->corpus->shards;
         shard++) {
        struct dt_file_stat st;

        w->at = (struct place){.shard = shard};
        dt_buf_reset(&w->path);
        dt_records_shard_path(w->corpus, kind, shard, &w->path);
        rc = dt_buf_check(&w->path, "a path", err);
        if (rc == DT_OK)
            rc = dt_file_stat(w->path.ptr, &st, err);
        if (rc == DT_OK && st.exists)
            rc = dt_lines_file(w->path.ptr, note_line, w, err);
        else if (rc == DT_OK && w->corpus->shards == 1)
            rc = DT_FAIL(err, DT_EIO, "%s: is not there (dictum build %s)",
                         dt_corpus_shown(w->path.ptr), w->corpus->name);
    }
    return rc;
}

/* Append the line at the place to w->lines. */
static int read_line(struct walk *w, enum dt_records kind,
                     const struct place *place, struct dt_err *err)
{
    char *room = dt_buf_reserve(&w->lines, place->len + 1);
    ssize_t got;

    if (!room)
        return dt_buf_check(&w->lines, "the lines of an article", err);
    if (w->fd < 0 || w->fd_kind != kind || w->fd_shard != place->shard) {
        if (w->fd >= 0)
            (void)close(w->fd);
        dt_buf_reset(&w->path);
        dt_records_shard_path(w->corpus, kind, place->shard, &w->path);
        w->fd = open(w->path.ptr, O_RDONLY | O_CLOEXEC);
        w->fd_kind = kind;
        w->fd_shard = place->shard;
    }
    got = w->fd < 0 ? -1
                    : pread(w->fd, room, place->len + 1, (off_t)place->offset);
    if (got < 0)
        return dt_file_fail(w->path.ptr, err);
    if ((size_t)got != place->len + 1 || room[place->len] != '\n')
        return DT_FAIL(err, DT_EIO, "%s: changed while it was read",
                       w->path.ptr);
    w->lines.len += place->len + 1;
    return DT_OK;
}

/* Read the statements of one article: all lines first, so that none moves. */
static int read_statements(struct walk *w, const struct statement_place *first,
                           size_t count, struct dt_export_article *a,
                           struct dt_err *err)
{
    struct dt_export_statement *items =
        dt_arena_array(&w->reader.arena, count + 1, sizeof *items);
    size_t at = 0;
    int rc = DT_OK;

    if (!items)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for statements");
    dt_buf_reset(&w->lines);
    for (size_t i = 0; rc == DT_OK && i < count; i++)
        rc = read_line(w, DT_STATEMENTS, &first[i].place, err);
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        const struct dt_str line = {w->lines.ptr + at, first[i].place.len};

        at += line.len + 1;
        rc = dt_export_read_statement(&w->reader, line, &items[i], err);
        for (size_t j = 0;
             rc == DT_OK && a->text.ptr && j < items[i].span_count; j++)
            if (items[i].spans[j].end > a->text.len)
                rc = DT_FAIL(err, DT_EMISMATCH,
                             "a span that ends behind the article's text");
        w->report->withheld += rc == DT_OK && !items[i].text.ptr;
    }
    a->statements = items;
    a->statement_count = count;
    w->report->statements += count;
    return rc;
}

static int flush(struct walk *w, size_t least, struct dt_err *err)
{
    int rc = dt_buf_check(&w->x.out, "the export of an article", err);

    if (rc < 0 || w->x.out.len < least || w->x.out.len == 0)
        return rc;
    rc = dt_file_write_fd(w->options->fd, w->options->name, w->x.out.ptr,
                          w->x.out.len, err);
    dt_buf_reset(&w->x.out);
    return rc;
}

static int export_article(struct walk *w, const struct dt_export_format *format,
                          const struct article_place *place,
                          const struct statement_place *first, size_t count,
                          struct dt_err *err)
{
    struct dt_export_article a = {.withheld = false};
    struct dt_err inner;
    struct dt_str line;
    int rc;

    dt_arena_reset(&w->reader.arena);
    dt_buf_reset(&w->lines);
    dt_buf_reset(&w->text);
    rc = read_line(w, DT_ARTICLES, &place->place, &inner);
    if (rc == DT_OK) {
        line.ptr = dt_arena_copy(&w->reader.arena, dt_buf_str(&w->lines));
        line.len = place->place.len;
        rc = line.ptr ? dt_export_read_article(&w->reader, line, &a, &inner)
                      : DT_FAIL(&inner, DT_EINTERNAL, "out of memory");
    }
    if (rc == DT_OK)
        rc = dt_export_read_text(&w->reader, &a, &w->text, &inner);
    if (rc == DT_OK)
        rc = read_statements(w, first, count, &a, &inner);
    if (rc == DT_OK)
        rc = format->article(&w->x, &a, &inner);
    if (rc < 0)
        return DT_FAIL(err, (enum dt_code)rc, "article %.100s: %.380s",
                       place->id, inner.msg);
    w->report->articles++;
    w->report->not_there += !a.withheld && !a.text.ptr;
    return flush(w, FLUSH, err);
}

/* With --speaker, articles in which the person says nothing are left out. */
static int export_articles(struct walk *w,
                           const struct dt_export_format *format,
                           struct dt_err *err)
{
    size_t next = 0;
    int rc = format->begin ? format->begin(&w->x, err) : DT_OK;

    dt_progress_start("articles", w->article_count);
    for (size_t i = 0; rc == DT_OK && i < w->article_count; i++) {
        size_t first = next;

        while (next < w->statement_count && w->statements[next].article == i)
            next++;
        if (next > first || !w->options->speaker)
            rc = export_article(w, format, &w->articles[i],
                                &w->statements[first], next - first, err);
        dt_progress_add(1);
    }
    dt_progress_end();
    if (rc == DT_OK && format->end)
        rc = format->end(&w->x, err);
    return rc == DT_OK ? flush(w, 0, err) : rc;
}

static int read_index(struct walk *w, struct dt_err *err)
{
    int rc = note_lines(w, DT_ARTICLES, err);

    if (rc == DT_OK && w->article_count)
        qsort(w->articles, w->article_count, sizeof *w->articles, by_id);
    if (rc == DT_OK && w->options->article && !w->article_count)
        return DT_FAIL(err, DT_EUSAGE, "%.100s: no such article in %s",
                       w->options->article, w->corpus->name);
    if (rc == DT_OK)
        rc = note_lines(w, DT_STATEMENTS, err);
    if (rc == DT_OK && w->statement_count)
        qsort(w->statements, w->statement_count, sizeof *w->statements,
              by_words);
    return rc;
}

static const struct dt_export_format *find_format(const char *name)
{
    static const struct dt_export_format *const all[] = {
        &dt_export_web_annotation, &dt_export_schema_org, &dt_export_tei,
        &dt_export_csv, &dt_export_jsonl};

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i]->name, name) == 0)
            return all[i];
    return NULL;
}

int dt_export(const struct dt_corpus *corpus,
              const struct dt_export_options *options,
              struct dt_export_report *report, struct dt_err *err)
{
    const struct dt_export_format *format = find_format(options->format);

    if (!format)
        return DT_FAIL(err, DT_EUSAGE,
                       "%.100s: no such format (" DT_EXPORT_FORMATS ")",
                       options->format);
    return dt_export_walk(corpus, options, format, NULL, report, err);
}

int dt_export_walk(const struct dt_corpus *corpus,
                   const struct dt_export_options *options,
                   const struct dt_export_format *format, void *ctx,
                   struct dt_export_report *report, struct dt_err *err)
{
    struct walk w = {.corpus = corpus,
                     .options = options,
                     .report = report,
                     .x = {.corpus = corpus,
                           .options = options,
                           .ctx = ctx,
                           .out = DT_BUF_INIT(MOST_OUT)},
                     .ids = DT_ARENA_INIT((size_t)1 << 34),
                     .path = DT_BUF_INIT(4096),
                     .lines = DT_BUF_INIT(MOST_OUT),
                     .text = DT_BUF_INIT(MOST_TEXT),
                     .fd = -1};
    int rc;

    *report = (struct dt_export_report){0, 0, 0, 0};
    if (options->speaker &&
        !dt_people_by_id(corpus->people, DT_STR(options->speaker)))
        return DT_FAIL(err, DT_EUSAGE, "%.100s: nobody in people.yaml of %s",
                       options->speaker, corpus->name);
    rc = dt_export_reader_init(&w.reader, corpus, err);
    if (rc == DT_OK)
        rc = read_index(&w, err);
    if (rc == DT_OK)
        rc = export_articles(&w, format, err);
    if (w.fd >= 0)
        (void)close(w.fd);
    free(w.articles);
    free(w.statements);
    dt_export_reader_release(&w.reader);
    dt_arena_release(&w.ids);
    dt_buf_release(&w.x.out);
    dt_buf_release(&w.path);
    dt_buf_release(&w.lines);
    dt_buf_release(&w.text);
    return rc;
}
