#include "statement/align.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* A step back through the table. */
enum { STEP_EQUAL, STEP_REPLACE, STEP_INSERT, STEP_DELETE };

/* Of as many edits, those that leave more words equal are the better ones. */
enum { EDIT = 14, UNEQUAL = EDIT + 1 };

enum {
    OVER = UINT16_MAX - UNEQUAL, /* more than any alignment costs */
    LIMIT = 2 * UNEQUAL,         /* beyond the edits that there must be */
    WIDER = 3                    /* times as far, when that is in vain */
};

const char *dt_align_op_name(enum dt_align_op op)
{
    static const char *const names[] = {"equal",  "replace", "insert",
                                        "delete", "bracket", "gap"};

    return names[op];
}

static int reserve(struct dt_alignment *a, size_t costs, size_t trace,
                   struct dt_err *err)
{
    if (costs > a->cost_cap) {
        void *grown = realloc(a->costs, costs * sizeof *a->costs);

        if (grown == NULL)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory to align words");
        a->costs = grown;
        a->cost_cap = costs;
    }
    if (trace > a->trace_cap) {
        void *grown = realloc(a->trace, trace);

        if (grown == NULL)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory to align words");
        a->trace = grown;
        a->trace_cap = trace;
    }
    return DT_OK;
}

static bool is_bracket(const struct dt_word *word)
{
    return word->marks & DT_MARK_BRACKET;
}

/* What leaving a word of the source out costs between quote[i - 1] and [i]. */
static uint16_t delete_cost(const struct dt_word *quote, size_t count, size_t i,
                            const struct dt_word *source)
{
    if (source->marks & DT_MARK_ASIDE)
        return 0;
    if ((i > 0 && is_bracket(&quote[i - 1])) ||
        (i < count && is_bracket(&quote[i])))
        return 1;
    return EDIT;
}

struct table {
    const struct dt_word *quote, *source;
    size_t count, source_count;
    const uint16_t *rest; /* the least edits from each word on, or NULL */
    unsigned limit;       /* on what the alignment costs */
};

/* What a cell of row i costs at most, if it is one of the alignment's. */
static unsigned row_limit(const struct table *t, size_t i)
{
    return t->limit - (t->rest != NULL ? t->rest[i] * (unsigned)EDIT : 0);
}

/*
 * A row of the table, of which only cells [first, last) may be within the
 * limit; one on either side is OVER.
 */
struct row {
    uint16_t *costs;
    size_t first, last;
};

/* The row above the first: the source may begin anywhere. */
static struct row top_row(const struct table *t, uint16_t *costs)
{
    memset(costs, 0, (t->source_count + 1) * sizeof *costs);
    return (struct row){costs, 0, t->source_count + 1};
}

/* What cell j costs, from the three beside it; sets the step to it. */
static uint16_t fill_cell(const struct table *t, size_t i, size_t j,
                          const uint16_t *above, const uint16_t *row,
                          uint8_t *step)
{
    const struct dt_word *word = &t->quote[i - 1], *other = &t->source[j - 1];
    const uint16_t insert = is_bracket(word) ? 0 : UNEQUAL;
    const bool equal = word->id == other->id;
    uint16_t best = (uint16_t)(above[j - 1] + (equal         ? 0
                                               : insert == 0 ? 1
                                                             : UNEQUAL));
    uint16_t left =
        (uint16_t)(row[j - 1] + delete_cost(t->quote, t->count, i, other));
    uint16_t up = (uint16_t)(above[j] + insert);

    *step = equal ? STEP_EQUAL : STEP_REPLACE;
    if (up < best) {
        best = up;
        *step = STEP_INSERT;
    }
    if (left < best) {
        best = left;
        *step = STEP_DELETE;
    }
    return best < OVER ? best : OVER;
}

/*
 * Fill row i from the one above. What is within the limit is reached from
 * cells that are, so only those beside the band above are looked at.
 */
static struct row fill_row(const struct table *t, size_t i, struct row above,
                           uint16_t *costs, uint8_t *trace, size_t *cells)
{
    const size_t width = t->source_count + 1;
    const unsigned limit = row_limit(t, i);
    struct row row = {costs, above.first, above.first};
    size_t j = above.first;

    if (j == 0) {
        costs[0] = (uint16_t)(above.costs[0] +
                              (is_bracket(&t->quote[i - 1]) ? 0 : UNEQUAL));
        if (trace != NULL)
            trace[0] = STEP_INSERT;
        if (costs[0] <= limit)
            row.last = 1;
        j = 1;
    } else {
        costs[j - 1] = OVER;
    }
    for (; j < width && (j <= above.last || row.last == j); j++) {
        uint8_t step;

        if (j > above.last)
            above.costs[j] = OVER;
        costs[j] = fill_cell(t, i, j, above.costs, costs, &step);
        if (trace != NULL)
            trace[j] = step;
        if (costs[j] <= limit)
            row.last = j + 1;
    }
    *cells += j - above.first;
    while (row.first < row.last && costs[row.first] > limit)
        row.first++;
    if (row.last < width)
        costs[row.last] = OVER;
    return row;
}

static int add_part(struct dt_alignment *a, struct dt_align_part part,
                    struct dt_err *err)
{
    struct dt_align_part *last = a->count ? &a->parts[a->count - 1] : NULL;

    if (last != NULL && last->op == part.op) { /* parts come from the end */
        last->quote = part.quote;
        last->source = part.source;
        return DT_OK;
    }
    if (a->count == a->cap) {
        void *grown = dt_array_grow(a->parts, &a->cap, sizeof *a->parts);

        if (!grown)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory to align words");
        a->parts = grown;
    }
    a->parts[a->count++] = part;
    return DT_OK;
}

