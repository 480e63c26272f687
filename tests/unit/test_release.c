#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#include "release/bag.h"
#include "release/index.h"
#include "release/range.h"

static struct dt_err err;

struct asked {
    const char *range, *version;
    int fits;
};

static void ask(const struct asked *asked, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct asked *a = &asked[i];
        struct dt_range r;

        cr_assert(zero(int, dt_range_parse(&r, DT_STR(a->range), &err)), "%s",
                  err.msg);
        cr_expect(eq(int, dt_range_has(&r, DT_STR(a->version)), a->fits),
                  "%s in %s", a->version, a->range);
    }
}

/* The examples of npm's node-semver, README, "Advanced Range Syntax". */
Test(range, means_what_package_managers_mean)
{
    static const struct asked asked[] = {
        {"^1.2.3", "1.2.3", 1}, {"^1.2.3", "1.99.0", 1}, {"^1.2.3", "2.0.0", 0},
        {"^1.2.3", "1.2.2", 0}, {"^0.2.3", "0.2.9", 1},  {"^0.2.3", "0.3.0", 0},
        {"^0.0.3", "0.0.3", 1}, {"^0.0.3", "0.0.4", 0},  {"^0.0", "0.0.9", 1},
        {"^0.0", "0.1.0", 0},   {"~1.2.3", "1.2.9", 1},  {"~1.2.3", "1.3.0", 0},
        {"~1.2", "1.2.0", 1},   {"~1.2", "1.3.0", 0},    {"~1", "1.9.9", 1},
        {"~1", "2.0.0", 0},     {"1.2", "1.2.9", 1},     {"1.2", "1.3.0", 0},
        {"1", "1.0.0", 1},      {"1", "0.9.9", 0},       {"1.2.3", "1.2.3", 1},
        {"1.2.3", "1.2.4", 0},  {">=1.2", "17.0.0", 1},  {">=1.2", "1.1.9", 0},
        {"latest", "0.0.1", 1}, {"1.10", "1.9.0", 0},
    };

    ask(asked, sizeof asked / sizeof *asked);
}

Test(range, prereleases_only_when_named)
{
    static const struct asked asked[] = {
        {"latest", "2.0.0-rc.1", 0},
        {">=1.0", "2.0.0-rc.1", 0},
        {"2.0.0-rc.1", "2.0.0-rc.1", 1},
        {"^1.2.3-beta.2", "1.2.3-beta.4", 1},
        {"^1.2.3-beta.2", "1.2.3-beta.1", 0},
        {"^1.2.3-beta.2", "1.2.4-beta.2", 0},
        {"^1.2.3-beta.2", "1.2.4", 1},
    };

    ask(asked, sizeof asked / sizeof *asked);
}

Test(range, refuses_what_is_none)
{
    static const char *const bad[] = {"",      "v1",     "1.",   "1.2.3.4",
                                      "1.x",   "01.2",   "^",    "~ 1",
                                      "1.2-a", "1.2.3-", "1..2", "-1"};
    struct dt_range r;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect(eq(int, dt_range_parse(&r, DT_STR(bad[i]), &err), DT_EUSAGE),
                  "%s", bad[i]);
}

static char zeros[] =
    "0000000000000000000000000000000000000000000000000000000000000000";

static struct dt_release release(const char *version)
{
    return (struct dt_release){
        .version = version,
        .commit = "0123456789012345678901234567890123456789",
        .released = "2024-05-01T12:00:00Z",
        .root = zeros,
        .tree_size = 7,
        .name = "a-1.tar.zst",
        .sha256 = zeros,
        .tar_sha256 = zeros,
        .bytes = 9,
        .level = 10,
        .library = "1.5.4",
    };
}

