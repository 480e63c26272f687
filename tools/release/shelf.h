/*
 * shelf.h - the folder that releases are put into.
 *
 * Layer   release. An archive is written as DIR/.NAME-VERSION.tar.zst.part,
 *         which is locked, and stands under its own name only when it is
 *         whole. What a run that was killed left there is used again.
 * Signals an interrupt removes what is unfinished.
 *
 *     dt_shelf_open(&shelf, dir, "town-1.0.0", &err);
 *     write the archive to shelf.fd, which shelf.part.ptr names
 *     dt_shelf_put(&shelf, &release, &err);
 *     dt_shelf_record(&shelf, corpus, &release, false, &err);
 *     dt_shelf_close(&shelf);    without put: nothing was there
 */
#ifndef DT_RELEASE_SHELF_H
#define DT_RELEASE_SHELF_H

#include <stdbool.h>

#include "base/buf.h"
#include "release/index.h"
#include "source/source.h"

struct dt_shelf {
    const char *dir;    /* borrowed */
    struct dt_buf part; /* path of the unfinished archive */
    struct dt_buf path; /* of the archive */
    int fd;             /* -1: not open */
    bool fresh;         /* there was no archive before dt_shelf_put() */
};

#define DT_SHELF_INIT \
    ((struct dt_shelf){NULL, DT_BUF_INIT(4096), DT_BUF_INIT(4000), -1, false})

/* dir is created. DT_EIO while another process writes the same archive. */
int dt_shelf_open(struct dt_shelf *shelf, const char *dir, const char *top,
                  struct dt_err *err);

/* The archive under its name, and the same with .sha256 for sha256sum -c. */
int dt_shelf_put(struct dt_shelf *shelf, const struct dt_release *release,
                 struct dt_err *err);

/*
 * Add the release to the corpus's releases.jsonl, unless it was released
 * before, and copy that file to DIR/NAME-releases.jsonl. An error after the
 * first says so: the archive is then the record's, and the same release packed
 * again makes the copy. The caller holds the corpus's lock.
 */
int dt_shelf_record(struct dt_shelf *shelf, const struct dt_corpus *corpus,
                    const struct dt_release *release, bool again,
                    struct dt_err *err);

/*
 * Take away what dt_shelf_put() put where nothing was, unless it is recorded.
 */
void dt_shelf_withdraw(struct dt_shelf *shelf);

void dt_shelf_close(struct dt_shelf *shelf);

#endif
