/*
 * remote.h - check a release that lies behind a URL, keeping nothing of it.
 *
 * Layer   release.
 */
#ifndef DT_RELEASE_REMOTE_H
#define DT_RELEASE_REMOTE_H

#include "release/checker.h"

/*
 * url is that of an archive, NAME-VERSION.tar.zst; it is fetched into a
 * temporary folder (TMPDIR, or /tmp) and checked as dt_release_get() does.
 * DT_EUSAGE for a URL of another form.
 */
int dt_remote_check(const char *url, unsigned threads,
                    struct dt_release_report *out, struct dt_err *err);

#endif
