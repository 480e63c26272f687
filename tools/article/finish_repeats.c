/* Paragraphs printed twice, and pull quotes (finish.h). */
#include <stdlib.h>

#include "article/finish.h"
#include "article/line.h"

enum {
    REPEAT_LEAST = 40, /* bytes of fold: shorter lines may well recur */
    TOP_BLOCKS = 2,    /* that are ledes, if what follows repeats them */
    QUOTES_MOST = 64,  /* pull quotes looked for in one article */
    QUOTE_WORDS = 64,
    COMPARED = 8 * 1024, /* bytes of the fold of a paragraph looked at */
    REACH = 60 /* blocks before and behind in which the body's words stand */
};

/* A block, and the first bytes of its fold as a number that sorts as they do. */
struct keyed {
    uint64_t key;
    struct dt_draft_block *block;
};

static uint64_t key_of(struct dt_str fold)
{
    uint64_t key = 0;

    for (size_t i = 0; i < 8; i++)
        key = key << 8 | (unsigned char)fold.ptr[i];
    return key;
}

static int by_fold(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    int order;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    order = dt_str_cmp(x->block->fold, y->block->fold);
    /* Both point into one array: the earlier block comes first. */
    return order ? order : (x->block > y->block) - (x->block < y->block);
}

/* Whether a block says what the one sorted before it says. */
static bool is_same(const struct keyed *sorted, size_t i)
{
    return i > 0 && sorted[i].key == sorted[i - 1].key &&
           dt_str_eq(sorted[i].block->fold, sorted[i - 1].block->fold);
}

/* Whether a page has its text twice, as for two widths of a window. */
static bool is_told_twice(const struct keyed *sorted, size_t n)
{
    size_t told = 0, twice = 0;

    for (size_t i = 0, next; i < n; i = next) {
        for (next = i + 1; next < n && is_same(sorted, next);)
            next++;
        told++;
        twice += next - i == 2;
    }
    return twice * 10 >= told * 9;
}

int dt_finish_repeats(struct dt_draft *draft, struct dt_err *err)
{
    const struct dt_draft_block *body;
    struct keyed *sorted;
    size_t n = 0;
    bool twice;

    if (draft->count < 2)
        return DT_OK;
    body = draft->blocks +
           (draft->count < TOP_BLOCKS ? draft->count : TOP_BLOCKS);
    sorted = malloc(draft->count * sizeof *sorted);
    if (!sorted)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (size_t i = 0; i < draft->count; i++) {
        struct dt_draft_block *b = &draft->blocks[i];

        if (!b->gone && b->fold.len >= REPEAT_LEAST)
            sorted[n++] = (struct keyed){key_of(b->fold), b};
    }
    if (n)
        qsort(sorted, n, sizeof *sorted, by_fold);
    twice = is_told_twice(sorted, n);
    for (size_t i = 1; i < n; i++)
        if (is_same(sorted, i) && (twice || sorted[i - 1].block < body))
            sorted[i].block->gone = true;
    free(sorted);
    return DT_OK;
}

/* The next word of a fold as a number, from *at, which moves behind it. */
static uint64_t next_word(struct dt_str fold, size_t *at)
{
    uint64_t hash = 0;

    while (*at < fold.len && fold.ptr[*at] != ' ') {
        hash = (hash << 7 | hash >> 57) ^ (unsigned char)fold.ptr[*at];
        ++*at;
    }
    *at += *at < fold.len;
    return hash * 0x9E3779B97F4A7C15u | 1;
}

/* A set of words, a bit for each; several words may share one. */
struct sieve {
    uint64_t bits[4];
};

static void sieve_add(struct sieve *s, uint64_t word)
{
    s->bits[word >> 62] |= UINT64_C(1) << (word >> 56 & 63);
}

static bool sieve_may_hold(const struct sieve *s, uint64_t word)
{
    return s->bits[word >> 62] >> (word >> 56 & 63) & 1;
}

/* Bits of one set that the other has not: each is of a word or more. */
static size_t missing(const struct sieve *part, const struct sieve *whole)
{
    size_t count = 0;

    for (size_t i = 0; i < 4; i++)
        count += (size_t)__builtin_popcountll(part->bits[i] & ~whole->bits[i]);
    return count;
}

/* The words of a quotation, and where in it each stands, as bits. */
struct quotation {
    uint64_t words[2 * QUOTE_WORDS], places[2 * QUOTE_WORDS]; /* hashed */
    uint64_t order[QUOTE_WORDS]; /* the words as they stand */
    struct sieve sieve;
    size_t count;
};

/* Of the word, or of no word: places is 0 then. */
static size_t slot_of(const struct quotation *q, uint64_t word)
{
    size_t slot = (size_t)(word >> 32) % (2 * QUOTE_WORDS);

    while (q->words[slot] && q->words[slot] != word)
        slot = (slot + 1) % (2 * QUOTE_WORDS);
    return slot;
}

