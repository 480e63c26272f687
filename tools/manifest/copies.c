#include "manifest/copies.h"

#include <stdlib.h>

#include "article/kept.h"
#include "base/file.h"
#include "base/ordered.h"
#include "manifest/copy_edges.h"
#include "manifest/lines.h"
#include "manifest/versions.h"

enum { ITEMS_A_THREAD = 3, MEMORY = 64 * 1024 * 1024 };

struct copies {
    struct dt_plan *plan;
    struct dt_dedup *dedup;
    struct dt_versions versions; /* of which one is not held */
    size_t count, next;
    bool *known;  /* by copy: its text need not be read */
    bool *unread; /* likewise: its text is not here */
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

/* Its text is here, and its fold is that of the text. */
static bool is_here(const struct copies *c, size_t copy)
{
    const char *id = c->plan->copies[copy].id;
    const enum dt_plan_state state =
        c->plan->items[dt_plan_find(c->plan, DT_STR(id))].state;

    return state == DT_PLAN_UNCHANGED || state == DT_PLAN_MADE;
}

static int add_known(struct copies *c, struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < c->count; i++) {
        const struct dt_copy *copy = &c->plan->copies[i];

        c->known[i] = is_compared(copy) && is_here(c, i) &&
                      dt_kept_knows(c->dedup, copy->fold);
        if (c->known[i])
            rc = dt_kept_add_known(c->dedup, DT_STR(copy->id), i, copy->fold,
                                   err);
    }
    return rc;
}

static int take(void *ctx, void *filled, bool *end, struct dt_err *err)
{
    struct copies *c = ctx;
    struct item *item = filled;

    (void)err;
    while (c->next < c->count &&
           (c->known[c->next] || !is_compared(&c->plan->copies[c->next])))
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

    item->found = false;
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
    const char *id = c->plan->copies[item->copy].id;

    if (item->rc < 0) {
        *err = item->err;
        return item->rc;
    }
    c->unread[item->copy] = !item->found;
    return item->found ? dt_dedup_add(c->dedup, DT_STR(id), item->copy,
                                      &item->text.print, err)
                       : DT_OK;
}

/* A text once more, to compare it with another. */
static int read_again(void *ctx, unsigned worker, uint64_t place,
                      struct dt_buf *text, struct dt_err *err)
{
    const struct copies *c = ctx;
    const struct dt_plan *plan = c->plan;
    const char *id = plan->copies[place].id;
    bool found = false;
    int rc = dt_texts_get(plan->make.texts, plan,
                          dt_plan_find(plan, DT_STR(id)),
                          plan->makers[worker].lines.digest, text, &found, err);

    return rc == DT_OK && !found
               ? DT_FAIL(err, DT_EMISMATCH,
                         "the text of '%.200s' has changed since it was read",
                         id)
               : rc;
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

static int spool_edge(void *ctx, const struct dt_dedup_edge *edge,
                      struct dt_err *err)
{
    const struct copies *c = ctx;
    size_t a, b;
    bool turned;

    if (!compared(c, DT_STR(dt_dedup_id(c->dedup, edge->a)), &a) ||
        !compared(c, DT_STR(dt_dedup_id(c->dedup, edge->b)), &b))
        return DT_OK;
    turned = dt_versions_have(&c->versions, b, a);
    return dt_copy_edge_spool(c->plan, turned ? b : a, turned ? a : b, edge,
                              turned || dt_versions_have(&c->versions, a, b),
                              err);
}

static int check_edge(struct copies *c, struct dt_str line, struct dt_err *err)
{
    return dt_record_check(DT_DUPLICATES, line, &c->doc,
                           c->plan->makers[0].lines.digest, err);
}

/* A line of the last build, if it is one and both articles are compared. */
static bool read_edge(struct copies *c, struct dt_str line, size_t *a,
                      size_t *b)
{
    struct dt_json_doc *doc = &c->doc;
    struct dt_err err;

    return check_edge(c, line, &err) == DT_OK &&
           compared(c, dt_json_plain(doc, dt_json_get(doc, 0, "a")), a) &&
           compared(c, dt_json_plain(doc, dt_json_get(doc, 0, "b")), b);
}

static int64_t number_of(const struct copies *c, const char *name)
{
    return dt_json_int64(&c->doc, dt_json_get(&c->doc, 0, name));
}

static bool is_carried(const struct copies *c, size_t copy)
{
    const struct dt_plan *plan = c->plan;

    return plan->items[dt_plan_find(plan, DT_STR(plan->copies[copy].id))]
               .state == DT_PLAN_CARRIED;
}

/*
 * When a page was changed is not known here if it is not held, nor what it
 * has in common with others: what was found of it must be good.
 */
static int note_versions(void *ctx, const struct dt_lines *lines,
                         struct dt_str line, struct dt_err *err)
{
    struct copies *c = ctx;
    struct dt_err why;
    size_t a, b;
    int rc = check_edge(c, line, &why);

