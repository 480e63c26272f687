/*
 * source.h - what a curator chose: corpus.yaml and sources.yaml.
 *
 * Layer   source. Everything belongs to the struct dt_corpus and lives until
 *         dt_corpus_free(). Texts are NFC, NUL-terminated; absent ones NULL.
 * Bounds  a YAML file of 1 GiB, 10 million sources, no aliases or anchors.
 */
#ifndef DT_SOURCE_SOURCE_H
#define DT_SOURCE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/file.h"
#include "base/lock.h"
#include "source/decisions.h"
#include "source/people.h"

enum dt_kind {
    DT_KIND_UNKNOWN,
    DT_KIND_TRANSCRIPT,
    DT_KIND_REPORT,
    DT_KIND_OPINION,
    DT_KIND_RELEASE,
    DT_KIND_INTERVIEW,
    DT_KIND_POST
};

/* "transcript" … , NULL for unknown; and back. */
const char *dt_kind_name(enum dt_kind kind);
enum dt_kind dt_kind_from(struct dt_str name);

struct dt_event {
    const char *name;
    const char *date; /* EDTF */
    const char *place;
};

/* One entry of sources.yaml; every text may be NULL but id and licence. */
struct dt_source {
    const char *id; /* curator's slug, or a- and 16 hex digits (dt_source_id) */
    const char *url;
    const char *snapshot;  /* SHA-256 that the curator chose, or NULL */
    const char *retrieved; /* RFC 3339, UTC */
    /*
     * The record of a WARC file that the snapshot was taken from: NAME:OFFSET,
     * or NAME:OFFSET+INSIDE where the record begins inside a packed member.
     */
    const char *warc;
    const char *media_type;
    const char *charset; /* label that the HTTP header gave, or the curator */
    enum dt_kind kind;   /* DT_KIND_UNKNOWN: not said */
    const char *title, *publisher, *published, *language, *description;
    const char *const *byline; /* byline_count 0: not said */
    size_t byline_count;
    const char *speaker; /* person id, found in people.yaml */
    struct dt_event event;
    const char *syndicated_from;
    const char *licence; /* SPDX expression */
    bool withheld;       /* text: withheld */
    unsigned line;       /* in sources.yaml, from 1 */
};

struct dt_buf;

/*
 * Append canonical JSON of what of an entry a build depends on: all but note,
 * retrieved and warc.
 */
void dt_source_key(const struct dt_source *source, struct dt_buf *out);

struct dt_redirect {
    const char *id, *to; /* to NULL: a tombstone */
    const char *reason;  /* corrected|merged|retracted|re-attributed|removed */
    const char *note;
    const char *release; /* version in which it took effect, or NULL */
    unsigned line;
};

struct dt_maintainer {
    const char *name;
    const char *email; /* or NULL */
};

struct dt_corpus {
    char *root; /* the repository's folder, "." or "/path", no slash behind */
    char *name; /* of the corpus: [a-z0-9]+(-[a-z0-9]+)* */
    const char *title, *description, *licence, *language, *profile;
    unsigned shards;                         /* 1, 16, 256 or 4096 */
    bool texts_in_store;                     /* texts: store */
    const struct dt_maintainer *maintainers; /* in file order */
    size_t maintainer_count;
    const struct dt_source *sources; /* sorted by id */
    size_t source_count;
    const struct dt_redirect *redirects; /* sorted by id */
    size_t redirect_count;
    struct dt_notes notes; /* of the sources; a redirect's is its record's */
    struct dt_people *people;
    struct dt_decisions *decisions;
    char config_sha256[65], sources_sha256[65]; /* of the files' bytes */
    struct dt_corpus_store *store;              /* owns the texts */
};

/*
 * Read corpus/<name>/{corpus,sources,people,decisions}.yaml under root. When
 * name is NULL the repository must have exactly one corpus, else DT_EUSAGE
 * lists them; also for a corpus that is not there. DT_EIO for a missing file,
 * DT_EFORMAT with file:line for an unknown key, a wrong type, a missing key, an
 * id used twice, a speaker who is not in people.yaml, an impossible date, a
 * redirect to itself, in a ring or to an article that is not there, or a
 * tombstone of one that is.
 */
int dt_corpus_load(const char *root, const char *name, struct dt_corpus **out,
                   struct dt_err *err);
void dt_corpus_free(struct dt_corpus *corpus);

/*
 * DT_EUSAGE: no corpus lies under root; says where one lies above, or what
 * dictum init, with init behind it, would do.
 */
int dt_corpus_none(const char *root, const char *init, struct dt_err *err);

/* The entry with this id, or NULL. */
const struct dt_source *dt_corpus_source(const struct dt_corpus *corpus,
                                         struct dt_str id);

/*
 * The same, at once where it is the entry at guess: for ids that come in the
 * order of the entries.
 */
const struct dt_source *dt_corpus_source_near(const struct dt_corpus *corpus,
                                              struct dt_str id, size_t guess);

/*
 * Paths of a corpus, NUL-terminated, appended to out:
 * "ROOT/corpus/NAME/REST" and "ROOT/manifests/NAME/REST", without ROOT where
 * that is ".".
 */
void dt_corpus_path(const struct dt_corpus *corpus, const char *rest,
                    struct dt_buf *out);
void dt_corpus_manifest_path(const struct dt_corpus *corpus, const char *rest,
                             struct dt_buf *out);

/* A path as messages show it: without "./" in front. */
const char *dt_corpus_shown(const char *path);

/*
 * Make the folder .dictum and take the lock of that name in it: "lock" for
 * what builds and packs, "add.lock", "fetch.lock". As dt_lock_take().
 */
int dt_corpus_lock(const struct dt_corpus *corpus, const char *name,
                   struct dt_lock *lock, struct dt_err *err);

/* "a-" and the first 16 hex digits of the SHA-256 of a URL; 19 bytes. */
int dt_source_id(struct dt_str url, char id[19], struct dt_err *err);

/* Whether text has the form of a statement's id: s- and 16 hex digits. */
bool dt_source_is_statement_id(struct dt_str text);

enum { DT_SLUG_MOST = 100 };

/* Whether text is a slug: [a-z0-9]+(-[a-z0-9]+)*, at most so many bytes. */
bool dt_source_is_slug(struct dt_str text);

/* Names of all folders under root/corpus that have a corpus.yaml, sorted. */
int dt_corpus_names(const char *root, struct dt_file_names *out,
                    struct dt_err *err);

#endif
