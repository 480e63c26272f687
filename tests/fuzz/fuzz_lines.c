#include <stdlib.h>

#include "base/digest.h"
#include "manifest/lines.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

struct seen {
    struct dt_digest *digest;
    uint64_t count;
};

static int take(void *ctx, const struct dt_lines *lines, struct dt_str line,
                struct dt_err *err)
{
    struct seen *s = ctx;

    if (memchr(line.ptr, '\n', line.len) || lines->number != ++s->count)
        abort();
    (void)dt_digest_update(s->digest, line.ptr, line.len, err);
    return dt_digest_update(s->digest, "\n", 1, err);
}

/* Push data in pieces of so many bytes; what was seen, as a digest. */
static int read_lines(const char *data, size_t size, size_t piece,
                      char hex[DT_DIGEST_HEX_SIZE])
{
    struct seen s = {NULL, 0};
    struct dt_lines lines;
    struct dt_err err;
    int rc = dt_digest_new(&s.digest, &err);

    if (rc < 0)
        abort();
    dt_lines_init(&lines, "lines");
    for (size_t at = 0; rc == DT_OK && at < size; at += piece)
        rc = dt_lines_push(&lines, data + at,
                           size - at < piece ? size - at : piece, take, &s,
                           &err);
    if (rc == DT_OK)
        rc = dt_lines_end(&lines, &err);
    dt_lines_release(&lines);
    if (dt_digest_finish(s.digest, hex, &err) < 0)
        abort();
    dt_digest_free(s.digest);
    return rc;
}

/* Where the bytes are cut into pieces does not change the lines. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    char whole[DT_DIGEST_HEX_SIZE], cut[DT_DIGEST_HEX_SIZE];
    const char *text;
    size_t piece;
    int one;

    if (size < 2)
        return 0;
    piece = (size_t)data[0] + 1;
    text = (const char *)data + 1;
    one = read_lines(text, size - 1, size - 1, whole);
    if (read_lines(text, size - 1, piece, cut) != one ||
        strcmp(whole, cut) != 0)
        abort();
    return 0;
}
