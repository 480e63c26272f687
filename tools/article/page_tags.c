/* What the meta elements of a page claim (page_reader.h). */
#include "article/page_reader.h"

/* What meta elements are called, in the order in which they are believed. */
static const struct {
    const char *from; /* "meta " and the name in lower case */
    enum dt_field field;
} meta_names[] = {
    {"meta og:title", DT_FIELD_TITLE},
    {"meta twitter:title", DT_FIELD_TITLE},
    {"meta parsely-title", DT_FIELD_TITLE},
    {"meta citation_title", DT_FIELD_TITLE},
    {"meta dc.title", DT_FIELD_TITLE},
    {"meta dcterms.title", DT_FIELD_TITLE},
    {"meta dc:title", DT_FIELD_TITLE},
    {"meta sailthru.title", DT_FIELD_TITLE},
    {"meta title", DT_FIELD_TITLE},
    {"meta headline", DT_FIELD_TITLE},
    {"meta og:description", DT_FIELD_DESCRIPTION},
    {"meta description", DT_FIELD_DESCRIPTION},
    {"meta dc.description", DT_FIELD_DESCRIPTION},
    {"meta twitter:description", DT_FIELD_DESCRIPTION},
    {"meta citation_author", DT_FIELD_BYLINE},
    {"meta parsely-author", DT_FIELD_BYLINE},
    {"meta sailthru.author", DT_FIELD_BYLINE},
    {"meta author", DT_FIELD_BYLINE},
    {"meta article:author", DT_FIELD_BYLINE},
    {"meta article:author_name", DT_FIELD_BYLINE},
    {"meta article:author:name", DT_FIELD_BYLINE},
    {"meta og:article:author", DT_FIELD_BYLINE},
    {"meta article.author", DT_FIELD_BYLINE},
    {"meta og:author", DT_FIELD_BYLINE},
    {"meta dc.creator", DT_FIELD_BYLINE},
    {"meta dcterms.creator", DT_FIELD_BYLINE},
    {"meta dc.contributor", DT_FIELD_BYLINE},
    {"meta byl", DT_FIELD_BYLINE},
    {"meta byline", DT_FIELD_BYLINE},
    {"meta cxenseparse:author", DT_FIELD_BYLINE},
    {"meta creator", DT_FIELD_BYLINE},
    {"meta dc:creator", DT_FIELD_BYLINE},
    {"meta bepress_citation_author", DT_FIELD_BYLINE},
    {"meta citation_authors", DT_FIELD_BYLINE},
    {"meta shareaholic:article_author_name", DT_FIELD_BYLINE},
    {"meta bt:author", DT_FIELD_BYLINE},
    {"meta authors", DT_FIELD_BYLINE},
    {"meta author_name", DT_FIELD_BYLINE},
    {"meta article_author", DT_FIELD_BYLINE},
    {"meta dcsext.author", DT_FIELD_BYLINE},
    {"meta og:site_name", DT_FIELD_PUBLISHER},
    {"meta og:site", DT_FIELD_PUBLISHER},
    {"meta citation_journal_title", DT_FIELD_PUBLISHER},
    {"meta application-name", DT_FIELD_PUBLISHER},
    {"meta dc.publisher", DT_FIELD_PUBLISHER},
    {"meta dcterms.publisher", DT_FIELD_PUBLISHER},
    {"meta apple-mobile-web-app-title", DT_FIELD_PUBLISHER},
    {"meta publisher", DT_FIELD_PUBLISHER},
    {"meta prism.publicationname", DT_FIELD_PUBLISHER},
    {"meta shareaholic:site_name", DT_FIELD_PUBLISHER},
    {"meta site_name", DT_FIELD_PUBLISHER},
    {"meta sitename", DT_FIELD_PUBLISHER},
    {"meta article:published_time", DT_FIELD_PUBLISHED},
    {"meta article:published", DT_FIELD_PUBLISHED},
    {"meta og:published_time", DT_FIELD_PUBLISHED},
    {"meta og:article:published_time", DT_FIELD_PUBLISHED},
    {"meta article:published_date", DT_FIELD_PUBLISHED},
    {"meta article:publication_date", DT_FIELD_PUBLISHED},
    {"meta og:release_date", DT_FIELD_PUBLISHED},
    {"meta bt:pubdate", DT_FIELD_PUBLISHED},
    {"meta shareaholic:article_published_time", DT_FIELD_PUBLISHED},
    {"meta rnews:datepublished", DT_FIELD_PUBLISHED},
    {"meta originalpublicationdate", DT_FIELD_PUBLISHED},
    {"meta article_date_original", DT_FIELD_PUBLISHED},
    {"meta prism.publicationdate", DT_FIELD_PUBLISHED},
    {"meta publicationdate", DT_FIELD_PUBLISHED},
    {"meta publication-date", DT_FIELD_PUBLISHED},
    {"meta date_published", DT_FIELD_PUBLISHED},
    {"meta published_time", DT_FIELD_PUBLISHED},
    {"meta publish_time", DT_FIELD_PUBLISHED},
    {"meta publish-time", DT_FIELD_PUBLISHED},
    {"meta pubtime", DT_FIELD_PUBLISHED},
    {"meta apub:time", DT_FIELD_PUBLISHED},
    {"meta weibo: article:create_at", DT_FIELD_PUBLISHED},
    {"meta firstpublishedtime", DT_FIELD_PUBLISHED},
    {"meta datepublished", DT_FIELD_PUBLISHED},
    {"meta parsely-pub-date", DT_FIELD_PUBLISHED},
    {"meta sailthru.date", DT_FIELD_PUBLISHED},
    {"meta article.published", DT_FIELD_PUBLISHED},
    {"meta cxenseparse:recs:publishtime", DT_FIELD_PUBLISHED},
    {"meta publication_date", DT_FIELD_PUBLISHED},
    {"meta pubdate", DT_FIELD_PUBLISHED},
    {"meta publishdate", DT_FIELD_PUBLISHED},
    {"meta publish-date", DT_FIELD_PUBLISHED},
    {"meta publish_date", DT_FIELD_PUBLISHED},
    {"meta published-date", DT_FIELD_PUBLISHED},
    {"meta published_at", DT_FIELD_PUBLISHED},
    {"meta displaydate", DT_FIELD_PUBLISHED},
    {"meta citation_publication_date", DT_FIELD_PUBLISHED},
    {"meta citation_online_date", DT_FIELD_PUBLISHED},
    {"meta citation_date", DT_FIELD_PUBLISHED},
    {"meta dcterms.issued", DT_FIELD_PUBLISHED},
    {"meta dc.date.issued", DT_FIELD_PUBLISHED},
    {"meta dcterms.created", DT_FIELD_PUBLISHED},
    {"meta dc.date.published", DT_FIELD_PUBLISHED},
    {"meta dc:date", DT_FIELD_PUBLISHED},
    {"meta dc:date:issued", DT_FIELD_PUBLISHED},
    {"meta dc.issued", DT_FIELD_PUBLISHED},
    {"meta dc.date.created", DT_FIELD_PUBLISHED},
    {"meta dc.date", DT_FIELD_PUBLISHED},
    {"meta dcterms.date", DT_FIELD_PUBLISHED},
    {"meta datecreated", DT_FIELD_PUBLISHED},
    {"meta date.created", DT_FIELD_PUBLISHED},
    {"meta created", DT_FIELD_PUBLISHED},
    {"meta date", DT_FIELD_PUBLISHED},
    {"meta article:modified_time", DT_FIELD_MODIFIED},
    {"meta article:modified", DT_FIELD_MODIFIED},
    {"meta og:updated_time", DT_FIELD_MODIFIED},
    {"meta og:article:modified_time", DT_FIELD_MODIFIED},
    {"meta article:modified_date", DT_FIELD_MODIFIED},
    {"meta bt:moddate", DT_FIELD_MODIFIED},
    {"meta shareaholic:article_modified_time", DT_FIELD_MODIFIED},
    {"meta article_date_updated", DT_FIELD_MODIFIED},
    {"meta weibo: article:update_at", DT_FIELD_MODIFIED},
    {"meta datemodified", DT_FIELD_MODIFIED},
    {"meta dcterms.modified", DT_FIELD_MODIFIED},
    {"meta dc.date.modified", DT_FIELD_MODIFIED},
    {"meta last-modified", DT_FIELD_MODIFIED},
    {"meta last_modified", DT_FIELD_MODIFIED},
    {"meta last-updated", DT_FIELD_MODIFIED},
    {"meta lastupdated", DT_FIELD_MODIFIED},
    {"meta date_modified", DT_FIELD_MODIFIED},
    {"meta date.modified", DT_FIELD_MODIFIED},
    {"meta dc.date.updated", DT_FIELD_MODIFIED},
    {"meta prism.modificationdate", DT_FIELD_MODIFIED},
    {"meta lastmod", DT_FIELD_MODIFIED},
    {"meta revised", DT_FIELD_MODIFIED},
    {"meta dc.language", DT_FIELD_LANGUAGE},
    {"meta dcterms.language", DT_FIELD_LANGUAGE},
    {"meta content-language", DT_FIELD_LANGUAGE},
    {"meta language", DT_FIELD_LANGUAGE},
    {"meta inlanguage", DT_FIELD_LANGUAGE},
    {"meta og:locale", DT_FIELD_LANGUAGE},
    {"meta og:url", DT_FIELD_URL},
    {"meta article:section", DT_FIELD_SECTION},
    {"meta og:article:section", DT_FIELD_SECTION},
    {"meta parsely-section", DT_FIELD_SECTION},
    {"meta article.section", DT_FIELD_SECTION},
    {"meta section", DT_FIELD_SECTION},
    {"meta cxenseparse:section", DT_FIELD_SECTION},
    {"meta article:tag", DT_FIELD_TAG},
    {"meta og:article:tag", DT_FIELD_TAG},
    {"meta parsely-tags", DT_FIELD_TAG},
    {"meta sailthru.tags", DT_FIELD_TAG},
    {"meta citation_keywords", DT_FIELD_TAG},
    {"meta news_keywords", DT_FIELD_TAG},
    {"meta dc.subject", DT_FIELD_TAG},
    {"meta keywords", DT_FIELD_TAG},
    {"meta dcterms.license", DT_FIELD_RIGHTS},
    {"meta dc.rights.license", DT_FIELD_RIGHTS},
    {"meta dcterms.rights", DT_FIELD_RIGHTS},
    {"meta dc.rights", DT_FIELD_RIGHTS},
    {"meta rights", DT_FIELD_RIGHTS},
    {"meta copyright", DT_FIELD_RIGHTS},
    {"meta tdm-reservation", DT_FIELD_RIGHTS},
    {"meta tdm-policy", DT_FIELD_RIGHTS},
    {"meta syndication-source", DT_FIELD_SYNDICATED},
    {"meta original-source", DT_FIELD_SYNDICATED},
};

