/* Pages that are no article, and why (page.h). */
#include "article/page.h"
#include "article/rules.h"

enum {
    SHORT = 1000,      /* bytes of text of a page that may be no article */
    ERROR_TEXT = 600,  /* of one that says that there is nothing */
    LITTLE = 250,      /* of one that has hardly any */
    STUB = 1500,       /* of one that may be behind a paywall */
    MOST = 3,          /* of so many parts of a page, all but one */
    SHELL = 200,       /* characters on a page that has no text of its own */
    CARDS = 6,         /* linked headings of an index page */
    CARD_TEXT = 400,   /* prose that one of them goes with, at most */
    CARDS_UNDER = 500, /* prose over the first card of an index, at most */
    CARD_LEAST = 15,   /* characters of a linked heading */
    SHELF_PROSE = 300, /* beside a shelf, at most */
    TILE_LEAST = 8,    /* characters of a thing on a shelf */
    TILE_MOST = 300,
    TILE_NODES = 4,    /* elements and texts of one, at least */
    LINES_MOST = 4096, /* blocks that are read for phrases */
    LINE_MOST = 400,   /* bytes of such a block */
    LINE_NODES = 64
};

struct look {
    const struct dt_page *page;
    struct dt_draft *draft;
    struct dt_buf line;
    size_t text; /* bytes of the text that was found */
};

static bool holds(struct dt_str text, const char *words)
{
    return dt_str_find(text, DT_STR(words), 0) != SIZE_MAX;
}

/* Whether linked data has an object of a type that tells of one thing. */
static bool holds_thing(struct dt_str text)
{
    static const char *const types[] = {"\"Product\"",
                                        "\"ProductGroup\"",
                                        "\"JobPosting\"",
                                        "\"Course\"",
                                        "\"SoftwareApplication\"",
                                        "\"MobileApplication\"",
                                        "\"Event\"",
                                        "\"Hotel\""};

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (holds(text, types[i]))
            return true;
    return false;
}

/* Of a product that is sold here, and not only reviewed. */
static unsigned offer_sign(struct dt_str text)
{
    return holds(text, "\"Product\"") && holds(text, "\"offers\"") &&
                   !holds(text, "\"itemReviewed\"")
               ? DT_PAGE_OFFER
               : 0;
}

static unsigned linked_signs(const struct dt_html *html, uint32_t script)
{
    unsigned signs = 0;

    for (uint32_t i = script + 1; i < html->nodes[script].end; i++) {
        struct dt_str text = html->nodes[i].text;

        if (holds(text, "Article\"") || holds(text, "BlogPosting\""))
            signs |= DT_PAGE_SAYS_ARTICLE;
        if (holds(text, "\"isAccessibleForFree\":false") ||
            holds(text, "\"isAccessibleForFree\": false") ||
            holds(text, "\"isAccessibleForFree\":\"False\""))
            signs |= DT_PAGE_LOCKED;
        if (holds_thing(text))
            signs |= DT_PAGE_PRODUCT | offer_sign(text);
        if (holds(text, "\"Recipe\""))
            signs |= DT_PAGE_RECIPE;
        if (holds(text, "\"DiscussionForumPosting\""))
            signs |= DT_PAGE_FORUM;
        if (holds(text, "\"QAPage\""))
            signs |= DT_PAGE_ANSWERS;
    }
    return signs;
}

/* What a meta element says for those who share the page. */
static unsigned shared_signs(const struct dt_html_node *meta)
{
    struct dt_str content = dt_html_attribute(meta, "content");

    if (!dt_str_is(dt_html_attribute(meta, "property"), "og:type"))
        return 0;
    if (dt_str_is(content, "article"))
        return DT_PAGE_SAYS_ARTICLE;
    return dt_str_starts(content, DT_STR("product")) ||
                   dt_str_is(content, "og:product")
               ? DT_PAGE_PRODUCT
               : 0;
}

