#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "statement_help.h"

/* The date, and the words that gave it: NULL when nothing is told. */
static void expect_words(const char *text, const char *published,
                         const char *said_on, const char *words)
{
    struct statement_case c;

    statement_open(&c, text, statement_town);
    c.meta.published = published;
    statement_run(&c);
    cr_assert(eq(sz, c.count, 1), "%s", text);
    if (said_on)
        cr_expect(c.items[0].said_on && !strcmp(c.items[0].said_on, said_on),
                  "%s: %s", text, c.items[0].said_on);
    else
        cr_expect(c.items[0].said_on == NULL, "%s", text);
    if (words) {
        struct dt_span from = c.items[0].said_on_from;

        cr_expect(eq(sz, from.end - from.start, strlen(words)), "%s", text);
        cr_expect(zero(strncmp(text + from.start, words, strlen(words))), "%s",
                  text);
    } else {
        cr_expect(zero(uint, c.items[0].said_on_from.end), "%s", text);
    }
    statement_release(&c);
}

Test(statement_occasion, days_are_counted_from_publication)
{
    /* 2021-05-17 was a Monday. */
    expect_words("“I am here,” Amira Voss said yesterday.", "2021-05-17",
                 "2021-05-16", "yesterday");
    expect_words("“I am here,” Amira Voss said on Friday.", "2021-05-17",
                 "2021-05-14", "Friday");
    expect_words("“I am here,” Amira Voss told them on Monday.", "2021-05-17",
                 "2021-05-17", "Monday");
    expect_words("Speaking today, Amira Voss said: “I am here.”", "2021-05-17",
                 "2021-05-17", "today");
    expect_words("“I am here,” Amira Voss said.", "2021-05-17", NULL, NULL);
    expect_words("“I am here,” Amira Voss said on Friday.", "2021-05", NULL,
                 NULL);
    expect_words("“I am here,” Amira Voss said of the Friday vote.",
                 "2021-05-17", NULL, NULL);
}

Test(statement_occasion, a_day_in_a_name_is_none)
{
    expect_words("“I am here,” Amira Voss told the Today programme.",
                 "2021-05-17", NULL, NULL);
    expect_words("“I am here,” Amira Voss told USA Today on Friday.",
                 "2021-05-17", "2021-05-14", "Friday");
    expect_words("“I am here,” Amira Voss told Scotland on Sunday.",
                 "2021-05-17", NULL, NULL);
    expect_words("“I am here,” Amira Voss told the Mail on Sunday.",
                 "2021-05-17", NULL, NULL);
    expect_words("“I am here,” Amira Voss told the Mail on Sunday on Friday.",
                 "2021-05-17", "2021-05-14", "Friday");
    expect_words("“I am here,” Amira Voss told the board on Sunday.",
                 "2021-05-17", "2021-05-16", "Sunday");
    expect_words("“I am here,” Amira Voss said by mail on Sunday.",
                 "2021-05-17", "2021-05-16", "Sunday");
    expect_words("„Ich bin da“, sagte Amira Voss der Bild am Sonntag in der "
                 "Stadt, die nun ihr und den anderen gehört.",
                 "2021-05-17", NULL, NULL);
    expect_words("Today Amira Voss said: “I am here.”", "2021-05-17",
                 "2021-05-17", "Today");
}

Test(statement_occasion, a_weekday_to_come_is_not_the_last_one)
{
    expect_words("Amira Voss will say on Friday: “I am here.”", "2021-05-17",
                 NULL, NULL);
    expect_words("Amira Voss is expected to say on Friday that she is here.",
                 "2021-05-17", NULL, NULL);
    expect_words("Amira Voss will say on 11 June 2021: “I am here.”",
                 "2021-05-17", "2021-06-11", "11 June 2021");
    expect_words("Amira Voss was forced to say on Friday that she was here.",
                 "2021-05-17", "2021-05-14", "Friday");
}

