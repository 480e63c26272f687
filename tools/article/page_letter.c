/* Preformatted text: letters in wrapped lines, numbers beside code (page.h). */
#include "article/page.h"
#include "article/plain.h"

enum {
    SIGNS_SHARE = 33, /* one sign of code in so many bytes is too many */
    GAPS_SHARE = 10,  /* one line with columns in so many lines */
    NUMBERS_LEAST = 2 /* of the lines of code beside them */
};

bool dt_page_is_numbering(const struct dt_html *html, uint32_t pre)
{
    uint32_t number = 0, before = 0, numbers = 0;

    for (uint32_t i = pre + 1; i < html->nodes[pre].end; i++) {
        struct dt_str text = html->nodes[i].text;

        if (html->nodes[i].tag != DT_TAG_TEXT)
            text.len = 0; /* what it stands in ends a number, too */
        for (size_t at = 0; at <= text.len; at++) {
            char c = at < text.len ? text.ptr[at] : ' ';

            if (c >= '0' && c <= '9') {
                number = number * 10 + (uint32_t)(c - '0');
            } else if (c != ' ' && c != '\n' && c != '\r') {
                return false;
            } else if (number) {
                if (numbers && number != before + 1)
                    return false;
                before = number;
                number = 0;
                numbers++;
            }
        }
    }
    return numbers >= NUMBERS_LEAST;
}

static void read_text(const struct dt_page *page, uint32_t pre,
                      struct dt_buf *out)
{
    const struct dt_html_node *nodes = page->html.nodes;

    for (uint32_t i = pre + 1; i < nodes[pre].end; i++) {
        if (nodes[i].tag == DT_TAG_TEXT)
            dt_buf_addstr(out, nodes[i].text);
        else if (nodes[i].tag == DT_TAG_BR)
            dt_buf_addc(out, '\n');
        else if (page->info[i].cut)
            i = nodes[i].end - 1;
    }
}

/* Whether a text has neither the signs of code nor columns. */
static bool is_written(struct dt_str text)
{
    size_t signs = 0, lines = 1, gaps = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        signs += c != '\0' && strchr("{}[]|<=*/\\_#$%&@^~+;", c) != NULL;
        lines += c == '\n';
        gaps += i + 3 < text.len && c > ' ' &&
                memcmp(text.ptr + i + 1, "   ", 3) == 0;
    }
    return signs * SIGNS_SHARE <= text.len && gaps * GAPS_SHARE <= lines;
}

/* What stands over the signature (RFC 3676, section 4.3). */
static struct dt_str unsigned_part(struct dt_str text)
{
    size_t at = dt_str_find(text, DT_STR("\n-- \n"), 0);

    text.len = at < text.len ? at : text.len;
    return text;
}

static bool has_code(const struct dt_html *html, uint32_t pre)
{
    for (uint32_t i = pre + 1; i < html->nodes[pre].end; i++)
        if (html->nodes[i].tag == DT_TAG_CODE)
            return true;
    return false;
}

int dt_page_letter(const struct dt_page *page, uint32_t pre,
                   struct dt_draft *draft, bool *is_letter, struct dt_err *err)
{
    struct dt_buf text = DT_BUF_INIT(4 * (size_t)DT_ARTICLE_MAX);
    size_t before = draft->count;
    struct dt_str body;
    int rc = DT_OK;

    *is_letter = false;
    if (page->own[pre] == 0 || has_code(&page->html, pre))
        return DT_OK;
    read_text(page, pre, &text);
    rc = dt_buf_check(&text, "a letter", err);
    body = unsigned_part(dt_buf_str(&text));
    if (rc == DT_OK && is_written(body) && dt_plain_is_wrapped(body)) {
        *is_letter = true;
        rc = dt_plain_read(body, draft, err);
    }
    for (size_t i = before; i < draft->count; i++) {
        draft->blocks[i].line = 0;
        draft->blocks[i].joined = draft->blocks[i].apart = false;
        draft->blocks[i].firm = true;
    }
    dt_buf_release(&text);
    return rc;
}
