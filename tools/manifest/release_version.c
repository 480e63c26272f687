/* Semantic versions, as releases have them (record.h). */
#include "manifest/record.h"

enum { LONGEST = 100 };

/* The next dot-separated identifier of *rest. */
static struct dt_str identifier(struct dt_str *rest)
{
    const char *dot = rest->len ? memchr(rest->ptr, '.', rest->len) : NULL;
    struct dt_str id = {rest->ptr, dot ? (size_t)(dot - rest->ptr) : rest->len};

    rest->ptr += id.len + (dot ? 1 : 0);
    rest->len -= id.len + (dot ? 1 : 0);
    return id;
}

static bool is_number(struct dt_str s)
{
    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    return true;
}

static bool is_word(struct dt_str s)
{
    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
              (c >= 'A' && c <= 'Z') || c == '-'))
            return false;
    }
    return true;
}

/* Split at the first hyphen: "1.2.3" and "rc.1". */
static void split(struct dt_str v, struct dt_str *core, struct dt_str *pre,
                  bool *has_pre)
{
    const char *hyphen = v.len ? memchr(v.ptr, '-', v.len) : NULL;

    *has_pre = hyphen != NULL;
    *core = v;
    *pre = (struct dt_str){NULL, 0};
    if (hyphen) {
        core->len = (size_t)(hyphen - v.ptr);
        *pre = (struct dt_str){hyphen + 1, v.len - core->len - 1};
    }
}

bool dt_version_valid(struct dt_str version)
{
    struct dt_str core, pre;
    bool has_pre;

    if (version.len > LONGEST || dt_str_ends(version, DT_STR(".")))
        return false;
    split(version, &core, &pre, &has_pre);
    for (int i = 0; i < 3; i++) {
        struct dt_str n = identifier(&core);

        if (!is_number(n) || n.len > 9 || (n.len > 1 && n.ptr[0] == '0') ||
            (i < 2) != (core.ptr > n.ptr + n.len))
            return false;
    }
    if (has_pre && pre.len == 0)
        return false;
    while (pre.len) {
        struct dt_str w = identifier(&pre);

        if (!is_word(w) || (is_number(w) && w.len > 1 && w.ptr[0] == '0'))
            return false;
    }
    return true;
}

static int cmp_numbers(struct dt_str a, struct dt_str b)
{
    if (a.len != b.len) /* no leading zeros, so the longer is the larger */
        return a.len < b.len ? -1 : 1;
    return dt_str_cmp(a, b);
}

static int cmp_identifiers(struct dt_str a, struct dt_str b)
{
    bool x = is_number(a), y = is_number(b);

    if (x && y)
        return cmp_numbers(a, b);
    if (x != y)
        return x ? -1 : 1;
    return dt_str_cmp(a, b);
}

int dt_version_cmp(struct dt_str a, struct dt_str b)
{
    struct dt_str core_a, core_b, pre_a, pre_b;
    bool has_a, has_b, good_a = dt_version_valid(a),
                       good_b = dt_version_valid(b);

    if (!good_a || !good_b)
        return good_a == good_b ? dt_str_cmp(a, b) : good_a ? 1 : -1;
    split(a, &core_a, &pre_a, &has_a);
    split(b, &core_b, &pre_b, &has_b);
    for (int i = 0; i < 3; i++) {
        int order = cmp_numbers(identifier(&core_a), identifier(&core_b));

        if (order)
            return order;
    }
    if (has_a != has_b)
        return has_a ? -1 : 1;
    while (pre_a.len && pre_b.len) {
        int order = cmp_identifiers(identifier(&pre_a), identifier(&pre_b));

        if (order)
            return order;
    }
    return pre_a.len ? 1 : pre_b.len ? -1 : 0;
}
