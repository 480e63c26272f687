#include "article/decided.h"

#include <stdlib.h>
#include <string.h>

static int by_id(const void *key, const void *item)
{
    return strcmp(key, ((const struct dt_copy *)item)->id);
}

bool dt_decided_same_text(const char *judged,
                          const unsigned char fold[DT_DIGEST_SIZE])
{
    char hex[DT_DIGEST_HEX_SIZE];

    dt_digest_hex(fold, hex);
    return !judged || strncmp(judged, hex, DT_COPY_JUDGED) == 0;
}

/* The item that was judged, or NULL. */
static struct dt_copy *find(struct dt_copy *items, size_t count,
                            const char *article, const char *judged)
{
    struct dt_copy *item =
        count ? bsearch(article, items, count, sizeof *items, by_id) : NULL;

    return item && dt_decided_same_text(judged, item->fold) ? item : NULL;
}

static int by_pair(const void *a, const void *b)
{
    const size_t *x = a, *y = b;

    if (x[0] != y[0])
        return x[0] < y[0] ? -1 : 1;
    return (x[1] > y[1]) - (x[1] < y[1]);
}

static void add_pair(struct dt_decided *out, size_t a, size_t b)
{
    out->apart[out->count][0] = a;
    out->apart[out->count++][1] = b;
}

int dt_decided_apply(const struct dt_copy_decisions *decisions,
                     struct dt_copy *items, size_t count,
                     struct dt_decided *out, struct dt_err *err)
{
    *out = DT_DECIDED_INIT;
    for (size_t i = 0; i < count; i++) {
        items[i].kept = false;
        items[i].copy_of = SIZE_MAX;
    }
    if (decisions->count == 0)
        return DT_OK;
    out->apart = calloc(2 * decisions->count, sizeof *out->apart);
    if (!out->apart)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for decisions");
    for (size_t i = 0; i < decisions->count; i++) {
        const struct dt_copy_decision *d = &decisions->items[i];
        struct dt_copy *a = find(items, count, d->article, d->judged[0]);
        struct dt_copy *b = d->other
                                ? find(items, count, d->other, d->judged[1])
                                : NULL;

        if (!a || (d->other && !b))
            continue;
        if (d->verdict == DT_COPY_CANONICAL) {
            a->kept = true;
        } else if (d->verdict == DT_COPY_OF) {
            a->copy_of = (size_t)(b - items);
        } else {
            add_pair(out, (size_t)(a - items), (size_t)(b - items));
            add_pair(out, (size_t)(b - items), (size_t)(a - items));
        }
    }
    if (out->count)
        qsort(out->apart, out->count, sizeof *out->apart, by_pair);
    return DT_OK;
}

void dt_decided_release(struct dt_decided *decided)
{
    free(decided->apart);
    *decided = DT_DECIDED_INIT;
}

/* Index of the first pair that is not before (a, b). */
static size_t lower(const struct dt_decided *decided, size_t a, size_t b)
{
    const size_t key[2] = {a, b};
    size_t low = 0, high = decided->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (by_pair(decided->apart[middle], key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool dt_decided_apart(const struct dt_decided *decided, size_t a, size_t b)
{
    const size_t at = lower(decided, a, b);

    return at < decided->count && decided->apart[at][0] == a &&
           decided->apart[at][1] == b;
}

const size_t (*dt_decided_of(const struct dt_decided *decided, size_t item,
                             size_t *count))[2]
{
    size_t at = lower(decided, item, 0), end = at;

    while (end < decided->count && decided->apart[end][0] == item)
        end++;
    *count = end - at;
    return *count ? (const size_t(*)[2])(decided->apart + at) : NULL;
}
