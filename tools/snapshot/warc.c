#include "snapshot/warc.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "snapshot/header.h"

/* What every record begins with, whatever its version. */
#define MAGIC "WARC/"
/* What is looked for in the middle of unknown bytes. */
#define RECORD_LINE "WARC/1."

struct dt_warc {
    char *path;
    struct dt_packed *packed;
    struct dt_piece piece; /* of it, what is not taken yet */
    struct dt_buf head;
    struct dt_place record; /* where the one at hand starts */
    uint64_t left;          /* of its block */
    uint64_t length;
    bool lost;    /* the next record has to be looked for */
    bool damaged; /* what is packed could not be read on */
};

int dt_warc_fail(const struct dt_warc *w, const char *what, struct dt_err *err)
{
    const struct dt_place at = w->record;

    if (at.inside)
        return DT_FAIL(err, DT_EFORMAT, "%s: byte %llu, unpacked %llu: %s",
                       w->path, (unsigned long long)at.offset,
                       (unsigned long long)at.inside, what);
    return DT_FAIL(err, DT_EFORMAT, "%s: byte %llu: %s", w->path,
                   (unsigned long long)at.offset, what);
}

/* Give up the record at hand: the next call looks for another one. */
static int lose(struct dt_warc *w, const char *what, struct dt_err *err)
{
    w->lost = true;
    w->left = 0;
    return dt_warc_fail(w, what, err);
}

/* Have a piece that is not empty, but at the end of the file. */
static int fill(struct dt_warc *w, struct dt_err *err)
{
    int rc = DT_OK;

    if (!w->piece.bytes.len)
        rc = dt_packed_next(w->packed, &w->piece, err);
    if (rc < 0) {
        w->piece.bytes.len = 0;
        w->lost = w->damaged = true;
        w->left = 0;
    }
    return rc;
}

static void take(struct dt_warc *w, size_t n)
{
    w->piece.bytes.ptr += n;
    w->piece.bytes.len -= n;
    if (dt_packed_is_plain(w->packed))
        w->piece.place.offset += n;
    else
        w->piece.place.inside += n;
}

/* Whether the piece starts a member, and so in all likelihood a record. */
static bool at_member(const struct dt_warc *w)
{
    return !dt_packed_is_plain(w->packed) && w->piece.place.inside == 0 &&
           dt_str_starts(w->piece.bytes, DT_STR(MAGIC));
}

int dt_warc_take(const char *path, struct dt_packed *packed,
                 struct dt_warc **out, struct dt_err *err)
{
    struct dt_warc *w = calloc(1, sizeof *w);

    if (w)
        w->path = strdup(dt_file_shown(path));
    if (!w || !w->path) {
        free(w);
        dt_packed_free(packed);
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    }
    w->head = DT_BUF_INIT(DT_WARC_HEAD);
    w->packed = packed;
    *out = w;
    return DT_OK;
}

/* Pass over what stands before a place in its member. */
static int go_inside(struct dt_warc *w, struct dt_place place,
                     struct dt_err *err)
{
    uint64_t left = place.inside;

    while (left) {
        int rc = fill(w, err);
        size_t n = w->piece.bytes.len < left ? w->piece.bytes.len
                                             : (size_t)left;

        if (rc < 0)
            return rc;
        if (!n)
            return DT_FAIL(err, DT_EFORMAT,
                           "%s: byte %llu: ends before its unpacked byte %llu",
                           w->path, (unsigned long long)place.offset,
                           (unsigned long long)place.inside);
        take(w, n);
        left -= n;
    }
    return DT_OK;
}

int dt_warc_open(const char *path, struct dt_place place, struct dt_warc **out,
                 struct dt_err *err)
{
    struct dt_packed *packed = NULL;
    struct dt_warc *w = NULL;
    int rc = dt_packed_open(path, place.offset, &packed, err);

    if (rc == DT_OK)
        rc = dt_warc_take(path, packed, &w, err);
    if (rc == DT_OK)
        rc = go_inside(w, place, err);
    if (rc < 0)
        dt_warc_free(w);
    else
        *out = w;
    return rc;
}

int dt_warc_block(struct dt_warc *w, const void **data, size_t *len,
                  struct dt_err *err)
{
    char what[128];
    int rc;

    *len = 0;
    if (!w->left)
        return DT_OK;
    rc = fill(w, err);
    if (rc < 0)
        return rc;
    if (!w->piece.bytes.len || at_member(w)) {
        (void)snprintf(what, sizeof what,
                       "the record is cut short: %llu of the %llu bytes that "
                       "Content-Length says",
                       (unsigned long long)(w->length - w->left),
                       (unsigned long long)w->length);
        rc = lose(w, what, err);
        /* The record that ended this one is the next. */
        w->lost = false;
        return rc;
    }
    *data = w->piece.bytes.ptr;
    *len = w->piece.bytes.len < w->left ? w->piece.bytes.len : (size_t)w->left;
    take(w, *len);
    w->left -= *len;
    return DT_OK;
}

