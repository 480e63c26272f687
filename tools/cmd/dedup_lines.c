#include "cmd/dedup_lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json_scan.h"
#include "base/ordered.h"
#include "base/progress.h"
#include "base/utf8.h"

enum { ITEMS_A_THREAD = 3, CHUNK = 16 * 1024, PROGRESS_UNIT = 1000 };

/* One line on its way through. */
struct item {
    struct dt_buf line, id, input, body;
    struct dt_dedup_text text;
    uint64_t number, start, end; /* of the line */
    bool has_id, has_input, has_text;
    int rc;
    struct dt_err err;
};

static void item_init(struct item *item)
{
    item->line = item->body = DT_BUF_INIT(DT_JSON_LINE);
    item->id = item->input = DT_BUF_INIT(DT_JSON_LINE);
    dt_dedup_text_init(&item->text);
}

static void item_release(struct item *item)
{
    dt_buf_release(&item->line);
    dt_buf_release(&item->id);
    dt_buf_release(&item->input);
    dt_buf_release(&item->body);
    dt_dedup_text_release(&item->text);
}

static int take(void *ctx, void *filled, bool *end, struct dt_err *err)
{
    struct dt_dedup_lines *s = ctx;
    struct item *item = filled;
    struct dt_str line;

    dt_buf_reset(&item->line);
    item->rc = dt_json_lines_next(&s->lines, &line, &item->err);
    item->number = s->lines.number;
    item->start = s->lines.start;
    item->end = s->lines.end;
    if (item->rc < 0 && item->rc != DT_EFORMAT) {
        *err = item->err;
        return item->rc;
    }
    if (item->rc < 0)
        return DT_OK;
    *end = !line.ptr;
    if (line.ptr)
        dt_buf_addstr(&item->line, line);
    return *end ? DT_OK : dt_buf_check(&item->line, "the line", err);
}

/* What normalise gives without an id is known by its input. */
static int take_member(struct item *item, const struct dt_json_member *member)
{
    bool is_id = dt_json_scan_is(member, "id");
    bool is_input = !is_id && dt_json_scan_is(member, "input");
    const char *name = is_id ? "id" : is_input ? "input" : "text";
    struct dt_buf *into = is_id      ? &item->id
                          : is_input ? &item->input
                                     : &item->body;

    if (!is_id && !is_input && !dt_json_scan_is(member, "text"))
        return DT_OK;
    if (is_id ? dt_json_scan_is_null(member)
              : is_input && !dt_json_scan_is_text(member))
        return DT_OK;
    if (!dt_json_scan_is_text(member))
        return DT_FAIL(&item->err, DT_EFORMAT, "byte %zu: '%s' is no text",
                       member->at, name);
    dt_buf_reset(into);
    dt_json_scan_text(member, into);
    *(is_id      ? &item->has_id
      : is_input ? &item->has_input
                 : &item->has_text) = true;
    return dt_buf_check(into, name, &item->err);
}

static int read_line(struct item *item)
{
    struct dt_str text = dt_buf_str(&item->line);
    struct dt_json_member member;
    struct dt_json_scan scan;
    size_t valid = dt_utf8_valid(text);
    bool end = false;
    int rc;

    if (valid < text.len)
        return DT_FAIL(&item->err, DT_EFORMAT, "byte %zu is not UTF-8", valid);
    item->has_id = item->has_input = item->has_text = false;
    rc = dt_json_scan_start(&scan, text, &item->err);
    while (rc == DT_OK && !end) {
        rc = dt_json_scan_next(&scan, &member, &end, &item->err);
        if (rc == DT_OK && !end)
            rc = take_member(item, &member);
    }
    if (rc == DT_OK && !item->has_text)
        rc = DT_FAIL(&item->err, DT_EFORMAT, "no 'text' in it");
    if (rc == DT_OK && !item->has_id && !item->has_input)
        rc = DT_FAIL(&item->err, DT_EFORMAT, "no 'id' and no 'input' in it");
    return rc;
}

