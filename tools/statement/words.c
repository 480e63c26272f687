#include "statement/words.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "adapt/unicode.h"
#include "article/article.h"
#include "base/array.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "statement/contraction.h"
#include "statement/lists.h"
#include "statement/numeral.h"

enum {
    NUMBERS = 2048,   /* names of numbers */
    SLOTS = 8192,     /* of the table that finds them, a power of two */
    DOTS = 8,         /* bytes of a row of dots */
    ASIDE = 3,        /* words of a stage direction */
    BRACKETED = 200,  /* bytes from one bracket to the other */
    LONGEST = 1 << 20 /* bytes of the fold of one word */
};

struct number {
    size_t language;
    struct dt_str name;
    uint64_t id;
    unsigned value; /* of a ten or a one; else 0 */
};

static struct number numbers[NUMBERS];
static uint16_t slots[SLOTS]; /* number and one by its name; 0: none */
static pthread_once_t loaded = PTHREAD_ONCE_INIT;

/* FNV-1a with 64 bits, its bits mixed at the end. */
static uint64_t hash_of(struct dt_str text)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);

    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * UINT64_C(0x100000001B3);
    hash ^= hash >> 32;
    return hash * UINT64_C(0x9E3779B97F4A7C15);
}

/* Where the number of this name is, whose hash is known, or belongs. */
static uint16_t *slot_of(size_t language, struct dt_str name, uint64_t hash)
{
    size_t at = (size_t)hash + language;

    for (;; at++) {
        uint16_t *slot = &slots[at % SLOTS];
        const struct number *n = &numbers[*slot ? *slot - 1 : 0];

        if (!*slot || (n->language == language && dt_str_eq(n->name, name)))
            return slot;
    }
}

static void load(void)
{
    size_t count = 0, languages = dt_lists_languages();

    for (size_t i = 0; i < languages; i++) {
        struct dt_str rest = dt_lists_text(i, "numbers.txt"), line, digits,
                      name;

        while (dt_lists_line(&rest, &line, &digits)) {
            unsigned value = 0;

            for (size_t k = 0; k < digits.len && digits.ptr[k] <= '9'; k++)
                value = value * 10 + (unsigned)(digits.ptr[k] - '0');
            if (digits.ptr[digits.len - 1] > '9')
                value = 0;
            while (dt_lists_word(&line, &name)) {
                uint16_t *slot = slot_of(i, name, hash_of(name));

                assert(count < NUMBERS);
                numbers[count++] = (struct number){i, name, hash_of(digits),
                                                   value};
                if (!*slot)
                    *slot = (uint16_t)count;
            }
        }
    }
}

static const struct number *number_named(size_t language, struct dt_str word,
                                         uint64_t hash)
{
    const uint16_t slot = *slot_of(language, word, hash);

    return slot ? &numbers[slot - 1] : NULL;
}

struct scan {
    struct dt_words *words;
    const struct dt_lexicon *lexicon;
    struct dt_str text; /* cut off at the end of what is scanned */
    struct dt_buf fold;
    struct dt_err *err;
    uint32_t marks; /* of the next word */
    bool bracket;   /* between [ and ] */
    size_t aside;   /* the first word behind a "(", or SIZE_MAX */
    unsigned ten;   /* the last word is this ten, and nothing since */
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

static bool is_digit(struct dt_str text, size_t at)
{
    return at < text.len && (unsigned char)text.ptr[at] - (unsigned)'0' < 10u;
}

/* Bytes at `at` that join two halves of one word: don't, 1,000, 3.5. */
static size_t joint(struct dt_str text, size_t start, size_t at)
{
    char c = text.ptr[at];
    size_t len = 1;

    if (c == ',' || c == '.')
        return at > start && is_digit(text, at - 1) && is_digit(text, at + 1)
                   ? 1
                   : 0;
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

    if (!grown)
        return DT_FAIL(s->err, DT_EINTERNAL, "out of memory for words");
    w->items = grown;
    w->items[w->count++] = word;
    return DT_OK;
}

/* Fold a word of ASCII letters and digits; false: it needs more than that. */
static bool fold_plain(struct dt_str word, char out[64], size_t *len)
{
    *len = 0;
    if (word.len > 64)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];

        if (c >= 0x80)
            return false;
        if (c - (unsigned)'A' < 26u)
            c |= 32;
        if (c != '\'' && c != ',')
            out[(*len)++] = (char)c;
    }
    return true;
}

/* What a change of the word would mean. */
static uint32_t meaning_of(const struct dt_lexicon *lexicon, struct dt_str word)
{
    uint64_t classes = dt_lexicon_find(lexicon, word);
    uint32_t marks = 0;

    if (classes & DT_WORD_NEGATION)
        marks |= DT_MARK_NEGATION;
    if (classes & DT_WORD_MODAL)
        marks |= DT_MARK_MODAL;
    if (classes & DT_WORD_PRONOUN)
        marks |= DT_MARK_SUBJECT;
    if (is_digit(word, 0))
        marks |= DT_MARK_NUMBER;
    return marks;
}

