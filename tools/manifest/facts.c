#include "manifest/facts.h"

#include <stdlib.h>
#include <string.h>

#include "article/article.h"

enum { SHORT_DIGEST = 16, IDS_MAX = 1 << 30 };

#define FACTS_MAX ((size_t)16 << 30)

/* As they are appended to a batch's facts, each followed by what varies. */
struct article_fact {
    uint64_t bytes;
    uint64_t statements;
    char sha256[2 * DT_DIGEST_SIZE];
    char lines_sha256[2 * DT_DIGEST_SIZE];
    bool open;
    uint32_t id_len; /* the id follows */
};

struct statement_fact {
    uint32_t article;
    uint32_t span_count; /* the spans follow */
    uint32_t line_len;   /* and then the line */
    unsigned char words[SHORT_DIGEST];
    bool open;
};

struct article {
    size_t id;        /* in ids, NUL-terminated */
    const char *name; /* the same, once ids no longer moves */
    uint64_t bytes;
    uint64_t announced; /* statements it says it has */
    uint64_t first;     /* of its statements in order */
    uint64_t count;
    char sha256[2 * DT_DIGEST_SIZE];
    char
        lines_sha256[2 * DT_DIGEST_SIZE]; /* that it says its statements have */
    struct dt_digest *lines;              /* of those that came so far */
    bool open, seen;
};

struct dt_facts {
    struct dt_buf ids;
    struct article *articles; /* sorted by id */
    uint64_t *prefixes;       /* of their ids, so that a search touches less */
    size_t article_count, article_cap, open_count;
    struct dt_buf statements; /* struct statement_fact and spans, repeated */
    size_t statement_count;
    size_t *order; /* offsets in statements, by article */
};

int dt_facts_new(struct dt_facts **out, struct dt_err *err)
{
    struct dt_facts *f = calloc(1, sizeof *f);

    if (!f)
        return DT_FAIL(err, DT_EINTERNAL, "a release: out of memory");
    f->ids = DT_BUF_INIT(IDS_MAX);
    f->statements = DT_BUF_INIT(FACTS_MAX);
    *out = f;
    return DT_OK;
}

void dt_facts_free(struct dt_facts *f)
{
    if (!f)
        return;
    dt_buf_release(&f->ids);
    dt_buf_release(&f->statements);
    for (size_t i = 0; i < f->article_count; i++)
        dt_digest_free(f->articles[i].lines);
    free(f->articles);
    free(f->prefixes);
    free(f->order);
    free(f);
}

size_t dt_facts_articles(const struct dt_facts *f)
{
    return f->article_count;
}

size_t dt_facts_open(const struct dt_facts *f)
{
    return f->open_count;
}

static const char *id_of(const struct dt_facts *f, const struct article *a)
{
    return f->ids.ptr + a->id;
}

void dt_facts_get(const struct dt_facts *f, size_t index, struct dt_fact *out)
{
    const struct article *a = &f->articles[index];

    out->id = id_of(f, a);
    out->bytes = a->bytes;
    out->open = a->open;
    memcpy(out->sha256, a->sha256, sizeof a->sha256);
    out->sha256[sizeof a->sha256] = '\0';
}

/* The first eight bytes of an id as a number that sorts as they do. */
static uint64_t prefix_of(struct dt_str id)
{
    uint64_t prefix = 0;

    for (size_t i = 0; i < 8; i++)
        prefix = prefix << 8 | (i < id.len ? (unsigned char)id.ptr[i] : 0);
    return prefix;
}

static struct article *find_article(const struct dt_facts *f, struct dt_str id)
{
    const uint64_t prefix = prefix_of(id);
    size_t low = 0, high = f->prefixes ? f->article_count : 0;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = prefix < f->prefixes[middle] ? -1 : 1;

