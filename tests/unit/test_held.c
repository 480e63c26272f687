#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#include "manifest/held.h"

static const char quote[] = "She said “we will never sell it” then.";
/* "we will never sell it" is [12,33) of that, and [4,25) of this: */
static const char source[] = "And we will never sell it, you know.";

static struct dt_json_doc doc;
static struct dt_err err;

static void stop(void)
{
    dt_json_doc_release(&doc);
}

TestSuite(held, .fini = stop);

/* A line of a direct statement with this fidelity. */
static const char *line_of(const char *mode, const char *fidelity)
{
    static char line[1000];

    (void)snprintf(line, sizeof line,
                   "{\"fidelity\":%s,\"mode\":\"%s\",\"spans\":[[12,33]]}",
                   fidelity, mode);
    return line;
}

static void parse(const char *mode, const char *verdict, const char *changed,
                  const char *parts, const char *word_error)
{
    char fidelity[800];

    bool lacked = strcmp(verdict, "not-found") == 0 ||
                  strcmp(verdict, "found-elsewhere") == 0;

    (void)snprintf(fidelity, sizeof fidelity,
                   "{\"against\":%s,\"changed\":[%s],\"parts\":[%s],"
                   "\"searched\":%s,\"verdict\":\"%s\",\"word_error\":%s}",
                   strcmp(word_error, "null") == 0 ? "null" : "\"talk\"",
                   changed, parts, lacked ? "1" : "null", verdict, word_error);
    doc = DT_JSON_DOC_INIT;
    cr_assert(
        zero(int, dt_json_parse(&doc, DT_STR(line_of(mode, fidelity)), &err)));
}

/* What the form, and then the words, are found to be. */
static int form(const char *verdict, const char *changed, const char *parts,
                const char *word_error)
{
    int rc;

    parse("direct", verdict, changed, parts, word_error);
    rc = dt_held_form(&doc, strlen(source), &err);
    dt_json_doc_release(&doc);
    return rc;
}

static int both(const char *verdict, const char *changed, const char *parts,
                const char *word_error)
{
    int rc;

    parse("direct", verdict, changed, parts, word_error);
    rc = dt_held_form(&doc, strlen(source), &err);
    if (rc == DT_OK)
        rc = dt_held_words(&doc, DT_STR(quote), DT_STR(source), &err);
    dt_json_doc_release(&doc);
    return rc;
}

#define ALL "{\"op\":\"equal\",\"quote\":[12,33],\"source\":[4,25]}"
#define HEAD "{\"op\":\"equal\",\"quote\":[12,19],\"source\":[4,11]}"
#define TAIL "{\"op\":\"equal\",\"quote\":[26,33],\"source\":[18,25]}"

Test(held, a_true_verdict_holds)
{
    cr_expect(zero(int, both("verbatim", "", ALL, "0")), "%s", err.msg);
    /* Two edits to five words: 400 per mille. */
    cr_expect(zero(int, both("altered", "\"negation\"",
                             HEAD ",{\"op\":\"insert\",\"quote\":[20,25],"
                                  "\"source\":[11,11]},"
                                  "{\"op\":\"delete\",\"quote\":[26,26],"
                                  "\"source\":[12,17]}," TAIL,
                             "400")),
              "%s", err.msg);
    cr_expect(zero(int, form("not-found", "", "", "null")), "%s", err.msg);
}

Test(held, nobody_is_both_found_and_not)
{
    cr_expect(eq(int, form("verbatim", "", "", "null"), DT_EMISMATCH));
    cr_expect(eq(int, form("not-found", "", ALL, "0"), DT_EMISMATCH));
    cr_expect(eq(int, form("verbatim", "", "", "0"), DT_EMISMATCH));
    cr_expect(
        eq(int, form("not-found", "\"negation\"", "", "null"), DT_EMISMATCH));
}

/* How many lack the words is told where they do, and there alone. */
Test(held, only_what_is_lacked_was_searched_for)
{
    static const char told[] = "{\"against\":\"talk\",\"changed\":[],"
                               "\"parts\":[" ALL "],\"searched\":2,"
                               "\"verdict\":\"verbatim\",\"word_error\":0}";
    static const char untold[] = "{\"against\":null,\"changed\":[],"
                                 "\"parts\":[],\"searched\":null,"
                                 "\"verdict\":\"not-found\","
                                 "\"word_error\":null}";
    const char *const both_wrong[] = {told, untold};

    cr_expect(zero(int, form("found-elsewhere", "", ALL, "0")), "%s", err.msg);
    for (int i = 0; i < 2; i++) {
        doc = DT_JSON_DOC_INIT;
        cr_assert(zero(
            int, dt_json_parse(&doc, DT_STR(line_of("direct", both_wrong[i])),
                               &err)));
        cr_expect(
            eq(int, dt_held_form(&doc, strlen(source), &err), DT_EMISMATCH));
        dt_json_doc_release(&doc);
    }
}

