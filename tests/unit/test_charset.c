#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "article/charset.h"
#include "article/mojibake.h"

static struct dt_err err;

static char *find(const char *bytes, enum dt_form form)
{
    return (char *)dt_charset_find(DT_STR(bytes), NULL, form).name;
}

static char *evidence(const char *bytes, enum dt_form form)
{
    return (char *)dt_charset_find(DT_STR(bytes), NULL, form).evidence;
}

/* WHATWG HTML, 13.2.3.2, "prescan a byte stream to determine its encoding". */
Test(charset, a_page_says_its_encoding_in_a_meta_element)
{
    static const struct {
        const char *page, *name;
    } cases[] = {
        {"<meta charset=koi8-r>", "koi8-r"},
        {"<META CHARSET='Shift_JIS'>", "shift_jis"},
        {"<meta/charset=\"latin1\"/>", "windows-1252"},
        {"<meta http-equiv=Content-Type content='text/html; charset=big5'>",
         "big5"},
        {"<meta content='text/html; charset = \"gb2312\"' "
         "http-equiv=content-type>",
         "gbk"},
        {"<!-- <meta charset=koi8-r> --><meta charset=euc-jp>", "euc-jp"},
        {"<a title='<meta charset=koi8-r>'><meta charset=euc-kr>", "euc-kr"},
        {"<meta name=x content='charset=koi8-r'>", "utf-8"},
        {"<meta charset=utf-16>", "utf-8"},
        {"<meta charset=x-user-defined>", "windows-1252"},
        {"<meta charset=nonsense><meta charset=koi8-u>", "koi8-u"},
        {"<metax charset=koi8-r>", "utf-8"},
        {"<meta charset", "utf-8"},
        {"<meta charset=koi8-r", "utf-8"},
        {"<meta http-equiv=content-type content='charset=\"koi8-r'>", "utf-8"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect(
            eq(str, find(cases[i].page, DT_FORM_HTML), (char *)cases[i].name),
            "%s", cases[i].page);
    cr_expect(eq(str, find("<meta charset=koi8-r>", DT_FORM_TEXT), "utf-8"));
}

Test(charset, a_mark_wins_and_bytes_decide_last)
{
    struct dt_charset wide = dt_charset_find((struct dt_str){"\xFF\xFEh\0", 4},
                                             "koi8-r", DT_FORM_TEXT);

    cr_expect(eq(str, find("\xEF\xBB\xBF<meta charset=koi8-r>", DT_FORM_HTML),
                 "utf-8"));
    cr_expect(eq(str, find("caf\xC3\xA9", DT_FORM_TEXT), "utf-8"));
    cr_expect(eq(str, evidence("caf\xC3\xA9", DT_FORM_TEXT), "well-formed"));
    cr_expect(eq(str, find("caf\xE9", DT_FORM_TEXT), "windows-1252"));
    cr_expect(eq(str, evidence("caf\xE9", DT_FORM_TEXT), "default"));
    cr_expect(eq(str, (char *)wide.name, "utf-16le"));
    cr_expect(eq(sz, wide.mark, 2));
}

/* WHATWG HTML, 13.2.3.5, "changing the encoding while parsing". */
Test(charset, a_meta_element_counts_wherever_a_parser_meets_it)
{
    char page[1200];

    memset(page, ' ', sizeof page);
    memcpy(page + 1100, "<meta charset=koi8-r>", 22);
    cr_expect(eq(str, find(page, DT_FORM_HTML), "koi8-r"));
    memcpy(page + 1000, "<script>", 8);
    cr_expect(eq(str, find(page, DT_FORM_HTML), "utf-8"));
    cr_expect(eq(str,
                 find("<script>'<meta charset=koi8-r>'</script>"
                      "<meta charset=euc-kr>",
                      DT_FORM_HTML),
                 "euc-kr"));
    cr_expect(eq(str,
                 find("<script>'<meta charset=koi8-r>'</script>", DT_FORM_HTML),
                 "koi8-r"));
    cr_expect(eq(str,
                 find("</p x='<meta charset=koi8-r>'><?x y?>"
                      "<!z <meta charset=koi8-u><meta charset=big5>",
                      DT_FORM_HTML),
                 "big5"));
}

Test(charset, an_xml_declaration_speaks_for_xhtml_and_last_for_html)
{
#define DECLARED "<?xml version='1.0' encoding='iso-8859-2'?>"
    cr_expect(eq(str, find(DECLARED "<meta charset=big5>", DT_FORM_XHTML),
                 "iso-8859-2"));
    cr_expect(
        eq(str, find(DECLARED "<meta charset=big5>", DT_FORM_HTML), "big5"));
    cr_expect(eq(str, find(DECLARED, DT_FORM_HTML), "iso-8859-2"));
    cr_expect(eq(str,
                 find("<?xml version='1.0' encoding='utf-16'?>", DT_FORM_XHTML),
                 "utf-8"));
    cr_expect(eq(str, find("<?xml version='1.0'?>", DT_FORM_XHTML), "utf-8"));
    cr_expect(eq(str, find("<?xml encoding=", DT_FORM_XHTML), "utf-8"));
}

Test(charset, the_transport_says_it_louder_than_the_page)
{
    const struct dt_str page = DT_STR("<meta charset=koi8-r>");

    cr_expect(eq(str,
                 (char *)dt_charset_find(page, "EUC-KR", DT_FORM_HTML).name,
                 "euc-kr"));
    cr_expect(eq(str,
                 (char *)dt_charset_find(page, "nonsense", DT_FORM_HTML).name,
                 "koi8-r"));
}

/* The first sentence of the Declaration of Human Rights, as it was coded. */
Test(charset, bytes_that_nobody_declared_are_recognised)
{
    static const struct {
        const char *text, *name;
    } cases[] = {
        {"\xC2\xF1\xE5 \xEB\xFE\xE4\xE8 \xF0\xEE\xE6\xE4\xE0\xFE\xF2\xF1\xFF "
         "\xF1\xE2\xEE\xE1\xEE\xE4\xED\xFB\xEC\xE8 \xE8 "
         "\xF0\xE0\xE2\xED\xFB\xEC\xE8 \xE2 \xF1\xE2\xEE\xE5\xEC "
         "\xE4\xEE\xF1\xF2\xEE\xE8\xED\xF1\xF2\xE2\xE5 \xE8 "
         "\xEF\xF0\xE0\xE2\xE0\xF5.",
         "windows-1251"},
        {"\xF7\xD3\xC5 \xCC\xC0\xC4\xC9 \xD2\xCF\xD6\xC4\xC1\xC0\xD4\xD3\xD1 "
         "\xD3\xD7\xCF\xC2\xCF\xC4\xCE\xD9\xCD\xC9 \xC9 "
         "\xD2\xC1\xD7\xCE\xD9\xCD\xC9 \xD7 \xD3\xD7\xCF\xC5\xCD "
         "\xC4\xCF\xD3\xD4\xCF\xC9\xCE\xD3\xD4\xD7\xC5 \xC9 "
         "\xD0\xD2\xC1\xD7\xC1\xC8.",
         "koi8-r"},
        {"\x82\xB7\x82\xD7\x82\xC4\x82\xCC\x90\x6C\x8A\xD4\x82\xCD\x81\x41"
         "\x90\xB6\x82\xEA\x82\xC8\x82\xAA\x82\xE7\x82\xC9\x82\xB5\x82\xC4"
         "\x8E\xA9\x97\x52\x82\xC5\x82\xA0\x82\xE8\x81\x42",
         "shift_jis"},
        {"\x1B$B$9$Y$F$N?M4V\x1B(B", "iso-2022-jp"},
        {"na\xC3\xAFve caf\xC3\xA9 \xE2\x80\x93 r\xC3\xA9sum\xC3\xA9 "
         "\xE2\x80\x9C\xE2\x80\x9D \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
         "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
         "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 cut \xC3",
         "utf-8"},
        {"\x93quoted\x94, caf\xE9, na\xEFve, fa\xE7"
         "ade, r\xE9sum\xE9, "
         "\xA3"
         "20 \x96 ol\xE9",
         "windows-1252"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect(
            eq(str, find(cases[i].text, DT_FORM_TEXT), (char *)cases[i].name),
            "%s", cases[i].name);
}

Test(charset, utf_8_that_no_byte_bears_out_is_not_believed)
{
    cr_expect(eq(
        str, find("<meta charset=utf-8>\x93one\x94 \x93two\x94", DT_FORM_HTML),
        "windows-1252"));
    cr_expect(eq(
        str,
        find("<meta charset=utf-8>\xC3\xA9 \x93two\x94 \x93\x94", DT_FORM_HTML),
        "utf-8"));
}

Test(charset, text_encoded_twice_is_counted)
{
    cr_expect(eq(u64,
                 dt_mojibake_count(DT_STR("It’s café, naïve, Ångström, "
                                          "SÃO PAULO, CAFÉ® – “ça”")),
                 0));
    cr_expect(eq(u64, dt_mojibake_count(DT_STR("Itâ€™s cafÃ© â€œso")), 3));
    cr_expect(eq(u64, dt_mojibake_count(DT_STR("ðŸ˜€ Ã")), 1));
    cr_expect(eq(u64, dt_mojibake_count(DT_STR("")), 0));
}

static int decode_as(enum dt_form form, struct dt_str bytes, char *out,
                     size_t room)
{
    struct dt_buf buf = DT_BUF_INIT(1 << 16);
    struct dt_charset found;
    struct dt_str text;
    uint64_t replaced;
    int rc = dt_charset_decode(bytes, NULL, form, &buf, &text, &found,
                               &replaced, &err);

    if (rc == DT_OK && text.len < room) {
        memcpy(out, text.ptr, text.len);
        out[text.len] = '\0';
    }
    dt_buf_release(&buf);
    return rc;
}

static int decode(struct dt_str bytes, char *out, size_t room)
{
    return decode_as(DT_FORM_TEXT, bytes, out, room);
}

Test(charset, a_nul_byte_is_a_mistake_in_html_and_binary_in_text)
{
    const struct dt_str page = {"<p>abc\0def", 10};
    char out[64];

    cr_expect(eq(int, decode_as(DT_FORM_HTML, page, out, 64), DT_OK));
    cr_expect(eq(int, memcmp(out, page.ptr, page.len), 0));
    cr_expect(eq(int, decode_as(DT_FORM_MARKDOWN, page, out, 64), DT_EFORMAT));
    cr_expect(
        eq(int,
           decode_as(DT_FORM_HTML,
                     (struct dt_str){"<p>\0\0\0\0\0\0\0\0\0\0", 13}, out, 64),
           DT_EFORMAT));
    cr_expect(strstr(err.msg, "byte 3") != NULL, "%s", err.msg);
}

Test(charset, binary_bytes_are_refused_with_their_offset)
{
    char out[64];

    cr_expect(
        eq(int, decode((struct dt_str){"abc\0def", 7}, out, 64), DT_EFORMAT));
    cr_expect(strstr(err.msg, "byte 3") != NULL, "%s", err.msg);
    cr_expect(eq(int, decode(DT_STR("%PDF-1.7\n"), out, 64), DT_EFORMAT));
    cr_expect(strstr(err.msg, "PDF") != NULL, "%s", err.msg);
    cr_expect(
        eq(int, decode(DT_STR("ab\1\2\3\4\5\6\7\1\2\3"), out, 64), DT_EFORMAT));
    cr_expect(strstr(err.msg, "byte 2") != NULL, "%s", err.msg);
    cr_expect(
        eq(int, decode((struct dt_str){"\xFE\xFF\0h\0i", 6}, out, 64), DT_OK));
    cr_expect(eq(str, out, "hi"));
}
