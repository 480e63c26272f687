#include "base/difference.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/radix.h"

enum {
    DEEPEST = 24,             /* how often what lies between is cut again */
    STEPS = 32 * 1024 * 1024, /* of one region, along its diagonals; */
    STEPS_IN_ALL = 512 * 1024 * 1024, /* then regions are only cut */
    FRONTIER = 2 * DT_DIFFERENCE_MOST + 3
};

/* Part of both sequences that is still to be told, or an equal run. */
struct region {
    struct dt_stretch part;
    unsigned depth;
};

struct finder {
    struct dt_difference *out;
    const uint64_t *a, *b;
    struct region *stack; /* the next one last */
    size_t count, cap;
    int32_t *frontier; /* the furthest of each diagonal, */
    int32_t *trace;    /* and as each round left it */
    uint64_t steps;
};

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory to compare texts");
}

static int tell(struct finder *f, struct dt_stretch part, struct dt_err *err)
{
    struct dt_difference *out = f->out;
    struct dt_stretch *last = out->count ? &out->items[out->count - 1] : NULL;

    if (part.a == part.a_end && part.b == part.b_end)
        return DT_OK;
    if (last && last->equal == part.equal) {
        last->a_end = part.a_end;
        last->b_end = part.b_end;
        return DT_OK;
    }
    if (out->count == out->cap) {
        void *grown = dt_array_grow(out->items, &out->cap, sizeof *out->items);

        if (!grown)
            return no_memory(err);
        out->items = grown;
    }
    out->items[out->count++] = part;
    return DT_OK;
}

static int push(struct finder *f, struct dt_stretch part, unsigned depth,
                struct dt_err *err)
{
    void *grown = dt_array_room(f->stack, &f->cap, f->count, sizeof *f->stack);

    if (!grown)
        return no_memory(err);
    f->stack = grown;
    f->stack[f->count++] = (struct region){part, depth};
    return DT_OK;
}

/*
 * One round of Myers: extend each diagonal by one edit and what then is equal.
 * True when the end of both is reached; diagonal k is at frontier[k + MOST].
 */
static bool extend(struct finder *f, const struct dt_stretch *part,
                   int32_t round)
{
    const int32_t n = (int32_t)(part->a_end - part->a);
    const int32_t m = (int32_t)(part->b_end - part->b);
    int32_t *v = f->frontier + DT_DIFFERENCE_MOST + 1;

    for (int32_t k = -round; k <= round; k += 2) {
        int32_t x = round == 0                          ? 0
                    : k == -round                       ? v[k + 1]
                    : k != round && v[k - 1] < v[k + 1] ? v[k + 1]
                                                        : v[k - 1] + 1;
        int32_t from = x;

        while (x < n && x - k >= 0 && x - k < m &&
               f->a[part->a + (uint32_t)x] == f->b[part->b + (uint32_t)(x - k)])
            x++;
        f->steps += (uint64_t)(x - from) + 1;
        v[k] = x;
        if (x >= n && x - k >= m)
            return true;
    }
    return false;
}

/* Where the frontier of a round begins in the trace: rounds have 2d + 1. */
static int32_t *traced(const struct finder *f, int32_t round)
{
    return f->trace + (size_t)round * (size_t)round + (size_t)round;
}

/* From the end back to the beginning: single steps, the last one first. */
static int walk_back(struct finder *f, const struct dt_stretch *part,
                     int32_t rounds, struct dt_err *err)
{
    int32_t x = (int32_t)(part->a_end - part->a);
    int32_t y = (int32_t)(part->b_end - part->b);
    int rc = DT_OK;

    for (int32_t d = rounds; rc == DT_OK && (x > 0 || y > 0); d--) {
        const int32_t *v = d > 0 ? traced(f, d - 1) : NULL;
        const int32_t k = x - y;
        const bool down = d > 0 && (k == -d || (k != d && v[k - 1] < v[k + 1]));
        const int32_t k_before = down ? k + 1 : k - 1;
        const int32_t x_before = d > 0 ? v[k_before] : 0;
        const int32_t y_before = d > 0 ? x_before - k_before : 0;
        /* Where the equal run began: behind the one edit of this round. */
        const int32_t x_edit = d == 0 ? 0 : down ? x_before : x_before + 1;
        const int32_t y_edit = d == 0 ? 0 : down ? y_before + 1 : y_before;
        struct dt_stretch same = {
            part->a + (uint32_t)x_edit, part->a + (uint32_t)x,
            part->b + (uint32_t)y_edit, part->b + (uint32_t)y, true};
        struct dt_stretch edit = {part->a + (uint32_t)x_before, same.a,
                                  part->b + (uint32_t)y_before, same.b, false};

        rc = push(f, same, DEEPEST, err);
        if (rc == DT_OK && d > 0)
            rc = push(f, edit, DEEPEST, err);
        x = x_before;
        y = y_before;
    }
    return rc;
}

