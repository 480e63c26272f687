#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "article/repeated.h"

static struct dt_err err;

struct found {
    struct dt_repeated items[8];
    size_t count;
};

static int note(void *ctx, const struct dt_repeated *found, struct dt_err *e)
{
    struct found *all = ctx;

    (void)e;
    cr_assert_lt(all->count, 8);
    all->items[all->count++] = *found;
    return DT_OK;
}

static void find(struct dt_paragraph *items, size_t count, uint32_t more_than,
                 struct found *out)
{
    out->count = 0;
    cr_assert(
        zero(int, dt_repeated_find(items, count, more_than, note, out, &err)));
}

/* fold, site, story, article, start */
Test(repeated, stories_of_one_site_are_counted)
{
    struct dt_paragraph items[] = {{7, 1, 30, 30, 5}, {7, 1, 10, 10, 90},
                                   {7, 1, 20, 20, 0}, {8, 1, 10, 10, 9},
                                   {8, 2, 11, 11, 0}, {8, 3, 12, 12, 0}};
    struct found out;

    find(items, 6, 2, &out);
    cr_assert(eq(sz, out.count, 1));
    cr_expect(eq(u64, out.items[0].fold, 7));
    cr_expect(eq(u32, out.items[0].stories, 3));
    cr_expect(eq(u32, out.items[0].sites, 1));
    cr_expect(eq(u32, out.items[0].article, 10));
    cr_expect(eq(u32, out.items[0].start, 90));
    find(items, 6, 3, &out);
    cr_expect(eq(sz, out.count, 0));
}

Test(repeated, versions_and_repetitions_are_one_story)
{
    struct dt_paragraph items[] = {{7, 1, 1, 1, 0}, {7, 1, 1, 2, 0},
                                   {7, 1, 1, 3, 0}, {7, 1, 1, 3, 50},
                                   {7, 1, 4, 4, 0}, {7, 2, 5, 5, 0}};
    struct found out;

    find(items, 6, 2, &out);
    cr_expect(eq(sz, out.count, 0));
    find(items, 6, 1, &out);
    cr_assert(eq(sz, out.count, 1));
    cr_expect(eq(u32, out.items[0].stories, 2));
    cr_expect(eq(u32, out.items[0].articles, 4));
    cr_expect(eq(u32, out.items[0].sites, 2));
}

Test(repeated, nothing_at_all)
{
    struct found out;

    find(NULL, 0, 1, &out);
    cr_expect(eq(sz, out.count, 0));
}