Test(statement_occasion, a_last_day_is_told_where_it_is_one)
{
    /* On a Monday it is that of the week before, whoever counts. */
    expect_words("“I am here,” Amira Voss said last Friday.", "2021-05-17",
                 "2021-05-14", "last Friday");
    expect_words("“I am here,” Amira Voss said last Monday.", "2021-05-17",
                 "2021-05-10", "last Monday");
    expect_words("“I am here,” Amira Voss said last Tuesday.", "2021-05-20",
                 NULL, NULL);
    expect_words("“I am here,” Amira Voss said last night.", "2021-05-17",
                 "2021-05-16", "last night");
    expect_words("“I am here,” Amira Voss said of the last night.",
                 "2021-05-17", NULL, NULL);
    expect_words("“I am here,” Amira Voss said this morning.", "2021-05-17",
                 "2021-05-17", "this morning");
    expect_words("“I am here,” Amira Voss said in the morning.", "2021-05-17",
                 NULL, NULL);
    expect_words("“I am here,” Amira Voss said yesterday evening.",
                 "2021-05-17", "2021-05-16", "yesterday");
    expect_words("« Je suis là », a déclaré Amira Voss vendredi dernier dans "
                 "la ville, qui est à elle et aux autres.",
                 "2021-05-17", "2021-05-14", "vendredi dernier");
    expect_words("« Je suis là », a déclaré ce matin Amira Voss dans la ville, "
                 "qui est à elle et aux autres.",
                 "2021-05-17", "2021-05-17", "ce matin");
}

Test(statement_occasion, a_month_or_a_year_is_told_as_exactly_as_it_is)
{
    expect_words("“I am here,” Amira Voss said earlier this month.",
                 "2021-05-17", "2021-05", "this month");
    expect_words("“I am here,” Amira Voss said earlier this week.",
                 "2021-05-17", NULL, NULL);
    expect_words("“I am here,” Amira Voss said in March.", "2021-05-17",
                 "XXXX-03", "March");
    expect_words("“I am here,” Amira Voss said since March.", "2021-05-17",
                 NULL, NULL);
    expect_words("“I am here,” Amira Voss told May in the hall.", "2021-05-17",
                 NULL, NULL);
    expect_words("Amira Voss said in 2019 that she was here.", "2021-05-17",
                 "2019", "2019");
    expect_words("Amira Voss said the 2019 vote was hers.", "2021-05-17", NULL,
                 NULL);
    expect_words("Amira Voss said in 2500 words that she was here.",
                 "2021-05-17", NULL, NULL);
    expect_words("„Ich bin da“, sagte Amira Voss im März in der Stadt, die nun "
                 "ihr und den anderen gehört.",
                 "2021-05-17", "XXXX-03", "März");
    expect_words("« Je suis là », a déclaré en mars Amira Voss dans la ville, "
                 "qui est à elle et aux autres.",
                 "2021-05-17", "XXXX-03", "mars");
}

Test(statement_occasion, the_year_of_a_day_without_one_is_not_guessed)
{
    expect_words("“I am here,” Amira Voss said on 11 March.", "2021-05-17",
                 "XXXX-03-11", "11 March");
    expect_words("“I am here,” Amira Voss said on 11 March.", NULL,
                 "XXXX-03-11", "11 March");
    expect_words("“I am here,” Amira Voss said on Thursday 11 March.",
                 "2021-05-17", "XXXX-03-11", "11 March");
}

Test(statement_occasion, months_years_and_days_of_other_languages)
{
    expect_words("“I am here,” Amira Voss said last month.", "2021-01-17",
                 "2020-12", "last month");
    expect_words("“I am here,” Amira Voss said last year.", "2021-01-17",
                 "2020", "last year");
    expect_words("„Ich bin da“, sagte Amira Voss am Dienstag in der Stadt, die "
                 "nun ihr und den anderen gehört.",
                 "2021-05-17", "2021-05-11", "Dienstag");
    expect_words("« Je suis là », a déclaré hier Amira Voss dans la ville, qui "
                 "est à elle et aux autres.",
                 "2021-05-17", "2021-05-16", "hier");
    expect_words("« Je suis là », a déclaré Amira Voss le mois dernier dans la "
                 "ville, qui est à elle et aux autres.",
                 "2021-05-17", "2021-04", "mois dernier");
}

