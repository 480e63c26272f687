/* The article's text as blocks (page.h). */
#include "article/line.h"
#include "article/page.h"
#include "article/rules.h"

enum {
    LINK_LINE = 200,  /* characters of a line that is nothing but links */
    SCRAP = 25,       /* of a line outside paragraphs that is no sentence */
    LEDE_LEAST = 40,  /* of a standfirst */
    LEDE_LONG = 70,   /* of one that does not end as a sentence does */
    LEDES_MOST = 6,   /* blocks of one */
    OPENER = 40,      /* of a line over the first paragraph: date, place, job */
    OPENERS = 5,      /* such lines that are a list, and belong to the text */
    BARE_OPENERS = 4, /* the same where no element marks them out */
    MARK_UP = 4,      /* elements between words and what marks them */
    ENTRY = 30,       /* characters under the heading of an entry */
    HEADING_UP = 3,   /* elements between a heading and its entry */
    SPEAKER = 100,    /* characters of a line that names who speaks */
    SPEAKER_UP = 3,   /* elements between it and what is named so */
    LINE_OVER_TEXT = 120, /* of a line over it that a line break ends */
    PARAGRAPH = 60,       /* of a line that is no scrap for certain */
    LABEL_LONGEST = 60    /* of a line that announces a list of links */
};

/* Where in the page the block that is being gathered stands. */
enum zone {
    OUTSIDE, /* over the headline */
    LEDE,    /* between headline and article */
    ARTICLE
};

struct gather {
    const struct dt_page *page;
    struct dt_draft *draft;
    bool everything;
    enum zone zone;
    uint32_t block;  /* whose text it is */
    uint32_t last;   /* text of it that was read last */
    uint32_t item;   /* list item that got its "- " already */
    uint32_t linked; /* heading that has a link to itself */
    uint32_t row, row_end, pre_end;
    uint32_t text, links, marked; /* characters; those bold or italic */
    unsigned breaks;              /* line breaks since the last word */
    bool bare; /* words stand in the block and in no element of it */
    unsigned ledes;
    bool begun;              /* a paragraph of the article was added */
    size_t openers[OPENERS]; /* short lines in the draft over the first one */
    unsigned opener_count;   /* of them; no more when there are OPENERS */
    unsigned bare_openers;   /* of these, in no element of their block */
    size_t announced;        /* draft's count behind a heading or label, or 0 */
    unsigned dropped;        /* lines of links left out since */
    uint32_t paragraph;      /* the block of the latest that was prose */
    uint32_t references;     /* what a manual's references stand in, or 0 */
    struct dt_buf raw;
};

static enum dt_tag tag_of(const struct gather *g, uint32_t i)
{
    return (enum dt_tag)g->page->html.nodes[i].tag;
}

static bool is_article(const struct dt_page *page)
{
    return page->signs & DT_PAGE_SAYS_ARTICLE;
}

/*
 * The tag of the block; or of the heading that it stands in, or of the list
 * item of which it is all.
 */
static enum dt_tag block_tag(const struct gather *g)
{
    uint32_t parent = g->page->html.nodes[g->block].parent;
    enum dt_tag over = tag_of(g, parent);

    return dt_page_is_heading(over) ||
                   (over == DT_TAG_LI && tag_of(g, g->block) == DT_TAG_DIV &&
                    g->page->info[parent].text == g->text)
               ? over
               : tag_of(g, g->block);
}

/* A list is dropped whole when it is a list of links. */
static bool in_link_list(const struct gather *g, uint32_t i)
{
    for (; i > g->page->root; i = g->page->html.nodes[i].parent) {
        const struct dt_page_node *info = &g->page->info[i];
        enum dt_tag tag = tag_of(g, i);

        if ((tag == DT_TAG_UL || tag == DT_TAG_OL) &&
            (uint64_t)info->links * 10 > (uint64_t)info->text * 7)
            return true;
    }
    return false;
}

static enum dt_block_kind kind_of(struct gather *g)
{
    const struct dt_html_node *nodes = g->page->html.nodes;
    bool quote = false, heading = false;

    if (g->page->info[g->block].names & DT_PAGE_PULL)
        return DT_BLOCK_PULL_QUOTE;
    for (uint32_t i = g->block;; i = nodes[i].parent) {
        enum dt_tag tag = tag_of(g, i);

        if (dt_page_is_attribution(&g->page->html, i))
            return DT_BLOCK_NOTE;
        heading |= dt_page_is_heading(tag);
        if (tag == DT_TAG_LI) {
            if (g->item == i)
                break;
            g->item = i;
            return heading ? DT_BLOCK_HEADING : DT_BLOCK_ITEM;
        }
        quote |= tag == DT_TAG_BLOCKQUOTE;
        if (i <= g->page->frame || dt_page_is_post(g->page, i))
            break;
    }
    if (heading)
        return DT_BLOCK_HEADING;
    return quote ? DT_BLOCK_QUOTE : DT_BLOCK_PARAGRAPH;
}

