#include "snapshot/warc_write.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "adapt/codec.h"
#include "adapt/deflate.h"
#include "adapt/http.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/version.h"
#include "snapshot/http_field.h"

enum {
    LONGEST_PATH = 4096,
    ID_SIZE = 48,
    PIECE = 64 * 1024,
    MOST_RECORD = 1024 * 1024 * 1024
};

struct dt_warc_writer {
    int fd;
    uint64_t size; /* of what is whole */
    bool resumed, written;
    char *dir, *path;
    char info_id[ID_SIZE]; /* of the warcinfo record; "" after a crash */
    struct dt_digest *digest;
    struct dt_buf record, packed;
};

/* ---- records ---- */

/* One record while it is put together. */
struct record {
    const char *type, *content_type;
    const char *concurrent; /* id, or NULL */
    struct dt_str block[2];
    const char *payload; /* digest, or NULL */
    char id[ID_SIZE];
};

/*
 * An id nobody else has: a UUID made of a hash (RFC 9562, version 8) over all
 * that the record is.
 */
static int make_id(struct dt_warc_writer *w, const struct record *r,
                   const char *date, const char *url, const char *block,
                   char out[ID_SIZE], struct dt_err *err)
{
    unsigned char h[DT_DIGEST_SIZE];
    char place[64];
    int rc;

    (void)snprintf(place, sizeof place, "%s %" PRIu64 " ", r->type, w->size);
    rc = dt_digest_update(w->digest, place, strlen(place), err);
    if (rc == DT_OK)
        rc = dt_digest_update(w->digest, w->path, strlen(w->path), err);
    if (rc == DT_OK)
        rc = dt_digest_update(w->digest, date, strlen(date), err);
    if (rc == DT_OK)
        rc = dt_digest_update(w->digest, block, strlen(block), err);
    if (rc == DT_OK && url)
        rc = dt_digest_update(w->digest, url, strlen(url), err);
    if (rc == DT_OK)
        rc = dt_digest_finish_raw(w->digest, h, err);
    if (rc < 0)
        return rc;
    (void)snprintf(out, ID_SIZE,
                   "<urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-"
                   "%02x%02x%02x%02x%02x%02x>",
                   h[0], h[1], h[2], h[3], h[4], h[5], (h[6] & 0x0F) | 0x80,
                   h[7], (h[8] & 0x3F) | 0x80, h[9], h[10], h[11], h[12], h[13],
                   h[14], h[15]);
    return DT_OK;
}

/* Append one record as a gzip member to w->packed. */
static int pack_record(struct dt_warc_writer *w, struct record *r,
                       const struct dt_warc_exchange *x, int64_t time,
                       struct dt_err *err)
{
    struct dt_buf *out = &w->record;
    char block[DT_DIGEST_HEX_SIZE], date[DT_TIME_SIZE];
    int rc = dt_digest_update(w->digest, r->block[0].ptr, r->block[0].len, err);

