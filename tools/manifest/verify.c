#include "manifest/verify.h"

#include <pthread.h>
#include <stdlib.h>

#include "manifest/verify_decisions.h"
#include "manifest/verify_links.h"
#include "manifest/verify_parts.h"
#include "snapshot/snapshot.h"

static int rebuild(struct dt_verification *v, struct dt_err *err)
{
    const struct dt_build_options how = {
        .from = v->options->from, .jobs = v->options->jobs, .dry = true};
    struct dt_build_report built = {.note = v->report->problem,
                                    .ctx = v->report->ctx};
    int rc = dt_build(v->corpus, &how, &built, err);

    v->report->rebuilt = built.built;
    v->report->not_rebuilt = built.carried + built.not_held;
    v->report->not_judged = built.kept + built.not_judged;
    v->report->problems += built.files + built.not_held;
    return dt_verify_tell(v, rc > 0 ? DT_OK : rc, err);
}

static int start(struct dt_verification *v, struct dt_err *err)
{
    unsigned jobs = v->options->jobs;
    int rc = dt_tree_open(&v->tree, v->corpus->root, v->options->at, err);

    v->snapshots = v->options->snapshots;
    if (rc == DT_OK && !v->snapshots && !v->options->lines_only)
        rc = dt_snapshot_files_start(&v->snapshots, v->corpus->root,
                                     v->corpus->name, v->options->at, jobs > 1,
                                     err);
    if (rc == DT_OK)
        rc = dt_leaves_new(&v->leaves, jobs, v->options->root, err);
    if (rc == DT_OK)
        rc = dt_facts_new(&v->facts, err);
    if (rc == DT_OK)
        rc = dt_verify_links_new(v->corpus, &v->links, err);
    if (rc == DT_OK)
        rc = dt_verify_decided_new(v->corpus->decisions, &v->decided, err);
    if (rc == DT_OK)
        dt_facts_keep_held(v->facts);
    if (rc == DT_OK)
        rc = dt_taken_init(&v->taken, v->corpus, err);
    v->groups = calloc(jobs, sizeof *v->groups);
    if (rc == DT_OK && !v->groups)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (unsigned i = 0; rc == DT_OK && i < jobs; i++) {
        for (int k = 0; k < DT_VERIFY_TOGETHER; k++)
            v->groups[i].file[k].bytes = DT_BUF_INIT(DT_SNAPSHOT_MAX);
        rc = dt_digest_new(&v->groups[i].digest, err);
    }
    return rc;
}

static void stop(struct dt_verification *v)
{
    for (unsigned i = 0; v->groups && i < v->options->jobs; i++) {
        for (int k = 0; k < DT_VERIFY_TOGETHER; k++)
            dt_buf_release(&v->groups[i].file[k].bytes);
        dt_digest_free(v->groups[i].digest);
    }
    free(v->groups);
    for (size_t i = 0; v->problems && i < v->texts.count; i++)
        free(v->problems[i]);
    free(v->problems);
    if (v->snapshots != v->options->snapshots)
        dt_snapshot_files_free(v->snapshots);
    dt_tree_leave(&v->text_folder);
    dt_file_names_release(&v->texts);
    dt_leaves_free(v->leaves);
    dt_facts_free(v->facts);
    dt_verify_links_free(v->links);
    dt_verify_decided_free(v->decided);
    dt_taken_release(&v->taken);
    dt_tree_free(v->tree);
}

/* The lines are checked while another thread lists the texts. */
struct listing {
    struct dt_verification *v;
    pthread_t thread;
    int rc;
    struct dt_err err;
};

static void *list_texts(void *ctx)
{
    struct listing *l = ctx;

    l->rc = dt_verify_list_texts(l->v, &l->err);
    return NULL;
}

static int check_all(struct dt_verification *v, struct dt_err *err)
{
    struct listing listing = {.v = v};
    /* libgit2's objects are one thread's. */
    bool beside = !dt_tree_commit(v->tree) &&
                  pthread_create(&listing.thread, NULL, list_texts, &listing) ==
                      0;
    int rc = dt_verify_lines(v, err);

    if (beside)
        (void)pthread_join(listing.thread, NULL);
    else
        (void)list_texts(&listing);
    if (rc < 0)
        return rc;
    if (listing.rc < 0) {
        *err = listing.err;
        rc = dt_verify_tell(v, listing.rc, err);
    } else {
        rc = dt_verify_files(v, err);
    }
    if (rc == DT_OK && v->report->problems == 0)
        rc = dt_verify_held(v, err);
    if (rc == DT_OK && v->report->problems == 0)
        rc = dt_verify_decided(v, err);
    if (rc == DT_OK)
        rc = dt_verify_leaks(v, err);
    return rc < 0 ? rc : dt_verify_layout(v, err);
}

int dt_verify_corpus(const struct dt_corpus *corpus,
                     const struct dt_verify_options *options,
                     struct dt_verify_report *report, struct dt_err *err)
{
    struct dt_verification v = {.corpus = corpus,
                                .options = options,
                                .report = report,
                                .lines_good = true,
                                .articles_good = true};
    int rc = start(&v, err);

    if (rc == DT_OK && corpus->source_count == 0)
        dt_verify_problem(
            &v,
            "corpus/%s/sources.yaml: names no source, so nothing was "
            "checked (dictum add FILE, then dictum build %s)",
            corpus->name, corpus->name);
    if (rc == DT_OK)
        rc = options->lines_only ? dt_verify_lines(&v, err)
                                 : check_all(&v, err);
    if (rc == DT_OK && options->rebuild && report->problems == 0)
        rc = rebuild(&v, err);
    else if (rc == DT_OK && options->rebuild)
        dt_verify_note(&v, "nothing was rebuilt (mend these first)");
    if (rc == DT_OK && options->share && report->problems == 0) {
        options->share->facts = v.facts;
        v.facts = NULL;
    }
    stop(&v);
    return rc < 0 ? rc : report->problems > 0;
}
