/*
 * status_judge.h - what the files of one source say: its snapshot and its
 * text, against their hashes.
 *
 * Layer   manifest, private to status.c.
 */
#ifndef DT_MANIFEST_STATUS_JUDGE_H
#define DT_MANIFEST_STATUS_JUDGE_H

#include <stdbool.h>

#include "base/digest.h"
#include "base/file.h"
#include "manifest/status.h"
#include "snapshot/snapshot.h"

/* Where the files of a corpus are looked for. */
struct dt_status_files {
    const struct dt_corpus *corpus;
    struct dt_snapshots *snapshots;
    struct dt_file_names tracked; /* by git: asked where a file is missed */
    char (*lacked)[DT_DIGEST_HEX_SIZE]; /* that git ought to have; sorted */
    size_t lacked_count;
    bool records_damaged; /* a source without one may have had a record */
};

/* *files is to be released, also after an error. */
int dt_status_files_open(struct dt_status_files *files,
                         const struct dt_corpus *corpus, unsigned threads,
                         struct dt_err *err);

void dt_status_files_release(struct dt_status_files *files);

/* What is known of one source. */
struct dt_status_finding {
    enum dt_status_state state;
    const char *why;                      /* as in struct dt_status_item */
    bool held;                            /* its snapshot */
    char text_sha256[DT_DIGEST_HEX_SIZE]; /* of its record */
};

/*
 * Put state and why into *f where the files are not what they should be, and
 * held. recorded: f->text_sha256 is known. From several threads.
 */
int dt_status_judge(const struct dt_status_files *files,
                    const struct dt_source *source, bool recorded,
                    struct dt_status_finding *f, struct dt_err *err);

#endif
