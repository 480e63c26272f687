/* Words that a line's end breaks, put together again (sheet_parts.h). */
#include "adapt/unicode.h"
#include "article/sheet_parts.h"
#include "base/utf8.h"

enum { LONGEST = 64 }; /* bytes of a word that can have been broken */

static bool is_word_byte(unsigned char c)
{
    return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static uint64_t add_to_hash(uint64_t hash, struct dt_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        c = c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c;
        hash = (hash ^ c) * 0x100000001B3u;
    }
    return hash;
}

enum { START = 0x1B873593 };

/* Where a word is, or could be put. */
static uint64_t *slot_of(const struct dt_sheet_words *words, uint64_t hash)
{
    size_t at = (size_t)(hash ^ hash >> 32) & words->mask;

    hash |= 1;
    while (words->slots[at] && words->slots[at] != hash)
        at = (at + 1) & words->mask;
    return &words->slots[at];
}

static bool has_word(const struct dt_sheet_words *words, uint64_t hash)
{
    return words->slots && *slot_of(words, hash) != 0;
}

/* Take a word off *rest, with hyphens inside it. */
static bool next_word(struct dt_str *rest, struct dt_str *word)
{
    size_t at = 0, n = 0;

    while (at < rest->len && !is_word_byte((unsigned char)rest->ptr[at]))
        at++;
    while (at + n < rest->len &&
           (is_word_byte((unsigned char)rest->ptr[at + n]) ||
            (rest->ptr[at + n] == '-' && at + n + 1 < rest->len &&
             is_word_byte((unsigned char)rest->ptr[at + n + 1]))))
        n++;
    *word = (struct dt_str){rest->ptr + at, n};
    rest->ptr += at + n;
    rest->len -= at + n;
    return n > 0;
}

int dt_sheet_words(struct dt_sheet_words *words, const struct dt_sheet *sheet,
                   struct dt_arena *arena, struct dt_err *err)
{
    struct dt_str rest, word;
    size_t count = 0, cap = 64;

    for (size_t i = 0; i < sheet->line_count; i++)
        for (rest = sheet->lines[i].line->text; next_word(&rest, &word);)
            count++;
    while (cap < 2 * count)
        cap *= 2;
    words->slots = dt_arena_array(arena, cap, sizeof *words->slots);
    words->mask = cap - 1;
    if (!words->slots)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (size_t i = 0; i < sheet->line_count; i++)
        for (rest = sheet->lines[i].line->text; next_word(&rest, &word);) {
            uint64_t hash = add_to_hash(START, word);

            /* The first half of a broken word is none. */
            if (rest.len != 1 || rest.ptr[0] != '-')
                *slot_of(words, hash) = hash | 1;
        }
    return DT_OK;
}

/* The hyphen that text ends in: bytes of it, or 0; *soft: a hyphen only there.
 */
static size_t hyphen_at_end(struct dt_str text, bool *soft)
{
    *soft = dt_str_ends(text, DT_STR("\xC2\xAD"));
    if (*soft)
        return 2;
    if (dt_str_ends(text, DT_STR("\xE2\x80\x90")))
        return 3;
    return dt_str_ends(text, DT_STR("-")) ? 1 : 0;
}

static struct dt_str last_word(struct dt_str text)
{
    size_t n = 0;

    while (n < text.len && n < LONGEST &&
           (is_word_byte((unsigned char)text.ptr[text.len - n - 1]) ||
            text.ptr[text.len - n - 1] == '-'))
        n++;
    return (struct dt_str){text.ptr + text.len - n, n};
}

static bool begins_lower(struct dt_str s)
{
    size_t zero = 0;
    uint32_t c = s.len ? dt_utf8_next(s, &zero) : 0;

    return dt_unicode_is_letter(c) && !dt_unicode_is_upper(c);
}

/* Ligatures are a matter of print: append the letters. */
static void add_letters(struct dt_str text, struct dt_buf *out)
{
    static const char *const letters[] = {"ff",  "fi", "fl", "ffi",
                                          "ffl", "st", "st"};
    size_t at;

    while ((at = dt_str_find(text, DT_STR("\xEF\xAC"), 0)) != SIZE_MAX) {
        unsigned which = (unsigned char)text.ptr[at + 2] - 0x80u;
        size_t taken = which < 7 ? at : at + 3;

        dt_buf_add(out, text.ptr, taken);
        if (which < 7)
            dt_buf_adds(out, letters[which]);
        text.ptr += at + 3;
        text.len -= at + 3;
    }
    dt_buf_addstr(out, text);
}

void dt_sheet_join(const struct dt_sheet_words *words, struct dt_str line,
                   struct dt_buf *paragraph)
{
    struct dt_str before = dt_buf_str(paragraph), rest = line, next, head;
    size_t hyphen;
    bool soft;

    if (paragraph->failed || before.len == 0) {
        add_letters(line, paragraph);
        return;
    }
    hyphen = hyphen_at_end(before, &soft);
    head = last_word((struct dt_str){before.ptr, before.len - hyphen});
    if (hyphen == 0 || head.len == 0 || !next_word(&rest, &next)) {
        dt_buf_addc(paragraph, ' ');
    } else if (next.ptr == line.ptr && begins_lower(line)) {
        uint64_t half = add_to_hash(START, head);
        uint64_t whole = add_to_hash(half, next);
        uint64_t compound = add_to_hash(add_to_hash(half, DT_STR("-")), next);

        if (soft || has_word(words, whole) || !has_word(words, compound)) {
            paragraph->len -= hyphen;
            paragraph->ptr[paragraph->len] = '\0';
        }
    }
    add_letters(line, paragraph);
}
