#include "adapt/html.h"

#include <gumbo.h>
#include <setjmp.h>
#include <stdlib.h>

#include "adapt/html_scan.h"
#include "base/utf8.h"

static const uint8_t tags[GUMBO_TAG_LAST + 1] = {
    [GUMBO_TAG_A] = DT_TAG_A,
    [GUMBO_TAG_ADDRESS] = DT_TAG_ADDRESS,
    [GUMBO_TAG_ARTICLE] = DT_TAG_ARTICLE,
    [GUMBO_TAG_ASIDE] = DT_TAG_ASIDE,
    [GUMBO_TAG_AUDIO] = DT_TAG_AUDIO,
    [GUMBO_TAG_B] = DT_TAG_B,
    [GUMBO_TAG_BLOCKQUOTE] = DT_TAG_BLOCKQUOTE,
    [GUMBO_TAG_BODY] = DT_TAG_BODY,
    [GUMBO_TAG_BR] = DT_TAG_BR,
    [GUMBO_TAG_BUTTON] = DT_TAG_BUTTON,
    [GUMBO_TAG_CAPTION] = DT_TAG_CAPTION,
    [GUMBO_TAG_CENTER] = DT_TAG_CENTER,
    [GUMBO_TAG_DD] = DT_TAG_DD,
    [GUMBO_TAG_DETAILS] = DT_TAG_DETAILS,
    [GUMBO_TAG_DIV] = DT_TAG_DIV,
    [GUMBO_TAG_DL] = DT_TAG_DL,
    [GUMBO_TAG_DT] = DT_TAG_DT,
    [GUMBO_TAG_EM] = DT_TAG_EM,
    [GUMBO_TAG_FIELDSET] = DT_TAG_FIELDSET,
    [GUMBO_TAG_FIGCAPTION] = DT_TAG_FIGCAPTION,
    [GUMBO_TAG_FIGURE] = DT_TAG_FIGURE,
    [GUMBO_TAG_FOOTER] = DT_TAG_FOOTER,
    [GUMBO_TAG_FORM] = DT_TAG_FORM,
    [GUMBO_TAG_H1] = DT_TAG_H1,
    [GUMBO_TAG_H2] = DT_TAG_H2,
    [GUMBO_TAG_H3] = DT_TAG_H3,
    [GUMBO_TAG_H4] = DT_TAG_H4,
    [GUMBO_TAG_H5] = DT_TAG_H5,
    [GUMBO_TAG_H6] = DT_TAG_H6,
    [GUMBO_TAG_HEAD] = DT_TAG_HEAD,
    [GUMBO_TAG_HEADER] = DT_TAG_HEADER,
    [GUMBO_TAG_HR] = DT_TAG_HR,
    [GUMBO_TAG_HTML] = DT_TAG_HTML,
    [GUMBO_TAG_I] = DT_TAG_I,
    [GUMBO_TAG_IFRAME] = DT_TAG_IFRAME,
    [GUMBO_TAG_IMG] = DT_TAG_IMG,
    [GUMBO_TAG_INPUT] = DT_TAG_INPUT,
    [GUMBO_TAG_LABEL] = DT_TAG_LABEL,
    [GUMBO_TAG_LI] = DT_TAG_LI,
    [GUMBO_TAG_LINK] = DT_TAG_LINK,
    [GUMBO_TAG_MAIN] = DT_TAG_MAIN,
    [GUMBO_TAG_META] = DT_TAG_META,
    [GUMBO_TAG_NAV] = DT_TAG_NAV,
    [GUMBO_TAG_NOSCRIPT] = DT_TAG_NOSCRIPT,
    [GUMBO_TAG_OBJECT] = DT_TAG_OBJECT,
    [GUMBO_TAG_OL] = DT_TAG_OL,
    [GUMBO_TAG_OPTION] = DT_TAG_OPTION,
    [GUMBO_TAG_P] = DT_TAG_P,
    [GUMBO_TAG_PRE] = DT_TAG_PRE,
    [GUMBO_TAG_SCRIPT] = DT_TAG_SCRIPT,
    [GUMBO_TAG_SECTION] = DT_TAG_SECTION,
    [GUMBO_TAG_SELECT] = DT_TAG_SELECT,
    [GUMBO_TAG_SMALL] = DT_TAG_SMALL,
    [GUMBO_TAG_SPAN] = DT_TAG_SPAN,
    [GUMBO_TAG_STRONG] = DT_TAG_STRONG,
    [GUMBO_TAG_STYLE] = DT_TAG_STYLE,
    [GUMBO_TAG_SUMMARY] = DT_TAG_SUMMARY,
    [GUMBO_TAG_SUP] = DT_TAG_SUP,
    [GUMBO_TAG_TABLE] = DT_TAG_TABLE,
    [GUMBO_TAG_TBODY] = DT_TAG_TBODY,
    [GUMBO_TAG_TD] = DT_TAG_TD,
    [GUMBO_TAG_TEXTAREA] = DT_TAG_TEXTAREA,
    [GUMBO_TAG_TFOOT] = DT_TAG_TFOOT,
    [GUMBO_TAG_TH] = DT_TAG_TH,
    [GUMBO_TAG_THEAD] = DT_TAG_THEAD,
    [GUMBO_TAG_TIME] = DT_TAG_TIME,
    [GUMBO_TAG_TITLE] = DT_TAG_TITLE,
    [GUMBO_TAG_TR] = DT_TAG_TR,
    [GUMBO_TAG_UL] = DT_TAG_UL,
    [GUMBO_TAG_VIDEO] = DT_TAG_VIDEO,
};

