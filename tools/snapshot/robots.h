/*
 * robots.h - what a site's robots.txt lets us ask for (RFC 9309).
 *
 * Layer   snapshot.
 * Rules   the group of our product token, or else that of "*"; groups that
 *         name the same token are one; of the rules that match a path the one
 *         with the longest pattern counts, and of two as long the one that
 *         allows; "*" stands for any bytes, "$" for the end; percent-encoding
 *         makes no difference where RFC 9309, section 2.2.2 says so.
 *         Crawl-delay, which no standard has, is read from the same group.
 * Bounds  DT_ROBOTS_MAX bytes are read, what is behind them is not.
 */
#ifndef DT_SNAPSHOT_ROBOTS_H
#define DT_SNAPSHOT_ROBOTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum { DT_ROBOTS_MAX = 500 * 1024 };

struct dt_robots;

/*
 * Read a robots.txt, which may hold any bytes, for the product token agent
 * ("dictum"; case makes no difference). The caller owns *out. DT_EINTERNAL
 * without memory.
 */
int dt_robots_parse(struct dt_str text, const char *agent,
                    struct dt_robots **out, struct dt_err *err);

/* Rules that allow everything, or nothing but /robots.txt itself. */
int dt_robots_all(bool allow, struct dt_robots **out, struct dt_err *err);

/* Whether path, which begins with "/" and has the query, may be asked for. */
bool dt_robots_allow(const struct dt_robots *robots, struct dt_str path);

/* Milliseconds that Crawl-delay asks for between two requests, or 0. */
uint32_t dt_robots_delay(const struct dt_robots *robots);

/* NULL is fine. */
void dt_robots_free(struct dt_robots *robots);

#endif
