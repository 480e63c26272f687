/*
 * zstd.h - compress and expand a stream (RFC 8878), behind which stands
 * libzstd.
 *
 * Layer   adapt. Units are bytes. A stream is one frame with a checksum.
 * Bytes   depend on the level and the version of libzstd, never on the
 *         number of threads, nor on how the input was cut into pieces. They
 *         are those of "zstd -T2 -N --zstd=mml=6 -B2MiB", of level 3 those of
 *         "zstd -T2 -3 --zstd=strategy=1,mml=7,hlog=17,wlog=22 -B4MiB", from
 *         level 9 on of "zstd -T2 -N --zstd=mml=6,hlog=21 -B6MiB" and from
 *         level 13 on of "zstd -T2 -N".
 * Errors  DT_EFORMAT for what is no such stream, is cut short or has bytes
 *         behind its end; DT_EMISMATCH when its checksum disagrees;
 *         DT_EINTERNAL; what the sink or the source said.
 */
#ifndef DT_ADAPT_ZSTD_H
#define DT_ADAPT_ZSTD_H

#include <stddef.h>
#include <stdint.h>

#include "base/stream.h"

enum { DT_ZSTD_LEVEL_MOST = 19 };

/* Of the library that runs: "1.5.4". Static storage. */
const char *dt_zstd_version(void);

struct dt_zstd_writer;

/* level 1 to DT_ZSTD_LEVEL_MOST; threads from 1. The caller owns *out. */
int dt_zstd_writer_new(int level, unsigned threads, dt_sink_fn sink, void *ctx,
                       struct dt_zstd_writer **out, struct dt_err *err);
int dt_zstd_write(struct dt_zstd_writer *w, const void *data, size_t len,
                  struct dt_err *err);

/* Write what is left and the checksum. Only dt_zstd_writer_free() follows. */
int dt_zstd_finish(struct dt_zstd_writer *w, struct dt_err *err);

/* NULL is fine. */
void dt_zstd_writer_free(struct dt_zstd_writer *w);

struct dt_zstd_reader;

/* The caller owns *out. Memory is bounded by a window of 128 MiB. */
int dt_zstd_reader_new(dt_source_fn source, void *ctx,
                       struct dt_zstd_reader **out, struct dt_err *err);

/*
 * Fill out with the next bytes, as many as there are up to room; *len 0 is
 * the end of the stream, and then the source has been read to its end.
 */
int dt_zstd_read(struct dt_zstd_reader *r, void *out, size_t room, size_t *len,
                 struct dt_err *err);

/* Compressed bytes taken so far: where an error lies. */
uint64_t dt_zstd_offset(const struct dt_zstd_reader *r);

/* NULL is fine. */
void dt_zstd_reader_free(struct dt_zstd_reader *r);

#endif
