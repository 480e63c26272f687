/* The posts of a thread (page.h). */
#include "article/page.h"

enum {
    POSTS_LEAST = 2,
    INNER_MOST = 16,    /* elements named so in another that are looked at */
    HEADING_NODES = 64, /* of a heading that are looked at */
    SHARE = 4           /* a whole is at most so many times the posts in it */
};

static bool is_post(const struct dt_page *page, uint32_t i)
{
    return (page->info[i].names & DT_PAGE_POST) && page->info[i].text > 0;
}

bool dt_page_is_post(const struct dt_page *page, uint32_t node)
{
    return page->posts && is_post(page, node);
}

/* The largest element named a post in another, or 0. */
static uint32_t find_inner(const struct dt_page *page, uint32_t post)
{
    const struct dt_html *html = &page->html;
    uint32_t best = 0;
    unsigned seen = 0;

    for (uint32_t i = post + 1; i < html->nodes[post].end; i++) {
        if (page->info[i].cut) {
            i = html->nodes[i].end - 1;
        } else if (is_post(page, i)) {
            if (best == 0 || page->info[i].text > page->info[best].text)
                best = i;
            if (++seen == INNER_MOST)
                break;
            i = html->nodes[i].end - 1;
        }
    }
    return best;
}

/*
 * Of two elements, one in the other, that are named a post, the inner one is
 * its text when on the page such have most of it. False: there is none.
 */
static bool leave_inner(struct dt_page *page)
{
    uint64_t outer = 0, inner = 0;
    bool found = false;

    for (uint32_t i = 1; i < page->html.count; i++) {
        uint32_t in;

        if (!is_post(page, i) || page->info[i].cut)
            continue;
        found = true;
        in = find_inner(page, i);
        outer += in ? page->info[i].text : 0;
        inner += in ? page->info[in].text : 0;
    }
    if (inner == 0 || inner * SHARE < outer)
        return found;
    for (uint32_t i = 1; i < page->html.count; i++)
        if (is_post(page, i) && !page->info[i].cut && find_inner(page, i))
            page->info[i].names &= ~(uint32_t)DT_PAGE_POST;
    return found;
}

/*
 * The least element that holds all posts, or 0 when they are no thread; the
 * last of them in *last_post.
 */
static uint32_t find_thread(const struct dt_page *page, uint32_t *last_post)
{
    const struct dt_html *html = &page->html;
    uint32_t count = 0, first = 0, last = 0;
    uint64_t text = 0;

    for (uint32_t i = 1; i < html->count; i++) {
        if (page->info[i].cut) {
            i = html->nodes[i].end - 1;
        } else if (is_post(page, i)) {
            first = first ? first : i;
            last = i;
            count++;
            text += page->info[i].text;
            i = html->nodes[i].end - 1;
        }
    }
    if (count < POSTS_LEAST || text * SHARE < page->info[0].text)
        return 0;
    *last_post = last;
    while (last >= html->nodes[first].end)
        first = html->nodes[first].parent;
    return first;
}

/* "3 Answers": how many posts there are. */
static bool is_count(const struct dt_html *html, uint32_t heading)
{
    struct dt_str text = {NULL, 0};
    size_t words = 1;

    for (uint32_t i = heading + 1; i < html->nodes[heading].end && !text.len;
         i++)
        text = dt_str_trim(html->nodes[i].text);
    for (size_t i = 0; i < text.len; i++)
        words += text.ptr[i] == ' ';
    return text.len && text.ptr[0] >= '0' && text.ptr[0] <= '9' && words == 2;
}

/* Whether an element is a subject's heading, and does not say who wrote. */
static bool is_subject(const struct dt_page *page, uint32_t i)
{
    const struct dt_html_node *nodes = page->html.nodes;
    uint32_t end = nodes[i].end;

    if (nodes[i].tag < DT_TAG_H1 || nodes[i].tag > DT_TAG_H3 ||
        is_count(&page->html, i))
        return false;
    if (end > i + HEADING_NODES)
        end = i + HEADING_NODES;
    for (uint32_t k = i; k < end; k++)
        if (page->info[k].names & DT_PAGE_AUTHOR)
            return false;
    return true;
}

/*
 * Cut what stands between posts, but for the headings of their subjects, and
 * what stands behind the last.
 */
static void cut_between(struct dt_page *page, uint32_t thread, uint32_t last)
{
    const struct dt_html *html = &page->html;
    uint32_t end = html->nodes[thread].end;

    for (uint32_t i = thread + 1; i < end; i++) {
        const struct dt_html_node *n = &html->nodes[i];

        if (page->info[i].cut || is_post(page, i) ||
            (i < last && is_subject(page, i))) {
            i = n->end - 1;
            continue;
        }
        page->info[i].cut = n->tag == DT_TAG_TEXT;
    }
    dt_page_sum(page);
}

bool dt_page_find_posts(struct dt_page *page)
{
    uint32_t last = 0;
    uint32_t thread = leave_inner(page) ? find_thread(page, &last) : 0;

    if (thread == 0)
        return false;
    cut_between(page, thread, last);
    page->root = page->frame = thread;
    page->posts = page->short_lines = true;
    return true;
}
