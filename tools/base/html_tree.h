/*
 * html_tree.h - tree construction (WHATWG HTML, 13.2.6).
 *
 * Layer   base. html_tree.c keeps the tree, html_stack.c the stack of open
 *         elements (13.2.4.2), html_formatting.c the list of active formatting
 *         elements and the adoption agency (13.2.4.3, 13.2.6.4.7),
 *         html_modes.c the insertion modes around the body, html_body.c and
 *         html_body_end.c that of the body, html_table.c those of tables,
 *         html_frameset.c those of framesets, html_foreign.c the rules for
 *         foreign content (13.2.6.5), and html_build.c asks each in its turn.
 */
#ifndef DT_BASE_HTML_TREE_H
#define DT_BASE_HTML_TREE_H

#include "base/html_token.h"

enum dt_html_kind {
    DT_KIND_ELEMENT,
    DT_KIND_TEXT,
    DT_KIND_COMMENT,
    DT_KIND_DOCTYPE
};

/* A node of the tree while it is built. Links are indices; 0 is none. */
struct dt_html_tree_node {
    uint32_t parent, previous, next, first, last;
    uint16_t attribute_count;
    uint8_t tag;        /* enum dt_tag */
    uint8_t kind;       /* enum dt_html_kind */
    uint8_t space;      /* enum dt_html_space */
    bool open;          /* is on the stack of open elements */
    bool joins;         /* text: one with the text before it */
    uint32_t names;     /* dt_html_name_bit() of each attribute's name */
    struct dt_str text; /* an element's name, or what the node says */
    const struct dt_html_attribute *attributes;
};

/* An element on the stack of open elements. */
struct dt_html_open {
    uint32_t node;
    uint32_t hash;   /* of its name when that has no tag */
    uint16_t traits; /* DT_TRAIT_ … */
    uint8_t tag, space;
};

enum dt_html_mode {
    DT_MODE_INITIAL,
    DT_MODE_BEFORE_HTML,
    DT_MODE_BEFORE_HEAD,
    DT_MODE_IN_HEAD,
    DT_MODE_IN_HEAD_NOSCRIPT,
    DT_MODE_AFTER_HEAD,
    DT_MODE_IN_BODY,
    DT_MODE_TEXT,
    DT_MODE_IN_TABLE,
    DT_MODE_IN_TABLE_TEXT,
    DT_MODE_IN_CAPTION,
    DT_MODE_IN_COLUMN_GROUP,
    DT_MODE_IN_TABLE_BODY,
    DT_MODE_IN_ROW,
    DT_MODE_IN_CELL,
    DT_MODE_IN_TEMPLATE,
    DT_MODE_AFTER_BODY,
    DT_MODE_IN_FRAMESET,
    DT_MODE_AFTER_FRAMESET,
    DT_MODE_AFTER_AFTER_BODY,
    DT_MODE_AFTER_AFTER_FRAMESET
};

/* Most entries of the list of active formatting elements; the first go. */
enum { DT_HTML_LIST = 512 };

struct dt_html_builder {
    struct dt_html_tokens tokens;
    bool keep_all; /* comments, doctypes and scripts too */

    struct dt_html_tree_node *nodes; /* 0 is the document */
    uint32_t count, cap;
    uint32_t reopened, reopened_max; /* formatting elements, DT_HTML_REOPEN */
    bool failed;

    struct dt_html_open stack[DT_HTML_DEPTH];
    unsigned depth;
    /* Open elements of HTML by tag: most scopes need no second look. */
    unsigned open[DT_TAG_COUNT];

    uint32_t formatting[DT_HTML_LIST]; /* 0 is a marker */
    unsigned formatting_count;

    enum dt_html_mode mode, original_mode;
    uint8_t template_modes[DT_HTML_DEPTH];
    unsigned template_count;

    uint32_t head, form; /* the element pointers of 13.2.4.4 */
    bool frameset_ok;
    bool quirks;
    bool foster;    /* foster parenting is enabled */
    bool skip_line; /* a line feed at the start of pre is none */

