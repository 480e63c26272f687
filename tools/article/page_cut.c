/* What is no part of an article (page.h). */
#include "article/page.h"

enum {
    ARTICLE_LEAST = 250, /* prose of a page on which nothing was misjudged */
    POST_LEAST = 100,    /* prose of a post */
    PRODUCT_LEAST = 60,  /* of a product that readers' reviews stand under */
    MUCH = 2000,         /* prose that no page has beside its article */
    LAYOUT_LEAST = 25,   /* characters of a box that is more than a label */
    CAPTIONS_LEAST = 5,  /* of a slideshow */
    TEXT_LEAST = 300,    /* characters outside of links on such a page */
    SENTENCE_LEAST = 150 /* characters of a paragraph, whatever its name */
};

/*
 * What may speak against an element. A reason that would take most of the
 * page's prose is none on this page: there, the word or the attribute means
 * something else.
 */
enum reason {
    BY_NAME = 1,
    BY_DOUBT = 2,
    BY_COMMENT = 4,
    BY_ELEMENT = 8, /* aside, footer, form … */
    BY_HEADER = 16,
    BY_ROLE = 32,
    HIDDEN = 64,
    BY_OVERLAY = 128, /* a box over the page: consent, sign-up */
    REASONS = 8
};

static bool has_any_role(const struct dt_html_node *n, const char *const *roles)
{
    struct dt_str role = dt_html_attribute(n, "role");

    for (; role.len && *roles; roles++)
        if (dt_str_is(role, *roles))
            return true;
    return false;
}

/* Whether its role says that it is no text; of some, unless texts unfold in it. */
static bool has_role(const struct dt_page *page, uint32_t i)
{
    static const char *const places[] = {
        "navigation", "banner",      "contentinfo", "complementary", "search",
        "dialog",     "alertdialog", "alert",       "form",          NULL};
    static const char *const controls[] = {"menu",    "menubar", "toolbar",
                                           "tablist", "button",  NULL};
    const struct dt_html_node *n = &page->html.nodes[i];
    const struct dt_page_node *info = &page->info[i];

    return has_any_role(n, places) ||
           (has_any_role(n, controls) &&
            (info->prose == 0 || info->links * 3 > info->text));
}

static unsigned by_element(enum dt_tag tag)
{
    switch (tag) {
    case DT_TAG_ADDRESS:
    case DT_TAG_ASIDE:
    case DT_TAG_FOOTER:
    case DT_TAG_FORM:
    case DT_TAG_LABEL:
    case DT_TAG_NOSCRIPT:
        return BY_ELEMENT;
    case DT_TAG_HEADER:
        return BY_HEADER;
    default:
        return 0;
    }
}

/* An article, and not one in which a recipe or a product is set out. */
static bool is_plain_article(const struct dt_page *page)
{
    return (page->signs & DT_PAGE_SAYS_ARTICLE) &&
           !(page->signs & (DT_PAGE_PRODUCT | DT_PAGE_RECIPE));
}

/* A quotation that a post begins with, and who is quoted. */
static bool holds_quotation(const struct dt_html *html, uint32_t i)
{
    for (uint32_t k = i + 1; k < html->nodes[i].end; k = html->nodes[k].end)
        if (html->nodes[k].tag == DT_TAG_BLOCKQUOTE)
            return true;
    return false;
}

/* The heading that an element begins with, as the box of a section does, or 0. */
static uint32_t heading_of(const struct dt_page *page, uint32_t i)
{
    const struct dt_html_node *nodes = page->html.nodes;
    uint32_t first = i + 1;

    while (first < nodes[i].end && nodes[first].tag == DT_TAG_TEXT)
        first++;
    return first < nodes[i].end &&
                   dt_page_is_heading((enum dt_tag)nodes[first].tag)
               ? first
               : 0;
}