static unsigned item_signs(struct dt_str type)
{
    unsigned signs = 0;

    if (type.len && holds(type, "schema.org/Product"))
        signs |= DT_PAGE_PRODUCT;
    if (type.len && holds(type, "schema.org/Recipe"))
        signs |= DT_PAGE_RECIPE;
    if (type.len && holds(type, "schema.org/DiscussionForumPosting"))
        signs |= DT_PAGE_FORUM;
    if (type.len && holds(type, "schema.org/QAPage"))
        signs |= DT_PAGE_ANSWERS;
    return signs;
}

/* Of the names of the html or body element. */
static unsigned body_signs(unsigned names)
{
    return (names & DT_PAGE_THREAD ? (unsigned)DT_PAGE_FORUM : 0u) |
           (names & DT_PAGE_SOLD ? (unsigned)DT_PAGE_PRODUCT : 0u);
}

/* Whether an element holds most of the page's text. */
static bool is_most(const struct dt_page *page, uint32_t i)
{
    return page->info[i].text * MOST > page->info[0].text * (MOST - 1);
}

void dt_page_read_signs(struct dt_page *page)
{
    const struct dt_html *html = &page->html;
    unsigned shared = 0;

    for (uint32_t i = 0; i < html->count; i++) {
        const struct dt_html_node *n = &html->nodes[i];

        if (dt_html_attribute(n, "itemprop").ptr)
            page->signs |= DT_PAGE_ITEMS;
        switch (n->tag) {
        case DT_TAG_HTML:
        case DT_TAG_BODY:
            page->signs |= body_signs(dt_page_names_of(page, n));
            break;
        case DT_TAG_META:
            shared |= shared_signs(n);
            break;
        case DT_TAG_INPUT:
            if (dt_str_is(dt_html_attribute(n, "type"), "password"))
                page->signs |= DT_PAGE_PASSWORD;
            break;
        case DT_TAG_NOSCRIPT:
            page->signs |= DT_PAGE_SCRIPTS;
            break;
        case DT_TAG_SCRIPT:
            page->signs |= holds(dt_html_attribute(n, "type"), "ld+json")
                               ? linked_signs(html, i)
                               : DT_PAGE_SCRIPTS;
            break;
        default:
            page->signs |= item_signs(dt_html_attribute(n, "itemtype"));
            if (n->attribute_count && is_most(page, i))
                page->signs |= body_signs(dt_page_names_of(page, n) &
                                          DT_PAGE_THREAD);
            break;
        }
    }
    /* Shops call each page an article, too, for those who share it. */
    if (page->signs & DT_PAGE_OFFER)
        shared &= ~(unsigned)DT_PAGE_SAYS_ARTICLE;
    page->signs |= shared;
}

/* Whether a phrase of the list stands in a line, where a word begins. */
static bool has_phrase(struct look *l, enum dt_rules set, struct dt_str line)
{
    return dt_rulebook_holds(l->page->rules, set,
                             dt_draft_fold(l->draft, line));
}

static struct dt_str text_of(struct look *l, uint32_t node)
{
    struct dt_html html = l->page->html;
    uint32_t end = html.nodes[node].end;

    if (end > node + LINE_NODES)
        end = node + LINE_NODES;
    dt_buf_reset(&l->line);
    for (uint32_t i = node; i < end && l->line.len < LINE_MOST; i++)
        if (html.nodes[i].tag == DT_TAG_TEXT)
            dt_buf_addstr(&l->line, html.nodes[i].text);
    return dt_str_trim(dt_buf_str(&l->line));
}

/* Whether the page's title or first heading holds a phrase of the list. */
static bool is_titled(struct look *l, enum dt_rules set)
{
    const struct dt_html *html = &l->page->html;

    for (uint32_t i = 1; i < html->count; i++) {
        uint8_t tag = html->nodes[i].tag;

        if ((tag == DT_TAG_TITLE || tag == DT_TAG_H1) &&
            has_phrase(l, set, text_of(l, i)))
            return true;
    }
    return false;
}

