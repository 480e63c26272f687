/*
 * verifying.h - check a corpus or a release, and tell what came of it, as
 * cmd_verify.c was asked to.
 *
 * Layer   cmd. The result is that of the command: 1 where a corpus has faults.
 */
#ifndef DT_CMD_VERIFYING_H
#define DT_CMD_VERIFYING_H

#include "base/err.h"
#include "base/option.h"

int dt_verify_corpus_told(const struct dt_args *args, const char *name,
                          struct dt_err *err);

/* A release, or a BagIt bag that somebody else made. path may be a URL. */
int dt_verify_release_told(const struct dt_args *args, const char *path,
                           struct dt_err *err);

#endif
