#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "source/edit.h"
#include "source/slug.h"

#define SHA "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define OLD "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static struct dt_err err;
static struct dt_buf out = {NULL, 0, 0, 1 << 20, false, false};

static const struct dt_source one = {
    .id = "x", .snapshot = SHA, .licence = "CC0-1.0"};

#define ENTRY(in)                                \
    in "- id: x\n" in "  snapshot: " SHA "\n" in \
       "  rights: {licence: CC0-1.0, text: open}\n"

static void expect_append(const char *text, const char *expected)
{
    dt_buf_reset(&out);
    cr_expect(zero(int, dt_edit_append(DT_STR(text), "f", &one, 1, &out, &err)),
              "%s", err.msg);
    cr_expect(eq(str, out.ptr, (char *)expected));
    dt_buf_release(&out);
}

Test(edit, an_entry_goes_behind_the_last_one)
{
    expect_append("sources:\n  - id: a\n", "sources:\n  - id: a\n" ENTRY("  "));
    expect_append("sources:\n- id: a", "sources:\n- id: a\n" ENTRY(""));
    expect_append("# h\nsources: # s\n    - id: a # c\n      # of a\n\n"
                  "# of r\nredirects: []\n",
                  "# h\nsources: # s\n    - id: a # c\n      # of a\n" ENTRY(
                      "    ") "\n# of r\nredirects: []\n");
    expect_append(
        "sources:\n  - id: a\n    note: |\n      # text\n      b\n\n"
        "redirects:\n  - id: c\n",
        "sources:\n  - id: a\n    note: |\n      # text\n      b\n" ENTRY(
            "  ") "\nredirects:\n  - id: c\n");
    expect_append("sources:\n\n  - id: a\n\n  - id: b\n\n",
                  "sources:\n\n  - id: a\n\n  - id: b\n\n" ENTRY("  ") "\n");
    expect_append(
        "sources:\n  - id: a\n    title: one\n      two\n...\n",
        "sources:\n  - id: a\n    title: one\n      two\n" ENTRY("  ") "...\n");
    expect_append("sources:\r\n  - id: a\r\nredirects: []\r\n",
                  "sources:\r\n  - id: a\r\n" ENTRY("  ") "redirects: []\r\n");
    expect_append("sources:\n  - title: 'a\xE2\x80\xA8 b'\n  - id: c\n# end\n",
                  "sources:\n  - title: 'a\xE2\x80\xA8 b'\n  - id: c\n" ENTRY(
                      "  ") "# end\n");
}

Test(edit, a_person_goes_behind_the_last_one)
{
    const char *text = "# who\npeople:\n  - id: a\n    name: A # first\n"
                       "groups: []\n";

    dt_buf_reset(&out);
    cr_expect(zero(int, dt_edit_append_person(DT_STR(text), "f", "ada-x",
                                              "Ada X", &out, &err)),
              "%s", err.msg);
    cr_expect(eq(str, out.ptr,
                 "# who\npeople:\n  - id: a\n    name: A # first\n"
                 "  - id: ada-x\n    name: Ada X\ngroups: []\n"));
    dt_buf_release(&out);
}

/* Any list, wherever its dashes stand, and before what follows it. */
Test(edit, items_go_behind_the_last_one_of_their_list)
{
    const char *text = "copies:\n- {article: a, copy_of: b} # so\n"
                       "decisions: []\n";
    const struct dt_str items = DT_STR("  - article: c\n    canonical: true\n");

    dt_buf_reset(&out);
    cr_expect(zero(int, dt_edit_append_items(DT_STR(text), "f", "copies", items,
                                             &out, &err)),
              "%s", err.msg);
    cr_expect(eq(str, out.ptr,
                 "copies:\n- {article: a, copy_of: b} # so\n"
                 "- article: c\n  canonical: true\ndecisions: []\n"));
    dt_buf_reset(&out);
    cr_expect(zero(int, dt_edit_append_items(DT_STR(text), "f", "decisions",
                                             items, &out, &err)),
              "%s", err.msg);
    cr_expect(eq(str, out.ptr,
                 "copies:\n- {article: a, copy_of: b} # so\n"
                 "decisions:\n  - article: c\n    canonical: true\n"));
    dt_buf_release(&out);
}

