#include "base/html_token.h"

#include "base/html_reference.h"
#include "base/utf8.h"

enum { ROOM = 32 * 1024 };

/* What ends a name: white space, "/", ">", and of an attribute "=" too. */
enum { ENDS_TAG = 1, ENDS_ATTRIBUTE = 2, ENDS_VALUE = 4, NEEDS_CHANGE = 8 };

#define UPPER(c) [c] = NEEDS_CHANGE

static const uint8_t classes[256] = {
    ['\0'] = NEEDS_CHANGE,
    ['\t'] = ENDS_TAG | ENDS_ATTRIBUTE | ENDS_VALUE,
    ['\n'] = ENDS_TAG | ENDS_ATTRIBUTE | ENDS_VALUE,
    ['\f'] = ENDS_TAG | ENDS_ATTRIBUTE | ENDS_VALUE,
    [' '] = ENDS_TAG | ENDS_ATTRIBUTE | ENDS_VALUE,
    ['>'] = ENDS_TAG | ENDS_ATTRIBUTE | ENDS_VALUE,
    ['/'] = ENDS_TAG | ENDS_ATTRIBUTE,
    ['='] = ENDS_ATTRIBUTE,
    UPPER('A'),
    UPPER('B'),
    UPPER('C'),
    UPPER('D'),
    UPPER('E'),
    UPPER('F'),
    UPPER('G'),
    UPPER('H'),
    UPPER('I'),
    UPPER('J'),
    UPPER('K'),
    UPPER('L'),
    UPPER('M'),
    UPPER('N'),
    UPPER('O'),
    UPPER('P'),
    UPPER('Q'),
    UPPER('R'),
    UPPER('S'),
    UPPER('T'),
    UPPER('U'),
    UPPER('V'),
    UPPER('W'),
    UPPER('X'),
    UPPER('Y'),
    UPPER('Z')};

static unsigned class_of(char c)
{
    return classes[(unsigned char)c];
}

/* 13.2.3.5: each CR LF and each CR is a LF. A copy, or the page itself. */
static struct dt_str normalise_lines(struct dt_str page, struct dt_arena *arena)
{
    const char *at = page.ptr, *end = at + page.len;
    const char *next = page.len ? memchr(at, '\r', page.len) : NULL;
    char *copy, *to;

    if (!next)
        return page;
    copy = to = dt_arena_alloc(arena, page.len);
    if (!copy)
        return (struct dt_str){NULL, 0};
    for (; next; next = memchr(at, '\r', (size_t)(end - at))) {
        memcpy(to, at, (size_t)(next - at));
        to += next - at;
        *to++ = '\n';
        at = next + 1;
        if (at < end && *at == '\n')
            at++;
    }
    memcpy(to, at, (size_t)(end - at));
    to += end - at;
    return (struct dt_str){copy, (size_t)(to - copy)};
}

void dt_html_tokens_init(struct dt_html_tokens *t, struct dt_str page,
                         struct dt_arena *arena)
{
    size_t len = page.len;

    page = normalise_lines(page, arena);
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

struct dt_str dt_html_skip_space(struct dt_str text)
{
    while (text.len && dt_html_is_space(*text.ptr)) {
        text.ptr++;
        text.len--;
    }
    return text;
}

bool dt_html_follows(const char *at, const char *end, const char *word)
{
    for (; *word; word++, at++)
        if (at == end || (dt_html_is_letter(*word) ? (*at | 32) != (*word | 32)
                                                   : *at != *word))
            return false;
    return true;
}

bool dt_html_is(struct dt_str text, const char *word)
{
    return text.len == strlen(word) &&
           dt_html_follows(text.ptr, text.ptr + text.len, word);
}

/* -- text that is not as it stands on the page -------------------------- */

char *dt_html_room(struct dt_html_tokens *t, size_t len)
{
    char *room = t->room;

    if (!room || len > t->room_left) {
        size_t more = len > ROOM / 4 ? len : ROOM;

        room = dt_arena_alloc(t->arena, more);
        if (!room) {
            t->failed = true;
            return NULL;
        }
        if (len == more)
            return room;
        t->room_left = more;
    }
    t->room = room + len;
    t->room_left -= len;
    return room;
}

/* Give back what was not needed of the room that was asked for last. */
static void give_back(struct dt_html_tokens *t, const char *from, size_t used,
                      size_t asked)
{
    if (from + asked == t->room) {
        t->room -= asked - used;
        t->room_left += asked - used;
    }
}

struct dt_str dt_html_replace_nul(struct dt_html_tokens *t, struct dt_str text)
{
    size_t most = text.len * 3, len = 0;
    char *room;

