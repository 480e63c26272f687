/*
 * alike.h - how alike the last build found pairs of articles: they need not be
 * read again.
 *
 * Layer   manifest, private to copies.c. 24 bytes a pair. Filled, settled,
 *         then asked by any number of threads.
 */
#ifndef DT_MANIFEST_ALIKE_H
#define DT_MANIFEST_ALIKE_H

#include "article/dedup.h"

struct dt_alike {
    struct dt_alike_pair *pairs;
    size_t count, cap;
};

#define DT_ALIKE_INIT ((struct dt_alike){NULL, 0, 0})

/* Two folds by their SHA-256, per mille. DT_EINTERNAL. */
int dt_alike_add(struct dt_alike *alike, const unsigned char a[DT_DIGEST_SIZE],
                 const unsigned char b[DT_DIGEST_SIZE], uint16_t jaccard,
                 uint16_t containment, struct dt_err *err);

/* Nothing is added afterwards. */
void dt_alike_settle(struct dt_alike *alike);

/* For dt_dedup_options.recalled; ctx is the struct. */
bool dt_alike_recall(const void *ctx, const unsigned char a[DT_DIGEST_SIZE],
                     const unsigned char b[DT_DIGEST_SIZE], uint16_t *jaccard,
                     uint16_t *containment);

void dt_alike_release(struct dt_alike *alike);

#endif
