#include "manifest/verify.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "base/pool.h"
#include "base/progress.h"
#include "manifest/facts.h"
#include "manifest/make.h"
#include "manifest/stray.h"
#include "manifest/tree.h"
#include "snapshot/snapshot.h"

enum { MOST_PATH = 4096 };

struct verify {
    const struct dt_corpus *corpus;
    const struct dt_verify_options *options;
    struct dt_verify_report *report;
    struct dt_tree *tree;
    struct dt_leaves *leaves;
    struct dt_facts *facts;
    bool lines_good; /* every line so far */
    struct dt_file_names texts, snapshots;
    char (*problems)[512];      /* one for each text and snapshot; "": good */
    struct dt_digest **digests; /* one a thread */
    struct dt_buf *bytes;       /* one a thread */
};

static void problem(struct verify *v, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void problem(struct verify *v, const char *fmt, ...)
{
    char line[600];
    va_list ap;

    va_start(ap, fmt);
    (void)vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    v->report->problems++;
    if (v->report->problem)
        v->report->problem(v->report->ctx, line);
}

/* Faults of what is checked are told; faults of the check itself end it. */
static int tell(struct verify *v, int rc, struct dt_err *err)
{
    if (rc != DT_EFORMAT && rc != DT_EMISMATCH && rc != DT_EIO)
        return rc;
    problem(v, "%s", err->msg);
    return DT_OK;
}

static struct dt_str member(const struct dt_leaf *leaf, const char *name)
{
    size_t token = dt_json_get(leaf->doc, DT_JSON_ROOT, name);

    return dt_json_type(leaf->doc, token) == DT_JSON_STRING
               ? dt_json_plain(leaf->doc, token)
               : (struct dt_str){NULL, 0};
}

static int note_article(void *ctx, const struct dt_leaf *leaf,
                        struct dt_buf *facts, struct dt_err *err)
{
    const struct verify *v = ctx;
    const struct dt_source *s = dt_corpus_source(v->corpus, member(leaf, "id"));
    size_t rights = dt_json_get(leaf->doc, DT_JSON_ROOT, "rights");
    struct dt_str text = dt_json_plain(leaf->doc,
                                       dt_json_get(leaf->doc, rights, "text"));

    if (!s)
        return DT_FAIL(err, DT_EMISMATCH,
                       "no source has this id (run dictum "
                       "build %s)",
                       v->corpus->name);
    if (!s->snapshot || !dt_str_is(member(leaf, "snapshot"), s->snapshot))
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
    return dt_facts_note_article(v->facts, leaf, facts, err);
}

static int take_articles(void *ctx, struct dt_str facts, struct dt_err *err)
{
    return dt_facts_take_articles(((struct verify *)ctx)->facts, facts, err);
}

static int note_statement(void *ctx, const struct dt_leaf *leaf,
                          struct dt_buf *facts, struct dt_err *err)
{
    const struct verify *v = ctx;
    struct dt_str speaker = member(leaf, "speaker");

    if (speaker.ptr && !dt_people_by_id(v->corpus->people, speaker))
        return DT_FAIL(err, DT_EMISMATCH,
                       "its speaker is not in people.yaml "
                       "(run dictum build %s)",
                       v->corpus->name);
    return dt_facts_note_statement(v->facts, leaf, facts, err);
}

static int take_statements(void *ctx, struct dt_str facts, struct dt_err *err)
{
    return dt_facts_take_statements(((struct verify *)ctx)->facts, facts, err);
}

static int note_snapshot(void *ctx, const struct dt_leaf *leaf,
                         struct dt_buf *facts, struct dt_err *err)
{
    const struct verify *v = ctx;
    const struct dt_source *s = dt_corpus_source(v->corpus,
                                                 member(leaf, "source"));

    (void)facts;
    if (!s || !s->snapshot || !dt_str_is(member(leaf, "id"), s->snapshot))
        return DT_FAIL(err, DT_EMISMATCH,
                       "no source has this snapshot (run "
                       "dictum build %s)",
                       v->corpus->name);
    return DT_OK;
}

static int note_duplicate(void *ctx, const struct dt_leaf *leaf,
                          struct dt_buf *facts, struct dt_err *err)
{
    const struct verify *v = ctx;

    (void)facts;
    if (!dt_corpus_source(v->corpus, member(leaf, "a")) ||
        !dt_corpus_source(v->corpus, member(leaf, "b")))
        return DT_FAIL(err, DT_EMISMATCH,
                       "one of the two is no article (run "
                       "dictum build %s)",
                       v->corpus->name);
    return DT_OK;
}

static int push(void *ctx, const void *data, size_t len, struct dt_err *err)
{
    return dt_leaves_push(ctx, data, len, err);
}

static int check_file(struct verify *v, enum dt_records kind, const char *path,
                      uint64_t *count, struct dt_err *err)
{
    static const dt_leaf_fn notes[DT_RECORDS_COUNT] = {
        [DT_ARTICLES] = note_article,
        [DT_DUPLICATES] = note_duplicate,
        [DT_SNAPSHOTS] = note_snapshot,
        [DT_STATEMENTS] = note_statement,
    };
    static const dt_leaves_take_fn takes[DT_RECORDS_COUNT] = {
        [DT_ARTICLES] = take_articles,
        [DT_STATEMENTS] = take_statements,
    };
    struct dt_err later;
    uint64_t lines = 0;
    bool found = false;
    int rc, ended;

    dt_leaves_begin(v->leaves, kind, path, notes[kind], takes[kind], v);
    rc = dt_tree_stream(v->tree, path, push, v->leaves, &found, err);
    ended = dt_leaves_end(v->leaves, &lines, rc < 0 ? &later : err);
    if (rc == DT_OK)
        rc = ended;
    *count += lines;
    if (rc == DT_OK && !found &&
        (v->corpus->shards == 1 || kind == DT_RELEASES))
        rc = DT_FAIL(err, DT_EIO, "%s: is missing (run dictum build %s)", path,
                     v->corpus->name);
    if (rc < 0)
        v->lines_good = false;
    return tell(v, rc, err);
}

static int check_kind(struct verify *v, enum dt_records kind, uint64_t *count,
                      struct dt_err *err)
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
        if (rc == DT_OK) /* without "./": git's trees know no such folder */
            rc = check_file(v, kind, path.ptr + 2, count, err);
    }
    dt_buf_release(&path);
    return rc;
}

