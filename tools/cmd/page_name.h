/*
 * page_name.h - the files that pages are written to, named after their input.
 *
 * Layer   cmd. Page 1 of "news/story.html" becomes "story.txt"; the pages of
 *         a feed are numbered: "crawl.warc.gz" gives "crawl-000001.txt".
 */
#ifndef DT_CMD_PAGE_NAME_H
#define DT_CMD_PAGE_NAME_H

#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/* Append DIR/NAME; number 0: of a file that is one page. */
void dt_page_name(const char *dir, const char *input, size_t number,
                  const char *extension, struct dt_buf *out);

/*
 * DT_EUSAGE when two inputs would be written to one file, or DT_EINTERNAL.
 */
int dt_page_names_check(const char *const *inputs, size_t count,
                        struct dt_err *err);

#endif
