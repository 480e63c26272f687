#include "article/plain.h"

#include "adapt/unicode.h"
#include "article/line.h"
#include "base/utf8.h"

enum {
    UNEVEN_LEAST = 50, /* characters of the widest line of uneven ones */
    UNEVEN_LINES = 4   /* that go on, at least */
};

/* One line of the file. */
struct line {
    struct dt_str text;  /* trimmed, without a bullet */
    struct dt_str whole; /* from the margin to the end of text */
    size_t quoted;       /* bytes of "> " before words of an earlier letter */
    bool bullet;
};

/* How a file's lines were wrapped. */
struct wrap {
    size_t most; /* characters of its widest, or 0 when they were not */
    bool uneven; /* somewhat before that, as when a hand breaks them off */
};

/* A paragraph that is being put together. */
struct paragraph {
    struct dt_buf text;
    enum dt_block_kind kind;
    struct line last; /* line of it */
    uint32_t line;    /* number of its first */
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

/* Bytes of a line before the words that a letter quotes: "> ", ">> ". */
static size_t quoted_at(struct dt_str s)
{
    size_t len = 0;

    if (s.len == 0 || s.ptr[0] != '>')
        return 0;
    while (len < s.len && (s.ptr[len] == '>' || s.ptr[len] == ' '))
        len++;
    return len;
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
    line->quoted = quoted_at(line->text);
    return true;
}

static size_t first_word(struct dt_str s)
{
    const char *space = s.len ? memchr(s.ptr, ' ', s.len) : NULL;

    return dt_utf8_count(
        (struct dt_str){s.ptr, space ? (size_t)(space - s.ptr) : s.len});
}

/* What stands in a line behind the mark of a quotation. */
static struct dt_str words_of(const struct line *line)
{
    return (struct dt_str){line->text.ptr + line->quoted,
                           line->text.len - line->quoted};
}

/* Whether a line may go on with the one before it. */
static bool may_go_on(const struct line *line, const struct line *next)
{
    return line->text.len && next->text.len && !next->bullet &&
           !line->quoted == !next->quoted;
}

/* Whether next stands on its own line only for want of room. */
static bool had_no_room(const struct line *line, const struct line *next,
                        size_t most)
{
    return may_go_on(line, next) &&
           dt_utf8_count(line->whole) + 1 + first_word(words_of(next)) > most;
}

static bool begins_small(struct dt_str text)
{
    size_t zero = 0;
    uint32_t c = text.len ? dt_utf8_next(text, &zero) : 0;

    return dt_unicode_is_letter(c) && !dt_unicode_is_upper(c);
}

static bool is_inside(struct dt_str text)
{
    return !dt_line_is_sentence(text) || dt_str_ends(text, DT_STR(","));
}

/* Whether a line breaks off in a sentence, long before the widest or not. */
static bool breaks_off(const struct line *line, const struct line *next,
                       size_t most)
{
    size_t width = dt_utf8_count(line->whole);

    if (!may_go_on(line, next) || !is_inside(line->text) ||
        dt_str_ends(line->text, DT_STR(":")))
        return false;
    return width * 4 >= most * 3 ||
           (width * 2 >= most && begins_small(words_of(next)));
}

static bool goes_on(const struct line *line, const struct line *next,
                    const struct wrap *wrap)
{
    return wrap->most && (had_no_room(line, next, wrap->most) ||
                          (wrap->uneven && breaks_off(line, next, wrap->most)));
}

/* How the file's lines were wrapped. */
static struct wrap find_wrap(struct dt_str text)
{
    struct dt_str rest = text;
    struct line line, before = {.bullet = false};
    size_t most = 0, last = 0, inside = 0, full = 0, wide = 0;
    size_t lines = 0, filled = 0;

    while (take_line(&rest, &line)) {
        size_t width = dt_utf8_count(line.whole);

        if (width > DT_PLAIN_WRAP)
            return (struct wrap){0, false};
        /* A title that stands alone may be wider than what is wrapped. */
        if (last > most && line.text.len)
            most = last;
        last = line.text.len ? width : 0;
    }
    rest = text;
    while (take_line(&rest, &line)) {
        wide += dt_utf8_count(line.whole) > most;
        if (may_go_on(&before, &line)) {
            lines++;
            filled += dt_utf8_count(before.whole) * 4 >= most * 3;
        }
        if (had_no_room(&before, &line, most)) {
            full++;
            inside += is_inside(before.text);
        }
        before = line;
    }
    /* With more lines alone and wider than full ones, none was wrapped. */
    if (inside * 2 <= full || wide > full)
        return (struct wrap){0, false};
    return (struct wrap){most, most >= UNEVEN_LEAST && lines >= UNEVEN_LINES &&
                                   filled * 4 >= lines * 3};
}

bool dt_plain_is_wrapped(struct dt_str text)
{
    return find_wrap(text).uneven;
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
    const struct wrap wrap = find_wrap(text);
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
        wrapped = p.open && goes_on(&p.last, &line, &wrap);
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
        dt_buf_addstr(&p.text, wrapped ? words_of(&line) : line.text);
        p.last = line;
        blank = 0;
    }
    if (rc == DT_OK)
        rc = end_paragraph(&p, draft, err);
    dt_buf_release(&p.text);
    return rc;
}
