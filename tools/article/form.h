/*
 * form.h - in which form the bytes of a source are.
 *
 * Layer   article.
 */
#ifndef DT_ARTICLE_FORM_H
#define DT_ARTICLE_FORM_H

#include "base/str.h"

enum dt_form {
    DT_FORM_HTML,
    DT_FORM_XHTML,
    DT_FORM_TEXT,
    DT_FORM_MARKDOWN,
    DT_FORM_PDF
};

/* "text/html", …: a constant. */
const char *dt_form_media_type(enum dt_form form);

/*
 * What a media type, as a source or an HTTP header says it, or NULL, means;
 * the bytes decide where it is none of ours (MIME Sniffing Standard), and where
 * they are a PDF, whatever it is called.
 */
enum dt_form dt_form_of(const char *media_type, struct dt_str bytes);

/*
 * The media type that a file's name tells better than its bytes can:
 * "text/markdown" for .md and .markdown, else NULL.
 */
const char *dt_form_of_name(const char *path);

#endif
