#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#include "adapt/linked_data.h"
#include "article/article.h"
#include "article/claim.h"
#include "article/date.h"
#include "metadata_help.h"

TestSuite(metadata, .fini = metadata_release);

Test(metadata, what_contradicts_is_marked_and_what_only_says_less_is_not)
{
    const struct dt_meta *m = metadata_page(
        LINKED(
            "{\"@type\":\"Article\",\"headline\":\"Mole stands\","
            "\"datePublished\":\"2021-05\"}") "<meta property=og:title "
                                              "content='Mole stands | The "
                                              "Echo'>"
                                              "<meta property=og:site_name "
                                              "content='The Echo'>"
                                              "<meta "
                                              "property=article:published_time "
                                              "content='2021-05-14T09:00:00Z'>"
                                              "<meta name=date "
                                              "content='2021-05-15'><meta "
                                              "name=pubdate "
                                              "content='2021-06-20'>",
        "<h1>Sea wall survives</h1>");

    cr_expect(eq(str, (char *)m->title, "Mole stands"));
    cr_expect(eq(sz, metadata_against(m, DT_FIELD_TITLE), 1)); /* the heading */
    cr_expect(eq(str, (char *)m->published, "2021-05-14T09:00:00Z"));
    cr_expect(eq(sz, metadata_against(m, DT_FIELD_PUBLISHED), 1)); /* pubdate */
}

Test(metadata, a_publisher_is_a_name_before_it_is_a_domain_or_a_company)
{
    static const char *const heads[][2] = {
        {LINKED("{\"@type\":\"Article\",\"publisher\":"
                "{\"name\":\"Echo.example\"}}") "<meta "
                                                "property=og:site_name "
                                                "content='The Echo'>",
         "The Echo"},
        {LINKED("{\"@type\":\"Article\",\"publisher\":"
                "{\"name\":\"Echo.example\"}}"),
         "Echo.example"},
        {LINKED("{\"@type\":\"Article\",\"publisher\":"
                "{\"name\":\"The Echo\"}}") "<meta property=og:site_name "
                                            "content='Echo Online'>",
         "The Echo"},
        {"<meta name=dc.publisher content='Echo Publishing Group'>"
         "<meta name=citation_journal_title content='Quays and Moles'>",
         "Quays and Moles"},
        {"<meta name=publisher content='https://echo.example/'>"
         "<meta name=application-name content='The Echo'>",
         "The Echo"}};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        cr_expect(eq(str,
                     (char *)metadata_page(heads[i][0], "<h1>Mole stands</h1>")
                         ->publisher,
                     (char *)heads[i][1]));
}

Test(metadata, microdata_says_what_an_article_is)
{
    const struct dt_meta *m = metadata_page(
        "", "<div itemprop=publisher itemscope itemtype="
            "'https://schema.org/Organization'><img itemprop=logo "
            "alt=Logo><meta itemprop=name content='The Echo'></div>"
            "<p class=big itemprop='name headline'>Mole stands</p>"
            "<p><span itemprop=author itemscope><b itemprop=name>Ada "
            "Example</b></span>, <span itemprop=datePublished "
            "content=2021-05-14>Friday</span></p><a itemprop=license "
            "href='https://quay.example/terms'>Terms</a>");

    cr_expect(eq(str, (char *)m->title, "Mole stands"));
    cr_expect(
        eq(str, metadata_origin(m, DT_FIELD_TITLE), "microdata headline"));
    cr_expect(eq(str, (char *)m->publisher, "The Echo"));
    cr_expect(eq(str, metadata_values(m, DT_FIELD_BYLINE), "Ada Example"));
    cr_expect(eq(str, (char *)m->published, "2021-05-14"));
    cr_expect(eq(str, metadata_values(m, DT_FIELD_RIGHTS),
                 "https://quay.example/terms"));
}

