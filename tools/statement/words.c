#include "statement/words.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "adapt/unicode.h"
#include "base/array.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "statement/contraction.h"
#include "statement/number_name.h"
#include "statement/numeral.h"
#include "statement/word_sense.h"

enum {
    DOTS = 8,         /* bytes of a row of dots */
    ASIDE = 3,        /* words of a stage direction */
    BRACKETED = 200,  /* bytes from one bracket to the other */
    LONGEST = 1 << 20 /* bytes of the fold of one word */
};

struct scan {
    struct dt_words *words;
    const struct dt_lexicon *lexicon;
    struct dt_str text; /* cut off at the end of what is scanned */
    struct dt_buf fold;
    struct dt_err *err;
    uint32_t marks;     /* of the next word */
    bool bracket;       /* between [ and ] */
    size_t aside;       /* the first word behind a "(", or SIZE_MAX */
    size_t first;       /* of the words that are scanned */
    bool number_before; /* a number stands before them */
    bool apart;         /* more than a space or a hyphen since the last word */
    unsigned ten;       /* the last word is this ten */
    uint64_t paid; /* the hash of what the last or next number is paid in */
    size_t sign;   /* where that stands before it */
    uint64_t last; /* the hash of the last word, which may be half a number */
};

/* Bytes of the letter or digit at `at`, or 0. */
static size_t word_char(struct dt_str text, size_t at)
{
    unsigned char c = (unsigned char)text.ptr[at];
    size_t next = at;
    uint32_t point;

    if (c < 0x80)
        return (c | 32u) - 'a' < 26u || c - (unsigned)'0' < 10u ? 1 : 0;
    point = dt_utf8_next(text, &next);
    return dt_unicode_is_letter(point) || dt_unicode_is_number(point)
               ? next - at
               : 0;
}

/* Whether a space or a hyphen stands at `at`. */
static bool is_thin(struct dt_str text, size_t at)
{
    unsigned char c = (unsigned char)text.ptr[at];

    return c < 0x80 ? c == ' ' || c == '-'
                    : dt_unicode_is_space(dt_utf8_next(text, &at));
}

static bool is_digit(struct dt_str text, size_t at)
{
    return at < text.len && (unsigned char)text.ptr[at] - (unsigned)'0' < 10u;
}

/* Bytes at `at` that join two halves of one word: don't, 1,000, 3.5. */
static size_t joint(const struct scan *s, struct dt_str text, size_t start,
                    size_t at)
{
    char c = text.ptr[at];
    size_t len = 1;

    if (is_digit(text, start)) {
        len = dt_numeral_joint(s->lexicon, text, start, at);
        if (len > 0)
            return len;
        len = 1;
    }
    if (text.len - at > 2 && memcmp(text.ptr + at, "\xE2\x80\x99", 3) == 0)
        len = 3;
    else if (c != '\'')
        return 0;
    return at + len < text.len && word_char(text, at + len) ? len : 0;
}

static int append(struct scan *s, struct dt_word word)
{
    struct dt_words *w = s->words;
    void *grown = dt_array_room(w->items, &w->cap, w->count, sizeof *w->items);

    s->apart = false;
    if (!grown)
        return DT_FAIL(s->err, DT_EINTERNAL, "out of memory for words");
    w->items = grown;
    w->items[w->count++] = word;
    return DT_OK;
}

/* Let a number go on with the word that is its last: twenty-one, dix-sept. */
static void extend(struct scan *s, unsigned value, uint32_t end)
{
    struct dt_word *last = &s->words->items[s->words->count - 1];
    char digits[2] = {(char)('0' + value / 10), (char)('0' + value % 10)};

    last->id = dt_number_hash((struct dt_str){digits, 2});
    last->end = end;
    last->marks |= DT_MARK_NUMBER;
    s->ten = value % 10 == 0 ? value : 0;
    s->apart = false;
}

/* Whether a word of this value goes on with the ten before it: 20 1, 60 15. */
static bool continues(const struct scan *s, unsigned value)
{
    return !s->apart && s->ten > 0 && value > 0 &&
           (value < 10 || (value < 20 && (s->ten == 60 || s->ten == 80)));
}

/*
 * Append a word. What is paid is of its number, wherever it stands, and part
 * of the last of its words: £4m is 4 and million pounds.
 */
