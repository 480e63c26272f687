/*
 * mark.h - how a build knows that a source needs no work: what it left
 * behind last time, and whether that still lies there untouched.
 *
 * Layer   manifest. A file counts as untouched when its size, inode and both
 *         times are what they were, and its change time is older than the
 *         file system's clock was when we looked: a change within the same
 *         tick can then not hide (as git's index does it).
 */
#ifndef DT_MANIFEST_MARK_H
#define DT_MANIFEST_MARK_H

#include <stdbool.h>
#include <stdint.h>

#include "article/rules.h"
#include "base/digest.h"
#include "source/source.h"

enum { DT_MARK_SEAL_SIZE = 24 }; /* 16 digits and NULs */

struct dt_look {
    uint64_t size, inode;
    int64_t mtime_ns, ctime_ns;
};

/* Kept for each source in the store, as these bytes. */
struct dt_mark {
    unsigned char key[DT_DIGEST_SIZE];         /* all that decides the output */
    unsigned char text_sha256[DT_DIGEST_SIZE]; /* zeros: no text file */
    struct dt_look snapshot, text;             /* size UINT64_MAX: unknown */
    int64_t modified;                          /* as in struct dt_copy */
    char seal[DT_MARK_SEAL_SIZE];              /* of the article's line */
    struct dt_decision_set stale;              /* that met no statement */
};

/*
 * Ids under which the store keeps what all sources share: the fingerprint of
 * dt_mark_files(), what dt_mark_sources() gives, and, as DT_MARK_SAID_ALL,
 * that the texts of all transcripts were here.
 */
#define DT_MARK_FILES_ID "\x01manifests"
#define DT_MARK_SOURCES_ID "\x01sources"
#define DT_MARK_SAID_ID "\x01said"
#define DT_MARK_SAID_ALL "all"
enum { DT_MARK_SOURCES_SIZE = 5 * DT_DIGEST_HEX_SIZE };

/* Look at a file; not a file, or changed at or after clock: unknown. */
int dt_look_at(const char *path, int64_t clock, struct dt_look *out,
               struct dt_err *err);

/* Whether both are known and the same. */
bool dt_look_same(const struct dt_look *a, const struct dt_look *b);

/* The time that a file written in dir now gets. */
int dt_clock_of(const char *dir, int64_t *ns, struct dt_err *err);

/*
 * What decides the output of a source besides its snapshot: the program
 * itself, the corpus's rules, the profile, the people, its entry in
 * sources.yaml and the decisions on its statements.
 */
struct dt_mark_base {
    char program[DT_DIGEST_HEX_SIZE];
    char rules[DT_DIGEST_HEX_SIZE]; /* the corpus's own, or "" */
};

void dt_mark_base_init(struct dt_mark_base *base,
                       const struct dt_rulebook *rules);

/*
 * The SHA-256 of sources.yaml, of decisions.yaml, of people.yaml and of the
 * corpus's own rules ("" without any), with spaces between.
 */
void dt_mark_sources(const struct dt_mark_base *base,
                     const struct dt_corpus *corpus,
                     char out[DT_MARK_SOURCES_SIZE]);
int dt_mark_key(const struct dt_mark_base *base, const struct dt_corpus *corpus,
                const struct dt_source *source, struct dt_digest *d,
                unsigned char key[DT_DIGEST_SIZE], struct dt_err *err);

/*
 * Fingerprint of the record files as they lie there, and of corpus.yaml, which
 * says where they lie; *known is false when one of them was just changed.
 */
int dt_mark_files(const struct dt_corpus *corpus, int64_t clock, bool *known,
                  char hex[DT_DIGEST_HEX_SIZE], struct dt_err *err);

#endif
