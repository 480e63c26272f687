#include "manifest/taken.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"

static int by_sha256(const void *a, const void *b)
{
    const struct dt_taken_item *x = a, *y = b;

    return memcmp(x->sha256, y->sha256, DT_DIGEST_HEX_SIZE - 1);
}

static int by_sha256_and_source(const void *a, const void *b)
{
    const struct dt_taken_item *x = a, *y = b;
    int order = by_sha256(a, b);

    return order ? order : (x->source > y->source) - (x->source < y->source);
}

int dt_taken_init(struct dt_taken *taken, const struct dt_corpus *corpus,
                  struct dt_err *err)
{
    size_t kept = 0;

    taken->count = 0;
    taken->items = calloc(corpus->source_count + 1, sizeof *taken->items);
    taken->of_source = calloc(corpus->source_count + 1,
                              sizeof *taken->of_source);
    if (!taken->items || !taken->of_source)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for snapshots");
    for (size_t i = 0; i < corpus->source_count; i++) {
        const struct dt_source *s = &corpus->sources[i];

        if (s->snapshot)
            taken->items[taken->count++] = (struct dt_taken_item){
                .sha256 = s->snapshot, .source = s, .withheld = s->withheld};
    }
    qsort(taken->items, taken->count, sizeof *taken->items,
          by_sha256_and_source);
    for (size_t i = 0; i < taken->count; i++) {
        struct dt_taken_item *last = &taken->items[kept ? kept - 1 : 0];
        const struct dt_taken_item item = taken->items[i];

        if (kept && by_sha256(last, &item) == 0) {
            last->withheld |= item.withheld;
        } else {
            last = &taken->items[kept++];
            *last = item;
        }
        taken->of_source[item.source - corpus->sources] = last;
    }
    taken->count = kept;
    return DT_OK;
}

void dt_taken_release(struct dt_taken *taken)
{
    free(taken->items);
    free(taken->of_source);
    *taken = (struct dt_taken){NULL, 0, NULL};
}

static struct dt_taken_item *find(const struct dt_taken *taken,
                                  const char *sha256)
{
    const struct dt_taken_item key = {.sha256 = sha256};

    return taken->count ? bsearch(&key, taken->items, taken->count,
                                  sizeof *taken->items, by_sha256)
                        : NULL;
}

struct dt_taken_item *dt_taken_near(const struct dt_taken *taken,
                                    const char *sha256, size_t guess)
{
    if (guess < taken->count &&
        memcmp(taken->items[guess].sha256, sha256, DT_DIGEST_HEX_SIZE - 1) == 0)
        return &taken->items[guess];
    return find(taken, sha256);
}
