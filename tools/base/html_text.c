/* Text of a page that is not as it stands there. */
#include "base/html_reference.h"
#include "base/html_token.h"
#include "base/utf8.h"

enum { ROOM = 32 * 1024 };

struct dt_str dt_html_normalise_lines(struct dt_str page,
                                      struct dt_arena *arena)
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
