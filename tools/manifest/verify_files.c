/* Texts and snapshots against the records (verify_parts.h). */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "base/pool.h"
#include "base/progress.h"
#include "manifest/stray.h"
#include "manifest/tracked.h"
#include "manifest/verify_links.h"
#include "manifest/verify_parts.h"

enum { MOST_PATH = 4096, MOST_TOLD = 20 };

/* Where the texts lie: in the store of this machine, or tracked. */
static void text_folder(const struct dt_verification *v, bool in_store,
                        char out[MOST_PATH])
{
    (void)snprintf(out, MOST_PATH,
                   in_store ? ".dictum/texts/%s" : "corpus/%s/articles",
                   v->corpus->name);
}

/* Read the file and have it hashed, unless its name says enough. */
static int read_text(struct dt_verification *v, struct dt_file_check *f,
                     size_t at, struct dt_err *err)
{
    struct dt_str id = DT_STR(f->name);
    const struct dt_source *source;
    bool found;

    f->hash = false;
    if (strcmp(f->name, ".gitkeep") == 0)
        return DT_OK;
    if (dt_str_ends(id, DT_STR(".txt")))
        id.len -= 4;
    source = dt_corpus_source_near(v->corpus, id, at);
    if (f->name[id.len] == '\0' || !source) {
        (void)snprintf(f->told, sizeof f->told,
                       "belongs to no article (remove it)");
        return DT_OK;
    }
    if (v->options->share && !source->withheld)
        return DT_OK;
    if (v->articles_good)
        f->article = dt_facts_place(v->facts, id,
                                    (size_t)(source - v->corpus->sources));
    f->hash = true;
    return dt_tree_read_in(&v->text_folder, f->name, f->path, &f->bytes, &found,
                           err);
}

static int judge_text(struct dt_verification *v, struct dt_file_check *f,
                      const unsigned char raw[DT_DIGEST_SIZE],
                      struct dt_digest *d, struct dt_err *err)
{
    char hex[DT_DIGEST_HEX_SIZE];
    int rc = DT_OK;

    dt_digest_hex(raw, hex);
    if (v->articles_good)
        rc = dt_facts_check_text(v->facts, f->article, dt_buf_str(&f->bytes),
                                 hex, d, err);
    return rc < 0 ? rc : dt_article_check_text(dt_buf_str(&f->bytes), err);
}

/* What stops the check, and not only this file's, is returned. */
static int tell_text(struct dt_verification *v, struct dt_file_check *f, int rc,
                     const struct dt_err *err)
{
    if (rc == DT_EFORMAT || rc == DT_EMISMATCH)
        (void)snprintf(f->told, sizeof f->told,
                       "%.400s (run dictum build %.60s)", err->msg,
                       v->corpus->name);
    else if (rc == DT_EIO)
        (void)snprintf(f->told, sizeof f->told, "%.500s", err->msg);
    else
        return rc;
    return DT_OK;
}

static int keep_problem(struct dt_verification *v, size_t at, const char *told,
                        struct dt_err *err)
{
    if (!*told)
        return DT_OK;
    v->problems[at] = strdup(told);
    return v->problems[at] ? DT_OK
                           : DT_FAIL(err, DT_EINTERNAL, "out of memory");
}

/* Texts that stand one after the other. */
static int check_group(struct dt_verification *v, struct dt_file_group *g,
                       size_t first, struct dt_err *err)
{
    const size_t left = v->texts.count - first;
    const size_t count = left < DT_VERIFY_TOGETHER ? left : DT_VERIFY_TOGETHER;
    size_t hashed = 0;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        struct dt_file_check *f = &g->file[i];

        f->told[0] = '\0';
        f->name = v->texts.names[first + i];
        dt_buf_reset(&f->bytes);
        rc = read_text(v, f, first + i, err);
        if (rc < 0) {
            f->hash = false;
            rc = tell_text(v, f, rc, err);
        }
        if (f->hash)
            g->message[hashed++].part[0] = dt_buf_str(&f->bytes);
    }
    if (rc == DT_OK)
        rc = dt_digest_each(g->digest, g->message, hashed, err);
    hashed = 0;
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        struct dt_file_check *f = &g->file[i];

        if (f->hash)
            rc = tell_text(
                v, f,
                judge_text(v, f, g->message[hashed++].raw, g->digest, err),
                err);
        if (rc == DT_OK)
            rc = keep_problem(v, first + i, f->told, err);
    }
    dt_progress_add(count);
    return rc;
}

