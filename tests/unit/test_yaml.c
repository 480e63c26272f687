#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "adapt/yaml.h"
#include "base/buf.h"

static struct dt_arena arena = {NULL, 0, SIZE_MAX / 2};
static struct dt_err err;

static int parse(const char *text, const struct dt_yaml_node **out)
{
    return dt_yaml_parse(DT_STR(text), "f.yaml", NULL, NULL, &arena, out, &err);
}

static void expect_refused(const char *text, const char *message)
{
    const struct dt_yaml_node *root = NULL;

    err.msg[0] = '\0';
    cr_expect(eq(int, parse(text, &root), DT_EFORMAT), "%s", text);
    cr_expect(strstr(err.msg, message) != NULL, "got: %s", err.msg);
    dt_arena_release(&arena);
}

Test(yaml, reads_a_tree_with_its_places)
{
    const struct dt_yaml_node *root = NULL, *list, *item;

    cr_assert(zero(int, parse("# head\n"
                              "a: no\n"
                              "list:\n"
                              "  - x: \"1\"\n"
                              "    y: |\n"
                              "      two\n"
                              "      lines\n"
                              "  - [p, q]\n"
                              "\n"
                              "# behind\n"
                              "end: ~\n",
                              &root)),
              "%s", err.msg);
    cr_expect(eq(sz, root->count, 3));
    cr_expect(dt_str_is(dt_yaml_get(root, "a")->text, "no"));
    cr_expect(dt_yaml_get(root, "a")->plain);
    list = dt_yaml_get(root, "list");
    cr_assert(list != NULL);
    cr_expect(eq(uint, list->key_line, 3));
    cr_expect(eq(uint, list->line, 4));
    cr_expect(eq(uint, list->column, 3));
    cr_expect(eq(uint, list->last_line, 8));
    cr_expect(eq(sz, list->count, 2));
    item = list->first;
    cr_expect(eq(uint, item->last_line, 7));
    cr_expect(not(dt_yaml_get(item, "x")->plain));
    cr_expect(dt_str_is(dt_yaml_get(item, "y")->text, "two\nlines\n"));
    cr_expect(item->next->flow);
    cr_expect(dt_str_is(item->next->first->next->text, "q"));
    cr_expect(dt_yaml_is_null(dt_yaml_get(root, "end")));
    cr_expect(dt_yaml_get(root, "none") == NULL);
    dt_arena_release(&arena);
}

Test(yaml, nothing_but_comments_is_an_empty_mapping)
{
    const struct dt_yaml_node *root = NULL;

    cr_assert(zero(int, parse("# nothing\n", &root)), "%s", err.msg);
    cr_expect(eq(sz, root->count, 0));
    cr_assert(zero(int, parse("", &root)), "%s", err.msg);
    cr_expect(eq(sz, root->count, 0));
    cr_assert(zero(int, parse("---\n", &root)), "%s", err.msg);
    cr_expect(eq(sz, root->count, 0));
    dt_arena_release(&arena);
}

Test(yaml, composes_text)
{
    const struct dt_yaml_node *root = NULL;

    cr_assert(zero(int, parse("a: Jose\xCC\x81\n", &root)), "%s", err.msg);
    cr_expect(dt_str_is(dt_yaml_get(root, "a")->text, "Jos\xC3\xA9"));
    dt_arena_release(&arena);
}

Test(yaml, refuses_what_hides_or_multiplies_text)
{
    expect_refused("a: 1\nb: &x 2\n", "f.yaml:2:4: anchors and aliases");
    expect_refused("a: [&l [x], *l]\n", "f.yaml:1:5: anchors and aliases");
    expect_refused("a: *x\n", "f.yaml:1:4: ");
    expect_refused("a: !!int 3\n", "f.yaml:1:4: tags");
    expect_refused("a: !x [b]\n", "f.yaml:1:4: tags");
    expect_refused("%YAML 1.1\n---\na: b\n", "directives");
    expect_refused("a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document");
    expect_refused("a:\n  <<: b\n", "f.yaml:2:3: merge keys");
    expect_refused("a: 1\nb: 2\na: 3\n", "f.yaml:3:1: key 'a' stands twice "
                                         "(see line 1; keep one)");
    expect_refused("? [x]\n: y\n", "f.yaml:1:3: a key must be a word");
    expect_refused("- a\n", "f.yaml:1:1: the top must be");
    expect_refused("text\n", "f.yaml:1:1: the top must be");
}

