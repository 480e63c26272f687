#include "source/edit_lines.h"

#include "base/utf8.h"

/* Length of the line break at s: as YAML 1.1 counts lines, or 0. */
static size_t line_break(struct dt_str s)
{
    if (!s.len)
        return 0;
    if (s.ptr[0] == '\r')
        return s.len > 1 && s.ptr[1] == '\n' ? 2 : 1;
    if (s.ptr[0] == '\n')
        return 1;
    if (dt_str_starts(s, DT_STR("\xC2\x85")))
        return 2;
    if (dt_str_starts(s, DT_STR("\xE2\x80\xA8")) ||
        dt_str_starts(s, DT_STR("\xE2\x80\xA9")))
        return 3;
    return 0;
}

size_t dt_line_place(struct dt_str text, struct dt_line_cursor *cursor,
                     unsigned line, unsigned column)
{
    size_t at;

    while (cursor->line < line && cursor->at < text.len) {
        size_t n = line_break(
            (struct dt_str){text.ptr + cursor->at, text.len - cursor->at});

        cursor->at += n ? n : 1;
        cursor->line += n ? 1 : 0;
    }
    at = cursor->at;
    while (cursor->line == line && column-- > 1 && at < text.len)
        (void)dt_utf8_next(text, &at);
    return at;
}
