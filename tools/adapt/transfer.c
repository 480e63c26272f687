#include "adapt/transfer.h"

#define CURL_DISABLE_TYPECHECK /* by macros of the functions' names */
#include <curl/curl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "adapt/library.h"
#include "base/address.h"

/* Loaded by the first transfer: it brings thirty libraries with it. */
#define CALLS(X)                \
    X(curl_easy_cleanup)        \
    X(curl_easy_getinfo)        \
    X(curl_easy_init)           \
    X(curl_easy_setopt)         \
    X(curl_easy_strerror)       \
    X(curl_global_init)         \
    X(curl_multi_add_handle)    \
    X(curl_multi_cleanup)       \
    X(curl_multi_info_read)     \
    X(curl_multi_init)          \
    X(curl_multi_perform)       \
    X(curl_multi_poll)          \
    X(curl_multi_remove_handle) \
    X(curl_multi_setopt)        \
    X(curl_multi_strerror)      \
    X(curl_slist_append)        \
    X(curl_slist_free_all)

DT_LIBRARY(CALLS, start_curl, "libcurl.so.4", "libcurl.4.dylib");

enum { CONNECT_SECONDS = 30, STALL_BYTES = 100 };

/* A transfer that runs: what libcurl's callbacks need. */
struct running {
    struct running *next, **link; /* in the list of all that run */
    struct dt_transfer *transfer;
    CURL *curl;
    struct curl_slist *fields;
    dt_sink_fn sink;
    void *sink_ctx;
    uint64_t max;
    bool allow_private;
    bool refused_private; /* at least one address was */
    bool is_public;       /* the last address tried */
    bool in_body;         /* further fields are trailers */
    bool over;
    char reason[CURL_ERROR_SIZE];
};

struct dt_transfers {
    struct dt_transfer_options options;
    CURLM *multi;
    struct running *running;
};

