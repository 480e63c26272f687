/* What a page says of its rights (page_reader.h). */
#include "article/page_reader.h"
#include "article/rules.h"

enum { LINE_LONGEST = 300, LAST_NODES = 1500 };

static bool is_copyright(struct dt_page_reader *r, struct dt_str line)
{
    return dt_str_starts(line, DT_STR("©")) ||
           dt_draft_starts(r->draft, DT_RULES_COPYRIGHT_STARTS, line);
}

/* The copyright line, at the end of the page. */
static void read_copyright(struct dt_page_reader *r)
{
    const struct dt_page *page = r->page;
    uint32_t count = page->html.count;
    uint32_t from = count > LAST_NODES ? count - LAST_NODES : 1;

    for (uint32_t i = from; i < count && r->rc == DT_OK; i++) {
        const struct dt_html_node *n = &page->html.nodes[i];
        struct dt_str own, line;
        uint32_t block;

        /* It may for "©", too, as for any sign beyond ASCII. */
        if (n->tag != DT_TAG_TEXT ||
            !dt_draft_may_start(DT_RULES_COPYRIGHT_STARTS, n->text))
            continue;
        own = dt_str_trim(n->text);
        if (!is_copyright(r, own))
            continue;
        block = page->block[i];
        line = page->info[block].text <= LINE_LONGEST
                   ? dt_page_text_of(r, block)
                   : own;
        if (line.len > LINE_LONGEST)
            line = own;
        dt_page_claim(r, DT_FIELD_RIGHTS, line, "copyright line");
        i = n->end - 1;
    }
}

/* Whether an address is that of a licence of Creative Commons. */
static bool is_commons(struct dt_str address)
{
    static const char site[] = "creativecommons.org/";
    size_t at = 0;

    while ((at = dt_str_find(address, DT_STR(site), at)) != SIZE_MAX) {
        struct dt_str path;

        at += strlen(site);
        path = (struct dt_str){address.ptr + at, address.len - at};
        if (dt_str_starts(path, DT_STR("licenses/")) ||
            dt_str_starts(path, DT_STR("publicdomain/")))
            return true;
    }
    return false;
}

static bool is_licence_link(const struct dt_html_node *n)
{
    struct dt_str rel = dt_html_attribute(n, "rel");

    return dt_str_is(rel, "license") ||
           dt_str_starts(rel, DT_STR("license ")) ||
           is_commons(dt_html_attribute(n, "href"));
}

static void read_licence_links(struct dt_page_reader *r)
{
    const struct dt_html *html = &r->page->html;

    for (uint32_t i = 0; i < html->count; i++) {
        const struct dt_html_node *n = &html->nodes[i];

        if ((n->tag == DT_TAG_A || n->tag == DT_TAG_LINK) && is_licence_link(n))
            dt_page_claim(r, DT_FIELD_RIGHTS, dt_html_attribute(n, "href"),
                          "link license");
    }
}

void dt_page_read_rights(struct dt_page_reader *r)
{
    const struct dt_linked_work *work = &r->linked.article;

    dt_page_claim_text(r, DT_FIELD_RIGHTS, work->licence, "json-ld license");
    dt_page_claim_text(r, DT_FIELD_RIGHTS, work->copyright,
                       "json-ld copyright");
    dt_page_claim_text(r, DT_FIELD_CORRECTION, work->correction,
                       "json-ld correction");
    dt_page_read_tags(r, DT_FIELD_RIGHTS);
    dt_page_read_microdata(r, DT_FIELD_RIGHTS);
    read_licence_links(r);
    read_copyright(r);
    dt_page_read_tags(r, DT_FIELD_SYNDICATED);
}
