#include "statement/token.h"

#include <stdlib.h>

#include "adapt/unicode.h"
#include "base/array.h"
#include "base/utf8.h"
#include "statement/quoted_name.h"

enum { DATELINE = 12 /* tokens */ };

static bool ascii_letter(unsigned char c)
{
    return (unsigned)(c | 32) - 'a' < 26;
}

static bool ascii_digit(unsigned char c)
{
    return (unsigned)c - '0' < 10;
}

/* Bytes of the letter or digit at `at`, or 0. */
static size_t word_char(struct dt_str text, size_t at)
{
    unsigned char c = (unsigned char)text.ptr[at];
    size_t next = at;
    uint32_t point;

    if (c < 0x80)
        return ascii_letter(c) || ascii_digit(c) ? 1 : 0;
    point = dt_utf8_next(text, &next);
    return dt_unicode_is_letter(point) || dt_unicode_is_digit(point) ? next - at
                                                                     : 0;
}

/* Bytes of the apostrophe at `at`, or 0. */
static size_t apostrophe(struct dt_str text, size_t at)
{
    if (at < text.len && text.ptr[at] == '\'')
        return 1;
    return text.len - at > 2 && memcmp(text.ptr + at, "\xE2\x80\x99", 3) == 0
               ? 3
               : 0;
}

/* 3:0, 20:15 */
static bool is_digit_behind(struct dt_str text, size_t at)
{
    return at + 1 < text.len && ascii_digit((unsigned char)text.ptr[at + 1]);
}

/* Bürger:innen, Bürger*innen, eine Leser_in: the sign joins an ending. */
static bool is_gendered(struct dt_str text, size_t at)
{
    size_t end = at + 3;

    if (memchr(":*_", text.ptr[at], 3) == NULL || text.len < end ||
        memcmp(text.ptr + at + 1, "in", 2) != 0)
        return false;
    if (text.len >= end + 3 && memcmp(text.ptr + end, "nen", 3) == 0)
        end += 3;
    return end == text.len || word_char(text, end) == 0;
}

/* Bytes that join two parts of one word at `at`, or 0. */
static size_t joint(struct dt_str text, size_t at, bool number)
{
    size_t len = 0;
    char c = text.ptr[at];

    if (c == '-' || c == '&' || c == '.' || c == '@' ||
        (number && (c == ',' || (c == ':' && is_digit_behind(text, at)))) ||
        is_gendered(text, at))
        len = 1;
    else
        len = apostrophe(text, at);
    if (len == 0 || at + len >= text.len || !word_char(text, at + len))
        return 0;
    return len;
}

/* Take 's off the end of a word: *end moves before it. */
static bool take_genitive(struct dt_str text, size_t start, size_t *end)
{
    size_t e = *end;

    if (e - start > 2 && text.ptr[e - 1] == 's') {
        if (text.ptr[e - 2] == '\'') {
            *end = e - 2;
            return true;
        }
        if (e - start > 4 && memcmp(text.ptr + e - 4, "\xE2\x80\x99", 3) == 0) {
            *end = e - 4;
            return true;
        }
    }
    return false;
}

/*
 * Where a word of one language is two: behind l’ and qu’, unless the lexicon
 * has the whole; and before a pronoun that hangs on its verb: dit-il,
 * disse-lhe. *skip: bytes that join them and belong to neither.
 */
static size_t cut(const struct dt_lexicon *lexicon, struct dt_str word,
                  size_t *skip)
{
    uint64_t hanging;
    size_t at = 0;

    *skip = 0;
    while (at < word.len && at < 8 && apostrophe(word, at) == 0)
        at++;
    if (at > 0 && at < word.len && apostrophe(word, at) &&
        (dt_lexicon_find(lexicon, (struct dt_str){word.ptr, at}) &
         DT_WORD_ELIDED) &&
        !(dt_lexicon_find(lexicon, word) & DT_WORD_ACCORDING)) {
        *skip = apostrophe(word, at);
        return at;
    }
    if (dt_lexicon_has(lexicon, DT_TRAIT_HYPHEN_SUBJECTS))
        hanging = DT_WORD_PRONOUN;
    else if (dt_lexicon_has(lexicon, DT_TRAIT_HYPHEN_OBJECTS))
        hanging = DT_WORD_ADVERB;
    else
        return word.len;
    for (at = word.len; at > 1 && word.ptr[at - 1] != '-';)
        at--;
    if (at > 1 && (dt_lexicon_find(
                       lexicon, (struct dt_str){word.ptr + at, word.len - at}) &
                   hanging)) {
        *skip = at > 3 && memcmp(word.ptr + at - 3, "-t-", 3) == 0 ? 3 : 1;
        return at - *skip;
    }
    return word.len;
}

