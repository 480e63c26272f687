/*
 * What a page says of itself: the order in which its places are asked
 * (page.h).
 */
#include "article/page_reader.h"

static bool is_script_data(const struct dt_html_node *n)
{
    return n->tag == DT_TAG_SCRIPT &&
           dt_str_find(dt_html_attribute(n, "type"), DT_STR("ld+json"), 0) !=
               SIZE_MAX;
}

static void read_linked_data(struct dt_page_reader *r)
{
    const struct dt_html *html = &r->page->html;
    const char *type;

    for (uint32_t i = 0; i < html->count && r->rc == DT_OK; i++)
        if (is_script_data(&html->nodes[i]) &&
            !dt_linked_data_read(dt_page_text_of(r, i), r->arena, &r->linked))
            r->rc = DT_FAIL(r->err, DT_EINTERNAL, "out of memory");
    if (r->linked.broken)
        dt_page_claim_text(r, DT_FIELD_DIAGNOSTIC,
                           "a script of JSON-LD that "
                           "is no JSON",
                           "json-ld");
    type = r->linked.article.type;
    if (r->meta->kind == DT_KIND_UNKNOWN && type &&
        strcmp(type, "BlogPosting") == 0)
        r->meta->kind = DT_KIND_POST;
}

static void read_language(struct dt_page_reader *r)
{
    const struct dt_html_node *top = &r->page->html.nodes[0];

    dt_page_claim_text(r, DT_FIELD_LANGUAGE, r->linked.article.language,
                       "json-ld inLanguage");
    dt_page_claim(r, DT_FIELD_LANGUAGE, dt_html_attribute(top, "lang"),
                  "html lang");
    dt_page_claim(r, DT_FIELD_LANGUAGE, dt_html_attribute(top, "xml:lang"),
                  "html xml:lang");
    dt_page_read_tags(r, DT_FIELD_LANGUAGE);
}

static void read_address(struct dt_page_reader *r, const char *url)
{
    const struct dt_html *html = &r->page->html;

    dt_page_claim_text(r, DT_FIELD_URL, r->linked.article.url, "json-ld url");
    for (uint32_t i = 0; i < html->count; i++)
        if (html->nodes[i].tag == DT_TAG_LINK &&
            dt_str_is(dt_html_attribute(&html->nodes[i], "rel"), "canonical"))
            dt_page_claim(r, DT_FIELD_URL,
                          dt_html_attribute(&html->nodes[i], "href"),
                          "link canonical");
    dt_page_read_tags(r, DT_FIELD_URL);
    dt_page_claim_text(r, DT_FIELD_URL, url, "where it was found");
    r->host = dt_claim_host(url ? url : r->meta->url);
}

static void read_subject(struct dt_page_reader *r)
{
    const struct dt_linked_work *work = &r->linked.article;

    dt_page_claim_text(r, DT_FIELD_DESCRIPTION, work->description,
                       "json-ld description");
    dt_page_read_tags(r, DT_FIELD_DESCRIPTION);
    dt_page_claim_text(r, DT_FIELD_SECTION, work->section,
                       "json-ld articleSection");
    dt_page_read_tags(r, DT_FIELD_SECTION);
    for (size_t i = 0; i < work->tag_count; i++)
        dt_page_claim_text(r, DT_FIELD_TAG, work->tags[i], "json-ld keywords");
    dt_page_read_tags(r, DT_FIELD_TAG);
}

int dt_page_metadata(struct dt_page *page, uint32_t root, const char *url,
                     struct dt_arena *arena, struct dt_draft *draft,
                     struct dt_err *err)
{
    struct dt_page_reader *r = dt_arena_alloc(arena, sizeof *r);

    if (!r)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    r->page = page;
    r->root = root;
    r->arena = arena;
    r->draft = draft;
    r->meta = draft->meta;
    r->text = DT_BUF_INIT(4 * (size_t)DT_ARTICLE_MAX);
    r->err = err;
    read_linked_data(r);
    dt_page_find_tags(r);
    read_language(r);
    read_address(r, url);
    dt_page_read_title(r);
    read_subject(r);
    draft->date_order = dt_date_order_of(
        DT_STR(r->meta->language ? r->meta->language : ""), r->host);
    dt_page_find_spots(r);
    dt_page_read_dates(r);
    dt_page_read_authors(r);
    dt_page_read_rights(r);
    dt_page_read_speech(r);
    dt_buf_release(&r->text);
    return r->rc;
}
