#include "manifest/verify.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manifest/status_record.h"
#include "manifest/verify_decisions.h"
#include "manifest/verify_links.h"
#include "manifest/verify_parts.h"
#include "statement/office.h"
#include "snapshot/snapshot.h"

enum { MOST_PATH = 4096 };

void dt_verify_note(struct dt_verification *v, const char *line)
{
    if (v->report->note)
        v->report->note(v->report->ctx, line);
}

void dt_verify_problem(struct dt_verification *v, const char *fmt, ...)
{
    char line[600];
    va_list ap;

    va_start(ap, fmt);
    (void)vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    dt_err_make_printable(line);
    v->report->problems++;
    if (v->report->problem)
        v->report->problem(v->report->ctx, line);
}

void dt_verify_fault(struct dt_verification *v, const char *file,
                     const char *fmt, ...)
{
    char message[600], name[MOST_PATH];
    const char *rest = message;
    size_t len;
    va_list ap;

    va_start(ap, fmt);
    (void)vsnprintf(message, sizeof message, fmt, ap);
    va_end(ap);
    (void)snprintf(name, sizeof name, "%s", file);
    dt_err_make_printable(name);
    dt_err_make_printable(message);
    len = strlen(name);
    if (strncmp(message, name, len) == 0 &&
        strncmp(message + len, ": ", 2) == 0)
        rest += len + 2;
    if (!v->report->fault) {
        dt_verify_problem(v, "%.199s: %.400s", name, rest);
        return;
    }
    v->report->problems++;
    v->report->fault(v->report->ctx, name, rest);
}

void dt_verify_more(struct dt_verification *v, uint64_t count,
                    const char *where)
{
    dt_verify_problem(v, "%s: and %" PRIu64 " more", where, count);
    v->report->problems += count - 1;
}

int dt_verify_tell(struct dt_verification *v, int rc, struct dt_err *err)
{
    if (rc != DT_EFORMAT && rc != DT_EMISMATCH && rc != DT_EIO)
        return rc;
    dt_verify_problem(v, "%s", err->msg);
    return DT_OK;
}

static int note_article(void *ctx, const struct dt_leaf *leaf,
                        struct dt_buf *facts, struct dt_err *err)
{
    const struct dt_verification *v = ctx;
    const struct dt_source *s = dt_corpus_source_near(
        v->corpus, dt_leaf_text(leaf, DT_ARTICLE_ID), leaf->number - 1);
    struct dt_str copied = dt_leaf_text(leaf, DT_ARTICLE_DUPLICATE_OF);
    struct dt_str speaker = dt_leaf_text(leaf, DT_ARTICLE_SPEAKER);
    size_t rights = leaf->member[DT_ARTICLE_RIGHTS];
    struct dt_str text = dt_json_plain(leaf->doc,
                                       dt_json_get(leaf->doc, rights, "text"));
    const struct dt_source *original = NULL;
    const char *other = NULL;
    int rc;

    if (!s)
        return DT_FAIL(err, DT_EMISMATCH,
                       "no source has this id (run dictum "
                       "build %s)",
                       v->corpus->name);
    if (!s->snapshot ||
        !dt_str_is(dt_leaf_text(leaf, DT_ARTICLE_SNAPSHOT), s->snapshot))
        return DT_FAIL(err, DT_EMISMATCH,
                       "made from another snapshot than "
                       "sources.yaml:%u names (run dictum build %s)",
                       s->line, v->corpus->name);
    if (!dt_str_is(text, s->withheld ? "withheld" : "open"))
        return DT_FAIL(err, DT_EMISMATCH,
                       "sources.yaml:%u says that the text "
                       "is %s (run dictum build %s)",
                       s->line, s->withheld ? "withheld" : "open",
                       v->corpus->name);
    rc = dt_status_other_member(s, leaf->doc, leaf->arena, &other, err);
    if (rc < 0)
        return rc;
    if (other)
        return DT_FAIL(
            err, DT_EMISMATCH,
            "sources.yaml:%u says otherwise of its %s (run dictum build %s)",
            s->line, other, v->corpus->name);
    if (!dt_str_is(dt_leaf_text(leaf, DT_ARTICLE_PROFILE), v->corpus->profile))
        return DT_FAIL(err, DT_EMISMATCH,
                       "corpus.yaml says another profile (run dictum build "
                       "%s)",
                       v->corpus->name);
    dt_verify_link_media(v->links, s,
                         dt_leaf_text(leaf, DT_ARTICLE_MEDIA_TYPE));
    if (copied.ptr)
        original = dt_corpus_source(v->corpus, copied);
    if (copied.ptr && !original)
        return DT_FAIL(err, DT_EMISMATCH,
                       "no source is what it copies (run dictum build %s)",
                       v->corpus->name);
    if (speaker.ptr && !dt_people_by_id(v->corpus->people, speaker))
        return DT_FAIL(err, DT_EMISMATCH,
                       "its speaker is not in people.yaml (run dictum build "
                       "%s)",
                       v->corpus->name);
    if (original)
        dt_verify_link_copy(v->links, s, original);
    return dt_facts_note_article(v->facts, leaf, facts, err);
}