/* Skip what separates records, in whatever number it is there. */
static int skip_lines(struct dt_warc *w, struct dt_err *err)
{
    int rc = DT_OK;

    for (;;) {
        size_t n = 0;

        rc = fill(w, err);
        if (rc < 0 || !w->piece.bytes.len)
            return rc;
        while (n < w->piece.bytes.len &&
               (w->piece.bytes.ptr[n] == '\r' || w->piece.bytes.ptr[n] == '\n'))
            n++;
        if (!n)
            return DT_OK;
        take(w, n);
    }
}

/*
 * Look for the next line that begins a record, in this member and those behind
 * it. The line's first bytes are put where the header is collected.
 */
static int find_line(struct dt_warc *w, struct dt_err *err)
{
    const char wanted[] = "\n" RECORD_LINE;
    size_t seen = 0;
    struct dt_place at = {0, 0};

    for (;;) {
        int rc = fill(w, err);
        char c;

        if (rc < 0 || !w->piece.bytes.len)
            return rc;
        if (seen == 0 && at_member(w)) {
            w->record = w->piece.place;
            return DT_OK;
        }
        c = w->piece.bytes.ptr[0];
        if (seen == 1)
            at = w->piece.place;
        seen = c == wanted[seen] ? seen + 1 : c == '\n';
        take(w, 1);
        if (seen == sizeof wanted - 1) {
            dt_buf_adds(&w->head, RECORD_LINE);
            w->record = at;
            return DT_OK;
        }
    }
}

/*
 * Look for a record behind a broken one. Where records are members of their
 * own, the next member is surer than any line, which could be quoted.
 */
static int recover(struct dt_warc *w, struct dt_err *err)
{
    int rc;

    if (!w->damaged && (dt_packed_is_plain(w->packed) || w->record.inside))
        return find_line(w, err);
    if (!w->damaged && at_member(w) &&
        w->piece.place.offset != w->record.offset)
        return DT_OK;
    w->piece.bytes.len = 0;
    w->damaged = false;
    rc = dt_packed_resume(w->packed, DT_STR(MAGIC), err);
    return rc < 0 ? rc : fill(w, err);
}

static int read_head(struct dt_warc *w, struct dt_err *err)
{
    size_t seen = 0, before, end;
    int rc;

    for (;;) {
        rc = fill(w, err);
        if (rc < 0)
            return rc;
        if (!w->piece.bytes.len || (w->head.len && at_member(w)))
            return lose(w, "cut short in the record's header", err);
        before = w->head.len;
        /* A piece may be large, the header is what it begins with. */
        end = w->piece.bytes.len < 4096 ? w->piece.bytes.len : 4096;
        dt_buf_add(&w->head, w->piece.bytes.ptr, end);
        if (w->head.failed) {
            char what[80];

            (void)snprintf(what, sizeof what,
                           "the record's header is larger than %d bytes",
                           DT_WARC_HEAD);
            return lose(w, what, err);
        }
        rc = before + end >= sizeof MAGIC - 1 &&
                     !dt_str_starts(dt_buf_str(&w->head), DT_STR(MAGIC))
                 ? lose(w, "no WARC record starts here", err)
                 : DT_OK;
        if (rc < 0)
            return rc;
        take(w, end);
        end = dt_header_end(dt_buf_str(&w->head), &seen);
        if (!end)
            continue;
        /* Give back what of this piece is behind the header. */
        w->piece.bytes.ptr -= w->head.len - end;
        w->piece.bytes.len += w->head.len - end;
        if (dt_packed_is_plain(w->packed))
            w->piece.place.offset -= w->head.len - end;
        else
            w->piece.place.inside -= w->head.len - end;
        w->head.len = end;
        return DT_OK;
    }
}

static enum dt_warc_type type_of(struct dt_str name)
{
    static const char *const names[] = {
        [DT_WARC_OTHER] = "",
        [DT_WARC_WARCINFO] = "warcinfo",
        [DT_WARC_RESPONSE] = "response",
        [DT_WARC_RESOURCE] = "resource",
        [DT_WARC_REQUEST] = "request",
        [DT_WARC_METADATA] = "metadata",
        [DT_WARC_REVISIT] = "revisit",
        [DT_WARC_CONVERSION] = "conversion",
        [DT_WARC_CONTINUATION] = "continuation",
    };

    for (size_t i = 1; i < sizeof names / sizeof *names; i++)
        if (dt_header_is(name, names[i]))
            return (enum dt_warc_type)i;
    return DT_WARC_OTHER;
}

