#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "article/charset.h"

static struct dt_err err;

static char *detect(const char *bytes, bool html)
{
    size_t mark;

    return (char *)dt_charset_detect(DT_STR(bytes), NULL, html, &mark);
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
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect(eq(str, detect(cases[i].page, true), (char *)cases[i].name),
                  "%s", cases[i].page);
    cr_expect(eq(str, detect("<meta charset=koi8-r>", false), "utf-8"));
}

Test(charset, a_mark_wins_and_bytes_decide_last)
{
    size_t mark;

    cr_expect(
        eq(str, detect("\xEF\xBB\xBF<meta charset=koi8-r>", true), "utf-8"));
    cr_expect(eq(str, detect("caf\xC3\xA9", false), "utf-8"));
    cr_expect(eq(str, detect("caf\xE9", false), "windows-1252"));
    cr_expect(eq(str,
                 (char *)dt_charset_detect((struct dt_str){"\xFF\xFEh\0", 4},
                                           "koi8-r", false, &mark),
                 "utf-16le"));
    cr_expect(eq(sz, mark, 2));
}

Test(charset, what_begins_beyond_1024_bytes_is_not_looked_at)
{
    char page[1200];

    memset(page, ' ', sizeof page);
    memcpy(page + 1100, "<meta charset=koi8-r>", 22);
    cr_expect(eq(str, detect(page, true), "utf-8"));
}

Test(charset, the_transport_says_it_louder_than_the_page)
{
    size_t mark;

    cr_expect(eq(str,
                 (char *)dt_charset_detect(DT_STR("<meta charset=koi8-r>"),
                                           "EUC-KR", true, &mark),
                 "euc-kr"));
    cr_expect(eq(str,
                 (char *)dt_charset_detect(DT_STR("<meta charset=koi8-r>"),
                                           "nonsense", true, &mark),
                 "koi8-r"));
}

static int decode(struct dt_str bytes, char *out, size_t room)
{
    struct dt_buf buf = DT_BUF_INIT(1 << 16);
    const char *name;
    uint64_t replaced;
    int rc = dt_charset_decode(bytes, NULL, false, &buf, &name, &replaced,
                               &err);

    if (rc == DT_OK && buf.len < room)
        memcpy(out, buf.ptr, buf.len + 1);
    dt_buf_release(&buf);
    return rc;
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
