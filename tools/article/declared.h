/*
 * declared.h - which encoding a page says that it is in.
 *
 * Layer   article. Answers are names of the WHATWG Encoding Standard, or NULL.
 */
#ifndef DT_ARTICLE_DECLARED_H
#define DT_ARTICLE_DECLARED_H

#include "base/str.h"

/*
 * By a meta element: one that the parser meets as an element, wherever it
 * stands (WHATWG HTML, "change the encoding"), else one among the first 1,024
 * bytes, if only in a script (13.2.3.2, "prescan a byte stream").
 */
const char *dt_declared_meta(struct dt_str bytes);

/* By an XML declaration ("get an XML encoding"). */
const char *dt_declared_xml(struct dt_str bytes);

#endif
