#include "adapt/pdf.h"

#include <math.h>
#include <poppler.h>
#include <stdlib.h>

#include "adapt/library.h"
#include "adapt/pdf_direction.h"
#include "adapt/pdf_spaced.h"
#include "adapt/pdf_upright.h"
#include "base/child.h"
#include "base/utf8.h"

/*
 * Loaded in the child: poppler brings forty libraries with it, which would
 * double the time that any other work of this program takes to start.
 */
#define CALLS(X)                                 \
    X(g_bytes_new_static)                        \
    X(g_bytes_unref)                             \
    X(g_error_matches)                           \
    X(g_free)                                    \
    X(g_object_unref)                            \
    X(poppler_document_get_author)               \
    X(poppler_document_get_n_pages)              \
    X(poppler_document_get_page)                 \
    X(poppler_document_get_title)                \
    X(poppler_document_new_from_bytes)           \
    X(poppler_error_quark)                       \
    X(poppler_page_free_text_attributes)         \
    X(poppler_page_get_size)                     \
    X(poppler_page_get_text_attributes_for_area) \
    X(poppler_page_get_text_for_area)            \
    X(poppler_page_get_text_layout_for_area)

DT_LIBRARY(CALLS, start, "libpoppler-glib.so.8", "libpoppler-glib.8.dylib",
           "/opt/homebrew/lib/libpoppler-glib.8.dylib", "libpoppler-glib.so");

static bool start(void)
{
    return true;
}

/* What the child sends: this, title, author, pages, lines, texts. */
struct head {
    size_t pages, lines, title, author, text;
};

/* What the child gathers. */
struct gather {
    struct dt_buf pages, lines, text;
    struct dt_buf word; /* scratch */
    uint32_t page;
    bool spaced; /* white stood between all letters of the last piece */
};

/* White between two letters, to their height, that may part columns. */
static const double GAP = 0.7;

/* White behind a number at the left, that may be a line's, to its height. */
static const double NUMBER_GAP = 0.35;

/* White between letters that are set apart, and between their words. */
static const double SPACED_GAP = 3;

/* What poppler gives of a page, set upright: one rectangle a character. */
struct marked {
    double width, height;
    char *text;
    struct dt_pdf_box *boxes;
    GList *fonts;
    guint box_count;
    bool turned; /* the page is shown otherwise */
};

/* The same, in the order in which it is read; tabs have no rectangle. */
struct sheet {
    struct dt_str text;
    const struct dt_pdf_box *boxes;
    guint box_count;
    GList *fonts;
    bool leftward; /* it is read from right to left */
};

static bool is_bold(const char *font)
{
    return font && (strstr(font, "Bold") || strstr(font, "bold") ||
                    strstr(font, "Black") || strstr(font, "Heavy"));
}

/*
 * Characters from first to last are a line: its place, and the font of the
 * greatest part of it. *font is where to go on looking for fonts.
 */
static void measure(const struct sheet *sheet, guint first, guint last,
                    GList **font, struct dt_pdf_line *line)
{
    int most = 0;
    guint across = 0, along = 0;

    line->left = line->top = 1e6F;
    line->right = line->bottom = -1e6F;
    for (guint i = first; i <= last && i < sheet->box_count; i++) {
        const struct dt_pdf_box *box = &sheet->boxes[i];

        if (box->x2 <= box->x1 && box->y2 <= box->y1)
            continue;
        if (i > first) {
            const bool up = fabs(box->y1 - box[-1].y1) >
                            fabs(box->x1 - box[-1].x1);

            along += up;
            across += !up;
        }
        line->left = box->x1 < line->left ? (float)box->x1 : line->left;
        line->top = box->y1 < line->top ? (float)box->y1 : line->top;
        line->right = box->x2 > line->right ? (float)box->x2 : line->right;
        line->bottom = box->y2 > line->bottom ? (float)box->y2 : line->bottom;
    }
    line->turned = last > first + 1 && along > across;
    while (*font) {
        const PopplerTextAttributes *a = (*font)->data;
        int from = a->start_index > (int)first ? a->start_index : (int)first;
        int to = a->end_index < (int)last ? a->end_index : (int)last;

        if (a->start_index > (int)last)
            break;
        if (to - from + 1 > most) {
            most = to - from + 1;
            line->size = (float)a->font_size;
            line->bold = is_bold(a->font_name);
        }
        if (a->end_index > (int)last)
            break;
        *font = (*font)->next;
    }
}

