#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json_scan.h"
#include "base/utf8.h"
#include "snapshot/feed.h"

/*
 * Each input is JSON Lines: read as a feed, where every page is UTF-8, and
 * scanned member by member.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *path_of_input(void)
{
    static char path[64];

    if (!path[0])
        (void)snprintf(path, sizeof path, "/tmp/dictum-fuzz-%ld.jsonl",
                       (long)getpid());
    return path;
}

static void scan(struct dt_str text)
{
    struct dt_json_scan s;
    struct dt_json_member member;
    struct dt_buf value = DT_BUF_INIT(1 << 20);
    struct dt_err err;
    bool end = false;
    int rc = dt_json_scan_start(&s, text, &err);

    while (rc == DT_OK && !end) {
        rc = dt_json_scan_next(&s, &member, &end, &err);
        if (rc < 0 || end)
            break;
        (void)dt_json_scan_is(&member, "url");
        dt_buf_reset(&value);
        if (dt_json_scan_is_text(&member))
            dt_json_scan_text(&member, &value);
        if (dt_utf8_valid(dt_buf_str(&value)) != value.len)
            abort();
    }
    dt_buf_release(&value);
}

static void feed(const uint8_t *data, size_t size)
{
    struct dt_feed_page page = DT_FEED_PAGE_INIT;
    struct dt_feed *f = NULL;
    struct dt_err err;
    bool end = false;
    int fd = open(path_of_input(), O_CREAT | O_TRUNC | O_WRONLY, 0600), rc;
    size_t calls = 0;

    if (fd < 0 || dt_file_write_fd(fd, "input", data, size, &err) < 0)
        abort();
    (void)close(fd);
    rc = dt_feed_open(path_of_input(), &f, &err);
    while (rc == DT_OK && !end) {
        rc = dt_feed_next(f, &page, &end, &err);
        if (calls++ > size + 2)
            abort();
        if (rc == DT_OK && !end && !page.in_warc &&
            (!page.media_type ||
             dt_utf8_valid(dt_buf_str(&page.bytes)) != page.bytes.len))
            abort();
        if (rc == DT_EFORMAT || rc == DT_EMISMATCH)
            rc = DT_OK;
    }
    dt_feed_page_release(&page);
    dt_feed_free(f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    scan((struct dt_str){(const char *)data, size});
    feed(data, size);
    return 0;
}
