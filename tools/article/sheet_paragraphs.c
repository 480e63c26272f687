/*
 * Printed lines gathered into paragraphs, headings and items (sheet_parts.h).
 */
#include "adapt/unicode.h"
#include "article/line.h"
#include "article/sheet_parts.h"
#include "article/turn.h"
#include "base/utf8.h"

enum {
    TITLE_BLOCKS = 6, /* among which the title is */
    TITLE_LONGEST = 240,
    HEADING_LONGEST = 160,
    NOTES_MOST = 4096,
    LABEL_LONGEST = 60, /* bytes of a turn's, before its colon */
    SMALL_WORD = 3,     /* bytes of "of", "von", "las" */
    AROUND = 8          /* lines about one that tell how long lines are */
};

/* To the size of the text's letters, or to the length of a line. */
static const float HEADING_SIZE = 1.15F, TITLE_SIZE = 1.3F, NOTE_SIZE = 0.92F,
                   INDENT = 0.7F, LOOSE = 1.25F, SHORT_LINE = 0.8F,
                   NOTES_FROM = 0.55F; /* of a page's height */

/* A paragraph that is being put together. */
struct paragraph {
    struct dt_buf text;
    const struct dt_sheet_line *first, *last;
    size_t lines;
    bool bold, item, note;
};

/* A note at the foot of a page; its text is the arena's. */
struct note {
    struct dt_str text;
};

struct reading {
    const struct dt_sheet *sheet;
    const struct dt_sheet_words *words;
    struct dt_draft *draft;
    struct paragraph body, foot; /* foot: of notes, while body waits */
    struct paragraph *p;         /* which of them is added to */
    struct note notes[NOTES_MOST];
    size_t note_count;
    size_t indented; /* paragraphs that begin with an indent */
};

static uint32_t first_letter(struct dt_str s)
{
    size_t zero = 0;

    return s.len ? dt_utf8_next(s, &zero) : 0;
}

static bool starts_lower(struct dt_str s)
{
    return dt_unicode_is_lower(first_letter(s));
}

/* Bytes of the bullet or number, and the space behind it, of a list item. */
static size_t bullet_at(struct dt_str s)
{
    static const char *const bullets[] = {"•", "·", "‣", "◦", "▪", "●",
                                          "",  "■", "*", "–", "-"};

    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        size_t n = strlen(bullets[i]);

        if (dt_str_starts(s, DT_STR(bullets[i])) && s.len > n &&
            s.ptr[n] == ' ')
            return n + 1;
        if (i < 8 && dt_str_is(s, bullets[i]))
            return n;
    }
    return 0;
}

/* "Q. " and "A: " of a record of questions and answers. */
static bool begins_question(struct dt_str s)
{
    return s.len > 2 && (s.ptr[0] == 'Q' || s.ptr[0] == 'A') &&
           (s.ptr[1] == '.' || s.ptr[1] == ':') && s.ptr[2] == ' ';
}

/*
 * "THE COURT: ", "Dr. Okafor (Port Ash): ", "Mr. ADEYEMI. ": a name in front of
 * what somebody says. Two words at least, or one of capitals alone.
 */
static bool begins_turn(struct dt_str s)
{
    struct dt_str label = {s.ptr, dt_str_find(s, DT_STR(":"), 0)};
    size_t words = 0;

    if (begins_question(s) || dt_turn_stopped(s) > 0)
        return true;
    if (label.len > LABEL_LONGEST)
        return false;
    for (struct dt_str rest = label; rest.len > 0; words++) {
        size_t n = dt_str_find(rest, DT_STR(" "), 0);

        n = n == SIZE_MAX ? rest.len : n;
        if (starts_lower(rest) && (words == 0 || n > SMALL_WORD))
            return false;
        n += n < rest.len;
        rest.ptr += n;
        rest.len -= n;
    }
    return words > 1 || dt_line_is_capitals(label);
}

static bool is_full(const struct reading *r, const struct dt_sheet_line *l)
{
    const struct dt_sheet_column *column = &r->sheet->columns[l->column];

    return l->line->right - column->left >
           (column->right - column->left) * SHORT_LINE;
}

