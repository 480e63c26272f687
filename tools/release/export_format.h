/*
 * export_format.h - what a format gets to write: one article after another,
 * each with its statements.
 *
 * Layer   release, private to export*.c. Texts are UTF-8 as they are, not
 *         escaped; absent ones have a NULL ptr. All of it lives until the
 *         next article.
 */
#ifndef DT_RELEASE_EXPORT_FORMAT_H
#define DT_RELEASE_EXPORT_FORMAT_H

#include "article/article.h"
#include "base/json.h"
#include "release/export.h"

struct dt_export_event {
    struct dt_str name, date, place;
};

struct dt_export_statement {
    struct dt_str line; /* the record as it stands */
    struct dt_str id, text, speaker_name, office, mode, said_at, said_on,
        same_as;
    struct dt_str cue, commitment, verdict, rule;
    struct dt_str candidates;        /* ids, parted by spaces */
    const struct dt_person *speaker; /* or NULL */
    struct dt_export_event event;
    struct dt_span *spans;
    size_t span_count;
    int64_t confidence;
};

struct dt_export_article {
    struct dt_str id, title, kind, url, publisher, published, language;
    struct dt_str licence, snapshot, text_sha256;
    struct dt_str *byline;
    size_t byline_count;
    struct dt_export_event event;
    struct dt_span *headings;
    size_t heading_count;
    bool withheld;
    struct dt_str text; /* NULL ptr: withheld, or not on this machine */
    const struct dt_export_statement *statements;
    size_t statement_count;
};

/* Where a format writes; the walk empties out from time to time. */
struct dt_exporter {
    const struct dt_corpus *corpus;
    const struct dt_export_options *options;
    struct dt_buf out;
    struct dt_json json; /* on out */
    uint64_t items;      /* for the format's own counting, from 0 */
    void *ctx;           /* the caller's of dt_export_walk() */
};

/* Any of the three may be NULL. Overflow shows in x->out. */
struct dt_export_format {
    const char *name;
    int (*begin)(struct dt_exporter *x, struct dt_err *err);
    int (*article)(struct dt_exporter *x, const struct dt_export_article *a,
                   struct dt_err *err);
    int (*end)(struct dt_exporter *x, struct dt_err *err);
};

extern const struct dt_export_format dt_export_web_annotation;
extern const struct dt_export_format dt_export_schema_org;
extern const struct dt_export_format dt_export_tei;
extern const struct dt_export_format dt_export_csv;
extern const struct dt_export_format dt_export_jsonl;

/* As dt_export() in a format that is not one of its own. */
int dt_export_walk(const struct dt_corpus *corpus,
                   const struct dt_export_options *options,
                   const struct dt_export_format *format, void *ctx,
                   struct dt_export_report *report, struct dt_err *err);

/* Write "key": the text, or nothing where there is none. */
void dt_export_member(struct dt_exporter *x, const char *key,
                      struct dt_str text);

/* Write "key": BASE FOLDER ID SUFFIX, an IRI of the corpus's own. */
void dt_export_iri(struct dt_exporter *x, const char *key, const char *folder,
                   struct dt_str id, const char *suffix);

/* Write the identifiers of a person as a list of IRIs, unless there is none. */
void dt_export_same_as(struct dt_exporter *x, const char *key,
                       const struct dt_person *person);

/*
 * Append the IRI that an identifier of a known scheme (wikidata, viaf, isni,
 * orcid, gnd, or any that is a web address) stands for; false: of no known.
 */
bool dt_export_identifier(const struct dt_identifier *identifier,
                          struct dt_buf *out);

/* Whether it is no quotation: refused, denied, or only expected. */
bool dt_export_is_unsaid(const struct dt_export_statement *s);

/*
 * Whether an EDTF date is one of XML Schema too: YYYY, YYYY-MM, YYYY-MM-DD, or
 * a day with a time.
 */
bool dt_export_is_plain_date(struct dt_str edtf);

#endif
