#include <criterion/criterion.h>
#include <string.h>

#include "manifest/alike.h"

static void fold_of(unsigned char out[DT_DIGEST_SIZE], unsigned number)
{
    memset(out, 0, DT_DIGEST_SIZE);
    out[0] = (unsigned char)(number * 37);
    out[7] = (unsigned char)number;
}

Test(alike, recalls_what_was_measured_either_way_round)
{
    struct dt_alike alike = DT_ALIKE_INIT;
    unsigned char a[DT_DIGEST_SIZE], b[DT_DIGEST_SIZE];
    uint16_t jaccard = 0, containment = 0;
    struct dt_err err;

    fold_of(a, 1);
    fold_of(b, 2);
    dt_alike_settle(&alike);
    cr_assert_not(dt_alike_recall(&alike, a, b, &jaccard, &containment));
    for (unsigned i = 200; i > 0; i--) {
        fold_of(a, i);
        fold_of(b, i + 1);
        cr_assert_eq(dt_alike_add(&alike, a, b, (uint16_t)(i + 100),
                                  (uint16_t)(i + 300), &err),
                     DT_OK);
    }
    dt_alike_settle(&alike);
    for (unsigned i = 1; i <= 200; i++) {
        fold_of(a, i);
        fold_of(b, i + 1);
        cr_assert(dt_alike_recall(&alike, b, a, &jaccard, &containment));
        cr_assert_eq(jaccard, i + 100);
        cr_assert_eq(containment, i + 300);
        fold_of(b, i + 2);
        cr_assert_not(dt_alike_recall(&alike, a, b, &jaccard, &containment));
    }
    dt_alike_release(&alike);
}