/* Whether the block, or what it stands in, is named a standfirst. */
static bool is_named_lede(const struct gather *g)
{
    for (uint32_t i = g->block; i > g->page->frame;
         i = g->page->html.nodes[i].parent)
        if (g->page->info[i].names & DT_PAGE_LEDE)
            return true;
    return false;
}

static bool is_lede(const struct gather *g, struct dt_str raw)
{
    if (g->text < LEDE_LEAST || g->links * 3 > g->text)
        return false;
    if (is_named_lede(g) && g->page->own[g->block])
        return true;
    if (!dt_page_is_heading(tag_of(g, g->block)) &&
        dt_page_is_caption(g->page, g->block, g->text, true))
        return false;
    return g->page->own[g->block] || is_named_lede(g) ||
           (tag_of(g, g->block) == DT_TAG_P &&
            (dt_line_is_sentence(raw) ||
             (g->text >= LEDE_LONG && g->links == 0)));
}

/*
 * Whether a heading has a text of its own under it, as a blog's entries have:
 * beside it, or beside the header that it stands in; on a page that is no
 * article, beside whatever it fills.
 */
static bool is_over_text(const struct gather *g)
{
    const struct dt_html_node *nodes = g->page->html.nodes;
    bool says_article = g->page->signs & DT_PAGE_SAYS_ARTICLE;
    uint32_t over = nodes[g->block].parent;

    for (int up = 0; up < HEADING_UP && over > g->page->root; up++) {
        if (nodes[over].tag != DT_TAG_HEADER &&
            (says_article || g->page->info[over].text > g->text))
            break;
        over = nodes[over].parent;
    }
    return over > g->page->root &&
           (g->page->info[over].prose > 0 ||
            (!says_article && g->page->info[over].text >= g->text + ENTRY &&
             g->page->info[over].links <= g->text));
}

/* What a block stands in; of an item in a list, what the list is. */
static uint32_t around(const struct gather *g)
{
    const struct dt_html_node *nodes = g->page->html.nodes;
    uint32_t over = nodes[g->block].parent;

    return nodes[over].tag == DT_TAG_LI ? nodes[over].parent : over;
}

/* "See also" in a manual: what stands under that belongs to it. */
static void find_references(struct gather *g)
{
    struct dt_draft_block *b;

    if (!g->announced || !g->page->short_lines ||
        (g->page->signs & DT_PAGE_PRODUCT))
        return;
    b = &g->draft->blocks[g->announced - 1];
    if (b->kind == DT_BLOCK_HEADING &&
        dt_rules_has(DT_RULES_REFERENCE_TITLES, b->fold)) {
        b->firm = true;
        g->references = around(g);
    }
}

/* "See also: log, exp" in a manual, likewise. */
static bool is_reference_line(const struct gather *g, struct dt_str raw)
{
    size_t colon = dt_str_find(raw, DT_STR(":"), 0);

    return g->page->short_lines && !(g->page->signs & DT_PAGE_PRODUCT) &&
           !g->page->posts && colon < LABEL_LONGEST &&
           dt_rules_has(
               DT_RULES_REFERENCE_TITLES,
               dt_draft_fold(g->draft, (struct dt_str){raw.ptr, colon}));
}

/* Mostly links, and not a paragraph for all that. */
static bool is_links(const struct gather *g, struct dt_str raw)
{
    enum dt_tag tag = block_tag(g);

    if ((g->references && g->references == around(g)) ||
        (tag == DT_TAG_DT && dt_page_is_anchored(g->page, g->block)))
        return false;
    if (dt_page_is_heading(tag))
        return g->links * 10 > g->text * 9 &&
               (g->text < 30 || in_link_list(g, g->block)) &&
               !is_over_text(g) && !dt_page_is_anchored(g->page, g->block);
    if (g->links * 10 > g->text * 8 && g->text < LINK_LINE &&
        !(tag == DT_TAG_P && g->text > 80 && dt_line_is_sentence(raw)))
        return true;
    return in_link_list(g, g->block);
}