Test(held, the_verdict_is_that_of_the_parts)
{
    const char *edited = HEAD ",{\"op\":\"replace\",\"quote\":[20,25],"
                              "\"source\":[12,17]}," TAIL;

    cr_expect(eq(int, form("verbatim", "", edited, "200"), DT_EMISMATCH));
    cr_expect(eq(int, form("bracketed", "", edited, "200"), DT_EMISMATCH));
    cr_expect(eq(int, form("elided", "", edited, "200"), DT_EMISMATCH));
    cr_expect(zero(int, form("altered", "", edited, "200")), "%s", err.msg);
    cr_expect(eq(int, form("altered", "", ALL, "0"), DT_EMISMATCH));
    cr_expect(zero(int, form("altered", "\"negation\"",
                             HEAD ",{\"op\":\"gap\",\"quote\":[20,20],"
                                  "\"source\":[12,17]}," TAIL,
                             "0")),
              "%s", err.msg);
    cr_expect(eq(int, form("verbatim", "", ALL, "200"), DT_EMISMATCH));
    cr_expect(eq(int, form("verbatim", "\"modal\"", ALL, "0"), DT_EMISMATCH));
}

Test(held, parts_lie_where_they_can)
{
    static const char *const wrong[] = {
        "{\"op\":\"equal\",\"quote\":[11,33],\"source\":[4,25]}",
        "{\"op\":\"equal\",\"quote\":[12,34],\"source\":[4,25]}",
        "{\"op\":\"equal\",\"quote\":[12,33],\"source\":[4,99]}",
        "{\"op\":\"equal\",\"quote\":[12,12],\"source\":[4,25]}",
        "{\"op\":\"insert\",\"quote\":[12,33],\"source\":[4,25]}",
        "{\"op\":\"delete\",\"quote\":[12,33],\"source\":[4,25]}",
        "{\"op\":\"gap\",\"quote\":[12,33],\"source\":[4,25]}",
        "{\"op\":\"bracket\",\"quote\":[12,12],\"source\":[4,4]}"};

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        cr_expect(eq(int, form("altered", "", wrong[i], "0"), DT_EMISMATCH),
                  "%s", wrong[i]);
}

Test(held, only_quotations_are_held)
{
    parse("speech", "verbatim", "", ALL, "0");
    cr_expect(eq(int, dt_held_form(&doc, strlen(source), &err), DT_EMISMATCH));
    dt_json_doc_release(&doc);
    cr_assert(zero(
        int, dt_json_parse(&doc, DT_STR(line_of("speech", "null")), &err)));
    cr_expect(zero(int, dt_held_form(&doc, 0, &err)));
    cr_expect(dt_held_against(&doc).ptr == NULL);
}

Test(held, words_are_counted_anew)
{
    /* other words; a word error that is not theirs; words left out */
    cr_expect(
        eq(int,
           both("verbatim", "",
                "{\"op\":\"equal\",\"quote\":[12,33],\"source\":[0,25]}", "0"),
           DT_EMISMATCH));
    cr_expect(eq(int,
                 both("altered", "",
                      HEAD ",{\"op\":\"replace\",\"quote\":[20,25],"
                           "\"source\":[12,17]}," TAIL,
                      "100"),
                 DT_EMISMATCH));
    cr_expect(eq(int, both("verbatim", "", HEAD, "0"), DT_EMISMATCH));
    /* passed over: "never" in the source */
    cr_expect(eq(int, both("verbatim", "", HEAD "," TAIL, "0"), DT_EMISMATCH));
}

static int alone(const char *parts)
{
    int rc;

    parse("direct", "verbatim", "", parts, "0");
    rc = dt_held_quotation(&doc, DT_STR(quote), &err);
    dt_json_doc_release(&doc);
    return rc;
}

Test(held, without_its_source_a_verdict_is_on_the_whole_quotation)
{
    cr_expect(zero(int, alone(ALL)), "%s", err.msg);
    cr_expect(eq(int, alone(HEAD), DT_EMISMATCH));
}

/* A part may end within a contraction, of which one word was changed. */
Test(held, a_part_of_half_a_contraction_has_its_word)
{
    static const char said[] = "And we won’t ever sell, you know.";
    static const char told[] = "She said “we will ever sell off” then.";
    static const char parts[] =
        "{\"op\":\"equal\",\"quote\":[12,19],\"source\":[4,9]},"
        "{\"op\":\"delete\",\"quote\":[20,20],\"source\":[9,14]},"
        "{\"op\":\"equal\",\"quote\":[20,29],\"source\":[15,24]},"
        "{\"op\":\"insert\",\"quote\":[30,33],\"source\":[24,24]}";

    parse("direct", "altered", "\"negation\"", parts, "400");
    cr_expect(zero(int, dt_held_form(&doc, strlen(said), &err)), "%s", err.msg);
    cr_expect(zero(int, dt_held_words(&doc, DT_STR(told), DT_STR(said), &err)),
              "%s", err.msg);
    dt_json_doc_release(&doc);
}
