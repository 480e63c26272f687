/* Elements near the article that may be a byline or a date (page_reader.h). */
#include "article/date.h"
#include "article/page_reader.h"

enum {
    BEFORE = 80,        /* nodes before the heading that are looked at */
    HEADER = 400,       /* and before it in the header or article it is of */
    BEHIND = 400,       /* and behind the article's root */
    UNDER = 8,          /* nodes behind the heading, where nothing is others' */
    OVER = 4,           /* and before it */
    SHORTEST = 5,       /* characters of a line */
    LONGEST = 200,      /* characters of what may be a byline or a date */
    NODES = 64,         /* nodes that make it up */
    VALUE_LONGEST = 512 /* bytes of an address that are looked at */
};

/* Whether a value of words holds one of them. */
static bool has_token(struct dt_str value, const char *token)
{
    size_t len, at = 0;

    if (value.len == 0)
        return false;
    len = strlen(token);
    while ((at = dt_str_find(value, DT_STR(token), at)) != SIZE_MAX) {
        if ((at == 0 || value.ptr[at - 1] == ' ') &&
            (at + len == value.len || value.ptr[at + len] == ' '))
            return true;
        at++;
    }
    return false;
}

/* Whether an address leads into a folder of authors. */
static bool leads_to_author(struct dt_str href)
{
    static const char *const folders[] = {
        "author",       "authors",   "autor",      "autoren",     "auteur",
        "auteurs",      "autores",   "autore",     "byline",      "by",
        "writers",      "writer",    "profile",    "reporter",    "journalist",
        "redakteur",    "yazar",     "yazarlar",   "avtor",       "contributor",
        "contributors", "columnist", "columnists", "journalists", "reporters"};
    const char *slash, *next;

    slash = memchr(href.ptr, '/', href.len);
    for (; slash; slash = next) {
        const char *name = slash + 1;
        size_t left = (size_t)(href.ptr + href.len - name);

        next = left ? memchr(name, '/', left) : NULL;
        for (size_t i = 0; next && i < sizeof folders / sizeof *folders; i++)
            if (name[0] == folders[i][0] &&
                dt_str_is((struct dt_str){name, (size_t)(next - name)},
                          folders[i]))
                return true;
    }
    return dt_str_find(href, DT_STR("?author="), 0) != SIZE_MAX;
}

/* That, but for the licence "by" of Creative Commons. */
static bool is_author_page(struct dt_str href)
{
    if (href.len > VALUE_LONGEST)
        href.len = VALUE_LONGEST;
    return href.len && leads_to_author(href) &&
           dt_str_find(href, DT_STR("/licenses/by/"), 0) == SIZE_MAX;
}

/* What the words of a class attribute mark that class rules do not know. */
static uint32_t class_marks(struct dt_str class)
{
    static const struct {
        const char *word;
        uint32_t mark;
    } words[] = {
        {"published", DT_SPOT_PUBLISHED}, {"entry-date", DT_SPOT_PUBLISHED},
        {"post-date", DT_SPOT_PUBLISHED}, {"updated", DT_SPOT_CHANGED},
        {"modified", DT_SPOT_CHANGED},    {"fn", DT_SPOT_SIGNED}};
    uint32_t marks = 0;

    while (class.len) {
        const char *end = memchr(class.ptr, ' ', class.len);
        size_t len = end ? (size_t)(end - class.ptr) : class.len;

        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (class.ptr[0] == words[i].word[0] &&
                dt_str_is((struct dt_str){class.ptr, len}, words[i].word))
                marks |= words[i].mark;
        len += end ? 1 : 0;
        class.ptr += len;
        class.len -= len;
    }
    return marks;
}

/* What microdata's itemprop marks, or RDFa's property. */
static uint32_t property_marks(struct dt_str itemprop, struct dt_str property)
{
    uint32_t marks = 0;

    if (itemprop.len == 0 && property.len == 0)
        return 0;
    if (has_token(itemprop, "datePublished") ||
        has_token(property, "datePublished") ||
        has_token(property, "schema:datePublished") ||
        has_token(property, "dc:date"))
        marks |= DT_SPOT_PUBLISHED;
    if (has_token(itemprop, "dateModified"))
        marks |= DT_SPOT_CHANGED;
    if (has_token(itemprop, "author") || has_token(property, "author") ||
        has_token(property, "schema:author") ||
        has_token(property, "dc:creator"))
        marks |= DT_SPOT_SIGNED;
    return marks;
}

/* names are what its class words say. */
static uint32_t marks_of(const struct dt_page *page,
                         const struct dt_html_node *n, unsigned names)
{
    uint32_t marks;

    if (n->attribute_count == 0)
        return n->tag == DT_TAG_TIME ? DT_SPOT_TIME : 0;
    marks = class_marks(dt_html_attribute(n, "class"));
    if ((marks & DT_SPOT_SIGNED) && !(names & DT_PAGE_AUTHOR) &&
        !(page->info[n->parent].names & DT_PAGE_AUTHOR))
        marks &= ~(uint32_t)DT_SPOT_SIGNED; /* the "fn" of another's card */
    marks |= property_marks(dt_html_attribute(n, "itemprop"),
                            dt_html_attribute(n, "property"));
    if (n->tag == DT_TAG_TIME)
        marks |= DT_SPOT_TIME;
    if (names & DT_PAGE_AUTHOR)
        marks |= DT_SPOT_AUTHOR;
    if (names & DT_PAGE_DATED)
        marks |= DT_SPOT_DATE;
    if (dt_html_attribute(n, "pubdate").ptr)
        marks |= DT_SPOT_PUBLISHED;
    if (has_token(dt_html_attribute(n, "rel"), "author") ||
        (n->tag == DT_TAG_A && is_author_page(dt_html_attribute(n, "href"))))
        marks |= DT_SPOT_SIGNED;
    return marks;
}

