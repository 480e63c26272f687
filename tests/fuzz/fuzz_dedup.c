#include <stdlib.h>

#include "article/dedup.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

enum { TEXTS = 32 };

/* What was found. */
struct edges {
    struct dt_dedup_edge item[TEXTS * TEXTS];
    size_t count;
};

static void check(bool good)
{
    if (!good)
        abort();
}

static int keep_edge(void *ctx, const struct dt_dedup_edge *edge,
                     struct dt_err *err)
{
    struct edges *edges = ctx;

    (void)err;
    check(edges->count < TEXTS * TEXTS);
    edges->item[edges->count++] = *edge;
    return DT_OK;
}

static int read_again(void *ctx, unsigned worker, uint64_t place,
                      struct dt_buf *text, struct dt_err *err)
{
    const struct dt_str *texts = ctx;

    (void)worker;
    dt_buf_addstr(text, texts[place]);
    return dt_buf_check(text, "a text", err);
}

/* What is found among the texts, taken from the last to the first or not. */
static struct dt_dedup *find(const struct dt_str *texts, size_t count,
                             bool backwards, struct edges *edges)
{
    struct dt_dedup_options options = DT_DEDUP_DEFAULTS;
    struct dt_dedup_text read;
    struct dt_dedup *d = NULL;
    struct dt_err err;

    options.shingle = 2;
    options.reader = (struct dt_dedup_reader){read_again, (void *)texts};
    dt_dedup_text_init(&read);
    check(dt_dedup_new(&options, &d, &err) == DT_OK);
    for (size_t i = 0; i < count; i++) {
        size_t at = backwards ? count - 1 - i : i;
        char id = (char)('A' + at);

        check(dt_dedup_read(d, texts[at], &read, &err) == DT_OK);
        check(dt_dedup_add(d, (struct dt_str){&id, 1}, at, &read.print, &err) ==
              DT_OK);
    }
    check(dt_dedup_find(d, 1, &err) == DT_OK);
    edges->count = 0;
    check(dt_dedup_edges(d, keep_edge, edges, &err) == DT_OK);
    dt_dedup_text_release(&read);
    return d;
}

/* Each line is a text. Order makes no difference; no pair is far apart. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct dt_str rest = {(const char *)data, size}, texts[TEXTS];
    static struct edges x, y;
    size_t count = 0;
    struct dt_dedup *a, *b;

    if (size == 0 || dt_utf8_valid(rest) < size)
        return 0;
    while (count < TEXTS && dt_str_line(&rest, &texts[count]))
        count++;
    a = find(texts, count, false, &x);
    b = find(texts, count, true, &y);
    check(x.count == y.count);
    for (size_t i = 0; i < x.count; i++) {
        check(x.item[i].a == y.item[i].a && x.item[i].b == y.item[i].b &&
              x.item[i].a < x.item[i].b);
        check(x.item[i].jaccard == y.item[i].jaccard &&
              x.item[i].relation == y.item[i].relation);
        check(x.item[i].jaccard <= x.item[i].containment &&
              x.item[i].containment <= 1000);
        check(x.item[i].jaccard >= DT_DEDUP_NEAR ||
              x.item[i].containment >= DT_DEDUP_CONTAINS);
    }
    dt_dedup_free(a);
    dt_dedup_free(b);
    return 0;
}