Test(metadata, dates_are_found_where_readers_see_them)
{
    static const char *const tops[][2] = {
        {"<p>Posted on May 5, 2014 by ada</p>", "2014-05-05"},
        {"<time datetime=2014-05-05T10:00:00+02:00>5.5.</time>",
         "2014-05-05T10:00:00+02:00"},
        {"<abbr class=published title='2014-05-05T10:00:00Z'>today</abbr>",
         "2014-05-05T10:00:00Z"},
        {"<span class=date>19/11/2021</span>", "2021-11-19"},
        {"<span class=date>03/04/2021</span>", NULL},
        {"<p>Last updated 7 May 2014</p>", NULL},
        {"<p>Written: 2014-05-05 / Updated: 2014-05-07</p>", "2014-05-05"},
        {"<p>5 May 2014, Ada Example</p><p>x</p><p>x</p><p>x</p><p>x</p>"
         "<p>x</p><p>x</p><p>7 May 2014</p>",
         "2014-05-05"},
        {"<p>Published on 5 May 2014 <time datetime=2014-05-05T10:00:00Z>10 "
         "am</time></p>",
         "2014-05-05T10:00:00Z"},
        {"<meta itemprop=datePublished content=2014-05-05T10:00:00:123Z>",
         "2014-05-05T10:00:00Z"},
        {"<ul><li itemscope itemprop=citation><meta itemprop=datePublished "
         "content=1988></ul>",
         NULL},
        {"<div class=related><time datetime=2011-01-01>x</time></div>", NULL},
        {"<p>发布时间：2014年5月5日</p><p>更新时间：2014年5月7日</p>",
         "2014-05-05"},
        {"<p>Дата публикации: 5 мая 2014 г.</p>", "2014-05-05"},
        {"<p>نشر في ٥ مايو ٢٠١٤</p>", "2014-05-05"},
        {"<p>Diese Seite wurde zuletzt geändert am 5. Mai 2014</p>", NULL},
        {"<p>Ostatnia aktualizacja: 5 maja 2014</p>", NULL},
    };

    for (size_t i = 0; i < sizeof tops / sizeof *tops; i++) {
        static char top[1024];
        const struct dt_meta *m;

        (void)snprintf(top, sizeof top, "<h1>Mole stands</h1>%s", tops[i][0]);
        m = metadata_page("", top);
        cr_expect(eq(str, (char *)(m->published ? m->published : "none"),
                     (char *)(tops[i][1] ? tops[i][1] : "none")),
                  "%s", tops[i][0]);
    }
    cr_expect(eq(
        str,
        (char *)metadata_page("", "<h1>Mole stands</h1><p>Last updated 7 May "
                                  "2014</p>")
            ->modified,
        "2014-05-07"));
    cr_expect(eq(
        str,
        (char *)metadata_page("", "<h1>Mole stands</h1><p>Skerrow, 7 May 2014 "
                                  "\xE2\x80\x93 The wall that was built in "
                                  "two winters was opened today, and the town "
                                  "came out to see it.</p>")
            ->published,
        "2014-05-07"));
    cr_expect(
        metadata_page("", "<h1>Mole stands</h1><p>The wall that was begun on 7 "
                          "May 2014 - it took two winters - was opened today, "
                          "and the whole town came out to see it.</p>")
            ->published == NULL);
    cr_expect(
        eq(str,
           (char *)metadata_page("<link rel=canonical "
                                 "href='https://echo.example/2014/05/07/mole'>",
                                 "<h1>Mole stands</h1>")
               ->published,
           "2014-05-07"));
}

Test(metadata, a_language_is_a_tag)
{
    static const char *const said[][2] = {
        {"de-AT", "de-AT"}, {"pt_BR", "pt_BR"},           {"fr, en", "fr"},
        {"utf-8", "en"},    {"zh-Hant-TW", "zh-Hant-TW"}, {"German", "en"}};

    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        static char head[256];
        const struct dt_meta *m;

        (void)snprintf(head, sizeof head,
                       LINKED("{\"@type\":\"Article\",\"headline\":\"x\","
                              "\"inLanguage\":\"%s\"}"),
                       said[i][0]);
        m = metadata_page(head, "");
        cr_expect(eq(str, (char *)m->language, (char *)said[i][1]));
    }
}

