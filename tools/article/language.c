#include "article/language.h"

#include <pthread.h>
#include <string.h>

#include "adapt/unicode.h"
#include "article/claim.h"
#include "article/rule_table.h"
#include "base/utf8.h"

static const char list[] = {
#include "article/rules/common_words.txt.inc"
};

enum {
    LANGUAGES = 16,
    SLOTS = 1024,   /* for fewer words than half of that */
    CODE = 2,       /* bytes of a language's code */
    SHARE = 4,      /* one word in so many is common */
    LEAD = 12,      /* and one in so many more than in any other language */
    LETTERS = 40,   /* that tell a language by its script, at least */
    MOST_IN = 10,   /* of so many letters nine are of that script */
    SOME_KANA = 20, /* one letter in so many of a Japanese text is kana */
};

struct common {
    struct dt_str word;
    unsigned languages; /* bits of their places in codes */
};

static struct common words[SLOTS]; /* by their hash, or behind it */
static char codes[LANGUAGES][CODE + 1];
static size_t code_count;
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* Take the first word off a fold, and the space behind it. */
static struct dt_str take_word(struct dt_str *fold, uint32_t *hash)
{
    struct dt_str word = {fold->ptr, 0};

    *hash = DT_RULE_HASH;
    while (word.len < fold->len && fold->ptr[word.len] != ' ')
        *hash = dt_rule_hash(*hash, fold->ptr[word.len++]);
    fold->ptr += word.len + (word.len < fold->len);
    fold->len -= word.len + (word.len < fold->len);
    return word;
}

/* Where a word of this hash is, or would be. */
static struct common *slot_of(struct dt_str word, uint32_t hash)
{
    for (uint32_t i = dt_rule_mixed(hash);; i++) {
        struct common *slot = &words[i % SLOTS];

        if (slot->languages == 0 || dt_str_eq(slot->word, word))
            return slot;
    }
}

static unsigned language_bit(const char *code)
{
    if (code_count == 0 || memcmp(codes[code_count - 1], code, CODE) != 0)
        memcpy(codes[code_count++], code, CODE);
    return 1u << (code_count - 1);
}

static void load(void)
{
    struct dt_str rest = {list, sizeof list}, line;

    while (dt_str_line(&rest, &line)) {
        struct dt_str word = {line.ptr + CODE + 1, line.len - CODE - 1};
        struct common *slot;
        uint32_t hash;

        if (line.ptr[0] == '#')
            continue;
        word = take_word(&word, &hash);
        slot = slot_of(word, hash);
        slot->word = word;
        slot->languages |= language_bit(line.ptr);
    }
}

/* Count the words of a fold to their languages; how many there are. */
static size_t count_words(struct dt_str fold, size_t counts[LANGUAGES],
                          size_t most)
{
    size_t seen = 0;

    while (fold.len && seen < most) {
        uint32_t hash;
        struct dt_str word = take_word(&fold, &hash);
        unsigned languages = slot_of(word, hash)->languages;

        for (size_t k = 0; languages >> k; k++)
            counts[k] += languages >> k & 1;
        seen++;
    }
    return seen;
}

/* The code of the language that so many words are in, or NULL. */
static const char *choose(const size_t counts[LANGUAGES], size_t seen)
{
    size_t best = 0, second = 0;

    for (size_t k = 1; k < code_count; k++)
        best = counts[k] > counts[best] ? k : best;
    for (size_t k = 0; k < code_count; k++)
        if (k != best && counts[k] > second)
            second = counts[k];
    return seen >= DT_LANGUAGE_WORDS && counts[best] * SHARE >= seen &&
                   (counts[best] - second) * LEAD >= seen
               ? codes[best]
               : NULL;
}

/* Scripts that one language of today is written in, and Han. */
enum script { HAN, KANA, HANGUL, THAI, GREEK, SCRIPTS };

static const struct range {
    uint32_t first, last;
    enum script script;
} ranges[] = {{0x0370, 0x03FF, GREEK}, {0x0E00, 0x0E7F, THAI},
              {0x1F00, 0x1FFF, GREEK}, {0x3040, 0x30FF, KANA},
              {0x3400, 0x9FFF, HAN},   {0xAC00, 0xD7A3, HANGUL},
              {0xF900, 0xFAFF, HAN},   {0x20000, 0x3FFFF, HAN}};

/* Count the letters of a fold to their scripts; how many there are. */
static size_t count_letters(struct dt_str fold, size_t counts[SCRIPTS],
                            size_t most)
{
    size_t seen = 0;

    for (size_t at = 0; at < fold.len && seen < most;) {
        uint32_t point = dt_utf8_next(fold, &at);

        if (!dt_unicode_is_letter(point))
            continue;
        for (size_t r = 0; r < sizeof ranges / sizeof *ranges; r++)
            counts[ranges[r].script] += point >= ranges[r].first &&
                                        point <= ranges[r].last;
        seen++;
    }
    return seen;
}

/* The code of the language that alone is written so, or NULL. */
static const char *script_tells(const size_t counts[SCRIPTS], size_t seen)
{
    const size_t most = seen - seen / MOST_IN;

    if (seen < LETTERS)
        return NULL;
    if (counts[HANGUL] >= most)
        return "ko";
    if (counts[THAI] >= most)
        return "th";
    if (counts[GREEK] >= most)
        return "el";
    if (counts[HAN] + counts[KANA] < most)
        return NULL;
    if (counts[KANA] * SOME_KANA >= seen)
        return "ja";
    return counts[KANA] == 0 ? "zh" : NULL;
}

static const char *told_by_script(const struct dt_draft *draft)
{
    size_t counts[SCRIPTS] = {0}, seen = 0;

    for (size_t i = 0; i < draft->count && seen < DT_LANGUAGE_READ; i++)
        if (!draft->blocks[i].gone)
            seen += count_letters(draft->blocks[i].fold, counts,
                                  DT_LANGUAGE_READ - seen);
    return script_tells(counts, seen);
}

int dt_language_claim(struct dt_draft *draft, struct dt_err *err)
{
    struct dt_claim_place place = {.from = "words of the text"};
    const char *declared = draft->meta->language, *told;
    size_t counts[LANGUAGES] = {0}, seen = 0;

    pthread_once(&once, load);
    for (size_t i = 0; i < draft->count && seen < DT_LANGUAGE_READ; i++)
        if (!draft->blocks[i].gone)
            seen += count_words(draft->blocks[i].fold, counts,
                                DT_LANGUAGE_READ - seen);
    told = choose(counts, seen);
    if (told == NULL) {
        told = told_by_script(draft);
        place.from = "script of the text";
    }
    return told == NULL || (declared && dt_claim_same_language(declared, told))
               ? DT_OK
               : dt_claim_add(draft, DT_FIELD_LANGUAGE, DT_STR(told), place,
                              err);
}
