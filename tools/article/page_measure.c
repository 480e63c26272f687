/* How much text, linked text and prose each element holds (page.h). */
#include "article/page.h"
#include "base/ascii.h"
#include "base/bytes.h"

enum {
    PROSE_LEAST = 60,  /* characters of a block that counts as prose */
    PERMALINK = 2,     /* of a link from a heading to itself */
    FIGURE_NODES = 500 /* of a figure that are looked at */
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

bool dt_page_is_silent(enum dt_tag tag)
{
    switch (tag) {
    case DT_TAG_AUDIO:
    case DT_TAG_BUTTON:
    case DT_TAG_FIGCAPTION:
    case DT_TAG_HEAD:
    case DT_TAG_IFRAME:
    case DT_TAG_NAV:
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

/* What unfolds a text is often a button in the heading of that text. */
static bool is_in_heading(const struct dt_html *html, uint32_t node)
{
    uint8_t over = html->nodes[html->nodes[node].parent].tag;

    return over >= DT_TAG_H2 && over <= DT_TAG_H6;
}

/* Whether a caption is of code, a table or a quotation, not of a picture. */
static bool is_of_text(const struct dt_html *html, uint32_t caption)
{
    uint32_t figure = html->nodes[caption].parent;
    uint32_t end = html->nodes[figure].end;
    bool text = dt_page_is_attribution(html, caption);

    if (html->nodes[figure].tag != DT_TAG_FIGURE)
        return false;
    if (end > figure + FIGURE_NODES)
        end = figure + FIGURE_NODES;
    for (uint32_t i = figure + 1; i < end; i++)
        switch (html->nodes[i].tag) {
        case DT_TAG_IMG:
        case DT_TAG_VIDEO:
        case DT_TAG_IFRAME:
            return false;
        case DT_TAG_PRE:
        case DT_TAG_TABLE:
            text = true;
            break;
        default:
            break;
        }
    return text;
}

/* Silent, but no button in a heading and no caption of what is text. */
static bool is_mute(const struct dt_html *html, uint32_t node)
{
    enum dt_tag tag = (enum dt_tag)html->nodes[node].tag;

    return dt_page_is_silent(tag) &&
           !(tag == DT_TAG_BUTTON && is_in_heading(html, node)) &&
           !(tag == DT_TAG_FIGCAPTION && is_of_text(html, node));
}

bool dt_page_is_permalink(const struct dt_page *page, uint32_t i)
{
    const struct dt_html_node *n = &page->html.nodes[i];
    struct dt_str mark = {NULL, 0};

    if (n->tag != DT_TAG_A || page->info[i].text == 0 ||
        page->info[i].text > PERMALINK ||
        !dt_str_starts(dt_html_attribute(n, "href"), DT_STR("#")))
        return false;
    if (n->end == i + 2)
        mark = dt_str_trim(page->html.nodes[i + 1].text);
    return dt_str_is(mark, "#") || dt_str_is(mark, "¶") || dt_str_is(mark, "§");
}

bool dt_page_is_anchored(const struct dt_page *page, uint32_t heading)
{
    const struct dt_html_node *nodes = page->html.nodes;
    uint32_t i = heading + 1;

    while (i < nodes[heading].end && nodes[i].tag == DT_TAG_TEXT)
        i++;
    return i < nodes[heading].end &&
           dt_str_starts(dt_html_attribute(&nodes[i], "href"), DT_STR("#"));
}

/* Whether a comma or full stop of another script begins at p. */
static bool is_wide_stop(const unsigned char *p, size_t left)
{
    static const char *const stops[] = {"。", "、", "，", "！", "？",
                                        "．", "،",  "؟",  "۔",  "।",
                                        "།",  "။",  "።",  "។",  "։"};

    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        size_t len = strlen(stops[i]);

        if (len <= left && memcmp(p, stops[i], len) == 0)
            return true;
    }
    return false;
}

static bool may_be_wide_stop(unsigned char c)
{
    return c == 0xE3 || c == 0xEF || c == 0xD6 || c == 0xD8 || c == 0xDB ||
           c == 0xE0 || c == 0xE1;
}

/* Thai and Lao have a space where others have a comma or a stop. */
static bool is_stopped_by_space(const unsigned char *p, size_t left)
{
    return left > 3 && p[0] == 0xE0 && p[1] >= 0xB8 && p[1] <= 0xBB &&
           dt_ascii_is_space((char)p[3]);
}

static dt_bytes spaces_in(dt_bytes text)
{
    return (dt_bytes)((text == ' ') |
                      ((text - (unsigned char)'\t') <= '\r' - '\t'));
}

/*
 * What measure() counts in the sixteen bytes from p on, at once; false when
 * they are not all ASCII. There is a byte before and behind them.
 */
static bool measure_sixteen(const char *p, uint32_t *count, uint32_t *stops)
{
    const dt_bytes here = dt_bytes_at(p), behind = dt_bytes_at(p + 1);
    const dt_bytes spaces = spaces_in(here) & spaces_in(dt_bytes_at(p - 1));
    const dt_bytes marks = (dt_bytes)((here == '.') | (here == ',') |
                                      (here == '!') | (here == '?'));
    const dt_bytes ends = spaces_in(behind) |
                          (dt_bytes)((behind >= 0x80) | (behind == '"') |
                                     (behind == '\''));

    if (dt_bytes_first((dt_bytes)(here >= 0x80)) < sizeof here)
        return false;
    *count += (uint32_t)sizeof here - dt_bytes_count(spaces);
    *stops += dt_bytes_count(marks & ends);
    return true;
}

/*
 * The same of the last sixteen bytes of a text, or fewer. Those behind it are
 * taken for spaces, of which the first would count.
 */
static bool measure_last(struct dt_str text, size_t at, uint32_t *count,
                         uint32_t *stops)
{
    char room[sizeof(dt_bytes) + 2];

    memset(room, ' ', sizeof room);
    if (at > 0)
        room[0] = text.ptr[at - 1];
    memcpy(room + 1, text.ptr + at, text.len - at);
    if (!measure_sixteen(room + 1, count, stops))
        return false;
    *count -= text.len - at < sizeof(dt_bytes) &&
              !dt_ascii_is_space(text.ptr[text.len - 1]);
    return true;
}

/* Characters with white space collapsed, and stops behind words. */
static uint32_t measure(struct dt_str text, uint32_t *stops)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    uint32_t count = 0;
    bool space = true;
    size_t foreign = 0; /* where it is worth while to look at sixteen */

    /* Space in front is not counted. */
    for (size_t i = text.len && dt_ascii_is_space(*text.ptr); i < text.len;) {
        size_t start = i;
        unsigned char c;

        if (i >= foreign && text.len - i <= sizeof(dt_bytes)) {
            foreign = text.len;
            if (measure_last(text, i, &count, stops))
                break;
        } else if (i >= foreign && i > 0) {
            foreign = i + sizeof(dt_bytes);
            if (measure_sixteen(text.ptr + i, &count, stops)) {
                i = foreign;
                space = dt_ascii_is_space(text.ptr[i - 1]);
                continue;
            }
        }
        while (i < text.len && dt_ascii_is_space(text.ptr[i]))
            i++;
        count += i > start && !space;
        space |= i > start;
        start = i;
        while (i < text.len && (p[i] | 32u) - 'a' < 26)
            i++;
        count += (uint32_t)(i - start);
        space &= i == start;
        if (i == text.len || dt_ascii_is_space(text.ptr[i]))
            continue;
        space = false;
        c = p[i++];
        if (c < 0x80) {
            count++;
            *stops += (c == '.' || c == ',' || c == '!' || c == '?') &&
                      (i == text.len || dt_ascii_is_space(text.ptr[i]) ||
                       p[i] >= 0x80 || p[i] == '"' || p[i] == '\'');
        } else if (c >= 0xC0) {
            count += c >= 0xE3 && c <= 0xED ? 2 : 1;
            *stops += may_be_wide_stop(c) &&
                      (is_wide_stop(p + i - 1, text.len - i + 1) ||
                       is_stopped_by_space(p + i - 1, text.len - i + 1));
        }
    }
    return count;
}

/* Text that stands directly in a block, not in a block inside it. */
struct own {
    uint32_t text, links, stops;
};

/* How much a block's own text looks like a paragraph of an article. */
static uint32_t prose_of(enum dt_tag tag, const struct own *own)
{
    uint32_t weight = own->text;

    if (own->text < PROSE_LEAST || own->links * 3 > own->text ||
        (own->stops == 0 && own->text < 3 * PROSE_LEAST))
        return 0;
    weight -= own->links;
    if (weight > 1500)
        weight = 1500 + (weight - 1500) / 2;
    if (own->stops == 0)
        weight /= 2;
    switch (tag) {
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

/* "© 2015 The Gazette": no prose, however much of the law it goes on to tell. */
static bool is_copyright(struct dt_str text)
{
    text = dt_str_trim(text);
    return dt_str_starts(text, DT_STR("©")) ||
           dt_str_starts(text, DT_STR("Copyright ©"));
}

/*
 * A block's texts may have blocks between them, so what they add up to is
 * gathered by block. info[].text of a block holds it until dt_page_sum().
 */
void dt_page_measure(struct dt_page *page)
{
    const struct dt_html *html = &page->html;
    struct dt_page_node *info = page->info;
    uint32_t *stops = page->own;

    for (uint32_t i = 1, link_end = 0; i < html->count; i++) {
        const struct dt_html_node *n = &html->nodes[i];
        enum dt_tag tag = (enum dt_tag)n->tag;
        uint32_t len, block;

        block = page->block[i] = dt_page_is_block(tag) ||
                                         dt_page_is_attribution(html, i)
                                     ? i
                                     : page->block[n->parent];
        if (tag == DT_TAG_A && dt_html_attribute(n, "href").ptr)
            link_end = n->end > link_end ? n->end : link_end;
        info[i].mute = is_mute(html, i);
        if (tag != DT_TAG_TEXT ||
            (info[n->parent].mute &&
             html->nodes[n->parent].tag != DT_TAG_FIGCAPTION))
            continue;
        len = measure(n->text, &stops[block]);
        if (len && info[block].text == 0 && is_copyright(n->text))
            info[block].cut = true; /* until its own prose is known */
        info[i].text = len;
        info[block].text += len;
        if (i < link_end) {
            info[i].links = len;
            info[block].links += len;
        }
    }
    for (uint32_t i = 0; i < html->count; i++)
        if (page->block[i] == i) {
            stops[i] = info[i].cut
                           ? 0
                           : prose_of((enum dt_tag)html->nodes[i].tag,
                                      &(struct own){info[i].text, info[i].links,
                                                    stops[i]});
            info[i].cut = false;
        }
}

void dt_page_sum(struct dt_page *page)
{
    const struct dt_html *html = &page->html;
    struct dt_page_node *info = page->info;

    for (uint32_t i = 0; i < html->count; i++) {
        if (html->nodes[i].tag == DT_TAG_TEXT)
            continue;
        info[i].text = info[i].links = 0;
        info[i].prose = page->own[i];
        info[i].paragraphs = page->own[i] > 0;
    }
    for (uint32_t i = html->count - 1; i > 0; i--) {
        const struct dt_page_node *from = &info[i];
        struct dt_page_node *to = &info[html->nodes[i].parent];

        if (from->cut)
            continue;
        to->text += from->text;
        to->links += from->links;
        to->prose += from->prose;
        to->paragraphs += from->paragraphs;
    }
}
