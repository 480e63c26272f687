#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *dt_buf_reserve(struct dt_buf *b, size_t len)
{
    size_t need, cap;
    char *grown;

    if (b->failed)
        return NULL;
    if (len > b->max - b->len) {
        b->failed = b->over = true;
        return NULL;
    }
    need = b->len + len + 1;
    if (need <= b->cap)
        return b->ptr + b->len;
    cap = b->cap ? b->cap : 64;
    while (cap < need)
        cap = cap > (size_t)-1 / 2 ? need : cap * 2;
    grown = realloc(b->ptr, cap);
    if (!grown) {
        b->failed = true;
        return NULL;
    }
    b->ptr = grown;
    b->cap = cap;
    return b->ptr + b->len;
}

void dt_buf_add(struct dt_buf *b, const void *data, size_t len)
{
    char *room = dt_buf_reserve(b, len);

    if (!room)
        return;
    if (len)
        memcpy(room, data, len);
    b->len += len;
    b->ptr[b->len] = '\0';
}

void dt_buf_adds(struct dt_buf *b, const char *text)
{
    dt_buf_add(b, text, strlen(text));
}

void dt_buf_addstr(struct dt_buf *b, struct dt_str text)
{
    dt_buf_add(b, text.ptr, text.len);
}

void dt_buf_addc(struct dt_buf *b, char c)
{
    if (b->failed || b->len >= b->max || b->cap - b->len < 2) {
        dt_buf_add(b, &c, 1);
        return;
    }
    b->ptr[b->len++] = c;
    b->ptr[b->len] = '\0';
}

void dt_buf_addf(struct dt_buf *b, const char *fmt, ...)
{
    va_list ap;
    char small[256];
    char *room;
    int n;

    va_start(ap, fmt);
    n = vsnprintf(small, sizeof small, fmt, ap);
    va_end(ap);
    if (n < 0) {
        b->failed = true;
        return;
    }
    if ((size_t)n < sizeof small) {
        dt_buf_add(b, small, (size_t)n);
        return;
    }
    room = dt_buf_reserve(b, (size_t)n);
    if (!room)
        return;
    va_start(ap, fmt);
    (void)vsnprintf(room, (size_t)n + 1, fmt, ap);
    va_end(ap);
    b->len += (size_t)n;
}

void dt_buf_reset(struct dt_buf *b)
{
    b->len = 0;
    b->failed = b->over = false;
    if (b->ptr)
        b->ptr[0] = '\0';
}

struct dt_str dt_buf_str(const struct dt_buf *b)
{
    return (struct dt_str){b->ptr ? b->ptr : "", b->len};
}

int dt_buf_check(const struct dt_buf *b, const char *what, struct dt_err *err)
{
    if (!b->failed)
        return DT_OK;
    if (b->over)
        return DT_FAIL(err, DT_EFORMAT, "%s is larger than %zu bytes", what,
                       b->max);
    return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", what);
}

int dt_buf_flush(struct dt_buf *b, const char *what, FILE *stream,
                 struct dt_err *err)
{
    int rc = dt_buf_check(b, what, err);

    if (rc == DT_OK && b->len && fwrite(b->ptr, 1, b->len, stream) != b->len)
        rc = DT_FAIL(err, DT_EIO, "standard %s could not be written",
                     stream == stderr ? "error" : "output");
    dt_buf_reset(b);
    return rc;
}

void dt_buf_release(struct dt_buf *b)
{
    free(b->ptr);
    *b = DT_BUF_INIT(b->max);
}
