#include "adapt/http.h"

#include <string.h>
#include <strings.h>

#include "adapt/transfer.h"
#include "adapt/url.h"
#include "base/file.h"
#include "base/version.h"

enum {
    STALL_SECONDS = 60,
    GET_SECONDS = 600,
    DOWNLOAD_SECONDS = 24 * 60 * 60,
    LONG_TIME = 1000000 /* milliseconds */
};

/* What is asked for, and where it goes. */
struct asking {
    struct dt_buf *body; /* or NULL: to fd */
    int fd;
    const char *name;
    uint64_t max;
    struct dt_http_info *info;
    bool public_only; /* the caller, or a public server that led us here */
};

bool dt_http_is_url(const char *text)
{
    return strncasecmp(text, "http://", 7) == 0 ||
           strncasecmp(text, "https://", 8) == 0;
}

static int receive(void *ctx, const void *data, size_t len, struct dt_err *err)
{
    struct asking *a = ctx;

    a->info->bytes += len;
    if (!a->body)
        return dt_file_write_fd(a->fd, a->name, data, len, err);
    dt_buf_add(a->body, data, len);
    return dt_buf_check(a->body, a->name, err);
}

struct dt_str dt_http_field(struct dt_str head, const char *name,
                            struct dt_str *rest)
{
    size_t n = strlen(name);
    struct dt_str line;

    while (dt_str_line(&head, &line)) {
        if (line.len <= n || line.ptr[n] != ':' ||
            strncasecmp(line.ptr, name, n) != 0)
            continue;
        if (rest)
            *rest = head;
        return dt_str_trim((struct dt_str){line.ptr + n + 1, line.len - n - 1});
    }
    return (struct dt_str){NULL, 0};
}

/* A field of a response's head; "" for one that is too long. */
static void keep_field(struct dt_str head, const char *name, char *out,
                       size_t room)
{
    struct dt_str value = dt_http_field(head, name, NULL);

    if (value.len >= room)
        value.len = 0;
    if (value.len)
        memcpy(out, value.ptr, value.len);
    out[value.len] = '\0';
}

static void keep_info(struct asking *a, const struct dt_transfer *t,
                      const char *url)
{
    struct dt_http_info *info = a->info;
    struct dt_str head = dt_buf_str(&t->head);

    info->status = (long)t->status;
    info->is_private = t->end == DT_TRANSFER_PRIVATE;
    keep_field(head, "Content-Type", info->content_type,
               sizeof info->content_type);
    keep_field(head, "Content-Encoding", info->content_encoding,
               sizeof info->content_encoding);
    keep_field(head, "ETag", info->etag, sizeof info->etag);
    keep_field(head, "Last-Modified", info->last_modified,
               sizeof info->last_modified);
    if (strlen(url) < sizeof info->url)
        memcpy(info->url, url, strlen(url) + 1);
}

static int explain(const struct asking *a, const char *url,
                   const struct dt_transfer *t, struct dt_err *err)
{
    if (t->end == DT_TRANSFER_STOPPED) {
        *err = t->error;
        return (int)t->error.code;
    }
    if (t->end == DT_TRANSFER_TOO_LARGE && !t->head.over)
        return DT_FAIL(err, DT_EFORMAT, "%s: more than %llu bytes", url,
                       (unsigned long long)a->max);
    if (t->end != DT_TRANSFER_DONE)
        return DT_FAIL(err, DT_EIO, "%s: %s", url, t->reason);
    if (t->status < 200 || t->status > 299)
        return DT_FAIL(err, DT_EIO, "%s: the server answered %u", url,
                       t->status);
    return DT_OK;
}

static bool is_redirect(unsigned status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 ||
           status == 308;
}

/* One exchange; *next is where it leads, or NULL. */
static int ask(struct asking *a, struct dt_transfers *ts, const char *first,
               const struct dt_url *at, struct dt_arena *arena,
               const char **next, struct dt_err *err)
{
    const struct dt_transfer_request request = {
        .url = at->plain,
        .credentials = at->credentials,
        .public_only = a->public_only,
        .sink = receive,
        .sink_ctx = a,
    };
    struct dt_transfer *t = NULL;
    char location[2048];
    int rc = dt_transfers_start(ts, &request, err);

    *next = NULL;
    while (rc == DT_OK && !t)
        rc = dt_transfers_next(ts, LONG_TIME, &t, err);
    if (rc < 0)
        return rc;
    keep_info(a, t, at->plain);
    a->public_only |= t->is_public;
    keep_field(dt_buf_str(&t->head), "Location", location, sizeof location);
    if (t->end == DT_TRANSFER_DONE && is_redirect(t->status) && *location) {
        *next = dt_arena_copy(arena, DT_STR(location));
        if (!*next)
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for a URL");
    } else {
        rc = explain(a, first, t, err);
    }
    dt_transfer_free(t);
    return rc;
}

static int run(struct asking *a, const char *url, long seconds,
               struct dt_err *err)
{
    const struct dt_transfer_options options = {
        .allow_private = true,
        .user_agent = "dictum/" DT_VERSION,
        .seconds = seconds,
        .stall_seconds = STALL_SECONDS,
        .max = a->max};
    struct dt_arena arena = DT_ARENA_INIT(16u << 20);
    struct dt_transfers *ts = NULL;
    struct dt_url at = {.plain = NULL};
    const char *next = url;
    int rc = DT_OK;

    memset(a->info, 0, sizeof *a->info);
    if (!dt_http_is_url(url))
        return DT_FAIL(err, DT_EUSAGE,
                       "%s: not a URL that begins http:// or https://", url);
    rc = dt_transfers_new(&options, &ts, err);
    for (int hop = 0; rc == DT_OK && next; hop++) {
        if (hop > DT_HTTP_REDIRECTS)
            rc = DT_FAIL(err, DT_EIO, "%s: more than %d redirects", url,
                         DT_HTTP_REDIRECTS);
        if (rc == DT_OK)
            rc = dt_url_read(next, hop ? &at : NULL, &arena, &at, err);
        if (rc == DT_OK)
            rc = ask(a, ts, url, &at, &arena, &next, err);
        /* What a server leads us to is not the caller's mistake. */
        else if (rc == DT_EUSAGE && hop)
            rc = err->code = DT_EIO;
    }
    dt_transfers_free(ts);
    dt_arena_release(&arena);
    return rc;
}

int dt_http_get(const char *url, uint64_t max, bool allow_private,
                struct dt_buf *body, struct dt_http_info *info,
                struct dt_err *err)
{
    struct asking a = {.max = max,
                       .body = body,
                       .name = url,
                       .fd = -1,
                       .info = info,
                       .public_only = !allow_private};

    dt_buf_reset(body);
    return run(&a, url, GET_SECONDS, err);
}

int dt_http_download(const char *url, uint64_t max, int fd, const char *name,
                     struct dt_http_info *info, struct dt_err *err)
{
    struct asking a = {.max = max, .fd = fd, .name = name, .info = info};

    return run(&a, url, DOWNLOAD_SECONDS, err);
}
