#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "article/dedup_parts.h"

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
    struct dt_dedup_mark mark;
    uint64_t end = 0;
    struct dt_err err;

    if (dt_dedup_load(d, path, &end, &mark, &err) == DT_OK &&
        dt_dedup_join(d, 1, 1, 1, &found, &err) == DT_OK)
        (void)dt_dedup_merge(d, 1, &found, &err);
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
        check(dt_dedup_add(d, (struct dt_str){id, 1}, 0, &text.print, &err) ==
              DT_OK);
    }
    if (dt_dedup_found_read(d, path, &share, &shares, &found, &err) == DT_OK)
        for (size_t i = 0; i < found.pairs.count; i++)
            check(((const uint64_t *)found.pairs.records)[i] >> 32 < 2);
    dt_dedup_found_release(&found);
    dt_dedup_text_release(&text);
    dt_dedup_free(d);
}

/*
 * As if what is behind the first byte had been written so: its head is of this
 * program, and its checksums but those of keys are right.
 */
static void seal(unsigned char *file, size_t size, bool found)
{
    struct dt_dedup *d = new_dedup();
    struct dt_dedup_head head, ours;
    size_t tables = size - sizeof head;
    struct dt_err err;

    memcpy(&head, file, sizeof head);
    check(dt_dedup_head_init(d, found ? DT_DEDUP_FOUND : DT_DEDUP_KEYS, &ours,
                             &err) == DT_OK);
    memcpy(head.magic, ours.magic, sizeof head.magic);
    head.order = ours.order;
    head.shape = ours.shape;
    head.limits = ours.limits;
    head.key = ours.key;
    if (!found && dt_dedup_tables_size(&head) < tables)
        tables = (size_t)dt_dedup_tables_size(&head);
    check(dt_dedup_head_seal(
              &head, (struct dt_str){(char *)file + sizeof head, tables},
              &err) == DT_OK);
    memcpy(file, &head, sizeof head);
    dt_dedup_free(d);
}

/* The first byte says which file the others are, and whether to seal it. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    char path[] = "/tmp/fuzz-keys-XXXXXX";
    unsigned char *file;
    int fd;

    if (size == 0)
        return 0;
    file = malloc(size);
    check(file != NULL);
    memcpy(file, data + 1, size - 1);
    if (data[0] / 2 % 2 && size - 1 >= sizeof(struct dt_dedup_head))
        seal(file, size - 1, data[0] % 2);
    fd = mkstemp(path);
    check(fd >= 0);
    check(write(fd, file, size - 1) == (ssize_t)(size - 1));
    check(close(fd) == 0);
    free(file);
    if (data[0] % 2)
        read_found(path);
    else
        load(path);
    (void)unlink(path);
    return 0;
}
