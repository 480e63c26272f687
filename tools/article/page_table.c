/* Which tables are data, and which lay out the page (page.h). */
#include "article/page.h"

enum {
    CELLS_MOST = 100000, /* of one table that are looked at */
    CELL_PROSE = 300     /* prose in one cell: it lays out a page */
};

/*
 * Rows and columns of short cells are data; a table within a table, or one
 * whose cells hold paragraphs, lays out the page.
 */
bool dt_page_is_data(const struct dt_page *page, uint32_t table)
{
    const struct dt_html_node *nodes = page->html.nodes;
    uint32_t rows = 0, cells = 0, heads = 0;
    struct dt_str role = dt_html_attribute(&nodes[table], "role");

    if (dt_str_is(role, "presentation") || dt_str_is(role, "none"))
        return false;
    for (uint32_t i = table + 1; i < nodes[table].end && cells < CELLS_MOST;
         i++) {
        switch (nodes[i].tag) {
        case DT_TAG_TABLE:
            return false;
        case DT_TAG_TR:
            rows++;
            break;
        case DT_TAG_TH:
            heads++;
            cells++;
            break;
        case DT_TAG_TD:
            cells += page->info[i].text > 0;
            if (page->info[i].prose > CELL_PROSE)
                return false;
            break;
        default:
            break;
        }
    }
    return rows >= 2 && cells >= rows + rows / 2 &&
           (heads || page->short_lines ||
            page->info[table].links * 2 < page->info[table].text);
}
