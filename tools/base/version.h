/*
 * version.h - the version of the program, recorded with every article.
 */
#ifndef DT_BASE_VERSION_H
#define DT_BASE_VERSION_H

#define DT_VERSION "0.1.0"

/* What a record's "tool" says. A change of rules is a change of version. */
#define DT_TOOL "dictum " DT_VERSION

#endif
