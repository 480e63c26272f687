#include "article/marked.h"

#include "adapt/markdown.h"
#include "adapt/yaml.h"
#include "article/date.h"
#include "article/names.h"
#include "article/page.h"

enum {
    FRONT_MATTER = 64 * 1024, /* bytes of it that are looked at */
    MEMORY = 256 * 1024 * 1024
};

/* Take the YAML over the text off it; *yaml is empty where there is none. */
static struct dt_str split(struct dt_str text, struct dt_str *yaml)
{
    struct dt_str rest = text, line;
    size_t first;

    *yaml = (struct dt_str){NULL, 0};
    if (!dt_str_line(&rest, &line) || !dt_str_is(dt_str_trim(line), "---"))
        return text;
    first = (size_t)(rest.ptr - text.ptr);
    while (dt_str_line(&rest, &line)) {
        size_t start = (size_t)(line.ptr - text.ptr);

        if (start > FRONT_MATTER)
            break;
        line = dt_str_trim(line);
        if (!dt_str_is(line, "---") && !dt_str_is(line, "..."))
            continue;
        *yaml = (struct dt_str){text.ptr + first, start - first};
        return rest;
    }
    return text;
}

static int take_text(struct dt_draft *draft, const struct dt_yaml_node *top,
                     const char *key, const char **field, struct dt_err *err)
{
    const struct dt_yaml_node *node = dt_yaml_get(top, key);

    if (*field || !node || node->type != DT_YAML_SCALAR || !node->text.len ||
        dt_yaml_is_null(node))
        return DT_OK;
    *field = dt_draft_line(draft, node->text, err);
    return *field ? DT_OK : err->code;
}

static int take_name(struct dt_draft *draft, const struct dt_yaml_node *node,
                     struct dt_err *err)
{
    if (node->type == DT_YAML_MAPPING)
        node = dt_yaml_get(node, "name");
    if (!node || node->type != DT_YAML_SCALAR || dt_yaml_is_null(node))
        return DT_OK;
    return dt_names_add(draft, node->text, false, err);
}

static int take_names(struct dt_draft *draft, const struct dt_yaml_node *top,
                      const char *key, struct dt_err *err)
{
    const struct dt_yaml_node *node = dt_yaml_get(top, key);
    int rc = DT_OK;

    if (!node)
        return DT_OK;
    if (node->type != DT_YAML_LIST)
        return take_name(draft, node, err);
    for (node = node->first; node && rc == DT_OK; node = node->next)
        rc = take_name(draft, node, err);
    return rc;
}

static int take_date(struct dt_draft *draft, const struct dt_yaml_node *top,
                     const char *key, struct dt_err *err)
{
    const struct dt_yaml_node *node = dt_yaml_get(top, key);
    struct dt_date date;

    if (draft->meta->published || !node || node->type != DT_YAML_SCALAR ||
        !dt_date_parse(dt_str_trim(node->text), DT_DATE_NO_ORDER, &date) ||
        date.part == DT_DATE_DAY_MONTH)
        return DT_OK;
    draft->meta->published = dt_draft_line(draft, DT_STR(date.edtf), err);
    return draft->meta->published ? DT_OK : err->code;
}

static int take_front_matter(struct dt_draft *draft,
                             const struct dt_yaml_node *top, struct dt_err *err)
{
    struct dt_meta *m = draft->meta;
    const struct {
        const char *key;
        const char **field;
    } texts[] = {{"title", &m->title},         {"description", &m->description},
                 {"summary", &m->description}, {"lang", &m->language},
                 {"language", &m->language},   {"publisher", &m->publisher}};
    int rc = DT_OK;

    for (size_t i = 0; i < sizeof texts / sizeof *texts && rc == DT_OK; i++)
        rc = take_text(draft, top, texts[i].key, texts[i].field, err);
    if (rc == DT_OK)
        rc = take_names(draft, top, "author", err);
    if (rc == DT_OK)
        rc = take_names(draft, top, "authors", err);
    if (rc == DT_OK)
        rc = take_date(draft, top, "date", err);
    return rc == DT_OK ? take_date(draft, top, "published", err) : rc;
}

