/* Who is named under a block quotation (page.h). */
#include "article/line.h"
#include "article/page.h"

static bool is_blank(const struct dt_html_node *n)
{
    return n->tag == DT_TAG_TEXT && dt_str_trim(n->text).len == 0;
}

/* "Ada wrote:" before what she wrote, or a name behind the quotation. */
static bool is_set_apart(const struct dt_html *html, uint32_t cite)
{
    const struct dt_html_node *nodes = html->nodes;
    uint32_t over = nodes[cite].parent, before = cite - 1;
    uint32_t behind = nodes[cite].end;

    while (before > over && is_blank(&nodes[before]))
        before--;
    if (before == over)
        return dt_str_ends(dt_str_trim(nodes[cite + 1].text), DT_STR(":"));
    while (behind < nodes[over].end && is_blank(&nodes[behind]))
        behind++;
    if (behind < nodes[over].end)
        return false;
    return nodes[before].parent == over && nodes[before].tag == DT_TAG_TEXT
               ? dt_line_is_sentence(dt_str_trim(nodes[before].text))
               : nodes[over].tag == DT_TAG_BLOCKQUOTE;
}

bool dt_page_is_attribution(const struct dt_html *html, uint32_t node)
{
    const struct dt_html_node *nodes = html->nodes;
    uint32_t over = nodes[node].parent;

    switch (nodes[node].tag) {
    case DT_TAG_FOOTER:
        return nodes[over].tag == DT_TAG_BLOCKQUOTE;
    case DT_TAG_FIGCAPTION:
        over = dt_page_element_before(html, node);
        return nodes[over].tag == DT_TAG_BLOCKQUOTE;
    case DT_TAG_CITE:
        if (nodes[over].tag == DT_TAG_P || nodes[over].tag == DT_TAG_DIV)
            over = nodes[over].parent;
        return nodes[over].tag == DT_TAG_BLOCKQUOTE &&
               nodes[node].end > node + 1 && is_set_apart(html, node);
    default:
        return false;
    }
}
