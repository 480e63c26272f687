#include "release/continuity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "manifest/lines.h"
#include "release/lines_at.h"

enum { LONGEST = 4096, SHOWN = 3 };

#define IDS_MAX ((size_t)8 << 30)

struct ids {
    struct dt_buf pool; /* NUL-terminated, one after the other */
    const char **sorted;
    size_t count;
    struct dt_json_doc doc;
};

struct gone {
    struct ids *now;
    size_t count;
    struct dt_buf names; /* the first SHOWN */
    char first[128];
    dt_note_fn note; /* or NULL */
    void *ctx;
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

static int keep_id(void *ctx, const struct dt_lines *lines, struct dt_str line,
                   struct dt_err *err)
{
    struct ids *ids = ctx;
    struct dt_str id = {NULL, 0};
    int rc = id_of(&ids->doc, line, &id, err);

    (void)lines;
    if (rc < 0)
        return rc;
    dt_buf_addstr(&ids->pool, id);
    dt_buf_addc(&ids->pool, '\0');
    ids->count++;
    return dt_buf_check(&ids->pool, "the ids", err);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int sort_ids(struct ids *ids, struct dt_err *err)
{
    const char *at = ids->pool.ptr;

    ids->sorted = calloc(ids->count + 1, sizeof *ids->sorted);
    if (!ids->sorted)
        return DT_FAIL(err, DT_EINTERNAL, "the ids: out of memory");
    for (size_t i = 0; i < ids->count; i++) {
        ids->sorted[i] = at;
        at += strlen(at) + 1;
    }
    if (ids->count)
        qsort(ids->sorted, ids->count, sizeof *ids->sorted, by_bytes);
    return DT_OK;
}

static int look_for(void *ctx, const struct dt_lines *lines, struct dt_str line,
                    struct dt_err *err)
{
    struct gone *gone = ctx;
    struct ids *now = gone->now;
    struct dt_str id = {NULL, 0};
    char name[sizeof gone->first];
    const char *wanted = name;
    int rc = id_of(&now->doc, line, &id, err);

    (void)lines;
    if (rc < 0)
        return rc;
    if (id.len >= sizeof name)
        return DT_FAIL(err, DT_EFORMAT, "an id of %zu bytes", id.len);
    memcpy(name, id.ptr, id.len);
    name[id.len] = '\0';
    if (now->count && bsearch(&wanted, now->sorted, now->count,
                              sizeof *now->sorted, by_bytes))
        return DT_OK;
    if (gone->count == 0)
        memcpy(gone->first, name, id.len + 1);
    if (gone->count < SHOWN)
        dt_buf_addf(&gone->names, "%s%s", gone->count ? ", " : "", name);
    gone->count++;
    if (gone->note) {
        char entry[sizeof name + 64];

        (void)snprintf(entry, sizeof entry,
                       "  - {id: %s, to: null, reason: removed, note: WHY}",
                       name);
        gone->note(gone->ctx, entry);
    }
    return DT_OK;
}

int dt_continuity_check(const struct dt_corpus *corpus, struct dt_repo *repo,
                        const char *at, const struct dt_release *last,
                        dt_note_fn note, void *ctx, struct dt_err *err)
{
    static const enum dt_records kinds[] = {DT_ARTICLES, DT_STATEMENTS,
                                            DT_REDIRECTS};
    struct ids now = {DT_BUF_INIT(IDS_MAX), NULL, 0, DT_JSON_DOC_INIT};
    struct gone gone = {&now, 0, DT_BUF_INIT(LONGEST), "", note, ctx};
    int rc = DT_OK;

    for (int i = 0; rc == DT_OK && i < 3; i++)
        rc = dt_lines_now(repo, at, corpus, kinds[i], keep_id, &now, err);
    if (rc == DT_OK)
        rc = sort_ids(&now, err);
    for (int i = 0; rc == DT_OK && i < 2; i++)
        rc = dt_lines_at(repo, last->commit, corpus->name, kinds[i], look_for,
                         &gone, err);
    if (rc == DT_OK && gone.count)
        rc = DT_FAIL(err, DT_EUSAGE,
                     "%s: ids of release %s are gone and nowhere redirected: "
                     "%zu, first %s (in sources.yaml, under redirects: "
                     "- {id: %s, to: null, reason: removed, note: WHY})",
                     corpus->name, last->version, gone.count, gone.names.ptr,
                     gone.first);
    dt_buf_release(&gone.names);
    dt_buf_release(&now.pool);
    free(now.sorted);
    dt_json_doc_release(&now.doc);
    return rc;
}
