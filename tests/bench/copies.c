/*
 * Copies of which the truth is known: write texts as JSON Lines, and hold what
 * dictum dedup says of them against it.
 *
 *     copies make COUNT >texts.jsonl      COUNT originals, 12 copies of each
 *     dictum dedup texts.jsonl | copies judge COUNT
 *
 * An original has 120 to 900 words. Its copies are cut at the end as agencies'
 * customers do, get another lede, or boilerplate that thousands of others have
 * too; are written in capitals, in full-width letters and with soft hyphens;
 * have 2 to 70 % of their words replaced, or letters as a scanner misreads
 * them; and one is an excerpt of 60 to 100 words. The truth is arithmetic: the
 * Jaccard similarity of runs of five words, compared as words and not as
 * hashes, and whether a text was cut out of another. "make" writes it to
 * "truth.tsv" in the current folder: a, b, per mille, "excerpt" or "copy".
 *
 * "judge" reads it there and prints, as a line of Markdown: originals; pairs
 * from 0.8, found of them; pairs from 0.5 to 0.8, found; excerpts, found; pairs
 * that are of two different originals.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words.h"

enum { KINDS = 13, MOST = 1200, RUN = 5 };

/* A text as its words, which are numbers; the same word, the same number. */
struct text {
    uint32_t word[MOST];
    size_t count;
};

struct maker {
    struct bench_words vocabulary;
    struct bench_random chance;
    struct text boilerplate[8];
};

static uint32_t any_word(struct maker *m)
{
    return m->vocabulary.draw[bench_below(&m->chance, BENCH_DRAWS)];
}

static void make_text(struct maker *m, size_t count, struct text *out)
{
    out->count = count;
    for (size_t i = 0; i < count; i++)
        out->word[i] = any_word(m);
}

/* Replace a share of the words; a misread one is no word of the vocabulary. */
static void replace(struct maker *m, struct text *t, size_t percent,
                    bool misread)
{
    for (size_t i = 0; i < t->count; i++)
        if (bench_below(&m->chance, 100) < percent)
            t->word[i] = misread && t->word[i] < BENCH_WORDS
                             ? t->word[i] + BENCH_WORDS
                             : any_word(m);
}

static void append(struct text *t, const struct text *more)
{
    for (size_t i = 0; i < more->count && t->count < MOST; i++)
        t->word[t->count++] = more->word[i];
}

static void excerpt(struct maker *m, struct text *t)
{
    size_t count = 60 + bench_below(&m->chance, 41);
    size_t from = bench_below(&m->chance, t->count - count + 1);

    memmove(t->word, t->word + from, count * sizeof *t->word);
    t->count = count;
}

static void change(struct maker *m, size_t kind, struct text *t)
{
    static const size_t percents[] = {2, 5, 10, 20, 40, 70};
    struct text lede;

    switch (kind) {
    case 0: /* the original */
    case 1: /* written otherwise */
    case 2:
        break;
    case 3: /* cut */
        t->count -= t->count * (5 + bench_below(&m->chance, 40)) / 100;
        break;
    case 4: /* another lede */
        make_text(m, 30, &lede);
        memcpy(t->word, lede.word, 30 * sizeof *t->word);
        break;
    case 5:
        append(t, &m->boilerplate[bench_below(&m->chance, 8)]);
        break;
    case 6:
        excerpt(m, t);
        break;
    default:
        replace(m, t, percents[(kind - 7) % 6], kind % 3 == 0);
    }
}

/* A word's letters as the kind of copy has them. */
static void print_word(const struct maker *m, uint32_t word, size_t kind,
                       size_t place)
{
    const char *text = m->vocabulary.text[word % BENCH_WORDS];

    if (word >= BENCH_WORDS)
        (void)printf("rn%s", text);
    else if (kind == 1 && place % 3 == 0)
        (void)printf("\xC2\xAD%.1s\xC2\xAD%s", text, text + 1);
    else if (kind == 2 && text[0] >= 'a' && text[0] <= 'z')
        (void)printf("\xEF\xBD%c%s", 0x81 + (text[0] - 'a'), text + 1);
    else
        (void)printf("%s", text);
}

static void print_text(const struct maker *m, const struct text *t,
                       size_t original, size_t kind)
{
    (void)printf("{\"id\":\"%06zu-%02zu\",\"text\":\"", original, kind);
    for (size_t i = 0; i < t->count; i++) {
        print_word(m, t->word[i], kind, i);
        (void)fputs(i % 60 == 59   ? ".\\n\\n"
                    : i % 11 == 10 ? ", "
                                   : " ",
                    stdout);
    }
    (void)puts("\"}");
}

