/*
 * find.h - one record by its id, or by what the user may have meant.
 *
 * Layer   manifest. A whole id costs one look into the one file that can hold
 *         it; everything else reads all files once.
 */
#ifndef DT_MANIFEST_FIND_H
#define DT_MANIFEST_FIND_H

#include <stdbool.h>

#include "manifest/record.h"

/* In the order in which an id is looked up. */
enum dt_find_kind {
    DT_FIND_ARTICLE,
    DT_FIND_SOURCE, /* the entry in sources.yaml; it has its article's id */
    DT_FIND_STATEMENT,
    DT_FIND_PERSON,
    DT_FIND_SNAPSHOT,
    DT_FIND_REDIRECT,
    DT_FIND_RELEASE,
    DT_FIND_KINDS
};

#define DT_FIND_KIND_NAMES \
    "article|source|statement|person|snapshot|redirect|release"

/* "article" …; and back: DT_FIND_KINDS when there is no such. */
const char *dt_find_kind_name(enum dt_find_kind kind);
enum dt_find_kind dt_find_kind_from(const char *name);

/* The lines that hold the kind, or DT_RECORDS_COUNT: it stands in YAML. */
enum dt_records dt_find_records(enum dt_find_kind kind);

/* For what stands in YAML: "people.yaml" and "people", and so on. */
const char *dt_find_file(enum dt_find_kind kind);
const char *dt_find_list(enum dt_find_kind kind);

/*
 * The line of an id within the bytes of a record file, without its LF; a NULL
 * ptr when there is none. One pass, nothing is parsed: in canonical JSON no
 * text can hold the member's bytes, its quotation marks are escaped.
 */
struct dt_str dt_find_in_lines(struct dt_str bytes, enum dt_records records,
                               struct dt_str id);

/* The id (of releases the version) of a line; NULL ptr: it has none. */
struct dt_str dt_find_id(struct dt_str line, enum dt_records records);

/*
 * Replace the content of out with the line of this record; *found is false,
 * and out empty, when there is none.
 */
int dt_find_record(const struct dt_corpus *corpus, enum dt_find_kind kind,
                   struct dt_str id, struct dt_buf *out, bool *found,
                   struct dt_err *err);

enum { DT_FIND_SHORTEST = 4, DT_FIND_NEAR = 3, DT_FIND_ID = 256 };

/* What the user may have meant by an id that is none. */
struct dt_find_guess {
    size_t begin;                        /* how many ids begin so */
    char some[DT_FIND_NEAR][DT_FIND_ID]; /* the first of them */
    char last[DT_FIND_ID];               /* the last of them */
    char near[DT_FIND_NEAR][DT_FIND_ID]; /* the nearest ids, "": no more */
};

/*
 * Look through every id of the corpus, or through those of one kind. A
 * beginning of fewer than DT_FIND_SHORTEST bytes should stand for no id.
 */
int dt_find_guess(const struct dt_corpus *corpus, enum dt_find_kind kind,
                  struct dt_str id, struct dt_find_guess *out,
                  struct dt_err *err);

/* Append " (did you mean …)" or " (N ids begin so: …)", or nothing. */
void dt_find_hint(const struct dt_find_guess *guess, struct dt_buf *out);

#endif
