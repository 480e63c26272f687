#include <string.h>

#include "base/edtf.h"
#include "manifest/field.h"

static bool is_hex(struct dt_str s, size_t len)
{
    unsigned char bad = 0;

    if (s.len != len)
        return false;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        bad |= (unsigned char)((unsigned char)(c - '0') > 9 &&
                               (unsigned char)(c - 'a') > 5);
    }
    return !bad;
}

static bool is_time(struct dt_str s)
{
    static const char form[] = "0000-00-00T00:00:00Z";

    if (s.len != sizeof form - 1)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (form[i] == '0' ? s.ptr[i] < '0' || s.ptr[i] > '9'
                           : s.ptr[i] != form[i])
            return false;
    return dt_edtf_valid(s);
}

static bool is_choice(const char *choices, struct dt_str s)
{
    for (const char *at = choices; at; at = strchr(at, '|')) {
        at += *at == '|';
        if (strncmp(at, s.ptr, s.len) == 0 &&
            (at[s.len] == '|' || at[s.len] == '\0'))
            return true;
    }
    return false;
}

bool dt_field_takes(const struct dt_field *field, struct dt_str text)
{
    switch (field->type) {
    case DT_FIELD_CHOICE:
        return is_choice(field->choices, text);
    case DT_FIELD_DATE:
        return dt_edtf_valid(text);
    case DT_FIELD_TIME:
        return is_time(text);
    case DT_FIELD_SHA256:
        return is_hex(text, 64);
    case DT_FIELD_COMMIT:
        return is_hex(text, 40) || is_hex(text, 64);
    case DT_FIELD_SEAL:
        return is_hex(text, DT_FIELD_SEAL_DIGITS);
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
