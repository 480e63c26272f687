/* A text, read again from where it came from (dedup_lines.h). */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cmd/dedup_line.h"
#include "cmd/dedup_lines.h"
#include "snapshot/json_lines.h"

enum { CHUNK = 16 * 1024 };

/* The line that starts at offset, without its LF. */
static int read_line(int fd, const char *path, uint64_t offset,
                     struct dt_buf *line, struct dt_err *err)
{
    const char *lf = NULL;
    ssize_t got = 1;

    while (!lf && got > 0) {
        char *room = dt_buf_reserve(line, CHUNK);

        if (!room)
            return dt_buf_check(line, "a line", err);
        do
            got = pread(fd, room, CHUNK, (off_t)(offset + line->len));
        while (got < 0 && errno == EINTR);
        if (got < 0)
            return dt_file_fail(path, err);
        lf = memchr(room, '\n', (size_t)got);
        line->len += lf ? (size_t)(lf - room) : (size_t)got;
    }
    return DT_OK;
}

static int read_text(int fd, const char *path, uint64_t offset,
                     struct dt_buf *text, struct dt_err *err)
{
    struct dt_buf json = DT_BUF_INIT(DT_JSON_LINE);
    struct dt_dedup_line line;
    struct dt_err why;
    int rc = read_line(fd, path, offset, &json, err);

    dt_dedup_line_init(&line);
    if (rc == DT_OK && dt_dedup_line_read(&line, dt_buf_str(&json), &why) < 0)
        rc = DT_FAIL(err, DT_EMISMATCH, "%.300s: byte %llu: no text any more",
                     path, (unsigned long long)offset);
    if (rc == DT_OK) {
        dt_buf_addstr(text, dt_buf_str(&line.text));
        rc = dt_buf_check(text, "a text", err);
    }
    dt_dedup_line_release(&line);
    dt_buf_release(&json);
    return rc;
}

int dt_dedup_lines_read(void *ctx, unsigned worker, uint64_t place,
                        struct dt_buf *text, struct dt_err *err)
{
    const struct dt_dedup_lines *s = ctx;
    uint64_t offset;
    const char *path;
    int fd, rc;

    (void)worker;
    if (s->spool >= 0)
        return read_text(s->spool, DT_DEDUP_SPOOL, place, text, err);
    path = dt_dedup_place(s->dedup, place, &offset);
    rc = dt_file_open(path, &fd, err);
    if (rc < 0)
        return rc;
    rc = read_text(fd, path, offset, text, err);
    (void)close(fd);
    return rc;
}
