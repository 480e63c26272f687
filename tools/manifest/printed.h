/*
 * printed.h - whether a text has the name of a speaker, for many statements of
 * the text at little cost.
 *
 * Layer   manifest, private to facts_statements.c.
 */
#ifndef DT_MANIFEST_PRINTED_H
#define DT_MANIFEST_PRINTED_H

#include <stdbool.h>

#include "article/article.h"

enum { DT_PRINTED_KEPT = 8 };

/* Where names stand that were asked for; count 0 for another text. */
struct dt_printed {
    struct dt_span kept[DT_PRINTED_KEPT];
    unsigned count;
};

/* near: what the name may stand before or behind, within the text. */
bool dt_printed_has(struct dt_printed *printed, struct dt_str text,
                    struct dt_str name, struct dt_span near);

#endif
