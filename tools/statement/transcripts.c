#include "statement/transcripts.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/pages.h"

enum {
    LOOKUPS = 512,   /* words of a quotation that are looked up */
    VISITS = 1024,   /* places looked at for one quotation */
    COMMON = 1024,   /* places of one pair, of which no more are looked at */
    SLOTS = 1 << 12, /* of the table that adds places up */
    STRICT = 16,     /* look-ups where most words must be there */
    FEW = 4,         /* pairs found, below which single words help */
    STRETCH = 256,   /* words whose first one's transcript is known */
    NEAR = 12,       /* words by which places of one beginning may differ */
    USUAL = 256,     /* words of usual text that stand beside what was said */
    BETWEEN = 4096,  /* bytes of text that have words in any case */
    SOON = 6         /* look-ups that memory is asked for before their turn */
};

bool dt_occasion_is(struct dt_occasion a, struct dt_occasion b)
{
    return a.speaker == b.speaker &&
           (a.day == b.day || a.day == DT_SOME_DAY || b.day == DT_SOME_DAY);
}

static bool in_one_language(struct dt_occasion a, struct dt_occasion b)
{
    return a.language == b.language || a.language == DT_SOME_LANGUAGE ||
           b.language == DT_SOME_LANGUAGE;
}

/* Whether text[start, end) has ASCII letters before all that may be an aside. */
static bool has_letters(struct dt_str text, size_t start, size_t end)
{
    while (start < end && text.ptr[start] != '(') {
        if (dt_ascii_is_letter(text.ptr[start++]))
            return true;
    }
    return false;
}

/* Whether words stand in text[start, end), but for asides. */
static int has_words(struct dt_transcripts *t, struct dt_str text, size_t start,
                     size_t end, bool *words, struct dt_err *err)
{
    const size_t before = t->words.count;
    int rc = DT_OK;

    *words = start < end &&
             (end - start > BETWEEN || has_letters(text, start, end));
    if (start < end && !*words)
        rc = dt_words_scan(&t->words, text, start, end, err);
    for (size_t i = before; i < t->words.count; i++)
        *words = *words || !(t->words.items[i].marks & DT_MARK_ASIDE);
    t->words.count = before;
    return rc;
}

int dt_transcripts_extend(struct dt_transcripts *t, struct dt_str text,
                          size_t start, size_t end, struct dt_err *err)
{
    const size_t before = t->words.count;
    bool turn = false;
    int rc = DT_OK;

    if (before > t->items[t->count - 1].first)
        rc = has_words(t, text, t->words.items[before - 1].end, start, &turn,
                       err);
    if (rc == DT_OK)
        rc = dt_words_scan(&t->words, text, start, end, err);
    if (rc != DT_OK)
        return rc;
    if (turn && t->words.count > before)
        t->words.items[before].marks |= DT_MARK_TURN;
    if (t->words.count >= UINT32_MAX)
        return DT_FAIL(err, DT_EFORMAT, "transcripts of more than 2^32 words");
    t->items[t->count - 1].last = (uint32_t)t->words.count;
    return DT_OK;
}

int dt_transcripts_add(struct dt_transcripts *t, struct dt_str text,
                       struct dt_occasion of, struct dt_err *err)
{
    uint32_t first = (uint32_t)t->words.count;
    void *grown = dt_array_room(t->items, &t->cap, t->count, sizeof *t->items);

    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for transcripts");
    t->items = grown;
    t->items[t->count++] = (struct dt_transcript){first, first, of};
    return dt_transcripts_extend(t, text, 0, text.len, err);
}

static uint64_t pair_of(uint64_t left, uint64_t right)
{
    return (left ^ (right << 31 | right >> 33)) * UINT64_C(0x9E3779B97F4A7C15);
}

static size_t slot_of(const struct dt_transcripts *t, uint64_t hash)
{
    return (size_t)(hash >> (64 - t->bits));
}

/* Group the places of words, or of pairs, by hash: a counting sort. */
static int group(const struct dt_transcripts *t, bool pairs, uint32_t **starts,
                 struct dt_transcript_place **places, struct dt_err *err)
{
    size_t slots = (size_t)1 << t->bits, count = t->words.count;
    const struct dt_word *w = t->words.items;
    uint32_t *start = calloc(slots + 2, sizeof *start);
    struct dt_transcript_place *place = malloc((count + 1) * sizeof *place);

