/* A claim of a page to a field of the metadata (page_reader.h). */
#include "article/page_reader.h"
#include "base/ascii.h"

enum { DECODED_LONGEST = DT_CLAIM_LONGEST, DECODE_MEMORY = 4 * 1024 * 1024 };

struct dt_str dt_page_text_of(struct dt_page_reader *r, uint32_t node)
{
    dt_buf_reset(&r->text);
    dt_page_text(&r->page->html, node, &r->text);
    return dt_str_trim(dt_buf_str(&r->text));
}

/* Bytes up to the last c in text, or 0. */
static size_t reach_of(struct dt_str text, char c)
{
    size_t end = text.len;

    while (end > 0 && text.ptr[end - 1] != c)
        end--;
    return end;
}

/* Whether text was escaped once more than it should have been. */
static bool is_escaped(struct dt_str text)
{
    const char *ampersand = text.len ? memchr(text.ptr, '&', text.len) : NULL;
    const char *less = text.len ? memchr(text.ptr, '<', text.len) : NULL;

    return (ampersand &&
            (size_t)(ampersand - text.ptr) < reach_of(text, ';')) ||
           (less && (size_t)(less - text.ptr) < reach_of(text, '>'));
}

const char *dt_page_line(struct dt_page_reader *r, struct dt_str text)
{
    struct dt_arena arena = DT_ARENA_INIT(DECODE_MEMORY);
    struct dt_buf plain = DT_BUF_INIT(DECODED_LONGEST);
    struct dt_html html;
    struct dt_err ignored;
    const char *line;

    if (is_escaped(text) &&
        dt_html_parse(text, &arena, &html, &ignored) == DT_OK) {
        dt_page_text(&html, 0, &plain);
        if (!plain.failed)
            text = dt_buf_str(&plain);
    }
    line = dt_draft_line(r->draft, text, r->err);
    dt_buf_release(&plain);
    dt_arena_release(&arena);
    return line;
}

/*
 * The first of a list of languages when it is a tag (BCP 47, or a locale with
 * "_"): "de-AT", but not "utf-8" or "German"; else "".
 */
static struct dt_str language_in(struct dt_str list)
{
    const char *comma = list.len ? memchr(list.ptr, ',', list.len) : NULL;
    struct dt_str tag = {list.ptr,
                         comma ? (size_t)(comma - list.ptr) : list.len};
    size_t at = 0, start;

    tag = dt_str_trim(tag);
    while (at < tag.len && dt_ascii_is_letter(tag.ptr[at]))
        at++;
    if (at < 2 || at > 3)
        return DT_STR("");
    while (at < tag.len && (tag.ptr[at] == '-' || tag.ptr[at] == '_')) {
        start = ++at;
        while (at < tag.len && (dt_ascii_is_letter(tag.ptr[at]) ||
                                (tag.ptr[at] >= '0' && tag.ptr[at] <= '9')))
            at++;
        if (at - start < 2 || at - start > 8)
            return DT_STR("");
    }
    return at == tag.len ? tag : DT_STR("");
}

/* "https://echo.example/", "@echo": where a site is, not what it is called. */
static bool is_address(struct dt_str value)
{
    return dt_str_starts(value, DT_STR("http://")) ||
           dt_str_starts(value, DT_STR("https://")) ||
           dt_str_starts(value, DT_STR("//")) ||
           dt_str_starts(value, DT_STR("@"));
}

void dt_page_claim(struct dt_page_reader *r, enum dt_field field,
                   struct dt_str value, const char *from)
{
    const char *line;

    if (field == DT_FIELD_LANGUAGE)
        value = language_in(value);

    if (r->rc < 0 || value.len == 0 || value.len > DT_CLAIM_LONGEST)
        return;
    if (field != DT_FIELD_URL && is_escaped(value)) {
        line = dt_page_line(r, value);
        if (!line) {
            r->rc = r->err->code;
            return;
        }
        value = DT_STR(line);
    }
    if (field == DT_FIELD_PUBLISHER && is_address(value))
        return;
    if (field != DT_FIELD_URL || dt_str_starts(value, DT_STR("http")))
        r->rc = dt_claim_add(r->draft, field, value,
                             (struct dt_claim_place){from, 0}, r->err);
}

void dt_page_claim_text(struct dt_page_reader *r, enum dt_field field,
                        const char *value, const char *from)
{
    if (value)
        dt_page_claim(r, field, DT_STR(value), from);
}

void dt_page_claim_date(struct dt_page_reader *r, enum dt_field field,
                        struct dt_str value, const char *from)
{
    struct dt_date date;
    enum dt_date_order order = (enum dt_date_order)r->draft->date_order;

    if (dt_date_parse(value, order, &date))
        dt_page_claim(r, field, DT_STR(date.edtf), from);
}
