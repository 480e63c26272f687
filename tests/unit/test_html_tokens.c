/* html5lib's tests of the tokenizer, read where they lie. */
#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/html_token.h"
#include "base/utf8.h"

struct tally {
    unsigned passed, failed, skipped;
};

/* By enum dt_token_state. */
static const char *const states[] = {"Data state",      "RCDATA state",
                                     "RAWTEXT state",   "Script data state",
                                     "PLAINTEXT state", "CDATA section state"};

static unsigned hex(const char *at)
{
    char digits[5] = {at[0], at[1], at[2], at[3], '\0'};

    return (unsigned)strtoul(digits, NULL, 16);
}

static bool is_surrogate(unsigned point, unsigned from)
{
    return point >= from && point < from + 0x400;
}

/* \uHHHH in a text that is escaped twice; false for half a character. */
static bool unescape(struct dt_str text, struct dt_buf *out)
{
    for (size_t i = 0; i < text.len; i++) {
        char utf8[4];
        unsigned point;

        if (text.len - i < 6 || memcmp(text.ptr + i, "\\u", 2) != 0) {
            dt_buf_addc(out, text.ptr[i]);
            continue;
        }
        point = hex(text.ptr + i + 2);
        i += 5;
        if (is_surrogate(point, 0xD800) && text.len - i > 6) {
            point = 0x10000 + ((point - 0xD800) << 10) +
                    (hex(text.ptr + i + 3) - 0xDC00);
            i += 6;
        }
        if (point >= 0xD800 && point < 0xE000)
            return false;
        dt_buf_add(out, utf8, dt_utf8_put(point, utf8));
    }
    return true;
}

/* Append a string of the test. */
static bool add(struct dt_buf *out, const json_t *string, bool escaped)
{
    struct dt_str text = {json_string_value(string),
                          json_string_length(string)};

    if (!text.ptr) {
        dt_buf_adds(out, "(none)");
        return true;
    }
    if (escaped)
        return unescape(text, out);
    dt_buf_addstr(out, text);
    return true;
}

static void add_tag(struct dt_buf *out, const char *type)
{
    if (out->len && out->ptr[out->len - 1] != '\n')
        dt_buf_addc(out, '\n'); /* behind characters */
    dt_buf_addf(out, "%s ", type);
}

static bool add_expected_attributes(struct dt_buf *out, json_t *attributes,
                                    bool escaped)
{
    const char *name;
    json_t *value;

    json_object_foreach(attributes, name, value)
    {
        json_t *text = json_string(name);

        dt_buf_addc(out, ' ');
        if (!add(out, text, escaped))
            return false;
        json_decref(text);
        dt_buf_addc(out, '=');
        if (!add(out, value, escaped))
            return false;
    }
    return true;
}

/* What the test expects, in the words of add_token(). */
static bool add_expected(struct dt_buf *out, json_t *token, bool escaped)
{
    const char *type = json_string_value(json_array_get(token, 0));
    bool good = true;

    if (strcmp(type, "Character") == 0)
        return add(out, json_array_get(token, 1), escaped);
    add_tag(out, type);
    good = add(out, json_array_get(token, 1), escaped);
    if (strcmp(type, "DOCTYPE") == 0) {
        for (size_t i = 2; i < 4; i++) {
            dt_buf_addc(out, ' ');
            good &= add(out, json_array_get(token, i), escaped);
        }
        dt_buf_adds(out,
                    json_is_true(json_array_get(token, 4)) ? "" : " quirks");
    } else if (strcmp(type, "StartTag") == 0) {
        good &= add_expected_attributes(out, json_array_get(token, 2), escaped);
        if (json_is_true(json_array_get(token, 3)))
            dt_buf_adds(out, " /");
    }
    dt_buf_addc(out, '\n');
    return good;
}

/* Attributes of the tests stand in the order of the page, as ours do. */
static void add_token(struct dt_buf *out, const struct dt_html_token *token)
{
    static const char *const types[] = {[DT_TOKEN_START_TAG] = "StartTag",
                                        [DT_TOKEN_END_TAG] = "EndTag",
                                        [DT_TOKEN_COMMENT] = "Comment",
                                        [DT_TOKEN_DOCTYPE] = "DOCTYPE"};
    const struct dt_str none = DT_STR("(none)");

    if (token->type == DT_TOKEN_TEXT) {
        dt_buf_addstr(out, token->text);
        return;
    }
    add_tag(out, types[token->type]);
    if (token->type != DT_TOKEN_DOCTYPE) {
        dt_buf_addstr(out, token->text);
    } else {
        dt_buf_addstr(out, token->text.len ? token->text : none);
        dt_buf_addc(out, ' ');
        dt_buf_addstr(out, token->public_id.ptr ? token->public_id : none);
        dt_buf_addc(out, ' ');
        dt_buf_addstr(out, token->system_id.ptr ? token->system_id : none);
        dt_buf_adds(out, token->force_quirks ? " quirks" : "");
    }
    if (token->type == DT_TOKEN_START_TAG) {
        for (unsigned i = 0; i < token->attribute_count; i++) {
            dt_buf_addc(out, ' ');
            dt_buf_addstr(out, token->attributes[i].name);
            dt_buf_addc(out, '=');
            dt_buf_addstr(out, token->attributes[i].value);
        }
        dt_buf_adds(out, token->self_closing ? " /" : "");
    }
    dt_buf_addc(out, '\n');
}

