/* Real pages, read where they lie. */
#ifndef DT_TESTS_HTML_PAGES_H
#define DT_TESTS_HTML_PAGES_H

#include "base/str.h"

/* path is for messages; text, of UTF-8, is the callee's to look at. */
typedef void dt_pages_fn(void *context, const char *path, struct dt_str text);

/*
 * Call back for each file NAME.html or NAME.html.gz in and under a folder, in
 * the order of their names. Pages that are no text in any encoding are left
 * out. Returns how many there were, or -1 where the folder cannot be read.
 */
int dt_pages_each(const char *folder, dt_pages_fn *take, void *context);

#endif
