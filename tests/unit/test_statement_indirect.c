#include <criterion/criterion.h>
#include <string.h>

#include "statement_help.h"

/* Run a report; whether its last statement was not said. */
static void expect_unsaid(const char *text, const char *language, bool unsaid)
{
    struct statement_case c;

    statement_open(&c, text, statement_town);
    c.meta.language = language;
    statement_run(&c);
    cr_assert(c.count > 0, "%s", text);
    cr_expect_eq(strcmp(c.items[c.count - 1].rule, "not-asserted") == 0, unsaid,
                 "%s", text);
    statement_release(&c);
}

Test(statement_indirect, the_clause_stands_behind_its_verb)
{
    statement_expect("Amira Voss said that the wall would hold.",
                     "indirect amira-voss | that the wall would hold\n");
    statement_expect("Amira Voss said on Tuesday in Leeds that it would hold.",
                     "indirect amira-voss | that it would hold\n");
    statement_expect("Amira Voss said the wall would hold.",
                     "indirect amira-voss | the wall would hold\n");
    statement_expect("Amira Voss believes the wall will hold.",
                     "indirect amira-voss | the wall will hold\n");
    statement_expect("Amira Voss told reporters that the wall would hold.",
                     "indirect amira-voss | that the wall would hold\n");
}

Test(statement_indirect, the_clause_stands_before_its_verb)
{
    statement_expect("The wall would hold, Amira Voss said.",
                     "indirect amira-voss | The wall would hold\n");
    statement_expect("The wall would hold, said Amira Voss.",
                     "indirect amira-voss | The wall would hold\n");
    statement_expect("The wall would hold, Amira Voss said in Leeds.",
                     "indirect amira-voss | The wall would hold\n");
    statement_expect("The wall would hold, the council leader, Amira Voss, "
                     "said.",
                     "indirect amira-voss | The wall would hold\n");
    statement_expect("The wall was weak, according to Amira Voss.",
                     "indirect amira-voss | The wall was weak\n");
    statement_expect("According to Amira Voss, the wall was weak.",
                     "indirect amira-voss | the wall was weak\n");
}

Test(statement_indirect, a_view_stands_before_or_behind_what_it_is)
{
    statement_expect("In Amira Voss’s view, the wall was weak.",
                     "indirect amira-voss | the wall was weak\n");
    statement_expect("The wall was weak, in the opinion of Amira Voss.",
                     "indirect amira-voss | The wall was weak\n");
    statement_expect("The wall was low in the opinion of Amira Voss.", "");
}

Test(statement_indirect, the_verb_interrupts_its_clause)
{
    statement_expect("The wall was weak, Amira Voss said, and it would fall.",
                     "indirect amira-voss | The wall was weak | and it would "
                     "fall\n");
}

Test(statement_indirect, an_adverbial_is_no_clause)
{
    statement_expect("In Leeds, Amira Voss said the wall would hold.",
                     "indirect amira-voss | the wall would hold\n");
    statement_expect("After the storm, Amira Voss said that it would hold.",
                     "indirect amira-voss | that it would hold\n");
}

Test(statement_indirect, one_sentence_reports_many_times)
{
    statement_expect("Amira Voss said that it would hold, adding that nobody "
                     "had doubted it.",
                     "indirect amira-voss | that it would hold\n"
                     "indirect amira-voss | that nobody had doubted it\n");
    statement_expect("Amira Voss said it was “all wrong,” adding that nobody "
                     "had doubted it.",
                     "mixed amira-voss | it was “all wrong,”\n"
                     "indirect amira-voss | that nobody had doubted it\n");
    statement_expect("Amira Voss said that it would hold and warned that it "
                     "would leak.",
                     "indirect amira-voss | that it would hold\n"
                     "indirect amira-voss | that it would leak\n");
    statement_expect("Amira Voss said that Idris Calloway believed that it "
                     "would leak.",
                     "indirect amira-voss | that Idris Calloway believed that "
                     "it would leak\n"
                     "indirect idris-calloway | that it would leak\n");
}

Test(statement_indirect, a_clause_leaves_others_their_quotations)
{
    statement_expect("Amira Voss said that it would hold, and Idris Calloway "
                     "said: “It will leak.”",
                     "indirect amira-voss | that it would hold\n"
                     "direct idris-calloway | It will leak.\n");
}

