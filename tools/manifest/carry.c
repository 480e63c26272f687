/* The lines of the last build that are still good (plan.h). */
#include "manifest/plan.h"

#include <stdio.h>
#include <string.h>

#include "manifest/lines.h"
#include "manifest/taken.h"

enum { MOST_LEFT = 20 }; /* snapshots left of which each is told */

struct carry {
    struct dt_plan *plan;
    enum dt_records kind;
    struct dt_json_doc doc;
    uint32_t member[DT_RECORD_MEMBERS]; /* of doc */
    struct dt_digest *digest;
    struct dt_buf path;
    struct dt_taken taken; /* once a source was removed */
    size_t left; /* snapshots of removed sources, where git has them */
};

/* A text of the line, or none where it has null. */
static struct dt_str text_at(const struct carry *c, size_t token)
{
    return dt_json_type(&c->doc, token) == DT_JSON_STRING
               ? dt_json_plain(&c->doc, token)
               : (struct dt_str){NULL, 0};
}

static struct dt_str text_of(const struct carry *c, unsigned member)
{
    return text_at(c, c->member[member]);
}

static int keep_text(struct carry *c, unsigned member, const char **out,
                     struct dt_err *err)
{
    struct dt_str text;
    int rc = dt_json_string(&c->doc, c->member[member], &c->plan->arena, &text,
                            err);

    *out = NULL;
    if (rc == DT_OK && text.ptr) {
        *out = dt_arena_copy(&c->plan->arena, text);
        if (!*out)
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");
    }
    return rc;
}

static int mark_text(struct carry *c, unsigned member, uint64_t *out,
                     struct dt_err *err)
{
    struct dt_str text;
    int rc = dt_json_string(&c->doc, c->member[member], &c->plan->arena, &text,
                            err);

    *out = rc == DT_OK && text.ptr ? dt_copy_mark(text) : 0;
    return rc;
}

static void raw_digest(struct dt_str hex, unsigned char out[DT_DIGEST_SIZE])
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < DT_DIGEST_SIZE && 2 * i + 1 < hex.len; i++)
        out[i] = (unsigned char)((strchr(digits, hex.ptr[2 * i]) - digits)
                                     << 4 |
                                 (strchr(digits, hex.ptr[2 * i + 1]) - digits));
}

/* An article's line that is good: what the duplicates stage needs of it. */
static int keep_article(struct carry *c, size_t index, struct dt_err *err)
{
    struct dt_copy *copy = &c->plan->copies[index];
    struct dt_plan_item *item = &c->plan->items[index];
    size_t text = c->member[DT_ARTICLE_TEXT];
    int rc = keep_text(c, DT_ARTICLE_PUBLISHER, &copy->publisher, err);

    if (rc == DT_OK)
        rc = keep_text(c, DT_ARTICLE_PUBLISHED, &copy->published, err);
    if (rc == DT_OK)
        rc = keep_text(c, DT_ARTICLE_LANGUAGE, &copy->language, err);
    if (rc == DT_OK)
        rc = keep_text(c, DT_ARTICLE_SYNDICATED_FROM, &copy->syndicated_from,
                       err);
    if (rc == DT_OK)
        rc = keep_text(c, DT_ARTICLE_MEDIA_TYPE, &item->media_type, err);
    if (rc == DT_OK)
        rc = keep_text(c, DT_ARTICLE_DUPLICATE_OF, &item->copy_of, err);
    if (rc == DT_OK)
        rc = mark_text(c, DT_ARTICLE_TITLE, &copy->title, err);
    if (rc == DT_OK)
        rc = mark_text(c, DT_ARTICLE_URL, &copy->url, err);
    copy->bytes = (uint64_t)dt_json_int64(&c->doc,
                                          dt_json_get(&c->doc, text, "bytes"));
    raw_digest(text_at(c, dt_json_get(&c->doc, text, "fold_sha256")),
               copy->fold);
    raw_digest(text_at(c, dt_json_get(&c->doc, text, "sha256")),
               item->made.text_sha256);
    return rc;
}

/* Whether a line of a source may be used again; its article's comes first. */
static bool usable(const struct carry *c, size_t index)
{
    enum dt_plan_state state = c->plan->items[index].state;

    return state == DT_PLAN_UNCHANGED || state == DT_PLAN_CARRIED;
}

/* The line of a source as it is: a trusted file's can stay where it lies. */
static int keep_line(struct carry *c, struct dt_spool *spool, size_t source,
                     const struct dt_lines *lines, struct dt_str line,
                     struct dt_err *err)
{
    const struct dt_str id = dt_record_key(c->kind, &c->doc, c->member).part[0];

    if (c->plan->trusted && !c->plan->resharded)
        return dt_spool_keep(spool, source, id, dt_spool_place(lines, line),
                             err);
    return dt_spool_add_of(spool, source, id, line, err);
}

static int drop_text_of(struct carry *c, const struct dt_corpus *corpus,
                        struct dt_str id, struct dt_err *err)
{
    int rc;