static int check_lines(struct verify *v, struct dt_err *err)
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
            rc = tell(v, dt_facts_sort(v->facts, err), err);
    }
    if (rc == DT_OK && v->lines_good)
        rc = tell(v, dt_facts_count(v->facts, err), err);
    if (rc == DT_OK && v->lines_good) {
        rc = dt_leaves_root(v->leaves, &r->tree_size, root, err);
        dt_digest_hex(root, r->root);
    }
    for (size_t i = 0;
         rc == DT_OK && v->lines_good && i < v->corpus->source_count; i++) {
        const struct dt_source *s = &v->corpus->sources[i];

        if (!dt_facts_knows(v->facts, DT_STR(s->id)))
            problem(v,
                    "corpus/%s/sources.yaml:%u: %s: no record of it (run "
                    "dictum build %s)",
                    v->corpus->name, s->line, s->id, v->corpus->name);
    }
    return rc;
}

static int list(struct verify *v, const char *folder, const char *what,
                struct dt_file_names *out, struct dt_err *err)
{
    char dir[MOST_PATH];

    (void)snprintf(dir, sizeof dir, "%s/%s%s%s", folder, v->corpus->name,
                   *what ? "/" : "", what);
    return dt_tree_list(v->tree, dir, out, err);
}

/* Where the texts lie: tracked, or in the store of this machine. */
static const char *text_folder(const struct verify *v)
{
    return v->corpus->texts_in_store ? ".dictum/texts" : "corpus";
}

