#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "article/article.h"
#include "pdf_help.h"

static struct pdf pdf;
static struct dt_article *article;
static struct dt_err err;

static void setup(void)
{
    pdf_begin(&pdf);
}

static void teardown(void)
{
    dt_article_free(article);
    article = NULL;
    pdf_release(&pdf);
}

TestSuite(pdf, .init = setup, .fini = teardown);

static int normalise(struct dt_str bytes)
{
    struct dt_article_input in = {.bytes = bytes};

    return dt_article_normalise(&in, &article, &err);
}

static char *text(void)
{
    cr_assert(zero(int, normalise(pdf_end(&pdf, NULL, NULL))), "%s", err.msg);
    cr_assert(zero(int, dt_article_check_text(article->text, &err)), "%s",
              err.msg);
    return (char *)article->text.ptr;
}

/* Lines in the text's own size, one under the other from y down. */
static int set(int x, int y, const char *const *lines)
{
    for (; *lines; lines++, y -= 12)
        pdf_line(&pdf, x, y, 10, false, *lines);
    return y;
}

#define LINES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* What the blocks of one kind say, "|" between them. */
static char *blocks(enum dt_block_kind kind)
{
    static char out[4096];
    size_t len = 0;

    for (size_t i = 0; i < article->block_count; i++) {
        const struct dt_block *b = &article->blocks[i];
        size_t n = b->span.end - b->span.start;

        if (b->kind != kind || len + n + 2 > sizeof out)
            continue;
        if (len)
            out[len++] = '|';
        memcpy(out + len, article->text.ptr + b->span.start, n);
        len += n;
    }
    out[len] = '\0';
    return out;
}

Test(pdf, lines_are_paragraphs_again)
{
    set(60, 600,
        LINES("The harbour wall was rebuilt in two winters, and the town",
              "walked out along it on the first dry Sunday of the year,",
              "which was late."));
    set(60, 552,
        LINES("A second paragraph says what it cost, who paid for it, and",
              "how long it is meant to last in such a sea as this one."));
    pdf_page(&pdf);
    cr_expect(eq(
        str, text(),
        "The harbour wall was rebuilt in two winters, and the town walked out "
        "along it on the first dry Sunday of the year, which was late.\n\n"
        "A second paragraph says what it cost, who paid for it, and how long "
        "it is meant to last in such a sea as this one.\n"));
    cr_expect(eq(str, (char *)article->media_type, "application/pdf"));
    cr_expect(article->charset == NULL);
}

Test(pdf, a_pdf_is_one_whatever_it_is_called)
{
    struct dt_article_input in = {.media_type = "text/markdown"};

    (void)set(60, 600, LINES("The harbour wall was rebuilt in two winters."));
    pdf_page(&pdf);
    in.bytes = pdf_end(&pdf, NULL, NULL);
    cr_assert(zero(int, dt_article_normalise(&in, &article, &err)), "%s",
              err.msg);
    cr_expect(eq(str, (char *)article->media_type, "application/pdf"));
    cr_expect(eq(str, (char *)article->text.ptr,
                 "The harbour wall was rebuilt in two winters.\n"));
}

Test(pdf, an_indent_begins_a_paragraph)
{
    set(60, 600,
        LINES(
            "The harbour wall was rebuilt in two winters, and the whole town",
            "walked out along it on the first dry Sunday of a long wet year."));
    set(72, 576,
        LINES("Nobody had asked them to, and nobody stood in the way"));
    set(60, 564,
        LINES("of so many, so the band played and the mayor spoke up."));
    pdf_page(&pdf);
    cr_expect(eq(
        str, text(),
        "The harbour wall was rebuilt in two winters, and the whole town "
        "walked out along it on the first dry Sunday of a long wet year.\n\n"
        "Nobody had asked them to, and nobody stood in the way of so many, so "
        "the band played and the mayor spoke up.\n"));
}

Test(pdf, words_broken_by_a_line_are_whole_again)
{
    set(60, 600,
        LINES("The well-known harbour wall was rebuilt in two winters by con-",
              "tractors from the county, who had a long-standing and well-",
              "known dislike of building in the wet and in the salt. Co-",
              "Operation was named on the boat, and north-",
              "9 on its chart. It was a good year."));
    pdf_page(&pdf);
    cr_expect(eq(
        str, text(),
        "The well-known harbour wall was rebuilt in two winters by "
        "contractors from the county, who had a long-standing and well-known "
        "dislike of building in the wet and in the salt. Co-Operation was "
        "named on the boat, and north-9 on its chart. It was a good "
        "year.\n"));
}

