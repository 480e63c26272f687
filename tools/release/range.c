#include "release/range.h"

#include <stdio.h>
#include <string.h>

#include "manifest/record.h"

static struct dt_str core_of(struct dt_str version)
{
    const char *hyphen = version.len ? memchr(version.ptr, '-', version.len)
                                     : NULL;

    if (hyphen)
        version.len = (size_t)(hyphen - version.ptr);
    return version;
}

/* Numbers of "1", "1.2" or "1.2.3"; how many, or 0 when it is none. */
static int read_core(struct dt_str core, uint32_t number[3])
{
    size_t at = 0;
    int count = 0;

    memset(number, 0, 3 * sizeof *number);
    while (count < 3 && at < core.len) {
        size_t start = at;
        uint32_t value = 0;

        while (at < core.len && core.ptr[at] >= '0' && core.ptr[at] <= '9' &&
               at - start < 9)
            value = value * 10 + (uint32_t)(core.ptr[at++] - '0');
        if (at == start || (at - start > 1 && core.ptr[start] == '0'))
            return 0;
        number[count++] = value;
        if (at == core.len)
            return count;
        if (core.ptr[at++] != '.')
            return 0;
    }
    return 0;
}

/* The first version above what keeps its first `kept` numbers. */
static void set_below(struct dt_range *range, const uint32_t number[3],
                      int kept)
{
    range->bounded = true;
    for (int i = 0; i < 3; i++)
        range->below[i] = i < kept ? number[i] : 0;
    range->below[kept - 1]++;
}

static int first_not_zero(const uint32_t number[3], int count)
{
    for (int i = 0; i < count; i++)
        if (number[i])
            return i + 1;
    return count;
}

int dt_range_parse(struct dt_range *out, struct dt_str text, struct dt_err *err)
{
    struct dt_str rest = text, core;
    uint32_t number[3];
    char sign = ' ';
    int count;

    memset(out, 0, sizeof *out);
    if (dt_str_is(text, "latest"))
        return DT_OK;
    if (dt_str_starts(rest, DT_STR(">="))) {
        sign = '>';
        rest.ptr += 2;
        rest.len -= 2;
    } else if (rest.len && (rest.ptr[0] == '^' || rest.ptr[0] == '~')) {
        sign = rest.ptr[0];
        rest.ptr++;
        rest.len--;
    }
    core = core_of(rest);
    count = read_core(core, number);
    if (core.len < rest.len && (count < 3 || !dt_version_valid(rest)))
        count = 0;
    if (!count)
        return DT_FAIL(err, DT_EUSAGE,
                       "%.*s: not a range of versions (1.4.0, 1.4, ^1.2, "
                       "~1.2, >=1.0 or latest)",
                       rest.len < 100 ? (int)text.len : 100, text.ptr);
    out->named_prerelease = core.len < rest.len;
    (void)snprintf(out->from, sizeof out->from, "%u.%u.%u%.*s", number[0],
                   number[1], number[2], (int)(rest.len - core.len),
                   core.ptr + core.len);
    if (sign == '^')
        set_below(out, number, first_not_zero(number, count));
    else if (sign == '~')
        set_below(out, number, count > 1 ? 2 : 1);
    else if (sign == ' ')
        set_below(out, number, count);
    return DT_OK;
}

bool dt_range_has(const struct dt_range *range, struct dt_str version)
{
    struct dt_str core = core_of(version), from = DT_STR(range->from);
    uint32_t number[3];

    if (core.len < version.len &&
        !(range->named_prerelease && dt_str_eq(core, core_of(from))))
        return false;
    if (from.len && dt_version_cmp(version, from) < 0)
        return false;
    if (!range->bounded)
        return true;
    (void)read_core(core, number);
    for (int i = 0; i < 3; i++)
        if (number[i] != range->below[i])
            return number[i] < range->below[i];
    return false;
}
