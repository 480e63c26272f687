#include "article/article.h"

#include <stdlib.h>

#include "article/captions.h"
#include "article/charset.h"
#include "article/claim.h"
#include "article/draft.h"
#include "article/finish.h"
#include "article/form.h"
#include "article/language.h"
#include "article/marked.h"
#include "article/mojibake.h"
#include "article/page.h"
#include "article/plain.h"
#include "article/rules.h"
#include "article/sheet.h"
#include "article/xhtml.h"

static int read_xhtml(struct dt_str text, const char *url,
                      struct dt_draft *draft, struct dt_err *err)
{
    struct dt_buf html = DT_BUF_INIT(8 * (size_t)DT_ARTICLE_MAX);
    int rc;

    dt_xhtml_convert(text, &html);
    rc = dt_buf_check(&html, "XHTML as HTML", err);
    if (rc == DT_OK)
        rc = dt_page_read(dt_buf_str(&html), url, draft, err);
    dt_buf_release(&html);
    return rc;
}

static int read_text(struct dt_str text, const char *url, enum dt_form form,
                     struct dt_draft *draft, struct dt_err *err)
{
    int rc;

    if (form == DT_FORM_HTML)
        return dt_page_read(text, url, draft, err);
    if (form == DT_FORM_XHTML)
        return read_xhtml(text, url, draft, err);
    if (form == DT_FORM_MARKDOWN)
        return dt_marked_read(text, draft, err);
    if (form == DT_FORM_VTT || form == DT_FORM_SRT)
        return dt_captions_read(text, draft, err);
    rc = dt_plain_read(text, draft, err);
    return rc < 0 ? rc : dt_plain_head(draft, err);
}

static int read_draft(const struct dt_article_input *in,
                      struct dt_article *article, struct dt_draft *draft,
                      struct dt_err *err)
{
    enum dt_form form = dt_form_of(in->media_type, in->bytes);
    struct dt_buf room = DT_BUF_INIT(4 * (size_t)DT_ARTICLE_MAX);
    struct dt_charset charset;
    struct dt_str text;
    int rc;

    article->media_type = dt_form_media_type(form);
    if (form == DT_FORM_PDF)
        return dt_sheet_read(in->bytes, draft, err);
    rc = dt_charset_decode(in->bytes, in->charset, form, &room, &text, &charset,
                           &article->replaced, err);
    if (rc == DT_OK) {
        article->charset = charset.name;
        article->charset_from = charset.evidence;
        rc = read_text(text, in->url, form, draft, err);
    }
    dt_buf_release(&room);
    return rc;
}

static int normalise(const struct dt_article_input *in,
                     struct dt_article *article, struct dt_err *err)
{
    struct dt_draft draft;
    int rc;

    if (in->bytes.len > DT_ARTICLE_MAX)
        return DT_FAIL(err, DT_EFORMAT,
                       "byte %d: a source may have %d bytes, this has %zu",
                       DT_ARTICLE_MAX, DT_ARTICLE_MAX, in->bytes.len);
    rc = dt_rules_load(err);
    if (rc < 0)
        return rc;
    article->meta.kind = in->kind;
    dt_draft_init(&draft, &article->arena, &article->meta);
    draft.rules = in->rules;
    draft.attributed = in->attributed;
    rc = read_draft(in, article, &draft, err);
    if (rc == DT_OK)
        rc = dt_finish(&draft, err);
    if (rc == DT_OK)
        rc = dt_language_claim(&draft, err);
    if (rc == DT_OK)
        rc = dt_claims_compare(&draft, err);
    if (rc == DT_OK)
        rc = dt_draft_publish(&draft, article, err);
    if (rc == DT_OK) {
        article->mojibake = dt_mojibake_count(article->text);
        article->not_article = draft.not_article;
    }
    dt_draft_release(&draft);
    return rc;
}

int dt_article_normalise(const struct dt_article_input *in,
                         struct dt_article **out, struct dt_err *err)
{
    struct dt_article *article = calloc(1, sizeof *article);
    int rc;

    if (!article)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    article->arena = DT_ARENA_INIT(16 * (size_t)DT_ARTICLE_MAX);
    rc = normalise(in, article, err);
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