    dt_buf_reset(&c->path);
    dt_make_text_path(corpus, id, &c->path);
    rc = dt_buf_check(&c->path, "a path", err);
    return rc < 0 ? rc : dt_stage_drop(c->plan->make.stage, c->path.ptr, err);
}

/* The build before may have had the texts in the other folder. */
static int drop_text(struct carry *c, struct dt_str id, struct dt_err *err)
{
    const struct dt_corpus elsewhere = dt_make_elsewhere(c->plan->corpus);
    int rc;

    /* A manifest may hold anything; only a slug can be a file of ours. */
    if (!dt_source_is_slug(id))
        return DT_OK;
    rc = drop_text_of(c, c->plan->corpus, id, err);
    return rc < 0 ? rc : drop_text_of(c, &elsewhere, id, err);
}

/* A snapshot is the curator's, who is told where that of no source lies. */
static int note_left(struct carry *c, struct dt_str id, struct dt_err *err)
{
    const struct dt_plan *p = c->plan;
    const struct dt_build_report *r = p->report;
    const struct dt_str sha256 = text_of(c, DT_ARTICLE_SNAPSHOT);
    const struct dt_held *held;
    char hex[DT_DIGEST_HEX_SIZE], line[512];

    if (!r->note || r->only_problems || p->options->dry ||
        !p->corpus->source_count || sha256.len != sizeof hex - 1)
        return DT_OK;
    if (!c->taken.of_source && dt_taken_init(&c->taken, p->corpus, err) < 0)
        return err->code;
    memcpy(hex, sha256.ptr, sha256.len);
    hex[sha256.len] = '\0';
    held = dt_snapshots_find(p->snapshots, hex);
    if (!held || !dt_plan_tracked(p, held->path) ||
        dt_taken_near(&c->taken, hex, 0) || ++c->left > MOST_LEFT)
        return DT_OK;
    (void)snprintf(line, sizeof line,
                   "%.*s: its source is gone, and its snapshot is still where "
                   "git tracks it (move %.200s to .dictum/snapshots/)",
                   (int)(id.len < 200 ? id.len : 200), id.ptr, held->path);
    dt_err_make_printable(line);
    r->note(r->ctx, line);
    return DT_OK;
}

static void note_more_left(const struct carry *c)
{
    const struct dt_build_report *r = c->plan->report;
    char line[128];

    if (c->left <= MOST_LEFT)
        return;
    (void)snprintf(line, sizeof line,
                   "and %zu more whose source is gone and whose snapshot is "
                   "still where git tracks it",
                   c->left - MOST_LEFT);
    r->note(r->ctx, line);
}

static int take_article(struct carry *c, const struct dt_lines *lines,
                        struct dt_str line, struct dt_err *err)
{
    struct dt_str id = text_of(c, DT_ARTICLE_ID);
    size_t index = dt_plan_find(c->plan, id);
    struct dt_plan_item *item;
    int rc;

    if (index == SIZE_MAX) {
        c->plan->report->removed++;
        rc = note_left(c, id, err);
        return rc < 0 ? rc : drop_text(c, id, err);
    }
    item = &c->plan->items[index];
    c->plan->make.utterances->before[index] = dt_utterances_stamp(
        text_at(c, dt_json_get(&c->doc, c->member[DT_ARTICLE_TEXT], "sha256")),
        text_of(c, DT_ARTICLE_PUBLISHED), text_of(c, DT_ARTICLE_DUPLICATE_OF),
        text_of(c, DT_ARTICLE_LANGUAGE));
    if (item->state == DT_PLAN_MISSING &&
        c->plan->corpus->sources[index].snapshot &&
        dt_str_is(text_of(c, DT_ARTICLE_SNAPSHOT),
                  c->plan->corpus->sources[index].snapshot))
        item->state = DT_PLAN_CARRIED;
    if (!usable(c, index))
        return DT_OK;
    rc = keep_article(c, index, err);
    return rc < 0
               ? rc
               : keep_line(c, c->plan->make.articles, index, lines, line, err);
}

static int take_statement(struct carry *c, const struct dt_lines *lines,
                          struct dt_str line, struct dt_err *err)
{
    size_t index = dt_plan_find(c->plan, text_of(c, DT_STATEMENT_ARTICLE));
    bool taken = index != SIZE_MAX && usable(c, index);
    const struct dt_carried how = {taken,
                                   taken && c->plan->items[index].as_left,
                                   c->plan->report->not_held > 0};
    struct dt_str against = text_at(
        c, dt_json_get(&c->doc, c->member[DT_STATEMENT_FIDELITY], "against"));
    int rc = dt_utterances_carry(
        c->plan->make.utterances, index, &c->doc, c->member,
        against.ptr ? dt_plan_find(c->plan, against) : SIZE_MAX, how, err);

    return rc < 0 || !taken ? rc
                            : keep_line(c, c->plan->make.statements, index,
                                        lines, line, err);
}

/*
 * What the server said of a snapshot is known where its WARC file is, and
 * elsewhere from the line that was made there of the same record.
 */
