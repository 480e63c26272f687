#include "article/article.h"

#include <stdlib.h>

#include "article/charset.h"
#include "article/draft.h"
#include "article/finish.h"
#include "article/page.h"
#include "article/plain.h"

enum { SNIFF = 1024 };

static bool has_tag(struct dt_str head, const char *tag)
{
    size_t len = strlen(tag);

    for (size_t at = 0; at + len < head.len; at++) {
        size_t same = 0;

        while (same < len && (head.ptr[at + same] | 32) == (tag[same] | 32))
            same++;
        if (same == len)
            return true;
    }
    return false;
}

/* What the bytes are, when nobody said: markup begins with a tag. */
static const char *sniff(struct dt_str bytes)
{
    struct dt_str head = bytes;

    if (dt_str_starts(head, DT_STR("\xEF\xBB\xBF")))
        head = (struct dt_str){head.ptr + 3, head.len - 3};
    if (dt_str_starts(head, DT_STR("\xFF\xFE<")) ||
        dt_str_starts(head, DT_STR("\xFE\xFF\0<")))
        return "text/html";
    head.len = head.len < SNIFF ? head.len : SNIFF;
    head = dt_str_trim(head);
    if (head.len == 0 || head.ptr[0] != '<')
        return "text/plain";
    if (dt_str_starts(head, DT_STR("<?xml")) && has_tag(head, "<html"))
        return "application/xhtml+xml";
    return has_tag(head, "<!doctype html") || has_tag(head, "<html") ||
                   has_tag(head, "<head") || has_tag(head, "<body") ||
                   has_tag(head, "<p") || has_tag(head, "<div") ||
                   has_tag(head, "<meta") || has_tag(head, "<!--")
               ? "text/html"
               : "text/plain";
}

static const char *media_type(const struct dt_article_input *in)
{
    struct dt_str said = DT_STR(in->media_type ? in->media_type : "");

    if (dt_str_starts(said, DT_STR("text/html")))
        return "text/html";
    if (dt_str_starts(said, DT_STR("application/xhtml")))
        return "application/xhtml+xml";
    if (dt_str_starts(said, DT_STR("text/plain")))
        return "text/plain";
    return sniff(in->bytes);
}

static int read_draft(const struct dt_article_input *in, struct dt_str text,
                      bool html, struct dt_draft *draft, struct dt_err *err)
{
    int rc;

    if (html)
        return dt_page_read(text, in->url, draft, err);
    rc = dt_plain_read(text, draft, err);
    return rc < 0 ? rc : dt_plain_head(draft, err);
}

static int normalise(const struct dt_article_input *in,
                     struct dt_article *article, struct dt_buf *text,
                     struct dt_err *err)
{
    struct dt_draft draft;
    const char *type;
    bool html;
    int rc;

    if (in->bytes.len > DT_ARTICLE_MAX)
        return DT_FAIL(err, DT_EFORMAT,
                       "byte %d: a source may have %d bytes, this has %zu",
                       DT_ARTICLE_MAX, DT_ARTICLE_MAX, in->bytes.len);
    type = media_type(in);
    html = strcmp(type, "text/plain") != 0;
    article->media_type = type;
    rc = dt_charset_decode(in->bytes, in->charset, html, text,
                           &article->charset, &article->replaced, err);
    if (rc < 0)
        return rc;
    article->meta.kind = in->kind;
    dt_draft_init(&draft, &article->arena, &article->meta);
    rc = read_draft(in, dt_buf_str(text), html, &draft, err);
    if (rc == DT_OK)
        rc = dt_finish(&draft, err);
    if (rc == DT_OK)
        rc = dt_draft_publish(&draft, article, err);
    dt_draft_release(&draft);
    return rc;
}

int dt_article_normalise(const struct dt_article_input *in,
                         struct dt_article **out, struct dt_err *err)
{
    struct dt_article *article = calloc(1, sizeof *article);
    struct dt_buf text = DT_BUF_INIT(4 * (size_t)DT_ARTICLE_MAX);
    int rc;

    if (!article)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    article->arena = DT_ARENA_INIT(16 * (size_t)DT_ARTICLE_MAX);
    rc = normalise(in, article, &text, err);
    dt_buf_release(&text);
    if (rc < 0) {
        dt_article_free(article);
        return rc;
    }
    *out = article;
    return DT_OK;
}

void dt_article_free(struct dt_article *article)
{
    if (!article)
        return;
    dt_arena_release(&article->arena);
    free(article);
}
