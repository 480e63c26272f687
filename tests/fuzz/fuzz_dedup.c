#include <stdlib.h>
#include <string.h>

#include "article/dedup.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

enum { TEXTS = 32 };

static void check(bool good)
{
    if (!good)
        abort();
}

/* What is found among the texts, taken from the last to the first or not. */
static struct dt_dedup *find(const struct dt_str *texts, size_t count,
                             bool backwards, const struct dt_dedup_edge **edges,
                             size_t *found)
{
    struct dt_dedup_options options = DT_DEDUP_DEFAULTS;
    struct dt_dedup_text read;
    struct dt_dedup *d = NULL;
    struct dt_err err;

    options.shingle = 2;
    dt_dedup_text_init(&read);
    check(dt_dedup_new(&options, &d, &err) == DT_OK);
    for (size_t i = 0; i < count; i++) {
        size_t at = backwards ? count - 1 - i : i;
        char id = (char)('A' + at);

        check(dt_dedup_read(d, texts[at], &read, &err) == DT_OK);
        check(dt_dedup_add(d, (struct dt_str){&id, 1}, &read, &err) == DT_OK);
    }
    check(dt_dedup_find(d, 1, edges, found, &err) == DT_OK);
    dt_dedup_text_release(&read);
    return d;
}

/* Each line is a text. Order makes no difference; no pair is far apart. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct dt_str rest = {(const char *)data, size}, texts[TEXTS];
    const struct dt_dedup_edge *x = NULL, *y = NULL;
    size_t count = 0, x_count = 0, y_count = 0;
    struct dt_dedup *a, *b;

    if (size == 0 || dt_utf8_valid(rest) < size)
        return 0;
    while (count < TEXTS && dt_str_line(&rest, &texts[count]))
        count++;
    a = find(texts, count, false, &x, &x_count);
    b = find(texts, count, true, &y, &y_count);
    check(x_count == y_count);
    for (size_t i = 0; i < x_count; i++) {
        check(x[i].a == y[i].a && x[i].b == y[i].b && x[i].a < x[i].b);
        check(x[i].jaccard == y[i].jaccard && x[i].relation == y[i].relation);
        check(x[i].jaccard <= x[i].containment && x[i].containment <= 1000);
        check(x[i].jaccard >= DT_DEDUP_NEAR ||
              x[i].containment >= DT_DEDUP_CONTAINS);
    }
    dt_dedup_free(a);
    dt_dedup_free(b);
    return 0;
}
