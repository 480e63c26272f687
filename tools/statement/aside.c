#include "statement/aside.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum {
    LONGEST = 120, /* bytes of an aside */
    NAME = 40      /* bytes of a name in apposition: la maire, Anne Lee, */
};

struct fresh {
    struct dt_quote *items;
    size_t count, cap;
};

static int push(struct fresh *f, struct dt_quote quote, struct dt_err *err)
{
    void *grown = dt_array_room(f->items, &f->cap, f->count, sizeof *f->items);

    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for quotations");
    f->items = grown;
    f->items[f->count++] = quote;
    return DT_OK;
}

static struct dt_str word_at(struct dt_str text, size_t at)
{
    size_t end = at;

    while (end < text.len && end - at < LONGEST && text.ptr[end] != ' ' &&
           text.ptr[end] != ',' && text.ptr[end] != '.')
        end++;
    return (struct dt_str){text.ptr + at, end - at};
}

/* dit-il, a-t-il: take the subject off; whether there is one. */
static bool take_subject(const struct dt_lexicon *lexicon, struct dt_str *word)
{
    size_t at = word->len;

    while (at > 1 && word->ptr[at - 1] != '-')
        at--;
    if (at <= 1 || !(dt_lexicon_find(lexicon, (struct dt_str){word->ptr + at,
                                                              word->len - at}) &
                     DT_WORD_PRONOUN))
        return false;
    word->len = at - 1;
    if (word->len > 2 && memcmp(word->ptr + word->len - 2, "-t", 2) == 0)
        word->len -= 2;
    return true;
}

bool dt_aside_attributes(const struct dt_lexicon *lexicon, struct dt_str text,
                         size_t at, bool alone)
{
    struct dt_str first = word_at(text, at);
    size_t next = at + first.len + 1;
    struct dt_str second = next < text.len ? word_at(text, next)
                                           : (struct dt_str){"", 0};
    bool subject = take_subject(lexicon, &first);
    uint64_t classes = dt_lexicon_find(lexicon, first);
    uint64_t behind = dt_lexicon_find(lexicon, second);

    if (classes & DT_WORD_STRONG)
        return alone || subject || (behind & DT_WORD_DETERMINER) ||
               (second.len > 0 && second.ptr[0] >= 'A' && second.ptr[0] <= 'Z');
    return (classes &
            (alone ? DT_WORD_AUXILIARY | DT_WORD_ADVERB : DT_WORD_AUXILIARY)) &&
           (behind & DT_WORD_STRONG);
}

/* The comma that ends a clause, or the text's end; 0: it is too long. */
static size_t end_of(struct dt_str text, size_t at, size_t most)
{
    for (size_t i = at; i < text.len && i - at < most; i++) {
        if (text.ptr[i] == ',')
            return i;
        if ((text.ptr[i] == '.' || text.ptr[i] == '!' || text.ptr[i] == '?') &&
            i + 1 < text.len)
            return 0;
    }
    return text.len - at < most ? text.len : 0;
}

/* Where the aside at a comma ends: at a comma or at the end; 0: it is none. */
static size_t comma_aside_end(const struct dt_lexicon *lexicon,
                              struct dt_str text, size_t comma)
{
    size_t start = comma + 2, end, name;

    if (start >= text.len || text.ptr[comma + 1] != ' ' ||
        !dt_aside_attributes(lexicon, text, start, false))
        return 0;
    end = end_of(text, start, LONGEST);
    if (end == 0 || end + 2 >= text.len || text.ptr[end + 2] < 'A' ||
        text.ptr[end + 2] > 'Z')
        return end;
    name = end_of(text, end + 2, NAME);
    return name > 0 ? name : end;
}

/* Bytes of the dash with a space before and behind at `at`, or 0. */
static size_t dash_at(struct dt_str text, size_t at)
{
    return at > 0 && text.len - at > 3 && text.ptr[at - 1] == ' ' &&
                   text.ptr[at + 3] == ' ' &&
                   (memcmp(text.ptr + at, "\xE2\x80\x93", 3) == 0 ||
                    memcmp(text.ptr + at, "\xE2\x80\x94", 3) == 0)
               ? 3
               : 0;
}

/* «Il muro – ha detto Voss – tiene»: the last byte of the second dash, or 0 */
static size_t dash_aside_end(const struct dt_lexicon *lexicon,
                             struct dt_str text, size_t dash)
{
    if (!dt_aside_attributes(lexicon, text, dash + 4, false))
        return 0;
    for (size_t i = dash + 4; i < text.len && i - dash < LONGEST; i++) {
        if (dash_at(text, i) > 0)
            return i + 2;
        if (text.ptr[i] == '.' || text.ptr[i] == '!' || text.ptr[i] == '?')
            return 0;
    }
    return 0;
}

static size_t aside_end(const struct dt_lexicon *lexicon, struct dt_str text,
                        size_t at)
{
    if (text.ptr[at] == ',')
        return comma_aside_end(lexicon, text, at);
    return dash_at(text, at) > 0 ? dash_aside_end(lexicon, text, at) : 0;
}

static int split(struct fresh *f, struct dt_quote quote, struct dt_str text,
                 const struct dt_lexicon *lexicon, struct dt_err *err)
{
    struct dt_str all = {text.ptr, quote.inner.end};
    int rc = DT_OK;

    for (size_t i = quote.inner.start; rc == DT_OK && i < all.len; i++) {
        struct dt_quote before = quote;
        size_t end = aside_end(lexicon, all, i), stop = i;

        if (end == 0 || i == quote.inner.start ||
            (end + 1 < all.len && all.ptr[end + 1] != ' '))
            continue;
        while (stop > quote.inner.start && all.ptr[stop - 1] == ' ')
            stop--;
        before.inner.end = before.outer.end = (uint32_t)stop;
        before.unclosed = false;
        rc = push(f, before, err);
        if (end + 2 >= all.len)
            return rc;
        quote.inner.start = quote.outer.start = (uint32_t)end + 2;
        quote.continues = false;
        i = end + 1;
    }
    return rc == DT_OK ? push(f, quote, err) : rc;
}

int dt_asides_split(struct dt_quotes *q, struct dt_str text,
                    const struct dt_lexicon *lexicon, struct dt_err *err)
{
    struct fresh f = {NULL, 0, 0};
    int rc = DT_OK;

    if (!dt_lexicon_has(lexicon, DT_TRAIT_SUBJECTS_BEHIND) || q->count == 0)
        return DT_OK;
    for (size_t i = 0; rc == DT_OK && i < q->count; i++)
        rc = split(&f, q->items[i], text, lexicon, err);
    if (rc != DT_OK) {
        free(f.items);
        return rc;
    }
    free(q->items);
    q->items = f.items;
    q->count = f.count;
    q->cap = f.cap;
    return DT_OK;
}
