/* The quotation marks that browsers print (page.h). */
#include "article/page.h"

enum {
    DEEP = 4,         /* quotations in one another that get marks */
    MARK_LONGEST = 3, /* bytes of a mark */
    LANGUAGE_LONGEST = 8
};

/* What a language puts round a quotation, and round one inside that. */
struct marks {
    const char *languages; /* subtags, with a space before and behind each */
    const char *pair[2][2];
};

/* Unicode CLDR, delimiters; the first is for languages not named here. */
static const struct marks by_language[] = {
    {" en ", {{"“", "”"}, {"‘", "’"}}},
    {" de cs sk sl bg is lt et mk ", {{"„", "“"}, {"‚", "‘"}}},
    {" hr ", {{"„", "”"}, {"‚", "’"}}},
    {" pl ro ", {{"„", "”"}, {"«", "»"}}},
    {" hu ", {{"„", "”"}, {"»", "«"}}},
    {" sr ", {{"„", "”"}, {"’", "’"}}},
    {" fr hy ", {{"«", "»"}, {"«", "»"}}},
    {" es it ca el pt-pt ", {{"«", "»"}, {"“", "”"}}},
    {" ru uk be ", {{"«", "»"}, {"„", "“"}}},
    {" no nb nn ", {{"«", "»"}, {"‘", "’"}}},
    {" fa ", {{"«", "»"}, {"‹", "›"}}},
    {" sv fi he ", {{"”", "”"}, {"’", "’"}}},
    {" ar ", {{"”", "“"}, {"’", "‘"}}},
    {" ja zh-hant zh-tw zh-hk ", {{"「", "」"}, {"『", "』"}}},
};

/* A page while its quotations get their marks. */
struct marking {
    const struct dt_html_node *from; /* as it was */
    struct dt_html_node *nodes;
    struct dt_arena *arena;
    const struct marks *marks;
    uint32_t open[DEEP]; /* elements */
    size_t depth;
    size_t begun;  /* of those open, that have their first mark */
    uint32_t last; /* text that was passed, or 0 */
};