Test(metadata, dates_and_names_stand_in_many_elements)
{
    static const char *const heads[][4] = {
        {"<meta property=og:release_date content=2021-05-12>"
         "<meta name=shareaholic:article_author_name content='Ada Example'>",
         "2021-05-12", NULL, "Ada Example"},
        {"<meta name=bt:author content='Ada Example'>"
         "<meta name=bt:pubdate content=2021-05-12>"
         "<meta name=bt:modDate content=2021-05-14>",
         "2021-05-12", "2021-05-14", "Ada Example"},
        {"<meta name=prism.publicationDate content=2021-05-12>"
         "<meta name=lastUpdated content=2021-05-14>"
         "<meta name=DC:creator content='Example, Ada'>",
         "2021-05-12", "2021-05-14", "Ada Example"},
        {LINKED("{\"@type\":\"HowTo\",\"name\":\"x\",\"author\":{\"@type\":"
                "\"Person\",\"name\":\"Ada Example\"},\"datePublished\":"
                "\"2021-05-12\"}"),
         "2021-05-12", NULL, "Ada Example"}};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        const struct dt_meta *m = metadata_page(heads[i][0],
                                                "<h1>Mole stands</h1>");

        cr_expect(eq(str, (char *)m->published, (char *)heads[i][1]));
        if (heads[i][2])
            cr_expect(eq(str, (char *)m->modified, (char *)heads[i][2]));
        cr_expect(
            eq(str, metadata_values(m, DT_FIELD_BYLINE), (char *)heads[i][3]));
    }
}

Test(metadata, the_day_is_that_of_the_place_of_publication)
{
    static const char *const pages[][3] = {
        /* An evening in the west, and a morning in the east. */
        {"<meta property=article:published_time content="
         "2021-05-13T01:30:00Z>",
         "<h1>Mole stands</h1><p>By Ada Example | May 12, 2021</p>",
         "2021-05-12"},
        {"<meta property=article:published_time content="
         "2021-05-12T22:30:00+00:00>",
         "<h1>Mole stands</h1><p><time datetime=2021-05-12T22:30:00Z>13 May "
         "2021</time></p>",
         "2021-05-13"},
        /* What has the zone keeps it. */
        {LINKED(
             "{\"@type\":\"Article\",\"headline\":\"x\","
             "\"datePublished\":\"2021-05-13T01:30:00Z\"}") "<meta name=date "
                                                            "content=2021-05-"
                                                            "12T21:30:00-04:"
                                                            "00>",
         "<h1>Mole stands</h1>", "2021-05-12T21:30:00-04:00"},
        /* No zone is so far. */
        {"<meta property=article:published_time content="
         "2021-05-13T13:30:00Z>",
         "<h1>Mole stands</h1><p>12 May 2021</p>", "2021-05-13T13:30:00Z"},
        {"<meta property=article:published_time content="
         "2021-05-13T01:30:00+02:00>",
         "<h1>Mole stands</h1><p>12 May 2021</p>",
         "2021-05-13T01:30:00+02:00"}};

    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        cr_expect(eq(str,
                     (char *)metadata_page(pages[i][0], pages[i][1])->published,
                     (char *)pages[i][2]));
}

Test(metadata, the_order_of_numbers_needs_a_reason)
{
    struct dt_date date;
    struct dt_str none = {NULL, 0};

    cr_expect(eq(int, (int)dt_date_order_of(DT_STR("de-AT"), none),
                 DT_DATE_DAY_FIRST));
    cr_expect(eq(int, (int)dt_date_order_of(DT_STR("en-US"), none),
                 DT_DATE_MONTH_FIRST));
    cr_expect(
        eq(int, (int)dt_date_order_of(DT_STR("en"), none), DT_DATE_NO_ORDER));
    cr_expect(eq(int, (int)dt_date_order_of(DT_STR("en"), DT_STR("echo.co.uk")),
                 DT_DATE_DAY_FIRST));
    cr_expect(eq(int, (int)dt_date_order_in(DT_STR("from 11/19/2021 on")),
                 DT_DATE_MONTH_FIRST));
    cr_assert(
        dt_date_find_in(DT_STR("3/4/2021"), 0, DT_DATE_MONTH_FIRST, &date));
    cr_expect(eq(str, date.edtf, "2021-03-04"));
    cr_assert(dt_date_parse(DT_STR("1605769200"), DT_DATE_NO_ORDER, &date));
    cr_expect(eq(str, date.edtf, "2020-11-19T07:00:00Z"));
}

