#include "article/date_forms.h"
#include "article/page_reader.h"
#include "article/rules.h"

enum { BYLINE_LONGEST = 200 };

/*
 * The text under a node, without the times and dates that are marked so, with
 * marks between what stands in blocks, lines and links of its own.
 */
static struct dt_str untimed_text_of(struct dt_page_reader *r, uint32_t node)
{
    const struct dt_html_node *nodes = r->page->html.nodes;
    uint32_t link_end = 0;

    dt_buf_reset(&r->text);
    for (uint32_t i = node; i < nodes[node].end; i++) {
        enum dt_tag tag = (enum dt_tag)nodes[i].tag;

        if (link_end && i >= link_end) {
            dt_buf_adds(&r->text, " | ");
            link_end = 0;
        }
        if (tag == DT_TAG_A)
            link_end = nodes[i].end;
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
    r->rc = line ? dt_names_claim(r->draft, DT_STR(line), how,
                                  (struct dt_claim_place){from, 0}, r->err)
                 : (int)r->err->code;
}

static void read_linked(struct dt_page_reader *r,
                        const struct dt_linked_work *work,
                        enum dt_names_how how, const char *from)
{
    for (size_t i = 0; i < work->name_count; i++)
        if (how == DT_NAMES_ANYBODY || !work->names[i].organisation)
            claim(r, DT_STR(work->names[i].name), how, from);
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

/*
 * What follows the date that a line begins with, or has behind "Posted on":
 * "21.10.2019 - Ada Example", "Posted on 5 May 2014 by Ada". Empty: no date.
 */
static struct dt_str behind_date(struct dt_page_reader *r, struct dt_str line)
{
    enum dt_date_order order = (enum dt_date_order)r->draft->date_order;
    struct dt_date date;
    size_t at;

    if (!dt_date_find_in(line, 0, order, &date) || date.part != DT_DATE_FULL ||
        (date.start > 0 &&
         !dt_draft_starts(r->draft, DT_RULES_DATE_STARTS, line)))
        return (struct dt_str){NULL, 0};
    at = date.end;
    while (at < line.len &&
           (strchr(" ,.:-|@/", line.ptr[at]) || dt_date_is_digit(line.ptr[at])))
        at++;
    return (struct dt_str){line.ptr + at, line.len - at};
}

/* Whether a colon stands right behind a label of one word. */
static bool has_colon(struct dt_str line, size_t label)
{
    const char *colon = memchr(line.ptr, ':', line.len);

    return colon && (size_t)(colon - line.ptr) <= label + 1;
}

static void read_line(struct dt_page_reader *r, struct dt_str line)
{
    size_t label = dt_draft_starts(r->draft, DT_RULES_BYLINE_STARTS, line);
    struct dt_str rest;

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
    rest = behind_date(r, line);
    if (rest.len == 0)
        return;
    label = dt_draft_starts(r->draft, DT_RULES_BYLINE_STARTS, rest);
    claim(r, rest, label ? DT_NAMES_MARKED : DT_NAMES_STRICT,
          "date and byline");
}

/* "By Ada Example" in a line of its own. */
static void read_lines(struct dt_page_reader *r)
{
    size_t before = r->meta->claim_count;

    for (size_t i = 0; i < r->spot_count && r->rc == DT_OK; i++) {
        const char *text;

        if (!(r->spots[i].marks & DT_SPOT_LINE))
            continue;
        text = dt_draft_line(r->draft, untimed_text_of(r, r->spots[i].node),
                             r->err);
        if (!text) {
            r->rc = r->err->code;
            return;
        }
        read_line(r, DT_STR(text));
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
    read_linked(r, &r->linked.article, DT_NAMES_MARKED, "json-ld author");
    dt_page_read_tags(r, DT_FIELD_BYLINE);
    read_card(r);
    read_spots(r, DT_SPOT_SIGNED, DT_NAMES_MARKED, "rel author");
    read_spots(r, DT_SPOT_AUTHOR, DT_NAMES_STRICT, "class author");
    read_lines(r);
    read_linked(r, &r->linked.page, DT_NAMES_MARKED, "json-ld page author");
    if (r->meta->byline_count == 0)
        read_linked(r, &r->linked.article, DT_NAMES_ANYBODY,
                    "json-ld author, an organisation");
}