/* A space follows each text, so that pieces of a line are one span again. */
static void add_line(struct gather *g, const struct dt_pdf_line *line,
                     struct dt_str text)
{
    struct dt_pdf_line kept = *line;

    if (text.len == 0 || line->right < line->left)
        return;
    kept.page = g->page;
    kept.text.len = text.len;
    for (size_t i = 0; i < text.len; i++)
        dt_buf_addc(&g->text, text.ptr[i] == '\t' ? ' ' : text.ptr[i]);
    dt_buf_addc(&g->text, ' ');
    dt_buf_add(&g->lines, &kept, sizeof kept);
}

/* How a character stands behind the one before it. */
enum step { BESIDE, BEHIND_GAP, ELSEWHERE };

/*
 * Poppler gives the last line of one column and the first of the next as one
 * when it takes them for a block, and lines of the same height when the gutter
 * is narrow. Letters set upright, one under the other, are no such jump.
 */
static enum step step_between(const struct sheet *sheet, guint before,
                              guint next, double gap)
{
    const struct dt_pdf_box *a = &sheet->boxes[before], *b;
    double back, on;
    bool beside;

    if (next >= sheet->box_count)
        return BESIDE;
    b = &sheet->boxes[next];
    beside = b->y1 < a->y2 && b->y2 > a->y1;
    on = b->x1 - a->x2;
    back = a->x1 - b->x2;
    gap *= a->y2 - a->y1;
    if (on > gap)
        return beside && !sheet->leftward ? BEHIND_GAP : ELSEWHERE;
    if (back > gap && (!beside || sheet->leftward))
        return beside ? BEHIND_GAP : ELSEWHERE;
    return sheet->leftward && !beside ? ELSEWHERE : BESIDE;
}

/* Part of a line: from a byte and a character to its last visible one. */
struct piece {
    size_t start;
    guint first, last;
    bool any, follows;
    bool number; /* all of it are digits */
    bool lone;   /* white stands between all its characters */
};

static void add_piece(struct gather *g, const struct sheet *sheet,
                      const struct piece *piece, size_t end, GList **font)
{
    struct dt_pdf_line line = {.follows = piece->follows};
    struct dt_str text = {sheet->text.ptr + piece->start, end - piece->start};

    if (!piece->any)
        return;
    text = dt_str_trim(text);
    measure(sheet, piece->first, piece->last, font, &line);
    g->spaced = piece->last < sheet->box_count &&
                dt_pdf_tighten(text, sheet->boxes + piece->first,
                               piece->last - piece->first + 1, g->spaced,
                               &g->word);
    if (g->spaced)
        text = dt_buf_str(&g->word);
    add_line(g, &line, text);
}

static bool is_white(char c)
{
    return c == ' ' || c == '\n';
}

static double gap_behind(const struct piece *piece, bool lone)
{
    if (piece->number)
        return NUMBER_GAP;
    return piece->lone && lone ? SPACED_GAP : GAP;
}

