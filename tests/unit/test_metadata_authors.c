#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <string.h>

#include "metadata_help.h"

TestSuite(metadata_authors, .fini = metadata_release);

/* A page's head, what stands under its heading, and who wrote it. */
static void expect_authors(const char *const page[3])
{
    char top[512];

    (void)snprintf(top, sizeof top, "<h1>Mole stands</h1>%s", page[1]);
    cr_expect(eq(str,
                 metadata_values(metadata_page(page[0], top), DT_FIELD_BYLINE),
                 (char *)page[2]),
              "%s %s", page[0], page[1]);
}

Test(metadata_authors, authors_are_people_in_whatever_form_json_ld_has_them)
{
    static const char *const forms[] = {
        "\"author\":[{\"@type\":\"Person\",\"name\":\"Ada Example\"},"
        "{\"@type\":\"Person\",\"name\":\"Bo Sample\"}]",
        "\"author\":{\"@type\":\"Person\",\"name\":[\"Ada Example\","
        "\"Bo Sample\"]}",
        "\"author\":\"By Ada Example and Bo Sample, harbour reporter\"",
        "\"author\":[{\"@type\":\"Person\",\"givenName\":\"Ada\","
        "\"familyName\":\"Example\"},{\"@type\":\"Person\","
        "\"familyName\":\"Sample\",\"givenName\":\"Bo\"}]",
        "\"author\":[\"Ada Example\",\"https://echo.example/bo\","
        "\"@bosample\",\"Bo Sample\"]",
        "\"author\":[\"#a\",\"#b\"]",
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
        cr_expect(eq(str,
                     metadata_values(metadata_page(head, ""), DT_FIELD_BYLINE),
                     "Ada Example;Bo Sample"),
                  "%s", forms[i]);
    }
}

Test(metadata_authors, no_space_around_a_byline_hides_it)
{
    static char top[10000];
    struct dt_str text;

    (void)snprintf(top, sizeof top,
                   "<h1>Mole stands</h1><p>By%*sAda Example</p>", 9000, "");
    cr_expect(eq(str, metadata_values(metadata_page("", top), DT_FIELD_BYLINE),
                 "Ada Example"));
    text = metadata_article->text;
    cr_expect(dt_str_find(text, DT_STR("county"), 0) != SIZE_MAX);
}

Test(metadata_authors, bylines_are_found_where_readers_see_them)
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
        {"<p class=author>Redaktion</p>", "Redaktion"},
        {"<p class=author>[email hidden]</p>", ""},
        {"<p class=author>Foto aus dem Archiv</p>", ""},
        {"<div class=teaser-small><p class=by>Von Ada Muster</p></div>",
         "Ada Muster"},
        {"<p>By the sea, By the wall</p>", ""},
        {"<div class=comments><p class=author>Cy Reader</p></div>", ""},
        {"<figure><img src=x><figcaption><span class='credit author'>Cy "
         "Example</span></figcaption></figure>",
         ""},
    };

    for (size_t i = 0; i < sizeof tops / sizeof *tops; i++) {
        static char top[1024];

        (void)snprintf(top, sizeof top, "<h1>Mole stands</h1>%s", tops[i][0]);
        cr_expect(eq(str,
                     metadata_values(metadata_page("", top), DT_FIELD_BYLINE),
                     (char *)tops[i][1]),
                  "%s", tops[i][0]);
    }
}

Test(metadata_authors, tags_behind_a_date_are_no_authors)
{
    static const char *const page[3] = {
        "<meta property=article:tag content='Cy Mason'>"
        "<meta property=article:tag content='Bo Sample'>",
        "<p>5 May 2014 <a href=/t/1>Cy Mason</a>, <a href=/t/2>Bo Sample</a>"
        "</p>",
        ""};

    expect_authors(page);
}