static int keep_http(struct carry *c, size_t index, struct dt_err *err)
{
    const struct dt_source *s = &c->plan->corpus->sources[index];
    size_t http = c->member[DT_SNAPSHOT_HTTP];

    if (!s->warc || !s->snapshot ||
        !dt_str_is(text_of(c, DT_SNAPSHOT_WARC), s->warc) ||
        !dt_str_is(text_of(c, DT_SNAPSHOT_ID), s->snapshot) ||
        dt_json_type(&c->doc, http) != DT_JSON_OBJECT)
        return DT_OK;
    c->plan->items[index].http = dt_arena_copy(&c->plan->arena,
                                               dt_json_bytes(&c->doc, http));
    return c->plan->items[index].http
               ? DT_OK
               : DT_FAIL(err, DT_EINTERNAL, "out of memory");
}

/* Whether a member is a text, or null; one with escapes is not looked into. */
static bool says(const struct carry *c, enum dt_snapshot_member member,
                 const char *text)
{
    const struct dt_str said = text_of(c, member);

    return text ? dt_str_is(said, text) &&
                      !c->doc.tokens[c->member[member]].escaped
                : !said.ptr;
}

/* Whether the line of a snapshot that is held would be made so again. */
static bool is_as_made(const struct carry *c, size_t index)
{
    const struct dt_plan *p = c->plan;
    const struct dt_source *s = &p->corpus->sources[index];
    const struct dt_plan_item *item = &p->items[index];
    const int64_t bytes = dt_json_int64(&c->doc, c->member[DT_SNAPSHOT_BYTES]);

    return p->trusted && !p->resharded && item->state == DT_PLAN_UNCHANGED &&
           (uint64_t)bytes == item->snapshot_bytes && item->media_type &&
           says(c, DT_SNAPSHOT_FILE, dt_plan_tracked(p, item->held->path)) &&
           says(c, DT_SNAPSHOT_ID, s->snapshot) &&
           says(c, DT_SNAPSHOT_MEDIA_TYPE, item->media_type) &&
           says(c, DT_SNAPSHOT_RETRIEVED, s->retrieved) &&
           says(c, DT_SNAPSHOT_URL, s->url) &&
           says(c, DT_SNAPSHOT_WARC, s->warc) && (!s->warc || item->http);
}

/* What is not held is taken over, of the others what is as it was. */
static int take_snapshot(struct carry *c, const struct dt_lines *lines,
                         struct dt_str line, struct dt_err *err)
{
    size_t index = dt_plan_find(c->plan, text_of(c, DT_SNAPSHOT_SOURCE));

    if (index == SIZE_MAX)
        return DT_OK;
    if (c->plan->items[index].state == DT_PLAN_CARRIED)
        return keep_line(c, c->plan->snapshot_lines, index, lines, line, err);
    if (keep_http(c, index, err) < 0)
        return err->code;
    if (is_as_made(c, index))
        c->plan->items[index].snapshot_line = dt_spool_place(lines, line);
    return DT_OK;
}

static int take(void *ctx, const struct dt_lines *lines, struct dt_str line,
                struct dt_err *err)
{
    struct carry *c = ctx;
    struct dt_err inner;
    int rc = dt_record_read(c->kind, line, &c->doc, c->member, &inner);

    /* The seals of our own lines that nobody touched are not checked again. */
    if (rc == DT_OK && !c->plan->trusted)
        rc = dt_record_check_seal(c->kind, &c->doc, c->member, c->digest,
                                  &inner);
    if (rc < 0) {
        /* What can be made again need not be good. */
        if (c->plan->report->not_held == 0)
            return DT_OK;
        return dt_lines_damaged(lines, rc, &inner, err);
    }
    if (c->kind == DT_ARTICLES)
        return take_article(c, lines, line, err);
    if (c->kind == DT_STATEMENTS)
        return take_statement(c, lines, line, err);
    return take_snapshot(c, lines, line, err);
}

static int carry_kind(struct carry *c, enum dt_records kind, struct dt_err *err)
{
    int rc;

    c->kind = kind;
    rc = dt_lines_records(c->plan->corpus, kind, take, c, err);
    /* As a line that is damaged, one that is cut short can be made again. */
    return rc == DT_EFORMAT && c->plan->report->not_held == 0 ? DT_OK : rc;
}

int dt_plan_carry(struct dt_plan *plan, struct dt_err *err)
{
    struct carry c = {
        .plan = plan, .doc = DT_JSON_DOC_INIT, .path = DT_BUF_INIT(4096)};
    uint32_t shards = plan->corpus->shards;
    int rc = dt_digest_new(&c.digest, err);

    if (rc == DT_OK)
        rc = dt_lines_shards(plan->corpus, DT_STATEMENTS, &shards, err);
    plan->resharded = shards != plan->corpus->shards;
    if (rc == DT_OK)
        rc = carry_kind(&c, DT_ARTICLES, err);
    note_more_left(&c);
    if (rc == DT_OK)
        rc = carry_kind(&c, DT_STATEMENTS, err);
    if (rc == DT_OK)
        rc = carry_kind(&c, DT_SNAPSHOTS, err);
    dt_json_doc_release(&c.doc);
    dt_digest_free(c.digest);
    dt_buf_release(&c.path);
    dt_taken_release(&c.taken);
    return rc;
}
