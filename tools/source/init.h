/*
 * init.h - lays out an empty corpus.
 *
 * Layer   source.
 */
#ifndef DT_SOURCE_INIT_H
#define DT_SOURCE_INIT_H

#include "base/err.h"

struct dt_init {
    const char *name;    /* a slug */
    const char *title;   /* or NULL: the name */
    const char *licence; /* SPDX, or NULL: DT_INIT_LICENCE */
};

/* What a corpus says of its licence until a curator has chosen one. */
#define DT_INIT_LICENCE "NOASSERTION"

/*
 * Write corpus/NAME/ with its three YAML files, each explaining itself, and
 * manifests/NAME/ with its five empty manifests, in the working folder, which
 * must be the top of a git repository; add .dictum/ to .gitignore, and to
 * .gitattributes that evidence stays as it is and that lines of two branches
 * both stay. All of it or nothing. DT_EUSAGE for a name that is no slug, a
 * licence that is none, a corpus or other files there already, no repository,
 * and where one of git's two files is a folder or a link to no file.
 */
int dt_init(const struct dt_init *init, struct dt_err *err);

#endif