static void tokenize(struct dt_str input, enum dt_token_state state,
                     const char *last_start_tag, struct dt_buf *out)
{
    struct dt_html_tokens *t = malloc(sizeof *t);
    struct dt_arena arena = DT_ARENA_INIT(1 << 26);

    cr_assert(t != NULL);
    dt_html_tokens_init(t, input, &arena);
    t->state = state;
    if (last_start_tag)
        t->last_start_tag = DT_STR(last_start_tag);
    while (dt_html_tokens_next(t) != DT_TOKEN_END_OF_FILE)
        add_token(out, &t->token);
    cr_assert(not(t->failed));
    free(t);
    dt_arena_release(&arena);
}

static void run_in_state(json_t *test, enum dt_token_state state,
                         struct tally *tally)
{
    struct dt_buf input = DT_BUF_INIT(1 << 20), expected = input, got = input;
    bool escaped = json_is_true(json_object_get(test, "doubleEscaped"));
    bool good = add(&input, json_object_get(test, "input"), escaped);
    size_t i;
    json_t *token;

    json_array_foreach(json_object_get(test, "output"), i, token)
        good &= add_expected(&expected, token, escaped);
    if (good) {
        tokenize(dt_buf_str(&input), state,
                 json_string_value(json_object_get(test, "lastStartTag")),
                 &got);
        good = dt_str_eq(dt_buf_str(&expected), dt_buf_str(&got));
        tally->passed += good;
        tally->failed += !good;
        cr_expect(good, "%s (%s)\n%s\nexpected:\n%s\ngot:\n%s",
                  json_string_value(json_object_get(test, "description")),
                  states[state], input.ptr ? input.ptr : "",
                  expected.ptr ? expected.ptr : "", got.ptr ? got.ptr : "");
    } else {
        tally->skipped++;
    }
    dt_buf_release(&input);
    dt_buf_release(&expected);
    dt_buf_release(&got);
}

static void run_test(json_t *test, struct tally *tally)
{
    json_t *initial = json_object_get(test, "initialStates"), *name;
    size_t i;

    if (!initial)
        run_in_state(test, DT_STATE_DATA, tally);
    json_array_foreach(initial, i, name)
    {
        size_t k = 0;

        while (strcmp(states[k], json_string_value(name)) != 0)
            cr_assert(lt(sz, ++k, sizeof states / sizeof *states));
        run_in_state(test, (enum dt_token_state)k, tally);
    }
}

static void run_file(const char *path, struct tally *tally)
{
    json_error_t error;
    json_t *root = json_load_file(path, JSON_ALLOW_NUL, &error), *test;
    size_t i;

    cr_assert(root != NULL, "%s:%d: %s", path, error.line, error.text);
    json_array_foreach(json_object_get(root, "tests"), i, test)
        run_test(test, tally);
    json_decref(root);
}

static void run_folder(const char *variable, const char *under)
{
    const char *base = getenv(variable);
    struct tally tally = {0, 0, 0};
    struct dirent *entry;
    char path[4096];
    DIR *dir;

    if (!base || !*base)
        cr_skip_test("%s: no tests here", variable);
    snprintf(path, sizeof path, "%s/%s", base, under);
    dir = opendir(path);
    cr_assert(dir != NULL, "%s", path);
    while ((entry = readdir(dir))) {
        struct dt_str name = DT_STR(entry->d_name);

        if (!dt_str_ends(name, DT_STR(".test")))
            continue;
        snprintf(path, sizeof path, "%s/%s/%s", base, under, entry->d_name);
        run_file(path, &tally);
    }
    closedir(dir);
    cr_log_info("tokenizer tests: %u passed, %u failed, %u of half characters",
                tally.passed, tally.failed, tally.skipped);
    cr_expect(gt(uint, tally.passed, 0));
}

Test(html_tokens, all_named_references_are_known)
{
    run_folder("DICTUM_EVAL", "data/html5lib/tokenizer");
}

Test(html_tokens, are_those_of_html5lib)
{
    run_folder("DICTUM_HTML5LIB", "tokenizer");
}
