/*
 * spill.h - very many records in order, each once, in the memory that is
 * allowed.
 *
 * Layer   article. A record is a number, or a key with a number (struct
 *         dt_keyed), and is ordered by them. When there are more than most,
 *         those in memory go, sorted, to a run in a file without a name;
 *         reading merges the runs.
 * Memory  twice that of most records; for each run that is read, a block.
 * Errors  DT_EINTERNAL, and DT_EIO where the file cannot be written or read.
 *
 *     dt_spill_add... -> dt_spill_settle -> dt_spill_each
 */
#ifndef DT_ARTICLE_SPILL_H
#define DT_ARTICLE_SPILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/radix.h"

enum dt_spill_kind { DT_SPILL_NUMBERS, DT_SPILL_KEYED };

struct dt_spill {
    enum dt_spill_kind kind;
    size_t most;        /* records in memory; 0: any number */
    const char *folder; /* for the file; NULL: $TMPDIR, /tmp */
    void *records;      /* in memory: uint64_t or struct dt_keyed */
    size_t count, cap;
    int fd;        /* of the file, when run_count > 0 */
    uint64_t *run; /* how many records each has, one behind the other */
    size_t run_count, run_cap;
};

#define DT_SPILL_INIT(of) \
    ((struct dt_spill){(of), 0, NULL, NULL, 0, 0, -1, NULL, 0, 0})

/* Allow so many bytes of memory, from now on. */
void dt_spill_bound(struct dt_spill *s, uint64_t bytes, const char *folder);

int dt_spill_number(struct dt_spill *s, uint64_t number, struct dt_err *err);
int dt_spill_keyed(struct dt_spill *s, uint64_t key, uint32_t item,
                   struct dt_err *err);

/* Add all that another one has, of the same kind. */
int dt_spill_merge(struct dt_spill *into, struct dt_spill *from,
                   struct dt_err *err);

/* Put in order what was added; afterwards it can be read. */
int dt_spill_settle(struct dt_spill *s, struct dt_err *err);

void dt_spill_release(struct dt_spill *s);

/* A place in each run; those in memory are the last one. */
struct dt_spill_reader {
    const struct dt_spill *spill;
    struct dt_spill_part *parts; /* a heap, the lowest record on top */
    size_t count;
    struct dt_keyed last;
    bool any; /* last is one */
};

/* Read a settled one from its start. */
int dt_spill_open(struct dt_spill_reader *reader, const struct dt_spill *s,
                  struct dt_err *err);

/*
 * The next record, *more false when there is none; a number is the key, with
 * the item 0.
 */
int dt_spill_next(struct dt_spill_reader *reader, struct dt_keyed *out,
                  bool *more, struct dt_err *err);

void dt_spill_close(struct dt_spill_reader *reader);

/* Takes a record; DT_OK, or an error, which ends it. */
typedef int (*dt_spill_fn)(void *ctx, const struct dt_keyed *record,
                           struct dt_err *err);

/* Hand out all records of a settled one, in order. */
int dt_spill_each(const struct dt_spill *s, dt_spill_fn fn, void *ctx,
                  struct dt_err *err);

#endif
