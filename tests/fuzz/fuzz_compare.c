#include <stdlib.h>
#include <string.h>

#include "article/compare.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void check(int good)
{
    if (!good)
        abort();
}

static struct dt_str word_of(const struct dt_compared *c, struct dt_str text,
                             uint32_t i)
{
    check(c->words[i].start < c->words[i].end && c->words[i].end <= text.len);
    return (struct dt_str){text.ptr + c->words[i].start,
                           c->words[i].end - c->words[i].start};
}

/* Two texts with a NUL between them: the runs cover both, and say the truth. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const char *split = size ? memchr(data, 0, size) : NULL;
    struct dt_str a = {(const char *)data, size}, b = {NULL, 0};
    struct dt_comparison c = DT_COMPARISON_INIT;
    uint32_t x = 0, y = 0;
    struct dt_err err;

    if (split) {
        a.len = (size_t)(split - a.ptr);
        b = (struct dt_str){split + 1, size - a.len - 1};
    }
    if (dt_utf8_valid(a) != a.len || dt_utf8_valid(b) != b.len)
        return 0;
    check(dt_compare(&c, a, b, &err) == DT_OK);
    for (size_t i = 0; i < c.found.count; i++) {
        const struct dt_stretch *run = &c.found.items[i];

        check(run->a == x && run->b == y);
        check(run->a_end > run->a || run->b_end > run->b);
        x = run->a_end;
        y = run->b_end;
        for (uint32_t k = 0; run->equal && k < run->a_end - run->a; k++)
            check(dt_str_eq(word_of(&c.a, a, run->a + k),
                            word_of(&c.b, b, run->b + k)));
    }
    check(x == c.a.count && y == c.b.count);
    dt_comparison_release(&c);
    return 0;
}
