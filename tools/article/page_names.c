/* What class, id and itemprop say an element is (page.h). */
#include "article/page.h"
#include "article/rule_table.h"
#include "base/ascii.h"

enum {
    NAME_LONGEST = 64,    /* bytes of a class word */
    VALUE_LONGEST = 1024, /* bytes of an attribute that are looked at */
    RANDOM_CAPITALS = 3,  /* in a word with digits that means nothing */
    SLUG_WORDS = 4,       /* of an id that is made of a heading's words */
    ANCHOR_NODES = 16     /* from an element up to the link to itself */
};

/* A letter or digit of ASCII in lower case; 0 for all else. */
static char lower_of(char c)
{
    char low = (char)(c | ' ');

    return low >= 'a' && low <= 'z' ? low : c >= '0' && c <= '9' ? c : '\0';
}

static bool is_alnum(char c)
{
    return lower_of(c) != '\0';
}

/* hash is that of the words. */
static unsigned look_up(const struct dt_rulebook *book, struct dt_str words,
                        uint32_t hash)
{
    static const struct {
        enum dt_rules set;
        unsigned name;
    } sets[] = {{DT_RULES_CLUTTER_NAMES, DT_PAGE_CLUTTER},
                {DT_RULES_DOUBTFUL_NAMES, DT_PAGE_DOUBTFUL},
                {DT_RULES_COMMENT_NAMES, DT_PAGE_COMMENT},
                {DT_RULES_BODY_NAMES, DT_PAGE_BODY},
                {DT_RULES_LEDE_NAMES, DT_PAGE_LEDE},
                {DT_RULES_PULL_NAMES, DT_PAGE_PULL},
                {DT_RULES_EMBED_NAMES, DT_PAGE_EMBED},
                {DT_RULES_OVERLAY_NAMES, DT_PAGE_OVERLAY},
                {DT_RULES_AUTHOR_NAMES, DT_PAGE_AUTHOR},
                {DT_RULES_DATE_NAMES, DT_PAGE_DATED},
                {DT_RULES_ASIDE_NAMES, DT_PAGE_OTHERS},
                {DT_RULES_HARMLESS_NAMES, DT_PAGE_HARMLESS},
                {DT_RULES_POST_NAMES, DT_PAGE_POST},
                {DT_RULES_FORUM_NAMES, DT_PAGE_THREAD},
                {DT_RULES_PRODUCT_NAMES, DT_PAGE_SOLD},
                {DT_RULES_LAYOUT_NAMES, DT_PAGE_LAYOUT},
                {DT_RULES_SHELF_NAMES, DT_PAGE_SHELF},
                {DT_RULES_SPEAKER_NAMES, DT_PAGE_SPEAKER}};
    uint64_t lists = dt_rulebook_lists(book, words, hash);
    unsigned names = 0;

    for (size_t i = 0; lists && i < sizeof sets / sizeof *sets; i++)
        if (lists >> sets[i].set & 1)
            names |= sets[i].name;
    return names;
}

/*
 * A class that tells of a state ("has-sidebar", "no-comments") or of one
 * width of the window ("md:hidden") names nothing.
 */
static bool is_state(struct dt_str class)
{
    static const char *const states[] = {
        "has", "with", "no",   "without", "js",       "is", "single",
        "not", "hide", "show", "type",    "category", "tag"};
    size_t len = 0;

    if (class.len && memchr(class.ptr, ':', class.len))
        return true;
    while (len < class.len && is_alnum(class.ptr[len]))
        len++;
    if (len == class.len)
        return false;
    class.len = len;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (class.ptr[0] == states[i][0] && dt_str_is(class, states[i]))
            return true;
    return false;
}

/* Whether a program drew the word around a byte by lot, as "n1AuAdJlV". */
static bool is_random(struct dt_str class, size_t at)
{
    size_t len = 0, capitals = 0, digits = 0;

    while (at > 0 && is_alnum(class.ptr[at - 1]))
        at--;
    for (; at < class.len && is_alnum(class.ptr[at]); at++, len++) {
        capitals += dt_ascii_is_upper(class.ptr[at]);
        digits += class.ptr[at] <= '9';
    }
    return digits && capitals >= RANDOM_CAPITALS && capitals + digits < len;
}

/* Whether a rule of the program, or of a corpus that has its own, names it. */
static bool may_name(const struct dt_rule_table *ours,
                     const struct dt_rule_table *own, uint32_t hash)
{
    return dt_rule_table_may_name(ours, hash) ||
           (own && dt_rule_table_may_name(own, hash));
}

/*
 * The words of one class, one and two at a time, "aB" being two. Their hashes
 * grow with them: most are no rule, which is seen without looking them up.
 */
static unsigned read_class(const struct dt_rulebook *book, struct dt_str class)
{
    const struct dt_rule_table *ours = dt_rules_table();
    const struct dt_rule_table *own = dt_rulebook_table(book);
    char words[2 * VALUE_LONGEST]; /* in lower case, a space behind each */
    size_t last = 0, start = 0; /* in words: of the word before, and of one */
    size_t at = 0;
    uint32_t both = DT_RULE_HASH;
    unsigned names = 0, before = 0; /* before: of the word before alone */

    while (at < class.len) {
        uint32_t alone = DT_RULE_HASH;
        char low = lower_of(class.ptr[at]);
        bool capital = low != class.ptr[at], small;
        size_t end = start;
        unsigned now = 0;

        if (!low) {
            at++;
            continue;
        }
        do {
            if (end < start + NAME_LONGEST) {
                alone = dt_rule_hash(alone, low);
                both = dt_rule_hash(both, low);
                words[end++] = low;
            }
            low = ++at < class.len ? lower_of(class.ptr[at]) : '\0';
            small = !capital;
            capital = low && low != class.ptr[at];
        } while (low && !(capital && small));
        if (may_name(ours, own, alone))
            now = look_up(book, (struct dt_str){words + start, end - start},
                          alone);
        if (now && is_random(class, at - 1))
            now = 0;
        if (last < start && may_name(ours, own, both)) {
            unsigned two =
                look_up(book, (struct dt_str){words + last, end - last}, both);

            if (two & DT_PAGE_HARMLESS)
                before = now = 0;
            names |= two;
        }
        names |= before;
        before = now;
        last = start;
        words[end] = ' ';
        start = end + 1;
        both = dt_rule_hash(alone, ' ');
    }
    names = (names | before) & ~(unsigned)DT_PAGE_HARMLESS;
    return names && !is_state(class) ? names : 0;
}