static void add_lines(struct gather *g, const struct sheet *sheet)
{
    struct dt_str text = sheet->text;
    struct piece piece = {.number = true, .lone = true};
    GList *font = sheet->fonts;
    size_t at = 0;
    guint next = 0, i;

    text.len = dt_utf8_valid(text);
    while (at < text.len) {
        const size_t here = at;
        const uint32_t c = dt_utf8_next(text, &at);
        const bool lone = (here == 0 || is_white(text.ptr[here - 1])) &&
                          (at == text.len || is_white(text.ptr[at]));

        if (c == '\t')
            continue;
        i = next++;
        if (c == '\n' || c == '\f') {
            add_piece(g, sheet, &piece, here, &font);
            piece = (struct piece){.start = at, .number = true, .lone = true};
            continue;
        }
        if (c == ' ' || c == 0xA0)
            continue;
        if (piece.any) {
            enum step step = step_between(sheet, piece.last, i,
                                          gap_behind(&piece, lone));

            if (step != BESIDE) {
                add_piece(g, sheet, &piece, here, &font);
                piece = (struct piece){
                    .start = here, .lone = true, .follows = step == BEHIND_GAP};
            }
        }
        if (!piece.any)
            piece.first = i;
        piece.lone = piece.lone && lone;
        piece.number = piece.number && c >= '0' && c <= '9';
        piece.any = true;
        piece.last = i;
    }
    add_piece(g, sheet, &piece, text.len, &font);
}

/* The lines from first on as a mirror shows them. */
static void mirror(struct gather *g, size_t first, float width)
{
    struct dt_pdf_line *lines = (struct dt_pdf_line *)(void *)g->lines.ptr;

    for (size_t i = first; i < g->lines.len / sizeof *lines; i++) {
        const float left = lines[i].left;

        lines[i].left = width - lines[i].right;
        lines[i].right = width - left;
    }
}

_Static_assert(sizeof(struct dt_pdf_box) == sizeof(PopplerRectangle),
               "a box is laid out as poppler's rectangle");

/* Text from one corner of the area to the other, as a mouse would mark it. */
static bool mark(PopplerPage *page, PopplerRectangle *area, struct marked *out)
{
    PopplerRectangle *boxes = NULL;

    out->text = lib.poppler_page_get_text_for_area(page, area);
    out->fonts = lib.poppler_page_get_text_attributes_for_area(page, area);
    (void)lib.poppler_page_get_text_layout_for_area(page, area, &boxes,
                                                    &out->box_count);
    out->boxes = malloc((out->box_count + 1) * sizeof *out->boxes);
    if (out->boxes && boxes)
        memcpy(out->boxes, boxes, out->box_count * sizeof *out->boxes);
    lib.g_free(boxes);
    if (!out->boxes || !out->text)
        return false;
    lib.poppler_page_get_size(page, &out->width, &out->height);
    out->turned = dt_pdf_set_upright(DT_STR(out->text), out->boxes,
                                     out->box_count, &out->width, &out->height);
    return true;
}

static void unmark(struct marked *marked)
{
    lib.g_free(marked->text);
    free(marked->boxes);
    lib.poppler_page_free_text_attributes(marked->fonts);
    *marked = (struct marked){.text = NULL};
}

/*
 * Which blocks are the first and the last poppler decides by what is near the
 * corners of the area, as if all text went from left to right down the page.
 * Where it does not: the area in which the most text is.
 */
static PopplerRectangle fullest_area(PopplerPage *page, double width,
                                     double height)
{
    enum { CORNERS = 4, ENDS = 12 };
    PopplerRectangle best = {width, 0, 0, height};
    guint most = 0;

    for (int i = 0; i < CORNERS * (ENDS + 1); i++) {
        const int corner = i / (ENDS + 1), end = i % (ENDS + 1);
        const bool left = corner % 2, low = corner / 2;
        PopplerRectangle area = {left ? 0 : width, low ? height : 0,
                                 width * end / ENDS, low ? 0 : height};
        PopplerRectangle *boxes = NULL;
        guint count = 0;

        (void)lib.poppler_page_get_text_layout_for_area(page, &area, &boxes,
                                                        &count);
        lib.g_free(boxes);
        if (count > most) {
            most = count;
            best = area;
        }
    }
    return best;
}

/* The page's lines, in whichever direction it is read, and its size then. */
static void read_text(PopplerPage *page, struct dt_pdf_page *size,
                      struct gather *g)
{
    const double width = size->width, height = size->height;
    PopplerRectangle area = {0, 0, width, height};
    struct dt_buf text = DT_BUF_INIT(DT_PDF_TEXT);
    struct marked marked;
    struct sheet sheet = {.leftward = false};
    bool read = mark(page, &area, &marked);

