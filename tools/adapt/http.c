#include "adapt/http.h"

#include <curl/curl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/version.h"

enum {
    CONNECT_SECONDS = 30,
    STALL_BYTES = 100,
    STALL_SECONDS = 60,
    GET_SECONDS = 600,
    DOWNLOAD_SECONDS = 24 * 60 * 60
};

struct transfer {
    CURL *curl;
    uint64_t max;
    struct dt_buf *body; /* or NULL: to fd */
    int fd;
    const char *name;
    bool over, refused; /* why receive() stopped; refused has *err filled */
    struct dt_http_info *info;
    struct dt_err *err;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static CURLcode ready;

static void start_curl(void)
{
    /* A server that hangs up must not kill us. */
    (void)signal(SIGPIPE, SIG_IGN);
    ready = curl_global_init(CURL_GLOBAL_DEFAULT);
}

bool dt_http_is_url(const char *text)
{
    return strncasecmp(text, "http://", 7) == 0 ||
           strncasecmp(text, "https://", 8) == 0;
}

static size_t receive(char *data, size_t size, size_t count, void *ctx)
{
    struct transfer *t = ctx;
    size_t len = size * count;
    long status = 0;

    (void)curl_easy_getinfo(t->curl, CURLINFO_RESPONSE_CODE, &status);
    if (status < 200 || status > 299)
        return len; /* an error page is nobody's file */
    if (len > t->max - t->info->bytes) {
        t->over = true;
        return 0;
    }
    t->info->bytes += len;
    if (t->body) {
        dt_buf_add(t->body, data, len);
        t->refused = dt_buf_check(t->body, t->name, t->err) < 0;
    } else {
        t->refused = dt_file_write_fd(t->fd, t->name, data, len, t->err) < 0;
    }
    return t->refused ? 0 : len;
}

static void keep(char *field, size_t room, const char *value)
{
    size_t len = value ? strlen(value) : 0;

    if (len >= room)
        len = 0;
    if (len)
        memcpy(field, value, len);
    field[len] = '\0';
}

static void keep_header(CURL *curl, const char *name, char *field, size_t room)
{
    struct curl_header *header = NULL;
    CURLHcode found = curl_easy_header(curl, name, 0, CURLH_HEADER, -1,
                                       &header);

    keep(field, room, found == CURLHE_OK ? header->value : NULL);
}

static void keep_info(struct transfer *t)
{
    char *url = NULL;

    (void)curl_easy_getinfo(t->curl, CURLINFO_RESPONSE_CODE, &t->info->status);
    (void)curl_easy_getinfo(t->curl, CURLINFO_EFFECTIVE_URL, &url);
    keep(t->info->url, sizeof t->info->url, url);
    keep_header(t->curl, "Content-Type", t->info->content_type,
                sizeof t->info->content_type);
    keep_header(t->curl, "ETag", t->info->etag, sizeof t->info->etag);
    keep_header(t->curl, "Last-Modified", t->info->last_modified,
                sizeof t->info->last_modified);
}

static CURLcode configure(const struct transfer *t, const char *url,
                          long seconds, char *reason)
{
    CURL *c = t->curl;
    CURLcode rc = curl_easy_setopt(c, CURLOPT_URL, url);

    rc |= curl_easy_setopt(c, CURLOPT_ERRORBUFFER, reason);
    rc |= curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    rc |= curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    rc |= curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L);
    rc |= curl_easy_setopt(c, CURLOPT_MAXREDIRS, (long)DT_HTTP_REDIRECTS);
    rc |= curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L);
    rc |= curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);
    rc |= curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    rc |= curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, (long)STALL_BYTES);
    rc |= curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)STALL_SECONDS);
    rc |= curl_easy_setopt(c, CURLOPT_TIMEOUT, seconds);
    rc |= curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    rc |= curl_easy_setopt(c, CURLOPT_USERAGENT, "dictum/" DT_VERSION);
    rc |= curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, receive);
    rc |= curl_easy_setopt(c, CURLOPT_WRITEDATA, t);
    return rc;
}

static int explain(const struct transfer *t, const char *url, CURLcode rc,
                   const char *reason)
{
    long status = t->info->status;

    if (t->refused)
        return (int)t->err->code;
    if (t->over)
        return DT_FAIL(t->err, DT_EFORMAT, "%s: more than %llu bytes", url,
                       (unsigned long long)t->max);
    if (rc != CURLE_OK)
        return DT_FAIL(t->err, DT_EIO, "%s: %s", url,
                       *reason ? reason : curl_easy_strerror(rc));
    if (status < 200 || status > 299)
        return DT_FAIL(t->err, DT_EIO, "%s: the server answered %ld", url,
                       status);
    return DT_OK;
}

static int run(struct transfer *t, const char *url, long seconds)
{
    char reason[CURL_ERROR_SIZE] = "";
    CURLcode rc;
    int code;

    memset(t->info, 0, sizeof *t->info);
    if (!dt_http_is_url(url))
        return DT_FAIL(t->err, DT_EUSAGE,
                       "%s: not a URL that begins http:// or https://", url);
    (void)pthread_once(&once, start_curl);
    t->curl = ready == CURLE_OK ? curl_easy_init() : NULL;
    if (!t->curl)
        return DT_FAIL(t->err, DT_EINTERNAL, "cannot start libcurl");
    if (configure(t, url, seconds, reason) != CURLE_OK) {
        code = DT_FAIL(t->err, DT_EINTERNAL, "cannot set up libcurl for %s",
                       url);
        goto out;
    }
    rc = curl_easy_perform(t->curl);
    keep_info(t);
    code = explain(t, url, rc, reason);
out:
    curl_easy_cleanup(t->curl);
    return code;
}

int dt_http_get(const char *url, uint64_t max, struct dt_buf *body,
                struct dt_http_info *info, struct dt_err *err)
{
    struct transfer t = {.max = max,
                         .body = body,
                         .name = url,
                         .fd = -1,
                         .info = info,
                         .err = err};

    dt_buf_reset(body);
    return run(&t, url, GET_SECONDS);
}

int dt_http_download(const char *url, uint64_t max, int fd, const char *name,
                     struct dt_http_info *info, struct dt_err *err)
{
    struct transfer t = {
        .max = max, .fd = fd, .name = name, .info = info, .err = err};

    return run(&t, url, DOWNLOAD_SECONDS);
}
