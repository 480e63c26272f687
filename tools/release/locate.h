/*
 * locate.h - find the archive that NAME@RANGE means at a path or URL.
 *
 * Layer   release.
 */
#ifndef DT_RELEASE_LOCATE_H
#define DT_RELEASE_LOCATE_H

#include <stdbool.h>

#include "base/digest.h"
#include "release/index.h"

struct dt_located {
    char name[128]; /* of the corpus */
    struct dt_range range;
    struct dt_buf place; /* path or URL of the archive */
    bool remote;
    struct dt_index index;             /* owns *expected */
    const struct dt_release *expected; /* what the index says, or NULL */
    char sha256[DT_DIGEST_HEX_SIZE];   /* what FILE.sha256 says, or "" */
};

/*
 * wanted is NAME or NAME@RANGE. DT_EUSAGE when it is not, and when no version
 * there fits; what was read is released by dt_located_release() in any case.
 */
int dt_locate(struct dt_located *out, const char *wanted, const char *from,
              struct dt_err *err);
void dt_located_release(struct dt_located *l);

#endif