/* *done false: more edits or steps than are looked for. */
static int few_edits(struct finder *f, const struct dt_stretch *part,
                     bool *done, struct dt_err *err)
{
    const uint32_t n = part->a_end - part->a, m = part->b_end - part->b;
    const uint64_t until = f->steps + STEPS < STEPS_IN_ALL ? f->steps + STEPS
                                                           : STEPS_IN_ALL;

    *done = false;
    if (n > INT32_MAX / 2 || m > INT32_MAX / 2 ||
        (n < m ? m - n : n - m) > DT_DIFFERENCE_MOST)
        return DT_OK;
    for (int32_t d = 0; d <= DT_DIFFERENCE_MOST && f->steps < until; d++) {
        *done = extend(f, part, d);
        if (*done)
            return walk_back(f, part, d, err);
        memcpy(traced(f, d) - d, f->frontier + DT_DIFFERENCE_MOST + 1 - d,
               (size_t)(2 * d + 1) * sizeof *f->trace);
    }
    return DT_OK;
}

/* Those of [from, to) that stand there once, by value; out has room for all. */
static int list_unique(const uint64_t *items, uint32_t from, uint32_t to,
                       struct dt_keyed *out, size_t *count, struct dt_err *err)
{
    const size_t all = to - from;
    size_t n = 0;
    int rc;

    for (size_t i = 0; i < all; i++)
        out[i] = (struct dt_keyed){items[from + i], from + (uint32_t)i};
    rc = dt_radix_sort(out, all, err);
    for (size_t i = 0; rc == DT_OK && i < all; i++)
        if ((i == 0 || out[i].key != out[i - 1].key) &&
            (i + 1 == all || out[i + 1].key != out[i].key))
            out[n++] = out[i];
    *count = n;
    return rc;
}

struct anchor {
    uint32_t a, b;
    uint32_t before; /* index of the one before it in a chain, or UINT32_MAX */
};

static int by_a(const void *x, const void *y)
{
    const struct anchor *p = x, *q = y;

    return (p->a > q->a) - (p->a < q->a);
}

/*
 * The longest chain of anchors, sorted by a, that rises in b too; tails has
 * room for all. Returns the chain's last one; UINT32_MAX: there is none.
 */
static uint32_t longest_chain(struct anchor *anchors, size_t count,
                              uint32_t *tails)
{
    size_t length = 0;

    for (uint32_t i = 0; i < count; i++) {
        size_t low = 0, high = length;

        while (low < high) {
            size_t middle = low + (high - low) / 2;

            if (anchors[tails[middle]].b < anchors[i].b)
                low = middle + 1;
            else
                high = middle;
        }
        anchors[i].before = low ? tails[low - 1] : UINT32_MAX;
        tails[low] = i;
        length += low == length;
    }
    return length ? tails[length - 1] : UINT32_MAX;
}

/* Push what lies between the anchors of a chain, and they themselves. */
static int push_between(struct finder *f, const struct region *r,
                        const struct anchor *anchors, uint32_t last,
                        struct dt_err *err)
{
    struct dt_stretch part = r->part;
    int rc = DT_OK;

    while (rc == DT_OK && last != UINT32_MAX) {
        const struct anchor *at = &anchors[last];
        struct dt_stretch rest = {at->a + 1, part.a_end, at->b + 1, part.b_end,
                                  false};
        struct dt_stretch same = {at->a, at->a + 1, at->b, at->b + 1, true};

        rc = push(f, rest, r->depth + 1, err);
        if (rc == DT_OK)
            rc = push(f, same, DEEPEST, err);
        part.a_end = at->a;
        part.b_end = at->b;
        last = at->before;
    }
    return rc < 0 ? rc : push(f, part, r->depth + 1, err);
}

