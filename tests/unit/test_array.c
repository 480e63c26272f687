#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/array.h"

Test(array, keeps_what_is_in_it_while_it_grows)
{
    uint32_t *items = NULL;
    size_t cap = 0, grown = 0;

    for (uint32_t i = 0; i < 100000; i++) {
        const size_t before = cap;
        uint32_t *room = dt_array_room(items, &cap, i, sizeof *room);

        cr_assert(room != NULL);
        cr_assert(cap > i);
        grown += cap != before;
        items = room;
        items[i] = i;
    }
    for (uint32_t i = 0; i < 100000; i++)
        cr_assert(eq(u32, items[i], i));
    cr_expect(lt(sz, grown, 20));
    free(items);
}

Test(array, what_is_too_large_leaves_it_as_it_was)
{
    char *items = malloc(1);
    size_t cap = SIZE_MAX / 4;

    cr_expect(dt_array_room(items, &cap, cap, 4) == NULL);
    cr_expect(eq(sz, cap, SIZE_MAX / 4));
    cr_expect(dt_array_room(items, &cap, cap - 1, 4) == (void *)items);
    free(items);
}
