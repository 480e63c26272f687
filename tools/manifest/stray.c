#include "manifest/stray.h"

#include <stdio.h>

enum { MOST_PATH = 4096, DEEPEST = 8 };

struct search {
    struct dt_tree *tree;
    unsigned levels; /* folders and files below the kind's own folder */
    dt_stray_fn fn;
    void *ctx;
};

/* "a.jsonl" … "p.jsonl", or as a folder "a/" … "p/". */
static bool is_shard_name(const char *name, bool folder)
{
    return name[0] >= 'a' && name[0] <= 'p' &&
           strcmp(name + 1, folder ? "/" : ".jsonl") == 0;
}

/* What lies in a folder at a level; levels from 1, the last one has files. */
static int search(const struct search *s, const char *dir, unsigned level,
                  struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    int rc = dt_tree_list(s->tree, dir, &names, err);

    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        const char *name = names.names[i];
        bool folder = name[strlen(name) - 1] == '/';
        char path[MOST_PATH];

        (void)snprintf(path, sizeof path, "%s/%s", dir, name);
        if (folder && level < DEEPEST) {
            path[strlen(path) - 1] = '\0';
            rc = search(s, path,
                        is_shard_name(name, true) ? level + 1 : DEEPEST, err);
        } else if (level != s->levels || !is_shard_name(name, false)) {
            rc = s->fn(s->ctx, path, err);
        }
    }
    dt_file_names_release(&names);
    return rc;
}

int dt_strays(struct dt_tree *tree, const struct dt_corpus *corpus,
              dt_stray_fn fn, void *ctx, struct dt_err *err)
{
    struct search s = {tree, 0, fn, ctx};
    int rc = DT_OK;

    for (unsigned left = corpus->shards / 16; left; left /= 16)
        s.levels++;
    for (int kind = 0; rc == DT_OK && kind < DT_RELEASES; kind++) {
        const char *top = kind == DT_STATEMENTS ? "corpus" : "manifests";
        const char *name = dt_records_name((enum dt_records)kind);
        char path[MOST_PATH];
        bool found = false;

        (void)snprintf(path, sizeof path, "%s/%s/%s", top, corpus->name, name);
        rc = search(&s, path, 1, err);
        (void)snprintf(path, sizeof path, "%s/%s/%s.jsonl", top, corpus->name,
                       name);
        if (rc == DT_OK && corpus->shards > 1)
            rc = dt_tree_has(tree, path, &found, err);
        if (rc == DT_OK && found)
            rc = fn(ctx, path, err);
    }
    return rc;
}