static int take_articles(void *ctx, struct dt_str facts, struct dt_err *err)
{
    return dt_facts_take_articles(((struct dt_verification *)ctx)->facts, facts,
                                  err);
}

/* Whether people.yaml still says so of the speaker's office on that day. */
static bool office_fits(const struct dt_verification *v,
                        const struct dt_person *person,
                        const struct dt_leaf *leaf)
{
    const struct dt_days published = dt_facts_published(v->facts, leaf);

    return dt_office_fits(person, dt_leaf_text(leaf, DT_STATEMENT_SAID_ON),
                          &published, dt_leaf_text(leaf, DT_STATEMENT_OFFICE));
}

static struct dt_fingerprint expect_statement(void *ctx,
                                              const struct dt_leaf *leaf)
{
    return dt_facts_expect_statement(((struct dt_verification *)ctx)->facts,
                                     leaf);
}

static int note_statement(void *ctx, const struct dt_leaf *leaf,
                          struct dt_buf *facts, struct dt_err *err)
{
    const struct dt_verification *v = ctx;
    const struct dt_json_doc *doc = leaf->doc;
    struct dt_str speaker = dt_leaf_text(leaf, DT_STATEMENT_SPEAKER);
    size_t candidates = leaf->member[DT_STATEMENT_CANDIDATES];
    const struct dt_person *person =
        speaker.ptr ? dt_people_by_id(v->corpus->people, speaker) : NULL;
    struct dt_err inner;

    for (size_t at = dt_json_first(doc, candidates); at != DT_JSON_NONE;
         at = dt_json_next(doc, candidates, at))
        if (speaker.ptr ||
            !dt_people_by_id(v->corpus->people, dt_json_plain(doc, at)))
            return DT_FAIL(err, DT_EMISMATCH,
                           "its candidates are not in people.yaml, or its "
                           "speaker is known (run dictum build %s)",
                           v->corpus->name);
    if (speaker.ptr && !person)
        return DT_FAIL(err, DT_EMISMATCH,
                       "its speaker is not in people.yaml "
                       "(run dictum build %s)",
                       v->corpus->name);
    if (person && !office_fits(v, person, leaf))
        return DT_FAIL(err, DT_EMISMATCH,
                       "people.yaml says otherwise of its speaker's office "
                       "on that day (run dictum build %s)",
                       v->corpus->name);
    if (dt_verify_decided_by(v->corpus->decisions, leaf, &inner) < 0)
        return DT_FAIL(err, (enum dt_code)inner.code,
                       "%.300s (run dictum build %s)", inner.msg,
                       v->corpus->name);
    dt_verify_link_statement(v->links, leaf);
    dt_verify_decided_statement(v->decided, leaf);
    return dt_facts_note_statement(v->facts, leaf, facts, err);
}

static int take_statements(void *ctx, struct dt_str facts, struct dt_err *err)
{
    return dt_facts_take_statements(((struct dt_verification *)ctx)->facts,
                                    facts, err);
}

struct snapshot_fact {
    struct dt_taken_item *item;
    uint64_t bytes;
    char ending[DT_TAKEN_ENDING];
};

static int note_snapshot(void *ctx, const struct dt_leaf *leaf,
                         struct dt_buf *facts, struct dt_err *err)
{
    const struct dt_verification *v = ctx;
    struct dt_str id = dt_leaf_text(leaf, DT_SNAPSHOT_ID);
    struct snapshot_fact fact;
    int rc;

    memset(&fact, 0, sizeof fact);
    fact.item = dt_taken_near(&v->taken, id.ptr, leaf->number - 1);
    rc = dt_verify_snapshot_curated(v, leaf, fact.item, fact.ending, err);
    if (rc < 0)
        return rc;
    fact.bytes = (uint64_t)dt_json_int64(leaf->doc,
                                         leaf->member[DT_SNAPSHOT_BYTES]);
    dt_buf_add(facts, &fact, sizeof fact);
    return DT_OK;
}