static void two_columns(int page)
{
    static const char *const left[] = {"The harbour wall was rebuilt in",
                                       "two winters, and the town then",
                                       "walked out along it on the first",
                                       "dry Sunday of the year. It was",
                                       "cold, and it was late, and all",
                                       "of them had been told to stay",
                                       NULL};
    static const char *const right[] = {"at home. They came in hundreds",
                                        "and they stood in the wind for",
                                        "an hour to hear the mayor say",
                                        "what the wall had cost in money.",
                                        "What it had cost in sleep was",
                                        "not among the numbers he gave.",
                                        NULL};

    pdf_line(&pdf, 60, 770, 8, false,
             page % 2 ? "The Tide Papers" : "Walls and the sea");
    pdf_line(&pdf, 290, 30, 8, false,
             page == 1   ? "1"
             : page == 2 ? "2"
                         : "Page 3 of 4");
    set(60, 600, left);
    set(320, 600, right);
    pdf_page(&pdf);
}

Test(pdf, columns_are_read_one_by_one_without_running_heads)
{
    const char *wanted =
        "The harbour wall was rebuilt in two winters, and the town then walked "
        "out along it on the first dry Sunday of the year. It was cold, and it "
        "was late, and all of them had been told to stay at home. They came in "
        "hundreds and they stood in the wind for an hour to hear the mayor say "
        "what the wall had cost in money. What it had cost in sleep was not "
        "among the numbers he gave.";

    pdf_line(&pdf, 60, 700, 24, true, "A wall is more than a row of stones");
    for (int page = 1; page <= 4; page++)
        two_columns(page);
    cr_assert(strstr(text(), wanted) != NULL, "%s", article->text.ptr);
    cr_expect(strstr(article->text.ptr, "Tide Papers") == NULL);
    cr_expect(strstr(article->text.ptr, "Walls and") == NULL);
    cr_expect(strstr(article->text.ptr, "Page 3") == NULL);
    cr_expect(eq(str, (char *)article->meta.title,
                 "A wall is more than a row of stones"));
}

/* Two paragraphs, the second from the foot of one column to the next. */
static void set_columns(int x, int lower)
{
    set(60, 600,
        LINES("The harbour wall was rebuilt in",
              "two winters, and the town was",
              "glad of it. Nobody left early."));
    set(60, 556,
        LINES("Members heard from the clerk of",
              "the works, who had read all of",
              "the accounts, and found them"));
    set(x, 600 - lower,
        LINES("sound but thin. A single winter",
              "would empty the chest again, so",
              "she asked for more than before."));
    set(x, 556 - lower,
        LINES("A second report told the tale of",
              "the bridge. Its bearings are as",
              "old as the town hall, or older."));
    pdf_page(&pdf);
}

#define COLUMNS                                                              \
    "The harbour wall was rebuilt in two winters, and the town was glad of " \
    "it. Nobody left early.\n\n"                                             \
    "Members heard from the clerk of the works, who had read all of the "    \
    "accounts, and found them sound but thin. A single winter would empty "  \
    "the chest again, so she asked for more than before.\n\n"                \
    "A second report told the tale of the bridge. Its bearings are as old "  \
    "as the town hall, or older.\n"

/* Where the second column begins, and how much lower its lines stand. */
Test(pdf, columns_are_parted_by_any_gutter_on_any_base_lines)
{
    static const struct {
        const char *what;
        int x, lower;
    } columns[] = {{"on the same base lines", 260, 0},
                   {"on other base lines", 260, 5},
                   {"a narrow gutter", 214, 0},
                   {"a narrow gutter, on other base lines", 214, 7},
                   {"a wide gutter", 380, 0}};

    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        set_columns(columns[i].x, columns[i].lower);
        cr_expect(eq(str, text(), COLUMNS), "%s", columns[i].what);
        teardown();
        setup();
    }
}

Test(pdf, what_runs_across_all_columns_comes_between_them)
{
    pdf_line(&pdf, 60, 700, 24, true, "A wall is more than a row of stones");
    set(60, 640,
        LINES("The harbour wall was rebuilt in",
              "two winters, and the town was",
              "glad of it. Nobody left early."));
    set(260, 640,
        LINES("She asked for more than before.",
              "He gave her nothing, and so the",
              "wall was never wholly finished."));
    pdf_line(&pdf, 60, 580, 16, true, "What was said of it in other towns");
    pdf_line(&pdf, 60, 540, 16, true, "What was said of the bridge, and when");
    set(60, 562, LINES("Nothing that is fit for print."));
    set(260, 562, LINES("Nobody there had a wall at all."));
    set(60, 516,
        LINES("A second report told the tale of",
              "the bridge. Its bearings are as",
              "old as the town hall, or older."));
    set(260, 516,
        LINES("Engineers want to close a lane.",
              "Shopkeepers fear for their trade",
              "and have asked for a bus to run."));
    pdf_page(&pdf);
    cr_expect(
        eq(str, text(),
           "The harbour wall was rebuilt in two winters, and the town was glad "
           "of it. Nobody left early.\n\n"
           "She asked for more than before. He gave her nothing, and so the "
           "wall was never wholly finished.\n\n"
           "What was said of it in other towns\n\n"
           "Nothing that is fit for print.\n\n"
           "Nobody there had a wall at all.\n\n"
           "What was said of the bridge, and when\n\n"
           "A second report told the tale of the bridge. Its bearings are as "
           "old as the town hall, or older.\n\n"
           "Engineers want to close a lane. Shopkeepers fear for their trade "
           "and have asked for a bus to run.\n"));
    cr_expect(eq(str, (char *)article->meta.title,
                 "A wall is more than a row of stones"));
}

