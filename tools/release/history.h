/*
 * history.h - do the releases that a corpus records still say the same.
 *
 * Layer   release. Reads git objects only; nothing is checked out.
 */
#ifndef DT_RELEASE_HISTORY_H
#define DT_RELEASE_HISTORY_H

#include <stdint.h>

#include "manifest/verify.h"

struct dt_history_report {
    dt_note_fn problem; /* told of each fault, and what could not be checked */
    void *ctx;
    uint64_t releases; /* that were checked */
    uint64_t problems;
};

/*
 * For every line of releases.jsonl: the corpus at its commit verifies and has
 * the tree size and root that the line says, and each id released in it is
 * still there or says where it went. And each id that is redirected was there
 * once. With `at` the corpus is that of this revision, else that of the folder.
 * DT_OK, or 1 when there is a fault.
 */
int dt_history_check(const struct dt_corpus *corpus, const char *at,
                     unsigned threads, struct dt_history_report *report,
                     struct dt_err *err);

/*
 * Of the last release alone, and of the corpus in its folder, or at the
 * revision `at`, of which found tells the root and no problem: each id released
 * is still there or says where it went, and where curated files, statements,
 * articles and snapshots are as they were, so is all that is made of them: size
 * and root are those of the line. Where git has not the release's commit, or is
 * none, that is a fault. DT_OK, or 1.
 */
int dt_history_check_last(const struct dt_corpus *corpus, const char *at,
                          const struct dt_verify_report *found,
                          struct dt_history_report *report, struct dt_err *err);

#endif
