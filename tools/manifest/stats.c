#include "manifest/stats.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/edtf.h"
#include "base/pool.h"
#include "base/progress.h"
#include "manifest/lines.h"
#include "manifest/make.h"
#include "manifest/record.h"

enum { TEXT_MAX = 512 * 1024 * 1024 };

struct counting {
    struct dt_stats *out;
    const struct dt_corpus *corpus;
    enum dt_records kind;
    struct dt_json_doc doc;
    struct dt_arena arena; /* the texts of one line */
    struct dt_arena ids_arena;
    const char **ids; /* of articles whose text may be here */
    size_t id_count, id_room;
    int64_t first, last; /* days of publication */
    atomic_uint_fast64_t words, texts;
};

static struct dt_str text_of(struct counting *c, size_t object,
                             const char *name)
{
    struct dt_str text = {NULL, 0};
    struct dt_err ignored;

    /* What is no text counts as none: dictum verify tells of it. */
    if (dt_json_string(&c->doc, dt_json_get(&c->doc, object, name), &c->arena,
                       &text, &ignored) < 0)
        text.ptr = NULL;
    return text;
}

static int keep_id(struct counting *c, struct dt_str id, struct dt_err *err)
{
    const char **ids = dt_array_room(c->ids, &c->id_room, c->id_count,
                                     sizeof(const char *));

    if (!ids)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for ids");
    c->ids = ids;
    c->ids[c->id_count] = dt_arena_copy(&c->ids_arena, id);
    if (!c->ids[c->id_count++])
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for ids");
    return DT_OK;
}

/* A year, when the date says one; it also moves the range of dates. */
static struct dt_str note_date(struct counting *c, struct dt_str date)
{
    struct dt_stats *s = c->out;
    struct dt_str none = {NULL, 0};
    int64_t from, to;

    if (!date.ptr || date.len >= sizeof s->first ||
        !dt_edtf_days(date, &from, &to))
        return none;
    if (!s->first[0] || from < c->first) {
        c->first = from;
        memcpy(s->first, date.ptr, date.len);
        s->first[date.len] = '\0';
    }
    if (!s->last[0] || to > c->last) {
        c->last = to;
        memcpy(s->last, date.ptr, date.len);
        s->last[date.len] = '\0';
    }
    for (size_t i = 0; i < 4; i++)
        if (date.len < 4 || date.ptr[i] < '0' || date.ptr[i] > '9')
            return none;
    return (struct dt_str){date.ptr, 4};
}

static int count_article(struct counting *c, struct dt_err *err)
{
    struct dt_stats *s = c->out;
    size_t text = dt_json_get(&c->doc, DT_JSON_ROOT, "text");
    size_t rights = dt_json_get(&c->doc, DT_JSON_ROOT, "rights");
    struct dt_str id = text_of(c, DT_JSON_ROOT, "id");
    bool withheld = dt_str_is(text_of(c, rights, "text"), "withheld");
    int64_t bytes = dt_json_int64(&c->doc, dt_json_get(&c->doc, text, "bytes"));
    int rc = dt_tally_add(s->kinds, text_of(c, DT_JSON_ROOT, "kind"), err);

    s->articles++;
    s->withheld += withheld;
    s->duplicates += text_of(c, DT_JSON_ROOT, "duplicate_of").ptr != NULL;
    s->text_bytes += bytes > 0 ? (uint64_t)bytes : 0;
    if (rc == DT_OK)
        rc = dt_tally_add(s->publishers, text_of(c, DT_JSON_ROOT, "publisher"),
                          err);
    if (rc == DT_OK)
        rc = dt_tally_add(
            s->years, note_date(c, text_of(c, DT_JSON_ROOT, "published")), err);
    /* Only a slug can be a file of ours. */
    if (rc == DT_OK && !withheld && id.ptr && dt_source_is_slug(id))
        rc = keep_id(c, id, err);
    return rc;
}

static int count_statement(struct counting *c, struct dt_err *err)
{
    struct dt_stats *s = c->out;
    struct dt_str speaker = text_of(c, DT_JSON_ROOT, "speaker");
    size_t text = dt_json_get(&c->doc, DT_JSON_ROOT, "text");
    size_t fidelity = dt_json_get(&c->doc, DT_JSON_ROOT, "fidelity");
    int rc = dt_tally_add(s->modes, text_of(c, DT_JSON_ROOT, "mode"), err);

    if (rc == DT_OK && dt_json_type(&c->doc, fidelity) == DT_JSON_OBJECT)
        rc = dt_tally_add(s->verdicts, text_of(c, fidelity, "verdict"), err);
    s->statements++;
    s->unresolved += speaker.ptr == NULL;
    s->statements_withheld += dt_json_type(&c->doc, text) == DT_JSON_NULL;
    return rc < 0 ? rc : dt_tally_add(s->speakers, speaker, err);
}

