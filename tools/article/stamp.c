#include "article/stamp.h"

#include <string.h>

enum {
    HOURS = 3, /* digits of the first number */
    FIELD = 2, /* of those behind it */
    THOUSAND = 3,
    CUE = 6,     /* of a cue's number */
    LONGEST = 64 /* bytes of a stamp */
};

static struct dt_str behind(struct dt_str text, size_t at)
{
    return (struct dt_str){text.ptr + at, text.len - at};
}

static size_t digits(struct dt_str text, size_t most)
{
    size_t n = 0;

    while (n < text.len && n < most && text.ptr[n] >= '0' && text.ptr[n] <= '9')
        n++;
    return n;
}

/* 1:05, 00:01:05.250: bytes of it. */
static size_t time_len(struct dt_str text)
{
    size_t len = digits(text, HOURS), fields = 0;

    while (len > 0 && fields < 2 && len < text.len && text.ptr[len] == ':' &&
           digits(behind(text, len + 1), HOURS) == FIELD &&
           text.ptr[len + 1] < '6') {
        len += 1 + FIELD;
        fields++;
    }
    if (fields == 0)
        return 0;
    if (len < text.len && (text.ptr[len] == '.' || text.ptr[len] == ',') &&
        digits(behind(text, len + 1), THOUSAND) == THOUSAND)
        len += 1 + THOUSAND;
    return len;
}

/* What joins two times, or 0. */
static size_t joint_len(struct dt_str text)
{
    static const char *const joints[] = {" --> ", " - ", " – ", "-", "–"};

    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (dt_str_starts(text, DT_STR(joints[i])))
            return strlen(joints[i]);
    return 0;
}

/* One time or two, without brackets. */
static size_t times_len(struct dt_str text)
{
    size_t len = time_len(text), joint, second;

    if (len == 0)
        return 0;
    joint = joint_len(behind(text, len));
    second = joint > 0 ? time_len(behind(text, len + joint)) : 0;
    return second > 0 ? len + joint + second : len;
}

/* 12 00:01:05,000 --> 00:01:09,500: bytes of the cue's number and the space. */
static size_t cue_len(struct dt_str text)
{
    size_t len = digits(text, CUE), first;

    if (len == 0 || len >= text.len || text.ptr[len] != ' ')
        return 0;
    len++;
    first = time_len(behind(text, len));
    return first > 0 &&
                   dt_str_starts(behind(text, len + first), DT_STR(" --> "))
               ? len
               : 0;
}

static size_t bracketed_len(struct dt_str text)
{
    char close = text.ptr[0] == '(' ? ')' : ']';
    size_t len = 1 + times_len(behind(text, 1));

    return len > 1 && len < text.len && text.ptr[len] == close ? len + 1 : 0;
}

static bool opens(char c)
{
    return c == '(' || c == '[';
}

size_t dt_stamp_begins(struct dt_str text)
{
    size_t cue, len;

    if (text.len == 0)
        return 0;
    if (opens(text.ptr[0]))
        return bracketed_len(text);
    cue = cue_len(text);
    len = times_len(behind(text, cue));
    if (len == 0 || (cue + len < text.len && text.ptr[cue + len] != ' ' &&
                     text.ptr[cue + len] != '\n'))
        return 0;
    return cue + len;
}

size_t dt_stamp_ends(struct dt_str text)
{
    size_t from = text.len > LONGEST ? text.len - LONGEST : 0;

    for (size_t i = from > 0 ? from : 1; i < text.len; i++)
        if (text.ptr[i - 1] == ' ' &&
            dt_stamp_begins(behind(text, i)) == text.len - i) {
            while (i > 0 && (text.ptr[i - 1] == ' ' || text.ptr[i - 1] == ','))
                i--;
            return i;
        }
    return text.len;
}

/* A.M., pm, EDT, Uhr and a time's digits, in any order. */
static bool is_clock_word(struct dt_str word)
{
    static const char *const words[] = {"A.M.", "a.m.", "AM",  "am",
                                        "P.M.", "p.m.", "PM",  "pm",
                                        "Uhr",  "h",    "END", "(Local)"};
    bool zone = word.len >= 2 && word.len <= 5;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dt_str_is(word, words[i]))
            return true;
    for (size_t i = 0; zone && i < word.len; i++)
        zone = word.ptr[i] >= 'A' && word.ptr[i] <= 'Z';
    return zone && word.ptr[word.len - 1] == 'T';
}

bool dt_stamp_is_clock(struct dt_str text)
{
    size_t times = 0;

    if (text.len > LONGEST)
        return false;
    while (text.len) {
        size_t end = dt_str_until(text, " ", 0);
        struct dt_str word = {text.ptr, end};

        if (times == 0 && end > 0 && time_len(word) == end)
            times++;
        else if (!is_clock_word(word))
            return false;
        text = behind(text, end + (end < text.len));
    }
    return times == 1;
}
