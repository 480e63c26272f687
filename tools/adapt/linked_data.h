/*
 * linked_data.h - what a page's JSON-LD says of its article (schema.org),
 * behind which stands jansson.
 *
 * Layer   adapt. JSON-LD is foreign JSON: what is malformed says nothing.
 * Bounds  DT_LINKED_NODES values looked at, DT_LINKED_NAMES authors.
 */
#ifndef DT_ADAPT_LINKED_DATA_H
#define DT_ADAPT_LINKED_DATA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

enum { DT_LINKED_NODES = 20000, DT_LINKED_NAMES = 32 };

/* Absent texts are NULL; what is there is UTF-8 as it was written. */
struct dt_linked_data {
    const char *type; /* "NewsArticle" */
    const char *headline;
    const char *description;
    const char *published;
    const char *language;
    const char *url;
    const char *publisher;
    const char *names[DT_LINKED_NAMES]; /* of authors */
    size_t name_count;
};

/*
 * Read one script's content into *data, of which fields that are set stay.
 * Articles are found at any depth: in arrays, @graph, mainEntity. Texts are
 * copied to the arena. False without memory.
 */
bool dt_linked_data_read(struct dt_str json, struct dt_arena *arena,
                         struct dt_linked_data *data);

#endif
