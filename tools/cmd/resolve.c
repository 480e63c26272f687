#include "cmd/resolve.h"

#include <stdio.h>
#include <string.h>

#include "cmd/each_corpus.h"

enum { MOST_REDIRECTS = 32 };

struct resolving {
    const struct dt_resolve *how;
    struct dt_resolved *out;
    struct dt_str id;
    size_t begin; /* ids that begin so, in all corpora */
};

/* The first kind that has the id. */
static int find_kind(const struct dt_corpus *corpus,
                     const struct dt_resolve *how, struct dt_str id,
                     struct dt_resolved *out, struct dt_err *err)
{
    int rc = DT_OK;

    for (int kind = 0; rc == DT_OK && !out->found && kind < DT_FIND_KINDS;
         kind++) {
        if (how->kind != DT_FIND_KINDS && (int)how->kind != kind)
            continue;
        rc = dt_find_record(corpus, (enum dt_find_kind)kind, id, &out->line,
                            &out->found, err);
        out->kind = (enum dt_find_kind)kind;
    }
    return rc;
}

static int look_up(void *ctx, const struct dt_corpus *corpus,
                   struct dt_err *err)
{
    struct resolving *r = ctx;
    struct dt_resolved *out = r->out,
                       here = {.line = DT_BUF_INIT(DT_RECORD_MAX)};
    int rc = find_kind(corpus, r->how, r->id, &here, err);

    if (rc == DT_OK && here.found && out->found) {
        rc = DT_FAIL(err, DT_EUSAGE,
                     "%.*s: in %s and in %s (choose one with "
                     "--corpus)",
                     (int)r->id.len, r->id.ptr, out->corpus->name,
                     corpus->name);
    } else if (rc == DT_OK && here.found) {
        out->found = true;
        out->kind = here.kind;
        dt_buf_reset(&out->line);
        dt_buf_addstr(&out->line, dt_buf_str(&here.line));
        (void)snprintf(out->id, sizeof out->id, "%.*s", (int)r->id.len,
                       r->id.ptr);
        rc = dt_corpus_load(corpus->root, corpus->name, &out->corpus, err);
    }
    dt_buf_release(&here.line);
    return rc;
}

static int guess(void *ctx, const struct dt_corpus *corpus, struct dt_err *err)
{
    struct resolving *r = ctx;
    struct dt_find_guess g = {.begin = 0};
    int rc = dt_find_guess(corpus, r->how->kind, r->id, &g, err);

    if (rc < 0)
        return rc;
    r->begin += g.begin;
    if (g.begin == 1)
        memcpy(r->out->id, g.last, sizeof g.last);
    if (!r->out->hint.len)
        dt_find_hint(&g, &r->out->hint);
    return DT_OK;
}

static int by_beginning(struct resolving *r, struct dt_err *err)
{
    char whole[DT_FIND_ID];
    int rc = dt_each_corpus(r->how->corpus_name, guess, r, err);

    if (rc < 0 || r->begin != 1 || r->id.len < DT_FIND_SHORTEST)
        return rc;
    memcpy(whole, r->out->id, sizeof whole);
    r->id = DT_STR(whole);
    rc = dt_each_corpus(r->how->corpus_name, look_up, r, err);
    r->id = DT_STR(r->out->id);
    return rc;
}

/* What the redirect in line says: "", or the id to use now. */
static int read_redirect(struct dt_str line, char to[DT_FIND_ID],
                         char reason[DT_FIND_ID], struct dt_err *err)
{
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    struct dt_str id, why;
    int rc = dt_json_parse(&doc, line, err);

    to[0] = reason[0] = '\0';
    if (rc == DT_OK) {
        id = dt_json_plain(&doc, dt_json_get(&doc, DT_JSON_ROOT, "to"));
        why = dt_json_plain(&doc, dt_json_get(&doc, DT_JSON_ROOT, "reason"));
        if (!dt_str_is(id, "null"))
            (void)snprintf(to, DT_FIND_ID, "%.*s",
                           (int)(id.len < DT_FIND_ID ? id.len : 0), id.ptr);
        (void)snprintf(reason, DT_FIND_ID, "%.*s",
                       (int)(why.len < DT_FIND_ID ? why.len : 0), why.ptr);
    }
    dt_json_doc_release(&doc);
    return rc;
}

