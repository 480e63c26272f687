#include "metadata_help.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

struct dt_article *metadata_article;

const struct dt_meta *metadata_of(const char *type, const char *bytes)
{
    struct dt_article_input in = {.bytes = DT_STR(bytes), .media_type = type};
    struct dt_err err;

    metadata_release();
    cr_assert(zero(int, dt_article_normalise(&in, &metadata_article, &err)),
              "%s", err.msg);
    return &metadata_article->meta;
}

const struct dt_meta *metadata_page(const char *head, const char *top)
{
    static char bytes[16384];

    (void)snprintf(bytes, sizeof bytes,
                   "<!DOCTYPE html><html lang=en><head>%s</head><body>"
                   "<article>%s" PROSE "</article></body></html>",
                   head, top);
    return metadata_of("text/html", bytes);
}

char *metadata_origin(const struct dt_meta *m, enum dt_field field)
{
    for (size_t i = 0; i < m->claim_count; i++)
        if (m->claims[i].field == field && m->claims[i].chosen)
            return (char *)m->claims[i].from;
    return (char *)"";
}

size_t metadata_against(const struct dt_meta *m, enum dt_field field)
{
    size_t count = 0;

    for (size_t i = 0; i < m->claim_count; i++)
        count += m->claims[i].field == field && m->claims[i].against;
    return count;
}

char *metadata_values(const struct dt_meta *m, enum dt_field field)
{
    static char out[4096];

    out[0] = '\0';
    for (size_t i = 0; i < m->claim_count; i++)
        if (m->claims[i].field == field && m->claims[i].chosen) {
            if (out[0])
                (void)strncat(out, ";", sizeof out - strlen(out) - 1);
            (void)strncat(out, m->claims[i].value,
                          sizeof out - strlen(out) - 1);
        }
    return out;
}

void metadata_release(void)
{
    dt_article_free(metadata_article);
    metadata_article = NULL;
}
