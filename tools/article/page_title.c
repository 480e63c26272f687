/* The title of a page, without its site's name (page_reader.h). */
#include "adapt/unicode.h"
#include "article/page_reader.h"
#include "base/utf8.h"

enum {
    TITLE_LONGEST = 1000,
    FOLD_MOST = 64 * 1024,
    HEADING_RUNS = 16, /* of text in a heading, where its parts begin */
    LEAST_SHARE = 3    /* a title is a third of its heading at least */
};

/* Marks between a page's title and its site's, in a title element. */
static const char *const marks[] = {" | ", " - ", " – ", " — ", " :: ", " « ",
                                    " » ", " · ", " : ", " • ", " ~ ",  " // ",
                                    " ‹ ", " › ", "｜",  " – ", "|",    "│",
                                    "┃",   "∣",   "ㅣ",  " ― "};

/* Two folded texts, spaces left out, side by side. */
struct folds {
    struct dt_buf a, b;
};

static struct dt_str squeeze_behind(struct dt_page_reader *r,
                                    struct dt_str text, struct dt_buf *out)
{
    struct dt_str fold = dt_draft_fold(r->draft, text);
    char *to = dt_buf_reserve(out, fold.len);

    for (size_t i = 0; to && i < fold.len; i++) {
        *to = fold.ptr[i];
        to += *to != ' ';
    }
    if (to) {
        *to = '\0';
        out->len = (size_t)(to - out->ptr);
    }
    return dt_buf_str(out);
}

static struct dt_str squeeze(struct dt_page_reader *r, struct dt_str text,
                             struct dt_buf *out)
{
    dt_buf_reset(out);
    return squeeze_behind(r, text, out);
}

static bool same(struct dt_page_reader *r, struct folds *f, struct dt_str x,
                 struct dt_str y)
{
    struct dt_str a = squeeze(r, x, &f->a), b = squeeze(r, y, &f->b);

    return a.len > 0 && dt_str_eq(a, b);
}

/* The text of the page's title element, as a line, or "". */
static struct dt_str title_element(struct dt_page_reader *r)
{
    const struct dt_html *html = &r->page->html;
    const char *line = NULL;

    for (uint32_t i = 1; i < html->count && !line; i++)
        if (html->nodes[i].tag == DT_TAG_TITLE)
            line = dt_draft_line(r->draft, dt_page_text_of(r, i), r->err);
    return DT_STR(line ? line : "");
}

/* One way to part a title: what stands before and behind a mark. */
struct parts {
    struct dt_str before, behind;
};

/* Most bytes of a title begin none: not where a word of ASCII does. */
static bool may_begin_mark(struct dt_str rest)
{
    unsigned char first = (unsigned char)rest.ptr[0];
    unsigned char second = rest.len > 1 ? (unsigned char)rest.ptr[1] : 0;

    return first == '|' || first == 0xE2 || first == 0xE3 || first == 0xEF ||
           (first == ' ' && !((second | 32u) >= 'a' && (second | 32u) <= 'z'));
}

/* The first mark from *at on: where it stands, and its bytes; 0 for none. */
static size_t next_mark(struct dt_str title, size_t *at)
{
    for (; *at < title.len; ++*at) {
        struct dt_str rest = {title.ptr + *at, title.len - *at};

        for (size_t m = 0;
             may_begin_mark(rest) && m < sizeof marks / sizeof *marks; m++)
            if (dt_str_starts(rest, DT_STR(marks[m])))
                return strlen(marks[m]);
    }
    return 0;
}

static bool part_at(struct dt_str title, bool last, struct parts *out)
{
    size_t at = 0, len = next_mark(title, &at), next = at + 1, more;

    if (len == 0)
        return false;
    for (; last && (more = next_mark(title, &next)); next++) {
        at = next;
        len = more;
    }
    out->before = dt_str_trim((struct dt_str){title.ptr, at});
    out->behind = dt_str_trim(
        (struct dt_str){title.ptr + at + len, title.len - at - len});
    return out->before.len > 0 && out->behind.len > 0;
}

