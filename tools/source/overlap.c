#include "source/overlap.h"

#include <stdlib.h>
#include <string.h>

#include "base/edtf.h"

/* A membership, and the days on which it is held for certain. */
struct row {
    const struct dt_person *person;
    const struct dt_membership *held;
    int64_t begin, end;
};

static struct row row_of(const struct dt_person *person,
                         const struct dt_membership *held)
{
    struct row row = {person, held, INT64_MIN, INT64_MAX};
    int64_t unused;

    if (held->from)
        (void)dt_edtf_days(DT_STR(held->from), &unused, &row.begin);
    if (held->until)
        (void)dt_edtf_days(DT_STR(held->until), &row.end, &unused);
    return row;
}

static int by_begin(const struct row *x, const struct row *y)
{
    int order = (x->begin > y->begin) - (x->begin < y->begin);

    if (order == 0)
        order = strcmp(x->person->id, y->person->id);
    return order ? order : (x->held > y->held) - (x->held < y->held);
}

static int by_person(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    int order = strcmp(x->person->id, y->person->id);

    return order ? order : by_begin(x, y);
}

static int compare_office(const struct dt_membership *x,
                          const struct dt_membership *y)
{
    int order = strcmp(x->office, y->office);

    return order ? order
                 : strcmp(x->organisation ? x->organisation : "",
                          y->organisation ? y->organisation : "");
}

static int by_office(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    int order = compare_office(x->held, y->held);

    return order ? order : by_begin(x, y);
}

static bool is_of_one(const struct row *x, const struct row *y, bool person)
{
    return person ? x->person == y->person
                  : compare_office(x->held, y->held) == 0;
}

/* Go through the rows in the order of one person's, or of one office's. */
static void sweep(const struct row *rows, size_t n, bool person,
                  struct dt_overlap *out, size_t *count)
{
    const struct row *longest = NULL;

    for (size_t i = 0; i < n; i++) {
        const struct row *row = &rows[i];

        if (longest && !is_of_one(longest, row, person))
            longest = NULL;
        if (longest && row->begin < longest->end &&
            (person || row->person != longest->person))
            out[(*count)++] = (struct dt_overlap){longest->person, row->person,
                                                  longest->held, row->held};
        if (!longest || row->end > longest->end)
            longest = row;
    }
}

int dt_people_overlaps(const struct dt_people *people, struct dt_arena *arena,
                       struct dt_overlap **out, size_t *count,
                       struct dt_err *err)
{
    struct row *rows;
    size_t n = 0;

    *count = 0;
    for (size_t i = 0; i < people->count; i++)
        n += people->items[i].membership_count;
    rows = malloc((n + 1) * sizeof *rows);
    *out = dt_arena_array(arena, 2 * n + 1, sizeof **out);
    if (!rows || !*out) {
        free(rows);
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu offices", n);
    }
    n = 0;
    for (size_t i = 0; i < people->count; i++)
        for (size_t k = 0; k < people->items[i].membership_count; k++)
            rows[n++] = row_of(&people->items[i],
                               &people->items[i].memberships[k]);
    if (n > 0) {
        qsort(rows, n, sizeof *rows, by_person);
        sweep(rows, n, true, *out, count);
        qsort(rows, n, sizeof *rows, by_office);
        sweep(rows, n, false, *out, count);
    }
    free(rows);
    return DT_OK;
}