static bool is_indented(const struct reading *r, const struct dt_sheet_line *l)
{
    return l->line->left >
           r->sheet->columns[l->column].left + INDENT * l->line->size;
}

static bool ends_sentence(struct dt_str s)
{
    return dt_line_is_sentence(s) && !dt_str_ends(s, DT_STR(",")) &&
           !dt_str_ends(s, DT_STR(";"));
}

static bool same_size(float a, float b)
{
    return a < b * 1.08F && b < a * 1.08F;
}

/* Small letters at the foot of a page, from a mark or a number on. */
static bool begins_note(const struct reading *r, const struct dt_sheet_line *l)
{
    const struct dt_pdf_line *line = l->line;
    const struct dt_pdf_page *page = &r->sheet->pdf->pages[line->page];
    uint32_t c = first_letter(line->text);

    return line->size < r->sheet->size * NOTE_SIZE &&
           line->top > page->height * NOTES_FROM &&
           ((c >= '0' && c <= '9') || c == '*' || c == 0x2020 || c == 0x2021);
}

/* Whether a new column goes on with the paragraph of the one before. */
static bool goes_on(const struct reading *r, const struct dt_sheet_line *next)
{
    struct dt_str before = dt_buf_str(&r->p->text);

    if (starts_lower(next->line->text) || dt_str_ends(before, DT_STR("-")) ||
        dt_str_ends(before, DT_STR(",")))
        return true;
    if (r->p->item || next->line->size > r->sheet->size * HEADING_SIZE)
        return false;
    if (!ends_sentence(before))
        return is_full(r, r->p->last);
    if (begins_turn(next->line->text))
        return false;
    return r->indented >= 3 && !is_indented(r, next) && is_full(r, r->p->last);
}

/* Whether more than the common white is between a line and the one over it. */
static bool is_set_off(const struct reading *r, const struct dt_pdf_line *over,
                       const struct dt_pdf_line *line)
{
    const float size = over->size > line->size ? over->size : line->size;

    return line->top - over->top > r->sheet->pitch * LOOSE * size;
}

/* Whether two lines stand one over the other on a page. */
static bool are_stacked(const struct dt_pdf_line *a,
                        const struct dt_pdf_line *b)
{
    return a->page == b->page && a->left < b->right && b->left < a->right;
}

/* Whether two lines have the same middle and not the same beginning. */
static bool are_centred(const struct dt_pdf_line *a,
                        const struct dt_pdf_line *b)
{
    const float apart = a->left + a->right - b->left - b->right;
    const float begins = a->left - b->left;

    return apart < 4 && apart > -4 && (begins > 4 || begins < -4);
}

/* Lines about one, in its column and at the text's distances. */
struct surroundings {
    float right;    /* where the longest ends */
    bool all_short; /* none is full, and each begins as a line of its own may */
};

static struct surroundings look_around(const struct reading *r,
                                       const struct dt_sheet_line *at)
{
    const struct dt_sheet_line *all = r->sheet->lines;
    const struct dt_sheet_line *first = at, *end = all + r->sheet->line_count;
    struct surroundings found = {0, true};

    while (first > all && at - first < AROUND &&
           first[-1].column == at->column &&
           !is_set_off(r, first[-1].line, first->line))
        first--;
    for (const struct dt_sheet_line *l = first;
         l < end && l - at < AROUND && l->column == at->column; l++) {
        if (l > first && is_set_off(r, l[-1].line, l->line))
            break;
        if (l->line->right > found.right)
            found.right = l->line->right;
        found.all_short = found.all_short && !is_full(r, l) &&
                          !starts_lower(l->line->text);
    }
    return found;
}

static struct dt_str last_word(struct dt_str s)
{
    size_t n = 0;

    while (n < s.len && s.ptr[s.len - 1 - n] != ' ')
        n++;
    return (struct dt_str){s.ptr + s.len - n, n};
}

