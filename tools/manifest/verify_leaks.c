#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapt/repo.h"
#include "manifest/verify_parts.h"

enum { MOST_PATH = 4096, MOST_DEPTH = 64 };

/* The bytes of a withheld text, or of the snapshot that it was taken from. */
struct secret {
    uint64_t bytes;
    char sha256[DT_DIGEST_HEX_SIZE];
    const char *source; /* lives with the corpus or its facts */
};

struct search {
    struct dt_verification *v;
    struct dt_repo *repo;
    char commit[DT_REPO_ID_SIZE];
    struct secret *secrets; /* sorted by bytes */
    size_t count;
};

static int by_bytes(const void *a, const void *b)
{
    const struct secret *x = a, *y = b;

    if (x->bytes != y->bytes)
        return x->bytes < y->bytes ? -1 : 1;
    return strcmp(x->sha256, y->sha256);
}

/* What must not be found; an empty file is everybody's. */
static int gather(struct search *s, struct dt_err *err)
{
    const struct dt_verification *v = s->v;
    const size_t articles = dt_facts_articles(v->facts);

    s->secrets = calloc(v->taken.count + articles + 1, sizeof *s->secrets);
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
        *secret = (struct secret){.bytes = fact.bytes, .source = fact.id};
        memcpy(secret->sha256, fact.sha256, sizeof secret->sha256);
        s->count++;
    }
    qsort(s->secrets, s->count, sizeof *s->secrets, by_bytes);
    return DT_OK;
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

/* A file that the last commit has, as it lies in the folder, if it does. */
static int look_at(const struct search *s, const char *path, struct dt_err *err)
{
    char full[2 * MOST_PATH], hex[DT_DIGEST_HEX_SIZE];
    struct dt_file_stat st;
    size_t at;
    int rc;

    (void)snprintf(full, sizeof full, "%s/%s", s->v->corpus->root, path);
    rc = dt_file_stat(full, &st, err);
    if (rc < 0 || !st.exists || !st.is_file)
        return rc;
    at = first_of(s, st.size);
    if (at == s->count)
        return DT_OK;
    rc = dt_digest_file(full, hex, &st.size, err);
    for (; rc == DT_OK && at < s->count && s->secrets[at].bytes == st.size;
         at++) {
        if (strcmp(s->secrets[at].sha256, hex) != 0)
            continue;
        dt_verify_problem(s->v,
                          "%s: holds the text of %s, which is withheld, and "
                          "the last commit has it (git rm --cached it, commit, "
                          "and take it out of every commit before that is "
                          "pushed)",
                          path, s->secrets[at].source);
        break;
    }
    return rc;
}

/* Tests have texts of their own; what lies where it belongs is known. */
static bool is_passed_over(const struct search *s, const char *path)
{
    char known[2][MOST_PATH];

    (void)snprintf(known[0], MOST_PATH, "corpus/%s/articles",
                   s->v->corpus->name);
    (void)snprintf(known[1], MOST_PATH, "corpus/%s/snapshots",
                   s->v->corpus->name);
    return strcmp(path, "tests") == 0 || strcmp(path, known[0]) == 0 ||
           strcmp(path, known[1]) == 0;
}

static int look_below(const struct search *s, const char *dir, unsigned depth,
                      struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    int rc = dt_repo_list(s->repo, s->commit, dir, &names, err);

    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        const char *name = names.names[i];
        const size_t len = strlen(name);
        char path[MOST_PATH];

        if ((size_t)snprintf(path, sizeof path, "%s%s%s", dir, *dir ? "/" : "",
                             name) >= sizeof path)
            continue; /* longer than any path in a folder */
        if (name[len - 1] != '/') {
            rc = look_at(s, path, err);
            continue;
        }
        path[strlen(path) - 1] = '\0';
        if (depth == MOST_DEPTH)
            rc = DT_FAIL(err, DT_EFORMAT,
                         "%.300s: folders nested deeper than %d", path,
                         MOST_DEPTH);
        else if (!is_passed_over(s, path))
            rc = look_below(s, path, depth + 1, err);
    }
    dt_file_names_release(&names);
    return rc;
}

/* Of whom git trusts nothing, as of a folder that is none of git's: a note. */
static int open_repository(struct search *s, struct dt_err *err)
{
    char line[600];
    int64_t time;
    int rc = dt_repo_open(s->v->corpus->root, &s->repo, err);

    if (rc == DT_EUSAGE) {
        (void)snprintf(line, sizeof line,
                       "whether git tracks a withheld text was not checked: "
                       "%.500s",
                       err->msg);
        dt_verify_note(s->v, line);
        return DT_OK;
    }
    if (rc < 0)
        return rc;
    rc = dt_repo_resolve(s->repo, "HEAD", s->commit, &time, err);
    return rc == DT_EUSAGE ? DT_OK : rc; /* no commit yet */
}

int dt_verify_leaks(struct dt_verification *v, struct dt_err *err)
{
    struct search s = {.v = v};
    char git[MOST_PATH];
    struct dt_file_stat st;
    int rc;

    (void)snprintf(git, sizeof git, "%s/.git", v->corpus->root);
    rc = dt_file_stat(git, &st, err);
    if (rc < 0 || !st.exists || dt_tree_commit(v->tree) || !v->articles_good)
        return rc;
    rc = gather(&s, err);
    if (rc == DT_OK && s.count)
        rc = open_repository(&s, err);
    if (rc == DT_OK && s.commit[0])
        rc = look_below(&s, "", 0, err);
    dt_repo_free(s.repo);
    free(s.secrets);
    return dt_verify_tell(v, rc, err);
}
