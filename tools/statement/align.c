#include "statement/align.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* A step back through the table. */
enum { STEP_EQUAL, STEP_REPLACE, STEP_INSERT, STEP_DELETE };

/* Of as many edits, those that leave more words equal are the better ones. */
enum { EDIT = 14, UNEQUAL = EDIT + 1 };

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
};

/* Fill row i, of source_count + 1 cells, from the row above. */
static void fill_row(const struct table *t, size_t i, const uint16_t *above,
                     uint16_t *row, uint8_t *trace)
{
    const struct dt_word *word = &t->quote[i - 1];
    uint16_t insert = is_bracket(word) ? 0 : UNEQUAL;

    row[0] = (uint16_t)(above[0] + insert);
    if (trace != NULL)
        trace[0] = STEP_INSERT;
    for (size_t j = 1; j <= t->source_count; j++) {
        const struct dt_word *other = &t->source[j - 1];
        bool equal = word->id == other->id;
        uint16_t best = (uint16_t)(above[j - 1] + (equal         ? 0
                                                   : insert == 0 ? 1
                                                                 : UNEQUAL));
        uint16_t left =
            (uint16_t)(row[j - 1] + delete_cost(t->quote, t->count, i, other));
        uint16_t up = (uint16_t)(above[j] + insert);
        uint8_t step = equal ? STEP_EQUAL : STEP_REPLACE;

        if (up < best) {
            best = up;
            step = STEP_INSERT;
        }
        if (left < best) {
            best = left;
            step = STEP_DELETE;
        }
        row[j] = best;
        if (trace != NULL)
            trace[j] = step;
    }
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
        size_t cap = a->cap ? a->cap * 2 : 16;
        void *grown = realloc(a->parts, cap * sizeof *a->parts);

        if (grown == NULL)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory to align words");
        a->parts = grown;
        a->cap = cap;
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

int dt_align(struct dt_alignment *a, const struct dt_word *quote, size_t count,
             const struct dt_word *source, size_t source_count,
             struct dt_err *err)
{
    struct table t = {quote, source, count, source_count};
    size_t width = source_count + 1, end = 0;
    uint16_t *above, *row;
    int rc;

    assert(count <= DT_ALIGN_QUOTE && source_count <= DT_ALIGN_SOURCE);
    rc = reserve(a, 2 * width, (count + 1) * width, err);
    if (rc != DT_OK)
        return rc;
    above = a->costs;
    row = a->costs + width;
    memset(row, 0, width * sizeof *row);
    for (size_t i = 1; i <= count; i++) {
        uint16_t *swapped = above;

        above = row;
        row = swapped;
        fill_row(&t, i, above, row, a->trace + i * width);
    }
    for (size_t j = 1; j < width; j++)
        if (row[j] < row[end])
            end = j;
    return walk_back(a, &t, end, err);
}

int dt_align_edges(struct dt_alignment *a, const struct dt_word *quote,
                   size_t count, const struct dt_word *source,
                   size_t source_count, int backward, uint16_t *edges,
                   struct dt_err *err)
{
    struct dt_word *turned = NULL;
    struct table t = {quote, source, count, source_count};
    size_t width = source_count + 1;
    uint16_t *above, *row;
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
    rc = reserve(a, 2 * width, 0, err);
    for (size_t i = 0; i <= count && rc == DT_OK; i++) {
        uint16_t best = UINT16_MAX;

        above = a->costs + (i + 1) % 2 * width;
        row = a->costs + i % 2 * width;
        if (i == 0)
            memset(row, 0, width * sizeof *row);
        else
            fill_row(&t, i, above, row, NULL);
        for (size_t j = 0; j < width; j++)
            if (row[j] < best)
                best = row[j];
        edges[backward ? count - i : i] = (uint16_t)(best / EDIT);
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
