/*
 * export.h - the statements of a corpus in the formats of others.
 *
 * Layer   release. Articles come in the order of their ids, the statements of
 *         each in the order of their words: the same manifests give the same
 *         bytes. Memory is bounded by one article and its statements, and
 *         32 bytes for each statement there is.
 * Rights  of a withheld text its positions are written, never its words.
 *
 *     web-annotation  W3C Web Annotation Data Model, an AnnotationPage
 *     schema-org      schema.org Quotation, JSON-LD
 *     tei             TEI as Parla-CLARIN recommends it for debates
 *     csv             RFC 4180, with a header
 *     jsonl           JSON Lines: record, article and speaker of each
 */
#ifndef DT_RELEASE_EXPORT_H
#define DT_RELEASE_EXPORT_H

#include <stdint.h>

#include "base/err.h"
#include "source/source.h"

#define DT_EXPORT_FORMATS "web-annotation|schema-org|tei|csv|jsonl"

struct dt_export_options {
    const char *format;  /* one of DT_EXPORT_FORMATS */
    const char *article; /* only of this article, or NULL */
    const char *speaker; /* only of this person, or NULL */
    /*
     * IRI in front of the corpus's own names (articles/ID.txt, people/ID,
     * statements/ID) in linked data; "": they stay relative.
     */
    const char *base;
    int fd;           /* where it goes */
    const char *name; /* of that, for messages */
};

struct dt_export_report {
    uint64_t articles, statements;
    uint64_t withheld;  /* statements whose words are withheld */
    uint64_t not_there; /* open articles whose text is not on this machine */
};

/*
 * DT_EUSAGE for an article or speaker that is not there, DT_EFORMAT or
 * DT_EMISMATCH for a line or text that dictum verify would not pass, DT_EIO.
 */
int dt_export(const struct dt_corpus *corpus,
              const struct dt_export_options *options,
              struct dt_export_report *report, struct dt_err *err);

#endif
