#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "manifest/record.h"

/* Made with sha256sum over the line without its seal. */
static const char line[] =
    "{\"a\":\"one\",\"b\":\"two\",\"containment\":1000,\"jaccard\":1000,"
    "\"relation\":\"same\"}";

struct bench {
    struct dt_json_doc doc;
    struct dt_digest *digest;
    struct dt_buf line;
    struct dt_err err;
};

static void open_bench(struct bench *b)
{
    b->doc = DT_JSON_DOC_INIT;
    b->line = DT_BUF_INIT(10000);
    cr_assert(zero(int, dt_digest_new(&b->digest, &b->err)));
}

static void close_bench(struct bench *b)
{
    dt_json_doc_release(&b->doc);
    dt_digest_free(b->digest);
    dt_buf_release(&b->line);
}

static int check(struct bench *b)
{
    return dt_record_check(DT_DUPLICATES, dt_buf_str(&b->line), &b->doc,
                           b->digest, &b->err);
}

Test(record, seal_is_the_hash_of_the_line_without_it)
{
    char hex[DT_DIGEST_HEX_SIZE];
    struct bench b;

    open_bench(&b);
    cr_assert(
        zero(int, dt_digest_bytes(b.digest, line, strlen(line), hex, &b.err)));
    dt_buf_adds(&b.line, line);
    cr_assert(zero(int, dt_record_seal(&b.line, &b.doc, b.digest, &b.err)));
    cr_expect(strstr(b.line.ptr, ",\"seal\":\"") != NULL);
    cr_expect(strncmp(strstr(b.line.ptr, "seal") + 7, hex, 16) == 0);
    cr_expect(zero(int, check(&b)), "%s", b.err.msg);
    close_bench(&b);
}

Test(record, every_changed_byte_is_found)
{
    struct bench b;

    open_bench(&b);
    dt_buf_adds(&b.line, line);
    cr_assert(zero(int, dt_record_seal(&b.line, &b.doc, b.digest, &b.err)));
    for (size_t i = 0; i < b.line.len; i++) {
        b.line.ptr[i] ^= 1;
        cr_expect(lt(int, check(&b), 0), "byte %zu", i);
        b.line.ptr[i] ^= 1;
    }
    cr_expect(zero(int, check(&b)));
    close_bench(&b);
}

static const struct dt_record_value other[] = {
    {DT_DUPLICATE_RELATION, {"\"same\"", 6}},
    {DT_DUPLICATE_B, {"\"longer\"", 8}},
    {DT_DUPLICATE_A, {"\"x\"", 3}},
};

/* As other has it, of a line whose seal stands where it stands. */
static void set_other(struct bench *b)
{
    uint32_t member[DT_RECORD_MEMBERS];

    cr_assert(zero(int, dt_record_read(DT_DUPLICATES, dt_buf_str(&b->line),
                                       &b->doc, member, &b->err)));
    cr_assert(zero(int, dt_record_set(DT_DUPLICATES, &b->line, &b->doc, member,
                                      other, sizeof other / sizeof *other,
                                      b->digest, &b->err)));
}

Test(record, members_are_replaced_before_the_seal)
{
    struct dt_buf once = DT_BUF_INIT(1000);
    struct bench b;

    open_bench(&b);
    dt_buf_adds(&b.line, "{\"a\":\"x\",\"b\":\"y\",\"containment\":1,"
                         "\"jaccard\":2,\"relation\":\"contains\"}");
    cr_assert(zero(int, dt_record_seal(&b.line, &b.doc, b.digest, &b.err)));
    set_other(&b);
    cr_expect(zero(int, check(&b)), "%s", b.err.msg);
    cr_expect(strstr(b.line.ptr, "{\"a\":\"x\",\"b\":\"longer\",\"con") !=
              NULL);
    cr_expect(strstr(b.line.ptr, ",\"relation\":\"same\",\"seal\":\"") != NULL);
    dt_buf_addstr(&once, dt_buf_str(&b.line));
    set_other(&b);
    cr_expect(zero(strcmp(b.line.ptr, once.ptr)));
    dt_buf_release(&once);
    close_bench(&b);
}

Test(record, members_are_replaced_on_either_side_of_the_seal)
{
    static const struct dt_record_value values[] = {
        {DT_REDIRECT_TO, {"\"the-new-one\"", 13}},
        {DT_REDIRECT_REASON, {"\"removed\"", 9}},
    };
    uint32_t member[DT_RECORD_MEMBERS];
    struct bench b;

    open_bench(&b);
    dt_buf_adds(&b.line, "{\"id\":\"a\",\"note\":null,\"reason\":\"corrected\","
                         "\"release\":null,\"to\":null}");
    cr_assert(zero(int, dt_record_seal(&b.line, &b.doc, b.digest, &b.err)));
    cr_assert(zero(int, dt_record_read(DT_REDIRECTS, dt_buf_str(&b.line),
                                       &b.doc, member, &b.err)));
    cr_assert(zero(int, dt_record_set(DT_REDIRECTS, &b.line, &b.doc, member,
                                      values, 2, b.digest, &b.err)));
    cr_expect(strstr(b.line.ptr, ",\"reason\":\"removed\",\"release\":null,") !=
              NULL);
    cr_expect(strstr(b.line.ptr, "\",\"to\":\"the-new-one\"}") != NULL);
    cr_expect(zero(int, dt_record_check(DT_REDIRECTS, dt_buf_str(&b.line),
                                        &b.doc, b.digest, &b.err)),
              "%s", b.err.msg);
    close_bench(&b);
}