static void take_quotation(struct quotation *q, struct dt_str fold)
{
    memset(q, 0, sizeof *q);
    for (size_t at = 0; at < fold.len && q->count < QUOTE_WORDS; q->count++) {
        uint64_t word = next_word(fold, &at);
        size_t slot = slot_of(q, word);

        sieve_add(&q->sieve, word);
        q->order[q->count] = word;
        q->words[slot] = word;
        q->places[slot] |= (uint64_t)1 << q->count;
    }
}

/*
 * Length of the longest common subsequence of the quotation's words with those
 * of fold: one bit a word of it, all of them at once (Hyyro 2004, "Bit-parallel
 * LCS-length computation revisited").
 */
static size_t common_words(const struct quotation *q, const uint64_t *words,
                           size_t n)
{
    uint64_t row = UINT64_MAX;
    size_t common = 0;

    for (size_t i = 0; i < n; i++) {
        uint64_t met = row & q->places[slot_of(q, words[i])];

        row = (row + met) | (row - met);
    }
    for (size_t i = 0; i < q->count; i++)
        common += !(row >> i & 1);
    return common;
}

/* Whether so much of a quotation repeats what stands elsewhere. */
static bool is_most(size_t common, size_t words)
{
    return common * 10 >= words * 7;
}

/* The words of a draft's blocks, hashed when they are first looked at. */
struct words {
    uint64_t *all;
    size_t *starts, *counts; /* by block; a count of 0: not hashed yet */
    struct sieve *sieves;    /* of each block's words */
};

static int prepare_words(const struct dt_draft *draft, struct words *w,
                         struct dt_err *err)
{
    size_t room = 0;

    if (w->all)
        return DT_OK;
    w->starts = malloc(draft->count * sizeof *w->starts);
    w->counts = calloc(draft->count, sizeof *w->counts);
    w->sieves = calloc(draft->count, sizeof *w->sieves);
    for (size_t i = 0; w->starts && i < draft->count; i++) {
        w->starts[i] = room;
        if (draft->blocks[i].fold.len <= COMPARED)
            room += draft->blocks[i].fold.len / 2 + 1;
    }
    w->all = malloc((room + 1) * sizeof *w->all);
    if (!w->all || !w->starts || !w->counts || !w->sieves)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    return DT_OK;
}

static const uint64_t *words_of(const struct dt_draft *draft,
                                const struct words *w, size_t i)
{
    struct dt_str fold = draft->blocks[i].fold;
    uint64_t *words = w->all + w->starts[i];
    size_t n = 0, at = 0;

    if (w->counts[i])
        return words;
    while (at < fold.len) {
        words[n] = next_word(fold, &at);
        sieve_add(&w->sieves[i], words[n++]);
    }
    w->counts[i] = n;
    return words;
}

/* Whether so many of a quotation's words stand in a block, in any order. */
static bool may_repeat(const struct quotation *q, const struct sieve *block)
{
    size_t met = 0;

    if (!is_most(q->count - missing(&q->sieve, block), q->count))
        return false;
    for (size_t i = 0; i < q->count; i++)
        met += sieve_may_hold(block, q->order[i]);
    return is_most(met, q->count);
}

static bool is_repeated(const struct dt_draft *draft, const struct words *w,
                        size_t i)
{
    struct quotation quotation;
    const uint64_t *words;
    size_t from = i > REACH ? i - REACH : 0;

    take_quotation(&quotation, draft->blocks[i].fold);
    for (size_t k = from; k < draft->count && k <= i + REACH; k++) {
        const struct dt_draft_block *b = &draft->blocks[k];

        if (k == i || b->gone || b->kind == DT_BLOCK_HEADING ||
            b->kind == DT_BLOCK_PULL_QUOTE || b->fold.len > COMPARED ||
            b->fold.len * 10 < draft->blocks[i].fold.len * 7)
            continue;
        words = words_of(draft, w, k);
        if (may_repeat(&quotation, &w->sieves[k]) &&
            is_most(common_words(&quotation, words, w->counts[k]),
                    quotation.count))
            return true;
    }
    return false;
}

int dt_finish_pull_quotes(struct dt_draft *draft, struct dt_err *err)
{
    struct words words = {NULL, NULL, NULL, NULL};
    size_t looked = 0;
    int rc = DT_OK;

    for (size_t i = 0; i < draft->count && looked < QUOTES_MOST; i++) {
        struct dt_draft_block *b = &draft->blocks[i];

        if (b->gone || b->text.len > 600 ||
            (b->kind != DT_BLOCK_PARAGRAPH && b->kind != DT_BLOCK_QUOTE) ||
            !dt_line_quoted(b->text).ptr)
            continue;
        looked++;
        rc = prepare_words(draft, &words, err);
        if (rc < 0)
            break;
        if (is_repeated(draft, &words, i))
            b->kind = DT_BLOCK_PULL_QUOTE;
    }
    free(words.all);
    free(words.starts);
    free(words.counts);
    free(words.sieves);
    return rc;
}
