#include "adapt/markdown.h"

#include <cmark.h>
#include <stdint.h>

#include "adapt/markdown_extra.h"
#include "base/child.h"

enum { MEMORY = 2 * 1024 * 1024 };

/* Before each block's text in what the child sends. */
struct head {
    unsigned char kind, level;
    uint32_t len;
};

/* Where in the document the child is. */
struct walk {
    struct dt_buf *out, text; /* what was read; lines of this block */
    struct dt_buf row;        /* of a table */
    size_t quotes, skipped;   /* nested quotations; pictures */
    bool item;  /* a list item has begun, and no paragraph in it */
    bool notes; /* the document has footnotes */
};

static void send(struct walk *w, enum dt_markdown_kind kind, int level,
                 struct dt_str text)
{
    struct head head = {.kind = (unsigned char)kind,
                        .level = (unsigned char)level,
                        .len = (uint32_t)text.len};

    if (text.len == 0)
        return;
    dt_buf_add(w->out, &head, sizeof head);
    dt_buf_addstr(w->out, text);
    w->item = false;
}

static enum dt_markdown_kind kind_of(const struct walk *w)
{
    if (w->item)
        return DT_MARKDOWN_ITEM;
    return w->quotes ? DT_MARKDOWN_QUOTE : DT_MARKDOWN_PARAGRAPH;
}

/* A paragraph, and what tables stand in it row by row. */
static void send_paragraph(struct walk *w)
{
    struct dt_str rest = dt_buf_str(&w->text), line;
    size_t before = dt_markdown_before_table(rest);

    send(w, kind_of(w), 0, (struct dt_str){rest.ptr, before});
    rest.ptr += before;
    rest.len -= before;
    for (size_t row = 0; dt_str_line(&rest, &line); row++) {
        dt_buf_reset(&w->row);
        dt_markdown_add_row(&w->row, line);
        if (row != 1)
            send(w, kind_of(w), 0, dt_buf_str(&w->row));
    }
    dt_buf_reset(&w->text);
}

/* "[^1]: The log has it.": a note begins a paragraph of its own. */
static void add_words(struct walk *w, cmark_node *node, struct dt_str words)
{
    cmark_node *over = cmark_node_parent(node);
    struct dt_str before = dt_buf_str(&w->text);
    size_t mark = w->notes ? dt_markdown_note_mark(words) : 0;

    if (w->notes && cmark_node_get_type(over) == CMARK_NODE_LINK &&
        dt_str_starts(words, DT_STR("^")))
        return; /* a note of one word is read as the address of a link */
    if (mark && mark < words.len && words.ptr[mark] == ':' &&
        cmark_node_get_type(over) == CMARK_NODE_PARAGRAPH &&
        (before.len == 0 || dt_str_ends(before, DT_STR("\n")))) {
        send_paragraph(w);
        words.ptr += mark + 1;
        words.len -= mark + 1;
    }
    dt_markdown_add_words(&w->text, words, w->notes);
}

static void enter(struct walk *w, cmark_node *node, cmark_node_type type)
{
    const char *literal = cmark_node_get_literal(node);

    switch (type) {
    case CMARK_NODE_BLOCK_QUOTE:
        w->quotes++;
        break;
    case CMARK_NODE_ITEM:
        w->item = true;
        break;
    case CMARK_NODE_CODE_BLOCK:
        send(w, DT_MARKDOWN_CODE, 0, DT_STR(literal ? literal : ""));
        break;
    case CMARK_NODE_HTML_BLOCK:
        send(w, DT_MARKDOWN_HTML, 0, DT_STR(literal ? literal : ""));
        break;
    case CMARK_NODE_IMAGE:
        w->skipped++;
        break;
    case CMARK_NODE_TEXT:
        if (literal && !w->skipped)
            add_words(w, node, DT_STR(literal));
        break;
    case CMARK_NODE_CODE:
        if (literal && !w->skipped)
            dt_buf_adds(&w->text, literal);
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        dt_buf_addc(&w->text, '\n');
        break;
    default:
        break;
    }
}

