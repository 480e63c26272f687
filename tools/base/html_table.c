/* The insertion modes of tables: 13.2.6.4.9 to .15. */
#include <stdlib.h>

#include "base/html_tree.h"

/* Close what is open above one of these elements, html or template. */
static void clear_to(struct dt_html_builder *b, enum dt_tag one,
                     enum dt_tag two, enum dt_tag three)
{
    for (;;) {
        const struct dt_html_open *top = dt_html_top(b);

        if (b->depth <= 1 || dt_html_is_tag(top, DT_TAG_TEMPLATE) ||
            dt_html_is_tag(top, one) || dt_html_is_tag(top, two) ||
            dt_html_is_tag(top, three))
            return;
        dt_html_pop(b);
    }
}

static void clear_to_table(struct dt_html_builder *b)
{
    clear_to(b, DT_TAG_TABLE, DT_TAG_TABLE, DT_TAG_TABLE);
}

static void clear_to_body(struct dt_html_builder *b)
{
    clear_to(b, DT_TAG_TBODY, DT_TAG_TFOOT, DT_TAG_THEAD);
}

static void clear_to_row(struct dt_html_builder *b)
{
    clear_to(b, DT_TAG_TR, DT_TAG_TR, DT_TAG_TR);
}

static bool in_table_scope(const struct dt_html_builder *b, enum dt_tag tag)
{
    return dt_html_in_scope(b, tag, DT_SCOPE_TABLE);
}

static void begin(struct dt_html_builder *b, const struct dt_html_token *token,
                  enum dt_html_mode mode)
{
    dt_html_insert(b, token);
    b->mode = mode;
}

static bool begin_implied(struct dt_html_builder *b, enum dt_tag tag,
                          enum dt_html_mode mode)
{
    dt_html_insert_implied(b, tag);
    b->mode = mode;
    return false;
}

/* -- in table: 13.2.6.4.9 ------------------------------------------------- */

/* "Anything else": by the rules of the body, before the table. */
static bool foster(struct dt_html_builder *b, struct dt_html_token *token)
{
    bool done;

    b->foster = true;
    done = dt_html_in_body(b, token);
    b->foster = false;
    return done;
}

static bool end_table(struct dt_html_builder *b)
{
    if (!in_table_scope(b, DT_TAG_TABLE))
        return false;
    dt_html_pop_until(b, DT_TAG_TABLE);
    dt_html_reset_mode(b);
    return true;
}

static void start_form(struct dt_html_builder *b,
                       const struct dt_html_token *token)
{
    if (b->form || b->open[DT_TAG_TEMPLATE])
        return;
    b->form = dt_html_insert(b, token);
    dt_html_pop(b);
}

static bool start_in_table(struct dt_html_builder *b,
                           struct dt_html_token *token)
{
    switch (token->tag) {
    case DT_TAG_CAPTION:
        clear_to_table(b);
        dt_html_add_marker(b);
        begin(b, token, DT_MODE_IN_CAPTION);
        return true;
    case DT_TAG_COLGROUP:
        clear_to_table(b);
        begin(b, token, DT_MODE_IN_COLUMN_GROUP);
        return true;
    case DT_TAG_COL:
        clear_to_table(b);
        return begin_implied(b, DT_TAG_COLGROUP, DT_MODE_IN_COLUMN_GROUP);
    case DT_TAG_TBODY:
    case DT_TAG_TFOOT:
    case DT_TAG_THEAD:
        clear_to_table(b);
        begin(b, token, DT_MODE_IN_TABLE_BODY);
        return true;
    case DT_TAG_TD:
    case DT_TAG_TH:
    case DT_TAG_TR:
        clear_to_table(b);
        return begin_implied(b, DT_TAG_TBODY, DT_MODE_IN_TABLE_BODY);
    case DT_TAG_TABLE:
        return !end_table(b);
    case DT_TAG_STYLE:
    case DT_TAG_SCRIPT:
    case DT_TAG_TEMPLATE:
        return dt_html_in_head(b, token);
    case DT_TAG_INPUT:
        if (!dt_html_is_hidden_input(token))
            return foster(b, token);
        dt_html_insert_void(b, token);
        return true;
    case DT_TAG_FORM:
        start_form(b, token);
        return true;
    default:
        return foster(b, token);
    }
}

