#include "adapt/linked_data.h"
#include "article/date.h"
#include "article/line.h"
#include "article/names.h"
#include "article/page.h"
#include "article/rules.h"

enum {
    BYLINE_LONGEST = 200,
    VISIBLE_LONGEST = 160, /* characters of a line that may be one of them */
    VISIBLE_NODES = 64,    /* and nodes that make it up */
    METAS_MOST = 512
};

/* Metadata of one page while it is read. */
struct reader {
    const struct dt_page *page;
    struct dt_arena *arena; /* the page's */
    struct dt_draft *draft;
    struct dt_meta *meta;
    struct dt_buf text; /* scratch */
    struct dt_err *err;
    int rc;
};

static void set(struct reader *r, const char **field, struct dt_str value)
{
    const char *line;

    value = dt_str_trim(value);
    if (*field || value.len == 0 || r->rc < 0)
        return;
    line = dt_draft_line(r->draft, value, r->err);
    if (!line)
        r->rc = r->err->code;
    else if (*line)
        *field = line;
}

static void set_text(struct reader *r, const char **field, const char *value)
{
    if (value)
        set(r, field, DT_STR(value));
}

static void set_date(struct reader *r, struct dt_str value)
{
    struct dt_date date;

    if (dt_date_parse(value, DT_DATE_NO_ORDER, &date))
        set(r, &r->meta->published, DT_STR(date.edtf));
}

static void add_name(struct reader *r, struct dt_str line, bool strict)
{
    if (r->rc == DT_OK && line.len <= BYLINE_LONGEST)
        r->rc = dt_names_add(r->draft, line, strict, r->err);
}

/* The text under a node, in scratch. */
static struct dt_str text_of(struct reader *r, uint32_t node)
{
    dt_buf_reset(&r->text);
    dt_page_text(&r->page->html, node, &r->text);
    return dt_str_trim(dt_buf_str(&r->text));
}

/* As text_of(), without the times and dates that are marked as such. */
static struct dt_str untimed_text_of(struct reader *r, uint32_t node)
{
    const struct dt_html_node *nodes = r->page->html.nodes;

    dt_buf_reset(&r->text);
    for (uint32_t i = node; i < nodes[node].end; i++) {
        if (nodes[i].tag == DT_TAG_TIME)
            i = nodes[i].end - 1;
        else if (nodes[i].tag == DT_TAG_TEXT)
            dt_buf_addstr(&r->text, nodes[i].text);
        else
            dt_buf_addc(&r->text, ' ');
    }
    return dt_str_trim(dt_buf_str(&r->text));
}

static bool is_script_data(const struct dt_html_node *n)
{
    return n->tag == DT_TAG_SCRIPT &&
           dt_str_find(dt_html_attribute(n, "type"), DT_STR("ld+json"), 0) !=
               SIZE_MAX;
}

static void read_linked_data(struct reader *r)
{
    const struct dt_html *html = &r->page->html;
    struct dt_linked_data data = {0};

    for (uint32_t i = 0; i < html->count && r->rc == DT_OK; i++) {
        if (!is_script_data(&html->nodes[i]))
            continue;
        dt_buf_reset(&r->text);
        dt_page_text(html, i, &r->text);
        if (!dt_linked_data_read(dt_buf_str(&r->text), r->arena, &data))
            r->rc = DT_FAIL(r->err, DT_EINTERNAL, "out of memory");
    }
    set_text(r, &r->meta->title, data.headline);
    set_text(r, &r->meta->description, data.description);
    set_text(r, &r->meta->publisher, data.publisher);
    set_text(r, &r->meta->language, data.language);
    set_text(r, &r->meta->url, data.url);
    if (data.published)
        set_date(r, DT_STR(data.published));
    for (size_t i = 0; i < data.name_count; i++)
        add_name(r, DT_STR(data.names[i]), false);
    if (r->meta->kind == DT_KIND_UNKNOWN && data.type &&
        strcmp(data.type, "BlogPosting") == 0)
        r->meta->kind = DT_KIND_POST;
}