static int count_line(void *ctx, const struct dt_lines *lines,
                      struct dt_str line, struct dt_err *err)
{
    struct counting *c = ctx;
    struct dt_err inner;
    int rc = dt_json_parse(&c->doc, line, &inner);

    if (rc < 0)
        return DT_FAIL(err, (enum dt_code)rc,
                       "%s:%llu: %.300s (dictum verify "
                       "tells more)",
                       lines->name, (unsigned long long)lines->number,
                       inner.msg);
    dt_arena_reset(&c->arena);
    switch (c->kind) {
    case DT_ARTICLES:
        return count_article(c, err);
    case DT_STATEMENTS:
        return count_statement(c, err);
    case DT_REDIRECTS:
        c->out->redirects++;
        break;
    case DT_SNAPSHOTS:
        c->out->snapshots++;
        break;
    case DT_RELEASES:
        c->out->releases++;
        break;
    default:
        break;
    }
    return DT_OK;
}

static int count_kind(struct counting *c, enum dt_records kind,
                      struct dt_err *err)
{
    c->kind = kind;
    return dt_lines_records(c->corpus, kind, count_line, c, err);
}

static uint64_t words_in(struct dt_str text)
{
    uint64_t words = 0;
    bool inside = false;

    for (size_t i = 0; i < text.len; i++) {
        bool space = text.ptr[i] == ' ' || text.ptr[i] == '\n';

        words += inside && space;
        inside = !space;
    }
    return words + inside;
}

static int count_words(void *ctx, unsigned worker, size_t index,
                       struct dt_err *err)
{
    struct counting *c = ctx;
    struct dt_buf text = DT_BUF_INIT(TEXT_MAX);
    bool here;
    int rc;

    (void)worker;
    dt_progress_add(1);
    rc = dt_make_read_text(c->corpus, DT_STR(c->ids[index]), &text, &here, err);
    if (here) {
        atomic_fetch_add(&c->words, words_in(dt_buf_str(&text)));
        atomic_fetch_add(&c->texts, 1);
    }
    dt_buf_release(&text);
    return rc;
}

static int new_tallies(struct dt_stats *s, struct dt_err *err)
{
    struct dt_tally **const all[] = {&s->kinds, &s->publishers, &s->years,
                                     &s->modes, &s->speakers,   &s->verdicts};
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < sizeof all / sizeof *all; i++)
        rc = dt_tally_new(all[i], err);
    return rc;
}

int dt_stats_read(struct dt_stats *out, const struct dt_corpus *corpus,
                  unsigned threads, struct dt_err *err)
{
    static const enum dt_records read[] = {
        DT_ARTICLES, DT_STATEMENTS, DT_REDIRECTS, DT_SNAPSHOTS, DT_RELEASES};
    struct counting c = {.out = out,
                         .corpus = corpus,
                         .doc = DT_JSON_DOC_INIT,
                         .arena = DT_ARENA_INIT(2 * (size_t)DT_RECORD_MAX),
                         .ids_arena = DT_ARENA_INIT((size_t)1 << 34)};
    int rc;

    memset(out, 0, sizeof *out);
    out->sources = corpus->source_count;
    out->people = corpus->people->count;
    rc = new_tallies(out, err);
    for (size_t i = 0; rc == DT_OK && i < sizeof read / sizeof *read; i++)
        rc = count_kind(&c, read[i], err);
    if (rc == DT_OK) {
        dt_progress_start("texts", c.id_count);
        rc = dt_pool_run(threads, c.id_count, count_words, &c, err);
        dt_progress_end();
    }
    out->text_words = atomic_load(&c.words);
    out->texts_read = atomic_load(&c.texts);
    free(c.ids);
    dt_arena_release(&c.ids_arena);
    dt_arena_release(&c.arena);
    dt_json_doc_release(&c.doc);
    return rc;
}

void dt_stats_release(struct dt_stats *s)
{
    dt_tally_free(s->kinds);
    dt_tally_free(s->publishers);
    dt_tally_free(s->years);
    dt_tally_free(s->modes);
    dt_tally_free(s->speakers);
    dt_tally_free(s->verdicts);
}
