#include "snapshot/vanished.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/ascii.h"

static const char titles[] = {
#include "snapshot/rules/vanished_titles.txt.inc"
    0};
static const char parked[] = {
#include "snapshot/rules/parked.txt.inc"
    0};

enum {
    LONGEST_TITLE = 300,
    LARGEST_PARKED = 64 * 1024,
    HEAD = 256 * 1024 /* in which title and heading are looked for */
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* The byte at or after from where word, in lower case, stands in any case. */
static size_t find(struct dt_str s, const char *word, size_t from)
{
    size_t n = strlen(word);

    for (; from + n <= s.len; from++) {
        size_t i = 0;

        while (i < n && lower(s.ptr[from + i]) == word[i])
            i++;
        if (i == n)
            return from;
    }
    return SIZE_MAX;
}

/*
 * The text of the first element with this start ("<title"), in lower case, tags
 * taken out and white space collapsed, in out: its length.
 */
static size_t element_text(struct dt_str page, const char *start,
                           const char *end, char out[LONGEST_TITLE])
{
    size_t from = find(page, start, 0), to, len = 0;
    bool in_tag = true;

    to = from == SIZE_MAX ? from : find(page, end, from);
    if (to == SIZE_MAX)
        return 0;
    for (size_t i = from + 1; i < to && len < LONGEST_TITLE; i++) {
        char c = page.ptr[i];

        if (c == '<' || c == '>')
            in_tag = c == '<';
        else if (!in_tag && !dt_ascii_is_space(c))
            out[len++] = lower(c);
        else if (!in_tag && len && out[len - 1] != ' ')
            out[len++] = ' ';
    }
    while (len && out[len - 1] == ' ')
        len--;
    return len;
}

/* Whether a line of rules is text, but for full stops at its end. */
static bool is_rule(const char *rules, struct dt_str text)
{
    struct dt_str rest = DT_STR(rules), line;

    text = dt_str_trim(text);
    while (text.len &&
           (text.ptr[text.len - 1] == '.' || text.ptr[text.len - 1] == '!'))
        text.len--;
    while (text.len && dt_str_line(&rest, &line))
        if (line.len && line.ptr[0] != '#' && dt_str_eq(line, text))
            return true;
    return false;
}

/* Length of a separator of a title's parts that stands here, or 0. */
static size_t separator(struct dt_str s)
{
    static const char *const known[] = {" | ", " - ", " – ", " — ",
                                        " · ", " » ", ": ",  " :: "};

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (dt_str_starts(s, DT_STR(known[i])))
            return strlen(known[i]);
    return 0;
}

static bool says_not_found(struct dt_str text)
{
    size_t start = 0;

    if (is_rule(titles, text))
        return true;
    for (size_t i = 0; i <= text.len; i++) {
        size_t n = i < text.len
                       ? separator((struct dt_str){text.ptr + i, text.len - i})
                       : 1;

        if (!n)
            continue;
        if (is_rule(titles, (struct dt_str){text.ptr + start, i - start}))
            return true;
        start = i + n;
        i = start - 1;
    }
    return false;
}

static bool is_parked(struct dt_str page)
{
    struct dt_str rest = DT_STR(parked), line;

    while (page.len <= LARGEST_PARKED && dt_str_line(&rest, &line)) {
        char word[64];

        if (!line.len || line.ptr[0] == '#' || line.len >= sizeof word)
            continue;
        memcpy(word, line.ptr, line.len);
        word[line.len] = '\0';
        if (find(page, word, 0) != SIZE_MAX)
            return true;
    }
    return false;
}

/* Whether a URL has no path but "/". */
static bool is_front(const char *url)
{
    const char *host = strstr(url, "://");
    const char *path = host ? strpbrk(host + 3, "/?#") : NULL;

    return !path || strcmp(path, "/") == 0;
}

const char *dt_vanished(struct dt_str page, const char *asked, const char *led)
{
    struct dt_str head = {page.ptr, page.len < HEAD ? page.len : HEAD};
    char text[LONGEST_TITLE];
    size_t len;

    if (is_front(led) && !is_front(asked))
        return "it leads to the front page";
    len = element_text(head, "<title", "</title", text);
    if (says_not_found((struct dt_str){text, len}))
        return "its title says that it is not there";
    len = element_text(head, "<h1", "</h1", text);
    if (says_not_found((struct dt_str){text, len}))
        return "its heading says that it is not there";
    return is_parked(page) ? "its address is parked" : NULL;
}