static bool end_in_table(struct dt_html_builder *b, struct dt_html_token *token)
{
    switch (token->tag) {
    case DT_TAG_TABLE:
        end_table(b);
        return true;
    case DT_TAG_BODY:
    case DT_TAG_CAPTION:
    case DT_TAG_COL:
    case DT_TAG_COLGROUP:
    case DT_TAG_HTML:
    case DT_TAG_TBODY:
    case DT_TAG_TD:
    case DT_TAG_TFOOT:
    case DT_TAG_TH:
    case DT_TAG_THEAD:
    case DT_TAG_TR:
        return true;
    case DT_TAG_TEMPLATE:
        return dt_html_in_head(b, token);
    default:
        return foster(b, token);
    }
}

static bool holds_rows(const struct dt_html_open *open)
{
    return dt_html_is_tag(open, DT_TAG_TABLE) ||
           dt_html_is_tag(open, DT_TAG_TBODY) ||
           dt_html_is_tag(open, DT_TAG_TEMPLATE) ||
           dt_html_is_tag(open, DT_TAG_TFOOT) ||
           dt_html_is_tag(open, DT_TAG_THEAD) ||
           dt_html_is_tag(open, DT_TAG_TR);
}

bool dt_html_in_table(struct dt_html_builder *b, struct dt_html_token *token)
{
    switch (token->type) {
    case DT_TOKEN_TEXT:
        if (!holds_rows(dt_html_top(b)))
            return foster(b, token);
        b->table_text_count = 0;
        b->original_mode = b->mode;
        b->mode = DT_MODE_IN_TABLE_TEXT;
        return false;
    case DT_TOKEN_COMMENT:
        dt_html_insert_comment(b, token, DT_HTML_CURRENT);
        return true;
    case DT_TOKEN_DOCTYPE:
        return true;
    case DT_TOKEN_START_TAG:
        return start_in_table(b, token);
    case DT_TOKEN_END_TAG:
        return end_in_table(b, token);
    default:
        return dt_html_in_body(b, token);
    }
}

/* -- in table text: 13.2.6.4.10 ------------------------------------------- */

static void keep_text(struct dt_html_builder *b, struct dt_str text)
{
    if (b->table_text_count == b->table_text_cap) {
        size_t cap = b->table_text_cap ? b->table_text_cap * 2 : 16;
        struct dt_str *grown = realloc(b->table_text, cap * sizeof *grown);

        if (!grown) {
            b->failed = true;
            return;
        }
        b->table_text = grown;
        b->table_text_cap = cap;
    }
    b->table_text[b->table_text_count++] = text;
}

bool dt_html_in_table_text(struct dt_html_builder *b,
                           struct dt_html_token *token)
{
    bool blank = true;

    if (token->type == DT_TOKEN_TEXT) {
        keep_text(b, dt_html_without_nul(b, token));
        return true;
    }
    for (size_t i = 0; i < b->table_text_count; i++)
        blank &= dt_html_skip_space(b->table_text[i]).len == 0;
    for (size_t i = 0; i < b->table_text_count; i++) {
        struct dt_html_token text = {.type = DT_TOKEN_TEXT,
                                     .text = b->table_text[i]};

        if (blank)
            dt_html_insert_text(b, text.text);
        else
            foster(b, &text);
    }
    b->mode = b->original_mode;
    return false;
}

/* -- in caption, in column group: 13.2.6.4.11 and .12 --------------------- */