Test(record, members_must_be_there_with_their_types)
{
    static const struct {
        const char *line, *says;
    } cases[] = {
        {"{\"a\":\"x\"}", "missing member 'b'"},
        {"{\"a\":1,\"b\":\"y\",\"containment\":1,\"jaccard\":2,"
         "\"relation\":\"near\"}",
         "'a'"},
        {"{\"a\":\"x\",\"b\":\"\",\"containment\":1,\"jaccard\":2,"
         "\"relation\":\"near\"}",
         "'b'"},
        {"{\"a\":\"x\",\"b\":\"y\",\"containment\":1001,\"jaccard\":2,"
         "\"relation\":\"near\"}",
         "'containment'"},
        {"{\"a\":\"x\",\"b\":\"y\",\"containment\":1,\"jaccard\":2,"
         "\"relation\":\"far\"}",
         "'relation'"},
        {"{\"a\":\"x\",\"b\":\"y\",\"containment\":1,\"jaccard\":2,"
         "\"relation\":\"near|contains\"}",
         "'relation'"},
        {"{\"a\":\"x\",\"b\":\"y\",\"containment\":1,\"jaccard\":2,"
         "\"relation\":\"decide\"}",
         "'relation'"},
        {"{\"a\":\"x\",\"aa\":1,\"b\":\"y\",\"containment\":1,\"jaccard\":2,"
         "\"relation\":\"near\"}",
         "unknown member 'aa'"},
    };
    struct bench b;

    open_bench(&b);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dt_buf_reset(&b.line);
        dt_buf_adds(&b.line, cases[i].line);
        cr_assert(zero(int, dt_record_seal(&b.line, &b.doc, b.digest, &b.err)));
        cr_expect(eq(int, check(&b), DT_EFORMAT));
        cr_expect(strstr(b.err.msg, cases[i].says) != NULL, "got: %s",
                  b.err.msg);
    }
    close_bench(&b);
}

Test(record, schemas_have_the_form_of_ids)
{
    static const struct {
        enum dt_records kind;
        const char *has;
    } cases[] = {
        {DT_STATEMENTS, "\"id\":{\"description\":\"s- and 16 hex digits\","
                        "\"pattern\":\"^s-[0-9a-f]{16}$\","
                        "\"type\":\"string\"}"},
        {DT_STATEMENTS, "\"article\":{\"description\":\"id of the article\","
                        "\"maxLength\":100,"
                        "\"pattern\":\"^[a-z0-9]+(-[a-z0-9]+)*$\","
                        "\"type\":\"string\"}"},
        {DT_STATEMENTS, "\"items\":{\"maxLength\":100,"
                        "\"pattern\":\"^[a-z0-9]+(-[a-z0-9]+)*$\","
                        "\"type\":\"string\"}"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct dt_buf schema = DT_BUF_INIT(1 << 20);

        dt_record_schema(cases[i].kind, &schema);
        cr_expect(dt_str_find(dt_buf_str(&schema), DT_STR(cases[i].has), 0) !=
                      SIZE_MAX,
                  "%s", cases[i].has);
        dt_buf_release(&schema);
    }
}

/* The example of semver.org 2.0.0, item 11, and what its grammar refuses. */
Test(record, versions_are_ordered_as_semver_says)
{
    static const char *const order[] = {
        "0.9.0",      "1.0.0-alpha",  "1.0.0-alpha.1", "1.0.0-alpha.beta",
        "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",
        "1.0.0",      "1.0.10",       "1.2.0",         "1.10.0",
        "2.0.0",
    };
    static const char *const bad[] = {
        "",           "1",         "1.2",    "1.2.3.4", "01.2.3",
        "1.02.3",     "1.2.-1",    "v1.2.3", "1.2.3-",  "1.2.3-01",
        "1.2.3-a..b", "1.2.3-a_b", "1.2.3.", " 1.2.3",  "1.2.3-a.",
    };
    size_t n = sizeof order / sizeof *order;

    for (size_t i = 0; i < n; i++) {
        cr_expect(dt_version_valid(DT_STR(order[i])), "%s", order[i]);
        for (size_t j = 0; j < n; j++) {
            int c = dt_version_cmp(DT_STR(order[i]), DT_STR(order[j]));

            cr_expect(eq(int, (c > 0) - (c < 0), (i > j) - (i < j)), "%s %s",
                      order[i], order[j]);
        }
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect(not(dt_version_valid(DT_STR(bad[i]))), "%s", bad[i]);
}

Test(record, every_kind_has_a_schema_that_is_canonical_json)
{
    struct bench b;

    open_bench(&b);
    for (int kind = 0; kind < DT_RECORDS_COUNT; kind++) {
        struct dt_buf schema = DT_BUF_INIT(1 << 20);
        struct dt_str text;

        dt_record_schema((enum dt_records)kind, &schema);
        text = dt_buf_str(&schema);
        text.len--; /* its LF */
        cr_expect(zero(int, dt_json_parse(&b.doc, text, &b.err)), "%s: %s",
                  dt_records_name((enum dt_records)kind), b.err.msg);
        dt_buf_release(&schema);
    }
    close_bench(&b);
}
