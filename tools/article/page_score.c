#include "article/page.h"
#include "article/rules.h"
#include "base/utf8.h"

enum {
    PROSE_LEAST = 60,    /* characters of a block that counts as prose */
    ARTICLE_LEAST = 250, /* prose of a page on which nothing was misjudged */
    NAME_LONGEST = 64,   /* bytes of a class word */
    NAMES_LONGEST = 1024 /* bytes of a class attribute that are looked at */
};

/* Text that stands directly in a block, not in a block inside it. */
struct own {
    uint32_t text, links, stops;
};

struct score {
    const struct dt_html *html;
    struct dt_page_node *info;
    struct own *own;
    uint32_t *block; /* nearest block at or over each node */
};

bool dt_page_is_block(enum dt_tag tag)
{
    switch (tag) {
    case DT_TAG_ADDRESS:
    case DT_TAG_ARTICLE:
    case DT_TAG_ASIDE:
    case DT_TAG_BLOCKQUOTE:
    case DT_TAG_BODY:
    case DT_TAG_CAPTION:
    case DT_TAG_CENTER:
    case DT_TAG_DD:
    case DT_TAG_DETAILS:
    case DT_TAG_DIV:
    case DT_TAG_DL:
    case DT_TAG_DT:
    case DT_TAG_FIELDSET:
    case DT_TAG_FIGCAPTION:
    case DT_TAG_FIGURE:
    case DT_TAG_FOOTER:
    case DT_TAG_FORM:
    case DT_TAG_H1:
    case DT_TAG_H2:
    case DT_TAG_H3:
    case DT_TAG_H4:
    case DT_TAG_H5:
    case DT_TAG_H6:
    case DT_TAG_HEAD:
    case DT_TAG_HEADER:
    case DT_TAG_HR:
    case DT_TAG_HTML:
    case DT_TAG_LI:
    case DT_TAG_MAIN:
    case DT_TAG_NAV:
    case DT_TAG_OL:
    case DT_TAG_P:
    case DT_TAG_PRE:
    case DT_TAG_SECTION:
    case DT_TAG_SUMMARY:
    case DT_TAG_TABLE:
    case DT_TAG_TBODY:
    case DT_TAG_TD:
    case DT_TAG_TFOOT:
    case DT_TAG_TH:
    case DT_TAG_THEAD:
    case DT_TAG_TR:
    case DT_TAG_UL:
        return true;
    default:
        return false;
    }
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Characters with white space collapsed, and stops behind words. */
static uint32_t measure(struct dt_str text, uint32_t *stops)
{
    uint32_t count = 0;
    bool space = true;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if (is_space((char)c)) {
            count += !space;
            space = true;
            continue;
        }
        space = false;
        count += (c & 0xC0) != 0x80;
        if ((c == '.' || c == ',' || c == '!' || c == '?') &&
            (i + 1 == text.len || is_space(text.ptr[i + 1]) ||
             (unsigned char)text.ptr[i + 1] >= 0x80 || text.ptr[i + 1] == '"'))
            ++*stops;
        else if (c == 0xE3) /* the full stop of Chinese and Japanese */
            *stops += i + 2 < text.len && text.ptr[i + 1] == '\x80' &&
                      text.ptr[i + 2] == '\x82';
    }
    return count;
}

static bool is_never_text(enum dt_tag tag)
{
    switch (tag) {
    case DT_TAG_AUDIO:
    case DT_TAG_BUTTON:
    case DT_TAG_FIGCAPTION:
    case DT_TAG_CAPTION:
    case DT_TAG_HEAD:
    case DT_TAG_IFRAME:
    case DT_TAG_NAV:
    case DT_TAG_NOSCRIPT:
    case DT_TAG_OBJECT:
    case DT_TAG_OPTION:
    case DT_TAG_SCRIPT:
    case DT_TAG_SELECT:
    case DT_TAG_STYLE:
    case DT_TAG_TEXTAREA:
    case DT_TAG_TITLE:
    case DT_TAG_VIDEO:
        return true;
    default:
        return false;
    }
}

static void measure_texts(struct score *s)
{
    for (uint32_t i = 1, link_end = 0; i < s->html->count; i++) {
        const struct dt_html_node *n = &s->html->nodes[i];
        uint32_t stops = 0, len;
        struct own *own;

        s->block[i] = dt_page_is_block((enum dt_tag)n->tag)
                          ? i
                          : s->block[n->parent];
        if (n->tag == DT_TAG_A && dt_html_attribute(n, "href").ptr)
            link_end = n->end > link_end ? n->end : link_end;
        if (n->tag != DT_TAG_TEXT ||
            is_never_text((enum dt_tag)s->html->nodes[n->parent].tag))
            continue;
        len = measure(n->text, &stops);
        own = &s->own[s->block[i]];
        own->text += len;
        own->stops += stops;
        s->info[i].text = len;
        if (i < link_end) {
            own->links += len;
            s->info[i].links = len;
        }
    }
}

