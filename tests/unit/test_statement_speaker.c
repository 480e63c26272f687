#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "statement_help.h"

Test(statement_speaker, who_is_quoted_says_it_and_not_who_quotes)
{
    statement_expect("Amira Voss quoted the mayor as saying the mole “would "
                     "not last the winter”.",
                     "mixed (the mayor) | the mole “would not last the "
                     "winter”\n");
    statement_expect("The Evening Star quoted Amira Voss as saying: “It "
                     "rained.”",
                     "direct amira-voss | It rained.\n");
    statement_expect("Tom Reed recalled Amira Voss saying the mole was shut.",
                     "indirect amira-voss | the mole was shut\n");
    statement_expect("Tom Reed cited an unnamed Skerrow trader as saying that "
                     "the mole would close.",
                     "indirect (an unnamed Skerrow trader) | that the mole "
                     "would close\n");
    statement_expect("Amira Voss is back. The paper quotes her as saying that "
                     "the mole would close.",
                     "indirect amira-voss | that the mole would close\n");
    statement_expect("Amira Voss was quoted in the paper as saying that the "
                     "mole would close.",
                     "indirect amira-voss | that the mole would close\n");
    statement_expect("Amira Voss, quoted by the paper as saying the mole was "
                     "shut, did not reply.",
                     "indirect amira-voss | the mole was shut, did not "
                     "reply\n");
    statement_expect("Tom Reed told Amira Voss, adding that it rained.",
                     "indirect (Tom Reed) | that it rained\n");
}

Test(statement_speaker, a_noun_beside_a_name_means_that_person_from_then_on)
{
    statement_expect("Helen Reed, the transport minister, was there.\n\n"
                     "The minister said it was late.",
                     "indirect (Helen Reed) | it was late\n");
    statement_expect("The mayor of Skerrow, Amira Voss, was there.\n\n"
                     "“It is late,” the mayor said.",
                     "direct amira-voss | It is late,\n");
    statement_expect("Mayor Ann Cole met Tom Reed. “It is late,” the mayor "
                     "said.",
                     "direct (Mayor Ann Cole) | It is late,\n");
    /* Two ministers: whichever, unless the text says. */
    statement_expect("Helen Reed, the transport minister, met Anna Bell, the "
                     "housing minister. The minister said it was late. The "
                     "transport minister said it was early.",
                     "indirect (The minister) | it was late\n"
                     "indirect (Helen Reed) | it was early\n");
    statement_expect("Helen Reed, the transport minister, met the French "
                     "minister. The minister said it was late.",
                     "indirect (The minister) | it was late\n");
    statement_expect("According to Tom Reed, the mayor of Skerrow is wrong. "
                     "The mayor said it was late.",
                     "indirect (Tom Reed) | the mayor of Skerrow is wrong\n"
                     "indirect (The mayor) | it was late\n");
    statement_expect("Dorothy Reed, whose husband died, was there. “It is "
                     "late,” she said.",
                     "direct (Dorothy Reed) | It is late,\n");
}

Test(statement_speaker, she_is_who_a_sentence_is_told_by)
{
    const char *const nurses = "indirect (Ms Cole) | that it rained\n"
                               "indirect (Priya Nair) | the wards are full\n"
                               "indirect (Priya Nair) | nurses were leaving\n";

    statement_expect("Ms Cole said that it rained. According to Priya Nair, "
                     "the wards are full. She said nurses were leaving.",
                     nurses);
    statement_expect("Ms Cole said that it rained. Per Priya Nair, the head of "
                     "the trust, the wards are full. She said nurses were "
                     "leaving.",
                     nurses);
    statement_expect("Ms Cole was there. For Priya Nair, the fair is a "
                     "mistake. She said it would rain.",
                     "indirect (Priya Nair) | the fair is a mistake\n"
                     "indirect (Priya Nair) | it would rain\n");
    statement_expect("Ms Cole was there. Like Priya Nair, she said it rained.",
                     "indirect (Ms Cole) | it rained\n");
    statement_expect("To Florida trader Reed, it is silly. Mr Cole laughed. "
                     "He said it rained.",
                     "indirect (Mr Cole) | it rained\n");
}

Test(statement_speaker, per_names_a_source_where_a_clause_opens_or_ends)
{
    statement_expect("Per Amira Voss, the mole is open.",
                     "indirect amira-voss | the mole is open\n");
    statement_expect("The mole is open, per the council’s leader.",
                     "indirect (the council’s leader) | The mole is open\n");
    statement_expect("The mole is £20 per head. Per capita the cost is low. As "
                     "per the contract, the work ends in June.",
                     "");
}

Test(statement_speaker, a_surname_alone_is_she_where_nobody_else_can_be)
{
    statement_expect("Nair said the mole would close. She said it was a shame.",
                     "indirect (Nair) | the mole would close\n"
                     "indirect (Nair) | it was a shame\n");
    statement_expect("Nair said it would close. Tesco said profits fell. She "
                     "said it was a shame.",
                     "indirect (Nair) | it would close\n"
                     "indirect (Tesco) | profits fell\n"
                     "indirect - | it was a shame\n");
    statement_expect("Reed is said to have told ministers that it rained.",
                     "indirect (Reed) | that it rained\n");
}

