#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "article/decided.h"

enum { MOST = 8 };

static struct dt_err err;

/* An article of which nothing is known but an id and which text it has. */
static struct dt_copy article(const char *id, int text)
{
    struct dt_copy copy = {
        .id = id, .bytes = 100, .copy_of = SIZE_MAX, .duplicate_of = 0};

    copy.fold[0] = (unsigned char)text;
    copy.snapshot[0] = (unsigned char)id[0];
    return copy;
}

static void find(struct dt_copy *items, size_t count,
                 const struct dt_copy_decision *decided, size_t decisions)
{
    const struct dt_copy_decisions all = {.items = decided, .count = decisions};
    struct dt_decided d;

    cr_assert(zero(int, dt_decided_apply(&all, items, count, &d, &err)));
    cr_assert(zero(int, dt_duplicates_find(items, count, &d, &err)));
    dt_decided_release(&d);
}

/* Whom each of the items copies: "a>b", or "a" alone. */
static char *found(const struct dt_copy *items, size_t count)
{
    static char out[256];
    size_t len = 0;

    for (size_t i = 0; i < count; i++) {
        const size_t of = items[i].duplicate_of;

        len += (size_t)snprintf(
            out + len, sizeof out - len, "%s%s%s%s", i ? " " : "", items[i].id,
            of == SIZE_MAX ? "" : ">", of == SIZE_MAX ? "" : items[of].id);
    }
    return out;
}

Test(duplicates, the_smallest_id_is_kept_of_what_is_alike)
{
    struct dt_copy items[] = {article("a", 1), article("b", 2), article("c", 1),
                              article("d", 1)};

    find(items, 4, NULL, 0);
    cr_expect(eq(str, found(items, 4), "a b c>a d>a"));
}

Test(duplicates, one_of_copies_is_kept_and_no_more)
{
    static const struct dt_copy_decision decided[] = {
        {.article = "c", .verdict = DT_COPY_CANONICAL, .line = 2},
        {.article = "b", .verdict = DT_COPY_CANONICAL, .line = 4},
        {.article = "a", .verdict = DT_COPY_CANONICAL, .line = 6}};
    const struct dt_copy_decisions all = {.items = decided, .count = 3};
    struct dt_copy items[] = {article("a", 1), article("b", 2),
                              article("c", 1)};

    find(items, 3, decided, 2);
    cr_assert(
        zero(int, dt_decided_check(&all, "decisions.yaml", items, 3, &err)));
    find(items, 3, decided, 3);
    cr_assert(eq(int, dt_decided_check(&all, "decisions.yaml", items, 3, &err),
                 DT_EFORMAT));
    cr_expect(eq(str, err.msg,
                 "decisions.yaml:6: canonical: a is a copy of c, which line 2 "
                 "keeps (only one of them can be kept)"));
}

Test(duplicates, the_most_complete_before_the_smallest_id)
{
    struct dt_copy items[] = {article("a", 1), article("b", 1)};

    items[1].bytes = 101;
    find(items, 2, NULL, 0);
    cr_expect(eq(str, found(items, 2), "a>b b"));
}

Test(duplicates, the_earliest_before_the_most_complete)
{
    struct dt_copy items[] = {article("a", 1), article("b", 1), article("c", 1),
                              article("d", 1)};

    items[0].bytes = 900;
    items[0].published = "2021-03-04T12:00:00Z";
    items[1].published = "2021-03-04T12:30:00+01:00"; /* half an hour before */
    items[2].published = "2021-03-05";
    find(items, 4, NULL, 0);
    cr_expect(eq(str, found(items, 4), "a>b b c>b d>b"));
}

Test(duplicates, who_is_not_syndicated_before_the_earliest)
{
    struct dt_copy items[] = {article("a", 1), article("b", 1)};

    items[0].published = "2021-03-04";
    items[0].syndicated_from = "Somebody Else";
    items[1].published = "2021-03-05";
    find(items, 2, NULL, 0);
    cr_expect(eq(str, found(items, 2), "a>b b"));
    /* Whose own name stands there is not syndicated. */
    items[0].publisher = "somebody else";
    find(items, 2, NULL, 0);
    cr_expect(eq(str, found(items, 2), "a b>a"));
}

Test(duplicates, the_original_publisher_before_all)
{
    struct dt_copy items[] = {article("a", 1), article("b", 1),
                              article("c", 1)};

    items[0].published = "2021-03-04";
    items[1].published = "2021-03-05";
    items[2].published = "2021-03-06";
    items[2].publisher = "Northmoor News Agency";
    items[0].syndicated_from = "NORTHMOOR news agency";
    find(items, 3, NULL, 0);
    cr_expect(eq(str, found(items, 3), "a>c b>c c"));
    /* By its id, as a curator writes it. */
    items[0].syndicated_from = "b";
    find(items, 3, NULL, 0);
    cr_expect(eq(str, found(items, 3), "a>b b c>b"));
}

Test(duplicates, without_text_the_bytes_decide)
{
    struct dt_copy items[] = {article("a", 1), article("b", 1),
                              article("c", 1)};

    items[0].bytes = items[1].bytes = 0;
    find(items, 3, NULL, 0);
    cr_expect(eq(str, found(items, 3), "a b c"));
    items[1].snapshot[0] = items[0].snapshot[0];
    find(items, 3, NULL, 0);
    cr_expect(eq(str, found(items, 3), "a b>a c"));
}

