#include "release/continuity.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "manifest/lines.h"
#include "release/lines_at.h"
#include "release/successor.h"

#define IDS_MAX ((size_t)8 << 30)

struct dt_continuity {
    const struct dt_corpus *corpus;
    struct dt_repo *repo;
    const char *at;
    struct dt_buf pool; /* NUL-terminated ids, one after the other */
    const char **sorted;
    size_t count;
    struct dt_json_doc doc;
};

static int id_of(struct dt_json_doc *doc, struct dt_str line, struct dt_str *id,
                 struct dt_err *err)
{
    int rc = dt_json_parse(doc, line, err);

    if (rc == DT_OK)
        *id = dt_json_plain(doc, dt_json_get(doc, DT_JSON_ROOT, "id"));
    if (rc == DT_OK && id->len == 0)
        rc = DT_FAIL(err, DT_EFORMAT, "a line without an id");
    return rc;
}

static int keep_id(struct dt_continuity *c, struct dt_str id,
                   struct dt_err *err)
{
    dt_buf_addstr(&c->pool, id);
    dt_buf_addc(&c->pool, '\0');
    c->count++;
    return dt_buf_check(&c->pool, "the ids", err);
}

static int keep_line(void *ctx, const struct dt_lines *lines,
                     struct dt_str line, struct dt_err *err)
{
    struct dt_continuity *c = ctx;
    struct dt_str id = {NULL, 0};
    int rc = id_of(&c->doc, line, &id, err);

    (void)lines;
    return rc < 0 ? rc : keep_id(c, id, err);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int sort_ids(struct dt_continuity *c, struct dt_err *err)
{
    const char *at = c->pool.ptr;

    free(c->sorted);
    c->sorted = calloc(c->count + 1, sizeof *c->sorted);
    if (!c->sorted)
        return DT_FAIL(err, DT_EINTERNAL, "the ids: out of memory");
    for (size_t i = 0; i < c->count; i++) {
        c->sorted[i] = at;
        at += strlen(at) + 1;
    }
    if (c->count)
        qsort(c->sorted, c->count, sizeof *c->sorted, by_bytes);
    return DT_OK;
}

int dt_continuity_new(const struct dt_corpus *corpus, struct dt_repo *repo,
                      const char *at, struct dt_continuity **out,
                      struct dt_err *err)
{
    static const enum dt_records kinds[] = {DT_ARTICLES, DT_STATEMENTS,
                                            DT_REDIRECTS};
    struct dt_continuity *c = calloc(1, sizeof *c);
    int rc = DT_OK;

    if (!c)
        return DT_FAIL(err, DT_EINTERNAL, "the ids: out of memory");
    *c = (struct dt_continuity){.corpus = corpus,
                                .repo = repo,
                                .at = at,
                                .pool = DT_BUF_INIT(IDS_MAX),
                                .doc = DT_JSON_DOC_INIT};
    for (int i = 0; rc == DT_OK && i < 3; i++)
        rc = dt_lines_now(repo, at, corpus, kinds[i], keep_line, c, err);
    if (rc == DT_OK)
        rc = sort_ids(c, err);
    if (rc < 0) {
        dt_continuity_free(c);
        return rc;
    }
    *out = c;
    return DT_OK;
}

void dt_continuity_free(struct dt_continuity *continuity)
{
    if (!continuity)
        return;
    dt_buf_release(&continuity->pool);
    free(continuity->sorted);
    dt_json_doc_release(&continuity->doc);
    free(continuity);
}

/* The lines of a release. */
struct release {
    struct dt_continuity *continuity;
    struct dt_successors *gone;
    enum dt_records kind;
};

static int look_for(void *ctx, const struct dt_lines *lines, struct dt_str line,
                    struct dt_err *err)
{
    const struct release *r = ctx;
    struct dt_continuity *c = r->continuity;
    struct dt_str id = {NULL, 0};
    char name[DT_SUCCESSOR_ID];
    const char *wanted = name;
    int rc = id_of(&c->doc, line, &id, err);

    (void)lines;
    if (rc < 0)
        return rc;
    if (id.len >= sizeof name)
        return DT_FAIL(err, DT_EFORMAT, "an id of %zu bytes", id.len);
    memcpy(name, id.ptr, id.len);
    name[id.len] = '\0';
    if (c->count &&
        bsearch(&wanted, c->sorted, c->count, sizeof *c->sorted, by_bytes))
        return r->kind == DT_ARTICLES
                   ? dt_successors_stayed(r->gone, &c->doc, err)
                   : DT_OK;
    return r->kind == DT_ARTICLES
               ? dt_successors_article(r->gone, &c->doc, err)
               : dt_successors_statement(r->gone, &c->doc, err);
}

/* What is gone is known from here on. */
static int tell_all(struct dt_continuity *c, const struct dt_successors *gone,
                    dt_gone_fn tell, void *ctx, struct dt_err *err)
{
    const struct dt_gone *g;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && (g = dt_successors_get(gone, i)); i++) {
        rc = tell(ctx, g, err);
        if (rc == DT_OK)
            rc = keep_id(c, DT_STR(g->id), err);
    }
    return rc < 0 ? rc : sort_ids(c, err);
}

int dt_continuity_check(struct dt_continuity *continuity,
                        const struct dt_release *release, dt_gone_fn tell,
                        void *ctx, size_t *count, struct dt_err *err)
{
    static const enum dt_records kinds[] = {DT_ARTICLES, DT_STATEMENTS};
    struct dt_continuity *c = continuity;
    struct release r = {c, NULL, DT_ARTICLES};
    int rc = dt_successors_new(c->corpus, &r.gone, err);

    for (int i = 0; rc == DT_OK && i < 2; i++) {
        r.kind = kinds[i];
        rc = dt_lines_at(c->repo, release->commit, c->corpus->name, kinds[i],
                         look_for, &r, err);
    }
    *count = rc == DT_OK ? dt_successors_count(r.gone) : 0;
    if (*count)
        rc = dt_successors_find(r.gone, c->repo, c->at, err);
    if (rc == DT_OK && *count)
        rc = tell_all(c, r.gone, tell, ctx, err);
    dt_successors_free(r.gone);
    return rc;
}

/* As an item of the list in its article's entry. */
static void add_item(const struct dt_gone *gone, struct dt_buf *out)
{
    dt_buf_addf(out, "%s: %s", gone->id, gone->to ? gone->to : "null");
}

static void add_redirect(const struct dt_gone *gone, struct dt_buf *out)
{
    dt_buf_addf(out, "- {id: %s, to: %s, reason: %s}", gone->id,
                gone->to ? gone->to : "null", gone->reason);
}

void dt_gone_hint(const struct dt_gone *gone, struct dt_buf *out)
{
    if (gone->with_article) {
        dt_buf_addf(out,
                    "in sources.yaml, in the redirect of %s: statements: [",
                    gone->article);
        add_item(gone, out);
        dt_buf_addc(out, ']');
    } else {
        dt_buf_adds(out, "in sources.yaml, under redirects: ");
        add_redirect(gone, out);
    }
}

void dt_gone_entry(const struct dt_gone *gone, bool *listed, struct dt_buf *out)
{
    if (gone->with_article) {
        dt_buf_adds(out, *listed ? "      - " : "    statements:\n      - ");
        add_item(gone, out);
    } else if (gone->article) {
        dt_buf_adds(out, "  ");
        add_redirect(gone, out);
    } else {
        dt_buf_addf(out, "  - id: %s\n    to: %s\n    reason: %s", gone->id,
                    gone->to ? gone->to : "null", gone->reason);
    }
    *listed = gone->with_article;
}
