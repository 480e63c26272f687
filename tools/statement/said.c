#include "statement/said.h"

#include <stdlib.h>

#include "base/pages.h"
#include "statement/runs.h"

/* A run has bits in PARTS of the words of one line. */
enum {
    LEAST_BITS = 16,
    WORD_BITS = 16,
    LINE_BITS = 512,
    PARTS = 2,
    MARKS = 4,
    AHEAD = 16 /* runs that memory is asked for before their turn */
};

struct dt_said {
    uint64_t *bits;
    unsigned shift; /* a hash to the number of its line */
};

int dt_said_new(struct dt_said **out, size_t words, struct dt_err *err)
{
    struct dt_said *said = calloc(1, sizeof *said);
    unsigned log = LEAST_BITS;

    while (UINT64_C(1) << log < DT_SAID_MOST &&
           UINT64_C(1) << log < (uint64_t)words * WORD_BITS)
        log++;
    *out = said;
    if (said) {
        said->shift = 64 - (log - 9);
        said->bits = calloc((size_t)1 << (log - 6), sizeof *said->bits);
        dt_pages_large(said->bits, (size_t)1 << (log - 3));
    }
    return said && said->bits
               ? DT_OK
               : DT_FAIL(err, DT_EINTERNAL, "out of memory for transcripts");
}

void dt_said_free(struct dt_said *said)
{
    if (!said)
        return;
    free(said->bits);
    free(said);
}

/* The words of the set that have a run's bits, and which. */
struct bits {
    size_t at[PARTS];
    uint64_t marks[PARTS];
};

static struct bits bits_of(const struct dt_said *said, uint64_t run)
{
    const uint64_t line = run * UINT64_C(0xBF58476D1CE4E5B9) >> said->shift;
    uint64_t rest = run * UINT64_C(0x94D049BB133111EB);
    struct bits b = {{0}, {0}};

    rest ^= rest >> 31;
    for (size_t i = 0; i < PARTS; i++) {
        /* One in each half of the line, so that they are never the same. */
        b.at[i] = (size_t)line * (LINE_BITS / 64) + i * 4 + (rest & 3);
        rest >>= 2;
        for (size_t k = 0; k < MARKS; k++) {
            b.marks[i] |= UINT64_C(1) << (rest & 63);
            rest >>= 6;
        }
    }
    return b;
}

static void set(struct dt_said *said, const struct bits *b)
{
    for (size_t k = 0; k < PARTS; k++)
        said->bits[b->at[k]] |= b->marks[k];
}

/* Append the runs of all words; or without asides those that pass over one. */
static void put_runs(const struct dt_word *words, size_t count, bool asides,
                     struct dt_buf *out)
{
    struct dt_runs runs = {{0}, 0};
    size_t since = asides ? 0 : DT_RUN_WORDS; /* words behind an aside */
    uint64_t run;

    for (size_t i = 0; i < count; i++) {
        char bytes[DT_RUN_BYTES];
        bool whole;

        if (!asides && words[i].marks & DT_MARK_ASIDE) {
            since = 0;
            continue;
        }
        whole = dt_runs_next(&runs, words[i].id, &run);
        if (whole && since + 1 < DT_RUN_WORDS) {
            dt_run_put(run, bytes);
            dt_buf_add(out, bytes, sizeof bytes);
        }
        since += !asides;
    }
}

void dt_said_runs(const struct dt_word *words, size_t count, struct dt_buf *out)
{
    put_runs(words, count, true, out);
    put_runs(words, count, false, out);
}

void dt_said_add(struct dt_said *said, struct dt_str runs)
{
    const size_t count = runs.len / DT_RUN_BYTES;
    struct bits ahead[AHEAD];

    for (size_t i = 0; i < count; i++) {
        struct bits *b = &ahead[i % AHEAD];

        if (i >= AHEAD)
            set(said, b);
        *b = bits_of(said, dt_run_take(runs.ptr + i * DT_RUN_BYTES));
        __builtin_prefetch(&said->bits[b->at[0]], 1);
    }
    for (size_t i = 0; i < count && i < AHEAD; i++)
        set(said, &ahead[i]);
}

bool dt_said_has_run(const struct dt_said *said, uint64_t run)
{
    const struct bits b = bits_of(said, run);

    for (size_t k = 0; k < PARTS; k++)
        if ((said->bits[b.at[k]] & b.marks[k]) != b.marks[k])
            return false;
    return true;
}
