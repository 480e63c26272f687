#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>

#include "metadata_help.h"

TestSuite(speech, .fini = metadata_release);

#define SAID                                                                   \
    "<p>Good morning. I am glad to see so many of you on the quay today.</p>"  \
    "<p>Two years ago the sea came over this wall, and we said that we would " \
    "come back. We have come back, and we have put four million into it.</p>"  \
    "<p>Thank you.</p>"

#define TEXT                                                                  \
    "Good morning. I am glad to see so many of you on the quay today.\n\n"    \
    "Two years ago the sea came over this wall, and we said that we would "   \
    "come back. We have come back, and we have put four million into it.\n\n" \
    "Thank you.\n"

/* A page with this title, and its heading, over what stands there and prose. */
static const struct dt_meta *page(const char *title, const char *top)
{
    static char html[8192];

    (void)snprintf(html, sizeof html,
                   "<html lang=en><title>%s</title><body><nav><a href=/>Home"
                   "</a></nav><main><h1>%s</h1>%s" SAID "</main></body></html>",
                   title, title, top);
    return metadata_of("text/html", html);
}

static void expect(const struct dt_meta *m, const char *speaker,
                   const char *date, const char *place)
{
    cr_expect(eq(int, (int)m->kind, DT_KIND_TRANSCRIPT), "%s", m->title);
    cr_expect(eq(str, (char *)(m->speaker_name ? m->speaker_name : ""),
                 (char *)speaker));
    cr_expect(
        eq(str, (char *)(m->event.date ? m->event.date : ""), (char *)date));
    cr_expect(
        eq(str, (char *)(m->event.place ? m->event.place : ""), (char *)place));
    cr_expect(eq(str, (char *)metadata_article->text.ptr, TEXT));
}

Test(speech, a_list_of_facts_says_when_where_and_who)
{
    expect(page("The wall is back",
                "<dl><dt>From:</dt><dd><a href=/d>Department of Harbours</a> "
                "and <a href=/p>The Rt Hon Amira Voss MP</a></dd>"
                "<dt>Published</dt><dd>5 May 2021</dd></dl>"
                "<dl><dt>Delivered on:</dt><dd>4 May 2021 (Transcript of the "
                "speech, exactly as it was delivered)</dd><dt>Location:</dt>"
                "<dd>Customs Hall, Wendmouth</dd></dl>"),
           "Amira Voss", "2021-05-04", "Customs Hall, Wendmouth");
    cr_expect(eq(str, (char *)metadata_article->meta.published, "2021-05-05"));
    expect(page("Address, Harbour Reopening",
                "<table><tr><th>Speaker</th><td>Voss, Amira</td></tr>"
                "<tr><th>Date</th><td>04 May 2021</td></tr>"
                "<tr><th>Location</th><td>Wendmouth</td></tr>"
                "<tr><th>Transcript ID</th><td>10234</td></tr>"
                "<tr><th>Release Type</th><td>Speech</td></tr></table>"
                "<p>E&amp;OE</p>"),
           "Amira Voss", "2021-05-04", "Wendmouth");
    expect(page("Speech on the wall", "<ul><li>Speaker: Dr Amira Voss, Minister"
                                      "</li><li>Venue: Wendmouth</li></ul>"),
           "Amira Voss", "", "Wendmouth");
    expect(page("Rede der Hafenministerin Amira Voss zum Hafen",
                "<p>Datum: 4. Mai 2021</p><p>Ort: Wendmünde</p>"
                "<p>Es gilt das gesprochene Wort.</p>"),
           "Amira Voss", "2021-05-04", "Wendmünde");
}

Test(speech, a_line_says_who_spoke_where_and_when)
{
    expect(page("The wall is back",
                "<p>Speech by Amira Voss, Governor of the Bank of Marren, at "
                "the Harbour Conference, Customs Hall, 4 May 2021</p>"),
           "Amira Voss", "2021-05-04", "Customs Hall");
    cr_expect(eq(str, (char *)metadata_article->meta.event.name,
                 "Harbour Conference"));
    expect(page("The wall is back", "<p><em>“Check against delivery”</em></p>"),
           "", "", "");
    expect(page("Remarks by President Amira Voss at the quay", ""),
           "Amira Voss", "", "");
}

/* A list with such labels is on pages of other kinds as well. */
Test(speech, without_such_words_facts_are_what_they_were)
{
    const struct dt_meta *m =
        page("Harbour master wanted",
             "<ul><li>Location: Wendmouth</li><li>Date: 4 May 2021</li></ul>");

    cr_expect(ne(int, (int)m->kind, DT_KIND_TRANSCRIPT));
    cr_expect(m->event.place == NULL);
    m = metadata_page("<title>Minister’s speech divides town</title>",
                      "<h1>Minister’s speech divides town</h1>");
    cr_expect(ne(int, (int)m->kind, DT_KIND_TRANSCRIPT));
}

Test(speech, a_name_may_stand_behind_a_role_in_a_label)
{
    const struct dt_meta *m = metadata_of(
        "text/html",
        "<h1>At the quay</h1><p><b>President of Marren Amira Voss:</b> Good "
        "morning, and thank you for coming to the quay.</p><p><b>Harbour "
        "master Ben Hale:</b> Thank you.</p><p><b>Amira Voss:</b> We meet "
        "again in May.</p>");

    cr_expect(eq(int, (int)m->kind, DT_KIND_TRANSCRIPT));
}
