/*
 * pages.h - large pages for memory that is read in no order.
 *
 * Layer   base: includes libc only. Sizes are bytes.
 */
#ifndef DT_BASE_PAGES_H
#define DT_BASE_PAGES_H

#include <stddef.h>

/*
 * Ask the system to lay memory of malloc() or calloc(), not yet written to, in
 * large pages: a table of many megabytes that is looked up at random then
 * misses the processor's table of pages less. A hint: without it, with NULL or
 * with little memory, all is the same but slower.
 */
void dt_pages_large(void *memory, size_t size);

#endif