static struct dt_str without_brackets(struct dt_str url)
{
    if (url.len >= 2 && url.ptr[0] == '<' && url.ptr[url.len - 1] == '>') {
        url.ptr++;
        url.len -= 2;
    }
    return url;
}

/* The field of a record that a header of this name fills, or NULL. */
static struct dt_str *field_of(struct dt_warc_record *r, struct dt_str name)
{
    const struct {
        const char *name;
        struct dt_str *field;
    } known[] = {
        {"WARC-Type", &r->type_name},
        {"WARC-Record-ID", &r->id},
        {"WARC-Date", &r->date},
        {"WARC-Target-URI", &r->url},
        {"Content-Type", &r->content_type},
        {"WARC-Block-Digest", &r->block_digest},
        {"WARC-Payload-Digest", &r->payload_digest},
        {"WARC-Truncated", &r->truncated},
        {"WARC-Profile", &r->profile},
        {"WARC-Refers-To", &r->refers_to},
        {"WARC-Refers-To-Target-URI", &r->refers_to_url},
        {"WARC-Refers-To-Date", &r->refers_to_date},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (dt_header_is(name, known[i].name))
            return known[i].field;
    return NULL;
}

static int read_length(struct dt_warc *w, struct dt_str value, bool *said,
                       struct dt_err *err)
{
    char what[128];
    uint64_t length;

    if (!dt_header_number(value, 10, &length)) {
        (void)snprintf(what, sizeof what,
                       "Content-Length '%.*s' is no number up to 2^63-1",
                       value.len < 40 ? (int)value.len : 40, value.ptr);
        return lose(w, what, err);
    }
    if (*said && length != w->length)
        return lose(w, "two Content-Length headers that disagree", err);
    *said = true;
    w->length = length;
    return DT_OK;
}

static int parse_head(struct dt_warc *w, struct dt_warc_record *r,
                      struct dt_err *err)
{
    struct dt_str rest, line, name, value;
    bool has_length = false;
    unsigned number = 1;
    char what[96];
    int rc = DT_OK;

    dt_header_unfold(w->head.ptr, w->head.len);
    rest = dt_buf_str(&w->head);
    (void)dt_str_line(&rest, &line);
    line = dt_str_trim(line);
    r->version = (struct dt_str){line.ptr + sizeof MAGIC - 1,
                                 line.len - (sizeof MAGIC - 1)};
    while (rc == DT_OK && dt_header_next(&rest, &name, &value)) {
        struct dt_str *field;

        number++;
        if (!name.ptr) {
            (void)snprintf(
                what, sizeof what,
                "line %u of the record's header is no \"Name: value\"", number);
            return lose(w, what, err);
        }
        field = field_of(r, name);
        if (field && !field->len)
            *field = value;
        if (dt_header_is(name, "WARC-Segment-Number"))
            r->segmented = true;
        if (dt_header_is(name, "Content-Length"))
            rc = read_length(w, value, &has_length, err);
    }
    if (rc == DT_OK && !has_length)
        rc = lose(w, "the record has no Content-Length", err);
    if (rc == DT_OK && !r->type_name.len)
        rc = lose(w, "the record has no WARC-Type", err);
    r->type = type_of(r->type_name);
    r->url = without_brackets(r->url);
    r->refers_to_url = without_brackets(r->refers_to_url);
    r->length = w->length;
    return rc;
}

int dt_warc_next(struct dt_warc *w, struct dt_warc_record *out, bool *end,
                 struct dt_err *err)
{
    const void *data;
    size_t len = 1;
    int rc = DT_OK;

    *out = (struct dt_warc_record){.type = DT_WARC_OTHER};
    *end = false;
    while (rc == DT_OK && len)
        rc = dt_warc_block(w, &data, &len, err);
    dt_buf_reset(&w->head);
    if (rc == DT_OK && w->lost)
        rc = recover(w, err);
    if (rc == DT_OK && !w->head.len)
        rc = skip_lines(w, err);
    if (rc < 0)
        return rc;
    w->lost = false;
    if (!w->head.len) {
        *end = !w->piece.bytes.len;
        w->record = w->piece.place;
    }
    if (*end)
        return DT_OK;
    w->length = 0;
    out->place = w->record;
    rc = read_head(w, err);
    if (rc == DT_OK)
        rc = parse_head(w, out, err);
    if (rc == DT_OK)
        w->left = w->length;
    return rc;
}

void dt_warc_free(struct dt_warc *w)
{
    if (!w)
        return;
    dt_packed_free(w->packed);
    dt_buf_release(&w->head);
    free(w->path);
    free(w);
}

bool dt_warc_is_name(const char *path)
{
    const char *const endings[] = {".warc", ".warc.gz", ".warc.zst"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (dt_str_ends(DT_STR(path), DT_STR(endings[i])))
            return true;
    return false;
}