Test(pdf, columns_under_and_over_full_lines_are_parted)
{
    set(60, 680,
        LINES("The town had waited for its harbour wall since the great storm, "
              "and for the whole of",
              "that time it had paid a rate that was meant for nothing else "
              "but the stones of it, to",
              "the last penny."));
    set(60, 620,
        LINES("The harbour wall was rebuilt in",
              "two winters, and the town was",
              "glad of it. Nobody left early."));
    set(260, 620,
        LINES("She asked for more than before.",
              "He gave her nothing, and so the",
              "wall was never wholly finished."));
    pdf_line(&pdf, 60, 560, 12, true, "After the wall");
    set(60, 540,
        LINES("Engineers want to close a lane of the bridge, and shopkeepers "
              "fear for their trade and",
              "have asked for a bus to run."));
    pdf_page(&pdf);
    cr_expect(
        eq(str, text(),
           "The town had waited for its harbour wall since the great storm, "
           "and for the whole of that time it had paid a rate that was meant "
           "for nothing else but the stones of it, to the last penny.\n\n"
           "The harbour wall was rebuilt in two winters, and the town was glad "
           "of it. Nobody left early.\n\n"
           "She asked for more than before. He gave her nothing, and so the "
           "wall was never wholly finished.\n\n"
           "After the wall\n\n"
           "Engineers want to close a lane of the bridge, and shopkeepers fear "
           "for their trade and have asked for a bus to run.\n"));
}

Test(pdf, three_columns_are_read_and_words_between_them_are_whole)
{
    set(50, 600,
        LINES("The harbour wall was rebuilt in",
              "two winters, and the town was",
              "told of it by a clerk of the con-"));
    set(222, 600,
        LINES("tractors, who had read all of",
              "the accounts, and found them to",
              "be sound but thin, and said so"));
    set(394, 600,
        LINES("to the members. A single winter",
              "would empty the chest again, so",
              "she asked for more than before."));
    pdf_page(&pdf);
    cr_expect(
        eq(str, text(),
           "The harbour wall was rebuilt in two winters, and the town was told "
           "of it by a clerk of the contractors, who had read all of the "
           "accounts, and found them to be sound but thin, and said so to the "
           "members. A single winter would empty the chest again, so she asked "
           "for more than before.\n"));
}

Test(pdf, a_line_set_off_over_columns_is_no_part_of_the_first)
{
    set(60, 660,
        LINES("What runs across both of the columns is read by itself, alone"));
    set_columns(260, 0);
    cr_expect(eq(str, text(),
                 "What runs across both of the columns is read by itself, alone"
                 "\n\n" COLUMNS));
}

Test(pdf, a_table_in_a_column_does_not_hide_it)
{
    set(60, 640,
        LINES("The harbour wall was rebuilt in",
              "two winters, and the town was", "glad of it. Nobody left early.",
              "She asked for more than before.",
              "He gave her nothing, and so the",
              "wall was never wholly finished."));
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++)
            pdf_line(&pdf, 260 + 50 * k, 640 - 12 * i, 10, false, "12");
    set(260, 604,
        LINES("Engineers want to close a lane.",
              "Shopkeepers fear for their trade",
              "and have asked for a bus to run."));
    pdf_page(&pdf);
    cr_expect(
        eq(str, text(),
           "The harbour wall was rebuilt in two winters, and the town was glad "
           "of it. Nobody left early. She asked for more than before. He gave "
           "her nothing, and so the wall was never wholly finished.\n\n"
           "12 12 12\n\n12 12 12\n\n"
           "12 12 12 Engineers want to close a lane. Shopkeepers fear for "
           "their trade and have asked for a bus to run.\n"));
}

Test(pdf, a_wide_space_in_a_line_parts_nothing)
{
    set(60, 612,
        LINES("The harbour wall was rebuilt in two winters, and the town"));
    pdf_line(&pdf, 60, 600, 10, false, "walked out along it.");
    pdf_line(&pdf, 154, 600, 10, false, "It was the first dry Sunday of the");
    set(60, 588, LINES("year, and late."));
    pdf_page(&pdf);
    cr_expect(eq(
        str, text(),
        "The harbour wall was rebuilt in two winters, and the town walked out "
        "along it. It was the first dry Sunday of the year, and late.\n"));
}