    *starts = start;
    *places = place;
    if (start == NULL || place == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu words", count);
    dt_pages_large(start, (slots + 2) * sizeof *start);
    dt_pages_large(place, (count + 1) * sizeof *place);
    for (size_t i = 0; i + pairs < count; i++) {
        uint64_t hash = pairs ? pair_of(w[i].id, w[i + 1].id) : w[i].id;

        start[slot_of(t, hash) + 2]++;
    }
    for (size_t i = 2; i <= slots + 1; i++)
        start[i] += start[i - 1];
    for (size_t i = 0; i + pairs < count; i++) {
        uint64_t hash = pairs ? pair_of(w[i].id, w[i + 1].id) : w[i].id;

        place[start[slot_of(t, hash) + 1]++] =
            (struct dt_transcript_place){(uint32_t)i, (uint32_t)hash};
    }
    return DT_OK;
}

static int list_stretches(struct dt_transcripts *t, struct dt_err *err)
{
    uint32_t at = 0;

    t->stretches =
        malloc((t->words.count / STRETCH + 1) * sizeof *t->stretches);
    if (t->stretches == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for transcripts");
    for (size_t word = 0; word < t->words.count; word += STRETCH) {
        while (t->items[at].last <= word)
            at++;
        t->stretches[word / STRETCH] = at;
    }
    return DT_OK;
}

int dt_transcripts_seal(struct dt_transcripts *t, struct dt_err *err)
{
    int rc;

    for (t->bits = 8; t->bits < 28 && (size_t)1 << t->bits < t->words.count;)
        t->bits++;
    rc = group(t, true, &t->pair_starts, &t->pairs, err);
    if (rc == DT_OK)
        rc = group(t, false, &t->single_starts, &t->singles, err);
    return rc < 0 ? rc : list_stretches(t, err);
}

void dt_transcripts_release(struct dt_transcripts *t)
{
    dt_words_release(&t->words);
    free(t->items);
    free(t->pairs);
    free(t->singles);
    free(t->pair_starts);
    free(t->single_starts);
    free(t->stretches);
    *t = DT_TRANSCRIPTS_INIT;
}

static unsigned log_of(size_t value)
{
    unsigned bits = 0;

    while (value >> bits > 1)
        bits++;
    return bits;
}

/* How often a word of its length stands in USUAL words of any text. */
static size_t usual_count(const struct dt_word *word)
{
    size_t bytes = word->end - word->start;

    return bytes <= 2   ? USUAL / 16
           : bytes == 3 ? USUAL / 32
           : bytes == 4 ? USUAL / 64
                        : USUAL / 256;
}

unsigned dt_transcripts_bits(const struct dt_transcripts *t,
                             const struct dt_word *word)
{
    size_t slot = slot_of(t, word->id);
    uint32_t count = t->single_starts[slot + 1] - t->single_starts[slot];

    /* A text of one sentence has each word once: it cannot tell by itself. */
    return count
               ? log_of((t->words.count + USUAL) / (count + usual_count(word)))
               : 0;
}

/* A look-up that one word or pair of the quotation gives rise to. */
struct lookup {
    uint32_t first, last; /* of the group */
    uint32_t at;          /* word of the quotation */
    uint32_t tag;
    uint32_t step; /* from the first word of the pair to its second, or 0 */
};

struct vote {
    uint32_t transcript;
    int64_t begin;
    uint32_t score, count; /* of how many look-ups */
};

struct dt_transcript_search {
    const struct dt_transcripts *t;
    const struct dt_word *quote;
    struct dt_occasion of;
    struct lookup lookups[2 * LOOKUPS];
    size_t lookup_count;
    struct vote votes[SLOTS];
    uint16_t used[SLOTS]; /* which of them */
    size_t used_count;
};

static int by_rarity(const void *left, const void *right)
{
    const struct lookup *a = left, *b = right;
    uint32_t x = a->last - a->first, y = b->last - b->first;

    if (x != y)
        return x < y ? -1 : 1;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return (a->step > b->step) - (a->step < b->step);
}

static void add_lookup(struct dt_transcript_search *s, const uint32_t *starts,
                       uint64_t hash, size_t at, uint32_t step)
{
    size_t slot = slot_of(s->t, hash);

    if (starts[slot] < starts[slot + 1] && s->lookup_count < 2 * LOOKUPS)
        s->lookups[s->lookup_count++] = (struct lookup){
            starts[slot], starts[slot + 1], (uint32_t)at, (uint32_t)hash, step};
}

/* The transcript that holds a word. */
static uint32_t transcript_of(const struct dt_transcripts *t, uint32_t word)
{
    uint32_t at = t->stretches[word / STRETCH];

    while (t->items[at].last <= word)
        at++;
    return at;
}

static void vote(struct dt_transcript_search *s, uint32_t transcript,
                 int64_t begin, uint32_t score)
{
    uint64_t zone = (uint64_t)(begin + (1 << 20)) / NEAR;
    uint64_t slot = (zone ^ (uint64_t)transcript << 40) *
                        UINT64_C(0x9E3779B97F4A7C15) >>
                    52;

    for (size_t probe = 0; probe < 16; probe++, slot++) {
        struct vote *v = &s->votes[slot % SLOTS];

        if (v->score == 0) {
            *v = (struct vote){transcript, begin, 0, 0};
            s->used[s->used_count++] = (uint16_t)(slot % SLOTS);
        } else if (v->transcript != transcript ||
                   (uint64_t)(v->begin + (1 << 20)) / NEAR != zone)
            continue;
        v->score += score;
        v->count++;
        return;
    }
}

static const struct dt_transcript_place *
places_of(const struct dt_transcripts *t, const struct lookup *l)
{
    return l->step ? t->pairs : t->singles;
}

static void visit(struct dt_transcript_search *s, const struct lookup *l,
                  size_t *visits)
{
    const struct dt_transcript_place *places = places_of(s->t, l);
    uint32_t size = l->last - l->first;
    uint32_t worth = 1;

    while (size >> worth > 0 && worth < 16)
        worth++;
    worth = 18 - worth; /* a rare pair tells more */
    for (uint32_t i = l->first; i < l->last && i - l->first < COMMON; i++) {
        uint32_t transcript;

        if (++*visits > VISITS)
            return;
        if (places[i].tag != l->tag)
            continue;
        transcript = transcript_of(s->t, places[i].word);
        vote(s, transcript, (int64_t)places[i].word - l->at, worth);
    }
}

static bool is_before(const struct dt_origin *a, const struct dt_origin *b)
{
    if (a->score != b->score)
        return a->score > b->score;
    if (a->transcript != b->transcript)
        return a->transcript < b->transcript;
    return a->begin < b->begin;
}

/* The best places of the speaker, or of everybody else. */
static size_t collect(const struct dt_transcript_search *s, bool mine,
                      size_t least, struct dt_origin places[DT_ORIGINS])
{
    size_t count = 0;

    for (size_t i = 0; i < s->used_count; i++) {
        const struct vote *v = &s->votes[s->used[i]];
        const struct dt_occasion of = s->t->items[v->transcript].of;
        struct dt_origin place = {v->transcript, v->begin, v->score};
        size_t at = count;

        if (v->count < least || !in_one_language(of, s->of) ||
            dt_occasion_is(of, s->of) != mine)
            continue;
        for (; at > 0 && is_before(&place, &places[at - 1]); at--)
            if (at < DT_ORIGINS)
                places[at] = places[at - 1];
        if (at < DT_ORIGINS) {
            places[at] = place;
            count += count < DT_ORIGINS;
        }
    }
    return count;
}

int dt_transcript_search_new(struct dt_transcript_search **out,
                             struct dt_err *err)
{
    *out = calloc(1, sizeof **out);
    return *out ? DT_OK
                : DT_FAIL(err, DT_EINTERNAL,
                          "out of memory to find a quotation");
}

void dt_transcript_search_free(struct dt_transcript_search *search)
{
    free(search);
}

/* All look-ups for a quotation, of every stride-th word. */
static void list_lookups(struct dt_transcript_search *s, size_t count,
                         size_t stride, bool strict)
{
    const struct dt_word *quote = s->quote;

    s->lookup_count = 0;
    for (size_t i = 0; i + 1 < count; i += stride) {
        add_lookup(s, s->t->pair_starts, pair_of(quote[i].id, quote[i + 1].id),
                   i, 1);
        if (i + 2 < count && !strict)
            add_lookup(s, s->t->pair_starts,
                       pair_of(quote[i].id, quote[i + 2].id), i, 2);
    }
    if (s->lookup_count < FEW && !strict)
        for (size_t i = 0; i < count; i += stride)
            add_lookup(s, s->t->single_starts, quote[i].id, i, 0);
}

/* The table is empty again for the next quotation. */
static void forget_votes(struct dt_transcript_search *s)
{
    for (size_t i = 0; i < s->used_count; i++)
        s->votes[s->used[i]] = (struct vote){0, 0, 0, 0};
    s->used_count = 0;
}

void dt_transcripts_find(const struct dt_transcripts *t,
                         struct dt_transcript_search *s,
                         const struct dt_word *quote, size_t count,
                         struct dt_occasion of,
                         struct dt_origin places[2 * DT_ORIGINS], size_t *found)
{
    size_t visits = 0, stride = count / LOOKUPS + 1, least = 0;
    bool strict = of.speaker == DT_NOBODY;

    *found = 0;
    if (t->words.count == 0 || count == 0)
        return;
    s->t = t;
    s->quote = quote;
    s->of = of;
    list_lookups(s, count, stride, strict);
    if (strict) {
        least = count / stride / 2;
        if (least > STRICT / 2)
            least = STRICT / 2;
        if (s->lookup_count < least)
            return;
    }
    qsort(s->lookups, s->lookup_count, sizeof *s->lookups, by_rarity);
    if (strict && s->lookup_count > STRICT)
        s->lookup_count = STRICT;
    for (size_t i = 0; i < s->lookup_count && visits < VISITS; i++) {
        /* Each group of places lies somewhere else in memory. */
        if (i + SOON < s->lookup_count) {
            const struct lookup *soon = &s->lookups[i + SOON];

            __builtin_prefetch(places_of(t, soon) + soon->first);
        }
        visit(s, &s->lookups[i], &visits);
    }
    *found = collect(s, true, least, places);
    *found += collect(s, false, least, places + *found);
    forget_votes(s);
}
