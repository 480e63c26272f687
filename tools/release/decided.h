/*
 * decided.h - whether a release's statements follow its decisions.yaml.
 *
 * Layer   release, private to checker.c. Its files come in the order of bag.h:
 *         decisions.yaml, if there is one, then people.yaml, which it names,
 *         then the statements, then the texts. Without decisions nothing is
 *         kept.
 * Rule    manifest/verify_decisions.h has it.
 */
#ifndef DT_RELEASE_DECIDED_H
#define DT_RELEASE_DECIDED_H

#include "manifest/verify_decisions.h"

struct dt_release_decided {
    struct dt_buf file[2]; /* decisions.yaml and people.yaml */
    struct dt_buf *coming; /* one of them, or NULL */
    struct dt_people *people;
    struct dt_decisions *decisions;
    struct dt_verify_decided *statements; /* NULL: nothing is decided */
    uint64_t open; /* of those judged so far: what the release cannot tell */
    const struct dt_decision *undone; /* the first that is not followed */
};

void dt_release_decided_init(struct dt_release_decided *d);
void dt_release_decided_release(struct dt_release_decided *d);

/* A file of the payload begins, by its path; and its bytes, in any pieces. */
void dt_release_decided_begin(struct dt_release_decided *d, const char *path);
int dt_release_decided_data(struct dt_release_decided *d, const void *data,
                            size_t len, struct dt_err *err);

/*
 * Before the first statement: read both files. DT_EFORMAT where they are not
 * what a build would read.
 */
int dt_release_decided_read(struct dt_release_decided *d, struct dt_err *err);

/*
 * After the statements: the text of an article. DT_EMISMATCH with the line of
 * a decision that is not followed.
 */
int dt_release_decided_text(struct dt_release_decided *d, const char *article,
                            struct dt_str text, struct dt_err *err);

/* After all texts: count in open those on articles that have none here. */
int dt_release_decided_finish(struct dt_release_decided *d, struct dt_err *err);

#endif