Test(pdf, a_list_and_a_table_are_no_columns)
{
    static const char *const rows[][3] = {{"Year", "Men", "Pounds"},
                                          {"1901", "90", "12,400"},
                                          {"1902", "75", "11,150"},
                                          {"1903", "40", "6,020"},
                                          {"1904", "12", "800"}};

    set(60, 640,
        LINES(
            "The harbour wall was rebuilt in four winters, and the mayor gave "
            "these reasons for it:"));
    for (int i = 0; i < 3; i++) {
        static const char *const items[] = {
            "there was no stone to be had in the county for a year or more;",
            "there were no men who would work in the wet for such money;",
            "there was a great storm in the third of the winters."};

        pdf_line(&pdf, 80, 620 - 12 * i, 10, false, "\x95");
        pdf_line(&pdf, 100, 620 - 12 * i, 10, false, items[i]);
    }
    for (int i = 0; i < 5; i++)
        for (int k = 0; k < 3; k++)
            pdf_line(&pdf, 60 + 160 * k, 560 - 12 * i, 10, false, rows[i][k]);
    pdf_page(&pdf);
    cr_expect(
        eq(str, text(),
           "The harbour wall was rebuilt in four winters, and the mayor gave "
           "these reasons for it:\n\n"
           "- there was no stone to be had in the county for a year or "
           "more;\n\n"
           "- there were no men who would work in the wet for such money;\n\n"
           "- there was a great storm in the third of the winters.\n\n"
           "Year Men Pounds 1901 90 12,400 1902 75 11,150 1903 40 6,020 1904 "
           "12 800\n"));
}

Test(pdf, a_paragraph_goes_on_over_the_page)
{
    set(60, 100,
        LINES(
            "The harbour wall was rebuilt in two winters, and the town then",
            "walked out along it on the first dry Sunday of a long wet year"));
    pdf_page(&pdf);
    set(60, 700,
        LINES("as if there had been nothing else to do, which was the truth.",
              "Nobody minded that at all."));
    pdf_page(&pdf);
    cr_expect(eq(
        str, text(),
        "The harbour wall was rebuilt in two winters, and the town then "
        "walked out along it on the first dry Sunday of a long wet year as if "
        "there had been nothing else to do, which was the truth. Nobody minded "
        "that at all.\n"));
}

Test(pdf, headings_items_and_notes_are_known_by_their_form)
{
    pdf_line(&pdf, 60, 640, 12, true, "What it cost");
    set(60, 610,
        LINES("The harbour wall was rebuilt in two winters,1 and the town then",
              "walked out along it on the first dry Sunday of the year.",
              "These were the numbers that the mayor gave on the day:"));
    set(60, 562,
        LINES("\x95 ninety men of the town and its neighbours, for all of the",
              "winter and more"));
    set(60, 538, LINES("\x95 two cranes"));
    pdf_line(&pdf, 60, 500, 10, true, "Who paid");
    set(60, 480,
        LINES(
            "The county paid for most of it, and the town paid for the rest."));
    pdf_line(&pdf, 60, 80, 7, false, "1 The second of them was the longer.");
    pdf_page(&pdf);
    cr_expect(eq(
        str, text(),
        "What it cost\n\n"
        "The harbour wall was rebuilt in two winters,1 and the town then "
        "walked out along it on the first dry Sunday of the year. These were "
        "the numbers that the mayor gave on the day:\n\n"
        "- ninety men of the town and its neighbours, for all of the winter "
        "and more\n\n- two cranes\n\nWho paid\n\n"
        "The county paid for most of it, and the town paid for the rest.\n\n"
        "1 The second of them was the longer.\n"));
    cr_expect(eq(str, blocks(DT_BLOCK_HEADING), "What it cost|Who paid"));
    cr_expect(
        eq(str, blocks(DT_BLOCK_NOTE), "1 The second of them was the longer."));
}

Test(pdf, lines_that_were_broken_off_stay_apart)
{
    set(60, 700,
        LINES("Address to the Harbour Club", "Port Ash", "12 March 2024"));
    set(60, 650,
        LINES("Port Ash, the 12th of March",
              "The harbour wall was rebuilt in two winters, and the town then",
              "walked out along it on the first dry Sunday of the year to the",
              "Harbour Club, which was late."));
    pdf_page(&pdf);
    cr_expect(
        eq(str, text(),
           "Address to the Harbour Club\n\nPort Ash\n\n"
           "Port Ash, the 12th of March\n\n"
           "The harbour wall was rebuilt in two winters, and the town then "
           "walked out along it on the first dry Sunday of the year to the "
           "Harbour Club, which was late.\n"));
    cr_expect(eq(str, (char *)article->meta.published, "2024-03-12"));
}