enum {
    META = 5,       /* bytes of "meta " */
    ITEM_DEPTH = 16 /* elements over one, among which its item is looked for */
};

static bool same_name(struct dt_str said, struct dt_str lower)
{
    if (said.len != lower.len)
        return false;
    for (size_t i = 0; i < said.len; i++) {
        char c = said.ptr[i];

        if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != lower.ptr[i])
            return false;
    }
    return true;
}

/* One bit for a name, of either case. */
static uint64_t bit_of(struct dt_str name)
{
    const unsigned first = (unsigned char)name.ptr[0] | 32u;
    const unsigned last = (unsigned char)name.ptr[name.len - 1] | 32u;

    return UINT64_C(1) << (name.len + first * 7 + last * 3) % 64;
}

/* Whether an element is in an item that is another work than the page. */
static bool is_of_another(const struct dt_html *html, uint32_t node)
{
    static const char *const others[] = {"citation", "comment", "review",
                                         "hasPart", "isPartOf"};
    const struct dt_html_node *n = &html->nodes[node];
    struct dt_str itemprop;

    for (int i = 0; i < ITEM_DEPTH && n->parent; i++) {
        n = &html->nodes[n->parent];
        if (dt_html_attribute(n, "itemscope").ptr)
            break;
    }
    itemprop = dt_html_attribute(n, "itemprop");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (dt_str_is(itemprop, others[i]))
            return true;
    return false;
}