static bool may_hold_date(const struct dt_html *html, uint32_t node)
{
    unsigned digits = 0;

    for (uint32_t i = node;
         i < html->nodes[node].end && digits < DT_DATE_DIGITS; i++)
        digits += dt_date_count_digits(html->nodes[i].text);
    return digits >= DT_DATE_DIGITS;
}

static void add(struct dt_page_reader *r, uint32_t node, uint32_t marks)
{
    uint32_t from = r->heading ? r->heading : r->root;
    uint32_t distance = node < from ? (from - node) * 2 : node - from;

    if (r->spot_count == DT_PAGE_SPOTS)
        return;
    if (may_hold_date(&r->page->html, node))
        marks |= DT_SPOT_DIGITS;
    r->spots[r->spot_count++] = (struct dt_spot){node, marks, distance};
}

static bool holds(const struct dt_html *html, uint32_t node, uint32_t other)
{
    return node <= other && other < html->nodes[node].end;
}

/* Short text of its own: a block, or a part of a block that is no prose. */
static bool is_line(const struct dt_page *page, uint32_t i)
{
    const struct dt_html_node *n = &page->html.nodes[i];
    const struct dt_page_node *block = &page->info[page->block[i]];

    if (page->info[i].text < SHORTEST || page->info[i].text > LONGEST ||
        n->end - i > NODES)
        return false;
    return dt_page_is_block((enum dt_tag)n->tag) ||
           page->own[page->block[i]] == 0 || block->text <= 2 * LONGEST;
}

/* A text that its element has to itself: the element is looked at. */
static bool is_only_child(const struct dt_html *html, uint32_t i)
{
    uint32_t parent = html->nodes[i].parent;

    return parent + 1 == i && html->nodes[parent].end == i + 1;
}

/* Where to begin: before the heading, or where its header or article does. */
static uint32_t first_spot(const struct dt_page_reader *r)
{
    const struct dt_html_node *nodes = r->page->html.nodes;
    uint32_t from = r->heading ? r->heading : r->root;
    uint32_t first = from > BEFORE ? from - BEFORE : 1;

    for (uint32_t i = from; i > 0 && i + HEADER > from; i = nodes[i].parent)
        if ((nodes[i].tag == DT_TAG_HEADER || nodes[i].tag == DT_TAG_ARTICLE) &&
            i < first)
            first = i;
    return first;
}

/*
 * Where to end: behind the article; or, in a thread, behind what the first
 * post stands in, together with who wrote it.
 */
static uint32_t last_spot(const struct dt_page_reader *r)
{
    const struct dt_html_node *nodes = r->page->html.nodes;
    uint32_t end = nodes[r->root].end, post = r->root + 1;

    if (!r->page->posts)
        return end + BEHIND < r->page->html.count ? end + BEHIND
                                                  : r->page->html.count;
    while (post < end && !dt_page_is_post(r->page, post))
        post++;
    while (post < end && nodes[post].parent > r->root)
        post = nodes[post].parent;
    return post < end ? nodes[post].end : end;
}

/* Whether an element stands right by the heading, and is short. */
static bool is_at_heading(const struct dt_page_reader *r, uint32_t i)
{
    const struct dt_html_node *nodes = r->page->html.nodes;
    uint32_t heading = r->heading, end = nodes[i].end;

    if (!heading || r->page->info[i].text > LONGEST)
        return false;
    return i < heading
               ? end <= heading && heading - end <= OVER
               : i >= nodes[heading].end && i - nodes[heading].end <= UNDER;
}

/*
 * Whether the author or date that an element may hold is another text's: what
 * is called a teaser is that of the page where it stands at its heading.
 */
static bool is_of_others(const struct dt_page_reader *r, uint32_t i,
                         unsigned names)
{
    if (names & (DT_PAGE_AUTHOR | DT_PAGE_DATED))
        return false;
    if (names & DT_PAGE_COMMENT)
        return true;
    return (names & DT_PAGE_OTHERS) &&
           !((names & DT_PAGE_SHELF) && is_at_heading(r, i));
}

void dt_page_find_spots(struct dt_page_reader *r)
{
    const struct dt_html *html = &r->page->html;
    const uint32_t end = last_spot(r);

    for (uint32_t i = first_spot(r); i < end; i++) {
        const struct dt_html_node *n = &html->nodes[i];
        unsigned names;
        uint32_t marks;

        if (n->tag == DT_TAG_BR)
            continue;
        if (n->tag == DT_TAG_TEXT) {
            if (is_line(r->page, i) && !is_only_child(html, i))
                add(r, i, DT_SPOT_LINE);
            continue;
        }
        names = r->page->info[i].names;
        if ((is_of_others(r, i, names) || n->tag == DT_TAG_NAV ||
             n->tag == DT_TAG_PRE ||
             (n->tag == DT_TAG_ASIDE && r->page->info[i].text > LONGEST)) &&
            !holds(html, i, r->root) && !holds(html, i, r->heading)) {
            i = n->end - 1;
            continue;
        }
        marks = marks_of(r->page, n, names);
        if (r->page->info[i].text > LONGEST || n->end - i > NODES)
            marks &= (uint32_t) ~(DT_SPOT_AUTHOR | DT_SPOT_DATE);
        if (is_line(r->page, i))
            marks |= DT_SPOT_LINE;
        if (marks)
            add(r, i, marks);
    }
}