/* Words in one element over a paragraph, as a heading would be. */
static bool is_over_paragraph(const struct gather *g)
{
    const struct dt_html_node *nodes = g->page->html.nodes;
    uint32_t words = nodes[g->last].parent, behind = nodes[words].end;

    while (behind < nodes[g->block].end && nodes[behind].tag == DT_TAG_TEXT)
        behind++;
    return g->begun && g->links == 0 && nodes[words].parent == g->block &&
           g->page->info[words].text == g->text &&
           behind < nodes[g->block].end && nodes[behind].tag == DT_TAG_P &&
           g->page->own[behind];
}

/* A line of several that breaks part, behind a paragraph of the same block. */
static bool is_between(const struct gather *g)
{
    return g->paragraph == g->block && g->paragraph && g->bare && g->links == 0;
}

static bool is_scrap(const struct gather *g, struct dt_str raw)
{
    enum dt_tag tag = block_tag(g);

    if (dt_page_is_heading(tag) || g->page->short_lines ||
        dt_line_is_sentence(raw) || is_over_paragraph(g) || is_between(g))
        return false;
    return tag != DT_TAG_P && tag != DT_TAG_LI && tag != DT_TAG_TD &&
           tag != DT_TAG_TH && tag != DT_TAG_BLOCKQUOTE && tag != DT_TAG_DD &&
           tag != DT_TAG_DT && tag != DT_TAG_SUMMARY && tag != DT_TAG_CAPTION &&
           tag != DT_TAG_FIGCAPTION && tag != DT_TAG_CITE &&
           tag != DT_TAG_FOOTER && g->text < SCRAP;
}

/* Whether the block, or what it stands in, names who speaks what follows. */
static bool is_speaker(const struct gather *g)
{
    uint32_t i = g->block;

    for (int up = 0; up <= SPEAKER_UP && i > g->page->frame; up++) {
        if (g->page->info[i].names & DT_PAGE_SPEAKER)
            return true;
        i = g->page->html.nodes[i].parent;
    }
    return false;
}

/*
 * Date, place, job: a line over the first paragraph. Under the heading of a
 * section it is that section's, unless the page is an article.
 */
static bool is_opener(const struct gather *g, bool headed, struct dt_str raw)
{
    enum dt_tag tag = block_tag(g);

    return g->zone == ARTICLE && !g->everything && !g->begun &&
           g->text < OPENER && tag != DT_TAG_LI && !dt_page_is_heading(tag) &&
           (is_article(g->page) || !headed) && !g->row_end && !g->pre_end &&
           !g->page->short_lines &&
           !(g->page->info[g->block].names & DT_PAGE_PULL) &&
           !dt_line_is_sentence(raw) && !is_speaker(g) &&
           g->page->info[g->page->root].paragraphs >= 2;
}

/* A caption among paragraphs: no sentence in a paragraph is one. */
static bool is_inner_caption(const struct gather *g, struct dt_str raw)
{
    enum dt_tag tag = tag_of(g, g->block);

    return !g->page->posts && !g->page->captions && tag != DT_TAG_LI &&
           !dt_page_is_heading(tag) &&
           !(tag == DT_TAG_P && dt_line_is_sentence(raw)) &&
           !dt_page_is_step(g->page, g->block) &&
           dt_page_is_caption(g->page, g->block, g->text, false);
}

static bool is_clutter(struct gather *g, struct dt_str raw)
{
    if (g->page->info[g->block].names & DT_PAGE_PULL)
        return false;
    if (g->row_end || g->pre_end) /* code over a manual's text is its own */
        return g->zone == OUTSIDE ||
               (g->zone == LEDE && (!g->pre_end || is_article(g->page)));
    if (dt_page_is_sale(g->page, g->block, g->draft, raw))
        return true;
    switch (g->zone) {
    case OUTSIDE:
        return g->page->own[g->block] == 0;
    case LEDE:
        return !is_lede(g, raw) || g->ledes++ >= LEDES_MOST;
    default:
        if (g->everything || (g->text < SPEAKER && is_speaker(g)))
            return false;
        if (g->page->posts && dt_str_starts(raw, DT_STR("Re: ")) &&
            dt_page_is_heading(tag_of(g, g->block)))
            return true; /* a thread's subject once more */
        if (is_links(g, raw)) {
            g->dropped++;
            return true;
        }
        return is_scrap(g, raw) || is_inner_caption(g, raw);
    }
}

/* A heading or label over nothing but links that were dropped goes, too. */
static void settle(struct gather *g, bool by_heading)
{
    if (g->announced && g->dropped >= (by_heading ? 1 : 2))
        g->draft->blocks[g->announced - 1].gone = true;
    g->announced = 0;
    g->dropped = 0;
}

