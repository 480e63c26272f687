/*
 * form.h - in which form the bytes of a source are.
 *
 * Layer   article.
 */
#ifndef DT_ARTICLE_FORM_H
#define DT_ARTICLE_FORM_H

#include <stdbool.h>

#include "base/str.h"

enum dt_form {
    DT_FORM_HTML,
    DT_FORM_XHTML,
    DT_FORM_TEXT,
    DT_FORM_MARKDOWN,
    DT_FORM_PDF,
    DT_FORM_VTT,
    DT_FORM_SRT
};

/* "text/html", …: a constant. */
const char *dt_form_media_type(enum dt_form form);

/* Whether a media type, as above, or NULL, is one of captions. */
bool dt_form_is_captions(const char *media_type);

/* Whether a media type, or NULL, names one of them, which *out becomes. */
bool dt_form_named(const char *media_type, enum dt_form *out);

/*
 * What a media type, as a source or an HTTP header says it, or NULL, means;
 * the bytes decide where it is none of ours (MIME Sniffing Standard), where
 * they are a PDF, whatever it is called, and where what is called plain text
 * begins as captions do: servers know no better.
 */
enum dt_form dt_form_of(const char *media_type, struct dt_str bytes);

/*
 * The media type that a file's name tells better than its bytes can:
 * "text/markdown" for .md and .markdown, and those of .vtt and .srt; else NULL.
 */
const char *dt_form_of_name(const char *path);

#endif
