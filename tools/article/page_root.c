/* Where on a page the article is (page.h). */
#include "article/page.h"

enum {
    CHUNK_LEAST = 100, /* prose of a part of a body */
    /* Of what an article stands in together with its headline: */
    ARTICLE_LEAST = 200, /* prose */
    ARTICLE_PARAGRAPHS = 3,
    SECTIONS = 3,       /* of a page that is made of them */
    HEADED = 2,         /* of one whose headings stand beside their texts */
    SECTION_NODES = 64, /* up to its heading */
    SECTION_LEAST = 40, /* characters of one */
    CODE_LEAST = 3,     /* pieces of code on a page about it */
    HEAD_MOST = 600,    /* prose of a head that the text is not in */
    HEAD_TIMES = 8      /* or so many times as much stands behind it */
};

/* Whether a heading such as the headline stands under a node. */
static bool has_headline(const struct dt_page *page, uint32_t node)
{
    const struct dt_html_node *nodes = page->html.nodes;
    uint8_t tag = page->headline ? nodes[page->headline].tag : DT_TAG_H1;

    for (uint32_t i = node; i < nodes[node].end; i++)
        if (nodes[i].tag == tag)
            return true;
    return false;
}

/* Whether a text goes on from one child into others that are made alike. */
static bool is_chunked(const struct dt_page *page, uint32_t parent,
                       uint32_t child)
{
    const struct dt_html *html = &page->html;

    for (uint32_t i = parent + 1; i < html->nodes[parent].end;
         i = html->nodes[i].end) {
        const struct dt_page_node *info = &page->info[i];

        if (i != child && !info->cut && info->prose >= CHUNK_LEAST &&
            (uint64_t)info->links * 4 < info->text &&
            dt_page_is_alike(html, i, child) && !has_headline(page, i))
            return true;
    }
    return false;
}

/*
 * Whether the text is behind what holds its headline: far more stands there,
 * under no headline of its own; or the headline is that of a whole book.
 */
static bool is_behind(const struct dt_page *page, uint32_t from,
                      uint32_t headed, uint32_t best)
{
    uint32_t head = page->info[headed].prose, text = page->info[best].prose;

    if (best < headed || text / 2 <= head)
        return false;
    if (head < HEAD_MOST && !has_headline(page, best))
        return true;
    return !(page->signs & DT_PAGE_SAYS_ARTICLE) &&
           page->info[from].prose / HEAD_TIMES > head;
}

/* A heading, and under it some text that is no links. */
static bool is_section(const struct dt_page *page, uint32_t node)
{
    const struct dt_html_node *nodes = page->html.nodes;
    const struct dt_page_node *info = &page->info[node];
    uint32_t end = nodes[node].end;

    if (info->cut || info->text < SECTION_LEAST ||
        (uint64_t)info->links * 3 > info->text)
        return false;
    if (end > node + SECTION_NODES)
        end = node + SECTION_NODES;
    for (uint32_t i = node + 1; i < end; i++)
        if (nodes[i].tag >= DT_TAG_H2 && nodes[i].tag <= DT_TAG_H4 &&
            !page->info[i].cut &&
            (page->info[i].links == 0 || dt_page_is_anchored(page, i)))
            return page->info[i].text + SECTION_LEAST / 2 < info->text;
    return false;
}

/* The heading that an element begins with, however deep, or 0. */
static uint32_t heading_of(const struct dt_page *page, uint32_t node)
{
    const struct dt_html_node *nodes = page->html.nodes;
    uint32_t end = nodes[node].end;

    if (end > node + SECTION_NODES)
        end = node + SECTION_NODES;
    for (uint32_t i = node + 1; i < end; i++) {
        if (dt_page_is_heading((enum dt_tag)nodes[i].tag))
            return page->info[i].cut ? 0 : i;
        if (page->info[i].text && nodes[i].tag == DT_TAG_TEXT)
            return 0;
    }
    return 0;
}

