#include "cmd/print.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"

enum { MOST_OUTPUT = 1024 * 1024 * 1024, WIDTH = 80, COLUMN = 16 };

void dt_print_init(struct dt_print *p)
{
    const char *term = getenv("TERM");
    const char *no_colour = getenv("NO_COLOR");
    bool terminal = isatty(STDOUT_FILENO) == 1;

    p->out = DT_BUF_INIT(MOST_OUTPUT);
    p->width = terminal ? WIDTH : 0;
    p->column = COLUMN;
    p->colour = terminal && !(no_colour && *no_colour) && term &&
                strcmp(term, "dumb") != 0;
}

int dt_print_flush(struct dt_print *p, struct dt_err *err)
{
    return dt_buf_flush(&p->out, "what is to be printed", stdout, err);
}

void dt_print_release(struct dt_print *p)
{
    dt_buf_release(&p->out);
}

/* Controls, and marks, embeddings, overrides and isolates of direction. */
static bool steers(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x061c || c == 0x200e ||
           c == 0x200f || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

void dt_print_safe(struct dt_print *p, struct dt_str text)
{
    size_t at = 0;

    while (at < text.len) {
        struct dt_str rest = {text.ptr + at, text.len - at};
        size_t from = at;

        if ((unsigned char)text.ptr[at] < 0x80) {
            at++;
            if (steers((unsigned char)text.ptr[from]))
                dt_buf_adds(&p->out, "\xef\xbf\xbd");
            else
                dt_buf_addc(&p->out, text.ptr[from]);
        } else if (dt_utf8_valid((struct dt_str){
                       rest.ptr, rest.len < 4 ? rest.len : 4}) == 0) {
            at += dt_utf8_broken(rest);
            dt_buf_adds(&p->out, "\xef\xbf\xbd");
        } else {
            if (steers(dt_utf8_next(text, &at)))
                dt_buf_adds(&p->out, "\xef\xbf\xbd");
            else
                dt_buf_add(&p->out, text.ptr + from, at - from);
        }
    }
}

static void spaces(struct dt_print *p, size_t count)
{
    while (count--)
        dt_buf_addc(&p->out, ' ');
}

/* Code points stand for columns: close enough for running text. */
static size_t columns(struct dt_str text)
{
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        n += ((unsigned char)text.ptr[i] & 0xc0) != 0x80;
    return n;
}

/* Words from column `at` on; lines after the first begin at indent. */
static void words(struct dt_print *p, struct dt_str text, size_t indent,
                  size_t at)
{
    size_t i = 0;
    bool first = true;

    while (i < text.len) {
        size_t from = i;
        struct dt_str word;

        while (i < text.len && text.ptr[i] != ' ' && text.ptr[i] != '\n')
            i++;
        word = (struct dt_str){text.ptr + from, i - from};
        i++;
        if (!word.len)
            continue;
        if (!first && p->width && at + 1 + columns(word) > p->width) {
            dt_buf_addc(&p->out, '\n');
            spaces(p, indent);
            at = indent;
        } else if (!first) {
            dt_buf_addc(&p->out, ' ');
            at++;
        }
        dt_print_safe(p, word);
        at += columns(word);
        first = false;
    }
    dt_buf_addc(&p->out, '\n');
}

void dt_print_field(struct dt_print *p, const char *name, struct dt_str value)
{
    size_t len = strlen(name);

    if (!value.ptr)
        return;
    dt_buf_adds(&p->out, name);
    spaces(p, len < p->column ? p->column - len : 1);
    words(p, value, p->column, len < p->column ? p->column : len + 1);
}

void dt_print_number(struct dt_print *p, const char *name, uint64_t value)
{
    char text[24];

    (void)snprintf(text, sizeof text, "%" PRIu64, value);
    dt_print_field(p, name, DT_STR(text));
}

void dt_print_heading(struct dt_print *p, struct dt_str text)
{
    if (p->colour)
        dt_buf_adds(&p->out, "\x1b[1m");
    dt_print_safe(p, text);
    dt_buf_adds(&p->out, p->colour ? "\x1b[0m\n" : "\n");
}

void dt_print_paragraph(struct dt_print *p, struct dt_str text, size_t indent)
{
    spaces(p, indent);
    words(p, text, indent, indent);
}

void dt_print_member(struct dt_print *p, const char *name,
                     const struct dt_json_doc *doc, size_t token)
{
    struct dt_arena arena = DT_ARENA_INIT(MOST_OUTPUT);
    struct dt_str text = {NULL, 0};
    struct dt_err ignored;

    if (dt_json_type(doc, token) == DT_JSON_STRING)
        (void)dt_json_string(doc, token, &arena, &text, &ignored);
    else if (dt_json_type(doc, token) != DT_JSON_NULL)
        text = dt_json_bytes(doc, token);
    dt_print_field(p, name, text);
    dt_arena_release(&arena);
}
