/*
 * What a response means: done, another address, later, or never
 * (visit_parts.h).
 */
#include "snapshot/visit_parts.h"

#include <stdio.h>
#include <string.h>

#include "snapshot/http_field.h"

enum { LONGEST_BACKOFF = 60 };

bool dt_visit_is_passing(unsigned status)
{
    return status == 429 || status == 500 || status == 502 || status == 503 ||
           status == 504;
}

int dt_job_tell(struct dt_visits *v, struct dt_job *job, enum dt_visit_end end,
                const char *why, struct dt_err *err)
{
    const struct dt_visited told = {
        .visit = &job->visit,
        .end = end,
        .why = why,
        .url = job->at.plain,
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
        return dt_visit_no_memory(err);
    return dt_robots_all(allow, &site->robots, err);
}

/* No answer that counts: for a page, or for the robots.txt of all pages. */
static int fail(struct dt_visits *v, struct dt_job *job, const char *why,
                struct dt_err *err)
{
    if (job->robots_of)
        return settle(v, job->robots_of, DT_SITE_OUT_OF_REACH, false, why, err);
    return dt_job_tell(v, job, DT_VISIT_FAILED, why, err);
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
            site->free_at = dt_visit_clock() + dt_visit_pause(v, site);
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
    rc = dt_job_aim(v, job, v->exchange.location, &inner);
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
        dt_job_push_front(job);
    else
        dt_job_push_back(job);
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
    at = dt_visit_clock() + wait * 1000;
    if (job->site->free_at < at)
        job->site->free_at = at;
    dt_job_push_front(job);
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
    if (dt_visit_is_passing(x->status) && job->asked) {
        (void)snprintf(why, sizeof why, "the server answered %u", x->status);
        if (!x->retry_after ||
            !dt_http_retry_after(DT_STR(x->retry_after), job->asked, &wait))
            wait = -1;
        if (!job->robots_of || job->tries + 1 < v->options.tries)
            return retry(v, job, wait, why, err);
    }
    if (job->robots_of)
        return settle_robots(v, job->robots_of, err);
    return dt_job_tell(v, job, DT_VISIT_ANSWERED, NULL, err);
}

/* Without the place, which is in a file that gets another name. */
static const char *without_place(const char *why, const char *path)
{
    const size_t len = strlen(path);
    const char *what;

    if (strncmp(why, path, len) != 0 || strncmp(why + len, ": byte ", 7) != 0)
        return why;
    what = strstr(why + len + 7, ": ");
    return what ? what + 2 : why;
}

int dt_job_judge(struct dt_visits *v, struct dt_job *job, const char *path,
                 struct dt_place place, struct dt_err *err)
{
    struct dt_err inner;
    int rc = dt_exchange_read(path, place, true, &v->exchange, &inner);

    v->place = place;
    /* What stands in an error page or beside a redirect does not matter. */
    if (rc == DT_OK || (rc == DT_EFORMAT && v->exchange.status >= 300))
        return judge(v, job, err);
    if (rc == DT_EFORMAT || rc == DT_EMISMATCH)
        return fail(v, job,
                    v->exchange.body.over ? "more bytes than allowed, unpacked"
                                          : without_place(inner.msg, path),
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
                  : dt_job_judge(v, job, dt_warc_writer_path(v->writer), place,
                                 err);
}

int dt_job_ended(struct dt_visits *v, const struct dt_transfer *t,
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
