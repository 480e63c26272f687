#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>

#include "base/json_scan.h"
#include "base/map.h"

static struct dt_err err;

/* How many members the object has, or an error. */
static int count(const char *text)
{
    struct dt_json_scan s;
    struct dt_json_member member;
    bool end = false;
    int rc = dt_json_scan_start(&s, DT_STR(text), &err), n = 0;

    while (rc == DT_OK && !end) {
        rc = dt_json_scan_next(&s, &member, &end, &err);
        n += rc == DT_OK && !end;
    }
    return rc < 0 ? rc : n;
}

Test(json_scan, any_object_of_rfc_8259_is_read)
{
    cr_expect(eq(int, count(" { } \n"), 0));
    cr_expect(eq(int, count("{\"a\":-0.5e+10,\"b\" : [ ] , \"\":{}}"), 3));
    cr_expect(
        eq(int, count("{\"a\":[[],{\"b\":[1,\"]\",true]},null],\"c\":0}"), 2));
    cr_expect(
        eq(int, count("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\"}"), 1));
}

Test(json_scan, anything_else_is_refused_with_its_byte)
{
    const char *const bad[] = {"",
                               "[]",
                               "null",
                               "{",
                               "{\"a\"}",
                               "{\"a\":}",
                               "{\"a\":1,}",
                               "{,\"a\":1}",
                               "{\"a\":01}",
                               "{\"a\":1.}",
                               "{\"a\":.5}",
                               "{\"a\":+1}",
                               "{\"a\":1e}",
                               "{\"a\":-}",
                               "{\"a\":tru}",
                               "{\"a\":NaN}",
                               "{a:1}",
                               "{'a':1}",
                               "{\"a\":1 \"b\":2}",
                               "{\"a\":[1 2]}",
                               "{\"a\":[1,]}",
                               "{\"a\":[}",
                               "{\"a\":{]}",
                               "{\"a\":\"\\x\"}",
                               "{\"a\":\"\\u12g4\"}",
                               "{\"a\":\"\\u12\"}",
                               "{\"a\":\"\t\"}",
                               "{\"a\":\"",
                               "{\"a\":1}}",
                               "{\"a\":1}{\"b\":2}",
                               "{\"a\":\"\xFF\"}",
                               "{\"a\":{\"b\" 1}}"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cr_expect(eq(int, count(bad[i]), DT_EFORMAT), "%s", bad[i]);
        cr_expect(strncmp(err.msg, "byte ", 5) == 0, "%s", err.msg);
    }
}

Test(json_scan, nesting_is_bounded)
{
    struct dt_buf text = DT_BUF_INIT(10000);

    dt_buf_adds(&text, "{\"a\":");
    for (int i = 0; i < DT_JSON_SCAN_DEPTH; i++)
        dt_buf_addc(&text, '[');
    for (int i = 0; i < DT_JSON_SCAN_DEPTH; i++)
        dt_buf_addc(&text, ']');
    dt_buf_addc(&text, '}');
    cr_expect(eq(int, count(text.ptr), 1), "%s", err.msg);
    dt_buf_addc(&text, ' '); /* room for one bracket more */
    memmove(text.ptr + 6, text.ptr + 5, text.len - 6);
    cr_expect(eq(int, count(text.ptr), DT_EFORMAT));
    dt_buf_release(&text);
}

Test(json_scan, strings_are_decoded)
{
    const char *text =
        "{\"\\u0075rl\":\"\\ud83d\\udea2 \\ud83d\\n\\u00e9\\/\"}";
    struct dt_json_scan s;
    struct dt_json_member member;
    struct dt_buf out = DT_BUF_INIT(100);
    bool end;

    cr_assert(zero(int, dt_json_scan_start(&s, DT_STR(text), &err)));
    cr_assert(zero(int, dt_json_scan_next(&s, &member, &end, &err)));
    cr_expect(dt_json_scan_is(&member, "url"));
    cr_expect(zero(int, dt_json_scan_is(&member, "ur")));
    dt_json_scan_text(&member, &out);
    cr_expect(eq(str, out.ptr, "\xF0\x9F\x9A\xA2 \xEF\xBF\xBD\n\xC3\xA9/"));
    dt_buf_release(&out);
}

Test(map, the_first_value_of_a_key_stays)
{
    struct dt_map map = DT_MAP_INIT;
    static char keys[1000][16];

    cr_expect(dt_map_find(&map, "a") == NULL);
    for (int i = 0; i < 1000; i++) {
        (void)snprintf(keys[i], sizeof keys[i], "%d", i);
        cr_assert(zero(int, dt_map_put(&map, keys[i], keys[i], &err)));
    }
    cr_assert(zero(int, dt_map_put(&map, "7", "other", &err)));
    for (int i = 0; i < 1000; i++)
        cr_expect(dt_map_find(&map, keys[i]) == keys[i]);
    cr_expect(dt_map_find(&map, "1000") == NULL);
    cr_expect(eq(sz, map.count, 1000));
    dt_map_release(&map);
}