/* Texts, some at a time; then each thread helps with what snapshots are left. */
static int check_some(void *ctx, unsigned worker, size_t index,
                      struct dt_err *err)
{
    struct dt_verification *v = ctx;
    const size_t first = index * DT_VERIFY_TOGETHER;

    if (first >= v->texts.count)
        return dt_snapshot_files_help(v->snapshots, err);
    return check_group(v, &v->groups[worker], first, err);
}

static const char *path_of(const struct dt_verification *v,
                           const struct dt_snapshot_file *file,
                           char path[MOST_PATH])
{
    (void)snprintf(path, MOST_PATH, "%s%s",
                   dt_snapshot_files_folder(v->snapshots), file->name);
    return path;
}

/* A file that is what its name says, against the sources and its record. */
static void judge_snapshot(struct dt_verification *v,
                           const struct dt_snapshot_file *file,
                           const struct dt_taken_item *item)
{
    char path[MOST_PATH];

    if (item->withheld)
        dt_verify_fault(v, path_of(v, file, path),
                        "holds the text of %s, which is withheld (move it to "
                        ".dictum/snapshots/)",
                        item->source->id);
    else if (item->recorded && item->bytes != file->bytes)
        dt_verify_fault(v, path_of(v, file, path),
                        "%" PRIu64 " bytes, and its record says %" PRIu64
                        " (run dictum build %s)",
                        file->bytes, item->bytes, v->corpus->name);
}

/* A snapshot that is here is here under the name that its record has. */
static void judge_name(struct dt_verification *v,
                       const struct dt_taken_item *item)
{
    if (item->recorded && item->held && !item->found)
        dt_verify_problem(v,
                          "manifests/%s/snapshots.jsonl: the record of %s "
                          "names no file, or another than the one here (run "
                          "dictum build %s)",
                          v->corpus->name, item->sha256, v->corpus->name);
}

/*
 * What an article was read as is what its entry says of its snapshot, or else
 * what the bytes are, if they are here: a PDF is one whatever is said, and
 * what is called plain text may be captions.
 */
static int judge_media(struct dt_verification *v, const struct dt_source *s,
                       const struct dt_snapshot_file *file, struct dt_err *err)
{
    enum dt_form form = DT_FORM_PDF;
    const bool pdf = file && file->pdf;
    const bool named = !pdf && dt_form_named(s->media_type, &form);
    bool is_so = dt_verify_link_has_media(v->links, s,
                                          DT_STR(dt_form_media_type(form)));
    int rc = DT_OK;

    if ((pdf || named) && is_so)
        return DT_OK;
    if (!file && (!named || form == DT_FORM_TEXT ||
                  dt_verify_link_has_media(
                      v->links, s, DT_STR(dt_form_media_type(DT_FORM_PDF)))))
        return DT_OK;
    if (file && !pdf)
        rc = dt_snapshot_files_look(v->snapshots, file, s->media_type, &form,
                                    err);
    if (rc == DT_OK)
        is_so = dt_verify_link_has_media(v->links, s,
                                         DT_STR(dt_form_media_type(form)));
    if (rc == DT_OK && !is_so)
        dt_verify_problem(v,
                          "manifests/%s/articles.jsonl: the record of %s has "
                          "another media_type than its snapshot, which is %s "
                          "(run dictum build %s)",
                          v->corpus->name, s->id, dt_form_media_type(form),
                          v->corpus->name);
    return rc;
}

/*
 * What is wrong with the snapshots here, and which have their bytes here. What
 * no source names may stay, being what one was before it changed; status tells
 * of it.
 */
static int tell_snapshots(struct dt_verification *v, struct dt_err *err)
{
    char path[MOST_PATH];
    size_t count;
    int rc = DT_OK;
    const struct dt_snapshot_file *files = dt_snapshot_files_all(v->snapshots,
                                                                 &count);

    for (size_t i = 0; i < count; i++) {
        struct dt_taken_item *item = NULL;

        if (strlen(files[i].name) >= DT_DIGEST_HEX_SIZE - 1)
            item = dt_taken_near(&v->taken, files[i].name, i);
        if (item) {
            item->held = true;
            item->file = i;
            item->found |= files[i].problem ||
                           strcmp(item->ending,
                                  files[i].name + DT_DIGEST_HEX_SIZE - 1) == 0;
        }
        if (files[i].problem)
            dt_verify_fault(v, path_of(v, &files[i], path), "%s",
                            files[i].problem);
        else if (item)
            judge_snapshot(v, &files[i], item);
    }
    for (size_t i = 0; i < v->taken.count; i++)
        if (!v->taken.items[i].withheld)
            judge_name(v, &v->taken.items[i]);
    for (size_t i = 0; i < v->corpus->source_count; i++) {
        const struct dt_taken_item *item = v->taken.of_source[i];

        if (rc == DT_OK && item && v->lines_good)
            rc = judge_media(v, &v->corpus->sources[i],
                             item->held && !files[item->file].problem
                                 ? &files[item->file]
                                 : NULL,
                             err);
        if (item && item->held)
            v->report->snapshots_held++;
        else
            v->report->snapshots_not_held++;
        v->report->withheld += v->corpus->sources[i].withheld;
    }
    return dt_verify_tell(v, rc, err);
}

