#include "manifest/trace.h"

#include <stdlib.h>
#include <string.h>

#include "manifest/curated.h"

enum {
    MOST_PATHS = 4,
    KEPT = DT_REPO_MOST_PARENTS + 2, /* a merge and all its parents */
    BLOB_MAX = 1024 * 1024 * 1024
};

/* A version of the file, and the record's line in it. */
struct version {
    char blob[DT_REPO_ID_SIZE]; /* "": the file is not there */
    uint64_t used;              /* when it was asked for last; 0: never */
    struct dt_buf line;
};

struct tracing {
    struct dt_repo *repo;
    enum dt_find_kind kind;
    struct dt_str id;
    char *paths[MOST_PATHS]; /* where its line may stand: one for each count */
    size_t path_count;       /* of shards */
    struct version kept[KEPT];
    uint64_t clock;
    struct dt_buf bytes;
    dt_trace_fn fn;
    void *ctx;
    bool hidden;
};

static int add_path(struct tracing *t, const struct dt_corpus *corpus,
                    struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096);
    struct dt_digest *d = NULL;
    uint32_t shard = 0;
    int rc = DT_OK;

    if (dt_find_file(t->kind)) {
        dt_corpus_path(corpus, dt_find_file(t->kind), &path);
    } else {
        enum dt_records records = dt_find_records(t->kind);

        rc = dt_digest_new(&d, err);
        if (rc == DT_OK)
            rc = dt_records_shard(corpus, records, t->id, d, &shard, err);
        dt_records_shard_path(corpus, records, shard, &path);
    }
    if (rc == DT_OK)
        rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK) {
        t->paths[t->path_count] = strdup(path.ptr);
        if (!t->paths[t->path_count++])
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");
    }
    dt_digest_free(d);
    dt_buf_release(&path);
    return rc;
}

/* The paths as git names them, whatever the number of shards was; now's first. */
static int add_paths(struct tracing *t, const struct dt_corpus *corpus,
                     struct dt_err *err)
{
    static const unsigned counts[MOST_PATHS] = {1, 16, 256, 4096};
    char top[] = ".";
    struct dt_corpus in_git = {.root = top, .name = corpus->name};
    bool sharded = !dt_find_file(t->kind) && t->kind != DT_FIND_RELEASE;
    int rc;

    in_git.shards = corpus->shards;
    rc = add_path(t, &in_git, err);
    for (size_t i = 0; rc == DT_OK && sharded && i < MOST_PATHS; i++) {
        in_git.shards = counts[i];
        if (counts[i] != corpus->shards)
            rc = add_path(t, &in_git, err);
    }
    return rc;
}

static int extract(struct tracing *t, const char *path, struct dt_buf *line,
                   struct dt_err *err)
{
    struct dt_curated entries = {.items = NULL};
    int rc;

    if (!dt_find_file(t->kind)) {
        dt_buf_addstr(line, dt_find_in_lines(dt_buf_str(&t->bytes),
                                             dt_find_records(t->kind), t->id));
        return dt_buf_check(line, path, err);
    }
    rc = dt_curated_read(&entries, dt_buf_str(&t->bytes), path,
                         dt_find_list(t->kind), err);
    if (rc == DT_OK)
        dt_buf_addstr(line, dt_curated_find(&entries, t->id));
    dt_curated_release(&entries);
    /* A commit whose file is no YAML said nothing about the record. */
    if (rc == DT_EFORMAT)
        rc = DT_OK;
    return rc < 0 ? rc : dt_buf_check(line, path, err);
}

static struct version *find_version(struct tracing *t, const char *blob,
                                    bool *known)
{
    struct version *oldest = &t->kept[0];

    *known = true;
    for (size_t i = 0; i < KEPT; i++) {
        struct version *v = &t->kept[i];

        if (v->used && strcmp(v->blob, blob) == 0)
            return v;
        if (v->used < oldest->used)
            oldest = v;
    }
    *known = false;
    return oldest;
}

/* The path and blob of the file that a commit holds; "" when it has none. */
static int locate(struct tracing *t, const char *commit, const char **path,
                  char blob[DT_REPO_ID_SIZE], struct dt_err *err)
{
    int rc = DT_OK;

    blob[0] = '\0';
    *path = t->paths[0];
    for (size_t i = 0; rc == DT_OK && !blob[0] && i < t->path_count; i++) {
        *path = t->paths[i];
        rc = dt_repo_blob(t->repo, commit, *path, blob, err);
    }
    return rc;
}

/* The record's line in a file that is there. */
static int line_in(struct tracing *t, const char *commit, const char *path,
                   const char *blob, struct version **out, struct dt_err *err)
{
    bool known, found;
    struct version *v = find_version(t, blob, &known);
    int rc = DT_OK;

    if (!known) {
        dt_buf_reset(&v->line);
        v->used = 0;
        if (*blob)
            rc = dt_repo_read(t->repo, commit, path, BLOB_MAX, &t->bytes,
                              &found, err);
        if (rc == DT_OK && *blob)
            rc = extract(t, path, &v->line, err);
        if (rc < 0)
            return rc;
        memcpy(v->blob, blob, strlen(blob) + 1);
    }
    v->used = ++t->clock;
    *out = v;
    return DT_OK;
}

