#include "base/html_token.h"

#include "base/bytes.h"

/*
 * What ends the name of a tag or attribute, or a value without quotes; and
 * with what in it a name is not as it stands on the page.
 */
enum { ENDS_TAG = 1, ENDS_ATTRIBUTE = 2, ENDS_VALUE = 4, CHANGED = 8 };

static const uint8_t classes[256] = {
    ['\t'] = ENDS_TAG | ENDS_ATTRIBUTE | ENDS_VALUE,
    ['\n'] = ENDS_TAG | ENDS_ATTRIBUTE | ENDS_VALUE,
    ['\f'] = ENDS_TAG | ENDS_ATTRIBUTE | ENDS_VALUE,
    [' '] = ENDS_TAG | ENDS_ATTRIBUTE | ENDS_VALUE,
    ['>'] = ENDS_TAG | ENDS_ATTRIBUTE | ENDS_VALUE,
    ['/'] = ENDS_TAG | ENDS_ATTRIBUTE,
    ['='] = ENDS_ATTRIBUTE,
    ['A'] = CHANGED,
    ['B'] = CHANGED,
    ['C'] = CHANGED,
    ['D'] = CHANGED,
    ['E'] = CHANGED,
    ['F'] = CHANGED,
    ['G'] = CHANGED,
    ['H'] = CHANGED,
    ['I'] = CHANGED,
    ['J'] = CHANGED,
    ['K'] = CHANGED,
    ['L'] = CHANGED,
    ['M'] = CHANGED,
    ['N'] = CHANGED,
    ['O'] = CHANGED,
    ['P'] = CHANGED,
    ['Q'] = CHANGED,
    ['R'] = CHANGED,
    ['S'] = CHANGED,
    ['T'] = CHANGED,
    ['U'] = CHANGED,
    ['V'] = CHANGED,
    ['W'] = CHANGED,
    ['X'] = CHANGED,
    ['Y'] = CHANGED,
    ['Z'] = CHANGED,
    ['\0'] = CHANGED};

static unsigned class_of(char c)
{
    return classes[(unsigned char)c];
}

void dt_html_tokens_init(struct dt_html_tokens *t, struct dt_str page,
                         struct dt_arena *arena)
{
    size_t len = page.len;

    page = dt_html_normalise_lines(page, arena);
    t->at = page.ptr;
    t->end = page.len ? page.ptr + page.len : page.ptr;
    t->arena = arena;
    t->room = NULL;
    t->room_left = 0;
    t->failed = len && !page.ptr;
    t->state = DT_STATE_DATA;
    t->in_foreign = false;
    t->has_nul = page.len && memchr(page.ptr, '\0', page.len);
    t->last_start_tag = (struct dt_str){"", 0};
    t->token = (struct dt_html_token){.attributes = t->attributes};
    dt_html_tags_init(&t->tags);
}

/* -- tags: 13.2.5.6 to 13.2.5.8, 13.2.5.32 to 13.2.5.40 ------------------ */

static void read_name(struct dt_html_tokens *t)
{
    const char *at = t->at, *start = at;
    struct dt_html_token *token = &t->token;
    uint32_t hash = 0;
    unsigned seen = 0, class;

    while (at < t->end && !((class = class_of(*at)) & ENDS_TAG)) {
        seen |= class;
        hash = dt_html_tag_hash(hash, *at++);
    }
    t->at = at;
    token->hash = hash;
    token->text = (struct dt_str){start, (size_t)(at - start)};
    if (seen & CHANGED)
        token->text = dt_html_lower(t, token->text);
    token->tag = dt_html_tags_find(&t->tags, token->text, hash);
}

/* Where a byte stands first, or end; *references tells of "&" before it. */
static const char *find(const char *at, const char *end, char wanted,
                        bool *references)
{
    for (; (size_t)(end - at) >= sizeof(dt_bytes); at += sizeof(dt_bytes)) {
        const dt_bytes here = dt_bytes_at(at);
        const size_t first =
            dt_bytes_first((dt_bytes)(here == (unsigned char)wanted));

        *references |= dt_bytes_first((dt_bytes)(here == '&')) < first;
        if (first < sizeof here)
            return at + first;
    }
    while (at < end && *at != wanted)
        *references |= *at++ == '&';
    return at;
}

/* Attribute value states; NULL at the end of the page. */
static const char *read_value(struct dt_html_tokens *t, const char *at,
                              struct dt_str *value)
{
    const char *start, *end = t->end;
    bool references = false;

