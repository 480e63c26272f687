/*
 * source_entry.h - one entry of sources.yaml: what it may say.
 *
 * Layer   source. sources.c reads the whole file; other stages ask here before
 *         they write an entry. source_entry.c also has dt_source_key().
 */
#ifndef DT_SOURCE_SOURCE_ENTRY_H
#define DT_SOURCE_SOURCE_ENTRY_H

#include "source/entry.h"
#include "source/source.h"

/*
 * Read and check an entry; its id is made of its URL where it has none. The
 * texts live in file->arena. Errors as dt_corpus_load().
 */
int dt_source_entry_read(const struct dt_entry_file *file,
                         const struct dt_yaml_node *item, struct dt_source *out,
                         struct dt_err *err);

/* Whether text is a URL that `url:` takes. */
bool dt_source_is_url(struct dt_str text);

/* Whether text is a label that `charset:` takes: one of the WHATWG's. */
bool dt_source_is_charset(struct dt_str text);

#endif
