#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

#include "statement_help.h"

Test(statement_report, the_cue_stands_before_after_or_inside)
{
    statement_expect("Amira Voss said: “We shall rebuild it.”",
                     "direct amira-voss | We shall rebuild it.\n");
    statement_expect("“We shall rebuild it,” Amira Voss said.",
                     "direct amira-voss | We shall rebuild it,\n");
    statement_expect("“We shall rebuild it,” said Amira Voss.",
                     "direct amira-voss | We shall rebuild it,\n");
    statement_expect("“We shall,” Amira Voss said, “rebuild it.”",
                     "direct amira-voss | We shall, | rebuild it.\n");
    statement_expect("“We shall,” said Amira Voss. “Rebuild it, I mean.”",
                     "direct amira-voss | We shall, | Rebuild it, I mean.\n");
    statement_expect("According to Amira Voss, the wall was “never a wall”.",
                     "mixed amira-voss | the wall was “never a wall”\n");
    statement_expect("“Is it a wall?” asked Amira Voss.",
                     "direct amira-voss | Is it a wall?\n");
}

Test(statement_report, a_verb_of_no_list_says_it_where_nothing_is_done_with_it)
{
    statement_expect("“We shall rebuild it,” Amira Voss harrumphed.",
                     "direct amira-voss | We shall rebuild it,\n");
    statement_expect("“Is it a wall?” Amira Voss harrumphed at the mole.",
                     "direct amira-voss | Is it a wall?\n");
    statement_expect("“It rained,” Amira Voss hugged her dog.", "");
}

Test(statement_report, titles_appositions_and_strangers)
{
    statement_expect("Tom Reed, the council leader, said: “It rained.”",
                     "direct (Tom Reed) | It rained.\n");
    statement_expect("The council leader, Tom Reed, said: “It rained.”",
                     "direct (Tom Reed) | It rained.\n");
    statement_expect("“It rained,” said the council leader, Tom Reed.",
                     "direct (Tom Reed) | It rained,\n");
    statement_expect("“It rained,” said retired teacher Ann Cole.",
                     "direct (Ann Cole) | It rained,\n");
    statement_expect("Amira Voss, who lives in Leeds, said: “It rained.”",
                     "direct amira-voss | It rained.\n");
    statement_expect("A spokesman for Amira Voss said: “It rained.”",
                     "direct (A spokesman for Amira Voss) | It rained.\n");
    statement_expect("Dr J. Cole Jr. said: “It rained.”",
                     "direct (Dr J. Cole Jr) | It rained.\n");
}

Test(statement_report, a_block_quotation_is_whose_a_colon_before_it_tells)
{
    statement_expect("Amira Voss opened the mole. Voss said:\n\n"
                     ">>We kept our word and it is open.\n\n"
                     ">>It will stand, as the “old stone” stood.\n\n"
                     "The work took two winters.\n\n"
                     ">>The mole shall be open to all.\n\n"
                     "“Mind the step,” she added.",
                     "direct amira-voss | We kept our word and it is open. | "
                     "It will stand, as the “old stone” stood.\n"
                     "direct amira-voss | Mind the step,\n");
    statement_expect("Amira Voss added in a statement:\n\n"
                     ">>“It is a good day.”\n\n"
                     ">>— Amira Voss",
                     "direct amira-voss | It is a good day.\n");
}

Test(statement_report, one_person_under_many_names)
{
    statement_expect("Amira Voss opened the mole.\n\n"
                     "“It is open,” Voss said.\n\n"
                     "“So come,” she added.\n\n"
                     "“Mind the step,” Dame Amira warned.",
                     "direct amira-voss | It is open,\n"
                     "direct amira-voss | So come,\n"
                     "direct amira-voss | Mind the step,\n");
    statement_expect("Amira Foss said: “It is open.”",
                     "direct amira-voss | It is open.\n");
}

Test(statement_report, a_wrong_speaker_is_worse_than_none)
{
    /* A surname that two people have, and one that nobody introduced. */
    statement_expect("Thomas Harrow met Josephine Harrow.\n\n"
                     "“It is open,” Harrow said.",
                     "direct (Harrow) | It is open,\n");
    statement_expect("“It is open,” Calloway said.",
                     "direct (Calloway) | It is open,\n");
    statement_expect("Thomas Harrow met Josephine Harrow.\n\n"
                     "“It is open,” Ms Harrow said.",
                     "direct josephine-harrow | It is open,\n");
    /* He cannot be she, and a stranger is nobody of people.yaml. */
    statement_expect("Idris Calloway thanked Amira Voss. “Good,” she said.",
                     "direct - | Good,\n");
    statement_expect(
        "Amira Voss was there. Mr Tom Reed spoke. “Good,” he said.",
        "direct (Mr Tom Reed) | Good,\n");
}