static bool end_caption(struct dt_html_builder *b)
{
    if (!in_table_scope(b, DT_TAG_CAPTION))
        return false;
    dt_html_imply_end_tags(b, DT_TAG_TEXT);
    dt_html_pop_until(b, DT_TAG_CAPTION);
    dt_html_clear_to_marker(b);
    b->mode = DT_MODE_IN_TABLE;
    return true;
}

bool dt_html_in_caption(struct dt_html_builder *b, struct dt_html_token *token)
{
    bool starts = token->type == DT_TOKEN_START_TAG;

    if (!starts && token->type != DT_TOKEN_END_TAG)
        return dt_html_in_body(b, token);
    switch (token->tag) {
    case DT_TAG_CAPTION:
        if (!starts)
            end_caption(b);
        return !starts || !end_caption(b);
    case DT_TAG_TABLE:
        return !end_caption(b);
    case DT_TAG_COL:
    case DT_TAG_COLGROUP:
    case DT_TAG_TBODY:
    case DT_TAG_TD:
    case DT_TAG_TFOOT:
    case DT_TAG_TH:
    case DT_TAG_THEAD:
    case DT_TAG_TR:
        return !starts || !end_caption(b);
    case DT_TAG_BODY:
    case DT_TAG_HTML:
        return !starts || dt_html_in_body(b, token);
    default:
        return dt_html_in_body(b, token);
    }
}

bool dt_html_in_column_group(struct dt_html_builder *b,
                             struct dt_html_token *token)
{
    bool ends = token->type == DT_TOKEN_END_TAG;

    if (token->type == DT_TOKEN_TEXT) {
        dt_html_insert_text(b, dt_html_take_space(token));
        if (token->text.len == 0)
            return true;
    } else if (token->type == DT_TOKEN_COMMENT) {
        dt_html_insert_comment(b, token, DT_HTML_CURRENT);
        return true;
    } else if (token->type == DT_TOKEN_DOCTYPE) {
        return true;
    } else if (token->type == DT_TOKEN_END_OF_FILE) {
        return dt_html_in_body(b, token);
    } else if (token->tag == DT_TAG_TEMPLATE) {
        return dt_html_in_head(b, token);
    } else if (token->tag == DT_TAG_COL) {
        if (!ends)
            dt_html_insert_void(b, token);
        return true;
    } else if (token->tag == DT_TAG_HTML && !ends) {
        return dt_html_in_body(b, token);
    }
    if (!dt_html_is_tag(dt_html_top(b), DT_TAG_COLGROUP))
        return true;
    dt_html_pop(b);
    b->mode = DT_MODE_IN_TABLE;
    return ends && token->tag == DT_TAG_COLGROUP;
}

/* -- in table body: 13.2.6.4.13 ------------------------------------------- */

static bool end_table_body(struct dt_html_builder *b)
{
    if (!in_table_scope(b, DT_TAG_TBODY) && !in_table_scope(b, DT_TAG_THEAD) &&
        !in_table_scope(b, DT_TAG_TFOOT))
        return false;
    clear_to_body(b);
    dt_html_pop(b);
    b->mode = DT_MODE_IN_TABLE;
    return true;
}

bool dt_html_in_table_body(struct dt_html_builder *b,
                           struct dt_html_token *token)
{
    bool starts = token->type == DT_TOKEN_START_TAG;

    if (!starts && token->type != DT_TOKEN_END_TAG)
        return dt_html_in_table(b, token);
    switch (token->tag) {
    case DT_TAG_TR:
        if (!starts)
            return true;
        clear_to_body(b);
        begin(b, token, DT_MODE_IN_ROW);
        return true;
    case DT_TAG_TD:
    case DT_TAG_TH:
        if (!starts)
            return true;
        clear_to_body(b);
        return begin_implied(b, DT_TAG_TR, DT_MODE_IN_ROW);
    case DT_TAG_TBODY:
    case DT_TAG_TFOOT:
    case DT_TAG_THEAD:
        if (starts)
            return !end_table_body(b);
        if (in_table_scope(b, token->tag))
            end_table_body(b);
        return true;
    case DT_TAG_CAPTION:
    case DT_TAG_COL:
    case DT_TAG_COLGROUP:
        return !starts || !end_table_body(b);
    case DT_TAG_TABLE:
        return starts ? dt_html_in_table(b, token) : !end_table_body(b);
    case DT_TAG_BODY:
    case DT_TAG_HTML:
        return !starts || dt_html_in_table(b, token);
    default:
        return dt_html_in_table(b, token);
    }
}