Test(metadata_authors, bylines_have_their_words_in_many_languages)
{
    static const char *const tops[][2] = {
        {"<p>作者：山田太郎</p>", "山田太郎"},
        {"<p>文／王小明</p>", "王小明"},
        {"<p>記者王小明／台北報導</p>", "王小明"},
        {"<p>（责编：王小明、李四光）</p>", "王小明;李四光"},
        {"<p class=byline>홍길동 기자</p>", "홍길동"},
        {"<p class=author>홍길동기자</p>", "홍길동"},
        {"<p>2021-05-12 | 港口新闻</p>", ""},
        {"<p>記者会見</p>", ""},
        {"<p>Автор: Иван Примеров</p>", "Иван Примеров"},
        {"<p>Текст: Ольга Примерова, фото: Анна Другая</p>", "Ольга Примерова"},
        {"<p>Συντάκτης: Μαρία Παραδείγματος</p>", "Μαρία Παραδείγματος"},
        {"<p>Írta: Példa Anna</p>", "Példa Anna"},
        {"<p>Napsala Anna Vzorová</p>", "Anna Vzorová"},
        {"<p>Kirjoittaja: Aino Esimerkki</p>", "Aino Esimerkki"},
        {"<p>Skrevet af Ida Eksempel</p>", "Ida Eksempel"},
        {"<p>Geschreven door: Jan van Voorbeeld</p>", "Jan van Voorbeeld"},
        {"<p>Scritto da: Anna Esempio</p>", "Anna Esempio"},
        {"<p>Redactado por Ana Ejemplo</p>", "Ana Ejemplo"},
        {"<p>Ditulis oleh Budi Contoh</p>", "Budi Contoh"},
        {"<p>بقلم: محمد مثال</p>", "محمد مثال"},
        {"<p>מאת: דנה לדוגמה</p>", "דנה לדוגמה"},
        {"<p>लेखक: राम उदाहरण</p>", "राम उदाहरण"},
        {"<p>Hazırlayan: Ayşe Örnek</p>", "Ayşe Örnek"},
        {"<p>May 14, 2025 | In Local</p>", ""},
        {"<p>Used under <a href='https://creativecommons.example/licenses/by/"
         "4.0/'>CC BY</a></p>",
         ""},
    };

    for (size_t i = 0; i < sizeof tops / sizeof *tops; i++) {
        const char *const page[3] = {"", tops[i][0], tops[i][1]};

        expect_authors(page);
    }
}

Test(metadata_authors, who_asks_in_a_thread_is_its_author_and_not_who_answers)
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

    cr_expect(eq(str, metadata_values(m, DT_FIELD_BYLINE), "mossy_77"));
}

Test(metadata_authors,
     a_byline_that_a_meta_element_confirms_is_believed_over_json_ld)
{
    static const char head[] = LINKED(
        "{\"@type\":\"NewsArticle\",\"author\":"
        "{\"@type\":\"Person\",\"name\":\"Cy Desk\"}}");
    static char both[1024];
    const struct dt_meta *m;

    (void)snprintf(both, sizeof both,
                   "%s<meta name=author content='Ada Example'>", head);
    m = metadata_page(both,
                      "<h1>Mole stands</h1><p class=byline>By <a rel=author "
                      "href=/ada>Ada Example</a> and <a rel=author href=/bo>Bo "
                      "Sample</a></p>");
    cr_expect(
        eq(str, metadata_values(m, DT_FIELD_BYLINE), "Ada Example;Bo Sample"));
    cr_expect(eq(sz, m->byline_count, 2));
    cr_expect(eq(sz, metadata_against(m, DT_FIELD_BYLINE), 1));
    m = metadata_page(head,
                      "<h1>Mole stands</h1><p class=byline>By <a rel=author "
                      "href=/ada>Ada Example</a></p>");
    cr_expect(eq(str, metadata_values(m, DT_FIELD_BYLINE), "Cy Desk"));
}

Test(metadata_authors, a_newsroom_signs_where_no_person_does)
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

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        expect_authors(heads[i]);
}

Test(metadata_authors, a_line_over_the_heading_may_stand_in_no_block_of_its_own)
{
    cr_expect(eq(
        str,
        metadata_values(metadata_page("", "<small>04.02.2022 | 13:10 Uhr | Ada "
                                          "Muster</small><h1>Mole stands</h1>"),
                        DT_FIELD_BYLINE),
        "Ada Muster"));
}

