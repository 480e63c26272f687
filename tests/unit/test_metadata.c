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

#define PROSE                                                                 \
    "<p>The harbour wall was rebuilt in two winters, and the town walked "    \
    "out along it on the first dry Sunday of the year, to see it stand.</p>"  \
    "<p>A second paragraph says what it cost, who paid for it, and how long " \
    "it is meant to last in such a sea, if the county keeps it painted.</p>"

/* The metadata of a page with this head, heading and a body. */
static const struct dt_meta *page(const char *head, const char *top)
{
    static char bytes[16384];

    (void)snprintf(bytes, sizeof bytes,
                   "<!DOCTYPE html><html lang=en><head>%s</head><body>"
                   "<article>%s" PROSE "</article></body></html>",
                   head, top);
    return metadata_of("text/html", bytes);
}

#define LINKED(json) "<script type='application/ld+json'>" json "</script>"

static char *origin(const struct dt_meta *m, enum dt_field field)
{
    for (size_t i = 0; i < m->claim_count; i++)
        if (m->claims[i].field == field && m->claims[i].chosen)
            return (char *)m->claims[i].from;
    return (char *)"";
}

static size_t against(const struct dt_meta *m, enum dt_field field)
{
    size_t count = 0;

    for (size_t i = 0; i < m->claim_count; i++)
        count += m->claims[i].field == field && m->claims[i].against;
    return count;
}

Test(metadata, places_are_believed_in_their_order)
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
        {"<meta property=og:title content='Meta words'>"
         "<meta name=twitter:title content='Card words'>",
         "Visible words", "heading"},
        {"<title>Title words - The Echo</title>", "Visible words", "heading"}};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        const struct dt_meta *m = page(heads[i][0], "<h1>Visible words</h1>");

        cr_expect(eq(str, (char *)m->title, (char *)heads[i][1]));
        cr_expect(eq(str, origin(m, DT_FIELD_TITLE), (char *)heads[i][2]));
    }
    cr_expect(eq(str, (char *)page(heads[2][0], "")->title, "Meta words"));
}

Test(metadata, a_heading_in_parts_is_the_title_that_the_head_makes_of_them)
{
    static const char *const heads[][2] = {
        {"<meta property=og:title content='Harbour: Mole stands'>",
         "<h1><span>Harbour</span> <span>Mole stands</span></h1>"},
        {LINKED("{\"@type\":\"Article\",\"headline\":"
                "\"Harbour: Mole stands\"}"),
         "<h1>Harbour: Mole stands<small>Two winters of work have paid "
         "off</small></h1>"}};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        cr_expect(eq(str, (char *)page(heads[i][0], heads[i][1])->title,
                     "Harbour: Mole stands"));
}

Test(metadata, the_heading_is_not_the_name_of_the_site)
{
    static const char *const heads[] = {
        "<title>Mole stands | Notes from a quay</title>"
        "<meta property=og:title content='Mole stands \xE2\x80\xA6'>",
        "<title>Mole stands | Notes from a quay</title>"
        "<meta property=og:site_name content='Notes from a quay'>",
        "<title>Mole stands | Notes from a quay</title>"};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        cr_expect(eq(str,
                     (char *)page(heads[i],
                                  "<h1><a href='https://quay.example/'>Notes "
                                  "from a quay</a></h1><h2>Mole stands</h2>")
                         ->title,
                     "Mole stands"));
}

Test(metadata, what_contradicts_is_marked_and_what_only_says_less_is_not)
{
    const struct dt_meta *m = page(
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
    cr_expect(eq(sz, against(m, DT_FIELD_TITLE), 1)); /* the heading */
    cr_expect(eq(str, (char *)m->published, "2021-05-14T09:00:00Z"));
    cr_expect(eq(sz, against(m, DT_FIELD_PUBLISHED), 1)); /* pubdate */
}

Test(metadata, a_heading_is_the_title_without_its_link_and_its_button)
{
    cr_expect(eq(str,
                 (char *)page("", "<h1>Mole stands<a href='#mole'>\xC2\xB6</a>"
                                  "<button>Copy the path</button></h1>")
                     ->title,
                 "Mole stands"));
}

Test(metadata, the_heading_under_that_of_the_site_is_the_title)
{
    cr_expect(eq(str,
                 (char *)page("<title>Mole stands - The Book of Quays</title>",
                              "<h1>The Book of Quays</h1><h1>Mole stands</h1>"
                              "<h2>The Book of Quays</h2>")
                     ->title,
                 "Mole stands"));
}

Test(metadata, a_title_is_without_the_name_of_its_site)
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
        cr_expect(eq(str, (char *)page(heads[i], "<h1>Mole stands</h1>")->title,
                     "Mole stands"),
                  "%s", heads[i]);
    cr_expect(eq(str, (char *)page(heads[1], "<h1>Mole stands</h1>")->publisher,
                 "The Echo"));
    cr_expect(eq(str,
                 (char *)page("<meta property=og:site_name content='Mole "
                              "stands | The Echo'>",
                              "<h1>Mole stands</h1>")
                     ->publisher,
                 "The Echo"));
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
         "Quays and Moles"}};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        cr_expect(eq(
            str, (char *)page(heads[i][0], "<h1>Mole stands</h1>")->publisher,
            (char *)heads[i][1]));
}