void dt_page_find_tags(struct dt_page_reader *r)
{
    static const char *const names[] = {"property", "name", "itemprop",
                                        "http-equiv"};
    enum { ITEMPROP = 2 };
    const struct dt_html *html = &r->page->html;

    for (uint32_t i = 0; i < html->count && r->meta_count < DT_PAGE_METAS;
         i++) {
        const struct dt_html_node *n = &html->nodes[i];
        struct dt_str name = {NULL, 0}, content;
        size_t k;

        if (n->tag != DT_TAG_META)
            continue;
        for (k = 0; k < 4 && !name.len; k++)
            name = dt_html_attribute(n, names[k]);
        if (k == ITEMPROP + 1 && is_of_another(html, i))
            continue;
        content = dt_str_trim(dt_html_attribute(n, "content"));
        if (!name.len || !content.len)
            continue;
        r->metas[r->meta_count++] = (struct dt_meta_element){name, content};
        r->meta_bits |= bit_of(name);
    }
}

/* "tdm-reservation: 1": the values of TDMRep say nothing without the name. */
static void claim_reservation(struct dt_page_reader *r, struct dt_str value,
                              const char *from)
{
    struct dt_buf text = DT_BUF_INIT(DT_CLAIM_LONGEST);

    dt_buf_adds(&text, from + META);
    dt_buf_adds(&text, ": ");
    dt_buf_addstr(&text, value);
    if (!text.failed)
        dt_page_claim(r, DT_FIELD_RIGHTS, dt_buf_str(&text), from);
    dt_buf_release(&text);
}

