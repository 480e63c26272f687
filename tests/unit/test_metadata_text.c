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
                     m->claims[i].field == DT_FIELD_TITLE       ? 1
                     : m->claims[i].field == DT_FIELD_PUBLISHED ? 3
                                                                : 0));
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

Test(metadata_text, a_line_of_a_release_has_its_date_and_kind)
{
    static const char *const lines[] = {
        "Harbour Workers, press release, 16 February 2023",
        "Harbour and Ferry Workers, Press Release, 16 February 2023",
        "Press release: Harbour Workers, 16 February 2023",
        "News release | 16 February 2023",
        "16 February 2023 – press release",
    };
    static const char *const places[] = {"\n", "\n\n"};

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
            static char bytes[1024];
            const struct dt_meta *m;

            (void)snprintf(
                bytes, sizeof bytes, "Ropes and tides%s%s\n\n%s", places[k],
                lines[i],
                "The union will meet the board in March, and it "
                "will ask for a wall that holds and for a ladder.\n");
            m = metadata_of("text/plain", bytes);
            cr_assert(m->published != NULL, "%s", bytes);
            cr_expect(eq(str, (char *)m->published, "2023-02-16"));
            cr_expect(eq(int, m->kind, DT_KIND_RELEASE), "%s", bytes);
            cr_expect(eq(str, (char *)m->title, "Ropes and tides"));
            cr_expect(m->event.name == NULL);
            cr_expect(
                zero(int, strncmp(metadata_article->text.ptr, "The union", 9)),
                "%s", metadata_article->text.ptr);
        }
}

static const char german[] =
    "Der Damm ist fertig, und das ist die gute Nachricht. Wir haben gesagt, "
    "dass er bis zum Mai steht, und er steht. Nun geht es um die Straße.\n";

Test(metadata_text, the_language_is_told_by_the_words_where_nothing_names_it)
{
    const struct dt_meta *m = metadata_of("text/plain", german);

    cr_assert(m->language != NULL);
    cr_expect(eq(str, (char *)m->language, "de"));
    m = metadata_of(
        "text/plain",
        "Le conseil a voté la digue, et les travaux commencent en mai. « Elle "
        "est pour tous ceux qui vivent sur le port », dit la maire du pays.\n");
    cr_assert(m->language != NULL);
    cr_expect(eq(str, (char *)m->language, "fr"));
}

Test(metadata_text, a_script_of_one_language_tells_it)
{
    static const char *const texts[][2] = {
        {"zh", "市長在週一的會議上宣布，新的公共圖書館將於明年春天開放。"
               "他說，這座建築花費了三年時間，預算沒有超支。\n"},
        {"ja", "市長は月曜日の会議で、新しい図書館が来年の春に開館すると"
               "発表した。建設には三年かかったという。\n"},
        {"ko", "시장은 월요일 회의에서 새 공공도서관이 공사를 마치고 내년 봄에 "
               "문을 연다고 밝혔다. 주민들은 주차장이 부족하다고 말한다.\n"},
        {"th", "นายกเทศมนตรีประกาศเมื่อวันจันทร์ว่าห้องสมุดแห่งใหม่จะเปิด"
               "ในฤดูใบไม้ผลิปีหน้า\n"},
        {"el", "Ο δήμαρχος ανακοίνωσε ότι η νέα βιβλιοθήκη θα ανοίξει την "
               "επόμενη άνοιξη, ύστερα από τρία χρόνια εργασιών.\n"},
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const struct dt_meta *m = metadata_of("text/plain", texts[i][1]);

        cr_assert(m->language != NULL, "%s", texts[i][0]);
        cr_expect(eq(str, (char *)m->language, (char *)texts[i][0]));
    }
    cr_expect(metadata_of("text/plain", "市長在週一宣布。\n")->language ==
              NULL);
}

Test(metadata_text, of_few_words_or_of_two_languages_none_is_told)
{
    cr_expect(metadata_of("text/plain", "Der Damm ist fertig.\n")->language ==
              NULL);
    cr_expect(metadata_of("text/plain",
                          "Wir haben gesagt, dass der Damm bis zum Mai steht, "
                          "und er steht noch nicht.\n\nWe have said that the "
                          "dam will stand by May, and it does not yet.\n")
                  ->language == NULL);
    cr_expect(metadata_of("text/plain",
                          "Tuotanto alkoi keväällä, mutta rakentaminen kesti "
                          "kaksi talvea. Kaupunki maksoi puolet, maakunta "
                          "loput, eikä kukaan valittanut siitä lainkaan.\n")
                  ->language == NULL);
}

Test(metadata_text, words_of_another_language_than_is_declared_contradict_it)
{
    char page[1024];
    const struct dt_meta *m;

    (void)snprintf(page, sizeof page, "<html lang=en><body><p>%s", german);
    m = metadata_of("text/html", page);
    cr_assert(m->language != NULL);
    cr_expect(eq(str, (char *)m->language, "en"));
    cr_expect(eq(sz, metadata_against(m, DT_FIELD_LANGUAGE), 1));
    (void)snprintf(page, sizeof page, "<html lang=de-AT><body><p>%s", german);
    m = metadata_of("text/html", page);
    cr_expect(eq(str, (char *)m->language, "de-AT"));
    cr_expect(eq(sz, metadata_against(m, DT_FIELD_LANGUAGE), 0));
}

/* Of the lines over a record none is lost. */
Test(metadata_text, lines_under_a_title_are_day_place_and_description)
{
    static const char said[] =
        "\n\nWe have rebuilt the harbour wall in two winters, and the town "
        "walked out along it on the first dry Sunday of the year.\n\n"
        "It will stand for as long as we keep it painted, which we shall.\n";
    static const char *const heads[][4] = {
        {"Reopening of the quay\n4 May 2021\nCustoms Hall, Wendmouth",
         "2021-05-04", "Customs Hall, Wendmouth", ""},
        {"Reopening of the quay\nCustoms Hall, Wendmouth\n4 May 2021\n"
         "Words to the people of the town and their guests",
         "2021-05-04", "Customs Hall, Wendmouth",
         "Words to the people of the town and their guests"},
        {"Reopening of the quay\nWendmouth, 4 May 2021\n"
         "Taken down by the harbour office from a recording",
         "2021-05-04", "Wendmouth",
         "Taken down by the harbour office from a recording"}};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        const struct dt_meta *m;
        char text[1024];

        (void)snprintf(text, sizeof text, "%s%s", heads[i][0], said);
        m = metadata_of("text/plain", text);
        cr_expect(eq(str, (char *)m->title, "Reopening of the quay"));
        cr_expect(eq(str, (char *)(m->event.date ? m->event.date : ""),
                     (char *)heads[i][1]));
        cr_expect(eq(str, (char *)(m->event.place ? m->event.place : ""),
                     (char *)heads[i][2]));
        cr_expect(eq(str, (char *)(m->description ? m->description : ""),
                     (char *)heads[i][3]));
        cr_expect(
            eq(str, (char *)metadata_article->text.ptr, (char *)said + 2));
    }
}
