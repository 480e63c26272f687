#include "base/sha256.h"

#include <string.h>

#include "base/sha256_x86.h"

enum { BLOCK = DT_SHA256_BLOCK, PARTS = 4 };

/* Blocks that one message still has to absorb, in a few stretches. */
struct work {
    uint32_t *state;
    int now; /* the part that is taken from */
    struct {
        const unsigned char *at;
        size_t blocks;
    } part[PARTS];
};

/* FIPS 180-4, 5.3.3. */
static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372,
                                  0xa54ff53a, 0x510e527f, 0x9b05688c,
                                  0x1f83d9ab, 0x5be0cd19};

void dt_sha256_init(struct dt_sha256 *s)
{
    memcpy(s->state, start, sizeof start);
    s->bytes = 0;
}

/* Blocks that stand one after the other, 0 when all are absorbed. */
static size_t left(struct work *w)
{
    while (w->now < PARTS && !w->part[w->now].blocks)
        w->now++;
    return w->now < PARTS ? w->part[w->now].blocks : 0;
}

static const unsigned char *take(struct work *w, size_t blocks)
{
    const unsigned char *at = w->part[w->now].at;

    w->part[w->now].at += blocks * BLOCK;
    w->part[w->now].blocks -= blocks;
    return at;
}

static void run_one(struct work *w)
{
    size_t blocks;

    while ((blocks = left(w)) > 0)
        dt_sha256_x86(w->state, take(w, blocks), blocks);
}

/* Until one of the two has nothing left. */
static void run_both(struct work *a, struct work *b)
{
    size_t of_a, of_b;

    while ((of_a = left(a)) > 0 && (of_b = left(b)) > 0) {
        const size_t both = of_a < of_b ? of_a : of_b;

        dt_sha256_x86_two(a->state, take(a, both), b->state, take(b, both),
                          both);
    }
}

static void run_two(struct work *a, struct work *b)
{
    run_both(a, b);
    run_one(a);
    run_one(b);
}

/* What data makes whole; the rest of it is *rest, for after the work. */
static struct work begin(struct dt_sha256 *s, struct dt_str data,
                         struct dt_str *rest)
{
    struct work w = {.state = s->state};
    size_t held = s->bytes % BLOCK, fill = held ? BLOCK - held : 0;

    s->bytes += data.len;
    *rest = data;
    if (data.len < fill)
        return w;
    if (fill) {
        memcpy(s->block + held, data.ptr, fill);
        w.part[0].at = s->block;
        w.part[0].blocks = 1;
    }
    w.part[1].at = (const unsigned char *)data.ptr + fill;
    w.part[1].blocks = (data.len - fill) / BLOCK;
    rest->ptr += fill + w.part[1].blocks * BLOCK;
    rest->len -= fill + w.part[1].blocks * BLOCK;
    return w;
}

static void keep(struct dt_sha256 *s, struct dt_str rest)
{
    if (rest.len)
        memcpy(s->block + s->bytes % BLOCK - rest.len, rest.ptr, rest.len);
}

void dt_sha256_update(struct dt_sha256 *s, struct dt_str data)
{
    struct dt_str rest;
    struct work w;

    if (!data.len)
        return;
    w = begin(s, data, &rest);
    run_one(&w);
    keep(s, rest);
}

void dt_sha256_update_two(struct dt_sha256 *a, struct dt_str x,
                          struct dt_sha256 *b, struct dt_str y)
{
    struct dt_str x_rest, y_rest;
    struct work v, w;

    if (!x.len || !y.len) {
        dt_sha256_update(a, x);
        dt_sha256_update(b, y);
        return;
    }
    v = begin(a, x, &x_rest);
    w = begin(b, y, &y_rest);
    run_two(&v, &w);
    keep(a, x_rest);
    keep(b, y_rest);
}

