#include "statement/numeral.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

#include "base/ascii.h"
#include "statement/lists.h"

enum {
    UNITS = 1024, /* forms of all languages */
    JOINED = 64,  /* of them that are written as two words */
    GROUP = 3     /* digits between two marks */
};

struct unit {
    size_t language;
    struct dt_str word, form, second; /* second: of a form that is two words */
};

static struct unit units[UNITS], joined[JOINED];
static size_t unit_count, joined_count;
static pthread_once_t loaded = PTHREAD_ONCE_INIT;

static void add(size_t language, struct dt_str word, struct dt_str form)
{
    struct unit unit = {language, word, form, {form.ptr + form.len, 0}};
    const char *bar = memchr(form.ptr, '|', form.len);

    assert(unit_count < UNITS && joined_count < JOINED);
    if (bar) {
        unit.form.len = (size_t)(bar - form.ptr);
        unit.second = (struct dt_str){bar + 1, form.len - unit.form.len - 1};
        joined[joined_count++] = unit;
    } else {
        units[unit_count++] = unit;
    }
}

static void load(void)
{
    size_t languages = dt_lists_languages();

    for (size_t i = 0; i < languages; i++) {
        struct dt_str rest = dt_lists_text(i, "units.txt"), line, word, form;

        while (dt_lists_line(&rest, &line, &word))
            while (dt_lists_word(&line, &form))
                add(i, word, form);
    }
}

static bool has_commas(const struct dt_lexicon *lexicon)
{
    return dt_lexicon_has(lexicon, DT_TRAIT_DECIMAL_COMMAS);
}

static size_t digits_at(struct dt_str text, size_t at)
{
    size_t end = at;

    while (end < text.len && dt_ascii_is_digit(text.ptr[end]))
        end++;
    return end - at;
}

/* Bytes of a space that keeps figures together, or of any other, at `at`. */
static size_t space_at(struct dt_str text, size_t at)
{
    const char *c = text.ptr + at;

    if (c[0] == ' ')
        return 1;
    if (text.len - at > 1 && memcmp(c, "\xC2\xA0", 2) == 0)
        return 2;
    if (text.len - at > 2 && (memcmp(c, "\xE2\x80\xAF", 3) == 0 ||
                              memcmp(c, "\xE2\x80\x89", 3) == 0))
        return 3;
    return 0;
}

/* Bytes of the apostrophe at `at`: 18'000. */
static size_t apostrophe_at(struct dt_str text, size_t at)
{
    if (text.ptr[at] == '\'')
        return 1;
    return text.len - at > 2 && memcmp(text.ptr + at, "\xE2\x80\x99", 3) == 0
               ? 3
               : 0;
}

/* Bytes of the mark at `at` that parts thousands, or 0. */
static size_t group_at(const struct dt_lexicon *lexicon, struct dt_str text,
                       size_t at)
{
    const bool commas = has_commas(lexicon);
    const char c = text.ptr[at];
    size_t len = commas && c != '.' ? space_at(text, at) : 0, digits;

    if (len == 0)
        len = c == (commas ? '.' : ',') ? 1 : apostrophe_at(text, at);
    if (len == 0)
        return 0;
    digits = digits_at(text, at + len);
    return digits == GROUP || (c == ',' && digits == GROUP - 1 && /* 1,00,000 */
                               at + len + digits < text.len &&
                               text.ptr[at + len + digits] == ',')
               ? len
               : 0;
}

/* Whether text[start, at) is what spaces may part: 18, 1 250. */
static bool is_grouped(struct dt_str text, size_t start, size_t at)
{
    size_t first = digits_at(text, start);

    if (first == 0 || first > GROUP)
        return false;
    while (start + first < at) {
        size_t len = space_at(text, start + first);

        if (len == 0 || digits_at(text, start + first + len) != GROUP)
            return false;
        start += first + len;
        first = GROUP;
    }
    return true;
}

size_t dt_numeral_joint(const struct dt_lexicon *lexicon, struct dt_str text,
                        size_t start, size_t at)
{
    const char c = text.ptr[at];

    if (c == ',' || c == '.')
        return at > start && dt_ascii_is_digit(text.ptr[at - 1]) &&
               digits_at(text, at + 1) > 0;
    if (!has_commas(lexicon) || space_at(text, at) == 0 ||
        !is_grouped(text, start, at))
        return 0;
    return group_at(lexicon, text, at);
}

