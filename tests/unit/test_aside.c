#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "statement_help.h"

static void expect(const char *language, const char *text, const char *expected)
{
    struct statement_case c;

    statement_open(&c, text, NULL);
    c.meta.language = language;
    statement_run(&c);
    cr_expect(zero(strcmp(statement_show(&c), expected)), "%s\ngot %s", text,
              statement_show(&c));
    statement_release(&c);
}

Test(aside, parts_a_quotation_into_two_spans)
{
    expect("fr", "« Le mur, a expliqué Anne Lee, ne tiendra pas. »",
           "direct (Anne Lee) | Le mur | ne tiendra pas.\n");
    expect("fr",
           "Anne Lee est venue. « Le mur, a-t-elle dit, ne tiendra pas. »",
           "direct (Anne Lee) | Le mur | ne tiendra pas.\n");
    expect("fr", "« Nous irons, affirme la maire, Anne Lee, jusqu’au bout. »",
           "direct (Anne Lee) | Nous irons | jusqu’au bout.\n");
}

Test(aside, ends_a_quotation)
{
    expect("fr", "« Le mur ne tiendra pas, a ajouté Anne Lee. »",
           "direct (Anne Lee) | Le mur ne tiendra pas\n");
}

Test(aside, commas_alone_are_none)
{
    expect("fr", "Anne Lee a dit : « Le maire, le conseil, tous le veulent. »",
           "direct (Anne Lee) | Le maire, le conseil, tous le veulent.\n");
    expect("en", "Ann Lee said: “The mayor, said he, will go.”",
           "direct (Ann Lee) | The mayor, said he, will go.\n");
}
