/*
 * Parse the pages in and under a folder, ours and gumbo in turns:
 *
 *     parse FOLDER [ROUNDS]
 *
 * Prints a line of Markdown: pages, megabytes, the best rate of each in MB/s
 * of CPU time, and how many times as fast ours is. ROUNDS (5) is of ours;
 * gumbo has one in five of them.
 */
#include <gumbo.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/html.h"
#include "html_pages.h"

enum { OURS_PER_GUMBO = 5 };

struct pages {
    struct dt_str *pages;
    size_t count, bytes;
};

static void keep(void *context, const char *path, struct dt_str text)
{
    struct pages *all = context;
    struct dt_str *grown = realloc(all->pages,
                                   (all->count + 1) * sizeof *grown);
    char *copy = malloc(text.len + 1);

    (void)path;
    if (!grown || !copy)
        abort();
    memcpy(copy, text.ptr, text.len);
    all->pages = grown;
    all->pages[all->count++] = (struct dt_str){copy, text.len};
    all->bytes += text.len;
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double parse_ours(const struct pages *all)
{
    double start = now();
    struct dt_arena arena = DT_ARENA_INIT((size_t)1 << 32);

    for (size_t i = 0; i < all->count; i++) {
        struct dt_html html;
        struct dt_err err;

        if (dt_html_parse(all->pages[i], &arena, &html, &err) != DT_OK)
            abort();
        dt_arena_reset(&arena);
    }
    dt_arena_release(&arena);
    return now() - start;
}

static double parse_gumbo(const struct pages *all)
{
    double start = now();

    for (size_t i = 0; i < all->count; i++)
        gumbo_destroy_output(&kGumboDefaultOptions,
                             gumbo_parse_with_options(&kGumboDefaultOptions,
                                                      all->pages[i].ptr,
                                                      all->pages[i].len));
    return now() - start;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

int main(int argc, char **argv)
{
    struct pages all = {NULL, 0, 0};
    int rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 5;
    double ours = 1e9, theirs = 1e9, megabytes;

    if (argc < 2 || dt_pages_each(argv[1], keep, &all) <= 0) {
        fprintf(stderr, "usage: parse FOLDER-OF-PAGES [ROUNDS]\n");
        return 2;
    }
    for (int i = 0; i < rounds; i++) {
        ours = least(ours, parse_ours(&all));
        if (i % OURS_PER_GUMBO == 0)
            theirs = least(theirs, parse_gumbo(&all));
    }
    megabytes = (double)all.bytes / 1e6;
    printf("| %zu | %.1f | %.0f | %.0f | %.1f |\n", all.count, megabytes,
           megabytes / ours, megabytes / theirs, theirs / ours);
    for (size_t i = 0; i < all.count; i++)
        free((char *)all.pages[i].ptr);
    free(all.pages);
    return 0;
}