static bool is_doubtful(const struct dt_page *page, uint32_t i, unsigned names)
{
    const struct dt_page_node *info = &page->info[i];
    uint32_t heading;

    if (names & (DT_PAGE_DOUBTFUL | DT_PAGE_SHELF))
        return true;
    if (!(names & DT_PAGE_LAYOUT))
        return false;
    heading = heading_of(page, i);
    return is_plain_article(page) ||
           (info->text < LAYOUT_LEAST && heading == 0) ||
           (info->links * 3 > info->text &&
            !(heading && dt_page_is_anchored(page, heading)));
}

/* Part of a paragraph that no name of clutter can mean: it is most of it. */
static bool is_sentence(const struct dt_page *page, uint32_t i)
{
    const struct dt_page_node *info = &page->info[i];
    enum dt_tag tag = (enum dt_tag)page->html.nodes[i].tag;

    return !dt_page_is_block(tag) && info->text >= SENTENCE_LEAST &&
           info->links * 3 < info->text &&
           page->html.nodes[page->block[i]].tag == DT_TAG_P;
}

static bool is_tabular(enum dt_tag tag)
{
    return tag == DT_TAG_TABLE || tag == DT_TAG_TR || tag == DT_TAG_TH ||
           tag == DT_TAG_TD;
}

/*
 * Words of one colour in a line of code, as each comment of a program is: a
 * reader's comment is a block, or a link that leads to it.
 */
static bool is_code_comment(const struct dt_page *page, uint32_t i)
{
    const struct dt_html_node *n = &page->html.nodes[i];

    return n->tag == DT_TAG_SPAN && page->info[i].links == 0 &&
           dt_str_is(dt_html_attribute(n, "class"), "comment");
}

/* A paragraph, or a list or code between paragraphs. */
static bool is_flow(const struct dt_page *page, uint32_t i)
{
    enum dt_tag tag = (enum dt_tag)page->html.nodes[i].tag;

    return page->own[i] > 0 || tag == DT_TAG_P || tag == DT_TAG_PRE ||
           tag == DT_TAG_UL || tag == DT_TAG_OL || tag == DT_TAG_DL;
}

/*
 * Whether a box stands in the column of a text that is no article, as notes
 * and sidebars of a manual do: next to a paragraph, or as a footnote.
 */
static bool is_in_column(const struct dt_page *page, uint32_t i)
{
    const struct dt_html_node *nodes = page->html.nodes, *n = &nodes[i];
    const struct dt_page_node *info = &page->info[i];
    uint32_t behind = n->end, before;

    if ((page->signs & DT_PAGE_SAYS_ARTICLE) || info->prose == 0 ||
        info->links * 3 > info->text ||
        !(n->tag == DT_TAG_ASIDE ||
          dt_str_is(dt_html_attribute(n, "class"), "sidebar")))
        return false;
    if (dt_str_starts(dt_html_attribute(n, "role"), DT_STR("doc-")))
        return true;
    while (behind < nodes[n->parent].end && nodes[behind].tag == DT_TAG_TEXT)
        behind++;
    before = dt_page_element_before(&page->html, i);
    return (before && is_flow(page, before)) ||
           (behind < nodes[n->parent].end && is_flow(page, behind));
}

/* Where it is decided by the element alone whether it stays. */
static bool is_caption(enum dt_tag tag)
{
    return tag == DT_TAG_CAPTION || tag == DT_TAG_FIGCAPTION;
}

/*
 * What an element's own attributes say against it, and its names into info. In
 * a label (of a section, of a value) only what is sure counts.
 */
