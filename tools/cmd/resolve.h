/*
 * resolve.h - which record the user means by an id: looked up in every
 * corpus, by its beginning where that is unique, and along redirects.
 *
 * Layer   cmd.
 */
#ifndef DT_CMD_RESOLVE_H
#define DT_CMD_RESOLVE_H

#include "manifest/find.h"

struct dt_resolve {
    const char *corpus_name; /* or NULL: any */
    enum dt_find_kind kind;  /* or DT_FIND_KINDS: any */
    bool redirects;          /* follow them */
};

struct dt_resolved {
    bool found;
    struct dt_corpus *corpus; /* the one that has it */
    enum dt_find_kind kind;
    char id[DT_FIND_ID]; /* the whole id */
    struct dt_buf line;
    struct dt_buf notes; /* lines for a person: what was followed */
    struct dt_buf hint;  /* not found: what may have been meant, or empty */
};

/*
 * DT_OK also when there is no such record. DT_EUSAGE when more corpora than
 * one have it. out is good for dt_resolved_release() also after a failure.
 */
int dt_resolve(const struct dt_resolve *how, const char *id,
               struct dt_resolved *out, struct dt_err *err);
void dt_resolved_release(struct dt_resolved *resolved);

/* The kind that --kind names, or DT_FIND_KINDS for NULL. */
enum dt_find_kind dt_resolve_kind(const char *name);

#endif
