/* The format schema-org (export_format.h). */
#include "release/export_format.h"

static const struct dt_str none = {NULL, 0};

static struct dt_str plain_date(struct dt_str edtf)
{
    return edtf.ptr && dt_export_is_plain_date(edtf) ? edtf : none;
}

static void add_named(struct dt_exporter *x, const char *key, const char *type,
                      struct dt_str name)
{
    if (!name.ptr)
        return;
    if (key)
        dt_json_key(&x->json, key);
    dt_json_open(&x->json, '{');
    dt_export_member(x, "@type", DT_STR(type));
    dt_export_member(x, "name", name);
    dt_json_close(&x->json, '}');
}

static void add_speaker(struct dt_exporter *x, const char *key,
                        const struct dt_export_statement *s)
{
    const struct dt_person *p = s->speaker;

    if (!p) {
        add_named(x, key, "Person", s->speaker_name);
        return;
    }
    dt_json_key(&x->json, key);
    dt_json_open(&x->json, '{');
    dt_export_iri(x, "@id", "people/", DT_STR(p->id), "");
    dt_export_member(x, "@type", DT_STR("Person"));
    dt_export_member(x, "jobTitle", s->office);
    dt_export_member(x, "name", DT_STR(p->name));
    dt_export_same_as(x, "sameAs", p);
    dt_json_close(&x->json, '}');
}

/* schema.org has a type for what newspapers print, and for opinion in them. */
static const char *type_of(struct dt_str kind)
{
    return dt_str_is(kind, "report")    ? "NewsArticle"
           : dt_str_is(kind, "opinion") ? "OpinionNewsArticle"
           : dt_str_is(kind, "post")    ? "SocialMediaPosting"
                                        : "Article";
}

static void add_article(struct dt_exporter *x,
                        const struct dt_export_article *a)
{
    dt_json_key(&x->json, "isPartOf");
    dt_json_open(&x->json, '{');
    dt_export_iri(x, "@id", "articles/", a->id, "");
    dt_export_member(x, "@type", DT_STR(type_of(a->kind)));
    if (a->byline_count) {
        dt_json_key(&x->json, "author");
        dt_json_open(&x->json, '[');
        for (size_t i = 0; i < a->byline_count; i++)
            add_named(x, NULL, "Person", a->byline[i]);
        dt_json_close(&x->json, ']');
    }
    dt_export_member(x, "datePublished", plain_date(a->published));
    dt_export_member(x, "headline", a->title);
    dt_export_member(x, "inLanguage", a->language);
    dt_export_member(x, "license", a->licence);
    add_named(x, "publisher", "Organization", a->publisher);
    dt_export_member(x, "url", a->url);
    dt_json_close(&x->json, '}');
}

static void add_event(struct dt_exporter *x, const struct dt_export_event *e)
{
    if (!e->name.ptr)
        return;
    dt_json_key(&x->json, "recordedAt");
    dt_json_open(&x->json, '{');
    dt_export_member(x, "@type", DT_STR("Event"));
    add_named(x, "location", "Place", e->place);
    dt_export_member(x, "name", e->name);
    dt_export_member(x, "startDate", plain_date(e->date));
    dt_json_close(&x->json, '}');
}

static void add_statement(struct dt_exporter *x,
                          const struct dt_export_article *a,
                          const struct dt_export_statement *s)
{
    dt_json_open(&x->json, '{');
    dt_export_iri(x, "@id", "statements/", s->id, "");
    dt_export_member(x, "@type", DT_STR("Quotation"));
    dt_export_member(x, "citation", a->url);
    add_speaker(x, "creator", s);
    dt_export_member(x, "dateCreated", plain_date(s->said_on));
    if (s->same_as.ptr)
        dt_export_iri(x, "exampleOfWork", "statements/", s->same_as, "");
    add_article(x, a);
    dt_export_member(x, "keywords", s->mode);
    add_named(x, "locationCreated", "Place", s->said_at);
    add_event(x, &s->event);
    add_speaker(x, "spokenByCharacter", s);
    dt_export_member(x, "text", s->text);
    dt_json_close(&x->json, '}');
}

static int begin(struct dt_exporter *x, struct dt_err *err)
{
    (void)err;
    dt_buf_adds(&x->out, "{\"@context\":\"https://schema.org\",\"@graph\":[");
    return DT_OK;
}

static int article(struct dt_exporter *x, const struct dt_export_article *a,
                   struct dt_err *err)
{
    (void)err;
    for (size_t i = 0; i < a->statement_count; i++) {
        if (dt_export_is_unsaid(&a->statements[i]))
            continue; /* a Quotation says that it was said */
        dt_buf_adds(&x->out, x->items++ ? ",\n" : "\n");
        dt_json_init(&x->json, &x->out);
        add_statement(x, a, &a->statements[i]);
    }
    return DT_OK;
}

static int end(struct dt_exporter *x, struct dt_err *err)
{
    (void)err;
    dt_buf_adds(&x->out, "\n]}\n");
    return DT_OK;
}

const struct dt_export_format dt_export_schema_org = {"schema-org", begin,
                                                      article, end};
