#include "snapshot/line_blocks.h"

#include <string.h>

/* Read as much as a block has; false at the end, and when it fails. */
static bool read_more(struct dt_line_blocks *l, struct dt_buf *out)
{
    const size_t wanted = out->len < l->size ? l->size - out->len : l->size;
    char *room = dt_buf_reserve(out, wanted);
    size_t got = 0;

    if (!room) {
        l->rc = dt_buf_check(out, "a block of lines", &l->err);
        return false;
    }
    l->rc = dt_packed_read(l->packed, room, wanted, &got, &l->err);
    out->len += got;
    return l->rc == DT_OK && got > 0;
}

/* Where the last line ends, looking back no further than from; 0: nowhere. */
static size_t last_end(const struct dt_buf *out, size_t from)
{
    for (size_t at = out->len; at > from; at--)
        if (out->ptr[at - 1] == '\n')
            return at;
    return 0;
}

/* What is behind the block begins the next one. */
static void cut(struct dt_line_blocks *l, struct dt_buf *out, size_t end)
{
    dt_buf_add(&l->rest, out->ptr + end, out->len - end);
    out->len = end;
}

/* Pass over the rest of a line that was too long. */
static void skip_line(struct dt_line_blocks *l, struct dt_buf *out)
{
    const char *lf = NULL;

    do {
        lf = out->len ? memchr(out->ptr, '\n', out->len) : NULL;
        l->end += lf ? (size_t)(lf - out->ptr) + 1 : out->len;
        if (lf)
            cut(l, out, (size_t)(lf - out->ptr) + 1);
        dt_buf_reset(out);
    } while (!lf && read_more(l, out));
    dt_buf_addstr(out, dt_buf_str(&l->rest));
    dt_buf_reset(&l->rest);
    l->skips = false;
}

/* Whole lines; with a failure to come, those that are before it. */
static void fill(struct dt_line_blocks *l, struct dt_buf *out)
{
    size_t end = last_end(out, 0);

    while (out->len < l->size || !end) {
        const size_t looked = out->len;
        size_t found;

        if (!end && looked > l->longest) {
            l->skips = true;
            return;
        }
        if (!read_more(l, out)) {
            out->len = l->rc < 0 ? end : out->len;
            return;
        }
        found = last_end(out, looked);
        end = found ? found : end;
    }
    cut(l, out, end);
}

int dt_line_blocks_next(struct dt_line_blocks *l, struct dt_buf *out,
                        uint64_t *start, struct dt_err *err)
{
    int rc;

    dt_buf_reset(out);
    dt_buf_addstr(out, dt_buf_str(&l->rest));
    dt_buf_reset(&l->rest);
    if (l->rc == DT_OK && l->skips)
        skip_line(l, out);
    *start = l->end;
    if (l->rc == DT_OK)
        fill(l, out);
    l->end += out->len;
    if (out->len)
        return DT_OK;
    rc = l->rc;
    l->rc = DT_OK;
    if (rc < 0)
        *err = l->err;
    return rc;
}

void dt_line_blocks_release(struct dt_line_blocks *l)
{
    dt_buf_release(&l->rest);
}
