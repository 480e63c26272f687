#include "statement/dialogue.h"

#include <string.h>

#include "base/array.h"
#include "statement/aside.h"

/* Bytes of the dash at `at`, or 0. */
static size_t dash_at(struct dt_str text, size_t at)
{
    return text.len - at > 2 && memcmp(text.ptr + at, "\xE2\x80", 2) == 0 &&
                   memchr("\x93\x94\x95", text.ptr[at + 2], 3) != NULL
               ? 3
               : 0;
}

/* Behind the dash and the spaces and stops that begin at `at`. */
static size_t skip_dash(struct dt_str text, size_t at)
{
    at += dash_at(text, at);
    while (at < text.len && memchr(" .,;:", text.ptr[at], 5) != NULL)
        at++;
    return at;
}

/* Whether a stop ends a sentence: not that of M. Dupont. */
static bool ends_sentence(struct dt_str text, size_t at)
{
    return text.ptr[at] == '.' && at > 1 && text.ptr[at - 2] != ' ' &&
           (text.ptr[at - 1] < 'A' || text.ptr[at - 1] > 'Z') &&
           (at + 1 == text.len || text.ptr[at + 1] == ' ');
}

/*
 * Where a reporter's words that begin at `at` end: with the dash that closes
 * them, or, where none opened them, with their sentence; or with the text.
 */
static size_t end_of_aside(struct dt_str text, size_t at, bool dashed)
{
    while (at < text.len && dash_at(text, at) == 0 &&
           (dashed || !ends_sentence(text, at)))
        at++;
    return at;
}

static int push(struct dt_quotes *q, struct dt_str text, size_t outer,
                size_t start, size_t end, struct dt_err *err)
{
    struct dt_quote quote = {.family = DT_QUOTE_DOUBLE};
    void *grown;

    while (end > start &&
           (text.ptr[end - 1] == ' ' || text.ptr[end - 1] == ','))
        end--;
    if (end == start)
        return DT_OK;
    grown = dt_array_room(q->items, &q->cap, q->count, sizeof *q->items);
    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for quotations");
    q->items = grown;
    quote.outer = (struct dt_span){(uint32_t)outer, (uint32_t)end};
    quote.inner = (struct dt_span){(uint32_t)start, (uint32_t)end};
    q->items[q->count++] = quote;
    return DT_OK;
}

/*
 * Whether a reporter's words begin at `at`, with the verb first: at a dash, or
 * behind what is spoken (—Qui ? demanda Voss. — Moi, dit-il.).
 */
static bool opens_aside(const struct dt_lexicon *lexicon, struct dt_str text,
                        size_t at)
{
    if (text.ptr[at] == ' ')
        return memchr(",?!", text.ptr[at - 1], 3) != NULL &&
               dt_aside_attributes(lexicon, text, at + 1, false);
    return dash_at(text, at) > 0 && text.ptr[at - 1] == ' ' &&
           dt_aside_attributes(lexicon, text, skip_dash(text, at), true);
}

static bool is_spoken(const struct dt_lexicon *lexicon, struct dt_str text,
                      size_t start)
{
    for (size_t i = start + 1; i < text.len; i++)
        if (opens_aside(lexicon, text, i))
            return true;
    return false;
}

int dt_dialogue_scan(struct dt_quotes *q, struct dt_str text,
                     struct dt_span paragraph, const struct dt_lexicon *lexicon,
                     struct dt_err *err)
{
    const struct dt_str all = {text.ptr, paragraph.end};
    size_t outer = paragraph.start, start, i;
    int rc = DT_OK;

    if (!dt_lexicon_has(lexicon, DT_TRAIT_DASHES) ||
        dash_at(all, paragraph.start) == 0)
        return DT_OK;
    start = skip_dash(all, paragraph.start);
    if (start >= all.len || !is_spoken(lexicon, all, start))
        return DT_OK;
    q->count = 0;
    for (i = start + 1; i < all.len && rc == DT_OK; i++) {
        if (!opens_aside(lexicon, all, i))
            continue;
        rc = push(q, all, outer, start, i, err);
        i = end_of_aside(all, i + 1 + dash_at(all, i), dash_at(all, i) > 0);
        start = outer = i < all.len ? skip_dash(all, i) : i;
    }
    return rc == DT_OK ? push(q, all, outer, start, all.len, err) : rc;
}
