/*
 * html_tag.h - the elements that the parser or its users tell apart.
 *
 * Layer   base. The traits are the categories of WHATWG HTML, 13.2.4.2 (the
 *         stack of open elements) and 13.2.6.3 (implied end tags).
 */
#ifndef DT_BASE_HTML_TAG_H
#define DT_BASE_HTML_TAG_H

#include <stdint.h>

#include "base/str.h"

enum dt_tag {
    DT_TAG_TEXT,  /* no element: a run of text */
    DT_TAG_OTHER, /* an element with none of the names below */
    DT_TAG_A,
    DT_TAG_ABBR,
    DT_TAG_ADDRESS,
    DT_TAG_ANNOTATION_XML,
    DT_TAG_APPLET,
    DT_TAG_AREA,
    DT_TAG_ARTICLE,
    DT_TAG_ASIDE,
    DT_TAG_AUDIO,
    DT_TAG_B,
    DT_TAG_BASE,
    DT_TAG_BASEFONT,
    DT_TAG_BDI,
    DT_TAG_BDO,
    DT_TAG_BGSOUND,
    DT_TAG_BIG,
    DT_TAG_BLOCKQUOTE,
    DT_TAG_BODY,
    DT_TAG_BR,
    DT_TAG_BUTTON,
    DT_TAG_CANVAS,
    DT_TAG_CAPTION,
    DT_TAG_CENTER,
    DT_TAG_CITE,
    DT_TAG_CODE,
    DT_TAG_COL,
    DT_TAG_COLGROUP,
    DT_TAG_DATA,
    DT_TAG_DATALIST,
    DT_TAG_DD,
    DT_TAG_DEL,
    DT_TAG_DESC,
    DT_TAG_DETAILS,
    DT_TAG_DFN,
    DT_TAG_DIALOG,
    DT_TAG_DIR,
    DT_TAG_DIV,
    DT_TAG_DL,
    DT_TAG_DT,
    DT_TAG_EM,
    DT_TAG_EMBED,
    DT_TAG_FIELDSET,
    DT_TAG_FIGCAPTION,
    DT_TAG_FIGURE,
    DT_TAG_FONT,
    DT_TAG_FOOTER,
    DT_TAG_FOREIGNOBJECT,
    DT_TAG_FORM,
    DT_TAG_FRAME,
    DT_TAG_FRAMESET,
    DT_TAG_H1,
    DT_TAG_H2,
    DT_TAG_H3,
    DT_TAG_H4,
    DT_TAG_H5,
    DT_TAG_H6,
    DT_TAG_HEAD,
    DT_TAG_HEADER,
    DT_TAG_HGROUP,
    DT_TAG_HR,
    DT_TAG_HTML,
    DT_TAG_I,
    DT_TAG_IFRAME,
    DT_TAG_IMAGE,
    DT_TAG_IMG,
    DT_TAG_INPUT,
    DT_TAG_INS,
    DT_TAG_KBD,
    DT_TAG_KEYGEN,
    DT_TAG_LABEL,
    DT_TAG_LEGEND,
    DT_TAG_LI,
    DT_TAG_LINK,
    DT_TAG_LISTING,
    DT_TAG_MAIN,
    DT_TAG_MALIGNMARK,
    DT_TAG_MAP,
    DT_TAG_MARK,
    DT_TAG_MARQUEE,
    DT_TAG_MATH,
    DT_TAG_MENU,
    DT_TAG_META,
    DT_TAG_MGLYPH,
    DT_TAG_MI,
    DT_TAG_MN,
    DT_TAG_MO,
    DT_TAG_MS,
    DT_TAG_MTEXT,
    DT_TAG_NAV,
    DT_TAG_NOBR,
    DT_TAG_NOEMBED,
    DT_TAG_NOFRAMES,
    DT_TAG_NOSCRIPT,
    DT_TAG_OBJECT,
    DT_TAG_OL,
    DT_TAG_OPTGROUP,
    DT_TAG_OPTION,
    DT_TAG_OUTPUT,
    DT_TAG_P,
    DT_TAG_PARAM,
    DT_TAG_PICTURE,
    DT_TAG_PLAINTEXT,
    DT_TAG_PRE,
    DT_TAG_PROGRESS,
    DT_TAG_Q,
    DT_TAG_RB,
    DT_TAG_RP,
    DT_TAG_RT,
    DT_TAG_RTC,
    DT_TAG_RUBY,
    DT_TAG_S,
    DT_TAG_SAMP,
    DT_TAG_SCRIPT,
    DT_TAG_SEARCH,
    DT_TAG_SECTION,
    DT_TAG_SELECT,
    DT_TAG_SMALL,
    DT_TAG_SOURCE,
    DT_TAG_SPAN,
    DT_TAG_STRIKE,
    DT_TAG_STRONG,
    DT_TAG_STYLE,
    DT_TAG_SUB,
    DT_TAG_SUMMARY,
    DT_TAG_SUP,
    DT_TAG_SVG,
    DT_TAG_TABLE,
    DT_TAG_TBODY,
    DT_TAG_TD,
    DT_TAG_TEMPLATE,
    DT_TAG_TEXTAREA,
    DT_TAG_TFOOT,
    DT_TAG_TH,
    DT_TAG_THEAD,
    DT_TAG_TIME,
    DT_TAG_TITLE,
    DT_TAG_TR,
    DT_TAG_TRACK,
    DT_TAG_TT,
    DT_TAG_U,
    DT_TAG_UL,
    DT_TAG_VAR,
    DT_TAG_VIDEO,
    DT_TAG_WBR,
    DT_TAG_XMP,
    DT_TAG_COUNT
};