Test(duplicates, a_curator_names_the_canonical_one)
{
    struct dt_copy items[] = {article("a", 1), article("b", 1),
                              article("c", 1)};
    const struct dt_copy_decision kept[] = {
        {.article = "c", .verdict = DT_COPY_CANONICAL}};

    items[0].published = "2021-03-04";
    find(items, 3, kept, 1);
    cr_expect(eq(str, found(items, 3), "a>c b>c c"));
}

Test(duplicates, a_curator_parts_what_is_the_same)
{
    struct dt_copy items[] = {article("a", 1), article("b", 1), article("c", 1),
                              article("d", 1)};
    const struct dt_copy_decision apart[] = {
        {.article = "c", .other = "a", .verdict = DT_COPY_NOT_OF},
        {.article = "b", .other = "d", .verdict = DT_COPY_NOT_OF}};

    /* b and d may not stand around one centre either. */
    find(items, 4, apart, 2);
    cr_expect(eq(str, found(items, 4), "a b>a c d>c"));
}

Test(duplicates, a_curator_calls_copies_what_no_measure_does)
{
    struct dt_copy items[] = {article("a", 1), article("b", 1), article("c", 2),
                              article("d", 2)};
    const struct dt_copy_decision copies[] = {
        {.article = "c", .other = "b", .verdict = DT_COPY_OF}};

    /* b is a's; d was c's, which now goes with a, and stays by itself. */
    find(items, 4, copies, 1);
    cr_expect(eq(str, found(items, 4), "a b>a c>a d"));
}

Test(duplicates, what_was_judged_of_another_text_decides_nothing)
{
    struct dt_copy items[] = {article("a", 1), article("b", 1)};
    struct dt_copy_decision apart = {
        .article = "a",
        .other = "b",
        .verdict = DT_COPY_NOT_OF,
        .judged = {"0100000000000000", "0200000000000000"}};

    find(items, 2, &apart, 1);
    cr_expect(eq(str, found(items, 2), "a b>a"));
    apart.judged[1] = "0100000000000000";
    find(items, 2, &apart, 1);
    cr_expect(eq(str, found(items, 2), "a b"));
    apart.other = "gone";
    find(items, 2, &apart, 1);
    cr_expect(eq(str, found(items, 2), "a b>a"));
}

/* A million identical texts with as many names take no square of time. */
Test(duplicates, many_that_are_the_same)
{
    enum { COUNT = 200000 };
    struct dt_copy *items = calloc(COUNT, sizeof *items);
    char(*ids)[16] = calloc(COUNT, sizeof *ids);

    cr_assert(items && ids);
    for (size_t i = 0; i < COUNT; i++) {
        (void)snprintf(ids[i], sizeof ids[i], "id-%07zu", i);
        items[i] = article(ids[i], 1);
        items[i].publisher = ids[i];
        items[i].syndicated_from = ids[(i * 7 + 1) % COUNT];
    }
    find(items, COUNT, NULL, 0);
    for (size_t i = 1; i < COUNT; i++)
        cr_assert(eq(sz, items[i].duplicate_of, 0));
    free(items);
    free(ids);
}

static bool revises(const struct dt_copy *a, const struct dt_copy *b)
{
    return dt_copy_revises(a, b, DT_RELATION_NEAR);
}

Test(duplicates, versions_are_of_one_publisher_and_one_story)
{
    struct dt_copy a = article("a", 1), b = article("b", 2);

    a.published = "2021-03-04T08:00:00Z";
    b.published = "2021-03-11T07:59:59Z";
    cr_expect(not(revises(&a, &b)));
    a.publisher = "Wendmouth Echo";
    b.publisher = "The Coast Road";
    cr_expect(not(revises(&a, &b)));
    b.publisher = "wendmouth echo";
    cr_expect(revises(&a, &b));
    cr_expect(not(dt_copy_revises(&a, &b, DT_RELATION_CONTAINS)));
    cr_expect(not(dt_copy_revises(&a, &b, DT_RELATION_SAME)));
    b.published = "2021-03-11T08:00:00Z"; /* a week later: a series */
    cr_expect(not(revises(&a, &b)));
    b.published = NULL;
    cr_expect(not(revises(&a, &b)));
    a.title = b.title = dt_copy_mark(DT_STR("Beds to go"));
    cr_expect(revises(&a, &b));
    cr_expect(dt_copy_revises(&a, &b, DT_RELATION_CONTAINS));
    b.title = 0;
    b.publisher = NULL;
    a.url = b.url = dt_copy_mark(DT_STR("https://echo.example/1"));
    cr_expect(revises(&a, &b));
}

Test(duplicates, versions_stand_in_the_order_of_time)
{
    struct dt_copy a = article("a", 1), b = article("b", 2);

    cr_expect(lt(int, dt_copy_cmp_version(&a, &b), 0));
    a.retrieved = "2024-05-02T09:48:30Z";
    b.retrieved = "2022-03-09T08:02:11Z";
    cr_expect(gt(int, dt_copy_cmp_version(&a, &b), 0));
    b.modified = 1646812931; /* a says nothing of a change */
    cr_expect(lt(int, dt_copy_cmp_version(&a, &b), 0));
    a.modified = b.modified + 1;
    cr_expect(gt(int, dt_copy_cmp_version(&a, &b), 0));
    a.published = "2022-03-08";
    b.published = "2022-03-08T19:20:00Z";
    cr_expect(lt(int, dt_copy_cmp_version(&a, &b), 0));
}
