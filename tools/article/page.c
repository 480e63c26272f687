#include "adapt/linked_data.h"
#include "article/page.h"

enum {
    LITTLE = 250,    /* bytes of text that may not be all there is */
    SHELL = 500,     /* characters of a page that a script writes */
    BODY_LEAST = 300 /* of a body in linked data that is taken instead */
};

static size_t text_size(const struct dt_draft *draft)
{
    size_t size = 0;

    for (size_t i = 0; i < draft->count; i++)
        size += draft->blocks[i].text.len;
    return size;
}

/* The body that linked data has, or NULL in *body. */
static int read_linked_body(const struct dt_page *page, struct dt_arena *arena,
                            const char **body, struct dt_err *err)
{
    const struct dt_html *html = &page->html;
    struct dt_linked_data data = {0};

    for (uint32_t i = 1; i + 1 < html->count; i++) {
        const struct dt_html_node *n = &html->nodes[i];

        if (n->tag == DT_TAG_SCRIPT && html->nodes[i + 1].parent == i &&
            dt_str_find(dt_html_attribute(n, "type"), DT_STR("ld+json"), 0) !=
                SIZE_MAX &&
            !dt_linked_data_read(html->nodes[i + 1].text, arena, &data))
            return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    }
    *body = data.article.body;
    return DT_OK;
}

static int add_lines(struct dt_draft *draft, struct dt_str text,
                     struct dt_err *err)
{
    struct dt_str line;
    int rc = DT_OK;

    while (rc == DT_OK && dt_str_line(&text, &line))
        rc = dt_draft_add(draft, line, DT_BLOCK_PARAGRAPH, err);
    return rc;
}

/*
 * The longest marked-up text in the scripts of a page's source, or nothing:
 * the tree has only those that are linked data.
 */
static int read_state(struct dt_str source, struct dt_arena *arena,
                      struct dt_str *markup, struct dt_err *err)
{
    size_t at = 0, end;

    while ((at = dt_str_find(source, DT_STR("<script"), at)) != SIZE_MAX) {
        end = dt_str_find(source, DT_STR("</script"), at);
        if (end == SIZE_MAX)
            break;
        at = dt_str_find((struct dt_str){source.ptr, end}, DT_STR(">"), at);
        if (at != SIZE_MAX &&
            !dt_linked_data_markup(
                (struct dt_str){source.ptr + at + 1, end - at - 1}, arena,
                markup))
            return DT_FAIL(err, DT_EINTERNAL, "out of memory");
        at = end;
    }
    return DT_OK;
}

/* All blocks of a piece of a page. */
static int add_markup(struct dt_draft *draft, struct dt_str markup,
                      struct dt_arena *arena, struct dt_err *err)
{
    struct dt_page piece = {.rules = draft->rules};
    int rc = dt_html_parse(markup, arena, &piece.html, err);

    if (rc == DT_OK)
        rc = dt_page_score(&piece, arena, err);
    piece.headline = piece.root = piece.frame = 0;
    return rc == DT_OK ? dt_page_blocks(&piece, true, draft, err) : rc;
}

/* The article, or all that a list of articles says of them. */
static int read_root(struct dt_page *page, struct dt_draft *draft,
                     struct dt_err *err)
{
    bool index = dt_page_is_index(page);

    if (index)
        page->root = page->frame;
    return dt_page_blocks(page, index, draft, err);
}

/*
 * Where little was found: all that stands in the page's main part, as on a
 * page of products or links; and where the page itself has nothing, because a
 * script would write it, the body that its linked data or its scripts have.
 */
static int read_more(struct dt_page *page, struct dt_str source,
                     struct dt_arena *arena, struct dt_draft *draft,
                     struct dt_err *err)
{
    size_t found = text_size(draft), all;
    const char *body = NULL;
    struct dt_str markup = {NULL, 0};
    int rc;

    draft->count = 0;
    dt_page_forgive(page);
    dt_page_widen(page);
    rc = dt_page_blocks(page, true, draft, err);
    if (rc < 0)
        return rc;
    all = text_size(draft);
    if (all < LITTLE)
        rc = read_linked_body(page, arena, &body, err);
    if (rc == DT_OK && body && strlen(body) >= BODY_LEAST) {
        draft->count = 0;
        return add_lines(draft, DT_STR(body), err);
    }
    if (rc == DT_OK && all < LITTLE && page->info[0].text < SHELL)
        rc = read_state(source, arena, &markup, err);
    if (rc == DT_OK && markup.len >= BODY_LEAST) {
        draft->count = 0;
        return add_markup(draft, markup, arena, err);
    }
    if (rc == DT_OK && all < 2 * found) {
        draft->count = 0;
        dt_page_find_root(page);
        rc = read_root(page, draft, err);
    }
    return rc;
}

int dt_page_read(struct dt_str text, const char *url, struct dt_draft *draft,
                 struct dt_err *err)
{
    struct dt_arena arena = DT_ARENA_INIT(DT_PAGE_MEMORY);
    struct dt_page page = {.rules = draft->rules};
    int rc = dt_html_parse(text, &arena, &page.html, err);

    draft->page = true;
    if (rc == DT_OK)
        rc = dt_page_score(&page, &arena, err);
    if (rc == DT_OK)
        rc = dt_page_metadata(&page, page.root, url, &arena, draft, err);
    if (rc == DT_OK)
        rc = read_root(&page, draft, err);
    if (rc == DT_OK && text_size(draft) < LITTLE && !page.posts)
        rc = read_more(&page, text, &arena, draft, err);
    draft->thread = page.posts;
    if (rc == DT_OK)
        rc = dt_page_kind(&page, draft, err);
    dt_arena_release(&arena);
    return rc;
}

void dt_page_text(const struct dt_html *html, uint32_t node, struct dt_buf *out)
{
    for (uint32_t i = node; i < html->nodes[node].end; i++) {
        const struct dt_html_node *n = &html->nodes[i];

        if (n->tag == DT_TAG_TEXT)
            dt_buf_addstr(out, n->text);
        else if (n->tag == DT_TAG_BR || dt_page_is_block((enum dt_tag)n->tag))
            dt_buf_addc(out, ' ');
    }
}
