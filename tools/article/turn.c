#include "article/turn.h"

#include "article/rules.h"

enum {
    LONGEST = 120, /* bytes of a label */
    NAME_WORDS = 7,
    WORD = 24, /* bytes of one that is looked up */
    SMALL = 3  /* bytes of "of", "von", "las" */
};

static bool is_capital(char c)
{
    return (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_rule(enum dt_rules set, struct dt_str word)
{
    char lower[WORD];

    if (word.len == 0 || word.len > sizeof lower)
        return false;
    for (size_t i = 0; i < word.len; i++)
        lower[i] = (char)(word.ptr[i] >= 'A' && word.ptr[i] <= 'Z'
                              ? word.ptr[i] + 32
                              : word.ptr[i]);
    return dt_rules_has(set, (struct dt_str){lower, word.len});
}

static struct dt_str word_at(struct dt_str text, size_t at)
{
    size_t end = at;

    while (end < text.len && text.ptr[end] != ' ')
        end++;
    return (struct dt_str){text.ptr + at, end - at};
}

static bool ends(struct dt_str word, char c)
{
    return word.len > 0 && word.ptr[word.len - 1] == c;
}

static bool holds(struct dt_str word, const char *any)
{
    for (size_t i = 0; i < word.len; i++)
        if (strchr(any, word.ptr[i]) != NULL)
            return true;
    return false;
}

static bool has_small(struct dt_str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (is_small(word.ptr[i]))
            return true;
    return false;
}

/* A label while it is read word by word. */
struct reading {
    struct dt_str text;
    size_t words;
    bool office;   /* "The", or the article behind a title: no name follows */
    bool capitals; /* "The": such an office is in capitals */
    bool role;     /* behind a comma */
    int brackets;
    struct dt_str second; /* the word behind the first */
};

/* "la" of "Mme la présidente": what is behind it is an office. */
static bool is_article(struct dt_str word)
{
    return dt_str_is(word, "le") || dt_str_is(word, "la");
}

/* Whether a word may stand in the label. */
static bool fits(struct reading *r, struct dt_str word)
{
    if (holds(word, "?!:;\"") || r->words > 3 * (size_t)NAME_WORDS)
        return false;
    if (r->words == 1 && !r->office && is_article(word)) {
        r->office = true;
        return true;
    }
    if (r->role || r->brackets > 0 || word.ptr[0] == '(' || word.ptr[0] == '[')
        return true;
    if (r->words > NAME_WORDS)
        return false;
    if (r->capitals)
        return !has_small(word) || (word.len <= SMALL && r->words > 1);
    return r->office || is_capital(word.ptr[0]) || word.len <= SMALL ||
           dt_str_starts(word, DT_STR("d'")) ||
           dt_str_starts(word, DT_STR("d’"));
}

/* Whether the stop behind a word ends the label, and not a word in it. */
static bool ends_label(const struct reading *r, struct dt_str word, size_t at)
{
    struct dt_str rest = {r->text.ptr + at, r->text.len - at};

    word.len--;
    return r->brackets == 0 && word.len > 1 &&
           !is_rule(DT_RULES_TURN_TITLES, word) && rest.len > 1 &&
           rest.ptr[0] == ' ' && !is_small(rest.ptr[1]);
}

/* "Mr. President. We …" speaks to somebody. */
static bool is_address(const struct reading *r, struct dt_str last)
{
    last.len--;
    return !r->office && r->words == 2 && has_small(last) &&
           is_rule(DT_RULES_JOB_WORDS, last);
}

size_t dt_turn_stopped(struct dt_str text)
{
    struct reading r = {.text = text};
    struct dt_str word = word_at(text, 0), bare = word;
    size_t at = word.len;

    bare.len -= ends(word, '.');
    r.capitals = r.office = dt_str_is(word, "The") || dt_str_is(word, "THE");
    if (!r.office && !is_rule(DT_RULES_TURN_TITLES, bare))
        return 0;
    for (r.words = 1; at < text.len && at < LONGEST; r.words++) {
        word = word_at(text, at + 1);
        at += 1 + word.len;
        if (word.len == 0 || !fits(&r, word))
            return 0;
        for (size_t i = 0; i < word.len; i++)
            r.brackets += (word.ptr[i] == '(' || word.ptr[i] == '[') -
                          (word.ptr[i] == ')' || word.ptr[i] == ']');
        r.role = r.role || ends(word, ',');
        if (ends(word, '.') && ends_label(&r, word, at)) {
            r.words++;
            return is_address(&r, word) ? 0 : at - 1;
        }
    }
    return 0;
}

bool dt_turn_is_office(struct dt_str fold)
{
    return dt_rules_starts(DT_RULES_TURN_STARTS, fold) > 0;
}
