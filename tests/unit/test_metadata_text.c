#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#include "metadata_help.h"

TestSuite(metadata_text, .fini = metadata_release);

Test(metadata_text, a_short_line_over_short_paragraphs_is_the_title)
{
    const struct dt_meta *m = metadata_of(
        "text/plain", "Council backs the wall\n\nIt voted on Tuesday.\n\nIt "
                      "will cost three million.\n");

    cr_assert(m->title != NULL);
    cr_expect(eq(str, (char *)m->title, "Council backs the wall"));
    cr_expect(eq(str, (char *)metadata_article->text.ptr,
                 "It voted on Tuesday.\n\nIt will cost three million.\n"));
}

Test(metadata_text, two_lines_over_a_transcript_are_its_title_and_its_occasion)
{
    const struct dt_meta *m = metadata_of(
        "text/plain",
        "Transcript of the debate on the ring road\n"
        "Linden Town Hall, 12 March 2024\n\n"
        "MARY HOLT: Good evening. We are here to talk about the ring road.\n\n"
        "JOHN DOE: I am against it. It cuts the town in two, and nobody has "
        "said what it costs.\n\n"
        "MARY HOLT: It costs 40 million, and you know that.\n");

    cr_assert(m->title != NULL && m->event.place != NULL);
    cr_expect(
        eq(str, (char *)m->title, "Transcript of the debate on the ring road"));
    cr_expect(eq(str, (char *)m->event.place, "Linden Town Hall"));
    cr_expect(eq(str, (char *)m->event.date, "2024-03-12"));
    cr_expect(eq(sz, metadata_article->block_count, 3));
}

Test(metadata_text, the_head_of_a_plain_text_is_known_by_its_lines)
{
    const struct dt_meta *m = metadata_of(
        "text/plain",
        "The mole stands\n\n14 May 2021\n\nThe harbour wall was rebuilt in two "
        "winters, and the town walked out along it on the first dry day.\n");

    cr_expect(eq(str, (char *)m->title, "The mole stands"));
    for (size_t i = 0; i < m->claim_count; i++)
        cr_expect(eq(int, (int)m->claims[i].line,
                     m->claims[i].field == DT_FIELD_TITLE ? 1 : 3));
    cr_expect(eq(str, (char *)m->published, "2021-05-14"));
}

Test(metadata_text, a_byline_may_stand_between_the_title_and_the_date)
{
    static const char *const heads[] = {
        "The mole stands\n\nBy Ada Example\n\n14 May 2021\n\n",
        "The mole stands\n\n14 May 2021\n\nBy Ada Example\n\n",
        "14 May 2021\n\nThe mole stands\n\nBy Ada Example\n\n"};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        static char bytes[1024];
        const struct dt_meta *m;

        (void)snprintf(bytes, sizeof bytes, "%s%s", heads[i],
                       "The harbour wall was rebuilt in two winters, and the "
                       "town walked out along it on the first dry day.\n");
        m = metadata_of("text/plain", bytes);
        cr_expect(eq(str, (char *)m->title, "The mole stands"));
        cr_expect(eq(str, metadata_values(m, DT_FIELD_BYLINE), "Ada Example"),
                  "%s", heads[i]);
        cr_expect(eq(str, (char *)m->published, "2021-05-14"));
        cr_expect(
            zero(int, strncmp(metadata_article->text.ptr, "The harbour", 11)),
            "%s", metadata_article->text.ptr);
    }
}
