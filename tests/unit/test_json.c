#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "base/json.h"

static int parse(struct dt_json_doc *doc, const char *text, struct dt_err *err)
{
    return dt_json_parse(doc, DT_STR(text), err);
}

/* The object of RFC 8785, section 3.2.3: sorted by UTF-16 code units. */
static const char sorted[] =
    "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\","
    "\"\xc3\xb6\":\"Latin Small Letter O With Diaeresis\","
    "\"\xe2\x82\xac\":\"Euro Sign\",\"\xf0\x9f\x98\x80\":\"Emoji: Grinning "
    "Face\",\"\xef\xac\xb3\":\"Hebrew Letter Dalet With Dagesh\"}";

Test(json, order_of_keys_is_that_of_rfc_8785)
{
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    struct dt_err err;

    cr_assert(zero(int, parse(&doc, sorted, &err)), "%s", err.msg);
    cr_expect(eq(int, doc.tokens[0].count, 7));
    /* By bytes the emoji would stand behind the Hebrew letter. */
    cr_expect(eq(
        int, parse(&doc, "{\"\xef\xac\xb3\":1,\"\xf0\x9f\x98\x80\":1}", &err),
        DT_EFORMAT));
    dt_json_doc_release(&doc);
}

/* RFC 8785, section 3.2.2.2, and int64 as the only numbers. */
Test(json, only_the_canonical_form_is_read)
{
    static const char *const good[] = {
        "{}",
        "[]",
        "0",
        "-1",
        "9223372036854775807",
        "-9223372036854775808",
        "\"\"",
        "\"\\b\\f\\n\\r\\t\\\"\\\\\"",
        "\"\\u0000\\u001f\"",
        "\"\x7f\"",
        "[true,false,null]",
        "{\"a\":[{\"b\":{}}],\"c\":\"\xe2\x82\xac\"}",
        "{\"\":1,\"a\":2,\"aa\":3}",
    };
    static const char *const bad[] = {
        "",
        " 1",
        "1 ",
        "{\"a\": 1}",
        "[1,]",
        "[,1]",
        "[1",
        "{\"a\"}",
        "{a:1}",
        "{\"b\":1,\"a\":2}",
        "{\"a\":1,\"a\":2}",
        "01",
        "-0",
        "+1",
        "1.0",
        "1e3",
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999999",
        "\"\\/\"",
        "\"\\u0041\"",
        "\"\\u000A\"",
        "\"\\u000a\"",
        "\"\\u00e9\"",
        "\"\n\"",
        "\"\x01\"",
        "\"abc",
        "\"\\",
        "\"\xff\"",
        "\"\xed\xa0\x80\"",
        "\"\xc0\x80\"",
        "nul",
        "nulls",
        "tru",
        "{}{}",
        "]",
        "[}",
        "{\"a\":1]",
        "-",
        "\"\\u12\"",
        "{\"\\\\\":1,\"A\":2}",
    };
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    struct dt_err err;

    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        cr_expect(zero(int, parse(&doc, good[i], &err)), "%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect(eq(int, parse(&doc, bad[i], &err), DT_EFORMAT), "%s", bad[i]);
    dt_json_doc_release(&doc);
}

Test(json, an_error_says_at_which_byte)
{
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    struct dt_err err;

    cr_assert(lt(int, parse(&doc, "{\"a\":1,\"b\":01}", &err), 0));
    cr_expect(strncmp(err.msg, "byte 11: ", 9) == 0, "got: %s", err.msg);
    dt_json_doc_release(&doc);
}

Test(json, nesting_is_bounded)
{
    char deep[2 * (DT_JSON_DEPTH + 1) + 1] = "";
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    struct dt_err err;

    memset(deep, '[', DT_JSON_DEPTH);
    memset(deep + DT_JSON_DEPTH, ']', DT_JSON_DEPTH);
    cr_expect(zero(int, parse(&doc, deep, &err)));
    memset(deep, '[', DT_JSON_DEPTH + 1);
    memset(deep + DT_JSON_DEPTH + 1, ']', DT_JSON_DEPTH + 1);
    cr_expect(eq(int, parse(&doc, deep, &err), DT_EFORMAT));
    dt_json_doc_release(&doc);
}

/* One U+FFFD for each maximal subpart: Unicode 3.9, table 3-8. */
Test(json, what_is_no_utf8_is_written_as_replacement_characters)
{
    struct dt_buf out = DT_BUF_INIT(1000);
    struct dt_json w;

    dt_json_init(&w, &out);
    dt_json_text(&w, "\xE9\n\xE2\x82 \xE2\x82\xAC\xFF");
    cr_expect(eq(str, out.ptr, "\"\uFFFD\\n\uFFFD \u20AC\uFFFD\""));
    dt_buf_release(&out);
}

Test(json, what_is_written_is_read_back)
{
    static const char nasty[] = "q\" b\\ n\n z\x01 \xe2\x82\xac";
    struct dt_buf out = DT_BUF_INIT(1000);
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    struct dt_arena arena = DT_ARENA_INIT(1 << 20);
    struct dt_json w;
    struct dt_str text;
    struct dt_err err;

    dt_json_init(&w, &out);
    dt_json_open(&w, '{');
    dt_json_key(&w, "list");
    dt_json_open(&w, '[');
    dt_json_int(&w, INT64_MIN);
    dt_json_bool(&w, true);
    dt_json_text(&w, NULL);
    dt_json_close(&w, ']');
    dt_json_key(&w, "text");
    dt_json_text(&w, nasty);
    dt_json_close(&w, '}');
    cr_assert(zero(int, dt_json_parse(&doc, dt_buf_str(&out), &err)), "%s",
              err.msg);
    cr_assert(zero(int, dt_json_string(&doc, dt_json_get(&doc, 0, "text"),
                                       &arena, &text, &err)));
    cr_expect(dt_str_is(text, nasty));
    cr_expect(eq(
        i64,
        dt_json_int64(&doc, dt_json_first(&doc, dt_json_get(&doc, 0, "list"))),
        INT64_MIN));
    cr_expect(eq(sz, dt_json_get(&doc, 0, "tex"), DT_JSON_NONE));
    dt_json_doc_release(&doc);
    dt_arena_release(&arena);
    dt_buf_release(&out);
}
