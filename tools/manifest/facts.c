#include "manifest/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/edtf.h"
#include "base/pages.h"
#include "manifest/facts_parts.h"

enum { IDS_MAX = 1 << 30 };

#define FACTS_MAX ((size_t)16 << 30)

/* As it is appended to a batch's facts. */
struct article_fact {
    uint64_t bytes;
    uint64_t statements;
    struct dt_days published;
    char sha256[2 * DT_DIGEST_SIZE];
    char lines_sha256[2 * DT_DIGEST_SIZE];
    uint64_t event;
    bool open;
    uint32_t id_len;      /* the id follows */
    uint32_t heading_len; /* … and what its heading says */
};

int dt_facts_new(struct dt_facts **out, struct dt_err *err)
{
    struct dt_facts *f = calloc(1, sizeof *f);

    if (!f)
        return DT_FAIL(err, DT_EINTERNAL, "a release: out of memory");
    f->ids = DT_BUF_INIT(IDS_MAX);
    f->statements = DT_BUF_INIT(FACTS_MAX);
    f->came = DT_BUF_INIT(FACTS_MAX);
    f->held = DT_BUF_INIT(FACTS_MAX);
    f->same = DT_BUF_INIT(FACTS_MAX);
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
    dt_buf_release(&f->came);
    dt_buf_release(&f->held);
    dt_buf_release(&f->same);
    for (size_t i = 0; i < f->article_count; i++)
        dt_digest_free(f->articles[i].lines);
    free(f->articles);
    free(f->slots);
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

static const char *id_of(const struct dt_facts *f,
                         const struct dt_facts_article *a)
{
    return f->ids.ptr + a->id;
}

void dt_facts_get(const struct dt_facts *f, size_t index, struct dt_fact *out)
{
    const struct dt_facts_article *a = &f->articles[index];

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

/* Where the article with this id is looked for first. */
static const struct dt_facts_slot *first_slot(const struct dt_facts *f,
                                              struct dt_fingerprint id)
{
    return &f->slots[hash_of(id) >> 32 & f->slot_mask];
}

/* id has at most DT_FINGERPRINT_MOST bytes. */
static const struct dt_facts_slot *
find(const struct dt_facts *f, struct dt_str id, struct dt_fingerprint print)
{
    for (size_t at = hash_of(print) >> 32;; at++) {
        const struct dt_facts_slot *slot = &f->slots[at & f->slot_mask];

        if (!slot->article)
            return NULL;
        if (slot->id.high == print.high && slot->id.low == print.low &&
            slot->id_len == id.len)
            return slot;
    }
}

const struct dt_facts_slot *dt_facts_find(const struct dt_facts *f,
                                          struct dt_str id)
{
    return f->slots && id.len <= DT_FINGERPRINT_MOST
               ? find(f, id, dt_fingerprint(&f->key, id))
               : NULL;
}

size_t dt_facts_place(const struct dt_facts *f, struct dt_str id, size_t guess)
{
    const struct dt_facts_slot *slot;

    if (!f->slots)
        return SIZE_MAX;
    if (guess < f->article_count && id.len == f->articles[guess].id_len &&
        memcmp(id.ptr, f->articles[guess].name, id.len) == 0)
        return guess;
    slot = dt_facts_find(f, id);
    return slot ? slot->article - 1 : SIZE_MAX;
}

struct dt_fingerprint dt_facts_expect_statement(void *ctx,
                                                const struct dt_leaf *leaf)
{
    const struct dt_facts *f = ctx;
    const struct dt_str id = dt_leaf_text(leaf, DT_STATEMENT_ARTICLE);
    struct dt_fingerprint print = {0, 0};

    if (f->slots && id.len <= DT_FINGERPRINT_MOST) {
        print = dt_fingerprint(&f->key, id);
        __builtin_prefetch(first_slot(f, print));
    }
    return print;
}

const struct dt_facts_slot *
dt_facts_find_expected(const struct dt_facts *f,
                       const struct dt_leaf *statement)
{
    const struct dt_str id = dt_leaf_text(statement, DT_STATEMENT_ARTICLE);

    return f->slots && id.len <= DT_FINGERPRINT_MOST
               ? find(f, id, statement->expected)
               : NULL;
}

struct dt_days dt_facts_published(const struct dt_facts *f,
                                  const struct dt_leaf *statement)
{
    const struct dt_facts_slot *slot = dt_facts_find_expected(f, statement);

    return slot ? slot->published : (struct dt_days){0, 0, false};
}

uint64_t dt_facts_event(const struct dt_facts *f, const struct dt_leaf *leaf,
                        unsigned member)
{
    const size_t event = leaf->member[member];

    return dt_json_type(leaf->doc, event) == DT_JSON_NULL
               ? 0
               : dt_fingerprint_any(&f->key, dt_json_bytes(leaf->doc, event)) |
                     1;
}

/* The title, and who signed: each alone, then all of them. */
static int add_heading(const struct dt_leaf *leaf, struct dt_buf *facts,
                       struct dt_err *err)
{
    static const char *const own[] = {"transcript", "interview", "opinion",
                                      "post"};
    const struct dt_str kind = dt_leaf_text(leaf, DT_ARTICLE_KIND);
    const struct dt_json_doc *doc = leaf->doc;
    const size_t byline = leaf->member[DT_ARTICLE_BYLINE];
    struct dt_str text;
    bool any = false;
    int rc;

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        any = any || dt_str_is(kind, own[i]);
    if (!any)
        return DT_OK;
    rc = dt_json_string(doc, leaf->member[DT_ARTICLE_TITLE], leaf->arena, &text,
                        err);
    if (rc == DT_OK && text.ptr)
        dt_buf_addstr(facts, text);
    for (size_t at = dt_json_first(doc, byline);
         rc == DT_OK && at != DT_JSON_NONE;
         at = dt_json_next(doc, byline, at)) {
        rc = dt_json_string(doc, at, leaf->arena, &text, err);
        if (rc == DT_OK) {
            dt_buf_adds(facts, any ? "\n" : ", ");
            dt_buf_addstr(facts, text);
        }
        any = false;
    }
    return rc;
}

int dt_facts_note_article(void *ctx, const struct dt_leaf *leaf,
                          struct dt_buf *facts, struct dt_err *err)
{
    const struct dt_json_doc *doc = leaf->doc;
    size_t text = leaf->member[DT_ARTICLE_TEXT];
    size_t rights = leaf->member[DT_ARTICLE_RIGHTS];
    size_t statements = leaf->member[DT_ARTICLE_STATEMENTS];
    struct dt_str id = dt_leaf_text(leaf, DT_ARTICLE_ID);
    struct dt_str published = dt_leaf_text(leaf, DT_ARTICLE_PUBLISHED);
    struct article_fact fact;
    size_t at;
    int rc;

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
    fact.published.known = published.ptr &&
                           dt_edtf_days(published, &fact.published.first,
                                        &fact.published.last);
    fact.id_len = (uint32_t)id.len;
    fact.event = dt_facts_event(ctx, leaf, DT_ARTICLE_EVENT);
    at = facts->len;
    dt_buf_add(facts, &fact, sizeof fact);
    dt_buf_addstr(facts, id);
    rc = add_heading(leaf, facts, err);
    fact.heading_len = (uint32_t)(facts->len - at - sizeof fact - id.len);
    if (rc == DT_OK && fact.heading_len)
        memcpy(facts->ptr + at, &fact, sizeof fact);
    return rc;
}

/* id has the heading behind it. */
static int add_article(struct dt_facts *f, const struct article_fact *fact,
                       const char *id, struct dt_err *err)
{
    struct dt_facts_article *a;

    if (f->article_count == f->article_cap) {
        size_t cap = f->article_cap ? 2 * f->article_cap : 1024;
        struct dt_facts_article *grown = realloc(f->articles,
                                                 cap * sizeof *grown);

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
    a->published = fact->published;
    a->open = fact->open;
    a->event = fact->event;
    memcpy(a->sha256, fact->sha256, sizeof a->sha256);
    memcpy(a->lines_sha256, fact->lines_sha256, sizeof a->lines_sha256);
    f->open_count += a->open;
    dt_buf_add(&f->ids, id, fact->id_len);
    dt_buf_addc(&f->ids, '\0');
    a->heading = f->ids.len;
    a->heading_len = fact->heading_len;
    dt_buf_add(&f->ids, id + fact->id_len, fact->heading_len);
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
        len = sizeof fact + fact.id_len + fact.heading_len;
        facts.ptr += len;
        facts.len -= len;
    }
    return rc;
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct dt_facts_article *)a)->name,
                  ((const struct dt_facts_article *)b)->name);
}