/* Append what [start, end) is read as. */
static int add_word(struct scan *s, struct dt_str word, size_t start,
                    size_t end)
{
    struct dt_str folded;
    struct dt_word item = {0, (uint32_t)start, (uint32_t)end, s->marks};
    const struct number *number;
    char plain[64];
    int rc = DT_OK;

    if (fold_plain(word, plain, &folded.len)) {
        folded.ptr = plain;
    } else {
        dt_buf_reset(&s->fold);
        rc = dt_article_fold(word, &s->fold, s->err);
        if (rc == DT_OK)
            rc = dt_buf_check(&s->fold, "the fold of a word", s->err);
        if (rc != DT_OK)
            return rc;
        folded = dt_buf_str(&s->fold);
    }
    s->marks = 0;
    item.marks |= meaning_of(s->lexicon, word);
    if (s->bracket)
        item.marks |= DT_MARK_BRACKET;
    item.id = hash_of(folded);
    number = number_named(dt_lexicon_list(s->lexicon), folded, item.id);
    if (number != NULL && s->ten > 0 && number->value > 0 &&
        number->value < 10) {
        struct dt_word *last = &s->words->items[s->words->count - 1];
        char digits[2] = {(char)('0' + s->ten / 10),
                          (char)('0' + number->value)};

        last->id = hash_of((struct dt_str){digits, 2});
        last->end = item.end;
        s->ten = 0;
        return DT_OK;
    }
    s->ten = 0;
    if (number != NULL) {
        item.id = number->id;
        item.marks |= DT_MARK_NUMBER;
        if (number->value >= 20)
            s->ten = number->value;
    }
    return append(s, item);
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
static size_t word_end(struct dt_str text, size_t start)
{
    size_t at = start, len = word_char(text, at);

    while (len > 0) {
        at += len;
        while (at < text.len && (len = word_char(text, at)) != 0)
            at += len;
        len = at < text.len ? joint(text, start, at) : 0;
    }
    return at;
}

static bool is_contraction(const struct scan *s, size_t start, size_t end,
                           struct dt_contraction *out)
{
    const struct dt_str word = {s->text.ptr + start, end - start};
    const size_t language = dt_lexicon_list(s->lexicon);

    return is_digit(word, 0) ? dt_numeral_find(language, word, out)
                             : dt_contraction_find(language, word, out);
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
        dt_lexicon_list(s->lexicon),
        (struct dt_str){s->text.ptr + last->start, last->end - last->start},
        (struct dt_str){s->text.ptr + start, end - start});
    if (unit.len == 0)
        return false;
    last->id = hash_of(unit);
    last->end = (uint32_t)end;
    last->marks |= DT_MARK_NUMBER;
    s->ten = 0;
    return true;
}

/* Whether a sign for hundredths stands here, behind figures. */
static bool is_percent(struct dt_str text, size_t at)
{
    if (text.ptr[at] != '%' || at == 0)
        return false;
    return is_digit(text, at - 1) ||
           (at > 1 && text.ptr[at - 1] == ' ' && is_digit(text, at - 2));
}

/* A word as it is written: a contraction is two. */
static int add_written(struct scan *s, struct dt_str whole, size_t start,
                       size_t end)
{
    struct dt_str word = {whole.ptr + start, end - start};
    struct dt_contraction c;
    int rc;

    if (end == s->text.len && end < whole.len) {
        struct dt_str more = {whole.ptr, whole.len - end > DT_CONTRACTION_TAIL
                                             ? end + DT_CONTRACTION_TAIL
                                             : whole.len};

        if (is_contraction(s, start, word_end(more, start), &c) &&
            start + c.cut == end)
            return add_word(s, c.first, start, end);
    }
    if (!is_contraction(s, start, end, &c))
        return join_unit(s, start, end) ? DT_OK : add_word(s, word, start, end);
    rc = add_word(s, c.first, start, start + c.cut);
    return rc < 0 ? rc : add_word(s, c.second, start + c.cut, end);
}

/* Where the text begins with a contraction's second word: that one. */
static int add_rest(struct scan *s, size_t *at)
{
    size_t start = *at, end;
    struct dt_contraction c;
    int rc;

    while (start > 0 && *at - start < DT_CONTRACTION_MOST) {
        size_t before = start - 1;

        while (before > 0 &&
               ((unsigned char)s->text.ptr[before] & 0xC0) == 0x80)
            before--;
        if (word_char(s->text, before) == 0)
            break;
        start = before;
    }
    if (start == *at)
        return DT_OK;
    end = word_end(s->text, start);
    if (!is_contraction(s, start, end, &c) || start + c.cut != *at)
        return DT_OK;
    rc = add_word(s, c.second, *at, end);
    *at = end;
    return rc;
}

int dt_words_scan(struct dt_words *w, struct dt_str text, size_t from,
                  size_t to, struct dt_err *err)
{
    struct scan s = {w,
                     w->lexicon ? w->lexicon : dt_lexicon_english(),
                     {text.ptr, to},
                     DT_BUF_INIT(LONGEST),
                     err,
                     0,
                     false,
                     SIZE_MAX,
                     0};
    size_t at = from;
    int rc;

    pthread_once(&loaded, load);
    rc = at < to ? add_rest(&s, &at) : DT_OK;
    while (at < to && rc == DT_OK) {
        size_t start = at;

        at = word_end(s.text, start);
        if (is_percent(s.text, start)) {
            s.ten = 0;
            rc = add_word(&s, DT_STR("percent"), start, ++at);
            continue;
        }
        if (at == start) {
            if (s.text.ptr[at] != ' ' && s.text.ptr[at] != '-')
                s.ten = 0;
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
