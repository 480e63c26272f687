#include "adapt/pdf.h"

#include <poppler.h>

#include "adapt/library.h"
#include "base/child.h"
#include "base/utf8.h"

/*
 * Loaded in the child: poppler brings forty libraries with it, which would
 * double the time that any other work of this program takes to start.
 */
#define CALLS(X)                         \
    X(g_bytes_new_static)                \
    X(g_bytes_unref)                     \
    X(g_error_matches)                   \
    X(g_free)                            \
    X(g_object_unref)                    \
    X(poppler_document_get_author)       \
    X(poppler_document_get_n_pages)      \
    X(poppler_document_get_page)         \
    X(poppler_document_get_title)        \
    X(poppler_document_new_from_bytes)   \
    X(poppler_error_quark)               \
    X(poppler_page_free_text_attributes) \
    X(poppler_page_get_size)             \
    X(poppler_page_get_text)             \
    X(poppler_page_get_text_attributes)  \
    X(poppler_page_get_text_layout)

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
    uint32_t page;
};

/* White between two letters, to their height, that may part columns. */
static const double GAP = 0.7;

/* A page's text as poppler gives it: one rectangle a character. */
struct sheet {
    char *text;
    PopplerRectangle *boxes;
    guint box_count;
    GList *fonts;
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

    line->left = line->top = 1e6F;
    line->right = line->bottom = -1e6F;
    for (guint i = first; i <= last && i < sheet->box_count; i++) {
        const PopplerRectangle *box = &sheet->boxes[i];

        if (box->x2 <= box->x1 && box->y2 <= box->y1)
            continue;
        line->left = box->x1 < line->left ? (float)box->x1 : line->left;
        line->top = box->y1 < line->top ? (float)box->y1 : line->top;
        line->right = box->x2 > line->right ? (float)box->x2 : line->right;
        line->bottom = box->y2 > line->bottom ? (float)box->y2 : line->bottom;
    }
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

    text = dt_str_trim(text);
    if (text.len == 0 || line->right < line->left)
        return;
    kept.page = g->page;
    kept.text.len = text.len;
    dt_buf_addstr(&g->text, text);
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
                              guint next)
{
    const PopplerRectangle *a = &sheet->boxes[before], *b;

    if (next >= sheet->box_count)
        return BESIDE;
    b = &sheet->boxes[next];
    if (b->x1 - a->x2 > GAP * (a->y2 - a->y1))
        return b->y1 < a->y2 && b->y2 > a->y1 ? BEHIND_GAP : ELSEWHERE;
    if (a->x1 - b->x2 > GAP * (a->y2 - a->y1) &&
        (b->y1 >= a->y2 || b->y2 <= a->y1))
        return ELSEWHERE;
    return BESIDE;
}

/* Part of a line: from a byte and a character to its last visible one. */
struct piece {
    size_t start;
    guint first, last;
    bool any, follows;
};

static void add_piece(struct gather *g, const struct sheet *sheet,
                      const struct piece *piece, size_t end, GList **font)
{
    struct dt_pdf_line line = {.follows = piece->follows};

    if (!piece->any)
        return;
    measure(sheet, piece->first, piece->last, font, &line);
    add_line(g, &line,
             (struct dt_str){sheet->text + piece->start, end - piece->start});
}

static void add_lines(struct gather *g, const struct sheet *sheet)
{
    struct dt_str text = DT_STR(sheet->text);
    struct piece piece = {0};
    GList *font = sheet->fonts;
    size_t at = 0;

    text.len = dt_utf8_valid(text);
    for (guint i = 0; at < text.len; i++) {
        const size_t here = at;
        const uint32_t c = dt_utf8_next(text, &at);

        if (c == '\n' || c == '\f') {
            add_piece(g, sheet, &piece, here, &font);
            piece = (struct piece){.start = at};
            continue;
        }
        if (c == ' ' || c == 0xA0)
            continue;
        if (piece.any) {
            enum step step = step_between(sheet, piece.last, i);

            if (step != BESIDE) {
                add_piece(g, sheet, &piece, here, &font);
                piece = (struct piece){.start = here,
                                       .follows = step == BEHIND_GAP};
            }
        }
        if (!piece.any)
            piece.first = i;
        piece.any = true;
        piece.last = i;
    }
    add_piece(g, sheet, &piece, text.len, &font);
}

static int read_page(PopplerDocument *document, int index, struct gather *g,
                     struct dt_err *err)
{
    PopplerPage *page = lib.poppler_document_get_page(document, index);
    struct dt_pdf_page size = {0};
    struct sheet sheet = {0};
    double width = 0, height = 0;

    if (page) {
        lib.poppler_page_get_size(page, &width, &height);
        sheet.text = lib.poppler_page_get_text(page);
        sheet.fonts = lib.poppler_page_get_text_attributes(page);
        (void)lib.poppler_page_get_text_layout(page, &sheet.boxes,
                                               &sheet.box_count);
    }
    size.width = (float)width;
    size.height = (float)height;
    size.first = g->lines.len / sizeof(struct dt_pdf_line);
    if (sheet.text)
        add_lines(g, &sheet);
    size.count = g->lines.len / sizeof(struct dt_pdf_line) - size.first;
    dt_buf_add(&g->pages, &size, sizeof size);
    lib.g_free(sheet.text);
    lib.g_free(sheet.boxes);
    lib.poppler_page_free_text_attributes(sheet.fonts);
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
        .text = DT_BUF_INIT(DT_PDF_TEXT)};
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