static bool start_curl(void)
{
    /* A server that hangs up must not kill us. */
    (void)signal(SIGPIPE, SIG_IGN);
    return lib.curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

static bool starts(const char *data, size_t len, const char *word)
{
    return len >= strlen(word) && strncasecmp(data, word, strlen(word)) == 0;
}

/* Without the fields that hold credentials. */
static void keep_request(struct dt_buf *out, struct dt_str sent)
{
    struct dt_str line;

    if (starts(sent.ptr, sent.len, "GET "))
        dt_buf_reset(out); /* sent once more, on another connection */
    while (dt_str_line(&sent, &line)) {
        if (starts(line.ptr, line.len, "Authorization:") ||
            starts(line.ptr, line.len, "Proxy-Authorization:"))
            continue;
        dt_buf_addstr(out, line);
        dt_buf_addc(out, '\n');
    }
}

static int note_sent(CURL *curl, curl_infotype type, char *data, size_t len,
                     void *ctx)
{
    struct running *r = ctx;

    (void)curl;
    if (type == CURLINFO_HEADER_OUT && !starts(data, len, "CONNECT "))
        keep_request(&r->transfer->request, (struct dt_str){data, len});
    return 0;
}

static size_t take_field(char *data, size_t size, size_t count, void *ctx)
{
    struct running *r = ctx;
    struct dt_buf *head = &r->transfer->head;
    size_t len = size * count;

    if (r->in_body)
        return len;
    if (starts(data, len, "HTTP/"))
        dt_buf_reset(head); /* what came before was an interim response */
    dt_buf_add(head, data, len);
    return head->failed ? 0 : len;
}

static size_t take_body(char *data, size_t size, size_t count, void *ctx)
{
    struct running *r = ctx;
    struct dt_transfer *t = r->transfer;
    size_t len = size * count;
    long status = 0;

    r->in_body = true;
    (void)lib.curl_easy_getinfo(r->curl, CURLINFO_RESPONSE_CODE, &status);
    if (len > r->max - t->bytes) {
        r->over = true;
        return 0;
    }
    t->bytes += len;
    if (r->sink && status >= 200 && status <= 299) {
        if (r->sink(r->sink_ctx, data, len, &t->error) == DT_OK)
            return len;
        t->end = DT_TRANSFER_STOPPED;
        return 0;
    }
    dt_buf_add(&t->body, data, len);
    return t->body.failed ? 0 : len;
}

static curl_socket_t open_socket(void *ctx, curlsocktype purpose,
                                 struct curl_sockaddr *to)
{
    struct running *r = ctx;
    bool public = false;

    (void)purpose;
    if (to->family == AF_INET && to->addrlen >= sizeof(struct sockaddr_in)) {
        struct sockaddr_in in;

        memcpy(&in, &to->addr, sizeof in);
        public = dt_address_is_public((unsigned char *)&in.sin_addr, 4);
    } else if (to->family == AF_INET6 &&
               to->addrlen >= sizeof(struct sockaddr_in6)) {
        struct sockaddr_in6 in;

        memcpy(&in, &to->addr, sizeof in);
        public = dt_address_is_public((unsigned char *)&in.sin6_addr, 16);
    }
    r->is_public = public;
    if (!public && !r->allow_private) {
        r->refused_private = true;
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype, to->protocol);
}

static void free_running(struct dt_transfers *ts, struct running *r)
{
    if (r->link) {
        *r->link = r->next;
        if (r->next)
            r->next->link = r->link;
        (void)lib.curl_multi_remove_handle(ts->multi, r->curl);
    }
    lib.curl_easy_cleanup(r->curl);
    lib.curl_slist_free_all(r->fields);
    dt_transfer_free(r->transfer);
    free(r);
}

int dt_transfers_new(const struct dt_transfer_options *options,
                     struct dt_transfers **out, struct dt_err *err)
{
    struct dt_transfers *ts;

    if (dt_library_need(&library, err) < 0)
        return err->code;
    ts = calloc(1, sizeof *ts);
    if (ts)
        ts->multi = lib.curl_multi_init();
    if (!ts || !ts->multi) {
        free(ts);
        return DT_FAIL(err, DT_EINTERNAL, "cannot start libcurl");
    }
    ts->options = *options;
    (void)lib.curl_multi_setopt(ts->multi, CURLMOPT_PIPELINING,
                                (long)CURLPIPE_MULTIPLEX);
    *out = ts;
    return DT_OK;
}

static CURLcode set_limits(const struct running *r,
                           const struct dt_transfer_options *o)
{
    CURL *c = r->curl;
    CURLcode rc = lib.curl_easy_setopt(c, CURLOPT_TIMEOUT, o->seconds);

    rc |= lib.curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT,
                               (long)CONNECT_SECONDS);
    rc |= lib.curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, (long)STALL_BYTES);
    rc |= lib.curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, o->stall_seconds);
    rc |= lib.curl_easy_setopt(c, CURLOPT_MAXFILESIZE_LARGE,
                               o->max > INT64_MAX ? INT64_MAX
                                                  : (curl_off_t)o->max);
    rc |= lib.curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    rc |= lib.curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L);
    rc |= lib.curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L);
    rc |= lib.curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L);
    rc |= lib.curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    if (getenv("SSL_CERT_FILE"))
        rc |= lib.curl_easy_setopt(c, CURLOPT_CAINFO, getenv("SSL_CERT_FILE"));
    return rc;
}

static CURLcode set_callbacks(struct running *r)
{
    CURL *c = r->curl;
    CURLcode rc = lib.curl_easy_setopt(c, CURLOPT_ERRORBUFFER, r->reason);

    rc |= lib.curl_easy_setopt(c, CURLOPT_PRIVATE, r);
    rc |= lib.curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    rc |= lib.curl_easy_setopt(c, CURLOPT_VERBOSE, 1L);
    rc |= lib.curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, note_sent);
    rc |= lib.curl_easy_setopt(c, CURLOPT_DEBUGDATA, r);
    rc |= lib.curl_easy_setopt(c, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    rc |= lib.curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_field);
    rc |= lib.curl_easy_setopt(c, CURLOPT_HEADERDATA, r);
    rc |= lib.curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
    rc |= lib.curl_easy_setopt(c, CURLOPT_WRITEDATA, r);
    rc |= lib.curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    rc |= lib.curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, r);
    return rc;
}

