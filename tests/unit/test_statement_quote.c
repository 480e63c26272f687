#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "statement/quote.h"

static struct dt_err err;

/* The quotations of text, each paragraph a line, as "[…][…]" with "~" behind
 * one that is unclosed and "+" before one that continues. */
static void expect(const char *text, const char *expected)
{
    struct dt_quotes q = DT_QUOTES_INIT;
    struct dt_str all = DT_STR(text);
    char shown[2048] = "";
    size_t len = 0, start = 0;

    while (start < all.len) {
        const char *gap = strchr(text + start, '\n');
        size_t end = gap ? (size_t)(gap - text) : all.len, next = end + 1;
        const char *behind = gap ? strchr(text + next, '\n') : NULL;
        struct dt_span follow = {0, 0};

        if (gap)
            follow = (struct dt_span){
                (uint32_t)next,
                (uint32_t)(behind ? (size_t)(behind - text) : all.len)};
        cr_assert(zero(int, dt_quotes_scan(&q, all,
                                           (struct dt_span){(uint32_t)start,
                                                            (uint32_t)end},
                                           follow, &err)));
        for (size_t i = 0; i < q.count; i++)
            len += (size_t)snprintf(
                shown + len, sizeof shown - len, "%s[%.*s]%s",
                q.items[i].continues ? "+" : "",
                (int)(q.items[i].inner.end - q.items[i].inner.start),
                text + q.items[i].inner.start, q.items[i].unclosed ? "~" : "");
        start = next;
    }
    dt_quotes_release(&q);
    cr_expect(strcmp(shown, expected) == 0, "in: %s\nwant: %s\ngot:  %s", text,
              expected, shown);
}

Test(statement_quote, every_convention_of_print)
{
    expect("He said “one two” now", "[one two]");
    expect("He said ‘one two’ now", "[one two]");
    expect("He said \"one two\" now", "[one two]");
    expect("He said 'one two' now", "[one two]");
    expect("Il dit « un deux » puis", "[un deux]");
    expect("Er sagt »eins zwei« dann", "[eins zwei]");
    expect("Er sagt „eins zwei“ dann", "[eins zwei]");
    expect("Er sagt ‚eins zwei‘ dann", "[eins zwei]");
    expect("Elle dit ‹un deux› puis", "[un deux]");
}

Test(statement_quote, straight_and_curly_may_mix)
{
    expect("and that \"one two,” he said", "[one two,]");
    expect("and that “one two,\" he said", "[one two,]");
    expect("'one two,’ he said", "[one two,]");
    expect("“a b” \"c d\" ‘e f’", "[a b][c d][e f]");
    expect("(\"a b\") and—\"c d\"—so", "[a b][c d]");
}

Test(statement_quote, an_apostrophe_is_no_mark)
{
    expect("It’s the members’ vote and Tom's, don't ask", "");
    expect("Rock ’n’ roll of the ’90s, get ’em", "");
    expect("rock 'n' roll of the '90s, get 'em, 'til then", "");
    expect("‘It’s the members’ vote that isn’t over,’ he said",
           "[It’s the members’ vote that isn’t over,]");
    expect("'It's the members' vote that isn't over,' he said",
           "[It's the members' vote that isn't over,]");
    expect("the so-called ‘teachers’ and the ‘others’", "[teachers][others]");
}

Test(statement_quote, a_quotation_inside_stays_inside)
{
    expect("“They say ‘no way’ to us,” he said", "[They say ‘no way’ to us,]");
    expect("‘They say “no way” to us,’ he said", "[They say “no way” to us,]");
    expect("\"They say 'no way' to us,\" he said",
           "[They say 'no way' to us,]");
    expect("“They say “no way” to us,” he said", "[They say “no way” to us,]");
}

Test(statement_quote, paragraphs_re_open_and_close_once)
{
    expect("He said: “one.\n“two.\n“three.” Then “four”",
           "[one.]~+[two.]~+[three.][four]");
    expect("He said: ‘one, it’s so.\n‘two.’ Then", "[one, it’s so.]~+[two.]");
    expect("He said: \"one.\n\"two.\"", "[one.]~+[two.]");
    expect("“one.”\n“two.”", "[one.][two.]");
}

Test(statement_quote, a_missing_close_runs_to_the_end)
{
    expect("He said “one two\nThree", "[one two]~");
    expect("He said ‘one two\nThree", ""); /* may be an apostrophe */
    expect("\"", "");
}

/* Operations, not seconds: a million marks cost as much each as a few do. */
Test(statement_quote, hostile_marks_end_in_memory_bounds)
{
    static const char *const units[] = {"\"", "“a ", "‘a s’ b ", "« ", "' "};

    for (size_t u = 0; u < sizeof units / sizeof units[0]; u++) {
        struct dt_quotes q = DT_QUOTES_INIT;
        size_t unit = strlen(units[u]), len = unit * 300000;
        char *text = malloc(len);

        cr_assert(text != NULL);
        for (size_t i = 0; i < len; i += unit)
            memcpy(text + i, units[u], unit);
        cr_expect(zero(int, dt_quotes_scan(&q, (struct dt_str){text, len},
                                           (struct dt_span){0, (uint32_t)len},
                                           (struct dt_span){0, 0}, &err)));
        cr_expect(q.count <= 300000);
        dt_quotes_release(&q);
        free(text);
    }
}
