/*
 * site.h - the sites of a run, each with its rules, its pace and the queue of
 * what is to be asked of it.
 *
 * Layer   snapshot, inside visit.c. A site is an origin: scheme, host and port.
 *         Times are milliseconds of a clock that only goes forward.
 */
#ifndef DT_SNAPSHOT_SITE_H
#define DT_SNAPSHOT_SITE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "snapshot/robots.h"

struct dt_job;

enum dt_site_rules {
    DT_SITE_UNASKED, /* its robots.txt */
    DT_SITE_ASKING,
    DT_SITE_KNOWN,
    DT_SITE_OUT_OF_REACH /* why says so: nothing can be asked of it */
};

struct dt_site {
    const char *origin;
    enum dt_site_rules rules;
    struct dt_robots *robots; /* once known */
    const char *why;          /* rules that are not the site's own, or NULL */
    int64_t free_at;          /* no request before */
    unsigned running;
    struct dt_job *first, **last; /* queue */
};

struct dt_sites {
    void *tree; /* by origin */
    struct dt_site **items;
    size_t count, room;
};

#define DT_SITES_INIT ((struct dt_sites){NULL, NULL, 0, 0})

/* The site of this origin, made when it is new. DT_EINTERNAL. */
int dt_sites_find(struct dt_sites *sites, const char *origin,
                  struct dt_arena *arena, struct dt_site **out,
                  struct dt_err *err);
void dt_sites_release(struct dt_sites *sites);

#endif
