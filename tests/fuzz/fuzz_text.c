/*
 * Any bytes as plain text: no crash, a text in the profile, blocks that tile
 * it, and a fold that is its own fold. The same bytes as a text that may be in
 * the profile already.
 */
#include <stdlib.h>

#include "article/profile.h"
#include "normalise.h"

static void check_blocks(const struct dt_article *a)
{
    size_t at = 0;

    for (size_t i = 0; i < a->block_count; i++) {
        const struct dt_span *span = &a->blocks[i].span;

        if (span->start != at || span->end <= span->start ||
            span->end >= a->text.len)
            abort();
        at = span->end + 2;
    }
    if (a->text.len && at != a->text.len + 1)
        abort();
}

static void check_fold(struct dt_str text)
{
    struct dt_buf once = DT_BUF_INIT(1 << 26), twice = DT_BUF_INIT(1 << 26);
    struct dt_err err;

    if (dt_article_fold(text, &once, &err) < 0 ||
        dt_article_fold(dt_buf_str(&once), &twice, &err) < 0 ||
        !dt_str_eq(dt_buf_str(&once), dt_buf_str(&twice)))
        abort();
    dt_buf_release(&once);
    dt_buf_release(&twice);
}

/* In a text that passes every line is as the profile would have it. */
static void check_lines(struct dt_str text)
{
    struct dt_buf made = DT_BUF_INIT(1 << 26);
    struct dt_str line;
    struct dt_err err;

    if (dt_article_check_text(text, &err) < 0)
        return;
    while (dt_str_line(&text, &line)) {
        dt_buf_reset(&made);
        if (dt_profile_line(line, &made, &err) < 0 ||
            !dt_str_eq(dt_buf_str(&made), line))
            abort();
    }
    dt_buf_release(&made);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct dt_article_input in = {.bytes = {(const char *)data, size},
                                  .media_type = "text/plain"};
    struct dt_article *article = NULL;
    struct dt_err err;

    if (dt_article_normalise(&in, &article, &err) == DT_OK) {
        if (dt_article_check_text(article->text, &err) < 0)
            abort();
        check_blocks(article);
        check_fold(article->text);
    }
    dt_article_free(article);
    check_lines((struct dt_str){(const char *)data, size});
    return 0;
}
