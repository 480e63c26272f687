/*
 * What the formats of linked data share: IRIs, identifiers, dates
 * (export_format.h).
 */
#include <ctype.h>
#include <string.h>

#include "base/edtf.h"
#include "release/export_format.h"
#include "statement/rule.h"

void dt_export_member(struct dt_exporter *x, const char *key,
                      struct dt_str text)
{
    if (!text.ptr)
        return;
    dt_json_key(&x->json, key);
    dt_json_str(&x->json, text);
}

void dt_export_iri(struct dt_exporter *x, const char *key, const char *folder,
                   struct dt_str id, const char *suffix)
{
    struct dt_buf iri = DT_BUF_INIT(64 * 1024);

    dt_buf_adds(&iri, x->options->base);
    dt_buf_adds(&iri, folder);
    dt_buf_addstr(&iri, id);
    dt_buf_adds(&iri, suffix);
    dt_json_key(&x->json, key);
    dt_json_str(&x->json, dt_buf_str(&iri));
    x->out.failed = x->out.failed || iri.failed;
    dt_buf_release(&iri);
}

bool dt_export_identifier(const struct dt_identifier *identifier,
                          struct dt_buf *out)
{
    static const struct {
        const char *scheme, *address;
    } known[] = {
        {"gnd", "https://d-nb.info/gnd/"},
        {"isni", "https://isni.org/isni/"},
        {"orcid", "https://orcid.org/"},
        {"viaf", "https://viaf.org/viaf/"},
        {"wikidata", "http://www.wikidata.org/entity/"},
    };
    struct dt_str value = DT_STR(identifier->value);

    for (size_t i = 0; i < value.len; i++)
        if (!strchr("-._~:/?#[]@!$&'()*+,;=%", value.ptr[i]) &&
            !isalnum((unsigned char)value.ptr[i]))
            return false; /* no part of an IRI */
    if (dt_str_starts(value, DT_STR("https://")) ||
        dt_str_starts(value, DT_STR("http://"))) {
        dt_buf_addstr(out, value);
        return true;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].scheme, identifier->scheme) == 0) {
            dt_buf_adds(out, known[i].address);
            dt_buf_addstr(out, value);
            return true;
        }
    return false;
}

void dt_export_same_as(struct dt_exporter *x, const char *key,
                       const struct dt_person *person)
{
    struct dt_buf iri = DT_BUF_INIT(64 * 1024);
    bool any = false;

    for (size_t i = 0; i < person->identifier_count; i++) {
        dt_buf_reset(&iri);
        if (!dt_export_identifier(&person->identifiers[i], &iri))
            continue;
        if (!any) {
            dt_json_key(&x->json, key);
            dt_json_open(&x->json, '[');
        }
        any = true;
        dt_json_str(&x->json, dt_buf_str(&iri));
        x->out.failed = x->out.failed || iri.failed;
    }
    if (any)
        dt_json_close(&x->json, ']');
    dt_buf_release(&iri);
}

bool dt_export_is_plain_date(struct dt_str edtf)
{
    static const char *const forms[] = {"0000", "0000-00", "0000-00-00"};
    size_t day = edtf.len < 10 ? edtf.len : 10;

    if (edtf.len > 10 && (edtf.ptr[10] != 'T' || edtf.ptr[edtf.len - 1] == '?'))
        return false;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t at = 0;

        while (at < day &&
               (forms[i][at] == '0' ? isdigit((unsigned char)edtf.ptr[at])
                                    : edtf.ptr[at] == forms[i][at]))
            at++;
        if (at == day && forms[i][at] == '\0')
            return dt_edtf_valid(edtf) && !memchr(edtf.ptr, '/', edtf.len);
    }
    return false;
}

bool dt_export_is_unsaid(const struct dt_export_statement *s)
{
    return dt_str_is(s->rule, DT_RULE_NOT_ASSERTED);
}
