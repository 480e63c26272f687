#include "statement/lexicon.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

enum { SLOTS = 1 << 13, LONGEST = 24 };

struct slot {
    struct dt_str word;
    uint64_t classes;
};

static const char words_data[] = {
#include "statement/rules/words.txt.inc"
};

static const char verbs_data[] = {
#include "statement/rules/reporting-verbs.txt.inc"
};

static const struct {
    const char *name;
    uint64_t class;
} class_names[] = {
    {"title", DT_WORD_TITLE},
    {"title-he", DT_WORD_TITLE_HE},
    {"title-she", DT_WORD_TITLE_SHE},
    {"office", DT_WORD_OFFICE},
    {"role", DT_WORD_ROLE},
    {"pronoun-he", DT_WORD_HE},
    {"pronoun-she", DT_WORD_SHE},
    {"pronoun-they", DT_WORD_THEY},
    {"pronoun-it", DT_WORD_IT},
    {"pronoun-first", DT_WORD_FIRST},
    {"relative", DT_WORD_RELATIVE},
    {"determiner", DT_WORD_DETERMINER},
    {"possessive", DT_WORD_POSSESSIVE},
    {"preposition", DT_WORD_PREPOSITION},
    {"conjunction", DT_WORD_CONJUNCTION},
    {"auxiliary", DT_WORD_AUXILIARY},
    {"adverb", DT_WORD_ADVERB},
    {"particle", DT_WORD_PARTICLE},
    {"abbreviation", DT_WORD_ABBREVIATION},
    {"date", DT_WORD_DATE},
    {"common", DT_WORD_COMMON},
    {"organisation", DT_WORD_ORGANISATION},
    {"label", DT_WORD_LABEL},
    {"question", DT_WORD_QUESTION},
    {"answer", DT_WORD_ANSWER},
    {"male", DT_WORD_MALE},
    {"female", DT_WORD_FEMALE},
    {"thing", DT_WORD_THING},
    {"strong", DT_WORD_STRONG},
    {"weak", DT_WORD_WEAK},
    {"manner", DT_WORD_MANNER},
    {"negation", DT_WORD_NEGATION},
    {"modal", DT_WORD_MODAL},
    {"stance", DT_WORD_STANCE},
};

static struct slot table[SLOTS];
static pthread_once_t loaded = PTHREAD_ONCE_INIT;

static struct slot *slot_of(struct dt_str word)
{
    uint32_t hash = UINT32_C(2166136261);

    for (size_t i = 0; i < word.len; i++)
        hash = (hash ^ (unsigned char)word.ptr[i]) * UINT32_C(16777619);
    hash ^= hash >> 15;
    for (;; hash++) {
        struct slot *slot = &table[hash % SLOTS];

        if (slot->word.len == 0 || dt_str_eq(slot->word, word))
            return slot;
    }
}

static uint64_t class_of(struct dt_str name)
{
    for (size_t i = 0; i < sizeof class_names / sizeof class_names[0]; i++)
        if (dt_str_is(name, class_names[i].name))
            return class_names[i].class;
    assert(0 && "a list in rules/ has a line of no known class");
    return 0;
}

static bool next_field(struct dt_str *line, struct dt_str *field)
{
    size_t end = 0;

    *line = dt_str_trim(*line);
    while (end < line->len && line->ptr[end] != ' ')
        end++;
    *field = (struct dt_str){line->ptr, end};
    line->ptr += end;
    line->len -= end;
    return end > 0;
}

static void load_list(struct dt_str rest)
{
    struct dt_str line, field;

    while (dt_str_line(&rest, &line)) {
        uint64_t class;

        if (!next_field(&line, &field) || field.ptr[0] == '#')
            continue;
        class = class_of(field);
        while (next_field(&line, &field)) {
            bool noun = field.ptr[field.len - 1] == '~';
            struct slot *slot;

            field.len -= noun;
            assert(field.len <= LONGEST);
            slot = slot_of(field);
            slot->word = field;
            slot->classes |= class | (noun ? DT_WORD_NOUN : 0);
        }
    }
}

static void load(void)
{
    load_list((struct dt_str){words_data, sizeof words_data});
    load_list((struct dt_str){verbs_data, sizeof verbs_data});
}

uint64_t dt_lexicon_find(struct dt_str word)
{
    char lower[LONGEST];
    size_t len = 0;

    pthread_once(&loaded, load);
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];

        if (len == LONGEST)
            return 0;
        if (c == 0xE2 && word.len - i > 2 &&
            memcmp(word.ptr + i, "\xE2\x80\x99", 3) == 0) {
            lower[len++] = '\'';
            i += 2;
        } else {
            lower[len++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        }
    }
    if (len == 0)
        return 0;
    return slot_of((struct dt_str){lower, len})->classes;
}
