#include "manifest/facts.h"

#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "base/fingerprint.h"
#include "manifest/held.h"

enum { IDS_MAX = 1 << 30 };

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
    struct dt_fingerprint words; /* or the first half of their digest */
    uint64_t words_len;
    uint32_t article;
    uint32_t span_count; /* the spans follow */
};

/* As a batch has it: not all of it is kept. */
struct statement_line {
    struct dt_str line;
    struct statement_fact fact;
};

struct article {
    size_t id_len;
    uint64_t bytes;
    bool open, seen;
    uint64_t count;          /* of its statements that came */
    struct dt_digest *lines; /* of their lines so far */
    uint64_t first;          /* of its statements in order */
    uint64_t announced;      /* statements it says it has */
    size_t id;               /* in ids, NUL-terminated */
    const char *name;        /* the same, once ids no longer moves */
    char sha256[2 * DT_DIGEST_SIZE];
    char lines_sha256[2 * DT_DIGEST_SIZE]; /* of its statements, as it says */
};

/* What each statement asks of its article, close together. */
struct known {
    struct dt_fingerprint id;
    uint64_t bytes;
    uint32_t id_len;
    bool open;
};

/* A place in the table of ids. */
struct slot {
    uint32_t article; /* its index and one; 0: free */
    uint32_t mark;    /* of its id, so that a search touches less */
};

struct dt_facts {
    struct dt_fingerprint_key key;
    struct dt_buf ids;
    struct article *articles; /* sorted by id */
    struct known *known;      /* of each of them, once they are sorted */
    struct slot *slots;       /* by the fingerprint of their ids */
    size_t slot_mask;         /* how many there are, a power of two, less one */
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
    if (dt_fingerprint_init(&f->key, err) < 0) {
        dt_facts_free(f);
        return DT_EINTERNAL;
    }
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
    free(f->slots);
    free(f->known);
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

static uint64_t hash_of(struct dt_fingerprint id)
{
    return (id.high ^ id.low) * 0x9E3779B97F4A7C15u;
}

static struct article *find_article(const struct dt_facts *f, struct dt_str id)
{
    struct dt_fingerprint print;
    uint64_t hash;

    if (!f->slots || id.len > DT_FINGERPRINT_MOST)
        return NULL;
    print = dt_fingerprint(&f->key, id);
    hash = hash_of(print);
    for (size_t at = hash >> 32 & f->slot_mask; f->slots[at].article;
         at = (at + 1) & f->slot_mask) {
        const struct known *k = &f->known[f->slots[at].article - 1];

        if (f->slots[at].mark == (uint32_t)hash && k->id_len == id.len &&
            k->id.high == print.high && k->id.low == print.low)
            return &f->articles[k - f->known];
    }
    return NULL;
}

int dt_facts_note_article(void *ctx, const struct dt_leaf *leaf,
                          struct dt_buf *facts, struct dt_err *err)
{
    const struct dt_json_doc *doc = leaf->doc;
    size_t text = leaf->member[DT_ARTICLE_TEXT];
    size_t rights = leaf->member[DT_ARTICLE_RIGHTS];
    size_t statements = leaf->member[DT_ARTICLE_STATEMENTS];
    struct dt_str id = dt_leaf_text(leaf, DT_ARTICLE_ID);
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
    a->id_len = fact->id_len;
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

static int fill_slots(struct dt_facts *f, struct dt_err *err)
{
    size_t count = 16;

    while (count < 2 * f->article_count)
        count *= 2;
    f->slots = calloc(count, sizeof *f->slots);
    f->known = calloc(f->article_count + 1, sizeof *f->known);
    if (!f->slots || !f->known)
        return DT_FAIL(err, DT_EINTERNAL, "%zu articles: out of memory",
                       f->article_count);
    f->slot_mask = count - 1;
    for (size_t i = 0; i < f->article_count; i++) {
        const struct article *a = &f->articles[i];
        struct dt_str id = {a->name, a->id_len};
        struct known *k = &f->known[i];
        uint64_t hash;
        size_t at;

        *k = (struct known){dt_fingerprint(&f->key, id), a->bytes,
                            (uint32_t)a->id_len, a->open};
        hash = hash_of(k->id);
        at = hash >> 32 & f->slot_mask;
        while (f->slots[at].article)
            at = (at + 1) & f->slot_mask;
        f->slots[at] = (struct slot){(uint32_t)i + 1, (uint32_t)hash};
    }
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
    rc = fill_slots(f, err);
    if (rc < 0 || sorted)
        return rc;
    for (size_t i = 1; i < f->article_count; i++)
        if (by_id(&f->articles[i - 1], &f->articles[i]) == 0)
            return DT_FAIL(err, DT_EFORMAT, "article %s is recorded twice",
                           f->articles[i].name);
    return DT_OK;
}

/* A span, or null, that is no statement's words but lies in the text too. */
static int check_within(const struct dt_json_doc *doc, size_t span,
                        const char *what, uint64_t bytes, struct dt_err *err)
{
    if (dt_json_type(doc, span) == DT_JSON_ARRAY &&
        (uint64_t)dt_json_int64(doc, span + 2) > bytes)
        return DT_FAIL(err, DT_EMISMATCH, "%s lies outside the article's text",
                       what);
    return DT_OK;
}

static int add_spans(const struct dt_json_doc *doc, size_t spans,
                     uint64_t bytes, struct dt_buf *facts, struct dt_err *err)
{
    for (size_t i = dt_json_first(doc, spans); i != DT_JSON_NONE;
         i = dt_json_next(doc, spans, i)) {
        struct dt_span span = {(uint32_t)dt_json_int64(doc, i + 1),
                               (uint32_t)dt_json_int64(doc, i + 2)};

        if (span.start > span.end || span.end > bytes)
            return DT_FAIL(err, DT_EMISMATCH,
                           "span [%u,%u] lies outside the article's text",
                           span.start, span.end);
        dt_buf_add(facts, &span, sizeof span);
    }
    return DT_OK;
}

/* What tells these words from others. d is at empty input. */
static int print_words(const struct dt_facts *f, struct dt_str words,
                       struct dt_digest *d, struct dt_fingerprint *out,
                       struct dt_err *err)
{
    unsigned char raw[DT_DIGEST_SIZE];
    int rc;

