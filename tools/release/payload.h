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
    char *source;          /* on disk; NULL: it is made */
    struct dt_buf content; /* of a file that is made */
    uint64_t bytes;
    char sha256[DT_DIGEST_HEX_SIZE]; /* "": not known yet */
};

struct dt_payload {
    struct dt_payload_file *files; /* sorted by path after dt_payload_sort() */
    size_t count, cap;
    struct dt_digest *digest; /* of the file whose pieces come */
    size_t at;                /* that file, or the one before it */
};

/* A file that is made here; content is emptied and taken over. */
int dt_payload_add_take(struct dt_payload *p, const char *path,
                        struct dt_buf *content, struct dt_err *err);

/*
 * The curator's files with decisions.yaml and rules/ where there are any (what
 * a build from the release needs), the manifests (all shards that exist) and
 * the JSON Schemas of a corpus; not its texts, snapshots and releases. The
 * manifests are hashed by dt_payload_piece().
 */
int dt_payload_add_corpus(struct dt_payload *p, const struct dt_corpus *corpus,
                          struct dt_err *err);

/*
 * The next len bytes of a manifest, whose path ends the source's, are there:
 * *digest, which p owns, is to absorb them; NULL where the file is not in the
 * payload. len 0 is its end. One file after the other.
 */
int dt_payload_piece(struct dt_payload *p, const char *path, size_t len,
                     struct dt_digest **digest, struct dt_err *err);

/* DT_EMISMATCH when there is a file whose pieces did not come. */
int dt_payload_check(const struct dt_payload *p, struct dt_err *err);

void dt_payload_sort(struct dt_payload *p);
void dt_payload_release(struct dt_payload *p);

#endif