/* Each of a list of tags, by its commas. */
static void claim_tags(struct dt_page_reader *r, struct dt_str list,
                       const char *from)
{
    for (size_t start = 0, at = 0; at <= list.len; at++) {
        if (at < list.len && list.ptr[at] != ',' && list.ptr[at] != ';')
            continue;
        dt_page_claim(r, DT_FIELD_TAG,
                      (struct dt_str){list.ptr + start, at - start}, from);
        start = at + 1;
    }
}

static void read_tag(struct dt_page_reader *r, enum dt_field field,
                     struct dt_str value, const char *from)
{
    enum dt_names_how how = strstr(from, "citation_") || strstr(from, "dc.") ||
                                    strstr(from, "dc:")
                                ? DT_NAMES_INVERTED
                                : DT_NAMES_META;

    switch (field) {
    case DT_FIELD_TAG:
        claim_tags(r, value, from);
        break;
    case DT_FIELD_PUBLISHED:
    case DT_FIELD_MODIFIED:
        dt_page_claim_date(r, field, value, from);
        break;
    case DT_FIELD_BYLINE:
        if (r->rc == DT_OK)
            r->rc = dt_names_claim(r->draft, value,
                                   r->anybody ? DT_NAMES_PERSON : how,
                                   (struct dt_claim_place){from, 0}, r->err);
        break;
    case DT_FIELD_RIGHTS:
        if (dt_str_starts(DT_STR(from + META), DT_STR("tdm-")))
            claim_reservation(r, value, from);
        else
            dt_page_claim(r, field, value, from);
        break;
    default:
        dt_page_claim(r, field, value, from);
        break;
    }
}

void dt_page_read_tags(struct dt_page_reader *r, enum dt_field field)
{
    for (size_t k = 0; k < sizeof meta_names / sizeof *meta_names; k++) {
        struct dt_str name;

        if (meta_names[k].field != field)
            continue;
        name = DT_STR(meta_names[k].from + META);
        if (!(r->meta_bits & bit_of(name)))
            continue;
        for (size_t i = 0; i < r->meta_count; i++)
            if (same_name(r->metas[i].name, name))
                read_tag(r, field, r->metas[i].content, meta_names[k].from);
    }
}