static const struct marks *find_subtags(struct dt_str language, size_t len)
{
    char word[LANGUAGE_LONGEST + 3] = " ";

    if (len == 0 || len > LANGUAGE_LONGEST)
        return NULL;
    for (size_t i = 0; i < len; i++) {
        char c = language.ptr[i];

        word[i + 1] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    word[len + 1] = ' ';
    for (size_t i = 0; i < sizeof by_language / sizeof *by_language; i++)
        if (strstr(by_language[i].languages, word))
            return &by_language[i];
    return NULL;
}

static const struct marks *marks_of(const struct dt_html *html)
{
    struct dt_str language = dt_html_attribute(&html->nodes[0], "lang");
    const struct marks *found;

    if (!language.ptr)
        language = dt_html_attribute(&html->nodes[0], "xml:lang");
    language = dt_str_trim(language);
    found = find_subtags(language, language.len);
    if (!found)
        found = find_subtags(language, dt_str_until(language, "-", 0));
    return found ? found : &by_language[0];
}

/* Bytes of the quotation mark that stands at the front of a text, or 0. */
static size_t mark_in_front(struct dt_str text)
{
    static const char *const marks[] = {"\"", "'",  "“",  "”",  "„", "‟",
                                        "‘",  "’",  "‚",  "«",  "»", "‹",
                                        "›",  "「", "」", "『", "』"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (dt_str_starts(text, DT_STR(marks[i])))
            return strlen(marks[i]);
    return 0;
}

static bool has_mark_behind(struct dt_str text)
{
    for (size_t len = 1; len <= MARK_LONGEST && len <= text.len; len++)
        if (mark_in_front((struct dt_str){text.ptr + text.len - len, len}) ==
            len)
            return true;
    return false;
}

static struct dt_str text_at(const struct dt_html_node *nodes, uint32_t i)
{
    return nodes[i].tag == DT_TAG_TEXT ? dt_str_trim(nodes[i].text)
                                       : (struct dt_str){NULL, 0};
}

/* Whether the author typed marks, in the element or round it. */
static bool is_marked(const struct dt_html *html, uint32_t q)
{
    const struct dt_html_node *nodes = html->nodes;
    uint32_t end = nodes[q].end;
    struct dt_str behind = {NULL, 0};

    if (mark_in_front(text_at(nodes, q + 1)) &&
        has_mark_behind(text_at(nodes, end - 1)))
        return true;
    if (end < html->count)
        behind = text_at(nodes, end);
    while (behind.len && strchr(",.!?", *behind.ptr)) {
        behind.ptr++;
        behind.len--;
    }
    return mark_in_front(behind) && nodes[q - 1].tag == DT_TAG_TEXT &&
           has_mark_behind(nodes[q - 1].text);
}

/* Which pair the quotation at this depth has: the last again and again. */
static const char *const *pair_at(const struct marking *m, size_t depth)
{
    return m->marks->pair[depth > 0];
}

static bool put(struct marking *m, uint32_t i, size_t at, const char *marks)
{
    struct dt_str text = m->nodes[i].text;
    size_t len = strlen(marks);
    char *to = dt_arena_alloc(m->arena, text.len + len);

    if (!to)
        return false;
    memcpy(to, text.ptr, at);
    memcpy(to + at, marks, len);
    memcpy(to + at + len, text.ptr + at, text.len - at);
    m->nodes[i].text = (struct dt_str){to, text.len + len};
    return true;
}

/* The first text in what is open gets its marks. */
static bool begin(struct marking *m, uint32_t i)
{
    struct dt_str text = m->from[i].text, words = dt_str_trim(text);
    char marks[DEEP * MARK_LONGEST + 1] = "";
    size_t len = 0;

    if (words.len == 0)
        return true;
    m->last = i;
    for (; m->begun < m->depth; m->begun++) {
        const char *mark = pair_at(m, m->begun)[0];

        memcpy(marks + len, mark, strlen(mark) + 1);
        len += strlen(mark);
    }
    return len == 0 || put(m, i, (size_t)(words.ptr - text.ptr), marks);
}

/* What ends before node i gets its marks behind its last text. */
static bool end_before(struct marking *m, uint32_t i)
{
    while (m->depth && m->from[m->open[m->depth - 1]].end <= i) {
        struct dt_str text = m->nodes[m->last].text;
        struct dt_str words = dt_str_trim(text);

        m->depth--;
        if (m->begun <= m->depth)
            continue; /* without a word */
        m->begun = m->depth;
        if (!put(m, m->last, (size_t)(words.ptr + words.len - text.ptr),
                 pair_at(m, m->depth)[1]))
            return false;
    }
    return true;
}

static bool has_quotations(const struct dt_html *html)
{
    for (uint32_t i = 1; i < html->count; i++)
        if (html->nodes[i].tag == DT_TAG_Q)
            return true;
    return false;
}

int dt_page_mark_quotations(struct dt_html *html, struct dt_arena *arena,
                            struct dt_err *err)
{
    struct marking m = {.from = html->nodes, .arena = arena};
    bool fits = true;

    if (!has_quotations(html))
        return DT_OK;
    m.marks = marks_of(html);
    m.nodes = dt_arena_array(arena, html->count, sizeof *m.nodes);
    fits = m.nodes != NULL;
    if (fits)
        memcpy(m.nodes, html->nodes, html->count * sizeof *m.nodes);
    for (uint32_t i = 1; i < html->count && fits; i++) {
        fits = end_before(&m, i);
        if (fits && m.from[i].tag == DT_TAG_TEXT)
            fits = begin(&m, i);
        else if (m.from[i].tag == DT_TAG_Q && m.depth < DEEP &&
                 m.from[i].end > i + 1 && !is_marked(html, i))
            m.open[m.depth++] = i;
    }
    if (!fits || !end_before(&m, html->count))
        return DT_FAIL(err, DT_EFORMAT,
                       "a page needs more than %zu bytes of memory",
                       arena->max);
    html->nodes = m.nodes;
    return DT_OK;
}