Test(statement_occasion, a_date_in_full_needs_no_publication)
{
    expect_words("“I am here,” Amira Voss said on 6 October 2020.", NULL,
                 "2020-10-06", "6 October 2020");
    expect_words("Speaking on June 11, 2018, Amira Voss said she was here.",
                 "2021-05-17", "2018-06-11", "June 11, 2018");
    /* The year is not guessed, nor is it the Tuesday before. */
    expect_words("“I am here,” Amira Voss said on Tuesday 6 October.",
                 "2021-05-17", "XXXX-10-06", "6 October");
    expect_words("„Ich bin da“, sagte Amira Voss am 6. Oktober in der Stadt, "
                 "die nun ihr und den anderen gehört.",
                 "2021-05-17", "XXXX-10-06", "6. Oktober");
    expect_words("“I am here,” Amira Voss said of the 6 October vote.",
                 "2021-05-17", NULL, NULL);
    expect_words("“I am here until it is done,” Amira Voss said. “By 6 October "
                 "it will be.”",
                 "2021-05-17", NULL, NULL);
}

Test(statement_occasion, an_event_tells_day_and_place_of_what_was_said_there)
{
    struct statement_case c;

    statement_open(&c,
                   "The chief executive of the Hospitals Trust, Idris "
                   "Calloway, said today: “I am here.”",
                   statement_town);
    c.meta.event.date = "XXXX-06-11";
    c.meta.event.place = "Wendmouth";
    c.in.speaker = "idris-calloway";
    statement_run(&c);
    cr_assert(eq(sz, c.count, 1));
    cr_expect(eq(str, (char *)c.items[0].said_on, "XXXX-06-11"));
    cr_expect(eq(str, (char *)c.items[0].said_at, "Wendmouth"));
    cr_expect(zero(uint, c.items[0].said_at_from.end));
    /* No year anywhere: the office is the one that is printed. */
    cr_expect(eq(str, (char *)c.items[0].office,
                 "Chief Executive, the Hospitals Trust"));
    statement_release(&c);
}

/* The place, where the text names it: NULL when nothing is told. */
static void expect_place(const char *text, const char *place)
{
    struct statement_case c;

    statement_open(&c, text, statement_town);
    statement_run(&c);
    cr_assert(eq(sz, c.count, 1), "%s", text);
    if (place) {
        struct dt_span from = c.items[0].said_at_from;

        cr_assert(c.items[0].said_at != NULL, "%s", text);
        cr_expect(eq(str, (char *)c.items[0].said_at, (char *)place), "%s",
                  text);
        cr_expect(eq(sz, from.end - from.start, strlen(place)), "%s", text);
        cr_expect(zero(strncmp(text + from.start, place, strlen(place))), "%s",
                  text);
    } else {
        cr_expect(c.items[0].said_at == NULL, "%s: %s", text,
                  c.items[0].said_at);
        cr_expect(zero(uint, c.items[0].said_at_from.end), "%s", text);
    }
    statement_release(&c);
}

Test(statement_occasion, speaking_somewhere_tells_the_place)
{
    expect_place("Speaking in Leeds on Tuesday, Amira Voss said: “I am here.”",
                 "Leeds");
    expect_place("Amira Voss, speaking in the House of Commons, said: “I am "
                 "here.”",
                 "House of Commons");
    expect_place("Speaking to reporters at a rally in New York, Amira Voss "
                 "said she was here.",
                 "New York");
    expect_place("Addressing a party conference in Leeds, Amira Voss said she "
                 "was here.",
                 "Leeds");
    expect_place("Speaking in Welsh, Amira Voss said she was here.", NULL);
    expect_place("Speaking about the war in Freedonia, Amira Voss said she was "
                 "here.",
                 NULL);
    expect_place("Speaking before the summit in Leeds, Amira Voss said she was "
                 "here.",
                 NULL);
}

Test(statement_occasion, a_meeting_or_a_day_beside_it_tells_the_place)
{
    expect_place("“I am here,” Amira Voss told a conference in Manchester.",
                 "Manchester");
    expect_place("Amira Voss told reporters in Leeds the wall was hers.",
                 "Leeds");
    expect_place("“I am here,” said Amira Voss, at a meeting in Leeds.",
                 "Leeds");
    expect_place("“I am here,” Amira Voss said on Tuesday in Leeds.", "Leeds");
    expect_place("“I am here,” Amira Voss said in Leeds on Tuesday.", "Leeds");
    expect_place("„Ich bin da“, sagte Amira Voss am Dienstag in Bad Elster.",
                 "Bad Elster");
    expect_place("Das teilte Amira Voss am Montag in Hannover mit: „Ich bin "
                 "da, und das bleibt auch so.“",
                 "Hannover");
    expect_place("« Je suis là », a déclaré Amira Voss lors d’une conférence "
                 "à Lyon.",
                 "Lyon");
}

