#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "adapt/yaml.h"

static int accept(void *ctx, struct dt_str list,
                  const struct dt_yaml_node *item, struct dt_err *err)
{
    (void)ctx;
    (void)list;
    (void)item;
    (void)err;
    return DT_OK;
}

/* Each is YAML that a person may write, and how its message begins or goes. */
struct fault {
    const char *text, *where, *what, *hint;
};

static void expect_all(const struct fault *faults, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct dt_arena arena = {NULL, 0, SIZE_MAX / 2};
        const struct dt_yaml_node *root = NULL;
        struct dt_err err = {.msg = ""};
        int rc = dt_yaml_parse(DT_STR(faults[i].text), "f.yaml", accept, NULL,
                               &arena, &root, &err);
        size_t where = strlen(faults[i].where);

        cr_expect(eq(int, rc, DT_EFORMAT), "%s", faults[i].text);
        cr_expect(strncmp(err.msg, faults[i].where, where) == 0, "%s: got %s",
                  faults[i].text, err.msg);
        cr_expect(strstr(err.msg, faults[i].what) != NULL, "%s: got %s",
                  faults[i].text, err.msg);
        cr_expect(strstr(err.msg, faults[i].hint) != NULL, "%s: got %s",
                  faults[i].text, err.msg);
        dt_arena_release(&arena);
    }
}

#define EXPECT_ALL(faults) expect_all(faults, sizeof(faults) / sizeof *(faults))

Test(yaml_fault, brackets)
{
    static const struct fault faults[] = {
        {"a:\n  - {b: c d: e}\n", "f.yaml:2:12: ", "comma",
         "the '{' of column 5"},
        {"a: [\"b\" \"c\"]\n", "f.yaml:1:9: ", "comma", "the '[' of column 4"},
        {"a: [b, c\nd: e\n", "f.yaml:1:4: ", "the '[' is not closed", "']'"},
        {"a: {b\nd: e\n", "f.yaml:1:4: ", "the '{' is not closed", "quotes"},
        {"a: [b, c", "f.yaml:1:4: ", "the '[' is not closed", "']'"},
        {"a: [b,, c]\n", "f.yaml:1:7: ", "comma too many", "take it out"},
        {"a: {b: c,, d: e}\n", "f.yaml:1:10: ", "comma too many",
         "take it out"},
        {"a: [Update] news\n", "f.yaml:1:13: ", "behind a closing",
         "put the whole text in quotes"},
        {"a: b]\ne: [f]]\n", "f.yaml:2:7: ", "behind a closing", "quotes"},
    };

    EXPECT_ALL(faults);
}

Test(yaml_fault, texts_that_want_quotes)
{
    static const struct fault faults[] = {
        {"t: Mayor: back\n", "f.yaml:1:9: ", "': '", "quotes around"},
        {"t: “a”: b\n", "f.yaml:1:7: ", "': '", "quotes around"},
        {"t: \"Mayor\" says\n", "f.yaml:1:12: ", "behind a closing", "quotes"},
        {"t: 'We're back'\n", "f.yaml:1:8: ", "behind a closing", "''"},
        {"t: @x\n", "f.yaml:1:4: ", "'@'", "quotes around"},
        {"t: `x`\n", "f.yaml:1:4: ", "'`'", "quotes around"},
        {"t: %x\n", "f.yaml:1:4: ", "'%'", "quotes around"},
        {"t: *Important* x\n", "f.yaml:1:4: ", "'*'", "quotes around"},
        {"t: & x\n", "f.yaml:1:4: ", "'&'", "quotes around"},
        {"t: !x y\n", "f.yaml:1:4: ", "tags", "quotes around"},
        {"t: - x\n", "f.yaml:1:4: ", "'- '", "quotes around"},
        {"t: ? x\n", "f.yaml:1:4: ", "'? '", "quotes around"},
        {"t: \"open\nu: v\n", "f.yaml:1:4: ", "never closed", "quote"},
        {"t: 'open\nu: v\n", "f.yaml:1:4: ", "never closed", "quote"},
        {"t: \"a\\qb\"\n", "f.yaml:1:6: ", "backslash", "\\\\"},
    };

    EXPECT_ALL(faults);
}

