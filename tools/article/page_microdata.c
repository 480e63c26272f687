/* What the microdata of a page claims (page_reader.h). */
#include "article/page_reader.h"

static bool has_property(const struct dt_html_node *n, const char *name)
{
    struct dt_str value = dt_html_attribute(n, "itemprop");
    size_t len, at = 0;

    if (value.len == 0)
        return false;
    len = strlen(name);
    while ((at = dt_str_find(value, DT_STR(name), at)) != SIZE_MAX) {
        if ((at == 0 || value.ptr[at - 1] == ' ') &&
            (at + len == value.len || value.ptr[at + len] == ' '))
            return true;
        at++;
    }
    return false;
}

/* The first node with a property, from a node up to another; 0 for none. */
static uint32_t find_property(const struct dt_html *html, uint32_t from,
                              uint32_t end, const char *name)
{
    for (uint32_t i = from; i < end; i++)
        if (has_property(&html->nodes[i], name))
            return i;
    return 0;
}

/* A property's value: an attribute for machines, or the text. */
static struct dt_str value_of(struct dt_page_reader *r, uint32_t node)
{
    static const char *const names[] = {"content", "href"};
    const struct dt_html_node *n = &r->page->html.nodes[node];

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct dt_str value = dt_str_trim(dt_html_attribute(n, names[i]));

        if (value.len)
            return value;
    }
    return dt_page_text_of(r, node);
}

void dt_page_read_microdata(struct dt_page_reader *r, enum dt_field field)
{
    const struct dt_html *html = &r->page->html;
    const char *name = field == DT_FIELD_TITLE       ? "headline"
                       : field == DT_FIELD_PUBLISHER ? "publisher"
                                                     : "license";
    const char *from = field == DT_FIELD_TITLE       ? "microdata headline"
                       : field == DT_FIELD_PUBLISHER ? "microdata publisher"
                                                     : "microdata license";
    uint32_t node;

    if (!(r->page->signs & DT_PAGE_ITEMS))
        return;
    node = find_property(html, 1, html->count, name);
    if (node && field == DT_FIELD_TITLE && r->page->info[node].cut)
        return; /* another article's */
    if (node && dt_html_attribute(&html->nodes[node], "itemscope").ptr)
        node = find_property(html, node + 1, html->nodes[node].end, "name");
    if (node)
        dt_page_claim(r, field, value_of(r, node), from);
}
