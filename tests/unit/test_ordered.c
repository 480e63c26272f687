#include <criterion/criterion.h>
#include <criterion/new/assert.h>

#include "base/ordered.h"

enum { ITEMS = 7, LENGTH = 5000 };

struct numbers {
    unsigned next, seen, stop_at;
};

struct item {
    unsigned number, square;
};

static int take(void *ctx, void *item, bool *end, struct dt_err *err)
{
    struct numbers *n = ctx;

    (void)err;
    *end = n->next == LENGTH;
    ((struct item *)item)->number = n->next++;
    return DT_OK;
}

static void work(void *ctx, void *item)
{
    struct item *i = item;

    (void)ctx;
    /* Some take longer than others. */
    for (volatile unsigned spin = 0; spin < i->number % 97 * 50; spin++)
        ;
    i->square = i->number * i->number;
}

static int give(void *ctx, void *item, struct dt_err *err)
{
    struct numbers *n = ctx;
    const struct item *i = item;

    if (n->stop_at && n->seen == n->stop_at)
        return DT_FAIL(err, DT_EIO, "full at %u", n->seen);
    cr_assert(eq(uint, i->number, n->seen));
    cr_assert(eq(uint, i->square, n->seen * n->seen));
    n->seen++;
    return DT_OK;
}

static int run(unsigned threads, struct numbers *n, struct dt_err *err)
{
    const struct dt_ordered stream = {take, work, give, n};
    struct item items[ITEMS];

    return dt_ordered_run(&stream, threads, items, ITEMS, sizeof *items, err);
}

Test(ordered, items_come_out_as_they_went_in)
{
    for (unsigned threads = 1; threads <= 8; threads++) {
        struct numbers n = {0, 0, 0};
        struct dt_err err;

        cr_assert(zero(int, run(threads, &n, &err)));
        cr_expect(eq(uint, n.seen, LENGTH));
    }
}

Test(ordered, a_failure_to_give_ends_the_stream)
{
    for (unsigned threads = 1; threads <= 8; threads++) {
        struct numbers n = {0, 0, 1234};
        struct dt_err err;

        cr_assert(eq(int, run(threads, &n, &err), DT_EIO));
        cr_expect(eq(uint, n.seen, 1234));
        cr_expect(n.next <= 1234 + 2 * ITEMS);
    }
}
