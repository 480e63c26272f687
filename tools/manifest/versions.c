#include "manifest/versions.h"

#include <stdlib.h>

int dt_versions_add(struct dt_versions *v, size_t earlier, size_t later,
                    struct dt_err *err)
{
    if (v->count == v->cap) {
        const size_t cap = v->cap ? v->cap * 2 : 64;
        uint64_t *grown = realloc(v->pairs, cap * sizeof *grown);

        if (!grown)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for versions");
        v->pairs = grown;
        v->cap = cap;
    }
    v->pairs[v->count++] = (uint64_t)earlier << 32 | later;
    return DT_OK;
}

static int by_value(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

void dt_versions_settle(struct dt_versions *v)
{
    if (v->count)
        qsort(v->pairs, v->count, sizeof *v->pairs, by_value);
}

bool dt_versions_have(const struct dt_versions *v, size_t earlier, size_t later)
{
    const uint64_t key = (uint64_t)earlier << 32 | later;

    return v->count &&
           bsearch(&key, v->pairs, v->count, sizeof *v->pairs, by_value);
}

void dt_versions_release(struct dt_versions *v)
{
    free(v->pairs);
    *v = DT_VERSIONS_INIT;
}