/* Runs of five words, as they stand. */
struct run {
    uint32_t word[RUN];
};

static int by_words(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(struct run));
}

static size_t runs_of(const struct text *t, struct run *out)
{
    size_t count = 0, kept = 0;

    for (size_t i = 0; i + RUN <= t->count; i++)
        memcpy(out[count++].word, t->word + i, sizeof out->word);
    qsort(out, count, sizeof *out, by_words);
    for (size_t i = 1; i < count; i++)
        if (by_words(&out[i], &out[kept]) != 0)
            out[++kept] = out[i];
    return count ? kept + 1 : 0;
}

static unsigned similarity(const struct run *a, size_t a_count,
                           const struct run *b, size_t b_count)
{
    size_t i = 0, j = 0, common = 0;

    while (i < a_count && j < b_count) {
        int order = by_words(&a[i], &b[j]);

        common += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return (unsigned)(common * 1000 / (a_count + b_count - common));
}

static void make_family(struct maker *m, size_t original, FILE *truth)
{
    static struct text texts[KINDS];
    static struct run runs[KINDS][MOST];
    size_t counts[KINDS];

    make_text(m, 120 + bench_below(&m->chance, 781), &texts[0]);
    for (size_t k = 0; k < KINDS; k++) {
        if (k > 0)
            texts[k] = texts[0];
        change(m, k, &texts[k]);
        print_text(m, &texts[k], original, k);
        counts[k] = runs_of(&texts[k], runs[k]);
    }
    for (size_t a = 0; a < KINDS; a++)
        for (size_t b = a + 1; b < KINDS; b++)
            (void)fprintf(truth, "%06zu-%02zu\t%06zu-%02zu\t%u\t%s\n", original,
                          a, original, b,
                          similarity(runs[a], counts[a], runs[b], counts[b]),
                          a <= 2 && b == 6 ? "excerpt" : "copy");
}

static int make(size_t count)
{
    static struct maker m;
    FILE *truth = fopen("truth.tsv", "w");

    if (!truth)
        return 1;
    bench_words_make(&m.vocabulary);
    m.chance.state = 41;
    for (size_t i = 0; i < 8; i++)
        make_text(&m, 40, &m.boilerplate[i]);
    for (size_t i = 0; i < count; i++)
        make_family(&m, i, truth);
    return fclose(truth) == 0 && fflush(stdout) == 0 ? 0 : 1;
}

/* Which pairs were found, by original and the two kinds. */
static bool *read_found(size_t count, size_t *wrong)
{
    bool *found = calloc(count * KINDS * KINDS, sizeof *found);
    size_t x, a, y, b;
    char line[256];

    while (found && fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "{\"a\":\"%6zu-%2zu\",\"b\":\"%6zu-%2zu\"", &x, &a, &y,
                   &b) != 4 ||
            x != y || x >= count || a >= KINDS || b >= KINDS)
            ++*wrong;
        else
            found[(x * KINDS + a) * KINDS + b] = true;
    }
    return found;
}

static int judge(size_t count)
{
    size_t pairs[3] = {0}, hits[3] = {0}, wrong = 0, x, a, y, b;
    bool *found = read_found(count, &wrong);
    FILE *truth = fopen("truth.tsv", "r");
    char what[8];
    unsigned j;

    if (!found || !truth)
        return 1;
    while (fscanf(truth, "%6zu-%2zu\t%6zu-%2zu\t%u\t%7s\n", &x, &a, &y, &b, &j,
                  what) == 6) {
        bool hit = found[(x * KINDS + a) * KINDS + b];
        size_t band = what[0] == 'e' ? 2 : j >= 800 ? 0 : 1;

        if (band == 1 && j < 510)
            continue;
        pairs[band]++;
        hits[band] += hit;
    }
    (void)fclose(truth);
    free(found);
    (void)printf("| %zu | %zu | %zu | %zu | %zu | %zu | %zu | %zu |\n", count,
                 pairs[0], hits[0], pairs[1], hits[1], pairs[2], hits[2],
                 wrong);
    return 0;
}

int main(int argc, char **argv)
{
    size_t count = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;

    if (count > 0 && count < 1000000 && strcmp(argv[1], "make") == 0)
        return make(count);
    if (count > 0 && count < 1000000 && strcmp(argv[1], "judge") == 0)
        return judge(count);
    (void)fputs("usage: copies make|judge COUNT\n", stderr);
    return 2;
}