static void leave(struct walk *w, cmark_node *node, cmark_node_type type)
{
    switch (type) {
    case CMARK_NODE_BLOCK_QUOTE:
        w->quotes--;
        break;
    case CMARK_NODE_ITEM:
        w->item = false;
        break;
    case CMARK_NODE_IMAGE:
        w->skipped--;
        break;
    case CMARK_NODE_PARAGRAPH:
        send_paragraph(w);
        break;
    case CMARK_NODE_HEADING:
        send(w, DT_MARKDOWN_HEADING, cmark_node_get_heading_level(node),
             dt_buf_str(&w->text));
        dt_buf_reset(&w->text);
        break;
    default:
        break;
    }
}

static int parse(struct dt_str text, struct dt_buf *out, struct dt_err *err)
{
    struct walk w = {.out = out,
                     .text = DT_BUF_INIT(DT_MARKDOWN_MAX),
                     .row = DT_BUF_INIT(DT_MARKDOWN_MAX),
                     .notes = dt_markdown_has_notes(text)};
    cmark_node *root = cmark_parse_document(text.ptr, text.len,
                                            CMARK_OPT_DEFAULT);
    cmark_iter *iter = root ? cmark_iter_new(root) : NULL;
    cmark_event_type event;
    int rc;

    if (!iter) {
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory");
        goto out;
    }
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);

        if (event == CMARK_EVENT_ENTER)
            enter(&w, node, type);
        else
            leave(&w, node, type);
    }
    rc = dt_buf_check(&w.text, "a paragraph", err);
out:
    if (iter)
        cmark_iter_free(iter);
    if (root)
        cmark_node_free(root);
    dt_buf_release(&w.text);
    dt_buf_release(&w.row);
    return rc;
}

const struct dt_child_job dt_markdown_job = {
    "markdown", parse, DT_MARKDOWN_SECONDS, (size_t)MEMORY << 10,
    4 * (size_t)DT_MARKDOWN_MAX};

static int unpack(struct dt_str sent, struct dt_arena *arena,
                  struct dt_markdown_block **out, size_t *count,
                  struct dt_err *err)
{
    struct dt_str rest = sent;
    struct head head;
    char *text = dt_arena_copy(arena, sent);
    size_t n = 0;

    while (rest.len) {
        memcpy(&head, rest.ptr, sizeof head);
        rest.ptr += sizeof head + head.len;
        rest.len -= sizeof head + head.len;
        n++;
    }
    *out = dt_arena_array(arena, n ? n : 1, sizeof **out);
    if (!text || !*out)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    *count = n;
    for (size_t i = 0; i < n; i++) {
        memcpy(&head, text, sizeof head);
        text += sizeof head;
        (*out)[i] = (struct dt_markdown_block){
            (enum dt_markdown_kind)head.kind, head.level, {text, head.len}};
        text += head.len;
    }
    return DT_OK;
}

int dt_markdown_read(struct dt_str text, struct dt_arena *arena,
                     struct dt_markdown_block **out, size_t *count,
                     struct dt_err *err)
{
    struct dt_buf sent = DT_BUF_INIT(dt_markdown_job.most);
    struct dt_err cause;
    int rc;

    if (text.len > DT_MARKDOWN_MAX)
        return DT_FAIL(err, DT_EFORMAT,
                       "Markdown may have %d bytes, this has %zu",
                       DT_MARKDOWN_MAX, text.len);
    rc = dt_child_run(&dt_markdown_job, text, &sent, &cause);
    if (rc < 0)
        rc = DT_FAIL(err, cause.code, "Markdown: %.400s", cause.msg);
    else
        rc = unpack(dt_buf_str(&sent), arena, out, count, err);
    dt_buf_release(&sent);
    return rc;
}