/* Cut at what is unique in both; *done false: nothing is. */
static int cut(struct finder *f, const struct region *r, bool *done,
               struct dt_err *err)
{
    const size_t n = r->part.a_end - r->part.a, m = r->part.b_end - r->part.b;
    struct dt_keyed *x = malloc((n + m) * sizeof *x), *y = x + n;
    struct anchor *anchors = malloc((n < m ? n : m) * sizeof *anchors);
    uint32_t *tails = malloc((n < m ? n : m) * sizeof *tails), last;
    size_t in_x = 0, in_y = 0, count = 0;
    int rc = x && anchors && tails ? DT_OK : no_memory(err);

    if (rc == DT_OK)
        rc = list_unique(f->a, r->part.a, r->part.a_end, x, &in_x, err);
    if (rc == DT_OK)
        rc = list_unique(f->b, r->part.b, r->part.b_end, y, &in_y, err);
    for (size_t i = 0, k = 0; rc == DT_OK && i < in_x && k < in_y;) {
        if (x[i].key == y[k].key)
            anchors[count++] = (struct anchor){x[i].item, y[k].item, 0};
        if (x[i].key <= y[k].key)
            i++;
        else
            k++;
    }
    *done = count > 0;
    if (rc == DT_OK && count) {
        qsort(anchors, count, sizeof *anchors, by_a);
        last = longest_chain(anchors, count, tails);
        rc = push_between(f, r, anchors, last, err);
    }
    free(x);
    free(anchors);
    free(tails);
    return rc;
}

static int settle(struct finder *f, struct region r, struct dt_err *err)
{
    struct dt_stretch *part = &r.part, head = r.part, tail = r.part;
    bool done = false;
    int rc;

    if (part->equal || r.depth >= DEEPEST)
        return tell(f, *part, err);
    while (part->a < part->a_end && part->b < part->b_end &&
           f->a[part->a] == f->b[part->b]) {
        part->a++;
        part->b++;
    }
    while (part->a < part->a_end && part->b < part->b_end &&
           f->a[part->a_end - 1] == f->b[part->b_end - 1]) {
        part->a_end--;
        part->b_end--;
    }
    head = (struct dt_stretch){head.a, part->a, head.b, part->b, true};
    tail = (struct dt_stretch){part->a_end, tail.a_end, part->b_end, tail.b_end,
                               true};
    rc = tell(f, head, err);
    if (rc == DT_OK)
        rc = push(f, tail, DEEPEST, err);
    if (part->a == part->a_end || part->b == part->b_end)
        return rc < 0 ? rc : tell(f, *part, err);
    if (rc == DT_OK)
        rc = few_edits(f, part, &done, err);
    if (rc == DT_OK && !done)
        rc = cut(f, &r, &done, err);
    return rc < 0 || done ? rc : tell(f, *part, err);
}

int dt_difference_find(struct dt_difference *out, const uint64_t *a,
                       size_t a_count, const uint64_t *b, size_t b_count,
                       struct dt_err *err)
{
    const size_t rounds = DT_DIFFERENCE_MOST + 1;
    struct finder f = {.out = out,
                       .a = a,
                       .b = b,
                       .frontier = calloc(FRONTIER, sizeof *f.frontier),
                       .trace = malloc(rounds * rounds * sizeof *f.trace)};
    int rc = f.frontier && f.trace ? DT_OK : no_memory(err);

    assert(a_count < UINT32_MAX && b_count < UINT32_MAX);
    out->count = 0;
    if (rc == DT_OK)
        rc = push(&f,
                  (struct dt_stretch){0, (uint32_t)a_count, 0,
                                      (uint32_t)b_count, false},
                  0, err);
    while (rc == DT_OK && f.count)
        rc = settle(&f, f.stack[--f.count], err);
    free(f.frontier);
    free(f.trace);
    free(f.stack);
    return rc;
}

void dt_difference_release(struct dt_difference *found)
{
    free(found->items);
    *found = DT_DIFFERENCE_INIT;
}