    struct dt_str *table_text; /* pending table character tokens */
    size_t table_text_count, table_text_cap;
};

/*
 * Build the tree of a page of well-formed UTF-8. DT_EFORMAT when the arena is
 * full or memory ran out. Release it in either case.
 */
int dt_html_build(struct dt_html_builder *tree, struct dt_str page,
                  bool keep_all, struct dt_arena *arena, struct dt_err *err);

void dt_html_build_release(struct dt_html_builder *tree);

/* -- the tree (html_tree.c) ---------------------------------------------- */

enum { DT_HTML_DOCUMENT = 0, DT_HTML_CURRENT = -1 };

/* The current node; the html element stays at the bottom of the stack. */
static inline const struct dt_html_open *
dt_html_top(const struct dt_html_builder *b)
{
    static const struct dt_html_open none = {0, 0, 0, DT_TAG_OTHER, 0};

    return b->depth ? &b->stack[b->depth - 1] : &none;
}

static inline bool dt_html_is_tag(const struct dt_html_open *open,
                                  enum dt_tag tag)
{
    return open->tag == tag && open->space == DT_HTML_SPACE_HTML;
}

/* Whether an element is named as the tag says, in whatever namespace. */
static inline bool dt_html_has_name(const struct dt_html_builder *b,
                                    const struct dt_html_open *open,
                                    const struct dt_html_token *token)
{
    return open->tag == token->tag &&
           (open->tag != DT_TAG_OTHER ||
            (open->hash == token->hash &&
             dt_str_eq(b->nodes[open->node].text, token->text)));
}

/* A node without links; 0 when memory ran out. */
uint32_t dt_html_new_node(struct dt_html_builder *b,
                          struct dt_html_tree_node node);

void dt_html_append(struct dt_html_builder *b, uint32_t parent, uint32_t node);
void dt_html_remove(struct dt_html_builder *b, uint32_t node);

/* Where a node goes (13.2.6.1): before a node, or last in its parent. */
struct dt_html_place {
    uint32_t parent, before;
};

/* target: a node, or 0 for the current one. */
struct dt_html_place dt_html_place(const struct dt_html_builder *b,
                                   const struct dt_html_open *target);
void dt_html_put(struct dt_html_builder *b, struct dt_html_place place,
                 uint32_t node);

/* Create an element for the token, put it in place and open it. */
uint32_t dt_html_insert(struct dt_html_builder *b,
                        const struct dt_html_token *token);
uint32_t dt_html_insert_in(struct dt_html_builder *b,
                           const struct dt_html_token *token,
                           enum dt_html_space space);

/* An element that no tag on the page stands for. */
uint32_t dt_html_insert_implied(struct dt_html_builder *b, enum dt_tag tag);

/* As dt_html_insert(), but closed at once. */
void dt_html_insert_void(struct dt_html_builder *b,
                         const struct dt_html_token *token);

void dt_html_insert_text(struct dt_html_builder *b, struct dt_str text);

/* parent: a node, or DT_HTML_CURRENT for the appropriate place. */
void dt_html_insert_comment(struct dt_html_builder *b,
                            const struct dt_html_token *token, int64_t parent);

void dt_html_insert_doctype(struct dt_html_builder *b,
                            const struct dt_html_token *token);

/* Attributes that the element has not yet. */
void dt_html_merge_attributes(struct dt_html_builder *b, uint32_t node,
                              const struct dt_html_token *token);

/* -- the stack of open elements (html_stack.c) --------------------------- */

void dt_html_push(struct dt_html_builder *b, uint32_t node);
void dt_html_pop(struct dt_html_builder *b);

/* Close the current node when there is no place on the stack for another. */
void dt_html_make_room(struct dt_html_builder *b);

/* Take out of the stack's middle. */
void dt_html_close(struct dt_html_builder *b, uint32_t node);

/* Pop until an HTML element of that tag was popped. */
void dt_html_pop_until(struct dt_html_builder *b, enum dt_tag tag);