    if (words.len <= DT_FINGERPRINT_MOST) {
        *out = dt_fingerprint(&f->key, words);
        return DT_OK;
    }
    rc = dt_digest_update(d, words.ptr, words.len, err);
    if (rc == DT_OK)
        rc = dt_digest_finish_raw(d, raw, err);
    if (rc == DT_OK)
        memcpy(out, raw, sizeof *out);
    return rc;
}

/* What a quotation was held against, and with which result. */
static int check_held(const struct dt_facts *f, const struct dt_leaf *leaf,
                      struct dt_err *err)
{
    const struct article *source;
    struct dt_str against;

    if (dt_json_type(leaf->doc, leaf->member[DT_STATEMENT_FIDELITY]) ==
        DT_JSON_NULL)
        return DT_OK;
    against = dt_held_against(leaf->doc);
    source = against.ptr ? find_article(f, against) : NULL;
    if (against.ptr && !source)
        return DT_FAIL(err, DT_EMISMATCH,
                       "it is held against an article that has no record");
    return dt_held_form(leaf->doc, source ? source->bytes : 0, err);
}

int dt_facts_note_statement(void *ctx, const struct dt_leaf *leaf,
                            struct dt_buf *facts, struct dt_err *err)
{
    const struct dt_facts *f = ctx;
    const struct dt_json_doc *doc = leaf->doc;
    size_t spans = leaf->member[DT_STATEMENT_SPANS];
    size_t words = leaf->member[DT_STATEMENT_TEXT];
    size_t commitment = leaf->member[DT_STATEMENT_COMMITMENT];
    const struct article *a =
        find_article(f, dt_leaf_text(leaf, DT_STATEMENT_ARTICLE));
    const struct known *k;
    struct statement_line new;
    struct dt_str text;
    int rc;

    if (!a)
        return DT_FAIL(err, DT_EMISMATCH, "its article has no record");
    k = &f->known[a - f->articles];
    if (k->open != (dt_json_type(doc, words) == DT_JSON_STRING) ||
        k->open == (dt_json_type(doc, commitment) == DT_JSON_STRING))
        return DT_FAIL(err, DT_EMISMATCH,
                       k->open ? "an open text whose words are left out"
                               : "words of a withheld text");
    rc = check_held(f, leaf, err);
    if (rc == DT_OK)
        rc = check_within(doc, leaf->member[DT_STATEMENT_SAID_ON_FROM],
                          "said_on_from", k->bytes, err);
    if (rc == DT_OK &&
        dt_json_type(doc, leaf->member[DT_STATEMENT_CUE]) == DT_JSON_OBJECT)
        rc = check_within(
            doc, dt_json_get(doc, leaf->member[DT_STATEMENT_CUE], "span"),
            "the cue", k->bytes, err);
    if (rc < 0)
        return rc;
    memset(&new, 0, sizeof new);
    new.line = leaf->line;
    new.fact.article = (uint32_t)(a - f->articles);
    new.fact.span_count = doc->tokens[spans].count;
    rc = dt_json_string(doc, words, leaf->arena, &text, err);
    if (rc == DT_OK && k->open)
        rc = print_words(f, text, leaf->digest, &new.fact.words, err);
    if (rc < 0)
        return rc;
    new.fact.words_len = text.len;
    dt_buf_add(facts, &new, sizeof new);
    return add_spans(doc, spans, k->bytes, facts, err);
}

static size_t fact_size(const struct statement_fact *fact)
{
    return sizeof *fact + fact->span_count * sizeof(struct dt_span);
}

/*
 * Lines that the hashes over their articles' statements must still grow by:
 * two are held together when they are of two articles.
 */
struct growth {
    struct article *article;
    struct dt_str line; /* with its LF */
};

static int add_line(struct growth *waiting, struct article *a,
                    struct dt_str line, struct dt_err *err)
{
    struct growth last = *waiting;
    int rc = a->lines ? DT_OK : dt_digest_new(&a->lines, err);