Test(statement_occasion, a_place_that_may_be_that_of_another_is_not_told)
{
    expect_place("Amira Voss said the conference in Manchester was here.",
                 NULL);
    expect_place("Amira Voss told them the conference in Manchester was here.",
                 NULL);
    expect_place("“I am here,” Amira Voss told a conference in Leeds’s hall.",
                 NULL);
    expect_place("Amira Voss said in Leeds people were here.", NULL);
    expect_place("“I am here,” Amira Voss wrote in The Lancet on Tuesday.",
                 NULL);
    expect_place("„Ich bin da“, sagte Amira Voss am Dienstag in Sachen "
                 "Straßenbau der Stadt.",
                 NULL);
    expect_place("« Je suis là », a déclaré mardi Amira Voss à Reuters.", NULL);
}

/* The office printed beside a name, as the text's language joins it. */
static void expect_office(const char *text, const char *language,
                          const char *office)
{
    static const char people[] =
        "people:\n"
        "  - id: lea-morin\n"
        "    name: Léa Morin\n"
        "    memberships:\n"
        "      - {office: Présidente, organisation: Agence du littoral}\n"
        "      - {office: Leiterin, organisation: Nordhafen}\n"
        "      - {office: Head, organisation: Shore Agency}\n";
    struct statement_case c;

    statement_open(&c, text, people);
    c.meta.language = language;
    statement_run(&c);
    cr_assert(eq(sz, c.count, 1), "%s", text);
    cr_assert(c.items[0].speaker != NULL, "%s", text);
    if (office == NULL)
        cr_expect(c.items[0].office == NULL, "%s", text);
    else
        cr_expect(eq(str, (char *)c.items[0].office, (char *)office));
    statement_release(&c);
}

Test(statement_occasion, an_office_is_joined_as_the_language_joins_it)
{
    expect_office("La présidente de l’Agence du littoral, Léa Morin, a dit : "
                  "« Nous restons ici. »",
                  "fr", "Présidente, Agence du littoral");
    expect_office("Die Leiterin von Nordhafen, Léa Morin, sagte: „Wir bleiben "
                  "hier.“",
                  "de", "Leiterin, Nordhafen");
    expect_office("“We stay,” said Léa Morin, the head of the Shore Agency.",
                  "en", "Head, Shore Agency");
    expect_office("The head and the Shore Agency, Léa Morin, said: “We stay.”",
                  "en", NULL);
}

Test(statement_occasion, the_day_may_stand_behind_an_office_and_a_name)
{
    /* 2024-03-14 was a Thursday. */
    expect_words("“It will hold,” said the mayor, Anna Smith, on Tuesday.",
                 "2024-03-14", "2024-03-12", "Tuesday");
    expect_words("„Es steht“, sagte die Bürgermeisterin Anna Schmidt am "
                 "Dienstag.",
                 "2024-03-14", "2024-03-12", "Dienstag");
    expect_words("“It will hold,” said the mayor, Anna Smith, who left the "
                 "council on Tuesday.",
                 "2024-03-14", NULL, NULL);
}

/* Both are told, in whatever order they stand; 2024-03-13 was a Wednesday. */
static void expect_both(const char *text, const char *said_on,
                        const char *said_at)
{
    struct statement_case c;

    statement_open(&c, text, statement_town);
    c.meta.published = "2024-03-13";
    statement_run(&c);
    cr_assert(eq(sz, c.count, 1), "%s", text);
    cr_expect(said_on
                  ? c.items[0].said_on && !strcmp(c.items[0].said_on, said_on)
                  : c.items[0].said_on == NULL,
              "%s: %s", text, c.items[0].said_on);
    cr_expect(said_at
                  ? c.items[0].said_at && !strcmp(c.items[0].said_at, said_at)
                  : c.items[0].said_at == NULL,
              "%s: %s", text, c.items[0].said_at);
    statement_release(&c);
}

