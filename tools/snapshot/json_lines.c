#include "snapshot/json_lines.h"

#include <string.h>

#include "base/file.h"

int dt_json_lines_where(const struct dt_json_lines *l, int rc,
                        struct dt_err *err)
{
    struct dt_err inner = *err;

    return rc < 0 ? DT_FAIL(err, inner.code, "%s:%llu: %.300s",
                            dt_file_shown(l->path),
                            (unsigned long long)l->number, inner.msg)
                  : rc;
}

/* Whether the line ended in the piece at hand; what of it was there is kept. */
static bool end_line(struct dt_json_lines *l, struct dt_str *out)
{
    const char *lf = l->piece.len ? memchr(l->piece.ptr, '\n', l->piece.len)
                                  : NULL;
    struct dt_str part;

    if (!lf) {
        dt_buf_addstr(&l->line, l->piece);
        l->end += l->piece.len;
        l->piece.len = 0;
        return false;
    }
    part = (struct dt_str){l->piece.ptr, (size_t)(lf - l->piece.ptr)};
    l->end += part.len + 1;
    l->piece.ptr += part.len + 1;
    l->piece.len -= part.len + 1;
    if (l->line.len == 0 && !l->line.failed) {
        *out = part;
    } else {
        dt_buf_addstr(&l->line, part);
        *out = dt_buf_str(&l->line);
    }
    return true;
}

static int take_piece(struct dt_json_lines *l, struct dt_err *err)
{
    struct dt_piece piece;
    int rc = dt_packed_next(l->packed, &piece, err);

    l->piece = piece.bytes;
    l->at_end = rc < 0 || !piece.bytes.len;
    return rc;
}

/* Pass over what is left of a line that was too long, its LF too. */
static int skip_rest(struct dt_json_lines *l, struct dt_err *err)
{
    struct dt_str passed;
    int rc = DT_OK;

    while (rc == DT_OK && !end_line(l, &passed) && !l->at_end) {
        dt_buf_reset(&l->line);
        rc = take_piece(l, err);
    }
    l->skips = false;
    return rc;
}

static int read_line(struct dt_json_lines *l, struct dt_str *out,
                     struct dt_err *err)
{
    int rc = l->skips ? skip_rest(l, err) : DT_OK;

    dt_buf_reset(&l->line);
    *out = (struct dt_str){NULL, 0};
    l->start = l->end;
    while (rc == DT_OK && !end_line(l, out)) {
        l->skips = l->line.failed;
        if (l->skips)
            break;
        if (l->at_end) {
            if (l->line.len == 0)
                return DT_OK;
            *out = dt_buf_str(&l->line);
            break;
        }
        rc = take_piece(l, err);
    }
    if (rc < 0)
        return rc;
    l->number++;
    return dt_json_lines_where(l, dt_buf_check(&l->line, "the line", err), err);
}

int dt_json_lines_next(struct dt_json_lines *l, struct dt_str *out,
                       struct dt_err *err)
{
    int rc;

    do {
        rc = read_line(l, out, err);
        if (rc < 0 || !out->ptr)
            return rc;
        if (l->number == 1 && dt_str_starts(*out, DT_STR("\xEF\xBB\xBF"))) {
            out->ptr += 3;
            out->len -= 3;
            l->start += 3;
        }
    } while (!dt_str_trim(*out).len);
    return DT_OK;
}

void dt_json_lines_release(struct dt_json_lines *l)
{
    dt_buf_release(&l->line);
}
