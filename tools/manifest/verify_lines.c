/* Each line of the manifests, alone and against others (verify_parts.h). */
#include <string.h>

#include "manifest/verify_links.h"
#include "manifest/verify_records.h"

enum { MOST_PATH = 4096 };

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

/* Releases are what pack recorded, which no build can make again. */
static int tell_absent(const struct dt_verification *v, enum dt_records kind,
                       const char *path, struct dt_err *err)
{
    if (kind == DT_RELEASES)
        return DT_FAIL(err, DT_EIO,
                       "%s: is missing (restore it with git checkout HEAD -- "
                       "%s; where git has none, dictum build %s makes an empty "
                       "one)",
                       path, path, v->corpus->name);
    return DT_FAIL(err, DT_EIO, "%s: is missing (run dictum build %s)", path,
                   v->corpus->name);
}

/* Add to a fault of the lines what mends it. */
static int advise(const struct dt_verification *v, enum dt_records kind, int rc,
                  struct dt_err *err)
{
    const struct dt_err inner = *err;

    if (!dt_leaves_told_order(&inner))
        return DT_FAIL(err, (enum dt_code)rc,
                       "%.400s (restore it with git checkout)", inner.msg);
    if (kind == DT_RELEASES)
        return DT_FAIL(err, (enum dt_code)rc,
                       "%.400s (leave one line a version, the older first)",
                       inner.msg);
    return DT_FAIL(err, (enum dt_code)rc, "%.400s (run dictum build %.60s)",
                   inner.msg, v->corpus->name);
}

static int check_file(struct dt_verification *v, enum dt_records kind,
                      const char *path, uint64_t *count, struct dt_err *err)
{
    static const struct dt_leaf_uses none = {NULL, NULL, NULL};
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

    dt_leaves_begin(v->leaves, kind, path,
                    compare ? dt_verify_uses(kind) : &none, v);
    rc = dt_tree_stream(v->tree, path, &sink, &found, err);
    if (rc == DT_OK && found && share)
        rc = share->piece(share->ctx, path, 0, &digest, err);
    ended = dt_leaves_end(v->leaves, &lines, rc < 0 ? &later : err);
    if (rc == DT_OK)
        rc = ended;
    *count += lines;
    if (rc == DT_OK && !found &&
        (v->corpus->shards == 1 || kind == DT_RELEASES))
        rc = tell_absent(v, kind, path, err);
    if (rc == DT_OK)
        return DT_OK;
    v->lines_good = false;
    v->articles_good = v->articles_good && kind != DT_ARTICLES;
    if ((rc == DT_EFORMAT || rc == DT_EMISMATCH) && !strchr(err->msg, '('))
        rc = advise(v, kind, rc, err);
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

int dt_verify_lines(struct dt_verification *v, struct dt_err *err)
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
    if (rc == DT_OK && v->articles_good)
        rc = dt_verify_links_decided(v, err);
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
