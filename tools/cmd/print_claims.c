#include "cmd/print_claims.h"

#include "article/claim.h"

/* Whether a field may have several values at once. */
static bool is_list(enum dt_field field)
{
    return field == DT_FIELD_BYLINE || field == DT_FIELD_TAG ||
           field == DT_FIELD_RIGHTS || field == DT_FIELD_CORRECTION ||
           field == DT_FIELD_DIAGNOSTIC;
}

void dt_print_values(struct dt_json *w, const struct dt_meta *m,
                     enum dt_field field)
{
    dt_json_key(w, dt_field_name(field));
    dt_json_open(w, '[');
    for (size_t i = 0; i < m->claim_count; i++)
        if (m->claims[i].field == field && m->claims[i].chosen)
            dt_json_text(w, m->claims[i].value);
    dt_json_close(w, ']');
}

/* Where a claim was found; with its value where several places have one. */
static void put_claim(struct dt_json *w, const struct dt_claim *c, bool value)
{
    dt_json_open(w, '{');
    dt_json_put_text(w, "from", c->from);
    if (c->line) {
        dt_json_put_int(w, "line", c->line);
    }
    if (value)
        dt_json_put_text(w, "value", c->value);
    dt_json_close(w, '}');
}

/* For each field in alphabetical order, as RFC 8785 has keys. */
static const enum dt_field by_name[] = {
    DT_FIELD_BYLINE,     DT_FIELD_CORRECTION, DT_FIELD_DESCRIPTION,
    DT_FIELD_DIAGNOSTIC, DT_FIELD_LANGUAGE,   DT_FIELD_MODIFIED,
    DT_FIELD_PUBLISHED,  DT_FIELD_PUBLISHER,  DT_FIELD_RIGHTS,
    DT_FIELD_SECTION,    DT_FIELD_SYNDICATED, DT_FIELD_TAG,
    DT_FIELD_TITLE,      DT_FIELD_URL};

enum { FIELDS = sizeof by_name / sizeof *by_name };

/* The first claim to a field with chosen or against as said, or NULL. */
static const struct dt_claim *first(const struct dt_meta *m,
                                    enum dt_field field, bool against)
{
    for (size_t i = 0; i < m->claim_count; i++)
        if (m->claims[i].field == field &&
            (against ? m->claims[i].against : m->claims[i].chosen))
            return &m->claims[i];
    return NULL;
}

void dt_print_evidence(struct dt_json *w, const struct dt_meta *m)
{
    dt_json_open(w, '{');
    for (size_t f = 0; f < FIELDS; f++) {
        enum dt_field field = by_name[f];

        if (!first(m, field, false))
            continue;
        dt_json_key(w, dt_field_name(field));
        if (!is_list(field)) {
            put_claim(w, first(m, field, false), false);
            continue;
        }
        dt_json_open(w, '[');
        for (size_t i = 0; i < m->claim_count; i++)
            if (m->claims[i].field == field && m->claims[i].chosen)
                put_claim(w, &m->claims[i], false);
        dt_json_close(w, ']');
    }
    dt_json_close(w, '}');
}

void dt_print_disagreements(struct dt_json *w, const struct dt_meta *m)
{
    dt_json_open(w, '[');
    for (size_t f = 0; f < FIELDS; f++) {
        enum dt_field field = by_name[f];

        if (!first(m, field, true))
            continue;
        dt_json_open(w, '{');
        dt_json_key(w, "against");
        dt_json_open(w, '[');
        for (size_t i = 0; i < m->claim_count; i++)
            if (m->claims[i].field == field && m->claims[i].against)
                put_claim(w, &m->claims[i], true);
        dt_json_close(w, ']');
        dt_json_put_text(w, "field", dt_field_name(field));
        dt_json_key(w, "taken");
        put_claim(w, first(m, field, false), true);
        dt_json_close(w, '}');
    }
    dt_json_close(w, ']');
}
