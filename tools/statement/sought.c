#include "statement/sought.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "statement/runs.h"

static int make_room(struct dt_sought *s, size_t more, struct dt_err *err)
{
    size_t cap = (s->count + more) * 2;
    void *grown;

    if (s->count + more <= s->cap)
        return DT_OK;
    grown = cap < UINT32_MAX ? realloc(s->list, cap * sizeof *s->list) : NULL;
    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for quotations");
    s->list = grown;
    s->cap = cap;
    return DT_OK;
}

int dt_sought_add(struct dt_sought *s, const struct dt_said *said,
                  const struct dt_word *words, size_t count, uint32_t quotation,
                  uint8_t *needed, struct dt_err *err)
{
    struct dt_runs runs = {{0}, 0};
    const size_t before = s->count;
    uint64_t run;

    *needed = count < DT_SOUGHT_SHORT ? 1 : 2;
    for (size_t i = 0; i < count; i++) {
        if (!dt_runs_next(&runs, words[i].id, &run) ||
            !dt_said_has_run(said, run))
            continue;
        if (make_room(s, 1, err) < 0)
            return DT_EINTERNAL;
        s->list[s->count++] = (struct dt_keyed){run, quotation};
    }
    if (s->count - before < *needed) {
        s->count = before;
        *needed = 0;
    }
    return DT_OK;
}

int dt_sought_take(struct dt_sought *s, struct dt_sought *from,
                   struct dt_err *err)
{
    int rc = make_room(s, from->count, err);

    if (rc == DT_OK && from->count) {
        memcpy(s->list + s->count, from->list, from->count * sizeof *s->list);
        s->count += from->count;
    }
    dt_sought_release(from);
    return rc;
}

static size_t slot_of(const struct dt_sought *s, uint64_t run)
{
    return (size_t)(run >> (64 - s->bits));
}

/* The different runs, each with its stretch of the sorted list. */
static int list_runs(struct dt_sought *s, struct dt_err *err)
{
    s->runs = malloc((s->count + 1) * sizeof *s->runs);
    if (!s->runs)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for quotations");
    for (uint32_t i = 0; i < s->count; i++) {
        if (i == 0 || s->list[i].key != s->list[i - 1].key)
            s->runs[s->run_count++] = (struct dt_sought_run){s->list[i].key, i,
                                                             i};
        s->runs[s->run_count - 1].last = i + 1;
    }
    return DT_OK;
}

int dt_sought_seal(struct dt_sought *s, struct dt_err *err)
{
    int rc = dt_radix_sort(s->list, s->count, err);
    size_t slots;

    if (rc == DT_OK)
        rc = list_runs(s, err);
    if (rc < 0)
        return rc;
    for (s->bits = 8; s->bits < 28 && (size_t)1 << s->bits < 2 * s->run_count;)
        s->bits++;
    slots = (size_t)1 << s->bits;
    s->starts = calloc(slots + 1, sizeof *s->starts);
    if (!s->starts)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for quotations");
    for (size_t i = 0; i < s->run_count; i++)
        s->starts[slot_of(s, s->runs[i].hash) + 1]++;
    for (size_t i = 1; i <= slots; i++)
        s->starts[i] += s->starts[i - 1];
    return DT_OK;
}

/* The number of a run among those that are sought, or UINT32_MAX. */
static uint32_t find_run(const struct dt_sought *s, uint64_t run)
{
    const size_t slot = slot_of(s, run);

    for (uint32_t k = s->starts[slot]; k < s->starts[slot + 1]; k++)
        if (s->runs[k].hash == run)
            return k;
    return UINT32_MAX;
}

bool dt_sought_has_any(const struct dt_sought *s, struct dt_str runs)
{
    for (size_t i = 0; i + DT_RUN_BYTES <= runs.len; i += DT_RUN_BYTES)
        if (find_run(s, dt_run_take(runs.ptr + i)) != UINT32_MAX)
            return true;
    return false;
}

static int pass(const struct dt_sought *s, const struct dt_word *words,
                size_t count, bool asides, struct dt_sought_met *met)
{
    struct dt_runs runs = {{0}, 0};
    uint64_t run;

    for (size_t i = 0; i < count; i++) {
        uint32_t *grown, number;

        if ((!asides && words[i].marks & DT_MARK_ASIDE) ||
            !dt_runs_next(&runs, words[i].id, &run))
            continue;
        number = find_run(s, run);
        if (number == UINT32_MAX)
            continue;
        grown = dt_array_room(met->passed, &met->passed_cap, met->passed_count,
                              sizeof *grown);
        if (!grown)
            return DT_EINTERNAL;
        met->passed = grown;
        met->passed[met->passed_count++] = number;
    }
    return DT_OK;
}

static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static int by_quotation(const void *a, const void *b)
{
    const struct dt_sought_quotation *x = a, *y = b;

    return (x->quotation > y->quotation) - (x->quotation < y->quotation);
}

/* One item for each quotation of each run that passed, however often. */
static int list_met(const struct dt_sought *s, struct dt_sought_met *met)
{
    for (size_t i = 0; i < met->passed_count; i++) {
        const struct dt_sought_run *run = &s->runs[met->passed[i]];

        for (uint32_t k = run->first; k < run->last; k++) {
            struct dt_sought_quotation *grown;

            if (i > 0 && met->passed[i] == met->passed[i - 1])
                break;
            grown = dt_array_room(met->items, &met->cap, met->count,
                                  sizeof *grown);
            if (!grown)
                return DT_EINTERNAL;
            met->items = grown;
            met->items[met->count++] =
                (struct dt_sought_quotation){s->list[k].item, 1};
        }
    }
    return DT_OK;
}

/* Sum up what is of one quotation. */
static void join_met(struct dt_sought_met *met)
{
    size_t count = 0;

    qsort(met->items, met->count, sizeof *met->items, by_quotation);
    for (size_t i = 0; i < met->count; i++)
        if (count && met->items[count - 1].quotation == met->items[i].quotation)
            met->items[count - 1].runs++;
        else
            met->items[count++] = met->items[i];
    met->count = count;
}

int dt_sought_meet(const struct dt_sought *s, const struct dt_word *words,
                   size_t count, struct dt_sought_met *met, struct dt_err *err)
{
    bool asides = false;
    int rc;

    met->count = met->passed_count = 0;
    for (size_t i = 0; i < count; i++)
        asides = asides || words[i].marks & DT_MARK_ASIDE;
    rc = pass(s, words, count, true, met);
    if (rc == DT_OK && asides)
        rc = pass(s, words, count, false, met);
    if (rc == DT_OK && met->passed_count) {
        qsort(met->passed, met->passed_count, sizeof *met->passed, by_number);
        rc = list_met(s, met);
        join_met(met);
    }
    return rc < 0 ? DT_FAIL(err, DT_EINTERNAL, "out of memory for quotations")
                  : DT_OK;
}

void dt_sought_met_release(struct dt_sought_met *met)
{
    free(met->items);
    free(met->passed);
    *met = DT_SOUGHT_MET_INIT;
}

void dt_sought_release(struct dt_sought *s)
{
    free(s->list);
    free(s->runs);
    free(s->starts);
    *s = DT_SOUGHT_INIT;
}
