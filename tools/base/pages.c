#define _DEFAULT_SOURCE /* madvise() */

#include "base/pages.h"

#include <stdint.h>
#include <sys/mman.h>

enum { LARGE = 2 * 1024 * 1024 };

void dt_pages_large(void *memory, size_t size)
{
#ifdef MADV_HUGEPAGE
    const uintptr_t start = ((uintptr_t)memory + LARGE - 1) & ~(LARGE - 1UL);
    const uintptr_t end = ((uintptr_t)memory + size) & ~(LARGE - 1UL);

    if (memory && start < end)
        (void)madvise((char *)memory + (start - (uintptr_t)memory), end - start,
                      MADV_HUGEPAGE);
#else
    (void)memory;
    (void)size;
#endif
}