Test(yaml, refuses_broken_bytes)
{
    expect_refused("a: b\nc: \xFF\n", "f.yaml:2:4: a byte that is not UTF-8");
    expect_refused("a: \"x\\0y\"\n", "f.yaml:1:4: a control character");
    expect_refused("a: \"\\x1b[31m\"\n", "f.yaml:1:4: a control character");
    expect_refused("a: \"\\x85\"\n", "f.yaml:1:4: a control character");
    expect_refused("a: \x01\n", "f.yaml:1:4: a control character");
    expect_refused("a: \"open\n", "f.yaml:1:4: ");
    expect_refused("a: b: c\n", "f.yaml:1:5: ");
    expect_refused("a: [1\nb: 2\n", "f.yaml:");
}

Test(yaml, bounds_depth_and_keys)
{
    const struct dt_yaml_node *root = NULL;
    struct dt_buf text = DT_BUF_INIT(1 << 20);

    dt_buf_adds(&text, "a: ");
    for (int i = 0; i < DT_YAML_DEPTH - 1; i++)
        dt_buf_addc(&text, '[');
    for (int i = 0; i < DT_YAML_DEPTH - 1; i++)
        dt_buf_addc(&text, ']');
    cr_expect(zero(int, parse(text.ptr, &root)), "%s", err.msg);
    dt_buf_reset(&text);
    dt_buf_adds(&text, "a: ");
    for (int i = 0; i < 100000; i++)
        dt_buf_addc(&text, '[');
    expect_refused(text.ptr, "nested more than 32 deep");
    dt_buf_reset(&text);
    for (int i = 0; i <= DT_YAML_KEYS; i++)
        dt_buf_addf(&text, "k%d: v\n", i);
    expect_refused(text.ptr, "f.yaml:257: more than 256 keys");
    dt_buf_release(&text);
    dt_arena_release(&arena);
}

struct seen {
    size_t items;
    char texts[64];
};

static int note_item(void *ctx, struct dt_str list,
                     const struct dt_yaml_node *item, struct dt_err *e)
{
    struct seen *seen = ctx;
    size_t used = strlen(seen->texts);
    const struct dt_yaml_node *v = item;

    if (item->type == DT_YAML_MAPPING)
        v = item->first;
    if (seen->items++ == 3)
        return DT_FAIL(e, DT_EFORMAT, "enough");
    (void)snprintf(seen->texts + used, sizeof seen->texts - used, "%.*s.%.*s ",
                   DT_STR_ARG(list), DT_STR_ARG(v->text));
    return DT_OK;
}

Test(yaml, hands_out_items_of_top_level_lists_one_by_one)
{
    const char *text = "l:\n- a\n- k: [b, c]\nm: [x]\nn: {o: [p]}\n";
    const struct dt_yaml_node *root = NULL;
    struct seen seen = {0, ""};

    cr_assert(zero(int, dt_yaml_parse(DT_STR(text), "f", note_item, &seen,
                                      &arena, &root, &err)),
              "%s", err.msg);
    cr_expect(eq(str, seen.texts, "l.a l. m.x "));
    cr_expect(eq(sz, dt_yaml_get(root, "l")->count, 2));
    cr_expect(dt_yaml_get(root, "l")->first == NULL);
    cr_expect(eq(sz, dt_yaml_get(dt_yaml_get(root, "n"), "o")->count, 1));
    text = "l: [a, b, c, d, e]\n";
    seen = (struct seen){0, ""};
    cr_expect(eq(
        int,
        dt_yaml_parse(DT_STR(text), "f", note_item, &seen, &arena, &root, &err),
        DT_EFORMAT));
    cr_expect(eq(str, err.msg, "enough"));
    dt_arena_release(&arena);
}

