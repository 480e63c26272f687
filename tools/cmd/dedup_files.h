/*
 * dedup_files.h - the steps of finding copies, from files to a file.
 *
 * Layer   cmd. article/dedup_steps.h says what the files are.
 */
#ifndef DT_CMD_DEDUP_FILES_H
#define DT_CMD_DEDUP_FILES_H

#include "base/option.h"
#include "cmd/dedup_lines.h"

/* dictum dedup --sign FILE --output KEYS */
int dt_dedup_files_sign(const struct dt_args *args, struct dt_dedup_lines *s,
                        struct dt_err *err);

/* dictum dedup --join K/N KEYS... --output FOUND */
int dt_dedup_files_join(const struct dt_args *args, struct dt_dedup *d,
                        struct dt_err *err);

/* dictum dedup --merge KEYS... FOUND... */
int dt_dedup_files_merge(const struct dt_args *args, struct dt_dedup *d,
                         struct dt_err *err);

/*
 * dictum dedup FILE --work DIR: all three, where each goes on from what an
 * earlier process left in the folder. Once the result is out it is emptied.
 */
int dt_dedup_files_work(const struct dt_args *args, struct dt_dedup_lines *s,
                        struct dt_err *err);

#endif
