/*
 * taken.h - the snapshots that the sources of a corpus name, each once, and
 * what is found out about them.
 *
 * Layer   manifest.
 */
#ifndef DT_MANIFEST_TAKEN_H
#define DT_MANIFEST_TAKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "source/source.h"

enum { DT_TAKEN_ENDING = 16 };

struct dt_taken_item {
    const char *sha256;
    const struct dt_source *source; /* the first of them by id */
    bool withheld;                  /* one of its sources is */
    bool recorded;                  /* the caller's: snapshots.jsonl has it */
    bool held;                      /* the caller's: its bytes are here */
    size_t file;                    /* the caller's: then, which they are */
    uint64_t bytes;                 /* the caller's: as recorded */
    bool found;                     /* the caller's: under its recorded name */
    char ending[DT_TAKEN_ENDING]; /* the caller's: of that, ".html"; "": none */
};

struct dt_taken {
    struct dt_taken_item *items; /* sorted by sha256 */
    size_t count;
    struct dt_taken_item **of_source; /* NULL: it names none */
};

/* The sources live with the corpus. */
int dt_taken_init(struct dt_taken *taken, const struct dt_corpus *corpus,
                  struct dt_err *err);
void dt_taken_release(struct dt_taken *taken);

/*
 * The snapshot with this hash, of 64 digits, or NULL; at once where it is the
 * item at guess.
 */
struct dt_taken_item *dt_taken_near(const struct dt_taken *taken,
                                    const char *sha256, size_t guess);

#endif
