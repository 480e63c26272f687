#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>

#include "base/file.h"
#include "snapshot/exchange.h"
#include "snapshot/replay.h"
#include "snapshot/vanished.h"
#include "snapshot/warc_write.h"

enum { NOON = 1717243200 }; /* 2024-06-01T12:00:00Z, by date -u -d */

static char dir[] = "/tmp/dictum-warc-XXXXXX";
static struct dt_err err;

static void make_dir(void)
{
    cr_assert(mkdtemp(dir) != NULL);
}

static void remove_dir(void)
{
    (void)dt_file_remove_tree(dir, &err);
}

TestSuite(warc_write, .init = make_dir, .fini = remove_dir);

static struct dt_warc_writer *writer_at(int64_t now)
{
    struct dt_warc_writer *w = NULL;

    cr_assert(
        zero(int, dt_warc_writer_open(dir, "town", "dictum/x", now, &w, &err)),
        "%s", err.msg);
    return w;
}

static struct dt_place keep(struct dt_warc_writer *w, const char *url,
                            const char *head, const char *body)
{
    const struct dt_warc_exchange x = {
        .url = url,
        .address = "93.184.216.34",
        .time = NOON,
        .request = DT_STR("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"),
        .head = DT_STR(head),
        .body = DT_STR(body)};
    struct dt_place place;

    cr_assert(zero(int, dt_warc_write(w, &x, &place, &err)), "%s", err.msg);
    return place;
}

static size_t count_files(const char *name)
{
    struct dt_file_names names;
    size_t count = 0;

    cr_assert(zero(int, dt_file_list(dir, &names, &err)));
    for (size_t i = 0; i < names.count; i++)
        count += !name || strcmp(names.names[i], name) == 0;
    dt_file_names_release(&names);
    return count;
}

Test(warc_write, what_is_written_is_read_back)
{
    struct dt_warc_writer *w = writer_at(NOON);
    struct dt_exchange x = DT_EXCHANGE_INIT(1000);
    struct dt_place place;

    (void)keep(w, "http://a.example/",
               "HTTP/1.1 301 Moved\r\nLocation: /b\r\nLink: <c>;rel=d\r\n"
               "ETag: \xFF\r\nlink: <e>\r\n\r\n",
               "");
    place = keep(w, "http://a.example/b",
                 "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
                 "Content-Type: text/html; charset=latin1\r\n"
                 "ETag: W/\"1\"\r\n\r\n",
                 "4\r\nwiki\r\n5\r\npedia\r\n0\r\n\r\n");
    cr_assert(zero(int, dt_exchange_read(dt_warc_writer_path(w), place, true,
                                         &x, &err)),
              "%s", err.msg);
    cr_expect(eq(uint, x.status, 200));
    cr_expect(eq(str, (char *)x.url, "http://a.example/b"));
    cr_expect(eq(str, (char *)x.time, "2024-06-01T12:00:00Z"));
    cr_expect(eq(str, (char *)x.charset, "latin1"));
    cr_expect(eq(str, (char *)x.etag, "W/\"1\""));
    cr_expect(x.location == NULL && strncmp(x.id, "urn:uuid:", 9) == 0);
    cr_expect(eq(str, x.body.ptr, "wikipedia"));
    x.body.max = 5;
    cr_expect(
        eq(int, dt_exchange_read(dt_warc_writer_path(w), place, true, &x, &err),
           DT_EFORMAT));
    cr_assert(zero(int, dt_warc_writer_close(w, &err)));
    cr_expect(eq(sz, count_files("town-20240601120000.warc.gz"), 1));
    dt_exchange_release(&x);
    dt_warc_writer_free(w);
}

Test(warc_write, an_empty_run_leaves_nothing_and_no_run_overwrites)
{
    struct dt_warc_writer *w = writer_at(NOON);

    cr_assert(zero(int, dt_warc_writer_close(w, &err)));
    dt_warc_writer_free(w);
    cr_expect(eq(sz, count_files(NULL), 0));
    for (int i = 0; i < 2; i++) {
        w = writer_at(NOON);
        (void)keep(w, "http://a.example/", "HTTP/1.1 404 No\r\n\r\n", "");
        cr_assert(zero(int, dt_warc_writer_close(w, &err)));
        dt_warc_writer_free(w);
    }
    cr_expect(eq(sz, count_files("town-20240601120000.warc.gz"), 1));
    cr_expect(eq(sz, count_files("town-20240601120001.warc.gz"), 1));
    cr_expect(eq(sz, count_files(NULL), 2));
}