    if (rc < 0)
        return dt_lines_damaged(lines, rc, &why, err);
    if (!read_edge(c, line, &a, &b) ||
        !dt_str_is(dt_json_plain(&c->doc, dt_json_get(&c->doc, 0, "relation")),
                   "revision") ||
        (!is_carried(c, a) && !is_carried(c, b)))
        return DT_OK;
    return dt_versions_add(&c->versions, a, b, err);
}

/* What cannot be made again need not be good: build makes it anew. */
static int keep_line(void *ctx, const struct dt_lines *lines,
                     struct dt_str line, struct dt_err *err)
{
    struct copies *c = ctx;
    size_t a, b;

    (void)lines;
    if (!read_edge(c, line, &a, &b) ||
        (!c->as_before && !c->unread[a] && !c->unread[b]))
        return DT_OK;
    return dt_copy_edge_keep(
        c->plan, a, b,
        dt_json_plain(&c->doc, dt_json_get(&c->doc, 0, "relation")),
        number_of(c, "jaccard"), number_of(c, "containment"),
        dt_versions_have(&c->versions, a, b), err);
}

/* A file of which nothing is kept may be damaged, even cut short. */
static int keep_lines(struct copies *c, struct dt_err *err)
{
    bool any = c->as_before;

    for (size_t i = 0; i < c->count && !any; i++)
        any = c->unread[i];
    return any ? dt_lines_records(c->plan->corpus, DT_DUPLICATES, keep_line, c,
                                  err)
               : DT_OK;
}

/* Add all texts and find the edges; what is kept stands in a folder, or NULL. */
static int find(struct copies *c, const struct dt_dedup_options *options,
                const char *kept, struct dt_err *err)
{
    int rc = dt_dedup_new(options, &c->dedup, err);

    c->next = 0;
    if (rc == DT_OK && kept)
        rc = dt_kept_open(c->dedup, kept, err);
    if (rc == DT_OK)
        rc = add_known(c, err);
    if (rc == DT_OK)
        rc = read_texts(c, err);
    return rc < 0 ? rc : dt_dedup_find(c->dedup, c->plan->options->jobs, err);
}

/* What is kept costs time where it is no good: without it, and in the end so. */
static int find_anyhow(struct copies *c, const struct dt_dedup_options *options,
                       const char *kept, struct dt_err *err)
{
    struct dt_err ignored;
    int rc = find(c, options, kept, err);

    for (int i = 0; rc < 0 && c->dedup && dt_kept_failed(c->dedup); i++) {
        dt_dedup_free(c->dedup);
        c->dedup = NULL;
        if (i > 0 || dt_file_remove_tree(kept, &ignored) < 0)
            kept = NULL;
        rc = find(c, options, kept, err);
    }
    return rc;
}

static int measure(struct copies *c, struct dt_err *err)
{
    const struct dt_corpus *corpus = c->plan->corpus;
    struct dt_dedup_options options = DT_DEDUP_DEFAULTS;
    struct dt_buf folder = DT_BUF_INIT(4096), kept = DT_BUF_INIT(4096);
    int rc;

    dt_buf_addf(&folder, "%s/.dictum/stage/%s", corpus->root, corpus->name);
    dt_buf_addf(&kept, "%s/.dictum/copies/%s", corpus->root, corpus->name);
    options.memory = MEMORY;
    options.folder = folder.ptr;
    options.reader = (struct dt_dedup_reader){read_again, c};
    rc = dt_buf_check(&folder, "a path", err);
    if (rc == DT_OK)
        rc = dt_buf_check(&kept, "a path", err);
    if (rc == DT_OK)
        rc = find_anyhow(c, &options, c->plan->stored ? kept.ptr : NULL, err);
    if (rc == DT_OK)
        rc = dt_dedup_edges(c->dedup, spool_edge, c, err);
    dt_buf_release(&folder);
    dt_buf_release(&kept);
    return rc;
}

int dt_copies_spool(struct dt_plan *plan, size_t count, struct dt_err *err)
{
    const struct dt_build_report *r = plan->report;
    struct copies c = {.plan = plan,
                       .versions = DT_VERSIONS_INIT,
                       .count = count,
                       .known = calloc(count + 1, sizeof *c.known),
                       .unread = calloc(count + 1, sizeof *c.unread),
                       .as_before = plan->trusted && plan->same_sources &&
                                    !r->built && !r->removed,
                       .doc = DT_JSON_DOC_INIT};
    int rc = DT_OK;

    if (!c.known || !c.unread)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for copies");
    if (rc == DT_OK && r->carried)
        rc = dt_lines_records(plan->corpus, DT_DUPLICATES, note_versions, &c,
                              err);
    dt_versions_settle(&c.versions);
    if (rc == DT_OK && !c.as_before)
        rc = measure(&c, err);
    if (rc == DT_OK)
        rc = keep_lines(&c, err);
    dt_dedup_free(c.dedup);
    dt_versions_release(&c.versions);
    dt_json_doc_release(&c.doc);
    free(c.known);
    free(c.unread);
    return rc;
}
