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

enum { DT_RECORD_MAX = 16 * 1024 * 1024 }; /* bytes of a line */

/* "articles" …, the file's name without .jsonl. */
const char *dt_records_name(enum dt_records kind);

/* The kind of that name, or DT_RECORDS_COUNT. */
enum dt_records dt_records_from(struct dt_str name);

/*
 * Append the path of the file that holds the record of this id: for
 * statements under corpus/, else under manifests/. With shards the id's
 * SHA-256 chooses x.jsonl, x/y.jsonl or x/y/z.jsonl in a folder, hex digits
 * written as letters a to p. id NULL or one shard: the plain file.
 */
int dt_records_path(const struct dt_corpus *corpus, enum dt_records kind,
                    const char *id, struct dt_buf *out, struct dt_err *err);

/* Which of corpus->shards a record's id falls into; releases: always 0. */
int dt_records_shard(const struct dt_corpus *corpus, enum dt_records kind,
                     struct dt_str id, struct dt_digest *d, uint32_t *shard,
                     struct dt_err *err);

/* The path of a shard by its number. */
void dt_records_shard_path(const struct dt_corpus *corpus, enum dt_records kind,
                           uint32_t shard, struct dt_buf *out);

/*
 * Put the seal into line, one canonical JSON object without one. doc is
 * scratch. DT_EFORMAT when line is no such object.
 */
int dt_record_seal(struct dt_buf *line, struct dt_json_doc *doc,
                   struct dt_digest *d, struct dt_err *err);

/*
 * Replace the value of a member by canonical JSON, and seal again.
 */
int dt_record_set(struct dt_buf *line, const char *member,
                  struct dt_str canonical, struct dt_json_doc *doc,
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
 * What the lines are sorted by: the id; for duplicates a, b and relation,
 * for releases the version. The slices point into the line of doc.
 */
struct dt_record_key {
    enum dt_records kind;
    struct dt_str part[3];
};

struct dt_record_key dt_record_key(enum dt_records kind,
                                   const struct dt_json_doc *doc);
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