Test(edit, an_empty_list_is_opened)
{
    expect_append("", "sources:\n" ENTRY("  "));
    expect_append("# only\n", "# only\nsources:\n" ENTRY("  "));
    expect_append("sources: []\n", "sources:\n" ENTRY("  "));
    expect_append("sources: [ ]  # none yet\nredirects: []\n",
                  "sources:  # none yet\n" ENTRY("  ") "redirects: []\n");
    expect_append("sources:\nredirects: []\n",
                  "sources:\n" ENTRY("  ") "redirects: []\n");
    expect_append("sources: ~", "sources:\n" ENTRY("  "));
}

Test(edit, a_list_in_brackets_is_refused)
{
    const char *text = "\nsources: [{id: a}]\n";

    cr_expect(eq(int, dt_edit_append(DT_STR(text), "f", &one, 1, &out, &err),
                 DT_EFORMAT));
    cr_expect(strstr(err.msg, "f:2: 'sources' stands in brackets") != NULL,
              "got: %s", err.msg);
    text = "sources: x\n";
    cr_expect(eq(int, dt_edit_append(DT_STR(text), "f", &one, 1, &out, &err),
                 DT_EFORMAT));
}

Test(edit, every_field_is_written)
{
    static const char *byline[] = {"A, B", "C D"};
    const struct dt_source all = {.id = "null",
                                  .url = "https://example.org/?a=1",
                                  .snapshot = SHA,
                                  .retrieved = "2025-06-11T09:30:00Z",
                                  .warc = "crawl.warc.gz:12",
                                  .media_type = "text/html",
                                  .charset = "latin1",
                                  .kind = DT_KIND_REPORT,
                                  .title = "Mayor: \"no\"",
                                  .byline = byline,
                                  .byline_count = 2,
                                  .publisher = "The Herald",
                                  .published = "2025",
                                  .language = "en",
                                  .speaker = "ann-lee",
                                  .licence = "MIT OR CC0-1.0",
                                  .withheld = true};

    cr_assert(zero(int, dt_edit_append(DT_STR(""), "f", &all, 1, &out, &err)));
    cr_expect(eq(str, out.ptr,
                 "sources:\n"
                 "  - id: \"null\"\n"
                 "    url: \"https://example.org/?a=1\"\n"
                 "    snapshot: " SHA "\n"
                 "    retrieved: 2025-06-11T09:30:00Z\n"
                 "    warc: crawl.warc.gz:12\n"
                 "    media_type: text/html\n"
                 "    charset: latin1\n"
                 "    kind: report\n"
                 "    title: \"Mayor: \\\"no\\\"\"\n"
                 "    byline: [\"A, B\", C D]\n"
                 "    publisher: The Herald\n"
                 "    published: \"2025\"\n"
                 "    language: en\n"
                 "    speaker: ann-lee\n"
                 "    rights: {licence: MIT OR CC0-1.0, text: withheld}\n"));
    dt_buf_release(&out);
}

static void expect_snapshot(const char *text, const char *id,
                            const char *expected)
{
    const struct dt_edit_taken taken = {id, SHA, NULL, NULL, NULL};

    dt_buf_reset(&out);
    cr_expect(zero(int, dt_edit_take(DT_STR(text), "f", &taken, 1, &out, &err)),
              "%s", err.msg);
    cr_expect(eq(str, out.ptr, (char *)expected));
    dt_buf_release(&out);
}

Test(edit, a_snapshot_is_replaced_where_it_stands)
{
    expect_snapshot("sources:\n  - {id: a, snapshot: " OLD "}\n"
                    "  - snapshot: '" OLD "'  # why\n    id: b\n",
                    "b",
                    "sources:\n  - {id: a, snapshot: " OLD "}\n"
                    "  - snapshot: " SHA "  # why\n    id: b\n");
    expect_snapshot("sources: [{id: a, snapshot: " OLD "}]\n", "a",
                    "sources: [{id: a, snapshot: " SHA "}]\n");
    expect_snapshot("sources:\n  - id: b\n    title: \xC3\xA9\n", "b",
                    "sources:\n  - id: b\n    snapshot: " SHA "\n"
                    "    title: \xC3\xA9\n");
    expect_snapshot("sources:\n  - {id: b}\n", "b",
                    "sources:\n  - {snapshot: " SHA ", id: b}\n");
    expect_snapshot("sources:\n  - id: b\n    snapshot:\n", "b",
                    "sources:\n  - id: b\n    snapshot: " SHA "\n");
    /* sha256sum of https://example.org/a?b=1#c begins so */
    expect_snapshot("sources:\n- url: https://example.org/a?b=1#c\n"
                    "  snapshot: " OLD "\n",
                    "a-53a0874c38024cd3",
                    "sources:\n- url: https://example.org/a?b=1#c\n"
                    "  snapshot: " SHA "\n");
}

