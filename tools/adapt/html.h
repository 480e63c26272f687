/*
 * html.h - an HTML page as a tree in one array (WHATWG HTML, section 13.2),
 * behind which stands gumbo.
 *
 * Layer   adapt. Nodes stand in document order, so the nodes under node i are
 *         i + 1 up to nodes[i].end, and a walk over the array needs no stack.
 *         Comments, and the content of script, style, svg, math and template,
 *         are not kept; a script of JSON-LD is.
 * Bounds  elements DT_HTML_DEPTH deep, formatting elements (b, i, a, font …)
 *         DT_HTML_FORMAT deep: start tags beyond that are left out, with
 *         their end tags, and what they hold stays where it is. At most
 *         DT_HTML_ATTRIBUTES attributes an element. Memory: the ceiling of
 *         the arena.
 */
#ifndef DT_ADAPT_HTML_H
#define DT_ADAPT_HTML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

enum { DT_HTML_DEPTH = 256, DT_HTML_FORMAT = 16, DT_HTML_ATTRIBUTES = 64 };

enum dt_tag {
    DT_TAG_TEXT, /* no element: a run of text */
    DT_TAG_OTHER,
    DT_TAG_A,
    DT_TAG_ADDRESS,
    DT_TAG_ARTICLE,
    DT_TAG_ASIDE,
    DT_TAG_AUDIO,
    DT_TAG_B,
    DT_TAG_BLOCKQUOTE,
    DT_TAG_BODY,
    DT_TAG_BR,
    DT_TAG_BUTTON,
    DT_TAG_CAPTION,
    DT_TAG_CENTER,
    DT_TAG_DD,
    DT_TAG_DETAILS,
    DT_TAG_DIV,
    DT_TAG_DL,
    DT_TAG_DT,
    DT_TAG_EM,
    DT_TAG_FIELDSET,
    DT_TAG_FIGCAPTION,
    DT_TAG_FIGURE,
    DT_TAG_FOOTER,
    DT_TAG_FORM,
    DT_TAG_H1,
    DT_TAG_H2,
    DT_TAG_H3,
    DT_TAG_H4,
    DT_TAG_H5,
    DT_TAG_H6,
    DT_TAG_HEAD,
    DT_TAG_HEADER,
    DT_TAG_HR,
    DT_TAG_HTML,
    DT_TAG_I,
    DT_TAG_IFRAME,
    DT_TAG_IMG,
    DT_TAG_INPUT,
    DT_TAG_LABEL,
    DT_TAG_LI,
    DT_TAG_LINK,
    DT_TAG_MAIN,
    DT_TAG_META,
    DT_TAG_NAV,
    DT_TAG_NOSCRIPT,
    DT_TAG_OBJECT,
    DT_TAG_OL,
    DT_TAG_OPTION,
    DT_TAG_P,
    DT_TAG_PRE,
    DT_TAG_SCRIPT,
    DT_TAG_SECTION,
    DT_TAG_SELECT,
    DT_TAG_SMALL,
    DT_TAG_SPAN,
    DT_TAG_STRONG,
    DT_TAG_STYLE,
    DT_TAG_SUMMARY,
    DT_TAG_SUP,
    DT_TAG_TABLE,
    DT_TAG_TBODY,
    DT_TAG_TD,
    DT_TAG_TEXTAREA,
    DT_TAG_TFOOT,
    DT_TAG_TH,
    DT_TAG_THEAD,
    DT_TAG_TIME,
    DT_TAG_TITLE,
    DT_TAG_TR,
    DT_TAG_UL,
    DT_TAG_VIDEO,
    DT_TAG_COUNT
};

struct dt_html_attribute {
    const char *name; /* lower case, NUL-terminated */
    struct dt_str value;
};

struct dt_html_node {
    struct dt_str text; /* of a run of text: character references decoded */
    const struct dt_html_attribute *attributes;
    uint32_t parent; /* of node 0: 0 */
    uint32_t end;    /* behind the last node under this one */
    uint16_t attribute_count;
    uint8_t tag; /* enum dt_tag */
};

/* Node 0 is the html element. */
struct dt_html {
    const struct dt_html_node *nodes;
    uint32_t count;
};

/*
 * Parse a page of UTF-8. The tree lives in the arena; text is borrowed for
 * the call. DT_EFORMAT when the arena's ceiling is reached.
 */
int dt_html_parse(struct dt_str text, struct dt_arena *arena,
                  struct dt_html *out, struct dt_err *err);

/* Value of an attribute; a NULL ptr when it is absent. */
struct dt_str dt_html_attribute(const struct dt_html_node *node,
                                const char *name);

#endif
