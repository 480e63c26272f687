#include "cmd/each_corpus.h"

static int one_corpus(const char *name, dt_corpus_fn fn, void *ctx,
                      struct dt_err *err)
{
    struct dt_corpus *corpus = NULL;
    int rc = dt_corpus_load(".", name, &corpus, err);

    if (rc == DT_OK)
        rc = fn(ctx, corpus, err);
    dt_corpus_free(corpus);
    return rc;
}

int dt_each_corpus(const char *name, dt_corpus_fn fn, void *ctx,
                   struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    int rc, worst = DT_OK;

    if (name)
        return one_corpus(name, fn, ctx, err);
    rc = dt_corpus_names(".", &names, err);
    if (rc == DT_OK && names.count == 0)
        rc = dt_corpus_none(".", "NAME lays one out", err);
    for (size_t i = 0; rc >= 0 && i < names.count; i++) {
        rc = one_corpus(names.names[i], fn, ctx, err);
        worst = rc > worst ? rc : worst;
    }
    dt_file_names_release(&names);
    return rc < 0 ? rc : worst;
}