Test(pdf, a_turn_begins_a_paragraph)
{
    set(60, 700,
        LINES(
            "THE COURT: Nobody had asked them to, and nobody stood in the way.",
            "Q. Who had been told of it, and by whom, and in what words, then?",
            "A. The clerk of the works had been told, by the mayor and by me.",
            "Dr. Okafor (Port Ash): I was told, and I said to them: you must",
            "Answer for it. The clerk of the works had been told by the mayor.",
            "Remember: she had."));
    pdf_page(&pdf);
    cr_expect(eq(
        str, text(),
        "THE COURT: Nobody had asked them to, and nobody stood in the way.\n\n"
        "Q. Who had been told of it, and by whom, and in what words, then?\n\n"
        "A. The clerk of the works had been told, by the mayor and by me.\n\n"
        "Dr. Okafor (Port Ash): I was told, and I said to them: you must "
        "Answer for it. The clerk of the works had been told by the mayor. "
        "Remember: she had.\n"));
}

Test(pdf, lines_under_a_number_that_stands_out_are_of_its_paragraph)
{
    set(60, 700,
        LINES("1. The harbour wall was rebuilt in two winters, and the town "
              "then"));
    set(72, 688,
        LINES(
            "walked out along it on the first dry Sunday of the long wet year",
            "as if there had been nothing else to do."));
    set(60, 664,
        LINES("2. Nobody had asked them to, and nobody stood in the way of "
              "them,"));
    set(72, 652, LINES("which was late."));
    pdf_page(&pdf);
    cr_expect(eq(
        str, text(),
        "1. The harbour wall was rebuilt in two winters, and the town then "
        "walked out along it on the first dry Sunday of the long wet year as "
        "if there had been nothing else to do.\n\n"
        "2. Nobody had asked them to, and nobody stood in the way of them, "
        "which was late.\n"));
}

/* The capital of a first paragraph, over two lines of it. */
static void set_initial(const char *capital, const char *first)
{
    pdf_line(&pdf, 60, 700, 20, true, "A wall is more than stones");
    pdf_line(&pdf, 60, 588, 32, false, capital);
    set(strlen(capital) > 1 ? 95 : 85, 600,
        LINES(first,
              "walked out along it on the first dry Sunday of the year"));
    set(60, 576,
        LINES("as if there had been nothing else to do, which was the truth.",
              "Nobody minded the wall at all."));
    pdf_page(&pdf);
}

Test(pdf, a_capital_over_several_lines_begins_the_first)
{
    static const char rest[] =
        "walked out along it on the first dry Sunday of the year as if there "
        "had been nothing else to do, which was the truth. Nobody minded the "
        "wall at all.\n";
    static const struct {
        const char *capital, *first, *wanted;
    } forms[] = {
        {"T", "he harbour was rebuilt and the town", "The harbour was rebuilt"},
        {"A", "wall was rebuilt, and all of the town", "A wall was rebuilt,"},
        {"A", "ll of it was rebuilt, and so the town",
         "All of it was rebuilt,"},
        {"\x93T", "he wall is rebuilt and the town", "“The wall is rebuilt"}};

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        set_initial(forms[i].capital, forms[i].first);
        (void)text();
        cr_expect(dt_str_starts(article->text, DT_STR(forms[i].wanted)), "%s",
                  article->text.ptr);
        cr_expect(dt_str_ends(article->text, DT_STR(rest)));
        cr_expect(
            eq(str, (char *)article->meta.title, "A wall is more than stones"));
        teardown();
        setup();
    }
}

static int set_hebrew(int right, int y, const char *const *lines)
{
    for (; *lines; lines++, y -= 12)
        pdf_hebrew(&pdf, right, y, 10, *lines);
    return y;
}

Test(pdf, text_is_read_from_right_to_left)
{
    pdf_hebrew(&pdf, 540, 700, 20, "abgd ezhh");
    set_hebrew(540, 600,
               LINES("abcd efgh ijkl mnop qrst uvwx abcd efgh ijkl mnop",
                     "dcba hgfe 3202, lkji ponm tsrq dcba hgfe lkji ponm",
                     "xwvu."));
    set_hebrew(
        540, 552,
        LINES("aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii", "jjjj kkkk."));
    pdf_page(&pdf);
    cr_expect(eq(str, text(),
                 "אבגד הוזח טיךכ לםמן נסעף פץצק אבגד הוזח טיךכ לםמן דגבא חזוה "
                 "2023, כךיט ןמםל ףעסנ דגבא חזוה כךיט ןמםל קצץפ.\n\n"
                 "אאאא בבבב גגגג דדדד הההה וווו זזזז חחחח טטטט יייי ךךךך.\n"));
    cr_expect(eq(str, (char *)article->meta.title, "אבזד השחח"));
}

