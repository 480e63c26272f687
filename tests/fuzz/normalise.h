/*
 * normalise.h - what every target that normalises an article does. Whatever
 * it says its bytes are, they may be found to be a PDF, which a child reads.
 */
#ifndef DICTUM_TESTS_NORMALISE_H
#define DICTUM_TESTS_NORMALISE_H

#include <stdlib.h>

#include "adapt/markdown.h"
#include "adapt/pdf.h"
#include "article/article.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const struct dt_child_job *const jobs[] = {&dt_markdown_job,
                                                      &dt_pdf_job, NULL};

    dt_child_serve(*argc, *argv, jobs);
    return 0;
}

/* Any bytes as this media type: no crash, and a text in the profile. */
static inline void normalise_any(const uint8_t *data, size_t size,
                                 const char *media_type)
{
    struct dt_article_input in = {.bytes = {(const char *)data, size},
                                  .media_type = media_type,
                                  .url = "https://www.example.org/a"};
    struct dt_article *article = NULL;
    struct dt_err err;

    if (dt_article_normalise(&in, &article, &err) == DT_OK &&
        dt_article_check_text(article->text, &err) < 0)
        abort();
    dt_article_free(article);
}

#endif
