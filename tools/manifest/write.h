/*
 * write.h - one sealed line from what a stage found.
 *
 * Layer   manifest. Each function appends one canonical line without LF to an
 *         empty buffer: DT_EFORMAT when that has no room for it, DT_EINTERNAL
 *         when memory ran out.
 */
#ifndef DT_MANIFEST_WRITE_H
#define DT_MANIFEST_WRITE_H

#include "article/dedup.h"
#include "article/article.h"
#include "manifest/record.h"
#include "statement/statement.h"

/* Scratch that many lines share; one a thread. */
struct dt_line_maker {
    struct dt_json_doc doc;
    uint32_t member[DT_RECORD_MEMBERS]; /* of doc, by dt_record_read() */
    struct dt_digest *digest;
};

int dt_line_maker_init(struct dt_line_maker *m, struct dt_err *err);
void dt_line_maker_release(struct dt_line_maker *m);

struct dt_article_record {
    const struct dt_source *source;
    const struct dt_article *article;
    const struct dt_meta *meta; /* the curator's word over the page's own */
    const char *speaker;        /* person id, or NULL */
    const char *profile;
    char text_sha256[DT_DIGEST_HEX_SIZE];
    char fold_sha256[DT_DIGEST_HEX_SIZE];
    char statements_sha256[DT_DIGEST_HEX_SIZE];
    size_t statement_count;
};

int dt_write_article(const struct dt_article_record *r, struct dt_line_maker *m,
                     struct dt_buf *line, struct dt_err *err);

/* commitment: 64 hex digits of a withheld text, whose words are left out. */
int dt_write_statement(const struct dt_article_record *r,
                       const struct dt_statement *s, const char *commitment,
                       struct dt_line_maker *m, struct dt_buf *line,
                       struct dt_err *err);

/* http: canonical JSON, or a NULL ptr. */
int dt_write_snapshot(const struct dt_source *source, uint64_t bytes,
                      const char *media_type, const char *file,
                      struct dt_str http, struct dt_line_maker *m,
                      struct dt_buf *line, struct dt_err *err);

/* edge has the evidence, of a decided one none; a and b of it do not count. */
int dt_write_duplicate(const char *a, const char *b,
                       const struct dt_dedup_edge *edge,
                       struct dt_line_maker *m, struct dt_buf *line,
                       struct dt_err *err);

int dt_write_redirect(const struct dt_redirect *r, struct dt_line_maker *m,
                      struct dt_buf *line, struct dt_err *err);

#endif