static unsigned by_attributes(struct dt_page *page, uint32_t i, bool in_label)
{
    const struct dt_html_node *n = &page->html.nodes[i];
    unsigned why = 0, names = dt_page_names_of(page, n);

    if (is_tabular((enum dt_tag)n->tag))
        names &= ~(unsigned)DT_PAGE_SHELF; /* it holds facts */
    page->info[i].names = names;
    if (((names & DT_PAGE_CLUTTER) && !is_sentence(page, i)) ||
        ((names & DT_PAGE_SHELF) && (page->signs & DT_PAGE_SAYS_ARTICLE)))
        why |= BY_NAME;
    if (is_doubtful(page, i, names) && !in_label)
        why |= BY_DOUBT;
    if ((names & DT_PAGE_COMMENT) && !is_code_comment(page, i))
        why |= BY_COMMENT;
    if (names & DT_PAGE_OVERLAY)
        why |= BY_OVERLAY;
    if (has_role(page, i) && !in_label)
        why |= BY_ROLE;
    if (dt_page_is_hidden(page, i))
        why |= HIDDEN;
    return why;
}

/* What of it does not count, for what the element is or stands in. */
static unsigned excuse(const struct dt_page *page, uint32_t i, bool in_post,
                       unsigned why)
{
    const struct dt_html *html = &page->html;
    const struct dt_html_node *n = &html->nodes[i];
    const unsigned names = page->info[i].names;
    const enum dt_tag tag = (enum dt_tag)n->tag;
    const uint32_t head = page->headline;

    if (tag == DT_TAG_ASIDE && in_post && holds_quotation(html, i))
        why &= ~(unsigned)BY_ELEMENT;
    if (names & DT_PAGE_LEDE)
        why &= ~(unsigned)(BY_NAME | BY_DOUBT | BY_HEADER);
    if (((why & BY_ELEMENT) || (why & BY_NAME)) && is_in_column(page, i))
        why &= ~(unsigned)(BY_NAME | BY_ELEMENT);
    if ((names & DT_PAGE_EMBED) && tag == DT_TAG_BLOCKQUOTE)
        why &= ~(unsigned)(BY_NAME | BY_DOUBT | BY_COMMENT);
    if (tag == DT_TAG_ADDRESS && (page->signs & DT_PAGE_PRODUCT) &&
        !(page->signs & DT_PAGE_SAYS_ARTICLE))
        why &= ~(unsigned)BY_ELEMENT; /* where an event is, or a hotel */
    if (tag == DT_TAG_LABEL && (page->signs & DT_PAGE_RECIPE))
        why &= ~(unsigned)BY_ELEMENT; /* an ingredient, to be ticked off */
    if (dt_page_is_attribution(html, i))
        why &= HIDDEN;
    if (tag == DT_TAG_MAIN || (i < head && head < n->end))
        why &= HIDDEN; /* the headline's element stays, whatever it is called */
    return why;
}

