/*
 * Any bytes as XHTML: no crash, and a text in the profile.
 */
#include <stdlib.h>

#include "article/article.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct dt_article_input in = {.bytes = {(const char *)data, size},
                                  .media_type = "application/xhtml+xml"};
    struct dt_article *article = NULL;
    struct dt_err err;

    if (dt_article_normalise(&in, &article, &err) == DT_OK &&
        dt_article_check_text(article->text, &err) < 0)
        abort();
    dt_article_free(article);
    return 0;
}