    if (rc < 0)
        return rc;
    line.len++;
    if (last.article && last.article != a) {
        waiting->article = NULL;
        return dt_digest_update_two(last.article->lines, last.line, a->lines,
                                    line, err);
    }
    *waiting = (struct growth){a, line};
    return last.article
               ? dt_digest_update(a->lines, last.line.ptr, last.line.len, err)
               : DT_OK;
}

int dt_facts_take_statements(void *ctx, struct dt_str facts, struct dt_err *err)
{
    const size_t kept = offsetof(struct statement_line, fact);
    struct growth waiting = {NULL, {NULL, 0}};
    struct dt_facts *f = ctx;
    int rc = DT_OK;

    while (rc == DT_OK && facts.len) {
        struct statement_line new;
        struct article *a;
        size_t len;

        memcpy(&new, facts.ptr, sizeof new);
        a = &f->articles[new.fact.article];
        len = fact_size(&new.fact);
        dt_buf_add(&f->statements, facts.ptr + kept, len);
        a->count++;
        f->statement_count++;
        rc = add_line(&waiting, a, new.line, err);
        facts.ptr += kept + len;
        facts.len -= kept + len;
    }
    if (rc == DT_OK && waiting.article)
        rc = dt_digest_update(waiting.article->lines, waiting.line.ptr,
                              waiting.line.len, err);
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
                         "article %s: %llu statement%s, and its record says "
                         "%llu",
                         id_of(f, a), (unsigned long long)a->count,
                         DT_S(a->count), (unsigned long long)a->announced);
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

/* The words at the spans, joined by single spaces; in joined when need be. */
static struct dt_str words_at(const char *spans, uint32_t count,
                              struct dt_str text, struct dt_buf *joined)
{
    struct dt_span span = {0, 0};

    dt_buf_reset(joined);
    for (uint32_t i = 0; i < count; i++) {
        memcpy(&span, spans + i * sizeof span, sizeof span);
        if (count == 1)
            break;
        if (i > 0)
            dt_buf_addc(joined, ' ');
        dt_buf_add(joined, text.ptr + span.start, span.end - span.start);
    }
    if (count != 1)
        return dt_buf_str(joined);
    return (struct dt_str){text.ptr + span.start, span.end - span.start};
}

static int check_statement(const struct dt_facts *f, size_t at,
                           struct dt_str text, struct dt_buf *joined,
                           struct dt_digest *d, struct dt_err *err)
{
    const char *spans = f->statements.ptr + at + sizeof(struct statement_fact);
    struct statement_fact fact;
    struct dt_fingerprint print = {0, 0};
    struct dt_str words;
    int rc;

    memcpy(&fact, spans - sizeof fact, sizeof fact);
    words = words_at(spans, fact.span_count, text, joined);
    rc = dt_buf_check(joined, "a statement", err);
    if (rc == DT_OK && words.len == fact.words_len)
        rc = print_words(f, words, d, &print, err);
    if (rc == DT_OK &&
        (words.len != fact.words_len || print.high != fact.words.high ||
         print.low != fact.words.low)) {
        struct dt_span first = {0, 0};

        if (fact.span_count)
            memcpy(&first, spans, sizeof first);
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
    struct dt_buf joined = DT_BUF_INIT(DT_RECORD_MAX);
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
    for (uint64_t i = 0; f->order && i < a->count; i++)
        __builtin_prefetch(f->statements.ptr + f->order[a->first + i]);
    /* Without an order the statements are faulty themselves. */
    for (uint64_t i = 0; f->order && rc == DT_OK && i < a->count; i++)
        rc = check_statement(f, f->order[a->first + i], text, &joined, d, err);
    dt_buf_release(&joined);
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
