/*
 * visit_parts.h - what the files of visits share: the state of a run, and its
 * jobs.
 *
 * Layer   snapshot, inside visit*.c: visit.c is the loop that starts what may
 *         be started, visit_ask.c makes requests, visit_answer.c concludes
 *         from what came of them.
 */
#ifndef DT_SNAPSHOT_VISIT_PARTS_H
#define DT_SNAPSHOT_VISIT_PARTS_H

#include "adapt/transfer.h"
#include "adapt/url.h"
#include "snapshot/replay.h"
#include "snapshot/site.h"
#include "snapshot/visit.h"

/* One thing to ask for: a page, or the robots.txt of a site. */
struct dt_job {
    struct dt_job *next;
    struct dt_visit visit;
    struct dt_url at;
    const char *hops[DT_VISIT_HOPS + 1]; /* addresses, the first one first */
    unsigned hop_count;                  /* redirects followed */
    unsigned tries;
    struct dt_site *site;      /* in whose queue it is */
    struct dt_site *robots_of; /* NULL: a page */
    int64_t asked;             /* when, in seconds since 1970; 0: not now */
};

struct dt_visits {
    struct dt_visit_options options;
    struct dt_warc_writer *writer;
    struct dt_transfers *transfers;
    struct dt_replay *replay;
    struct dt_sites sites;
    struct dt_arena arena;
    struct dt_exchange exchange;
    struct dt_place place; /* of the exchange */
    dt_visited_fn fn;
    void *ctx;
    size_t open;    /* pages whose visit has not ended */
    size_t running; /* requests */
    uint64_t requests;
};

/* Milliseconds of a clock that only goes forward. */
int64_t dt_visit_clock(void);

int dt_visit_no_memory(struct dt_err *err);

/* Into the queue of the job's site. */
void dt_job_push_front(struct dt_job *job);
void dt_job_push_back(struct dt_job *job);
/*
 * Read where the job is to go next and find that site. DT_EUSAGE for what is
 * no address of ours.
 */
int dt_job_aim(struct dt_visits *v, struct dt_job *job, const char *url,
               struct dt_err *err);

/* Put the question for a site's robots.txt in front of all others. */
int dt_visit_ask_robots(struct dt_visits *v, struct dt_site *site,
                        struct dt_err *err);

/* Milliseconds between the starts of two requests to a site. */
int64_t dt_visit_pause(const struct dt_visits *v, const struct dt_site *site);

/* Send the job's request. */
int dt_job_request(struct dt_visits *v, struct dt_job *job, int64_t now,
                   struct dt_err *err);

/* Whether a killed run has asked already; then what came of it is judged. */
int dt_job_replay(struct dt_visits *v, struct dt_job *job, bool *done,
                  struct dt_err *err);

/* Whether a status may be another one soon. */
bool dt_visit_is_passing(unsigned status);

/* Read a response back and judge it; a body that cannot be read is none. */
int dt_job_judge(struct dt_visits *v, struct dt_job *job, const char *path,
                 struct dt_place place, struct dt_err *err);

/* Conclude from a transfer that ended. */
int dt_job_ended(struct dt_visits *v, const struct dt_transfer *transfer,
                 struct dt_err *err);

/* The visit is over: tell the caller. */
int dt_job_tell(struct dt_visits *v, struct dt_job *job, enum dt_visit_end end,
                const char *why, struct dt_err *err);

#endif
