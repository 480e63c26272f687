#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "snapshot/feed.h"
#include "snapshot/payload.h"

/*
 * Each input is a WARC file, packed or not: listed with its digests, and read
 * as a feed of pages. A record must be found again at its place.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* No record costs less than a byte, and no reader may stand still. */
enum { MOST_CALLS = 200000 };

static const char *path_of_input(void)
{
    static char path[64];

    if (!path[0])
        (void)snprintf(path, sizeof path, "/tmp/dictum-fuzz-%ld.warc",
                       (long)getpid());
    return path;
}

static void find_again(const struct dt_warc_record *record)
{
    struct dt_warc *w = NULL;
    struct dt_warc_record again;
    struct dt_err err;
    bool end = false;

    if (dt_warc_open(path_of_input(), record->place, &w, &err) < 0 ||
        dt_warc_next(w, &again, &end, &err) < 0 || end ||
        again.length != record->length || again.type != record->type)
        abort();
    dt_warc_free(w);
}

static void list(void)
{
    struct dt_warc *w = NULL;
    struct dt_payload *payload = NULL;
    struct dt_warc_record record;
    struct dt_err err;
    bool end = false;
    int rc = dt_warc_open(path_of_input(), DT_WARC_START, &w, &err);
    int seen = 0;

    if (rc == DT_OK && dt_payload_new(&payload, &err) < 0)
        abort();
    for (int i = 0; rc == DT_OK && !end; i++) {
        if (i == MOST_CALLS)
            abort();
        rc = dt_warc_next(w, &record, &end, &err);
        if (rc == DT_OK && !end && seen++ < 2)
            find_again(&record);
        if (rc == DT_OK && !end)
            rc = dt_payload_begin(payload, w, &record, &err);
        if (rc == DT_OK && !end)
            rc = dt_payload_read(payload, NULL, &err);
        if (rc == DT_EFORMAT || rc == DT_EMISMATCH)
            rc = DT_OK;
    }
    dt_payload_free(payload);
    dt_warc_free(w);
}

static void feed(void)
{
    struct dt_feed_page page = DT_FEED_PAGE_INIT;
    struct dt_feed *f = NULL;
    struct dt_err err;
    bool end = false;
    int rc = dt_feed_open(path_of_input(), &f, &err);

    page.bytes.max = 1 << 20;
    for (int i = 0; rc == DT_OK && !end; i++) {
        if (i == MOST_CALLS)
            abort();
        rc = dt_feed_next(f, &page, &end, &err);
        if (rc == DT_OK && !end && (!page.where || page.bytes.len == 0))
            abort();
        if (rc == DT_EFORMAT || rc == DT_EMISMATCH)
            rc = DT_OK;
    }
    dt_feed_page_release(&page);
    dt_feed_free(f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int fd = open(path_of_input(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
    struct dt_err err;

    if (fd < 0 || dt_file_write_fd(fd, "input", data, size, &err) < 0)
        abort();
    (void)close(fd);
    list();
    feed();
    return 0;
}