Test(pdf, columns_are_read_from_right_to_left)
{
    set_hebrew(540, 600,
               LINES("abcd efgh ijkl mnop qrst uvwx",
                     "bbbb cccc dddd eeee ffff gggg",
                     "dcba hgfe lkji ponm tsrq hhhh"));
    set_hebrew(290, 600,
               LINES("aaaa bbbb cccc dddd eeee ffff",
                     "gggg hhhh iiii jjjj kkkk llll", "aaaa bbbb cccc dddd."));
    pdf_page(&pdf);
    cr_expect(eq(str, text(),
                 "אבגד הוזח טיךכ לםמן נסעף פץצק בבבב גגגג דדדד הההה וווו זזזז "
                 "דגבא חזוה כךיט ןמםל ףעסנ חחחח אאאא בבבב גגגג דדדד הההה וווו "
                 "זזזז חחחח טטטט יייי ךךךך ככככ אאאא בבבב גגגג דדדד.\n"));
}

/* A number beside every line or every fifth, right-aligned at 50. */
static void number_lines(int y, int first, int last, int step, int apart)
{
    for (int n = first; n <= last; n++, y -= apart) {
        char number[12];

        (void)snprintf(number, sizeof number, "%d", n);
        if (n % step == 0)
            pdf_line(&pdf, n < 10 ? 44 : 39, y, 10, false, number);
    }
}

static const char *const record[] = {
    "The harbour wall was rebuilt in two winters, and the town",
    "walked out along it on the first dry Sunday of the year,",
    "which was late. Nobody had asked them to, and nobody was",
    "in the way of so many, so the band played and the mayor",
    "spoke up. What it had cost in money was told to them by",
    "the clerk of the works, who had read all of the accounts",
    "and had found them sound but thin. What it had cost them",
    "in sleep was not among the numbers, and she would not be",
    "asked for it. A single winter would empty the chest once",
    "more, so she asked for more than before, and they agreed.",
    NULL};

#define RECORD                                                                 \
    "The harbour wall was rebuilt in two winters, and the town walked out "    \
    "along it on the first dry Sunday of the year, which was late. Nobody "    \
    "had asked them to, and nobody was in the way of so many, so the band "    \
    "played and the mayor spoke up. What it had cost in money was told to "    \
    "them by the clerk of the works, who had read all of the accounts and "    \
    "had found them sound but thin. What it had cost them in sleep was not "   \
    "among the numbers, and she would not be asked for it. A single winter "   \
    "would empty the chest once more, so she asked for more than before, and " \
    "they agreed.\n"

/* Letters at even distances, and more white where text has a space. */
static void set_spaced(int x, int y, const char *text, int step)
{
    for (; *text; text++, x += step) {
        const char letter[2] = {*text, '\0'};

        pdf_line(&pdf, x, y, 12, false, letter);
    }
}

Test(pdf, letters_with_white_between_them_are_words)
{
    set_spaced(60, 700, "PRESS RELEASE", 16);
    set_spaced(60, 660, "THE SPEECH OF AN HOUR", 17);
    set(60, 600, record);
    pdf_page(&pdf);
    cr_expect(
        eq(str, text(), "PRESS RELEASE\n\nTHE SPEECH OF AN HOUR\n\n" RECORD));
}

Test(pdf, numbers_of_lines_are_no_text)
{
    static const struct {
        const char *what;
        int x, step;
    } forms[] = {{"each line", 60, 1},
                 {"each line, close to it", 56, 1},
                 {"every fifth line", 60, 5},
                 {"every second line", 80, 2}};

    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        number_lines(600, 1, 10, forms[i].step, 12);
        set(forms[i].x, 600, record);
        pdf_page(&pdf);
        number_lines(600, 1, 10, forms[i].step, 12);
        set(forms[i].x, 600, LINES("It was asked for again."));
        pdf_page(&pdf);
        cr_expect(eq(str, text(), RECORD "\nIt was asked for again.\n"), "%s",
                  forms[i].what);
        teardown();
        setup();
    }
}

Test(pdf, numbers_of_paragraphs_and_of_rows_are_text)
{
    set(60, 600, LINES("These are the men of the first winter and their pay:"));
    number_lines(576, 1, 9, 1, 12);
    for (int i = 0; i < 9; i++)
        pdf_line(&pdf, 60, 576 - 12 * i, 10, false, "Adam Marlowe");
    pdf_line(&pdf, 44, 440, 10, false, "1");
    set(60, 440, LINES("The wall was rebuilt in two winters, and", "it held."));
    pdf_line(&pdf, 44, 410, 10, false, "2");
    set(60, 410, LINES("The bridge was not."));
    pdf_page(&pdf);
    for (int i = 0; i < 3; i++)
        pdf_line(&pdf, 44, 380 - 20 * i, 10, false, "7");
    set(60, 380,
        LINES("The seventh of them has no more of a number than that",
              "which it was given by the clerk of the works in town,",
              "and it was given that twice, for the want of another",
              "that he could have had."));
    pdf_page(&pdf);
    cr_expect(strstr(text(), "1 Adam Marlowe\n\n2 Adam Marlowe") != NULL, "%s",
              article->text.ptr);
    cr_expect(strstr(article->text.ptr, "2 The bridge was not.") != NULL, "%s",
              article->text.ptr);
}

