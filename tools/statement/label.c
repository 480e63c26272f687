#include "statement/label.h"

#include <string.h>

enum { LONGEST = 100, MOST_WORDS = 9 };

static bool is_upper(char c)
{
    return (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static struct dt_str next_word(struct dt_str *rest)
{
    struct dt_str word;
    size_t end = 0;

    *rest = dt_str_trim(*rest);
    while (end < rest->len && rest->ptr[end] != ' ')
        end++;
    word = (struct dt_str){rest->ptr, end};
    rest->ptr += end;
    rest->len -= end;
    if (word.len > 1 && word.ptr[word.len - 1] == '.')
        word.len--;
    return word;
}

/* AMIRA VOSS is looked up as Amira Voss. */
static const struct dt_person *find(const struct dt_people *people,
                                    struct dt_str name)
{
    const struct dt_person *person = dt_people_by_name(people, name);
    char title[LONGEST];

    if (person != NULL || name.len > sizeof title)
        return person;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool first = i == 0 || name.ptr[i - 1] == ' ' ||
                     name.ptr[i - 1] == '-' || name.ptr[i - 1] == '\'';

        if (is_lower(c))
            return NULL;
        title[i] = (char)(!first && c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return dt_people_by_name(people, (struct dt_str){title, name.len});
}

/* Mayor Amira Voss: the name behind titles and offices is looked up alone. */
static const struct dt_person *
find_behind_office(const struct dt_people *people, struct dt_str name,
                   const struct dt_lexicon *lexicon)
{
    const struct dt_person *person = find(people, name);

    for (size_t i = 0; person == NULL && i < MOST_WORDS; i++) {
        struct dt_str word = next_word(&name);

        if (!(dt_lexicon_find(lexicon, word) &
              (DT_WORD_TITLES | DT_WORD_OFFICE | DT_WORD_ROLE)))
            break;
        name = dt_str_trim(name);
        if (memchr(name.ptr, ' ', name.len) == NULL)
            break; /* one word alone may be anybody's */
        person = find(people, name);
    }
    return person;
}

/* Where the label's colon stands, or 0. */
static size_t colon_of(struct dt_str text)
{
    for (size_t i = 1; i < text.len && i < LONGEST; i++) {
        char c = text.ptr[i];

        if (c == ':' && (i + 1 == text.len || text.ptr[i + 1] == ' '))
            return i;
        if (c == '?' || c == '!' || c == ';' || c == '"' || c == '\n')
            return 0;
    }
    return 0;
}

/* Whether every word has a capital but small ones; the count of words. */
static bool has_shape(const struct dt_lexicon *lexicon, struct dt_str name,
                      uint64_t *first, size_t *words)
{
    bool shaped = true;

    for (*words = 0, *first = 0; *words <= MOST_WORDS; ++*words) {
        struct dt_str word = next_word(&name);
        uint64_t classes = dt_lexicon_find(lexicon, word);

        if (word.len == 0)
            break;
        if (*words == 0)
            *first = classes;
        if (!is_upper(word.ptr[0]) &&
            (*words == 0 ||
             !(classes & (DT_WORD_PARTICLE | DT_WORD_PREPOSITION |
                          DT_WORD_DETERMINER | DT_WORD_ORGANISATION))))
            shaped = false;
    }
    return shaped && *words > 0;
}

static struct dt_str slice(struct dt_str text, size_t start, size_t end)
{
    return dt_str_trim((struct dt_str){text.ptr + start, end - start});
}

static void split(struct dt_label *label)
{
    struct dt_str all = label->whole;
    size_t at = 0;

    label->name = all;
    while (at < all.len && all.ptr[at] != '(' && all.ptr[at] != '[' &&
           all.ptr[at] != ',')
        at++;
    if (at == 0 || at == all.len)
        return;
    label->name = slice(all, 0, at);
    label->role = slice(all, at + 1, all.len);
    while (label->role.len > 0 &&
           (label->role.ptr[label->role.len - 1] == ')' ||
            label->role.ptr[label->role.len - 1] == ']'))
        label->role.len--;
}

struct dt_label dt_label_read(struct dt_str text, struct dt_span paragraph,
                              const struct dt_people *people,
                              const struct dt_lexicon *lexicon)
{
    struct dt_label label = {0};
    struct dt_str all = {text.ptr + paragraph.start,
                         paragraph.end - paragraph.start};
    size_t colon = colon_of(all), words, rest;
    uint64_t first;
    bool shaped;

    if (colon == 0)
        return label;
    label.whole = dt_str_trim((struct dt_str){all.ptr, colon});
    split(&label);
    for (rest = colon + 1; rest < all.len && all.ptr[rest] == ' ';)
        rest++;
    label.rest = paragraph.start + (uint32_t)rest;
    if (people != NULL)
        label.person = find_behind_office(people, label.name, lexicon);
    if (label.person != NULL) {
        label.kind = DT_LABEL_SURE;
        return label;
    }
    shaped = has_shape(lexicon, label.name, &first, &words);
    if (words == 0 || words > MOST_WORDS || !is_upper(label.name.ptr[0]))
        return label;
    if (words == 1 && (first & DT_WORD_QUESTION))
        label.kind = DT_LABEL_QUESTION;
    else if (words == 1 && (first & DT_WORD_ANSWER))
        label.kind = DT_LABEL_ANSWER;
    else if (first & DT_WORD_LABEL) /* Question from the floor */
        label.kind = DT_LABEL_SURE;
    else if (shaped && !(first & DT_WORD_COMMON))
        label.kind = DT_LABEL_LIKELY;
    return label;
}
