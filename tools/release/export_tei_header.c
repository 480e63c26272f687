/* The headers of a TEI corpus and its texts (export_tei.h). */
#include <stdlib.h>
#include <string.h>

#include "base/version.h"
#include "release/export_tei.h"
#include "release/export_xml.h"

/* The organisations of people.yaml by name, each once. */
struct organisations {
    const char **names;
    size_t count;
};

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int list_organisations(const struct dt_people *people,
                              struct organisations *out, struct dt_err *err)
{
    size_t room = 0, kept = 0;

    for (size_t i = 0; i < people->count; i++)
        room += people->items[i].membership_count;
    out->names = calloc(room + 1, sizeof *out->names);
    if (!out->names)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for organisations");
    for (size_t i = 0; i < people->count; i++)
        for (size_t j = 0; j < people->items[i].membership_count; j++)
            if (people->items[i].memberships[j].organisation)
                out->names[out->count++] =
                    people->items[i].memberships[j].organisation;
    qsort(out->names, out->count, sizeof *out->names, by_name);
    for (size_t i = 0; i < out->count; i++)
        if (!kept || strcmp(out->names[kept - 1], out->names[i]) != 0)
            out->names[kept++] = out->names[i];
    out->count = kept;
    return DT_OK;
}

static struct dt_str text_or_none(const char *text)
{
    return text ? DT_STR(text) : (struct dt_str){NULL, 0};
}

/* Of dates, attributes have only those that XML Schema knows too. */
static void add_date_attribute(struct dt_buf *out, const char *name,
                               struct dt_str edtf)
{
    if (edtf.ptr && dt_export_is_plain_date(edtf))
        dt_xml_attribute(out, name, "", edtf);
}

/* <date when="2016-03-01">2016-03-01</date>, or nothing. */
static void add_date(struct dt_buf *out, struct dt_str edtf)
{
    if (!edtf.ptr)
        return;
    dt_buf_adds(out, "<date");
    add_date_attribute(out, "when", edtf);
    dt_buf_addc(out, '>');
    dt_xml_text(out, edtf);
    dt_buf_adds(out, "</date>");
}

static void add_membership(struct dt_buf *out, const struct dt_membership *m,
                           const struct organisations *all)
{
    dt_buf_adds(out, "\n<affiliation");
    add_date_attribute(out, "from", text_or_none(m->from));
    add_date_attribute(out, "to", text_or_none(m->until));
    dt_buf_addc(out, '>');
    dt_xml_element(out, "roleName", DT_STR(m->office));
    if (m->organisation) {
        const char **hit = bsearch(&m->organisation, all->names, all->count,
                                   sizeof *all->names, by_name);

        dt_buf_addf(out, " <orgName ref=\"#org-%zu\">",
                    (size_t)(hit - all->names) + 1);
        dt_xml_text(out, DT_STR(m->organisation));
        dt_buf_adds(out, "</orgName>");
    }
    dt_buf_adds(out, "</affiliation>");
}

static void add_person(struct dt_buf *out, const struct dt_person *p,
                       const struct organisations *all)
{
    struct dt_buf iri = DT_BUF_INIT(64 * 1024);

    dt_buf_adds(out, "\n<person");
    dt_xml_attribute(out, "xml:id", DT_TEI_PERSON, DT_STR(p->id));
    dt_buf_addc(out, '>');
    dt_xml_element(out, "persName", DT_STR(p->name));
    for (size_t i = 0; i < p->identifier_count; i++) {
        dt_buf_reset(&iri);
        if (!dt_export_identifier(&p->identifiers[i], &iri))
            continue;
        dt_buf_adds(out, "<idno type=\"URI\">");
        dt_xml_text(out, dt_buf_str(&iri));
        dt_buf_adds(out, "</idno>");
    }
    for (size_t i = 0; i < p->membership_count; i++)
        add_membership(out, &p->memberships[i], all);
    dt_buf_adds(out, "</person>");
    dt_buf_release(&iri);
}