/* What gumbo allocates from: it checks no allocation, so it is left at once. */
struct memory {
    struct dt_arena *arena;
    jmp_buf full;
};

static void *allocate(void *userdata, size_t size)
{
    struct memory *memory = userdata;
    void *room = dt_arena_alloc(memory->arena, size);

    if (!room)
        longjmp(memory->full, 1);
    return room;
}

static void keep(void *userdata, void *room)
{
    (void)userdata;
    (void)room; /* freed with the arena */
}

/* An open element while the tree is copied. */
struct open {
    const GumboNode *node;
    unsigned child;
    uint32_t index;
};

struct builder {
    struct dt_arena *arena;
    struct dt_html_node *nodes;
    size_t count, cap;
    struct open *stack;
    size_t depth, stack_cap;
};

static bool grow(void **array, size_t *cap, size_t size)
{
    size_t more = *cap ? *cap * 2 : 256;
    void *grown = more > UINT32_MAX / 2 ? NULL : realloc(*array, more * size);

    if (!grown)
        return false;
    *array = grown;
    *cap = more;
    return true;
}

/*
 * Text as gumbo made it. Its numeric character references overflow, and then
 * it writes what is not UTF-8: that becomes U+FFFD.
 */
static bool take_text(struct builder *b, const char *made, struct dt_str *out)
{
    struct dt_str rest = DT_STR(made);
    size_t good = dt_utf8_valid(rest), len = 0;
    char *copy;

    *out = rest;
    if (good == rest.len)
        return true;
    copy = dt_arena_array(b->arena, rest.len, 3); /* at most, all of it */
    if (!copy)
        return false;
    while (rest.len) {
        size_t skip;

        memcpy(copy + len, rest.ptr, good);
        len += good;
        rest = (struct dt_str){rest.ptr + good, rest.len - good};
        if (rest.len == 0)
            break;
        len += dt_utf8_put(0xFFFD, copy + len);
        skip = dt_utf8_broken(rest);
        rest = (struct dt_str){rest.ptr + skip, rest.len - skip};
        good = dt_utf8_valid(rest);
    }
    *out = (struct dt_str){copy, len};
    return true;
}

static bool copy_attributes(struct builder *b, const GumboElement *element,
                            struct dt_html_node *node)
{
    unsigned n = element->attributes.length;
    struct dt_html_attribute *to;

    if (n == 0)
        return true;
    if (n > DT_HTML_ATTRIBUTES)
        n = DT_HTML_ATTRIBUTES;
    to = dt_arena_array(b->arena, n, sizeof *to);
    if (!to)
        return false;
    for (unsigned i = 0; i < n; i++) {
        const GumboAttribute *a = element->attributes.data[i];

        to[i].name = a->name;
        if (!take_text(b, a->value, &to[i].value))
            return false;
    }
    node->attributes = to;
    node->attribute_count = (uint16_t)n;
    return true;
}