        if (prefix == f->prefixes[middle]) {
            order = dt_str_cmp_text(id, id_of(f, &f->articles[middle]));
            if (order == 0)
                return &f->articles[middle];
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

int dt_facts_note_article(void *ctx, const struct dt_leaf *leaf,
                          struct dt_buf *facts, struct dt_err *err)
{
    const struct dt_json_doc *doc = leaf->doc;
    size_t text = dt_json_get(doc, DT_JSON_ROOT, "text");
    size_t rights = dt_json_get(doc, DT_JSON_ROOT, "rights");
    size_t statements = dt_json_get(doc, DT_JSON_ROOT, "statements");
    struct dt_str id = dt_json_plain(doc, dt_json_get(doc, 0, "id"));
    struct article_fact fact;

    (void)ctx;
    memset(&fact, 0, sizeof fact);
    if (!dt_source_is_slug(id))
        return DT_FAIL(err, DT_EFORMAT, "an article's id is no slug");
    fact.bytes = (uint64_t)dt_json_int64(doc, dt_json_get(doc, text, "bytes"));
    fact.statements =
        (uint64_t)dt_json_int64(doc, dt_json_get(doc, statements, "count"));
    memcpy(fact.sha256,
           dt_json_plain(doc, dt_json_get(doc, text, "sha256")).ptr,
           sizeof fact.sha256);
    memcpy(fact.lines_sha256,
           dt_json_plain(doc, dt_json_get(doc, statements, "sha256")).ptr,
           sizeof fact.lines_sha256);
    fact.open = dt_str_is(dt_json_plain(doc, dt_json_get(doc, rights, "text")),
                          "open");
    fact.id_len = (uint32_t)id.len;
    dt_buf_add(facts, &fact, sizeof fact);
    dt_buf_addstr(facts, id);
    return DT_OK;
}

static int add_article(struct dt_facts *f, const struct article_fact *fact,
                       const char *id, struct dt_err *err)
{
    struct article *a;

    if (f->article_count == f->article_cap) {
        size_t cap = f->article_cap ? 2 * f->article_cap : 1024;
        struct article *grown = realloc(f->articles, cap * sizeof *grown);

        if (!grown || cap > UINT32_MAX) {
            if (grown)
                f->articles = grown;
            return DT_FAIL(err, DT_EINTERNAL, "%zu articles: out of memory",
                           cap);
        }
        f->articles = grown;
        f->article_cap = cap;
    }
    a = &f->articles[f->article_count++];
    memset(a, 0, sizeof *a);
    a->id = f->ids.len;
    a->bytes = fact->bytes;
    a->announced = fact->statements;
    a->open = fact->open;
    memcpy(a->sha256, fact->sha256, sizeof a->sha256);
    memcpy(a->lines_sha256, fact->lines_sha256, sizeof a->lines_sha256);
    f->open_count += a->open;
    dt_buf_add(&f->ids, id, fact->id_len);
    dt_buf_addc(&f->ids, '\0');
    return dt_buf_check(&f->ids, "the ids", err);
}

int dt_facts_take_articles(void *ctx, struct dt_str facts, struct dt_err *err)
{
    int rc = DT_OK;

    while (rc == DT_OK && facts.len) {
        struct article_fact fact;
        size_t len;

        memcpy(&fact, facts.ptr, sizeof fact);
        rc = add_article(ctx, &fact, facts.ptr + sizeof fact, err);
        len = sizeof fact + fact.id_len;
        facts.ptr += len;
        facts.len -= len;
    }
    return rc;
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct article *)a)->name,
                  ((const struct article *)b)->name);
}

static int note_prefixes(struct dt_facts *f, struct dt_err *err)
{
    f->prefixes = calloc(f->article_count + 1, sizeof *f->prefixes);
    if (!f->prefixes)
        return DT_FAIL(err, DT_EINTERNAL, "%zu articles: out of memory",
                       f->article_count);
    for (size_t i = 0; i < f->article_count; i++)
        f->prefixes[i] = prefix_of(DT_STR(f->articles[i].name));
    return DT_OK;
}

int dt_facts_sort(struct dt_facts *f, struct dt_err *err)
{
    bool sorted = true;
    int rc;

    for (size_t i = 0; i < f->article_count; i++) {
        f->articles[i].name = f->ids.ptr + f->articles[i].id;
        if (i > 0 && by_id(&f->articles[i - 1], &f->articles[i]) >= 0)
            sorted = false;
    }
    if (!sorted)
        qsort(f->articles, f->article_count, sizeof *f->articles, by_id);
    rc = note_prefixes(f, err);
    if (rc < 0 || sorted)
        return rc;
    for (size_t i = 1; i < f->article_count; i++)
        if (by_id(&f->articles[i - 1], &f->articles[i]) == 0)
            return DT_FAIL(err, DT_EFORMAT, "article %s is recorded twice",
                           f->articles[i].name);
    return DT_OK;
}

