/* When a request is sent, and what it says (visit_parts.h). */
#include "snapshot/visit_parts.h"

#include <string.h>
#include <time.h>

#include "snapshot/http_field.h"
#include "snapshot/message.h"

enum { LONGEST_URL = 8192, DAY = 24 * 60 * 60 };

int64_t dt_visit_pause(const struct dt_visits *v, const struct dt_site *site)
{
    int64_t wanted = (int64_t)v->options.pause * 1000;
    int64_t theirs = site->robots ? dt_robots_delay(site->robots) : 0;

    if (theirs > DT_VISIT_PAUSE * 1000)
        theirs = DT_VISIT_PAUSE * 1000;
    return theirs > wanted ? theirs : wanted;
}

int dt_visit_ask_robots(struct dt_visits *v, struct dt_site *site,
                        struct dt_err *err)
{
    struct dt_job *job = dt_arena_alloc(&v->arena, sizeof *job);
    struct dt_buf url = DT_BUF_INIT(LONGEST_URL);
    int rc;

    if (!job)
        return dt_visit_no_memory(err);
    dt_buf_addf(&url, "%s/robots.txt", site->origin);
    rc = dt_buf_check(&url, "an address", err);
    if (rc == DT_OK)
        rc = dt_job_aim(v, job, url.ptr, err);
    if (rc == DT_OK) {
        job->robots_of = site;
        site->rules = DT_SITE_ASKING;
        dt_job_push_front(job);
    }
    dt_buf_release(&url);
    return rc;
}

/* Whether a text can be a field's value: it came from a file of others. */
static bool is_value(const char *text)
{
    for (const char *c = text ? text : "\n"; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F)
            return false;
    return true;
}

/*
 * The fields that ask for nothing when it is what the caller holds (RFC 9110,
 * section 13.1), as NUL-terminated texts in lines; those of other pages none.
 */
static int add_conditions(const struct dt_job *job, const char **fields,
                          struct dt_buf *lines, struct dt_err *err)
{
    const struct dt_visit *held = &job->visit;
    bool by_etag = is_value(held->held_etag);
    bool by_date = is_value(held->held_last_modified);
    size_t second = 0;

    if (!held->held_url || strcmp(held->held_url, job->at.plain) != 0)
        return DT_OK;
    if (by_etag) {
        dt_buf_addf(lines, "If-None-Match: %s", held->held_etag);
        dt_buf_addc(lines, '\0');
        second = lines->len;
    }
    if (by_date)
        dt_buf_addf(lines, "If-Modified-Since: %s", held->held_last_modified);
    if (by_etag)
        *fields++ = lines->ptr;
    if (by_date)
        *fields = lines->ptr + second;
    return dt_buf_check(lines, "a request", err);
}

int dt_job_request(struct dt_visits *v, struct dt_job *job, int64_t now,
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
        site->free_at = now + dt_visit_pause(v, site);
    }
    dt_buf_release(&lines);
    return rc;
}

int dt_job_replay(struct dt_visits *v, struct dt_job *job, bool *done,
                  struct dt_err *err)
{
    struct dt_place place;
    int64_t then = 0;

    *done = false;
    if (job->tries || !dt_replay_find(v->replay, job->at.plain, &place))
        return DT_OK;
    if (dt_exchange_read(dt_replay_path(v->replay), place, false, &v->exchange,
                         err) < 0 ||
        dt_visit_is_passing(v->exchange.status) ||
        !dt_time_read(DT_STR(v->exchange.time), &then) ||
        (job->robots_of && (int64_t)time(NULL) - then > DAY))
        return DT_OK;
    *done = true;
    job->asked = 0;
    return dt_job_judge(v, job, dt_replay_path(v->replay), place, err);
}