Test(pdf, stamps_on_the_text_and_beside_it_are_no_text)
{
    pdf_turned(&pdf, 30, 300, 16, "Tide Papers 2403.01234v1 12 Mar 2024");
    pdf_line(&pdf, 60, 640, 16, true, "A wall is more than stones");
    set(60, 600, record);
    pdf_line(&pdf, 80, 480, 70, false, "D");
    pdf_line(&pdf, 160, 540, 70, false, "R");
    pdf_line(&pdf, 240, 600, 70, false, "A");
    pdf_page(&pdf);
    cr_expect(eq(str, text(), RECORD));
    cr_expect(
        eq(str, (char *)article->meta.title, "A wall is more than stones"));
}

Test(pdf, pages_that_are_turned_are_read_as_upright_ones_are)
{
    for (int turned = 0; turned < 360; turned += 90) {
        pdf.turned = turned;
        pdf_turned(&pdf, 30, 300, 16, "Tide Papers 2403.01234v1 12 Mar 2024");
        pdf_line(&pdf, 60, 640, 16, true, "A wall is more than stones");
        set(60, 600, record);
        set(60, 440,
            LINES("It held for as long as it", "was looked after, which",
                  "was longer than anybody", "had thought it would be"));
        set(300, 440,
            LINES("when they were asked for", "the first of many gifts",
                  "that came in that year,", "and in all the others."));
        pdf_page(&pdf);
        cr_expect(eq(str, text(),
                     RECORD
                     "\nIt held for as long as it was looked after, which "
                     "was longer than anybody had thought it would be when "
                     "they were asked for the first of many gifts that came "
                     "in that year, and in all the others.\n"),
                  "%d", turned);
        cr_expect(
            eq(str, (char *)article->meta.title, "A wall is more than stones"));
        teardown();
        setup();
    }
}

Test(pdf, pages_that_are_turned_are_read_from_right_to_left)
{
    for (int turned = 0; turned < 360; turned += 90) {
        pdf.turned = turned;
        set_hebrew(540, 600,
                   LINES("abcd efgh ijkl mnop qrst uvwx abcd efgh ijkl mnop",
                         "dcba hgfe 3202, lkji ponm tsrq dcba hgfe lkji ponm",
                         "xwvu."));
        pdf_page(&pdf);
        cr_expect(eq(str, text(),
                     "אבגד הוזח טיךכ לםמן נסעף פץצק אבגד הוזח טיךכ לםמן דגבא "
                     "חזוה 2023, כךיט ןמםל ףעסנ דגבא חזוה כךיט ןמםל קצץפ.\n"),
                  "%d", turned);
        teardown();
        setup();
    }
}

Test(pdf, numbers_at_the_edge_of_pages_are_no_text)
{
    pdf_line(&pdf, 60, 770, 8, false, "12345");
    set(60, 600, record);
    pdf_line(&pdf, 60, 30, 8, false, "24-00123");
    pdf_line(&pdf, 500, 30, 8, false, "1/2");
    pdf_page(&pdf);
    pdf_line(&pdf, 60, 770, 8, false, "12346");
    set(60, 600, LINES("It was asked for again."));
    pdf_line(&pdf, 60, 30, 8, false, "24-00123");
    pdf_line(&pdf, 500, 30, 8, false, "2/2");
    pdf_page(&pdf);
    cr_expect(eq(str, text(), RECORD "\nIt was asked for again.\n"));
}

Test(pdf, a_paragraph_goes_on_over_the_notes_at_the_foot_of_its_page)
{
    set(60, 130,
        LINES(
            "The harbour wall was rebuilt in two winters,1 and the town then",
            "walked out along it on the first dry Sunday of a long wet year"));
    pdf_line(&pdf, 60, 80, 7, false, "1 The second of them was the longer, as");
    pdf_line(&pdf, 60, 72, 7, false, "winters go in that part of the county.");
    pdf_page(&pdf);
    set(60, 700,
        LINES("as if there had been nothing else to do, which was the con-"));
    pdf_line(&pdf, 60, 80, 7, false, "2 It was not.");
    pdf_page(&pdf);
    set(60, 700, LINES("tractors. Nobody minded that at all."));
    pdf_page(&pdf);
    cr_expect(eq(
        str, text(),
        "The harbour wall was rebuilt in two winters,1 and the town then "
        "walked out along it on the first dry Sunday of a long wet year as if "
        "there had been nothing else to do, which was the contractors. "
        "Nobody minded that at all.\n\n"
        "1 The second of them was the longer, as winters go in that part of "
        "the county.\n\n2 It was not.\n"));
}

