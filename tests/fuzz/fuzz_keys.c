#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "article/dedup_steps.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void check(bool good)
{
    if (!good)
        abort();
}

/* Nobody has the texts any more. */
static int read_none(void *ctx, unsigned worker, uint64_t place,
                     struct dt_buf *text, struct dt_err *err)
{
    (void)ctx, (void)worker, (void)place, (void)text;
    return DT_FAIL(err, DT_EIO, "gone");
}

static struct dt_dedup *new_dedup(void)
{
    struct dt_dedup_options options = DT_DEDUP_DEFAULTS;
    struct dt_dedup *d = NULL;
    struct dt_err err;

    options.reader.read = read_none;
    check(dt_dedup_new(&options, &d, &err) == DT_OK);
    return d;
}

/* A file of keys: it is refused, or all that follows goes well. */
static void load(const char *path)
{
    struct dt_dedup_found found = DT_DEDUP_FOUND_INIT;
    struct dt_dedup *d = new_dedup();
    const struct dt_dedup_edge *edges = NULL;
    struct dt_dedup_mark mark;
    uint64_t end = 0;
    size_t count = 0;
    struct dt_err err;

    if (dt_dedup_load(d, path, &end, &mark, &err) == DT_OK &&
        dt_dedup_join(d, 1, 1, 1, &found, &err) == DT_OK)
        (void)dt_dedup_merge(d, 1, &found, &edges, &count, &err);
    dt_dedup_found_release(&found);
    dt_dedup_free(d);
}

/* What a join of two texts has found, likewise. */
static void read_found(const char *path)
{
    struct dt_dedup_found found = DT_DEDUP_FOUND_INIT;
    struct dt_dedup *d = new_dedup();
    struct dt_dedup_text text;
    unsigned share = 0, shares = 0;
    struct dt_err err;

    dt_dedup_text_init(&text);
    for (const char *id = "ab"; *id; id++) {
        check(dt_dedup_read(d, (struct dt_str){id, 1}, &text, &err) == DT_OK);
        check(dt_dedup_add(d, (struct dt_str){id, 1}, &text, &err) == DT_OK);
    }
    if (dt_dedup_found_read(d, path, &share, &shares, &found, &err) == DT_OK)
        for (size_t i = 0; i < found.pairs.count; i++)
            check(found.pairs.pair[i] >> 32 < 2);
    dt_dedup_found_release(&found);
    dt_dedup_text_release(&text);
    dt_dedup_free(d);
}

/* The first byte says which of the two files the others are. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    char path[] = "/tmp/fuzz-keys-XXXXXX";
    int fd;

    if (size == 0)
        return 0;
    fd = mkstemp(path);
    check(fd >= 0);
    check(write(fd, data + 1, size - 1) == (ssize_t)(size - 1));
    check(close(fd) == 0);
    if (data[0] % 2)
        read_found(path);
    else
        load(path);
    (void)unlink(path);
    return 0;
}
