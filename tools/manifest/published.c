#include "manifest/published.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/edtf.h"

struct dt_published {
    struct dt_days *days;
    pthread_mutex_t lock; /* two lines may have one id */
};

int dt_published_new(struct dt_published **out, size_t sources,
                     struct dt_err *err)
{
    struct dt_published *p = calloc(1, sizeof *p);

    if (p && pthread_mutex_init(&p->lock, NULL) != 0) {
        free(p);
        p = NULL;
    }
    *out = p;
    if (p)
        p->days = calloc(sources + 1, sizeof *p->days);
    return p && p->days ? DT_OK
                        : DT_FAIL(err, DT_EINTERNAL, "out of memory for dates");
}

void dt_published_free(struct dt_published *p)
{
    if (!p)
        return;
    (void)pthread_mutex_destroy(&p->lock);
    free(p->days);
    free(p);
}

void dt_published_set(struct dt_published *p, size_t source, struct dt_str date)
{
    struct dt_days days = {0, 0, false};

    days.known = date.ptr && dt_edtf_days(date, &days.first, &days.last);
    (void)pthread_mutex_lock(&p->lock);
    p->days[source] = days;
    (void)pthread_mutex_unlock(&p->lock);
}

const struct dt_days *dt_published_get(const struct dt_published *p,
                                       size_t source)
{
    return &p->days[source];
}