/* Whether a line of the page from a node on holds such a phrase. */
static bool says(struct look *l, uint32_t from, enum dt_rules set)
{
    const struct dt_html *html = &l->page->html;
    unsigned lines = 0;

    for (uint32_t i = from + 1; i < html->count && lines < LINES_MOST; i++) {
        enum dt_tag tag = (enum dt_tag)html->nodes[i].tag;

        if (tag != DT_TAG_P && tag != DT_TAG_DIV && tag != DT_TAG_SECTION &&
            tag != DT_TAG_LI && !dt_page_is_heading(tag))
            continue;
        if (html->nodes[i].end > i + LINE_NODES)
            continue;
        lines++;
        if (has_phrase(l, set, text_of(l, i)))
            return true;
    }
    return false;
}

/* A few words with a link, and with a picture or a price beside it. */
static bool is_tile(const struct dt_page *page, uint32_t i)
{
    const struct dt_page_node *info = &page->info[i];

    return !info->cut && info->links > 0 && info->prose == 0 &&
           info->text >= TILE_LEAST && info->text <= TILE_MOST &&
           page->html.nodes[i].end > i + TILE_NODES;
}

/*
 * How many tiles one element holds that are all made alike, as things for sale
 * on a shelf are, and the first of them.
 */
static uint32_t count_tiles(const struct dt_page *page, uint32_t shelf,
                            uint32_t *first)
{
    const struct dt_html_node *nodes = page->html.nodes;
    struct dt_str class = {NULL, 0};
    uint32_t count = 0;

    for (uint32_t i = shelf + 1; i < nodes[shelf].end; i = nodes[i].end) {
        if (nodes[i].tag == DT_TAG_TEXT || !is_tile(page, i))
            continue;
        if (count == 0) {
            *first = i;
            class = dt_html_attribute(&nodes[i], "class");
        }
        count += nodes[i].tag == nodes[*first].tag &&
                 dt_str_eq(dt_html_attribute(&nodes[i], "class"), class);
    }
    return count;
}

/* Whether the page's main part is a shelf with little text beside it. */
static bool is_shelf(const struct dt_page *page)
{
    const struct dt_html *html = &page->html;
    uint32_t from = page->frame, first = 0;

    if (page->info[from].prose > SHELF_PROSE)
        return false;
    for (uint32_t i = from; i < html->nodes[from].end; i++) {
        const struct dt_html_node *n = &html->nodes[i];

        if (page->info[i].cut)
            i = n->end - 1;
        else if (n->tag != DT_TAG_TEXT && n->end > i + CARDS * TILE_NODES &&
                 count_tiles(page, i, &first) >= CARDS)
            return true;
    }
    return false;
}

/* A box that begins with a link as long as a title, and says little of it. */
static bool is_hit(const struct dt_page *page, uint32_t box)
{
    const struct dt_html_node *nodes = page->html.nodes;
    const struct dt_page_node *info = &page->info[box];
    uint32_t end = nodes[box].end;

    if (info->cut || info->prose >= CARD_TEXT || info->links < CARD_LEAST ||
        (nodes[box].tag != DT_TAG_DIV && nodes[box].tag != DT_TAG_ARTICLE &&
         nodes[box].tag != DT_TAG_SECTION))
        return false;
    if (end > box + LINE_NODES)
        end = box + LINE_NODES;
    for (uint32_t i = box + 1; i < end; i++)
        if (page->info[i].text && nodes[i].tag == DT_TAG_TEXT)
            return page->info[i].links >= CARD_LEAST;
    return false;
}

/* Whether the page's main part is a list of what was searched for. */
static bool has_hits(const struct dt_page *page)
{
    const struct dt_html_node *nodes = page->html.nodes;
    struct dt_str class = {NULL, 0};
    uint32_t hits = 0;

    for (uint32_t i = page->root + 1; i < nodes[page->root].end;
         i = nodes[i].end) {
        if (nodes[i].tag == DT_TAG_TEXT || !is_hit(page, i))
            continue;
        if (hits == 0)
            class = dt_html_attribute(&nodes[i], "class");
        hits += class.len &&
                dt_str_eq(dt_html_attribute(&nodes[i], "class"), class);
    }
    return hits >= CARDS;
}

