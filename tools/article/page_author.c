/* Who wrote a page (page_reader.h). */
#include "article/date_forms.h"
#include "article/page_reader.h"
#include "article/rules.h"

enum {
    BYLINE_LONGEST = 200,
    NEAR = 150 /* nodes from the heading, within which a date has a byline */
};

/* Whether the first text under a node has two words. */
static bool has_two_words(const struct dt_html_node *nodes, uint32_t node)
{
    for (uint32_t i = node; i < nodes[node].end; i++) {
        struct dt_str text = dt_str_trim(nodes[i].text);

        if (nodes[i].tag == DT_TAG_TEXT && text.len)
            return memchr(text.ptr, ' ', text.len) != NULL;
    }
    return false;
}

/* Whether two elements side by side, alike, may hold a name each. */
static bool are_apart(const struct dt_html_node *nodes, uint32_t before,
                      uint32_t node)
{
    uint32_t end = nodes[before].end;

    return nodes[before].tag == nodes[node].tag &&
           nodes[before].parent == nodes[node].parent &&
           (end == node ||
            (end + 1 == node && dt_str_trim(nodes[end].text).len == 0)) &&
           has_two_words(nodes, before) && has_two_words(nodes, node);
}

/*
 * The text under a node, without the times and dates that are marked so, with
 * marks between what stands in blocks, lines and links of its own, and between
 * elements that are alike.
 */
static struct dt_str untimed_text_of(struct dt_page_reader *r, uint32_t node)
{
    const struct dt_html_node *nodes = r->page->html.nodes;
    uint32_t link_end = 0, last = 0;

    dt_buf_reset(&r->text);
    for (uint32_t i = node; i < nodes[node].end; i++) {
        enum dt_tag tag = (enum dt_tag)nodes[i].tag;

        if ((link_end && i >= link_end) ||
            (last && tag != DT_TAG_TEXT && are_apart(nodes, last, i))) {
            dt_buf_adds(&r->text, " | ");
            link_end = 0;
        }
        if (tag == DT_TAG_A)
            link_end = nodes[i].end;
        if (i > node && tag != DT_TAG_TEXT && (!last || i >= nodes[last].end))
            last = i;
        if (tag == DT_TAG_TIME)
            i = nodes[i].end - 1;
        else if (tag == DT_TAG_TEXT)
            dt_buf_addstr(&r->text, nodes[i].text);
        if (i > node &&
            (dt_page_is_block(tag) || tag == DT_TAG_BR || tag == DT_TAG_TIME))
            dt_buf_adds(&r->text, " | ");
        else if (tag != DT_TAG_TEXT)
            dt_buf_addc(&r->text, ' ');
    }
    return dt_str_trim(dt_buf_str(&r->text));
}

static void claim(struct dt_page_reader *r, struct dt_str text,
                  enum dt_names_how how, const char *from)
{
    const char *line;

    if (r->rc < 0 || text.len == 0 || text.len > BYLINE_LONGEST)
        return;
    line = dt_page_line(r, text);
    if (line)
        line = dt_names_plain(r->draft, DT_STR(line), r->err);
    if (r->anybody)
        how = DT_NAMES_ANYBODY;
    r->rc = line ? dt_names_claim(r->draft, DT_STR(line), how,
                                  (struct dt_claim_place){from, 0}, r->err)
                 : (int)r->err->code;
}

static void read_linked(struct dt_page_reader *r,
                        const struct dt_linked_work *work, const char *from)
{
    for (size_t i = 0; i < work->name_count; i++) {
        const struct dt_linked_name *name = &work->names[i];

        if (r->anybody || name->type != DT_LINKED_ORGANISATION)
            claim(r, DT_STR(name->name),
                  name->type == DT_LINKED_PERSON ? DT_NAMES_PERSON
                                                 : DT_NAMES_MARKED,
                  from);
    }
}

/* What the links in a marked element are called; else its whole text. */
static void read_marked(struct dt_page_reader *r, const struct dt_spot *spot,
                        enum dt_names_how how, const char *from)
{
    const struct dt_html_node *n = &r->page->html.nodes[spot->node];

