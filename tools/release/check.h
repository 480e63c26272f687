/*
 * check.h - verify a release: its archive, in one pass and without unpacking,
 * or the folder it was unpacked to.
 *
 * Layer   release.
 * Checks  of an archive: the digest in FILE.sha256 when that lies beside it
 *         and what `expected` says; the frame and its checksum; every member
 *         a regular file at a safe path below one folder NAME-VERSION; and
 *         for both forms all that checker.h lists.
 * Bounds  dt_decode's, and DT_CHECK_MEMBERS members.
 * Errors  DT_EIO; DT_EFORMAT for what is no release (damaged, hostile);
 *         DT_EMISMATCH for what is one and does not add up.
 */
#ifndef DT_RELEASE_CHECK_H
#define DT_RELEASE_CHECK_H

#include "release/checker.h"
#include "release/index.h"

enum { DT_CHECK_MEMBERS = 20 * 1000 * 1000 };

struct dt_check_options {
    unsigned threads;                  /* 0 counts as 1 */
    const struct dt_release *expected; /* what an index says, or NULL */
    const char *sha256;                /* what the archive must have, or NULL */
    uint64_t most;                     /* bytes unpacked; 0: DT_DECODE_MOST */
    /*
     * Of an archive: an existing, empty folder that receives the files while
     * they are checked, without the top folder; or NULL. What is in it counts
     * for nothing until the check has ended well.
     */
    const char *unpack;
    bool (*stop)(
        void); /* asked between files: true ends with DT_EIO; or NULL */
};

/* *out is written when the release is good. */
int dt_release_check(const char *path, const struct dt_check_options *options,
                     struct dt_release_report *out, struct dt_err *err);

#endif