Test(statement_report, fragments_under_a_cue_are_mixed)
{
    statement_expect("Amira Voss said that the plan was ‘a real mess’ and "
                     "‘not finished’.",
                     "mixed amira-voss | that the plan was ‘a real mess’ and "
                     "‘not finished’\n");
    statement_expect("Amira Voss branded it “absurd”.",
                     "mixed amira-voss | it “absurd”\n");
    statement_expect("The plan is a “real mess”, Amira Voss has warned.",
                     "mixed amira-voss | The plan is a “real mess”\n");
    statement_expect("The “mess” is not over, Amira Voss has warned.",
                     "mixed amira-voss | The “mess” is not over\n");
}

Test(statement_report, scare_quotes_and_titles_are_nobodys)
{
    statement_expect("The “tricky” part was the so-called ‘Teeth’.", "");
    statement_expect("Amira Voss bought the “Evening Star” and a “boat”.", "");
    statement_expect("Her book, “The Long Way Down to Sea”, sold well.", "");
    statement_expect("- Ask Amira Voss if you talk about a “hard case”", "");
    statement_expect("# Amira Voss: “We shall rebuild it”", "");
    statement_expect("> “We shall rebuild it,” Amira Voss said.", "");
}

Test(statement_report, a_cue_may_leave_its_subject_out)
{
    statement_expect("“It is open,” Amira Voss said, adding: “So come in.”",
                     "direct amira-voss | It is open,\n"
                     "direct amira-voss | So come in.\n");
    statement_expect("Amira Voss shook her head and said: “Not today.”",
                     "direct amira-voss | Not today.\n");
}

Test(statement_report, quotations_go_over_paragraphs)
{
    statement_expect("Amira Voss said: “It is open.\n\n“So come in.”\n\n"
                     "“There is tea.”",
                     "direct amira-voss | It is open. | So come in.\n"
                     "direct amira-voss | There is tea.\n");
    statement_expect("Amira Voss said:\n\n“It is open to everybody.”",
                     "direct amira-voss | It is open to everybody.\n");
    statement_expect("“It is open.\n\n“So come in,” said Amira Voss.",
                     "direct amira-voss | It is open. | So come in,\n");
}

Test(statement_report, an_office_means_its_holder_here)
{
    struct statement_case c;

    statement_open(&c,
                   "The harbour is ‘as good as new’, the county’s "
                   "commissioner has said.\n\nAmira Voss opened it.",
                   statement_town);
    c.meta.published = "2021-05-17";
    statement_run(&c);
    cr_expect(eq(str, (char *)statement_show(&c),
                 "mixed amira-voss | The harbour is ‘as good as new’\n"));
    cr_assert(eq(sz, c.count, 1));
    cr_expect(
        eq(str, (char *)c.items[0].speaker_name, "the county’s commissioner"));
    cr_expect(
        eq(str, (char *)c.items[0].office, "County Commissioner, Northmoor"));
    statement_release(&c);
}

Test(statement_report, cue_mention_and_confidence)
{
    struct statement_case c;
    const struct dt_statement *s;

    statement_open(&c,
                   "Amira Voss came. “Yes, I did,” she said. The mood was "
                   "one of “tea and more tea and yet more tea”.",
                   statement_town);
    statement_run(&c);
    cr_assert(eq(sz, c.count, 2));
    s = c.items;
    cr_expect(eq(str, (char *)s->cue_verb, "said"));
    cr_expect(eq(sz, s->cue.end - s->cue.start, 4));
    cr_expect(zero(strncmp(c.article.text.ptr + s->mention.start, "she", 3)));
    cr_expect(eq(str, (char *)s->speaker_name, "Amira Voss"));
    cr_expect(gt(uint, s->confidence, 800));
    cr_expect(s[1].speaker == NULL && s[1].speaker_name == NULL);
    cr_expect(lt(uint, s[1].confidence, 200));
    statement_release(&c);
}

/* Cost must grow with the text, not with its square: 1 MB takes well under a
 * second when linear, and hours when not. */
Test(statement_report, hostile_texts_end)
{
    static const char *const units[] = {"said ",
                                        "the ",
                                        "Aa ",
                                        "“a b c d” and ",
                                        ", ",
                                        "(",
                                        "s' a",
                                        "Ann Cole said “a b c d e”. ",
                                        "Ann Cole, the head, said ",
                                        "die Frau sagte der ",
                                        "laut der Stadt ",
                                        "es sei, so er. ",
                                        "qu'il dit-il, "};
    static const char *const languages[] = {"en", "de", "fr"};

    for (size_t u = 0; u < sizeof units / sizeof units[0]; u++) {
        size_t unit = strlen(units[u]), len = 1000000 / unit * unit;
        char *text = malloc(len + 1);
        struct statement_case c;

        cr_assert(text != NULL);
        for (size_t i = 0; i < len; i += unit)
            memcpy(text + i, units[u], unit);
        text[len] = '\0';
        statement_open(&c, text, statement_town);
        c.meta.language = languages[u < 9 ? 0 : u < 12 ? 1 : 2];
        statement_run(&c);
        statement_release(&c);
        free(text);
    }
}

