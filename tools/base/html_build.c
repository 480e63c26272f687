/* The tree construction dispatcher: 13.2.6. */
#include <stdlib.h>

#include "base/html_tree.h"

bool dt_html_by_mode(struct dt_html_builder *b, struct dt_html_token *token)
{
    static dt_html_rules *const rules[] = {
        [DT_MODE_INITIAL] = dt_html_initial,
        [DT_MODE_BEFORE_HTML] = dt_html_before_html,
        [DT_MODE_BEFORE_HEAD] = dt_html_before_head,
        [DT_MODE_IN_HEAD] = dt_html_in_head,
        [DT_MODE_IN_HEAD_NOSCRIPT] = dt_html_in_head_noscript,
        [DT_MODE_AFTER_HEAD] = dt_html_after_head,
        [DT_MODE_IN_BODY] = dt_html_in_body,
        [DT_MODE_TEXT] = dt_html_in_text,
        [DT_MODE_IN_TABLE] = dt_html_in_table,
        [DT_MODE_IN_TABLE_TEXT] = dt_html_in_table_text,
        [DT_MODE_IN_CAPTION] = dt_html_in_caption,
        [DT_MODE_IN_COLUMN_GROUP] = dt_html_in_column_group,
        [DT_MODE_IN_TABLE_BODY] = dt_html_in_table_body,
        [DT_MODE_IN_ROW] = dt_html_in_row,
        [DT_MODE_IN_CELL] = dt_html_in_cell,
        [DT_MODE_IN_TEMPLATE] = dt_html_in_template,
        [DT_MODE_AFTER_BODY] = dt_html_after_body,
        [DT_MODE_IN_FRAMESET] = dt_html_in_frameset,
        [DT_MODE_AFTER_FRAMESET] = dt_html_after_frameset,
        [DT_MODE_AFTER_AFTER_BODY] = dt_html_after_after_body,
        [DT_MODE_AFTER_AFTER_FRAMESET] = dt_html_after_after_frameset};

    return rules[b->mode](b, token);
}

/* Whether the current node's content is foreign for this token. */
static bool is_foreign(const struct dt_html_builder *b,
                       const struct dt_html_token *token)
{
    const struct dt_html_open *top = dt_html_top(b);
    bool starts = token->type == DT_TOKEN_START_TAG;

    if (top->space == DT_HTML_SPACE_HTML || token->type == DT_TOKEN_END_OF_FILE)
        return false;
    if (!starts && token->type != DT_TOKEN_TEXT)
        return true;
    if (top->traits & DT_TRAIT_HTML_POINT)
        return false;
    if (top->traits & DT_TRAIT_MATHML_TEXT)
        return starts &&
               (token->tag == DT_TAG_MGLYPH || token->tag == DT_TAG_MALIGNMARK);
    return !(starts && token->tag == DT_TAG_SVG &&
             top->tag == DT_TAG_ANNOTATION_XML &&
             top->space == DT_HTML_SPACE_MATHML);
}

/* A line feed at the start of pre, listing and textarea is left out. */
static void skip_line(struct dt_html_builder *b, struct dt_html_token *token)
{
    b->skip_line = false;
    if (token->type == DT_TOKEN_TEXT && *token->text.ptr == '\n')
        token->text = (struct dt_str){token->text.ptr + 1, token->text.len - 1};
}

static void process(struct dt_html_builder *b, struct dt_html_token *token)
{
    bool done = false;

    if (b->skip_line)
        skip_line(b, token);
    if (token->type == DT_TOKEN_TEXT && token->text.len == 0)
        return;
    while (!done && !b->failed)
        done = is_foreign(b, token) ? dt_html_in_foreign(b, token)
                                    : dt_html_by_mode(b, token);
    b->tokens.in_foreign = dt_html_top(b)->space != DT_HTML_SPACE_HTML;
}

int dt_html_build(struct dt_html_builder *b, struct dt_str page, bool keep_all,
                  struct dt_arena *arena, struct dt_err *err)
{
    enum dt_token_type type;

    memset(b, 0, sizeof *b);
    dt_html_tokens_init(&b->tokens, page, arena);
    b->keep_all = keep_all;
    b->frameset_ok = true;
    b->reopened_max = (uint32_t)(page.len / DT_HTML_REOPEN) + 1024;
    dt_html_new_node(b, (struct dt_html_tree_node){.tag = DT_TAG_OTHER});
    do {
        type = dt_html_tokens_next(&b->tokens);
        process(b, &b->tokens.token);
    } while (type != DT_TOKEN_END_OF_FILE && !b->failed && !b->tokens.failed);
    if (b->failed || b->tokens.failed)
        return DT_FAIL(err, DT_EFORMAT,
                       "a page needs more than %zu bytes of memory",
                       arena->max);
    return DT_OK;
}

void dt_html_build_release(struct dt_html_builder *b)
{
    free(b->nodes);
    free(b->table_text);
}
