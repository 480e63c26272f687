/* Which heading is the article's (page.h). */
#include "article/page.h"

enum {
    TITLE_LONGEST = 512, /* bytes of a title that are compared */
    TITLE_SHORTEST = 4,
    HEADING_NODES = 64,  /* nodes of a heading that are read */
    TEXT_BEFORE = 500,   /* prose over a heading that is not the first */
    REPEATED_LEAST = 10, /* letters of one that another repeats */
    TRAIL_STEPS = 4      /* from a heading up to the breadcrumbs it ends */
};

/* Letters and digits of a text, in lower case where they are ASCII. */
struct letters {
    char text[TITLE_LONGEST];
    size_t len;
};

/* What the head of the page calls it, and its site. */
struct titles {
    struct letters page;   /* its title element: often both */
    struct letters shared; /* og:title: the page's alone */
    struct letters site;   /* og:site_name */
};

/* Bytes of punctuation over ASCII (U+00A0 to 00BF, U+2000 to 207F), or 0. */
static size_t punctuation_at(struct dt_str text, size_t i)
{
    if (text.len - i >= 2 && memcmp(text.ptr + i, "\xC2", 1) == 0)
        return 2;
    return text.len - i >= 3 && (memcmp(text.ptr + i, "\xE2\x80", 2) == 0 ||
                                 memcmp(text.ptr + i, "\xE2\x81", 2) == 0)
               ? 3
               : 0;
}

