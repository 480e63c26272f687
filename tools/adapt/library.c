#include "adapt/library.h"

#include <dlfcn.h>
#include <string.h>

static int load(const struct dt_library *l, struct dt_err *err)
{
    void *handle = NULL;

    for (size_t i = 0; l->files[i] && !handle; i++)
        handle = dlopen(l->files[i], RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        return DT_FAIL(err, DT_EIO, "%s is not installed", l->files[0]);
    for (const struct dt_library_call *c = l->calls; c->name; c++) {
        void *found = dlsym(handle, c->name);

        if (!found)
            return DT_FAIL(err, DT_EIO, "%s has no %s()", l->files[0], c->name);
        /* ISO C knows no conversion from what dlsym() returns. */
        memcpy(c->to, &found, sizeof found);
    }
    if (!l->start())
        return DT_FAIL(err, DT_EINTERNAL, "cannot start %s", l->files[0]);
    return DT_OK;
}

int dt_library_need(struct dt_library *library, struct dt_err *err)
{
    int rc = DT_OK;

    (void)pthread_mutex_lock(&library->lock);
    if (!library->loaded) {
        rc = load(library, err);
        library->loaded = rc == DT_OK;
    }
    (void)pthread_mutex_unlock(&library->lock);
    return rc;
}