    if (rc == DT_OK)
        rc = dt_digest_update(w->digest, r->block[1].ptr, r->block[1].len, err);
    if (rc == DT_OK)
        rc = dt_digest_finish(w->digest, block, err);
    dt_time_write(time, date);
    if (rc == DT_OK)
        rc = make_id(w, r, date, x ? x->url : NULL, block, r->id, err);
    if (rc < 0)
        return rc;
    dt_buf_reset(out);
    dt_buf_addf(out, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: %s\r\n",
                r->type, r->id);
    dt_buf_addf(out, "WARC-Date: %s\r\n", date);
    if (x) {
        dt_buf_addf(out, "WARC-Target-URI: %s\r\n", x->url);
        if (*x->address)
            dt_buf_addf(out, "WARC-IP-Address: %s\r\n", x->address);
        if (x->http2)
            dt_buf_adds(out, "WARC-Protocol: h2\r\n");
        if (*w->info_id)
            dt_buf_addf(out, "WARC-Warcinfo-ID: %s\r\n", w->info_id);
    } else {
        const char *name = strrchr(w->path, '/') + 1;

        dt_buf_addf(out, "WARC-Filename: %.*s\r\n",
                    (int)(strlen(name) - strlen(DT_WARC_OPEN)), name);
    }
    if (r->concurrent)
        dt_buf_addf(out, "WARC-Concurrent-To: %s\r\n", r->concurrent);
    if (r->payload)
        dt_buf_addf(out, "WARC-Payload-Digest: sha256:%s\r\n", r->payload);
    dt_buf_addf(out, "WARC-Block-Digest: sha256:%s\r\n", block);
    dt_buf_addf(out, "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n",
                r->content_type, r->block[0].len + r->block[1].len);
    dt_buf_addstr(out, r->block[0]);
    dt_buf_addstr(out, r->block[1]);
    dt_buf_adds(out, "\r\n\r\n");
    rc = dt_buf_check(out, "a WARC record", err);
    if (rc == DT_OK)
        rc = dt_deflate_pack(dt_buf_str(out), &w->packed, err);
    return rc;
}

/* Append w->packed to the file, all of it on disk. */
static int append(struct dt_warc_writer *w, struct dt_err *err)
{
    int rc = dt_buf_check(&w->packed, w->path, err);

    if (rc == DT_OK)
        rc = dt_file_write_fd(w->fd, w->path, w->packed.ptr, w->packed.len,
                              err);
    if (rc == DT_OK && fdatasync(w->fd) != 0)
        rc = dt_file_fail(w->path, err);
    w->size += w->packed.len;
    dt_buf_reset(&w->packed);
    return rc;
}

static int write_info(struct dt_warc_writer *w, const char *user_agent,
                      int64_t now, struct dt_err *err)
{
    struct dt_buf fields = DT_BUF_INIT(LONGEST_PATH);
    struct record r = {.type = "warcinfo",
                       .content_type = "application/warc-fields"};
    int rc;

    dt_buf_addf(&fields,
                "software: dictum/%s\r\nformat: WARC File Format 1.1\r\n"
                "conformsTo: http://iipc.github.io/warc-specifications/"
                "specifications/warc-format/warc-1.1/\r\n"
                "http-header-user-agent: %s\r\nrobots: classic\r\n",
                DT_VERSION, user_agent);
    rc = dt_buf_check(&fields, "the user agent", err);
    r.block[0] = dt_buf_str(&fields);
    if (rc == DT_OK)
        rc = pack_record(w, &r, NULL, now, err);
    if (rc == DT_OK)
        rc = append(w, err);
    memcpy(w->info_id, r.id, sizeof r.id);
    dt_buf_release(&fields);
    return rc;
}

/* A head with the version that WARC programs know in its first line. */
static void write_head(struct dt_str head, bool http2, struct dt_buf *out)
{
    const char *word = http2 ? memchr(head.ptr, '\n', head.len) : NULL;
    struct dt_str line = {head.ptr, word ? (size_t)(word - head.ptr) : 0};
    size_t at = dt_str_find(line, DT_STR("HTTP/2"), 0);

    if (at == SIZE_MAX) {
        dt_buf_addstr(out, head);
        return;
    }
    dt_buf_add(out, head.ptr, at);
    dt_buf_adds(out, "HTTP/1.1");
    at += strlen("HTTP/2");
    dt_buf_add(out, head.ptr + at, head.len - at);
}

int dt_warc_write(struct dt_warc_writer *w, const struct dt_warc_exchange *x,
                  struct dt_place *place, struct dt_err *err)
{
    struct dt_buf head = DT_BUF_INIT(MOST_RECORD),
                  request = DT_BUF_INIT(MOST_RECORD);
    char payload[DT_DIGEST_HEX_SIZE];
    struct record response = {
        .type = "response",
        .content_type = "application/http;msgtype=response"};
    struct record asked = {.type = "request",
                           .content_type = "application/http;msgtype=request",
                           .concurrent = response.id};
    bool plain = !dt_http_field(x->head, "Transfer-Encoding", NULL).ptr;
    int rc = DT_OK;