static int take_snapshots(void *ctx, struct dt_str facts, struct dt_err *err)
{
    struct snapshot_fact fact;

    (void)ctx;
    (void)err;
    for (size_t at = 0; at < facts.len; at += sizeof fact) {
        memcpy(&fact, facts.ptr + at, sizeof fact);
        fact.item->recorded = true;
        fact.item->bytes = fact.bytes;
        memcpy(fact.item->ending, fact.ending, sizeof fact.ending);
    }
    return DT_OK;
}

static int note_duplicate(void *ctx, const struct dt_leaf *leaf,
                          struct dt_buf *facts, struct dt_err *err)
{
    const struct dt_verification *v = ctx;
    const struct dt_source *a =
        dt_corpus_source(v->corpus, dt_leaf_text(leaf, DT_DUPLICATE_A));
    const struct dt_source *b =
        dt_corpus_source(v->corpus, dt_leaf_text(leaf, DT_DUPLICATE_B));

    (void)facts;
    if (!a || !b)
        return DT_FAIL(err, DT_EMISMATCH,
                       "one of the two is no article (run "
                       "dictum build %s)",
                       v->corpus->name);
    return v->articles_good ? dt_verify_link_edge(v->links, leaf, a, b, err)
                            : DT_OK;
}

static int note_redirect(void *ctx, const struct dt_leaf *leaf,
                         struct dt_buf *facts, struct dt_err *err)
{
    (void)facts;
    return dt_verify_link_redirect(((struct dt_verification *)ctx)->links, leaf,
                                   err);
}

/* One manifest while it streams by. */
struct stream {
    struct dt_verification *v;
    const char *path;
    const char *room; /* where its next bytes come */
};

static int give_room(void *ctx, char **room, size_t *len, struct dt_err *err)
{
    struct stream *s = ctx;
    int rc = dt_leaves_room(s->v->leaves, room, len, err);

    if (rc == DT_OK)
        s->room = *room;
    return rc;
}

static int take_filled(void *ctx, size_t len, struct dt_err *err)
{
    const struct stream *s = ctx;
    const struct dt_verify_share *share = s->v->options->share;
    struct dt_digest *digest = NULL;
    int rc = DT_OK;

    if (share)
        rc = share->piece(share->ctx, s->path, len, &digest, err);
    if (rc < 0)
        return rc;
    if (digest)
        dt_facts_beside(s->v->facts, digest, (struct dt_str){s->room, len});
    rc = dt_leaves_filled(s->v->leaves, len, err);
    return rc < 0 || !digest ? rc : dt_facts_beside_end(s->v->facts, err);
}

static int check_file(struct dt_verification *v, enum dt_records kind,
                      const char *path, uint64_t *count, struct dt_err *err)
{
    static const struct dt_leaf_uses none = {NULL, NULL, NULL};
    static const struct dt_leaf_uses uses[DT_RECORDS_COUNT] = {
        [DT_ARTICLES] = {NULL, note_article, take_articles},
        [DT_DUPLICATES] = {NULL, note_duplicate, NULL},
        [DT_REDIRECTS] = {NULL, note_redirect, NULL},
        [DT_SNAPSHOTS] = {NULL, note_snapshot, take_snapshots},
        [DT_STATEMENTS] = {expect_statement, note_statement, take_statements},
    };
    /* Without all articles nothing can be said of what is said in them. */
    bool compare = kind != DT_STATEMENTS || v->articles_good;
    const struct dt_verify_share *share = v->options->share;
    struct dt_digest *digest = NULL;
    struct stream stream = {v, path, NULL};
    const struct dt_tree_sink sink = {give_room, take_filled, &stream};
    struct dt_err later;
    uint64_t lines = 0;
    bool found = false;
    int rc, ended;

    dt_leaves_begin(v->leaves, kind, path, compare ? &uses[kind] : &none, v);
    rc = dt_tree_stream(v->tree, path, &sink, &found, err);
    if (rc == DT_OK && found && share)
        rc = share->piece(share->ctx, path, 0, &digest, err);
    ended = dt_leaves_end(v->leaves, &lines, rc < 0 ? &later : err);
    if (rc == DT_OK)
        rc = ended;
    *count += lines;
    if (rc == DT_OK && !found &&
        (v->corpus->shards == 1 || kind == DT_RELEASES))
        rc = DT_FAIL(err, DT_EIO, "%s: is missing (run dictum build %s)", path,
                     v->corpus->name);
    if (rc == DT_OK)
        return DT_OK;
    v->lines_good = false;
    v->articles_good = v->articles_good && kind != DT_ARTICLES;
    if ((rc == DT_EFORMAT || rc == DT_EMISMATCH) && !strchr(err->msg, '(')) {
        struct dt_err inner = *err;

        rc = DT_FAIL(err, (enum dt_code)rc,
                     "%.400s (restore it with git checkout)", inner.msg);
    }
    return dt_verify_tell(v, rc, err);
}