/* Whether a part of a title is the site's name, or its host's. */
static bool is_site(struct dt_page_reader *r, struct folds *f,
                    struct dt_str part)
{
    const struct dt_meta *m = r->meta;
    struct dt_str host = r->host;
    struct dt_str a, b;

    for (size_t i = 0; i < m->claim_count; i++)
        if (m->claims[i].field == DT_FIELD_PUBLISHER &&
            same(r, f, part, DT_STR(m->claims[i].value)))
            return true;
    if (host.len == 0)
        return false;
    a = squeeze(r, part, &f->a);
    b = squeeze(r, host, &f->b);
    return a.len >= 3 && dt_str_starts(b, a) &&
           (a.len * 2 > b.len || b.len - a.len <= 4);
}

/* What equals the heading, of a title parted at any of its marks. */
static struct dt_str heading_in(struct dt_page_reader *r, struct folds *f,
                                struct dt_str title, struct dt_str heading)
{
    size_t at = 0, len;

    for (; heading.len && (len = next_mark(title, &at)); at++) {
        struct dt_str before = {title.ptr, at};
        struct dt_str behind = {title.ptr + at + len, title.len - at - len};

        if (same(r, f, before, heading))
            return before;
        if (same(r, f, behind, heading))
            return behind;
    }
    return title;
}

/*
 * "一条新闻_港口网", "一条新闻-港口网": parted at the last of such marks, where no
 * space stands around it; "-" joins words but for those of signs.
 */
static bool part_at_joint(struct dt_str title, struct parts *out)
{
    size_t at = title.len;

    while (at > 1 && title.ptr[at - 1] != '_' && title.ptr[at - 1] != '-')
        at--;
    if (at <= 1 || at == title.len ||
        (title.ptr[at - 1] == '-' && (unsigned char)title.ptr[at - 2] < 0x80))
        return false;
    *out = (struct parts){{title.ptr, at - 1},
                          {title.ptr + at, title.len - at}};
    return true;
}

/*
 * A title without "| The Paper" behind it or "The Paper :: " before it. What
 * is left over when the heading is taken away counts as the site's name too.
 */
static struct dt_str without_site(struct dt_page_reader *r, struct folds *f,
                                  struct dt_str title, struct dt_str heading)
{
    struct parts parts;

    title = heading_in(r, f, title, heading);
    for (int round = 0; round < 3; round++) {
        if (part_at(title, true, &parts) && is_site(r, f, parts.behind))
            title = parts.before;
        else if (part_at(title, false, &parts) && is_site(r, f, parts.before))
            title = parts.behind;
        else if (part_at_joint(title, &parts) && is_site(r, f, parts.behind))
            title = parts.before;
        else
            break;
    }
    return title;
}

/* A title element's, where neither heading nor site are known. */
static struct dt_str without_short_end(struct dt_page_reader *r,
                                       struct folds *f, struct dt_str title)
{
    struct parts parts;

    if (part_at(title, true, &parts) && parts.behind.len * 2 < title.len &&
        !is_site(r, f, parts.before))
        return parts.before;
    return title;
}

/* A title in plain words, without the site's name; "" when it is that. */
static struct dt_str clean(struct dt_page_reader *r, struct folds *f,
                           struct dt_str title, struct dt_str heading)
{
    const char *line;

    if (r->rc < 0 || title.len == 0 || title.len > TITLE_LONGEST)
        return DT_STR("");
    line = dt_page_line(r, title);
    if (!line) {
        r->rc = r->err->code;
        return DT_STR("");
    }
    title = without_site(r, f, DT_STR(line), heading);
    return !is_site(r, f, title) || (heading.len && same(r, f, title, heading))
               ? title
               : DT_STR("");
}

/*
 * "Mole stands | The Echo" in og:site_name: the site's name without the
 * heading that stands beside it.
 */
