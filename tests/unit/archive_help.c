#include "archive_help.h"

int archive_keep(void *ctx, const void *data, size_t len, struct dt_err *err)
{
    dt_buf_add(ctx, data, len);
    return dt_buf_check(ctx, "the output", err);
}

int archive_next_piece(void *ctx, const void **data, size_t *len,
                       struct dt_err *err)
{
    struct archive_pieces *p = ctx;

    (void)err;
    *data = p->rest.ptr;
    *len = p->rest.len < p->piece ? p->rest.len : p->piece;
    p->rest.ptr += *len;
    p->rest.len -= *len;
    return DT_OK;
}
