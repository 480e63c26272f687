#include "article/plain.h"

#include "article/line.h"
#include "base/utf8.h"

/* One line of the file. */
struct line {
    struct dt_str text;  /* trimmed, without a bullet */
    struct dt_str whole; /* from the margin to the end of text */
    bool bullet;
};

/* A paragraph that is being put together. */
struct paragraph {
    struct dt_buf text;
    enum dt_block_kind kind;
    struct dt_str last; /* line of it, from the margin */
    uint32_t line;      /* number of its first */
    bool open, apart, joined;
};

static size_t blank_at(struct dt_str s, size_t at)
{
    if (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\t'))
        return 1;
    return s.len - at >= 2 && memcmp(s.ptr + at, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static size_t bullet_at(struct dt_str s)
{
    static const char *const bullets[] = {"•", "·", "‣", "◦", "▪",
                                          "●", "*", "-", "–"};

    if (s.len == 0 || (s.ptr[0] >= '0' && s.ptr[0] <= 'z'))
        return 0;
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        size_t len = strlen(bullets[i]), gap;

        if (!dt_str_starts(s, DT_STR(bullets[i])))
            continue;
        gap = blank_at(s, len);
        return gap ? len + gap : 0;
    }
    return 0;
}

/* Lines end in LF, CR or both. */
static bool take_line(struct dt_str *rest, struct line *line)
{
    size_t len, skip, n;
    struct dt_str s;

    if (rest->len == 0)
        return false;
    len = dt_str_until(*rest, "\r\n", 0);
    s = (struct dt_str){rest->ptr, len};
    skip = len < rest->len;
    if (len + 1 < rest->len && memcmp(rest->ptr + len, "\r\n", 2) == 0)
        skip = 2;
    rest->ptr += len + skip;
    rest->len -= len + skip;
    *line = (struct line){.text = s, .whole = s};
    if (len == 0)
        return true;
    while ((n = blank_at(s, 0)) > 0) {
        s.ptr += n;
        s.len -= n;
    }
    line->text = dt_str_trim(s);
    n = bullet_at(line->text);
    line->bullet = n > 0;
    line->whole.len =
        (size_t)(line->text.ptr + line->text.len - line->whole.ptr);
    line->text.ptr += n;
    line->text.len -= n;
    line->text = dt_str_trim(line->text);
    return true;
}

static size_t first_word(struct dt_str s)
{
    const char *space = s.len ? memchr(s.ptr, ' ', s.len) : NULL;

    return dt_utf8_count(
        (struct dt_str){s.ptr, space ? (size_t)(space - s.ptr) : s.len});
}

/* Whether next stands on its own line only for want of room. */
static bool had_no_room(struct dt_str line, const struct line *next,
                        size_t most)
{
    return next->text.len && !next->bullet &&
           dt_utf8_count(line) + 1 + first_word(next->text) > most;
}

/* The width at which the file's lines were wrapped, or 0 if they were not. */
static size_t wrap_width(struct dt_str text)
{
    struct dt_str rest = text;
    struct line line, before = {{NULL, 0}, {NULL, 0}, false};
    size_t most = 0, last = 0, inside = 0, full = 0, wide = 0;

    while (take_line(&rest, &line)) {
        size_t width = dt_utf8_count(line.whole);

        if (width > DT_PLAIN_WRAP)
            return 0;
        /* A title that stands alone may be wider than what is wrapped. */
        if (last > most && line.text.len)
            most = last;
        last = line.text.len ? width : 0;
    }
    rest = text;
    while (take_line(&rest, &line)) {
        wide += dt_utf8_count(line.whole) > most;
        if (before.text.len && had_no_room(before.whole, &line, most)) {
            full++;
            inside += !dt_line_is_sentence(before.text) ||
                      dt_str_ends(before.text, DT_STR(","));
        }
        before = line;
    }
    /* With more lines alone and wider than full ones, none was wrapped. */
    return inside * 2 > full && wide <= full ? most : 0;
}

static int end_paragraph(struct paragraph *p, struct dt_draft *draft,
                         struct dt_err *err)
{
    size_t before = draft->count;
    int rc;

    if (!p->open)
        return DT_OK;
    p->open = false;
    rc = dt_buf_check(&p->text, "a paragraph", err);
    if (rc == DT_OK)
        rc = dt_draft_add(draft, dt_buf_str(&p->text), p->kind, err);
    if (rc == DT_OK && draft->count > before) {
        draft->blocks[before].apart = p->apart;
        draft->blocks[before].joined = p->joined;
        draft->blocks[before].line = p->line;
    }
    return rc;
}

int dt_plain_read(struct dt_str text, struct dt_draft *draft,
                  struct dt_err *err)
{
    const size_t most = wrap_width(text);
    struct paragraph p = {.text = DT_BUF_INIT(DT_ARTICLE_MAX)};
    struct line line;
    uint32_t number = 0;
    size_t blank = 1;
    int rc = DT_OK;

    while (rc == DT_OK && take_line(&text, &line)) {
        bool wrapped;

        number++;
        if (line.text.len == 0) {
            rc = end_paragraph(&p, draft, err);
            blank++;
            continue;
        }
        wrapped = p.open && most && had_no_room(p.last, &line, most);
        if (!wrapped) {
            rc = end_paragraph(&p, draft, err);
            dt_buf_reset(&p.text);
            p.kind = line.bullet ? DT_BLOCK_ITEM : DT_BLOCK_PARAGRAPH;
            p.apart = blank >= 2;
            p.joined = blank == 0;
            p.line = number;
            p.open = true;
        } else {
            dt_buf_addc(&p.text, ' ');
        }
        dt_buf_addstr(&p.text, line.text);
        p.last = line.whole;
        blank = 0;
    }
    if (rc == DT_OK)
        rc = end_paragraph(&p, draft, err);
    dt_buf_release(&p.text);
    return rc;
}
