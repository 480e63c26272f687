/*
 * When, where and by whom a speech was given, where its page lists that
 * (page_reader.h).
 */
#include "article/page_reader.h"
#include "article/rules.h"
#include "article/speech.h"

enum {
    FACTS = 16,         /* of a page that are kept */
    LABEL_LONGEST = 40, /* bytes before the value */
    VALUE_LONGEST = 300,
    LIST_LONGEST = 600, /* characters of a list of facts */
    LINE_NODES = 24     /* of a line that is a label and a value */
};

/* A label and its value, and the element that holds nothing else. */
struct fact {
    enum dt_speech_label label;
    struct dt_str value;
    uint32_t node;
};

struct facts {
    struct fact items[FACTS];
    size_t count;
};

/* What a label says. */
static enum dt_speech_label label_of(struct dt_page_reader *r,
                                     struct dt_str label)
{
    label = dt_str_trim(label);
    return label.len == 0 || label.len > LABEL_LONGEST
               ? DT_SPEECH_NO_LABEL
               : dt_rules_speech_label(dt_draft_fold(r->draft, label));
}

static void add_fact(struct dt_page_reader *r, struct facts *facts,
                     enum dt_speech_label label, struct dt_str value,
                     uint32_t node)
{
    struct fact *fact = &facts->items[facts->count];

    value = dt_str_trim(value);
    if (facts->count == FACTS || value.len == 0 || value.len > VALUE_LONGEST)
        return;
    fact->value = (struct dt_str){dt_arena_copy(r->arena, value), value.len};
    if (!fact->value.ptr) {
        r->rc = DT_FAIL(r->err, DT_EINTERNAL, "out of memory");
        return;
    }
    fact->label = label;
    fact->node = node;
    facts->count++;
}

/* The element behind one, under the same parent, or 0. */
static uint32_t element_behind(const struct dt_html *html, uint32_t i)
{
    uint32_t end = html->nodes[html->nodes[i].parent].end;

    for (i = html->nodes[i].end; i < end; i = html->nodes[i].end)
        if (html->nodes[i].tag != DT_TAG_TEXT)
            return i;
    return 0;
}

/* The list or table of facts about an element, where it is small; or itself. */
static uint32_t holder(const struct dt_page *page, uint32_t node)
{
    uint32_t at = node;

    while (at > 0) {
        switch (page->html.nodes[at].tag) {
        case DT_TAG_DL:
        case DT_TAG_UL:
        case DT_TAG_TABLE:
            return page->info[at].text <= LIST_LONGEST ? at : node;
        case DT_TAG_TBODY:
        case DT_TAG_TR:
        case DT_TAG_TD:
        case DT_TAG_TH:
        case DT_TAG_DT:
        case DT_TAG_LI:
            break;
        default:
            if (at != node)
                return node;
        }
        at = page->html.nodes[at].parent;
    }
    return node;
}

/* dt and dd, or the two cells of a row. */
static void read_pair(struct dt_page_reader *r, uint32_t i, enum dt_tag wanted,
                      struct facts *facts)
{
    const struct dt_html *html = &r->page->html;
    uint32_t value = element_behind(html, i);
    enum dt_speech_label label;

    if (r->page->info[i].text > LABEL_LONGEST || value == 0 ||
        html->nodes[value].tag != wanted ||
        r->page->info[value].text > VALUE_LONGEST ||
        (wanted == DT_TAG_TD && element_behind(html, value) != 0))
        return;
    label = label_of(r, dt_page_text_of(r, i));
    if (label != DT_SPEECH_NO_LABEL)
        add_fact(r, facts, label, dt_page_text_of(r, value),
                 holder(r->page, i));
}

/* Whether an element has a colon, and holds no block. */
static bool may_be_line(const struct dt_html *html, uint32_t i)
{
    bool colon = false;

    for (uint32_t k = i + 1; k < html->nodes[i].end; k++) {
        const struct dt_html_node *n = &html->nodes[k];

        if (dt_page_is_block((enum dt_tag)n->tag))
            return false;
        colon = colon || (n->text.len && memchr(n->text.ptr, ':', n->text.len));
    }
    return colon;
}

