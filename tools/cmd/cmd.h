/*
 * cmd.h - every verb of the program; cmd_VERB.c defines dt_cmd_VERB.
 *
 * Layer   cmd: argv -> one call into a stage -> print. Machine output goes to
 *         stdout, people's to stderr.
 */
#ifndef DT_CMD_CMD_H
#define DT_CMD_CMD_H

#include "base/option.h"

extern const struct dt_command dt_cmd_add;
extern const struct dt_command dt_cmd_align;
extern const struct dt_command dt_cmd_build;
extern const struct dt_command dt_cmd_export;
extern const struct dt_command dt_cmd_fetch;
extern const struct dt_command dt_cmd_get;
extern const struct dt_command dt_cmd_dedup;
extern const struct dt_command dt_cmd_diff;
extern const struct dt_command dt_cmd_duplicates;
extern const struct dt_command dt_cmd_help;
extern const struct dt_command dt_cmd_init;
extern const struct dt_command dt_cmd_log;
extern const struct dt_command dt_cmd_normalise;
extern const struct dt_command dt_cmd_pack;
extern const struct dt_command dt_cmd_review;
extern const struct dt_command dt_cmd_show;
extern const struct dt_command dt_cmd_statements;
extern const struct dt_command dt_cmd_people;
extern const struct dt_command dt_cmd_stats;
extern const struct dt_command dt_cmd_status;
extern const struct dt_command dt_cmd_verify;
extern const struct dt_command dt_cmd_warc;

/* All verbs in the order in which help shows them; NULL ends the table. */
extern const struct dt_command *const dt_cmd_table[];

/* The verb of this name, or NULL. */
const struct dt_command *dt_cmd_find(const char *name);

#endif
