/*
 * spool_parts.h - where the lines of a spool are.
 *
 * Layer   manifest, private to spool.c, which gathers them, and
 *         spool_write.c, which writes them out.
 */
#ifndef DT_MANIFEST_SPOOL_PARTS_H
#define DT_MANIFEST_SPOOL_PARTS_H

#include <pthread.h>

#include "base/arena.h"
#include "manifest/spool.h"

enum { DT_SPOOL_BEHIND = 1024 * 1024 }; /* bytes that are written together */

/* What is no source, and no shard. */
#define DT_SPOOL_NONE UINT32_MAX

struct dt_spool_entry {
    uint64_t prefix; /* first eight bytes of the key, most significant first */
    const char *key;
    uint64_t offset;
    uint32_t len;
    uint32_t shard;
    uint32_t source; /* whose line it is, or DT_SPOOL_NONE */
    uint32_t file;   /* the shard it lies in; DT_SPOOL_NONE: none, but in fd */
};

struct dt_spool {
    enum dt_records kind;
    int fd;
    uint64_t size; /* bytes in the file and in pending */
    struct dt_buf pending;
    struct dt_spool_entry *entries;
    size_t count, cap;
    struct dt_arena keys;
    pthread_mutex_t lock;
};

/* Have all that is pending in the file. */
int dt_spool_flush(struct dt_spool *spool, struct dt_err *err);

/* Sort by shard and key. DT_EFORMAT when two lines have one key. */
int dt_spool_put_in_order(struct dt_spool *spool,
                          const struct dt_corpus *corpus, struct dt_err *err);

/* Read just so many bytes of a file from offset on. DT_EIO. */
int dt_spool_read(int fd, char *out, size_t len, uint64_t offset,
                  struct dt_err *err);

#endif