Test(edit, what_was_taken_is_written_where_it_belongs)
{
    static const struct dt_edit_taken taken[] = {
        {"a", SHA, "2025-06-11T09:30:00Z", "t.warc.gz:12", "windows-1252"},
        {"b", SHA, "2025-06-12T09:30:00Z", NULL, NULL},
        {"c", SHA, "2025-06-13T09:30:00Z", NULL, "null"}};
    static const struct dt_edit_taken nobody = {"d", SHA, NULL, NULL, NULL};
    const char *text = "sources:\n"
                       "  - {id: c, url: 'http://c.example/'} # flow\n"
                       "  - id: a # first\n"
                       "    url: http://a.example/ # where\n"
                       "    rights: {licence: MIT, text: open}\n\n"
                       "  - retrieved: 2024-01-01T00:00:00Z\n"
                       "    id: b\n"
                       "    snapshot: " OLD "\n"
                       "    charset: latin1\n"
                       "  - id: d\n"
                       "    url: http://d.example/";

    dt_buf_reset(&out);
    cr_assert(zero(int, dt_edit_take(DT_STR(text), "f", taken, 3, &out, &err)),
              "%s", err.msg);
    cr_expect(eq(str, out.ptr,
                 "sources:\n"
                 "  - {snapshot: " SHA ", retrieved: 2025-06-13T09:30:00Z, "
                 "charset: \"null\", id: c, url: 'http://c.example/'} # flow\n"
                 "  - id: a # first\n"
                 "    url: http://a.example/ # where\n"
                 "    snapshot: " SHA "\n"
                 "    retrieved: 2025-06-11T09:30:00Z\n"
                 "    warc: t.warc.gz:12\n"
                 "    charset: windows-1252\n"
                 "    rights: {licence: MIT, text: open}\n\n"
                 "  - retrieved: 2025-06-12T09:30:00Z\n"
                 "    id: b\n"
                 "    snapshot: " SHA "\n"
                 "    charset: null\n"
                 "  - id: d\n"
                 "    url: http://d.example/"));
    dt_buf_reset(&out);
    cr_assert(
        zero(int, dt_edit_take(DT_STR(text), "f", &nobody, 1, &out, &err)));
    cr_expect(dt_str_ends(dt_buf_str(&out), DT_STR("http://d.example/\n"
                                                   "    snapshot: " SHA "\n")));
    cr_expect(eq(int,
                 dt_edit_take(DT_STR("redirects: [{id: b}]\n"), "f", taken, 1,
                              &out, &err),
                 DT_EUSAGE));
    dt_buf_release(&out);
}

Test(edit, slugs_are_made_of_words)
{
    char slug[DT_SLUG_SIZE];

    cr_expect(dt_slug_of(
        DT_STR(" The Mayor\xE2\x80\x99s \xC3\x89lan: 10% up! "), slug));
    cr_expect(eq(str, slug, "the-mayors-elan-10-up"));
    cr_expect(not(dt_slug_of(DT_STR("\xE6\x97\xA5 \xE2\x80\x93"), slug)));
    cr_expect(dt_slug_of(DT_STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
                         slug));
    cr_expect(eq(sz, strlen(slug), 60));
    cr_expect(dt_slug_of(DT_STR("ten letters ten letters ten letters ten "
                                "letters ten lettersx y"),
                         slug));
    cr_expect(eq(str, slug,
                 "ten-letters-ten-letters-ten-letters-ten-letters-"
                 "ten-lettersx"));
    cr_expect(dt_slug_of(DT_STR("ten letters ten letters ten letters ten "
                                "letters ten lettersxy"),
                         slug));
    cr_expect(
        eq(str, slug, "ten-letters-ten-letters-ten-letters-ten-letters-ten"));
    dt_slug_number("abc", 12, slug);
    cr_expect(eq(str, slug, "abc-12"));
    dt_slug_number("ten-letters-ten-letters-ten-letters-ten-letters-"
                   "ten-lettersx",
                   2, slug);
    cr_expect(
        eq(str, slug, "ten-letters-ten-letters-ten-letters-ten-letters-ten-2"));
}