static int check_text(struct verify *v, unsigned worker, const char *name,
                      char told[512], struct dt_err *err)
{
    struct dt_buf *bytes = &v->bytes[worker];
    struct dt_str id = DT_STR(name);
    char path[MOST_PATH], hex[DT_DIGEST_HEX_SIZE];
    bool found;
    int rc;

    (void)snprintf(path, sizeof path, "%s/%s%s/%s", text_folder(v),
                   v->corpus->name,
                   v->corpus->texts_in_store ? "" : "/articles", name);
    if (!dt_str_ends(id, DT_STR(".txt"))) {
        if (strcmp(name, ".gitkeep") != 0)
            (void)snprintf(told, 512,
                           "%.300s: belongs to no article (remove "
                           "it)",
                           path);
        return DT_OK;
    }
    id.len -= 4;
    rc = dt_tree_read(v->tree, path, bytes, &found, err);
    if (rc == DT_OK)
        rc = dt_digest_bytes(v->digests[worker], bytes->ptr, bytes->len, hex,
                             err);
    if (rc == DT_OK)
        rc = dt_facts_check_text(v->facts, id, dt_buf_str(bytes), hex,
                                 v->digests[worker], err);
    if (rc == DT_OK)
        rc = dt_article_check_text(dt_buf_str(bytes), err);
    if (rc == DT_EFORMAT || rc == DT_EMISMATCH) {
        (void)snprintf(told, 512, "%.200s: %.250s", path, err->msg);
        return DT_OK;
    }
    if (rc == DT_EIO) {
        (void)snprintf(told, 512, "%.500s", err->msg);
        return DT_OK;
    }
    return rc;
}

static int check_snapshot(struct verify *v, unsigned worker, const char *name,
                          char told[512], struct dt_err *err)
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
    if (rc == DT_OK && memcmp(hex, name, 2 * DT_DIGEST_SIZE) != 0)
        (void)snprintf(told, 512,
                       "%.200s: has the SHA-256 %s (restore it "
                       "with git checkout)",
                       path, hex);
    if (rc == DT_EIO || rc == DT_EFORMAT)
        (void)snprintf(told, 512, "%.500s", err->msg);
    return rc == DT_EIO || rc == DT_EFORMAT ? DT_OK : rc;
}

static int check_one(void *ctx, unsigned worker, size_t index,
                     struct dt_err *err)
{
    struct verify *v = ctx;
    char *told = v->problems[index];

    dt_progress_add(1);
    if (index < v->texts.count)
        return check_text(v, worker, v->texts.names[index], told, err);
    return check_snapshot(v, worker, v->snapshots.names[index - v->texts.count],
                          told, err);
}

/* The file that holds these bytes, or NULL; only its extension is not known. */
static const char *held_file(const struct verify *v, const char *sha256)
{
    size_t low = 0, high = v->snapshots.count;
    const size_t n = 2 * DT_DIGEST_SIZE;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strncmp(v->snapshots.names[middle], sha256, n) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < v->snapshots.count &&
                   strncmp(v->snapshots.names[low], sha256, n) == 0
               ? v->snapshots.names[low]
               : NULL;
}

/* Which recorded snapshots have their bytes here, and whether they may. */
static void check_held(struct verify *v)
{
    for (size_t i = 0; i < v->corpus->source_count; i++) {
        const struct dt_source *s = &v->corpus->sources[i];
        const char *file = s->snapshot ? held_file(v, s->snapshot) : NULL;

        if (file)
            v->report->snapshots_held++;
        else
            v->report->snapshots_not_held++;
        v->report->withheld += s->withheld;
        if (file && s->withheld)
            problem(v,
                    "corpus/%s/snapshots/%s: holds the text of %s, which "
                    "is withheld (move it to .dictum/snapshots/)",
                    v->corpus->name, file, s->id);
    }
}

static int check_files(struct verify *v, struct dt_err *err)
{
    size_t count;
    const char *missing;
    int rc = list(v, text_folder(v),
                  v->corpus->texts_in_store ? "" : "articles", &v->texts, err);

    if (rc == DT_OK)
        rc = list(v, "corpus", "snapshots", &v->snapshots, err);
    if (rc < 0)
        return tell(v, rc, err);
    count = v->texts.count + v->snapshots.count;
    v->problems = calloc(count ? count : 1, sizeof *v->problems);
    if (!v->problems)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu files", count);
    dt_progress_start("files", count);
    rc = dt_pool_run(v->options->jobs, count, check_one, v, err);
    dt_progress_end();
    for (size_t i = 0; rc == DT_OK && i < count; i++)
        if (v->problems[i][0])
            problem(v, "%s", v->problems[i]);
    missing = dt_facts_missing(v->facts);
    if (rc == DT_OK && missing)
        problem(v,
                "%s/%s%s/%s.txt: is missing, with %zu of %zu texts there "
                "(run dictum build %s)",
                text_folder(v), v->corpus->name,
                v->corpus->texts_in_store ? "" : "/articles", missing,
                dt_facts_seen(v->facts), dt_facts_open(v->facts),
                v->corpus->name);
    v->report->texts = dt_facts_seen(v->facts);
    check_held(v);
    return rc;
}

