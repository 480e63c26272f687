/*
 * export_tei.h - the headers of a TEI corpus, after Parla-CLARIN
 * (https://clarin-eric.github.io/parla-clarin/).
 *
 * Layer   release, private to export_tei*.c.
 */
#ifndef DT_RELEASE_EXPORT_TEI_H
#define DT_RELEASE_EXPORT_TEI_H

#include "release/export_format.h"

/* In front of a person's id, which may begin with a digit: xml:id may not. */
#define DT_TEI_PERSON "person-"

/* The header of the whole corpus: its people and their organisations. */
int dt_tei_corpus_header(struct dt_exporter *x, struct dt_err *err);

/* That of one article. */
void dt_tei_article_header(struct dt_exporter *x,
                           const struct dt_export_article *a);

#endif
