#include "adapt/url.h"

#define CURL_DISABLE_TYPECHECK /* by macros of the functions' names */
#include <curl/urlapi.h>
#include <string.h>

#include "adapt/library.h"
#include "base/buf.h"

#define CALLS(X)        \
    X(curl_free)        \
    X(curl_url)         \
    X(curl_url_cleanup) \
    X(curl_url_get)     \
    X(curl_url_set)     \
    X(curl_url_strerror)

DT_LIBRARY(CALLS, start_curl, "libcurl.so.4", "libcurl.4.dylib");

/* What reads URLs needs no curl_global_init(). */
static bool start_curl(void)
{
    return true;
}

static const char *url_part(CURLU *u, CURLUPart part, unsigned flags,
                            struct dt_arena *arena, bool *ok)
{
    char *text = NULL;
    const char *copy = NULL;
    CURLUcode rc = lib.curl_url_get(u, part, &text, flags);

    if (rc == CURLUE_OK) {
        copy = dt_arena_copy(arena, DT_STR(text));
        *ok = *ok && copy;
    } else if (rc == CURLUE_OUT_OF_MEMORY) {
        *ok = false;
    }
    lib.curl_free(text);
    return copy;
}

static const char *join(struct dt_arena *arena, const char *a,
                        const char *between, const char *b, bool *ok)
{
    struct dt_buf text = DT_BUF_INIT(1u << 20);
    const char *copy;

    dt_buf_adds(&text, a ? a : "");
    if (b) {
        dt_buf_adds(&text, between);
        dt_buf_adds(&text, b);
    }
    copy = text.failed ? NULL : dt_arena_copy(arena, dt_buf_str(&text));
    *ok = *ok && copy;
    dt_buf_release(&text);
    return copy;
}

static bool read_parts(CURLU *u, struct dt_arena *arena, struct dt_url *out)
{
    bool ok = true;
    const char *user = url_part(u, CURLUPART_USER, CURLU_URLDECODE, arena, &ok);
    const char *word = url_part(u, CURLUPART_PASSWORD, CURLU_URLDECODE, arena,
                                &ok);
    const char *scheme = url_part(u, CURLUPART_SCHEME, 0, arena, &ok);
    const char *host = url_part(u, CURLUPART_HOST, 0, arena, &ok);
    const char *port = url_part(u, CURLUPART_PORT, CURLU_DEFAULT_PORT, arena,
                                &ok);
    const char *query;

    out->credentials = user ? join(arena, user, ":", word ? word : "", &ok)
                            : NULL;
    out->origin = join(arena, join(arena, scheme, "://", host, &ok), ":", port,
                       &ok);
    out->path = url_part(u, CURLUPART_PATH, 0, arena, &ok);
    query = url_part(u, CURLUPART_QUERY, 0, arena, &ok);
    if (query)
        out->path = join(arena, out->path, "?", query, &ok);
    (void)lib.curl_url_set(u, CURLUPART_USER, NULL, 0);
    (void)lib.curl_url_set(u, CURLUPART_PASSWORD, NULL, 0);
    (void)lib.curl_url_set(u, CURLUPART_FRAGMENT, NULL, 0);
    out->plain = url_part(u, CURLUPART_URL, 0, arena, &ok);
    return ok && out->plain && out->path;
}

int dt_url_read(const char *url, const struct dt_url *base,
                struct dt_arena *arena, struct dt_url *out, struct dt_err *err)
{
    const struct dt_url from = base ? *base : (struct dt_url){.plain = NULL};
    CURLU *u;
    CURLUcode rc = CURLUE_OK;
    char *scheme = NULL;
    int code = dt_library_need(&library, err);

    if (code < 0)
        return code;
    u = lib.curl_url();
    if (!u)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a URL");
    if (base)
        rc = lib.curl_url_set(u, CURLUPART_URL, from.plain, 0);
    if (rc == CURLUE_OK)
        rc = lib.curl_url_set(u, CURLUPART_URL, url, CURLU_URLENCODE);
    if (rc == CURLUE_OK)
        rc = lib.curl_url_get(u, CURLUPART_SCHEME, &scheme, 0);
    if (rc != CURLUE_OK)
        code = DT_FAIL(err, DT_EUSAGE, "%.300s: %s", url,
                       lib.curl_url_strerror(rc));
    else if (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0)
        code = DT_FAIL(err, DT_EUSAGE, "%.300s: neither http nor https", url);
    else if (!read_parts(u, arena, out))
        code = DT_FAIL(err, DT_EINTERNAL, "out of memory for a URL");
    if (code == DT_OK && base)
        out->credentials = strcmp(out->origin, from.origin) == 0
                               ? from.credentials
                               : NULL;
    lib.curl_free(scheme);
    lib.curl_url_cleanup(u);
    return code;
}