/* Files that nothing in the layout explains. */
static int check_extra(struct verify *v, const char *folder,
                       const char *const *known, struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0};
    int rc = list(v, folder, "", &names, err);

    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        size_t k = 0;

        while (known[k] && strcmp(known[k], names.names[i]) != 0)
            k++;
        if (!known[k])
            problem(v, "%s/%s/%s: does not belong in a corpus (remove it)",
                    folder, v->corpus->name, names.names[i]);
    }
    dt_file_names_release(&names);
    return tell(v, rc, err);
}

static int tell_stray(void *ctx, const char *path, struct dt_err *err)
{
    struct verify *v = ctx;

    (void)err;
    problem(v, "%s: with shards: %u no record lies here (run dictum build %s)",
            path, v->corpus->shards, v->corpus->name);
    return DT_OK;
}

static int check_layout(struct verify *v, struct dt_err *err)
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

static int rebuild(struct verify *v, struct dt_err *err)
{
    const struct dt_build_options how = {
        .from = v->options->from, .jobs = v->options->jobs, .dry = true};
    struct dt_build_report built = {.note = v->report->problem,
                                    .ctx = v->report->ctx};
    int rc = dt_build(v->corpus, &how, &built, err);

    v->report->rebuilt = built.built;
    v->report->not_rebuilt = built.carried + built.not_held;
    v->report->problems += built.files + built.not_held;
    return tell(v, rc > 0 ? DT_OK : rc, err);
}

static int start(struct verify *v, struct dt_err *err)
{
    unsigned jobs = v->options->jobs;
    int rc = dt_tree_open(&v->tree, v->corpus->root, v->options->at, err);

    if (rc == DT_OK)
        rc = dt_leaves_new(&v->leaves, jobs, err);
    if (rc == DT_OK)
        rc = dt_facts_new(&v->facts, err);
    v->digests = calloc(jobs, sizeof *v->digests);
    v->bytes = calloc(jobs, sizeof *v->bytes);
    if (rc == DT_OK && (!v->digests || !v->bytes))
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (unsigned i = 0; rc == DT_OK && i < jobs; i++) {
        v->bytes[i] = DT_BUF_INIT(DT_SNAPSHOT_MAX);
        rc = dt_digest_new(&v->digests[i], err);
    }
    return rc;
}

static void stop(struct verify *v)
{
    for (unsigned i = 0; i < v->options->jobs; i++) {
        if (v->digests)
            dt_digest_free(v->digests[i]);
        if (v->bytes)
            dt_buf_release(&v->bytes[i]);
    }
    free(v->digests);
    free(v->bytes);
    free(v->problems);
    dt_file_names_release(&v->texts);
    dt_file_names_release(&v->snapshots);
    dt_leaves_free(v->leaves);
    dt_facts_free(v->facts);
    dt_tree_free(v->tree);
}

int dt_verify_corpus(const struct dt_corpus *corpus,
                     const struct dt_verify_options *options,
                     struct dt_verify_report *report, struct dt_err *err)
{
    struct verify v = {.corpus = corpus,
                       .options = options,
                       .report = report,
                       .lines_good = true};
    int rc = start(&v, err);

    if (rc == DT_OK && corpus->source_count == 0)
        problem(&v,
                "corpus/%s/sources.yaml: names no source, so nothing was "
                "checked (dictum add FILE)",
                corpus->name);
    if (rc == DT_OK)
        rc = check_lines(&v, err);
    if (rc == DT_OK)
        rc = check_files(&v, err);
    if (rc == DT_OK)
        rc = check_layout(&v, err);
    if (rc == DT_OK && options->rebuild && report->problems == 0)
        rc = rebuild(&v, err);
    stop(&v);
    return rc < 0 ? rc : report->problems > 0;
}
