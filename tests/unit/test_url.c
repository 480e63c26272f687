#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "adapt/url.h"

static struct dt_arena arena = {NULL, 0, 1u << 20};
static struct dt_err err;

static struct dt_url read_url(const char *url, const struct dt_url *base)
{
    struct dt_url out = {.plain = NULL};

    cr_assert(zero(int, dt_url_read(url, base, &arena, &out, &err)), "%s: %s",
              url, err.msg);
    return out;
}

Test(url, urls_are_read_in_parts)
{
    struct dt_url at = read_url("HTTP://ada:p%40ss@A.example/b/../c?d=e#f",
                                NULL);

    cr_expect(eq(str, (char *)at.plain, "http://A.example/c?d=e"));
    cr_expect(eq(str, (char *)at.origin, "http://A.example:80"));
    cr_expect(eq(str, (char *)at.path, "/c?d=e"));
    cr_expect(eq(str, (char *)at.credentials, "ada:p@ss"));
    at = read_url("https://[::1]:8443", NULL);
    cr_expect(eq(str, (char *)at.origin, "https://[::1]:8443"));
    cr_expect(eq(str, (char *)at.path, "/"));
    cr_expect(at.credentials == NULL);
    dt_arena_release(&arena);
}

/* RFC 3986, section 5.4.1: some of its normal examples. */
Test(url, redirects_are_relative_to_where_they_are)
{
    static const char *const cases[][2] = {
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g/"},
        {"g?y", "http://a/b/c/g?y"},
        {"../g", "http://a/b/g"},
        {"../../g", "http://a/g"},
        {"../../../g", "http://a/g"},
        {"https://z/", "https://z/"},
        {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
    };
    struct dt_url base = read_url("http://a/b/c/d;p?q", NULL);

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct dt_url at = read_url(cases[i][0], &base);

        cr_expect(eq(str, (char *)at.plain, (char *)cases[i][1]), "%s",
                  cases[i][0]);
    }
    dt_arena_release(&arena);
}

Test(url, credentials_stay_with_their_origin)
{
    static const char *const elsewhere[] = {
        "http://b.example/",       "https://a.example/", "http://a.example:81/",
        "http://eve:x@b.example/", "//b.example/",
    };
    struct dt_url base = read_url("http://ada:pass@a.example/", NULL);

    cr_expect(
        eq(str, (char *)read_url("/next", &base).credentials, "ada:pass"));
    cr_expect(eq(str,
                 (char *)read_url("http://eve:x@a.example/", &base).credentials,
                 "ada:pass"),
              "who redirects does not choose them");
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
        cr_expect(read_url(elsewhere[i], &base).credentials == NULL, "%s",
                  elsewhere[i]);
    dt_arena_release(&arena);
}

Test(url, other_schemes_are_refused)
{
    static const char *const bad[] = {"file:///etc/passwd",  "ftp://a.example/",
                                      "javascript:alert(1)", "http://",
                                      "http://a:b:c/",       "gopher://a/"};
    struct dt_url base = read_url("http://a.example/", NULL), out;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect(
            eq(int, dt_url_read(bad[i], &base, &arena, &out, &err), DT_EUSAGE),
            "%s", bad[i]);
    dt_arena_release(&arena);
}
