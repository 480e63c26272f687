#include "adapt/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>

enum { LEVEL = 6 };

struct dt_deflate {
    struct libdeflate_decompressor *library;
};

int dt_deflate_new(struct dt_deflate **out, struct dt_err *err)
{
    struct dt_deflate *d = calloc(1, sizeof *d);

    if (d)
        d->library = libdeflate_alloc_decompressor();
    if (!d || !d->library) {
        free(d);
        return DT_FAIL(err, DT_EINTERNAL, "libdeflate: out of memory");
    }
    *out = d;
    return DT_OK;
}

bool dt_deflate_member(struct dt_deflate *d, struct dt_str in, char *out,
                       size_t room, size_t *taken, size_t *len)
{
    return libdeflate_gzip_decompress_ex(d->library, in.ptr, in.len, out, room,
                                         taken, len) == LIBDEFLATE_SUCCESS;
}

int dt_deflate_pack(struct dt_str in, struct dt_buf *out, struct dt_err *err)
{
    struct libdeflate_compressor *library = libdeflate_alloc_compressor(LEVEL);
    size_t room = libdeflate_gzip_compress_bound(library, in.len);
    char *to = library ? dt_buf_reserve(out, room) : NULL;

    if (to)
        out->len += libdeflate_gzip_compress(library, in.ptr, in.len, to, room);
    libdeflate_free_compressor(library);
    return to ? DT_OK : DT_FAIL(err, DT_EINTERNAL, "libdeflate: out of memory");
}

void dt_deflate_free(struct dt_deflate *d)
{
    if (d)
        libdeflate_free_decompressor(d->library);
    free(d);
}