/* How much a block's own text looks like a paragraph of an article. */
static uint32_t prose_of(const struct score *s, uint32_t i)
{
    const struct own *own = &s->own[i];
    uint32_t weight = own->text;

    if (own->text < PROSE_LEAST || own->stops == 0 ||
        own->links * 3 > own->text)
        return 0;
    weight -= own->links;
    if (weight > 1500)
        weight = 1500 + (weight - 1500) / 2;
    switch (s->html->nodes[i].tag) {
    case DT_TAG_P:
    case DT_TAG_BLOCKQUOTE:
    case DT_TAG_PRE:
        return weight;
    case DT_TAG_LI:
    case DT_TAG_DD:
        return weight / 2;
    default:
        return weight * 3 / 4;
    }
}

/* Sums up the tree; what is cut counts nothing. */
static void sum_up(struct score *s)
{
    const struct dt_html *html = s->html;

    for (uint32_t i = 0; i < html->count; i++) {
        if (html->nodes[i].tag == DT_TAG_TEXT)
            continue;
        s->info[i].text = s->info[i].links = 0;
        s->info[i].prose = prose_of(s, i);
    }
    for (uint32_t i = html->count - 1; i > 0; i--) {
        struct dt_page_node *from = &s->info[i];
        struct dt_page_node *to = &s->info[html->nodes[i].parent];

        if (from->cut)
            continue;
        to->text += from->text;
        to->links += from->links;
        to->prose += from->prose;
    }
}

/* The words of class and id attributes, one and two at a time. */
struct names {
    bool clutter, body, pull;
};

