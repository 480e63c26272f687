#include "statement/label.h"

#include <string.h>

#include "article/stamp.h"
#include "article/turn.h"
#include "statement/office.h"
#include "statement/paragraph.h"
#include "statement/phrases.h"

enum {
    LONGEST = 100,
    MOST_WORDS = 9,
    LABEL_WORDS = 4, /* up to the word that makes it a label */
    FORM_WORDS = 6   /* of what is one by its form alone */
};

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
              (DT_WORD_TITLE | DT_WORD_OFFICE | DT_WORD_ROLE)))
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

/* Where the last remark that is no part of a name begins: (off mic). */
static size_t aside_begin(struct dt_str name, const struct dt_lexicon *lexicon)
{
    size_t at = name.len;

    while (at > 1 && name.ptr[at - 1] != '(' && name.ptr[at - 1] != '[' &&
           name.ptr[at - 1] != ',')
        at--;
    return at > 1 && dt_phrase_begins(lexicon, DT_PHRASE_ASIDE,
                                      slice(name, at, name.len))
               ? at - 1
               : name.len;
}

/* Without the time stamps and the remarks behind it. */
static struct dt_str without_asides(struct dt_str name,
                                    const struct dt_lexicon *lexicon)
{
    size_t len;

    do {
        len = name.len;
        name = slice(name, 0, dt_stamp_ends(name));
        name = slice(name, 0, aside_begin(name, lexicon));
    } while (name.len < len);
    return name;
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

/* The Chair (Josephine Harrow): the name stands where others have the role. */
static void find_person(struct dt_label *label, const struct dt_people *people,
                        const struct dt_lexicon *lexicon)
{
    if (people == NULL)
        return;
    label->person = find_behind_office(people, label->name, lexicon);
    if (label->person == NULL && label->role.len > 0) {
        struct dt_str role = label->name;

        label->person = find_behind_office(people, label->role, lexicon);
        if (label->person == NULL)
            return;
        label->name = label->role;
        label->role = role;
    }
}

/* “Question from the floor”, “The Chair”, “Unidentified speaker” */
static bool has_label_word(const struct dt_lexicon *lexicon, struct dt_str name)
{
    for (size_t i = 0; i < LABEL_WORDS; i++) {
        uint64_t classes = dt_lexicon_find(lexicon, next_word(&name));

        if (classes & DT_WORD_LABEL)
            return i == 0 || dt_str_trim(name).len == 0;
    }
    return false;
}

/*
 * “The First Minister”, “An hon. Member”, “The Chancellor of the Exchequer”: a
 * role, before what it is for.
 */
static bool is_office(const struct dt_lexicon *lexicon, struct dt_str name)
{
    bool role = false, of = false;

    for (size_t i = 0; i < MOST_WORDS; i++) {
        struct dt_str word = next_word(&name);
        uint64_t classes = dt_lexicon_find(lexicon, word);

        if (word.len == 0)
            break;
        if (classes & DT_WORD_PREPOSITION)
            of = true;
        else if (!is_upper(word.ptr[0]) &&
                 !(classes & (DT_WORD_TITLE | DT_WORD_DETERMINER)))
            return false;
        if (!of)
            role = (classes &
                    (DT_WORD_TITLE | DT_WORD_OFFICE | DT_WORD_ROLE)) &&
                   !(classes & DT_WORD_THING);
    }
    return role && dt_str_trim(name).len == 0;
}

/* What a label that names nobody of people.yaml is: “Q1”, “Ann Cole”. */
static enum dt_label_kind kind_of(const struct dt_lexicon *lexicon,
                                  struct dt_str name)
{
    struct dt_str rest = name, word = next_word(&rest);
    uint64_t first;
    size_t words;
    bool shaped = has_shape(lexicon, name, &first, &words);

    if (words == 0 || words > MOST_WORDS || !is_upper(name.ptr[0]))
        return DT_LABEL_NONE;
    while (word.len > 1 && word.ptr[word.len - 1] >= '0' &&
           word.ptr[word.len - 1] <= '9')
        word.len--;
    if (words == 1)
        first = dt_lexicon_find(lexicon, word);
    if (words == 1 && (first & DT_WORD_QUESTION))
        return DT_LABEL_QUESTION;
    if (words == 1 && (first & DT_WORD_ANSWER))
        return DT_LABEL_ANSWER;
    if (has_label_word(lexicon, name))
        return DT_LABEL_SURE;
    return shaped && (!(first & DT_WORD_COMMON) || (first & DT_WORD_TITLE))
               ? DT_LABEL_LIKELY
               : DT_LABEL_NONE;
}

/* “railfan_77” */
static bool is_handle(struct dt_str name)
{
    bool letter = false, mark = false;

    for (size_t i = 0; i < name.len; i++) {
        const char c = name.ptr[i];
        const bool digit = c >= '0' && c <= '9';

        if (!is_lower(c) && !is_upper(c) && !digit && !strchr("_-.@", c))
            return false;
        letter = letter || is_lower(c);
        mark = mark || c == '_' || (c == '@' && i == 0) || (digit && letter);
    }
    return letter && mark;
}

/*
 * “The Convener”, “Several members of the public”: a determiner and a noun, no
 * words of a sentence. *shaped: they have capitals; *role: the noun is somebody.
 */
static bool is_noun_phrase(const struct dt_lexicon *lexicon, struct dt_str name,
                           bool *shaped, bool *role)
{
    uint64_t first, noun = 0;
    size_t words;
    bool of = false;

    *shaped = has_shape(lexicon, name, &first, &words);
    if (!(first & DT_WORD_DETERMINER) || (first & DT_WORD_POSSESSIVE) ||
        words < 2 || words > FORM_WORDS)
        return false;
    (void)next_word(&name);
    for (size_t i = 1; i < words; i++) {
        struct dt_str word = next_word(&name);
        uint64_t classes = dt_lexicon_find(lexicon, word);

        of = of || (classes & DT_WORD_PREPOSITION);
        if (!of && !is_upper(word.ptr[0]) && (classes & DT_WORD_COMMON))
            return false;
        noun = of ? noun : classes;
    }
    *role = (noun & (DT_WORD_TITLE | DT_WORD_OFFICE | DT_WORD_ROLE)) &&
            !(noun & DT_WORD_THING);
    return noun == 0 || *role || (*shaped && !(noun & DT_WORD_THING));
}

/* What only has the form of a label. */
static void judge_form(struct dt_label *label, const struct dt_lexicon *lexicon)
{
    const struct dt_str name = label->name;
    const uint64_t first = dt_lexicon_find(
        lexicon, (struct dt_str){name.ptr, dt_str_until(name, " ", 0)});
    bool shaped, role;

    if (name.len == 0)
        return;
    if (is_upper(name.ptr[0]) && is_noun_phrase(lexicon, name, &shaped, &role))
        label->repeated = !role &&
                          !(shaped && (first & DT_WORD_DEFINITE) &&
                            !dt_lexicon_has(lexicon, DT_TRAIT_NOUN_CAPITALS));
    else if (!is_handle(name))
        return;
    label->kind = DT_LABEL_LIKELY;
    label->office = label->formed = true;
}

/* What the label is when it names nobody: an office, or as above. */
static void judge(struct dt_label *label, const struct dt_people *people,
                  const struct dt_lexicon *lexicon)
{
    struct dt_str bare = dt_office_bare(label->name, lexicon);

    label->kind = (uint8_t)kind_of(lexicon, label->name);
    if (label->kind > DT_LABEL_LIKELY)
        return;
    label->office =
        (people && dt_people_by_office(people, bare, NULL, 0) > 0) ||
        (label->kind == DT_LABEL_NONE && label->name.len > 0 &&
         is_upper(label->name.ptr[0]) && is_office(lexicon, label->name));
    if (label->office)
        label->kind = DT_LABEL_LIKELY;
}

/* “Q Mr. President, when?”: what asks, without any mark. */
static bool read_bare(struct dt_label *label, struct dt_str all,
                      const struct dt_lexicon *lexicon)
{
    if (all.len < 4 || all.ptr[1] != ' ' || is_lower(all.ptr[2]))
        return false;
    label->whole = label->name = (struct dt_str){all.ptr, 1};
    label->kind = (uint8_t)kind_of(lexicon, label->name);
    label->bare = label->kind == DT_LABEL_QUESTION;
    label->rest += 2;
    return label->bare;
}

/* “Q. Will it last?” */
static bool read_dotted(struct dt_label *label, struct dt_str all,
                        const struct dt_lexicon *lexicon)
{
    if (all.len < 4 || all.ptr[1] != '.' || all.ptr[2] != ' ')
        return false;
    label->whole = label->name = (struct dt_str){all.ptr, 1};
    label->kind = (uint8_t)kind_of(lexicon, label->name);
    label->dotted = label->kind == DT_LABEL_QUESTION ||
                    label->kind == DT_LABEL_ANSWER;
    label->rest += 3;
    return label->dotted;
}

/* “Mr. ADEYEMI. I yield.” */
static bool read_stopped(struct dt_label *label, struct dt_str all,
                         const struct dt_people *people,
                         const struct dt_lexicon *lexicon)
{
    size_t stop = dt_turn_stopped(all);

    if (stop == 0)
        return false;
    label->whole = without_asides(slice(all, 0, stop), lexicon);
    split(label);
    find_person(label, people, lexicon);
    label->rest += (uint32_t)(stop + strlen(". "));
    label->stopped = true;
    if (label->person != NULL)
        label->kind = DT_LABEL_SURE;
    else
        judge(label, people, lexicon);
    if (label->kind == DT_LABEL_NONE)
        label->kind = DT_LABEL_LIKELY;
    return true;
}

static bool has_small(struct dt_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (is_lower(text.ptr[i]))
            return true;
    return false;
}

/*
 * “AMIRA VOSS — We shall.”, and a paragraph that is a person's name, or any
 * name beside a time stamp.
 */
static void read_alone(struct dt_label *label, struct dt_str all, bool stamped,
                       const struct dt_people *people,
                       const struct dt_lexicon *lexicon)
{
    size_t end = 0, rest = all.len;

    while (end < all.len && end < LONGEST && all.ptr[end] != '\n' &&
           !dt_str_starts((struct dt_str){all.ptr + end, all.len - end},
                          DT_STR(" — ")) &&
           !dt_str_starts((struct dt_str){all.ptr + end, all.len - end},
                          DT_STR(" – ")))
        end++;
    if (end == LONGEST || (end < all.len && all.ptr[end] == '\n'))
        return;
    if (end < all.len)
        rest = end + strlen(" — ");
    label->whole = without_asides(slice(all, 0, end), lexicon);
    stamped = end == all.len && (stamped || dt_stamp_ends(all) < all.len);
    split(label);
    find_person(label, people, lexicon);
    label->rest += (uint32_t)rest;
    label->alone = true;
    label->whole_line = end == all.len && !stamped &&
                        dt_paragraph_is_heading(label->whole);
    if (label->person != NULL)
        label->kind = DT_LABEL_SURE;
    else if (label->whole_line ||
             ((stamped || !has_small(label->name)) &&
              memchr(label->name.ptr, ' ', label->name.len) != NULL))
        judge(label, people, lexicon);
    if (label->whole_line && label->person == NULL &&
        label->kind != DT_LABEL_NONE)
        label->kind = label->kind < DT_LABEL_QUESTION ? DT_LABEL_LIKELY
                                                      : DT_LABEL_NONE;
}

struct dt_label dt_label_read(struct dt_str text, struct dt_span paragraph,
                              const struct dt_people *people,
                              const struct dt_lexicon *lexicon)
{
    struct dt_label label = {.rest = paragraph.start};
    struct dt_str all = {text.ptr + paragraph.start,
                         paragraph.end - paragraph.start};
    size_t stamp = dt_stamp_begins(all), colon;

    all = dt_str_trim((struct dt_str){all.ptr + stamp, all.len - stamp});
    label.rest = (uint32_t)(all.ptr - text.ptr);
    if (read_dotted(&label, all, lexicon))
        return label;
    label = (struct dt_label){.rest = (uint32_t)(all.ptr - text.ptr)};
    if (read_bare(&label, all, lexicon))
        return label;
    label = (struct dt_label){.rest = (uint32_t)(all.ptr - text.ptr)};
    if (read_stopped(&label, all, people, lexicon))
        return label;
    label = (struct dt_label){.rest = (uint32_t)(all.ptr - text.ptr)};
    colon = colon_of(all);
    if (colon == 0) {
        read_alone(&label, all, stamp > 0, people, lexicon);
        return label;
    }
    label.whole = without_asides(slice(all, 0, colon), lexicon);
    split(&label);
    for (colon++; colon < all.len && all.ptr[colon] == ' ';)
        colon++;
    label.rest += (uint32_t)colon;
    find_person(&label, people, lexicon);
    if (label.person != NULL)
        label.kind = DT_LABEL_SURE;
    else
        judge(&label, people, lexicon);
    if (label.kind == DT_LABEL_NONE)
        judge_form(&label, lexicon);
    return label;
}