static bool is_label(const struct gather *g, struct dt_str raw)
{
    return g->text < LABEL_LONGEST && g->links == 0 &&
           dt_str_ends(raw, DT_STR(":"));
}

/* A few lines over the first paragraph go; more of them are a list. */
static void begin(struct gather *g)
{
    bool list = g->opener_count == OPENERS || g->bare_openers >= BARE_OPENERS;

    for (unsigned i = 0; i < g->opener_count && !list; i++)
        g->draft->blocks[g->openers[i]].gone = true;
    g->opener_count = 0;
    g->begun = true;
}

static int add(struct gather *g, struct dt_str raw, struct dt_err *err)
{
    enum dt_block_kind kind = kind_of(g);
    size_t before = g->draft->count;
    bool headed;
    int rc = dt_buf_check(&g->raw, "a paragraph", err);

    if (rc == DT_OK)
        rc = g->pre_end ? dt_draft_add_code(g->draft, raw, kind, err)
                        : dt_draft_add(g->draft, raw, kind, err);
    if (rc < 0 || g->draft->count == before)
        return rc;
    if (g->text >= PARAGRAPH)
        g->paragraph = g->block;
    g->draft->blocks[before].firm =
        g->pre_end || (g->linked == g->block && g->linked) ||
        (g->everything && g->links && kind == DT_BLOCK_HEADING) ||
        is_reference_line(g, raw);
    g->draft->blocks[before].marked = kind == DT_BLOCK_PARAGRAPH &&
                                      g->marked == g->text;
    headed = g->announced;
    settle(g, kind == DT_BLOCK_HEADING);
    if (kind == DT_BLOCK_HEADING || is_label(g, raw))
        g->announced = g->draft->count;
    if (kind == DT_BLOCK_HEADING)
        g->references = 0;
    if (is_opener(g, headed, raw)) {
        if (g->opener_count < OPENERS)
            g->openers[g->opener_count++] = before;
        g->bare_openers += g->bare;
    } else if (!g->begun && g->zone == ARTICLE && g->page->own[g->block] > 0) {
        begin(g);
    }
    return DT_OK;
}

static int flush(struct gather *g, struct dt_err *err)
{
    struct dt_str raw = dt_str_trim(dt_buf_str(&g->raw));
    int rc = DT_OK;

    if (g->text)
        find_references(g);
    if (g->text && !is_clutter(g, raw))
        rc = add(g, raw, err);
    dt_buf_reset(&g->raw);
    g->text = g->links = g->marked = 0;
    g->breaks = 0;
    g->bare = false;
    return rc;
}

/* Lines of code stay lines. */
static int add_lines(struct gather *g, uint32_t i, struct dt_err *err)
{
    struct dt_str rest = g->page->html.nodes[i].text;
    int rc = DT_OK;

    while (rest.len && rc == DT_OK) {
        const char *end = memchr(rest.ptr, '\n', rest.len);
        size_t len = end ? (size_t)(end - rest.ptr) : rest.len;

        dt_buf_add(&g->raw, rest.ptr, len);
        g->text += (uint32_t)len;
        if (end)
            rc = flush(g, err);
        len += end != NULL;
        rest = (struct dt_str){rest.ptr + len, rest.len - len};
    }
    return rc;
}

/* Whether words of the block are bold or italic. */
static bool is_marked(const struct gather *g, uint32_t i)
{
    for (int up = 0; up < MARK_UP && i > g->block; up++) {
        enum dt_tag tag = tag_of(g, i);

        if (tag == DT_TAG_STRONG || tag == DT_TAG_B || tag == DT_TAG_EM ||
            tag == DT_TAG_I)
            return true;
        i = g->page->html.nodes[i].parent;
    }
    return false;
}

static int add_text(struct gather *g, uint32_t i, struct dt_err *err)
{
    const struct dt_page_node *info = &g->page->info[i];
    uint32_t block = g->row_end ? g->row : g->page->block[i];
    int rc = DT_OK;

    if (info->text == 0 && !g->pre_end) {
        if (g->text)
            dt_buf_addc(&g->raw, ' ');
        return DT_OK;
    }
    if (block != g->block || g->breaks >= 2)
        rc = flush(g, err);
    g->block = block;
    g->breaks = 0;
    if (g->pre_end)
        return rc < 0 ? rc : add_lines(g, i, err);
    g->last = i;
    g->bare |= g->page->html.nodes[i].parent == block;
    g->text += info->text;
    g->links += info->links;
    g->marked += is_marked(g, i) ? info->text : 0;
    dt_buf_addstr(&g->raw, g->page->html.nodes[i].text);
    return rc;
}