    if (n->tag == DT_TAG_META)
        claim(r, dt_html_attribute(n, "content"), how, from);
    else
        claim(r, untimed_text_of(r, spot->node), how, from);
}

static void read_spots(struct dt_page_reader *r, uint32_t mark,
                       enum dt_names_how how, const char *from)
{
    uint32_t last = 0; /* end of the first place that had names */

    for (size_t i = 0; i < r->spot_count; i++) {
        size_t before = r->meta->claim_count;

        if (!(r->spots[i].marks & mark) ||
            (last && r->spots[i].distance > last + 15))
            continue;
        read_marked(r, &r->spots[i], how, from);
        if (r->meta->claim_count > before && !last)
            last = r->spots[i].distance;
    }
}

/* Without times and the words that stand around a date: "13:10 Uhr | ". */
static struct dt_str without_time(struct dt_draft *draft, struct dt_str line)
{
    for (;;) {
        const char *space;
        struct dt_str word;

        while (line.len && (strchr(" ,.:-|@/", line.ptr[0]) ||
                            dt_date_is_digit(line.ptr[0])))
            line = (struct dt_str){line.ptr + 1, line.len - 1};
        space = memchr(line.ptr, ' ', line.len);
        word = (struct dt_str){line.ptr,
                               space ? (size_t)(space - line.ptr) : line.len};
        if (word.len == 0 ||
            !dt_rules_has(DT_RULES_DATE_WORDS, dt_draft_fold(draft, word)))
            return line;
        line = (struct dt_str){line.ptr + word.len, line.len - word.len};
    }
}

/*
 * What follows the date that a line begins with, or has behind "Posted on":
 * "21.10.2019 - Ada Example", "Posted on 5 May 2014 by Ada"; or what stands
 * before it: "Ada Example | 05.04.2025". Empty: no date.
 */
static struct dt_str beside_date(struct dt_page_reader *r, struct dt_str line)
{
    enum dt_date_order order = (enum dt_date_order)r->draft->date_order;
    struct dt_str before;
    struct dt_date date;

    if (!dt_date_find_in(line, 0, order, &date) || date.part != DT_DATE_FULL)
        return (struct dt_str){NULL, 0};
    before = dt_str_trim((struct dt_str){line.ptr, date.start});
    if (date.start > 0 &&
        !dt_draft_starts(r->draft, DT_RULES_DATE_STARTS, line))
        return dt_str_ends(before, DT_STR("|")) ? before
                                                : (struct dt_str){NULL, 0};
    return without_time(
        r->draft, (struct dt_str){line.ptr + date.end, line.len - date.end});
}

/* Whether a colon, or "/", stands right behind a label of one word. */
static bool has_colon(struct dt_str line, size_t label)
{
    for (size_t i = 0; i < line.len && i <= label + 1; i++)
        if (line.ptr[i] == ':' || line.ptr[i] == '/')
            return true;
    return false;
}

/* Whether a line begins with one of the page's tags. */
static bool begins_with_tag(struct dt_page_reader *r, struct dt_str line)
{
    const struct dt_meta *m = r->meta;

    for (size_t i = 0; i < m->claim_count; i++) {
        struct dt_str tag = DT_STR(m->claims[i].value);

        if (m->claims[i].field == DT_FIELD_TAG && dt_str_starts(line, tag) &&
            (tag.len == line.len || strchr(" ,|/;", line.ptr[tag.len])))
            return true;
    }
    return false;
}

/* A line of a spot's, or a part of one. */
static void read_line(struct dt_page_reader *r, struct dt_str line,
                      const struct dt_spot *spot)
{
    size_t label = dt_draft_starts(r->draft, DT_RULES_BYLINE_STARTS, line);
    struct dt_str rest;

    if (!label && dt_names_signs_label(r->draft, line)) {
        claim(r, line, DT_NAMES_STRICT, "byline");
        return;
    }
    if (label) {
        struct dt_str fold = dt_draft_fold(r->draft, line);

        /*
         * "Posted by" and "Author:" are said of nobody but an author; "by" of
         * much else.
         */
        claim(r, line,
              memchr(fold.ptr, ' ', label) || has_colon(line, label)
                  ? DT_NAMES_MARKED
                  : DT_NAMES_STRICT,
              "byline");
        return;
    }
    if (!(spot->marks & DT_SPOT_DIGITS))
        return;
    rest = beside_date(r, line);
    if (rest.len == 0)
        return;
    label = dt_draft_starts(r->draft, DT_RULES_BYLINE_STARTS, rest);
    if (!label && (spot->distance > NEAR || begins_with_tag(r, rest)))
        return; /* one of a list of dates, or tags behind one */
    claim(r, rest, label ? DT_NAMES_MARKED : DT_NAMES_STRICT,
          "date and byline");
}

