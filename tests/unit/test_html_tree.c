/* html5lib's tests of tree construction, read where they lie. */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "html_dump.h"

struct tally {
    unsigned passed, failed, scripted, fragments, selected;
};

/* A test: its sections, each without the LF before the next. */
struct test {
    struct dt_str data, document, fragment;
    bool script_on;
};

/* The text up to the next line that is the given one, or to the end. */
static struct dt_str section(struct dt_str *rest)
{
    struct dt_str line, whole = *rest, before = *rest;

    while (before = *rest, dt_str_line(rest, &line))
        if (line.len && line.ptr[0] == '#') {
            *rest = before;
            break;
        }
    return (struct dt_str){whole.ptr, (size_t)(before.ptr - whole.ptr)};
}

static struct dt_str chomp(struct dt_str text)
{
    while (text.len && text.ptr[text.len - 1] == '\n')
        text.len--;
    return text;
}

/* Where the next test of a file begins: at "#data" behind a blank line. */
static bool next_test(struct dt_str *rest, struct dt_str *test)
{
    const struct dt_str mark = DT_STR("\n\n#data\n");
    size_t end;

    if (rest->len == 0)
        return false;
    end = dt_str_find(*rest, mark, 0);
    *test = *rest;
    if (end == SIZE_MAX) {
        *rest = (struct dt_str){NULL, 0};
        return true;
    }
    test->len = end + 1;
    *rest = (struct dt_str){rest->ptr + end + 2, rest->len - end - 2};
    return true;
}

static void read_test(struct dt_str text, struct test *test)
{
    size_t errors = dt_str_find(text, DT_STR("\n#errors\n"), 0);
    struct dt_str name;

    *test = (struct test){0};
    cr_assert(dt_str_starts(text, DT_STR("#data\n")));
    cr_assert(ne(sz, errors, SIZE_MAX));
    test->data = (struct dt_str){text.ptr + 6, errors > 6 ? errors - 6 : 0};
    text = (struct dt_str){text.ptr + errors + 1, text.len - errors - 1};
    while (dt_str_line(&text, &name)) {
        if (dt_str_is(name, "#document")) {
            test->document = chomp(text);
            return;
        }
        if (dt_str_is(name, "#document-fragment"))
            test->fragment = chomp(section(&text));
        else if (dt_str_is(name, "#script-on"))
            test->script_on = true;
        else
            section(&text);
    }
    cr_assert(false, "a test without #document");
}

static void run_test(const struct test *test, const char *file,
                     struct tally *tally)
{
    struct dt_html_builder *tree = malloc(sizeof *tree);
    struct dt_arena arena = DT_ARENA_INIT(1 << 26);
    struct dt_buf got = DT_BUF_INIT(1 << 24);
    struct dt_err err;
    bool good;

    cr_assert(tree != NULL);
    cr_assert(zero(int, dt_html_build(tree, test->data, true, &arena, &err)));
    dt_dump_tree(tree, DT_HTML_DOCUMENT, &got);
    good = dt_str_eq(chomp(dt_buf_str(&got)), test->document);
    tally->passed += good;
    tally->failed += !good;
    cr_expect(good, "%s\n%.*s\nexpected:\n%.*s\ngot:\n%s", file,
              DT_STR_ARG(test->data), DT_STR_ARG(test->document),
              got.ptr ? got.ptr : "");
    dt_buf_release(&got);
    dt_html_build_release(tree);
    free(tree);
    dt_arena_release(&arena);
}

static void run_file(const char *path, const char *name, struct tally *tally)
{
    struct dt_buf file = DT_BUF_INIT(1 << 24);
    struct dt_str rest, text;
    struct dt_err err;

    cr_assert(zero(int, dt_file_read(path, &file, &err)), "%s", err.msg);
    rest = dt_buf_str(&file);
    while (next_test(&rest, &text)) {
        struct test test;

        read_test(text, &test);
        if (test.script_on)
            tally->scripted++;
        else if (test.fragment.ptr)
            tally->fragments++;
        else if (dt_str_find(test.data, DT_STR("<selectedcontent"), 0) !=
                 SIZE_MAX)
            tally->selected++;
        else
            run_test(&test, name, tally);
    }
    dt_buf_release(&file);
}

Test(html_tree, is_that_of_html5lib)
{
    const char *base = getenv("DICTUM_HTML5LIB");
    struct tally tally = {0, 0, 0, 0, 0};
    struct dirent *entry;
    char path[4096];
    DIR *dir;

    if (!base || !*base)
        cr_skip_test("DICTUM_HTML5LIB: no tests here");
    snprintf(path, sizeof path, "%s/tree-construction", base);
    dir = opendir(path);
    cr_assert(dir != NULL, "%s", path);
    while ((entry = readdir(dir))) {
        if (!dt_str_ends(DT_STR(entry->d_name), DT_STR(".dat")))
            continue;
        snprintf(path, sizeof path, "%s/tree-construction/%s", base,
                 entry->d_name);
        run_file(path, entry->d_name, &tally);
    }
    closedir(dir);
    cr_log_info("tree tests: %u passed, %u failed; left out: %u with scripts "
                "that run, %u of fragments, %u of selectedcontent",
                tally.passed, tally.failed, tally.scripted, tally.fragments,
                tally.selected);
    cr_expect(gt(uint, tally.passed, 0));
}