    write_head(x->head, x->http2, &head);
    write_head(x->request, x->http2, &request);
    response.block[0] = dt_buf_str(&head);
    response.block[1] = x->body;
    response.payload = plain ? payload : NULL;
    asked.block[0] = dt_buf_str(&request);
    *place = (struct dt_place){w->size, 0};
    if (plain)
        rc = dt_digest_bytes(w->digest, x->body.ptr, x->body.len, payload, err);
    if (rc == DT_OK)
        rc = dt_buf_check(&head, "a head", err);
    if (rc == DT_OK)
        rc = dt_buf_check(&request, "a request", err);
    if (rc == DT_OK)
        rc = pack_record(w, &response, x, x->time, err);
    if (rc == DT_OK && request.len)
        rc = pack_record(w, &asked, x, x->time, err);
    if (rc == DT_OK)
        rc = append(w, err);
    w->written = true;
    dt_buf_release(&head);
    dt_buf_release(&request);
    return rc;
}

/* ---- the file ---- */

/* Bytes of the file that are whole gzip members. */
static int measure(int fd, const char *path, uint64_t *whole,
                   struct dt_err *err)
{
    struct dt_codec *codec = NULL;
    char *in = malloc(PIECE), *out = malloc(PIECE);
    uint64_t at = 0;
    ssize_t got = 1;
    struct dt_err broken;
    int rc = in && out ? dt_codec_new(&dt_codec_gzip, &codec, err)
                       : DT_FAIL(err, DT_EINTERNAL, "out of memory");

    *whole = 0;
    while (rc == DT_OK && got > 0) {
        struct dt_str rest;

        got = pread(fd, in, PIECE, (off_t)at);
        rest = (struct dt_str){in, got > 0 ? (size_t)got : 0};
        at += rest.len;
        while (rest.len && got > 0) {
            size_t len;
            bool done;

            /* What is not gzip ends it like what is not there. */
            if (dt_codec_run(codec, &rest, out, PIECE, &len, &done, &broken) <
                0)
                got = 0;
            else if (done) {
                *whole = at - rest.len;
                rc = dt_codec_reset(codec, err);
            }
        }
    }
    if (rc == DT_OK && got < 0)
        rc = dt_file_fail(path, err);
    dt_codec_free(codec);
    free(in);
    free(out);
    return rc;
}

/* The name of the file that was left open, or "". */
static int find_open(const char *dir, const char *name, struct dt_buf *out,
                     struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    struct dt_buf prefix = DT_BUF_INIT(LONGEST_PATH);
    int rc = dt_file_list(dir, &names, err);

    dt_buf_addf(&prefix, "%s-", name);
    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        struct dt_str file = DT_STR(names.names[i]), time;

        if (!dt_str_starts(file, dt_buf_str(&prefix)) ||
            !dt_str_ends(file, DT_STR(".warc.gz" DT_WARC_OPEN)))
            continue;
        /* Behind the name stands a time: another corpus may begin so. */
        time = (struct dt_str){file.ptr + prefix.len, file.len - prefix.len};
        if (time.ptr[0] < '0' || time.ptr[0] > '9' ||
            memchr(time.ptr, '-', time.len))
            continue;
        dt_buf_reset(out);
        dt_buf_addf(out, "%s/%s", dir, names.names[i]);
    }
    dt_buf_release(&prefix);
    dt_file_names_release(&names);
    return rc;
}

/* A name that no file has yet, with the time or one soon after it. */
static int new_name(const char *dir, const char *name, int64_t now,
                    struct dt_buf *out, struct dt_err *err)
{
    struct dt_file_stat st = {.exists = true};
    int rc = DT_OK;

