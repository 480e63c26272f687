#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "article/article.h"
#include "article/rules.h"
#include "base/file.h"

static struct dt_err err;
static char folder[] = "/tmp/dictum-rules-XXXXXX";

static void write_list(const char *name, const char *rules)
{
    char path[256];

    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    cr_assert(zero(int, dt_file_write(path, rules, strlen(rules), &err)));
}

static int read_book(struct dt_rulebook **book)
{
    char path[256];

    *book = NULL;
    (void)snprintf(path, sizeof path, "%s/", folder);
    return dt_rulebook_read(path, book, &err);
}

static void setup(void)
{
    cr_assert(mkdtemp(folder) != NULL);
}

static void teardown(void)
{
    cr_assert(zero(int, dt_file_remove_tree(folder, &err)));
}

TestSuite(rules, .init = setup, .fini = teardown);

Test(rules, a_corpus_adds_rules_and_takes_them_back)
{
    struct dt_str own = DT_STR("harbour readers"),
                  trending = DT_STR("trending");
    struct dt_rulebook *book;

    cr_assert(dt_rules_has(DT_RULES_CLUTTER_LINES, trending));
    write_list("clutter_lines.txt", "# of the harbour\nHarbour Readers!\n"
                                    "!Trending\n");
    cr_assert(zero(int, read_book(&book)), "%s", err.msg);
    cr_expect(dt_rulebook_has(book, DT_RULES_CLUTTER_LINES, own));
    cr_expect(not(dt_rulebook_has(book, DT_RULES_CLUTTER_LINES, trending)));
    cr_expect(not(dt_rulebook_has(NULL, DT_RULES_CLUTTER_LINES, own)));
    cr_expect(dt_rulebook_has(NULL, DT_RULES_CLUTTER_LINES, trending));
    cr_expect(not(dt_rulebook_has(book, DT_RULES_TAIL_LINES, own)));
    cr_expect(
        dt_rulebook_has(book, DT_RULES_CLUTTER_LINES, DT_STR("read more")));
    dt_rulebook_free(book);
}

Test(rules, the_longest_of_both_books_begins_a_line)
{
    struct dt_rulebook *book;

    write_list("clutter_starts.txt", "Sign up to our boats\n!Read our\n");
    cr_assert(zero(int, read_book(&book)), "%s", err.msg);
    cr_expect(eq(sz,
                 dt_rulebook_starts(book, DT_RULES_CLUTTER_STARTS,
                                    DT_STR("sign up to our boats now")),
                 20));
    cr_expect(eq(sz,
                 dt_rulebook_starts(book, DT_RULES_CLUTTER_STARTS,
                                    DT_STR("sign up to sail")),
                 10));
    cr_expect(zero(sz, dt_rulebook_starts(book, DT_RULES_CLUTTER_STARTS,
                                          DT_STR("read our lips"))));
    cr_expect(eq(sz,
                 dt_rulebook_starts(NULL, DT_RULES_CLUTTER_STARTS,
                                    DT_STR("read our lips")),
                 8));
    dt_rulebook_free(book);
}

Test(rules, a_digest_tells_books_apart)
{
    struct dt_rulebook *first, *same, *other;

    write_list("tail_lines.txt", "Over and out\n");
    cr_assert(zero(int, read_book(&first)));
    cr_assert(zero(int, read_book(&same)));
    write_list("tail_lines.txt", "Over, and out\n");
    cr_assert(zero(int, read_book(&other)));
    cr_expect(eq(str, (char *)dt_rulebook_sha256(first),
                 (char *)dt_rulebook_sha256(same)));
    cr_expect(ne(str, (char *)dt_rulebook_sha256(first),
                 (char *)dt_rulebook_sha256(other)));
    cr_expect(eq(str, (char *)dt_rulebook_sha256(NULL), (char *)""));
    dt_rulebook_free(first);
    dt_rulebook_free(same);
    dt_rulebook_free(other);
}

Test(rules, no_folder_is_no_book_and_a_list_that_there_is_not_is_an_error)
{
    struct dt_rulebook *book = NULL;

    cr_expect(zero(int, dt_rulebook_read("/nonexistent/rules/", &book, &err)));
    cr_expect(zero(ptr, book));
    write_list("clutter_words.txt", "Harbour\n");
    cr_expect(eq(int, read_book(&book), DT_EFORMAT));
    cr_expect(strstr(err.msg, "clutter_lines") != NULL, "%s", err.msg);
}
