#include "snapshot/message.h"

#include "snapshot/header.h"

/* "HTTP/1.1 200 OK": the version's form is nobody's business here. */
static bool parse_status(struct dt_str line, unsigned *status)
{
    const char *space;
    uint64_t number;
    struct dt_str digits;

    if (line.len < 5 || !dt_header_is((struct dt_str){line.ptr, 5}, "HTTP/"))
        return false;
    space = memchr(line.ptr, ' ', line.len);
    if (!space)
        return false;
    digits = dt_str_trim(
        (struct dt_str){space, line.len - (size_t)(space - line.ptr)});
    if (digits.len > 3)
        digits.len = 3;
    if (!dt_header_number(digits, 10, &number) || number < 100)
        return false;
    *status = (unsigned)number;
    return true;
}

bool dt_message_parse(char *head, size_t len, struct dt_message *out)
{
    struct dt_str rest = {head, len}, line, name, value;

    *out = (struct dt_message){.status = 0};
    dt_header_unfold(head, len);
    if (!dt_str_line(&rest, &line) || !parse_status(line, &out->status))
        return false;
    while (dt_header_next(&rest, &name, &value)) {
        if (!name.ptr)
            continue;
        if (dt_header_is(name, "Content-Type"))
            out->content_type = value;
        else if (dt_header_is(name, "Content-Encoding"))
            out->content_encoding = value;
        else if (dt_header_is(name, "ETag"))
            out->etag = value;
        else if (dt_header_is(name, "Last-Modified"))
            out->last_modified = value;
        else if (dt_header_is(name, "Transfer-Encoding"))
            out->chunked |= dt_header_is(value, "chunked");
    }
    return true;
}

enum { SIZE, EXTENSION, DATA, DATA_END, TRAILER, TRAILER_LINE, DONE };

/* The value of a hexadecimal digit, or 16. */
static unsigned hex_digit(char c)
{
    uint64_t value;

    return dt_header_number((struct dt_str){&c, 1}, 16, &value)
               ? (unsigned)value
               : 16;
}

bool dt_chunks_start(struct dt_str front)
{
    size_t n = 0;

    while (n < front.len && hex_digit(front.ptr[n]) < 16)
        n++;
    if (!n || n == front.len)
        return false;
    while (n < front.len && front.ptr[n] == ' ')
        n++;
    return n < front.len && (front.ptr[n] == '\r' || front.ptr[n] == '\n' ||
                             front.ptr[n] == ';');
}

static int fail(const struct dt_chunks *c, const char *what, struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT, "byte %llu of the body: %s",
                   (unsigned long long)c->at, what);
}

static int size_byte(struct dt_chunks *c, char byte, struct dt_err *err)
{
    unsigned digit = hex_digit(byte);

    if (digit < 16) {
        if (c->left > (uint64_t)INT64_MAX / 16)
            return fail(c, "a chunk of 2^63 bytes or more", err);
        c->left = c->left * 16 + digit;
        c->digits = true;
        return DT_OK;
    }
    if (!c->digits)
        return fail(c, "no chunk size", err);
    if (byte == '\n')
        c->state = c->left ? DATA : TRAILER;
    else if (byte == ';' || byte == ' ' || byte == '\t' || byte == '\r')
        c->state = EXTENSION;
    else
        return fail(c, "a chunk size that is no number", err);
    return DT_OK;
}

/* One byte of what is no content. */
static int frame_byte(struct dt_chunks *c, char byte, struct dt_err *err)
{
    switch (c->state) {
    case SIZE:
        return size_byte(c, byte, err);
    case EXTENSION:
        if (byte == '\n')
            c->state = c->left ? DATA : TRAILER;
        return DT_OK;
    case DATA_END:
        if (byte == '\n')
            *c = (struct dt_chunks){SIZE, 0, c->at, false};
        else if (byte != '\r')
            return fail(c, "a chunk is longer than its size says", err);
        return DT_OK;
    case TRAILER:
        if (byte == '\n')
            c->state = DONE;
        else if (byte != '\r')
            c->state = TRAILER_LINE;
        return DT_OK;
    default:
        if (byte == '\n')
            c->state = TRAILER;
        return DT_OK;
    }
}

int dt_chunks_next(struct dt_chunks *c, struct dt_str *in, struct dt_str *data,
                   struct dt_err *err)
{
    *data = (struct dt_str){in->ptr, 0};
    while (in->len && c->state != DONE) {
        int rc;

        if (c->state == DATA) {
            data->ptr = in->ptr;
            data->len = in->len < c->left ? in->len : (size_t)c->left;
            in->ptr += data->len;
            in->len -= data->len;
            c->at += data->len;
            c->left -= data->len;
            if (!c->left)
                c->state = DATA_END;
            return DT_OK;
        }
        rc = frame_byte(c, in->ptr[0], err);
        if (rc < 0)
            return rc;
        in->ptr++;
        in->len--;
        c->at++;
    }
    in->len = 0;
    return DT_OK;
}

bool dt_chunks_done(const struct dt_chunks *c)
{
    return c->state >= TRAILER;
}