/* The next quote was taken for the end of one that was left open. */
Test(yaml_fault, quotes_that_are_open_are_told_where_they_begin)
{
    static const struct fault faults[] = {
        {"a:\n  - p: \"Gull Post\n    q: r\n    t: \"Back again\"\n",
         "f.yaml:2:8: ", "closed on line 4 only", "close it"},
        {"p: 'Gull Post\nq: r\nt: 'Back again'\n",
         "f.yaml:1:4: ", "closed on line 3 only", "close it"},
        {"p: \"Gull Post\nq: r\nt: \"\"\nu: v\n",
         "f.yaml:1:4: ", "closed on line 3 only", "close it"},
        {"p: \"Gull Post\nt: \"Mayor: back\"\n",
         "f.yaml:1:4: ", "closed on line 2 only", "close it"},
        {"a:\n  - {p: \"Gull Post, q: r}\n  - {p: \"Tern Post\"}\n",
         "f.yaml:2:9: ", "closed on line 3 only", "close it"},
        {"a: [\"b,\n  c, \"d\"]\n", "f.yaml:1:5: ", "closed on line 2 only",
         "close it"},
        {"a: \"b\n  c\"\nd: \"e\" f\n", "f.yaml:3:8: ", "behind a closing",
         "quotes"},
        {"a:\n  - b: |\n      \"c\n   f: g\n", "f.yaml:4:4: ", "item",
         "column 3"},
    };

    EXPECT_ALL(faults);
}

Test(yaml_fault, lines_and_their_indentation)
{
    static const struct fault faults[] = {
        {"a:\n\tb: c\n", "f.yaml:2:1: ", "tab", "spaces"},
        {"a:\n  - b: c\n\t  d: e\n", "f.yaml:3:1: ", "tab", "spaces"},
        {"a:\n  - b: c\n     d: e\n", "f.yaml:3:6: ", "deeper", "column"},
        {"a:\n  - b: c\n   d: e\n", "f.yaml:3:4: ", "item", "column 3"},
        {"a:\n    b: c\n   d: e\n", "f.yaml:3:4: ", "column", "column 5"},
        {"a:\n  - b\n  c: d\n", "f.yaml:3:3: ", "'- '", "column"},
        {"a:\n  b: c\n  title d\n  e: f\n", "f.yaml:3:3: ", "'key: value'",
         "colon and a space"},
        {"a: b\nc:d\ne: f\n", "f.yaml:2:1: ", "'key: value'",
         "colon and a space"},
        {"a: b\nc: d\na: e\n", "f.yaml:3:1: ", "'a' stands twice",
         "see line 1; keep one"},
        {"a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\n",
         "f.yaml:2:1: ", "merge conflict", "take out the lines of markers"},
    };

    EXPECT_ALL(faults);
}

Test(yaml_fault, bytes)
{
    static const struct fault faults[] = {
        {"a: b\nc: d\x01\n", "f.yaml:2:5: ", "control character",
         "take it out"},
        {"a: b\nc: \xFF\n", "f.yaml:2:4: ", "UTF-8", "save the file as UTF-8"},
    };

    EXPECT_ALL(faults);
}

static int refuse_item(void *ctx, struct dt_str list,
                       const struct dt_yaml_node *item, struct dt_err *err)
{
    (void)ctx;
    (void)list;
    return DT_FAIL(err, DT_EFORMAT, "f.yaml:%u: incomplete", item->line);
}

/* An item that ends early, for a line out of its column, is not the fault. */
Test(yaml_fault, a_broken_line_counts_before_the_item_that_it_ends)
{
    static const char text[] = "l:\n  - a: b\n  c: d\n";
    struct dt_arena arena = {NULL, 0, SIZE_MAX / 2};
    const struct dt_yaml_node *root = NULL;
    struct dt_err err = {.msg = ""};

    cr_expect(eq(int,
                 dt_yaml_parse(DT_STR(text), "f.yaml", refuse_item, NULL,
                               &arena, &root, &err),
                 DT_EFORMAT));
    cr_expect(strncmp(err.msg, "f.yaml:3:3: ", 12) == 0, "%s", err.msg);
    dt_arena_release(&arena);
}

Test(yaml_fault, windows_line_ends_are_line_ends)
{
    static const char text[] =
        "# c\r\na: b c\r\nl:\r\n  - d: e\r\n    f: g\r\n";
    struct dt_arena arena = {NULL, 0, SIZE_MAX / 2};
    const struct dt_yaml_node *root = NULL;
    struct dt_err err = {.msg = ""};

    cr_assert(zero(int, dt_yaml_parse(DT_STR(text), "f.yaml", accept, NULL,
                                      &arena, &root, &err)),
              "%s", err.msg);
    cr_expect(dt_str_is(dt_yaml_get(root, "a")->text, "b c"));
    dt_arena_release(&arena);
}