    if (read)
        (void)dt_pdf_settle(DT_STR(marked.text), marked.boxes, marked.box_count,
                            &text, &sheet.leftward);
    if (read && (marked.turned || sheet.leftward || marked.text[0] == '\0')) {
        unmark(&marked);
        dt_buf_reset(&text);
        area = fullest_area(page, width, height);
        read = mark(page, &area, &marked);
        if (read)
            (void)dt_pdf_settle(DT_STR(marked.text), marked.boxes,
                                marked.box_count, &text, &sheet.leftward);
    }
    if (read) {
        sheet.text = text.len ? dt_buf_str(&text) : DT_STR(marked.text);
        sheet.boxes = marked.boxes;
        sheet.box_count = marked.box_count;
        sheet.fonts = marked.fonts;
        size->width = (float)marked.width;
        size->height = (float)marked.height;
        add_lines(g, &sheet);
    }
    if (sheet.leftward && !g->lines.failed)
        mirror(g, size->first, size->width);
    unmark(&marked);
    dt_buf_release(&text);
}

static int read_page(PopplerDocument *document, int index, struct gather *g,
                     struct dt_err *err)
{
    PopplerPage *page = lib.poppler_document_get_page(document, index);
    struct dt_pdf_page size = {0};
    double width = 0, height = 0;

    if (page)
        lib.poppler_page_get_size(page, &width, &height);
    size.width = (float)width;
    size.height = (float)height;
    size.first = g->lines.len / sizeof(struct dt_pdf_line);
    if (page)
        read_text(page, &size, g);
    size.count = g->lines.len / sizeof(struct dt_pdf_line) - size.first;
    dt_buf_add(&g->pages, &size, sizeof size);
    if (page)
        lib.g_object_unref(page);
    if (dt_buf_check(&g->pages, "its list of pages", err) < 0 ||
        dt_buf_check(&g->lines, "its list of lines", err) < 0 ||
        dt_buf_check(&g->text, "its text", err) < 0)
        return err->code;
    return DT_OK;
}

static int open_document(struct dt_str bytes, PopplerDocument **out,
                         struct dt_err *err)
{
    GBytes *data = lib.g_bytes_new_static(bytes.ptr, bytes.len);
    GError *error = NULL;
    int pages;

    *out = lib.poppler_document_new_from_bytes(data, NULL, &error);
    lib.g_bytes_unref(data);
    if (!*out && error &&
        lib.g_error_matches(error, lib.poppler_error_quark(),
                            POPPLER_ERROR_ENCRYPTED))
        return DT_FAIL(err, DT_EFORMAT,
                       "encrypted: it cannot be read without its password");
    if (!*out)
        return DT_FAIL(err, DT_EFORMAT, "damaged: %.200s",
                       error ? error->message : "no document");
    pages = lib.poppler_document_get_n_pages(*out);
    if (pages < 1)
        return DT_FAIL(err, DT_EFORMAT, "damaged: it has no pages");
    if (pages > DT_PDF_PAGES)
        return DT_FAIL(err, DT_EFORMAT, "may have %d pages, this has %d",
                       DT_PDF_PAGES, pages);
    return DT_OK;
}

static void send(const struct gather *g, PopplerDocument *document,
                 struct dt_buf *out)
{
    char *title = lib.poppler_document_get_title(document);
    char *author = lib.poppler_document_get_author(document);
    struct head head = {g->pages.len / sizeof(struct dt_pdf_page),
                        g->lines.len / sizeof(struct dt_pdf_line),
                        title ? strnlen(title, 4096) : 0,
                        author ? strnlen(author, 4096) : 0, g->text.len};

    dt_buf_add(out, &head, sizeof head);
    dt_buf_addstr(out, dt_buf_str(&g->pages));
    dt_buf_addstr(out, dt_buf_str(&g->lines));
    dt_buf_addstr(out, (struct dt_str){title, head.title});
    dt_buf_addstr(out, (struct dt_str){author, head.author});
    dt_buf_addstr(out, dt_buf_str(&g->text));
    lib.g_free(title);
    lib.g_free(author);
}