/*
 * Title, date and byline over a text in tables and fonts are lines of one
 * block, each in an element of its own.
 */
static bool is_line_over_text(const struct gather *g)
{
    return !g->begun && !g->bare && g->text > 0 && g->text < LINE_OVER_TEXT &&
           g->zone == ARTICLE && !g->page->posts && !g->row_end &&
           !dt_line_is_sentence(dt_str_trim(dt_buf_str(&g->raw)));
}

static int add_break(struct gather *g, struct dt_err *err)
{
    if (g->pre_end || is_line_over_text(g))
        return flush(g, err);
    g->breaks += g->text > 0;
    dt_buf_addc(&g->raw, ' ');
    return DT_OK;
}

/* The end of an element that changes how its text is read. */
static int leave(struct gather *g, uint32_t i, struct dt_err *err)
{
    int rc = DT_OK;

    if (g->row_end && i >= g->row_end) {
        rc = flush(g, err);
        g->row_end = 0;
    }
    if (rc == DT_OK && g->pre_end && i >= g->pre_end) {
        rc = flush(g, err);
        g->pre_end = 0;
    }
    return rc;
}

static int enter(struct gather *g, uint32_t i, bool data, struct dt_err *err)
{
    const struct dt_html_node *n = &g->page->html.nodes[i];
    int rc;

    if (g->row_end) {
        dt_buf_addc(&g->raw, ' ');
        return DT_OK;
    }
    rc = flush(g, err); /* empty blocks part what stands around them, too */
    if (n->tag == DT_TAG_TR && data) {
        g->row = i;
        g->row_end = n->end;
    } else if (n->tag == DT_TAG_PRE && !g->pre_end) {
        g->pre_end = n->end;
    }
    return rc;
}

/* Text whose lines were wrapped when it was written is read as such. */
static int add_letter(struct gather *g, uint32_t *i, struct dt_err *err)
{
    bool is_letter = false;
    int rc = flush(g, err);

    if (rc == DT_OK && g->zone == ARTICLE && !g->row_end)
        rc = dt_page_letter(g->page, *i, g->draft, &is_letter, err);
    if (rc == DT_OK && !is_letter)
        return enter(g, *i, false, err);
    settle(g, false);
    begin(g);
    *i = g->page->html.nodes[*i].end - 1;
    return rc;
}

static enum zone zone_of(const struct dt_page *page, uint32_t i)
{
    if (i < page->headline)
        return OUTSIDE;
    return i < page->root ? LEDE : ARTICLE;
}

int dt_page_blocks(const struct dt_page *page, bool everything,
                   struct dt_draft *draft, struct dt_err *err)
{
    const struct dt_html *html = &page->html;
    uint32_t from = page->frame, to = html->nodes[page->root].end;
    uint32_t table_end = 0;
    struct gather g = {.page = page,
                       .draft = draft,
                       .everything = everything,
                       .block = from,
                       .raw = DT_BUF_INIT(4 * (size_t)DT_ARTICLE_MAX)};
    int rc = DT_OK;

    if (from != page->root)
        from = page->headline;
    for (uint32_t i = from; i < to && rc == DT_OK; i++) {
        const struct dt_html_node *n = &html->nodes[i];

        rc = leave(&g, i, err);
        if (i == page->root && rc == DT_OK)
            rc = flush(&g, err);
        g.zone = zone_of(page, i);
        if (page->info[i].cut || (i == page->headline && i) ||
            dt_page_is_note_mark(page, i)) {
            i = n->end - 1;
        } else if (dt_page_is_permalink(page, i)) {
            g.linked = page->block[i];
            i = n->end - 1;
        } else if (n->tag == DT_TAG_BR && rc == DT_OK) {
            rc = add_break(&g, err);
        } else if (n->tag == DT_TAG_TEXT) {
            if (rc == DT_OK)
                rc = add_text(&g, i, err);
        } else if (n->tag == DT_TAG_PRE && dt_page_is_numbering(html, i)) {
            i = n->end - 1;
        } else if (n->tag == DT_TAG_PRE && !g.pre_end && rc == DT_OK) {
            rc = add_letter(&g, &i, err);
        } else if (dt_page_is_block((enum dt_tag)n->tag) && rc == DT_OK) {
            if (n->tag == DT_TAG_TABLE && dt_page_is_data(page, i))
                table_end = n->end;
            rc = enter(&g, i, i < table_end, err);
        }
    }
    if (rc == DT_OK)
        rc = flush(&g, err);
    begin(&g);
    settle(&g, true);
    dt_buf_release(&g.raw);
    return rc;
}
