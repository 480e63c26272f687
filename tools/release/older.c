#include "release/older.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapt/repo.h"
#include "base/array.h"
#include "base/json.h"
#include "manifest/find.h"
#include "manifest/taken.h"
#include "manifest/tracked.h"
#include "manifest/tree.h"
#include "release/lines_at.h"

enum { HEX = DT_DIGEST_HEX_SIZE - 1 };

/* A snapshot that no source names. */
struct orphan {
    const char *name; /* of its file; lives with the list of names */
    bool here;        /* where the corpus is read, not in HEAD alone */
    bool known;       /* a commit has a record of it */
    const struct dt_source *source; /* then its source, if there still is one */
};

struct search {
    const struct dt_corpus *corpus;
    struct dt_repo *repo;
    struct orphan *orphans; /* sorted by name */
    size_t count, room, left;
    struct dt_json_doc doc;
    char looked[DT_REPO_ID_SIZE]; /* commit that was looked into last, or "" */
};

static bool any_withheld(const struct dt_corpus *corpus)
{
    for (size_t i = 0; i < corpus->source_count; i++)
        if (corpus->sources[i].withheld)
            return true;
    return false;
}

static int by_hash(const void *a, const void *b)
{
    const struct orphan *x = a, *y = b;

    return strncmp(x->name, y->name, HEX);
}

static struct orphan *find(struct search *s, const char *name)
{
    const struct orphan key = {.name = name};

    return s->count ? bsearch(&key, s->orphans, s->count, sizeof key, by_hash)
                    : NULL;
}

/* Of files sorted by name, those that are not among the orphans yet. */
static int gather(struct search *s, const struct dt_taken *taken,
                  const struct dt_file_names *names, bool here,
                  struct dt_err *err)
{
    const size_t before = s->count;
    size_t count = before;

    for (size_t i = 0; i < names->count; i++) {
        const char *name = names->names[i];
        struct orphan *room;

        if (strcspn(name, ".") != HEX ||
            !dt_digest_is_hex((struct dt_str){name, HEX}) ||
            dt_taken_near(taken, name, i) || find(s, name))
            continue;
        room = dt_array_room(s->orphans, &s->room, count, sizeof *room);
        if (!room)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for snapshots");
        s->orphans = room;
        s->orphans[count++] = (struct orphan){.name = name, .here = here};
    }
    s->count = count;
    if (before < count)
        qsort(s->orphans, count, sizeof *s->orphans, by_hash);
    return DT_OK;
}

static int look(void *ctx, const struct dt_lines *lines, struct dt_str line,
                struct dt_err *err)
{
    struct search *s = ctx;
    const struct dt_str id = dt_find_id(line, DT_SNAPSHOTS);
    struct orphan *o = id.len == HEX ? find(s, id.ptr) : NULL;
    struct dt_err damaged;

    (void)lines;
    (void)err;
    if (!o || o->known || dt_json_parse(&s->doc, line, &damaged) < 0)
        return DT_OK;
    o->known = true;
    o->source = dt_corpus_source(
        s->corpus,
        dt_json_plain(&s->doc, dt_json_get(&s->doc, DT_JSON_ROOT, "source")));
    s->left--;
    return DT_OK;
}

static int look_into(void *ctx, const struct dt_repo_change *change,
                     struct dt_err *err)
{
    struct search *s = ctx;
    char manifests[128];
    const char *const list[] = {manifests};
    const struct dt_repo_paths paths = {list, 1, NULL};
    bool same;
    int rc;

    (void)snprintf(manifests, sizeof manifests, "manifests/%.110s",
                   s->corpus->name);
    rc = dt_repo_same(s->repo, change->commit, s->looked, &paths, &same, err);
    if (rc < 0 || same)
        return rc;
    memcpy(s->looked, change->commit, sizeof s->looked);
    rc = dt_lines_at(s->repo, change->commit, s->corpus->name, DT_SNAPSHOTS,
                     look, s, err);
    return rc < 0 ? rc : s->left == 0;
}

static uint64_t tell(const struct search *s, bool shallow, dt_note_fn problem,
                     void *ctx)
{
    uint64_t told = 0;
    char line[600];

    for (size_t i = 0; i < s->count; i++) {
        const struct orphan *o = &s->orphans[i];

        if (!o->source || !o->source->withheld)
            continue;
        (void)snprintf(
            line, sizeof line,
            "corpus/%.110s/snapshots/%.100s: holds an older text of %.200s, "
            "which is withheld%s",
            s->corpus->name, o->name, o->source->id,
            o->here ? " (move it to .dictum/snapshots/)"
                    : ", and the last commit has it (commit that it is gone, "
                      "and take it out of every commit before that is pushed)");
        problem(ctx, line);
        told++;
    }
    if (s->left == 0 || !shallow)
        return told;
    (void)snprintf(line, sizeof line,
                   "%.110s: whether snapshots that no source names are of "
                   "withheld texts was not checked: the clone is shallow (git "
                   "fetch --unshallow)",
                   s->corpus->name);
    problem(ctx, line);
    return told + 1;
}

/* Outside of git, and before its first commit, nothing tells of any. */
static int search(struct search *s, const char *at, bool *shallow,
                  struct dt_err *err)
{
    char commit[DT_REPO_ID_SIZE];
    int64_t time;
    int rc = dt_repo_open(s->corpus->root, &s->repo, err);

    if (rc == DT_OK)
        rc = dt_repo_resolve(s->repo, at ? at : "HEAD", commit, &time, err);
    if (rc == DT_EUSAGE)
        return DT_OK;
    return rc < 0 ? rc
                  : dt_repo_walk(s->repo, commit, look_into, s, shallow, err);
}

int dt_older_check(const struct dt_corpus *corpus, const char *at,
                   dt_note_fn problem, void *ctx, uint64_t *count,
                   struct dt_err *err)
{
    struct search s = {.corpus = corpus, .doc = DT_JSON_DOC_INIT};
    struct dt_file_names here = {NULL, 0, NULL}, head = {NULL, 0, NULL};
    struct dt_taken taken = {NULL, 0, NULL};
    struct dt_tree *tree = NULL;
    char folder[160];
    bool shallow = false;
    int rc;

    *count = 0;
    if (!any_withheld(corpus))
        return DT_OK;
    (void)snprintf(folder, sizeof folder, "corpus/%.110s/snapshots",
                   corpus->name);
    rc = dt_taken_init(&taken, corpus, err);
    if (rc == DT_OK)
        rc = dt_tree_open(&tree, corpus->root, at, err);
    if (rc == DT_OK)
        rc = dt_tree_list(tree, folder, &here, err);
    if (rc == DT_OK)
        rc = gather(&s, &taken, &here, true, err);
    if (rc == DT_OK && !at && dt_tracked_snapshots(corpus, &head, err) == DT_OK)
        rc = gather(&s, &taken, &head, false, err);
    s.left = s.count;
    if (rc == DT_OK && s.left)
        rc = search(&s, at, &shallow, err);
    if (rc == DT_OK)
        *count = tell(&s, shallow, problem, ctx);
    dt_json_doc_release(&s.doc);
    free(s.orphans);
    dt_file_names_release(&here);
    dt_file_names_release(&head);
    dt_taken_release(&taken);
    dt_tree_free(tree);
    dt_repo_free(s.repo);
    return rc;
}
