/*
 * Count what the work on statements costs as its input grows, in basic blocks
 * run through: the compiler has each call __sanitizer_cov_trace_pc(). No clock
 * is looked at, so the counts are the same on any machine, loaded or not.
 *
 *     effort [-v]
 *
 * Extraction: of every kind of text, however hostile, four times the bytes must
 * cost no more than four times as much, give or take a tenth, and no byte
 * more than BYTE_MOST. Alignment: a quotation's cost must grow by less than the
 * square root of the number and of the length of transcripts, and by less
 * than the square of its own words, of which there are 4096 at most. Prints
 * one line each; -v the counts. Status 1 when something grows faster.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "statement/fidelity.h"
#include "statement/statement.h"
#include "words.h"

enum {
    SMALL = 16 * 1024, /* bytes */
    STEPS = 3,         /* sizes, each four times the one before */
    BYTE_MOST = 850,   /* blocks a byte, however little is optimised */
    TENTH_MORE = 110,  /* per cent that the cost of a byte may grow to */
    TWICE = 200,
    WORDS_MORE = 250, /* every word is held against those around its place */
    SENTENCES = 30,   /* of a transcript */
    QUOTATIONS = 50
};

void __sanitizer_cov_trace_pc(void);

static uint64_t blocks_run;

void __sanitizer_cov_trace_pc(void)
{
    blocks_run++;
}

static bool verbose, failed;

static void check(int rc, const struct dt_err *err)
{
    if (rc == DT_OK)
        return;
    (void)fprintf(stderr, "effort: %s\n", err->msg);
    exit(1);
}

/* # becomes a number, another each time; | the end of a paragraph. */
static const struct kind {
    const char *unit, *language;
    enum dt_kind kind;
} kinds[] = {
    {"said ", "en", DT_KIND_REPORT},
    {"the ", "en", DT_KIND_REPORT},
    {"Aa ", "en", DT_KIND_REPORT},
    {"Aa Ab# ", "en", DT_KIND_REPORT},
    {", ", "en", DT_KIND_REPORT},
    {"(", "en", DT_KIND_REPORT},
    {"“a b c d” and ", "en", DT_KIND_REPORT},
    {"“", "en", DT_KIND_REPORT},
    {"”", "en", DT_KIND_REPORT},
    {"\"", "en", DT_KIND_REPORT},
    {"'", "en", DT_KIND_REPORT},
    {"s' a", "en", DT_KIND_REPORT},
    {"‘a “b «c ", "en", DT_KIND_REPORT},
    {"“We will not go there again|", "en", DT_KIND_REPORT},
    {"Ann Cole said “a b c d e”. ", "en", DT_KIND_REPORT},
    {"Ann Cole, the head, said ", "en", DT_KIND_REPORT},
    {"“It is off,” Ann Cole# said on Tuesday 6 October.|", "en",
     DT_KIND_REPORT},
    {"Reed said it was off. The chief executive said so. ", "en",
     DT_KIND_REPORT},
    {"Ann Cole: it is off|", "en", DT_KIND_REPORT},
    {"it is off – Cole|", "en", DT_KIND_REPORT},
    {"her claim that it was off and ", "en", DT_KIND_REPORT},
    {"in her view, ", "en", DT_KIND_REPORT},
    {"was called a by the ", "en", DT_KIND_REPORT},
    {"which Cole said ", "en", DT_KIND_REPORT},
    {"قال “نعم نعم نعم نعم” ", "en", DT_KIND_REPORT},
    {"e\xCC\x81\xCC\x81\xCC\x81 ", "en", DT_KIND_REPORT},
    {"\xE2\x80\xAE“abc” \xE2\x80\xAC", "en", DT_KIND_REPORT},
    {"die Frau sagte der ", "de", DT_KIND_REPORT},
    {"es sei, so er. ", "de", DT_KIND_REPORT},
    {"und sagte ", "de", DT_KIND_REPORT},
    {"laut der Stadt „", "de", DT_KIND_REPORT},
    {"qu'il dit-il, ", "fr", DT_KIND_REPORT},
    {"« Il pleut, a-t-il dit, ", "fr", DT_KIND_REPORT},
    {"Ann Cole#: It is off.|", "en", DT_KIND_TRANSCRIPT},
    {"Q: Is it off?|A: It is.|", "en", DT_KIND_INTERVIEW},
    {"Chair: (applause)|", "en", DT_KIND_TRANSCRIPT},
    {"We wrote this. “It is off,” Ann Cole# said.|", "en", DT_KIND_OPINION},
};