static enum dt_block_kind kind_of(enum dt_tag tag)
{
    if (tag >= DT_TAG_H1 && tag <= DT_TAG_H6)
        return DT_BLOCK_HEADING;
    return tag == DT_TAG_LI ? DT_BLOCK_ITEM : DT_BLOCK_PARAGRAPH;
}

/* The text of a block of HTML, by its own blocks. */
static int add_html(struct dt_draft *draft, struct dt_str block,
                    struct dt_err *err)
{
    struct dt_arena arena = DT_ARENA_INIT(MEMORY);
    struct dt_buf text = DT_BUF_INIT(DT_MARKDOWN_MAX);
    struct dt_html html;
    uint32_t *blocks = NULL, last = 0;
    int rc = dt_html_parse(block, &arena, &html, err);

    if (rc == DT_OK)
        blocks = dt_arena_array(&arena, html.count, sizeof *blocks);
    if (rc == DT_OK && !blocks)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (uint32_t i = 0; rc == DT_OK && i <= html.count; i++) {
        const struct dt_html_node *n = &html.nodes[i];
        enum dt_tag tag = i < html.count ? (enum dt_tag)n->tag : DT_TAG_BODY;

        if (i < html.count)
            blocks[i] = dt_page_is_block(tag) ? i : blocks[n->parent];
        if (i == html.count || (tag == DT_TAG_TEXT && blocks[i] != last)) {
            rc = dt_draft_add(draft, dt_str_trim(dt_buf_str(&text)),
                              kind_of((enum dt_tag)html.nodes[last].tag), err);
            dt_buf_reset(&text);
            last = i < html.count ? blocks[i] : 0;
        }
        if (tag == DT_TAG_TEXT)
            dt_buf_addstr(&text, n->text);
        else if (tag == DT_TAG_BR)
            dt_buf_addc(&text, ' ');
        else if (dt_page_is_silent(tag))
            i = n->end - 1;
    }
    if (rc == DT_OK)
        rc = dt_buf_check(&text, "a block of HTML", err);
    dt_buf_release(&text);
    dt_arena_release(&arena);
    return rc;
}

static int add_block(struct dt_draft *draft,
                     const struct dt_markdown_block *block, struct dt_err *err)
{
    static const enum dt_block_kind kinds[] = {
        [DT_MARKDOWN_PARAGRAPH] = DT_BLOCK_PARAGRAPH,
        [DT_MARKDOWN_HEADING] = DT_BLOCK_HEADING,
        [DT_MARKDOWN_ITEM] = DT_BLOCK_ITEM,
        [DT_MARKDOWN_QUOTE] = DT_BLOCK_QUOTE,
        [DT_MARKDOWN_CODE] = DT_BLOCK_PARAGRAPH,
    };

    if (block->kind == DT_MARKDOWN_HTML)
        return add_html(draft, block->text, err);
    if (block->level == 1 && draft->count == 0 && !draft->meta->title) {
        draft->meta->title = dt_draft_line(draft, block->text, err);
        return draft->meta->title ? DT_OK : err->code;
    }
    return dt_draft_add(draft, block->text, kinds[block->kind], err);
}

int dt_marked_read(struct dt_str text, struct dt_draft *draft,
                   struct dt_err *err)
{
    struct dt_arena arena = DT_ARENA_INIT(MEMORY);
    const struct dt_yaml_node *top;
    struct dt_markdown_block *blocks = NULL;
    struct dt_str yaml, body = split(text, &yaml);
    struct dt_err ignored;
    size_t count = 0;
    int rc = DT_OK;

    draft->page = true;
    /* What does not read as YAML is text between two lines. */
    if (yaml.len && dt_yaml_parse(yaml, "front matter", NULL, NULL, &arena,
                                  &top, &ignored) == DT_OK) {
        rc = take_front_matter(draft, top, err);
        text = body;
    }
    if (rc == DT_OK)
        rc = dt_markdown_read(text, &arena, &blocks, &count, err);
    for (size_t i = 0; i < count && rc == DT_OK; i++)
        rc = add_block(draft, &blocks[i], err);
    dt_arena_release(&arena);
    return rc;
}