static void clean_sites(struct dt_page_reader *r, struct folds *f,
                        struct dt_str heading)
{
    struct dt_meta *m = r->meta;
    struct parts parts;

    for (size_t i = 0; i < m->claim_count && r->rc == DT_OK; i++) {
        struct dt_claim *c = &m->claims[i];
        struct dt_str site = DT_STR(c->value);

        if (c->field != DT_FIELD_PUBLISHER)
            continue;
        if (part_at(site, true, &parts) && same(r, f, parts.before, heading))
            site = parts.behind;
        else if (part_at(site, false, &parts) &&
                 same(r, f, parts.behind, heading))
            site = parts.before;
        else
            continue;
        c->value = dt_draft_line(r->draft, site, r->err);
        if (!c->value)
            r->rc = r->err->code;
        else if (c->chosen)
            m->publisher = c->value;
    }
}

/* The content of the first meta element of this name, or "". */
static struct dt_str content_of(const struct dt_page_reader *r,
                                const char *name)
{
    for (size_t i = 0; i < r->meta_count; i++)
        if (dt_str_is(r->metas[i].name, name))
            return r->metas[i].content;
    return DT_STR("");
}

/* "Echo.example": what stands for a name where there is none. */
static bool is_domain(struct dt_str name)
{
    size_t dot = name.len;

    while (dot > 0 && name.ptr[dot - 1] != '.')
        dot--;
    return dot > 1 && name.len - dot > 1 && !memchr(name.ptr, ' ', name.len);
}

static void read_site(struct dt_page_reader *r, struct folds *f,
                      struct dt_str title, struct dt_str heading)
{
    const char *publisher = r->linked.article.publisher;
    struct dt_str named = content_of(r, "og:site_name");
    bool domain = publisher && is_domain(DT_STR(publisher)) &&
                  !is_domain(named);
    struct parts parts;

    if (!domain)
        dt_page_claim_text(r, DT_FIELD_PUBLISHER, publisher,
                           "json-ld publisher");
    dt_page_read_tags(r, DT_FIELD_PUBLISHER);
    if (domain)
        dt_page_claim_text(r, DT_FIELD_PUBLISHER, publisher,
                           "json-ld publisher");
    dt_page_read_microdata(r, DT_FIELD_PUBLISHER);
    dt_page_claim_text(r, DT_FIELD_PUBLISHER, r->linked.page.publisher,
                       "json-ld WebSite");
    clean_sites(r, f, heading);
    /* The title element has it beside the heading. */
    if (heading.len && part_at(title, true, &parts) &&
        same(r, f, parts.before, heading))
        dt_page_claim(r, DT_FIELD_PUBLISHER, parts.behind, "title");
    if (heading.len && part_at(title, false, &parts) &&
        same(r, f, parts.behind, heading))
        dt_page_claim(r, DT_FIELD_PUBLISHER, parts.before, "title");
}

/* Titles of meta elements are claimed first, then taken back and cleaned. */
static void read_tags(struct dt_page_reader *r, struct folds *f,
                      struct dt_str heading)
{
    struct dt_meta *m = r->meta;
    size_t from = m->claim_count, to;

    dt_page_read_tags(r, DT_FIELD_TITLE);
    to = m->claim_count;
    for (size_t i = from; i < to && r->rc == DT_OK; i++) {
        struct dt_claim *c = &m->claims[i];
        struct dt_str title = DT_STR(c->value);
        struct dt_str bare = without_site(r, f, title, heading);

        if (bare.len < title.len)
            c->value = dt_draft_line(r->draft, bare, r->err);
        if (!c->value)
            r->rc = r->err->code;
        else if (c->chosen)
            m->title = c->value;
    }
}

/* How a title and a heading in several elements go together. */
enum likeness {
    OTHER,
    PART, /* of its elements the first or last ones: no kicker, no subtitle */
    WHOLE
};

