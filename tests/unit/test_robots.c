#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include <stdio.h>

#include "base/buf.h"
#include "snapshot/robots.h"

static struct dt_err err;

static bool allows(const char *rules, const char *agent, const char *path)
{
    struct dt_robots *robots = NULL;
    bool allowed;

    cr_assert(zero(int, dt_robots_parse(DT_STR(rules), agent, &robots, &err)));
    allowed = dt_robots_allow(robots, DT_STR(path));
    dt_robots_free(robots);
    return allowed;
}

static uint32_t delay_of(const char *rules)
{
    struct dt_robots *robots = NULL;
    uint32_t delay;

    cr_assert(
        zero(int, dt_robots_parse(DT_STR(rules), "dictum", &robots, &err)));
    delay = dt_robots_delay(robots);
    dt_robots_free(robots);
    return delay;
}

/* RFC 9309, section 5.1 */
#define SIMPLE                       \
    "User-Agent: *\n"                \
    "Disallow: *.gif$\n"             \
    "Disallow: /example/\n"          \
    "Allow: /publications/\n"        \
    "\n"                             \
    "User-Agent: foobot\n"           \
    "Disallow:/\n"                   \
    "Allow:/example/page.html\n"     \
    "Allow:/example/allowed.gif\n"   \
    "\n"                             \
    "User-Agent: barbot\n"           \
    "User-Agent: bazbot\n"           \
    "Disallow: /example/page.html\n" \
    "\n"                             \
    "User-Agent: quxbot\n"

Test(robots, simple_example_of_the_standard)
{
    cr_expect(not(allows(SIMPLE, "dictum", "/a.gif")));
    cr_expect(allows(SIMPLE, "dictum", "/a.gif?b"));
    cr_expect(not(allows(SIMPLE, "dictum", "/example/")));
    cr_expect(not(allows(SIMPLE, "dictum", "/example/page.html")));
    cr_expect(allows(SIMPLE, "dictum", "/example"));
    cr_expect(allows(SIMPLE, "dictum", "/publications/"));
    cr_expect(allows(SIMPLE, "dictum", "/"));
    cr_expect(not(allows(SIMPLE, "foobot", "/")));
    cr_expect(not(allows(SIMPLE, "FooBot", "/example/")));
    cr_expect(allows(SIMPLE, "foobot", "/example/page.html"));
    cr_expect(allows(SIMPLE, "foobot", "/example/allowed.gif"));
    cr_expect(not(allows(SIMPLE, "barbot", "/example/page.html")));
    cr_expect(not(allows(SIMPLE, "bazbot", "/example/page.html")));
    cr_expect(allows(SIMPLE, "bazbot", "/a.gif"));
    cr_expect(allows(SIMPLE, "quxbot", "/example/page.html"));
}

/* RFC 9309, section 5.2 */
Test(robots, longest_match_counts)
{
    const char *rules = "User-Agent: foobot\n"
                        "Allow: /example/page/\n"
                        "Disallow: /example/page/disallowed.gif\n";

    cr_expect(allows(rules, "foobot", "/example/page/"));
    cr_expect(not(allows(rules, "foobot", "/example/page/disallowed.gif")));
    /* Of two as long, the one that allows (section 2.2.2). */
    cr_expect(
        allows("user-agent: *\ndisallow: /page\nallow: /page\n", "a", "/page"));
    cr_expect(
        allows("user-agent: *\nallow: /page\ndisallow: /page\n", "a", "/page"));
    cr_expect(not(allows("user-agent: *\nallow: /page\ndisallow: /*.htm\n", "a",
                         "/page.htm")));
    cr_expect(allows("user-agent: *\nallow: /$\ndisallow: /\n", "a", "/"));
    cr_expect(
        not(allows("user-agent: *\nallow: /$\ndisallow: /\n", "a", "/b")));
}

