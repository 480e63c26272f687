#include "manifest/speaker.h"

#include <stdlib.h>
#include <string.h>

#include "base/edtf.h"
#include "manifest/lines.h"
#include "manifest/record.h"

enum { LONGEST_KEY = 256 };

struct reading {
    struct dt_speaker *out;
    const char *person;
    struct dt_str key;         /* "speaker":"…", as a line has it */
    struct dt_tally *articles; /* ids, as often as the person is in each */
    const struct dt_tally_item *items; /* the same, sorted by id */
    enum dt_records kind;
    int64_t first, last;
    struct dt_json_doc doc;
    struct dt_arena arena; /* the texts of one line */
};

static struct dt_str text_of(struct reading *r, size_t object, const char *name)
{
    struct dt_str text = {NULL, 0};
    struct dt_err ignored;

    /* What is no text counts as none: dictum verify tells of it. */
    if (dt_json_string(&r->doc, dt_json_get(&r->doc, object, name), &r->arena,
                       &text, &ignored) < 0)
        text.ptr = NULL;
    return text;
}

static void note_day(struct reading *r, struct dt_str date)
{
    struct dt_speaker *s = r->out;
    int64_t from, to;

    if (!date.ptr || date.len >= sizeof s->first ||
        !dt_edtf_days(date, &from, &to))
        return;
    if (s->dated == 0 || from < r->first) {
        r->first = from;
        memcpy(s->first, date.ptr, date.len);
        s->first[date.len] = '\0';
    }
    if (s->dated == 0 || to > r->last) {
        r->last = to;
        memcpy(s->last, date.ptr, date.len);
        s->last[date.len] = '\0';
    }
    s->dated++;
}

static int take_statement(struct reading *r, struct dt_err *err)
{
    struct dt_speaker *s = r->out;
    size_t fidelity = dt_json_get(&r->doc, DT_JSON_ROOT, "fidelity");
    int rc;

    if (!dt_str_is(text_of(r, DT_JSON_ROOT, "speaker"), r->person))
        return DT_OK;
    s->statements++;
    note_day(r, text_of(r, DT_JSON_ROOT, "said_on"));
    rc = dt_tally_add(s->modes, text_of(r, DT_JSON_ROOT, "mode"), err);
    if (rc == DT_OK && dt_json_type(&r->doc, fidelity) == DT_JSON_OBJECT)
        rc = dt_tally_add(s->verdicts, text_of(r, fidelity, "verdict"), err);
    return rc < 0 ? rc
                  : dt_tally_add(r->articles,
                                 text_of(r, DT_JSON_ROOT, "article"), err);
}

static int by_id(const void *key, const void *item)
{
    const struct dt_str *id = key;
    const struct dt_tally_item *i = item;

    return i->text.ptr ? dt_str_cmp(*id, i->text) : -1;
}

static int take_article(struct reading *r, struct dt_err *err)
{
    struct dt_speaker *s = r->out;
    struct dt_str id = text_of(r, DT_JSON_ROOT, "id");
    struct dt_str title = text_of(r, DT_JSON_ROOT, "title");
    struct dt_str published = text_of(r, DT_JSON_ROOT, "published");
    const size_t count = dt_tally_count(r->articles);
    const struct dt_tally_item *item =
        id.ptr ? bsearch(&id, r->items, count, sizeof *item, by_id) : NULL;
    struct dt_speaker_article *a;
    int64_t first;

    if (!item || s->article_count == count)
        return DT_OK;
    a = &s->articles[s->article_count++];
    *a = (struct dt_speaker_article){.id = dt_arena_copy(&s->arena, id),
                                     .statements = item->count,
                                     .day = INT64_MIN};
    if (title.ptr)
        a->title = dt_arena_copy(&s->arena, title);
    if (published.ptr) {
        a->published = dt_arena_copy(&s->arena, published);
        if (!dt_edtf_days(published, &first, &a->day))
            a->day = INT64_MIN;
    }
    return a->id && (a->title || !title.ptr) && (a->published || !published.ptr)
               ? DT_OK
               : DT_FAIL(err, DT_EINTERNAL, "out of memory for articles");
}

static int take_line(void *ctx, const struct dt_lines *lines,
                     struct dt_str line, struct dt_err *err)
{
    struct reading *r = ctx;
    struct dt_err inner;
    int rc;

    if (r->kind == DT_STATEMENTS && dt_str_find(line, r->key, 0) == SIZE_MAX)
        return DT_OK;
    rc = dt_json_parse(&r->doc, line, &inner);
    if (rc < 0)
        return DT_FAIL(
            err, (enum dt_code)rc, "%s:%llu: %.300s (dictum verify tells more)",
            lines->name, (unsigned long long)lines->number, inner.msg);
    dt_arena_reset(&r->arena);
    return r->kind == DT_STATEMENTS ? take_statement(r, err)
                                    : take_article(r, err);
}

static int most_recent_first(const void *a, const void *b)
{
    const struct dt_speaker_article *x = a, *y = b;

    if (x->day != y->day)
        return x->day > y->day ? -1 : 1;
    return strcmp(x->id, y->id);
}

static int read_articles(struct reading *r, const struct dt_corpus *corpus,
                         struct dt_err *err)
{
    struct dt_speaker *s = r->out;
    const size_t count = dt_tally_count(r->articles);
    int rc;

    if (!count)
        return DT_OK;
    r->items = dt_tally_sort(r->articles, DT_TALLY_BY_TEXT);
    r->kind = DT_ARTICLES;
    s->articles = calloc(count, sizeof *s->articles);
    if (!s->articles)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for articles");
    rc = dt_lines_records(corpus, DT_ARTICLES, take_line, r, err);
    if (s->article_count)
        qsort(s->articles, s->article_count, sizeof *s->articles,
              most_recent_first);
    return rc;
}

int dt_speaker_read(struct dt_speaker *out, const struct dt_corpus *corpus,
                    const char *person, struct dt_err *err)
{
    struct reading r = {.out = out,
                        .person = person,
                        .kind = DT_STATEMENTS,
                        .doc = DT_JSON_DOC_INIT,
                        .arena = DT_ARENA_INIT(2 * (size_t)DT_RECORD_MAX)};
    struct dt_buf key = DT_BUF_INIT(LONGEST_KEY);
    int rc;

    *out = (struct dt_speaker){.arena = DT_ARENA_INIT((size_t)1 << 34)};
    dt_buf_addf(&key, "\"speaker\":\"%s\"", person);
    rc = dt_buf_check(&key, "the id of a person", err);
    r.key = dt_buf_str(&key);
    if (rc == DT_OK)
        rc = dt_tally_new(&out->modes, err);
    if (rc == DT_OK)
        rc = dt_tally_new(&out->verdicts, err);
    if (rc == DT_OK)
        rc = dt_tally_new(&r.articles, err);
    if (rc == DT_OK)
        rc = dt_lines_records(corpus, DT_STATEMENTS, take_line, &r, err);
    if (rc == DT_OK)
        rc = read_articles(&r, corpus, err);
    dt_tally_free(r.articles);
    dt_json_doc_release(&r.doc);
    dt_arena_release(&r.arena);
    dt_buf_release(&key);
    return rc;
}

void dt_speaker_release(struct dt_speaker *speaker)
{
    dt_tally_free(speaker->modes);
    dt_tally_free(speaker->verdicts);
    free(speaker->articles);
    dt_arena_release(&speaker->arena);
}