/* Walk back from the last row, and turn the parts into reading order. */
static int walk_back(struct dt_alignment *a, const struct table *t, size_t end,
                     struct dt_err *err)
{
    size_t i = t->count, j = end, width = t->source_count + 1;
    int rc = DT_OK;

    a->count = 0;
    a->edits = 0;
    a->source_end = end;
    while (i > 0 && rc == DT_OK) {
        uint8_t step = a->trace[i * width + j];
        struct dt_align_part part = {(uint32_t)i, (uint32_t)i, (uint32_t)j,
                                     (uint32_t)j, DT_ALIGN_EQUAL};

        if (step != STEP_DELETE)
            part.quote = (uint32_t)--i;
        if (step != STEP_INSERT)
            part.source = (uint32_t)--j;
        if (step == STEP_DELETE) {
            uint16_t cost = delete_cost(t->quote, t->count, i, &t->source[j]);

            if (cost == 0)
                continue; /* an aside */
            part.op = cost == EDIT ? DT_ALIGN_DELETE : DT_ALIGN_BRACKET;
        } else if (step != STEP_EQUAL) {
            part.op = is_bracket(&t->quote[i]) ? DT_ALIGN_BRACKET
                      : step == STEP_INSERT    ? DT_ALIGN_INSERT
                                               : DT_ALIGN_REPLACE;
        }
        a->edits += part.op != DT_ALIGN_EQUAL && part.op != DT_ALIGN_BRACKET;
        rc = add_part(a, part, err);
    }
    a->source = j;
    for (size_t k = 0; k < a->count / 2; k++) {
        struct dt_align_part swapped = a->parts[k];

        a->parts[k] = a->parts[a->count - 1 - k];
        a->parts[a->count - 1 - k] = swapped;
    }
    return rc;
}

/*
 * Fill the table as far as the limit goes, each row's least into least unless
 * that is NULL. False: not even the best alignment is within it.
 */
static bool fill_table(struct dt_alignment *a, const struct table *t,
                       bool traced, uint16_t *least, struct row *last)
{
    const size_t width = t->source_count + 1;

    *last = top_row(t, a->costs);
    for (size_t i = 0; i <= t->count; i++) {
        if (i > 0)
            *last = fill_row(t, i, *last, a->costs + i % 2 * width,
                             traced ? a->trace + i * width : NULL, &a->cells);
        if (last->first == last->last)
            return false;
        if (least == NULL)
            continue;
        least[i] = OVER;
        for (size_t j = last->first; j < last->last; j++)
            if (last->costs[j] < least[i])
                least[i] = last->costs[j];
    }
    return true;
}

/* The same with a limit that is far enough, if not farther than need be. */
static struct row fill_enough(struct dt_alignment *a, struct table *t,
                              bool traced, uint16_t *least)
{
    struct row last;

    for (t->limit = LIMIT + (t->rest != NULL ? t->rest[0] : 0U) * UNEQUAL;
         !fill_table(a, t, traced, least, &last);)
        t->limit *= WIDER;
    return last;
}

int dt_align(struct dt_alignment *a, const struct dt_word *quote, size_t count,
             const struct dt_word *source, size_t source_count,
             const uint16_t *rest, struct dt_err *err)
{
    struct table t = {quote, source, count, source_count, rest, 0};
    size_t width = source_count + 1, end;
    struct row last;
    int rc;

    assert(count <= DT_ALIGN_QUOTE && source_count <= DT_ALIGN_SOURCE);
    rc = reserve(a, 2 * width, (count + 1) * width, err);
    if (rc != DT_OK)
        return rc;
    last = fill_enough(a, &t, true, NULL);
    end = last.first;
    for (size_t j = last.first; j < last.last; j++)
        if (last.costs[j] < last.costs[end])
            end = j;
    return walk_back(a, &t, end, err);
}

int dt_align_edges(struct dt_alignment *a, const struct dt_word *quote,
                   size_t count, const struct dt_word *source,
                   size_t source_count, int backward, uint16_t *edges,
                   struct dt_err *err)
{
    struct dt_word *turned = NULL;
    struct table t = {quote, source, count, source_count, NULL, 0};
    int rc;

    assert(count <= DT_ALIGN_QUOTE && source_count <= DT_ALIGN_SOURCE);
    if (backward) {
        turned = malloc((count + source_count) * sizeof *turned + 1);
        if (turned == NULL)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory to align words");
        for (size_t i = 0; i < count; i++)
            turned[i] = quote[count - 1 - i];
        for (size_t j = 0; j < source_count; j++)
            turned[count + j] = source[source_count - 1 - j];
        t.quote = turned;
        t.source = turned + count;
    }
    rc = reserve(a, 2 * (source_count + 1), 0, err);
    if (rc == DT_OK) {
        (void)fill_enough(a, &t, false, edges);
        for (size_t i = 0; i <= count; i++)
            edges[i] /= EDIT;
        for (size_t i = 0; backward && i < (count + 1) / 2; i++) {
            uint16_t swapped = edges[i];

            edges[i] = edges[count - i];
            edges[count - i] = swapped;
        }
    }
    free(turned);
    return rc;
}

void dt_alignment_release(struct dt_alignment *a)
{
    free(a->parts);
    free(a->costs);
    free(a->trace);
    *a = DT_ALIGNMENT_INIT;
}