Test(metadata, microdata_says_what_an_article_is)
{
    const struct dt_meta *m =
        page("", "<div itemprop=publisher itemscope itemtype="
                 "'https://schema.org/Organization'><img itemprop=logo "
                 "alt=Logo><meta itemprop=name content='The Echo'></div>"
                 "<p class=big itemprop='name headline'>Mole stands</p>"
                 "<p><span itemprop=author itemscope><b itemprop=name>Ada "
                 "Example</b></span>, <span itemprop=datePublished "
                 "content=2021-05-14>Friday</span></p><a itemprop=license "
                 "href='https://quay.example/terms'>Terms</a>");

    cr_expect(eq(str, (char *)m->title, "Mole stands"));
    cr_expect(eq(str, origin(m, DT_FIELD_TITLE), "microdata headline"));
    cr_expect(eq(str, (char *)m->publisher, "The Echo"));
    cr_expect(eq(str, metadata_values(m, DT_FIELD_BYLINE), "Ada Example"));
    cr_expect(eq(str, (char *)m->published, "2021-05-14"));
    cr_expect(eq(str, metadata_values(m, DT_FIELD_RIGHTS),
                 "https://quay.example/terms"));
}

Test(metadata, authors_are_people_in_whatever_form_json_ld_has_them)
{
    static const char *const forms[] = {
        "\"author\":[{\"@type\":\"Person\",\"name\":\"Ada Example\"},"
        "{\"@type\":\"Person\",\"name\":\"Bo Sample\"}]",
        "\"author\":{\"@type\":\"Person\",\"name\":[\"Ada Example\","
        "\"Bo Sample\"]}",
        "\"author\":\"By Ada Example and Bo Sample, harbour reporter\"",
        "\"author\":[\"Ada Example\",\"https://echo.example/bo\","
        "\"@bosample\",\"Bo Sample\"]",
        "\"author\":[{\"@id\":\"#a\"},{\"@type\":\"Organization\","
        "\"name\":\"Echo Newsdesk\"},{\"@id\":\"#b\"}]",
    };
    static char head[2048];

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        (void)snprintf(head, sizeof head,
                       LINKED("{\"@graph\":[{\"@type\":\"NewsArticle\","
                              "\"headline\":\"x\",%s},{\"@id\":\"#a\","
                              "\"name\":\"Ada Example\"},{\"@id\":\"#b\","
                              "\"name\":\"Bo Sample\"}]}"),
                       forms[i]);
        cr_expect(eq(str, metadata_values(page(head, ""), DT_FIELD_BYLINE),
                     "Ada Example;Bo Sample"),
                  "%s", forms[i]);
    }
}

