#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "release/export_format.h"
#include "release/export_xml.h"

static struct dt_err err;

static bool plain(const char *date)
{
    return dt_export_is_plain_date(DT_STR(date));
}

/* XML Schema part 2: gYear, gYearMonth, date, dateTime. */
Test(export, dates_of_xml_schema_are_told_from_other_edtf)
{
    cr_expect(plain("2016"));
    cr_expect(plain("2016-03"));
    cr_expect(plain("2016-03-01"));
    cr_expect(plain("2020-02-11T05:45:00+00:00"));
    cr_expect(plain("2022-03-10T12:00:00Z"));
    cr_expect(not(plain("XXXX-06-11")));
    cr_expect(not(plain("2016-XX")));
    cr_expect(not(plain("2016?")));
    cr_expect(not(plain("2016-03-01~")));
    cr_expect(not(plain("2016/2018")));
    cr_expect(not(plain("2016-02-30")));
    cr_expect(not(plain("")));
}

Test(export, xml_is_escaped_and_has_only_its_characters)
{
    struct dt_buf out = DT_BUF_INIT(1000);

    dt_xml_attribute(&out, "n", "#",
                     DT_STR("a<b>&\"c\"\x01\xef\xbf\xbe\xc3\xa9"));
    dt_xml_element(&out, "p", (struct dt_str){NULL, 0});
    dt_xml_element(&out, "p", DT_STR(""));
    cr_assert(zero(int, dt_buf_check(&out, "it", &err)));
    cr_expect(eq(str, out.ptr,
                 " n=\"#a&lt;b&gt;&amp;&quot;c&quot;"
                 "\xef\xbf\xbd\xef\xbf\xbd\xc3\xa9\"<p></p>"));
    dt_buf_release(&out);
}

Test(export, identifiers_of_known_schemes_are_addresses)
{
    const struct dt_identifier known = {"wikidata", "Q42"};
    const struct dt_identifier address = {"site", "https://example.org/a"};
    const struct dt_identifier unknown = {"payroll", "17"};
    const struct dt_identifier bad = {"wikidata", "Q42> <x"};
    struct dt_buf out = DT_BUF_INIT(1000);

    cr_expect(dt_export_identifier(&known, &out));
    cr_expect(eq(str, out.ptr, "http://www.wikidata.org/entity/Q42"));
    dt_buf_reset(&out);
    cr_expect(dt_export_identifier(&address, &out));
    cr_expect(eq(str, out.ptr, "https://example.org/a"));
    dt_buf_reset(&out);
    cr_expect(not(dt_export_identifier(&unknown, &out)));
    cr_expect(not(dt_export_identifier(&bad, &out)));
    cr_expect(zero(sz, out.len));
    dt_buf_release(&out);
}

/* One row, by the first words of its text and of its title. */
static char *row(const char *text, const char *title)
{
    static struct dt_exporter x = {.out = {NULL, 0, 0, 1 << 16, false, false}};
    struct dt_span span = {3, 9};
    const struct dt_export_statement s = {
        .text = DT_STR(text), .spans = &span, .span_count = 1};
    const struct dt_export_article a = {
        .title = DT_STR(title), .statements = &s, .statement_count = 1};

    dt_buf_reset(&x.out);
    cr_assert(zero(int, dt_export_csv.article(&x, &a, &err)));
    return x.out.ptr;
}

/* RFC 4180, rules 5 to 7; and no cell that a spreadsheet would run. */
Test(export, cells_are_quoted_and_no_formulas)
{
    cr_expect(eq(str, row("plain", "a title"),
                 ",,,,,,,,plain,,a title,,,,,,,3:9,,0,,,,,,,open\r\n"));
    cr_expect(eq(str, row("a, \"b\"\nc", "t"),
                 ",,,,,,,,\"a, \"\"b\"\"\nc\",,t,,,,,,,3:9,,0,,,,,,,open\r\n"));
    cr_expect(eq(str, row("=1+1", "@SUM(A1)"),
                 ",,,,,,,,'=1+1,,'@SUM(A1),,,,,,,3:9,,0,,,,,,,open\r\n"));
    cr_expect(
        eq(str, row("- two, three", "'t was"),
           ",,,,,,,,\"'- two, three\",,''t was,,,,,,,3:9,,0,,,,,,,open\r\n"));
    cr_expect(eq(str, row("+5 -3", "\tx"),
                 ",,,,,,,,'+5 -3,,'\tx,,,,,,,3:9,,0,,,,,,,open\r\n"));
}