Test(statement_report, who_speaks_is_named_as_a_whole)
{
    statement_expect("Sarah Pike and her husband David said: “It rained.”",
                     "direct (Sarah Pike and her husband David) | It "
                     "rained.\n");
    statement_expect("“It rained,” said Sarah Pike and her husband David.",
                     "direct (Sarah Pike and her husband David) | It "
                     "rained,\n");
    statement_expect("“It rained,” said Sarah Pike and David Pike agreed.",
                     "direct (Sarah Pike) | It rained,\n");
    statement_expect("“It rained,” said a spokesman for Network Rail.",
                     "direct (a spokesman for Network Rail) | It rained,\n");
    /* The place where somebody lives is nobody. */
    statement_expect("Edwin Sorrel, of Holme Farm, Carrow Bridge, whose land "
                     "is to be flooded, said: “It rained.”",
                     "direct (Edwin Sorrel) | It rained.\n");
}

Test(statement_report, a_short_text_tells_its_language_by_marks_and_verbs)
{
    statement_expect("„Es steht“, sagte Ada Beispiel.",
                     "direct (Ada Beispiel) | Es steht\n");
    statement_expect("« Il pleut », a déclaré Ada Exemple.",
                     "direct (Ada Exemple) | Il pleut\n");
}

static void expect_of(const char *people, const char *published,
                      const char *text, const char *expected)
{
    struct statement_case c;

    statement_open(&c, text, people);
    c.meta.published = published;
    statement_run(&c);
    cr_expect(eq(str, (char *)statement_show(&c), (char *)expected), "%s",
              text);
    statement_release(&c);
}

Test(statement_report, an_office_in_capitals_is_its_holder_of_the_day)
{
    static const char text[] =
        "It was late, the County Commissioner told the Gazette.\n\n"
        "Amira Voss came by boat.";

    expect_of(statement_town, "2021-05-01", text,
              "indirect amira-voss | It was late\n");
    expect_of(statement_town, "2016-05-01", text,
              "indirect (the County Commissioner) | It was late\n");
}

#define LEADER(id, name)                            \
    "  - id: " id "\n    name: " name "\n"          \
    "    memberships:\n      - {office: Leader of " \
    "the Opposition, from: 2019-10-01}\n"

Test(statement_report, the_opposition_leader_leads_the_opposition)
{
    static const char text[] = "Tom Okafor and Una Day came by boat.\n\n"
                               "The opposition leader said it was late.";

    expect_of("people:\n" LEADER("tom-okafor", "Tom Okafor"), "2024-05-01",
              text, "indirect tom-okafor | it was late\n");
    expect_of("people:\n" LEADER("tom-okafor", "Tom Okafor"), "2018-05-01",
              text, "indirect (The opposition leader) | it was late\n");
    expect_of("people:\n" LEADER("tom-okafor", "Tom Okafor")
                  LEADER("una-day", "Una Day"),
              "2024-05-01", text,
              "indirect (The opposition leader) | it was late\n");
}

Test(statement_report, so_does_the_leader_of_the_opposition)
{
    static const char before[] = "Tom Okafor and Una Day came by boat.\n\n"
                                 "The leader of the opposition said it was "
                                 "late.";
    static const char behind[] = "Tom Okafor and Una Day came by boat.\n\n"
                                 "It was late, said the leader of the "
                                 "opposition.";
    static const char choir[] = "Tom Okafor and Una Day came by boat.\n\n"
                                "The leader of the choir said it was late.";
    static const char people[] = "people:\n" LEADER("tom-okafor", "Tom Okafor");

    expect_of(people, "2024-05-01", before,
              "indirect tom-okafor | it was late\n");
    expect_of(people, "2024-05-01", behind,
              "indirect tom-okafor | It was late\n");
    expect_of(people, "2024-05-01", choir,
              "indirect (The leader of the choir) | it was late\n");
}

Test(statement_report, what_an_earlier_version_said_is_nobodys)
{
    static const char *const unsaid[][2] = {
        {"en", "An earlier version said that Amira Voss had warned of a bill "
               "of ten million."},
        {"en", "Correction: A previous version of this article quoted Amira "
               "Voss as saying “the wall is lost”."},
        {"en", "This article said on Friday that the wall would fall."},
        {"de", "In einer früheren Version hieß es, Amira Voss habe vor der "
               "Flut gewarnt."},
        {"de", "In einer früheren Fassung dieses Artikels stand, Amira Voss "
               "sei zurückgetreten."},
        {"fr", "Une version précédente indiquait que Amira Voss avait "
               "démissionné de la mairie."},
        {"es", "Una versión anterior de este artículo decía que Amira Voss "
               "había dimitido de la alcaldía."},
    };
    struct statement_case c;

    for (size_t i = 0; i < sizeof unsaid / sizeof *unsaid; i++) {
        statement_open(&c, unsaid[i][1], statement_town);
        c.meta.language = unsaid[i][0];
        statement_run(&c);
        cr_expect(zero(sz, c.count), "%s: %s", unsaid[i][1],
                  statement_show(&c));
        statement_release(&c);
    }
    statement_expect("An earlier version said Amira Voss had warned of ten "
                     "walls; she said nine walls would fall.",
                     "indirect amira-voss | nine walls would fall\n");
    statement_expect("An earlier version of the plan said that the wall would "
                     "fall.",
                     "indirect (the plan) | that the wall would fall\n");
}
