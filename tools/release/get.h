/*
 * get.h - fetch a release and verify it before anything of it appears.
 *
 * Layer   release.
 * From    the file of an archive; a folder of archives; the URL of either.
 *         A folder has an index, NAME-releases.jsonl, which says what each
 *         archive must be; a folder on disk may do without, then the names
 *         of the archives count. Beside a single archive its .sha256 counts,
 *         when there is one.
 * Errors  DT_EMISMATCH or DT_EFORMAT when the release is not to be trusted,
 *         DT_EUSAGE when no version fits, DT_EIO. Nothing is left behind, on
 *         SIGINT, SIGTERM and SIGHUP neither.
 */
#ifndef DT_RELEASE_GET_H
#define DT_RELEASE_GET_H

#include "release/check.h"

struct dt_get_options {
    const char *wanted;  /* NAME or NAME@RANGE (see range.h) */
    const char *from;    /* path or URL */
    const char *output;  /* folder for the archive, or NULL */
    const char *extract; /* folder for NAME-VERSION/, or NULL */
    unsigned threads;
};

struct dt_get_report {
    struct dt_release_report release;
    char archive[4096]; /* where it is now, "" when it was not asked for */
    char folder[4096];
    bool digest_known; /* an index or .sha256 said what it must be */
};

/* With neither output nor extract the archive goes to ".". */
int dt_release_get(const struct dt_get_options *options,
                   struct dt_get_report *report, struct dt_err *err);

#endif
