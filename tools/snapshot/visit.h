/*
 * visit.h - asks the web for pages, politely, and keeps every exchange.
 *
 * Layer   snapshot.
 * Manners robots.txt is asked for first and followed (RFC 9309): where it is
 *         not there (4xx) all is allowed, where it cannot be had (5xx, 429)
 *         nothing is; it counts for the run, and for a day where a run is gone
 *         on with. At most so many requests a site at a time, and a pause
 *         between the starts of two: the caller's or its Crawl-delay, up to
 *         DT_VISIT_PAUSE. 429, 500, 502, 503, 504 and failures of the network
 *         are tried again after Retry-After, or 1, 2, 4 … seconds; a site that
 *         asks for more than DT_VISIT_WAIT seconds is left alone.
 * Redirects at most DT_VISIT_HOPS, each an exchange of its own that the rules
 *         of its own site must allow; one that leads back where it has been
 *         ends the visit.
 * Kept    each whole response, by the writer, before anything is concluded
 *         from it. What the writer's file holds from a run that was killed is
 *         not asked for again.
 */
#ifndef DT_SNAPSHOT_VISIT_H
#define DT_SNAPSHOT_VISIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "snapshot/exchange.h"
#include "snapshot/warc_write.h"

enum {
    DT_VISIT_HOPS = 10,
    DT_VISIT_PAUSE = 60, /* seconds */
    DT_VISIT_WAIT = 300  /* seconds */
};

struct dt_visit_options {
    bool allow_private;
    const char *user_agent;
    const char *robot;  /* our product token in robots.txt */
    unsigned at_a_time; /* requests a site, at least 1 */
    unsigned pause;     /* seconds between the starts of two */
    unsigned tries;     /* for one request, at least 1 */
    long seconds;       /* for one exchange */
    uint64_t max;       /* bytes of a body, as it arrives and decoded */
};

/* A page to ask for. Texts live until its visit has ended. */
struct dt_visit {
    const char *url;
    const char *field; /* one more field of the request, or NULL */
    /* Of what the caller holds, at this URL, which is url or where it led. */
    const char *held_url, *held_etag, *held_last_modified; /* or NULL */
    void *ctx;
};

enum dt_visit_end {
    DT_VISIT_ANSWERED,  /* exchange has what the server said in the end */
    DT_VISIT_FORBIDDEN, /* by robots.txt */
    DT_VISIT_FAILED
};

/* How a visit ended; lives while the caller is told. */
struct dt_visited {
    const struct dt_visit *visit;
    enum dt_visit_end end;
    const char *why;                    /* it was not answered; else NULL */
    const char *url;                    /* asked last */
    const struct dt_exchange *exchange; /* or NULL */
    struct dt_place place;              /* of its record in the file */
};

struct dt_visits;

/* The caller owns *out; writer and the texts of options live as long. */
int dt_visits_new(const struct dt_visit_options *options,
                  struct dt_warc_writer *writer, struct dt_visits **out,
                  struct dt_err *err);

/* Also while visits run, from the function that is told. *visit is copied. */
int dt_visits_add(struct dt_visits *visits, const struct dt_visit *visit,
                  struct dt_err *err);

typedef int (*dt_visited_fn)(void *ctx, const struct dt_visited *visited,
                             struct dt_err *err);

/* Until every visit has ended. A negative return of fn stops it. */
int dt_visits_run(struct dt_visits *visits, dt_visited_fn fn, void *ctx,
                  struct dt_err *err);

/* Requests that were made. */
uint64_t dt_visits_requests(const struct dt_visits *visits);

/* NULL is fine. */
void dt_visits_free(struct dt_visits *visits);

#endif
