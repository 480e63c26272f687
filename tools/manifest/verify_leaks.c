/* Withheld texts and snapshots that git has all the same (verify_parts.h). */
#define _XOPEN_SOURCE 700 /* realpath */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapt/repo.h"
#include "base/array.h"
#include "base/map.h"
#include "manifest/verify_parts.h"

enum { MOST_PATH = 4096 };

/* The bytes of a withheld text, or of the snapshot that it was taken from. */
struct secret {
    uint64_t bytes;
    char sha256[DT_DIGEST_HEX_SIZE];
    const char *source; /* lives with the corpus or its facts */
    bool is_text;       /* not the snapshot */
};

struct folder {
    char id[DT_REPO_ID_SIZE];
    char path[]; /* with its slash */
};

struct search {
    struct dt_verification *v;
    struct dt_repo *repo;
    char commit[DT_REPO_ID_SIZE];
    struct secret *secrets; /* sorted by bytes, snapshots before texts */
    size_t count;
    struct dt_map texts;     /* of no snapshot: articles by the SHA-256 */
    struct folder **folders; /* of the commit, in the order they are entered */
    size_t entered, room;
    struct dt_map seen; /* their ids */
    const char *here;   /* the path of the one whose entries come */
};

static int by_bytes(const void *a, const void *b)
{
    const struct secret *x = a, *y = b;

    if (x->bytes != y->bytes)
        return x->bytes < y->bytes ? -1 : 1;
    if (x->is_text != y->is_text && strcmp(x->sha256, y->sha256) == 0)
        return x->is_text ? 1 : -1;
    return strcmp(x->sha256, y->sha256);
}

/* What must not be found; an empty file is everybody's. */
static int gather(struct search *s, struct dt_err *err)
{
    const struct dt_verification *v = s->v;
    const size_t articles = dt_facts_articles(v->facts);
    const size_t closed = articles - dt_facts_open(v->facts);
    size_t snapshots = 0;
    int rc = DT_OK;

    for (size_t i = 0; i < v->taken.count; i++)
        snapshots += v->taken.items[i].withheld;
    if (snapshots + closed == 0)
        return DT_OK;
    s->secrets = calloc(snapshots + closed, sizeof *s->secrets);
    if (!s->secrets)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for withheld texts");
    for (size_t i = 0; i < v->taken.count; i++) {
        const struct dt_taken_item *item = &v->taken.items[i];
        struct secret *secret = &s->secrets[s->count];

        if (!item->withheld || item->bytes == 0)
            continue;
        *secret = (struct secret){.bytes = item->bytes,
                                  .source = item->source->id};
        memcpy(secret->sha256, item->sha256, sizeof secret->sha256 - 1);
        s->count++;
    }
    for (size_t i = 0; i < articles; i++) {
        struct secret *secret = &s->secrets[s->count];
        struct dt_fact fact;

        dt_facts_get(v->facts, i, &fact);
        if (fact.open || fact.bytes == 0)
            continue;
        *secret = (struct secret){
            .bytes = fact.bytes, .source = fact.id, .is_text = true};
        memcpy(secret->sha256, fact.sha256, sizeof secret->sha256);
        s->count++;
    }
    qsort(s->secrets, s->count, sizeof *s->secrets, by_bytes);
    for (size_t i = 0; rc == DT_OK && i < s->count; i++)
        if (s->secrets[i].is_text &&
            (i == 0 ||
             strcmp(s->secrets[i - 1].sha256, s->secrets[i].sha256) != 0))
            rc = dt_map_put(&s->texts, s->secrets[i].sha256,
                            s->secrets[i].source, err);
    return rc;
}

/* The first secret of that many bytes; the number of all where none is. */
static size_t first_of(const struct search *s, uint64_t bytes)
{
    size_t low = 0, high = s->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (s->secrets[middle].bytes < bytes)
            low = middle + 1;
        else
            high = middle;
    }
    return low < s->count && s->secrets[low].bytes == bytes ? low : s->count;
}

static const struct secret *find(const struct search *s, uint64_t bytes,
                                 const char *sha256)
{
    for (size_t at = first_of(s, bytes);
         at < s->count && s->secrets[at].bytes == bytes; at++)
        if (strcmp(s->secrets[at].sha256, sha256) == 0)
            return &s->secrets[at];
    return NULL;
}

/* *found: the secret that git has under this id, or NULL. */
static int look_at_blob(const struct search *s, const char *id,
                        const struct secret **found, struct dt_err *err)
{
    char hex[DT_DIGEST_HEX_SIZE];
    uint64_t bytes;
    int rc = dt_repo_blob_bytes(s->repo, id, &bytes, err);

    *found = NULL;
    if (rc < 0 || first_of(s, bytes) == s->count)
        return rc;
    rc = dt_repo_blob_sha256(s->repo, id, hex, err);
    if (rc == DT_OK)
        *found = find(s, bytes, hex);
    return rc;
}

