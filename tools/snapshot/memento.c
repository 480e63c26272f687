#include "snapshot/memento.h"

#include "snapshot/http_field.h"

void dt_memento_gate(const char *archive, const char *url, struct dt_buf *out)
{
    size_t len = strlen(archive);

    dt_buf_adds(out, archive);
    if (len && archive[len - 1] != '/' && archive[len - 1] != '=')
        dt_buf_addc(out, '/');
    dt_buf_adds(out, url);
}

bool dt_memento_map(const char *link, struct dt_str *out)
{
    struct dt_str rest = DT_STR(link);
    struct dt_http_link one;

    while (dt_http_link_next(&rest, &one))
        if (dt_http_link_is(&one, "timemap")) {
            *out = one.target;
            return true;
        }
    return false;
}

bool dt_memento_choose(struct dt_str map, int64_t wanted, struct dt_str *out)
{
    struct dt_http_link one;
    int64_t nearest = 0, time;
    bool found = false;

    while (dt_http_link_next(&map, &one)) {
        int64_t distance;

        if (!dt_http_link_is(&one, "memento") ||
            !dt_http_date(one.datetime, wanted, &time))
            continue;
        distance = time > wanted ? time - wanted : wanted - time;
        if (found &&
            (distance > nearest || (distance == nearest && time >= wanted)))
            continue;
        found = true;
        nearest = distance;
        *out = one.target;
    }
    return found;
}
