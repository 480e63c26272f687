/*
 * fetch_parts.h - what the files of a fetch share: the state of a run, and how
 * far each source has come.
 *
 * Layer   snapshot, inside fetch*.c: fetch.c plans what to ask for and runs it,
 *         fetch_conclude.c concludes from each answer what becomes of a source.
 */
#ifndef DT_SNAPSHOT_FETCH_PARTS_H
#define DT_SNAPSHOT_FETCH_PARTS_H

#include "base/digest.h"
#include "base/stage.h"
#include "snapshot/fetch.h"
#include "snapshot/snapshot.h"
#include "snapshot/visit.h"

enum { DT_FETCH_PATH = 4096, DT_FETCH_AGENT = 512 };

/* What was asked last: the page, or a part of the archive (memento.h). */
enum dt_asked_where {
    DT_ASKED_PAGE,
    DT_ASKED_GATE,
    DT_ASKED_MAP,
    DT_ASKED_MEMORY
};

/* A source, and what is going on about it. */
struct dt_asked {
    struct dt_fetch_item *item;
    struct dt_asked *twin; /* of the same URL: it has the same answer */
    bool is_twin;          /* of one before: no visit of its own */
    enum dt_asked_where where;
    bool was_held;
    struct dt_fetch_known known;
    const char *field; /* Accept-Datetime */
    int64_t wanted;    /* time of the memory */
};

struct dt_fetching {
    const struct dt_corpus *corpus;
    const struct dt_fetch_options *options;
    struct dt_fetch_report *report;
    struct dt_snapshots *snapshots;
    struct dt_warc_writer *writer;
    struct dt_visits *visits;
    struct dt_digest *digest;
    struct dt_stage *stage; /* snapshots and sources.yaml, put there at once */
    struct dt_asked *asked; /* one a source */
    char agent[DT_FETCH_AGENT];
};

int dt_fetch_no_memory(struct dt_err *err);

/* A copy that lives as long as the report; of NULL it is NULL. */
int dt_fetch_keep(struct dt_fetching *f, const char *text, const char **out,
                  struct dt_err *err);

/* Ask for url. An address that cannot be asked concludes the source. */
int dt_fetch_visit(struct dt_fetching *f, struct dt_asked *a, const char *url,
                   enum dt_asked_where where, struct dt_err *err);

/*
 * A dt_visited_fn; ctx is the struct dt_fetching, the visit's own the struct
 * dt_asked. Concludes the source and its twins, or asks the archive on.
 */
int dt_fetch_visited(void *ctx, const struct dt_visited *visited,
                     struct dt_err *err);

#endif