static void add_letters(struct letters *to, struct dt_str text)
{
    for (size_t i = 0; i < text.len && to->len < TITLE_LONGEST; i++) {
        size_t skip = punctuation_at(text, i);
        char c = text.ptr[i];

        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if (skip)
            i += skip - 1;
        else if ((unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') ||
                 (c >= '0' && c <= '9'))
            to->text[to->len++] = c;
    }
}

static struct letters letters_of(const struct dt_html *html, uint32_t node)
{
    struct letters letters = {.len = 0};
    uint32_t end = html->nodes[node].end;

    if (end > node + HEADING_NODES)
        end = node + HEADING_NODES;
    for (uint32_t i = node; i < end; i++)
        if (html->nodes[i].tag == DT_TAG_TEXT)
            add_letters(&letters, html->nodes[i].text);
    return letters;
}

static struct dt_str text_of(const struct letters *letters)
{
    return (struct dt_str){letters->text, letters->len};
}

static bool holds(const struct letters *whole, const struct letters *part)
{
    return dt_str_find(text_of(whole), text_of(part), 0) != SIZE_MAX;
}

static void read_titles(const struct dt_html *html, struct titles *titles)
{
    titles->page.len = titles->shared.len = titles->site.len = 0;
    for (uint32_t i = 1; i < html->count; i++) {
        const struct dt_html_node *n = &html->nodes[i];
        struct dt_str property;

        if (n->tag == DT_TAG_BODY)
            break;
        if (n->tag == DT_TAG_TITLE && titles->page.len == 0)
            titles->page = letters_of(html, i);
        if (n->tag != DT_TAG_META)
            continue;
        property = dt_html_attribute(n, "property");
        if (titles->shared.len == 0 && dt_str_is(property, "og:title"))
            add_letters(&titles->shared, dt_html_attribute(n, "content"));
        else if (titles->site.len == 0 && dt_str_is(property, "og:site_name"))
            add_letters(&titles->site, dt_html_attribute(n, "content"));
    }
}

/* How much of a title and a heading is the same, when most of one is. */
static size_t common_letters(const struct letters *heading,
                             const struct letters *title)
{
    if (title->len < TITLE_SHORTEST)
        return 0;
    if (holds(title, heading) && heading->len * 3 >= title->len)
        return heading->len;
    return holds(heading, title) ? title->len : 0;
}

/* "/", or an address of nothing but a host, in an archive or not. */
static bool is_home(struct dt_str href)
{
    size_t at, next;

    href = dt_str_trim(href);
    at = dt_str_find(href, DT_STR("//"), 0);
    if (at == SIZE_MAX)
        return dt_str_is(href, "/") || dt_str_is(href, "./");
    while ((next = dt_str_find(href, DT_STR("://"), at + 2)) != SIZE_MAX)
        at = next + 1;
    at = dt_str_find(href, DT_STR("/"), at + 2);
    return at == SIZE_MAX || at + 1 == href.len;
}

/* Whether all that a heading says is a link to the site's first page. */
static bool leads_home(const struct dt_html *html, uint32_t heading)
{
    const struct dt_html_node *nodes = html->nodes;
    bool home = false;

    for (uint32_t i = heading + 1; i < nodes[heading].end; i++) {
        if (nodes[i].tag == DT_TAG_A &&
            is_home(dt_html_attribute(&nodes[i], "href"))) {
            home = true;
            i = nodes[i].end - 1;
        } else if (nodes[i].tag == DT_TAG_TEXT &&
                   dt_str_trim(nodes[i].text).len) {
            return false;
        }
    }
    return home;
}

/* How well a heading's words are the page's title: 0 for not at all. */
static size_t likeness(const struct letters *heading,
                       const struct titles *titles)
{
    size_t page = common_letters(heading, &titles->page);
    size_t shared = common_letters(heading, &titles->shared);

    if (shared && heading->len == titles->shared.len)
        return TITLE_LONGEST + shared;
    return page > shared ? page : shared;
}

/* Whether a heading is a link, as those of other articles are. */
static bool is_linked(const struct dt_page *page, uint32_t heading)
{
    const struct dt_page_node *info = &page->info[heading];

    return (uint64_t)info->links * 10 > (uint64_t)info->text * 9;
}

/*
 * Whether a heading ends the breadcrumbs: it is there for search engines, in
 * words of its own, and the one that readers are shown stands below.
 */
static bool ends_breadcrumbs(const struct dt_html *html, uint32_t heading)
{
    static const char *const forms[] = {"readcrumb", "readCrumb", "read-crumb"};
    uint32_t node = heading;

    for (unsigned up = 0; up < TRAIL_STEPS && node; up++) {
        struct dt_str class = dt_html_attribute(&html->nodes[node], "class");

        for (size_t i = 0; class.len && i < sizeof forms / sizeof *forms; i++)
            if (dt_str_find(class, DT_STR(forms[i]), 0) != SIZE_MAX)
                return true;
        node = html->nodes[node].parent;
    }
    return false;
}

/* Whether an article goes on from one heading up to another. */
static bool is_midway(const struct dt_page *page, uint32_t first,
                      uint32_t found)
{
    uint32_t prose = 0;

    for (uint32_t i = first; i < found && prose < TEXT_BEFORE; i++)
        prose += page->own[i];
    return prose >= TEXT_BEFORE;
}

/*
 * Whether a heading says again what the page's only first one says: with more
 * words or, under it, with fewer, as the one over a constructor does, unless
 * the first one is title and site together.
 */
static bool repeats(const struct dt_page *page, const struct titles *titles,
                    uint32_t heading, uint32_t first)
{
    struct letters part = letters_of(&page->html, first);
    struct letters whole = letters_of(&page->html, heading);

    return (part.len >= REPEATED_LEAST &&
            dt_str_starts(text_of(&whole), text_of(&part))) ||
           (!(page->signs & DT_PAGE_SAYS_ARTICLE) && first < heading &&
            holds(&part, &whole) &&
            !dt_str_eq(text_of(&part), text_of(&titles->page)));
}

/*
 * Whether a page's title begins with this heading and ends with the one found
 * so far, which is the site's name then.
 */
static bool is_beside_site(const struct dt_html *html,
                           const struct titles *titles, uint32_t found,
                           const struct letters *heading)
{
    struct letters site;

    if (found == 0 || !dt_str_starts(text_of(&titles->page), text_of(heading)))
        return false;
    site = letters_of(html, found);
    return site.len + heading->len == titles->page.len &&
           dt_str_ends(text_of(&titles->page), text_of(&site));
}

void dt_page_find_headline(struct dt_page *page)
{
    const struct dt_html *html = &page->html;
    struct titles titles;
    uint32_t only = 0, found = 0, prose = 0; /* prose behind the one found */
    uint32_t last = 0;                       /* of the breadcrumbs */
    size_t firsts = 0, best = 0;

    read_titles(html, &titles);
    for (uint32_t i = 1; i < html->count; i++) {
        enum dt_tag tag = (enum dt_tag)html->nodes[i].tag;
        struct letters heading;
        size_t like;

        if (page->info[i].mute) {
            i = html->nodes[i].end - 1;
            continue;
        }
        prose += page->own[i];
        if (tag < DT_TAG_H1 || tag > DT_TAG_H3)
            continue;
        heading = letters_of(html, i);
        if (heading.len < TITLE_SHORTEST)
            continue;
        if (ends_breadcrumbs(html, i)) {
            last = i;
            continue;
        }
        like = likeness(&heading, &titles);
        if (like < TITLE_LONGEST &&
            (leads_home(html, i) ||
             dt_str_eq(text_of(&heading), text_of(&titles.site))))
            continue;
        like += like && tag == DT_TAG_H1; /* the first of two as good */
        if (like > best || (prose < TEXT_BEFORE &&
                            is_beside_site(html, &titles, found, &heading))) {
            best = like > best ? like : best;
            found = i;
            prose = 0;
        }
        if (tag == DT_TAG_H1 && firsts++ == 0)
            only = i;
    }
    if (firsts == 1 && (found == 0 || repeats(page, &titles, found, only) ||
                        ((best < TITLE_LONGEST || is_linked(page, found)) &&
                         is_midway(page, only, found))))
        found = only;
    page->headline = found ? found : last;
}
