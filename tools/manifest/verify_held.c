#include <stdio.h>
#include <string.h>

#include "manifest/held.h"
#include "manifest/lines.h"
#include "manifest/verify_parts.h"
#include "snapshot/snapshot.h"

/* One pass over the statements, with the two texts of each at hand. */
struct pass {
    struct dt_verification *v;
    struct dt_json_doc doc;
    struct dt_lines lines;
    struct dt_buf quote, source; /* texts, and whose they are: */
    char quote_id[DT_VERIFY_ID], source_id[DT_VERIFY_ID];
};

/* Have buf hold the text of an article; *found false: it is not here. */
static int load(struct pass *p, struct dt_str id, char held[DT_VERIFY_ID],
                struct dt_buf *buf, bool *found, struct dt_err *err)
{
    const struct dt_source *s = dt_corpus_source(p->v->corpus, id);
    char name[DT_VERIFY_ID + 4], path[4096];
    int rc;

    *found = s && !s->withheld && id.len < DT_VERIFY_ID;
    if (!*found || dt_str_is(id, held))
        return DT_OK;
    held[0] = '\0';
    (void)snprintf(name, sizeof name, "%s.txt", s->id);
    rc = dt_tree_read_in(&p->v->text_folder, name, path, buf, found, err);
    if (rc == DT_OK && *found)
        (void)snprintf(held, DT_VERIFY_ID, "%s", s->id);
    return rc;
}

static int check_line(void *ctx, const struct dt_lines *lines,
                      struct dt_str line, struct dt_err *err)
{
    static const char found_so[] = "\"fidelity\":{\"against\":\"";
    struct pass *p = ctx;
    struct dt_str article;
    struct dt_err inner;
    bool here = false;
    int rc;

    if (dt_str_find(line, DT_STR(found_so), 0) == SIZE_MAX)
        return DT_OK;
    rc = dt_json_parse(&p->doc, line, err);
    if (rc < 0)
        return rc;
    article = dt_json_plain(&p->doc,
                            dt_json_get(&p->doc, DT_JSON_ROOT, "article"));
    rc = load(p, article, p->quote_id, &p->quote, &here, err);
    if (rc == DT_OK && here)
        rc = load(p, dt_held_against(&p->doc), p->source_id, &p->source, &here,
                  err);
    if (rc < 0 || !here)
        return rc;
    rc = dt_held_words(&p->doc, dt_buf_str(&p->quote), dt_buf_str(&p->source),
                       &inner);
    if (rc == DT_EMISMATCH) {
        dt_verify_problem(p->v, "%s:%llu: %.300s (run dictum build %s)",
                          lines->name, (unsigned long long)lines->number,
                          inner.msg, p->v->corpus->name);
        return DT_OK;
    }
    if (rc < 0)
        *err = inner;
    return rc;
}

static int push(void *ctx, const void *data, size_t len, struct dt_err *err)
{
    struct pass *p = ctx;

    return dt_lines_push(&p->lines, data, len, check_line, p, err);
}

int dt_verify_held(struct dt_verification *v, struct dt_err *err)
{
    const struct dt_corpus here = {.root = (char[]){"."},
                                   .name = v->corpus->name,
                                   .shards = v->corpus->shards};
    struct pass p = {.v = v,
                     .doc = DT_JSON_DOC_INIT,
                     .quote = DT_BUF_INIT(DT_SNAPSHOT_MAX),
                     .source = DT_BUF_INIT(DT_SNAPSHOT_MAX)};
    struct dt_buf path = DT_BUF_INIT(4096);
    int rc = DT_OK;

    for (uint32_t shard = 0; rc == DT_OK && shard < v->corpus->shards;
         shard++) {
        bool found;

        dt_buf_reset(&path);
        dt_records_shard_path(&here, DT_STATEMENTS, shard, &path);
        rc = dt_buf_check(&path, "a path", err);
        if (rc < 0)
            break;
        dt_lines_init(&p.lines, path.ptr);
        rc = dt_tree_stream(v->tree, path.ptr, push, &p, &found, err);
        dt_lines_release(&p.lines);
    }
    dt_json_doc_release(&p.doc);
    dt_buf_release(&p.quote);
    dt_buf_release(&p.source);
    dt_buf_release(&path);
    return rc;
}