Test(yaml, written_scalars_read_back_the_same)
{
    static const char *const texts[] = {"Plain words",
                                        "It's: a colon",
                                        "ends:",
                                        "#x",
                                        "a #b",
                                        "- a",
                                        "-",
                                        "~",
                                        "null",
                                        "No",
                                        "2016-03-01",
                                        "1.5",
                                        "",
                                        " ",
                                        " a",
                                        "a ",
                                        "\"q\"",
                                        "a\\b",
                                        "a\nb\tc",
                                        "@x",
                                        "`x",
                                        "[x]",
                                        "{x",
                                        "\xE2\x80\x9Cquoted\xE2\x80\x9D",
                                        "caf\xC3\xA9",
                                        "\xEF\xBB\xBFx",
                                        "a\xE2\x80\xA8z",
                                        "? x",
                                        "a, b",
                                        "<<",
                                        "x: y",
                                        "http://a/b?c=d&e#f",
                                        "---",
                                        "...",
                                        "%x",
                                        "!x",
                                        "*x"};
    struct dt_buf yaml = DT_BUF_INIT(4096);

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const struct dt_yaml_node *root = NULL, *value;

        dt_buf_reset(&yaml);
        dt_buf_adds(&yaml, "l:\n  - k: ");
        dt_yaml_write_scalar(&yaml, DT_STR(texts[i]));
        dt_buf_adds(&yaml, "\n    next: 1\n");
        cr_assert(zero(int, parse(yaml.ptr, &root)), "%s: %s", yaml.ptr,
                  err.msg);
        value = dt_yaml_get(dt_yaml_get(root, "l")->first, "k");
        cr_expect(dt_str_is(value->text, texts[i]), "%s", yaml.ptr);
        cr_expect(not(dt_yaml_is_null(value)), "%s", yaml.ptr);
    }
    dt_buf_release(&yaml);
    dt_arena_release(&arena);
}

struct places {
    char ids[64];
    unsigned lines[8];
    size_t count;
};

static int note_place(void *ctx, struct dt_str list,
                      const struct dt_yaml_node *item, struct dt_err *error)
{
    struct places *seen = ctx;
    const struct dt_yaml_node *id = dt_yaml_get(item, "id");

    (void)error;
    cr_assert(dt_str_is(list, "sources"));
    cr_assert(not(zero(ptr, (void *)id)));
    cr_assert(lt(sz, seen->count, 8));
    strncat(seen->ids, id->text.ptr, sizeof seen->ids - 1 - strlen(seen->ids));
    seen->lines[seen->count++] = item->line;
    return DT_OK;
}

/* The first two are read without libyaml, which then must not give them. */
Test(yaml, each_item_comes_once_however_it_is_written)
{
    static const char text[] = "# c\n"
                               "sources:\n"
                               "\n"
                               "  - id: a\n"
                               "    rights: {licence: MIT, text: open}\n"
                               "  # between\n"
                               "  - id: \"b\"\n"
                               "  - id: c\n"
                               "    byline:\n"
                               "      - One\n"
                               "  - id: d\n";
    const struct dt_yaml_node *root = NULL;
    struct places seen = {.count = 0};
    struct dt_err error;

    cr_assert(zero(int, dt_yaml_parse(DT_STR(text), "f", note_place, &seen,
                                      &arena, &root, &error)));
    cr_expect(eq(str, seen.ids, "abcd"));
    cr_expect(seen.lines[0] == 4 && seen.lines[1] == 7 && seen.lines[2] == 8 &&
              seen.lines[3] == 11);
    cr_expect(eq(sz, dt_yaml_get(root, "sources")->count, 4));
    seen = (struct places){.count = 0};
    cr_assert(
        zero(int, dt_yaml_parse((struct dt_str){text, 87}, "f", note_place,
                                &seen, &arena, &root, &error)));
    cr_expect(eq(str, seen.ids, "ab"));
    cr_expect(eq(sz, dt_yaml_get(root, "sources")->count, 2));
    dt_arena_release(&arena);
}