static int append_paid(struct scan *s, struct dt_word item)
{
    struct dt_words *w = s->words;

    if (s->paid == 0 || !(item.marks & DT_MARK_NUMBER)) {
        s->paid = 0;
        return append(s, item);
    }
    if (s->sign == SIZE_MAX) {
        w->items[w->count - 1].id ^= s->paid;
    } else {
        item.start = (uint32_t)s->sign;
        s->sign = SIZE_MAX;
    }
    item.id ^= s->paid;
    return append(s, item);
}

/* Append a word whose id is that of its fold, or what it counts as. */
static int name_number(struct scan *s, const struct dt_number *number,
                       struct dt_word item)
{
    const uint64_t hash = item.id, before = s->apart ? 0 : s->last;
    const struct dt_number *pair;

    s->last = hash;
    if (number != NULL && continues(s, number->value)) {
        extend(s, s->ten + number->value, item.end);
        return DT_OK;
    }
    pair = number != NULL && before != 0
               ? dt_number_of_pair(dt_lexicon_list(s->lexicon), before, hash)
               : NULL;
    if (pair != NULL && pair->leads) {
        struct dt_word *last = &s->words->items[s->words->count - 1];

        last->id = pair->id;
        last->marks |= DT_MARK_NUMBER;
    } else if (pair != NULL) {
        extend(s, pair->value, item.end);
        return DT_OK;
    }
    s->ten = 0;
    if (number != NULL) {
        item.id = number->id;
        item.marks |= DT_MARK_NUMBER;
        if (number->value >= 20)
            s->ten = number->value;
    }
    return append_paid(s, item);
}

static int sense_of(struct scan *s, struct dt_str word,
                    struct dt_word_sense *out)
{
    return dt_word_sense_of(s->words->memo, s->lexicon, word, &s->fold, out,
                            s->err);
}

static int add_sense(struct scan *s, const struct dt_word_sense *sense,
                     size_t start, size_t end)
{
    struct dt_word item = {sense->id, (uint32_t)start, (uint32_t)end,
                           s->marks | sense->marks, sense->stem};

    s->marks = 0;
    if (s->bracket)
        item.marks |= DT_MARK_BRACKET;
    return name_number(s, sense->number, item);
}

/* Append what [start, end) is read as. */
static int add_word(struct scan *s, struct dt_str word, size_t start,
                    size_t end)
{
    struct dt_word_sense sense;
    int rc = sense_of(s, word, &sense);

    return rc < 0 ? rc : add_sense(s, &sense, start, end);
}

/* Whether a bracket closes soon; what stays open is nobody's insertion. */
static bool closes(struct dt_str rest)
{
    for (size_t i = 1; i < rest.len && i < BRACKETED; i++)
        if (rest.ptr[i] == ']' || rest.ptr[i] == '[')
            return rest.ptr[i] == ']';
    return false;
}

/* Note what the mark at `at` does to the words behind it; its bytes. */
static size_t take_mark(struct scan *s, size_t at)
{
    struct dt_str rest = {s->text.ptr + at, s->text.len - at};
    size_t count = s->words->count, dots = 0;

    switch (rest.ptr[0]) {
    case '[':
        s->bracket = closes(rest);
        return 1;
    case ']':
        s->bracket = false;
        return 1;
    case '(':
        s->aside = count;
        return 1;
    case ')':
        if (s->aside < count && count - s->aside <= ASIDE)
            for (size_t i = s->aside; i < count; i++)
                s->words->items[i].marks |= DT_MARK_ASIDE;
        s->aside = SIZE_MAX;
        return 1;
    case '.':
        for (size_t i = 0; i < rest.len && i < DOTS; i++) {
            if (rest.ptr[i] == '.')
                dots++;
            else if (rest.ptr[i] != ' ')
                break;
        }
        if (dots >= 3)
            s->marks |= DT_MARK_GAP;
        return 1;
    default:
        if (rest.len > 2 && memcmp(rest.ptr, "\xE2\x80\xA6", 3) == 0)
            s->marks |= DT_MARK_GAP;
        return 1;
    }
}

/* Where the word that begins at `start` ends; start itself: none does. */
static size_t word_end(const struct scan *s, struct dt_str text, size_t start)
{
    size_t at = start, len = word_char(text, at);

    while (len > 0) {
        at += len;
        while (at < text.len && (len = word_char(text, at)) != 0)
            at += len;
        len = at < text.len ? joint(s, text, start, at) : 0;
    }
    return at;
}