static unsigned read_value(const struct dt_rulebook *book, struct dt_str value)
{
    unsigned names = 0;
    size_t at = 0;

    if (value.len > VALUE_LONGEST)
        value.len = VALUE_LONGEST;
    while (at < value.len) {
        size_t start = at;

        while (at < value.len && !dt_ascii_is_space(value.ptr[at]))
            at++;
        names |= read_class(book,
                            (struct dt_str){value.ptr + start, at - start});
        at++;
    }
    return names;
}

/* Of a few of its bytes: nothing but a slot's contents hangs on it. */
static size_t slot_of(struct dt_str value)
{
    uint64_t hash = value.len, word;

    for (size_t i = 0; i < 3 && value.len >= sizeof word; i++) {
        memcpy(&word, value.ptr + (value.len - sizeof word) * i / 2,
               sizeof word);
        hash = (hash ^ word) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    for (size_t i = 0; value.len < sizeof word && i < value.len; i++)
        hash = hash * 257 + (unsigned char)value.ptr[i];
    return hash % DT_PAGE_NAMES;
}

static unsigned cached(struct dt_page *page, struct dt_str value)
{
    size_t slot;

    if (value.len == 0)
        return 0;
    slot = slot_of(value);
    if (!dt_str_eq(page->names->slots[slot].value, value)) {
        page->names->slots[slot].value = value;
        page->names->slots[slot].names = read_value(page->rules, value);
    }
    return page->names->slots[slot].names;
}

static bool has_word(struct dt_str value, const char *word)
{
    return value.ptr && dt_str_find(value, DT_STR(word), 0) != SIZE_MAX;
}

/* Whether an id was made of a sentence: "the-rating-of-the-wine". */
static bool is_slug(struct dt_str id)
{
    size_t words = 0, start = 0;
    bool joined = false;

    for (size_t at = 0; at <= id.len; at++) {
        if (at < id.len && id.ptr[at] != '-' && id.ptr[at] != '_')
            continue;
        words++;
        joined |= dt_rules_has(DT_RULES_SLUG_WORDS,
                               (struct dt_str){id.ptr + start, at - start});
        start = at + 1;
    }
    return joined && words >= SLUG_WORDS;
}

/* Whether an id is there to be linked to, as the link at its heading does. */
static bool is_anchor(const struct dt_html *html, uint32_t node,
                      struct dt_str id)
{
    uint32_t end = html->nodes[node].end;
    uint8_t over = html->nodes[html->nodes[node].parent].tag;

    if (dt_page_is_heading((enum dt_tag)over))
        return true;
    if (end > node + ANCHOR_NODES)
        end = node + ANCHOR_NODES;
    for (uint32_t i = node + 1; i < end; i++) {
        struct dt_str to = html->nodes[i].tag == DT_TAG_A
                               ? dt_html_attribute(&html->nodes[i], "href")
                               : (struct dt_str){NULL, 0};

        if (to.len == id.len + 1 && to.ptr[0] == '#' && dt_str_ends(to, id))
            return true;
    }
    return false;
}

static unsigned names_of_id(struct dt_page *page, const struct dt_html_node *n,
                            struct dt_str id)
{
    unsigned names;

    if (dt_page_is_heading((enum dt_tag)n->tag))
        return 0;
    names = cached(page, id);
    if (names && (is_slug(id) ||
                  is_anchor(&page->html, (uint32_t)(n - page->html.nodes), id)))
        return 0;
    return names;
}

bool dt_page_is_alike(const struct dt_html *html, uint32_t a, uint32_t b)
{
    const struct dt_html_node *x = &html->nodes[a], *y = &html->nodes[b];
    struct dt_str class = dt_str_trim(dt_html_attribute(x, "class"));

    return x->tag == y->tag && class.len &&
           dt_str_eq(class, dt_str_trim(dt_html_attribute(y, "class")));
}

/* What microdata says: the property that an element is, and its type. */
static unsigned names_of_item(const struct dt_page *page,
                              struct dt_str property, struct dt_str type)
{
    unsigned names = has_word(type, "/Comment") ? DT_PAGE_COMMENT : 0;

    if (has_word(property, "articleBody"))
        return names |
               (page->signs & DT_PAGE_FORUM ? DT_PAGE_POST : DT_PAGE_BODY);
    if (has_word(property, "comment"))
        return names | DT_PAGE_COMMENT;
    if (dt_str_is(property, "text"))
        return names | DT_PAGE_POST;
    return dt_str_is(property, "description") ? names | DT_PAGE_LEDE : names;
}

unsigned dt_page_names_of(struct dt_page *page, const struct dt_html_node *n)
{
    return cached(page, dt_html_attribute(n, "class")) |
           names_of_id(page, n, dt_html_attribute(n, "id")) |
           names_of_item(page, dt_html_attribute(n, "itemprop"),
                         dt_html_attribute(n, "itemtype"));
}
