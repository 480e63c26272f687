/*
 * build.h - one way through: snapshots -> articles -> duplicates ->
 * statements -> manifests, and only what changed.
 *
 * Layer   manifest. The same snapshots and the same program give the same
 *         bytes, whatever the number of threads or what was built before.
 *         Files change all together or not at all (base/stage.h); another
 *         build in the same repository is refused (base/lock.h).
 */
#ifndef DT_MANIFEST_BUILD_H
#define DT_MANIFEST_BUILD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "source/source.h"

struct dt_build_options {
    const char *from; /* folder that holds further snapshots, or NULL */
    unsigned jobs;    /* threads */
    bool dry;         /* rebuild everything and compare; change nothing */
    bool empty;       /* a list of no sources may take all articles away */
};

/* One line for a person, without LF. */
typedef void (*dt_note_fn)(void *ctx, const char *line);

struct dt_build_report {
    dt_note_fn note;    /* or NULL */
    bool only_problems; /* note only what makes the build return 1 */
    void *ctx;
    size_t sources;
    size_t built; /* made anew */
    size_t unchanged;
    size_t carried;    /* not held here: the tracked record was kept */
    size_t not_held;   /* not held here, and no record of it either */
    size_t removed;    /* records whose source is gone */
    size_t no_article; /* not built: the page is none */
    size_t no_text;    /* built, but no body was found */
    size_t undecoded;  /* built, with bytes that became U+FFFD */
    size_t disputed;   /* built, of sources that contradict themselves */
    size_t unknown;    /* built, with null for what every article has */
    size_t stale;      /* decisions that point at nothing any more */
    size_t statements; /* in what was built */
    size_t unresolved; /* of these, without a person */
    size_t strangers;  /* of these, with a name */
    size_t duplicates; /* articles that copy another */
    size_t judged;     /* quotations held against transcripts */
    size_t kept; /* quotations whose text is not held: the verdict stays */
    size_t not_judged; /* of which a text that is needed is not held */
    size_t files;      /* written, or with dry: that differ */
};

/*
 * DT_OK; 1 when sources are not held or are no articles (each is noted; where
 * none at all is held nothing is changed), when none is left of those that have
 * records (likewise), or with dry when a file differs (each is noted).
 * DT_EFORMAT for a snapshot that is no text, DT_EMISMATCH for one whose hash
 * is another, DT_EIO; then nothing has changed.
 */
int dt_build(const struct dt_corpus *corpus,
             const struct dt_build_options *options,
             struct dt_build_report *report, struct dt_err *err);

#endif
