/*
 * verify.h - is the corpus what its manifests say, and are these what the
 * curator's files say.
 *
 * Layer   manifest. Nothing is changed. Every fault is told, one line each,
 *         with file and line and what to do; what could not be checked is
 *         counted, never passed over in silence.
 */
#ifndef DT_MANIFEST_VERIFY_H
#define DT_MANIFEST_VERIFY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "manifest/build.h"
#include "manifest/facts.h"
#include "manifest/snapshot_files.h"
#include "source/source.h"

/*
 * For whoever packs the same files: the digests of the manifests, made while
 * they come by, and what they say of the texts. Of these only the names are
 * looked at; the caller checks each with dt_facts_check_text() and
 * dt_article_check_text().
 */
struct dt_verify_share {
    /*
     * The next len bytes of a file come by, whose path is within the
     * repository: *digest receives what is to absorb them, or NULL. len 0: the
     * file's end. On one thread.
     */
    int (*piece)(void *ctx, const char *path, size_t len,
                 struct dt_digest **digest, struct dt_err *err);
    void *ctx;
    struct dt_facts *facts; /* set when nothing is wrong; the caller's */
};

struct dt_verify_options {
    unsigned jobs;   /* threads */
    const char *at;  /* a git revision to read instead of the folder, or NULL */
    bool root;       /* also hash the lines as leaves of the corpus's tree */
    bool lines_only; /* the manifests, and not what they say of files; a source
                        without a record is no fault then */
    bool rebuild;    /* make everything again and compare */
    const char *from; /* with rebuild: folder of further snapshots, or NULL */
    struct dt_snapshot_files *snapshots; /* begun before, or NULL */
    struct dt_verify_share *share;       /* or NULL */
};

struct dt_verify_report {
    dt_note_fn problem; /* told of each fault; or NULL */
    /* The same where the file is known apart; NULL: problem is told. */
    void (*fault)(void *ctx, const char *file, const char *message);
    dt_note_fn note; /* told of what is no fault itself; or NULL */
    void *ctx;
    uint64_t problems;
    uint64_t articles, statements, snapshots, duplicates, redirects, releases;
    uint64_t texts;                /* text files that were checked */
    uint64_t withheld;             /* articles whose text is not published */
    uint64_t snapshots_held;       /* whose bytes were checked */
    uint64_t snapshots_not_held;   /* recorded, bytes not tracked */
    uint64_t rebuilt, not_rebuilt; /* sources, with rebuild */
    uint64_t not_judged; /* quotations, likewise: a text is not here */
    uint64_t tree_size;  /* lines under the root, when asked for */
    char root[DT_DIGEST_HEX_SIZE]; /* RFC 9162 tree hash; "": not known */
};

/*
 * DT_OK, or 1 when there is a fault. An empty corpus is a fault. Negative
 * only when the check itself could not be done: DT_EIO, DT_EUSAGE for an
 * unknown revision, DT_EINTERNAL.
 */
int dt_verify_corpus(const struct dt_corpus *corpus,
                     const struct dt_verify_options *options,
                     struct dt_verify_report *report, struct dt_err *err);

#endif
