#include "manifest/recognise.h"

#include <stdlib.h>
#include <string.h>

#include "manifest/lines.h"

/* What an article's line says of the lines of its statements. */
struct told {
    struct dt_digest *lines; /* as they lie there; NULL: the article is not as
                                it was left */
    char sha256[DT_DIGEST_HEX_SIZE];
    bool met; /* its line, whatever it is */
};

struct recognising {
    struct dt_plan *plan;
    enum dt_records kind;
    struct told *told; /* of each source */
    struct dt_json_doc doc;
    struct dt_digest *digest;
    bool all_held; /* of those that have records */
};

static struct dt_str text_at(const struct dt_json_doc *doc, size_t token)
{
    return dt_json_type(doc, token) == DT_JSON_STRING
               ? dt_json_plain(doc, token)
               : (struct dt_str){"", 0};
}

static struct dt_str seal_of(const struct dt_json_doc *doc)
{
    return text_at(doc, dt_json_get(doc, DT_JSON_ROOT, "seal"));
}

int dt_plan_leave(const struct dt_plan *plan, size_t source, struct dt_str line,
                  struct dt_json_doc *doc, struct dt_err *err)
{
    struct dt_plan_item *item = &plan->items[source];
    int rc = dt_json_parse(doc, line, err);

    if (rc < 0)
        return rc;
    item->stands = false;
    memset(item->mark.seal, 0, sizeof item->mark.seal);
    memcpy(item->mark.seal, seal_of(doc).ptr, seal_of(doc).len);
    return DT_OK;
}

/* Of two lines with one id neither can stay. */
static void forget(struct told *told)
{
    dt_digest_free(told->lines);
    told->lines = NULL;
}

static int take_article(struct recognising *r, struct dt_err *err)
{
    const struct dt_json_doc *doc = &r->doc;
    const size_t source = dt_plan_find(
        r->plan, text_at(doc, dt_json_get(doc, DT_JSON_ROOT, "id")));
    const size_t statements = dt_json_get(doc, DT_JSON_ROOT, "statements");
    const struct dt_str sha256 =
        text_at(doc, dt_json_get(doc, statements, "sha256"));
    const struct dt_plan_item *item;
    struct told *told;

    if (source == SIZE_MAX)
        return DT_OK;
    item = &r->plan->items[source];
    told = &r->told[source];
    if (told->met) {
        forget(told);
        return DT_OK;
    }
    told->met = true;
    r->all_held = r->all_held && dt_plan_held(r->plan, source);
    if (!item->has_mark || !dt_str_is(seal_of(doc), item->mark.seal))
        return DT_OK;
    memcpy(told->sha256, sha256.ptr, sha256.len);
    return dt_digest_new(&told->lines, err);
}

static int take_statement(struct recognising *r, struct dt_str line,
                          struct dt_err *err)
{
    const struct dt_json_doc *doc = &r->doc;
    const size_t source = dt_plan_find(
        r->plan, text_at(doc, dt_json_get(doc, DT_JSON_ROOT, "article")));
    struct dt_digest *lines = source == SIZE_MAX ? NULL : r->told[source].lines;
    int rc = lines ? dt_digest_update(lines, line.ptr, line.len, err) : DT_OK;

    return rc == DT_OK && lines ? dt_digest_update(lines, "\n", 1, err) : rc;
}

static int take(void *ctx, const struct dt_lines *lines, struct dt_str line,
                struct dt_err *err)
{
    struct recognising *r = ctx;
    struct dt_err ignored;

    (void)lines;
    if (dt_record_check(r->kind, line, &r->doc, r->digest, &ignored) < 0)
        return DT_OK;
    return r->kind == DT_ARTICLES ? take_article(r, err)
                                  : take_statement(r, line, err);
}

/* A file that is cut short is read as far as it goes. */
static int read_kind(struct recognising *r, enum dt_records kind,
                     struct dt_err *err)
{
    int rc;

    r->kind = kind;
    rc = dt_lines_records(r->plan->corpus, kind, take, r, err);
    return rc == DT_EFORMAT ? DT_OK : rc;
}

static int compare(struct recognising *r, struct dt_err *err)
{
    struct dt_plan *plan = r->plan;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < plan->corpus->source_count; i++) {
        char hex[DT_DIGEST_HEX_SIZE];

        if (!r->told[i].lines)
            continue;
        rc = dt_digest_finish(r->told[i].lines, hex, err);
        plan->items[i].as_left = rc == DT_OK &&
                                 strcmp(hex, r->told[i].sha256) == 0;
    }
    return rc;
}

int dt_plan_recognise(struct dt_plan *plan, struct dt_err *err)
{
    const size_t count = plan->corpus->source_count;
    struct recognising r = {
        .plan = plan, .doc = DT_JSON_DOC_INIT, .all_held = true};
    int rc = dt_digest_new(&r.digest, err);

    r.told = calloc(count + 1, sizeof *r.told);
    if (rc == DT_OK && !r.told)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu sources", count);
    if (rc == DT_OK)
        rc = read_kind(&r, DT_ARTICLES, err);
    if (rc == DT_OK && r.all_held)
        rc = read_kind(&r, DT_STATEMENTS, err);
    if (rc == DT_OK && r.all_held)
        rc = compare(&r, err);
    for (size_t i = 0; r.told && i < count; i++)
        forget(&r.told[i]);
    free(r.told);
    dt_json_doc_release(&r.doc);
    dt_digest_free(r.digest);
    return rc;
}
