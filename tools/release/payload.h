/*
 * payload.h - the files below data/ that are no texts: what they are called,
 * how long they are, what they hash to.
 *
 * Layer   release.
 */
#ifndef DT_RELEASE_PAYLOAD_H
#define DT_RELEASE_PAYLOAD_H

#include "base/buf.h"
#include "base/digest.h"
#include "source/source.h"

struct dt_payload_file {
    char *path;            /* within the bag: "data/…" */
    char *source;          /* on disk; NULL: content */
    struct dt_buf content; /* of a file that is made */
    uint64_t bytes;
    char sha256[DT_DIGEST_HEX_SIZE];
};

struct dt_payload {
    struct dt_payload_file *files; /* sorted by path after dt_payload_sort() */
    size_t count, cap;
};

/* A file on disk, hashed now. An absent one is DT_EIO. */
int dt_payload_add_file(struct dt_payload *p, const char *path,
                        const char *source, struct dt_err *err);

/* A file that is made here; content is emptied and taken over. */
int dt_payload_add_take(struct dt_payload *p, const char *path,
                        struct dt_buf *content, struct dt_err *err);

/*
 * The curator's files, the manifests (all shards that exist) and the JSON
 * Schemas of a corpus; not its texts, snapshots and releases.
 */
int dt_payload_add_corpus(struct dt_payload *p, const struct dt_corpus *corpus,
                          struct dt_err *err);

void dt_payload_sort(struct dt_payload *p);
void dt_payload_release(struct dt_payload *p);

#endif