/* The same of a file of the folder; absent is fine. */
static int look_at_file(const struct search *s, const char *path,
                        const struct secret **found, struct dt_err *err)
{
    char full[2 * MOST_PATH], hex[DT_DIGEST_HEX_SIZE];
    struct dt_file_stat st;
    int rc;

    *found = NULL;
    if ((size_t)snprintf(full, sizeof full, "%s/%s", s->v->corpus->root,
                         path) >= sizeof full)
        return DT_OK;
    rc = dt_file_stat(full, &st, err);
    if (rc < 0 || !st.exists || !st.is_file || first_of(s, st.size) == s->count)
        return rc;
    rc = dt_digest_file(full, hex, &st.size, err);
    if (rc == DT_OK)
        *found = find(s, st.size, hex);
    return rc;
}

/* Tests have texts of their own. */
static bool is_test(const char *path)
{
    return dt_str_starts(DT_STR(path), DT_STR("tests/"));
}

/* Behind corpus/NAME/KIND/ of this corpus, or NULL. */
static const char *name_in(const struct search *s, const char *kind,
                           const char *path)
{
    char folder[MOST_PATH];
    size_t len;

    (void)snprintf(folder, sizeof folder, "corpus/%s/%s/", s->v->corpus->name,
                   kind);
    len = strlen(folder);
    return strncmp(path, folder, len) == 0 ? path + len : NULL;
}

static bool is_hash_of_text(const struct search *s, const char *name)
{
    const size_t len = strcspn(name, ".");
    char sha256[DT_DIGEST_HEX_SIZE];

    if (len != sizeof sha256 - 1)
        return false;
    memcpy(sha256, name, len);
    sha256[len] = '\0';
    return dt_map_find(&s->texts, sha256) != NULL;
}

/*
 * Whether a file of the corpus is held against its name: a text must be that
 * of its article, a snapshot have the hash that it is called by.
 */
static bool is_checked_by_name(const struct search *s, const char *path)
{
    const char *text = name_in(s, "articles", path);
    const char *snapshot = name_in(s, "snapshots", path);

    return (text && strcmp(text, ".gitkeep") != 0) ||
           (snapshot && strcmp(snapshot, ".gitkeep") != 0 &&
            !is_hash_of_text(s, snapshot));
}

/* Of two folders with one id, which hold the same, one is entered. */
static int enter_later(struct search *s, const char *id, const char *path,
                       struct dt_err *err)
{
    struct folder **folders;
    struct folder *folder;

    if (dt_map_find(&s->seen, id))
        return DT_OK;
    folders = dt_array_room(s->folders, &s->room, s->entered, sizeof *folders);
    if (folders)
        s->folders = folders;
    folder = folders ? malloc(sizeof *folder + strlen(path) + 1) : NULL;
    if (!folder)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for folders");
    memcpy(folder->id, id, strlen(id) + 1);
    memcpy(folder->path, path, strlen(path) + 1);
    s->folders[s->entered++] = folder;
    return dt_map_put(&s->seen, folder->id, folder->path, err);
}

static int take_entry(void *ctx, const struct dt_repo_entry *entry,
                      struct dt_err *err)
{
    struct search *s = ctx;
    const struct secret *secret;
    char path[MOST_PATH];
    int rc;

    /* What is too long for a path is looked at; its end alone is told. */
    if ((size_t)snprintf(path, sizeof path, "%s%s%s", s->here, entry->name,
                         entry->is == DT_REPO_FOLDER ? "/" : "") >= sizeof path)
        (void)snprintf(path, sizeof path, "…/%.1000s%s", entry->name,
                       entry->is == DT_REPO_FOLDER ? "/" : "");
    if (is_test(path))
        return DT_OK;
    if (entry->is == DT_REPO_FOLDER)
        return enter_later(s, entry->id, path, err);
    if (entry->is != DT_REPO_FILE || is_checked_by_name(s, path))
        return DT_OK;
    rc = look_at_blob(s, entry->id, &secret, err);
    if (rc == DT_OK && secret)
        dt_verify_fault(s->v, path,
                        "holds the text of %s, which is withheld, and %s has "
                        "it (%stake it out of every commit before that is "
                        "pushed)",
                        secret->source,
                        s->v->options->at ? "the commit" : "the last commit",
                        s->v->options->at ? ""
                                          : "git rm --cached it, commit, and ");
    return rc;
}

static int look_at_commit(struct search *s, struct dt_err *err)
{
    int rc;

    s->here = "";
    rc = dt_repo_entries(s->repo, s->commit, take_entry, s, err);
    for (size_t i = 0; rc == DT_OK && i < s->entered; i++) {
        s->here = s->folders[i]->path;
        rc = dt_repo_entries(s->repo, s->folders[i]->id, take_entry, s, err);
    }
    return rc;
}

/*
 * Whether one side of a difference is looked at here. Of what its name checks,
 * all that lies in the folder was; of other files, all that HEAD has, and those
 * of the index that HEAD has not are told as staged.
 */
static bool is_asked(const struct search *s,
                     const struct dt_repo_pending *pending)
{
    const bool older = pending->how == DT_REPO_LEFT ||
                       pending->how == DT_REPO_TRACKED;

    return !is_test(pending->path) &&
           is_checked_by_name(s, pending->path) == older;
}

