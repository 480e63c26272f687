#include "words.h"

#include <stdio.h>

static const char *const function_words[] = {
    "the",   "of",    "and",    "to",      "a",     "in",     "that",  "is",
    "was",   "for",   "it",     "with",    "as",    "on",     "be",    "at",
    "by",    "had",   "not",    "are",     "but",   "from",   "or",    "have",
    "an",    "which", "were",   "been",    "has",   "there",  "one",   "all",
    "will",  "their", "would",  "this",    "who",   "when",   "more",  "no",
    "if",    "out",   "so",     "up",      "what",  "about",  "than",  "into",
    "can",   "only",  "other",  "new",     "some",  "could",  "time",  "these",
    "two",   "may",   "then",   "do",      "first", "any",    "now",   "such",
    "like",  "over",  "our",    "even",    "most",  "made",   "after", "also",
    "many",  "must",  "before", "where",   "much",  "should", "well",  "people",
    "down",  "own",   "just",   "because", "good",  "each",   "those", "years",
    "state", "work",  "both",   "under",   "might", "while",  "last",  "again",
    "since", "home",  "still",  "every"};

enum { FUNCTION_WORDS = sizeof function_words / sizeof *function_words };

static const char *const places[] = {
    "Skelby",     "Marrowdale", "Port Ellery",   "Tynsworth",      "Dunmere",
    "Saint-Rémy", "Ålby",       "Upper Fenn",    "Castle Orme",    "Wexcombe",
    "Bryn Hafod", "Kirkholm",   "the Corn Hall", "the River Aune", "Møllebro"};

uint64_t bench_next(struct bench_random *r)
{
    uint64_t z = r->state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

size_t bench_below(struct bench_random *r, size_t n)
{
    return (size_t)(bench_next(r) >> 32) % n;
}

/* Rank r has 1 / (r + 3) of the draws: Zipf's law as Mandelbrot has it. */
static void share_draws(struct bench_words *w)
{
    uint64_t total = 0, sum = 0;
    size_t at = 0;

    for (uint64_t i = 0; i < BENCH_WORDS; i++)
        total += (UINT64_C(1) << 40) / (i + 3);
    for (uint64_t i = 0; i < BENCH_WORDS; i++) {
        sum += (UINT64_C(1) << 40) / (i + 3);
        for (; at < BENCH_DRAWS && at * (total / BENCH_DRAWS) < sum; at++)
            w->draw[at] = (uint16_t)i;
    }
    for (; at < BENCH_DRAWS; at++)
        w->draw[at] = BENCH_WORDS - 1;
}

static void make_word(char word[32], size_t rank, struct bench_random *r)
{
    static const char *const onsets[] = {
        "b", "c", "d", "f",  "g",  "h",  "l",  "m",  "n",  "p",  "r",  "s",
        "t", "v", "w", "st", "tr", "pl", "br", "gr", "sh", "th", "ch", "cl"};
    static const char *const vowels[] = {"a",  "e",  "i", "o", "u", "ea",
                                         "ou", "ai", "e", "o", "i", "a"};
    static const char *const accented[] = {"é", "ö", "ï", "ø", "ü", "è"};
    static const char *const codas[] = {"",   "n", "",  "l",  "s", "",
                                        "nd", "",  "m", "ck", "",  ""};
    static const char *const ends[] = {"",   "ed", "ing", "s", "er",
                                       "ly", "",   "t",   "",  ""};
    size_t syllables = 1 + (size_t)(rank > 300) + (bench_below(r, 3) ? 0 : 1U);
    size_t special = bench_below(r, 40) ? syllables : bench_below(r, syllables);
    size_t len = 0;

    for (size_t i = 0; i < syllables; i++)
        len += (size_t)snprintf(word + len, 32 - len, "%s%s%s",
                                onsets[bench_below(r, 24)],
                                i == special ? accented[bench_below(r, 6)]
                                             : vowels[bench_below(r, 12)],
                                codas[bench_below(r, 12)]);
    (void)snprintf(word + len, 32 - len, "%s", ends[bench_below(r, 10)]);
}

void bench_words_make(struct bench_words *w)
{
    struct bench_random r = {.state = 1};

    for (size_t i = 0; i < BENCH_WORDS; i++)
        if (i < FUNCTION_WORDS)
            (void)snprintf(w->text[i], sizeof w->text[i], "%s",
                           function_words[i]);
        else
            make_word(w->text[i], i, &r);
    share_draws(w);
}

const char *bench_word(const struct bench_words *w, struct bench_random *r)
{
    return w->text[w->draw[bench_below(r, BENCH_DRAWS)]];
}

const char *bench_noun(const struct bench_words *w, struct bench_random *r)
{
    return w
        ->text[FUNCTION_WORDS + bench_below(r, BENCH_WORDS - FUNCTION_WORDS)];
}

void bench_add_capital(struct dt_buf *out, const char *word)
{
    size_t at = out->len;

    dt_buf_adds(out, word);
    if (!out->failed && out->ptr[at] >= 'a' && out->ptr[at] <= 'z')
        out->ptr[at] = (char)(out->ptr[at] - 'a' + 'A');
}

/* Something between two words that is no plain word. */
static void add_ornament(struct dt_buf *out, const struct bench_words *w,
                         struct bench_random *r)
{
    switch (bench_below(r, 5)) {
    case 0:
        dt_buf_addf(out, "%u", (unsigned)bench_below(r, 990) + 10);
        break;
    case 1:
        dt_buf_addf(out, "£%u.%u million", (unsigned)bench_below(r, 90) + 1,
                    (unsigned)bench_below(r, 10));
        break;
    case 2:
        dt_buf_addf(out, "the %s’s %s", bench_noun(w, r), bench_noun(w, r));
        break;
    case 3:
        dt_buf_addf(out, "%s-%s", bench_noun(w, r), bench_noun(w, r));
        break;
    default:
        dt_buf_addf(out, "in %s",
                    places[bench_below(r, sizeof places / sizeof *places)]);
    }
}

void bench_add_clause(struct dt_buf *out, const struct bench_words *w,
                      struct bench_random *r, size_t least, size_t most)
{
    size_t words = least + bench_below(r, most - least + 1);

    for (size_t i = 0; i < words; i++) {
        size_t chance = bench_below(r, 100);

        if (i && chance < 9)
            dt_buf_adds(out, ", ");
        else if (i && chance == 9)
            dt_buf_adds(out, " – ");
        else if (i)
            dt_buf_addc(out, ' ');
        if (i && bench_below(r, 25) == 0)
            add_ornament(out, w, r);
        else
            dt_buf_adds(out, bench_word(w, r));
    }
}

void bench_add_sentence(struct dt_buf *out, const struct bench_words *w,
                        struct bench_random *r, size_t least, size_t most)
{
    bench_add_capital(out, bench_word(w, r));
    dt_buf_addc(out, ' ');
    bench_add_clause(out, w, r, least - 1, most - 1);
}