static bool is_lost(const struct dt_taken_item *item)
{
    return !item->held && !item->withheld;
}

/* A snapshot that ought to be here, and is not. */
struct lost {
    const char *why; /* NULL: nothing says that it ought */
    char file[sizeof "snapshots/" + DT_DIGEST_HEX_SIZE + DT_TAKEN_ENDING];
};

static int find_lost(const struct dt_verification *v,
                     const struct dt_file_names *tracked,
                     const struct dt_taken_item *item, struct lost *out,
                     struct dt_err *err)
{
    const char *name = dt_tracked_find(tracked, item->sha256);
    bool lacks = false;
    int rc = DT_OK;

    out->why = NULL;
    if (name) {
        (void)snprintf(out->file, sizeof out->file, "snapshots/%.80s", name);
        out->why = "git tracks it (restore it with git checkout HEAD --";
    } else if (item->recorded && item->ending[0]) {
        (void)snprintf(out->file, sizeof out->file, "snapshots/%s%s",
                       item->sha256, item->ending);
        rc = dt_tracked_lacks(v->corpus, tracked, out->file, &lacks, err);
        if (lacks)
            out->why = "its record names it (git add it where it still is, "
                       "run dictum build if it is kept elsewhere, or restore "
                       "it from a commit that had it: git log --";
    }
    return rc;
}

/* Of a folder: snapshots of open texts that git has, or ought to. */
static int tell_lost(struct dt_verification *v, struct dt_err *err)
{
    struct dt_file_names tracked = {NULL, 0, NULL};
    struct lost lost;
    bool any = false;
    size_t count = 0;
    int rc;

    for (size_t i = 0; i < v->taken.count; i++)
        any = any || is_lost(&v->taken.items[i]);
    if (!any || dt_tree_commit(v->tree))
        return DT_OK;
    rc = dt_tracked_snapshots(v->corpus, &tracked, err);
    for (size_t i = 0; rc == DT_OK && i < v->taken.count; i++) {
        const struct dt_taken_item *item = &v->taken.items[i];

        if (!is_lost(item))
            continue;
        rc = find_lost(v, &tracked, item, &lost, err);
        if (rc == DT_OK && lost.why && ++count <= MOST_TOLD)
            dt_verify_problem(
                v, "corpus/%s/%s: is missing, and %s corpus/%s/snapshots)",
                v->corpus->name, lost.file, lost.why, v->corpus->name);
    }
    if (count > MOST_TOLD)
        dt_verify_more(v, count - MOST_TOLD,
                       dt_snapshot_files_folder(v->snapshots));
    dt_file_names_release(&tracked);
    return rc;
}

int dt_verify_list_texts(struct dt_verification *v, struct dt_err *err)
{
    char dir[MOST_PATH];

    text_folder(v, v->corpus->texts_in_store, dir);
    return dt_tree_enter(v->tree, dir, &v->text_folder, &v->texts, err);
}

/* No text lies in the folder that is not the corpus's. */
static int tell_elsewhere(struct dt_verification *v, struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    char dir[MOST_PATH], path[2 * MOST_PATH];
    size_t found = 0;
    int rc;

    text_folder(v, !v->corpus->texts_in_store, dir);
    rc = dt_tree_list(v->tree, dir, &names, err);
    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        struct dt_str id = DT_STR(names.names[i]);
        bool ours = dt_str_ends(id, DT_STR(".txt"));

        if (dt_str_is(id, ".gitkeep") || ++found > MOST_TOLD)
            continue;
        if (ours)
            id.len -= 4;
        ours = ours && dt_corpus_source(v->corpus, id);
        (void)snprintf(path, sizeof path, "%s/%s", dir, names.names[i]);
        if (ours)
            dt_verify_fault(v, path,
                            "with texts: %s none lies here (run dictum build "
                            "%s)",
                            v->corpus->texts_in_store ? "store" : "git",
                            v->corpus->name);
        else
            dt_verify_fault(v, path, "belongs to no article (remove it)");
    }
    if (found > MOST_TOLD)
        dt_verify_more(v, found - MOST_TOLD, dir);
    dt_file_names_release(&names);
    return dt_verify_tell(v, rc, err);
}