Test(statement_indirect, what_is_no_report_gives_none)
{
    statement_expect("Amira Voss began the walk on Tuesday.", "");
    statement_expect("The states of the wall were many.", "");
    statement_expect("Amira Voss thanked Idris Calloway.", "");
    statement_expect("Amira Voss continued to the pier and back.", "");
}

/* What goes on from the paragraph before is not this paragraph's to take. */
Test(statement_indirect, a_clause_ends_before_a_quotation_that_goes_on)
{
    struct statement_case c;

    statement_open(&c, "\"t s n\n\n„H\"H said«r", statement_town);
    statement_run(&c);
    for (size_t i = 0; i < c.count; i++)
        cr_expect(c.items[i].span_count > 0, "%zu", i);
    statement_release(&c);
}

Test(statement_indirect, a_relative_clause_ends_before_the_verb_of_its_subject)
{
    statement_expect("Ruth Pell, who wrote it for the Flood Board, did not "
                     "spare her own side.",
                     "");
    statement_expect("Ms Pell, who told nobody, left the room.", "");
    statement_expect("Ruth Pell, who said the wall was old, left the room.",
                     "indirect (Ruth Pell) | the wall was old\n");
}

Test(statement_indirect, what_is_told_stands_before_where_nothing_follows)
{
    statement_expect("The river has not been easy, Ruth Pell told a crowd at "
                     "its reopening yesterday.",
                     "indirect (Ruth Pell) | The river has not been easy\n");
    statement_expect("On Tuesday, Ruth Pell told a crowd.", "");
    statement_expect("When it had rained, Ruth Pell told a crowd.", "");
    statement_expect("If you have moved, tell the secretary.", "");
}

Test(statement_indirect, a_thing_is_no_report)
{
    statement_expect("Tom Reed wrote the report for the council.", "");
    statement_expect("Tom Reed wrote the report was late.",
                     "indirect (Tom Reed) | the report was late\n");
    statement_expect("The council will discuss it on Tuesday 6 October.", "");
    statement_expect("Some owners have asked for their old places; he has two.",
                     "indirect (Some owners) | their old places\n");
    statement_expect("Tom Reed had two letters, one about singing, and one "
                     "from the vicar.",
                     "");
}

Test(statement_indirect, what_is_said_of_a_source_is_not_what_it_says)
{
    statement_expect("According to Dr. Helen Pell, chief executive of the "
                     "trust, the hospital was not consulted.",
                     "indirect (Dr. Helen Pell) | the hospital was not "
                     "consulted\n");
    statement_expect("According to Helen Pell, who lives there, the wall, "
                     "rain and wind have gone.",
                     "indirect (Helen Pell) | the wall, rain and wind have "
                     "gone\n");
    statement_expect("According to Helen Pell, rain, wind and snow have come.",
                     "indirect (Helen Pell) | rain, wind and snow have "
                     "come\n");
}

Test(statement_indirect, what_a_correction_takes_back_was_not_said)
{
    expect_unsaid("An early copy misquoted Amira Voss as saying "
                  "that it would hold.",
                  "en", true);
    expect_unsaid("The paper wrongly reported Amira Voss had said "
                  "that it would hold.",
                  "en", true);
    expect_unsaid("Amira Voss, who was misquoted in the paper, said "
                  "that it would hold.",
                  "en", false);
}

Test(statement_indirect, a_thought_that_is_denied_is_none)
{
    expect_unsaid("Amira Voss does not expect the wall to hold.", "en", true);
    expect_unsaid("Amira Voss is not sure that the wall will hold.", "en",
                  true);
    expect_unsaid("Amira Voss does not want the wall to move.", "en", true);
    expect_unsaid("Amira Voss does not deny that the wall moves.", "en", false);
    expect_unsaid("Amira Voss will nicht, dass die Mauer wandert.", "de", true);
    expect_unsaid("Amira Voss, die nicht kam, sagte, dass die Mauer "
                  "wandert.",
                  "de", false);
}

