#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "adapt/http.h"
#include "snapshot/http_field.h"
#include "snapshot/memento.h"

enum { NOW = 1793750400 }; /* 2026-11-04T00:00:00Z, by date -u -d */

static int64_t date(const char *text)
{
    int64_t out;

    return dt_http_date(DT_STR(text), NOW, &out) ? out : -1;
}

/* RFC 9110, section 5.6.7: one time in three forms; by date -u -d. */
Test(http_field, dates_in_all_forms)
{
    cr_expect(eq(i64, date("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777));
    cr_expect(eq(i64, date("Sunday, 06-Nov-94 08:49:37 GMT"), 784111777));
    cr_expect(eq(i64, date("Sun Nov  6 08:49:37 1994"), 784111777));
    cr_expect(eq(i64, date("Wed Nov 16 08:49:37 1994"), 784975777));
    cr_expect(eq(i64, date("Thu, 29 Feb 2024 23:59:60 GMT"), 1709251200));
    /* Two digits: at most 50 years ahead of now. */
    cr_expect(eq(i64, date("Wednesday, 04-Nov-76 00:00:00 GMT"), 3371673600));
    cr_expect(eq(i64, date("Friday, 04-Nov-77 00:00:00 GMT"), 247449600));
}

Test(http_field, what_is_no_date)
{
    static const char *const bad[] = {
        "",
        "0",
        "-1",
        "Sun, 06 Nov 1994",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT",
        "Thu, 29 Feb 2023 00:00:00 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT x",
        "Sun Nov 006 08:49:37 1994",
    };

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect(eq(i64, date(bad[i]), -1), "%s", bad[i]);
}

Test(http_field, dates_are_written)
{
    char text[DT_HTTP_DATE_SIZE], time[DT_TIME_SIZE];
    int64_t back;

    dt_http_date_write(784111777, text);
    cr_expect(eq(str, text, "Sun, 06 Nov 1994 08:49:37 GMT"));
    dt_http_date_write(-1, text);
    cr_expect(eq(str, text, "Wed, 31 Dec 1969 23:59:59 GMT"));
    dt_http_date_write(INT64_MAX, text);
    cr_expect(eq(str, text, "Fri, 31 Dec 9999 23:59:59 GMT"));
    dt_time_write(784111777, time);
    cr_expect(eq(str, time, "1994-11-06T08:49:37Z"));
    cr_expect(dt_time_read(DT_STR(time), &back) && back == 784111777);
    cr_expect(dt_time_read(DT_STR("1994-11-06T08:49:37.123Z"), &back) &&
              back == 784111777);
    cr_expect(not(dt_time_read(DT_STR("1994-11-06T08:49:37+01:00"), &back)));
    cr_expect(not(dt_time_read(DT_STR("1994-11-06"), &back)));
}

/* RFC 9110, section 10.2.3 */
Test(http_field, waits)
{
    int64_t wait;

    cr_expect(dt_http_retry_after(DT_STR(" 120 "), NOW, &wait) && wait == 120);
    cr_expect(dt_http_retry_after(DT_STR("0"), NOW, &wait) && wait == 0);
    cr_expect(dt_http_retry_after(DT_STR("Wed, 04 Nov 2026 00:01:00 GMT"), NOW,
                                  &wait) &&
              wait == 60);
    cr_expect(dt_http_retry_after(DT_STR("Fri, 31 Dec 1999 23:59:59 GMT"), NOW,
                                  &wait) &&
              wait == 0);
    cr_expect(not(dt_http_retry_after(DT_STR("-1"), NOW, &wait)));
    cr_expect(not(dt_http_retry_after(DT_STR("1.5"), NOW, &wait)));
    cr_expect(not(dt_http_retry_after(DT_STR(""), NOW, &wait)));
    cr_expect(dt_http_retry_after(DT_STR("99999999999999999999"), NOW, &wait) &&
              wait == INT64_C(1) << 31);
    cr_expect(
        not(dt_http_retry_after(DT_STR("99999999999999999999x"), NOW, &wait)));
}

Test(http_field, fields_are_found)
{
    struct dt_str head = DT_STR("HTTP/1.1 200 OK\r\nETag: \"a\"\r\n"
                                "Link:  <b> \r\nlink:<c>\r\nLinks: d\r\n\r\n");
    struct dt_str rest;

    cr_expect(dt_str_is(dt_http_field(head, "etag", NULL), "\"a\""));
    cr_expect(dt_str_is(dt_http_field(head, "Link", &rest), "<b>"));
    cr_expect(dt_str_is(dt_http_field(rest, "Link", &rest), "<c>"));
    cr_expect(dt_http_field(rest, "Link", &rest).ptr == NULL);
    cr_expect(dt_http_field(head, "HTTP/1.1 200 OK", NULL).ptr == NULL);
}

/* RFC 8288, section 3.5, and RFC 7089, section 4 */
Test(http_field, links)
{
    struct dt_str rest = DT_STR(
        "<http://example.com/TheBook/chapter2>; rel=\"previous\"; "
        "title=\"previous; \\\"chapter\\\", <x>\", "
        "</>; rel=\"start http://example.net/relation/other\" ; rel=up,,\n"
        " < /timemap > ;REL = TimeMap;type=\"application/link-format\""
        ";from; datetime=\"Tue, 20 Jun 2000 18:02:59 GMT\"");
    struct dt_http_link link;

    cr_assert(dt_http_link_next(&rest, &link));
    cr_expect(dt_str_is(link.target, "http://example.com/TheBook/chapter2"));
    cr_expect(dt_http_link_is(&link, "PREVIOUS"));
    cr_expect(not(dt_http_link_is(&link, "prev")));
    cr_assert(dt_http_link_next(&rest, &link));
    cr_expect(dt_str_is(link.target, "/"));
    cr_expect(dt_http_link_is(&link, "start"));
    cr_expect(dt_http_link_is(&link, "http://example.net/relation/other"));
    cr_expect(not(dt_http_link_is(&link, "up")), "the first rel counts");
    cr_assert(dt_http_link_next(&rest, &link));
    cr_expect(dt_str_is(link.target, "/timemap"));
    cr_expect(dt_http_link_is(&link, "timemap"));
    cr_expect(dt_str_is(link.type, "application/link-format"));
    cr_expect(dt_str_is(link.datetime, "Tue, 20 Jun 2000 18:02:59 GMT"));
    cr_expect(not(dt_http_link_next(&rest, &link)));
}

/* RFC 7089, section 5.1.1: the example of a TimeMap, shortened. */
static const char map[] =
    "<http://a.example.org>;rel=\"original\",\n"
    "<http://arxiv.example.net/timemap/http://a.example.org>\n"
    "  ; rel=\"self\";type=\"application/link-format\"\n"
    "  ; from=\"Tue, 20 Jun 2000 18:02:59 GMT\",\n"
    "<http://arxiv.example.net/web/20000620180259/http://a.example.org>\n"
    "  ; rel=\"first memento\";datetime=\"Tue, 20 Jun 2000 18:02:59 GMT\",\n"
    "<http://arxiv.example.net/web/20091027204954/http://a.example.org>\n"
    "  ; rel=\"last memento\";datetime=\"Tue, 27 Oct 2009 20:49:54 GMT\",\n"
    "<http://arxiv.example.net/web/20000621011731/http://a.example.org>\n"
    "  ; rel=\"memento\";datetime=\"Wed, 21 Jun 2000 01:17:31 GMT\",\n"
    "<http://arxiv.example.net/web/broken>; rel=\"memento\";datetime=\"then\"";

static const char *chosen(int64_t wanted)
{
    struct dt_str out;

    if (!dt_memento_choose(DT_STR(map), wanted, &out))
        return "none";
    return strstr(out.ptr, "web/") + 4;
}

Test(memento, the_nearest_one_is_chosen)
{
    cr_expect(strncmp(chosen(0), "20000620180259", 14) == 0);
    cr_expect(strncmp(chosen(date("Wed, 21 Jun 2000 01:17:30 GMT")),
                      "20000621011731", 14) == 0);
    cr_expect(strncmp(chosen(NOW), "20091027204954", 14) == 0);
    /* As near to both: 26072 seconds lie between the first and the second. */
    cr_expect(strncmp(chosen(date("Tue, 20 Jun 2000 21:40:15 GMT")),
                      "20000620180259", 14) == 0);
}

Test(memento, addresses_of_archives)
{
    struct dt_buf out = DT_BUF_INIT(1000);
    struct dt_str target;

    dt_memento_gate("https://arxiv.example/web", "http://a.example/?b=1", &out);
    dt_buf_adds(&out, "\n");
    dt_memento_gate("https://arxiv.example/", "http://a.example/", &out);
    dt_buf_adds(&out, "\n");
    dt_memento_gate("https://arxiv.example/?url=", "http://a.example/", &out);
    cr_expect(eq(str, out.ptr,
                 "https://arxiv.example/web/http://a.example/?b=1\n"
                 "https://arxiv.example/http://a.example/\n"
                 "https://arxiv.example/?url=http://a.example/"));
    dt_buf_release(&out);
    cr_expect(dt_memento_map("<a>; rel=\"original\", <b>; rel=\"timemap\"",
                             &target) &&
              dt_str_is(target, "b"));
    cr_expect(not(dt_memento_map("<a>; rel=\"timegate\"", &target)));
}