/* "Location: Wendmouth". */
static void read_line(struct dt_page_reader *r, uint32_t i, struct facts *facts)
{
    struct dt_str text;
    enum dt_speech_label label;
    size_t colon;

    if (r->page->html.nodes[i].end > i + LINE_NODES ||
        r->page->info[i].text > VALUE_LONGEST ||
        !may_be_line(&r->page->html, i))
        return;
    text = dt_str_trim(dt_page_text_of(r, i));
    colon = dt_str_until(text, ":", 0);
    if (colon == text.len || colon > LABEL_LONGEST)
        return;
    label = label_of(r, (struct dt_str){text.ptr, colon});
    if (label != DT_SPEECH_NO_LABEL)
        add_fact(r, facts, label,
                 (struct dt_str){text.ptr + colon + 1, text.len - colon - 1},
                 holder(r->page, i));
}

static void find_facts(struct dt_page_reader *r, struct facts *facts)
{
    const struct dt_html *html = &r->page->html;

    for (uint32_t i = 1; i < html->count && r->rc == DT_OK; i++) {
        switch (html->nodes[i].tag) {
        case DT_TAG_DT:
            read_pair(r, i, DT_TAG_DD, facts);
            break;
        case DT_TAG_TH:
        case DT_TAG_TD:
            read_pair(r, i, DT_TAG_TD, facts);
            break;
        case DT_TAG_LI:
        case DT_TAG_P:
        case DT_TAG_DIV:
            read_line(r, i, facts);
            break;
        default:
            break;
        }
    }
}

static const struct fact *find(const struct facts *facts,
                               enum dt_speech_label label)
{
    for (size_t i = 0; i < facts->count; i++)
        if (facts->items[i].label == label)
            return &facts->items[i];
    return NULL;
}

/* "Release type: Speech". */
static bool is_typed(struct dt_page_reader *r, const struct facts *facts)
{
    const struct fact *type = find(facts, DT_SPEECH_TYPE);

    return type && dt_rules_has(DT_RULES_SPEECH_TITLES,
                                dt_draft_fold(r->draft, type->value));
}

static bool is_titled(struct dt_page_reader *r)
{
    return r->meta->title &&
           dt_rulebook_holds(NULL, DT_RULES_SPEECH_TITLES,
                             dt_draft_fold(r->draft, DT_STR(r->meta->title)));
}

static void take_event(struct dt_page_reader *r, const struct fact *day,
                       const struct fact *place)
{
    struct dt_event *event = &r->meta->event;
    struct dt_date date;

    if (day && dt_date_find_in(day->value, 0, r->draft->date_order, &date) &&
        date.part == DT_DATE_FULL)
        event->date = dt_page_line(r, DT_STR(date.edtf));
    if (place)
        event->place = dt_page_line(r, place->value);
}

/* How sure facts and title make it that the page is a speech. */
static enum dt_draft_speech judge(struct dt_page_reader *r,
                                  const struct facts *facts)
{
    int told = (find(facts, DT_SPEECH_DAY) != NULL) +
               (find(facts, DT_SPEECH_VENUE) != NULL) +
               (find(facts, DT_SPEECH_SPEAKER) != NULL);
    bool titled = facts->count > 0 && is_titled(r);

    if (find(facts, DT_SPEECH_DELIVERED) || is_typed(r, facts) ||
        (titled && told > 1))
        return DT_SPEECH_SAID;
    return titled || told > 2 ? DT_SPEECH_LIKELY : DT_SPEECH_UNKNOWN;
}

void dt_page_read_speech(struct dt_page_reader *r)
{
    struct facts facts = {.count = 0};
    const struct fact *day, *speaker;

    if (r->rc != DT_OK)
        return;
    find_facts(r, &facts);
    r->draft->speech = judge(r, &facts);
    if (r->draft->speech == DT_SPEECH_UNKNOWN)
        return;
    day = find(&facts, DT_SPEECH_DELIVERED);
    take_event(r, day ? day : find(&facts, DT_SPEECH_DAY),
               find(&facts, DT_SPEECH_VENUE));
    speaker = find(&facts, DT_SPEECH_SPEAKER);
    if (speaker)
        r->meta->speaker_name = dt_speech_person(r->draft, speaker->value,
                                                 r->err);
    for (size_t i = 0; i < facts.count; i++)
        r->page->info[facts.items[i].node].fact =
            r->page->info[facts.items[i].node].cut = true;
}