/* Whether [start, end) is two words: a contraction, figures with a unit. */
static bool is_two(const struct scan *s, size_t start, size_t end,
                   struct dt_contraction *out)
{
    return dt_word_sense_two(
        s->lexicon, (struct dt_str){s->text.ptr + start, end - start}, out);
}

/* Make "per", the last word, and "cent" behind it one; false: they are two. */
static bool join_unit(struct scan *s, size_t start, size_t end)
{
    struct dt_words *w = s->words;
    struct dt_word *last = w->count > 0 ? &w->items[w->count - 1] : NULL;
    struct dt_str unit;

    if (!last || last->end + 1 != start || s->text.ptr[last->end] != ' ')
        return false;
    unit = dt_numeral_joined(
        s->lexicon,
        (struct dt_str){s->text.ptr + last->start, last->end - last->start},
        (struct dt_str){s->text.ptr + start, end - start});
    if (unit.len == 0)
        return false;
    last->id = dt_number_hash(unit);
    last->end = (uint32_t)end;
    last->marks |= DT_MARK_NUMBER;
    s->ten = 0;
    return true;
}

/* Whether the last word is a number and nothing parts it from what follows. */
static bool follows_number(const struct scan *s)
{
    const struct dt_words *w = s->words;

    if (s->apart || (s->marks & DT_MARK_GAP))
        return false;
    return w->count > s->first
               ? (w->items[w->count - 1].marks & DT_MARK_NUMBER) != 0
               : s->number_before;
}

/* The unit that a word behind a number is, or the word itself. */
static struct dt_str unit_of(struct scan *s, struct dt_str word)
{
    struct dt_str unit = {NULL, 0};

    if (follows_number(s))
        unit = dt_numeral_unit(s->lexicon, word);
    if (unit.len == 0)
        return word;
    s->marks |= DT_MARK_NUMBER;
    return unit;
}

/* Whether a sign for hundredths stands here, behind figures. */
static bool is_percent(struct dt_str text, size_t at)
{
    if (text.ptr[at] != '%' || at == 0)
        return false;
    return is_digit(text, at - 1) ||
           (at > 1 && text.ptr[at - 1] == ' ' && is_digit(text, at - 2));
}

/* Bytes of the sign for what is paid at `at`, or 0: $, £, €. */
static size_t sign_at(struct dt_str text, size_t at)
{
    const char *c = text.ptr + at;

    if (c[0] == '$')
        return 1;
    if (text.len - at > 1 &&
        (memcmp(c, "\xC2\xA3", 2) == 0 || memcmp(c, "\xC2\xA5", 2) == 0))
        return 2;
    return text.len - at > 2 && memcmp(c, "\xE2\x82", 2) == 0 ? 3 : 0;
}

/* Make "pounds" a part of the number before it; false: it is a word. */
static bool join_paid(struct scan *s, struct dt_str word, size_t end)
{
    struct dt_words *w = s->words;
    struct dt_str unit;

    if (s->paid != 0 || w->count == s->first || !follows_number(s))
        return false;
    unit = dt_numeral_unit(s->lexicon, word);
    if (!dt_numeral_is_paid(s->lexicon, unit))
        return false;
    w->items[w->count - 1].id ^= dt_number_hash(unit);
    w->items[w->count - 1].end = (uint32_t)end;
    s->ten = 0;
    s->last = 0;
    return true;
}

/* A sign for what is paid belongs to a number beside it, or is a word. */
static int add_sign(struct scan *s, size_t start, size_t end)
{
    const struct dt_str sign = {s->text.ptr + start, end - start};
    const struct dt_str name = dt_numeral_unit(s->lexicon, sign);
    const bool spaced = end < s->text.len && s->text.ptr[end] == ' ';

    if (!is_digit(s->text, end) && join_paid(s, sign, end))
        return DT_OK;
    s->marks |= DT_MARK_NUMBER;
    s->paid = 0;
    if (!is_digit(s->text, end + spaced))
        return add_word(s, name.len > 0 ? name : sign, start, end);
    s->paid = dt_number_hash(name.len > 0 ? name : sign);
    s->sign = start;
    return DT_OK;
}

