/* The lines that tell what a picture shows (page.h). */
#include "article/page.h"

enum {
    CAPTION = 200,       /* characters of a caption */
    CAPTION_UP = 3,      /* elements between it and its image's box */
    CAPTION_OTHER = 30,  /* characters of such a box besides the caption */
    LEAD_OTHER = 100,    /* the same between headline and article */
    CAPTION_NODES = 100, /* nodes of the box */
    CELL_UP = 4,         /* elements between an image and its cell */
    ICON = 48,           /* pixels of a side of an image that is no picture */
    SIDE_DIGITS = 4
};

bool dt_page_is_step(const struct dt_page *page, uint32_t block)
{
    return (page->signs & (DT_PAGE_RECIPE | DT_PAGE_PRODUCT)) &&
           !(page->signs & DT_PAGE_SAYS_ARTICLE) && page->own[block] > 0;
}

/* The largest box around a block that has little text besides it. */
static uint32_t box_of(const struct dt_page *page, uint32_t block,
                       uint32_t most)
{
    const struct dt_html_node *nodes = page->html.nodes;
    uint32_t box = block;

    for (int up = 0; up < CAPTION_UP; up++) {
        uint32_t over = nodes[box].parent;

        if (over <= page->frame || over == page->root ||
            (over < page->headline && page->headline < nodes[over].end) ||
            page->info[over].text > most)
            break;
        box = over;
    }
    return box;
}

/*
 * Whether an image stands in a cell beside words, as the sign of a warning or
 * what a row explains does; a caption stands in its cell, or in the row under
 * it.
 */
static bool is_beside(const struct dt_page *page, uint32_t image,
                      uint32_t block)
{
    const struct dt_html_node *nodes = page->html.nodes;
    uint32_t cell = nodes[image].parent;

    for (int up = 0; up < CELL_UP && nodes[cell].tag != DT_TAG_TD; up++)
        cell = nodes[cell].parent;
    if (nodes[cell].tag != DT_TAG_TD ||
        (cell <= block && block < nodes[cell].end))
        return false;
    return page->info[nodes[cell].parent].text > page->info[cell].text ||
           dt_html_attribute(&nodes[cell], "rowspan").ptr;
}

/* A side of an image in CSS pixels as its attribute says, or 0. */
static unsigned side_of(const struct dt_html_node *image, const char *name)
{
    struct dt_str value = dt_html_attribute(image, name);
    unsigned side = 0;

    for (size_t i = 0; i < value.len && i < SIDE_DIGITS &&
                       value.ptr[i] >= '0' && value.ptr[i] <= '9';
         i++)
        side = side * 10 + (unsigned)(value.ptr[i] - '0');
    return side;
}

/* Too small for a picture: the sign of a file's form, or of a warning. */
static bool is_icon(const struct dt_html_node *image)
{
    unsigned width = side_of(image, "width"), height = side_of(image, "height");

    return width && height && width <= ICON && height <= ICON;
}

bool dt_page_is_caption(const struct dt_page *page, uint32_t block,
                        uint32_t text, bool lead)
{
    const struct dt_html_node *nodes = page->html.nodes;
    uint32_t other = lead ? LEAD_OTHER : CAPTION_OTHER, box, end;

    if (page->info[block].text > CAPTION + other || (!lead && text >= CAPTION))
        return false; /* one line of several in a block, or a paragraph */
    box = box_of(page, block, text + other);
    end = nodes[box].end;
    if (end - box > CAPTION_NODES)
        end = box + CAPTION_NODES;
    for (uint32_t i = box; i < end; i++) {
        if ((page->info[i].names & DT_PAGE_AUTHOR) && lead &&
            (block < i || block >= nodes[i].end))
            i = nodes[i].end - 1; /* a portrait */
        else if (nodes[i].tag == DT_TAG_IMG && page->block[i] != block &&
                 !is_icon(&nodes[i]) && !is_beside(page, i, block))
            return true;
    }
    return false;
}
