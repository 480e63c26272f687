#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#include "statement_help.h"

static const char reeds[] =
    "people:\n"
    "  - {id: ann-reed, name: Ann Reed, pronouns: she, memberships:\n"
    "      [{office: Chief Executive, organisation: Skerrow Water}]}\n"
    "  - {id: bob-reed, name: Bob Reed, pronouns: he, memberships:\n"
    "      [{office: Chief Executive, organisation: Wend Water}]}\n"
    "  - {id: cara-reed, name: Cara Reed}\n"
    "  - {id: dora-ash, name: Dora Ash}\n";

/* Who the last statement is by, and whose it may be instead. */
static void expect_candidates(enum dt_kind kind, const char *text,
                              const char *speaker, const char *candidates)
{
    struct statement_case c;
    const struct dt_statement *s;
    char list[200] = "";

    statement_open(&c, text, reeds);
    c.meta.kind = kind;
    statement_run(&c);
    cr_assert(gt(sz, c.count, 0), "%s", text);
    s = &c.items[c.count - 1];
    for (size_t i = 0; i < s->candidate_count; i++)
        (void)snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s",
                       i ? " " : "", s->candidates[i]);
    cr_expect(zero(strcmp(s->speaker ? s->speaker : "", speaker)), "%s: %s",
              text, s->speaker);
    cr_expect(zero(strcmp(list, candidates)), "%s: %s", text, list);
    statement_release(&c);
}

Test(candidates, of_one_surname_those_whom_the_article_names)
{
    expect_candidates(DT_KIND_REPORT,
                      "Bob Reed met Ann Reed.\n\n“It is off,” Reed said.", "",
                      "ann-reed bob-reed");
    expect_candidates(DT_KIND_REPORT, "“It is off,” Reed said.", "",
                      "ann-reed bob-reed cara-reed");
    expect_candidates(DT_KIND_REPORT, "“It is off,” Mr Reed said.", "",
                      "bob-reed cara-reed");
    expect_candidates(DT_KIND_TRANSCRIPT,
                      "Dora Ash: It is on.\n\nReed: It is off.\n\nDora Ash: "
                      "On.\n\nReed: Off.",
                      "", "ann-reed bob-reed cara-reed");
}

Test(candidates, none_where_the_article_tells)
{
    expect_candidates(DT_KIND_REPORT,
                      "Bob Reed met Ann Reed.\n\n“It is off,” Ms Reed said.",
                      "ann-reed", "");
    expect_candidates(DT_KIND_REPORT,
                      "Jon Reed bakes.\n\n“It is off,” Reed said.", "", "");
    expect_candidates(DT_KIND_REPORT, "“It is off,” Frost said.", "", "");
}

Test(candidates, of_an_office_those_who_may_hold_it)
{
    expect_candidates(DT_KIND_REPORT,
                      "Bob Reed met Ann Reed and Dora Ash.\n\n“It is off,” "
                      "the chief executive said.",
                      "", "ann-reed bob-reed");
    expect_candidates(DT_KIND_REPORT,
                      "Bob Reed met Dora Ash.\n\n“It is off,” the chief "
                      "executive said.",
                      "bob-reed", "");
}
