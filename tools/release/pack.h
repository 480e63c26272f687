/*
 * pack.h - make a release of a corpus.
 *
 * Layer   release. What goes in is what HEAD holds: the newest commit that
 *         changed corpus/NAME or manifests/NAME, but for releases.jsonl,
 *         gives the release its commit and its time. So packing again, also
 *         after releases.jsonl was committed, gives the same bytes.
 * Refuses DT_EUSAGE  a version that is none or not greater than the last, or
 *                    whose content differs from what was released under it;
 *                    what is not committed, releases.jsonl included unless
 *                    it records this version already; a released id that has
 *                    gone without a redirect; another level than the release
 *                    had.
 *         DT_EMISMATCH  a corpus that does not verify.
 * Writes  DIR/NAME-VERSION.tar.zst, the same with .sha256 (for sha256sum -c),
 *         a line in manifests/NAME/releases.jsonl, and a copy of that file as
 *         DIR/NAME-releases.jsonl, for whoever serves DIR. On failure
 *         nothing of it is changed.
 */
#ifndef DT_RELEASE_PACK_H
#define DT_RELEASE_PACK_H

#include <stdbool.h>

#include "manifest/build.h"
#include "manifest/snapshot_files.h"
#include "release/assemble.h"

enum { DT_PACK_LEVEL = 10 };

struct dt_pack_options {
    const char *version;
    const char *dir; /* where the archive goes; it is created */
    int level;       /* 0: the release's own, else DT_PACK_LEVEL */
    bool tag;        /* make the annotated tag NAME-vVERSION */
    unsigned threads;
    struct dt_snapshot_files *snapshots; /* begun before, or NULL */
};

struct dt_pack_report {
    dt_note_fn
        problem; /* told of each fault, or redirect that lacks; or NULL */
    void *ctx;
    char path[4096]; /* of the archive */
    bool again;      /* the version was released before */
    struct dt_bag_info info;
    struct dt_assembled archive;
    uint64_t articles, texts, statements;
    uint64_t other_licence; /* texts whose licence is not the corpus's */
};

/* *report is filled on success, but for what its caller sets. */
int dt_release_pack(const struct dt_corpus *corpus,
                    const struct dt_pack_options *options,
                    struct dt_pack_report *report, struct dt_err *err);

#endif
