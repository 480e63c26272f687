#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>

#include "metadata_help.h"

TestSuite(metadata_titles, .fini = metadata_release);

Test(metadata_titles, places_are_believed_in_their_order)
{
    static const char *const heads[][3] = {
        {LINKED("{\"@type\":\"NewsArticle\",\"headline\":"
                "\"Linked words\"}") "<meta property=og:title "
                                     "content='Meta words'>",
         "Linked words", "json-ld headline"},
        /* The heading and what is shared agree against it. */
        {LINKED("{\"@type\":\"NewsArticle\",\"headline\":"
                "\"Linked words\"}") "<meta property=og:title "
                                     "content='Visible Words - The Echo'>"
                                     "<meta property=og:site_name "
                                     "content='The Echo'>",
         "Visible words", "heading"},
        {LINKED("{\"@type\":\"NewsArticle\",\"headline\":"
                "\"Visible...\"}"),
         "Visible words", "heading"},
        {"<meta property=og:title content='Meta words'>"
         "<meta name=twitter:title content='Card words'>",
         "Visible words", "heading"},
        {"<title>Title words - The Echo</title>", "Visible words", "heading"}};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        const struct dt_meta *m = metadata_page(heads[i][0],
                                                "<h1>Visible words</h1>");

        cr_expect(eq(str, (char *)m->title, (char *)heads[i][1]));
        cr_expect(
            eq(str, metadata_origin(m, DT_FIELD_TITLE), (char *)heads[i][2]));
    }
    cr_expect(
        eq(str, (char *)metadata_page(heads[3][0], "")->title, "Meta words"));
}

Test(metadata_titles,
     a_heading_in_parts_is_the_title_that_the_head_makes_of_them)
{
    static const char *const heads[][2] = {
        {"<meta property=og:title content='Harbour: Mole stands'>",
         "<h1><span>Harbour</span> <span>Mole stands</span></h1>"},
        {LINKED("{\"@type\":\"Article\",\"headline\":"
                "\"Harbour: Mole stands\"}"),
         "<h1>Harbour: Mole stands<small>Two winters of work have paid "
         "off</small></h1>"}};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        cr_expect(eq(str,
                     (char *)metadata_page(heads[i][0], heads[i][1])->title,
                     "Harbour: Mole stands"));
}

Test(metadata_titles, a_heading_in_capitals_is_written_as_the_head_has_it)
{
    static const char *const heads[] = {
        "<meta property=og:title content='Mole stands in May | The Echo'>"
        "<meta property=og:site_name content='The Echo'>",
        LINKED("{\"@type\":\"Article\",\"headline\":"
               "\"Mole stands in May\"}")};
    const struct dt_meta *m;

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        cr_expect(
            eq(str,
               (char *)metadata_page(heads[i], "<h1>MOLE STANDS IN MAY</h1>")
                   ->title,
               "Mole stands in May"));
    m = metadata_page("<meta property=og:title content='Mole falls'>",
                      "<h1>MOLE STANDS IN MAY</h1>");
    cr_expect(eq(str, (char *)m->title, "MOLE STANDS IN MAY"));
    m = metadata_page("<meta property=og:title content='Fifa'>",
                      "<h1>FIFA</h1>");
    cr_expect(eq(str, (char *)m->title, "FIFA"));
}

Test(metadata_titles, the_heading_is_not_the_name_of_the_site)
{
    static const char *const heads[] = {
        "<title>Mole stands | Notes from a quay</title>"
        "<meta property=og:title content='Mole stands \xE2\x80\xA6'>",
        "<title>Mole stands | Notes from a quay</title>"
        "<meta property=og:site_name content='Notes from a quay'>",
        "<title>Mole stands | Notes from a quay</title>"};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        cr_expect(eq(str,
                     (char *)metadata_page(
                         heads[i], "<h1><a href='https://quay.example/'>Notes "
                                   "from a quay</a></h1><h2>Mole stands</h2>")
                         ->title,
                     "Mole stands"));
}

Test(metadata_titles, a_heading_is_the_title_without_its_link_and_its_button)
{
    cr_expect(eq(
        str,
        (char *)metadata_page("", "<h1>Mole stands<a href='#mole'>\xC2\xB6</a>"
                                  "<button>Copy the path</button></h1>")
            ->title,
        "Mole stands"));
}

Test(metadata_titles, the_heading_under_that_of_the_site_is_the_title)
{
    cr_expect(eq(
        str,
        (char *)metadata_page("<title>Mole stands - The Book of Quays</title>",
                              "<h1>The Book of Quays</h1><h1>Mole stands</h1>"
                              "<h2>The Book of Quays</h2>")
            ->title,
        "Mole stands"));
}

