#include "base/html_tag.h"

enum {
    SPECIAL = DT_TRAIT_SPECIAL,
    FORMATTING = DT_TRAIT_FORMATTING,
    SCOPE = DT_TRAIT_SCOPE,
    LIST_SCOPE = DT_TRAIT_LIST_SCOPE,
    BUTTON_SCOPE = DT_TRAIT_BUTTON_SCOPE,
    TABLE_SCOPE = DT_TRAIT_TABLE_SCOPE,
    IMPLIED = DT_TRAIT_IMPLIED,
    IMPLIED_THOROUGHLY = DT_TRAIT_IMPLIED_THOROUGHLY,
    HEADING = DT_TRAIT_HEADING,
    BREAKS_OUT = DT_TRAIT_BREAKS_OUT,
    BLOCK = DT_TRAIT_BLOCK,
    HEAD_PART = DT_TRAIT_HEAD_PART,
    TABLE_PART = DT_TRAIT_TABLE_PART
};

/* Names, with their traits as elements of HTML. */
static const struct {
    const char *name;
    uint16_t traits;
} tags[DT_TAG_COUNT] = {
    [DT_TAG_TEXT] = {"", 0},
    [DT_TAG_OTHER] = {"", 0},
    [DT_TAG_A] = {"a", FORMATTING},
    [DT_TAG_ABBR] = {"abbr", 0},
    [DT_TAG_ADDRESS] = {"address", SPECIAL | BLOCK},
    [DT_TAG_ANNOTATION_XML] = {"annotation-xml", 0},
    [DT_TAG_APPLET] = {"applet", SPECIAL | SCOPE},
    [DT_TAG_AREA] = {"area", SPECIAL},
    [DT_TAG_ARTICLE] = {"article", SPECIAL | BLOCK},
    [DT_TAG_ASIDE] = {"aside", SPECIAL | BLOCK},
    [DT_TAG_AUDIO] = {"audio", 0},
    [DT_TAG_B] = {"b", FORMATTING | BREAKS_OUT},
    [DT_TAG_BASE] = {"base", SPECIAL | HEAD_PART},
    [DT_TAG_BASEFONT] = {"basefont", SPECIAL | HEAD_PART},
    [DT_TAG_BDI] = {"bdi", 0},
    [DT_TAG_BDO] = {"bdo", 0},
    [DT_TAG_BGSOUND] = {"bgsound", SPECIAL | HEAD_PART},
    [DT_TAG_BIG] = {"big", FORMATTING | BREAKS_OUT},
    [DT_TAG_BLOCKQUOTE] = {"blockquote", SPECIAL | BREAKS_OUT | BLOCK},
    [DT_TAG_BODY] = {"body", SPECIAL | BREAKS_OUT},
    [DT_TAG_BR] = {"br", SPECIAL | BREAKS_OUT},
    [DT_TAG_BUTTON] = {"button", SPECIAL | BUTTON_SCOPE},
    [DT_TAG_CANVAS] = {"canvas", 0},
    [DT_TAG_CAPTION] = {"caption",
                        SPECIAL | SCOPE | IMPLIED_THOROUGHLY | TABLE_PART},
    [DT_TAG_CENTER] = {"center", SPECIAL | BREAKS_OUT | BLOCK},
    [DT_TAG_CITE] = {"cite", 0},
    [DT_TAG_CODE] = {"code", FORMATTING | BREAKS_OUT},
    [DT_TAG_COL] = {"col", SPECIAL | TABLE_PART},
    [DT_TAG_COLGROUP] = {"colgroup", SPECIAL | IMPLIED_THOROUGHLY | TABLE_PART},
    [DT_TAG_DATA] = {"data", 0},
    [DT_TAG_DATALIST] = {"datalist", 0},
    [DT_TAG_DD] = {"dd", SPECIAL | IMPLIED | BREAKS_OUT},
    [DT_TAG_DEL] = {"del", 0},
    [DT_TAG_DESC] = {"desc", 0},
    [DT_TAG_DETAILS] = {"details", SPECIAL | BLOCK},
    [DT_TAG_DFN] = {"dfn", 0},
    [DT_TAG_DIALOG] = {"dialog", BLOCK},
    [DT_TAG_DIR] = {"dir", SPECIAL | BLOCK},
    [DT_TAG_DIV] = {"div", SPECIAL | BREAKS_OUT | BLOCK},
    [DT_TAG_DL] = {"dl", SPECIAL | BREAKS_OUT | BLOCK},
    [DT_TAG_DT] = {"dt", SPECIAL | IMPLIED | BREAKS_OUT},
    [DT_TAG_EM] = {"em", FORMATTING | BREAKS_OUT},
    [DT_TAG_EMBED] = {"embed", SPECIAL | BREAKS_OUT},
    [DT_TAG_FIELDSET] = {"fieldset", SPECIAL | BLOCK},
    [DT_TAG_FIGCAPTION] = {"figcaption", SPECIAL | BLOCK},
    [DT_TAG_FIGURE] = {"figure", SPECIAL | BLOCK},
    [DT_TAG_FONT] = {"font", FORMATTING | BREAKS_OUT},
    [DT_TAG_FOOTER] = {"footer", SPECIAL | BLOCK},
    [DT_TAG_FOREIGNOBJECT] = {"foreignobject", 0},
    [DT_TAG_FORM] = {"form", SPECIAL},
    [DT_TAG_FRAME] = {"frame", SPECIAL | TABLE_PART},
    [DT_TAG_FRAMESET] = {"frameset", SPECIAL},
    [DT_TAG_H1] = {"h1", SPECIAL | HEADING | BREAKS_OUT},
    [DT_TAG_H2] = {"h2", SPECIAL | HEADING | BREAKS_OUT},
    [DT_TAG_H3] = {"h3", SPECIAL | HEADING | BREAKS_OUT},
    [DT_TAG_H4] = {"h4", SPECIAL | HEADING | BREAKS_OUT},
    [DT_TAG_H5] = {"h5", SPECIAL | HEADING | BREAKS_OUT},
    [DT_TAG_H6] = {"h6", SPECIAL | HEADING | BREAKS_OUT},
    [DT_TAG_HEAD] = {"head", SPECIAL | BREAKS_OUT | TABLE_PART},
    [DT_TAG_HEADER] = {"header", SPECIAL | BLOCK},
    [DT_TAG_HGROUP] = {"hgroup", SPECIAL | BLOCK},
    [DT_TAG_HR] = {"hr", SPECIAL | BREAKS_OUT},
    [DT_TAG_HTML] = {"html", SPECIAL | SCOPE | TABLE_SCOPE},
    [DT_TAG_I] = {"i", FORMATTING | BREAKS_OUT},
    [DT_TAG_IFRAME] = {"iframe", SPECIAL},
    [DT_TAG_IMAGE] = {"image", 0},
    [DT_TAG_IMG] = {"img", SPECIAL | BREAKS_OUT},
    [DT_TAG_INPUT] = {"input", SPECIAL},
    [DT_TAG_INS] = {"ins", 0},
    [DT_TAG_KBD] = {"kbd", 0},
    [DT_TAG_KEYGEN] = {"keygen", SPECIAL},
    [DT_TAG_LABEL] = {"label", 0},
    [DT_TAG_LEGEND] = {"legend", 0},
    [DT_TAG_LI] = {"li", SPECIAL | IMPLIED | BREAKS_OUT},
    [DT_TAG_LINK] = {"link", SPECIAL | HEAD_PART},
    [DT_TAG_LISTING] = {"listing", SPECIAL | BREAKS_OUT},
    [DT_TAG_MAIN] = {"main", SPECIAL | BLOCK},
    [DT_TAG_MALIGNMARK] = {"malignmark", 0},
    [DT_TAG_MAP] = {"map", 0},
    [DT_TAG_MARK] = {"mark", 0},
    [DT_TAG_MARQUEE] = {"marquee", SPECIAL | SCOPE},
    [DT_TAG_MATH] = {"math", 0},
    [DT_TAG_MENU] = {"menu", SPECIAL | BREAKS_OUT | BLOCK},
    [DT_TAG_META] = {"meta", SPECIAL | BREAKS_OUT | HEAD_PART},
    [DT_TAG_MGLYPH] = {"mglyph", 0},
    [DT_TAG_MI] = {"mi", 0},
    [DT_TAG_MN] = {"mn", 0},
    [DT_TAG_MO] = {"mo", 0},
    [DT_TAG_MS] = {"ms", 0},
    [DT_TAG_MTEXT] = {"mtext", 0},
    [DT_TAG_NAV] = {"nav", SPECIAL | BLOCK},
    [DT_TAG_NOBR] = {"nobr", FORMATTING | BREAKS_OUT},
    [DT_TAG_NOEMBED] = {"noembed", SPECIAL},
    [DT_TAG_NOFRAMES] = {"noframes", SPECIAL | HEAD_PART},
    [DT_TAG_NOSCRIPT] = {"noscript", SPECIAL},
    [DT_TAG_OBJECT] = {"object", SPECIAL | SCOPE},
    [DT_TAG_OL] = {"ol", SPECIAL | LIST_SCOPE | BREAKS_OUT | BLOCK},
    [DT_TAG_OPTGROUP] = {"optgroup", IMPLIED},
    [DT_TAG_OPTION] = {"option", IMPLIED},
    [DT_TAG_OUTPUT] = {"output", 0},
    [DT_TAG_P] = {"p", SPECIAL | IMPLIED | BREAKS_OUT | BLOCK},
    [DT_TAG_PARAM] = {"param", SPECIAL},
    [DT_TAG_PICTURE] = {"picture", 0},
    [DT_TAG_PLAINTEXT] = {"plaintext", SPECIAL},
    [DT_TAG_PRE] = {"pre", SPECIAL | BREAKS_OUT},
    [DT_TAG_PROGRESS] = {"progress", 0},
    [DT_TAG_Q] = {"q", 0},
    [DT_TAG_RB] = {"rb", IMPLIED},
    [DT_TAG_RP] = {"rp", IMPLIED},
    [DT_TAG_RT] = {"rt", IMPLIED},
    [DT_TAG_RTC] = {"rtc", IMPLIED},
    [DT_TAG_RUBY] = {"ruby", BREAKS_OUT},
    [DT_TAG_S] = {"s", FORMATTING | BREAKS_OUT},
    [DT_TAG_SAMP] = {"samp", 0},
    [DT_TAG_SCRIPT] = {"script", SPECIAL | HEAD_PART},
    [DT_TAG_SEARCH] = {"search", SPECIAL | BLOCK},
    [DT_TAG_SECTION] = {"section", SPECIAL | BLOCK},
    [DT_TAG_SELECT] = {"select", SPECIAL | SCOPE},
    [DT_TAG_SMALL] = {"small", FORMATTING | BREAKS_OUT},
    [DT_TAG_SOURCE] = {"source", SPECIAL},
    [DT_TAG_SPAN] = {"span", BREAKS_OUT},
    [DT_TAG_STRIKE] = {"strike", FORMATTING | BREAKS_OUT},
    [DT_TAG_STRONG] = {"strong", FORMATTING | BREAKS_OUT},
    [DT_TAG_STYLE] = {"style", SPECIAL | HEAD_PART},
    [DT_TAG_SUB] = {"sub", BREAKS_OUT},
    [DT_TAG_SUMMARY] = {"summary", SPECIAL | BLOCK},
    [DT_TAG_SUP] = {"sup", BREAKS_OUT},
    [DT_TAG_SVG] = {"svg", 0},
    [DT_TAG_TABLE] = {"table", SPECIAL | SCOPE | TABLE_SCOPE | BREAKS_OUT},
    [DT_TAG_TBODY] = {"tbody", SPECIAL | IMPLIED_THOROUGHLY | TABLE_PART},
    [DT_TAG_TD] = {"td", SPECIAL | SCOPE | IMPLIED_THOROUGHLY | TABLE_PART},
    [DT_TAG_TEMPLATE] = {"template", SPECIAL | SCOPE | TABLE_SCOPE | HEAD_PART},
    [DT_TAG_TEXTAREA] = {"textarea", SPECIAL},
    [DT_TAG_TFOOT] = {"tfoot", SPECIAL | IMPLIED_THOROUGHLY | TABLE_PART},
    [DT_TAG_TH] = {"th", SPECIAL | SCOPE | IMPLIED_THOROUGHLY | TABLE_PART},
    [DT_TAG_THEAD] = {"thead", SPECIAL | IMPLIED_THOROUGHLY | TABLE_PART},
    [DT_TAG_TIME] = {"time", 0},
    [DT_TAG_TITLE] = {"title", SPECIAL | HEAD_PART},
    [DT_TAG_TR] = {"tr", SPECIAL | IMPLIED_THOROUGHLY | TABLE_PART},
    [DT_TAG_TRACK] = {"track", SPECIAL},
    [DT_TAG_TT] = {"tt", FORMATTING | BREAKS_OUT},
    [DT_TAG_U] = {"u", FORMATTING | BREAKS_OUT},
    [DT_TAG_UL] = {"ul", SPECIAL | LIST_SCOPE | BREAKS_OUT | BLOCK},
    [DT_TAG_VAR] = {"var", BREAKS_OUT},
    [DT_TAG_VIDEO] = {"video", 0},
    [DT_TAG_WBR] = {"wbr", SPECIAL},
    [DT_TAG_XMP] = {"xmp", SPECIAL},
};