/* As dt_numeral_fold(), of what stands before a unit; *end is behind it. */
static size_t fold_figures(const struct dt_lexicon *lexicon, struct dt_str word,
                           char out[DT_NUMERAL_MOST],
                           unsigned char ends[DT_NUMERAL_MOST], size_t *end)
{
    size_t at = 0, len = 0;

    if (word.len > DT_NUMERAL_MOST)
        return 0;
    while (at < word.len) {
        const char c = word.ptr[at];
        size_t group = len > 0 && !dt_ascii_is_digit(c)
                           ? group_at(lexicon, word, at)
                           : 0;

        if (dt_ascii_is_digit(c))
            out[len] = c;
        else if (group == 0 && len > 0 && (c == ',' || c == '.') &&
                 digits_at(word, at + 1) > 0)
            out[len] = '.';
        else if (group == 0)
            break;
        at += group > 0 ? group : 1;
        if (group == 0)
            ends[len++] = (unsigned char)at;
    }
    *end = at;
    return len;
}

size_t dt_numeral_fold(const struct dt_lexicon *lexicon, struct dt_str word,
                       char out[DT_NUMERAL_MOST])
{
    unsigned char ends[DT_NUMERAL_MOST];
    size_t end = 0, len = fold_figures(lexicon, word, out, ends, &end);

    return end == word.len ? len : 0;
}

/* Round thousands in figures: what their zeros are. */
static bool find_zeros(struct dt_str word, struct dt_str digits,
                       const unsigned char *ends, struct dt_contraction *out)
{
    static const char *const names[] = {"thousand", "million", "billion"};
    size_t groups = 0, kept = digits.len;

    if (digits.ptr[0] == '0' || memchr(digits.ptr, '.', digits.len))
        return false;
    while (groups < sizeof names / sizeof names[0] && kept > GROUP &&
           memcmp(digits.ptr + kept - GROUP, "000", GROUP) == 0) {
        kept -= GROUP;
        groups++;
    }
    if (groups == 0)
        return false;
    *out = (struct dt_contraction){
        ends[kept - 1], {word.ptr, ends[kept - 1]}, DT_STR(names[groups - 1])};
    return true;
}

static bool is_form(struct dt_str text, struct dt_str form)
{
    if (text.len != form.len)
        return false;
    for (size_t i = 0; i < form.len; i++) {
        char c = text.ptr[i];

        if ((c >= 'A' && c <= 'Z' ? (char)(c | 32) : c) != form.ptr[i])
            return false;
    }
    return true;
}

struct dt_str dt_numeral_unit(const struct dt_lexicon *lexicon,
                              struct dt_str word)
{
    pthread_once(&loaded, load);
    for (size_t i = 0; i < unit_count; i++)
        if (units[i].language == dt_lexicon_list(lexicon) &&
            is_form(word, units[i].form))
            return units[i].word;
    return (struct dt_str){"", 0};
}

bool dt_numeral_is_paid(const struct dt_lexicon *lexicon, struct dt_str unit)
{
    for (size_t i = 0; i < unit_count; i++) {
        unsigned char sign = (unsigned char)units[i].form.ptr[0];

        if (units[i].language == dt_lexicon_list(lexicon) &&
            dt_str_eq(units[i].word, unit) && (sign | 32u) - 'a' >= 26u)
            return true;
    }
    return false;
}

bool dt_numeral_find(const struct dt_lexicon *lexicon, struct dt_str word,
                     struct dt_contraction *out)
{
    char digits[DT_NUMERAL_MOST];
    unsigned char ends[DT_NUMERAL_MOST];
    size_t end = 0, len;

    if (word.len < 2 || word.len > DT_CONTRACTION_MOST ||
        !dt_ascii_is_digit(word.ptr[0]))
        return false;
    len = fold_figures(lexicon, word, digits, ends, &end);
    if (len == 0)
        return false;
    if (end == word.len)
        return find_zeros(word, (struct dt_str){digits, len}, ends, out);
    *out = (struct dt_contraction){
        end,
        {word.ptr, end},
        dt_numeral_unit(lexicon,
                        (struct dt_str){word.ptr + end, word.len - end})};
    return out->second.len > 0 && word.len - end <= DT_CONTRACTION_TAIL;
}

struct dt_str dt_numeral_joined(const struct dt_lexicon *lexicon,
                                struct dt_str first, struct dt_str second)
{
    pthread_once(&loaded, load);
    for (size_t i = 0; i < joined_count; i++)
        if (joined[i].language == dt_lexicon_list(lexicon) &&
            is_form(second, joined[i].second) && is_form(first, joined[i].form))
            return joined[i].word;
    return (struct dt_str){"", 0};
}
