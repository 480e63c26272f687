#include "adapt/pdf_direction.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

enum {
    LEFT_TO_RIGHT = 0x202A, /* the marks around text of a direction */
    RIGHT_TO_LEFT = 0x202B,
    END = 0x202C,
    LETTERS = 256, /* of a word that is mended */
    LAM = 0x644
};

/* White between two words that is a space, to their height. */
static const double SPACE = 0.1;

/* A word in the order in which it is read. */
struct word {
    uint32_t letters[LETTERS];
    size_t count;
    size_t plain; /* of them before the first from left to right, or count */
};

static bool is_mark(uint32_t c)
{
    return c == 0xAB || c == 0xBB || c == 0x60C || c == 0x61B || c == 0x61F ||
           (c >= 0x2010 && c <= 0x203A);
}

/* Letters, numbers, and what is drawn beside a number where it is read. */
static bool is_core(uint32_t c, const char *with)
{
    if (c >= 0x80)
        return !is_mark(c);
    return dt_ascii_is_alnum((char)c) || (c && strchr(with, (int)c) != NULL);
}

static void turn(uint32_t *letters, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        uint32_t other = letters[n - 1 - i];

        letters[n - 1 - i] = letters[i];
        letters[i] = other;
    }
}

/*
 * ",2023" is drawn so and read "2023,": what stands on the left of letters or
 * numbers is read behind them, what stands on the right before them (Unicode
 * Standard Annex 9, rules N1 and N2).
 */
static void settle_run(uint32_t *run, size_t n)
{
    size_t first = 0, last = n;

    while (first < n && !is_core(run[first], "%$#+-"))
        first++;
    while (last > first && !is_core(run[last - 1], "%$#"))
        last--;
    turn(run, n);
    turn(run + (n - last), last - first);
}

/* Read one word, from its mark to the one that ends it, off text. */
static void read_word(struct dt_str text, size_t *at, struct word *word)
{
    size_t depth = 0, run = 0;

    *word = (struct word){.count = 0, .plain = SIZE_MAX};
    while (*at < text.len) {
        const size_t here = *at;
        const uint32_t c = dt_utf8_next(text, at);

        if (c == RIGHT_TO_LEFT) {
            depth++;
        } else if (c == LEFT_TO_RIGHT) {
            depth++;
            run = word->count;
            word->plain = word->plain == SIZE_MAX ? run : word->plain;
        } else if (c == END) {
            if (depth == 2)
                settle_run(word->letters + run, word->count - run);
            if (depth <= 1)
                break;
            depth--;
        } else if (word->count == LETTERS || c == '\n' || c == ' ') {
            *at = here;
            break;
        } else {
            word->letters[word->count++] = c;
        }
    }
    word->plain = word->plain < word->count ? word->plain : word->count;
}

static bool are_as_wide(const struct dt_pdf_box *a, const struct dt_pdf_box *b)
{
    const double apart = (a->x2 - a->x1) - (b->x2 - b->x1);

    return apart < 1e-3 && apart > -1e-3;
}

/* Letters of a typewriter: of their widths nothing can be told. */
static bool are_all_as_wide(const struct dt_pdf_box *boxes, size_t n)
{
    size_t i = 1;

    while (i < n && are_as_wide(boxes, boxes + i))
        i++;
    return n > 2 && i == n;
}

static bool is_alef(uint32_t c)
{
    return c == 0x622 || c == 0x623 || c == 0x625 || c == 0x627;
}

/*
 * Lam and alef are drawn as one; poppler takes them for two letters of half its
 * width, and puts them in the wrong order as it turns a word's letters round.
 */
static void part_drawn_as_one(struct word *word, const struct dt_pdf_box *boxes)
{
    if (are_all_as_wide(boxes, word->count))
        return;
    for (size_t i = 0; i + 1 < word->plain; i++) {
        const struct dt_pdf_box *alef = &boxes[word->count - 1 - i];
        const uint32_t c = word->letters[i];

        if (is_alef(c) && word->letters[i + 1] == LAM &&
            are_as_wide(alef, alef - 1)) {
            word->letters[i++] = LAM;
            word->letters[i] = c;
        }
    }
}

/* The word's place, which is that of each of its boxes from then on. */
static struct dt_pdf_box unite(struct dt_pdf_box *boxes, size_t n)
{
    struct dt_pdf_box all = boxes[0];

    for (size_t i = 1; i < n; i++) {
        all.x1 = boxes[i].x1 < all.x1 ? boxes[i].x1 : all.x1;
        all.y1 = boxes[i].y1 < all.y1 ? boxes[i].y1 : all.y1;
        all.x2 = boxes[i].x2 > all.x2 ? boxes[i].x2 : all.x2;
        all.y2 = boxes[i].y2 > all.y2 ? boxes[i].y2 : all.y2;
    }
    for (size_t i = 0; i < n; i++)
        boxes[i] = all;
    return all;
}

static bool is_behind(const struct dt_pdf_box *a, const struct dt_pdf_box *b)
{
    return b->y1 < a->y2 && b->y2 > a->y1 &&
           a->x1 - b->x2 > SPACE * (a->y2 - a->y1);
}

/* Some programs write the bracket that is drawn for the one that is meant. */
static void mend_brackets(char *text, size_t len)
{
    static const char marks[] = "()[]{}";
    size_t right = 0, wrong = 0;

    for (size_t i = 0; i + 1 < len; i++) {
        const bool starts = i == 0 || strchr(" \t\n", text[i - 1]) != NULL;
        const char *mark = starts ? strchr(marks, text[i]) : NULL;

        if (mark != NULL && *mark != '\0')
            *((mark - marks) % 2 ? &wrong : &right) += 1;
    }
    for (size_t i = 0; i < len && wrong > right; i++) {
        const char *mark = text[i] ? strchr(marks, text[i]) : NULL;

        if (mark != NULL)
            text[i] = marks[(mark - marks) ^ 1];
    }
}

bool dt_pdf_settle(struct dt_str text, struct dt_pdf_box *boxes, size_t count,
                   struct dt_buf *out, bool *leftward)
{
    struct dt_pdf_box before = {0, 0, 0, 0}, here;
    const size_t start = out->len;
    size_t at = 0, box = 0, inside = 0;
    bool behind_word = false;
    struct word word;
    char letter[4];

    if (dt_str_find(text, DT_STR("\xE2\x80\xAB"), 0) == SIZE_MAX)
        return false;
    while (at < text.len) {
        const size_t from = at;
        const uint32_t c = dt_utf8_next(text, &at);

        if (dt_pdf_is_mark(c) && c != RIGHT_TO_LEFT)
            continue;
        if (c != RIGHT_TO_LEFT) {
            dt_buf_add(out, text.ptr + from, at - from);
            box++;
            behind_word = false;
            continue;
        }
        at = from;
        read_word(text, &at, &word);
        if (word.count > 0 && box + word.count <= count) {
            part_drawn_as_one(&word, boxes + box);
            here = unite(boxes + box, word.count);
            if (behind_word && is_behind(&before, &here))
                dt_buf_addc(out, '\t');
            before = here;
            behind_word = true;
        }
        for (size_t i = 0; i < word.count; i++)
            dt_buf_add(out, letter, dt_utf8_put(word.letters[i], letter));
        box += word.count;
        inside += word.count;
    }
    *leftward = inside > box / 2;
    if (!out->failed)
        mend_brackets(out->ptr + start, out->len - start);
    return true;
}