Test(metadata, rights_are_what_the_page_says_of_them)
{
    const struct dt_meta *m = metadata_page(
        LINKED(
            "{\"@type\":\"Article\",\"headline\":\"x\",\"license\":"
            "{\"@id\":\"https://echo.example/terms\"}}") "<meta "
                                                         "name=tdm-reservation "
                                                         "content=1>"
                                                         "<link rel=license "
                                                         "href=https://"
                                                         "creativecommons.org/"
                                                         "licenses/by/4.0/>",
        "<h1>Mole stands</h1>");

    cr_expect(eq(str, metadata_values(m, DT_FIELD_RIGHTS),
                 "https://echo.example/terms;tdm-reservation: 1;"
                 "https://creativecommons.org/licenses/by/4.0/"));
}

Test(metadata, agencies_and_corrections_are_no_part_of_what_was_said)
{
    const struct dt_meta *m = metadata_page(
        "", "<h1>Mole stands</h1><p>(Reuters)</p><p>Correction: an earlier "
            "version of this story gave the wrong year.</p>");

    cr_expect(eq(str, (char *)m->syndicated_from, "Reuters"));
    cr_expect(eq(str, metadata_values(m, DT_FIELD_CORRECTION),
                 "Correction: an earlier version of this story gave the "
                 "wrong year."));
    cr_expect(eq(ptr, strstr(metadata_article->text.ptr, "Reuters"), NULL));
}

Test(metadata, a_word_that_means_a_source_may_stand_before_an_agency)
{
    const struct dt_meta *m = metadata_page(
        "", "<h1>Mole bleibt</h1>" PROSE "<p>Quelle: Stadtarchiv</p>" PROSE
            "<p>Quelle: dpa</p>");

    cr_assert(m->syndicated_from != NULL);
    cr_expect(eq(str, (char *)m->syndicated_from, "dpa"));
    cr_expect(eq(ptr, strstr(metadata_article->text.ptr, "dpa"), NULL));
    cr_expect(ne(ptr, strstr(metadata_article->text.ptr, "Quelle: Stadtarchiv"),
                 NULL));
}

Test(metadata, json_ld_is_read_though_habit_has_broken_it)
{
    static const char *const scripts[] = {
        "{\"@type\":\"Article\",\"headline\":\"Mole\tstands\",}",
        "<!-- {\"@type\":\"Article\",\"headline\":\"Mole stands\"} -->",
        "// <![CDATA[\n{\"@type\":\"Article\", /* its title */"
        "\"headline\":\"Mole stands\"}// ]]>",
        "{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:"
        "&quot;Mole stands&quot;}",
        "{\"@type\":\"Article\",\"headline\":\"Mole \\stands\"}",
    };

    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        struct dt_arena arena = DT_ARENA_INIT(1 << 20);
        struct dt_linked_data data = {0};

        cr_assert(dt_linked_data_read(DT_STR(scripts[i]), &arena, &data));
        cr_assert(ne(ptr, (void *)data.article.headline, NULL), "%s",
                  scripts[i]);
        cr_expect(eq(str, (char *)data.article.headline, "Mole stands"));
        cr_expect(eq(sz, data.broken, 0));
        dt_arena_release(&arena);
    }
}

Test(metadata, json_ld_that_is_no_json_is_said_to_be_so)
{
    const struct dt_meta *m = metadata_page(
        LINKED("{\"@type\": Article") LINKED("{\"@type\":\"Article\","
                                             "\"headline\":\"Mole\"}"),
        "");

    cr_expect(eq(str, (char *)m->title, "Mole"));
    cr_expect(eq(str, metadata_values(m, DT_FIELD_DIAGNOSTIC),
                 "a script of JSON-LD that is no JSON"));
}
