#include "manifest/extra.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

int dt_extra_know(struct dt_extra *x, struct dt_str sha256, bool withheld,
                  struct dt_err *err)
{
    struct dt_extra_snapshot *s = dt_array_room(x->snapshots, &x->room,
                                                x->count, sizeof *s);

    if (!s)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for snapshots");
    x->snapshots = s;
    s = &x->snapshots[x->count];
    *s = (struct dt_extra_snapshot){"", withheld};
    if (sha256.len < sizeof s->sha256) {
        memcpy(s->sha256, sha256.ptr, sha256.len);
        s->sha256[sha256.len] = '\0';
        x->count++;
    }
    return DT_OK;
}

static int by_sha256(const void *a, const void *b)
{
    const struct dt_extra_snapshot *x = a, *y = b;

    return strcmp(x->sha256, y->sha256);
}

/* One item for each hash; withheld when one of its sources is. */
static void sort(struct dt_extra *x)
{
    size_t kept = 0;

    if (x->count > 1)
        qsort(x->snapshots, x->count, sizeof *x->snapshots, by_sha256);
    for (size_t i = 0; i < x->count; i++) {
        struct dt_extra_snapshot *last = &x->snapshots[kept ? kept - 1 : 0];

        if (kept && by_sha256(last, &x->snapshots[i]) == 0)
            last->withheld |= x->snapshots[i].withheld;
        else
            x->snapshots[kept++] = x->snapshots[i];
    }
    x->count = kept;
}

static const char *why_no_text(const struct dt_extra *x, const char *name)
{
    size_t len = strlen(name);
    const struct dt_source *s = NULL;

    if (len > 4 && strcmp(name + len - 4, ".txt") == 0)
        s = dt_corpus_source(x->corpus, (struct dt_str){name, len - 4});
    if (!s)
        return "no source has this text: remove it";
    if (s->withheld)
        return "the text of a withheld source must not lie here: remove it";
    if (!x->recorded[s - x->corpus->sources] && !x->damaged)
        return "no record tells of this text yet: dictum build";
    return NULL;
}

const char dt_extra_older[] = "no source has this snapshot: it may stay, "
                              "being what an open text was, or move it to "
                              ".dictum/snapshots/";

/* None is told to remove what may be the last copy. */
static const char *why_no_snapshot(const struct dt_extra *x, const char *name)
{
    const struct dt_extra_snapshot *hit = NULL;
    struct dt_extra_snapshot key = {"", false};

    if (strcspn(name, ".") == sizeof key.sha256 - 1) {
        memcpy(key.sha256, name, sizeof key.sha256 - 1);
        if (x->count)
            hit = bsearch(&key, x->snapshots, x->count, sizeof key, by_sha256);
    }
    if (!hit && !dt_digest_is_hex((struct dt_str){name, strcspn(name, ".")}))
        return "is not named by a SHA-256: remove it, or dictum add it";
    if (hit && hit->withheld)
        return "the snapshot of a withheld source must not lie here: move it "
               "to .dictum/snapshots/";
    if (!hit && !x->damaged)
        return dt_extra_older;
    return NULL;
}

/* Git needs a file to keep an empty folder. */
static bool belongs_to_git(const char *name)
{
    return strcmp(name, ".gitkeep") == 0 || strcmp(name, ".gitignore") == 0;
}

static int list(const struct dt_extra *x, const char *folder,
                const char *(*why)(const struct dt_extra *, const char *),
                dt_extra_fn fn, void *ctx, struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    struct dt_buf path = DT_BUF_INIT(8192);
    int rc;

    dt_corpus_path(x->corpus, folder, &path);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_list(path.ptr, &names, err);
    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        const char *reason = belongs_to_git(names.names[i])
                                 ? NULL
                                 : why(x, names.names[i]);

        if (!reason)
            continue;
        dt_buf_reset(&path);
        dt_buf_addf(&path, "corpus/%s/%s/%s", x->corpus->name, folder,
                    names.names[i]);
        rc = dt_buf_check(&path, "a path", err);
        if (rc == DT_OK)
            rc = fn(ctx, path.ptr, reason, err);
    }
    dt_file_names_release(&names);
    dt_buf_release(&path);
    return rc;
}

int dt_extra_find(struct dt_extra *extra, dt_extra_fn fn, void *ctx,
                  struct dt_err *err)
{
    int rc;

    sort(extra);
    rc = list(extra, "articles", why_no_text, fn, ctx, err);
    return rc < 0 ? rc
                  : list(extra, "snapshots", why_no_snapshot, fn, ctx, err);
}

void dt_extra_release(struct dt_extra *extra)
{
    free(extra->snapshots);
    extra->snapshots = NULL;
    extra->count = extra->room = 0;
}
