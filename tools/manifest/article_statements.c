#include "manifest/article_statements.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "manifest/lines.h"
#include "manifest/record.h"
#include "statement/identity.h"
#include "statement/rule.h"

enum { LONGEST_KEY = 512, FIRST_WORDS = 60 /* code points of them */ };

struct reading {
    struct dt_article_statements *out;
    struct dt_str article;
    struct dt_str key; /* "article":"…", as a line has it */
    struct dt_json_doc doc;
    struct dt_arena arena; /* the texts of one line */
};

static struct dt_str text_of(struct reading *r, const char *name)
{
    struct dt_str text = {NULL, 0};
    struct dt_err ignored;

    /* What is no text counts as none: dictum verify tells of it. */
    if (dt_json_string(&r->doc, dt_json_get(&r->doc, DT_JSON_ROOT, name),
                       &r->arena, &text, &ignored) < 0)
        text.ptr = NULL;
    return text;
}

static const char *keep(struct reading *r, struct dt_str text)
{
    return text.ptr ? dt_arena_copy(&r->out->arena, text) : NULL;
}

/* Whole words of at most FIRST_WORDS code points, or the beginning of one. */
static size_t first_words(struct dt_str text)
{
    size_t points = 0, space = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == ' ' || text.ptr[i] == '\n')
            space = i;
        points += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
        if (points > FIRST_WORDS)
            return space ? space : i;
    }
    return text.len;
}

static const char *keep_words(struct reading *r, struct dt_str text)
{
    struct dt_buf words = DT_BUF_INIT(DT_RECORD_MAX);
    const char *kept = NULL;
    const size_t len = text.ptr ? first_words(text) : 0;

    if (text.ptr) {
        dt_buf_add(&words, text.ptr, len);
        if (len < text.len)
            dt_buf_adds(&words, "…");
        kept = words.failed ? NULL : keep(r, dt_buf_str(&words));
    }
    dt_buf_release(&words);
    return kept;
}

/* Only of what a decision may be about. */
static int name_nobodys(struct reading *r, struct dt_article_statement *s,
                        struct dt_err *err)
{
    const struct dt_str text = text_of(r, "text"),
                        article = text_of(r, "article");
    const struct dt_statement_input in = {.article_id = article.ptr};

    return s->decided && text.ptr && article.ptr
               ? dt_identity_words(&in, text, s->nobodys, err)
               : DT_OK;
}

static int take_statement(struct reading *r, struct dt_err *err)
{
    struct dt_article_statements *out = r->out;
    const size_t span =
        dt_json_first(&r->doc, dt_json_get(&r->doc, DT_JSON_ROOT, "spans"));
    const size_t sealed = dt_json_get(&r->doc, DT_JSON_ROOT, "commitment");
    const int64_t confidence = dt_json_int64(
        &r->doc, dt_json_get(&r->doc, DT_JSON_ROOT, "confidence"));
    struct dt_article_statement *s;
    int rc = DT_OK;

    if (out->count == out->room) {
        s = dt_array_grow(out->items, &out->room, sizeof *s);
        if (!s)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for statements");
        out->items = s;
    }
    s = &out->items[out->count++];
    *s = (struct dt_article_statement){
        .id = keep(r, text_of(r, "id")),
        .mode = keep(r, text_of(r, "mode")),
        .speaker = keep(r, text_of(r, "speaker")),
        .speaker_name = keep(r, text_of(r, "speaker_name")),
        .decided = dt_rule_is_decided(text_of(r, "rule"), confidence)};
    if (dt_json_type(&r->doc, sealed) == DT_JSON_NULL) {
        s->words = keep_words(r, text_of(r, "text"));
        rc = name_nobodys(r, s, err);
    }
    if (span != DT_JSON_NONE && dt_json_type(&r->doc, span) == DT_JSON_ARRAY) {
        s->start = (uint64_t)dt_json_int64(&r->doc, span + 1);
        s->end = (uint64_t)dt_json_int64(&r->doc, span + 2);
    }
    return rc < 0 || (s->id && s->mode)
               ? rc
               : DT_FAIL(err, DT_EFORMAT, "a statement without id or mode");
}

static int take_line(void *ctx, const struct dt_lines *lines,
                     struct dt_str line, struct dt_err *err)
{
    struct reading *r = ctx;
    struct dt_err inner;
    int rc;

    if (dt_str_find(line, r->key, 0) == SIZE_MAX)
        return DT_OK;
    rc = dt_json_parse(&r->doc, line, &inner);
    dt_arena_reset(&r->arena);
    if (rc == DT_OK && dt_str_eq(text_of(r, "article"), r->article))
        rc = take_statement(r, &inner);
    return rc < 0 ? DT_FAIL(err, (enum dt_code)rc,
                            "%s:%llu: %.300s (dictum verify tells more)",
                            lines->name, (unsigned long long)lines->number,
                            inner.msg)
                  : DT_OK;
}

static int by_place(const void *a, const void *b)
{
    const struct dt_article_statement *x = a, *y = b;
    const int order = (x->start > y->start) - (x->start < y->start);

    return order ? order : strcmp(x->id, y->id);
}

int dt_article_statements_read(struct dt_article_statements *out,
                               const struct dt_corpus *corpus,
                               struct dt_str article, struct dt_err *err)
{
    struct reading r = {.out = out,
                        .article = article,
                        .doc = DT_JSON_DOC_INIT,
                        .arena = DT_ARENA_INIT(2 * (size_t)DT_RECORD_MAX)};
    struct dt_buf key = DT_BUF_INIT(LONGEST_KEY);
    int rc;

    *out =
        (struct dt_article_statements){.arena = DT_ARENA_INIT((size_t)1 << 34)};
    dt_buf_addf(&key, "\"article\":\"%.*s\"", DT_STR_ARG(article));
    rc = dt_buf_check(&key, "the id of an article", err);
    r.key = dt_buf_str(&key);
    if (rc == DT_OK)
        rc = dt_lines_records(corpus, DT_STATEMENTS, take_line, &r, err);
    if (rc == DT_OK && out->count)
        qsort(out->items, out->count, sizeof *out->items, by_place);
    dt_json_doc_release(&r.doc);
    dt_arena_release(&r.arena);
    dt_buf_release(&key);
    return rc;
}

/* Whether a statement may be what a decision made of another. */
static bool may_follow(const struct dt_article_statement *s,
                       const struct dt_decision *d)
{
    if (!s->decided || (d->mode && strcmp(d->mode, s->mode) != 0))
        return false;
    if (d->words && s->nobodys[0] && !d->split_count && !d->merge_count)
        return strcmp(d->words, s->nobodys) == 0;
    return !d->speaker ||
           strcmp(d->speaker, s->speaker ? s->speaker : "none") == 0;
}

const struct dt_article_statement *
dt_article_statements_decided(const struct dt_article_statements *said,
                              const struct dt_decision *decision)
{
    const struct dt_article_statement *found = NULL;

    for (size_t i = 0; i < said->count; i++) {
        if (!may_follow(&said->items[i], decision))
            continue;
        if (found)
            return NULL;
        found = &said->items[i];
    }
    return found;
}

void dt_article_statements_release(struct dt_article_statements *said)
{
    free(said->items);
    dt_arena_release(&said->arena);
}
