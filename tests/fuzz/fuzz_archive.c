#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "adapt/archive.h"
#include "adapt/zstd.h"
#include "release/checker.h"
#include "release/tar_bytes.h"

/*
 * Each input is read as the tar of a release, whole, by the rules that an
 * archive is checked by; and as a zstd stream. The seeds are what pack makes
 * of tests/cli/corpus.py sample --articles 1 --statements 1.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
    const uint8_t *data;
    size_t len;
    size_t piece;
};

static int hand_out(void *ctx, const void **data, size_t *len,
                    struct dt_err *err)
{
    struct input *in = ctx;

    (void)err;
    *data = in->data;
    *len = in->len < in->piece ? in->len : in->piece;
    in->data += *len;
    in->len -= *len;
    return DT_OK;
}

static int check_member(struct dt_archive_reader *tar, struct dt_checker *c,
                        const struct dt_archive_member *m, struct dt_err *err)
{
    const char *slash = strchr(m->path, '/');
    const void *data;
    size_t len = 1;
    int rc;

    if (!dt_archive_safe_path(m->path))
        abort();
    rc = dt_checker_begin(c, slash ? slash + 1 : m->path, err);
    while (rc == DT_OK && len) {
        rc = dt_archive_data(tar, &data, &len, err);
        if (rc == DT_OK && len)
            rc = dt_checker_data(c, data, len, err);
    }
    return rc < 0 ? rc : dt_checker_end(c, err);
}

static void check_tar(const uint8_t *data, size_t size)
{
    struct input in = {data, size, 4096};
    struct dt_tar_bytes bytes = {.next = hand_out, .ctx = &in};
    struct dt_archive_reader *tar = NULL;
    struct dt_checker *c = NULL;
    struct dt_archive_member m;
    struct dt_release_report report;
    struct dt_err err;
    bool end = false;
    int rc = dt_checker_new(1, &c, &err);

    if (rc == DT_OK)
        rc = dt_archive_reader_new(dt_tar_bytes_next, &bytes, &tar, &err);
    while (rc == DT_OK) {
        rc = dt_archive_next(tar, &m, &end, &err);
        if (rc < 0 || end)
            break;
        rc = check_member(tar, c, &m, &err);
    }
    if (rc == DT_OK)
        (void)dt_checker_finish(c, &report, &err);
    (void)dt_tar_bytes_check(&bytes, &err);
    dt_archive_reader_free(tar);
    dt_checker_free(c);
}

static void expand(const uint8_t *data, size_t size)
{
    struct input in = {data, size, 13};
    struct dt_zstd_reader *zstd = NULL;
    char room[4096];
    struct dt_err err;
    size_t len = 1;
    int rc = dt_zstd_reader_new(hand_out, &in, &zstd, &err);

    for (int i = 0; rc == DT_OK && len && i < 1000; i++)
        rc = dt_zstd_read(zstd, room, sizeof room, &len, &err);
    dt_zstd_reader_free(zstd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_tar(data, size);
    expand(data, size);
    return 0;
}
