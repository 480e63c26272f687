#include "article/line.h"
#include "article/page.h"

enum {
    LINK_LINE = 200, /* characters of a line that is nothing but links */
    SCRAP = 25       /* of a line outside paragraphs that is no sentence */
};

/* The block that is being gathered. */
struct gather {
    const struct dt_page *page;
    struct dt_draft *draft;
    uint32_t root;
    uint32_t block; /* whose text it is */
    uint32_t item;  /* list item that got its "- " already */
    uint32_t text, links;
    unsigned breaks; /* line breaks since the last word */
    struct dt_buf raw;
};

static enum dt_tag tag_of(const struct gather *g, uint32_t i)
{
    return (enum dt_tag)g->page->html.nodes[i].tag;
}

static bool is_heading(enum dt_tag tag)
{
    return tag >= DT_TAG_H1 && tag <= DT_TAG_H6;
}

/* A list is dropped whole when it is a list of links. */
static bool in_link_list(const struct gather *g, uint32_t i)
{
    for (; i > g->root; i = g->page->html.nodes[i].parent) {
        const struct dt_page_node *info = &g->page->info[i];
        enum dt_tag tag = tag_of(g, i);

        if ((tag == DT_TAG_UL || tag == DT_TAG_OL) &&
            info->links * 10 > info->text * 7)
            return true;
    }
    return false;
}

static enum dt_block_kind kind_of(struct gather *g)
{
    const struct dt_html_node *nodes = g->page->html.nodes;
    bool quote = false;

    if (g->page->info[g->block].pull)
        return DT_BLOCK_PULL_QUOTE;
    for (uint32_t i = g->block;; i = nodes[i].parent) {
        enum dt_tag tag = tag_of(g, i);

        if (is_heading(tag))
            return DT_BLOCK_HEADING;
        if (tag == DT_TAG_LI) {
            if (g->item == i)
                break;
            g->item = i;
            return DT_BLOCK_ITEM;
        }
        quote |= tag == DT_TAG_BLOCKQUOTE;
        if (i <= g->root)
            break;
    }
    return quote ? DT_BLOCK_QUOTE : DT_BLOCK_PARAGRAPH;
}

static bool is_clutter(const struct gather *g)
{
    enum dt_tag tag = tag_of(g, g->block);
    struct dt_str raw = dt_str_trim(dt_buf_str(&g->raw));

    if (g->page->info[g->block].pull)
        return false;
    if (is_heading(tag))
        return g->links * 10 > g->text * 9 && g->text < 30;
    if (g->links * 10 > g->text * 8 && g->text < LINK_LINE &&
        !(tag == DT_TAG_P && g->text > 80 && dt_line_is_sentence(raw)))
        return true;
    if (in_link_list(g, g->block))
        return true;
    return tag != DT_TAG_P && tag != DT_TAG_LI && tag != DT_TAG_TD &&
           tag != DT_TAG_TH && tag != DT_TAG_BLOCKQUOTE && tag != DT_TAG_DD &&
           tag != DT_TAG_DT && g->text < SCRAP && !dt_line_is_sentence(raw);
}

static int flush(struct gather *g, struct dt_err *err)
{
    int rc = DT_OK;

    if (g->text && !is_clutter(g)) {
        enum dt_block_kind kind = kind_of(g);

        rc = dt_buf_check(&g->raw, "a paragraph", err);
        if (rc == DT_OK)
            rc = dt_draft_add(g->draft, dt_buf_str(&g->raw), kind, err);
    }
    dt_buf_reset(&g->raw);
    g->text = g->links = 0;
    g->breaks = 0;
    return rc;
}

/* Cells of a table stand in one line, unless they hold paragraphs. */
static uint32_t line_of(const struct dt_page *page, uint32_t block)
{
    const struct dt_html_node *n = &page->html.nodes[block];

    if ((n->tag == DT_TAG_TD || n->tag == DT_TAG_TH) &&
        page->info[block].text <= 100)
        return n->parent;
    return block;
}

static int add_text(struct gather *g, uint32_t i, struct dt_err *err)
{
    const struct dt_page_node *info = &g->page->info[i];
    struct dt_str text = g->page->html.nodes[i].text;
    uint32_t block = line_of(g->page, g->page->block[i]);
    int rc = DT_OK;

    if (info->text == 0) {
        if (g->text)
            dt_buf_addc(&g->raw, ' ');
        return DT_OK;
    }
    if (block != g->block || g->breaks >= 2)
        rc = flush(g, err);
    g->block = block;
    g->breaks = 0;
    g->text += info->text;
    g->links += info->links;
    dt_buf_addstr(&g->raw, text);
    return rc;
}

int dt_page_blocks(const struct dt_page *page, uint32_t root,
                   struct dt_draft *draft, struct dt_err *err)
{
    const struct dt_html *html = &page->html;
    struct gather g = {.page = page,
                       .draft = draft,
                       .root = root,
                       .block = root,
                       .raw = DT_BUF_INIT(4 * (size_t)DT_ARTICLE_MAX)};
    int rc = DT_OK;

    for (uint32_t i = root; i < html->nodes[root].end && rc == DT_OK; i++) {
        const struct dt_html_node *n = &html->nodes[i];

        if (page->info[i].cut) {
            i = n->end - 1;
        } else if (n->tag == DT_TAG_BR || n->tag == DT_TAG_TD ||
                   n->tag == DT_TAG_TH) {
            g.breaks += n->tag == DT_TAG_BR && g.text > 0;
            dt_buf_addc(&g.raw, ' ');
        } else if (n->tag == DT_TAG_TEXT) {
            rc = add_text(&g, i, err);
        } else if (dt_page_is_block((enum dt_tag)n->tag)) {
            /* Empty blocks part what stands around them, too. */
            if (line_of(page, i) == i && n->tag != DT_TAG_TR)
                rc = flush(&g, err);
        }
    }
    if (rc == DT_OK)
        rc = flush(&g, err);
    dt_buf_release(&g.raw);
    return rc;
}

void dt_page_text(const struct dt_html *html, uint32_t node, struct dt_buf *out)
{
    for (uint32_t i = node; i < html->nodes[node].end; i++) {
        const struct dt_html_node *n = &html->nodes[i];

        if (n->tag == DT_TAG_TEXT)
            dt_buf_addstr(out, n->text);
        else if (n->tag == DT_TAG_BR || dt_page_is_block((enum dt_tag)n->tag))
            dt_buf_addc(out, ' ');
    }
}