static int add_participants(struct dt_exporter *x, struct dt_err *err)
{
    const struct dt_people *people = x->corpus->people;
    struct organisations all = {NULL, 0};
    int rc;

    if (!people->count)
        return DT_OK;
    rc = list_organisations(people, &all, err);
    if (rc < 0)
        return rc;
    dt_buf_adds(&x->out, "\n<profileDesc><particDesc>");
    if (all.count) {
        dt_buf_adds(&x->out, "\n<listOrg>");
        for (size_t i = 0; i < all.count; i++) {
            dt_buf_addf(&x->out, "\n<org xml:id=\"org-%zu\">", i + 1);
            dt_xml_element(&x->out, "orgName", DT_STR(all.names[i]));
            dt_buf_adds(&x->out, "</org>");
        }
        dt_buf_adds(&x->out, "\n</listOrg>");
    }
    dt_buf_adds(&x->out, "\n<listPerson>");
    for (size_t i = 0; i < people->count; i++)
        add_person(&x->out, &people->items[i], &all);
    dt_buf_adds(&x->out, "\n</listPerson></particDesc></profileDesc>");
    free(all.names);
    return DT_OK;
}

/* The statements are those of the articles, the edition is the corpus's. */
static void add_publication(struct dt_exporter *x, struct dt_str licence,
                            bool withheld)
{
    const struct dt_corpus *c = x->corpus;

    dt_buf_adds(&x->out, "<publicationStmt>");
    dt_xml_element(
        &x->out, "publisher",
        DT_STR(c->maintainer_count ? c->maintainers[0].name : c->name));
    dt_buf_addf(&x->out, "<availability status=\"%s\">",
                withheld ? "restricted" : "free");
    dt_xml_element(&x->out, "licence", licence);
    dt_buf_adds(&x->out, "</availability></publicationStmt>");
}

static void add_title(struct dt_buf *out, struct dt_str title)
{
    dt_buf_adds(out, "\n<teiHeader><fileDesc><titleStmt>");
    dt_xml_element(out, "title", title);
    dt_buf_adds(out, "</titleStmt>");
}

int dt_tei_corpus_header(struct dt_exporter *x, struct dt_err *err)
{
    const struct dt_corpus *c = x->corpus;
    int rc;

    add_title(&x->out, DT_STR(c->title ? c->title : c->name));
    add_publication(x, DT_STR(c->licence), false);
    dt_buf_adds(&x->out, "<sourceDesc><p>");
    dt_xml_text(&x->out, DT_STR(c->description ? c->description : c->name));
    dt_buf_adds(&x->out, "</p></sourceDesc></fileDesc>"
                         "\n<encodingDesc><projectDesc><p>" DT_TOOL
                         "</p></projectDesc></encodingDesc>");
    rc = add_participants(x, err);
    dt_buf_adds(&x->out, "</teiHeader>\n");
    return rc;
}

static void add_setting(struct dt_buf *out, const struct dt_export_event *e)
{
    if (!e->name.ptr && !e->place.ptr && !e->date.ptr)
        return;
    dt_buf_adds(out, "<settingDesc><setting>");
    if (e->place.ptr) {
        dt_buf_adds(out, "<name type=\"place\">");
        dt_xml_text(out, e->place);
        dt_buf_adds(out, "</name>");
    }
    add_date(out, e->date);
    dt_xml_element(out, "activity", e->name);
    dt_buf_adds(out, "</setting></settingDesc>");
}

void dt_tei_article_header(struct dt_exporter *x,
                           const struct dt_export_article *a)
{
    struct dt_buf *out = &x->out;

    add_title(out, a->title.ptr ? a->title : a->id);
    add_publication(x, a->licence, a->withheld);
    dt_buf_adds(out, "\n<sourceDesc><bibl>");
    dt_xml_element(out, "title", a->title.ptr ? a->title : a->id);
    for (size_t i = 0; i < a->byline_count; i++)
        dt_xml_element(out, "author", a->byline[i]);
    dt_xml_element(out, "publisher", a->publisher);
    add_date(out, a->published);
    if (a->url.ptr) {
        dt_buf_adds(out, "<idno type=\"URI\">");
        dt_xml_text(out, a->url);
        dt_buf_adds(out, "</idno>");
    }
    dt_buf_adds(out, "</bibl></sourceDesc></fileDesc>\n<profileDesc>");
    if (a->language.ptr) {
        dt_buf_adds(out, "<langUsage><language");
        dt_xml_attribute(out, "ident", "", a->language);
        dt_buf_addc(out, '>');
        dt_xml_text(out, a->language);
        dt_buf_adds(out, "</language></langUsage>");
    }
    add_setting(out, &a->event);
    dt_buf_adds(out, "</profileDesc></teiHeader>\n");
}