/* A section, however short: it begins with a heading that is no link. */
static bool is_headed(const struct dt_page *page, uint32_t node)
{
    uint32_t heading = page->info[node].cut ? 0 : heading_of(page, node);

    return heading &&
           (page->info[heading].links == 0 ||
            dt_page_is_anchored(page, heading)) &&
           page->info[heading].text < page->info[node].text &&
           page->info[node].links * 3 <= page->info[node].text;
}

/* What is made as another is, and has text beside its links. */
static bool is_entry(const struct dt_page *page, uint32_t node, uint32_t other)
{
    const struct dt_page_node *info = &page->info[node];

    return !info->cut && info->text - info->links >= SECTION_LEAST &&
           dt_page_is_alike(&page->html, node, other) &&
           !has_headline(page, node);
}

/* Whether a section is made as another is, or both are section elements. */
static bool is_section_beside(const struct dt_page *page, uint32_t node,
                              uint32_t other)
{
    const struct dt_html_node *nodes = page->html.nodes;

    return (dt_page_is_alike(&page->html, node, other) &&
            is_headed(page, node)) ||
           (nodes[node].tag == DT_TAG_SECTION &&
            nodes[other].tag == DT_TAG_SECTION && is_section(page, node));
}

/* Whether an element with text and few links stands right behind a heading. */
static bool is_under_heading(const struct dt_page *page, uint32_t node)
{
    const struct dt_page_node *info = &page->info[node];
    uint32_t over = dt_page_element_before(&page->html, node);

    return over && !page->info[over].cut && !info->cut && info->text &&
           dt_page_is_heading((enum dt_tag)page->html.nodes[over].tag) &&
           !dt_page_is_heading((enum dt_tag)page->html.nodes[node].tag) &&
           (page->info[over].links == 0 || dt_page_is_anchored(page, over)) &&
           (uint64_t)info->links * 3 <= info->text;
}

/*
 * Whether a page that does not call itself an article is made of sections or
 * entries, one of which, child, happens to have the longest text.
 */
static bool is_sectioned(const struct dt_page *page, uint32_t parent,
                         uint32_t child)
{
    const struct dt_html *html = &page->html;
    const bool under = is_under_heading(page, child);
    unsigned sections = 0, headed = 0;
    bool others = false;

    if (page->signs & DT_PAGE_SAYS_ARTICLE)
        return false;
    for (uint32_t i = parent + 1;
         i < html->nodes[parent].end && sections < SECTIONS;
         i = html->nodes[i].end) {
        bool beside = is_section_beside(page, i, child);

        sections += is_section(page, i) || is_entry(page, i, child) || beside;
        others |= i != child && beside;
        headed += under && is_under_heading(page, i);
    }
    return sections >= SECTIONS || headed >= HEADED ||
           (others && is_headed(page, child) && !has_headline(page, child));
}

/* What goes on in lists, code and quotations between paragraphs. */
static bool is_inset(enum dt_tag tag)
{
    return tag == DT_TAG_OL || tag == DT_TAG_UL || tag == DT_TAG_DL ||
           tag == DT_TAG_PRE || tag == DT_TAG_BLOCKQUOTE;
}

/*
 * Whether an element is part of what it stands in: a list, quotation or code
 * among paragraphs, which may be most of the text; and on a page that does not
 * call itself an article, one under a heading, or the section of a heading
 * lower than one over it.
 */
