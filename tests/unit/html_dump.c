#include "html_dump.h"

#include <stdlib.h>

/* Our tree keeps the names of foreign content in lower case. */
static const char *const svg_tags[] = {
    "altGlyph",          "altGlyphDef",
    "altGlyphItem",      "animateColor",
    "animateMotion",     "animateTransform",
    "clipPath",          "feBlend",
    "feColorMatrix",     "feComponentTransfer",
    "feComposite",       "feConvolveMatrix",
    "feDiffuseLighting", "feDisplacementMap",
    "feDistantLight",    "feFlood",
    "feFuncA",           "feFuncB",
    "feFuncG",           "feFuncR",
    "feGaussianBlur",    "feImage",
    "feMerge",           "feMergeNode",
    "feMorphology",      "feOffset",
    "fePointLight",      "feSpecularLighting",
    "feSpotLight",       "feTile",
    "feTurbulence",      "foreignObject",
    "glyphRef",          "linearGradient",
    "radialGradient",    "textPath"};

static const char *const svg_attributes[] = {"attributeName",
                                             "attributeType",
                                             "baseFrequency",
                                             "baseProfile",
                                             "calcMode",
                                             "clipPathUnits",
                                             "diffuseConstant",
                                             "edgeMode",
                                             "filterUnits",
                                             "glyphRef",
                                             "gradientTransform",
                                             "gradientUnits",
                                             "kernelMatrix",
                                             "kernelUnitLength",
                                             "keyPoints",
                                             "keySplines",
                                             "keyTimes",
                                             "lengthAdjust",
                                             "limitingConeAngle",
                                             "markerHeight",
                                             "markerUnits",
                                             "markerWidth",
                                             "maskContentUnits",
                                             "maskUnits",
                                             "numOctaves",
                                             "pathLength",
                                             "patternContentUnits",
                                             "patternTransform",
                                             "patternUnits",
                                             "pointsAtX",
                                             "pointsAtY",
                                             "pointsAtZ",
                                             "preserveAlpha",
                                             "preserveAspectRatio",
                                             "primitiveUnits",
                                             "refX",
                                             "refY",
                                             "repeatCount",
                                             "repeatDur",
                                             "requiredExtensions",
                                             "requiredFeatures",
                                             "specularConstant",
                                             "specularExponent",
                                             "spreadMethod",
                                             "startOffset",
                                             "stdDeviation",
                                             "stitchTiles",
                                             "surfaceScale",
                                             "systemLanguage",
                                             "tableValues",
                                             "targetX",
                                             "targetY",
                                             "textLength",
                                             "viewBox",
                                             "viewTarget",
                                             "xChannelSelector",
                                             "yChannelSelector",
                                             "zoomAndPan"};

static const char *const foreign_attributes[] = {
    "xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role",
    "xlink:show",    "xlink:title",   "xlink:type", "xml:lang",
    "xml:space",     "xmlns:xlink"};

enum { LONGEST = 4096 };

/* The name in the mixed case that it has in the list, or as it is. */
static void add_mixed(struct dt_buf *out, struct dt_str name,
                      const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (dt_html_is(name, list[i])) {
            dt_buf_adds(out, list[i]);
            return;
        }
    dt_buf_addstr(out, name);
}

static void add_attribute_name(struct dt_buf *out, struct dt_str name,
                               enum dt_html_space space)
{
    static const char *const math[] = {"definitionURL"};

    if (space == DT_HTML_SPACE_HTML) {
        dt_buf_addstr(out, name);
        return;
    }
    for (size_t i = 0;
         i < sizeof foreign_attributes / sizeof *foreign_attributes; i++)
        if (dt_str_is(name, foreign_attributes[i])) {
            for (size_t k = 0; k < name.len; k++)
                dt_buf_addc(out, name.ptr[k] == ':' ? ' ' : name.ptr[k]);
            return;
        }
    if (space == DT_HTML_SPACE_SVG)
        add_mixed(out, name, svg_attributes,
                  sizeof svg_attributes / sizeof *svg_attributes);
    else
        add_mixed(out, name, math, 1);
}

static void indent(struct dt_buf *out, unsigned depth)
{
    dt_buf_adds(out, "| ");
    for (unsigned i = 0; i < depth; i++)
        dt_buf_adds(out, "  ");
}

