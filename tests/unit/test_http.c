#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "adapt/http.h"

/* A server that answers one request line after the other from a table. */
static int listener;
static unsigned port;
static char last_request[4096];

static const char *answer_to(const char *path)
{
    if (strcmp(path, "/good") == 0)
        return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=x\r\n"
               "ETag: \"abc\"\r\nLast-Modified: Wed, 01 May 2024 12:00:00 GMT"
               "\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
    if (strcmp(path, "/endless") == 0) /* announces nothing */
        return "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
               "0123456789012345678901234567890123456789";
    if (strcmp(path, "/moved") == 0)
        return "HTTP/1.1 301 Moved\r\nLocation: /good\r\nContent-Length: 0"
               "\r\nConnection: close\r\n\r\n";
    if (strcmp(path, "/circle") == 0)
        return "HTTP/1.1 302 Found\r\nLocation: /circle\r\nContent-Length: 0"
               "\r\nConnection: close\r\n\r\n";
    if (strcmp(path, "/file") == 0)
        return "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n"
               "Content-Length: 0\r\nConnection: close\r\n\r\n";
    if (strcmp(path, "/short") == 0)
        return "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n"
               "Connection: close\r\n\r\nhello";
    return "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n"
           "Connection: close\r\n\r\ngone";
}

static void *serve(void *arg)
{
    (void)arg;
    for (;;) {
        int s = accept(listener, NULL, NULL);
        char path[256] = "";
        ssize_t got;
        const char *answer;

        if (s < 0)
            return NULL;
        got = read(s, last_request, sizeof last_request - 1);
        last_request[got > 0 ? got : 0] = '\0';
        (void)sscanf(last_request, "GET %255s", path);
        answer = answer_to(path);
        (void)!write(s, answer, strlen(answer));
        (void)close(s);
    }
}

static void start_server(void)
{
    struct sockaddr_in at = {.sin_family = AF_INET};
    socklen_t len = sizeof at;
    pthread_t thread;

    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    listener = socket(AF_INET, SOCK_STREAM, 0);
    cr_assert(zero(int, bind(listener, (struct sockaddr *)&at, sizeof at)));
    cr_assert(zero(int, listen(listener, 20)));
    cr_assert(zero(int, getsockname(listener, (struct sockaddr *)&at, &len)));
    port = ntohs(at.sin_port);
    cr_assert(zero(int, pthread_create(&thread, NULL, serve, NULL)));
    (void)pthread_detach(thread);
}

TestSuite(http, .init = start_server);

static struct dt_err err;
static struct dt_http_info info;
static struct dt_buf body = {NULL, 0, 0, 1 << 20, false, false};

static int get(const char *path, uint64_t max)
{
    char url[128];

    (void)snprintf(url, sizeof url, "http://127.0.0.1:%u%s", port, path);
    return dt_http_get(url, max, true, &body, &info, &err);
}

Test(http, tells_what_the_server_said)
{
    cr_assert(zero(int, get("/good", 5)), "%s", err.msg);
    cr_expect(eq(str, body.ptr, "hello"));
    cr_expect(eq(long, info.status, 200));
    cr_expect(eq(u64, info.bytes, 5));
    cr_expect(eq(str, info.content_type, "text/html; charset=x"));
    cr_expect(eq(str, info.etag, "\"abc\""));
    cr_expect(eq(str, info.last_modified, "Wed, 01 May 2024 12:00:00 GMT"));
    cr_expect(strstr(last_request, "User-Agent: dictum/") != NULL);
    cr_expect(strstr(last_request, "Accept-Encoding") == NULL);
    dt_buf_release(&body);
}

Test(http, follows_redirects_but_not_out_of_http_nor_for_ever)
{
    cr_assert(zero(int, get("/moved", 100)), "%s", err.msg);
    cr_expect(eq(str, body.ptr, "hello"));
    cr_expect(strstr(info.url, "/good") != NULL, "%s", info.url);
    cr_expect(eq(int, get("/circle", 100), DT_EIO));
    cr_expect(eq(int, get("/file", 100), DT_EIO));
    cr_expect(eq(sz, body.len, 0));
    cr_expect(eq(
        int, dt_http_get("file:///etc/passwd", 100, true, &body, &info, &err),
        DT_EUSAGE));
    dt_buf_release(&body);
}

Test(http, bounds_what_it_takes_and_knows_a_short_answer)
{
    cr_expect(eq(int, get("/good", 4), DT_EFORMAT));
    cr_expect(eq(int, get("/endless", 39), DT_EFORMAT));
    cr_expect(strstr(err.msg, "more than 39 bytes") != NULL, "%s", err.msg);
    cr_expect(zero(int, get("/endless", 40)), "%s", err.msg);
    cr_expect(eq(int, get("/short", 1000), DT_EIO));
    dt_buf_release(&body);
}

Test(http, an_error_page_is_no_body)
{
    cr_expect(eq(int, get("/nothing", 100), DT_EIO));
    cr_expect(eq(long, info.status, 404));
    cr_expect(eq(sz, body.len, 0));
    cr_expect(strstr(err.msg, "404") != NULL, "%s", err.msg);
    dt_buf_release(&body);
}