static CURLcode set_request(struct running *r,
                            const struct dt_transfer_request *q,
                            const char *user_agent)
{
    CURL *c = r->curl;
    CURLcode rc = lib.curl_easy_setopt(c, CURLOPT_URL, q->url);

    rc |= lib.curl_easy_setopt(c, CURLOPT_USERAGENT, user_agent);
    rc |= lib.curl_easy_setopt(c, CURLOPT_HTTP_VERSION,
                               (long)CURL_HTTP_VERSION_2TLS);
    if (q->raw)
        rc |= lib.curl_easy_setopt(c, CURLOPT_HTTP_TRANSFER_DECODING, 0L);
    if (q->credentials) {
        rc |= lib.curl_easy_setopt(c, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
        rc |= lib.curl_easy_setopt(c, CURLOPT_USERPWD, q->credentials);
    }
    for (const char *const *f = q->fields; f && *f; f++) {
        struct curl_slist *grown = lib.curl_slist_append(r->fields, *f);

        if (!grown)
            return CURLE_OUT_OF_MEMORY;
        r->fields = grown;
    }
    if (r->fields)
        rc |= lib.curl_easy_setopt(c, CURLOPT_HTTPHEADER, r->fields);
    return rc;
}

int dt_transfers_start(struct dt_transfers *transfers,
                       const struct dt_transfer_request *request,
                       struct dt_err *err)
{
    struct running *r = calloc(1, sizeof *r);

    if (!r)
        goto failed;
    r->transfer = calloc(1, sizeof *r->transfer);
    r->curl = lib.curl_easy_init();
    if (!r->transfer || !r->curl)
        goto failed;
    r->sink = request->sink;
    r->sink_ctx = request->sink_ctx;
    r->max = transfers->options.max;
    r->allow_private = transfers->options.allow_private &&
                       !request->public_only;
    r->transfer->ctx = request->ctx;
    r->transfer->request = DT_BUF_INIT(DT_TRANSFER_HEAD);
    r->transfer->head = DT_BUF_INIT(DT_TRANSFER_HEAD);
    r->transfer->body = DT_BUF_INIT(SIZE_MAX / 2);
    if (set_limits(r, &transfers->options) != CURLE_OK ||
        set_callbacks(r) != CURLE_OK ||
        set_request(r, request, transfers->options.user_agent) != CURLE_OK ||
        lib.curl_multi_add_handle(transfers->multi, r->curl) != CURLM_OK)
        goto failed;
    r->link = &transfers->running;
    r->next = transfers->running;
    if (r->next)
        r->next->link = &r->next;
    transfers->running = r;
    return DT_OK;
failed:
    if (r)
        free_running(transfers, r);
    return DT_FAIL(err, DT_EINTERNAL, "cannot set up libcurl for %.300s",
                   request->url);
}

/* A line of the head that is more than libcurl keeps in memory. */
static bool is_long_line(const struct running *r, CURLcode code)
{
    return code == CURLE_OUT_OF_MEMORY && r->transfer->head.len && !r->in_body;
}

static enum dt_transfer_end end_of(const struct running *r, CURLcode code)
{
    bool has_head = r->transfer->head.len > 0;

    if (r->transfer->end == DT_TRANSFER_STOPPED)
        return DT_TRANSFER_STOPPED;
    if (r->over || r->transfer->head.over || is_long_line(r, code))
        return DT_TRANSFER_TOO_LARGE;
    switch (code) {
    case CURLE_OK:
        return DT_TRANSFER_DONE;
    case CURLE_FILESIZE_EXCEEDED:
        return DT_TRANSFER_TOO_LARGE;
    case CURLE_OPERATION_TIMEDOUT:
        return DT_TRANSFER_SLOW;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
        return DT_TRANSFER_UNTRUSTED;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
        return DT_TRANSFER_BAD_URL;
    case CURLE_COULDNT_CONNECT:
        return r->refused_private ? DT_TRANSFER_PRIVATE : DT_TRANSFER_FAILED;
    default:
        return has_head ? DT_TRANSFER_CUT : DT_TRANSFER_FAILED;
    }
}

static const char *reason_of(const struct dt_transfer *t,
                             const struct running *r, CURLcode code)
{
    switch (t->end) {
    case DT_TRANSFER_PRIVATE:
        return "its address is not a public one";
    case DT_TRANSFER_TOO_LARGE:
        return t->head.over ? "the head of the answer is larger than 256 KiB"
               : is_long_line(r, code)
                   ? "a line of the head of the answer is larger than 100 KiB"
                   : "more bytes than allowed";
    case DT_TRANSFER_SLOW:
        return "it took too long";
    case DT_TRANSFER_CUT:
        return "the answer was cut off";
    default:
        return *r->reason ? r->reason : lib.curl_easy_strerror(code);
    }
}

static void copy_text(char *out, size_t room, const char *text)
{
    size_t len = text ? strlen(text) : 0;

    if (len >= room)
        len = room - 1;
    if (len)
        memcpy(out, text, len);
    out[len] = '\0';
}

/* Take the transfer out of what ran. */
static struct dt_transfer *finish(struct dt_transfers *ts, struct running *r,
                                  CURLcode code)
{
    struct dt_transfer *t = r->transfer;
    char *address = NULL;
    long status = 0, version = 0;

    (void)lib.curl_easy_getinfo(r->curl, CURLINFO_RESPONSE_CODE, &status);
    (void)lib.curl_easy_getinfo(r->curl, CURLINFO_HTTP_VERSION, &version);
    (void)lib.curl_easy_getinfo(r->curl, CURLINFO_PRIMARY_IP, &address);
    copy_text(t->address, sizeof t->address, address);
    t->is_public = r->is_public;
    t->end = end_of(r, code);
    t->status = status > 0 ? (unsigned)status : 0;
    t->http2 = version == CURL_HTTP_VERSION_2_0;
    if (t->end != DT_TRANSFER_DONE)
        copy_text(t->reason, sizeof t->reason, reason_of(t, r, code));
    r->transfer = NULL;
    free_running(ts, r);
    return t;
}

static struct dt_transfer *take_ended(struct dt_transfers *ts)
{
    CURLMsg *message;
    int left;

    while ((message = lib.curl_multi_info_read(ts->multi, &left)) != NULL) {
        CURLcode code = message->data.result;
        char *r = NULL;

        if (message->msg != CURLMSG_DONE)
            continue;
        (void)lib.curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &r);
        return finish(ts, (struct running *)(void *)r, code);
    }
    return NULL;
}

