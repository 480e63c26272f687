#include "statement/number_name.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

#include "statement/lists.h"

enum {
    NUMBERS = 2048, /* names of numbers */
    PAIRS = 64,     /* of them that are written as two words */
    SLOTS = 8192    /* of the table that finds them, a power of two */
};

/* A number of two words, by their hashes: dix-sept. */
struct pair {
    uint64_t first, second;
    struct dt_number number;
};

static struct dt_number numbers[NUMBERS];
static struct pair pairs[PAIRS];
static size_t pair_count;
static uint16_t slots[SLOTS]; /* number and one by its name; 0: none */
static pthread_once_t loaded = PTHREAD_ONCE_INIT;

uint64_t dt_number_hash(struct dt_str text)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);

    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * UINT64_C(0x100000001B3);
    hash ^= hash >> 32;
    return hash * UINT64_C(0x9E3779B97F4A7C15);
}

/* Where the number of this name is, whose hash is known, or belongs. */
static uint16_t *slot_of(size_t language, struct dt_str name, uint64_t hash)
{
    size_t at = (size_t)hash + language;

    for (;; at++) {
        uint16_t *slot = &slots[at % SLOTS];
        const struct dt_number *n = &numbers[*slot ? *slot - 1 : 0];

        if (!*slot || (n->language == language && dt_str_eq(n->name, name)))
            return slot;
    }
}

/* Keep a name that is two words; false: it is one. */
static bool add_pair(struct dt_number number)
{
    const char *bar = memchr(number.name.ptr, '|', number.name.len);
    size_t first;

    if (!bar)
        return false;
    assert(pair_count < PAIRS);
    first = (size_t)(bar - number.name.ptr);
    pairs[pair_count++] = (struct pair){
        dt_number_hash((struct dt_str){number.name.ptr, first}),
        dt_number_hash((struct dt_str){bar + 1, number.name.len - first - 1}),
        number};
    return true;
}

static void load(void)
{
    size_t count = 0, languages = dt_lists_languages();

    for (size_t i = 0; i < languages; i++) {
        struct dt_str rest = dt_lists_text(i, "numbers.txt"), line, digits,
                      name;

        while (dt_lists_line(&rest, &line, &digits)) {
            const char *bar = memchr(digits.ptr, '|', digits.len);
            unsigned value = 0;

            for (size_t k = 0; k < digits.len && digits.ptr[k] <= '9'; k++)
                value = value * 10 + (unsigned)(digits.ptr[k] - '0');
            if (digits.ptr[digits.len - 1] > '9')
                value = 0;
            if (bar)
                digits.len = (size_t)(bar - digits.ptr);
            while (dt_lists_word(&line, &name)) {
                struct dt_number number = {i, name, dt_number_hash(digits),
                                           value, bar != NULL};
                uint16_t *slot;

                if (add_pair(number))
                    continue;
                slot = slot_of(i, name, dt_number_hash(name));
                assert(count < NUMBERS);
                numbers[count++] = number;
                if (!*slot)
                    *slot = (uint16_t)count;
            }
        }
    }
}

const struct dt_number *dt_number_named(size_t language, struct dt_str word,
                                        uint64_t hash)
{
    uint16_t slot;

    pthread_once(&loaded, load);
    slot = *slot_of(language, word, hash);
    return slot ? &numbers[slot - 1] : NULL;
}

const struct dt_number *dt_number_of_pair(size_t language, uint64_t first,
                                          uint64_t second)
{
    for (size_t i = 0; i < pair_count; i++)
        if (pairs[i].number.language == language && pairs[i].first == first &&
            pairs[i].second == second)
            return &pairs[i].number;
    return NULL;
}