int dt_verify_files(struct dt_verification *v, struct dt_err *err)
{
    const size_t count = v->texts.count;
    char path[MOST_PATH];
    size_t snapshots;
    const char *missing;
    int rc = dt_snapshot_files_left(v->snapshots, &snapshots, err);

    if (rc < 0)
        return dt_verify_tell(v, rc, err);
    v->problems = calloc(count ? count : 1, sizeof *v->problems);
    if (!v->problems)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu files", count);
    dt_progress_start("files", count + snapshots);
    rc = dt_pool_run(v->options->jobs,
                     (count + DT_VERIFY_TOGETHER - 1) / DT_VERIFY_TOGETHER +
                         v->options->jobs,
                     check_some, v, err);
    if (rc == DT_OK)
        rc = dt_snapshot_files_end(v->snapshots, err);
    dt_progress_end();
    for (size_t i = 0; rc == DT_OK && i < count; i++)
        if (v->problems[i]) {
            (void)snprintf(path, sizeof path, "%s%s", v->text_folder.path,
                           v->texts.names[i]);
            dt_verify_fault(v, path, "%s", v->problems[i]);
        }
    if (rc == DT_OK)
        rc = tell_snapshots(v, err);
    /* Texts in the store are of no commit. */
    missing = v->articles_good && !v->options->share &&
                      !(v->corpus->texts_in_store && dt_tree_commit(v->tree))
                  ? dt_facts_missing(v->facts)
                  : NULL;
    text_folder(v, v->corpus->texts_in_store, path);
    if (rc == DT_OK && missing)
        dt_verify_problem(v,
                          "%s/%s.txt: is missing, with %zu of %zu texts there "
                          "(run dictum build %s)",
                          path, missing, dt_facts_seen(v->facts),
                          dt_facts_open(v->facts), v->corpus->name);
    v->report->texts = dt_facts_seen(v->facts);
    if (rc == DT_OK)
        rc = tell_elsewhere(v, err);
    return rc < 0 ? rc : tell_lost(v, err);
}

static int check_extra(struct dt_verification *v, const char *folder,
                       const char *const *known, struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    char dir[512], path[MOST_PATH];
    int rc;

    (void)snprintf(dir, sizeof dir, "%.20s/%.400s", folder, v->corpus->name);
    rc = dt_tree_list(v->tree, dir, &names, err);
    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        size_t k = 0;

        while (known[k] && strcmp(known[k], names.names[i]) != 0)
            k++;
        if (known[k])
            continue;
        (void)snprintf(path, sizeof path, "%s/%s", dir, names.names[i]);
        dt_verify_fault(v, path, "does not belong in a corpus (remove it)");
    }
    dt_file_names_release(&names);
    return dt_verify_tell(v, rc, err);
}

static int tell_stray(void *ctx, const char *path, struct dt_err *err)
{
    struct dt_verification *v = ctx;

    (void)err;
    dt_verify_fault(v, path,
                    "with shards: %u no record lies here (run dictum build %s)",
                    v->corpus->shards, v->corpus->name);
    return DT_OK;
}

int dt_verify_layout(struct dt_verification *v, struct dt_err *err)
{
    static const char *const corpus[] = {
        ".gitkeep",         "articles/",   "corpus.yaml", "decisions.yaml",
        "people.yaml",      "rules/",      "snapshots/",  "sources.yaml",
        "statements.jsonl", "statements/", NULL};
    static const char *const manifests[] = {
        ".gitkeep",        "articles.jsonl",  "articles/",  "duplicates.jsonl",
        "duplicates/",     "redirects.jsonl", "redirects/", "releases.jsonl",
        "snapshots.jsonl", "snapshots/",      NULL};
    int rc = check_extra(v, "corpus", corpus, err);

    if (rc == DT_OK)
        rc = check_extra(v, "manifests", manifests, err);
    return rc < 0 ? rc : dt_strays(v->tree, v->corpus, tell_stray, v, err);
}