static const char reeds[] =
    "people:\n"
    "  - {id: ann-reed, name: Ann Reed, pronouns: she, memberships:\n"
    "      [{office: Chief Executive, organisation: Skerrow Water}]}\n"
    "  - {id: bob-reed, name: Bob Reed, pronouns: he, memberships:\n"
    "      [{office: Chief Executive, organisation: Wend Water}]}\n";

static void make_text(const struct kind *kind, size_t size, struct dt_buf *out)
{
    dt_buf_reset(out);
    for (unsigned number = 0; out->len < size; number++)
        for (const char *p = kind->unit; *p; p++)
            if (*p == '#')
                dt_buf_addf(out, "%u", number);
            else
                dt_buf_adds(out, *p == '|' ? "\n\n" : (char[]){*p, '\0'});
}

static struct dt_block *find_blocks(struct dt_str text, size_t *count)
{
    struct dt_block *blocks = calloc(text.len + 1, sizeof *blocks);
    struct dt_str rest = text, line;

    if (!blocks)
        abort();
    *count = 0;
    while (dt_str_line(&rest, &line)) {
        uint32_t start = (uint32_t)(line.ptr - text.ptr);

        if (line.len > 0)
            blocks[(*count)++].span =
                (struct dt_span){start, start + (uint32_t)line.len};
    }
    return blocks;
}

static uint64_t cost_of_text(const struct kind *kind, struct dt_str text,
                             const struct dt_people *people)
{
    struct dt_arena arena = DT_ARENA_INIT((size_t)1 << 32);
    struct dt_meta meta = {.kind = kind->kind,
                           .language = kind->language,
                           .published = "2021-05-17"};
    struct dt_article article = {.text = text};
    struct dt_statement_input in = {.article_id = "a",
                                    .article = &article,
                                    .meta = &meta,
                                    .people = people};
    struct dt_block *blocks = find_blocks(text, &article.block_count);
    struct dt_statement *items;
    uint64_t start = blocks_run;
    struct dt_err err;
    size_t count;

    article.blocks = blocks;
    check(dt_statements_extract(&in, &arena, &items, &count, &err), &err);
    start = blocks_run - start;
    dt_arena_release(&arena);
    free(blocks);
    return start;
}

/* Whether costs a unit grow by no more than so many per cent a step. */
static void judge_growth(const char *what, const uint64_t cost[STEPS],
                         const size_t units[STEPS], unsigned percent,
                         uint64_t most)
{
    bool good = true;

    for (int i = 0; i < STEPS; i++) {
        uint64_t each = cost[i] * 100 / units[i];

        good = good && (most == 0 || each <= most * 100);
        if (i > 0)
            good = good &&
                   each <= cost[i - 1] * 100 / units[i - 1] * percent / 100;
        if (verbose)
            (void)printf("%10.1f", (double)each / 100);
    }
    if (verbose)
        (void)printf("  %s\n", what);
    if (!good)
        (void)printf("grows too fast: %s\n", what);
    failed = failed || !good;
}

static void measure_extraction(void)
{
    struct dt_buf text = DT_BUF_INIT((size_t)1 << 26);
    struct dt_people *people;
    struct dt_err err;

    check(dt_people_read(DT_STR(reeds), "people.yaml", &people, &err), &err);
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        uint64_t cost[STEPS];
        size_t bytes[STEPS], size = SMALL;

        for (int i = 0; i < STEPS; i++, size *= 4) {
            make_text(&kinds[k], size, &text);
            bytes[i] = text.len;
            cost[i] = cost_of_text(&kinds[k], dt_buf_str(&text), people);
        }
        judge_growth(kinds[k].unit, cost, bytes, TENTH_MORE, BYTE_MOST);
    }
    (void)printf("extraction: %zu kinds of text\n",
                 sizeof kinds / sizeof kinds[0]);
    dt_people_free(people);
    dt_buf_release(&text);
}

