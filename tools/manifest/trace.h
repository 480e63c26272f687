/*
 * trace.h - the history of one record: every commit that changed its line.
 *
 * Layer   manifest. A record is followed when its corpus was sharded in
 *         between. Each version of a file is read once: the cost is that of
 *         the history's bytes, and memory that of one version and a few
 *         lines.
 */
#ifndef DT_MANIFEST_TRACE_H
#define DT_MANIFEST_TRACE_H

#include "adapt/repo.h"
#include "manifest/find.h"

/* A commit's member; before or after has a NULL ptr when there was no line. */
struct dt_trace_step {
    const char *commit; /* 40 or 64 hex digits; "": the work tree, as it is */
    int64_t time;
    const char *author, *summary;
    struct dt_str before, after;
};

/* 0 to go on, 1 to stop, or a negative code with *err filled. */
typedef int (*dt_trace_fn)(void *ctx, const struct dt_trace_step *step,
                           struct dt_err *err);

/*
 * Call fn for what is not committed yet, then for each commit reachable from
 * HEAD, newest first, after which the line is another than after any of its
 * parents. *shallow tells that the clone ends before the history does. A
 * repository without a commit has no history.
 */
int dt_trace(const struct dt_corpus *corpus, enum dt_find_kind kind,
             struct dt_str id, dt_trace_fn fn, void *ctx, bool *shallow,
             struct dt_err *err);

#endif