Test(statement_indirect, a_clause_ends_where_another_speaks_or_is_named)
{
    statement_expect("The wall would hold, the council leader, Amira Voss, "
                     "said on Sunday.",
                     "indirect amira-voss | The wall would hold\n");
    statement_expect("Amira Voss said it was “sound” and Idris Calloway that "
                     "it was “weak”.",
                     "mixed amira-voss | it was “sound”\n");
    statement_expect("Amira Voss, Tom Reed and Ruth Pell said in a letter "
                     "that it would hold.",
                     "indirect (Amira Voss, Tom Reed and Ruth Pell) | that it "
                     "would hold\n");
    statement_expect("In Leeds, Tom Reed and Ruth Pell said that it would "
                     "hold.",
                     "indirect (Tom Reed and Ruth Pell) | that it would "
                     "hold\n");
}

Test(statement_indirect, what_is_no_verb_or_no_clause_is_left_out)
{
    statement_expect("Amira Voss explained that it will slow the sea, show "
                     "wear and be repaired.",
                     "indirect amira-voss | that it will slow the sea, show "
                     "wear and be repaired\n");
    statement_expect("Amira Voss, the council leader, wants the wall to hold.",
                     "indirect amira-voss | the wall to hold\n");
    statement_expect("“It will hold,” Amira Voss said, quoting her "
                     "grandmother.",
                     "direct amira-voss | It will hold,\n");
    statement_expect("Don’t suggest a wall that nobody wants to have.", "");
}

/* Texts whose tokens fill their array: what reads on is caught by ASan. */
Test(statement_indirect, a_sentence_is_read_between_its_ends_only)
{
    static const char *const texts[] = {
        "Der Olaf Brandt, sagte.",
        "Der Rat tagte am Montag lange in Lund, heute abend, zu diesem Schluss "
        "kommt",
        "Der Mediziner Hans Rolf, der an der Studie nicht beteiligt war, hält "
        "die Ergebnisse",
        "Der Rat tagte lange am Montag in Lund. Nach Angaben des Dienstes "
        "(BND)"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct statement_case c;

        statement_open(&c, texts[i], statement_town);
        c.meta.language = "de";
        statement_run(&c);
        for (size_t k = 0; k < c.count; k++)
            cr_expect(c.items[k].spans[0].end <= strlen(texts[i]), "%s",
                      statement_show(&c));
        statement_release(&c);
    }
}

Test(statement_indirect, what_is_asked_for_is_nothing_said)
{
    statement_expect("Amira Voss has never asked my permission.", "");
    statement_expect("We asked all of them the same question and print the "
                     "answers in full.",
                     "");
    statement_expect("Amira Voss asked whether the question was settled.",
                     "indirect amira-voss | whether the question was "
                     "settled\n");
    statement_expect("Amira Voss asked permission to build a wall.",
                     "indirect amira-voss | to build a wall\n");
}

Test(statement_indirect, a_preposition_and_its_noun_are_no_clause)
{
    statement_expect("Amira Voss talks to The Harbour Post about tides and "
                     "tolls.",
                     "");
    statement_expect("Amira Voss talked to the Echo about the wall and its "
                     "sorry state.",
                     "");
    statement_expect("Amira Voss disagreed in public on Wednesday about who "
                     "should mend it.",
                     "");
    statement_expect("Amira Voss promised to the town to mend it.",
                     "indirect amira-voss | to the town to mend it\n");
}

Test(statement_indirect, what_is_published_is_no_clause)
{
    statement_expect("Amira Voss said that the mayor would publish her report "
                     "before the recess.",
                     "indirect amira-voss | that the mayor would publish her "
                     "report before the recess\n");
    statement_expect("Amira Voss published a list of the quays that will "
                     "close.",
                     "");
}

Test(statement_indirect, what_is_asked_for_ends_before_the_next_verb)
{
    statement_expect("Amira Voss had asked for a meeting with the board and "
                     "had not had an answer.",
                     "indirect amira-voss | a meeting with the board\n");
    statement_expect("Amira Voss asked for a meeting and was told that there "
                     "was none.",
                     "indirect amira-voss | a meeting\n");
    statement_expect("Amira Voss called for the wall that was lost and had "
                     "been loved.",
                     "indirect amira-voss | the wall that was lost and had "
                     "been loved\n");
}
