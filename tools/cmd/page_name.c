#include "cmd/page_name.h"

#include <stdlib.h>

/* Without its folder, and without what its kind added to the name. */
static struct dt_str stem(const char *input)
{
    static const char *const packed[] = {".gz", ".zst"};
    const char *slash = strrchr(input, '/');
    struct dt_str s = DT_STR(slash ? slash + 1 : input);
    size_t dot;

    if (strcmp(input, "-") == 0)
        return DT_STR("stdin");
    for (size_t i = 0; i < 2; i++)
        if (dt_str_ends(s, DT_STR(packed[i])))
            s.len -= strlen(packed[i]);
    for (dot = s.len; dot > 1 && s.ptr[dot - 1] != '.'; dot--)
        ;
    if (dot > 1)
        s.len = dot - 1;
    return s;
}

void dt_page_name(const char *dir, const char *input, size_t number,
                  const char *extension, struct dt_buf *out)
{
    struct dt_str name = stem(input);

    dt_buf_addf(out, "%s/", dir);
    dt_buf_addstr(out, name);
    if (number)
        dt_buf_addf(out, "-%06zu", number);
    dt_buf_addf(out, ".%s", extension);
}

static int by_stem(const void *a, const void *b)
{
    return dt_str_cmp(stem(*(const char *const *)a),
                      stem(*(const char *const *)b));
}

int dt_page_names_check(const char *const *inputs, size_t count,
                        struct dt_err *err)
{
    const char **sorted = malloc((count + 1) * sizeof *sorted);
    int rc = DT_OK;

    if (!sorted)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (size_t i = 0; i < count; i++)
        sorted[i] = inputs[i];
    if (count)
        qsort(sorted, count, sizeof *sorted, by_stem);
    for (size_t i = 1; i < count && rc == DT_OK; i++)
        if (dt_str_eq(stem(sorted[i]), stem(sorted[i - 1])))
            rc = DT_FAIL(err, DT_EUSAGE,
                         "%.150s and %.150s would be written to one file (name "
                         "one of them differently)",
                         sorted[i - 1], sorted[i]);
    free(sorted);
    return rc;
}