static enum likeness likeness_of(struct dt_page_reader *r, struct folds *f,
                                 struct dt_str title)
{
    const struct dt_html_node *nodes = r->page->html.nodes;
    struct dt_str a = squeeze(r, title, &f->a), whole;
    size_t edges[HEADING_RUNS], count = 0;

    dt_buf_reset(&f->b);
    for (uint32_t i = r->heading; i < nodes[r->heading].end; i++) {
        if (r->page->info[i].mute) {
            i = nodes[i].end - 1;
        } else if (nodes[i].tag == DT_TAG_TEXT &&
                   dt_str_trim(nodes[i].text).len) {
            if (count == HEADING_RUNS)
                return OTHER;
            edges[count++] = f->b.len;
            (void)squeeze_behind(r, nodes[i].text, &f->b);
        }
    }
    whole = dt_buf_str(&f->b);
    if (count < 2 || a.len == 0 || a.len * LEAST_SHARE < whole.len)
        return OTHER;
    for (size_t k = 0; k < count; k++)
        if (dt_str_eq(a, (struct dt_str){whole.ptr, edges[k]}) ||
            dt_str_eq(
                a, (struct dt_str){whole.ptr + edges[k], whole.len - edges[k]}))
            return a.len == whole.len ? WHOLE : PART;
    return OTHER;
}

/* "The council will vote on…": cut short, as the heading goes on. */
static bool is_cut_short(struct dt_page_reader *r, struct folds *f,
                         struct dt_str title, struct dt_str heading)
{
    struct dt_str a, b;

    if (!dt_str_ends(title, DT_STR("...")) &&
        !dt_str_ends(title, DT_STR("\xE2\x80\xA6")))
        return false;
    a = squeeze(r, title, &f->a);
    b = squeeze(r, heading, &f->b);
    return a.len > 0 && a.len < b.len && dt_str_starts(b, a);
}

/* "MAYOR OPENS HARBOUR": words, and capitals alone. */
static bool is_shouted(struct dt_str title)
{
    bool letters = false;
    size_t at = 0;

    while (at < title.len) {
        uint32_t c = dt_utf8_next(title, &at);

        if (dt_unicode_is_letter(c) && !dt_unicode_is_upper(c))
            return false;
        letters |= dt_unicode_is_upper(c);
    }
    return letters && memchr(title.ptr, ' ', title.len);
}

/* Whether a title says what a heading in capitals says, as it is written. */
static bool is_in_small(struct dt_page_reader *r, struct folds *f,
                        struct dt_str title, struct dt_str heading)
{
    return is_shouted(heading) && !is_shouted(title) &&
           same(r, f, heading, title);
}

/* What another place than the heading calls the page. */
struct form {
    struct dt_str title;
    const char *from;
    enum likeness like;
};

enum { LINKED, SHARED, PAGE, FORMS };

/*
 * The form that writes a heading in parts best, or NULL: of JSON-LD and
 * og:title the one with the whole of it, and of two that differ by a mark the
 * one that the title element repeats. Where both have other words, the title
 * element, when it takes a part away or has a mark that the heading lacks.
 */
static const struct form *form_of_parts(struct dt_page_reader *r,
                                        struct folds *f, struct form *forms,
                                        struct dt_str page,
                                        struct dt_str heading)
{
    const struct form *best = &forms[LINKED];

    for (int i = 0; i < FORMS; i++)
        forms[i].like = likeness_of(r, f, forms[i].title);
    if (forms[SHARED].like > best->like ||
        (forms[SHARED].like == WHOLE &&
         dt_str_find(page, best->title, 0) == SIZE_MAX &&
         dt_str_find(page, forms[SHARED].title, 0) != SIZE_MAX))
        best = &forms[SHARED];
    if (best->like == OTHER)
        best = &forms[PAGE];
    return best->like == PART ||
                   (best->like == WHOLE &&
                    (best != &forms[PAGE] || best->title.len > heading.len))
               ? best
               : NULL;
}