static struct dt_str text_of(const struct dt_buf *line)
{
    return line->len ? dt_buf_str(line) : (struct dt_str){NULL, 0};
}

static int visit(void *ctx, const struct dt_repo_change *change,
                 struct dt_err *err)
{
    struct tracing *t = ctx;
    struct dt_trace_step step = {change->commit,  change->time, change->author,
                                 change->summary, {NULL, 0},    {NULL, 0}};
    char blob[DT_REPO_ID_SIZE], before[DT_REPO_ID_SIZE];
    struct dt_repo_parents up;
    struct version *v, *old = NULL;
    const char *path = "", *old_path = "";
    int rc = dt_repo_parents(t->repo, change->commit, &up, err);

    if (rc == DT_OK)
        rc = locate(t, change->commit, &path, blob, err);
    if (rc < 0)
        return rc;
    t->hidden |= up.hidden;
    /* Where no file changed there is nothing to read. */
    for (unsigned i = 0; i < up.count; i++) {
        rc = locate(t, up.ids[i], &old_path, before, err);
        if (rc < 0 || strcmp(before, blob) == 0)
            return rc;
    }
    rc = line_in(t, change->commit, path, blob, &v, err);
    for (unsigned i = 0; rc == DT_OK && i < up.count; i++) {
        rc = locate(t, up.ids[i], &old_path, before, err);
        if (rc == DT_OK)
            rc = line_in(t, up.ids[i], old_path, before, &old, err);
        if (rc < 0 || dt_str_eq(dt_buf_str(&old->line), dt_buf_str(&v->line)))
            return rc;
        if (i == 0)
            step.before = text_of(&old->line);
        v->used = ++t->clock;
    }
    step.after = text_of(&v->line);
    if (rc < 0 || (!step.before.ptr && !step.after.ptr))
        return rc;
    return t->fn(t->ctx, &step, err);
}

/* The line of the work tree against that of HEAD. */
static int trace_work_tree(struct tracing *t, const struct dt_corpus *corpus,
                           bool *stop, struct dt_err *err)
{
    struct dt_trace_step step = {"", 0, "", "", {NULL, 0}, {NULL, 0}};
    struct dt_buf now = DT_BUF_INIT(DT_RECORD_MAX);
    char head[DT_REPO_ID_SIZE], blob[DT_REPO_ID_SIZE];
    struct version *v;
    const char *path = "";
    struct dt_err none;
    int64_t time;
    bool found;
    int rc = dt_find_record(corpus, t->kind, t->id, &now, &found, err);

    if (rc < 0)
        goto out;
    step.after = text_of(&now);
    if (dt_repo_resolve(t->repo, "HEAD", head, &time, &none) == DT_OK) {
        rc = locate(t, head, &path, blob, err);
        if (rc == DT_OK)
            rc = line_in(t, head, path, blob, &v, err);
        if (rc == DT_OK)
            step.before = text_of(&v->line);
    } else {
        *stop = true; /* no commit yet */
    }
    if (rc == DT_OK && !dt_str_eq(step.before, step.after))
        rc = t->fn(t->ctx, &step, err);
    *stop |= rc != DT_OK;
out:
    dt_buf_release(&now);
    return rc < 0 ? rc : DT_OK;
}

int dt_trace(const struct dt_corpus *corpus, enum dt_find_kind kind,
             struct dt_str id, dt_trace_fn fn, void *ctx, bool *shallow,
             struct dt_err *err)
{
    struct tracing t = {.kind = kind,
                        .id = id,
                        .fn = fn,
                        .ctx = ctx,
                        .bytes = DT_BUF_INIT(BLOB_MAX)};
    bool stop = false;
    int rc = dt_repo_open(corpus->root, &t.repo, err);

    *shallow = false;
    for (size_t i = 0; i < KEPT; i++)
        t.kept[i].line = DT_BUF_INIT(DT_RECORD_MAX);
    if (rc == DT_OK)
        rc = add_paths(&t, corpus, err);
    if (rc == DT_OK)
        rc = trace_work_tree(&t, corpus, &stop, err);
    if (rc == DT_OK && !stop)
        rc = dt_repo_walk(t.repo, NULL, visit, &t, shallow, err);
    *shallow |= t.hidden;
    for (size_t i = 0; i < KEPT; i++)
        dt_buf_release(&t.kept[i].line);
    for (size_t i = 0; i < t.path_count; i++)
        free(t.paths[i]);
    dt_buf_release(&t.bytes);
    dt_repo_free(t.repo);
    return rc;
}
