#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "statement/attest.h"
#include "statement/transcripts.h"

enum { MOST = 8 };

static struct dt_attestation items[MOST];
static struct dt_words words[MOST];
static size_t count;
static struct dt_err err;

static void start(void)
{
    count = 0;
}

static void stop(void)
{
    for (size_t i = 0; i < count; i++)
        dt_words_release(&words[i]);
}

TestSuite(attest, .init = start, .fini = stop);

static void add(const char *text, int32_t said, int32_t published)
{
    words[count] = DT_WORDS_INIT;
    cr_assert(zero(int, dt_words_scan(&words[count], DT_STR(text), 0,
                                      strlen(text), &err)));
    items[count] = (struct dt_attestation){
        words[count].items, words[count].count, said, published, 99};
    count++;
}

/* The firsts of all, as digits. */
static const char *firsts(void)
{
    static char shown[MOST + 1];

    cr_assert(zero(int, dt_attest(items, count, &err)), "%s", err.msg);
    for (size_t i = 0; i < count; i++)
        shown[i] = (char)('0' + items[i].first);
    shown[count] = '\0';
    return shown;
}

static void any_day(const char *text)
{
    add(text, DT_SOME_DAY, DT_SOME_DAY);
}

Test(attest, the_same_words_and_words_within)
{
    any_day("We will not ask this town to buy its own harbour twice.");
    any_day("we will not ask this town to buy its own harbour twice");
    any_day("buy its own harbour twice");
    any_day("its own harbour twice");
    any_day("Nobody in this chamber has ever counted the bolts.");
    cr_expect(zero(strcmp(firsts(), "00034")), "%s", firsts());
}

/* Three words are the least that are anybody's in particular. */
Test(attest, two_words_are_nobodys)
{
    any_day("No comment");
    any_day("No comment");
    any_day("No comment now");
    any_day("No comment now");
    cr_expect(zero(strcmp(firsts(), "0122")), "%s", firsts());
}

Test(attest, one_word_of_five_may_differ)
{
    any_day("gulls sit along every wall facing south before heavy storms");
    any_day("gulls sit along every wall facing south before red blue");
    any_day("gulls sit along every wall facing south black red blue");
    cr_expect(zero(strcmp(firsts(), "002")), "%s", firsts());
}

Test(attest, a_negation_or_a_number_makes_another_utterance)
{
    any_day("We will not sell the harbour to the county this year.");
    any_day("We will sell the harbour to the county this year.");
    any_day("We will not sell this harbour to the county this year.");
    any_day("We will not sell our harbour to the county this year.");
    any_day("We will never sell the harbour to the county this year.");
    any_day("It costs us 14 million to mend the wall.");
    any_day("It costs us 40 million to mend the wall.");
    any_day("It costs us fourteen million to mend that wall.");
    cr_expect(zero(strcmp(firsts(), "01004565")), "%s", firsts());
}

/* The second is like the first and the third like the second: no chain. */
Test(attest, likeness_is_to_the_first_alone)
{
    any_day("gulls sit along every wall facing south before heavy storms");
    any_day("gulls sit along every wall facing south before red blue");
    any_day("gulls sit along every wall facing green white red blue");
    cr_expect(zero(strcmp(firsts(), "002")), "%s", firsts());
}

Test(attest, another_day_is_another_utterance)
{
    const char *text = "We will not ask this town to buy it twice.";

    add(text, 100, 100);
    add(text, 101, 101);
    add(text, 100, 101);
    add(text, DT_SOME_DAY, 150);
    cr_expect(zero(strcmp(firsts(), "0100")), "%s", firsts());
}

/* A quarter of a year is 92 days at most. */
Test(attest, published_within_a_quarter)
{
    const char *text = "We will not ask this town to buy it twice.";

    add(text, DT_SOME_DAY, 100);
    add(text, DT_SOME_DAY, 192);
    add(text, DT_SOME_DAY, 193);
    cr_expect(zero(strcmp(firsts(), "002")), "%s", firsts());
}

Test(attest, nothing_and_no_words)
{
    cr_expect(zero(strcmp(firsts(), "")));
    any_day("");
    any_day("…");
    cr_expect(zero(strcmp(firsts(), "01")), "%s", firsts());
}
