/* A tree as html5lib's tests write it. */
#ifndef DT_TESTS_HTML_DUMP_H
#define DT_TESTS_HTML_DUMP_H

#include "base/buf.h"
#include "base/html_tree.h"

/* All under a node, a line a node: "| " and two spaces a level. */
void dt_dump_tree(const struct dt_html_builder *tree, uint32_t root,
                  struct dt_buf *out);

#endif