bool dt_page_is_index(const struct dt_page *page)
{
    const struct dt_html *html = &page->html;
    uint32_t cards = 0, from = page->frame, over = 0;

    for (uint32_t i = from; i < html->nodes[from].end; i++) {
        const struct dt_page_node *info = &page->info[i];
        uint8_t tag = html->nodes[i].tag;

        if (info->cut) {
            i = html->nodes[i].end - 1;
            continue;
        }
        over += cards == 0 ? page->own[i] : 0;
        if (tag >= DT_TAG_H1 && tag <= DT_TAG_H5)
            cards += info->text >= CARD_LEAST &&
                     (uint64_t)info->links * 10 > (uint64_t)info->text * 8;
    }
    if (page->posts)
        return false; /* the links head posts */
    if (!(page->signs & DT_PAGE_SAYS_ARTICLE) && has_hits(page))
        return true;
    if (over > CARDS_UNDER)
        return false; /* the links stand under an article */
    if (!(page->signs & DT_PAGE_SAYS_ARTICLE) && is_shelf(page))
        return true;
    return cards >= CARDS &&
           page->info[from].prose < (uint64_t)cards * CARD_TEXT;
}

/* In the text that was found; or, where that is little, on the page. */
static bool asks_consent(struct look *l)
{
    if (l->text < LITTLE)
        return says(l, 0, DT_RULES_CONSENT_PHRASES);
    for (size_t i = 0; i < l->draft->count; i++)
        if (has_phrase(l, DT_RULES_CONSENT_PHRASES, l->draft->blocks[i].text))
            return true;
    return false;
}

/* The manual's page of a constant may be one line of code. */
static bool has_code(const struct dt_page *page)
{
    const struct dt_html_node *nodes = page->html.nodes;

    for (uint32_t i = page->root; i < nodes[page->root].end; i++)
        if (nodes[i].tag == DT_TAG_PRE && !page->info[i].cut &&
            page->info[i].text > 0)
            return true;
    return false;
}

static const char *reason(struct look *l)
{
    const struct dt_page *page = l->page;
    bool brief = l->text < SHORT;

    if (page->info[0].text < SHELL && l->text < SHELL &&
        (page->signs & DT_PAGE_SCRIPTS) && !page->posts && !has_code(page))
        return "empty shell of a JavaScript app: the page has no text of its "
               "own";
    if (l->text < ERROR_TEXT && is_titled(l, DT_RULES_ERROR_TITLES))
        return "error page: its title says that there is nothing here";
    if (brief && says(l, 0, DT_RULES_PARKED_PHRASES))
        return "parked domain: it offers the domain, and has no text of its "
               "own";
    if (brief && (page->signs & DT_PAGE_PASSWORD) &&
        is_titled(l, DT_RULES_LOGIN_TITLES))
        return "login page: it asks for a password, and has little text";
    if (l->text < STUB && ((page->signs & DT_PAGE_LOCKED) ||
                           says(l, page->headline ? page->headline : page->root,
                                DT_RULES_PAYWALL_PHRASES)))
        return "paywall stub: the page holds only the beginning";
    if (brief && !(page->signs & DT_PAGE_SAYS_ARTICLE) && asks_consent(l))
        return "consent wall: it asks for consent, and has little other text";
    if (!(page->signs & DT_PAGE_SAYS_ARTICLE) && dt_page_is_index(page))
        return "index page: headings that link to articles";
    if (l->text == 0)
        return "no text was found";
    return NULL;
}

int dt_page_kind(const struct dt_page *page, struct dt_draft *draft,
                 struct dt_err *err)
{
    struct look l = {.page = page,
                     .draft = draft,
                     .line = DT_BUF_INIT((size_t)4 * DT_ARTICLE_MAX)};
    int rc;

    for (size_t i = 0; i < draft->count; i++)
        l.text += draft->blocks[i].gone ? 0 : draft->blocks[i].text.len;
    draft->not_article = reason(&l);
    rc = dt_buf_check(&l.line, "a line of the page", err);
    dt_buf_release(&l.line);
    return rc;
}
