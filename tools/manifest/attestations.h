/*
 * attestations.h - how often one utterance is reported, and by whom.
 *
 * Layer   manifest. Every statement file is read once, and the records of the
 *         articles that report it are looked up; whose are copies, clusters.h
 *         says.
 */
#ifndef DT_MANIFEST_ATTESTATIONS_H
#define DT_MANIFEST_ATTESTATIONS_H

#include "source/source.h"

struct dt_attestations {
    size_t statements; /* the first and those that are the same as it */
    size_t outlets;    /* different publishers of their own reports */
    size_t copies;     /* articles that copy another or are syndicated */
};

/* first is the id of the first attestation. DT_EIO, DT_EFORMAT. */
int dt_attestations_count(struct dt_attestations *out,
                          const struct dt_corpus *corpus, struct dt_str first,
                          struct dt_err *err);

#endif
