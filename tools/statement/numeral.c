#include "statement/numeral.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

#include "statement/lists.h"

enum {
    UNITS = 64,  /* of all languages */
    JOINED = 16, /* of them that are written as two words */
    GROUP = 3    /* zeros */
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

    assert(unit_count < UNITS && joined_count < JOINED &&
           form.len <= DT_CONTRACTION_TAIL);
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

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of figures, with the marks between them, at the word's beginning. */
static size_t figures(struct dt_str word)
{
    size_t len = 0;

    while (len < word.len &&
           (is_digit(word.ptr[len]) ||
            (len > 0 && (word.ptr[len] == ',' || word.ptr[len] == '.'))))
        len++;
    return len;
}

/* Round thousands in figures: what their zeros are. */
static bool find_zeros(struct dt_str word, struct dt_contraction *out)
{
    static const char *const names[] = {"thousand", "million", "billion"};
    size_t cut = word.len, groups = 0;

    if (word.ptr[0] == '0' || memchr(word.ptr, '.', word.len))
        return false;
    while (groups < sizeof names / sizeof names[0] && cut > GROUP &&
           memcmp(word.ptr + cut - GROUP, "000", GROUP) == 0) {
        cut -= GROUP;
        cut -= word.ptr[cut - 1] == ',';
        groups++;
    }
    if (groups == 0)
        return false;
    *out = (struct dt_contraction){
        cut, {word.ptr, cut}, DT_STR(names[groups - 1])};
    return true;
}

static bool is_form(struct dt_str text, struct dt_str form)
{
    if (text.len != form.len)
        return false;
    for (size_t i = 0; i < form.len; i++)
        if ((text.ptr[i] | 32) != form.ptr[i])
            return false;
    return true;
}

bool dt_numeral_find(size_t language, struct dt_str word,
                     struct dt_contraction *out)
{
    size_t len;

    if (word.len < 2 || word.len > DT_CONTRACTION_MOST ||
        !is_digit(word.ptr[0]))
        return false;
    pthread_once(&loaded, load);
    len = figures(word);
    if (len == word.len)
        return find_zeros(word, out);
    for (size_t i = 0; i < unit_count; i++)
        if (units[i].language == language &&
            is_form((struct dt_str){word.ptr + len, word.len - len},
                    units[i].form)) {
            *out = (struct dt_contraction){len, {word.ptr, len}, units[i].word};
            return true;
        }
    return false;
}

struct dt_str dt_numeral_joined(size_t language, struct dt_str first,
                                struct dt_str second)
{
    pthread_once(&loaded, load);
    for (size_t i = 0; i < joined_count; i++)
        if (joined[i].language == language &&
            is_form(second, joined[i].second) && is_form(first, joined[i].form))
            return joined[i].word;
    return (struct dt_str){"", 0};
}