static bool is_part(const struct dt_page *page, uint32_t parent, uint32_t child)
{
    const struct dt_html_node *nodes = page->html.nodes;
    const bool says_article = page->signs & DT_PAGE_SAYS_ARTICLE;
    const bool inset = is_inset((enum dt_tag)nodes[child].tag);
    uint32_t heading = says_article || inset ? 0 : heading_of(page, child);
    bool under = false; /* a heading, with text alone between */

    if (!inset && heading == 0)
        return false;
    for (uint32_t i = parent + 1; i < nodes[parent].end; i = nodes[i].end) {
        enum dt_tag tag = (enum dt_tag)nodes[i].tag;

        if (page->info[i].cut || tag == DT_TAG_TEXT)
            continue;
        if (inset && tag == DT_TAG_P && page->own[i] >= CHUNK_LEAST)
            return true;
        if (i == child && under && !says_article)
            return true;
        if (dt_page_is_heading(tag))
            under = (inset || tag < nodes[heading].tag) &&
                    (page->headline == 0 || i >= page->headline);
        else if (page->info[i].links * 3 > page->info[i].text ||
                 !(tag == DT_TAG_P || is_inset(tag) ||
                   dt_page_is_alike(&page->html, i, child)))
            under = false;
    }
    return false;
}

/*
 * Down to the element that has most of the prose: by way of the headline, as
 * long as an article goes along, for a page may hold more than one text.
 */
static uint32_t descend(const struct dt_page *page, uint32_t from)
{
    const struct dt_html *html = &page->html;
    const struct dt_page_node *info = page->info;

    for (;;) {
        uint32_t best = 0, headed = 0, end = html->nodes[from].end;

        if (info[from].prose == 0)
            return from; /* a page of a few short lines */
        for (uint32_t i = from + 1; i < end; i = html->nodes[i].end) {
            if (info[i].cut)
                continue;
            if (best == 0 || info[i].prose > info[best].prose)
                best = i;
            if (i < page->headline && page->headline < html->nodes[i].end)
                headed = i;
        }
        if (headed && info[headed].paragraphs >= ARTICLE_PARAGRAPHS &&
            info[headed].prose >= ARTICLE_LEAST &&
            !is_behind(page, from, headed, best))
            best = headed;
        else if (best == 0 || html->nodes[best].tag == DT_TAG_P ||
                 (uint64_t)info[best].prose * 10 <
                     (uint64_t)info[from].prose * 8)
            return from;
        if (is_chunked(page, from, best) || is_sectioned(page, from, best) ||
            is_part(page, from, best))
            return from;
        from = best;
    }
}

static bool holds(const struct dt_html *html, uint32_t a, uint32_t b)
{
    return a <= b && b < html->nodes[a].end;
}

static uint32_t common(const struct dt_html *html, uint32_t a, uint32_t b)
{
    while (!holds(html, a, b))
        a = html->nodes[a].parent;
    return a;
}

/*
 * What is named as the body, or 0: the largest such element, the inner of
 * two unless it has much less in it; or what holds all of them, where the
 * body is in parts.
 */
static uint32_t find_named(const struct dt_page *page, uint32_t under)
{
    const struct dt_html *html = &page->html;
    const struct dt_page_node *info = page->info;
    uint32_t best = 0, all;
    uint64_t sum = 0;

    for (uint32_t i = under; i < html->nodes[under].end; i++) {
        if (info[i].cut)
            i = html->nodes[i].end - 1;
        else if ((info[i].names & DT_PAGE_BODY) &&
                 !(info[i].names & DT_PAGE_COMMENT) && info[i].prose > 0 &&
                 (best == 0 || info[i].prose > info[best].prose ||
                  (i < html->nodes[best].end &&
                   (uint64_t)info[i].prose * 10 >
                       (uint64_t)info[best].prose * 9)))
            best = i;
    }
    if (best == 0)
        return 0;
    all = best;
    for (uint32_t i = under; i < html->nodes[under].end; i++) {
        if (info[i].cut) {
            i = html->nodes[i].end - 1;
        } else if (i == best ||
                   (info[i].prose > 0 && dt_page_is_alike(html, i, best))) {
            sum += info[i].prose;
            all = common(html, all < i ? all : i, all < i ? i : all);
            i = html->nodes[i].end - 1;
        }
    }
    return (uint64_t)info[all].prose * 2 < sum * 3 ? all : best;
}

/*
 * What is named as the body outside of the root that was found, or 0: not what
 * is outside of all that holds root and headline, as other stories are.
 */
