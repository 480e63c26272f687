/* Which kind of article a text is, by its form alone. */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "article/article.h"
#include "base/buf.h"

/* The kind of a text of so many paragraphs of each sort, the first first. */
static enum dt_kind kind_of(const char *some, unsigned how_many,
                            const char *others, unsigned of_those)
{
    struct dt_buf text = DT_BUF_INIT(1 << 20);
    struct dt_article_input in = {.media_type = "text/plain"};
    struct dt_article *article = NULL;
    struct dt_err err;
    enum dt_kind kind;

    for (unsigned i = 0; i < how_many + of_those; i++) {
        const char *form = i < how_many ? some : others;

        for (; *form; form++)
            if (*form == '#')
                dt_buf_addf(&text, "%u", i);
            else
                dt_buf_addc(&text, *form);
        dt_buf_adds(&text, "\n\n");
    }
    in.bytes = dt_buf_str(&text);
    cr_assert(zero(int, dt_article_normalise(&in, &article, &err)), "%s",
              err.msg);
    kind = article->meta.kind;
    dt_article_free(article);
    dt_buf_release(&text);
    return kind;
}

#define PLAIN                                                               \
    "The harbour wall of winter number # was rebuilt, and the town walked " \
    "out along it on the first dry Sunday of that year."

Test(kind, four_questions_in_sixteen_paragraphs_make_an_interview)
{
    static const char question[] = "Why was the wall of winter # rebuilt?";

    cr_expect(eq(int, kind_of(PLAIN, 12, question, 4), DT_KIND_INTERVIEW));
    cr_expect(ne(int, kind_of(PLAIN, 13, question, 4), DT_KIND_INTERVIEW));
    cr_expect(ne(int, kind_of(PLAIN, 3, question, 3), DT_KIND_INTERVIEW));
    cr_expect(eq(int, kind_of("Q: Tell me of winter #.", 4, PLAIN, 12),
                 DT_KIND_INTERVIEW));
}

Test(kind, one_paragraph_in_three_that_quotes_makes_a_report)
{
    static const char quoting[] =
        "“Winter # was the worst of all the winters here,” the mayor said.";

    cr_expect(eq(int, kind_of(PLAIN, 6, quoting, 3), DT_KIND_REPORT));
    cr_expect(eq(int, kind_of(PLAIN, 7, quoting, 3), DT_KIND_UNKNOWN));
}

Test(kind, the_first_person_outside_quotations_makes_an_opinion)
{
    static const char own[] = "In winter # we asked what our wall is worth.";
    static const char quoted[] = "“In winter # we asked what it is worth.”";

    cr_expect(eq(int, kind_of(PLAIN, 4, own, 2), DT_KIND_OPINION));
    cr_expect(ne(int, kind_of(PLAIN, 4, quoted, 2), DT_KIND_OPINION));
}

Test(kind, turns_make_a_transcript)
{
    cr_expect(eq(int,
                 kind_of("Ada Marlowe: Winter # is over, and the wall stands.",
                         3, PLAIN, 6),
                 DT_KIND_TRANSCRIPT));
    cr_expect(ne(int,
                 kind_of("Ada Marlowe: Winter # is over, and the wall stands.",
                         2, PLAIN, 4),
                 DT_KIND_TRANSCRIPT));
}

Test(kind, words_that_only_releases_have_make_a_release)
{
    cr_expect(
        eq(int, kind_of(PLAIN, 3, "Notes to editors:", 1), DT_KIND_RELEASE));
}