static int add_spans(const struct dt_json_doc *doc, size_t spans,
                     const struct article *a, struct dt_buf *facts,
                     struct dt_err *err)
{
    for (size_t i = dt_json_first(doc, spans); i != DT_JSON_NONE;
         i = dt_json_next(doc, spans, i)) {
        struct dt_span span = {(uint32_t)dt_json_int64(doc, i + 1),
                               (uint32_t)dt_json_int64(doc, i + 2)};

        if (span.start > span.end || span.end > a->bytes)
            return DT_FAIL(err, DT_EMISMATCH,
                           "span [%u,%u] lies outside the article's text",
                           span.start, span.end);
        dt_buf_add(facts, &span, sizeof span);
    }
    return DT_OK;
}

int dt_facts_note_statement(void *ctx, const struct dt_leaf *leaf,
                            struct dt_buf *facts, struct dt_err *err)
{
    const struct dt_facts *f = ctx;
    const struct dt_json_doc *doc = leaf->doc;
    size_t spans = dt_json_get(doc, DT_JSON_ROOT, "spans");
    size_t words = dt_json_get(doc, DT_JSON_ROOT, "text");
    size_t commitment = dt_json_get(doc, DT_JSON_ROOT, "commitment");
    struct dt_str id = dt_json_plain(doc, dt_json_get(doc, 0, "article"));
    const struct article *a = find_article(f, id);
    unsigned char raw[DT_DIGEST_SIZE] = {0};
    struct statement_fact fact;
    struct dt_str text;
    int rc;

    if (!a)
        return DT_FAIL(err, DT_EMISMATCH, "its article has no record");
    if (a->open != (dt_json_type(doc, words) == DT_JSON_STRING) ||
        a->open == (dt_json_type(doc, commitment) == DT_JSON_STRING))
        return DT_FAIL(err, DT_EMISMATCH,
                       a->open ? "an open text whose words are left out"
                               : "words of a withheld text");
    memset(&fact, 0, sizeof fact);
    fact.article = (uint32_t)(a - f->articles);
    fact.span_count = doc->tokens[spans].count;
    fact.line_len = (uint32_t)leaf->line.len;
    fact.open = a->open;
    rc = dt_json_string(doc, words, leaf->arena, &text, err);
    if (rc == DT_OK && a->open)
        rc = dt_digest_update(leaf->digest, text.ptr, text.len, err);
    if (rc == DT_OK && a->open)
        rc = dt_digest_finish_raw(leaf->digest, raw, err);
    if (rc < 0)
        return rc;
    memcpy(fact.words, raw, sizeof fact.words);
    dt_buf_add(facts, &fact, sizeof fact);
    rc = add_spans(doc, spans, a, facts, err);
    dt_buf_addstr(facts, leaf->line);
    return rc;
}

static size_t fact_size(const struct statement_fact *fact)
{
    return sizeof *fact + fact->span_count * sizeof(struct dt_span);
}

/* The article's hash over its statements' lines grows by one. */
static int add_line(struct article *a, const char *line, size_t len,
                    struct dt_err *err)
{
    int rc = a->lines ? DT_OK : dt_digest_new(&a->lines, err);

    if (rc == DT_OK)
        rc = dt_digest_update(a->lines, line, len, err);
    return rc < 0 ? rc : dt_digest_update(a->lines, "\n", 1, err);
}

int dt_facts_take_statements(void *ctx, struct dt_str facts, struct dt_err *err)
{
    struct dt_facts *f = ctx;
    int rc = DT_OK;

    while (rc == DT_OK && facts.len) {
        struct statement_fact fact;
        size_t len;

        memcpy(&fact, facts.ptr, sizeof fact);
        len = fact_size(&fact);
        dt_buf_add(&f->statements, facts.ptr, len);
        f->articles[fact.article].count++;
        f->statement_count++;
        rc = add_line(&f->articles[fact.article], facts.ptr + len,
                      fact.line_len, err);
        facts.ptr += len + fact.line_len;
        facts.len -= len + fact.line_len;
    }
    return rc < 0 ? rc : dt_buf_check(&f->statements, "the statements", err);
}

static int check_lines(const struct dt_facts *f, struct article *a,
                       struct dt_digest *empty, struct dt_err *err)
{
    char hex[DT_DIGEST_HEX_SIZE];
    int rc = dt_digest_finish(a->lines ? a->lines : empty, hex, err);

    dt_digest_free(a->lines);
    a->lines = NULL;
    if (rc == DT_OK && memcmp(hex, a->lines_sha256, sizeof a->lines_sha256))
        rc = DT_FAIL(err, DT_EMISMATCH,
                     "article %s: its statements' lines "
                     "have the SHA-256 %s, and its record says %.64s",
                     id_of(f, a), hex, a->lines_sha256);
    return rc;
}

