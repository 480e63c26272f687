#include "manifest/alike.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

struct dt_alike_pair {
    uint64_t low, high; /* eight bytes of either fold's hash */
    uint16_t jaccard, containment;
};

static struct dt_alike_pair pair_of(const unsigned char *a,
                                    const unsigned char *b)
{
    const bool turned = memcmp(a, b, DT_DIGEST_SIZE) > 0;
    struct dt_alike_pair pair = {0, 0, 0, 0};

    memcpy(&pair.low, turned ? b : a, sizeof pair.low);
    memcpy(&pair.high, turned ? a : b, sizeof pair.high);
    return pair;
}

static int by_folds(const void *a, const void *b)
{
    const struct dt_alike_pair *x = a, *y = b;

    if (x->low != y->low)
        return x->low < y->low ? -1 : 1;
    return (x->high > y->high) - (x->high < y->high);
}

int dt_alike_add(struct dt_alike *alike, const unsigned char a[DT_DIGEST_SIZE],
                 const unsigned char b[DT_DIGEST_SIZE], uint16_t jaccard,
                 uint16_t containment, struct dt_err *err)
{
    void *grown = dt_array_room(alike->pairs, &alike->cap, alike->count,
                                sizeof *alike->pairs);

    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for copies");
    alike->pairs = grown;
    alike->pairs[alike->count] = pair_of(a, b);
    alike->pairs[alike->count].jaccard = jaccard;
    alike->pairs[alike->count++].containment = containment;
    return DT_OK;
}

void dt_alike_settle(struct dt_alike *alike)
{
    if (alike->count)
        qsort(alike->pairs, alike->count, sizeof *alike->pairs, by_folds);
}

bool dt_alike_recall(const void *ctx, const unsigned char a[DT_DIGEST_SIZE],
                     const unsigned char b[DT_DIGEST_SIZE], uint16_t *jaccard,
                     uint16_t *containment)
{
    const struct dt_alike *alike = ctx;
    const struct dt_alike_pair key = pair_of(a, b);
    const struct dt_alike_pair *found =
        alike->count
            ? bsearch(&key, alike->pairs, alike->count, sizeof key, by_folds)
            : NULL;

    if (!found)
        return false;
    *jaccard = found->jaccard;
    *containment = found->containment;
    return true;
}

void dt_alike_release(struct dt_alike *alike)
{
    free(alike->pairs);
    *alike = DT_ALIKE_INIT;
}