/* Whether one is open in the scope that elements of these traits bound. */
bool dt_html_in_scope(const struct dt_html_builder *b, enum dt_tag tag,
                      unsigned bounds);

enum {
    DT_SCOPE = DT_TRAIT_SCOPE,
    DT_SCOPE_LIST = DT_TRAIT_SCOPE | DT_TRAIT_LIST_SCOPE,
    DT_SCOPE_BUTTON = DT_TRAIT_SCOPE | DT_TRAIT_BUTTON_SCOPE,
    DT_SCOPE_TABLE = DT_TRAIT_TABLE_SCOPE
};

/* except: an enum dt_tag, or DT_TAG_TEXT for none. */
void dt_html_imply_end_tags(struct dt_html_builder *b, enum dt_tag except);
void dt_html_imply_all_end_tags(struct dt_html_builder *b);

/* Close a p element (13.2.6.4.7), if one is in button scope. */
void dt_html_close_p(struct dt_html_builder *b);

/* Reset the insertion mode appropriately (13.2.4.1). */
void dt_html_reset_mode(struct dt_html_builder *b);

/* -- formatting (html_formatting.c) -------------------------------------- */

void dt_html_add_marker(struct dt_html_builder *b);
void dt_html_clear_to_marker(struct dt_html_builder *b);
void dt_html_add_formatting(struct dt_html_builder *b, uint32_t node);
void dt_html_remove_formatting(struct dt_html_builder *b, uint32_t node);
void dt_html_reopen_formatting(struct dt_html_builder *b);

/* The last one of that tag behind the last marker, or 0. */
uint32_t dt_html_find_formatting(const struct dt_html_builder *b,
                                 enum dt_tag tag);

/* The adoption agency algorithm for a tag token. */
void dt_html_adopt(struct dt_html_builder *b,
                   const struct dt_html_token *token);

/* -- insertion modes ------------------------------------------------------ */

/*
 * Each processes a token and returns whether it is done with; else it changed
 * the mode, and the token is processed again.
 */
typedef bool dt_html_rules(struct dt_html_builder *b,
                           struct dt_html_token *token);

dt_html_rules dt_html_initial, dt_html_before_html, dt_html_before_head,
    dt_html_in_head, dt_html_in_head_noscript, dt_html_after_head,
    dt_html_in_body, dt_html_in_text, dt_html_in_table, dt_html_in_table_text,
    dt_html_in_caption, dt_html_in_column_group, dt_html_in_table_body,
    dt_html_in_row, dt_html_in_cell, dt_html_in_template, dt_html_after_body,
    dt_html_in_frameset, dt_html_after_frameset, dt_html_after_after_body,
    dt_html_after_after_frameset, dt_html_in_foreign;

/* Whether an input element is of the type "hidden". */
bool dt_html_is_hidden_input(const struct dt_html_token *token);

/* The characters of a token of text without U+0000, which is ignored. */
struct dt_str dt_html_without_nul(struct dt_html_builder *b,
                                  const struct dt_html_token *token);

/* Whether an annotation-xml element of MathML holds HTML (13.2.6). */
bool dt_html_holds_html(const struct dt_html_tree_node *annotation);

/* Whether a doctype sets the document to quirks mode (html_quirks.c). */
bool dt_html_is_quirky(const struct dt_html_token *doctype);

/* Take the white space off the front of a token of text. */
struct dt_str dt_html_take_space(struct dt_html_token *token);

/* Process by the rules of b->mode, whatever the current node is. */
bool dt_html_by_mode(struct dt_html_builder *b, struct dt_html_token *token);

/* The end tags of the body (html_body_end.c). */
bool dt_html_end_in_body(struct dt_html_builder *b,
                         struct dt_html_token *token);

/* "Any other end tag" of the body (13.2.6.4.7). */
void dt_html_end_other(struct dt_html_builder *b,
                       const struct dt_html_token *token);

/* Insert an element whose content is read in that state (13.2.6.2). */
void dt_html_insert_raw(struct dt_html_builder *b,
                        const struct dt_html_token *token,
                        enum dt_token_state state);

#endif
