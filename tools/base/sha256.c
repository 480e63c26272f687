#include "base/sha256.h"

#include <assert.h>
#include <string.h>

enum { BLOCK = DT_SHA256_BLOCK };

enum { PARTS = 4 };

/* Blocks that one message still has to absorb, in a few stretches. */
struct work {
    uint32_t *state;
    int now; /* the part that is taken from */
    struct {
        const unsigned char *at;
        size_t blocks;
    } part[PARTS];
};

#if defined __x86_64__ && defined __GNUC__

#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>

#define TARGET __attribute__((target("sha,sse4.1")))
#define INLINE \
    static inline __attribute__((always_inline, target("sha,sse4.1")))

/* FIPS 180-4, 4.2.2. */
static const uint32_t constants[64] __attribute__((aligned(16))) = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static bool has_instructions(void)
{
    unsigned a, b, c, d;

    return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_1) &&
           (c & bit_SSSE3) && __get_cpuid_count(7, 0, &a, &b, &c, &d) &&
           (b & bit_SHA);
}

/* Asked once: to a virtual machine the question costs much. */
bool dt_sha256_usable(void)
{
    static atomic_int answer; /* 0: not asked yet */
    int known = atomic_load_explicit(&answer, memory_order_relaxed);

    if (!known) {
        known = has_instructions() ? 1 : -1;
        atomic_store_explicit(&answer, known, memory_order_relaxed);
    }
    return known > 0;
}

/* The state as the instructions have it, and four words of the schedule. */
struct lane {
    __m128i abef, cdgh, w[4];
};

INLINE void load_state(struct lane *l, const uint32_t state[8])
{
    __m128i dcba = _mm_loadu_si128((const __m128i *)(const void *)state);
    __m128i hgfe = _mm_loadu_si128((const __m128i *)(const void *)(state + 4));
    __m128i cdab = _mm_shuffle_epi32(dcba, 0xB1);
    __m128i efgh = _mm_shuffle_epi32(hgfe, 0x1B);

    l->abef = _mm_alignr_epi8(cdab, efgh, 8);
    l->cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
}

INLINE void store_state(const struct lane *l, uint32_t state[8])
{
    __m128i feba = _mm_shuffle_epi32(l->abef, 0x1B);
    __m128i dchg = _mm_shuffle_epi32(l->cdgh, 0xB1);

    _mm_storeu_si128((__m128i *)(void *)state,
                     _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128((__m128i *)(void *)(state + 4),
                     _mm_alignr_epi8(dchg, feba, 8));
}

INLINE void load_block(struct lane *l, const unsigned char *block)
{
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);

    for (int i = 0; i < 4; i++)
        l->w[i] = _mm_shuffle_epi8(
            _mm_loadu_si128((const __m128i *)(const void *)(block + 16 * i)),
            swap);
}

/* Rounds 4g to 4g+3, and the words that rounds 4g+4 on will need. */
INLINE void rounds(struct lane *l, int g)
{
    __m128i *now = &l->w[g & 3], *next = &l->w[(g + 1) & 3];
    __m128i *last = &l->w[(g + 3) & 3];
    __m128i sum = _mm_add_epi32(
        *now,
        _mm_load_si128((const __m128i *)(const void *)(constants + 4 * g)));

    l->cdgh = _mm_sha256rnds2_epu32(l->cdgh, l->abef, sum);
    if (g >= 3 && g <= 14)
        *next = _mm_sha256msg2_epu32(
            _mm_add_epi32(*next, _mm_alignr_epi8(*now, *last, 4)), *now);
    l->abef = _mm_sha256rnds2_epu32(l->abef, l->cdgh,
                                    _mm_shuffle_epi32(sum, 0x0E));
    if (g >= 1 && g <= 12)
        *last = _mm_sha256msg1_epu32(*last, *now);
}

#define SIXTEEN(of)                                                           \
    of(0) of(1) of(2) of(3) of(4) of(5) of(6) of(7) of(8) of(9) of(10) of(11) \
        of(12) of(13) of(14) of(15)

TARGET static void compress(uint32_t state[8], const unsigned char *data,
                            size_t blocks)
{
    struct lane l;

    load_state(&l, state);
    for (; blocks; blocks--, data += BLOCK) {
        const __m128i abef = l.abef, cdgh = l.cdgh;

        load_block(&l, data);
#define ONE(g) rounds(&l, g);
        SIXTEEN(ONE)
#undef ONE
        l.abef = _mm_add_epi32(l.abef, abef);
        l.cdgh = _mm_add_epi32(l.cdgh, cdgh);
    }
    store_state(&l, state);
}

TARGET static void compress_two(uint32_t a[8], const unsigned char *x,
                                uint32_t b[8], const unsigned char *y,
                                size_t blocks)
{
    struct lane l, m;

    load_state(&l, a);
    load_state(&m, b);
    for (; blocks; blocks--, x += BLOCK, y += BLOCK) {
        const __m128i l_abef = l.abef, l_cdgh = l.cdgh;
        const __m128i m_abef = m.abef, m_cdgh = m.cdgh;

        load_block(&l, x);
        load_block(&m, y);
#define BOTH(g)    \
    rounds(&l, g); \
    rounds(&m, g);
        SIXTEEN(BOTH)
#undef BOTH
        l.abef = _mm_add_epi32(l.abef, l_abef);
        l.cdgh = _mm_add_epi32(l.cdgh, l_cdgh);
        m.abef = _mm_add_epi32(m.abef, m_abef);
        m.cdgh = _mm_add_epi32(m.cdgh, m_cdgh);
    }
    store_state(&l, a);
    store_state(&m, b);
}

#else

bool dt_sha256_usable(void)
{
    return false;
}

static void compress(uint32_t state[8], const unsigned char *data,
                     size_t blocks)
{
    (void)state, (void)data, (void)blocks;
    assert(!"dt_sha256_usable() was not asked");
}

static void compress_two(uint32_t a[8], const unsigned char *x, uint32_t b[8],
                         const unsigned char *y, size_t blocks)
{
    compress(a, x, blocks);
    compress(b, y, blocks);
}

#endif

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
        compress(w->state, take(w, blocks), blocks);
}

/* Until one of the two has nothing left. */
static void run_both(struct work *a, struct work *b)
{
    size_t of_a, of_b;

    while ((of_a = left(a)) > 0 && (of_b = left(b)) > 0) {
        const size_t both = of_a < of_b ? of_a : of_b;

        compress_two(a->state, take(a, both), b->state, take(b, both), both);
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
