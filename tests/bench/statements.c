/*
 * Take the statements of articles, on one thread and on two:
 *
 *     statements [FOLDER]
 *
 * The articles are the files of the folder, each line of one a paragraph; or
 * made ones (story.h). They are gone through in rounds of at least half a
 * second. Prints a line of Markdown: articles, megabytes, statements, and
 * articles and megabytes a second, of CPU time on one thread and of the
 * clock on two, the best of five rounds each.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/pool.h"
#include "statement/statement.h"
#include "story.h"

enum { STORIES = 2000, ROUNDS = 5 };

struct bench {
    struct dt_article *articles;
    size_t count, bytes, repeat;
    struct dt_arena arenas[2];
    size_t statements[2];
};

static void check(int rc, const struct dt_err *err)
{
    if (rc == DT_OK)
        return;
    (void)fprintf(stderr, "statements: %s\n", err->msg);
    exit(1);
}

/* Append an article; each line of the text is a paragraph. */
static void keep(struct bench *b, struct dt_str text)
{
    struct dt_article *grown = realloc(b->articles,
                                       (b->count + 1) * sizeof *grown);
    struct dt_block *blocks = calloc(text.len + 1, sizeof *blocks);
    char *copy = malloc(text.len + 1);
    struct dt_str rest = {copy, text.len}, line;
    size_t count = 0;

    if (!grown || !blocks || !copy)
        abort();
    memcpy(copy, text.ptr, text.len);
    while (dt_str_line(&rest, &line)) {
        line = dt_str_trim(line);
        if (line.len == 0)
            continue;
        blocks[count].span.start = (uint32_t)(line.ptr - copy);
        blocks[count].span.end = blocks[count].span.start + (uint32_t)line.len;
        count++;
    }
    b->articles = grown;
    b->articles[b->count++] = (struct dt_article){
        .text = {copy, text.len},
        .blocks = realloc(blocks, (count + 1) * sizeof *blocks),
        .block_count = count};
    b->bytes += text.len;
}

static void read_folder(struct bench *b, const char *folder)
{
    DIR *dir = opendir(folder);
    struct dt_buf path = DT_BUF_INIT(4096), text = DT_BUF_INIT(DT_ARTICLE_MAX);
    struct dirent *entry;
    struct dt_err err;

    while (dir && (entry = readdir(dir))) {
        if (entry->d_name[0] == '.')
            continue;
        dt_buf_reset(&path);
        dt_buf_reset(&text);
        dt_buf_addf(&path, "%s/%s", folder, entry->d_name);
        check(dt_file_read(path.ptr, &text, &err), &err);
        keep(b, dt_buf_str(&text));
    }
    if (dir)
        (void)closedir(dir);
    dt_buf_release(&path);
    dt_buf_release(&text);
}

static void make_stories(struct bench *b)
{
    struct bench_words words;
    struct bench_story story;

    bench_words_make(&words);
    bench_story_init(&story);
    for (size_t i = 0; i < STORIES; i++) {
        bench_story_make(&story, &words, i);
        keep(b, dt_buf_str(&story.body));
    }
    bench_story_release(&story);
}

static int take(void *ctx, unsigned worker, size_t index, struct dt_err *err)
{
    struct bench *b = ctx;
    struct dt_meta meta = {.kind = DT_KIND_REPORT};
    struct dt_statement_input in = {
        .article_id = "a",
        .article = &b->articles[index % b->count],
        .meta = &meta,
    };
    struct dt_statement *items;
    size_t count;
    int rc = dt_statements_extract(&in, &b->arenas[worker], &items, &count,
                                   err);

    if (rc == DT_OK)
        b->statements[worker] += count;
    dt_arena_reset(&b->arenas[worker]);
    return rc;
}

static double now(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Seconds of the clock for one time over all articles, the best of some. */
static double best_of(struct bench *b, unsigned threads, clockid_t clock)
{
    double best = 1e9;
    struct dt_err err;

    for (int i = 0; i < ROUNDS; i++) {
        double start = now(clock), spent;

        check(dt_pool_run(threads, b->count * b->repeat, take, b, &err), &err);
        spent = (now(clock) - start) / (double)b->repeat;
        best = spent < best ? spent : best;
    }
    return best;
}

int main(int argc, char **argv)
{
    struct bench b = {.repeat = 1,
                      .arenas = {DT_ARENA_INIT((size_t)1 << 32),
                                 DT_ARENA_INIT((size_t)1 << 32)}};
    double once, one, two;

    if (argc > 1)
        read_folder(&b, argv[1]);
    else
        make_stories(&b);
    if (b.count == 0) {
        (void)fprintf(stderr, "usage: statements [FOLDER-OF-TEXTS]\n");
        return 2;
    }
    once = best_of(&b, 1, CLOCK_PROCESS_CPUTIME_ID);
    b.repeat = once < 0.5 ? (size_t)(0.5 / once) + 1 : 1;
    b.statements[0] = 0;
    one = best_of(&b, 1, CLOCK_PROCESS_CPUTIME_ID);
    once = (double)b.statements[0] / (double)b.repeat / ROUNDS;
    two = best_of(&b, 2, CLOCK_MONOTONIC);
    (void)printf("| %s | %zu | %.1f | %.0f | %.0f | %.1f | %.0f | %.1f |\n",
                 argc > 1 ? "of newspapers" : "made", b.count,
                 (double)b.bytes / 1e6, once, (double)b.count / one,
                 (double)b.bytes / one / 1e6, (double)b.count / two,
                 (double)b.bytes / two / 1e6);
    for (size_t i = 0; i < b.count; i++) {
        free((char *)b.articles[i].text.ptr);
        free((struct dt_block *)b.articles[i].blocks);
    }
    free(b.articles);
    dt_arena_release(&b.arenas[0]);
    dt_arena_release(&b.arenas[1]);
    return 0;
}
