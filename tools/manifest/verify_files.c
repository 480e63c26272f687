#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "base/pool.h"
#include "base/progress.h"
#include "manifest/stray.h"
#include "manifest/verify_parts.h"
#include "snapshot/snapshot.h"

enum { MOST_PATH = 4096 };

static int list(struct dt_verification *v, const char *folder, const char *what,
                struct dt_file_names *out, struct dt_err *err)
{
    char dir[MOST_PATH];

    (void)snprintf(dir, sizeof dir, "%s/%s%s%s", folder, v->corpus->name,
                   *what ? "/" : "", what);
    return dt_tree_list(v->tree, dir, out, err);
}

/* Where the texts lie: tracked, or in the store of this machine. */
static const char *text_folder(const struct dt_verification *v)
{
    return v->corpus->texts_in_store ? ".dictum/texts" : "corpus";
}

static int check_text(struct dt_verification *v, unsigned worker,
                      const char *name, char told[512], struct dt_err *err)
{
    struct dt_buf *bytes = &v->bytes[worker];
    struct dt_str id = DT_STR(name);
    const struct dt_source *source;
    char path[MOST_PATH], hex[DT_DIGEST_HEX_SIZE];
    bool found;
    int rc;

    (void)snprintf(path, sizeof path, "%s/%s%s/%s", text_folder(v),
                   v->corpus->name,
                   v->corpus->texts_in_store ? "" : "/articles", name);
    if (strcmp(name, ".gitkeep") == 0)
        return DT_OK;
    if (dt_str_ends(id, DT_STR(".txt")))
        id.len -= 4;
    source = dt_corpus_source(v->corpus, id);
    if (id.len == strlen(name) || !source) {
        (void)snprintf(told, 512, "%.300s: belongs to no article (remove it)",
                       path);
        return DT_OK;
    }
    if (v->options->share && !source->withheld)
        return DT_OK;
    rc = dt_tree_read(v->tree, path, bytes, &found, err);
    if (rc == DT_OK)
        rc = dt_digest_bytes(v->digests[worker], bytes->ptr, bytes->len, hex,
                             err);
    if (rc == DT_OK && v->articles_good)
        rc = dt_facts_check_text(v->facts, id, dt_buf_str(bytes), hex,
                                 v->digests[worker], err);
    if (rc == DT_OK)
        rc = dt_article_check_text(dt_buf_str(bytes), err);
    if (rc == DT_EFORMAT || rc == DT_EMISMATCH) {
        (void)snprintf(told, 512, "%.150s: %.200s (run dictum build %.60s)",
                       path, err->msg, v->corpus->name);
        return DT_OK;
    }
    if (rc == DT_EIO) {
        (void)snprintf(told, 512, "%.500s", err->msg);
        return DT_OK;
    }
    return rc;
}

/* A snapshot's file against its name, the sources and its record. */
static int judge_snapshot(struct dt_verification *v, const char *name,
                          const struct dt_buf *bytes, const char *hex,
                          struct dt_err *err)
{
    const struct dt_taken_item *item = dt_taken_find(&v->taken, name);

    if (memcmp(hex, name, DT_DIGEST_HEX_SIZE - 1) != 0)
        return DT_FAIL(err, DT_EMISMATCH,
                       "has the SHA-256 %s (restore it with git checkout)",
                       hex);
    /* What a source was before it changed may stay; status tells of it. */
    if (!item)
        return DT_OK;
    if (item->withheld)
        return DT_FAIL(err, DT_EMISMATCH,
                       "holds the text of %s, which is withheld (move it to "
                       ".dictum/snapshots/)",
                       item->source);
    if (item->recorded && item->bytes != bytes->len)
        return DT_FAIL(err, DT_EMISMATCH,
                       "%zu bytes, and its record says %" PRIu64
                       " (run dictum build %s)",
                       bytes->len, item->bytes, v->corpus->name);
    return DT_OK;
}

static int check_snapshot(struct dt_verification *v, unsigned worker,
                          const char *name, char told[512], struct dt_err *err)
{
    struct dt_buf *bytes = &v->bytes[worker];
    char path[MOST_PATH], hex[DT_DIGEST_HEX_SIZE];
    bool found;
    int rc;

    (void)snprintf(path, sizeof path, "corpus/%s/snapshots/%s", v->corpus->name,
                   name);
    if (strcmp(name, ".gitkeep") == 0)
        return DT_OK;
    if (!dt_digest_is_hex((struct dt_str){name, strcspn(name, ".")})) {
        (void)snprintf(told, 512,
                       "%.300s: is not named by a SHA-256 (remove "
                       "it, or dictum add it)",
                       path);
        return DT_OK;
    }
    rc = dt_tree_read(v->tree, path, bytes, &found, err);
    if (rc == DT_OK)
        rc = dt_digest_bytes(v->digests[worker], bytes->ptr, bytes->len, hex,
                             err);
    if (rc == DT_OK)
        rc = judge_snapshot(v, name, bytes, hex, err);
    if (rc == DT_EMISMATCH)
        (void)snprintf(told, 512, "%.250s: %.250s", path, err->msg);
    else if (rc == DT_EIO || rc == DT_EFORMAT)
        (void)snprintf(told, 512, "%.500s", err->msg);
    return rc == DT_EINTERNAL ? rc : DT_OK;
}

