#include "article/decided.h"

#include <stdlib.h>
#include <string.h>

static int by_id(const void *key, const void *item)
{
    return strcmp(key, ((const struct dt_copy *)item)->id);
}

/* Whether a fold's SHA-256 is what was judged; NULL: nothing was. */
static bool is_same_text(const char *judged,
                         const unsigned char fold[DT_DIGEST_SIZE])
{
    char hex[DT_DIGEST_HEX_SIZE];

    dt_digest_hex(fold, hex);
    return !judged || strncmp(judged, hex, DT_COPY_JUDGED) == 0;
}

/* The item that was judged, or SIZE_MAX. */
static size_t find(const struct dt_copy *items, size_t count,
                   const char *article, const char *judged)
{
    const struct dt_copy *item =
        count ? bsearch(article, items, count, sizeof *items, by_id) : NULL;

    return item && is_same_text(judged, item->fold) ? (size_t)(item - items)
                                                    : SIZE_MAX;
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
        const size_t a = find(items, count, d->article, d->judged[0]);
        const size_t b = d->other ? find(items, count, d->other, d->judged[1])
                                  : SIZE_MAX;

        if (a == SIZE_MAX || (d->other && b == SIZE_MAX))
            continue;
        if (d->verdict == DT_COPY_CANONICAL) {
            items[a].kept = true;
        } else if (d->verdict == DT_COPY_OF) {
            items[a].copy_of = b;
        } else {
            add_pair(out, a, b);
            add_pair(out, b, a);
        }
    }
    if (out->count)
        qsort(out->apart, out->count, sizeof *out->apart, by_pair);
    return DT_OK;
}

int dt_decided_stories(const struct dt_decided *decided, const uint32_t *story,
                       struct dt_decided *out, struct dt_err *err)
{
    *out = DT_DECIDED_INIT;
    out->apart = calloc(decided->count + 1, sizeof *out->apart);
    if (!out->apart)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for decisions");
    for (size_t i = 0; i < decided->count; i++) {
        const uint32_t a = story[decided->apart[i][0]];
        const uint32_t b = story[decided->apart[i][1]];

        if (a != b)
            add_pair(out, a, b);
    }
    if (out->count)
        qsort(out->apart, out->count, sizeof *out->apart, by_pair);
    return DT_OK;
}

/* The decision by which an item is kept. */
static const struct dt_copy_decision *
kept_by(const struct dt_copy_decisions *decisions, const struct dt_copy *item)
{
    for (size_t i = 0; i < decisions->count; i++)
        if (decisions->items[i].verdict == DT_COPY_CANONICAL &&
            strcmp(decisions->items[i].article, item->id) == 0)
            return &decisions->items[i];
    return NULL;
}

int dt_decided_check(const struct dt_copy_decisions *decisions,
                     const char *path, const struct dt_copy *items,
                     size_t count, struct dt_err *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct dt_copy_decision *a, *b, *later;

        if (!items[i].kept || items[i].duplicate_of == SIZE_MAX ||
            !items[items[i].duplicate_of].kept)
            continue;
        a = kept_by(decisions, &items[i]);
        b = kept_by(decisions, &items[items[i].duplicate_of]);
        later = a->line > b->line ? a : b;
        return DT_FAIL(err, DT_EFORMAT,
                       "%s:%u: canonical: %.100s is a copy of %.100s, which "
                       "line %u keeps (only one of them can be kept)",
                       path, later->line, later->article,
                       (later == a ? b : a)->article,
                       (later == a ? b : a)->line);
    }
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
