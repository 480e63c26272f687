#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>

#include "manifest/change.h"
#include "manifest/curated.h"
#include "manifest/find.h"
#include "manifest/tally.h"

static struct dt_err err;

static int note(void *ctx, const struct dt_change *change, struct dt_err *e)
{
    struct dt_buf *out = ctx;

    (void)e;
    dt_buf_addf(out, "%s%s %.*s>%.*s;", change->path,
                change->words ? " (words)" : "",
                change->before.ptr ? (int)change->before.len : 1,
                change->before.ptr ? change->before.ptr : "-",
                change->after.ptr ? (int)change->after.len : 1,
                change->after.ptr ? change->after.ptr : "-");
    return DT_OK;
}

static void expect_changes(const char *before, const char *after,
                           const char *expected)
{
    struct dt_change_docs docs = DT_CHANGE_DOCS_INIT;
    struct dt_buf out = DT_BUF_INIT(4096);
    int rc = dt_change_each(&docs, DT_STR(before), DT_STR(after), note, &out,
                            &err);

    cr_assert(zero(int, rc), "%s", err.msg);
    cr_expect(eq(str, out.ptr ? out.ptr : (char *)"", (char *)expected));
    dt_buf_release(&out);
    dt_change_docs_release(&docs);
}

Test(change, tells_members_of_objects_one_by_one_and_no_seal)
{
    expect_changes("{\"a\":1,\"seal\":\"x\"}", "{\"a\":1,\"seal\":\"y\"}", "");
    expect_changes("{\"a\":1,\"c\":[1]}", "{\"b\":\"t\",\"c\":[1,2]}",
                   "a 1>-;b ->\"t\";c [1]>[1,2];");
    expect_changes("{\"text\":{\"bytes\":1,\"sha256\":\"p\"}}",
                   "{\"text\":{\"bytes\":2,\"sha256\":\"p\",\"z\":0}}",
                   "text.bytes 1>2;text.z ->0;");
    expect_changes("{\"event\":null}", "{\"event\":{\"name\":\"n\"}}",
                   "event null>{\"name\":\"n\"};");
}

Test(change, marks_what_holds_words_of_a_text)
{
    expect_changes("{\"description\":\"a\",\"text\":\"b\"}",
                   "{\"description\":null,\"text\":null}",
                   "description (words) \"a\">null;text (words) \"b\">null;");
}

/* RFC 8785, 3.2.3: U+1F602 sorts before U+FB33 by UTF-16 code units. */
Test(change, orders_keys_by_code_units_as_canonical_json_does)
{
    expect_changes("{\"\xf0\x9f\x98\x82\":1,\"\xef\xac\xb3\":1}",
                   "{\"\xf0\x9f\x98\x82\":2,\"\xef\xac\xb3\":2}",
                   "\xf0\x9f\x98\x82 1>2;\xef\xac\xb3 1>2;");
}

Test(change, refuses_what_is_no_record)
{
    struct dt_change_docs docs = DT_CHANGE_DOCS_INIT;

    cr_expect(
        eq(int,
           dt_change_each(&docs, DT_STR("[]"), DT_STR("{}"), note, NULL, &err),
           DT_EFORMAT));
    cr_expect(
        eq(int,
           dt_change_each(&docs, DT_STR("{}"), DT_STR("{ }"), note, NULL, &err),
           DT_EFORMAT));
    dt_change_docs_release(&docs);
}

static const char yaml[] =
    "note: ours\n"
    "people:\n"
    "  - {name: Zoe, id: zoe, tags: [b, a, []], at: {y: 2, x: {}}}\n"
    "  - name: Ann\n"
    "    id: ann\n"
    "    born: ~\n"
    "  - just a word\n"
    "  - {name: Nobody}\n"
    "others:\n"
    "  - {id: other}\n";

Test(curated, makes_sorted_canonical_lines_of_one_list)
{
    struct dt_curated c;
    struct dt_json_doc doc = DT_JSON_DOC_INIT;

    cr_assert(zero(int, dt_curated_read(&c, DT_STR(yaml), "people.yaml",
                                        "people", &err)),
              "%s", err.msg);
    cr_assert(eq(sz, c.count, 2));
    cr_expect(eq(str, (char *)c.items[0].line.ptr,
                 "{\"born\":null,\"id\":\"ann\",\"name\":\"Ann\"}"));
    cr_expect(eq(str, (char *)c.items[1].line.ptr,
                 "{\"at\":{\"x\":{},\"y\":\"2\"},\"id\":\"zoe\","
                 "\"name\":\"Zoe\",\"tags\":[\"b\",\"a\",[]]}"));
    cr_expect(zero(int, dt_json_parse(&doc, c.items[1].line, &err)));
    cr_expect(eq(str, (char *)dt_curated_find(&c, DT_STR("zoe")).ptr,
                 (char *)c.items[1].line.ptr));
    cr_expect(zero(ptr, (void *)dt_curated_find(&c, DT_STR("other")).ptr));
    dt_json_doc_release(&doc);
    dt_curated_release(&c);
}

