/* The JSON Schema of each kind of line (record.h). */
#include "manifest/field.h"

#include <string.h>

#include "statement/rule.h"

static void type_of(struct dt_json *w, const struct dt_field *f,
                    const char *type)
{
    dt_json_key(w, "type");
    if (!f->nullable) {
        dt_json_text(w, type);
        return;
    }
    dt_json_open(w, '[');
    dt_json_text(w, type);
    dt_json_text(w, "null");
    dt_json_close(w, ']');
}

static void pattern(struct dt_json *w, const struct dt_field *f,
                    const char *expression)
{
    dt_json_key(w, "pattern");
    dt_json_text(w, expression);
    type_of(w, f, "string");
}

static void slug(struct dt_json *w, const struct dt_field *f)
{
    dt_json_key(w, "maxLength");
    dt_json_int(w, DT_SLUG_MOST);
    pattern(w, f, "^[a-z0-9]+(-[a-z0-9]+)*$");
}

static void span(struct dt_json *w)
{
    dt_json_key(w, "items");
    dt_json_open(w, '{');
    dt_json_key(w, "minimum");
    dt_json_int(w, 0);
    dt_json_key(w, "type");
    dt_json_text(w, "integer");
    dt_json_close(w, '}');
    dt_json_key(w, "maxItems");
    dt_json_int(w, 2);
    dt_json_key(w, "minItems");
    dt_json_int(w, 2);
}

static void choices(struct dt_json *w, const struct dt_field *f)
{
    const char *at = f->choices;

    dt_json_key(w, "enum");
    dt_json_open(w, '[');
    while (*at) {
        size_t n = strcspn(at, "|");

        dt_json_str(w, (struct dt_str){at, n});
        at += n + (at[n] == '|');
    }
    if (f->nullable)
        dt_json_null(w);
    dt_json_close(w, ']');
}

static void rules(struct dt_json *w)
{
    dt_json_key(w, "enum");
    dt_json_open(w, '[');
    for (size_t i = 0; dt_rule_at(i); i++)
        dt_json_text(w, dt_rule_at(i));
    dt_json_close(w, ']');
}

static void object(struct dt_json *w, const struct dt_field *members,
                   const struct dt_field *of);

static void array_of(struct dt_json *w, const struct dt_field *f)
{
    static const struct dt_field plain = {.type = DT_FIELD_TEXT};

    dt_json_key(w, "items");
    dt_json_open(w, '{');
    if (f->type == DT_FIELD_OBJECTS) {
        object(w, f->members, &plain);
    } else if (f->type == DT_FIELD_SPANS) {
        span(w);
        type_of(w, &plain, "array");
    } else if (f->type == DT_FIELD_SLUGS) {
        slug(w, &plain);
    } else {
        type_of(w, &plain, "string");
    }
    dt_json_close(w, '}');
    type_of(w, f, "array");
}

static void value(struct dt_json *w, const struct dt_field *f)
{
    dt_json_open(w, '{');
    if (f->type == DT_FIELD_OBJECT) {
        object(w, f->members, f);
        dt_json_close(w, '}');
        return;
    }
    dt_json_key(w, "description");
    dt_json_text(w, f->help);
    switch (f->type) {
    case DT_FIELD_CHOICE:
        choices(w, f);
        break;
    case DT_FIELD_RULE:
        rules(w);
        break;
    case DT_FIELD_TIME:
        pattern(w, f,
                "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:"
                "[0-9]{2}Z$");
        break;
    case DT_FIELD_SHA256:
        pattern(w, f, "^[0-9a-f]{64}$");
        break;
    case DT_FIELD_COMMIT:
        pattern(w, f, "^([0-9a-f]{40}|[0-9a-f]{64})$");
        break;
    case DT_FIELD_SEAL:
        pattern(w, f, "^[0-9a-f]{16}$");
        break;
    case DT_FIELD_SLUG:
        slug(w, f);
        break;
    case DT_FIELD_STATEMENT_ID:
        pattern(w, f, "^s-[0-9a-f]{16}$");
        break;
    case DT_FIELD_COUNT:
    case DT_FIELD_MILLE:
        if (f->type == DT_FIELD_MILLE) {
            dt_json_key(w, "maximum");
            dt_json_int(w, 1000);
        }
        dt_json_key(w, "minimum");
        dt_json_int(w, 0);
        type_of(w, f, "integer");
        break;
    case DT_FIELD_SPAN:
        span(w);
        type_of(w, f, "array");
        break;
    case DT_FIELD_TEXTS:
    case DT_FIELD_SLUGS:
    case DT_FIELD_SPANS:
    case DT_FIELD_OBJECTS:
        array_of(w, f);
        break;
    default:
        type_of(w, f, "string");
        break;
    }
    dt_json_close(w, '}');
}

/* The members of a schema that describes an object; of: itself, as a field. */
static void object(struct dt_json *w, const struct dt_field *members,
                   const struct dt_field *of)
{
    dt_json_key(w, "additionalProperties");
    dt_json_bool(w, false);
    if (of->help) {
        dt_json_key(w, "description");
        dt_json_text(w, of->help);
    }
    dt_json_key(w, "properties");
    dt_json_open(w, '{');
    for (const struct dt_field *f = members; f->name; f++) {
        dt_json_key(w, f->name);
        value(w, f);
    }
    dt_json_close(w, '}');
    dt_json_key(w, "required");
    dt_json_open(w, '[');
    for (const struct dt_field *f = members; f->name; f++)
        dt_json_text(w, f->name);
    dt_json_close(w, ']');
    type_of(w, of, "object");
}

void dt_record_schema(enum dt_records kind, struct dt_buf *out)
{
    static const struct dt_field line = {.type = DT_FIELD_OBJECT,
                                         .help = "one line of the file"};
    struct dt_json w;

    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    dt_json_key(&w, "$schema");
    dt_json_text(&w, "https://json-schema.org/draft/2020-12/schema");
    object(&w, dt_record_fields(kind), &line);
    dt_json_close(&w, '}');
    dt_buf_addc(out, '\n');
}
