/*
 * field.h - the members of every kind of line, in one table: both readers of
 * a line and its JSON Schema are made from it.
 *
 * Layer   manifest, private to record.c, scan.c, field_value.c and schema.c.
 */
#ifndef DT_MANIFEST_FIELD_H
#define DT_MANIFEST_FIELD_H

#include <stdbool.h>

#include "manifest/record.h"

enum { DT_FIELD_SEAL_DIGITS = 16 };

enum dt_field_type {
    DT_FIELD_TEXT,
    DT_FIELD_TEXTS, /* array of texts */
    DT_FIELD_SLUG,  /* id of an article, a source, a person */
    DT_FIELD_SLUGS, /* array of such */
    DT_FIELD_STATEMENT_ID,
    DT_FIELD_CHOICE, /* one of choices, "a|b" */
    DT_FIELD_RULE,   /* one of statement/rule.h */
    DT_FIELD_DATE,   /* EDTF */
    DT_FIELD_TIME,   /* RFC 3339, UTC: 2024-05-02T09:14:00Z */
    DT_FIELD_SHA256,
    DT_FIELD_COMMIT, /* git object name: 40 or 64 hex digits */
    DT_FIELD_SEAL,   /* 16 hex digits */
    DT_FIELD_COUNT,  /* integer from 0 */
    DT_FIELD_MILLE,  /* integer 0 to 1000 */
    DT_FIELD_SPAN,   /* [start, end], start <= end */
    DT_FIELD_SPANS,
    DT_FIELD_OBJECT,  /* members */
    DT_FIELD_OBJECTS, /* array of such */
    DT_FIELD_VERSION  /* semantic version */
};

struct dt_field {
    const char *name; /* NULL ends a table; sorted by bytes */
    const char *key;  /* as a line has it: in quotes, with its colon */
    size_t key_len;
    enum dt_field_type type;
    bool nullable;
    const char *help; /* the schema's description */
    const char *choices;
    const struct dt_field *members;
};

/* The members of a kind's lines. */
const struct dt_field *dt_record_fields(enum dt_records kind);

/* Whether a string, as it stands in a line, is what the field's type takes. */
bool dt_field_takes(const struct dt_field *field, struct dt_str text);

/* Whether two integers are a span. */
bool dt_field_span(int64_t start, int64_t end);

#endif
