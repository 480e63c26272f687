/*
 * kept COUNT MORE FOLDER - what it costs to find the copies among COUNT texts,
 * then with MORE added, and with these taken away again, where article/kept.h
 * keeps what was found in FOLDER.
 *
 * Prints a line of Markdown: COUNT, MORE, seconds of CPU of the first, of the
 * second and of the third, and pairs found in each. The time in which texts are
 * made up does not count; that in which they are read does.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "article/kept.h"
#include "story.h"

struct kept_bench {
    struct bench_words words;
    struct bench_story story;
    struct dt_buf text;
    size_t count;
    unsigned char (*identity)[DT_DIGEST_SIZE]; /* of each text, once known */
    double made;                               /* seconds of making texts up */
    size_t edges;
};

static double cpu(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void make_text(struct kept_bench *b, size_t i, struct dt_buf *out)
{
    const double from = cpu();

    bench_story_text(&b->story, &b->words, i, out);
    b->made += cpu() - from;
}

static int read_again(void *ctx, unsigned worker, uint64_t place,
                      struct dt_buf *text, struct dt_err *err)
{
    (void)worker;
    make_text(ctx, place, text);
    return dt_buf_check(text, "a text", err);
}

static int count_edge(void *ctx, const struct dt_dedup_edge *edge,
                      struct dt_err *err)
{
    struct kept_bench *b = ctx;

    (void)edge, (void)err;
    b->edges++;
    return DT_OK;
}

/* Add the texts up to last, reading from first on those that are not known. */
static int add(struct kept_bench *b, struct dt_dedup *d, size_t first,
               size_t last, struct dt_err *err)
{
    struct dt_dedup_text text;
    int rc = DT_OK;

    dt_dedup_text_init(&text);
    for (size_t i = 0; rc == DT_OK && i < last; i++) {
        char id[32];

        (void)snprintf(id, sizeof id, "article-%08zu", i);
        if (i < first) {
            rc = dt_kept_add_known(d, DT_STR(id), i, b->identity[i], err);
            continue;
        }
        make_text(b, i, &b->text);
        rc = dt_dedup_read(d, dt_buf_str(&b->text), &text, err);
        if (rc < 0)
            break;
        memcpy(b->identity[i], text.print.identity, DT_DIGEST_SIZE);
        rc = dt_dedup_add(d, DT_STR(id), i, &text.print, err);
    }
    dt_dedup_text_release(&text);
    return rc;
}

/* One run over the texts up to last, of which those up to first are known. */
static int run(struct kept_bench *b, const char *folder, size_t first,
               size_t last, double *seconds, struct dt_err *err)
{
    struct dt_dedup_options options = DT_DEDUP_DEFAULTS;
    struct dt_dedup *d = NULL;
    const double from = cpu();
    int rc;

    options.reader = (struct dt_dedup_reader){read_again, b};
    b->made = 0;
    b->edges = 0;
    rc = dt_dedup_new(&options, &d, err);
    if (rc == DT_OK)
        rc = dt_kept_open(d, folder, err);
    if (rc == DT_OK)
        rc = add(b, d, first, last, err);
    if (rc == DT_OK)
        rc = dt_dedup_find(d, 1, err);
    if (rc == DT_OK)
        rc = dt_dedup_edges(d, count_edge, b, err);
    dt_dedup_free(d);
    *seconds = cpu() - from - b->made;
    return rc;
}

int main(int argc, char **argv)
{
    static struct kept_bench b;
    const size_t count = argc == 4 ? strtoul(argv[1], NULL, 10) : 0;
    const size_t more = argc == 4 ? strtoul(argv[2], NULL, 10) : 0;
    double seconds[3] = {0};
    size_t edges[3] = {0};
    struct dt_err err;
    int rc = DT_OK;

    if (count == 0 || more == 0) {
        (void)fputs("usage: kept COUNT MORE FOLDER\n", stderr);
        return 2;
    }
    bench_words_make(&b.words);
    bench_story_init(&b.story);
    b.text = DT_BUF_INIT(1 << 20);
    b.identity = calloc(count + more, sizeof *b.identity);
    if (!b.identity)
        rc = DT_FAIL(&err, DT_EINTERNAL, "out of memory");
    for (size_t i = 0; rc == DT_OK && i < 3; i++) {
        rc = run(&b, argv[3], i ? count : 0, i == 1 ? count + more : count,
                 &seconds[i], &err);
        edges[i] = b.edges;
    }
    if (rc == DT_OK)
        (void)printf("| %zu | %zu | %.3f | %.3f | %.3f | %zu | %zu | %zu |\n",
                     count, more, seconds[0], seconds[1], seconds[2], edges[0],
                     edges[1], edges[2]);
    else
        (void)fprintf(stderr, "kept: %s\n", err.msg);
    bench_story_release(&b.story);
    dt_buf_release(&b.text);
    free(b.identity);
    return rc < 0;
}