/* Cut after every byte, the file holds what was whole, and goes on. */
Test(warc_write, a_file_cut_anywhere_is_gone_on_with)
{
    struct dt_warc_writer *w = writer_at(NOON);
    struct dt_buf bytes = DT_BUF_INIT(1u << 20);
    char path[256];
    uint64_t second;

    (void)keep(w, "http://a.example/1", "HTTP/1.1 200 OK\r\n\r\n", "one");
    second =
        keep(w, "http://a.example/2", "HTTP/1.1 200 OK\r\n\r\n", "two").offset;
    (void)snprintf(path, sizeof path, "%s", dt_warc_writer_path(w));
    dt_warc_writer_free(w);
    cr_assert(zero(int, dt_file_read(path, &bytes, &err)));
    for (size_t cut = 0; cut <= bytes.len; cut += cut + 7 > bytes.len ? 1 : 7) {
        struct dt_replay *replay = NULL;
        struct dt_exchange x = DT_EXCHANGE_INIT(100);
        struct dt_place place;

        cr_assert(zero(int, dt_file_write(path, bytes.ptr, cut, &err)));
        w = writer_at(NOON + 1000);
        cr_assert(eq(str, (char *)dt_warc_writer_path(w), path));
        (void)keep(w, "http://a.example/3", "HTTP/1.1 200 OK\r\n\r\n", "3");
        cr_assert(zero(int, dt_replay_open(path, &replay, &err)), "%zu: %s",
                  cut, err.msg);
        cr_assert(dt_replay_find(replay, "http://a.example/3", &place));
        cr_assert(zero(int, dt_exchange_read(path, place, true, &x, &err)));
        cr_expect(eq(str, x.body.ptr, "3"));
        if (cut > second)
            cr_expect(dt_replay_find(replay, "http://a.example/1", &place));
        if (cut <= second)
            cr_expect(
                not(dt_replay_find(replay, "http://a.example/2", &place)));
        if (cut == bytes.len)
            cr_expect(dt_replay_find(replay, "http://a.example/2", &place));
        dt_exchange_release(&x);
        dt_replay_free(replay);
        dt_warc_writer_free(w);
    }
    dt_buf_release(&bytes);
}

static const char *gone(const char *page, const char *asked, const char *led)
{
    return dt_vanished(DT_STR(page), asked, led);
}

Test(vanished, pages_that_say_so)
{
    static const char *const yes[] = {
        "<title>404</title>",
        "<TITLE lang=en>\n Page  Not\tFound </TITLE>",
        "<title>The Herald | Page not found</title>",
        "<title>Page not found \xE2\x80\x93 The Herald</title>",
        "<title>Error 404: x</title>",
        "<h1 class=a>Oops! <i>Page not found.</i></h1>",
        "<p>THIS DOMAIN IS FOR SALE</p>",
    };
    static const char *const no[] = {
        "",
        "<title>",
        "<title>404 days in office</title>",
        "<title>Not found guilty</title>",
        "<title>Why the page was not found</title><h1>Why</h1>",
        "<title>Not-found children</title>",
        "<p>Page not found</p>",
        "404",
    };
    const char *url = "http://a.example/b";

    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        cr_expect(gone(yes[i], url, url) != NULL, "%s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        cr_expect(gone(no[i], url, url) == NULL, "%s", no[i]);
}

Test(vanished, pages_that_lead_to_the_front)
{
    cr_expect(gone("", "http://a.example/b", "http://a.example/") != NULL);
    cr_expect(gone("", "http://a.example/b", "https://www.a.example") != NULL);
    cr_expect(gone("", "http://a.example/", "https://a.example/") == NULL);
    cr_expect(gone("", "http://a.example/b", "https://a.example/c") == NULL);
    cr_expect(gone("", "http://a.example/b", "https://a.example/?b") == NULL);
}