/* Which field a meta element's name or property stands for. */
enum field { TITLE, DESCRIPTION, AUTHOR, PUBLISHER, DATE, LANGUAGE, URL };

static const struct {
    const char *name; /* lower case */
    enum field field;
} meta_names[] = {
    {"og:title", TITLE},
    {"twitter:title", TITLE},
    {"parsely-title", TITLE},
    {"citation_title", TITLE},
    {"dc.title", TITLE},
    {"dcterms.title", TITLE},
    {"sailthru.title", TITLE},
    {"og:description", DESCRIPTION},
    {"description", DESCRIPTION},
    {"dc.description", DESCRIPTION},
    {"twitter:description", DESCRIPTION},
    {"author", AUTHOR},
    {"article:author", AUTHOR},
    {"article:author_name", AUTHOR},
    {"parsely-author", AUTHOR},
    {"sailthru.author", AUTHOR},
    {"citation_author", AUTHOR},
    {"dc.creator", AUTHOR},
    {"dcterms.creator", AUTHOR},
    {"byl", AUTHOR},
    {"og:site_name", PUBLISHER},
    {"dc.publisher", PUBLISHER},
    {"dcterms.publisher", PUBLISHER},
    {"citation_journal_title", PUBLISHER},
    {"application-name", PUBLISHER},
    {"article:published_time", DATE},
    {"article:published", DATE},
    {"og:published_time", DATE},
    {"datepublished", DATE},
    {"date", DATE},
    {"pubdate", DATE},
    {"publishdate", DATE},
    {"publish-date", DATE},
    {"publication_date", DATE},
    {"parsely-pub-date", DATE},
    {"sailthru.date", DATE},
    {"citation_publication_date", DATE},
    {"citation_date", DATE},
    {"dc.date", DATE},
    {"dc.date.issued", DATE},
    {"dcterms.date", DATE},
    {"dcterms.issued", DATE},
    {"dcterms.created", DATE},
    {"article.published", DATE},
    {"cxenseparse:recs:publishtime", DATE},
    {"dc.language", LANGUAGE},
    {"og:url", URL},
};

static bool same_name(struct dt_str said, const char *lower)
{
    if (said.len != strlen(lower))
        return false;
    for (size_t i = 0; i < said.len; i++) {
        char c = said.ptr[i];

        if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != lower[i])
            return false;
    }
    return true;
}

static void read_meta(struct reader *r, enum field field, struct dt_str value)
{
    struct dt_meta *m = r->meta;

    switch (field) {
    case TITLE:
        set(r, &m->title, value);
        break;
    case DESCRIPTION:
        set(r, &m->description, value);
        break;
    case AUTHOR:
        add_name(r, value, false);
        break;
    case PUBLISHER:
        set(r, &m->publisher, value);
        break;
    case DATE:
        set_date(r, value);
        break;
    case LANGUAGE:
        set(r, &m->language, value);
        break;
    case URL:
        set(r, &m->url, value);
        break;
    }
}

/* The meta elements' names and contents, found once. */
struct meta_element {
    struct dt_str name, content;
};

static size_t find_metas(const struct dt_html *html, struct meta_element *out,
                         size_t most)
{
    size_t count = 0;

    for (uint32_t i = 0; i < html->count && count < most; i++) {
        const struct dt_html_node *n = &html->nodes[i];
        struct dt_str name;

        if (n->tag != DT_TAG_META)
            continue;
        name = dt_html_attribute(n, "property");
        if (!name.ptr)
            name = dt_html_attribute(n, "name");
        if (!name.ptr)
            name = dt_html_attribute(n, "itemprop");
        if (name.len)
            out[count++] =
                (struct meta_element){name, dt_html_attribute(n, "content")};
    }
    return count;
}

