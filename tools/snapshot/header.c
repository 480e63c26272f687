#include "snapshot/header.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

size_t dt_header_end(struct dt_str text, size_t *seen)
{
    size_t at = *seen;

    while (at < text.len) {
        const char *lf = memchr(text.ptr + at, '\n', text.len - at);
        size_t next;

        if (!lf)
            break;
        next = (size_t)(lf - text.ptr) + 1;
        if (next < text.len && text.ptr[next] == '\n')
            return next + 1;
        if (next + 1 < text.len && text.ptr[next] == '\r' &&
            text.ptr[next + 1] == '\n')
            return next + 2;
        if (next + 1 >= text.len) {
            /* What follows decides: look at this line end again. */
            *seen = next - 1;
            return 0;
        }
        at = next;
    }
    *seen = text.len;
    return 0;
}

void dt_header_unfold(char *text, size_t len)
{
    char *end = text + len, *lf = len ? memchr(text, '\n', len) : NULL;

    for (; lf && lf + 1 < end;
         lf = memchr(lf + 1, '\n', (size_t)(end - lf - 1))) {
        if (!is_blank(lf[1]))
            continue;
        *lf = ' ';
        if (lf > text && lf[-1] == '\r')
            lf[-1] = ' ';
    }
}

/* Whether no white space stands inside a name. */
static bool is_token(struct dt_str name)
{
    name = dt_str_trim(name);
    return name.len && !memchr(name.ptr, ' ', name.len) &&
           !memchr(name.ptr, '\t', name.len);
}

bool dt_header_next(struct dt_str *rest, struct dt_str *name,
                    struct dt_str *value)
{
    struct dt_str line;
    const char *colon;

    if (!dt_str_line(rest, &line))
        return false;
    if (line.len && line.ptr[line.len - 1] == '\r')
        line.len--;
    if (!line.len)
        return false;
    colon = memchr(line.ptr, ':', line.len);
    *name = (struct dt_str){NULL, 0};
    *value = line;
    if (colon &&
        is_token((struct dt_str){line.ptr, (size_t)(colon - line.ptr)})) {
        size_t at = (size_t)(colon - line.ptr);

        *name = dt_str_trim((struct dt_str){line.ptr, at});
        *value =
            dt_str_trim((struct dt_str){line.ptr + at + 1, line.len - at - 1});
    }
    return true;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

bool dt_header_is(struct dt_str name, const char *other)
{
    size_t i = 0;

    while (i < name.len && other[i] && lower(name.ptr[i]) == lower(other[i]))
        i++;
    return i == name.len && !other[i];
}

/* Take the next part of a value off it: what stands before a semicolon. */
static struct dt_str next_part(struct dt_str *value)
{
    struct dt_str part = *value;
    bool quoted = false;
    size_t i = 0;

    if (!value->len)
        return part;
    for (; i < value->len && (quoted || value->ptr[i] != ';'); i++)
        quoted ^= value->ptr[i] == '"';
    part.len = i;
    i += i < value->len;
    value->ptr += i;
    value->len -= i;
    return dt_str_trim(part);
}

struct dt_str dt_header_main(struct dt_str value)
{
    return next_part(&value);
}

struct dt_str dt_header_parameter(struct dt_str value, const char *name)
{
    (void)next_part(&value);
    while (value.len) {
        struct dt_str part = next_part(&value), key = part;
        const char *equals = part.len ? memchr(part.ptr, '=', part.len) : NULL;

        if (!equals)
            continue;
        key.len = (size_t)(equals - part.ptr);
        if (!dt_header_is(dt_str_trim(key), name))
            continue;
        part.ptr += key.len + 1;
        part.len -= key.len + 1;
        part = dt_str_trim(part);
        if (part.len >= 2 && part.ptr[0] == '"' &&
            part.ptr[part.len - 1] == '"') {
            part.ptr++;
            part.len -= 2;
        }
        return part;
    }
    return (struct dt_str){NULL, 0};
}

static unsigned digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    c = lower(c);
    return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 16;
}

bool dt_header_number(struct dt_str digits, unsigned base, uint64_t *out)
{
    uint64_t number = 0;

    for (size_t i = 0; i < digits.len; i++) {
        unsigned digit = digit_of(digits.ptr[i]);

        if (digit >= base || number > ((uint64_t)INT64_MAX - digit) / base)
            return false;
        number = number * base + digit;
    }
    *out = number;
    return digits.len != 0;
}