/* What stands between marks in a line: "News | By Ada Example". */
static void read_parts(struct dt_page_reader *r, struct dt_str line,
                       const struct dt_spot *spot)
{
    size_t before = r->meta->claim_count, at;

    while (r->meta->claim_count == before &&
           (at = dt_str_find(line, DT_STR(" | "), 0)) != SIZE_MAX) {
        line =
            dt_str_trim((struct dt_str){line.ptr + at + 3, line.len - at - 3});
        if (dt_draft_starts(r->draft, DT_RULES_BYLINE_STARTS, line) ||
            dt_names_signs_label(r->draft, line))
            read_line(r, line, spot);
    }
}

/* Whether a line without a date, or a part of it, may be a byline. */
static bool may_have_byline(struct dt_str raw)
{
    return raw.len && (memchr(raw.ptr, '|', raw.len) ||
                       dt_draft_may_start(DT_RULES_BYLINE_STARTS, raw));
}

/* "By Ada Example" in a line of its own. */
static void read_lines(struct dt_page_reader *r)
{
    size_t before = r->meta->claim_count;

    for (size_t i = 0; i < r->spot_count && r->rc == DT_OK; i++) {
        const struct dt_spot *spot = &r->spots[i];
        const char *text;
        struct dt_str raw;

        if (!(spot->marks & DT_SPOT_LINE))
            continue;
        raw = untimed_text_of(r, spot->node);
        if (!(spot->marks & DT_SPOT_DIGITS) && !may_have_byline(raw))
            continue;
        text = dt_names_plain(r->draft, raw, r->err);
        if (!text) {
            r->rc = r->err->code;
            return;
        }
        read_line(r, DT_STR(text), spot);
        if (spot->node < r->page->html.nodes[r->root].end)
            read_parts(r, DT_STR(text), spot);
        if (r->meta->claim_count > before)
            return;
    }
}

/* "Written by" beside the name: what WordPress puts on cards. */
static void read_card(struct dt_page_reader *r)
{
    bool labelled = false;

    for (size_t i = 0; i < r->meta_count; i++) {
        const struct dt_meta_element *m = &r->metas[i];

        if (dt_str_is(m->name, "twitter:label1"))
            labelled = dt_draft_starts(r->draft, DT_RULES_BYLINE_STARTS,
                                       m->content);
        else if (labelled && dt_str_is(m->name, "twitter:data1"))
            claim(r, m->content, DT_NAMES_MARKED, "meta twitter:data1");
    }
}

void dt_page_read_authors(struct dt_page_reader *r)
{
    read_linked(r, &r->linked.article, "json-ld author");
    dt_page_read_tags(r, DT_FIELD_BYLINE);
    read_card(r);
    read_spots(r, DT_SPOT_SIGNED, DT_NAMES_MARKED, "rel author");
    read_spots(r, DT_SPOT_AUTHOR, DT_NAMES_STRICT, "class author");
    read_lines(r);
    read_linked(r, &r->linked.page, "json-ld page author");
    dt_page_weigh_authors(r);
    if (r->meta->byline_count)
        return;
    /* The newsroom, an organisation or the site itself is declared to be it. */
    r->anybody = true;
    dt_page_read_tags(r, DT_FIELD_BYLINE);
    read_linked(r, &r->linked.article, "json-ld author, an organisation");
    read_card(r);
    read_spots(r, DT_SPOT_SIGNED, DT_NAMES_ANYBODY, "rel author");
    r->anybody = false;
    if (r->meta->byline_count == 0)
        read_spots(r, DT_SPOT_AUTHOR, DT_NAMES_ANYBODY, "class author");
    r->draft->impersonal = r->meta->byline_count > 0;
}