static void note_redirect(struct dt_resolved *out, const char *to,
                          const char *reason)
{
    dt_buf_addf(&out->notes, "%s was %s: see %s\n", out->id, reason, to);
}

/* Go where a redirect leads; a tombstone is shown itself. */
static int follow(const struct dt_resolve *how, struct dt_resolved *out,
                  bool *more, struct dt_err *err)
{
    struct dt_resolved next = {.line = DT_BUF_INIT(DT_RECORD_MAX)};
    char to[DT_FIND_ID], reason[DT_FIND_ID];
    int rc = read_redirect(dt_buf_str(&out->line), to, reason, err);

    *more = false;
    if (rc == DT_OK && to[0])
        rc = find_kind(out->corpus, how, DT_STR(to), &next, err);
    if (rc == DT_OK && next.found) {
        note_redirect(out, to, reason);
        memcpy(out->id, to, sizeof to);
        out->kind = next.kind;
        dt_buf_reset(&out->line);
        dt_buf_addstr(&out->line, dt_buf_str(&next.line));
        *more = next.kind == DT_FIND_REDIRECT;
    }
    dt_buf_release(&next.line);
    return rc;
}

/* A record can still be there though its id leads elsewhere by now. */
static int note_elsewhere(struct dt_resolved *out, struct dt_err *err)
{
    struct dt_buf line = DT_BUF_INIT(DT_RECORD_MAX);
    char to[DT_FIND_ID], reason[DT_FIND_ID];
    bool found;
    int rc = dt_find_record(out->corpus, DT_FIND_REDIRECT, DT_STR(out->id),
                            &line, &found, err);

    if (rc == DT_OK && found)
        rc = read_redirect(dt_buf_str(&line), to, reason, err);
    if (rc == DT_OK && found)
        note_redirect(out, to[0] ? to : "its redirect", reason);
    dt_buf_release(&line);
    return rc;
}

int dt_resolve(const struct dt_resolve *how, const char *id,
               struct dt_resolved *out, struct dt_err *err)
{
    struct resolving r = {how, out, DT_STR(id), 0};
    bool more;
    int rc;

    memset(out, 0, sizeof *out);
    out->line = DT_BUF_INIT(DT_RECORD_MAX);
    out->notes = DT_BUF_INIT(1024 * 1024);
    out->hint = DT_BUF_INIT(1024 * 1024);
    if (r.id.len == 0)
        return DT_FAIL(err, DT_EUSAGE, "an empty id (dictum help show)");
    if (r.id.len >= sizeof out->id)
        return DT_FAIL(err, DT_EUSAGE, "%.40s…: too long for an id", id);
    rc = dt_each_corpus(how->corpus_name, look_up, &r, err);
    if (rc == DT_OK && !out->found)
        rc = by_beginning(&r, err);
    if (rc == DT_OK && !out->found)
        (void)snprintf(out->id, sizeof out->id, "%s", id);
    more = out->found && out->kind == DT_FIND_REDIRECT && how->redirects &&
           how->kind == DT_FIND_KINDS;
    for (int i = 0; rc == DT_OK && more && i < MOST_REDIRECTS; i++)
        rc = follow(how, out, &more, err);
    if (rc == DT_OK && out->found && out->kind != DT_FIND_REDIRECT &&
        how->redirects && how->kind == DT_FIND_KINDS)
        rc = note_elsewhere(out, err);
    return rc;
}

void dt_resolved_release(struct dt_resolved *resolved)
{
    dt_corpus_free(resolved->corpus);
    dt_buf_release(&resolved->line);
    dt_buf_release(&resolved->notes);
    dt_buf_release(&resolved->hint);
}

enum dt_find_kind dt_resolve_kind(const char *name)
{
    return name ? dt_find_kind_from(name) : DT_FIND_KINDS;
}