static bool is_kept(const GumboNode *node)
{
    switch (node->type) {
    case GUMBO_NODE_ELEMENT:
        return node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
        return true;
    default:
        return false;
    }
}

/* Append one node; an element is left open on the stack. */
static bool push(struct builder *b, const GumboNode *from, uint32_t parent)
{
    struct dt_html_node *node;

    if (b->count == b->cap &&
        !grow((void **)&b->nodes, &b->cap, sizeof *b->nodes))
        return false;
    node = &b->nodes[b->count];
    *node = (struct dt_html_node){.parent = parent,
                                  .end = (uint32_t)b->count + 1};
    if (from->type != GUMBO_NODE_ELEMENT) {
        node->tag = DT_TAG_TEXT;
        b->count++;
        return take_text(b, from->v.text.text, &node->text);
    }
    node->tag = tags[from->v.element.tag];
    if (node->tag == DT_TAG_TEXT)
        node->tag = DT_TAG_OTHER;
    if (!copy_attributes(b, &from->v.element, node))
        return false;
    if (b->depth == b->stack_cap &&
        !grow((void **)&b->stack, &b->stack_cap, sizeof *b->stack))
        return false;
    b->stack[b->depth++] = (struct open){from, 0, (uint32_t)b->count};
    b->count++;
    return true;
}

static bool build(struct builder *b, const GumboNode *root)
{
    if (!push(b, root, 0))
        return false;
    while (b->depth) {
        struct open *top = &b->stack[b->depth - 1];
        const GumboVector *children = &top->node->v.element.children;
        const GumboNode *child;

        if (top->child == children->length) {
            b->nodes[top->index].end = (uint32_t)b->count;
            b->depth--;
            continue;
        }
        child = children->data[top->child++];
        if (is_kept(child) && !push(b, child, top->index))
            return false;
    }
    return true;
}

static int copy_tree(const GumboNode *root, struct dt_arena *arena,
                     struct dt_html *out, struct dt_err *err)
{
    struct builder b = {.arena = arena};
    struct dt_html_node *nodes = NULL;
    bool built = build(&b, root);

    if (built)
        nodes = dt_arena_array(arena, b.count, sizeof *nodes);
    if (nodes) {
        memcpy(nodes, b.nodes, b.count * sizeof *nodes);
        *out = (struct dt_html){nodes, (uint32_t)b.count};
    }
    free(b.nodes);
    free(b.stack);
    return nodes ? DT_OK
                 : DT_FAIL(err, DT_EFORMAT,
                           "a page needs more than %zu bytes of memory",
                           arena->max);
}

/* Everything that changes lies outside this frame, so that it may be left. */
static GumboOutput *parse(struct memory *memory, struct dt_str page)
{
    GumboOptions options = kGumboDefaultOptions;

    options.allocator = allocate;
    options.deallocator = keep;
    options.userdata = memory;
    options.max_errors = 0;
    if (setjmp(memory->full))
        return NULL;
    return gumbo_parse_with_options(&options, page.ptr, page.len);
}

int dt_html_parse(struct dt_str text, struct dt_arena *arena,
                  struct dt_html *out, struct dt_err *err)
{
    struct memory memory = {.arena = arena};
    struct dt_buf page = DT_BUF_INIT(2 * text.len + 64);
    GumboOutput *parsed;
    int rc;

    dt_html_scan(text, &page);
    rc = dt_buf_check(&page, "the page", err);
    if (rc == DT_OK) {
        parsed = parse(&memory, dt_buf_str(&page));
        rc = parsed ? copy_tree(parsed->root, arena, out, err)
                    : DT_FAIL(err, DT_EFORMAT,
                              "a page needs more than %zu bytes of memory",
                              arena->max);
    }
    dt_buf_release(&page);
    return rc;
}

struct dt_str dt_html_attribute(const struct dt_html_node *node,
                                const char *name)
{
    for (unsigned i = 0; i < node->attribute_count; i++)
        if (strcmp(node->attributes[i].name, name) == 0)
            return node->attributes[i].value;
    return (struct dt_str){NULL, 0};
}
