/*
 * checker.h - the rules of a release, fed with its files one after the other.
 *
 * Layer   release. Where the files come from, an archive or a folder, is the
 *         caller's affair; they come in the order of bag.h.
 * Checks  the four tag files, every file of the payload against the manifest,
 *         none missing and none too many, Payload-Oxum; each line of the
 *         manifests; each text against its record, each statement against
 *         the text and against decisions.yaml; tree size and root.
 * Errors  DT_EFORMAT for what is no release, DT_EMISMATCH for what disagrees;
 *         the message begins with the file's name.
 */
#ifndef DT_RELEASE_CHECKER_H
#define DT_RELEASE_CHECKER_H

#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "release/bag.h"

struct dt_checker;

/* What was found in order, in numbers. */
struct dt_release_report {
    struct dt_bag_info info;
    uint64_t articles, texts, duplicates, redirects, snapshots, statements;
    uint64_t decisions_open; /* only a rebuild tells if they are followed */
    uint64_t bytes;          /* of the archive; 0: a folder */
    char sha256[DT_DIGEST_HEX_SIZE]; /* of the archive, or "" */
};

/* It hashes and checks on so many threads. DT_EINTERNAL. */
int dt_checker_new(unsigned threads, struct dt_checker **out,
                   struct dt_err *err);

/* NULL is fine. */
void dt_checker_free(struct dt_checker *c);

/* One file: its path within the bag, then its bytes in any pieces, its end. */
int dt_checker_begin(struct dt_checker *c, const char *path,
                     struct dt_err *err);
int dt_checker_data(struct dt_checker *c, const void *data, size_t len,
                    struct dt_err *err);
int dt_checker_end(struct dt_checker *c, struct dt_err *err);

/*
 * The path that must come next, NULL behind the last one; valid until then.
 */
const char *dt_checker_wants(struct dt_checker *c);

/* Whether path is one of the release's files; after the last file. */
bool dt_checker_knows(const struct dt_checker *c, const char *path);

/* After the last file. */
int dt_checker_finish(struct dt_checker *c, struct dt_release_report *out,
                      struct dt_err *err);

#endif
