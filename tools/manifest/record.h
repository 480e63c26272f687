/*
 * record.h - the lines of a corpus: which files hold them, in which order,
 * which members they have, and the seal that each carries.
 *
 * Layer   manifest. A line is RFC 8785 canonical JSON without its LF.
 * Seal    member "seal": the first 16 hex digits of the SHA-256 of the line
 *         as it is without that member.
 */
#ifndef DT_MANIFEST_RECORD_H
#define DT_MANIFEST_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/json.h"
#include "source/source.h"

/* In the order in which their lines are leaves of the corpus's tree. */
enum dt_records {
    DT_ARTICLES,
    DT_DUPLICATES,
    DT_REDIRECTS,
    DT_SNAPSHOTS,
    DT_STATEMENTS,
    DT_RELEASES, /* no leaves: it records the roots */
    DT_RECORDS_COUNT
};

enum {
    DT_RECORD_MAX = 16 * 1024 * 1024, /* bytes of a line */
    DT_RECORD_MEMBERS = 24            /* no kind has more */
};

/* Where each member stands among those of its kind. */
enum dt_article_member {
    DT_ARTICLE_BYLINE,
    DT_ARTICLE_CHARSET,
    DT_ARTICLE_DESCRIPTION,
    DT_ARTICLE_DUPLICATE_OF,
    DT_ARTICLE_EVENT,
    DT_ARTICLE_ID,
    DT_ARTICLE_KIND,
    DT_ARTICLE_LANGUAGE,
    DT_ARTICLE_MEDIA_TYPE,
    DT_ARTICLE_PROFILE,
    DT_ARTICLE_PUBLISHED,
    DT_ARTICLE_PUBLISHER,
    DT_ARTICLE_RIGHTS,
    DT_ARTICLE_SEAL,
    DT_ARTICLE_SNAPSHOT,
    DT_ARTICLE_SPEAKER,
    DT_ARTICLE_STATEMENTS,
    DT_ARTICLE_SYNDICATED_FROM,
    DT_ARTICLE_TEXT,
    DT_ARTICLE_TITLE,
    DT_ARTICLE_TOOL,
    DT_ARTICLE_URL,
    DT_ARTICLE_MEMBERS
};

enum dt_duplicate_member {
    DT_DUPLICATE_A,
    DT_DUPLICATE_B,
    DT_DUPLICATE_CONTAINMENT,
    DT_DUPLICATE_JACCARD,
    DT_DUPLICATE_RELATION,
    DT_DUPLICATE_SEAL,
    DT_DUPLICATE_MEMBERS
};

enum dt_redirect_member {
    DT_REDIRECT_ID,
    DT_REDIRECT_NOTE,
    DT_REDIRECT_REASON,
    DT_REDIRECT_RELEASE,
    DT_REDIRECT_SEAL,
    DT_REDIRECT_TO,
    DT_REDIRECT_MEMBERS
};

enum dt_release_member {
    DT_RELEASE_ARCHIVE,
    DT_RELEASE_COMMIT,
    DT_RELEASE_RELEASED,
    DT_RELEASE_ROOT,
    DT_RELEASE_SEAL,
    DT_RELEASE_TREE_SIZE,
    DT_RELEASE_VERSION,
    DT_RELEASE_MEMBERS
};

enum dt_snapshot_member {
    DT_SNAPSHOT_BYTES,
    DT_SNAPSHOT_FILE,
    DT_SNAPSHOT_HTTP,
    DT_SNAPSHOT_ID,
    DT_SNAPSHOT_MEDIA_TYPE,
    DT_SNAPSHOT_RETRIEVED,
    DT_SNAPSHOT_SEAL,
    DT_SNAPSHOT_SOURCE,
    DT_SNAPSHOT_URL,
    DT_SNAPSHOT_WARC,
    DT_SNAPSHOT_MEMBERS
};

enum dt_statement_member {
    DT_STATEMENT_ARTICLE,
    DT_STATEMENT_CANDIDATES,
    DT_STATEMENT_COMMITMENT,
    DT_STATEMENT_CONFIDENCE,
    DT_STATEMENT_CUE,
    DT_STATEMENT_EVENT,
    DT_STATEMENT_FIDELITY,
    DT_STATEMENT_ID,
    DT_STATEMENT_MODE,
    DT_STATEMENT_OFFICE,
    DT_STATEMENT_RULE,
    DT_STATEMENT_SAID_AT,
    DT_STATEMENT_SAID_AT_FROM,
    DT_STATEMENT_SAID_ON,
    DT_STATEMENT_SAID_ON_FROM,
    DT_STATEMENT_SAME_AS,
    DT_STATEMENT_SEAL,
    DT_STATEMENT_SPANS,
    DT_STATEMENT_SPEAKER,
    DT_STATEMENT_SPEAKER_NAME,
    DT_STATEMENT_TEXT,
    DT_STATEMENT_MEMBERS
};

