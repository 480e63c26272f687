/*
 * print_furniture.h - the paragraphs that sites repeat, for a person, as JSON
 * Lines, or as rules for normalisation.
 *
 * Layer   cmd, private to cmd_duplicates.c.
 */
#ifndef DT_CMD_PRINT_FURNITURE_H
#define DT_CMD_PRINT_FURNITURE_H

#include "manifest/furniture.h"

int dt_furniture_text(const struct dt_furniture *found,
                      const struct dt_corpus *corpus, struct dt_err *err);
int dt_furniture_json(const struct dt_furniture *found,
                      const struct dt_corpus *corpus, struct dt_err *err);

/* A line each, once; what would begin a comment or take a rule back does not. */
int dt_furniture_rules(const struct dt_furniture *found, struct dt_err *err);

#endif