static uint32_t later(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* What speaks against each element, whatever stands in it; and against any. */
static unsigned accuse(struct dt_page *page)
{
    const struct dt_html *html = &page->html;
    const bool says_article = page->signs & DT_PAGE_SAYS_ARTICLE;
    uint32_t label_end = 0, code_end = 0, entry_end = 0, post_end = 0;
    unsigned any = 0;

    for (uint32_t i = 1; i < html->count; i++) {
        const struct dt_html_node *n = &html->nodes[i];
        struct dt_page_node *info = &page->info[i];
        enum dt_tag tag = (enum dt_tag)n->tag;
        unsigned why;

        if (tag == DT_TAG_TEXT || tag == DT_TAG_BR || tag == DT_TAG_BODY)
            continue;
        if (dt_page_is_heading(tag) || tag == DT_TAG_DT ||
            tag == DT_TAG_SUMMARY)
            label_end = later(label_end, n->end);
        if (tag == DT_TAG_ARTICLE && !says_article)
            entry_end = later(entry_end, n->end);
        why = by_element(tag);
        if (i < entry_end)
            why &= ~(unsigned)BY_HEADER; /* it has the title of an entry */
        /* In code words are colours; a caption that stays is named as one. */
        if (n->attribute_count && i >= code_end && !is_caption(tag))
            why |= by_attributes(page, i, i < label_end);
        info->names |= page->info[n->parent].names & DT_PAGE_PULL;
        if (info->names & DT_PAGE_POST)
            post_end = later(post_end, n->end);
        why = excuse(page, i, i < post_end, why);
        info->why = (uint8_t)why;
        any |= why;
        if (tag == DT_TAG_PRE || tag == DT_TAG_CODE || is_caption(tag))
            code_end = later(code_end, n->end);
    }
    return any;
}

/*
 * What the posts of a thread stand in is no clutter, whatever its name, and
 * however short a post; but who wrote them may sign as they write.
 */
static void acquit_threads(struct dt_page *page)
{
    const struct dt_html *html = &page->html;
    uint32_t next = html->count;

    if (page->signs & DT_PAGE_SAYS_ARTICLE)
        return;
    for (uint32_t i = html->count - 1; i > 0; i--) {
        struct dt_page_node *info = &page->info[i];

        if (html->nodes[i].tag == DT_TAG_TEXT)
            continue;
        if ((info->names & DT_PAGE_POST) && info->text)
            next = i;
        if (next < html->nodes[i].end &&
            (!(info->names & DT_PAGE_AUTHOR) ||
             (next == i && (info->names & DT_PAGE_BODY))))
            info->why &= (uint8_t) ~(BY_NAME | BY_DOUBT | BY_ELEMENT);
    }
}

/* Prose that each reason would take. */
static void count_taken(const struct dt_page *page, uint64_t taken[REASONS])
{
    const struct dt_html *html = &page->html;
    uint32_t end[REASONS] = {0};

    memset(taken, 0, REASONS * sizeof *taken);
    for (uint32_t i = 1; i < html->count; i++) {
        const struct dt_page_node *info = &page->info[i];

        if (info->cut) {
            i = html->nodes[i].end - 1;
            continue;
        }
        for (unsigned r = 0; r < REASONS && info->why >> r; r++)
            if ((info->why >> r & 1) && i >= end[r]) {
                taken[r] += info->prose;
                end[r] = html->nodes[i].end;
            }
    }
}

/* Prose on the way through a page. */
struct passage {
    uint32_t behind; /* the headline: all that is not cut there */
    uint32_t passed; /* of it, what was gone through */
};

/*
 * Something that holds much of a page's prose is not cut for what it is
 * called, unless an article stands between it and the headline, or it ends
 * before an article's headline.
 */
static bool is_large(const struct dt_page *page, uint32_t i,
                     const struct passage *passage)
{
    if (page->prose == 0 ||
        (uint64_t)page->info[i].prose * 5 < (uint64_t)page->prose * 2)
        return false;
    if (page->headline == 0)
        return true;
    return (i > page->headline ? passage->passed : passage->behind) <
           ARTICLE_LEAST;
}

static bool is_condemned(const struct dt_page *page, uint32_t i,
                         unsigned reasons, const struct passage *passage)
{
    const struct dt_page_node *info = &page->info[i];
    unsigned why = info->why & reasons;

    if (why & (BY_COMMENT | BY_OVERLAY | HIDDEN))
        return true;
    if (why == 0 || (info->names & DT_PAGE_PULL) || is_large(page, i, passage))
        return false;
    if (i > page->headline && page->headline)
        why &= ~(unsigned)BY_HEADER; /* of a section: cut without prose */
    return (why & ~(unsigned)BY_DOUBT) || info->prose == 0 ||
           info->links * 3 > info->text;
}

static uint32_t prose_behind_headline(const struct dt_page *page)
{
    const struct dt_html *html = &page->html;
    uint32_t sum = 0;

    for (uint32_t i = 1; i < html->count; i++) {
        if (page->info[i].cut)
            i = html->nodes[i].end - 1;
        else if (i > page->headline)
            sum += page->own[i];
    }
    return sum;
}

static void cut(struct dt_page *page, unsigned reasons)
{
    const struct dt_html *html = &page->html;
    struct passage passage = {prose_behind_headline(page), 0};

    for (uint32_t i = 1; i < html->count; i++) {
        const struct dt_html_node *n = &html->nodes[i];
        struct dt_page_node *info = &page->info[i];

        info->cut = info->fact ||
                    (n->tag != DT_TAG_TEXT &&
                     !(page->captions && (n->tag == DT_TAG_FIGURE ||
                                          n->tag == DT_TAG_FIGCAPTION)) &&
                     (info->mute || is_condemned(page, i, reasons, &passage)));
        if (info->cut)
            i = n->end - 1;
        else if (i > page->headline)
            passage.passed += page->own[i];
    }
    dt_page_sum(page);
}

/*
 * Whether what is called comments stands right under the headline and is most
 * of the page: the posts of a forum.
 */
static bool is_thread(const struct dt_page *page, uint64_t comments,
                      uint64_t all)
{
    const struct dt_html *html = &page->html;
    uint64_t before = 0;

    if (page->headline == 0 || comments * 2 < all)
        return false;
    for (uint32_t i = page->headline; i < html->count; i++) {
        const struct dt_page_node *info = &page->info[i];

        if (info->cut) {
            i = html->nodes[i].end - 1;
            continue;
        }
        if ((info->why & BY_COMMENT) && info->prose >= POST_LEAST)
            return before < POST_LEAST;
        before += page->own[i];
    }
    return false;
}

/* Whether a page is a row of pictures: most of its prose is what they show. */
static bool is_slideshow(const struct dt_page *page)
{
    const struct dt_html *html = &page->html;
    uint64_t prose = 0;
    unsigned captions = 0;

    for (uint32_t i = 1; i < html->count; i++) {
        if (html->nodes[i].tag != DT_TAG_FIGCAPTION || !page->info[i].cut)
            continue;
        captions += page->info[i].prose > 0;
        prose += page->info[i].prose;
        i = html->nodes[i].end - 1;
    }
    return captions >= CAPTIONS_LEAST && prose / 2 > page->info[0].prose;
}

void dt_page_cut(struct dt_page *page)
{
    uint64_t taken[REASONS], all, least;
    unsigned reasons = 0, accused = accuse(page);

    acquit_threads(page);
    cut(page, 0);
    page->captions = is_slideshow(page);
    if (page->captions)
        cut(page, 0);
    all = page->info[0].prose;
    /* Comments are what a page is about only when it has nothing else. */
    least = page->signs & DT_PAGE_PRODUCT ? PRODUCT_LEAST : ARTICLE_LEAST;
    count_taken(page, taken);
    if (is_thread(page, taken[2], all) ||
        dt_page_is_conversation(page, taken[2], all))
        page->signs |= DT_PAGE_FORUM;
    if (all - taken[2] >= least && !(page->signs & DT_PAGE_FORUM))
        reasons = BY_COMMENT;
    if (reasons & accused)
        cut(page, reasons);
    page->prose = page->info[0].prose;
    all = page->prose;
    count_taken(page, taken);
    for (unsigned r = 0; r < REASONS; r++)
        if (1u << r != BY_COMMENT &&
            (taken[r] * 4 <= all * (1u << r & (HIDDEN | BY_OVERLAY) ? 3 : 2) ||
             1u << r == BY_DOUBT || 1u << r == BY_NAME))
            reasons |= 1u << r;
    cut(page, reasons);
    if (page->info[0].prose < ARTICLE_LEAST && all > 2 * ARTICLE_LEAST &&
        (page->info[0].text - page->info[0].links < TEXT_LEAST || all > MUCH)) {
        /* The words named the article itself. */
        reasons &= ~(unsigned)(BY_NAME | BY_DOUBT | HIDDEN);
        cut(page, reasons);
    }
    page->reasons = reasons;
}

void dt_page_forgive(struct dt_page *page)
{
    cut(page, page->reasons & ~(unsigned)BY_DOUBT);
}