Test(metadata, bylines_are_found_where_readers_see_them)
{
    static const char *const tops[][2] = {
        {"<p>By Ada Example, health correspondent</p>", "Ada Example"},
        {"<p class=meta>Von Ada Muster, 12. März 2014</p>", "Ada Muster"},
        {"<div>21.10.2019 - Ada Example</div>", "Ada Example"},
        {"<div>Posted on 5 May 2014 by ada</div>", "ada"},
        {"<span class='author vcard'>von <a class='url fn n'>der "
         "Michel</a></span>",
         "der Michel"},
        {"<div>Datum: 3.4.2021<br><b>Autor:</b> Ada Muster<br>Bild: AP</div>",
         "Ada Muster"},
        {"<a rel=author href=/x>Ada Example</a> <a rel=author href=/y>Bo "
         "Sample</a>",
         "Ada Example;Bo Sample"},
        {"<p class=byline>By Ada Example, County Hall</p>", "Ada Example"},
        {"<p class=byline>By <a href=/by/ada>Ada Example</a><span>County Hall "
         "correspondent</span></p>",
         "Ada Example"},
        {"<p class=byline>By Ada Example in New York</p>", "Ada Example"},
        {"<p class=byline>By Ada Example, Bo Sample</p>",
         "Ada Example;Bo Sample"},
        {"<p>Words: Ada Example<br>Pictures: Bo Sample</p>", "Ada Example"},
        {"<p>Text: Ada Muster, Fotos: Bo Beispiel</p>", "Ada Muster"},
        {"<div>Author: <b>ada92</b></div>", "ada92"},
        {"<p>Von <a href=/a>Ada Muster</a> und <a href=/b>Bo Beispiel</a></p>",
         "Ada Muster;Bo Beispiel"},
        {"<div class=byline><span>Ada Example</span> <span>Bo Sample</span>"
         "</div>",
         "Ada Example;Bo Sample"},
        {"<div>Coast | <i>By</i> <b>Ada Example</b> | Monday</div>",
         "Ada Example"},
        {"<div><b>Ada Example |</b> 05.04.2025</div>", "Ada Example"},
        {"<p>14.02.2022 | 13:10 Uhr | Ada Muster</p>", "Ada Muster"},
        {"<p>Text & Fotos: Ada Muster</p>", "Ada Muster"},
        {"<p class=author>Ada Muster im Gespräch mit Bo Beispiel</p>",
         "Ada Muster;Bo Beispiel"},
        {"<p class=author><a href=/u/7>lars</a></p>", "lars"},
        {"<p class=author>Von</p>", ""},
        {"<p>Ada Muster, Projektleiterin der Hafenstiftung</p>", ""},
        {"<p>Autorin: Ada Muster, Projektleiterin der HSS</p>", "Ada Muster"},
        {"<ul class='teaser author'><li>Ada Example</ul>", "Ada Example"},
        {"<p>By our own correspondent</p>", ""},
        {"<p class=author>Redaktion</p>", ""},
        {"<p>By the sea, By the wall</p>", ""},
        {"<div class=comments><p class=author>Cy Reader</p></div>", ""},
    };

    for (size_t i = 0; i < sizeof tops / sizeof *tops; i++) {
        static char top[1024];

        (void)snprintf(top, sizeof top, "<h1>Mole stands</h1>%s", tops[i][0]);
        cr_expect(eq(str, metadata_values(page("", top), DT_FIELD_BYLINE),
                     (char *)tops[i][1]),
                  "%s", tops[i][0]);
    }
}

Test(metadata, who_answers_in_a_thread_is_not_its_author)
{
    const struct dt_meta *m = metadata_of(
        "text/html",
        "<!DOCTYPE html><html lang=en><head><title>Lost oar</title></head>"
        "<body><h1>Lost oar</h1><ul>"
        "<li><b class=author>mossy_77</b><div class=posttext>Lost one oar "
        "between the pier and the bank on Sunday. Ash, no name.</div></li>"
        "<li><b class=author>Nils Example</b><div class=posttext>It is an oar. "
        "It turned up at the pier this morning, on the door.</div></li>"
        "</ul></body></html>");

    cr_assert_eq(m->byline_count, 0, "%s", m->byline_count ? m->byline[0] : "");
}

Test(metadata, a_byline_that_a_meta_element_confirms_is_believed_over_json_ld)
{
    static const char head[] = LINKED(
        "{\"@type\":\"NewsArticle\",\"author\":"
        "{\"@type\":\"Person\",\"name\":\"Cy Desk\"}}");
    static char both[1024];
    const struct dt_meta *m;

    (void)snprintf(both, sizeof both,
                   "%s<meta name=author content='Ada Example'>", head);
    m = page(both, "<h1>Mole stands</h1><p class=byline>By <a rel=author "
                   "href=/ada>Ada Example</a> and <a rel=author href=/bo>Bo "
                   "Sample</a></p>");
    cr_expect(
        eq(str, metadata_values(m, DT_FIELD_BYLINE), "Ada Example;Bo Sample"));
    cr_expect(eq(sz, m->byline_count, 2));
    cr_expect(eq(sz, against(m, DT_FIELD_BYLINE), 1));
    m = page(head, "<h1>Mole stands</h1><p class=byline>By <a rel=author "
                   "href=/ada>Ada Example</a></p>");
    cr_expect(eq(str, metadata_values(m, DT_FIELD_BYLINE), "Cy Desk"));
}

