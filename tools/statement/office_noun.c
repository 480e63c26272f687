#include "statement/office_noun.h"

#include "statement/lexicon.h"

enum { MOST_WORDS = 8 };

size_t dt_office_noun_end(const struct dt_tokens *tokens, struct dt_str text,
                          const struct dt_holders *holders, size_t first)
{
    const struct dt_token *t = tokens->items;
    size_t end = first;
    struct dt_str noun;

    if (holders == NULL || first == 0 || t[first].starts ||
        !(t[first - 1].classes & DT_WORD_DEFINITE) ||
        t[first - 1].mention != DT_TOKEN_NONE)
        return first;
    while (end < tokens->count && end < first + MOST_WORDS && !t[end].starts &&
           t[end].kind == DT_TOKEN_WORD && t[end].capital)
        end++;
    if (end < first + 2)
        return first;
    noun = (struct dt_str){text.ptr + t[first].start,
                           t[end - 1].end - t[first].start};
    return dt_holders_is_office(holders, noun) ? end : first;
}

const struct dt_person *dt_office_noun_holder(const struct dt_tokens *tokens,
                                              struct dt_str text,
                                              const struct dt_holders *holders,
                                              size_t first, size_t end)
{
    const struct dt_token *t = tokens->items;
    const char *start = text.ptr + t[first].start;
    size_t last = end,
           most = end < tokens->count && (t[end].classes & DT_WORD_JOINT)
                      ? end + MOST_WORDS
                      : end;

    for (; last < most && last < tokens->count && !t[last].starts &&
           t[last].kind == DT_TOKEN_WORD;
         last++) {
        struct dt_str noun = {start, t[last].end - t[first].start};
        const struct dt_person *person =
            last > end ? dt_holders_find(holders, noun, t[first].start) : NULL;

        if (person != NULL)
            return person;
    }
    return dt_holders_find(
        holders, (struct dt_str){start, t[end - 1].end - t[first].start},
        t[first].start);
}