Test(statement_speaker, a_signature_tells_whose_the_paragraph_before_it_is)
{
    statement_expect("The review is out.\n\n"
                     "We owe it to everybody to get this right.\n\n"
                     "— TOM REED, mayor of Skerrow\n\nWork begins in June.",
                     "direct (TOM REED) | We owe it to everybody to get this "
                     "right.\n");
    /* What is not in the first person is the narrator's; so is a byline. */
    statement_expect("The review is out.\n\nThe mole was shut in June.\n\n"
                     "— Tom Reed\n\nWork begins in June.",
                     "");
    statement_expect("The review is out.\n\nWe owe it to everybody.\n\n"
                     "— Tom Reed",
                     "");
    statement_expect("Whom we thank:\n\n- Tom Reed\n\n- Ann Cole\n\nIt ends.",
                     "");
}

Test(statement_speaker, a_heading_names_nobody_whom_she_means)
{
    statement_expect("Ms Ann Cole was there.\n\nMs Priya Nair in Leeds\n\n"
                     "“It rained,” she said.",
                     "direct (Ms Ann Cole) | It rained,\n");
}

Test(statement_speaker, a_newspaper_may_have_a_day_in_its_name)
{
    statement_expect("Scotland on Sunday said the ferry was late.",
                     "indirect (Scotland on Sunday) | the ferry was late\n");
    statement_expect("In Scotland on Sunday the ferry was late, Ann Cole said.",
                     "indirect (Ann Cole) | In Scotland on Sunday the ferry "
                     "was late\n");
}

Test(statement_speaker, what_points_at_something_said_says_nothing)
{
    statement_expect("Tom Reed said as much on Tuesday.", "");
    statement_expect("Tom Reed said as much as £4m would be lost.",
                     "indirect (Tom Reed) | as much as £4m would be lost\n");
    statement_expect("As Ann Cole, the mayor, put it: “We cannot pay for it.”",
                     "direct (Ann Cole) | We cannot pay for it.\n");
}

Test(statement_speaker, a_name_between_commas_before_its_verb_is_the_subject)
{
    statement_expect("The mole is shut, the delegate in Leeds, Pilar Bell, "
                     "told journalists. She said it would reopen.",
                     "indirect (Pilar Bell) | it would reopen\n");
    statement_expect("The number of boats in Leeds rose to ten on Saturday "
                     "after authorities announced they had found one more.",
                     "indirect (authorities) | they had found one more\n");
}

Test(statement_speaker, somebody_who_is_told_of_by_a_name_is_another)
{
    static const char *const texts[] = {
        "“Yes,” said a Voss ally.",
        "“Yes,” said Voss aides.",
        "“Yes,” said the Voss campaign.",
        "A source close to Voss said: “Yes.”",
        "Sources close to Voss said: “Yes.”",
        "Those around Voss said: “Yes.”",
        "Someone who knows Voss said: “Yes.”",
        "Voters who backed Voss said: “Yes.”",
        "A tweet mocking Voss said: “Yes.”",
        "The sign behind Voss said: “Yes.”",
        "On Tuesday a person close to Voss said: “Yes.”"};
    static const char *const names[] = {"a Voss ally",
                                        "Voss aides",
                                        "the Voss campaign",
                                        "A source close to Voss",
                                        "Sources close to Voss",
                                        "Those around Voss",
                                        "Someone who knows Voss",
                                        "Voters who backed Voss",
                                        "A tweet mocking Voss",
                                        "The sign behind Voss",
                                        "a person close to Voss"};
    char text[256], expected[256];

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        (void)snprintf(text, sizeof text, "Amira Voss laughed.\n\n%s",
                       texts[i]);
        (void)snprintf(expected, sizeof expected, "direct (%s) | Yes.\n",
                       names[i]);
        if (strstr(text, "Yes,"))
            (void)snprintf(expected, sizeof expected, "direct (%s) | Yes,\n",
                           names[i]);
        statement_expect(text, expected);
    }
    statement_expect("Amira Voss laughed.\n\n“Yes,” said Voss aide Nora Klein.",
                     "direct (Nora Klein) | Yes,\n");
    statement_expect(
        "Amira Voss laughed.\n\n“Yes,” said Voss supporter Al Moe.",
        "direct (Al Moe) | Yes,\n");
}

Test(statement_speaker, a_name_behind_another_clause_is_the_subject)
{
    static const char *const starts[] = {
        "After the vote ended Voss said", "In the house on Tuesday Voss said",
        "A day after Voss said", "The late Amira Voss said"};
    char text[256];

    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        struct statement_case c;

        (void)snprintf(text, sizeof text, "Amira Voss laughed.\n\n%s: “Yes.”",
                       starts[i]);
        statement_open(&c, text, statement_town);
        statement_run(&c);
        for (size_t k = 0; k < c.count; k++)
            cr_expect(c.items[k].speaker != NULL, "%s", text);
        statement_release(&c);
    }
    statement_expect("Amira Voss laughed.\n\n“Yes,” said a tearful Voss.",
                     "direct amira-voss | Yes,\n");
    statement_expect("Amira Voss laughed.\n\n“Yes,” said Voss afterwards.",
                     "direct amira-voss | Yes,\n");
}
