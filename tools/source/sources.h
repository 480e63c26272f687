/*
 * sources.h - sources.yaml alone, before it is part of a corpus.
 *
 * Layer   source, inside: source.h is what other stages read. Also checks a
 *         sources.yaml that is not on disk yet (edit.h).
 */
#ifndef DT_SOURCE_SOURCES_H
#define DT_SOURCE_SOURCES_H

#include "base/arena.h"
#include "source/source.h"

struct dt_source_list {
    struct dt_arena arena;     /* owns the texts */
    struct dt_source *sources; /* sorted by id */
    size_t source_count, source_room;
    struct dt_redirect *redirects; /* sorted by id */
    size_t redirect_count, redirect_room;
    struct dt_notes notes; /* of the sources */
};

/*
 * Read and check the bytes of a sources.yaml; path is for messages. Errors as
 * dt_corpus_load(); out is good for dt_source_list_release() also then.
 */
int dt_source_list_read(struct dt_str bytes, const char *path,
                        const struct dt_people *people,
                        struct dt_source_list *out, struct dt_err *err);

void dt_source_list_release(struct dt_source_list *list);

#endif
