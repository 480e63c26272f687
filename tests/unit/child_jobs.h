/*
 * child_jobs.h - what children of the unit tests can be told to do.
 */
#ifndef DICTUM_TESTS_CHILD_JOBS_H
#define DICTUM_TESTS_CHILD_JOBS_H

#include "base/child.h"

extern const struct dt_child_job child_speaks, child_refuses, child_crashes,
    child_loops, child_waits, child_floods;

#endif