static void look_up(struct dt_str word, struct names *names)
{
    names->clutter |= dt_rules_has(DT_RULES_CLUTTER_NAMES, word);
    names->body |= dt_rules_has(DT_RULES_BODY_NAMES, word);
    names->pull |= dt_rules_has(DT_RULES_PULL_NAMES, word);
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_alnum(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static void read_names(struct dt_str value, struct names *names)
{
    char pair[2 * NAME_LONGEST + 2];
    size_t last = 0, at = 0; /* length of the word before, kept in pair */

    if (value.len > NAMES_LONGEST)
        value.len = NAMES_LONGEST;
    while (at < value.len) {
        char word[NAME_LONGEST];
        size_t len = 0;

        if (is_space(value.ptr[at]))
            last = 0; /* another class: no pair with the one before */
        if (!is_alnum(value.ptr[at])) {
            at++;
            continue;
        }
        do {
            if (len < NAME_LONGEST)
                word[len++] = (char)(is_upper(value.ptr[at])
                                         ? value.ptr[at] + 32
                                         : value.ptr[at]);
            at++;
        } while (at < value.len && is_alnum(value.ptr[at]) &&
                 !(is_upper(value.ptr[at]) && !is_upper(value.ptr[at - 1])));
        look_up((struct dt_str){word, len}, names);
        if (last) {
            pair[last] = ' ';
            memcpy(pair + last + 1, word, len);
            look_up((struct dt_str){pair, last + 1 + len}, names);
        }
        memcpy(pair, word, len);
        last = len;
    }
}

static bool has_role(const struct dt_html_node *n)
{
    static const char *const roles[] = {
        "navigation", "banner",      "contentinfo", "complementary", "search",
        "dialog",     "alertdialog", "alert",       "menu",          "menubar",
        "toolbar",    "tablist",     "form",        "button"};
    struct dt_str role = dt_html_attribute(n, "role");

    for (size_t i = 0; role.len && i < sizeof roles / sizeof *roles; i++)
        if (dt_str_is(role, roles[i]))
            return true;
    return false;
}

static bool is_hidden(const struct dt_html_node *n)
{
    struct dt_str style = dt_html_attribute(n, "style");

    return dt_html_attribute(n, "hidden").ptr ||
           dt_str_is(dt_html_attribute(n, "aria-hidden"), "true") ||
           dt_str_find(style, DT_STR("display:none"), 0) != SIZE_MAX ||
           dt_str_find(style, DT_STR("display: none"), 0) != SIZE_MAX;
}

static bool is_mostly_never_text(enum dt_tag tag)
{
    return tag == DT_TAG_ASIDE || tag == DT_TAG_FOOTER || tag == DT_TAG_FORM ||
           tag == DT_TAG_HEADER || tag == DT_TAG_ADDRESS || tag == DT_TAG_LABEL;
}

/*
 * Decide from the top what is no part of an article; all is the page's prose.
 * Names are words, and words mislead: by_name says whether they count.
 */
static void cut(struct score *s, uint32_t all, bool by_name)
{
    const struct dt_html *html = s->html;

    for (uint32_t i = 1; i < html->count; i++) {
        const struct dt_html_node *n = &html->nodes[i];
        struct dt_page_node *info = &s->info[i];
        struct names names = {false, false, false};
        bool small = (uint64_t)info->prose * 5 < (uint64_t)all * 2 || all == 0;

        info->cut = false;
        if (n->tag == DT_TAG_TEXT || n->tag == DT_TAG_BR)
            continue;
        if (is_never_text((enum dt_tag)n->tag)) {
            info->cut = true;
        } else {
            read_names(dt_html_attribute(n, "class"), &names);
            read_names(dt_html_attribute(n, "id"), &names);
            info->body = names.body ||
                         dt_str_find(dt_html_attribute(n, "itemprop"),
                                     DT_STR("articleBody"), 0) != SIZE_MAX;
            info->pull = names.pull || s->info[n->parent].pull;
            info->cut = small && !info->pull && n->tag != DT_TAG_BODY &&
                        ((names.clutter && by_name) ||
                         is_mostly_never_text((enum dt_tag)n->tag) ||
                         has_role(n) || is_hidden(n));
        }
        if (info->cut)
            i = n->end - 1;
    }
}

/* The best node that is named as a body, or 0. */
static uint32_t find_named(const struct score *s)
{
    const struct dt_html *html = s->html;
    uint32_t best = 0;

    for (uint32_t i = 1; i < html->count; i++) {
        const struct dt_page_node *info = &s->info[i];

        if (info->cut) {
            i = html->nodes[i].end - 1;
            continue;
        }
        /* The inner of two, unless it has much less in it. */
        if (info->body && info->prose > 0 &&
            (best == 0 || info->prose > s->info[best].prose ||
             (i < html->nodes[best].end &&
              info->prose * 10 > s->info[best].prose * 9)))
            best = i;
    }
    return best;
}

static uint32_t descend(const struct score *s, uint32_t from)
{
    const struct dt_html *html = s->html;

    for (;;) {
        uint32_t best = 0;

        if (s->info[from].prose == 0)
            return from; /* a page of a few short lines */
        for (uint32_t i = from + 1; i < html->nodes[from].end;
             i = html->nodes[i].end)
            if (!s->info[i].cut &&
                (best == 0 || s->info[i].prose > s->info[best].prose))
                best = i;
        if (best == 0 || html->nodes[best].tag == DT_TAG_P ||
            s->info[best].prose * 10 < s->info[from].prose * 8)
            return from;
        from = best;
    }
}

/*
 * Of several articles under one root, the one that has the page's only first
 * heading, or the root itself.
 */
static uint32_t choose_article(const struct score *s, uint32_t root)
{
    const struct dt_html *html = s->html;
    uint32_t articles = 0, headed = 0, found = root;

    for (uint32_t i = root + 1; i < html->nodes[root].end; i++) {
        const struct dt_html_node *n = &html->nodes[i];
        bool has_heading = false;

        if (s->info[i].cut) {
            i = n->end - 1;
            continue;
        }
        if (n->tag != DT_TAG_ARTICLE || s->info[i].prose == 0)
            continue;
        for (uint32_t k = i; k < n->end; k++)
            has_heading |= html->nodes[k].tag == DT_TAG_H1;
        articles++;
        headed += has_heading;
        found = has_heading ? i : found;
        i = n->end - 1;
    }
    return articles > 1 && headed == 1 ? found : root;
}

int dt_page_score(struct dt_page *page, struct dt_arena *arena, uint32_t *root,
                  struct dt_err *err)
{
    uint32_t count = page->html.count, named, all;
    struct score s = {&page->html, dt_arena_array(arena, count, sizeof *s.info),
                      dt_arena_array(arena, count, sizeof *s.own),
                      dt_arena_array(arena, count, sizeof *s.block)};

    if (!s.info || !s.own || !s.block)
        return DT_FAIL(err, DT_EFORMAT,
                       "a page needs more than %zu bytes of memory",
                       arena->max);
    page->info = s.info;
    page->block = s.block;
    measure_texts(&s);
    sum_up(&s);
    all = s.info[0].prose;
    cut(&s, all, true);
    sum_up(&s);
    if (s.info[0].prose < ARTICLE_LEAST && all > 2 * ARTICLE_LEAST) {
        /* The words named the article itself. */
        cut(&s, all, false);
        sum_up(&s);
    }
    *root = choose_article(&s, descend(&s, 0));
    named = find_named(&s);
    if (named && s.info[named].prose * 2 >= s.info[*root].prose)
        *root = named;
    return DT_OK;
}
