/*
 * plan.h - the state of one build while it runs, shared by its steps.
 *
 * Layer   manifest, private to build.c, plan.c, recognise.c, carry.c, output.c
 *         and output_lines.c.
 */
#ifndef DT_MANIFEST_PLAN_H
#define DT_MANIFEST_PLAN_H

#include "adapt/store.h"
#include "article/decided.h"
#include "base/fingerprint.h"
#include "manifest/build.h"
#include "manifest/make.h"
#include "manifest/mark.h"
#include "snapshot/snapshot.h"

enum dt_plan_state {
    DT_PLAN_MISSING,   /* its snapshot is not held, or is no article */
    DT_PLAN_CARRIED,   /* as before, but its record is kept */
    DT_PLAN_UNCHANGED, /* what lies there is what would be made */
    DT_PLAN_MADE       /* made anew */
};

struct dt_plan_item {
    enum dt_plan_state state;
    bool has_mark;
    bool as_left; /* its records are, among others that are not trusted */
    bool edited;  /* its text lies there, and is not what a build wrote */
    bool stands;  /* its mark in the store is as it was, and all it looked at */
    struct dt_mark mark;
    const struct dt_held *held; /* its snapshot; NULL: not held */
    uint64_t snapshot_bytes;
    const char *media_type;
    const char *http; /* of its tracked line, canonical JSON, or NULL */
    struct dt_spool_place snapshot_line; /* that line, where it is as it was */
    const char *copy_of; /* what its line says it copies, or NULL */
    struct dt_made made;
};

/* Where a source is found by its id, which is not read again for it. */
struct dt_plan_slot {
    struct dt_fingerprint print;
    uint32_t len;    /* bytes of the id */
    uint32_t source; /* and one; 0: free */
};

struct dt_plan {
    const struct dt_corpus *corpus;
    const struct dt_build_options *options;
    struct dt_build_report *report;
    struct dt_fingerprint_key *id_key;
    struct dt_plan_slot *by_id; /* by the fingerprint of its id */
    size_t room;                /* of them, a power of two */
    struct dt_snapshots *snapshots;
    struct dt_plan_item *items; /* one for each source, in their order */
    struct dt_copy *copies;     /* likewise */
    struct dt_decided decided;  /* among the copies */
    struct dt_mark_base base;
    bool trusted;   /* nobody touched the manifests since our last build */
    bool has_marks; /* of any source */
    char files[DT_DIGEST_HEX_SIZE]; /* dt_mark_files() of them, then */
    bool same_sources;              /* nor sources.yaml and people.yaml */
    bool had_all_said; /* the last build had the texts of all transcripts */
    bool has_all_said; /* and so has this one */
    bool stored;       /* there is a store to remember things in */
    bool resharded;    /* lines lie by another number of shards */
    bool marks_gone;   /* the store knows ids that are no sources any more */
    int64_t clock;     /* of the file system when the build began */
    struct dt_maker *makers; /* one a thread */
    struct dt_arena *keep;   /* one a thread, lives with the plan */
    struct dt_make make;
    struct dt_spool *snapshot_lines, *duplicate_lines, *redirect_lines;
    struct dt_arena arena; /* the main thread's */
};

/* Have all sources' ids for dt_plan_find(). DT_EINTERNAL. */
int dt_plan_index(struct dt_plan *plan, struct dt_err *err);

/* Index of a source by its id, or SIZE_MAX. */
size_t dt_plan_find(const struct dt_plan *plan, struct dt_str id);

/* Whether the snapshot of a source is here. */
bool dt_plan_held(const struct dt_plan *plan, size_t source);

/* Read the marks that the last build left. */
int dt_plan_load_marks(struct dt_plan *plan, struct dt_store *store,
                       struct dt_err *err);

/*
 * Decide for every source, and make what changed: states MISSING, UNCHANGED
 * and MADE.
 */
int dt_plan_work(struct dt_plan *plan, struct dt_err *err);

/*
 * Take from the manifests that lie there what is still good: the lines of
 * unchanged sources and of those that are not held (which become CARRIED),
 * and stage the removal of texts whose source is gone.
 */
int dt_plan_carry(struct dt_plan *plan, struct dt_err *err);

/*
 * When every line that is made of one source alone is there: find the
 * duplicates, and stage all manifests.
 */
int dt_plan_write(struct dt_plan *plan, struct dt_err *err);

/*
 * Whether record files lie where another number of shards has them, or texts
 * of sources in the folder that is not the corpus's.
 */
int dt_plan_has_strays(const struct dt_plan *plan, bool *any,
                       struct dt_err *err);

/* "snapshots/…" when git tracks the file, or NULL. */
const char *dt_plan_tracked(const struct dt_plan *plan, const char *path);

/* A text that lies in one of the two folders. */
struct dt_plan_text {
    const char *path;
    size_t source;  /* index, or SIZE_MAX */
    bool elsewhere; /* not where the corpus has its texts */
};

typedef int (*dt_plan_text_fn)(void *ctx, const struct dt_plan_text *text,
                               struct dt_err *err);

/* Call fn for each text, by name. */
int dt_plan_texts(const struct dt_plan *plan, dt_plan_text_fn fn, void *ctx,
                  struct dt_err *err);

/* After the commit: remember how everything was left. */
int dt_plan_save_marks(struct dt_plan *plan, struct dt_store *store,
                       struct dt_err *err);

#endif
