#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "snapshot/coding.h"
#include "snapshot/header.h"
#include "snapshot/message.h"

/*
 * Each input is an HTTP response: its head is parsed, its body taken out of
 * the chunked coding, whole and byte by byte with the same result, and out of
 * the content coding that the head names.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST = 1 << 20 };

/* In pieces of so many bytes; the content goes to out. */
static int take_chunks(struct dt_str body, size_t piece, struct dt_buf *out)
{
    struct dt_chunks chunks = DT_CHUNKS_INIT;
    struct dt_err err;
    int rc = DT_OK;

    while (rc == DT_OK && body.len) {
        struct dt_str in = {body.ptr, body.len < piece ? body.len : piece};

        body.ptr += in.len;
        body.len -= in.len;
        while (rc == DT_OK && in.len) {
            struct dt_str content;

            rc = dt_chunks_next(&chunks, &in, &content, &err);
            if (rc == DT_OK)
                dt_buf_addstr(out, content);
        }
    }
    return rc == DT_OK ? dt_chunks_done(&chunks) : rc;
}

static void decode(struct dt_str body, struct dt_str name)
{
    struct dt_coding coding = DT_CODING_INIT;
    struct dt_buf out = DT_BUF_INIT(MOST);
    struct dt_err err;
    int rc = DT_OK;

    dt_coding_begin(&coding, name);
    while (rc == DT_OK && body.len && !out.failed) {
        struct dt_str piece = {body.ptr, body.len < 61 ? body.len : 61};

        rc = dt_coding_add(&coding, piece, &out, &err);
        body.ptr += piece.len;
        body.len -= piece.len;
    }
    if (rc == DT_OK)
        (void)dt_coding_finish(&coding, &err);
    dt_buf_release(&out);
    dt_coding_release(&coding);
}

static void take_body(const struct dt_message *m, struct dt_str body)
{
    struct dt_buf whole = DT_BUF_INIT(MOST), bytes = DT_BUF_INIT(MOST);

    (void)dt_chunks_start(body);
    if (take_chunks(body, SIZE_MAX, &whole) != take_chunks(body, 1, &bytes) ||
        !dt_str_eq(dt_buf_str(&whole), dt_buf_str(&bytes)))
        abort();
    decode(m->chunked ? dt_buf_str(&whole) : body, m->content_encoding);
    dt_buf_release(&whole);
    dt_buf_release(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* Exactly as large as the input, so that a byte behind it is noticed. */
    char *copy = malloc(size + (size == 0));
    struct dt_str all = {copy, size};
    struct dt_message message;
    size_t seen = 0, slow = 0, end, part = 0;

    if (!copy)
        return 0;
    if (size)
        memcpy(copy, data, size);
    end = dt_header_end(all, &seen);
    while (part < size && !dt_header_end((struct dt_str){copy, part}, &slow))
        part++;
    if (end && dt_header_end((struct dt_str){copy, part}, &slow) > end)
        abort();
    if (dt_message_parse(copy, end ? end : size, &message)) {
        (void)dt_header_main(message.content_type);
        (void)dt_header_parameter(message.content_type, "charset");
        if (message.status < 100 || message.status > 999)
            abort();
        take_body(&message, (struct dt_str){copy + end, end ? size - end : 0});
    }
    free(copy);
    return 0;
}