/*
 * Whether a line ends though the first word of the next had room behind it:
 * lines of a letterhead, of an address, of a place and a date.
 */
static bool breaks_off(const struct reading *r,
                       const struct dt_sheet_line *next)
{
    const struct dt_pdf_line *a = r->p->last->line, *b = next->line;
    struct surroundings around;
    size_t space = dt_str_find(b->text, DT_STR(" "), 0);
    float word = b->right - b->left;

    if (is_full(r, r->p->last) || a->bold || starts_lower(b->text) ||
        a->size > r->sheet->size * HEADING_SIZE ||
        dt_str_ends(a->text, DT_STR(",")) || dt_str_ends(a->text, DT_STR("-")))
        return false;
    if (space != SIZE_MAX)
        word *= (float)(space + 1) / (float)b->text.len;
    around = look_around(r, next);
    if (!are_centred(a, b) && a->right + word + a->size / 4 < around.right)
        return true;
    return around.all_short && !starts_lower(last_word(a->text));
}

/* Whether a line of the same column begins another paragraph. */
static bool parts(const struct reading *r, const struct dt_sheet_line *next)
{
    const struct paragraph *p = r->p;
    const struct dt_pdf_line *a = p->last->line, *b = next->line;
    const float pitch = b->top - a->top;
    const bool ends = ends_sentence(dt_buf_str(&p->text));

    if (pitch < 0 || is_set_off(r, a, b))
        return true;
    if (p->item)
        return b->left <= p->first->line->left + 1 && ends;
    if ((ends && begins_turn(b->text)) || breaks_off(r, next))
        return true;
    if (is_indented(r, next) && b->left > a->left + INDENT * b->size)
        return ends || (p->lines == 1 && !is_full(r, p->last));
    if (p->lines > 1 && a->left > b->left + INDENT * a->size)
        return ends;
    return ends && !is_full(r, p->last) && !starts_lower(b->text);
}

static bool begins(const struct reading *r, const struct dt_sheet_line *next)
{
    const struct paragraph *p = r->p;
    const struct dt_pdf_line *a, *b = next->line;
    float middle;

    if (p->lines == 0)
        return true;
    a = p->last->line;
    middle = (b->top + b->bottom) / 2;
    if (next->column == p->last->column && middle > a->top &&
        middle < a->bottom && b->left >= a->left)
        return false; /* the rest of the same line */
    if (bullet_at(b->text) || begins_note(r, next))
        return true;
    if (!same_size(a->size, b->size))
        return true;
    if (a->bold != b->bold && !starts_lower(b->text))
        return true;
    if (next->column != p->last->column)
        return p->note || (are_stacked(a, b) && is_set_off(r, a, b)) ||
               !goes_on(r, next);
    return parts(r, next);
}

static enum dt_block_kind kind_of(const struct reading *r, struct dt_str text)
{
    const struct paragraph *p = r->p;
    const float size = p->first->line->size, body = r->sheet->size;

    if (p->item)
        return DT_BLOCK_ITEM;
    if (text.len > HEADING_LONGEST)
        return DT_BLOCK_PARAGRAPH;
    if (size > body * HEADING_SIZE)
        return DT_BLOCK_HEADING;
    if ((p->bold || dt_line_is_capitals(text)) && !ends_sentence(text))
        return DT_BLOCK_HEADING;
    return DT_BLOCK_PARAGRAPH;
}

/* The largest letters on the first page, over most of the text. */
static bool is_title(const struct reading *r, struct dt_str text)
{
    const struct dt_sheet *sheet = r->sheet;
    const struct paragraph *p = r->p;

    if (r->draft->meta->title || p->first->line->page > 0 ||
        r->draft->count >= TITLE_BLOCKS || text.len > TITLE_LONGEST ||
        p->first->line->size < sheet->size * TITLE_SIZE)
        return false;
    for (size_t i = 0; i < sheet->line_count; i++)
        if (sheet->lines[i].line->page == 0 &&
            sheet->lines[i].line->size > p->first->line->size * 1.08F)
            return false;
    return true;
}

