/*
 * merkle.h - the Merkle tree hash of RFC 9162, section 2.1.1, over SHA-256.
 *
 * Layer   base. A leaf hashes as SHA-256(0x00 || bytes), an inner node as
 *         SHA-256(0x01 || left || right); the empty tree is SHA-256("").
 *         Leaves are added in order; memory is 64 hashes whatever the count.
 */
#ifndef DT_BASE_MERKLE_H
#define DT_BASE_MERKLE_H

#include <stdint.h>

#include "base/digest.h"

struct dt_merkle {
    uint64_t size; /* leaves so far */
    unsigned char node[64][DT_DIGEST_SIZE];
};

void dt_merkle_init(struct dt_merkle *m);

/* The hash of a leaf of len bytes; d is scratch and is left at empty input. */
int dt_merkle_leaf(struct dt_digest *d, const void *leaf, size_t len,
                   unsigned char hash[DT_DIGEST_SIZE], struct dt_err *err);

/*
 * Append leaves by their hashes, which stand one after the other and are
 * overwritten; many at a time cost less. d likewise.
 */
int dt_merkle_add(struct dt_merkle *m, struct dt_digest *d,
                  unsigned char *hashes, size_t count, struct dt_err *err);

/* The root over all leaves so far; more may follow. */
int dt_merkle_root(const struct dt_merkle *m, struct dt_digest *d,
                   unsigned char root[DT_DIGEST_SIZE], struct dt_err *err);

#endif