/*
 * What is believed before all else: the form that JSON-LD, og:title or the
 * title element gives to the heading's words where the heading is in parts,
 * with a mark between them or without the subtitle, or in capitals; and the
 * heading where one of the first two agrees with it, or JSON-LD is silent or
 * cut short. og:title alone is made for sharing, and less to be believed than
 * what readers see.
 */
static void claim_best(struct dt_page_reader *r, struct folds *f,
                       struct dt_str page, struct dt_str heading)
{
    const char *headline = r->linked.article.headline;
    struct form forms[FORMS] = {
        {DT_STR(headline ? headline : ""), "json-ld headline", OTHER},
        {content_of(r, "og:title"), "meta og:title", OTHER},
        {page, "title", OTHER}};
    const struct form *best;
    struct dt_str linked;

    if (heading.len == 0)
        return;
    for (int i = 0; i < FORMS; i++)
        forms[i].title = clean(r, f, forms[i].title, heading);
    linked = forms[LINKED].title;
    best = form_of_parts(r, f, forms, page, heading);
    for (int i = 0; i < FORMS && !best; i++)
        if (is_in_small(r, f, forms[i].title, heading))
            best = &forms[i];
    if (best)
        dt_page_claim(r, DT_FIELD_TITLE, best->title, best->from);
    else if (linked.len == 0 || is_cut_short(r, f, linked, heading) ||
             same(r, f, heading, linked) ||
             same(r, f, heading, forms[SHARED].title))
        dt_page_claim(r, DT_FIELD_TITLE, clean(r, f, heading, heading),
                      "heading");
}

/* The heading as a line, without its link to itself and its buttons. */
static struct dt_str read_heading(struct dt_page_reader *r)
{
    const struct dt_html *html = &r->page->html;
    const char *line;

    dt_buf_reset(&r->text);
    for (uint32_t i = r->heading; i < html->nodes[r->heading].end; i++) {
        const struct dt_html_node *n = &html->nodes[i];

        if (n->tag == DT_TAG_TEXT)
            dt_buf_addstr(&r->text, n->text);
        else if (dt_page_is_permalink(r->page, i) || r->page->info[i].mute)
            i = n->end - 1;
        else if (n->tag == DT_TAG_BR || dt_page_is_block((enum dt_tag)n->tag))
            dt_buf_addc(&r->text, ' ');
    }
    line = dt_draft_line(r->draft, dt_str_trim(dt_buf_str(&r->text)), r->err);
    return DT_STR(line ? line : "");
}

void dt_page_read_title(struct dt_page_reader *r)
{
    struct folds f = {DT_BUF_INIT(FOLD_MOST), DT_BUF_INIT(FOLD_MOST)};
    struct dt_str title = title_element(r), heading = {NULL, 0};
    const char *headline = r->linked.article.headline;
    const char *name = r->linked.page.headline;

    if (title.len > TITLE_LONGEST)
        title.len = 0;
    r->heading = r->page->headline;
    if (r->heading)
        heading = read_heading(r);
    read_site(r, &f, title, heading);
    claim_best(r, &f, title, heading);
    dt_page_claim(r, DT_FIELD_TITLE,
                  clean(r, &f, DT_STR(headline ? headline : ""), heading),
                  "json-ld headline");
    read_tags(r, &f, heading);
    dt_page_read_microdata(r, DT_FIELD_TITLE);
    dt_page_claim(r, DT_FIELD_TITLE, clean(r, &f, heading, heading), "heading");
    dt_page_claim(r, DT_FIELD_TITLE,
                  clean(r, &f, DT_STR(name ? name : ""), heading),
                  "json-ld name");
    dt_page_claim(
        r, DT_FIELD_TITLE,
        clean(r, &f, r->meta->title ? title : without_short_end(r, &f, title),
              heading),
        "title");
    if (!r->meta->publisher)
        dt_page_claim(r, DT_FIELD_PUBLISHER, r->host, "host");
    dt_buf_release(&f.a);
    dt_buf_release(&f.b);
}
