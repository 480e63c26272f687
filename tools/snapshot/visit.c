#include "snapshot/visit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "adapt/transfer.h"
#include "snapshot/http_field.h"
#include "snapshot/message.h"
#include "snapshot/replay.h"
#include "snapshot/site.h"

enum {
    MOST_RUNNING = 64,
    LONGEST_POLL = 1000, /* milliseconds */
    LONGEST_BACKOFF = 60,
    STALL_SECONDS = 60,
    DAY = 24 * 60 * 60
};

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

static int64_t now_ms(void)
{
    struct timespec t = {0, 0};

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int out_of_memory(struct dt_err *err)
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
        return out_of_memory(err);
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

/* ---- the queues ---- */

static void push_front(struct dt_job *job)
{
    struct dt_site *s = job->site;

    job->next = s->first;
    if (!s->first)
        s->last = &job->next;
    s->first = job;
}

static void push_back(struct dt_job *job)
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

/* Read where the job is to go next and find that site. */
static int aim(struct dt_visits *v, struct dt_job *job, const char *url,
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
        return out_of_memory(err);
    job->visit = *visit;
    rc = aim(visits, job, visit->url, err);
    if (rc < 0)
        return rc;
    push_back(job);
    visits->open++;
    return DT_OK;
}

/* ---- what comes of a request ---- */

static int tell(struct dt_visits *v, struct dt_job *job, enum dt_visit_end end,
                const char *why, struct dt_err *err)
{
    const struct dt_visited told = {
        .visit = &job->visit,
        .end = end,
        .why = why,
        .url = job->at.plain,
        .hops = job->hop_count,
        .asked = job->asked != 0,
        .exchange = end == DT_VISIT_ANSWERED ? &v->exchange : NULL,
        .place = v->place};

    v->open--;
    return v->fn(v->ctx, &told, err);
}

/* A robots.txt is known, or what counts instead. */
static int settle(struct dt_visits *v, struct dt_site *site,
                  enum dt_site_rules rules, bool allow, const char *why,
                  struct dt_err *err)
{
    site->rules = rules;
    site->why = why ? dt_arena_copy(&v->arena, DT_STR(why)) : NULL;
    if (why && !site->why)
        return out_of_memory(err);
    return dt_robots_all(allow, &site->robots, err);
}

/* No answer that counts: for a page, or for the robots.txt of all pages. */
static int fail(struct dt_visits *v, struct dt_job *job, const char *why,
                struct dt_err *err)
{
    if (job->robots_of)
        return settle(v, job->robots_of, DT_SITE_OUT_OF_REACH, false, why, err);
    return tell(v, job, DT_VISIT_FAILED, why, err);
}

/* Milliseconds between the starts of two requests. */
static int64_t pause_of(const struct dt_visits *v, const struct dt_site *site)
{
    int64_t wanted = (int64_t)v->options.pause * 1000;
    int64_t theirs = site->robots ? dt_robots_delay(site->robots) : 0;

    if (theirs > DT_VISIT_PAUSE * 1000)
        theirs = DT_VISIT_PAUSE * 1000;
    return theirs > wanted ? theirs : wanted;
}

static int settle_robots(struct dt_visits *v, struct dt_site *site,
                         struct dt_err *err)
{
    unsigned status = v->exchange.status;
    char why[128];

    if (status >= 200 && status <= 299) {
        int rc = dt_robots_parse(dt_buf_str(&v->exchange.body),
                                 v->options.robot, &site->robots, err);

        if (rc < 0)
            return rc;
        site->rules = DT_SITE_KNOWN;
        if (dt_robots_delay(site->robots))
            site->free_at = now_ms() + pause_of(v, site);
        return DT_OK;
    }
    if (status >= 400 && status <= 499 && status != 429)
        return settle(v, site, DT_SITE_KNOWN, true, NULL, err);
    (void)snprintf(why, sizeof why,
                   "its robots.txt cannot be had (%u), which means no", status);
    return settle(v, site, DT_SITE_KNOWN, false, why, err);
}

static bool is_redirect(unsigned status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 ||
           status == 308;
}

static bool is_passing(unsigned status)
{
    return status == 429 || status == 500 || status == 502 || status == 503 ||
           status == 504;
}

static int follow(struct dt_visits *v, struct dt_job *job, struct dt_err *err)
{
    struct dt_err inner;
    char why[512];
    int rc;

    if (job->hop_count == DT_VISIT_HOPS) {
        (void)snprintf(why, sizeof why, "more than %d redirects",
                       DT_VISIT_HOPS);
        return fail(v, job, why, err);
    }
    job->hop_count++;
    rc = aim(v, job, v->exchange.location, &inner);
    if (rc == DT_EUSAGE) {
        job->hop_count--;
        (void)snprintf(why, sizeof why, "redirected to %.400s", inner.msg);
        return fail(v, job, why, err);
    }
    if (rc < 0) {
        *err = inner;
        return rc;
    }
    for (unsigned i = 0; i < job->hop_count; i++)
        if (strcmp(job->hops[i], job->at.plain) == 0)
            return fail(v, job, "redirects lead in a circle", err);
    job->tries = 0;
    /* Its robots.txt may stand behind a page that waits for it. */
    if (job->robots_of)
        push_front(job);
    else
        push_back(job);
    return DT_OK;
}

/* Try again later, unless it was tried often enough; wait -1: as we think. */
static int retry(struct dt_visits *v, struct dt_job *job, int64_t wait,
                 const char *why, struct dt_err *err)
{
    char text[512];
    int64_t at;

    if (++job->tries >= v->options.tries)
        return fail(v, job, why, err);
    if (wait > DT_VISIT_WAIT) {
        (void)snprintf(text, sizeof text,
                       "%.300s, and asks to be left alone for %lld seconds",
                       why, (long long)wait);
        return fail(v, job, text, err);
    }
    if (wait < 0)
        wait = job->tries > 6 ? LONGEST_BACKOFF : 1 << (job->tries - 1);
    at = now_ms() + wait * 1000;
    if (job->site->free_at < at)
        job->site->free_at = at;
    push_front(job);
    return DT_OK;
}

/* The response that v->exchange has. */
static int judge(struct dt_visits *v, struct dt_job *job, struct dt_err *err)
{
    const struct dt_exchange *x = &v->exchange;
    char why[64];
    int64_t wait;

    if (is_redirect(x->status) && x->location)
        return follow(v, job, err);
    if (is_passing(x->status) && job->asked) {
        (void)snprintf(why, sizeof why, "the server answered %u", x->status);
        if (!x->retry_after ||
            !dt_http_retry_after(DT_STR(x->retry_after), job->asked, &wait))
            wait = -1;
        if (!job->robots_of || job->tries + 1 < v->options.tries)
            return retry(v, job, wait, why, err);
    }
    if (job->robots_of)
        return settle_robots(v, job->robots_of, err);
    return tell(v, job, DT_VISIT_ANSWERED, NULL, err);
}

/* Read a response back and judge it; a body that cannot be read is none. */
static int read_and_judge(struct dt_visits *v, struct dt_job *job,
                          const char *path, struct dt_place place,
                          struct dt_err *err)
{
    struct dt_err inner;
    int rc = dt_exchange_read(path, place, true, &v->exchange, &inner);

    v->place = place;
    if (rc == DT_OK)
        return judge(v, job, err);
    if (rc == DT_EFORMAT || rc == DT_EMISMATCH)
        return fail(v, job,
                    v->exchange.body.over ? "more bytes than allowed, unpacked"
                                          : inner.msg,
                    err);
    *err = inner;
    return rc;
}

static int keep(struct dt_visits *v, struct dt_job *job,
                const struct dt_transfer *t, struct dt_err *err)
{
    const struct dt_warc_exchange x = {.url = job->at.plain,
                                       .address = t->address,
                                       .time = job->asked,
                                       .http2 = t->http2,
                                       .request = dt_buf_str(&t->request),
                                       .head = dt_buf_str(&t->head),
                                       .body = dt_buf_str(&t->body)};
    struct dt_place place;
    int rc = dt_warc_write(v->writer, &x, &place, err);

    return rc < 0 ? rc
                  : read_and_judge(v, job, dt_warc_writer_path(v->writer),
                                   place, err);
}

static int ended(struct dt_visits *v, const struct dt_transfer *t,
                 struct dt_err *err)
{
    struct dt_job *job = t->ctx;

    v->running--;
    job->site->running--;
    switch (t->end) {
    case DT_TRANSFER_DONE:
        return keep(v, job, t, err);
    case DT_TRANSFER_CUT:
    case DT_TRANSFER_SLOW:
    case DT_TRANSFER_FAILED:
        return retry(v, job, -1, t->reason, err);
    case DT_TRANSFER_PRIVATE:
        return fail(v, job, "its address is not a public one (--allow-private)",
                    err);
    default:
        return fail(v, job, t->reason, err);
    }
}

/* ---- requests ---- */

/* Ask for the robots.txt of a site before anything else of it. */
static int ask_robots(struct dt_visits *v, struct dt_site *site,
                      struct dt_err *err)
{
    struct dt_job *job = dt_arena_alloc(&v->arena, sizeof *job);
    struct dt_buf url = DT_BUF_INIT(8192);
    int rc;

    if (!job)
        return out_of_memory(err);
    dt_buf_addf(&url, "%s/robots.txt", site->origin);
    rc = dt_buf_check(&url, "an address", err);
    if (rc == DT_OK)
        rc = aim(v, job, url.ptr, err);
    if (rc == DT_OK) {
        job->robots_of = site;
        site->rules = DT_SITE_ASKING;
        push_front(job);
    }
    dt_buf_release(&url);
    return rc;
}

/*
 * The fields that ask for nothing when it is what the caller holds (RFC 9110,
 * section 13.1), as NUL-terminated texts in lines; those of other pages none.
 */
static int add_conditions(const struct dt_job *job, const char **fields,
                          struct dt_buf *lines, struct dt_err *err)
{
    const struct dt_visit *held = &job->visit;
    size_t second = 0;

    if (!held->held_url || strcmp(held->held_url, job->at.plain) != 0)
        return DT_OK;
    if (held->held_etag) {
        dt_buf_addf(lines, "If-None-Match: %s", held->held_etag);
        dt_buf_addc(lines, '\0');
        second = lines->len;
    }
    if (held->held_last_modified)
        dt_buf_addf(lines, "If-Modified-Since: %s", held->held_last_modified);
    if (held->held_etag)
        *fields++ = lines->ptr;
    if (held->held_last_modified)
        *fields = lines->ptr + second;
    return dt_buf_check(lines, "a request", err);
}

static int request(struct dt_visits *v, struct dt_job *job, int64_t now,
                   struct dt_err *err)
{
    struct dt_site *site = job->site;
    struct dt_buf lines = DT_BUF_INIT(DT_MESSAGE_HEAD);
    const char *fields[6] = {
        "Accept: text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
        "Accept-Encoding: gzip", job->visit.field};
    const struct dt_transfer_request q = {.url = job->at.plain,
                                          .credentials = job->at.credentials,
                                          .fields = fields,
                                          .raw = true,
                                          .ctx = job};
    int rc = add_conditions(job, fields + (fields[2] ? 3 : 2), &lines, err);

    job->asked = (int64_t)time(NULL);
    if (rc == DT_OK)
        rc = dt_transfers_start(v->transfers, &q, err);
    if (rc == DT_OK) {
        v->requests++;
        v->running++;
        site->running++;
        site->free_at = now + pause_of(v, site);
    }
    dt_buf_release(&lines);
    return rc;
}

/* Whether a killed run has asked already; then what came of it is judged. */
static int replay(struct dt_visits *v, struct dt_job *job, bool *done,
                  struct dt_err *err)
{
    struct dt_place place;
    int64_t then = 0;

    *done = false;
    if (job->tries || !dt_replay_find(v->replay, job->at.plain, &place))
        return DT_OK;
    if (dt_exchange_read(dt_replay_path(v->replay), place, false, &v->exchange,
                         err) < 0 ||
        is_passing(v->exchange.status) ||
        !dt_time_read(DT_STR(v->exchange.time), &then) ||
        (job->robots_of && (int64_t)time(NULL) - then > DAY))
        return DT_OK;
    *done = true;
    job->asked = 0;
    return read_and_judge(v, job, dt_replay_path(v->replay), place, err);
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
        return ask_robots(v, site, err);
    }
    if (!job->robots_of &&
        (site->rules == DT_SITE_OUT_OF_REACH ||
         !dt_robots_allow(site->robots, DT_STR(job->at.path)))) {
        *started = true;
        job->asked = 0;
        return tell(v, pop(site),
                    site->rules == DT_SITE_KNOWN ? DT_VISIT_FORBIDDEN
                                                 : DT_VISIT_FAILED,
                    site->why ? site->why : "its robots.txt says no", err);
    }
    (void)pop(site);
    rc = replay(v, job, &done, err);
    if (rc < 0 || done) {
        *started = true;
        return rc;
    }
    if (now < site->free_at || site->running >= v->options.at_a_time ||
        v->running >= MOST_RUNNING) {
        push_front(job);
        return DT_OK;
    }
    *started = true;
    return request(v, job, now, err);
}

/* Start what may be started; *wait: milliseconds until more may be. */
static int start_all(struct dt_visits *v, unsigned *wait, struct dt_err *err)
{
    int64_t now = now_ms();
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
            rc = ended(visits, ended_now, err);
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
