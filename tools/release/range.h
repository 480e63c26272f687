/*
 * range.h - which versions a reader asks for: NAME@RANGE.
 *
 * Layer   release. Versions are semantic versions without build metadata.
 *
 *     1.4.0          that one
 *     1.4, 1         any 1.4.x, any 1.x
 *     ~1.4.2, ~1.4   from there, below 1.5.0
 *     ^1.4.2, ^0.3   from there, below 2.0.0; below 0.4.0 (the leftmost
 *                    number that is not 0 stays)
 *     >=1.4          from 1.4.0
 *     latest         any
 *
 * A pre-release matches only a range that names a pre-release of the same
 * three numbers.
 */
#ifndef DT_RELEASE_RANGE_H
#define DT_RELEASE_RANGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct dt_range {
    char from[128];        /* the smallest version, "" for any */
    bool named_prerelease; /* from has one */
    bool bounded;
    uint32_t below[3]; /* when bounded: the first version that is too high */
};

/* DT_EUSAGE, with the forms there are, for anything else. */
int dt_range_parse(struct dt_range *out, struct dt_str text,
                   struct dt_err *err);

/* version is valid. */
bool dt_range_has(const struct dt_range *range, struct dt_str version);

#endif
