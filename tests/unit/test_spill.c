#include <criterion/criterion.h>
#include <stdlib.h>

#include "article/spill.h"

enum { RECORDS = 50000, VALUES = 20000 };

/* A linear congruential generator: Knuth, TAOCP 3.3.4, table 1, line 26. */
static uint64_t chance = 7;

static uint64_t next(void)
{
    chance = chance * UINT64_C(6364136223846793005) + 1;
    return chance >> 33;
}

/* Hold what is read against what was put in: each once, in order. */
static void check(const struct dt_spill *s, const bool *put, size_t values)
{
    struct dt_spill_reader reader;
    struct dt_keyed record;
    struct dt_err err;
    bool more;

    cr_assert_eq(dt_spill_open(&reader, s, &err), DT_OK);
    for (size_t i = 0; i < values; i++) {
        if (!put[i])
            continue;
        cr_assert_eq(dt_spill_next(&reader, &record, &more, &err), DT_OK);
        cr_assert(more);
        if (s->kind == DT_SPILL_NUMBERS)
            cr_assert_eq(record.key, (uint64_t)i << 31);
        else
            cr_assert(record.key == i / 10 && record.item == i % 10);
    }
    cr_assert_eq(dt_spill_next(&reader, &record, &more, &err), DT_OK);
    cr_assert_not(more);
    dt_spill_close(&reader);
}

static void put(struct dt_spill *s, size_t value)
{
    struct dt_err err;

    if (s->kind == DT_SPILL_NUMBERS)
        cr_assert_eq(dt_spill_number(s, (uint64_t)value << 31, &err), DT_OK);
    else
        cr_assert_eq(
            dt_spill_keyed(s, value / 10, (uint32_t)(value % 10), &err), DT_OK);
}

/* With all the memory there is, and with too little: the file is used. */
static void try_kind(enum dt_spill_kind kind, uint64_t bytes, bool runs)
{
    static bool was_put[VALUES];
    struct dt_spill s = DT_SPILL_INIT(kind), more = DT_SPILL_INIT(kind);
    struct dt_err err;

    if (bytes) {
        dt_spill_bound(&s, bytes, NULL);
        dt_spill_bound(&more, bytes, NULL);
    }
    for (size_t i = 0; i < VALUES; i++)
        was_put[i] = false;
    for (size_t i = 0; i < RECORDS; i++) {
        size_t value = next() % VALUES;

        was_put[value] = true;
        put(i % 2 ? &s : &more, value);
    }
    cr_assert_eq(dt_spill_merge(&s, &more, &err), DT_OK);
    cr_assert_eq(dt_spill_settle(&s, &err), DT_OK);
    cr_assert_eq(s.run_count > 1 && more.run_count > 1, runs);
    check(&s, was_put, VALUES);
    check(&s, was_put, VALUES);
    dt_spill_release(&more);
    dt_spill_release(&s);
}

Test(spill, in_memory)
{
    try_kind(DT_SPILL_NUMBERS, 0, false);
    try_kind(DT_SPILL_KEYED, 0, false);
    try_kind(DT_SPILL_NUMBERS, UINT64_C(1) << 30, false);
}

Test(spill, in_runs)
{
    try_kind(DT_SPILL_NUMBERS, 1, true);
    try_kind(DT_SPILL_KEYED, 1, true);
}

Test(spill, nothing)
{
    struct dt_spill s = DT_SPILL_INIT(DT_SPILL_KEYED);
    struct dt_err err;

    cr_assert_eq(dt_spill_settle(&s, &err), DT_OK);
    check(&s, NULL, 0);
    dt_spill_release(&s);
}

/* What repeats itself needs no file, however often it comes. */
Test(spill, repetitions)
{
    struct dt_spill s = DT_SPILL_INIT(DT_SPILL_NUMBERS);
    const bool once[1] = {true};
    struct dt_err err;

    dt_spill_bound(&s, 1, NULL);
    for (size_t i = 0; i < RECORDS; i++)
        put(&s, 0);
    cr_assert_eq(dt_spill_settle(&s, &err), DT_OK);
    cr_assert_eq(s.run_count, 0);
    check(&s, once, 1);
    dt_spill_release(&s);
}

/* Takes records below 30, and refuses that one. */
static int take_below_30(void *ctx, const struct dt_keyed *record,
                         struct dt_err *err)
{
    size_t *taken = ctx;

    if (record->key == 30)
        return DT_FAIL(err, DT_EIO, "refused");
    ++*taken;
    return DT_OK;
}

Test(spill, an_error_ends_reading)
{
    struct dt_spill s = DT_SPILL_INIT(DT_SPILL_NUMBERS);
    size_t taken = 0;
    struct dt_err err;

    for (size_t i = 50; i-- > 0;)
        cr_assert_eq(dt_spill_number(&s, i * 10, &err), DT_OK);
    cr_assert_eq(dt_spill_settle(&s, &err), DT_OK);
    cr_assert_eq(dt_spill_each(&s, take_below_30, &taken, &err), DT_EIO);
    cr_assert_eq(taken, 3);
    dt_spill_release(&s);
}
