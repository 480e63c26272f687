/*
 * fetch.h - takes the snapshots that a corpus misses from the web, and asks
 * again whether those that it has are still what is there.
 *
 * Layer   snapshot. Manners and bounds are those of visit.h. Exchanges go into
 *         ROOT/.dictum/warc/NAME-TIME.warc.gz (warc_write.h) as they come. At
 *         the end, all at once, snapshots of open texts go where git tracks
 *         them (snapshot.h), and into sources.yaml what was taken: snapshot,
 *         retrieved, warc, and charset where the server declared one. A
 *         snapshot is the body without its transfer and content codings.
 * Crash   a run that was killed is gone on with by the next one: what its file
 *         holds is not asked for again.
 */
#ifndef DT_SNAPSHOT_FETCH_H
#define DT_SNAPSHOT_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "source/source.h"

/* What the server said of the snapshot that is held; texts may be NULL. */
struct dt_fetch_known {
    const char *url; /* that it came from */
    const char *etag, *last_modified;
};

struct dt_fetch_options {
    bool refresh;        /* ask for what is held, too */
    bool dry_run;        /* ask for nothing, say what would be asked for */
    bool allow_private;  /* addresses */
    const char *from;    /* file or folder instead of the web, or NULL */
    const char *archive; /* for what has vanished: its TimeGate, or NULL */
    const char *contact; /* in the User-Agent, or NULL */
    unsigned at_a_time;  /* requests a site */
    unsigned pause;      /* seconds between two at a site */
    unsigned tries;      /* for each request */
    unsigned seconds;    /* for each exchange */
    uint64_t max;        /* bytes of a page, at most DT_SNAPSHOT_MAX */
    /* Fills *out for a source whose snapshot is held; or NULL. */
    int (*known)(void *ctx, const struct dt_source *source,
                 struct dt_fetch_known *out, struct dt_err *err);
    void *known_ctx;
};

enum dt_fetch_state {
    DT_FETCH_HELD,      /* there is nothing to do */
    DT_FETCH_RESTORED,  /* its file was gone, and is back from .dictum/warc */
    DT_FETCH_WAITING,   /* dry run: would be asked for */
    DT_FETCH_TAKEN,     /* its snapshot was taken */
    DT_FETCH_SAME,      /* asked again: as it was */
    DT_FETCH_CHANGED,   /* asked again: a new snapshot beside the old one */
    DT_FETCH_OTHER,     /* the one that is named is not there any more */
    DT_FETCH_GONE,      /* vanished */
    DT_FETCH_FORBIDDEN, /* by robots.txt or by the server */
    DT_FETCH_FAILED,    /* the network or the server */
    DT_FETCH_NOWHERE,   /* not held, and nowhere to take it from */
    DT_FETCH_STATES
};

struct dt_fetch_item {
    const struct dt_source *source;
    enum dt_fetch_state state;
    bool held;                              /* a snapshot of it is here, now */
    const char *why;                        /* or NULL */
    const char *url;                        /* asked last, or NULL */
    const char *snapshot;                   /* taken, or NULL */
    const char *retrieved, *warc, *charset; /* of what was taken */
    const char *memento; /* the archive's time of it, RFC 3339, or NULL */
};

struct dt_fetch_report {
    struct dt_fetch_item *items; /* one a source, in their order */
    size_t count;
    size_t counts[DT_FETCH_STATES];
    uint64_t requests;
    const char *file; /* of the exchanges, or NULL: there were none */
    struct dt_arena arena;
};

/* "held", "taken" … */
const char *dt_fetch_name(enum dt_fetch_state state);

/*
 * What a source could not give is in the report. DT_EIO when another fetch is
 * at work here, or a file cannot be written; DT_EINTERNAL. The report is good
 * for dt_fetch_release() in any case.
 */
int dt_fetch(const struct dt_corpus *corpus,
             const struct dt_fetch_options *options,
             struct dt_fetch_report *report, struct dt_err *err);
void dt_fetch_release(struct dt_fetch_report *report);

#endif