/* "articles" …, the file's name without .jsonl. */
const char *dt_records_name(enum dt_records kind);

/*
 * Which of corpus->shards a record's id falls into, by the first hex digits of
 * the id's SHA-256; releases: always 0.
 */
int dt_records_shard(const struct dt_corpus *corpus, enum dt_records kind,
                     struct dt_str id, struct dt_digest *d, uint32_t *shard,
                     struct dt_err *err);

/*
 * Append the path of a shard by its number: for statements under corpus/,
 * else under manifests/; x.jsonl, x/y.jsonl or x/y/z.jsonl in a folder, hex
 * digits written as letters a to p. One shard: the plain file.
 */
void dt_records_shard_path(const struct dt_corpus *corpus, enum dt_records kind,
                           uint32_t shard, struct dt_buf *out);

/*
 * Put the seal into line, one canonical JSON object without one. doc is
 * scratch. DT_EFORMAT when line is no such object.
 */
int dt_record_seal(struct dt_buf *line, struct dt_json_doc *doc,
                   struct dt_digest *d, struct dt_err *err);

/*
 * Parse line into doc and check it whole: canonical form, the members that
 * the kind has with their types, the seal. DT_EFORMAT with the byte offset
 * or the member, DT_EMISMATCH for a seal that is not the line's.
 */
int dt_record_check(enum dt_records kind, struct dt_str line,
                    struct dt_json_doc *doc, struct dt_digest *d,
                    struct dt_err *err);

/*
 * The same in steps, for who reads many lines: parse line into doc and check
 * all but the seal; member[i] receives the token of the i-th member's value.
 */
int dt_record_read(enum dt_records kind, struct dt_str line,
                   struct dt_json_doc *doc, uint32_t member[DT_RECORD_MEMBERS],
                   struct dt_err *err);

/* What the seal of such a line is the hash of, in two parts. */
void dt_record_sealed(enum dt_records kind, const struct dt_json_doc *doc,
                      const uint32_t *member, struct dt_str part[2]);

/* A member, by its number among those of its kind, and its canonical JSON. */
struct dt_record_value {
    unsigned member;
    struct dt_str json;
};

/*
 * Give members of such a line other values, the later ones of the line first,
 * and seal it again where any was another. doc and member are as
 * dt_record_read() filled them of line, and good no more once it has changed.
 */
int dt_record_set(enum dt_records kind, struct dt_buf *line,
                  const struct dt_json_doc *doc, const uint32_t *member,
                  const struct dt_record_value *values, size_t count,
                  struct dt_digest *d, struct dt_err *err);

/* Whether the line's seal is this hash: DT_EMISMATCH. */
int dt_record_match(enum dt_records kind, const struct dt_json_doc *doc,
                    const uint32_t *member,
                    const unsigned char hash[DT_DIGEST_SIZE],
                    struct dt_err *err);

/* The same, hashing it first. */
int dt_record_check_seal(enum dt_records kind, const struct dt_json_doc *doc,
                         const uint32_t *member, struct dt_digest *d,
                         struct dt_err *err);

/*
 * What the lines are sorted by: the id; for duplicates a, b and relation,
 * for releases the version. The slices point into the line of doc.
 */
struct dt_record_key {
    enum dt_records kind;
    struct dt_str part[3];
};

/* doc and member are as dt_record_read() filled them. */
struct dt_record_key dt_record_key(enum dt_records kind,
                                   const struct dt_json_doc *doc,
                                   const uint32_t *member);
int dt_record_key_cmp(const struct dt_record_key *a,
                      const struct dt_record_key *b);

/*
 * Order of two semantic versions (semver.org 2.0.0, item 11), without build
 * metadata; what is no version sorts before all that are.
 */
int dt_version_cmp(struct dt_str a, struct dt_str b);
bool dt_version_valid(struct dt_str version);

/* The JSON Schema (2020-12) of one kind of line, canonical JSON and an LF. */
void dt_record_schema(enum dt_records kind, struct dt_buf *out);

#endif