static uint32_t find_elsewhere(const struct dt_page *page, uint32_t root)
{
    const struct dt_html *html = &page->html;
    uint32_t named = find_named(page, 0), headed;

    if (named == 0 || page->headline == 0)
        return named;
    headed = common(html, page->headline < root ? page->headline : root,
                    page->headline < root ? root : page->headline);
    return holds(html, headed, named) || holds(html, named, headed) ? named : 0;
}

/*
 * Whether articles are the sections of one that they stand in, and what was
 * taken for the headline is only that of the first of them.
 */
static bool are_sections(const struct dt_page *page, uint32_t root)
{
    const struct dt_html_node *nodes = page->html.nodes;

    if (nodes[page->headline].tag == DT_TAG_H1)
        return false;
    while (root && nodes[root].tag != DT_TAG_ARTICLE)
        root = nodes[root].parent;
    return root != 0;
}

/*
 * Of several articles under one root, the one that has the headline, or the
 * page's only first heading; or the root itself. An article element without
 * any heading is a part of one.
 */
static uint32_t choose_article(struct dt_page *page, uint32_t root)
{
    const struct dt_html *html = &page->html;
    uint32_t articles = 0, headed = 0, found = root, titled = 0;

    for (uint32_t i = root + 1; i < html->nodes[root].end; i++) {
        const struct dt_html_node *n = &html->nodes[i];
        bool has_heading = false, has_first = false;

        if (page->info[i].cut) {
            i = n->end - 1;
            continue;
        }
        if (n->tag != DT_TAG_ARTICLE || page->info[i].prose == 0)
            continue;
        for (uint32_t k = i; k < n->end; k++) {
            uint8_t tag = html->nodes[k].tag;

            has_heading |= dt_page_is_heading((enum dt_tag)tag);
            has_first |= tag == DT_TAG_H1;
        }
        if (i < page->headline && page->headline < n->end)
            titled = i;
        articles += has_heading;
        headed += has_first;
        found = has_first ? i : found;
        i = n->end - 1;
    }
    if (articles < 2)
        return root;
    if (titled && are_sections(page, root)) {
        page->headline = 0;
        return root;
    }
    if (titled && page->info[titled].prose >= 2 * CHUNK_LEAST)
        return titled;
    return headed == 1 ? found : root;
}

/* The least element that holds headline and root, if it is not far more. */
static uint32_t find_frame(const struct dt_page *page)
{
    uint32_t frame;

    if (page->headline == 0 || page->headline > page->root)
        return page->root;
    frame = common(&page->html, page->headline, page->root);
    return frame;
}

/*
 * Whether what stands around an element is no links, and not more than so
 * many times what stands in it.
 */
static bool is_within_reach(const struct dt_page *page, uint32_t inner,
                            uint32_t outer, uint32_t times)
{
    const struct dt_page_node *part = &page->info[inner];
    const struct dt_page_node *whole = &page->info[outer];
    uint32_t more = whole->text - part->text;

    return (uint64_t)(whole->links - part->links) * 3 <= more &&
           more / times <= part->text;
}

/*
 * On a page of one product, or a recipe, what stands around the root belongs
 * to it, too, as specifications and ingredients do.
 */
static void reach_out(struct dt_page *page)
{
    const struct dt_html_node *nodes = page->html.nodes;
    uint32_t outer = page->frame;

    if (!(page->signs & DT_PAGE_RECIPE) &&
        ((page->signs & DT_PAGE_SAYS_ARTICLE) ||
         !(page->signs & DT_PAGE_PRODUCT)))
        return;
    if (!is_within_reach(page, page->root, outer, 3))
        return;
    do {
        page->root = page->frame = outer;
        outer = nodes[outer].parent;
    } while (nodes[outer].tag != DT_TAG_HTML &&
             nodes[outer].tag != DT_TAG_BODY &&
             is_within_reach(page, page->root, outer, 1));
}