    if (!t->has_nul || !text.len || !memchr(text.ptr, '\0', text.len))
        return text;
    room = dt_html_room(t, most);
    if (!room)
        return (struct dt_str){"", 0};
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i])
            room[len++] = text.ptr[i];
        else
            len += dt_utf8_put(0xFFFD, room + len);
    }
    give_back(t, room, len, most);
    return (struct dt_str){room, len};
}

struct dt_str dt_html_lower(struct dt_html_tokens *t, struct dt_str text)
{
    char *room = dt_html_room(t, text.len);

    if (!room)
        return (struct dt_str){"", 0};
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        room[i] = c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
    }
    return dt_html_replace_nul(t, (struct dt_str){room, text.len});
}

struct dt_str dt_html_decode(struct dt_html_tokens *t, struct dt_str text,
                             bool in_attribute)
{
    /* No reference is longer than 6/5 of what it is written as. */
    size_t most = text.len + text.len / 4 + DT_HTML_REFERENCE_MAX, len = 0;
    const char *at = text.ptr, *end = text.ptr + text.len;
    char *room = dt_html_room(t, most);

    if (!room)
        return (struct dt_str){"", 0};
    while (at < end) {
        const char *next = memchr(at, '&', (size_t)(end - at));
        size_t run = (size_t)((next ? next : end) - at), size, made;

        memcpy(room + len, at, run);
        len += run;
        at += run;
        if (!next)
            break;
        size = dt_html_reference((struct dt_str){at, (size_t)(end - at)},
                                 in_attribute, room + len, &made);
        if (size == 0) {
            room[len++] = *at++;
            continue;
        }
        len += made;
        at += size;
    }
    give_back(t, room, len, most);
    return (struct dt_str){room, len};
}

/* -- tags: 13.2.5.6 to 13.2.5.8, 13.2.5.32 to 13.2.5.40 ------------------ */

static void read_name(struct dt_html_tokens *t)
{
    const char *at = t->at, *start = at;
    struct dt_html_token *token = &t->token;
    unsigned seen = 0;
    uint32_t hash = 0;

    while (at < t->end && !(class_of(*at) & ENDS_TAG)) {
        seen |= class_of(*at);
        hash = dt_html_tag_hash(hash, *at++);
    }
    t->at = at;
    token->hash = hash;
    token->text = (struct dt_str){start, (size_t)(at - start)};
    if (seen & NEEDS_CHANGE)
        token->text = dt_html_lower(t, token->text);
    token->tag = dt_html_tags_find(&t->tags, token->text, hash);
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
        at = memchr(start, *at, (size_t)(end - start));
        if (!at)
            return NULL;
        *value = (struct dt_str){start, (size_t)(at - start)};
        references = memchr(start, '&', value->len);
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

    if (token->attribute_count == DT_HTML_ATTRIBUTES)
        return;
    for (unsigned i = 0; i < token->attribute_count; i++)
        if (dt_str_eq(token->attributes[i].name, attribute.name))
            return;
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
        unsigned seen = 0;

        if (*at == '>') {
            t->at = at + 1;
            return true;
        }
        t->token.self_closing = *at == '/';
        if (*at == '/' || dt_html_is_space(*at)) {
            at++;
            continue;
        }
        do { /* a name may begin with "=" */
            seen |= class_of(*at++);
        } while (at < end && !(class_of(*at) & ENDS_ATTRIBUTE));
        attribute.name = (struct dt_str){start, (size_t)(at - start)};
        attribute.value = (struct dt_str){"", 0};
        if (seen & NEEDS_CHANGE)
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

    while (at < end) {
        at = memchr(at, '<', (size_t)(end - at));
        if (!at)
            at = end;
        else if (!opens_markup(at, end))
            at++;
        else
            break;
    }
    if (at == start)
        return false;
    t->at = at;
    *text = (struct dt_str){start, (size_t)(at - start)};
    t->token.has_nul = t->has_nul && memchr(text->ptr, '\0', text->len);
    if (memchr(text->ptr, '&', text->len))
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
