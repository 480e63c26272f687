#include "manifest/revision.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "manifest/tree.h"

enum { MOST_PATH = 4096, MOST_YAML = 1 << 30 };

/* Copy one file of the commit below a scratch folder. */
static int copy(struct dt_tree *tree, const char *scratch, const char *name,
                const char *file, bool needed, struct dt_err *err)
{
    struct dt_buf bytes = DT_BUF_INIT(MOST_YAML);
    char path[MOST_PATH], to[2 * MOST_PATH];
    bool found;
    int rc;

    (void)snprintf(path, sizeof path, "corpus/%s/%s", name, file);
    (void)snprintf(to, sizeof to, "%s/%s", scratch, path);
    rc = dt_tree_read(tree, path, &bytes, &found, err);
    if (rc == DT_OK && !found && needed)
        rc = DT_FAIL(err, DT_EIO, "%s: not in commit %.12s", path,
                     dt_tree_commit(tree));
    if (rc == DT_OK && found)
        rc = dt_file_write(to, bytes.ptr, bytes.len, err);
    dt_buf_release(&bytes);
    return rc;
}

static int load(struct dt_tree *tree, const char *root, const char *scratch,
                const char *name, struct dt_corpus **out, struct dt_err *err)
{
    static const char *const files[] = {"corpus.yaml", "sources.yaml",
                                        "people.yaml"};
    char dir[2 * MOST_PATH];
    struct dt_corpus *corpus = NULL;
    char *home;
    int rc;

    (void)snprintf(dir, sizeof dir, "%s/corpus/%s", scratch, name);
    rc = dt_file_mkdirs(dir, err);
    for (size_t i = 0; rc == DT_OK && i < sizeof files / sizeof *files; i++)
        rc = copy(tree, scratch, name, files[i], true, err);
    if (rc == DT_OK)
        rc = copy(tree, scratch, name, "decisions.yaml", false, err);
    if (rc == DT_OK)
        rc = dt_corpus_load(scratch, name, &corpus, err);
    if (rc < 0)
        return rc;
    home = strdup(root);
    if (!home) {
        dt_corpus_free(corpus);
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    }
    free(corpus->root);
    corpus->root = home;
    *out = corpus;
    return DT_OK;
}

static int names_of(struct dt_tree *tree, struct dt_file_names *out,
                    struct dt_err *err)
{
    size_t kept = 0;
    int rc = dt_tree_list(tree, "corpus", out, err);

    for (size_t i = 0; rc == DT_OK && i < out->count; i++) {
        size_t len = strlen(out->names[i]);

        if (out->names[i][len - 1] == '/') {
            out->names[i][len - 1] = '\0';
            out->names[kept++] = out->names[i];
        }
    }
    if (rc == DT_OK)
        out->count = kept;
    return rc;
}

int dt_corpus_names_at(const char *root, const char *revision,
                       struct dt_file_names *out, struct dt_err *err)
{
    struct dt_tree *tree = NULL;
    int rc = dt_tree_open(&tree, root, revision, err);

    if (rc == DT_OK)
        rc = names_of(tree, out, err);
    dt_tree_free(tree);
    return rc;
}

/* The corpus of this name, or the only one. */
static int choose(const struct dt_tree *tree, const struct dt_file_names *names,
                  const char **name, struct dt_err *err)
{
    if (!*name && names->count == 1)
        *name = names->names[0];
    else if (!*name)
        return DT_FAIL(err, DT_EUSAGE, "%.12s has %zu corpora (name one)",
                       dt_tree_commit(tree), names->count);
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->names[i], *name) == 0)
            return DT_OK;
    return DT_FAIL(err, DT_EUSAGE, "%.100s: no such corpus in commit %.12s",
                   *name, dt_tree_commit(tree));
}

int dt_corpus_load_at(const char *root, const char *revision, const char *name,
                      struct dt_corpus **out, struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    struct dt_tree *tree = NULL;
    struct dt_err ignored;
    char scratch[MOST_PATH];
    int rc = dt_tree_open(&tree, root, revision, err);

    if (rc == DT_OK)
        rc = names_of(tree, &names, err);
    if (rc == DT_OK)
        rc = choose(tree, &names, &name, err);
    (void)snprintf(scratch, sizeof scratch, "%s/.dictum/at-XXXXXX", root);
    if (rc == DT_OK) {
        char dir[MOST_PATH];

        (void)snprintf(dir, sizeof dir, "%s/.dictum", root);
        rc = dt_file_mkdirs(dir, err);
        if (rc == DT_OK && !mkdtemp(scratch))
            rc = dt_file_fail(scratch, err);
        if (rc == DT_OK)
            rc = load(tree, root, scratch, name, out, err);
        (void)dt_file_remove_tree(scratch, &ignored);
    }
    dt_file_names_release(&names);
    dt_tree_free(tree);
    return rc;
}
