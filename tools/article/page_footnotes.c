/* The marks of footnotes (page.h). */
#include "article/page.h"
#include "base/ascii.h"

enum {
    MARK_LONGEST = 8, /* bytes between a mark's tags: "[12]", "1, 2", "††" */
    MARK_NODES = 6,   /* that stand in one, the links among them */
    NEAR = 64,        /* nodes before one that are looked at */
    WORD_LEAST = 3    /* letters before a bare figure: "m", "km" are units */
};

static bool is_letter(unsigned char c)
{
    return (c | 32u) - 'a' < 26 || c >= 0x80;
}

/* What stands in an element that holds one text, links apart. */
static struct dt_str only_text(const struct dt_html_node *nodes, uint32_t i)
{
    struct dt_str text = {NULL, 0};

    if (nodes[i].end - i > MARK_NODES)
        return text;
    for (uint32_t k = i + 1; k < nodes[i].end; k++) {
        struct dt_str here = dt_str_trim(nodes[k].text);

        if (nodes[k].tag != DT_TAG_TEXT || here.len == 0)
            continue;
        if (text.len || here.len > MARK_LONGEST)
            return (struct dt_str){NULL, 0};
        text = here;
    }
    if (text.len > 2 && (text.ptr[0] == '[' || text.ptr[0] == '('))
        text = (struct dt_str){text.ptr + 1, text.len - 2};
    return text;
}

/* A figure below 1000; 0 for all else. */
static unsigned figure_of(struct dt_str text)
{
    unsigned value = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (!dt_ascii_is_digit(text.ptr[i]) || text.len > 3)
            return 0;
        value = value * 10 + (unsigned)(text.ptr[i] - '0');
    }
    return value;
}

static bool is_sign(struct dt_str text)
{
    static const char *const signs[] = {"*", "**", "***", "†", "††", "‡", "§"};

    if (figure_of(text) ||
        (text.len == 1 && is_letter((unsigned char)*text.ptr)))
        return true;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (dt_str_is(text, signs[i]))
            return true;
    return false;
}

/* Whether a class or an id is one that footnotes and their marks have. */
static bool says_note(struct dt_str value)
{
    static const char *const starts[] = {
        "fnref", "fn-", "fn:", "noteref", "cite", "reference"};

    if (dt_str_find(value, DT_STR("footnote"), 0) != SIZE_MAX ||
        dt_str_find(value, DT_STR("endnote"), 0) != SIZE_MAX ||
        (dt_str_starts(value, DT_STR("fn")) &&
         (value.len == 2 || dt_ascii_is_digit(value.ptr[2]))))
        return true;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (dt_str_starts(value, DT_STR(starts[i])))
            return true;
    return false;
}

static bool is_named_note(const struct dt_html_node *n)
{
    return says_note(dt_html_attribute(n, "class")) ||
           says_note(dt_html_attribute(n, "id"));
}

static bool links_to_fragment(const struct dt_html_node *n)
{
    struct dt_str href = dt_html_attribute(n, "href");

    return n->tag == DT_TAG_A && href.len > 1 && href.ptr[0] == '#';
}

static bool has_link(const struct dt_html_node *nodes, uint32_t i)
{
    if (links_to_fragment(&nodes[nodes[i].parent]))
        return true;
    for (uint32_t k = i + 1; k < nodes[i].end; k++)
        if (links_to_fragment(&nodes[k]))
            return true;
    return false;
}

/* Whether a text ends in a word, no unit or variable, or behind a stop. */
static bool takes_mark(struct dt_str before)
{
    size_t letters = 0;

    if (before.len && strchr(".,;:!?\")", before.ptr[before.len - 1]))
        return true;
    if (dt_str_ends(before, DT_STR("”")) || dt_str_ends(before, DT_STR("’")) ||
        dt_str_ends(before, DT_STR("“")) || dt_str_ends(before, DT_STR("»")))
        return true;
    while (letters < before.len && letters <= WORD_LEAST &&
           is_letter((unsigned char)before.ptr[before.len - 1 - letters]))
        letters++;
    return letters >= WORD_LEAST;
}

/* The text before an element in its block, or none. */
static struct dt_str text_before(const struct dt_page *page, uint32_t i)
{
    const uint32_t last = i > NEAR ? i - NEAR : 0;

    for (uint32_t k = i; k-- > last && page->block[k] == page->block[i];)
        if (page->info[k].text && page->html.nodes[k].tag == DT_TAG_TEXT &&
            dt_str_trim(page->html.nodes[k].text).len)
            return page->html.nodes[k].text;
    return (struct dt_str){NULL, 0};
}

uint64_t dt_page_find_notes(const struct dt_page *page)
{
    const struct dt_html_node *nodes = page->html.nodes;
    uint64_t notes = 0;

    for (uint32_t i = 1; i < page->html.count; i++) {
        uint32_t list = nodes[i].parent;
        unsigned figure = 0;

        if (nodes[i].tag == DT_TAG_SUP && !text_before(page, i).len)
            figure = figure_of(only_text(nodes, i));
        if (nodes[i].tag != DT_TAG_OL ||
            !(is_named_note(&nodes[i]) || is_named_note(&nodes[list]))) {
            notes |= figure < 64 ? UINT64_C(1) << figure : 0;
            continue;
        }
        for (uint32_t k = i + 1; k < nodes[i].end; k = nodes[k].end)
            if (nodes[k].tag == DT_TAG_LI && ++figure < 64)
                notes |= UINT64_C(1) << figure;
    }
    return notes & ~UINT64_C(1);
}

bool dt_page_is_note_mark(const struct dt_page *page, uint32_t i)
{
    const struct dt_html_node *nodes = page->html.nodes;
    struct dt_str mark, before;
    unsigned figure;

    if (nodes[i].tag != DT_TAG_SUP &&
        !(links_to_fragment(&nodes[i]) && is_named_note(&nodes[i])))
        return false;
    mark = only_text(nodes, i);
    if (mark.len == 0 || !is_sign(mark))
        return false;
    before = text_before(page, i);
    if (before.len == 0)
        return false; /* the note itself begins so */
    if (is_named_note(&nodes[i]) || has_link(nodes, i))
        return true;
    figure = figure_of(mark);
    return figure && figure < 64 && (page->notes >> figure & 1) &&
           takes_mark(before);
}