Test(statement_occasion, a_day_and_a_place_do_not_hide_each_other)
{
    expect_both("“I am here,” Amira Voss told a conference in Leeds on "
                "Tuesday.",
                "2024-03-12", "Leeds");
    expect_both("“I am here,” said Amira Voss in Leeds on Tuesday.",
                "2024-03-12", "Leeds");
    expect_both("“I am here,” said Amira Voss on Tuesday in Leeds.",
                "2024-03-12", "Leeds");
    expect_both("“I am here,” Amira Voss said in Hull on 12 March 2024.",
                "2024-03-12", "Hull");
    expect_both("“I am here,” Amira Voss said on 12 March 2024 in Hull.",
                "2024-03-12", "Hull");
    expect_both("“I am here,” Amira Voss said at our meeting in Hull on 2 May "
                "2024.",
                "2024-05-02", "Hull");
    expect_both("„Ich bin da“, sagte Amira Voss in Leeds am Dienstag, und das "
                "ist nun auch so.",
                "2024-03-12", "Leeds");
    expect_both("« Je suis là », a déclaré Amira Voss lors d’une conférence "
                "mardi à Lyon.",
                "2024-03-12", "Lyon");
    expect_both("“I am here,” Amira Voss said at a rally in Leeds last week.",
                NULL, "Leeds");
}

Test(statement_occasion, a_day_stands_behind_those_whom_it_is_said_to)
{
    expect_both("“I am here,” Amira Voss told the Coastal Towns Conference on "
                "Tuesday.",
                "2024-03-12", NULL);
    expect_both("“I am here,” Amira Voss told the Old Harbour Restoration "
                "Trust on Tuesday.",
                "2024-03-12", NULL);
    expect_both("Amira Voss told the House the vote in Leeds on Tuesday was "
                "hers.",
                NULL, NULL);
    expect_both("“I am here,” Amira Voss said in Leeds by Tuesday.", NULL,
                NULL);
    expect_both("Amira Voss offered to debate April 14 in Leeds: “I am here.”",
                "XXXX-04-14", NULL);
}

Test(statement_occasion, a_sentence_may_open_with_the_day_and_the_place)
{
    expect_both("On Tuesday, in Leeds, Amira Voss said: “I am here.”",
                "2024-03-12", "Leeds");
    expect_both("In Leeds, on Tuesday, Amira Voss said: “I am here.”",
                "2024-03-12", "Leeds");
    expect_both("Am Dienstag in Leeds sagte Amira Voss: „Ich bin da, und das "
                "bleibt auch so.“",
                "2024-03-12", "Leeds");
    expect_both("Mardi à Lyon, Amira Voss a déclaré : « Je suis là, et elle "
                "est avec les autres. »",
                "2024-03-12", "Lyon");
}

Test(statement_occasion, what_is_reported_tells_of_another_day_and_place)
{
    expect_both("Amira Voss said Hull on Tuesday voted against the plan.", NULL,
                NULL);
    expect_both("Amira Voss said the council met in Hull on Tuesday.", NULL,
                NULL);
    expect_both("In Leeds on Tuesday, the wall fell, Amira Voss said.", NULL,
                NULL);
    expect_both("Amira Voss said on Tuesday the wall in Leeds would hold.",
                "2024-03-12", NULL);
    expect_both("Amira Voss said in Hull on Tuesday that the wall would hold.",
                "2024-03-12", "Hull");
}

Test(statement_occasion, a_day_between_the_halves_of_a_german_verb_is_told)
{
    expect_words("Amira Voss hat am Freitag den Bau der Mauer als „völlig "
                 "verrückt“ kritisiert.",
                 "2021-05-17", "2021-05-14", "Freitag");
    expect_words("Amira Voss hat am Freitag den Bau einer Mauer angekündigt.",
                 "2021-05-17", "2021-05-14", "Freitag");
    expect_words("„Die Mauer hält“, hat Amira Voss am Freitag gesagt.",
                 "2021-05-17", "2021-05-14", "Freitag");
    expect_words("Amira Voss hat den Bau einer Mauer für Freitag angekündigt.",
                 "2021-05-17", NULL, NULL);
}