#define PROSE                                                               \
    LINES("The harbour wall was rebuilt in two winters, and the town then", \
          "walked out along it on the first dry Sunday of the year.")

Test(pdf, what_the_document_says_of_itself_is_believed_with_care)
{
    set(60, 600, PROSE);
    pdf_page(&pdf);
    cr_assert(zero(
        int, normalise(pdf_end(&pdf, "Walls and the sea", "Ada Marlowe"))));
    cr_expect(eq(str, (char *)article->meta.title, "Walls and the sea"));
    cr_assert(eq(sz, article->meta.byline_count, 1));
    cr_expect(eq(str, (char *)article->meta.byline[0], "Ada Marlowe"));
    cr_expect(article->meta.published == NULL);
}

Test(pdf, the_title_of_the_document_is_that_under_a_letterhead)
{
    pdf_line(&pdf, 60, 740, 22, true, "Ministry of Harbours");
    pdf_line(&pdf, 60, 690, 14, true, "A wall is more than a row of stones");
    set(60, 600, PROSE);
    pdf_page(&pdf);
    cr_assert(zero(
        int,
        normalise(pdf_end(&pdf, "A Wall Is More than a Row of Stones", NULL))));
    cr_expect(eq(str, (char *)article->meta.title,
                 "A wall is more than a row of stones"));
    cr_expect(dt_str_starts(article->text, DT_STR("The harbour wall")));
}

Test(pdf, a_file_name_is_no_title)
{
    set(60, 600, PROSE);
    pdf_page(&pdf);
    cr_assert(zero(
        int, normalise(pdf_end(&pdf, "Microsoft Word - wall 2.doc", "user"))));
    cr_expect(article->meta.title == NULL);
    cr_expect(eq(sz, article->meta.byline_count, 0));
}

Test(pdf, a_table_of_contents_is_no_text)
{
    set(60, 640,
        LINES("1 What it cost . . . . . . . . . . . . . . . . 1",
              "2 Who paid for it ......................... 2"));
    set(60, 600, PROSE);
    pdf_page(&pdf);
    cr_expect(eq(str, text(),
                 "The harbour wall was rebuilt in two winters, and the town "
                 "then walked out along it on the first dry Sunday of the "
                 "year.\n"));
}

Test(pdf, pages_without_text_are_said_to_be_pictures)
{
    pdf_page(&pdf);
    pdf_page(&pdf);
    cr_expect(eq(int, normalise(pdf_end(&pdf, NULL, NULL)), DT_EFORMAT));
    cr_expect(strstr(err.msg, "no text on its 2 pages") != NULL, "%s", err.msg);
}

Test(pdf, a_document_most_of_whose_pages_are_pictures_is_said_to_be_none)
{
    set(60, 600, PROSE);
    pdf_line(&pdf, 60, 30, 8, false, "Tide 0001");
    pdf_page(&pdf);
    cr_assert(zero(int, normalise(pdf_end(&pdf, NULL, NULL))));
    cr_expect(article->not_article == NULL);
    teardown();
    setup();
    set(60, 600, PROSE);
    for (int page = 1; page <= 4; page++) {
        pdf_line(&pdf, 60, 30, 8, false, "Tide 0001");
        pdf_page(&pdf);
    }
    cr_assert(zero(int, normalise(pdf_end(&pdf, NULL, NULL))));
    cr_assert(article->not_article != NULL);
    cr_expect(strstr(article->not_article, "no text, only pictures") != NULL);
}

/* PDF 32000-1, 7.6.3: owner's and user's entry, of passwords nobody has. */
Test(pdf, what_is_encrypted_is_said_to_be_so)
{
    static const char trailer[] = "trailer<<";
    struct dt_buf locked = DT_BUF_INIT(1 << 20);
    struct dt_str plain;
    size_t at;

    set(60, 600, PROSE);
    pdf_page(&pdf);
    plain = pdf_end(&pdf, NULL, NULL);
    at = dt_str_find(plain, DT_STR(trailer), 0) + strlen(trailer);
    dt_buf_add(&locked, plain.ptr, at);
    dt_buf_adds(&locked, "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4"
                         "/O(0123456789abcdef0123456789abcdef)"
                         "/U(fedcba9876543210fedcba9876543210)>>");
    dt_buf_add(&locked, plain.ptr + at, plain.len - at);
    cr_expect(eq(int, normalise(dt_buf_str(&locked)), DT_EFORMAT));
    cr_expect(strstr(err.msg, "encrypted") != NULL, "%s", err.msg);
    dt_buf_release(&locked);
}

Test(pdf, what_is_damaged_is_an_error)
{
    cr_expect(eq(int, normalise(DT_STR("%PDF-1.4\nnothing\n")), DT_EFORMAT));
    cr_expect(strstr(err.msg, "damaged") != NULL, "%s", err.msg);
}