/* Astral and accented characters: positions are code points, not bytes. */
Test(export, positions_are_code_points)
{
    const char text[] = "\xc3\x89t\xc3\xa9 \xf0\x9f\x8c\x8a “Oui.” Fin\n";
    struct dt_export_options options = {.base = "x:"};
    struct dt_exporter x = {.options = &options,
                            .out = {NULL, 0, 0, 1 << 16, false, false}};
    struct dt_span span = {14, 18};
    const struct dt_export_statement s = {.id = DT_STR("s-1"),
                                          .mode = DT_STR("direct"),
                                          .spans = &span,
                                          .span_count = 1};
    struct dt_export_article a = {.id = DT_STR("a"),
                                  .text = DT_STR(text),
                                  .statements = &s,
                                  .statement_count = 1};

    cr_assert(zero(int, dt_export_web_annotation.article(&x, &a, &err)));
    cr_expect(strstr(x.out.ptr, "\"exact\":\"Oui.\"") != NULL);
    cr_expect(strstr(x.out.ptr, "\"prefix\":\"\xc3\x89t\xc3\xa9 "
                                "\xf0\x9f\x8c\x8a “\"") != NULL);
    cr_expect(strstr(x.out.ptr, "{\"end\":11,\"start\":7,"
                                "\"type\":\"TextPositionSelector\"}") != NULL);
    dt_buf_reset(&x.out);
    a.text = (struct dt_str){NULL, 0};
    cr_assert(zero(int, dt_export_web_annotation.article(&x, &a, &err)));
    cr_expect(strstr(x.out.ptr, "Oui") == NULL);
    cr_expect(strstr(x.out.ptr, "{\"end\":18,\"start\":14,"
                                "\"type\":\"DataPositionSelector\"}") != NULL);
    dt_buf_release(&x.out);
}

/* What a format writes of one statement that a rule took. */
static char *of_rule(const struct dt_export_format *format, const char *rule)
{
    static const struct dt_export_options options = {.base = ""};
    static struct dt_exporter x = {.options = &options,
                                   .out = {NULL, 0, 0, 1 << 16, false, false}};
    struct dt_span span = {0, 4};
    const struct dt_export_statement s = {.id = DT_STR("s-1"),
                                          .mode = DT_STR("direct"),
                                          .rule = DT_STR(rule),
                                          .text = DT_STR("Oui."),
                                          .spans = &span,
                                          .span_count = 1};
    const struct dt_export_article a = {.id = DT_STR("a"),
                                        .text = DT_STR("Oui."),
                                        .statements = &s,
                                        .statement_count = 1};

    dt_buf_reset(&x.out);
    dt_buf_adds(&x.out, "-");
    cr_assert(zero(int, format->article(&x, &a, &err)));
    return x.out.ptr;
}

/* What somebody refused to say is nobody's ordinary quotation. */
Test(export, what_was_not_said_is_told_from_what_was)
{
    const char tag[] = "{\"purpose\":\"tagging\",\"type\":\"TextualBody\","
                       "\"value\":\"not-asserted\"}";

    cr_expect(strstr(of_rule(&dt_export_web_annotation, "not-asserted"), tag) !=
              NULL);
    cr_expect(strstr(of_rule(&dt_export_web_annotation, "cue-after"), tag) ==
              NULL);
    cr_expect(eq(str, of_rule(&dt_export_schema_org, "not-asserted"), "-"));
    cr_expect(strstr(of_rule(&dt_export_schema_org, "cue-after"),
                     "\"@type\":\"Quotation\"") != NULL);
}