/* A word as it is written: a contraction is two. */
static int add_written(struct scan *s, struct dt_str whole, size_t start,
                       size_t end)
{
    struct dt_str word = {whole.ptr + start, end - start};
    struct dt_word_sense sense;
    struct dt_contraction c;
    struct dt_str unit;
    int rc;

    if (end == s->text.len && end < whole.len) {
        struct dt_str more = {whole.ptr, whole.len - end > DT_CONTRACTION_TAIL
                                             ? end + DT_CONTRACTION_TAIL
                                             : whole.len};

        if (is_two(s, start, word_end(s, more, start), &c) &&
            start + c.cut == end)
            return add_word(s, c.first, start, end);
    }
    rc = sense_of(s, word, &sense);
    if (rc == DT_OK && sense.is_two && is_two(s, start, end, &c)) {
        rc = add_word(s, c.first, start, start + c.cut);
        if (is_digit(word, 0))
            s->marks |= DT_MARK_NUMBER;
        return rc < 0 ? rc : add_word(s, c.second, start + c.cut, end);
    }
    if (rc < 0 || join_unit(s, start, end) || join_paid(s, word, end))
        return rc;
    unit = unit_of(s, word);
    return unit.ptr == word.ptr ? add_sense(s, &sense, start, end)
                                : add_word(s, unit, start, end);
}

/* Where the word that ends at `at` begins, if it is not too long. */
static size_t word_begin(struct dt_str text, size_t at)
{
    size_t start = at;

    while (start > 0 && at - start < DT_CONTRACTION_MOST) {
        size_t before = start - 1;

        while (before > 0 && ((unsigned char)text.ptr[before] & 0xC0) == 0x80)
            before--;
        if (word_char(text, before) == 0)
            break;
        start = before;
    }
    return start;
}

/* Note whether the word before `at`, of what is scanned, is a number. */
static int look_before(struct scan *s, size_t at)
{
    struct dt_word_sense sense;
    struct dt_str word;
    size_t start;
    int rc;

    if (at < 2 || (s->text.ptr[at - 1] != ' ' && s->text.ptr[at - 1] != '-'))
        return DT_OK;
    start = word_begin(s->text, --at);
    if (start == at)
        return DT_OK;
    word = (struct dt_str){s->text.ptr + start, at - start};
    rc = sense_of(s, word, &sense);
    if (rc == DT_OK)
        s->number_before = is_digit(word, 0) || sense.number != NULL;
    return rc;
}

/* Where the text begins with a contraction's second word: that one. */
static int add_rest(struct scan *s, size_t *at)
{
    size_t start = word_begin(s->text, *at), end;
    struct dt_contraction c;
    int rc;

    if (start == *at)
        return DT_OK;
    end = word_end(s, s->text, start);
    if (!is_two(s, start, end, &c) || start + c.cut != *at)
        return DT_OK;
    rc = add_word(s, c.second, *at, end);
    *at = end;
    return rc;
}

int dt_words_scan(struct dt_words *w, struct dt_str text, size_t from,
                  size_t to, struct dt_err *err)
{
    struct scan s = {.words = w,
                     .lexicon = w->lexicon ? w->lexicon : dt_lexicon_english(),
                     .text = {text.ptr, to},
                     .fold = DT_BUF_INIT(LONGEST),
                     .err = err,
                     .aside = SIZE_MAX,
                     .first = w->count};
    size_t at = from;
    int rc;

    rc = look_before(&s, from);
    if (rc == DT_OK && at < to)
        rc = add_rest(&s, &at);
    while (at < to && rc == DT_OK) {
        size_t start = at;

        at = word_end(&s, s.text, start);
        if (is_percent(s.text, start)) {
            s.ten = 0;
            rc = add_word(&s, DT_STR("percent"), start, ++at);
            continue;
        }
        if (at == start && sign_at(s.text, at) > 0) {
            at += sign_at(s.text, start);
            rc = add_sign(&s, start, at);
            continue;
        }
        if (at == start) {
            if (!is_thin(s.text, at)) {
                s.apart = true;
                s.paid = 0;
            }
            at += take_mark(&s, at);
            while (at < to && ((unsigned char)s.text.ptr[at] & 0xC0) == 0x80)
                at++;
            continue;
        }
        rc = add_written(&s, text, start, at);
    }
    dt_buf_release(&s.fold);
    return rc;
}

void dt_words_release(struct dt_words *w)
{
    free(w->items);
    *w = DT_WORDS_INIT;
}