static void work(void *ctx, void *filled)
{
    const struct dt_dedup_lines *s = ctx;
    struct item *item = filled;

    if (item->rc < 0)
        return;
    item->rc = read_line(item);
    if (item->rc == DT_OK)
        item->rc = dt_dedup_read(s->dedup, dt_buf_str(&item->body), &item->text,
                                 &item->err);
}

/* Where the text can be read again: in its file, or else in ours. */
static int keep_text(struct dt_dedup_lines *s, const struct item *item,
                     uint64_t *place, struct dt_err *err)
{
    const uint64_t len = item->body.len;
    int rc;

    *place = s->base + item->start;
    if (s->spool < 0)
        return DT_OK;
    *place = s->spooled;
    rc = dt_file_write_fd(s->spool, "the file of texts", &len, sizeof len, err);
    if (rc == DT_OK)
        rc = dt_file_write_fd(s->spool, "the file of texts", item->body.ptr,
                              len, err);
    s->spooled += sizeof len + len;
    return rc;
}

static int add_item(struct dt_dedup_lines *s, struct item *item)
{
    uint64_t place = 0;
    int rc = item->rc;

    if (rc == DT_OK)
        rc = keep_text(s, item, &place, &item->err);
    return rc < 0 ? rc
                  : dt_dedup_add_at(
                        s->dedup,
                        dt_buf_str(item->has_id ? &item->id : &item->input),
                        place, &item->text, &item->err);
}

static int give(void *ctx, void *filled, struct dt_err *err)
{
    struct dt_dedup_lines *s = ctx;
    struct item *item = filled;
    const bool said = item->rc < 0 && !item->line.len;

    dt_progress_add(item->end / PROGRESS_UNIT - s->mark.offset / PROGRESS_UNIT);
    s->seen++;
    item->rc = add_item(s, item);
    s->mark.offset = item->end;
    s->mark.line = item->number;
    if (item->rc < 0) {
        /* What could not be taken as a line says already where it is. */
        if (said)
            *err = item->err;
        else
            dt_err_set(err, item->err.code, "%.150s:%llu: %.300s",
                       s->lines.path, (unsigned long long)item->number,
                       item->err.msg);
        if (!s->keep_going || item->rc != DT_EFORMAT)
            return item->rc;
        s->mark.skipped++;
        (void)fprintf(stderr, "dictum: error: %s\n", err->msg);
    }
    dt_dedup_mark(s->dedup, &s->mark);
    return DT_OK;
}

/* A file without a name for what can be read only once. */
static int open_spool(struct dt_dedup_lines *s, struct dt_err *err)
{
    const char *folder = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
    char path[4096];
    int len = snprintf(path, sizeof path, "%s/dictum-texts-XXXXXX", folder);

    if (len < 0 || (size_t)len >= sizeof path)
        return DT_FAIL(err, DT_EUSAGE, "TMPDIR is too long");
    s->spool = mkstemp(path);
    if (s->spool < 0)
        return DT_FAIL(err, DT_EIO, "%.300s: %s", path, strerror(errno));
    (void)unlink(path);
    return DT_OK;
}

int dt_dedup_lines_open(struct dt_dedup_lines *s, const char *path,
                        const struct dt_dedup_mark *from, struct dt_err *err)
{
    struct stat st;
    bool is_file = strcmp(path, "-") != 0 && stat(path, &st) == 0 &&
                   S_ISREG(st.st_mode);
    int rc = dt_packed_open(path, from ? from->offset : 0, &s->packed, err);

    if (rc < 0)
        return rc;
    s->lines = DT_JSON_LINES_INIT(
        s->packed, strcmp(path, "-") == 0 ? "standard input" : path);
    if (from) {
        s->mark = *from;
        s->lines.number = from->line;
        s->lines.end = from->offset;
    }
    s->size = is_file ? (uint64_t)st.st_size : 0;
    s->changed = is_file ? (int64_t)st.st_mtim.tv_sec * 1000000000 +
                               st.st_mtim.tv_nsec
                         : 0;
    s->is_plain = is_file && dt_packed_is_plain(s->packed);
    return s->is_plain ? dt_dedup_source(s->dedup, path, &s->base, err)
                       : open_spool(s, err);
}