static int keep_note(struct reading *r, struct dt_str text, struct dt_err *err)
{
    struct note *note = &r->notes[r->note_count];

    if (r->note_count == NOTES_MOST)
        return dt_draft_add(r->draft, text, DT_BLOCK_NOTE, err);
    note->text.ptr = dt_arena_copy(r->draft->arena, text);
    note->text.len = text.len;
    if (!note->text.ptr)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    r->note_count++;
    return DT_OK;
}

static int end_paragraph(struct reading *r, struct dt_err *err)
{
    struct paragraph *p = r->p;
    struct dt_str text = dt_buf_str(&p->text);
    size_t bullet;
    int rc;

    if (p->lines == 0)
        return DT_OK;
    rc = dt_buf_check(&p->text, "a paragraph", err);
    if (rc < 0)
        return rc;
    p->lines = 0;
    if (p->note)
        return keep_note(r, text, err);
    if (is_title(r, text)) {
        r->draft->meta->title = dt_draft_line(r->draft, text, err);
        return r->draft->meta->title ? DT_OK : err->code;
    }
    bullet = p->item ? bullet_at(text) : 0;
    return dt_draft_add(r->draft,
                        (struct dt_str){text.ptr + bullet, text.len - bullet},
                        kind_of(r, text), err);
}

static void begin_paragraph(struct reading *r, const struct dt_sheet_line *l)
{
    struct paragraph *p = r->p;

    dt_buf_reset(&p->text);
    p->first = l;
    p->bold = l->line->bold;
    p->item = bullet_at(l->line->text) > 0;
    p->note = begins_note(r, l);
    r->indented += is_indented(r, l) && !p->item && is_full(r, l);
}

/* The paragraph that waited while notes were read is the one to add to. */
static int leave_notes(struct reading *r, struct dt_err *err)
{
    int rc = r->p == &r->foot ? end_paragraph(r, err) : DT_OK;

    r->p = &r->body;
    return rc;
}

/* A paragraph may go on behind the notes at the foot of its column. */
static int add_line(struct reading *r, const struct dt_sheet_line *l,
                    struct dt_err *err)
{
    int rc = DT_OK;

    if (begins_note(r, l))
        r->p = r->body.lines > 0 ? &r->foot : r->p;
    else if (r->p == &r->foot && l->column != r->p->last->column)
        rc = leave_notes(r, err);
    if (rc == DT_OK && begins(r, l)) {
        rc = end_paragraph(r, err);
        if (rc == DT_OK && r->p == &r->foot && !begins_note(r, l)) {
            rc = leave_notes(r, err);
            rc = rc < 0 ? rc : end_paragraph(r, err);
        }
        begin_paragraph(r, l);
    }
    dt_sheet_join(r->words, l->line->text, &r->p->text);
    r->p->bold = r->p->bold && l->line->bold;
    r->p->last = l;
    r->p->lines++;
    return rc;
}

int dt_sheet_paragraphs(const struct dt_sheet *sheet,
                        const struct dt_sheet_words *words,
                        struct dt_draft *draft, struct dt_err *err)
{
    struct reading *r = dt_arena_alloc(draft->arena, sizeof *r);
    int rc = DT_OK;

    if (!r)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    *r = (struct reading){.sheet = sheet,
                          .words = words,
                          .draft = draft,
                          .body = {.text = DT_BUF_INIT(DT_PDF_TEXT)},
                          .foot = {.text = DT_BUF_INIT(DT_PDF_TEXT)},
                          .p = &r->body};
    for (size_t i = 0; i < sheet->line_count && rc == DT_OK; i++)
        rc = add_line(r, &sheet->lines[i], err);
    if (rc == DT_OK)
        rc = leave_notes(r, err);
    if (rc == DT_OK)
        rc = end_paragraph(r, err);
    for (size_t i = 0; i < r->note_count && rc == DT_OK; i++)
        rc = dt_draft_add(draft, r->notes[i].text, DT_BLOCK_NOTE, err);
    dt_buf_release(&r->body.text);
    dt_buf_release(&r->foot.text);
    return rc;
}