static void read_metas(struct reader *r)
{
    struct meta_element metas[METAS_MOST];
    size_t count = find_metas(&r->page->html, metas, METAS_MOST);

    for (size_t k = 0; k < sizeof meta_names / sizeof *meta_names; k++) {
        /* All authors of one name, and none of the next when it had some. */
        bool had_author = r->meta->byline_count > 0;

        for (size_t i = 0; i < count; i++)
            if (!(meta_names[k].field == AUTHOR && had_author) &&
                same_name(metas[i].name, meta_names[k].name))
                read_meta(r, meta_names[k].field, metas[i].content);
    }
}

static bool same_fold(struct reader *r, struct dt_str a, struct dt_str b)
{
    struct dt_buf fold = DT_BUF_INIT(64 * 1024);
    struct dt_err ignored;
    bool same = dt_article_fold(a, &fold, &ignored) == DT_OK && fold.len &&
                dt_str_eq(dt_buf_str(&fold), dt_draft_fold(r->draft, b));

    dt_buf_release(&fold);
    return same;
}

/* Where the part behind the last " | " or such begins; *end before it. */
static bool last_part(struct dt_str title, size_t *end, size_t *start)
{
    static const char *const marks[] = {
        " | ", " - ", " – ", " — ", " :: ", " « ", " » ", " · ", " : "};
    bool found = false;

    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
        for (size_t at = 0;
             (at = dt_str_find(title, DT_STR(marks[m]), at)) != SIZE_MAX; at++)
            if (!found || at > *end) {
                *end = at;
                *start = at + strlen(marks[m]);
                found = true;
            }
    return found;
}

/* A title without "| The Paper" behind it or "The Paper :: " before it. */
static struct dt_str without_site(struct reader *r, struct dt_str title,
                                  bool always)
{
    size_t end = 0, start = 0, colons = dt_str_find(title, DT_STR(" :: "), 0);
    struct dt_str tail;

    if (colons != SIZE_MAX && colons * 2 < title.len)
        return (struct dt_str){title.ptr + colons + 4, title.len - colons - 4};
    if (!last_part(title, &end, &start))
        return title;
    tail = (struct dt_str){title.ptr + start, title.len - start};
    if ((r->meta->publisher &&
         same_fold(r, tail, DT_STR(r->meta->publisher))) ||
        (always && tail.len * 2 < title.len))
        return (struct dt_str){title.ptr, end};
    return title;
}

static void read_title(struct reader *r, uint32_t heading)
{
    const struct dt_html *html = &r->page->html;
    struct dt_str title = {NULL, 0};

    if (r->meta->title) {
        title = without_site(r, DT_STR(r->meta->title), false);
        if (title.len < strlen(r->meta->title)) {
            r->meta->title = NULL;
            set(r, &r->meta->title, title);
        }
        return;
    }
    if (heading)
        set(r, &r->meta->title, text_of(r, heading));
    for (uint32_t i = 0; i < html->count && !r->meta->title; i++)
        if (html->nodes[i].tag == DT_TAG_TITLE)
            set(r, &r->meta->title, without_site(r, text_of(r, i), true));
}

/* The site's name is what the title element has beside the heading. */
static void read_site(struct reader *r)
{
    const struct dt_html *html = &r->page->html;
    size_t end = 0, start = 0;
    struct dt_str title, left, right;
    const char *line;

    for (uint32_t i = 1; i < html->count && !r->meta->publisher; i++) {
        if (html->nodes[i].tag != DT_TAG_TITLE || !r->meta->title)
            continue;
        line = dt_draft_line(r->draft, text_of(r, i), r->err);
        title = DT_STR(line ? line : "");
        if (!last_part(title, &end, &start))
            return;
        left = (struct dt_str){title.ptr, end};
        right = (struct dt_str){title.ptr + start, title.len - start};
        if (same_fold(r, left, DT_STR(r->meta->title)))
            set(r, &r->meta->publisher, right);
        else if (same_fold(r, right, DT_STR(r->meta->title)))
            set(r, &r->meta->publisher, left);
        return;
    }
}