static int by_name(const void *a, const void *b)
{
    return dt_str_cmp(DT_STR((const char *)a), DT_STR((const char *)b));
}

static void add_attributes(struct dt_buf *out,
                           const struct dt_html_tree_node *n, unsigned depth)
{
    char lines[DT_HTML_ATTRIBUTES][LONGEST];

    for (unsigned i = 0; i < n->attribute_count; i++) {
        struct dt_buf line = DT_BUF_INIT(LONGEST - 1);

        add_attribute_name(&line, n->attributes[i].name,
                           (enum dt_html_space)n->space);
        dt_buf_addf(&line, "=\"%.*s\"", DT_STR_ARG(n->attributes[i].value));
        memcpy(lines[i], line.ptr, line.len + 1);
        dt_buf_release(&line);
    }
    qsort(lines, n->attribute_count, LONGEST, by_name);
    for (unsigned i = 0; i < n->attribute_count; i++) {
        indent(out, depth);
        dt_buf_addf(out, "%s\n", lines[i]);
    }
}

static void add_element(struct dt_buf *out, const struct dt_html_tree_node *n,
                        unsigned depth)
{
    if (n->space == DT_HTML_SPACE_SVG) {
        dt_buf_adds(out, "<svg ");
        add_mixed(out, n->text, svg_tags, sizeof svg_tags / sizeof *svg_tags);
    } else {
        dt_buf_adds(out, n->space == DT_HTML_SPACE_MATHML ? "<math " : "<");
        dt_buf_addstr(out, n->text);
    }
    dt_buf_adds(out, ">\n");
    add_attributes(out, n, depth + 1);
}

static void add_doctype(struct dt_buf *out, const struct dt_html_tree_node *n)
{
    struct dt_str public = n->attributes[0].value;
    struct dt_str system = n->attributes[1].value;

    dt_buf_addf(out, "<!DOCTYPE %.*s", DT_STR_ARG(n->text));
    if (public.len || system.len)
        dt_buf_addf(out, " \"%.*s\" \"%.*s\"", DT_STR_ARG(public),
                    DT_STR_ARG(system));
    dt_buf_adds(out, ">\n");
}

static bool is_template(const struct dt_html_tree_node *n)
{
    return n->tag == DT_TAG_TEMPLATE && n->space == DT_HTML_SPACE_HTML &&
           n->kind == DT_KIND_ELEMENT;
}

/* One node, or several of text that are one; *at becomes the last. */
static void add_node(struct dt_buf *out, const struct dt_html_builder *tree,
                     uint32_t *at, unsigned depth)
{
    const struct dt_html_tree_node *n = &tree->nodes[*at];

    indent(out, depth);
    switch (n->kind) {
    case DT_KIND_ELEMENT:
        add_element(out, n, depth);
        if (is_template(n)) {
            indent(out, depth + 1);
            dt_buf_adds(out, "content\n");
        }
        break;
    case DT_KIND_TEXT:
        dt_buf_adds(out, "\"");
        dt_buf_addstr(out, n->text);
        while (n->next && tree->nodes[n->next].kind == DT_KIND_TEXT &&
               tree->nodes[n->next].joins) {
            *at = n->next;
            n = &tree->nodes[*at];
            dt_buf_addstr(out, n->text);
        }
        dt_buf_adds(out, "\"\n");
        break;
    case DT_KIND_COMMENT:
        dt_buf_addf(out, "<!-- %.*s -->\n", DT_STR_ARG(n->text));
        break;
    default:
        add_doctype(out, n);
    }
}

void dt_dump_tree(const struct dt_html_builder *tree, uint32_t root,
                  struct dt_buf *out)
{
    const struct dt_html_tree_node *nodes = tree->nodes;
    uint32_t at = nodes[root].first;
    unsigned depth = 0;

    while (at) {
        add_node(out, tree, &at, depth);
        if (nodes[at].first) {
            depth += is_template(&nodes[at]) ? 2 : 1;
            at = nodes[at].first;
            continue;
        }
        while (!nodes[at].next) {
            at = nodes[at].parent;
            if (at == root)
                return;
            depth -= is_template(&nodes[at]) ? 2 : 1;
        }
        at = nodes[at].next;
    }
}
