/* What statements say of two texts, against both (verify_parts.h). */
#include <stdio.h>

#include "manifest/held.h"
#include "manifest/verify_parts.h"
#include "snapshot/snapshot.h"

/* The statements that were held, with the two texts of each at hand. */
struct pass {
    struct dt_verification *v;
    struct dt_json_doc doc;
    struct dt_digest *digest;
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

/* Tell of a line, by the file that it came from. */
static int tell(struct pass *p, uint64_t number, const char *what,
                struct dt_err *err)
{
    const struct dt_corpus here = {.root = (char[]){"."},
                                   .name = p->v->corpus->name,
                                   .shards = p->v->corpus->shards};
    struct dt_str id = dt_json_plain(&p->doc,
                                     dt_json_get(&p->doc, DT_JSON_ROOT, "id"));
    struct dt_buf path = DT_BUF_INIT(4096);
    uint32_t shard;
    int rc = dt_records_shard(&here, DT_STATEMENTS, id, p->digest, &shard, err);

    if (rc == DT_OK) {
        dt_records_shard_path(&here, DT_STATEMENTS, shard, &path);
        rc = dt_buf_check(&path, "a path", err);
    }
    if (rc == DT_OK)
        dt_verify_problem(p->v, "%s:%llu: %.300s (run dictum build %s)",
                          path.ptr, (unsigned long long)number, what,
                          p->v->corpus->name);
    dt_buf_release(&path);
    return rc;
}

/*
 * Who said the words there is who is quoted; what was found elsewhere somebody
 * else said, or the same person on another day.
 */
static bool is_said_so(const struct pass *p)
{
    const struct dt_json_doc *line = &p->doc;
    const size_t place = dt_facts_place(p->v->facts, dt_held_against(line),
                                        SIZE_MAX);
    const size_t member = dt_json_get(line, DT_JSON_ROOT, "speaker");
    const struct dt_str id = dt_json_type(line, member) == DT_JSON_STRING
                                 ? dt_json_plain(line, member)
                                 : (struct dt_str){NULL, 0};
    const uint32_t speaker = dt_verify_voice(p->v, id);
    bool elsewhere;
    uint32_t byte;

    for (size_t at = 0; dt_held_next(line, &at, &byte, &elsewhere);)
        if (place == SIZE_MAX || (!elsewhere && !speaker) ||
            !dt_facts_says(p->v->facts, place, byte, elsewhere ? 0 : speaker))
            return false;
    return true;
}

static int check_line(struct pass *p, uint64_t number, struct dt_str line,
                      struct dt_err *err)
{
    struct dt_err inner;
    bool here = false, both = false;
    int rc = dt_json_parse(&p->doc, line, err);

    if (rc == DT_OK)
        rc = load(p,
                  dt_json_plain(&p->doc,
                                dt_json_get(&p->doc, DT_JSON_ROOT, "article")),
                  p->quote_id, &p->quote, &here, err);
    if (rc == DT_OK && here)
        rc = load(p, dt_held_against(&p->doc), p->source_id, &p->source, &both,
                  err);
    if (rc < 0)
        return rc;
    if (here)
        rc = both ? dt_held_words(&p->doc, dt_buf_str(&p->quote),
                                  dt_buf_str(&p->source), &inner)
                  : dt_held_quotation(&p->doc, dt_buf_str(&p->quote), &inner);
    if (rc == DT_OK && !is_said_so(p))
        rc = DT_FAIL(&inner, DT_EMISMATCH,
                     "its fidelity names words that others said, or that "
                     "nobody is known to have said");
    if (rc == DT_EMISMATCH)
        return tell(p, number, inner.msg, err);
    if (rc < 0)
        *err = inner;
    return rc;
}

int dt_verify_held(struct dt_verification *v, struct dt_err *err)
{
    struct pass p = {.v = v,
                     .doc = DT_JSON_DOC_INIT,
                     .quote = DT_BUF_INIT(DT_SNAPSHOT_MAX),
                     .source = DT_BUF_INIT(DT_SNAPSHOT_MAX)};
    struct dt_str line;
    uint64_t number;
    size_t at = 0;
    int rc = dt_digest_new(&p.digest, err);

    while (rc == DT_OK && dt_facts_next_held(v->facts, &at, &number, &line))
        rc = check_line(&p, number, line, err);
    dt_json_doc_release(&p.doc);
    dt_digest_free(p.digest);
    dt_buf_release(&p.quote);
    dt_buf_release(&p.source);
    return rc;
}
