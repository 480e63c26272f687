#include "snapshot/visit_parts.h"

#include <stdlib.h>
#include <time.h>

enum {
    MOST_RUNNING = 64,
    LONGEST_POLL = 1000, /* milliseconds */
    STALL_SECONDS = 60
};

int64_t dt_visit_clock(void)
{
    struct timespec t = {0, 0};

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int dt_visit_no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory for requests");
}

int dt_visits_new(const struct dt_visit_options *options,
                  struct dt_warc_writer *writer, struct dt_visits **out,
                  struct dt_err *err)
{
    const struct dt_transfer_options how = {
        .allow_private = options->allow_private,
        .user_agent = options->user_agent,
        .seconds = options->seconds,
        .stall_seconds = STALL_SECONDS,
        .max = options->max};
    struct dt_visits *v = calloc(1, sizeof *v);
    int rc;

    if (!v)
        return dt_visit_no_memory(err);
    v->options = *options;
    v->writer = writer;
    v->sites = DT_SITES_INIT;
    v->arena = DT_ARENA_INIT(SIZE_MAX / 2);
    v->exchange = DT_EXCHANGE_INIT((size_t)options->max);
    rc = dt_transfers_new(&how, &v->transfers, err);
    if (rc == DT_OK)
        rc = dt_replay_open(dt_warc_writer_path(writer), &v->replay, err);
    if (rc < 0) {
        dt_visits_free(v);
        return rc;
    }
    *out = v;
    return DT_OK;
}

void dt_job_push_front(struct dt_job *job)
{
    struct dt_site *s = job->site;

    job->next = s->first;
    if (!s->first)
        s->last = &job->next;
    s->first = job;
}

void dt_job_push_back(struct dt_job *job)
{
    job->next = NULL;
    *job->site->last = job;
    job->site->last = &job->next;
}

static struct dt_job *pop(struct dt_site *s)
{
    struct dt_job *job = s->first;

    s->first = job->next;
    if (!s->first)
        s->last = &s->first;
    return job;
}

int dt_job_aim(struct dt_visits *v, struct dt_job *job, const char *url,
               struct dt_err *err)
{
    int rc = dt_url_read(url, job->at.plain ? &job->at : NULL, &v->arena,
                         &job->at, err);

    if (rc == DT_OK)
        rc = dt_sites_find(&v->sites, job->at.origin, &v->arena, &job->site,
                           err);
    if (rc == DT_OK)
        job->hops[job->hop_count] = job->at.plain;
    return rc;
}

int dt_visits_add(struct dt_visits *visits, const struct dt_visit *visit,
                  struct dt_err *err)
{
    struct dt_job *job = dt_arena_alloc(&visits->arena, sizeof *job);
    int rc;

    if (!job)
        return dt_visit_no_memory(err);
    job->visit = *visit;
    rc = dt_job_aim(visits, job, visit->url, err);
    if (rc < 0)
        return rc;
    dt_job_push_back(job);
    visits->open++;
    return DT_OK;
}

/* Take the first of a site's queue, if its turn has come. */
static int start_one(struct dt_visits *v, struct dt_site *site, int64_t now,
                     bool *started, struct dt_err *err)
{
    struct dt_job *job = site->first;
    bool done;
    int rc;

    *started = false;
    if (!job || (site->rules == DT_SITE_ASKING && !job->robots_of))
        return DT_OK;
    if (site->rules == DT_SITE_UNASKED && !job->robots_of) {
        *started = true;
        return dt_visit_ask_robots(v, site, err);
    }
    if (!job->robots_of &&
        (site->rules == DT_SITE_OUT_OF_REACH ||
         !dt_robots_allow(site->robots, DT_STR(job->at.path)))) {
        *started = true;
        return dt_job_tell(
            v, pop(site),
            site->rules == DT_SITE_KNOWN ? DT_VISIT_FORBIDDEN : DT_VISIT_FAILED,
            site->why ? site->why : "its robots.txt says no", err);
    }
    (void)pop(site);
    rc = dt_job_replay(v, job, &done, err);
    if (rc < 0 || done) {
        *started = true;
        return rc;
    }
    if (now < site->free_at || site->running >= v->options.at_a_time ||
        v->running >= MOST_RUNNING) {
        dt_job_push_front(job);
        return DT_OK;
    }
    *started = true;
    return dt_job_request(v, job, now, err);
}

/* Start what may be started; *wait: milliseconds until more may be. */
static int start_all(struct dt_visits *v, unsigned *wait, struct dt_err *err)
{
    int64_t now = dt_visit_clock();
    int rc = DT_OK;

    *wait = LONGEST_POLL;
    for (size_t i = 0; rc == DT_OK && i < v->sites.count; i++) {
        struct dt_site *site = v->sites.items[i];
        bool started = true;

        while (rc == DT_OK && started)
            rc = start_one(v, site, now, &started, err);
        if (rc == DT_OK && site->first && site->free_at > now &&
            site->free_at - now < *wait)
            *wait = (unsigned)(site->free_at - now);
    }
    return rc;
}

int dt_visits_run(struct dt_visits *visits, dt_visited_fn fn, void *ctx,
                  struct dt_err *err)
{
    int rc = DT_OK;

    visits->fn = fn;
    visits->ctx = ctx;
    while (rc == DT_OK && visits->open) {
        struct dt_transfer *ended_now = NULL;
        unsigned wait;

        rc = start_all(visits, &wait, err);
        if (rc == DT_OK && visits->open)
            rc = dt_transfers_next(visits->transfers, wait, &ended_now, err);
        if (rc == DT_OK && ended_now)
            rc = dt_job_ended(visits, ended_now, err);
        dt_transfer_free(ended_now);
    }
    return rc;
}

uint64_t dt_visits_requests(const struct dt_visits *visits)
{
    return visits->requests;
}

void dt_visits_free(struct dt_visits *visits)
{
    if (!visits)
        return;
    dt_transfers_free(visits->transfers);
    dt_replay_free(visits->replay);
    dt_sites_release(&visits->sites);
    dt_exchange_release(&visits->exchange);
    dt_arena_release(&visits->arena);
    free(visits);
}
