/*
 * html.h - an HTML page as a tree in one array (WHATWG HTML, section 13.2).
 *
 * Layer   base. html_token.h makes tokens of the page (13.2.5), html_tree.h a
 *         tree of the tokens (13.2.6), with scripting disabled, and this
 *         lays the tree out: nodes stand in document order, so the nodes
 *         under node i are i + 1 up to nodes[i].end, and a walk over the
 *         array needs no stack. Not laid out are comments, the content of
 *         style, iframe, noembed and noframes, of scripts that are not
 *         JSON-LD, and whatever stands in svg, math and template. Runs of
 *         text that only these parted are one.
 * Bounds  DT_HTML_DEPTH elements are open at a time: a start tag beyond that
 *         closes the element it stands in. DT_HTML_FORMAT formatting
 *         elements (b, i, a, font …) are opened again in a block that they
 *         were left open for, and all over the page one for every
 *         DT_HTML_REOPEN bytes. At most DT_HTML_ATTRIBUTES attributes an
 *         element; the rest are left out. Time and memory are linear in the
 *         page: a tag costs at most a walk over the open elements, and the
 *         tree has at most a node for every byte and every reopened element.
 *         The arena's ceiling is that of what stays; while the tree is built
 *         it takes 56 bytes a node beside.
 */
#ifndef DT_BASE_HTML_H
#define DT_BASE_HTML_H

#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/html_tag.h"
#include "base/str.h"

enum {
    DT_HTML_DEPTH = 512,
    DT_HTML_FORMAT = 32,
    DT_HTML_REOPEN = 8,
    DT_HTML_ATTRIBUTES = 64
};

struct dt_html_attribute {
    struct dt_str name; /* ASCII letters in lower case */
    struct dt_str value;
};

struct dt_html_node {
    struct dt_str text; /* of a run of text: character references decoded */
    const struct dt_html_attribute *attributes;
    uint32_t parent; /* of node 0: 0 */
    uint32_t end;    /* behind the last node under this one */
    uint32_t names;  /* dt_html_name_bit() of each attribute's name */
    uint16_t attribute_count;
    uint8_t tag; /* enum dt_tag */
};

/* Node 0 is the html element. */
struct dt_html {
    const struct dt_html_node *nodes;
    uint32_t count;
};

/*
 * Parse a page of well-formed UTF-8. The tree lives in the arena and borrows
 * from page. DT_EFORMAT when the arena's ceiling is reached.
 */
int dt_html_parse(struct dt_str page, struct dt_arena *arena,
                  struct dt_html *out, struct dt_err *err);

/*
 * One bit for a name that is not empty. Few of the names that pages have or
 * that are asked for share one, and those of "data-…" share few.
 */
static inline uint32_t dt_html_name_bit(const char *name, size_t len)
{
    return UINT32_C(1) << (len + (unsigned char)name[0] * 23u +
                           (unsigned char)name[len - 1] * 29u) %
                              32;
}

/*
 * Value of an attribute; a NULL ptr when it is absent. Inline, so that length
 * and bit of a literal name are known, and most elements without it are told
 * by one test.
 */
static inline struct dt_str dt_html_attribute(const struct dt_html_node *node,
                                              const char *name)
{
    size_t len = strlen(name);

    if (!(node->names & dt_html_name_bit(name, len)))
        return (struct dt_str){NULL, 0};
    for (unsigned i = 0; i < node->attribute_count; i++)
        if (node->attributes[i].name.len == len &&
            memcmp(node->attributes[i].name.ptr, name, len) == 0)
            return node->attributes[i].value;
    return (struct dt_str){NULL, 0};
}

#endif