Test(metadata, a_newsroom_signs_where_no_person_does)
{
    static const char *const heads[][3] = {
        {LINKED("{\"@type\":\"NewsArticle\",\"author\":"
                "{\"@type\":\"Person\",\"name\":\"Redaktion\"}}"),
         "", "Redaktion"},
        {LINKED("{\"@type\":\"NewsArticle\",\"author\":"
                "{\"@type\":\"Person\",\"name\":\"Redaktion\"}}"),
         "<p>Von Ada Muster</p>", "Ada Muster"},
        {LINKED("{\"@type\":\"NewsArticle\",\"author\":"
                "{\"@type\":\"Organization\",\"name\":\"The Echo\"}}"),
         "", "The Echo"},
        {LINKED("{\"@type\":\"NewsArticle\",\"author\":"
                "{\"@type\":\"Person\",\"name\":\"admin\"}}"),
         "", ""},
        {LINKED("{\"@type\":\"NewsArticle\",\"author\":"
                "{\"@type\":\"Person\",\"name\":\"ada example\"}}"),
         "<p>By Bo Sample</p>", "ada example"},
        {"<meta name=author content='Harbour Echo'>"
         "<link rel=canonical href='https://www.echo.example/mole'>",
         "<p>By Ada Example</p>", "Ada Example"},
        {"<meta name=author content='Ada Echo'>"
         "<link rel=canonical href='https://www.echo.example/mole'>",
         "", "Ada Echo"},
        {"<meta name=author content='Harbour Echo (www.echo.example)'>",
         "<p>By Ada Example</p>", "Ada Example"},
    };

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        static char top[512];

        (void)snprintf(top, sizeof top, "<h1>Mole stands</h1>%s", heads[i][1]);
        cr_expect(eq(str,
                     metadata_values(page(heads[i][0], top), DT_FIELD_BYLINE),
                     (char *)heads[i][2]),
                  "%s %s", heads[i][0], heads[i][1]);
    }
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
        {"<div class=related><time datetime=2011-01-01>x</time></div>", NULL},
    };

    for (size_t i = 0; i < sizeof tops / sizeof *tops; i++) {
        static char top[1024];
        const struct dt_meta *m;

        (void)snprintf(top, sizeof top, "<h1>Mole stands</h1>%s", tops[i][0]);
        m = page("", top);
        cr_expect(eq(str, (char *)(m->published ? m->published : "none"),
                     (char *)(tops[i][1] ? tops[i][1] : "none")),
                  "%s", tops[i][0]);
    }
    cr_expect(eq(str,
                 (char *)page("", "<h1>Mole stands</h1><p>Last updated 7 May "
                                  "2014</p>")
                     ->modified,
                 "2014-05-07"));
    cr_expect(eq(str,
                 (char *)page("", "<h1>Mole stands</h1><p>Skerrow, 7 May 2014 "
                                  "\xE2\x80\x93 The wall that was built in "
                                  "two winters was opened today, and the town "
                                  "came out to see it.</p>")
                     ->published,
                 "2014-05-07"));
    cr_expect(page("", "<h1>Mole stands</h1><p>The wall that was begun on 7 "
                       "May 2014 - it took two winters - was opened today, "
                       "and the whole town came out to see it.</p>")
                  ->published == NULL);
    cr_expect(eq(str,
                 (char *)page("<link rel=canonical "
                              "href='https://echo.example/2014/05/07/mole'>",
                              "<h1>Mole stands</h1>")
                     ->published,
                 "2014-05-07"));
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
    const struct dt_meta *m = page(
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
    const struct dt_meta *m = page(
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
    const struct dt_meta *m = page("", "<h1>Mole bleibt</h1>" PROSE
                                       "<p>Quelle: Stadtarchiv</p>" PROSE
                                       "<p>Quelle: dpa</p>");

    cr_assert(m->syndicated_from != NULL);
    cr_expect(eq(str, (char *)m->syndicated_from, "dpa"));
    cr_expect(eq(ptr, strstr(metadata_article->text.ptr, "dpa"), NULL));
    cr_expect(ne(ptr, strstr(metadata_article->text.ptr, "Quelle: Stadtarchiv"),
                 NULL));
}

Test(metadata, a_name_alone_behind_the_text_signs_it)
{
    static char bytes[4096];
    const struct dt_meta *m;

    (void)snprintf(bytes, sizeof bytes,
                   "<!DOCTYPE html><html lang=en><body><article><h1>Mole "
                   "stands</h1>" PROSE "<p><b>Ada Example</b></p></article>"
                   "</body></html>");
    m = metadata_of("text/html", bytes);
    cr_expect(eq(str, metadata_values(m, DT_FIELD_BYLINE), "Ada Example"));
    cr_expect(strstr(metadata_article->text.ptr, "Ada Example") == NULL);
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
    const struct dt_meta *m = page(LINKED("{\"@type\": Article")
                                       LINKED("{\"@type\":\"Article\","
                                              "\"headline\":\"Mole\"}"),
                                   "");

    cr_expect(eq(str, (char *)m->title, "Mole"));
    cr_expect(eq(str, metadata_values(m, DT_FIELD_DIAGNOSTIC),
                 "a script of JSON-LD that is no JSON"));
}
