/*
 * Any bytes as PDF: no crash, and a text in the profile.
 */
#include <stdlib.h>

#include "adapt/pdf.h"
#include "article/article.h"

static const struct dt_child_job *const jobs[] = {&dt_pdf_job, NULL};

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    dt_child_serve(*argc, *argv, jobs);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct dt_article_input in = {.bytes = {(const char *)data, size},
                                  .media_type = "application/pdf"};
    struct dt_article *article = NULL;
    struct dt_err err;

    if (dt_article_normalise(&in, &article, &err) == DT_OK &&
        dt_article_check_text(article->text, &err) < 0)
        abort();
    dt_article_free(article);
    return 0;
}