int dt_dedup_lines_run(struct dt_dedup_lines *s, unsigned jobs,
                       struct dt_err *err)
{
    const struct dt_ordered stream = {take, work, give, s};
    const size_t count = jobs * (size_t)ITEMS_A_THREAD;
    struct item *items = calloc(count, sizeof *items);
    int rc;

    if (!items)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (size_t i = 0; i < count; i++)
        item_init(&items[i]);
    dt_progress_start("KB", s->is_plain ? s->size / PROGRESS_UNIT : 0);
    rc = dt_ordered_run(&stream, jobs, items, count, sizeof *items, err);
    dt_progress_end();
    for (size_t i = 0; i < count; i++)
        item_release(&items[i]);
    free(items);
    return rc;
}

void dt_dedup_lines_release(struct dt_dedup_lines *s)
{
    dt_json_lines_release(&s->lines);
    dt_packed_free(s->packed);
    if (s->spool >= 0)
        (void)close(s->spool);
}

static int read_at(int fd, const char *path, void *out, size_t len,
                   uint64_t offset, size_t *got, struct dt_err *err)
{
    ssize_t n;

    do
        n = pread(fd, out, len, (off_t)offset);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return DT_FAIL(err, DT_EIO, "%.300s: %s", path, strerror(errno));
    *got = (size_t)n;
    return DT_OK;
}

/* Exactly so many bytes of our own file. */
static int read_spooled(int fd, void *out, size_t len, uint64_t offset,
                        struct dt_err *err)
{
    size_t at = 0, got = 1;
    int rc = DT_OK;

    for (; rc == DT_OK && at < len && got > 0; at += got)
        rc = read_at(fd, "the file of texts", (char *)out + at, len - at,
                     offset + at, &got, err);
    if (rc == DT_OK && at < len)
        rc = DT_FAIL(err, DT_EIO, "the file of texts: shorter than it was");
    return rc;
}

static int unspool(const struct dt_dedup_lines *s, uint64_t place,
                   struct dt_buf *text, struct dt_err *err)
{
    uint64_t len = 0;
    int rc = read_spooled(s->spool, &len, sizeof len, place, err);
    char *room = rc == DT_OK ? dt_buf_reserve(text, len) : NULL;

    if (rc == DT_OK && !room)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for a text");
    if (rc == DT_OK)
        rc = read_spooled(s->spool, room, len, place + sizeof len, err);
    text->len += rc == DT_OK ? len : 0;
    return rc;
}

/* The line that starts at offset, without its LF. */
static int read_raw(const char *path, uint64_t offset, struct dt_buf *line,
                    struct dt_err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC), rc = DT_OK;
    const char *lf = NULL;
    size_t got = 1;

    if (fd < 0)
        return DT_FAIL(err, DT_EIO, "%.300s: %s", path, strerror(errno));
    while (rc == DT_OK && !lf && got > 0) {
        char *room = dt_buf_reserve(line, CHUNK);

        rc = room
                 ? read_at(fd, path, room, CHUNK, offset + line->len, &got, err)
                 : dt_buf_check(line, "a line", err);
        lf = rc == DT_OK ? memchr(room, '\n', got) : NULL;
        line->len += lf ? (size_t)(lf - room) : rc == DT_OK ? got : 0;
    }
    (void)close(fd);
    return rc;
}

int dt_dedup_lines_read(void *ctx, unsigned worker, uint64_t place,
                        struct dt_buf *text, struct dt_err *err)
{
    const struct dt_dedup_lines *s = ctx;
    struct item item = {.rc = DT_OK};
    uint64_t offset;
    const char *path;

    (void)worker;
    if (s->spool >= 0)
        return unspool(s, place, text, err);
    path = dt_dedup_place(s->dedup, place, &offset);
    item_init(&item);
    item.rc = read_raw(path, offset, &item.line, err);
    if (item.rc == DT_OK && read_line(&item) < 0)
        item.rc = DT_FAIL(err, DT_EMISMATCH,
                          "%.300s: byte %llu: no text any more", path,
                          (unsigned long long)offset);
    if (item.rc == DT_OK)
        dt_buf_addstr(text, dt_buf_str(&item.body));
    item_release(&item);
    return item.rc < 0 ? item.rc : dt_buf_check(text, "a text", err);
}