int dt_facts_count(struct dt_facts *f, struct dt_err *err)
{
    struct dt_digest *empty = NULL;
    uint64_t total = 0;
    int rc = dt_digest_new(&empty, err);

    f->order = calloc(f->statement_count + 1, sizeof *f->order);
    if (rc == DT_OK && !f->order)
        rc = DT_FAIL(err, DT_EINTERNAL, "statements: out of memory");
    for (size_t i = 0; rc == DT_OK && i < f->article_count; i++) {
        struct article *a = &f->articles[i];

        if (a->count != a->announced)
            rc = DT_FAIL(err, DT_EMISMATCH,
                         "article %s: %llu statements, and its record says "
                         "%llu",
                         id_of(f, a), (unsigned long long)a->count,
                         (unsigned long long)a->announced);
        else
            rc = check_lines(f, a, empty, err);
        a->first = total;
        total += a->count;
        a->count = 0;
    }
    dt_digest_free(empty);
    if (rc < 0) {
        free(f->order);
        f->order = NULL;
        return rc;
    }
    for (size_t at = 0; at < f->statements.len;) {
        struct statement_fact fact;
        struct article *a;

        memcpy(&fact, f->statements.ptr + at, sizeof fact);
        a = &f->articles[fact.article];
        f->order[a->first + a->count++] = at;
        at += fact_size(&fact);
    }
    return DT_OK;
}

static int check_statement(const struct dt_facts *f, size_t at,
                           struct dt_str text, struct dt_digest *d,
                           struct dt_err *err)
{
    const char *from = f->statements.ptr + at;
    struct statement_fact fact;
    unsigned char raw[DT_DIGEST_SIZE];
    int rc = DT_OK;

    memcpy(&fact, from, sizeof fact);
    from += sizeof fact;
    for (uint32_t i = 0; rc == DT_OK && i < fact.span_count; i++) {
        struct dt_span span;

        memcpy(&span, from + i * sizeof span, sizeof span);
        if (i > 0)
            rc = dt_digest_update(d, " ", 1, err);
        if (rc == DT_OK)
            rc = dt_digest_update(d, text.ptr + span.start,
                                  span.end - span.start, err);
    }
    if (rc == DT_OK)
        rc = dt_digest_finish_raw(d, raw, err);
    if (rc == DT_OK && memcmp(raw, fact.words, sizeof fact.words) != 0) {
        struct dt_span first = {0, 0};

        if (fact.span_count)
            memcpy(&first, from, sizeof first);
        rc = DT_FAIL(err, DT_EMISMATCH,
                     "the statement at byte %u has other words than the text",
                     first.start);
    }
    return rc;
}

int dt_facts_check_text(struct dt_facts *f, struct dt_str id,
                        struct dt_str text, const char *sha256,
                        struct dt_digest *d, struct dt_err *err)
{
    struct article *a = find_article(f, id);
    int rc = DT_OK;

    if (!a)
        return DT_FAIL(err, DT_EFORMAT, "no record of such an article");
    if (!a->open)
        return DT_FAIL(err, DT_EFORMAT, "the text of an article withheld");
    if (a->seen)
        return DT_FAIL(err, DT_EFORMAT, "the same text for the second time");
    a->seen = true;
    if (text.len != a->bytes || memcmp(sha256, a->sha256, sizeof a->sha256))
        return DT_FAIL(err, DT_EMISMATCH,
                       "not the text that articles.jsonl records");
    /* Without an order the statements are faulty themselves. */
    for (uint64_t i = 0; f->order && rc == DT_OK && i < a->count; i++)
        rc = check_statement(f, f->order[a->first + i], text, d, err);
    return rc;
}

const char *dt_facts_missing(const struct dt_facts *f)
{
    for (size_t i = 0; i < f->article_count; i++)
        if (f->articles[i].open && !f->articles[i].seen)
            return id_of(f, &f->articles[i]);
    return NULL;
}

bool dt_facts_knows(const struct dt_facts *f, struct dt_str id)
{
    return find_article(f, id) != NULL;
}

size_t dt_facts_seen(const struct dt_facts *f)
{
    size_t n = 0;

    for (size_t i = 0; i < f->article_count; i++)
        n += f->articles[i].seen;
    return n;
}
