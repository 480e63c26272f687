#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>

enum { LEAST = 16 };

void *dt_array_grow(void *items, size_t *cap, size_t size)
{
    const size_t more = *cap ? *cap * 2 : LEAST;
    void *grown = more > SIZE_MAX / 2 / size ? NULL
                                             : realloc(items, more * size);

    if (grown)
        *cap = more;
    return grown;
}