struct shelf {
    struct bench_words vocabulary;
    struct bench_random chance;
    struct dt_transcripts transcripts;
    struct dt_judge *judge;
    struct dt_words quote;
    struct dt_fidelity verdict;
};

static void fill(struct shelf *s, size_t transcripts, size_t sentences)
{
    const struct dt_occasion of = {0, DT_SOME_DAY, DT_SOME_LANGUAGE};
    struct dt_buf text = DT_BUF_INIT((size_t)1 << 26);
    struct dt_err err;

    s->transcripts = DT_TRANSCRIPTS_INIT;
    for (size_t i = 0; i < transcripts; i++) {
        dt_buf_reset(&text);
        for (size_t k = 0; k < sentences; k++) {
            bench_add_sentence(&text, &s->vocabulary, &s->chance, 4, 24);
            dt_buf_adds(&text, ". ");
        }
        check(dt_transcripts_add(&s->transcripts, dt_buf_str(&text), of, &err),
              &err);
    }
    check(dt_transcripts_seal(&s->transcripts, &err), &err);
    dt_buf_release(&text);
}

/* Quotations of so many words, every tenth of them changed. */
static uint64_t cost_of_quotations(struct shelf *s, size_t words)
{
    const struct dt_occasion of = {0, DT_SOME_DAY, DT_SOME_LANGUAGE};
    const struct dt_words *all = &s->transcripts.words;
    uint64_t start = blocks_run;
    struct dt_err err;

    s->quote.items = calloc(words, sizeof *s->quote.items);
    if (!s->quote.items)
        abort();
    s->quote.count = words;
    for (size_t i = 0; i < QUOTATIONS; i++) {
        size_t from = bench_below(&s->chance, all->count - words);

        for (size_t k = 0; k < words; k++)
            s->quote.items[k] =
                all->items[k % 10 == 9 ? bench_below(&s->chance, all->count)
                                       : from + k];
        check(dt_fidelity_judge(s->judge, &s->transcripts, &s->quote, of,
                                &s->verdict, &err),
              &err);
    }
    free(s->quote.items);
    return blocks_run - start;
}

static void measure_alignment(void)
{
    struct shelf *s = calloc(1, sizeof *s);
    uint64_t cost[STEPS];
    size_t units[STEPS], count = 250, words = 25;
    struct dt_err err;

    if (!s)
        abort();
    s->chance.state = 7;
    s->verdict = DT_FIDELITY_INIT;
    bench_words_make(&s->vocabulary);
    check(dt_judge_new(&s->judge, &err), &err);
    for (int i = 0; i < STEPS; i++, count *= 4) {
        fill(s, count, SENTENCES);
        units[i] = QUOTATIONS;
        cost[i] = cost_of_quotations(s, 50);
        if (i < STEPS - 1)
            dt_transcripts_release(&s->transcripts);
    }
    judge_growth("one quotation, among more transcripts", cost, units, TWICE,
                 0);
    for (int i = 0; i < STEPS; i++, words *= 4) {
        units[i] = words * QUOTATIONS;
        cost[i] = cost_of_quotations(s, words);
    }
    judge_growth("a word of a quotation, in longer ones", cost, units,
                 WORDS_MORE, 0);
    dt_transcripts_release(&s->transcripts);
    count = 1000;
    for (int i = 0; i < STEPS; i++, count *= 4) {
        fill(s, 1, count);
        units[i] = QUOTATIONS;
        cost[i] = cost_of_quotations(s, 50);
        dt_transcripts_release(&s->transcripts);
    }
    judge_growth("one quotation, in a longer transcript", cost, units, TWICE,
                 0);
    (void)printf("alignment: transcripts, words, length\n");
    dt_judge_free(s->judge);
    dt_fidelity_release(&s->verdict);
    free(s);
}

int main(int argc, char **argv)
{
    verbose = argc > 1 && strcmp(argv[1], "-v") == 0;
    measure_extraction();
    measure_alignment();
    return failed ? 1 : 0;
}