/* Whether a page that does not call itself an article is about code. */
static bool has_code(const struct dt_page *page, uint32_t node)
{
    const struct dt_html *html = &page->html;
    unsigned code = 0;

    if (page->signs & DT_PAGE_SAYS_ARTICLE)
        return false;
    for (uint32_t i = node; i < html->nodes[node].end; i++) {
        uint8_t tag = html->nodes[i].tag;

        code += tag == DT_TAG_CODE || tag == DT_TAG_PRE;
    }
    return code >= CODE_LEAST;
}

/* The main element that holds a node, unless it is mostly links, or 0. */
static uint32_t main_around(const struct dt_page *page, uint32_t node)
{
    const struct dt_html_node *nodes = page->html.nodes;

    while (node && nodes[node].tag != DT_TAG_MAIN)
        node = nodes[node].parent;
    return (uint64_t)page->info[node].links * 3 <=
                   (uint64_t)page->info[node].text * 2
               ? node
               : 0;
}

/*
 * A manual goes on around the part that has most of its text: all that its
 * main element has; or what stands beside it and is prose, too, and no links.
 */
static void take_rest(struct dt_page *page)
{
    const struct dt_page_node *info = page->info;
    uint32_t outer = page->root, main;

    if (!has_code(page, page->frame))
        return;
    main = main_around(page, page->root);
    if (main) {
        page->root = main;
        page->frame = find_frame(page);
        return;
    }
    while ((outer = page->html.nodes[outer].parent) != 0) {
        if (!is_within_reach(page, page->root, outer, 1))
            break;
        if (info[outer].prose >= info[page->root].prose + CHUNK_LEAST)
            page->root = outer;
    }
    page->frame = find_frame(page);
}

void dt_page_find_root(struct dt_page *page)
{
    uint32_t root, named;

    root = choose_article(page, descend(page, 0));
    root = descend(page, root);
    named = find_named(page, root);
    if (named == 0)
        named = find_elsewhere(page, root);
    if (named &&
        (uint64_t)page->info[named].prose * 2 >= page->info[root].prose)
        root = named;
    page->root = root;
    page->frame = find_frame(page);
    take_rest(page);
    reach_out(page);
    page->short_lines = has_code(page, page->root) ||
                        ((page->signs & DT_PAGE_PRODUCT) &&
                         !(page->signs & DT_PAGE_SAYS_ARTICLE));
}

void dt_page_widen(struct dt_page *page)
{
    const struct dt_html *html = &page->html;
    uint32_t from = 0;

    for (;;) {
        uint32_t best = 0, end = html->nodes[from].end;

        for (uint32_t i = from + 1; i < end; i = html->nodes[i].end)
            if (!page->info[i].cut &&
                (best == 0 || page->info[i].text > page->info[best].text))
                best = i;
        if (best == 0 ||
            !dt_page_is_block((enum dt_tag)html->nodes[best].tag) ||
            (uint64_t)page->info[best].text * 10 <
                (uint64_t)page->info[from].text * 9)
            break;
        from = best;
    }
    page->root = page->frame = from;
}

int dt_page_score(struct dt_page *page, struct dt_arena *arena,
                  struct dt_err *err)
{
    uint32_t count = page->html.count;
    int rc = dt_page_mark_quotations(&page->html, arena, err);

    if (rc < 0)
        return rc;
    page->info = dt_arena_array(arena, count, sizeof *page->info);
    page->own = dt_arena_array(arena, count, sizeof *page->own);
    page->block = dt_arena_array(arena, count, sizeof *page->block);
    page->names = dt_arena_alloc(arena, sizeof *page->names);
    if (!page->info || !page->own || !page->block || !page->names)
        return DT_FAIL(err, DT_EFORMAT,
                       "a page needs more than %zu bytes of memory",
                       arena->max);
    dt_page_measure(page);
    page->notes = dt_page_find_notes(page);
    dt_page_sum(page);
    dt_page_read_signs(page);
    dt_page_find_headline(page);
    dt_page_cut(page);
    if (!dt_page_find_posts(page))
        dt_page_find_root(page);
    return DT_OK;
}
