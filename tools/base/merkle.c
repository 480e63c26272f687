#include "base/merkle.h"

#include <string.h>

void dt_merkle_init(struct dt_merkle *m)
{
    memset(m, 0, sizeof *m);
}

static int hash_node(struct dt_digest *d, const unsigned char *left,
                     const unsigned char *right, unsigned char *out,
                     struct dt_err *err)
{
    unsigned char node[1 + 2 * DT_DIGEST_SIZE] = {1};
    int rc;

    memcpy(node + 1, left, DT_DIGEST_SIZE);
    memcpy(node + 1 + DT_DIGEST_SIZE, right, DT_DIGEST_SIZE);
    rc = dt_digest_update(d, node, sizeof node, err);
    return rc < 0 ? rc : dt_digest_finish_raw(d, out, err);
}

int dt_merkle_leaf(struct dt_digest *d, const void *leaf, size_t len,
                   unsigned char hash[DT_DIGEST_SIZE], struct dt_err *err)
{
    int rc = dt_digest_update(d, "\0", 1, err);

    if (rc == DT_OK)
        rc = dt_digest_update(d, leaf, len, err);
    return rc < 0 ? rc : dt_digest_finish_raw(d, hash, err);
}

/* node[i] holds a full subtree of 2^i leaves wherever bit i of size is set. */
int dt_merkle_add(struct dt_merkle *m, struct dt_digest *d,
                  const unsigned char leaf[DT_DIGEST_SIZE], struct dt_err *err)
{
    unsigned char hash[DT_DIGEST_SIZE];
    unsigned level = 0;
    int rc = DT_OK;

    memcpy(hash, leaf, sizeof hash);
    for (uint64_t bits = m->size; rc == DT_OK && (bits & 1); bits >>= 1)
        rc = hash_node(d, m->node[level++], hash, hash, err);
    if (rc < 0)
        return rc;
    memcpy(m->node[level], hash, sizeof hash);
    m->size++;
    return DT_OK;
}

int dt_merkle_root(const struct dt_merkle *m, struct dt_digest *d,
                   unsigned char root[DT_DIGEST_SIZE], struct dt_err *err)
{
    unsigned char hash[DT_DIGEST_SIZE];
    int rc = DT_OK;
    bool any = false;

    if (m->size == 0)
        return dt_digest_finish_raw(d, root, err);
    for (unsigned level = 0; rc == DT_OK && m->size >> level; level++) {
        if (!(m->size >> level & 1))
            continue;
        if (any)
            rc = hash_node(d, m->node[level], hash, hash, err);
        else
            memcpy(hash, m->node[level], sizeof hash);
        any = true;
    }
    if (rc == DT_OK)
        memcpy(root, hash, sizeof hash);
    return rc;
}
