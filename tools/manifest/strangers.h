/*
 * strangers.h - speakers of a corpus whom its people.yaml does not have.
 *
 * Layer   manifest. One pass over the statements; memory grows with the number
 *         of different names.
 */
#ifndef DT_MANIFEST_STRANGERS_H
#define DT_MANIFEST_STRANGERS_H

#include <stdint.h>

#include "base/arena.h"
#include "source/slug.h"
#include "source/source.h"

struct dt_stranger {
    const char *name; /* as printed */
    uint64_t statements, articles;
};

/*
 * Those with most statements first. *out lives in the arena. DT_EFORMAT with
 * file and line for a line that is no record; DT_EIO.
 */
int dt_strangers_read(const struct dt_corpus *corpus, struct dt_arena *arena,
                      struct dt_stranger **out, size_t *count,
                      struct dt_err *err);

/*
 * Add an entry of that name to the corpus's people.yaml, with an id made of
 * the name, which id gets. DT_EUSAGE for a name that people.yaml has, with a
 * title before it or without, for what names nobody ("a resident"), and where
 * no id can be made.
 */
int dt_strangers_add(const struct dt_corpus *corpus, const char *name,
                     char id[DT_SLUG_SIZE], struct dt_err *err);

#endif
