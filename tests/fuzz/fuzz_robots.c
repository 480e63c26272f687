#include <stdlib.h>

#include "snapshot/robots.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* The first line is a path, the rest a robots.txt. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct dt_str rest = {(const char *)data, size}, path;
    struct dt_robots *robots = NULL;
    struct dt_err err;
    bool allowed;

    if (!dt_str_line(&rest, &path))
        return 0;
    if (dt_robots_parse(rest, "dictum", &robots, &err) < 0)
        abort();
    allowed = dt_robots_allow(robots, path);
    if (dt_str_is(path, "/robots.txt") && !allowed)
        abort();
    (void)dt_robots_delay(robots);
    dt_robots_free(robots);
    return 0;
}
