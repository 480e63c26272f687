/*
 * xhtml.h - XHTML as the HTML that says the same.
 *
 * Layer   article. What an HTML parser reads otherwise: elements that are
 *         closed where they are opened (<script src="x"/>), CDATA sections
 *         and declarations inside the document type.
 */
#ifndef DT_ARTICLE_XHTML_H
#define DT_ARTICLE_XHTML_H

#include "base/buf.h"
#include "base/str.h"

/* Append text as HTML to out, which is for the caller to check. */
void dt_xhtml_convert(struct dt_str text, struct dt_buf *out);

#endif
