/* What nobody is shown (page.h). */
#include "article/page.h"

enum {
    TAB_LEAST = 100, /* prose of a tab that is not shown */
    TABS_MOST = 16,
    TEXT_LEAST = 25,   /* characters of a text that unfolds */
    OPENER_NODES = 16, /* of what unfolds it */
    UP_MOST = 64       /* steps to the element before another */
};

uint32_t dt_page_element_before(const struct dt_html *html, uint32_t i)
{
    uint32_t over = html->nodes[i].parent, k = i;

    for (unsigned up = 0; up < UP_MOST && k > over + 1; up++) {
        k--;
        while (html->nodes[k].parent != over && up++ < UP_MOST)
            k = html->nodes[k].parent;
        if (html->nodes[k].parent == over && html->nodes[k].tag != DT_TAG_TEXT)
            return k;
    }
    return 0;
}

static bool is_marked_hidden(const struct dt_page *page, uint32_t i)
{
    const struct dt_html_node *n = &page->html.nodes[i];
    struct dt_str style = dt_html_attribute(n, "style");

    return dt_html_attribute(n, "hidden").ptr ||
           (page->own[i] == 0 &&
            dt_str_is(dt_html_attribute(n, "aria-hidden"), "true")) ||
           (style.len &&
            (dt_str_find(style, DT_STR("display:none"), 0) != SIZE_MAX ||
             dt_str_find(style, DT_STR("display: none"), 0) != SIZE_MAX));
}

/*
 * Whether a hidden element is one of a row of tabs: named so, or made like one
 * beside it that is shown.
 */
static bool is_tab(const struct dt_page *page, uint32_t i)
{
    const struct dt_html_node *nodes = page->html.nodes;
    uint32_t over = nodes[i].parent, k = over + 1;
    struct dt_str class = dt_html_attribute(&nodes[i], "class");

    if (dt_str_is(dt_html_attribute(&nodes[i], "role"), "tabpanel"))
        return true;
    if (page->info[i].prose < TAB_LEAST || class.len == 0)
        return false;
    for (unsigned n = 0; n < TABS_MOST && k < nodes[over].end;
         k = nodes[k].end) {
        if (nodes[k].tag == DT_TAG_TEXT)
            continue;
        n++;
        if (k != i && nodes[k].tag == nodes[i].tag && page->info[k].text &&
            dt_str_eq(dt_html_attribute(&nodes[k], "class"), class) &&
            !is_marked_hidden(page, k))
            return true;
    }
    return false;
}

/* Whether what unfolds a text stands before a hidden element. */
static bool is_unfolded(const struct dt_page *page, uint32_t i)
{
    const struct dt_html_node *nodes = page->html.nodes;
    uint32_t before = dt_page_element_before(&page->html, i);
    uint32_t end = before ? nodes[before].end : 0;

    if (page->info[i].text < TEXT_LEAST ||
        page->info[i].links * 3 > page->info[i].text)
        return false;
    if (end > before + OPENER_NODES)
        end = before + OPENER_NODES;
    for (uint32_t k = before; k < end; k++)
        if (dt_html_attribute(&nodes[k], "aria-expanded").ptr)
            return true;
    return false;
}

bool dt_page_is_hidden(const struct dt_page *page, uint32_t i)
{
    return is_marked_hidden(page, i) && !is_tab(page, i) &&
           ((page->signs & DT_PAGE_SAYS_ARTICLE) || !is_unfolded(page, i));
}