static int fill_slots(struct dt_facts *f, struct dt_err *err)
{
    size_t count = 16;

    while (count < 2 * f->article_count)
        count *= 2;
    f->slots = aligned_alloc(_Alignof(struct dt_facts_slot),
                             count * sizeof *f->slots);
    if (!f->slots)
        return DT_FAIL(err, DT_EINTERNAL, "%zu articles: out of memory",
                       f->article_count);
    dt_pages_large(f->slots, count * sizeof *f->slots);
    memset(f->slots, 0, count * sizeof *f->slots);
    f->slot_mask = count - 1;
    for (size_t i = 0; i < f->article_count; i++) {
        const struct dt_facts_article *a = &f->articles[i];
        struct dt_str id = {a->name, a->id_len};
        struct dt_facts_slot slot = {dt_fingerprint(&f->key, id),
                                     a->bytes,
                                     a->published,
                                     (uint32_t)i + 1,
                                     (uint16_t)id.len,
                                     a->open,
                                     a->event};
        size_t at = hash_of(slot.id) >> 32;

        while (f->slots[at & f->slot_mask].article)
            at++;
        f->slots[at & f->slot_mask] = slot;
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

const char *dt_facts_missing(const struct dt_facts *f)
{
    for (size_t i = 0; i < f->article_count; i++)
        if (f->articles[i].open && !f->articles[i].seen)
            return id_of(f, &f->articles[i]);
    return NULL;
}

size_t dt_facts_seen(const struct dt_facts *f)
{
    size_t n = 0;

    for (size_t i = 0; i < f->article_count; i++)
        n += f->articles[i].seen;
    return n;
}
