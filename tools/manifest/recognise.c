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
    uint32_t member[DT_RECORD_MEMBERS];
    struct dt_digest *digest;
    bool all_held; /* of those that have records */
};

int dt_plan_leave(const struct dt_plan *plan, size_t source, struct dt_str line,
                  struct dt_line_maker *scratch, struct dt_err *err)
{
    struct dt_plan_item *item = &plan->items[source];
    struct dt_str seal;
    int rc = dt_record_read(DT_ARTICLES, line, &scratch->doc, scratch->member,
                            err);

    if (rc < 0)
        return rc;
    seal = dt_json_plain(&scratch->doc, scratch->member[DT_ARTICLE_SEAL]);
    item->stands = false;
    memset(item->mark.seal, 0, sizeof item->mark.seal);
    memcpy(item->mark.seal, seal.ptr, seal.len);
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
    const size_t source =
        dt_plan_find(r->plan, dt_json_plain(doc, r->member[DT_ARTICLE_ID]));
    const struct dt_str sha256 = dt_json_plain(
        doc, dt_json_get(doc, r->member[DT_ARTICLE_STATEMENTS], "sha256"));
    const struct dt_str seal = dt_json_plain(doc, r->member[DT_ARTICLE_SEAL]);
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
    if (!item->has_mark || !dt_str_is(seal, item->mark.seal))
        return DT_OK;
    memcpy(told->sha256, sha256.ptr, sha256.len);
    return dt_digest_new(&told->lines, err);
}

static int take_statement(struct recognising *r, struct dt_str line,
                          struct dt_err *err)
{
    const size_t source = dt_plan_find(
        r->plan, dt_json_plain(&r->doc, r->member[DT_STATEMENT_ARTICLE]));
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
    if (dt_record_read(r->kind, line, &r->doc, r->member, &ignored) < 0 ||
        dt_record_check_seal(r->kind, &r->doc, r->member, r->digest, &ignored) <
            0)
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
