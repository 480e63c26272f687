/*
 * url.h - the parts of a URL, as libcurl reads them.
 *
 * Layer   adapt. What is read here is what adapt/transfer.h asks for: one
 *         reader, so that no two of them differ about where a host ends.
 */
#ifndef DT_ADAPT_URL_H
#define DT_ADAPT_URL_H

#include "base/arena.h"
#include "base/err.h"

struct dt_url {
    const char *plain;       /* without credentials and fragment */
    const char *origin;      /* "https://example.org:8443" */
    const char *path;        /* with the query, at least "/" */
    const char *credentials; /* "user:password" decoded, or NULL */
};

/*
 * Read url, or, unless base is NULL, where a redirect from base to url leads:
 * its credentials are then those of base while the origin stays the same, and
 * none elsewhere. The parts live in arena. DT_EUSAGE when it is not http or
 * https, or no URL; DT_EINTERNAL.
 */
int dt_url_read(const char *url, const struct dt_url *base,
                struct dt_arena *arena, struct dt_url *out, struct dt_err *err);

#endif
