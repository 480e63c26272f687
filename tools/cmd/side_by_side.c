#include "cmd/side_by_side.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "base/utf8.h"

enum {
    LEAST_WIDTH = 40,
    MOST_WIDTH = 500,
    GUTTER = 3 /* " | " */
};

/* One column of the row that is being laid out. */
struct column {
    struct dt_str text;
    const struct dt_compared *words;
    uint32_t next, end; /* words of the row that are still to be printed */
    size_t inside;      /* bytes of the next word that are printed already */
    const char *colour;
    const char *marks[2];
    bool open; /* a mark is, without colours */
};

struct layout {
    struct dt_print *print;
    const struct dt_comparison *comparison;
    struct column side[2];
    size_t width;      /* of a column */
    size_t stretch[2]; /* that the next word of a side stands in */
};

static size_t terminal_width(void)
{
    struct winsize size = {.ws_col = 0};
    size_t width = DT_SIDE_BY_SIDE;

    if (isatty(STDOUT_FILENO) == 1 &&
        ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        width = size.ws_col;
    if (width > MOST_WIDTH)
        width = MOST_WIDTH;
    return width < LEAST_WIDTH ? LEAST_WIDTH : width;
}

/* Columns that a character takes: two of East Asian wide ones and of emoji. */
static size_t columns_of(uint32_t point)
{
    static const uint32_t wide[][2] = {
        {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},
        {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F},
        {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
    };

    if (point >= 0x0300 && point <= 0x036F)
        return 0;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (point >= wide[i][0] && point <= wide[i][1])
            return 2;
    return 1;
}

/* Bytes of text that fit into so many columns; *used is how many they take. */
static size_t fitting(struct dt_str text, size_t width, size_t *used)
{
    size_t at = 0;

    *used = 0;
    while (at < text.len) {
        size_t next = at, columns = columns_of(dt_utf8_next(text, &next));

        if (*used + columns > width)
            break;
        *used += columns;
        at = next;
    }
    return at;
}

static bool is_equal(struct layout *l, int side, uint32_t word)
{
    const struct dt_difference *found = &l->comparison->found;
    size_t *at = &l->stretch[side];

    while (*at + 1 < found->count &&
           (side ? found->items[*at].b_end : found->items[*at].a_end) <= word)
        ++*at;
    return found->items[*at].equal;
}

/* Marks of a word that differs, from its neighbours in the same row. */
static void open_mark(struct layout *l, struct column *s, size_t *used)
{
    if (l->print->colour) {
        dt_buf_adds(&l->print->out, s->colour);
    } else if (!s->open) {
        dt_buf_adds(&l->print->out, s->marks[0]);
        *used += 2;
    }
    s->open = true;
}

static void close_mark(struct layout *l, struct column *s, size_t *used)
{
    if (l->print->colour) {
        dt_buf_adds(&l->print->out, "\033[0m");
    } else {
        dt_buf_adds(&l->print->out, s->marks[1]);
        *used += 2;
    }
    s->open = false;
}

/* What of the next word fits, with its marks and the space before it. */
static bool print_word(struct layout *l, int side, size_t *used)
{
    struct column *s = &l->side[side];
    const struct dt_compared_word *word = &s->words->words[s->next];
    const bool differs = !is_equal(l, side, s->next);
    const bool glued = s->inside == 0 && s->next > 0 && *used > 0 &&
                       word[-1].end == word->start;
    const size_t before = *used > 0 && !glued && s->inside == 0;
    const size_t marks = differs && !l->print->colour ? (s->open ? 2 : 4) : 0;
    struct dt_str rest = {s->text.ptr + word->start + s->inside,
                          word->end - word->start - s->inside};
    size_t columns, bytes;
    bool last, goes_on;

    if (*used + before + marks >= l->width)
        return false;
    bytes = fitting(rest, l->width - *used - before - marks, &columns);
    if (bytes<rest.len && * used> 0)
        return false; /* it begins the next line */
    if (before)
        dt_buf_addc(&l->print->out, ' ');
    *used += before;
    if (differs)
        open_mark(l, s, used);
    dt_print_safe(l->print, (struct dt_str){rest.ptr, bytes});
    *used += columns;
    last = bytes == rest.len;
    s->inside = last ? 0 : s->inside + bytes;
    s->next += last;
    goes_on = last && s->next < s->end && !word->last &&
              !is_equal(l, side, s->next);
    if (differs && (l->print->colour || !goes_on))
        close_mark(l, s, used);
    return last;
}

/* One line of a column; returns the columns that it takes. */
static size_t print_line(struct layout *l, int side)
{
    struct column *s = &l->side[side];
    size_t used = 0;

    while (s->next < s->end) {
        const bool last = s->words->words[s->next].last;

        if (!print_word(l, side, &used) || last)
            break;
    }
    if (s->open && !l->print->colour)
        close_mark(l, s, &used);
    return used;
}

/* The words up to these, which begin the next row. */
static void print_row(struct layout *l, uint32_t a_end, uint32_t b_end)
{
    struct dt_buf *out = &l->print->out;

    l->side[0].end = a_end;
    l->side[1].end = b_end;
    while (l->side[0].next < a_end || l->side[1].next < b_end) {
        size_t used = print_line(l, 0);

        for (; used < l->width; used++)
            dt_buf_addc(out, ' ');
        dt_buf_adds(out, " |");
        if (l->side[1].next < b_end) {
            dt_buf_addc(out, ' ');
            (void)print_line(l, 1);
        }
        dt_buf_addc(out, '\n');
    }
    dt_buf_addc(out, '\n');
}

/* Behind the first word from `from` on that ends a line, or UINT32_MAX. */
static uint32_t line_end(const struct dt_compared *words, uint32_t from,
                         uint32_t end)
{
    for (uint32_t i = from; i < end; i++)
        if (words->words[i].last)
            return i + 1;
    return UINT32_MAX;
}

/* Rows of a stretch that is equal: a line of both ends one. */
static void print_equal(struct layout *l, const struct dt_stretch *run)
{
    const struct dt_comparison *c = l->comparison;

    for (uint32_t i = 0; i < run->a_end - run->a; i++)
        if (c->a.words[run->a + i].last && c->b.words[run->b + i].last)
            print_row(l, run->a + i + 1, run->b + i + 1);
}

/*
 * Rows of a stretch that differs: line beside line, then the lines that only
 * one side has; what is left stays in the row of what comes next.
 */
static void print_changed(struct layout *l, const struct dt_stretch *run)
{
    const struct dt_comparison *c = l->comparison;
    uint32_t x = run->a, y = run->b;

    for (;;) {
        const uint32_t a = line_end(&c->a, x, run->a_end);
        const uint32_t b = line_end(&c->b, y, run->b_end);

        if (a == UINT32_MAX && b == UINT32_MAX)
            return;
        if (a == UINT32_MAX && (x < run->a_end || l->side[0].next < x))
            return;
        if (b == UINT32_MAX && (y < run->b_end || l->side[1].next < y))
            return;
        x = a == UINT32_MAX ? x : a;
        y = b == UINT32_MAX ? y : b;
        print_row(l, x, y);
    }
}

static void print_titles(struct layout *l, const char *a, const char *b)
{
    struct dt_print *p = l->print;
    size_t used;
    struct dt_str left = DT_STR(a);

    left.len = fitting(left, l->width, &used);
    if (p->colour)
        dt_buf_adds(&p->out, "\033[1m");
    dt_print_safe(p, left);
    for (; used < l->width; used++)
        dt_buf_addc(&p->out, ' ');
    dt_buf_adds(&p->out, " | ");
    dt_print_safe(p, DT_STR(b));
    dt_buf_adds(&p->out, p->colour ? "\033[0m\n\n" : "\n\n");
}

void dt_print_side_by_side(struct dt_print *p, const struct dt_comparison *c,
                           struct dt_str a, struct dt_str b,
                           const char *title_a, const char *title_b)
{
    struct layout l = {
        .print = p,
        .comparison = c,
        .side = {{a, &c->a, 0, 0, 0, "\033[31m", {"[-", "-]"}, false},
                 {b, &c->b, 0, 0, 0, "\033[32m", {"{+", "+}"}, false}},
        .width = (terminal_width() - GUTTER) / 2};

    print_titles(&l, title_a, title_b);
    for (size_t i = 0; i < c->found.count; i++)
        if (c->found.items[i].equal)
            print_equal(&l, &c->found.items[i]);
        else
            print_changed(&l, &c->found.items[i]);
    if (l.side[0].next < c->a.count || l.side[1].next < c->b.count)
        print_row(&l, (uint32_t)c->a.count, (uint32_t)c->b.count);
}
