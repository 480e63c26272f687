/*
 * side.h - the records of a corpus as sorted lines, wherever they are: in the
 * work tree, in a git revision, in a release's folder or in its archive.
 *
 * Layer   release. Memory is that of a line; of a revision that of the file
 *         in git; where the corpus is in shards some 40 bytes a line.
 * Trust   nothing is verified: dt_release_check() and dt_verify_corpus() do.
 *         The bounds of an archive are those of decode.h.
 */
#ifndef DT_RELEASE_SIDE_H
#define DT_RELEASE_SIDE_H

#include "base/file.h"
#include "base/str.h"

/* In the order in which differences are told. */
enum dt_side_kind {
    DT_SIDE_ARTICLES,
    DT_SIDE_STATEMENTS,
    DT_SIDE_PEOPLE,  /* people.yaml, as manifest/curated.h has it */
    DT_SIDE_SOURCES, /* sources.yaml, likewise */
    DT_SIDE_REDIRECTS,
    DT_SIDE_KINDS
};

/* "articles" … */
const char *dt_side_kind_name(enum dt_side_kind kind);

struct dt_side;

/*
 * spec is NULL for the work tree, an archive (*.tar.zst), a folder that has a
 * bagit.txt, or a git revision. root is the repository's folder, which only
 * work tree and revision need. DT_EUSAGE for a spec that is none of these.
 */
int dt_side_open(struct dt_side **out, const char *root, const char *spec,
                 struct dt_err *err);

/* NULL is fine. */
void dt_side_free(struct dt_side *side);

/* Of a release the name of its corpus, else NULL. */
const char *dt_side_release(const struct dt_side *side);

/* The names of its corpora, sorted; to be released by the caller. */
int dt_side_corpora(struct dt_side *side, struct dt_file_names *out,
                    struct dt_err *err);

/* Begin to read a kind's lines; a corpus that is not there has none. */
int dt_side_begin(struct dt_side *side, const char *corpus,
                  enum dt_side_kind kind, struct dt_err *err);

/* Files that the kind begun with is in. */
unsigned dt_side_shards(const struct dt_side *side);

/*
 * The next line, in the order of ids; it lives until the next call. Its ptr
 * is NULL behind the last one. DT_EFORMAT for a line without an id or out of
 * order.
 */
int dt_side_next(struct dt_side *side, struct dt_str *id, struct dt_str *line,
                 struct dt_err *err);

#endif