static int check_one(void *ctx, unsigned worker, size_t index,
                     struct dt_err *err)
{
    struct dt_verification *v = ctx;
    char *told = v->problems[index];

    dt_progress_add(1);
    if (index < v->texts.count)
        return check_text(v, worker, v->texts.names[index], told, err);
    return check_snapshot(v, worker, v->snapshots.names[index - v->texts.count],
                          told, err);
}

/* Which recorded snapshots have their bytes here. */
static void count_held(struct dt_verification *v)
{
    for (size_t i = 0; i < v->snapshots.count; i++) {
        struct dt_taken_item *item = NULL;

        if (strlen(v->snapshots.names[i]) >= DT_DIGEST_HEX_SIZE - 1)
            item = dt_taken_find(&v->taken, v->snapshots.names[i]);
        if (item)
            item->held = true;
    }
    for (size_t i = 0; i < v->corpus->source_count; i++) {
        const struct dt_source *s = &v->corpus->sources[i];

        if (s->snapshot && dt_taken_find(&v->taken, s->snapshot)->held)
            v->report->snapshots_held++;
        else
            v->report->snapshots_not_held++;
        v->report->withheld += s->withheld;
    }
}

int dt_verify_files(struct dt_verification *v, struct dt_err *err)
{
    size_t count;
    const char *missing;
    int rc = list(v, text_folder(v),
                  v->corpus->texts_in_store ? "" : "articles", &v->texts, err);

    if (rc == DT_OK)
        rc = list(v, "corpus", "snapshots", &v->snapshots, err);
    if (rc < 0)
        return dt_verify_tell(v, rc, err);
    count = v->texts.count + v->snapshots.count;
    v->problems = calloc(count ? count : 1, sizeof *v->problems);
    if (!v->problems)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu files", count);
    dt_progress_start("files", count);
    rc = dt_pool_run(v->options->jobs, count, check_one, v, err);
    dt_progress_end();
    for (size_t i = 0; rc == DT_OK && i < count; i++)
        if (v->problems[i][0])
            dt_verify_problem(v, "%s", v->problems[i]);
    /* Texts in the store are of no commit. */
    missing = v->articles_good && !v->options->share &&
                      !(v->corpus->texts_in_store && dt_tree_commit(v->tree))
                  ? dt_facts_missing(v->facts)
                  : NULL;
    if (rc == DT_OK && missing)
        dt_verify_problem(
            v,
            "%s/%s%s/%s.txt: is missing, with %zu of %zu texts there "
            "(run dictum build %s)",
            text_folder(v), v->corpus->name,
            v->corpus->texts_in_store ? "" : "/articles", missing,
            dt_facts_seen(v->facts), dt_facts_open(v->facts), v->corpus->name);
    v->report->texts = dt_facts_seen(v->facts);
    count_held(v);
    return rc;
}

static int check_extra(struct dt_verification *v, const char *folder,
                       const char *const *known, struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0};
    int rc = list(v, folder, "", &names, err);

    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        size_t k = 0;

        while (known[k] && strcmp(known[k], names.names[i]) != 0)
            k++;
        if (!known[k])
            dt_verify_problem(
                v, "%s/%s/%s: does not belong in a corpus (remove it)", folder,
                v->corpus->name, names.names[i]);
    }
    dt_file_names_release(&names);
    return dt_verify_tell(v, rc, err);
}

static int tell_stray(void *ctx, const char *path, struct dt_err *err)
{
    struct dt_verification *v = ctx;

    (void)err;
    dt_verify_problem(
        v, "%s: with shards: %u no record lies here (run dictum build %s)",
        path, v->corpus->shards, v->corpus->name);
    return DT_OK;
}

int dt_verify_layout(struct dt_verification *v, struct dt_err *err)
{
    static const char *const corpus[] = {
        ".gitkeep",    "articles/",  "corpus.yaml",  "decisions.yaml",
        "people.yaml", "snapshots/", "sources.yaml", "statements.jsonl",
        "statements/", NULL};
    static const char *const manifests[] = {
        ".gitkeep",        "articles.jsonl",  "articles/",  "duplicates.jsonl",
        "duplicates/",     "redirects.jsonl", "redirects/", "releases.jsonl",
        "snapshots.jsonl", "snapshots/",      NULL};
    int rc = check_extra(v, "corpus", corpus, err);

    if (rc == DT_OK)
        rc = check_extra(v, "manifests", manifests, err);
    return rc < 0 ? rc : dt_strays(v->tree, v->corpus, tell_stray, v, err);
}