/* What the next commit would take is a fault; what nobody added is not yet. */
static int take_pending(void *ctx, const struct dt_repo_pending *pending,
                        struct dt_err *err)
{
    static const char *const faults[] = {
        [DT_REPO_LEFT] = "the last commit has it (take it out of every commit "
                         "before that is pushed)",
        [DT_REPO_STAGED] = "is staged (do not commit it: git rm --cached it, "
                           "then remove it or ignore it)",
        [DT_REPO_TRACKED] = "is tracked, though the folder has it no more (git "
                            "rm --cached it, commit, and take it out of every "
                            "commit before that is pushed)",
        [DT_REPO_CHANGED] = "is tracked, though not with these bytes (do not "
                            "commit it: git rm --cached it, then remove it or "
                            "ignore it)",
        [DT_REPO_UNTRACKED] = NULL};
    const struct search *s = ctx;
    const struct secret *secret = NULL;
    char line[600];
    int rc = DT_OK;

    if (!is_asked(s, pending))
        return DT_OK;
    rc = pending->id[0] ? look_at_blob(s, pending->id, &secret, err)
                        : look_at_file(s, pending->path, &secret, err);
    if (rc < 0 || !secret)
        return rc;
    if (faults[pending->how]) {
        dt_verify_fault(s->v, pending->path,
                        "holds the text of %s, which is withheld, and %s",
                        secret->source, faults[pending->how]);
        return DT_OK;
    }
    (void)snprintf(line, sizeof line,
                   "%.300s: holds the text of %s, which is withheld (do not "
                   "commit it: remove it or ignore it)",
                   pending->path, secret->source);
    dt_err_make_printable(line);
    dt_verify_note(s->v, line);
    return DT_OK;
}

static void note_unchecked(const struct search *s, const char *why)
{
    char line[600];

    (void)snprintf(line, sizeof line,
                   "whether git tracks a withheld text was not checked: %.500s",
                   why);
    dt_verify_note(s->v, line);
}

/* libgit2 compares no folders that are nested deeper than 100. */
static int look_at_pending(struct search *s, struct dt_err *err)
{
    char line[600];
    int rc = dt_repo_pending(s->repo, take_pending, s, err);

    if (rc != DT_EIO)
        return rc;
    (void)snprintf(line, sizeof line,
                   "whether a file that is not the same in the folder and in "
                   "git holds a withheld text was not checked: %.400s",
                   err->msg);
    dt_verify_note(s->v, line);
    return DT_OK;
}

/* Whether a folder above has a repository, to which the corpus may belong. */
static bool is_within_repository(const char *root)
{
    char *path = realpath(root, NULL);
    struct dt_file_stat st = {.exists = false};
    struct dt_err ignored;
    char git[MOST_PATH + 8];
    char *slash;

    while (path && !st.exists && (slash = strrchr(path, '/')) != NULL) {
        *slash = '\0';
        (void)snprintf(git, sizeof git, "%s/.git", path);
        if (dt_file_stat(git, &st, &ignored) < 0)
            st.exists = false;
    }
    free(path);
    return st.exists;
}

/* Of whom git trusts nothing, as of a folder that is none of git's: a note. */
static int open_repository(struct search *s, struct dt_err *err)
{
    const char *revision = s->v->options->at ? s->v->options->at : "HEAD";
    const char *root = s->v->corpus->root;
    char git[MOST_PATH];
    struct dt_file_stat st;
    int64_t time;
    int rc;

    (void)snprintf(git, sizeof git, "%s/.git", root);
    rc = dt_file_stat(git, &st, err);
    if (rc < 0)
        return rc;
    if (!st.exists) {
        if (is_within_repository(root))
            note_unchecked(s, "the corpus lies below the top of a git "
                              "repository (give it one of its own)");
        return DT_OK;
    }
    rc = dt_repo_open(root, &s->repo, err);
    if (rc == DT_EUSAGE) {
        note_unchecked(s, err->msg);
        return DT_OK;
    }
    if (rc < 0)
        return rc;
    rc = dt_repo_resolve(s->repo, revision, s->commit, &time, err);
    return rc == DT_EUSAGE ? DT_OK : rc; /* no commit yet */
}

int dt_verify_leaks(struct dt_verification *v, struct dt_err *err)
{
    struct search s = {.v = v, .texts = DT_MAP_INIT, .seen = DT_MAP_INIT};
    int rc = DT_OK;

    if (!v->articles_good)
        return rc;
    rc = gather(&s, err);
    if (rc == DT_OK && s.count)
        rc = open_repository(&s, err);
    if (rc == DT_OK && s.commit[0])
        rc = look_at_commit(&s, err);
    if (rc == DT_OK && s.repo && !v->options->at)
        rc = look_at_pending(&s, err);
    for (size_t i = 0; i < s.entered; i++)
        free(s.folders[i]);
    free(s.folders);
    dt_map_release(&s.seen);
    dt_map_release(&s.texts);
    dt_repo_free(s.repo);
    free(s.secrets);
    return dt_verify_tell(v, rc, err);
}