static void scan_word(const struct dt_lexicon *lexicon, struct dt_str text,
                      size_t *at, struct dt_token *token)
{
    size_t start = *at, end = start, first = start, len, skip;
    bool number = ascii_digit((unsigned char)text.ptr[start]);
    uint32_t point = dt_utf8_next(text, &first);

    for (;;) {
        while (end < text.len && (len = word_char(text, end)) != 0)
            end += len;
        if (end >= text.len || (len = joint(text, end, number)) == 0)
            break;
        end += len;
    }
    if (!number) {
        struct dt_str word = {text.ptr + start, end - start};

        end = start + cut(lexicon, word, &skip);
        *at = end + skip;
    } else {
        *at = end;
    }
    token->kind = number ? DT_TOKEN_NUMBER : DT_TOKEN_WORD;
    token->capital = point < 0x80 ? point - 'A' < 26
                                  : dt_unicode_is_upper(point);
    token->genitive = take_genitive(text, start, &end);
    if (!token->genitive && end - start > 2 && text.ptr[end - 1] == 's' &&
        (len = apostrophe(text, end)) != 0) {
        token->genitive = true; /* the members’ vote */
        *at = end + len;
    }
    token->start = (uint32_t)start;
    token->end = (uint32_t)end;
    if (!number)
        token->classes = dt_lexicon_find(
            lexicon, (struct dt_str){text.ptr + start, end - start});
}

static void scan_other(struct dt_str text, size_t *at, struct dt_token *token)
{
    uint32_t point;

    token->start = (uint32_t)*at;
    point = dt_utf8_next(text, at);
    token->end = (uint32_t)*at;
    switch (point) {
    case ',':
        token->kind = DT_TOKEN_COMMA;
        break;
    case ':':
        token->kind = DT_TOKEN_COLON;
        break;
    case ';':
        token->kind = DT_TOKEN_SEMICOLON;
        break;
    case '.':
    case '!':
    case '?':
    case 0x2026:
        token->kind = DT_TOKEN_STOP;
        break;
    case '-':
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
        token->kind = DT_TOKEN_DASH;
        break;
    case '(':
    case '[':
        token->kind = DT_TOKEN_OPEN;
        break;
    case ')':
    case ']':
        token->kind = DT_TOKEN_CLOSE;
        break;
    default:
        token->kind = DT_TOKEN_OTHER;
        break;
    }
}

/* 11. Juni: a day's number before a stop that belongs to it. */
static bool is_ordinal(const struct dt_token *number, size_t stop)
{
    return number->kind == DT_TOKEN_NUMBER && number->end == stop &&
           number->end - number->start <= 2;
}

static bool ends_sentence(const struct dt_tokens *t, struct dt_str text,
                          size_t i)
{
    const struct dt_token *items = t->items;
    const struct dt_token *token = &items[i];

    if (token->kind == DT_TOKEN_QUOTE) {
        char last = text.ptr[token->end - 1]; /* of the inner text */

        return last == '.' || last == '!' || last == '?' ||
               (token->end - token->start > 2 &&
                memcmp(text.ptr + token->end - 3, "\xE2\x80\xA6", 3) == 0);
    }
    if (token->kind != DT_TOKEN_STOP)
        return false;
    if (i > 0 && text.ptr[token->start] == '.' &&
        is_ordinal(&items[i - 1], token->start) &&
        dt_lexicon_has(t->lexicon, DT_TRAIT_ORDINAL_STOPS))
        return false;
    if (i > 0 && text.ptr[token->start] == '.' &&
        items[i - 1].kind == DT_TOKEN_WORD &&
        items[i - 1].end == token->start) {
        const struct dt_token *word = &items[i - 1];

        if (word->classes & DT_WORD_ABBREVIATION)
            return false;
        if (word->end - word->start == 1 && word->capital)
            return text.ptr[word->start] == 'X' && i > 1 &&
                   (word[-1].classes & DT_WORD_PREPOSITION); /* schrieb auf X */
    }
    return true;
}

static bool is_all_capitals(const struct dt_token *t, struct dt_str text)
{
    for (uint32_t i = t->start; i < t->end; i++)
        if (text.ptr[i] >= 'a' && text.ptr[i] <= 'z')
            return false;
    return t->end - t->start >= 3;
}

/* Skerrow (Northmoor), 14 March –: names alone, then what brackets or dates. */
static bool is_dateline(const struct dt_token *t, size_t dash)
{
    bool inside = false;

    if (t[dash - 1].kind != DT_TOKEN_CLOSE &&
        t[dash - 1].kind != DT_TOKEN_NUMBER &&
        !(t[dash - 1].classes & DT_WORD_DATE))
        return false;
    for (size_t i = 0; i < dash; i++) {
        if (t[i].kind == DT_TOKEN_OPEN || t[i].kind == DT_TOKEN_CLOSE)
            inside = t[i].kind == DT_TOKEN_OPEN;
        else if (!inside && t[i].kind == DT_TOKEN_WORD && !t[i].capital &&
                 !(t[i].classes & DT_WORD_DATE))
            return false;
    }
    return true;
}

