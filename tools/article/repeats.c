#include <stdlib.h>

#include "article/finish.h"
#include "article/line.h"

enum {
    REPEAT_LEAST = 40, /* bytes of fold: shorter lines may well recur */
    QUOTES_MOST = 64,  /* pull quotes looked for in one article */
    QUOTE_WORDS = 64,
    REACH = 60 /* blocks before and behind in which the body's words stand */
};

static int by_fold(const void *a, const void *b)
{
    const struct dt_draft_block *x = *(struct dt_draft_block *const *)a;
    const struct dt_draft_block *y = *(struct dt_draft_block *const *)b;
    int order = dt_str_cmp(x->fold, y->fold);

    /* Both point into one array: the earlier block comes first. */
    return order ? order : (x > y) - (x < y);
}

int dt_finish_repeats(struct dt_draft *draft, struct dt_err *err)
{
    struct dt_draft_block **sorted;
    size_t n = 0;

    if (draft->count < 2)
        return DT_OK;
    sorted = malloc(draft->count * sizeof *sorted);
    if (!sorted)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (size_t i = 0; i < draft->count; i++)
        if (!draft->blocks[i].gone && draft->blocks[i].fold.len >= REPEAT_LEAST)
            sorted[n++] = &draft->blocks[i];
    if (n)
        qsort(sorted, n, sizeof *sorted, by_fold);
    for (size_t i = 1; i < n; i++)
        if (dt_str_eq(sorted[i]->fold, sorted[i - 1]->fold))
            sorted[i]->gone = true;
    free(sorted);
    return DT_OK;
}

static size_t split(struct dt_str fold, struct dt_str *words, size_t most)
{
    size_t n = 0, at = 0;

    while (at < fold.len && n < most) {
        const char *space = memchr(fold.ptr + at, ' ', fold.len - at);
        size_t end = space ? (size_t)(space - fold.ptr) : fold.len;

        words[n++] = (struct dt_str){fold.ptr + at, end - at};
        at = end + 1;
    }
    return n;
}

/* Length of the longest common subsequence of words with those of fold. */
static size_t common_words(const struct dt_str *words, size_t n,
                           struct dt_str fold)
{
    size_t row[QUOTE_WORDS + 1] = {0}, at = 0;

    while (at < fold.len) {
        const char *space = memchr(fold.ptr + at, ' ', fold.len - at);
        size_t end = space ? (size_t)(space - fold.ptr) : fold.len;
        struct dt_str word = {fold.ptr + at, end - at};
        size_t diagonal = 0;

        for (size_t i = 0; i < n; i++) {
            size_t above = row[i + 1];

            if (dt_str_eq(words[i], word))
                row[i + 1] = diagonal + 1;
            else if (row[i] > row[i + 1])
                row[i + 1] = row[i];
            diagonal = above;
        }
        at = end + 1;
    }
    return row[n];
}

static bool is_repeated(const struct dt_draft *draft, size_t i)
{
    struct dt_str words[QUOTE_WORDS];
    size_t n = split(draft->blocks[i].fold, words, QUOTE_WORDS);
    size_t from = i > REACH ? i - REACH : 0;

    for (size_t k = from; k < draft->count && k <= i + REACH; k++) {
        const struct dt_draft_block *b = &draft->blocks[k];

        if (k == i || b->gone || b->kind == DT_BLOCK_HEADING ||
            b->kind == DT_BLOCK_PULL_QUOTE || b->fold.len > 8 * 1024 ||
            b->fold.len * 10 < draft->blocks[i].fold.len * 7)
            continue;
        if (common_words(words, n, b->fold) * 10 >= n * 7)
            return true;
    }
    return false;
}

void dt_finish_pull_quotes(struct dt_draft *draft)
{
    size_t looked = 0;

    for (size_t i = 0; i < draft->count && looked < QUOTES_MOST; i++) {
        struct dt_draft_block *b = &draft->blocks[i];

        if (b->gone || b->text.len > 600 ||
            (b->kind != DT_BLOCK_PARAGRAPH && b->kind != DT_BLOCK_QUOTE) ||
            !dt_line_quoted(b->text).ptr)
            continue;
        looked++;
        if (is_repeated(draft, i))
            b->kind = DT_BLOCK_PULL_QUOTE;
    }
}
