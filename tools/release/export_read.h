/*
 * export_read.h - records and texts as export_format.h shows them.
 *
 * Layer   release, private to export.c. Each line is checked whole, with its
 *         seal, and each text by its hash: what is exported is what dictum
 *         verify would pass.
 */
#ifndef DT_RELEASE_EXPORT_READ_H
#define DT_RELEASE_EXPORT_READ_H

#include "base/digest.h"
#include "release/export_format.h"

struct dt_export_reader {
    const struct dt_corpus *corpus;
    struct dt_json_doc doc;
    struct dt_digest *digest;
    struct dt_arena arena; /* of the texts; the caller resets it */
};

int dt_export_reader_init(struct dt_export_reader *r,
                          const struct dt_corpus *corpus, struct dt_err *err);
void dt_export_reader_release(struct dt_export_reader *r);

/* line lives as long as what is read from it; name and place tell errors. */
int dt_export_read_article(struct dt_export_reader *r, struct dt_str line,
                           struct dt_export_article *out, struct dt_err *err);
int dt_export_read_statement(struct dt_export_reader *r, struct dt_str line,
                             struct dt_export_statement *out,
                             struct dt_err *err);

/*
 * Replace text's content by the article's text, unless it is withheld, and
 * point to it. A text that is not on this machine is no error.
 */
int dt_export_read_text(struct dt_export_reader *r,
                        struct dt_export_article *article, struct dt_buf *text,
                        struct dt_err *err);

#endif