Test(index, lines_come_back_and_the_newest_fit_is_chosen)
{
    static const char *const versions[] = {"0.9.0", "0.10.0", "1.0.0-rc.1",
                                           "1.0.0"};
    struct dt_buf text = DT_BUF_INIT(1 << 16);
    struct dt_release first;
    struct dt_index index;
    struct dt_range range;

    for (int i = 0; i < 4; i++) {
        struct dt_release r = release(versions[i]);

        cr_assert(zero(int, dt_index_line(&r, &text, &err)), "%s", err.msg);
    }
    cr_assert(zero(int, dt_index_read(&index, dt_buf_str(&text), "i", &err)),
              "%s", err.msg);
    cr_assert(eq(sz, index.count, 4));
    cr_expect(eq(u64, index.items[3].tree_size, 7));
    cr_expect(eq(str, (char *)index.items[3].library, "1.5.4"));
    cr_assert(zero(int, dt_range_parse(&range, DT_STR("0"), &err)));
    cr_expect(
        eq(str, (char *)dt_index_best(&index, &range)->version, "0.10.0"));
    cr_expect(dt_index_find(&index, DT_STR("0.9")) == NULL);
    dt_index_release(&index);
    /* "0.9.0" behind "0.10.0" is no order of versions */
    first = release(versions[0]);
    cr_assert(zero(int, dt_index_line(&first, &text, &err)));
    cr_expect(eq(int, dt_index_read(&index, dt_buf_str(&text), "i", &err),
                 DT_EFORMAT));
    cr_expect(strstr(err.msg, "i:5: ") == err.msg, "%s", err.msg);
    dt_buf_release(&text);
}

Test(index, an_archive_name_is_a_plain_one)
{
    struct dt_buf text = DT_BUF_INIT(1 << 16);
    struct dt_release r = release("1.0.0");
    struct dt_index index;

    r.name = "../up.tar.zst";
    cr_assert(zero(int, dt_index_line(&r, &text, &err)));
    cr_expect(eq(int, dt_index_read(&index, dt_buf_str(&text), "i", &err),
                 DT_EFORMAT));
    dt_buf_release(&text);
}

Test(bag, info_comes_back)
{
    struct dt_bag_info in = {.name = "a",
                             .version = "1.0.0",
                             .commit = "c0",
                             .date = "2024-05-01",
                             .tree_size = 5,
                             .bytes = 70,
                             .files = 3};
    struct dt_bag_info back;
    struct dt_buf text = DT_BUF_INIT(1 << 16);

    memcpy(in.root, zeros, sizeof in.root);
    dt_bag_write_info(&in, "two\nlines", NULL, &text);
    cr_expect(strstr(text.ptr, "External-Description: two lines\n") != NULL);
    cr_expect(strstr(text.ptr, "Payload-Oxum: 70.3\n") != NULL);
    cr_assert(zero(int, dt_bag_read_info(dt_buf_str(&text), &back, &err)), "%s",
              err.msg);
    cr_expect(eq(u64, back.bytes, 70));
    cr_expect(eq(u64, back.files, 3));
    cr_expect(eq(str, back.root, in.root));
    dt_buf_adds(&text, "Payload-Oxum: 70.3\n");
    cr_expect(
        eq(int, dt_bag_read_info(dt_buf_str(&text), &back, &err), DT_EFORMAT));
    dt_buf_release(&text);
}

Test(bag, texts_stand_behind_everything_else)
{
    cr_expect(lt(int,
                 dt_bag_order(DT_STR("data/statements.jsonl"),
                              DT_STR("data/articles/a.txt")),
                 0));
    cr_expect(lt(int,
                 dt_bag_order(DT_STR("data/LICENSE"), DT_STR("data/README.md")),
                 0));
    cr_expect(lt(int,
                 dt_bag_order(DT_STR("data/articles/a.txt"),
                              DT_STR("data/articles/b.txt")),
                 0));
    cr_expect(zero(int, dt_bag_order(DT_STR("data/a"), DT_STR("data/a"))));
}

Test(bag, lines_of_a_manifest)
{
    struct dt_buf text = DT_BUF_INIT(4096);
    struct dt_str rest, sha256, path;

    dt_bag_add_line(&text, zeros, "data/a b");
    rest = dt_buf_str(&text);
    cr_assert(zero(int, dt_bag_next_line(&rest, &sha256, &path, &err)));
    cr_expect(dt_str_is(path, "data/a b"));
    cr_expect(eq(sz, rest.len, 0));
    rest = (struct dt_str){text.ptr, text.len - 1}; /* no LF */
    cr_expect(
        eq(int, dt_bag_next_line(&rest, &sha256, &path, &err), DT_EFORMAT));
    text.ptr[3] = 'A'; /* upper case */
    rest = dt_buf_str(&text);
    cr_expect(
        eq(int, dt_bag_next_line(&rest, &sha256, &path, &err), DT_EFORMAT));
    dt_buf_release(&text);
}