    while (at < end && dt_html_is_space(*at))
        at++;
    if (at == end)
        return NULL;
    if (*at == '"' || *at == '\'') {
        start = at + 1;
        at = find(start, end, *at, &references);
        if (at == end)
            return NULL;
        *value = (struct dt_str){start, (size_t)(at - start)};
        at++;
    } else {
        start = at;
        while (at < end && !(class_of(*at) & ENDS_VALUE))
            references |= *at++ == '&';
        *value = (struct dt_str){start, (size_t)(at - start)};
    }
    if (references)
        *value = dt_html_decode(t, *value, true);
    if (t->has_nul)
        *value = dt_html_replace_nul(t, *value);
    return at;
}

static void add_attribute(struct dt_html_tokens *t,
                          struct dt_html_attribute attribute)
{
    struct dt_html_token *token = &t->token;
    uint32_t bit = dt_html_name_bit(attribute.name.ptr, attribute.name.len);

    if (token->attribute_count == DT_HTML_ATTRIBUTES)
        return;
    for (unsigned i = 0; (token->names & bit) && i < token->attribute_count;
         i++)
        if (dt_str_eq(token->attributes[i].name, attribute.name))
            return;
    token->names |= bit;
    t->attributes[token->attribute_count++] = attribute;
}

/* Before attribute name state; false at the end of the page. */
static bool read_attributes(struct dt_html_tokens *t)
{
    const char *at = t->at, *end = t->end;

    t->token.self_closing = false;
    while (at < end) {
        struct dt_html_attribute attribute;
        const char *start = at;
        unsigned seen = 0, class;

        if (*at == '>') {
            t->at = at + 1;
            return true;
        }
        t->token.self_closing = *at == '/';
        if (*at == '/' || dt_html_is_space(*at)) {
            at++;
            continue;
        }
        class = class_of(*at);
        do { /* a name may begin with "=" */
            seen |= class;
        } while (++at < end && !((class = class_of(*at)) & ENDS_ATTRIBUTE));
        attribute.name = (struct dt_str){start, (size_t)(at - start)};
        attribute.value = (struct dt_str){"", 0};
        if (seen & CHANGED)
            attribute.name = dt_html_lower(t, attribute.name);
        while (at < end && dt_html_is_space(*at))
            at++;
        if (at < end && *at == '=') {
            at = read_value(t, at + 1, &attribute.value);
            if (!at)
                break;
        }
        add_attribute(t, attribute);
    }
    return false;
}

/* t->at is at the name. */
static enum dt_token_type read_tag(struct dt_html_tokens *t,
                                   enum dt_token_type type)
{
    struct dt_html_token *token = &t->token;

    token->attribute_count = 0;
    token->names = 0;
    read_name(t);
    if (!read_attributes(t)) {
        t->at = t->end;
        return DT_TOKEN_END_OF_FILE;
    }
    if (type == DT_TOKEN_START_TAG)
        t->last_start_tag = token->text;
    return type;
}

/* -- data: 13.2.5.1 and 13.2.5.6 ----------------------------------------- */

/* Whether a "<" begins anything but text. */
static bool opens_markup(const char *at, const char *end)
{
    return end - at > 1 && (dt_html_is_letter(at[1]) || at[1] == '!' ||
                            at[1] == '?' || (at[1] == '/' && end - at > 2));
}

static bool read_text(struct dt_html_tokens *t)
{
    const char *at = t->at, *end = t->end, *start = at;
    struct dt_str *text = &t->token.text;
    bool references = false;

    while ((at = find(at, end, '<', &references)) < end &&
           !opens_markup(at, end))
        at++;
    if (at == start)
        return false;
    t->at = at;
    *text = (struct dt_str){start, (size_t)(at - start)};
    t->token.has_nul = t->has_nul && memchr(text->ptr, '\0', text->len);
    if (references)
        *text = dt_html_decode(t, *text, false);
    return true;
}

static enum dt_token_type read_data(struct dt_html_tokens *t)
{
    if (read_text(t))
        return DT_TOKEN_TEXT;
    if (t->at == t->end)
        return DT_TOKEN_END_OF_FILE;
    t->at++; /* "<", and opens_markup() knows what follows */
    if (dt_html_is_letter(*t->at))
        return read_tag(t, DT_TOKEN_START_TAG);
    if (*t->at == '!')
        return dt_html_read_declaration(t);
    if (*t->at == '?')
        return dt_html_read_bogus_comment(t);
    t->at++;
    if (dt_html_is_letter(*t->at))
        return read_tag(t, DT_TOKEN_END_TAG);
    if (*t->at != '>')
        return dt_html_read_bogus_comment(t);
    t->at++; /* "</>" is nothing */
    return DT_TOKEN_NONE;
}

enum dt_token_type dt_html_tokens_next(struct dt_html_tokens *t)
{
    enum dt_token_type type;

    do {
        type = t->state == DT_STATE_DATA ? read_data(t) : dt_html_read_raw(t);
    } while (type == DT_TOKEN_NONE);
    if (t->failed)
        type = DT_TOKEN_END_OF_FILE;
    t->token.type = type;
    return type;
}