int dt_transfers_next(struct dt_transfers *transfers, unsigned milliseconds,
                      struct dt_transfer **out, struct dt_err *err)
{
    CURLMcode rc = CURLM_OK;
    int running = 0;

    *out = NULL;
    for (int round = 0; rc == CURLM_OK && round < 2; round++) {
        rc = lib.curl_multi_perform(transfers->multi, &running);
        *out = take_ended(transfers);
        if (*out || round)
            break;
        if (rc == CURLM_OK && milliseconds)
            rc = lib.curl_multi_poll(
                transfers->multi, NULL, 0,
                milliseconds > INT32_MAX ? INT32_MAX : (int)milliseconds, NULL);
    }
    if (rc != CURLM_OK)
        return DT_FAIL(err, DT_EINTERNAL, "libcurl: %s",
                       lib.curl_multi_strerror(rc));
    return DT_OK;
}

void dt_transfer_free(struct dt_transfer *transfer)
{
    if (!transfer)
        return;
    dt_buf_release(&transfer->request);
    dt_buf_release(&transfer->head);
    dt_buf_release(&transfer->body);
    free(transfer);
}

void dt_transfers_free(struct dt_transfers *transfers)
{
    if (!transfers)
        return;
    for (struct running *r = transfers->running, *next; r; r = next) {
        next = r->next;
        free_running(transfers, r);
    }
    (void)lib.curl_multi_cleanup(transfers->multi);
    free(transfers);
}
