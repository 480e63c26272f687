/* Whether a value is what its field takes (field.h). */
#include "base/edtf.h"
#include "manifest/field.h"
#include "statement/rule.h"

static bool is_hex(struct dt_str s, size_t len)
{
    return s.len == len && dt_str_is_hex(s);
}

/* Whether digits stand where form has 0, and the same as in form elsewhere. */
static bool has_form(struct dt_str s, const char *form)
{
    size_t i = 0;

    while (i < s.len && form[i] &&
           (form[i] == '0' ? s.ptr[i] >= '0' && s.ptr[i] <= '9'
                           : s.ptr[i] == form[i]))
        i++;
    return i == s.len && !form[i];
}

static bool is_time(struct dt_str s)
{
    return has_form(s, "0000-00-00T00:00:00Z") && dt_edtf_valid(s);
}

/* A day from the 1st to the 28th, as most dates are: good in any month. */
static bool is_common_day(struct dt_str s)
{
    int month, day;

    if (!has_form(s, "0000-00-00"))
        return false;
    month = (s.ptr[5] - '0') * 10 + s.ptr[6] - '0';
    day = (s.ptr[8] - '0') * 10 + s.ptr[9] - '0';
    return month >= 1 && month <= 12 && day >= 1 && day <= 28;
}

/* A name that goes on behind its first letter costs no call to be told apart. */
static bool is_choice(const char *choices, struct dt_str s)
{
    for (const char *at = choices;; at++) {
        size_t same = 0;

        while (same < s.len && at[same] == s.ptr[same] && at[same] != '|')
            same++;
        at += same;
        if (same == s.len && (*at == '|' || *at == '\0'))
            return true;
        while (*at != '|' && *at != '\0')
            at++;
        if (*at == '\0')
            return false;
    }
}

bool dt_field_takes(const struct dt_field *field, struct dt_str text)
{
    switch (field->type) {
    case DT_FIELD_CHOICE:
        return is_choice(field->choices, text);
    case DT_FIELD_RULE:
        return dt_rule_known(text);
    case DT_FIELD_DATE:
        return is_common_day(text) || dt_edtf_valid(text);
    case DT_FIELD_TIME:
        return is_time(text);
    case DT_FIELD_SHA256:
        return is_hex(text, 64);
    case DT_FIELD_COMMIT:
        return is_hex(text, 40) || is_hex(text, 64);
    case DT_FIELD_SEAL:
        return is_hex(text, DT_FIELD_SEAL_DIGITS);
    case DT_FIELD_SLUG:
    case DT_FIELD_SLUGS:
        /* Its letters are those of the record's or person's own id. */
        return text.len > 0 && text.len <= DT_SLUG_MOST;
    case DT_FIELD_STATEMENT_ID:
        return dt_source_is_statement_id(text);
    case DT_FIELD_VERSION:
        return dt_version_valid(text);
    default:
        return true;
    }
}

bool dt_field_span(int64_t start, int64_t end)
{
    return start >= 0 && start <= end && end <= UINT32_MAX;
}