static int check_kind(struct dt_verification *v, enum dt_records kind,
                      uint64_t *count, struct dt_err *err)
{
    const struct dt_corpus here = {.root = (char[]){"."},
                                   .name = v->corpus->name,
                                   .shards = v->corpus->shards};
    uint32_t shards = kind == DT_RELEASES ? 1 : v->corpus->shards;
    struct dt_buf path = DT_BUF_INIT(MOST_PATH);
    int rc = DT_OK;

    for (uint32_t shard = 0; rc == DT_OK && shard < shards; shard++) {
        dt_buf_reset(&path);
        dt_records_shard_path(&here, kind, shard, &path);
        rc = dt_buf_check(&path, "a path", err);
        if (rc == DT_OK)
            rc = check_file(v, kind, path.ptr, count, err);
    }
    dt_buf_release(&path);
    return rc;
}

static int count_statements(struct dt_verification *v, struct dt_err *err)
{
    struct dt_err inner;
    int rc = dt_facts_count(v->facts, &inner);

    if (rc < 0)
        rc = DT_FAIL(err, (enum dt_code)rc,
                     "corpus/%s/statements%s: %.400s (restore it with git "
                     "checkout)",
                     v->corpus->name, v->corpus->shards > 1 ? "/" : ".jsonl",
                     inner.msg);
    return dt_verify_tell(v, rc, err);
}

static void tell_unrecorded(struct dt_verification *v,
                            const struct dt_source *s)
{
    if (!v->options->lines_only)
        dt_verify_problem(v,
                          "corpus/%s/sources.yaml:%u: %s: no record of it "
                          "(run dictum %s %s%s)",
                          v->corpus->name, s->line, s->id,
                          s->snapshot ? "build" : "fetch", v->corpus->name,
                          s->snapshot ? ""
                                      : ", then dictum build; one that cannot "
                                        "be had: dictum add FILE --id ID gives "
                                        "its bytes, or take its entry out");
}

static int check_lines(struct dt_verification *v, struct dt_err *err)
{
    struct dt_verify_report *r = v->report;
    uint64_t *const counts[DT_RECORDS_COUNT] = {
        [DT_ARTICLES] = &r->articles,     [DT_DUPLICATES] = &r->duplicates,
        [DT_REDIRECTS] = &r->redirects,   [DT_SNAPSHOTS] = &r->snapshots,
        [DT_STATEMENTS] = &r->statements, [DT_RELEASES] = &r->releases,
    };
    unsigned char root[DT_DIGEST_SIZE];
    int rc = DT_OK;

    for (int kind = 0; rc == DT_OK && kind < DT_RECORDS_COUNT; kind++) {
        rc = check_kind(v, (enum dt_records)kind, counts[kind], err);
        if (rc == DT_OK && kind == DT_ARTICLES)
            rc = dt_verify_tell(v, dt_facts_sort(v->facts, err), err);
    }
    if (rc == DT_OK && !v->articles_good)
        dt_verify_note(v, "texts and statements were not compared with the "
                          "articles' records (mend these first)");
    if (rc == DT_OK && v->lines_good)
        rc = count_statements(v, err);
    if (rc == DT_OK && v->lines_good)
        dt_verify_links_missing(v);
    if (rc == DT_OK && v->lines_good && v->options->root) {
        rc = dt_leaves_root(v->leaves, &r->tree_size, root, err);
        dt_digest_hex(root, r->root);
    }
    for (size_t i = 0;
         rc == DT_OK && v->lines_good && i < v->corpus->source_count; i++) {
        const struct dt_source *s = &v->corpus->sources[i];

        if (dt_facts_place(v->facts, DT_STR(s->id), i) == SIZE_MAX)
            tell_unrecorded(v, s);
        else if (!v->taken.of_source[i]->recorded)
            dt_verify_problem(
                v,
                "manifests/%s/snapshots.jsonl: no record of %s, from which "
                "article %s was made (run dictum build %s)",
                v->corpus->name, s->snapshot, s->id, v->corpus->name);
    }
    return rc;
}

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
    int rc = check_lines(v, err);

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
        rc = options->lines_only ? check_lines(&v, err) : check_all(&v, err);
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