static int gather(struct dt_str bytes, struct dt_buf *out, struct dt_err *err)
{
    PopplerDocument *document = NULL;
    struct gather g = {
        .pages = DT_BUF_INIT(DT_PDF_PAGES * sizeof(struct dt_pdf_page)),
        .lines = DT_BUF_INIT(DT_PDF_LINES * sizeof(struct dt_pdf_line)),
        .text = DT_BUF_INIT(DT_PDF_TEXT),
        .word = DT_BUF_INIT(DT_PDF_TEXT)};
    int rc = dt_library_need(&library, err), pages;

    if (rc < 0)
        return rc;
    rc = open_document(bytes, &document, err);
    pages = rc == DT_OK ? lib.poppler_document_get_n_pages(document) : 0;

    for (int i = 0; i < pages && rc == DT_OK; i++) {
        g.page = (uint32_t)i;
        rc = read_page(document, i, &g, err);
    }
    if (rc == DT_OK && g.text.len == 0)
        rc = DT_FAIL(err, DT_EFORMAT,
                     "no text on its %d page%s, only pictures (recognise the "
                     "characters first: OCR)",
                     pages, DT_S(pages));
    if (rc == DT_OK)
        send(&g, document, out);
    if (document)
        lib.g_object_unref(document);
    dt_buf_release(&g.pages);
    dt_buf_release(&g.lines);
    dt_buf_release(&g.text);
    dt_buf_release(&g.word);
    return rc;
}

const struct dt_child_job dt_pdf_job = {
    "pdf", gather, DT_PDF_SECONDS, DT_PDF_MEMORY,
    DT_PDF_TEXT + DT_PDF_LINES * sizeof(struct dt_pdf_line) +
        DT_PDF_PAGES * sizeof(struct dt_pdf_page) + 64 * 1024};

static const char *take_text(struct dt_str *rest, size_t len,
                             struct dt_arena *arena)
{
    const char *p = rest->ptr;

    rest->ptr += len;
    rest->len -= len;
    return len ? dt_arena_copy(arena, (struct dt_str){p, len}) : NULL;
}

static void *take_array(struct dt_str *rest, size_t n, size_t size,
                        struct dt_arena *arena)
{
    void *copy = dt_arena_array(arena, n ? n : 1, size);

    if (copy && n)
        memcpy(copy, rest->ptr, n * size);
    rest->ptr += n * size;
    rest->len -= n * size;
    return copy;
}

static int unpack(struct dt_str sent, struct dt_arena *arena,
                  struct dt_pdf *out, struct dt_err *err)
{
    struct dt_str rest = sent;
    struct head head;
    const char *text;

    memcpy(&head, rest.ptr, sizeof head);
    rest.ptr += sizeof head;
    rest.len -= sizeof head;
    out->page_count = head.pages;
    out->line_count = head.lines;
    out->pages = take_array(&rest, head.pages, sizeof *out->pages, arena);
    out->lines = take_array(&rest, head.lines, sizeof *out->lines, arena);
    out->title = take_text(&rest, head.title, arena);
    out->author = take_text(&rest, head.author, arena);
    text = take_text(&rest, head.text, arena);
    if (!out->pages || !out->lines || !text || (head.title && !out->title) ||
        (head.author && !out->author))
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (size_t i = 0; i < head.lines; i++) {
        out->lines[i].text.ptr = text;
        text += out->lines[i].text.len + 1;
    }
    return DT_OK;
}

int dt_pdf_read(struct dt_str bytes, struct dt_arena *arena, struct dt_pdf *out,
                struct dt_err *err)
{
    struct dt_buf sent = DT_BUF_INIT(dt_pdf_job.most);
    struct dt_err cause;
    int rc = dt_child_run(&dt_pdf_job, bytes, &sent, &cause);

    memset(out, 0, sizeof *out);
    if (rc < 0)
        rc = DT_FAIL(err, cause.code, "a PDF: %.400s", cause.msg);
    else
        rc = unpack(dt_buf_str(&sent), arena, out, err);
    dt_buf_release(&sent);
    return rc;
}