/* printf https://example.org/ | sha256sum */
Test(curated, gives_a_source_without_an_id_that_of_its_address)
{
    struct dt_curated c;

    cr_assert(zero(int, dt_curated_read(&c,
                                        DT_STR("sources:\n  - url: "
                                               "https://example.org/\n"),
                                        "s.yaml", "sources", &err)),
              "%s", err.msg);
    cr_assert(eq(sz, c.count, 1));
    cr_expect(eq(str, (char *)c.items[0].id.ptr, "a-8198d1bac40a1033"));
    dt_curated_release(&c);
}

Test(curated, refuses_no_yaml)
{
    struct dt_curated c;

    cr_expect(eq(int, dt_curated_read(&c, DT_STR("a: [1"), "x", "people", &err),
                 DT_EFORMAT));
    dt_curated_release(&c);
}

static void expect_line(const char *bytes, const char *id, const char *line)
{
    struct dt_str got = dt_find_in_lines(DT_STR(bytes), DT_ARTICLES,
                                         DT_STR(id));

    if (!line)
        cr_expect(zero(ptr, (void *)got.ptr), "%s", id);
    else
        cr_expect(dt_str_is(got, line), "%s: %.*s", id, (int)got.len, got.ptr);
}

Test(find, takes_a_line_by_its_id_and_by_nothing_else)
{
    static const char bytes[] =
        "{\"a\":\"\\\"id\\\":\\\"c\\\"\",\"id\":\"a\"}\n"
        "{\"id\":\"ab\",\"z\":\"id\"}\n"
        "{\"id\":\"b\"}";

    expect_line(bytes, "a", "{\"a\":\"\\\"id\\\":\\\"c\\\"\",\"id\":\"a\"}");
    expect_line(bytes, "ab", "{\"id\":\"ab\",\"z\":\"id\"}");
    expect_line(bytes, "b", "{\"id\":\"b\"}");
    expect_line(bytes, "c", NULL);
    expect_line(bytes, "", NULL);
    expect_line(bytes, "a\",\"id", NULL);
    expect_line("", "a", NULL);
    cr_expect(dt_str_is(
        dt_find_id(DT_STR("{\"version\":\"1.0.0\"}"), DT_RELEASES), "1.0.0"));
}

Test(tally, orders_by_count_then_bytes_and_puts_no_text_last)
{
    static const char *const texts[] = {"b", NULL, "a", "c", NULL, "c", NULL};
    struct dt_tally *t = NULL;
    const struct dt_tally_item *items;

    cr_assert(zero(int, dt_tally_new(&t, &err)));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cr_assert(zero(int, dt_tally_add(t,
                                         texts[i] ? DT_STR(texts[i])
                                                  : (struct dt_str){NULL, 0},
                                         &err)));
    cr_assert(eq(sz, dt_tally_count(t), 4));
    items = dt_tally_sort(t, DT_TALLY_MOST_FIRST);
    cr_expect(dt_str_is(items[0].text, "c") && items[0].count == 2);
    cr_expect(dt_str_is(items[1].text, "a") && items[1].count == 1);
    cr_expect(dt_str_is(items[2].text, "b"));
    cr_expect(items[3].text.ptr == NULL && items[3].count == 3);
    items = dt_tally_sort(t, DT_TALLY_BY_TEXT);
    cr_expect(dt_str_is(items[0].text, "a"));
    cr_expect(dt_str_is(items[2].text, "c"));
    cr_expect(items[3].text.ptr == NULL);
    dt_tally_free(t);
    dt_tally_free(NULL);
}

Test(tally, counts_many_texts_in_sorted_order)
{
    struct dt_tally *t = NULL;
    const struct dt_tally_item *items;
    char text[16];

    cr_assert(zero(int, dt_tally_new(&t, &err)));
    for (int i = 0; i < 20000; i++) {
        (void)snprintf(text, sizeof text, "%05d", i % 10000);
        cr_assert(zero(int, dt_tally_add(t, DT_STR(text), &err)));
    }
    items = dt_tally_sort(t, DT_TALLY_MOST_FIRST);
    cr_assert(eq(sz, dt_tally_count(t), 10000));
    for (int i = 0; i < 10000; i++) {
        (void)snprintf(text, sizeof text, "%05d", i);
        cr_assert(dt_str_is(items[i].text, text) && items[i].count == 2);
    }
    dt_tally_free(t);
}
