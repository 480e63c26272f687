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

/*
 * Put the nodes above so many pairs of nodes in the place of the first of
 * these. left: what stands before them and is half of the first pair, or NULL.
 */
static int hash_pairs(struct dt_digest *d, const unsigned char *left,
                      unsigned char *nodes, size_t pairs, struct dt_err *err)
{
    enum { TOGETHER = 16 };
    struct dt_digest_message message[TOGETHER];
    unsigned char first[1 + DT_DIGEST_SIZE] = {1};
    const unsigned char *at = nodes;
    int rc = DT_OK;

    for (size_t done = 0; rc == DT_OK && done < pairs;) {
        size_t count = 0;

        for (; count < TOGETHER && done + count < pairs; count++) {
            const bool joins = left && done + count == 0;
            const size_t size = (joins ? 1 : 2) * DT_DIGEST_SIZE;

            if (joins)
                memcpy(first + 1, left, DT_DIGEST_SIZE);
            message[count].part[0] = (struct dt_str){(const char *)first,
                                                     joins ? sizeof first : 1};
            message[count].part[1] = (struct dt_str){(const char *)at, size};
            at += size;
        }
        rc = dt_digest_each(d, message, count, err);
        for (size_t i = 0; rc == DT_OK && i < count; i++)
            memcpy(nodes + (done + i) * DT_DIGEST_SIZE, message[i].raw,
                   DT_DIGEST_SIZE);
        done += count;
    }
    return rc;
}

/* node[i] holds a full subtree of 2^i leaves wherever bit i of size is set. */
int dt_merkle_add(struct dt_merkle *m, struct dt_digest *d,
                  unsigned char *hashes, size_t count, struct dt_err *err)
{
    const uint64_t size = m->size + count;
    size_t here = count; /* nodes of this level that are new */
    int rc = DT_OK;

    for (unsigned level = 0; rc == DT_OK && here; level++) {
        const bool has_left = m->size >> level & 1;
        const size_t pairs = (here + has_left) / 2;
        const bool odd = (here + has_left) % 2;
        unsigned char last[DT_DIGEST_SIZE];

        memcpy(last, hashes + (here - 1) * DT_DIGEST_SIZE, sizeof last);
        rc = hash_pairs(d, has_left ? m->node[level] : NULL, hashes, pairs,
                        err);
        if (odd)
            memcpy(m->node[level], last, sizeof last);
        here = pairs;
    }
    m->size = size;
    return rc;
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
