#include "manifest/copies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/dedup.h"
#include "base/ordered.h"
#include "manifest/copy_edges.h"
#include "manifest/lines.h"

enum { ITEMS_A_THREAD = 3 };

struct copies {
    struct dt_plan *plan;
    struct dt_dedup *dedup;
    size_t count, next;
    bool *unread; /* by copy: its text is not here */
    bool as_before;
    struct dt_json_doc doc;
};

/* An article on its way through. */
struct item {
    size_t copy;
    struct dt_buf bytes;
    struct dt_digest *digest;
    struct dt_dedup_text text;
    bool found;
    int rc;
    struct dt_err err;
};

static bool is_compared(const struct dt_copy *copy)
{
    return copy->bytes && copy->duplicate_of == SIZE_MAX;
}

static int take(void *ctx, void *filled, bool *end, struct dt_err *err)
{
    struct copies *c = ctx;
    struct item *item = filled;

    (void)err;
    while (c->next < c->count && !is_compared(&c->plan->copies[c->next]))
        c->next++;
    *end = c->next == c->count;
    item->copy = *end ? 0 : c->next++;
    return DT_OK;
}

static void work(void *ctx, void *filled)
{
    const struct copies *c = ctx;
    struct item *item = filled;
    const char *id = c->plan->copies[item->copy].id;

    item->rc = dt_texts_get(c->plan->make.texts, c->plan,
                            dt_plan_find(c->plan, DT_STR(id)), item->digest,
                            &item->bytes, &item->found, &item->err);
    if (item->rc == DT_OK && item->found)
        item->rc = dt_dedup_read(c->dedup, dt_buf_str(&item->bytes),
                                 &item->text, &item->err);
}

static int give(void *ctx, void *filled, struct dt_err *err)
{
    struct copies *c = ctx;
    const struct item *item = filled;

    if (item->rc < 0) {
        *err = item->err;
        return item->rc;
    }
    c->unread[item->copy] = !item->found;
    return item->found
               ? dt_dedup_add(c->dedup, DT_STR(c->plan->copies[item->copy].id),
                              &item->text, err)
               : DT_OK;
}

static int read_texts(struct copies *c, struct dt_err *err)
{
    const struct dt_ordered stream = {take, work, give, c};
    const unsigned jobs = c->plan->options->jobs;
    const size_t count = jobs * (size_t)ITEMS_A_THREAD;
    struct item *items = calloc(count, sizeof *items);
    int rc = DT_OK;

    if (!items)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for texts");
    for (size_t i = 0; i < count; i++) {
        items[i].bytes = DT_BUF_INIT(DT_ARTICLE_MAX);
        dt_dedup_text_init(&items[i].text);
        if (rc == DT_OK)
            rc = dt_digest_new(&items[i].digest, err);
    }
    if (rc == DT_OK)
        rc = dt_ordered_run(&stream, jobs, items, count, sizeof *items, err);
    for (size_t i = 0; i < count; i++) {
        dt_buf_release(&items[i].bytes);
        dt_dedup_text_release(&items[i].text);
        dt_digest_free(items[i].digest);
    }
    free(items);
    return rc;
}

static int copy_by_id(const void *key, const void *item)
{
    const struct dt_copy *copy = item;

    return dt_str_cmp_text(*(const struct dt_str *)key, copy->id);
}

/* The index of the copy of this id, if it is compared with others. */
static bool compared(const struct copies *c, struct dt_str id, size_t *index)
{
    const struct dt_copy *copy = bsearch(&id, c->plan->copies, c->count,
                                         sizeof *copy, copy_by_id);

    *index = copy ? (size_t)(copy - c->plan->copies) : 0;
    return copy && is_compared(copy);
}

static int spool_edges(struct copies *c, struct dt_err *err)
{
    const struct dt_dedup_edge *edges = NULL;
    size_t count = 0, a, b;
    int rc = dt_dedup_find(c->dedup, c->plan->options->jobs, &edges, &count,
                           err);

    for (size_t i = 0; rc == DT_OK && i < count; i++)
        if (compared(c, DT_STR(dt_dedup_id(c->dedup, edges[i].a)), &a) &&
            compared(c, DT_STR(dt_dedup_id(c->dedup, edges[i].b)), &b))
            rc = dt_copy_edge_spool(c->plan, a, b, &edges[i], err);
    return rc;
}

/* What cannot be made again need not be good: build makes it anew. */
static int keep_line(void *ctx, const struct dt_lines *lines,
                     struct dt_str line, struct dt_err *err)
{
    struct copies *c = ctx;
    struct dt_digest *digest = c->plan->makers[0].lines.digest;
    const struct dt_json_doc *doc = &c->doc;
    struct dt_err inner;
    size_t a, b;

    (void)lines;
    if (dt_record_check(DT_DUPLICATES, line, &c->doc, digest, &inner) < 0)
        return DT_OK;
    if (!compared(c, dt_json_plain(doc, dt_json_get(doc, 0, "a")), &a) ||
        !compared(c, dt_json_plain(doc, dt_json_get(doc, 0, "b")), &b))
        return DT_OK;
    if (!c->as_before && !c->unread[a] && !c->unread[b])
        return DT_OK;
    return dt_copy_edge_keep(
        c->plan, a, b, dt_json_plain(doc, dt_json_get(doc, 0, "relation")),
        dt_json_int64(doc, dt_json_get(doc, 0, "jaccard")),
        dt_json_int64(doc, dt_json_get(doc, 0, "containment")), err);
}

static int keep_lines(struct copies *c, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096);
    int rc = DT_OK;

    for (uint32_t shard = 0; rc == DT_OK && shard < c->plan->corpus->shards;
         shard++) {
        struct dt_file_stat st;

        dt_buf_reset(&path);
        dt_records_shard_path(c->plan->corpus, DT_DUPLICATES, shard, &path);
        rc = dt_buf_check(&path, "a path", err);
        if (rc == DT_OK)
            rc = dt_file_stat(path.ptr, &st, err);
        if (rc == DT_OK && st.exists)
            rc = dt_lines_file(path.ptr, keep_line, c, err);
    }
    dt_buf_release(&path);
    return rc;
}

int dt_copies_spool(struct dt_plan *plan, size_t count, struct dt_err *err)
{
    const struct dt_dedup_options options = DT_DEDUP_DEFAULTS;
    const struct dt_build_report *r = plan->report;
    struct copies c = {.plan = plan,
                       .count = count,
                       .unread = calloc(count + 1, sizeof *c.unread),
                       .as_before = plan->trusted && plan->same_sources &&
                                    !r->built && !r->removed,
                       .doc = DT_JSON_DOC_INIT};
    uint64_t bytes = 0;
    int rc = DT_OK;

    for (size_t i = 0; i < count; i++)
        if (is_compared(&plan->copies[i]))
            bytes += plan->copies[i].bytes;
    if (bytes > DT_COPIES_MOST) {
        plan->report->not_compared = bytes;
        goto out;
    }
    if (!c.unread)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for copies");
    if (rc == DT_OK && !c.as_before) {
        rc = dt_dedup_new(&options, &c.dedup, err);
        if (rc == DT_OK)
            rc = read_texts(&c, err);
        if (rc == DT_OK)
            rc = spool_edges(&c, err);
    }
    if (rc == DT_OK)
        rc = keep_lines(&c, err);
out:
    dt_dedup_free(c.dedup);
    dt_json_doc_release(&c.doc);
    free(c.unread);
    return rc;
}
