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

int dt_show_article(struct dt_print *p, const struct dt_corpus *corpus,
                    const struct dt_json_doc *doc, struct dt_err *err);
int dt_show_statement(struct dt_print *p, const struct dt_corpus *corpus,
                      const struct dt_json_doc *doc, struct dt_err *err);

/* Every member of any other record, in their order. */
int dt_show_members(struct dt_print *p, const struct dt_json_doc *doc,
                    struct dt_err *err);

#endif