Test(metadata_authors, who_is_named_in_full_or_beside_others_is_believed)
{
    static const char *const pages[][3] = {
        /* JSON-LD has the first author, two other places have both. */
        {LINKED(
             "{\"@type\":\"NewsArticle\",\"author\":"
             "{\"@type\":\"Person\",\"name\":\"Ada Example\"}}") "<meta "
                                                                 "name=author "
                                                                 "content='Ada "
                                                                 "Example, Bo "
                                                                 "Sample'>",
         "<p>By <a rel=author href=/a>Ada Example</a> and "
         "<a rel=author href=/b>Bo Sample</a></p>",
         "Ada Example;Bo Sample"},
        /* A card of somebody else near by is one place, read twice. */
        {LINKED("{\"@type\":\"NewsArticle\",\"author\":"
                "{\"@type\":\"Person\",\"name\":\"Ada Example\"}}"),
         "<p class=byline>By Ada Example, Cy Sample</p>", "Ada Example"},
        {LINKED("{\"@type\":\"NewsArticle\",\"author\":"
                "{\"@type\":\"Person\",\"name\":\"Ada\"}}"),
         "<p class=author>Ada Example</p>", "Ada Example"},
        {LINKED("{\"@type\":\"NewsArticle\",\"author\":"
                "{\"@type\":\"Person\",\"name\":\"adaexample\"}}"),
         "<p class=author>Ada Example</p>", "Ada Example"},
        {LINKED("{\"@type\":\"NewsArticle\",\"author\":"
                "{\"@type\":\"Person\",\"name\":\"Ada\"}}"),
         "<p class=author>Adam Example</p>", "Ada"},
    };

    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        expect_authors(pages[i]);
}

Test(metadata_authors, a_paper_whose_staff_signs_is_no_person)
{
    cr_expect(eq(str,
                 metadata_values(metadata_page("", "<h1>Mole stands</h1><p "
                                                   "class=byline>By Harbour "
                                                   "Echo staff</p>"),
                                 DT_FIELD_BYLINE),
                 "Harbour Echo staff"));
    cr_expect(eq(str,
                 metadata_values(metadata_page("", "<h1>Mole stands</h1><p "
                                                   "class=byline>By Ada "
                                                   "Example and Harbour Echo "
                                                   "staff</p>"),
                                 DT_FIELD_BYLINE),
                 "Ada Example"));
}

Test(metadata_authors, a_day_behind_the_name_is_no_author)
{
    cr_expect(
        eq(str,
           metadata_values(metadata_page("", "<h1>ספרייה נפתחה</h1><div>"
                                             "<span>מאת: נועה ברקאי</span> "
                                             "<span>יום שני, 4 במרץ 2024"
                                             "</span></div>"),
                           DT_FIELD_BYLINE),
           "נועה ברקאי"));
}

Test(metadata_authors, a_name_alone_behind_the_text_signs_it)
{
    static const char site[] = LINKED(
        "{\"@type\":\"NewsArticle\",\"author\":{\"@type\":\"Organization\","
        "\"name\":\"The Echo\"}}");
    static const char *const pages[][4] = {
        {"", "Ada Example", "Ada Example", ""},
        {site, "Ada Example", "Ada Example", ""},
        /* Again, and not in place of who is named already. */
        {"<meta name=author content='Ada Example'>", "Ada Example",
         "Ada Example", ""},
        {"<meta name=author content='Bo Sample'>", "Ada Example", "Bo Sample",
         "Ada Example"},
        {site, "WALL STANDS FAST", "The Echo", "WALL STANDS FAST"}};

    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        static char bytes[4096];
        const struct dt_meta *m;

        (void)snprintf(bytes, sizeof bytes,
                       "<!DOCTYPE html><html lang=en><head>%s</head><body>"
                       "<article><h1>Mole stands</h1>" PROSE "<p><b>%s</b></p>"
                       "</article></body></html>",
                       pages[i][0], pages[i][1]);
        m = metadata_of("text/html", bytes);
        cr_expect(
            eq(str, metadata_values(m, DT_FIELD_BYLINE), (char *)pages[i][2]));
        cr_expect(eq(int, strstr(metadata_article->text.ptr, pages[i][1]) != 0,
                     pages[i][3][0] != 0));
    }
}