enum dt_html_space {
    DT_HTML_SPACE_HTML,
    DT_HTML_SPACE_MATHML,
    DT_HTML_SPACE_SVG
};

enum {
    DT_TRAIT_SPECIAL = 1,
    DT_TRAIT_FORMATTING = 2,
    /* What bounds the scopes "has an element in … scope" looks in. */
    DT_TRAIT_SCOPE = 4,
    DT_TRAIT_LIST_SCOPE = 8,
    DT_TRAIT_BUTTON_SCOPE = 16,
    DT_TRAIT_TABLE_SCOPE = 32,
    /* Whose end tags are implied, and implied "thoroughly". */
    DT_TRAIT_IMPLIED = 64,
    DT_TRAIT_IMPLIED_THOROUGHLY = 128,
    DT_TRAIT_HEADING = 256,
    /* Integration points (13.2.6). */
    DT_TRAIT_MATHML_TEXT = 512,
    DT_TRAIT_HTML_POINT = 1024,
    /* An HTML element that ends foreign content (13.2.6.5). */
    DT_TRAIT_BREAKS_OUT = 2048,
    /* What a start tag does in the body (13.2.6.4.7): closes a p element and
     * opens a block, belongs to the head, or is ignored. */
    DT_TRAIT_BLOCK = 4096,
    DT_TRAIT_HEAD_PART = 8192,
    DT_TRAIT_TABLE_PART = 16384
};

/* Name in lower case; of DT_TAG_TEXT and DT_TAG_OTHER "". */
const char *dt_html_tag_name(enum dt_tag tag);

unsigned dt_html_tag_traits(enum dt_html_space space, enum dt_tag tag);

/* The names by their hash, filled once a parser. */
enum { DT_HTML_SLOTS = 512 };

struct dt_html_tags {
    uint8_t slots[DT_HTML_SLOTS];  /* enum dt_tag, 0 where none is */
    uint8_t lengths[DT_TAG_COUNT]; /* of the names */
};

void dt_html_tags_init(struct dt_html_tags *tags);

/* Of a name in lower case; hash is dt_html_tag_hash() of its letters. */
enum dt_tag dt_html_tags_find(const struct dt_html_tags *tags,
                              struct dt_str name, uint32_t hash);

/* Begin with 0 and take in one letter after the other, of either case. */
static inline uint32_t dt_html_tag_hash(uint32_t hash, char letter)
{
    return hash * 31 + ((unsigned char)letter | 32u);
}

uint32_t dt_html_tag_hash_all(struct dt_str name);

#endif