/* The h1 over the article: the last before its root, or the first in it. */
static uint32_t find_heading(const struct dt_page *page, uint32_t root)
{
    uint32_t found = 0;

    for (uint32_t i = 1; i < page->html.nodes[root].end; i++)
        if (page->html.nodes[i].tag == DT_TAG_H1 && page->info[i].text >= 4) {
            if (i > root && found)
                break;
            found = i;
        }
    return found;
}

static void read_head(struct reader *r)
{
    const struct dt_html *html = &r->page->html;
    const struct dt_html_node *top = &html->nodes[0];

    set(r, &r->meta->language, dt_html_attribute(top, "lang"));
    set(r, &r->meta->language, dt_html_attribute(top, "xml:lang"));
    for (uint32_t i = 0; i < html->count && !r->meta->url; i++)
        if (html->nodes[i].tag == DT_TAG_LINK &&
            dt_str_is(dt_html_attribute(&html->nodes[i], "rel"), "canonical"))
            set(r, &r->meta->url, dt_html_attribute(&html->nodes[i], "href"));
}

static bool names_author(const struct dt_html_node *n)
{
    return dt_str_is(dt_html_attribute(n, "rel"), "author") ||
           dt_str_find(dt_html_attribute(n, "itemprop"), DT_STR("author"), 0) !=
               SIZE_MAX ||
           dt_str_find(dt_html_attribute(n, "class"), DT_STR("author"), 0) !=
               SIZE_MAX ||
           dt_str_find(dt_html_attribute(n, "class"), DT_STR("byline"), 0) !=
               SIZE_MAX;
}

static void read_visible_name(struct reader *r, uint32_t i)
{
    struct dt_str text = untimed_text_of(r, i), fold;
    const char *line = dt_draft_line(r->draft, text, r->err);

    if (!line) {
        r->rc = r->err->code;
        return;
    }
    text = DT_STR(line);
    fold = dt_draft_fold(r->draft, text);
    if (dt_rules_starts(DT_RULES_BYLINE_STARTS, fold) ||
        names_author(&r->page->html.nodes[i]))
        add_name(r, text, true);
}

/* Bylines and dates that stand between the heading and the article's end. */
static void read_visible(struct reader *r, uint32_t from, uint32_t end)
{
    const struct dt_html *html = &r->page->html;
    const bool has_name = r->meta->byline_count > 0;

    for (uint32_t i = from; i < end && r->rc == DT_OK; i++) {
        const struct dt_html_node *n = &html->nodes[i];
        uint32_t len = r->page->info[i].text;

        if (n->tag == DT_TAG_TIME && !r->meta->published)
            set_date(r, dt_html_attribute(n, "datetime"));
        if (n->tag == DT_TAG_TEXT || len == 0 || len > VISIBLE_LONGEST ||
            n->end - i > VISIBLE_NODES)
            continue;
        if (!has_name && r->meta->byline_count == 0)
            read_visible_name(r, i);
        if (!r->meta->published && r->rc == DT_OK) {
            const char *line = dt_draft_line(r->draft, text_of(r, i), r->err);

            if (!line)
                r->rc = r->err->code;
            else
                (void)dt_line_date(r->draft, DT_STR(line), r->err);
        }
    }
}

int dt_page_metadata(struct dt_page *page, uint32_t root, const char *url,
                     struct dt_arena *arena, struct dt_draft *draft,
                     struct dt_err *err)
{
    struct reader r = {.page = page,
                       .arena = arena,
                       .draft = draft,
                       .meta = draft->meta,
                       .text = DT_BUF_INIT(4 * (size_t)DT_ARTICLE_MAX),
                       .err = err};
    uint32_t heading = find_heading(page, root);

    read_linked_data(&r);
    read_metas(&r);
    read_head(&r);
    read_title(&r, heading);
    read_site(&r);
    read_visible(&r, heading, page->html.nodes[root].end);
    if (url)
        set(&r, &draft->meta->url, DT_STR(url));
    dt_buf_release(&r.text);
    return r.rc;
}
