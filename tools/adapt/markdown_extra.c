#include "adapt/markdown_extra.h"

#include <stdint.h>

enum { LABEL_LONGEST = 64 };

static bool is_label(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

size_t dt_markdown_note_mark(struct dt_str text)
{
    size_t end = 2;

    if (!dt_str_starts(text, DT_STR("[^")))
        return 0;
    while (end < text.len && end < LABEL_LONGEST && is_label(text.ptr[end]))
        end++;
    return end > 2 && end < text.len && text.ptr[end] == ']' ? end + 1 : 0;
}

bool dt_markdown_has_notes(struct dt_str document)
{
    struct dt_str line;

    while (dt_str_line(&document, &line)) {
        size_t mark;

        line = dt_str_trim(line);
        mark = dt_markdown_note_mark(line);
        if (mark && mark < line.len && line.ptr[mark] == ':')
            return true;
    }
    return false;
}

/* Whether exactly two tildes stand at a place. */
static bool is_tildes(struct dt_str text, size_t at)
{
    return text.len - at >= 2 && memcmp(text.ptr + at, "~~", 2) == 0 &&
           (at == 0 || text.ptr[at - 1] != '~') &&
           (at + 2 == text.len || text.ptr[at + 2] != '~');
}

/* Whether they may begin what is struck through: a word is behind them. */
static bool is_beginning(struct dt_str text, size_t at)
{
    return is_tildes(text, at) && at + 2 < text.len && text.ptr[at + 2] != ' ';
}

/* Where the tildes are that end what those at a place begin, or SIZE_MAX. */
static size_t end_of_struck(struct dt_str text, size_t at)
{
    at += 3;
    while ((at = dt_str_find(text, DT_STR("~~"), at)) != SIZE_MAX) {
        if (is_tildes(text, at) && text.ptr[at - 1] != ' ')
            break;
        at++;
    }
    return at;
}

void dt_markdown_add_words(struct dt_buf *out, struct dt_str words, bool notes)
{
    size_t struck = SIZE_MAX; /* where what is struck through ends */
    bool more = true;         /* such an end may still come */

    for (size_t i = 0; i < words.len; i++) {
        size_t mark = 0;

        if (notes && words.ptr[i] == '[')
            mark = dt_markdown_note_mark(
                (struct dt_str){words.ptr + i, words.len - i});
        if (i == struck) {
            struck = SIZE_MAX;
            mark = 2;
        } else if (more && struck == SIZE_MAX && is_beginning(words, i)) {
            struck = end_of_struck(words, i);
            more = struck != SIZE_MAX;
            mark = more ? 2 : 0;
        }
        if (mark)
            i += mark - 1;
        else
            dt_buf_addc(out, words.ptr[i]);
    }
}

/* The cells of a line that has pipes; 0 of one that has none. */
static size_t count_cells(struct dt_str line)
{
    size_t pipes = 0;

    line = dt_str_trim(line);
    for (size_t i = 0; i < line.len; i++)
        pipes += line.ptr[i] == '|';
    if (pipes == 0)
        return 0;
    return pipes + 1 - (line.ptr[0] == '|') -
           (line.len > 1 && line.ptr[line.len - 1] == '|');
}

/* "|:--|---|": the line under a table's heads. */
static bool is_rule(struct dt_str line)
{
    bool dash = false; /* in this cell */

    line = dt_str_trim(line);
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];

        if (!strchr("|:- ", c) || c == '\0' || (c == '|' && i && !dash))
            return false;
        dash = c == '-' || (dash && c != '|');
    }
    return dash || dt_str_ends(line, DT_STR("|"));
}

size_t dt_markdown_before_table(struct dt_str paragraph)
{
    struct dt_str rest = paragraph, line;
    size_t heads = 0, start = 0;

    while (dt_str_line(&rest, &line)) {
        size_t cells = count_cells(line);

        if (cells && cells == heads && is_rule(line))
            return start;
        heads = cells;
        start = (size_t)(line.ptr - paragraph.ptr);
    }
    return paragraph.len;
}

void dt_markdown_add_row(struct dt_buf *out, struct dt_str line)
{
    for (size_t i = 0; i < line.len; i++)
        dt_buf_addc(out, line.ptr[i] == '|' ? ' ' : line.ptr[i]);
}
