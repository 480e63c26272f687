#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/pages.h"

/* A hint may not touch a byte, wherever memory begins and ends. */
Test(pages, memory_is_as_it_was)
{
    const size_t sizes[] = {1, 4096, (size_t)2 << 20, ((size_t)7 << 20) + 123};

    dt_pages_large(NULL, 1 << 30);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        unsigned char *memory = calloc(sizes[i] + 1, 1);

        cr_assert_not_null(memory);
        memory[sizes[i]] = 0xA5;
        dt_pages_large(memory, sizes[i]);
        for (size_t at = 0; at < sizes[i]; at++)
            cr_assert_eq(memory[at], 0);
        memset(memory, 0x5A, sizes[i]);
        cr_assert_eq(memory[sizes[i]], 0xA5);
        free(memory);
    }
}
