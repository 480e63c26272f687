#include "statement/lists.h"

#include <assert.h>
#include <string.h>

struct list {
    const char *language, *name, *text;
    size_t len;
};

/* Arrays of bytes, and "lists" of all of them, sorted by language. */
#include "statement/languages.inc"

enum { LISTS = sizeof lists / sizeof lists[0] };

/* The first list of a language. */
static size_t first_of(size_t language)
{
    size_t i = 0;

    for (size_t before = 0; i < LISTS; i++)
        if (i > 0 && strcmp(lists[i].language, lists[i - 1].language) != 0 &&
            ++before == language)
            return i;
        else if (language == 0)
            return 0;
    return LISTS;
}

size_t dt_lists_languages(void)
{
    size_t count = 0;

    for (size_t i = 0; i < LISTS; i++)
        count += i == 0 ||
                 strcmp(lists[i].language, lists[i - 1].language) != 0;
    assert(count <= DT_LANGUAGES_MOST);
    return count;
}

const char *dt_lists_language(size_t language)
{
    return lists[first_of(language)].language;
}

struct dt_str dt_lists_text(size_t language, const char *name)
{
    size_t first = first_of(language);

    for (size_t i = first; i < LISTS; i++) {
        if (strcmp(lists[i].language, lists[first].language) != 0)
            break;
        if (strcmp(lists[i].name, name) == 0)
            return (struct dt_str){lists[i].text, lists[i].len};
    }
    return (struct dt_str){"", 0};
}

bool dt_lists_word(struct dt_str *line, struct dt_str *word)
{
    size_t end = 0;

    *line = dt_str_trim(*line);
    while (end < line->len && line->ptr[end] != ' ')
        end++;
    *word = (struct dt_str){line->ptr, end};
    line->ptr += end;
    line->len -= end;
    return end > 0;
}

bool dt_lists_line(struct dt_str *rest, struct dt_str *line,
                   struct dt_str *first)
{
    while (dt_str_line(rest, line))
        if (dt_lists_word(line, first) && first->ptr[0] != '#')
            return true;
    return false;
}
