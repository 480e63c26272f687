/*
 * foreign.h - a folder that is a BagIt bag, but no release of dictum: is it
 * complete and valid as RFC 8493 (1.0) or the drafts 0.93 to 0.97 say?
 *
 * Layer   release.
 * Checks  bagit.txt; bag-info.txt (package-info.txt before 0.96) with its
 *         Payload-Oxum; every line of every payload and tag manifest in md5,
 *         sha1 or sha2, that each file it lists is there with that checksum,
 *         and that every file of the payload is listed: in every manifest, or
 *         before 1.0 in one. A file that fetch.txt names must have been
 *         fetched. Links and what is neither file nor folder are refused.
 * Warns   of a file whose name is spelled otherwise on disk, in another
 *         Unicode normal form or ASCII case, as archives and file systems
 *         change names, and, before 1.0, of one that a manifest lists twice
 *         with one checksum.
 * Bounds  DT_FOREIGN_FILES files, DT_FOLDER_DEPTH folders deep, tag_file.h's
 *         lines, 16 MiB of bag-info.txt, 4 GiB of a manifest.
 * Errors  DT_EIO; DT_EFORMAT for what is no bag, DT_EMISMATCH for one that
 *         does not add up.
 */
#ifndef DT_RELEASE_FOREIGN_H
#define DT_RELEASE_FOREIGN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum { DT_FOREIGN_FILES = 20 * 1000 * 1000 };

struct dt_foreign_report {
    char version[8];       /* of BagIt */
    uint64_t files, bytes; /* of the payload */
    uint64_t warnings;
    void (*warning)(const char *line); /* told the first 100; or NULL */
};

/* Whether dir has no bag-info.txt that says Dictum-Version. */
bool dt_foreign_is(const char *dir);

/* The numbers of *report are written when the bag is valid. */
int dt_foreign_check(const char *dir, struct dt_foreign_report *report,
                     struct dt_err *err);

#endif