/* RFC 9309, section 2.2.3 */
Test(robots, special_characters)
{
    static const struct {
        const char *pattern, *path;
        bool matches;
    } cases[] = {
        {"/this/path/exactly$", "/this/path/exactly", true},
        {"/this/path/exactly$", "/this/path/exactly/not", false},
        {"/this/*/exactly", "/this/long/way/exactly/so", true},
        {"/this/*/exactly", "/this/exactly", false},
        {"*", "/", true},
        {"*$", "/any", true},
        {"/*a*b$", "/aabb", true},
        {"/*a*b$", "/aabbc", false},
        {"/*.gif$", "/a.gif.gif", true},
        {"/a$b", "/a$b", true},
        {"/a$b", "/a", false},
        {"/path/file-with-a-%2A.html", "/path/file-with-a-*.html", true},
        {"/path/file-with-a-%2A.html", "/path/file-with-a-x.html", false},
        {"/path/foo-%24", "/path/foo-$", true},
        {"/path/foo-%24", "/path/foo-", false},
        {"relative", "/relative", false},
        {"", "/", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char rules[256];

        (void)snprintf(rules, sizeof rules, "User-agent: *\nDisallow: %s\n",
                       cases[i].pattern);
        cr_expect(eq(int, allows(rules, "a", cases[i].path), !cases[i].matches),
                  "%s %s", cases[i].pattern, cases[i].path);
    }
}

/* RFC 9309, section 2.2.2: the table of its examples. */
Test(robots, percent_encoding_is_no_difference)
{
    static const struct {
        const char *pattern, *path;
        bool matches;
    } cases[] = {
        {"/foo/bar?baz=quz", "/foo/bar?baz=quz", true},
        {"/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar",
         false},
        {"/foo/bar/\xE3\x83\x84", "/foo/bar/%E3%83%84", true},
        {"/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84", true},
        {"/foo/bar/%62%61%7A", "/foo/bar/baz", true},
        {"/foo/bar/baz", "/foo/b%61r/baz", true},
        {"/foo%2Fbar", "/foo/bar", false},
        {"/100%", "/100%", true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char rules[256];

        (void)snprintf(rules, sizeof rules, "User-agent: *\nDisallow: %s\n",
                       cases[i].pattern);
        cr_expect(eq(int, allows(rules, "a", cases[i].path), !cases[i].matches),
                  "%s %s", cases[i].pattern, cases[i].path);
    }
}

Test(robots, groups_are_found_and_joined)
{
    const char *rules = "\xEF\xBB\xBF# all others\r\n"
                        "user-agent : *\r\n"
                        "disallow: /all # why\r\n"
                        "User-agent: Dictum/1.0 (x)\r"
                        "Sitemap: http://a.example/\r"
                        "User-agent: other\r"
                        "Disallow: /one\r"
                        "Nonsense\n"
                        "Disallow: /two\n\n"
                        "User-agent: third\n"
                        "Disallow: /three\n"
                        "User-agent: dictum\n"
                        "Disallow: /four";

    cr_expect(allows(rules, "dictum", "/all"));
    cr_expect(not(allows(rules, "dictum", "/one")));
    cr_expect(not(allows(rules, "dictum", "/two")));
    cr_expect(allows(rules, "dictum", "/three"));
    cr_expect(not(allows(rules, "dictum", "/four")));
    cr_expect(not(allows(rules, "other", "/two")));
    cr_expect(not(allows(rules, "nobody", "/all")));
    cr_expect(allows(rules, "nobody", "/one"));
    cr_expect(allows("Disallow: /\n", "dictum", "/"), "before any group");
    cr_expect(allows("user-agent: dictumbot\ndisallow: /\n", "dictum", "/"));
}

Test(robots, its_own_file_is_always_allowed)
{
    struct dt_robots *robots = NULL;

    cr_assert(zero(int, dt_robots_all(false, &robots, &err)));
    cr_expect(dt_robots_allow(robots, DT_STR("/robots.txt")));
    cr_expect(not(dt_robots_allow(robots, DT_STR("/"))));
    dt_robots_free(robots);
    cr_assert(zero(int, dt_robots_all(true, &robots, &err)));
    cr_expect(dt_robots_allow(robots, DT_STR("/")));
    dt_robots_free(robots);
}

Test(robots, delays_are_read)
{
    cr_expect(eq(uint, delay_of("user-agent: *\ncrawl-delay: 10\n"), 10000));
    cr_expect(eq(uint, delay_of("user-agent: *\nCrawl-Delay: 0.25\n"), 250));
    cr_expect(eq(uint, delay_of("user-agent: *\ncrawl-delay: soon\n"), 0));
    cr_expect(eq(uint, delay_of("user-agent: *\ncrawl-delay: -1\n"), 0));
    cr_expect(eq(uint,
                 delay_of("user-agent: *\ncrawl-delay: 9\n"
                          "user-agent: dictum\ndisallow:\n"),
                 0));
    cr_expect(eq(uint,
                 delay_of("user-agent: *\ncrawl-delay: 99999999999999999999\n"),
                 24 * 60 * 60 * 1000));
}

Test(robots, what_is_behind_the_limit_is_not_read)
{
    struct dt_robots *robots = NULL;
    struct dt_buf text = DT_BUF_INIT(2 * DT_ROBOTS_MAX);

    dt_buf_adds(&text, "User-agent: *\nDisallow: /first\n");
    while (text.len < DT_ROBOTS_MAX)
        dt_buf_adds(&text, "# filling\n");
    dt_buf_adds(&text, "Disallow: /last\n");
    cr_assert(
        zero(int, dt_robots_parse(dt_buf_str(&text), "dictum", &robots, &err)));
    cr_expect(not(dt_robots_allow(robots, DT_STR("/first"))));
    cr_expect(dt_robots_allow(robots, DT_STR("/last")));
    dt_robots_free(robots);
    dt_buf_release(&text);
}