/* SKERROW, Northmoor (WN) — : behind the place that a report comes from. */
static size_t behind_dateline(const struct dt_tokens *t, struct dt_str text)
{
    const struct dt_token *first = t->items;

    if (t->count == 0 || first->kind != DT_TOKEN_WORD || !first->capital)
        return 0;
    for (size_t i = 1; i + 1 < t->count && i < DATELINE; i++) {
        if (t->items[i].kind == DT_TOKEN_DASH)
            return is_all_capitals(first, text) || is_dateline(first, i) ? i + 1
                                                                         : 0;
        if (t->items[i].kind == DT_TOKEN_QUOTE ||
            (t->items[i].classes & DT_WORD_VERB))
            return 0;
    }
    return 0;
}

/* Quote tokens still have their inner span here; see dt_tokens_scan(). */
static void mark_sentences(struct dt_tokens *t, struct dt_str text)
{
    size_t dateline = behind_dateline(t, text);
    bool ended = true;

    for (size_t i = 0; i < t->count; i++) {
        struct dt_token *token = &t->items[i];

        ended = ended || (dateline > 0 && i == dateline);

        if (ended &&
            (token->kind == DT_TOKEN_QUOTE || token->kind == DT_TOKEN_NUMBER ||
             (token->kind == DT_TOKEN_WORD && token->capital) ||
             token->kind == DT_TOKEN_OPEN || i == 0))
            token->starts = true;
        if (token->kind == DT_TOKEN_CLOSE && ended)
            continue;
        ended = ends_sentence(t, text, i);
    }
}

/* Behind the mark that closes a name, and a hyphen: „Bild“-Zeitung */
static size_t behind_name(struct dt_str text, const struct dt_quote *name)
{
    size_t at = name->outer.end;

    return at + 1 < text.len && text.ptr[at] == '-' && word_char(text, at + 1)
               ? at + 1
               : at;
}

int dt_tokens_scan(struct dt_tokens *t, struct dt_str text,
                   struct dt_span paragraph, const struct dt_quote *quotes,
                   size_t quote_count, struct dt_err *err)
{
    const struct dt_quote *closing = NULL; /* a name that at is within */
    size_t at = paragraph.start, quote = 0;

    t->count = 0;
    text.len = paragraph.end;
    while (at < paragraph.end) {
        struct dt_token token = {0};

        if (quote < quote_count && at == quotes[quote].outer.start &&
            dt_quoted_name_is(t, text, &quotes[quote])) {
            closing = &quotes[quote++];
            at = closing->inner.start;
            continue;
        }
        if (closing != NULL && at >= closing->inner.end) {
            at = behind_name(text, closing);
            closing = NULL;
            continue;
        }
        if (quote < quote_count && at == quotes[quote].outer.start) {
            token.kind = DT_TOKEN_QUOTE;
            token.start = quotes[quote].inner.start;
            token.end = quotes[quote].inner.end;
            token.ref = (uint32_t)quote;
            at = quotes[quote++].outer.end;
        } else if (text.ptr[at] == ' ' || text.ptr[at] == '\n') {
            at++;
            continue;
        } else if (quote < quote_count && apostrophe(text, at) > 0 &&
                   at + apostrophe(text, at) == quotes[quote].outer.start) {
            at = quotes[quote].outer.start; /* d’« examiner » */
            continue;
        } else if (word_char(text, at)) {
            /* A word ends where a quotation begins, whatever joins them. */
            struct dt_str piece = text;

            if (quote < quote_count)
                piece.len = quotes[quote].outer.start;
            if (closing != NULL)
                piece.len = closing->inner.end;
            scan_word(t->lexicon, piece, &at, &token);
        } else {
            scan_other(text, &at, &token);
        }
        if (closing != NULL) {
            token.quoted_name = true;
            token.ref = (uint32_t)(closing - quotes);
        }
        token.mention = DT_TOKEN_NONE;
        if (t->count == t->cap) {
            void *grown = dt_array_grow(t->items, &t->cap, sizeof *t->items);

            if (!grown)
                return DT_FAIL(err, DT_EINTERNAL, "out of memory for words");
            t->items = grown;
        }
        t->items[t->count++] = token;
    }
    mark_sentences(t, text);
    return DT_OK;
}

void dt_tokens_release(struct dt_tokens *t)
{
    free(t->items);
    *t = (struct dt_tokens){t->lexicon, NULL, 0, 0};
}

struct dt_str dt_token_text(struct dt_str text, const struct dt_token *token)
{
    return (struct dt_str){text.ptr + token->start, token->end - token->start};
}
