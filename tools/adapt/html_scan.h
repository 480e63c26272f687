/*
 * html_scan.h - a page made safe and small for a parser of trees.
 *
 * Layer   adapt. The copy parses to the same tree, but for what html.h says
 *         is not kept and for its bounds. Without these bounds a page of
 *         100,000 open elements takes a tree builder time in the square of
 *         its length.
 */
#ifndef DT_ADAPT_HTML_SCAN_H
#define DT_ADAPT_HTML_SCAN_H

#include "base/buf.h"
#include "base/str.h"

/* Append the reduced page to out, which is for the caller to check. */
void dt_html_scan(struct dt_str page, struct dt_buf *out);

#endif