    for (; rc == DT_OK && st.exists; now++) {
        char time[DT_TIME_SIZE];

        dt_time_write(now, time);
        dt_buf_reset(out);
        dt_buf_addf(out, "%s/%s-", dir, name);
        for (const char *c = time; *c; c++)
            if (*c >= '0' && *c <= '9')
                dt_buf_addc(out, *c);
        dt_buf_adds(out, ".warc.gz");
        rc = dt_buf_check(out, "a path", err);
        if (rc == DT_OK)
            rc = dt_file_stat(out->ptr, &st, err);
    }
    dt_buf_adds(out, DT_WARC_OPEN);
    return rc;
}

static int open_file(struct dt_warc_writer *w, const char *name, int64_t now,
                     struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    int rc = find_open(w->dir, name, &path, err);

    if (rc == DT_OK && !path.len)
        rc = new_name(w->dir, name, now, &path, err);
    if (rc == DT_OK)
        rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK) {
        w->path = strdup(path.ptr);
        if (!w->path)
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");
    }
    if (rc == DT_OK) {
        w->fd = open(w->path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (w->fd < 0)
            rc = dt_file_fail(w->path, err);
    }
    if (rc == DT_OK)
        rc = measure(w->fd, w->path, &w->size, err);
    if (rc == DT_OK && (ftruncate(w->fd, (off_t)w->size) != 0 ||
                        lseek(w->fd, 0, SEEK_END) < 0))
        rc = dt_file_fail(w->path, err);
    dt_buf_release(&path);
    return rc;
}

int dt_warc_writer_open(const char *dir, const char *name,
                        const char *user_agent, int64_t now,
                        struct dt_warc_writer **out, struct dt_err *err)
{
    struct dt_warc_writer *w = calloc(1, sizeof *w);
    int rc;

    if (!w)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    w->fd = -1;
    w->record = w->packed = DT_BUF_INIT(MOST_RECORD);
    w->dir = strdup(dir);
    rc = w->dir ? dt_digest_new(&w->digest, err)
                : DT_FAIL(err, DT_EINTERNAL, "out of memory");
    if (rc == DT_OK)
        rc = dt_file_mkdirs(dir, err);
    if (rc == DT_OK)
        rc = open_file(w, name, now, err);
    w->resumed = w->size > 0;
    if (rc == DT_OK && !w->resumed)
        rc = write_info(w, user_agent, now, err);
    if (rc == DT_OK)
        rc = dt_file_sync_dir(dir, err);
    if (rc < 0) {
        dt_warc_writer_free(w);
        return rc;
    }
    *out = w;
    return DT_OK;
}

const char *dt_warc_writer_path(const struct dt_warc_writer *w)
{
    return w->path;
}

bool dt_warc_writer_holds(const struct dt_warc_writer *w)
{
    return w->written || w->resumed;
}

int dt_warc_writer_close(struct dt_warc_writer *w, struct dt_err *err)
{
    char *final = strdup(w->path);
    int rc = DT_OK;

    if (!final)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    final[strlen(final) - strlen(DT_WARC_OPEN)] = '\0';
    if (dt_warc_writer_holds(w)) {
        if (rename(w->path, final) != 0)
            rc = dt_file_fail(w->path, err);
    } else if (unlink(w->path) != 0) {
        rc = dt_file_fail(w->path, err);
    }
    if (rc == DT_OK)
        rc = dt_file_sync_dir(w->dir, err);
    free(w->path);
    w->path = final;
    return rc;
}

void dt_warc_writer_free(struct dt_warc_writer *w)
{
    if (!w)
        return;
    if (w->fd >= 0)
        (void)close(w->fd);
    dt_digest_free(w->digest);
    dt_buf_release(&w->record);
    dt_buf_release(&w->packed);
    free(w->path);
    free(w->dir);
    free(w);
}