/* Padding (FIPS 180-4, 5.1.1) behind the held end of a message: in blocks. */
static size_t pad(unsigned char last[2 * BLOCK], struct dt_str held,
                  uint64_t bytes)
{
    const size_t blocks = held.len < BLOCK - 8 ? 1 : 2;

    memset(last, 0, 2 * BLOCK);
    if (held.len)
        memcpy(last, held.ptr, held.len);
    last[held.len] = 0x80;
    for (int i = 0; i < 8; i++)
        last[blocks * BLOCK - 8 + (size_t)i] = (unsigned char)(bytes * 8 >>
                                                               (56 - 8 * i));
    return blocks;
}

static struct work end(struct dt_sha256 *s, unsigned char last[2 * BLOCK])
{
    const struct dt_str held = {(const char *)s->block, s->bytes % BLOCK};
    struct work w = {.state = s->state};

    w.part[0].at = last;
    w.part[0].blocks = pad(last, held, s->bytes);
    return w;
}

static void store(const uint32_t state[8], unsigned char raw[32])
{
    for (int i = 0; i < 32; i++)
        raw[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
}

void dt_sha256_finish(struct dt_sha256 *s, unsigned char raw[32])
{
    unsigned char last[2 * BLOCK];
    struct work w = end(s, last);

    run_one(&w);
    store(s->state, raw);
}

void dt_sha256_finish_two(struct dt_sha256 *a, unsigned char raw_a[32],
                          struct dt_sha256 *b, unsigned char raw_b[32])
{
    unsigned char last_a[2 * BLOCK], last_b[2 * BLOCK];
    struct work v = end(a, last_a), w = end(b, last_b);

    run_two(&v, &w);
    store(a->state, raw_a);
    store(b->state, raw_b);
}

/* A message on its way through one of two lanes. */
struct lane_message {
    struct dt_digest_message *of; /* NULL: none */
    struct work work;
    uint32_t state[8];
    unsigned char joint[BLOCK]; /* the end of one part, the start of the next */
    unsigned char last[2 * BLOCK];
};

static void open_message(struct lane_message *l, struct dt_digest_message *of)
{
    const struct dt_str a = of->part[0];
    const size_t held = a.len % BLOCK, whole = a.len - held;
    struct dt_str b = of->part[1].len ? of->part[1] : DT_STR("");
    size_t fill = held ? BLOCK - held : 0;

    l->of = of;
    l->work = (struct work){.state = l->state};
    memcpy(l->state, start, sizeof start);
    l->work.part[0].at = (const unsigned char *)a.ptr;
    l->work.part[0].blocks = whole / BLOCK;
    fill = fill < b.len ? fill : b.len;
    if (held)
        memcpy(l->joint, a.ptr + whole, held);
    if (fill)
        memcpy(l->joint + held, b.ptr, fill);
    if (held + fill == BLOCK || !held) {
        l->work.part[1].at = l->joint;
        l->work.part[1].blocks = held ? 1 : 0;
        l->work.part[2].at = (const unsigned char *)b.ptr + fill;
        l->work.part[2].blocks = (b.len - fill) / BLOCK;
        b.ptr += fill + l->work.part[2].blocks * BLOCK;
        b.len = (b.len - fill) % BLOCK;
    } else {
        b = (struct dt_str){(const char *)l->joint, held + fill};
    }
    l->work.part[3].at = l->last;
    l->work.part[3].blocks = pad(l->last, b, a.len + of->part[1].len);
}

void dt_sha256_each(struct dt_digest_message *messages, size_t count)
{
    struct lane_message lane[2];
    size_t next = 0;

    lane[0].of = lane[1].of = NULL;
    do {
        for (int i = 0; i < 2; i++) {
            if (lane[i].of && left(&lane[i].work))
                continue;
            if (lane[i].of)
                store(lane[i].state, lane[i].of->raw);
            lane[i].of = NULL;
            if (next < count)
                open_message(&lane[i], &messages[next++]);
        }
        if (lane[0].of && lane[1].of)
            run_both(&lane[0].work, &lane[1].work);
        else if (lane[0].of || lane[1].of)
            run_one(&lane[lane[0].of ? 0 : 1].work);
    } while (lane[0].of || lane[1].of);
}
