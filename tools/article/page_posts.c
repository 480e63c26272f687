/* The posts of a thread (page.h). */
#include "article/page.h"

enum {
    POSTS_LEAST = 2,
    INNER_MOST = 16,    /* elements named so in another that are looked at */
    HEADING_NODES = 64, /* of a heading that are looked at */
    SHARE = 4,          /* a whole is at most so many times the posts in it */
    POST_UP = 8         /* elements between a paragraph and its post's */
};

static bool is_post(const struct dt_page *page, uint32_t i)
{
    return (page->info[i].names & DT_PAGE_POST) && page->info[i].text > 0 &&
           page->html.nodes[i].tag != DT_TAG_P;
}

bool dt_page_is_post(const struct dt_page *page, uint32_t node)
{
    return page->posts && is_post(page, node);
}

/* The block whose own text is longest, outside of what is called comments. */
static uint32_t find_longest(const struct dt_page *page, bool comments)
{
    uint32_t best = 0;

    for (uint32_t i = 1; i < page->html.count; i++) {
        const struct dt_page_node *info = &page->info[i];

        if (info->cut || (!comments && (info->names & DT_PAGE_COMMENT)))
            i = page->html.nodes[i].end - 1;
        else if (page->own[i] > page->own[best])
            best = i;
    }
    return best;
}

/* Whether an element may hold the text of a post, and no more than that. */
static bool may_hold_post(const struct dt_page *page, uint32_t i)
{
    enum dt_tag tag = (enum dt_tag)page->html.nodes[i].tag;

    return tag == DT_TAG_DIV || tag == DT_TAG_TD || tag == DT_TAG_ARTICLE ||
           tag == DT_TAG_SECTION || tag == DT_TAG_BLOCKQUOTE;
}

/* Whether it says who wrote and when, beside what was written. */
static bool tells_author(const struct dt_page *page, uint32_t element)
{
    for (uint32_t i = element; i < page->html.nodes[element].end; i++)
        if (page->html.nodes[i].tag == DT_TAG_TIME ||
            (page->info[i].names & (DT_PAGE_AUTHOR | DT_PAGE_DATED)))
            return true;
    return false;
}

/* What is made as an element is, the outermost of it. */
struct likes {
    uint32_t count;
    uint32_t first;
    uint64_t prose;    /* in all of them */
    uint64_t comments; /* in those that stand in comments, and say no author */
};

static struct likes count_alike(const struct dt_page *page, uint32_t element)
{
    const struct dt_html *html = &page->html;
    struct likes likes = {0};
    uint32_t comment_end = 0;

    for (uint32_t i = 1; i < html->count; i++) {
        const struct dt_page_node *info = &page->info[i];

        if ((info->names & DT_PAGE_COMMENT) && html->nodes[i].end > comment_end)
            comment_end = html->nodes[i].end;
        if (!info->cut && info->text && dt_page_is_alike(html, i, element)) {
            if (likes.count++ == 0)
                likes.first = i;
            likes.prose += info->prose;
            if (i < comment_end && !tells_author(page, i))
                likes.comments += info->prose;
        } else if (!info->cut) {
            continue;
        }
        i = html->nodes[i].end - 1;
    }
    return likes;
}

/* A class of one word, as "content", may name anything. */
static bool is_named(const struct dt_html_node *n)
{
    struct dt_str class = dt_str_trim(dt_html_attribute(n, "class"));

    for (size_t i = 0; i < class.len; i++)
        if (class.ptr[i] == ' ' || class.ptr[i] == '-' || class.ptr[i] == '_')
            return true;
    return false;
}

bool dt_page_is_conversation(const struct dt_page *page, uint64_t comments,
                             uint64_t all)
{
    uint32_t i = find_longest(page, false);

    if (comments * SHARE < all || (page->signs & DT_PAGE_SAYS_ARTICLE))
        return false;
    if ((page->signs & DT_PAGE_ANSWERS) && comments * 2 >= all)
        return true;
    for (int up = 0; up < POST_UP && i; up++, i = page->html.nodes[i].parent)
        if (may_hold_post(page, i) && is_named(&page->html.nodes[i]) &&
            page->info[i].prose * 2 >= all - comments &&
            count_alike(page, i).comments * 2 >= comments)
            return true;
    return false;
}

/* What is made as a post is is one, too. */
static void name_alike(struct dt_page *page, uint32_t post)
{
    for (uint32_t i = 1; post && i < page->html.count; i++)
        if (dt_page_is_alike(&page->html, i, post))
            page->info[i].names |= DT_PAGE_POST;
}

static uint32_t first_post(const struct dt_page *page)
{
    for (uint32_t i = 1; i < page->html.count; i++) {
        if (page->info[i].cut)
            i = page->html.nodes[i].end - 1;
        else if (is_post(page, i))
            return i;
    }
    return 0;
}

/*
 * The innermost element that has the prose between the headline and the first
 * of the replies, or 0: what they reply to, which may be made otherwise.
 */
static uint32_t find_opener(const struct dt_page *page, uint32_t first)
{
    const struct dt_html_node *nodes = page->html.nodes;
    uint32_t best = 0, i;
    uint64_t prose = 0;

    for (i = page->headline; i < first; i++) {
        if (page->info[i].cut) {
            i = nodes[i].end - 1;
            continue;
        }
        prose += page->own[i];
        best = page->own[i] > page->own[best] ? i : best;
    }
    for (i = best; i > page->headline && nodes[i].end <= first;
         i = nodes[i].parent)
        if (page->info[i].prose == prose && nodes[i].tag != DT_TAG_P)
            return i;
    return 0;
}

/*
 * The posts of a forum that have no name: of what holds the longest paragraph
 * the innermost that is made as others are, which, with what they reply to,
 * have the page's prose.
 */
static void name_posts(struct dt_page *page)
{
    const struct dt_html *html = &page->html;
    uint32_t i = find_longest(page, true);

    for (int up = 0; up < POST_UP && i; up++, i = html->nodes[i].parent) {
        struct likes likes = {0};
        uint32_t opener = 0;

        if (may_hold_post(page, i))
            likes = count_alike(page, i);
        if (likes.count < POSTS_LEAST)
            continue;
        if (likes.prose * 5 < (uint64_t)page->info[0].prose * 4)
            opener = find_opener(page, likes.first);
        if ((likes.prose + page->info[opener].prose * (opener > 0)) * 5 <
            (uint64_t)page->info[0].prose * 4)
            continue;
        name_alike(page, i);
        page->info[opener].names |= opener ? DT_PAGE_POST : 0;
        return;
    }
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
    uint32_t last = 0, thread;

    name_alike(page, first_post(page));
    thread = leave_inner(page) ? find_thread(page, &last) : 0;
    if (thread == 0 && (page->signs & (DT_PAGE_FORUM | DT_PAGE_ANSWERS))) {
        name_posts(page);
        thread = leave_inner(page) ? find_thread(page, &last) : 0;
    }
    if (thread == 0)
        return false;
    cut_between(page, thread, last);
    page->root = page->frame = thread;
    page->posts = page->short_lines = true;
    return true;
}
