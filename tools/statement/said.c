#include "statement/said.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { LEAST_BITS = 16, WORD_BITS = 16, RUN = DT_SAID_RUN - 1 };

struct dt_said {
    _Atomic uint64_t *bits;
    unsigned shift; /* a hash to the number of its bit */
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
        said->shift = 64 - log;
        said->bits = calloc((size_t)1 << (log - 6), sizeof *said->bits);
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

/* The hash of a run goes on to that of the next: RUN words, the last of all. */
static uint64_t next_hash(uint64_t last[RUN], uint64_t word)
{
    uint64_t hash = 0;

    for (size_t i = 0; i + 1 < RUN; i++)
        last[i] = last[i + 1];
    last[RUN - 1] = word;
    for (size_t i = 0; i < RUN; i++)
        hash = (hash ^ last[i]) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static uint64_t bit_of(const struct dt_said *said, uint64_t hash)
{
    return hash * UINT64_C(0xBF58476D1CE4E5B9) >> said->shift;
}

static void add(struct dt_said *said, const struct dt_word *words, size_t count,
                bool asides)
{
    uint64_t last[RUN] = {0};
    size_t seen = 0;

    for (size_t i = 0; i < count; i++) {
        uint64_t bit;

        if (!asides && words[i].marks & DT_MARK_ASIDE)
            continue;
        bit = bit_of(said, next_hash(last, words[i].id));
        if (++seen >= RUN)
            (void)atomic_fetch_or_explicit(&said->bits[bit / 64],
                                           UINT64_C(1) << bit % 64,
                                           memory_order_relaxed);
    }
}

void dt_said_add(struct dt_said *said, const struct dt_word *words,
                 size_t count)
{
    bool asides = false;

    for (size_t i = 0; i < count; i++)
        asides = asides || words[i].marks & DT_MARK_ASIDE;
    add(said, words, count, true);
    if (asides)
        add(said, words, count, false);
}

bool dt_said_has(const struct dt_said *said, const struct dt_word *words,
                 size_t count)
{
    uint64_t last[RUN] = {0};
    bool before = false;

    for (size_t i = 0; i < count; i++) {
        const uint64_t bit = bit_of(said, next_hash(last, words[i].id));
        const bool now = i + 1 >= RUN &&
                         atomic_load_explicit(&said->bits[bit / 64],
                                              memory_order_relaxed) >>
                                 bit % 64 &
                             1;

        if (now && before)
            return true;
        before = now;
    }
    return false;
}
