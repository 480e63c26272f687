#include "article/candidates.h"

#include <assert.h>
#include <stdlib.h>

#include "base/pool.h"

__extension__ typedef unsigned __int128 wide;

/* Texts that one call of the pool's function does. */
enum { BLOCK = 256 };

int dt_pairs_add(struct dt_spill *pairs, uint32_t a, uint32_t b,
                 struct dt_err *err)
{
    assert(a != b);
    return dt_spill_number(
        pairs, a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a, err);
}

int dt_candidates_near(const struct dt_groups *groups, size_t crowd,
                       struct dt_spill *out, struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t at = 0; rc == DT_OK && at < groups->count;) {
        const size_t count = groups->word[at];
        const uint32_t *text = groups->word + at + 1;
        const size_t next = count > crowd ? DT_JOIN_NEXT : count;

        for (size_t i = 0; rc == DT_OK && i < count; i++)
            for (size_t j = i + 1; rc == DT_OK && j < count; j++) {
                if (i > 0 && j - i > next)
                    break;
                rc = dt_pairs_add(out, text[i], text[j], err);
            }
        at += count + 1;
    }
    return rc;
}

bool dt_candidates_enough(const struct dt_join_text *a,
                          const struct dt_join_text *b, uint64_t met,
                          unsigned threshold)
{
    const uint64_t least = a->samples < b->samples ? a->samples : b->samples;
    const uint64_t mean = least * threshold; /* of a thousand times met */
    const wide less = mean > met * 1000 ? mean - met * 1000 : 0;

    return met > 0 && less * less <= (wide)mean * 8 * (1000 - threshold);
}

/* Whom a text meets for one key: words from start on. */
struct place {
    size_t start, end;
};

/* What a worker counts: of each text how often it was met, and who was met. */
struct meeting {
    uint32_t *times, *met;
    struct dt_spill found;
};

/* The places of texts from low to below high; the index of all is too large. */
struct index {
    const struct dt_candidates *c;
    uint32_t low, high;
    size_t *first;        /* of each text, where its places end */
    struct place *places; /* ... which are behind those of the one before */
    struct meeting *meetings;
};

/* Hand out every text's places in turn. */
typedef void (*place_fn)(struct index *x, uint32_t text, struct place place);

static void for_places(struct index *x, place_fn fn)
{
    const struct dt_groups *g = x->c->groups;

    for (size_t at = 0; at < g->count;) {
        const size_t count = g->word[at], from = at + 1, end = from + count;
        const bool crowd = count > x->c->crowd;

        for (size_t i = from; i < end; i++) {
            const uint32_t text = g->word[i];
            size_t low = i + 1, high = end;

            if (text < x->low || text >= x->high)
                continue;
            if (crowd && i > from) {
                fn(x, text, (struct place){from, from + 1});
                low = i - from > DT_JOIN_NEXT ? i - DT_JOIN_NEXT : from + 1;
                high = end - i > DT_JOIN_NEXT ? i + DT_JOIN_NEXT + 1 : end;
            }
            if (low < high)
                fn(x, text, (struct place){low, high});
        }
        at = end;
    }
}

static void count_place(struct index *x, uint32_t text, struct place place)
{
    (void)place;
    x->first[text]++;
}

static void put_place(struct index *x, uint32_t text, struct place place)
{
    x->places[x->first[text]++] = place;
}

static int take_text(const struct index *x, uint32_t text, struct meeting *m,
                     struct dt_err *err)
{
    const struct dt_join_text *texts = x->c->texts;
    const uint32_t *word = x->c->groups->word;
    size_t met = 0;
    int rc = DT_OK;

    for (size_t p = text > x->low ? x->first[text - 1] : 0; p < x->first[text];
         p++)
        for (size_t i = x->places[p].start; i < x->places[p].end; i++)
            if (word[i] > text && m->times[word[i]]++ == 0)
                m->met[met++] = word[i];
    for (size_t i = 0; i < met; i++) {
        const uint32_t other = m->met[i];

        if (rc == DT_OK &&
            dt_candidates_enough(&texts[text], &texts[other], m->times[other],
                                 x->c->threshold))
            rc = dt_pairs_add(&m->found, text, other, err);
        m->times[other] = 0;
    }
    return rc;
}

static int take_block(void *ctx, unsigned worker, size_t block,
                      struct dt_err *err)
{
    const struct index *x = ctx;
    const size_t from = x->low + block * BLOCK;
    const size_t end = from + BLOCK < x->high ? from + BLOCK : x->high;
    int rc = DT_OK;

    for (size_t i = from; rc == DT_OK && i < end; i++)
        rc = take_text(x, (uint32_t)i, &x->meetings[worker], err);
    return rc;
}

/* x->first has how many places each text has: those of a range of texts. */
static int take_range(struct index *x, struct dt_err *err)
{
    size_t total = 0;
    int rc;

    for (size_t i = x->low; i < x->high; i++) {
        size_t here = x->first[i];

        x->first[i] = total;
        total += here;
    }
    x->places = malloc(total * sizeof *x->places + 1);
    if (!x->places)
        return DT_FAIL(err, DT_EINTERNAL,
                       "out of memory for an index of %zu "
                       "places",
                       total);
    for_places(x, put_place);
    rc = dt_pool_run(x->c->threads, (x->high - x->low + BLOCK - 1) / BLOCK,
                     take_block, x, err);
    free(x->places);
    x->places = NULL;
    return rc;
}

static int take_ranges(struct index *x, struct dt_err *err)
{
    const uint32_t count = (uint32_t)x->c->text_count;
    const uint64_t most = x->c->memory / sizeof *x->places;
    int rc = DT_OK;

    x->high = count;
    for_places(x, count_place);
    for (x->low = 0; rc == DT_OK && x->low < count; x->low = x->high) {
        uint64_t places = 0;

        for (x->high = x->low; x->high < count; x->high++) {
            places += x->first[x->high];
            if (places > most && x->high > x->low)
                break;
        }
        rc = take_range(x, err);
    }
    return rc;
}

int dt_candidates_shared(const struct dt_candidates *c, struct dt_spill *out,
                         struct dt_err *err)
{
    struct index x = {.c = c,
                      .first = calloc(c->text_count + 1, sizeof *x.first),
                      .meetings = calloc(c->threads, sizeof *x.meetings)};
    int rc = x.first && x.meetings
                 ? DT_OK
                 : DT_FAIL(err, DT_EINTERNAL, "out of memory for candidates");

    for (unsigned i = 0; x.meetings && i < c->threads; i++) {
        struct meeting *m = &x.meetings[i];

        m->found = DT_SPILL_INIT(DT_SPILL_NUMBERS);
        dt_spill_bound(&m->found, c->memory / 2 / c->threads, c->folder);
        m->times = calloc(c->text_count + 1, sizeof *m->times);
        m->met = malloc((c->text_count + 1) * sizeof *m->met);
        if (!m->times || !m->met)
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for candidates");
    }
    if (rc == DT_OK)
        rc = take_ranges(&x, err);
    for (unsigned i = 0; x.meetings && i < c->threads; i++) {
        if (rc == DT_OK)
            rc = dt_spill_merge(out, &x.meetings[i].found, err);
        dt_spill_release(&x.meetings[i].found);
        free(x.meetings[i].times);
        free(x.meetings[i].met);
    }
    free(x.meetings);
    free(x.first);
    return rc;
}
