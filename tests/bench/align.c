/*
 * Hold edited quotations against transcripts that were made by chance:
 *
 *     align TRANSCRIPTS [QUOTATIONS]
 *
 * A quotation has 1 to 200 words of one transcript, of which up to 40 % were
 * left out, put in, replaced or turned round; every fifth comes from a text
 * that is not there. Prints a line of Markdown: transcripts, how many of the
 * quotations were found where they come from, how many of those found were
 * right, and quotations a second of CPU time.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "statement/fidelity.h"
#include "words.h"

enum {
    SENTENCES = 30, /* of a transcript */
    LONGEST = 200,  /* words of a quotation */
    MOST_EDITS = 40 /* of a hundred words */
};

struct case_ {
    struct dt_words words;
    uint32_t transcript; /* UINT32_MAX: from none of them */
    size_t edits;
};

struct bench {
    struct bench_words vocabulary;
    struct bench_random chance;
    struct dt_transcripts transcripts;
    struct dt_judge *judge;
    size_t real, found, right, missed;
};

static void check(int rc, const struct dt_err *err)
{
    if (rc == DT_OK)
        return;
    (void)fprintf(stderr, "align: %s\n", err->msg);
    exit(1);
}

static void make_text(struct bench *b, struct dt_buf *out)
{
    dt_buf_reset(out);
    for (size_t i = 0; i < SENTENCES; i++) {
        bench_add_sentence(out, &b->vocabulary, &b->chance, 4, 24);
        dt_buf_adds(out, ". ");
    }
}

static void push(struct dt_words *w, struct dt_word word)
{
    if (w->count == w->cap) {
        w->cap = w->cap * 2 + 256;
        w->items = realloc(w->items, w->cap * sizeof *w->items);
        if (w->items == NULL)
            abort();
    }
    w->items[w->count++] = word;
}

static struct dt_word any_word(struct bench *b)
{
    const struct dt_words *all = &b->transcripts.words;

    return all->items[bench_below(&b->chance, all->count)];
}

/* Copy words of a source, some of them changed. */
static void edit(struct bench *b, struct case_ *c, const struct dt_word *from,
                 size_t count, size_t percent)
{
    c->words.count = 0;
    c->edits = 0;
    for (size_t i = 0; i < count; i++) {
        if (bench_below(&b->chance, 100) >= percent) {
            push(&c->words, from[i]);
            continue;
        }
        switch (bench_below(&b->chance, 4)) {
        case 0: /* left out */
            c->edits++;
            break;
        case 1: /* put in */
            push(&c->words, from[i]);
            push(&c->words, any_word(b));
            c->edits++;
            break;
        case 2: /* replaced */
            push(&c->words, any_word(b));
            c->edits++;
            break;
        default: /* turned round with the next */
            if (i + 1 < count)
                push(&c->words, from[i + 1]);
            push(&c->words, from[i]);
            c->edits += 2;
            i++;
            break;
        }
    }
}

static void make_case(struct bench *b, struct case_ *c, struct dt_words *alien)
{
    const struct dt_transcripts *t = &b->transcripts;
    size_t count = 1 + bench_below(&b->chance, LONGEST);
    size_t percent = bench_below(&b->chance, MOST_EDITS + 1), first, words;
    const struct dt_word *from = alien->items;

    c->transcript = UINT32_MAX;
    words = alien->count;
    if (bench_below(&b->chance, 5) > 0) {
        c->transcript = (uint32_t)bench_below(&b->chance, t->count);
        from = t->words.items + t->items[c->transcript].first;
        words = t->items[c->transcript].last - t->items[c->transcript].first;
    }
    if (count > words)
        count = words;
    first = bench_below(&b->chance, words - count + 1);
    edit(b, c, from + first, count, percent);
}

/* A place with no more edits than were made is as good as the one meant. */
static void score(struct bench *b, const struct case_ *c,
                  const struct dt_fidelity *f)
{
    bool found = f->verdict != DT_VERDICT_NOT_FOUND;
    size_t edits = (f->word_error * c->words.count + 500) / 1000;
    bool right = found &&
                 (f->transcript == c->transcript ||
                  edits <= (c->transcript == UINT32_MAX ? 0 : c->edits));

    if (c->words.count == 0)
        return;
    b->found += found;
    b->right += right;
    if (c->transcript != UINT32_MAX) {
        b->real++;
        b->missed += !right;
    }
}

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    size_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : 1000;
    size_t quotations = argc > 2 ? strtoull(argv[2], NULL, 10) : 2000;
    struct bench *b = calloc(1, sizeof *b);
    const struct dt_occasion of = {0, DT_SOME_DAY, DT_SOME_LANGUAGE};
    struct dt_fidelity f = DT_FIDELITY_INIT;
    struct dt_buf text = DT_BUF_INIT(1 << 24);
    struct case_ c = {0};
    struct dt_words alien = DT_WORDS_INIT;
    struct dt_err err;
    double spent = 0;

    if (b == NULL)
        return 1;
    b->transcripts = DT_TRANSCRIPTS_INIT;
    b->chance.state = 7;
    bench_words_make(&b->vocabulary);
    for (size_t i = 0; i < count; i++) {
        make_text(b, &text);
        check(dt_transcripts_add(&b->transcripts, dt_buf_str(&text), of, &err),
              &err);
    }
    check(dt_transcripts_seal(&b->transcripts, &err), &err);
    check(dt_judge_new(&b->judge, &err), &err);
    for (size_t i = 0; i < quotations; i++) {
        double start;

        alien.count = 0;
        make_text(b, &text);
        check(dt_words_scan(&alien, dt_buf_str(&text), 0, text.len, &err),
              &err);
        make_case(b, &c, &alien);
        start = seconds();
        check(dt_fidelity_judge(b->judge, &b->transcripts, &c.words, of, &f,
                                &err),
              &err);
        spent += seconds() - start;
        score(b, &c, &f);
    }
    (void)printf("| %zu | %.3f | %.3f | %.0f |\n", count,
                 (double)(b->real - b->missed) / (double)b->real,
                 (double)b->right / (double)b->found,
                 (double)quotations / spent);
    dt_judge_free(b->judge);
    dt_transcripts_release(&b->transcripts);
    dt_words_release(&alien);
    dt_words_release(&c.words);
    dt_fidelity_release(&f);
    dt_buf_release(&text);
    free(b);
    return 0;
}