Test(metadata_titles, a_title_is_without_the_name_of_its_site)
{
    static const char *const heads[] = {
        "<title>Mole stands | The Echo</title>"
        "<meta property=og:site_name content='The Echo'>",
        "<title>The Echo :: Mole stands</title>",
        "<title>Mole stands - News - The Echo - Best of the coast</title>",
        "<meta property=og:title content='Mole stands &amp;#8211; The Echo'>"
        "<meta property=og:site_name content='The Echo'>",
    };

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        cr_expect(
            eq(str,
               (char *)metadata_page(heads[i], "<h1>Mole stands</h1>")->title,
               "Mole stands"),
            "%s", heads[i]);
    cr_expect(eq(
        str, (char *)metadata_page(heads[1], "<h1>Mole stands</h1>")->publisher,
        "The Echo"));
    cr_expect(
        eq(str,
           (char *)metadata_page("<meta property=og:site_name content='Mole "
                                 "stands | The Echo'>",
                                 "<h1>Mole stands</h1>")
               ->publisher,
           "The Echo"));
}

Test(metadata_titles, a_site_may_stand_behind_its_title_without_a_space)
{
    static const char *const heads[][2] = {
        {"<title>一条新闻_港口网</title>"
         "<meta property=og:site_name content='港口网'>",
         "一条新闻"},
        {"<title>一条新闻-港口网</title>"
         "<meta property=og:site_name content='港口网'>",
         "一条新闻"},
        {"<title>항구의 벽ㅣ항구일보</title>"
         "<meta property=og:site_name content='항구일보'>",
         "항구의 벽"},
        {"<title>Mole stands │ The Echo</title>"
         "<meta property=og:site_name content='The Echo'>",
         "Mole stands"},
        {"<title>Mole under_score</title>", "Mole under_score"},
        {"<title>How we made a Harbour-Echo</title>"
         "<meta property=og:site_name content='Echo'>",
         "How we made a Harbour-Echo"}};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        cr_expect(eq(str, (char *)metadata_page(heads[i][0], "")->title,
                     (char *)heads[i][1]));
}

Test(metadata_titles, the_heading_is_not_the_end_of_the_breadcrumbs)
{
    static const char *const tops[][2] = {
        {"<ul class='trail breadcrumb__list'><li><a href=/>Home</a></li><li>"
         "<h1>Harbour wall: mole stands</h1></li></ul><h2><span>Opinion</span> "
         "<span>It stood, and who cared</span></h2>",
         "It stood, and who cared"},
        {"<div class=Head_breadCrumb__x1><h1>Harbour wall: mole stands</h1>"
         "</div>",
         "Harbour wall: mole stands"}};

    for (size_t i = 0; i < sizeof tops / sizeof *tops; i++)
        cr_expect(eq(str,
                     (char *)metadata_page(
                         "<title>Harbour wall: mole stands | The Echo</title>"
                         "<meta property=og:title "
                         "content='It stood, and who cared'>",
                         tops[i][0])
                         ->title,
                     (char *)tops[i][1]));
}

Test(metadata_titles, a_site_is_at_home_in_an_archive_too)
{
    cr_expect(
        eq(str,
           (char *)metadata_page(
               "<title>Notes from a quay, archive: Mole stands in May</title>",
               "<h1><a "
               "href='https://archive.example/web/2014/http://quay.example/'"
               ">Notes from a quay</a></h1><h2>Mole stands in May</h2>")
               ->title,
           "Mole stands in May"));
}

/* Kicker and headline in a heading: the mark between them is the head's. */
Test(metadata_titles, two_forms_of_a_heading_in_parts_are_told_apart_by_a_third)
{
    static const char *const marks[] = {":", " -"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char head[512], title[64];

        (void)snprintf(title, sizeof title, "Harbour%s Mole stands", marks[i]);
        (void)snprintf(head, sizeof head,
                       LINKED("{\"@type\":\"Article\",\"headline\":"
                              "\"Harbour - Mole stands\"}") "<title>%s - News"
                                                            "</title><meta "
                                                            "property=og:title "
                                                            "content="
                                                            "'Harbour: Mole "
                                                            "stands'>",
                       title);
        cr_expect(eq(str,
                     (char *)metadata_page(head, "<h1><span>Harbour</span> "
                                                 "<span>Mole stands</span>"
                                                 "</h1>")
                         ->title,
                     title));
    }
}

Test(metadata_titles,
     the_title_element_writes_a_heading_where_nothing_else_does)
{
    static const char *const pages[][3] = {
        {"<title>Mole stands in its second May</title>",
         "<h1><style>.kick{color:red}</style><span>Press release of the "
         "harbour</span> <span>Mole stands in its second May</span></h1>",
         "Mole stands in its second May"},
        {"<title>Harbour: Mole stands | The Echo</title>"
         "<meta property=og:site_name content='The Echo'>",
         "<h1><span>Harbour</span> <span>Mole stands</span></h1>",
         "Harbour: Mole stands"},
        /* The heading has its mark already. */
        {"<title>Harbour Mole stands</title>",
         "<h1><span>Harbour</span> / <span>Mole stands</span></h1>",
         "Harbour / Mole stands"}};

    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        cr_expect(eq(str,
                     (char *)metadata_page(pages[i][0], pages[i][1])->title,
                     (char *)pages[i][2]));
}

Test(metadata_titles, the_short_end_of_a_title_is_kept_behind_its_host)
{
    cr_expect(eq(str,
                 (char *)metadata_page(
                     "<title>quay.example | Moles</title>"
                     "<link rel=canonical href='https://www.quay.example/m'>",
                     "")
                     ->title,
                 "Moles"));
}
