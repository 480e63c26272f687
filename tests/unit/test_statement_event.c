#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "statement_help.h"

/* An article of an event, whose record names a speaker or none (NULL). */
static void open_event(struct statement_case *c, const char *text,
                       const char *speaker)
{
    statement_open(c, text, statement_town);
    c->meta.published = "2022-09-07";
    c->meta.event.name = "Harbour Summit";
    c->meta.event.date = "2022-05-05";
    c->meta.event.place = "Town Hall, Dunmere";
    c->in.speaker = speaker;
    statement_run(c);
}

/* The only statement, and what is known of when and where it was made. */
static void expect(const char *text, const char *speaker, bool at_event,
                   const char *said_on, const char *said_at)
{
    struct statement_case c;

    open_event(&c, text, speaker);
    cr_assert(eq(sz, c.count, 1), "%s", text);
    cr_expect(eq(int, c.items[0].at_event, at_event), "%s", text);
    cr_expect(eq(str, (char *)(c.items[0].said_on ? c.items[0].said_on : "-"),
                 (char *)(said_on ? said_on : "-")),
              "%s", text);
    cr_expect(eq(str, (char *)(c.items[0].said_at ? c.items[0].said_at : "-"),
                 (char *)(said_at ? said_at : "-")),
              "%s", text);
    statement_release(&c);
}

static void expect_there(const char *text, const char *speaker)
{
    expect(text, speaker, true, "2022-05-05", "Town Hall, Dunmere");
}

static void expect_elsewhere(const char *text, const char *said_on)
{
    expect(text, "amira-voss", false, said_on, NULL);
}

Test(statement_event, of_a_speaker_that_the_record_names)
{
    expect_there("“We are ready,” said Amira Voss.", "amira-voss");
    expect_there("Amira Voss told the summit on 5 May: “We are ready.”",
                 "amira-voss");
    expect_there("Speaking in Dunmere, Amira Voss said: “We are ready.”",
                 "amira-voss");
    expect_there("Amira Voss told Idris Calloway: “We are ready.”",
                 "amira-voss");
    expect_elsewhere("“We are ready,” said Idris Calloway.", NULL);
    expect_elsewhere("In 2019 Thomas Harrow wrote: “It will be late.”", "2019");
}

Test(statement_event, not_of_another_day_place_or_medium)
{
    expect_elsewhere("Amira Voss said on 9 May: “It rains.”", "XXXX-05-09");
    expect_elsewhere("Amira Voss said in 2019: “It will be late.”", "2019");
    expect_elsewhere("Amira Voss tweeted on 9 May: “It rains.”", "XXXX-05-09");
    expect_elsewhere("Amira Voss wrote: “It rains.”", NULL);
    expect_elsewhere("Amira Voss told the Post: “It rains.”", NULL);
    expect_elsewhere("Amira Voss told Skerrow Radio: “It rains.”", NULL);
    expect_elsewhere("Amira Voss said in a letter to staff: “It rains.”", NULL);
    expect_elsewhere("In an interview with the Post, Amira Voss said: “Yes.”",
                     NULL);
    expect_elsewhere("“It rains,” Amira Voss wrote in a 2019 memo.", "2019");
    expect("Speaking in Hexley on 5 May, Amira Voss said: “It rains.”",
           "amira-voss", false, "XXXX-05-05", "Hexley");
}

Test(statement_event, of_whom_the_text_has_speaking_there)
{
    expect_there("Speaking at the Harbour Summit, Amira Voss said: “Yes.”",
                 NULL);
    expect_there("Amira Voss told the summit: “We are ready.”", NULL);
    expect_there("In a speech to the Harbour Summit Idris Calloway said it "
                 "was ready.",
                 NULL);
    expect("“We are ready,” said Amira Voss.", NULL, false, NULL, NULL);
    expect("Amira Voss said the Harbour Summit was over.", NULL, false, NULL,
           NULL);
    expect("Amira Voss, who was not at the summit, said: “It rains.”", NULL,
           false, NULL, NULL);
    expect("Amira Voss said of the Harbour Summit: “It rains.”", NULL, false,
           NULL, NULL);
}

Test(statement_event, of_all_that_a_speaker_there_is_quoted_with)
{
    struct statement_case c;

    open_event(&c,
               "“We are ready,” said Amira Voss.\n\n"
               "“We are not,” said Idris Calloway.\n\n"
               "Voss told the summit: “The walls are new.”",
               NULL);
    cr_assert(eq(sz, c.count, 3));
    cr_expect(c.items[0].at_event);
    cr_expect(not(c.items[1].at_event));
    cr_expect(c.items[2].at_event);
    statement_release(&c);
}

Test(statement_event, of_a_transcript_whoever_speaks)
{
    struct statement_case c;

    statement_open(&c, "Amira Voss: We are ready.\n\nIdris Calloway: No.",
                   statement_town);
    c.meta.kind = DT_KIND_TRANSCRIPT;
    c.meta.event.date = "2022-05-05";
    c.in.speaker = "amira-voss";
    statement_run(&c);
    cr_assert(eq(sz, c.count, 2));
    cr_expect(c.items[0].at_event && c.items[1].at_event);
    cr_expect(eq(str, (char *)c.items[1].said_on, (char *)"2022-05-05"));
    statement_release(&c);
}