const char *dt_html_tag_name(enum dt_tag tag)
{
    return tags[tag].name;
}

unsigned dt_html_tag_traits(enum dt_html_space space, enum dt_tag tag)
{
    const unsigned point = SPECIAL | SCOPE;

    if (space == DT_HTML_SPACE_HTML)
        return tags[tag].traits;
    if (space == DT_HTML_SPACE_SVG)
        return tag == DT_TAG_FOREIGNOBJECT || tag == DT_TAG_DESC ||
                       tag == DT_TAG_TITLE
                   ? point | DT_TRAIT_HTML_POINT
                   : 0;
    switch (tag) {
    case DT_TAG_MI:
    case DT_TAG_MO:
    case DT_TAG_MN:
    case DT_TAG_MS:
    case DT_TAG_MTEXT:
        return point | DT_TRAIT_MATHML_TEXT;
    case DT_TAG_ANNOTATION_XML:
        return point;
    default:
        return 0;
    }
}

static uint32_t slot_of(uint32_t hash)
{
    return hash * 0x9E3779B1 >> 23; /* its upper 9 bits, well mixed */
}

static uint32_t next_slot(uint32_t slot)
{
    return (slot + 1) % DT_HTML_SLOTS;
}

uint32_t dt_html_tag_hash_all(struct dt_str name)
{
    uint32_t hash = 0;

    for (size_t i = 0; i < name.len; i++)
        hash = dt_html_tag_hash(hash, name.ptr[i]);
    return hash;
}

void dt_html_tags_init(struct dt_html_tags *to)
{
    memset(to->slots, 0, sizeof to->slots);
    for (unsigned tag = DT_TAG_OTHER + 1; tag < DT_TAG_COUNT; tag++) {
        uint32_t slot = slot_of(dt_html_tag_hash_all(DT_STR(tags[tag].name)));

        while (to->slots[slot])
            slot = next_slot(slot);
        to->slots[slot] = (uint8_t)tag;
        to->lengths[tag] = (uint8_t)strlen(tags[tag].name);
    }
}

/* Names are short: a call to compare them would take longer. */
static bool is_same(const char *a, const char *b, size_t len)
{
    while (len && a[len - 1] == b[len - 1])
        len--;
    return len == 0;
}

enum dt_tag dt_html_tags_find(const struct dt_html_tags *in, struct dt_str name,
                              uint32_t hash)
{
    for (uint32_t slot = slot_of(hash); in->slots[slot]; slot = next_slot(slot))
        if (name.len == in->lengths[in->slots[slot]] &&
            is_same(name.ptr, tags[in->slots[slot]].name, name.len))
            return (enum dt_tag)in->slots[slot];
    return DT_TAG_OTHER;
}
