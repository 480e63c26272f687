/*
 * assemble.h - write the archive of a release: tar in zstd, texts read ahead,
 * everything hashed on the way.
 *
 * Layer   release. The bytes depend on what is packed, the level and the
 *         version of libzstd; never on threads, user, time or file order.
 */
#ifndef DT_RELEASE_ASSEMBLE_H
#define DT_RELEASE_ASSEMBLE_H

#include "release/bag.h"
#include "manifest/facts.h"
#include "release/payload.h"
#include "source/source.h"

struct dt_assembly {
    const struct dt_corpus *corpus;
    struct dt_facts *texts;           /* those that are open go in */
    const struct dt_payload *payload; /* sorted */
    const struct dt_buf *tags;        /* DT_BAG_TAG_FILES of them, in order */
    const char *top;                  /* NAME-VERSION */
    int64_t mtime;                    /* of every member */
    int level;
    unsigned threads;
};

struct dt_assembled {
    uint64_t bytes;
    char sha256[DT_DIGEST_HEX_SIZE], tar_sha256[DT_DIGEST_HEX_SIZE];
    bool faulty; /* it failed for a text that is not as recorded */
};

/*
 * To fd, which name is for messages. Each text is verified on its way, against
 * its record and its statements. DT_EMISMATCH when a file is no longer what
 * was hashed before.
 */
int dt_assemble(const struct dt_assembly *a, int fd, const char *name,
                struct dt_assembled *out, struct dt_err *err);

#endif