/* -- in row: 13.2.6.4.14 -------------------------------------------------- */

static bool end_row(struct dt_html_builder *b)
{
    if (!in_table_scope(b, DT_TAG_TR))
        return false;
    clear_to_row(b);
    dt_html_pop(b);
    b->mode = DT_MODE_IN_TABLE_BODY;
    return true;
}

bool dt_html_in_row(struct dt_html_builder *b, struct dt_html_token *token)
{
    bool starts = token->type == DT_TOKEN_START_TAG;

    if (!starts && token->type != DT_TOKEN_END_TAG)
        return dt_html_in_table(b, token);
    switch (token->tag) {
    case DT_TAG_TD:
    case DT_TAG_TH:
        if (!starts)
            return true;
        clear_to_row(b);
        begin(b, token, DT_MODE_IN_CELL);
        dt_html_add_marker(b);
        return true;
    case DT_TAG_TR:
        if (!starts)
            end_row(b);
        return !starts || !end_row(b);
    case DT_TAG_TBODY:
    case DT_TAG_TFOOT:
    case DT_TAG_THEAD:
        return (!starts && !in_table_scope(b, token->tag)) || !end_row(b);
    case DT_TAG_CAPTION:
    case DT_TAG_COL:
    case DT_TAG_COLGROUP:
        return !starts || !end_row(b);
    case DT_TAG_TABLE:
        return starts ? dt_html_in_table(b, token) : !end_row(b);
    case DT_TAG_BODY:
    case DT_TAG_HTML:
        return !starts || dt_html_in_table(b, token);
    default:
        return dt_html_in_table(b, token);
    }
}

/* -- in cell: 13.2.6.4.15 ------------------------------------------------- */

static void pop_cell(struct dt_html_builder *b, enum dt_tag tag)
{
    dt_html_imply_end_tags(b, DT_TAG_TEXT);
    dt_html_pop_until(b, tag);
    dt_html_clear_to_marker(b);
    b->mode = DT_MODE_IN_ROW;
}

static bool end_cell(struct dt_html_builder *b)
{
    if (in_table_scope(b, DT_TAG_TD))
        pop_cell(b, DT_TAG_TD);
    else if (in_table_scope(b, DT_TAG_TH))
        pop_cell(b, DT_TAG_TH);
    else
        return false;
    return true;
}

bool dt_html_in_cell(struct dt_html_builder *b, struct dt_html_token *token)
{
    bool starts = token->type == DT_TOKEN_START_TAG;

    if (!starts && token->type != DT_TOKEN_END_TAG)
        return dt_html_in_body(b, token);
    switch (token->tag) {
    case DT_TAG_TD:
    case DT_TAG_TH:
        if (starts)
            return !end_cell(b);
        if (in_table_scope(b, token->tag))
            pop_cell(b, token->tag);
        return true;
    case DT_TAG_CAPTION:
    case DT_TAG_COL:
    case DT_TAG_COLGROUP:
        return !starts || !end_cell(b);
    case DT_TAG_TABLE:
    case DT_TAG_TBODY:
    case DT_TAG_TFOOT:
    case DT_TAG_THEAD:
    case DT_TAG_TR:
        if (starts && token->tag == DT_TAG_TABLE)
            return dt_html_in_body(b, token);
        return (!starts && !in_table_scope(b, token->tag)) || !end_cell(b);
    case DT_TAG_BODY:
    case DT_TAG_HTML:
        return !starts || dt_html_in_body(b, token);
    default:
        return dt_html_in_body(b, token);
    }
}
