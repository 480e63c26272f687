/*
 * show.h - a record laid out for a person to read.
 *
 * Layer   cmd, private to cmd_show.c and its parts. doc is the record's line,
 *         parsed. Of a withheld text nothing but offsets and the commitment
 *         is shown, whatever lies on this machine.
 */
#ifndef DT_CMD_SHOW_H
#define DT_CMD_SHOW_H

#include "cmd/print.h"
#include "source/source.h"

int dt_show_article(struct dt_print *p, const struct dt_corpus *corpus,
                    const struct dt_json_doc *doc, struct dt_err *err);

/* What is said in it, as a list of one line each; nothing where nothing is. */
void dt_show_article_said(struct dt_print *p, const struct dt_corpus *corpus,
                          const struct dt_json_doc *doc);

/* The members of its record, and "said": all that is said in it. */
int dt_show_article_json(struct dt_buf *out, const struct dt_corpus *corpus,
                         const struct dt_json_doc *doc, struct dt_err *err);

int dt_show_statement(struct dt_print *p, const struct dt_corpus *corpus,
                      const struct dt_json_doc *doc, struct dt_err *err);

/* A person with what they said, counted. id is that of the entry. */
int dt_show_person(struct dt_print *p, const struct dt_corpus *corpus,
                   const char *id, struct dt_err *err);

/* The same: the members of the entry, doc, and "said". */
int dt_show_person_json(struct dt_buf *out, const struct dt_corpus *corpus,
                        const char *id, const struct dt_json_doc *doc,
                        struct dt_err *err);

/*
 * Append the members of doc and one more, which put writes, in the order of
 * their names, and an LF.
 */
typedef void (*dt_show_put_fn)(struct dt_json *w, void *ctx);
int dt_show_json(struct dt_buf *out, const struct dt_json_doc *doc,
                 const char *name, dt_show_put_fn put, void *ctx,
                 struct dt_err *err);

/* Of a statement: what it was held against, and with which result. */
void dt_show_held(struct dt_print *p, const struct dt_json_doc *doc);

/*
 * Its words above those of its source, what differs marked, where both texts
 * are here; quote is its article's, or a NULL ptr.
 */
int dt_show_drawn(struct dt_print *p, const struct dt_corpus *corpus,
                  const struct dt_json_doc *doc, struct dt_str quote,
                  struct dt_err *err);

/* How often it is reported, where that is more than once. */
int dt_show_attested(struct dt_print *p, const struct dt_corpus *corpus,
                     const struct dt_json_doc *doc, struct dt_err *err);

/* Read an article's record and, where it is here, its text. */
int dt_show_read(const struct dt_corpus *corpus, struct dt_str id,
                 struct dt_buf *line, struct dt_json_doc *doc,
                 struct dt_buf *text, struct dt_err *err);

#endif
