/*
 * warc_write.h - HTTP exchanges into a WARC file (ISO 28500, WARC 1.1) that
 * survives whatever stops the program.
 *
 * Layer   snapshot. While it is written to, the file is DIR/NAME-TIME.warc.gz
 *         with ".open" behind it; what a process that died left open is gone on
 *         with, cut at the end of its last whole record.
 * Records warcinfo, and for each exchange a response and its request, each a
 *         gzip member. Heads and bodies stand as they went over the wire, the
 *         transfer and content coding of the body included; what went as
 *         HTTP/2 is written as HTTP/1.1 with "WARC-Protocol: h2", for want of
 *         another form that programs read. Credentials are left out.
 * Digests sha256 in hexadecimal, of the block, and of the payload. The latter
 *         is left out where the body is chunked: programs do not agree
 *         whether the chunks are part of it, and the block's covers it.
 * Crash   dt_warc_write() returns when its records are on disk.
 * Errors  DT_EIO names the file; DT_EINTERNAL. After an error the writer is
 *         good for dt_warc_writer_free() only.
 */
#ifndef DT_SNAPSHOT_WARC_WRITE_H
#define DT_SNAPSHOT_WARC_WRITE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "snapshot/warc.h"

#define DT_WARC_OPEN ".open"

struct dt_warc_writer;

/*
 * Go on with what was left open for this name, a slug, in dir, which is
 * created, or start a file. now: seconds since 1970-01-01 UTC. The caller owns
 * *out, and sees to it that no other process writes for this name.
 */
int dt_warc_writer_open(const char *dir, const char *name,
                        const char *user_agent, int64_t now,
                        struct dt_warc_writer **out, struct dt_err *err);

/* Where the file lies now, and whether it holds exchanges. */
const char *dt_warc_writer_path(const struct dt_warc_writer *w);
bool dt_warc_writer_holds(const struct dt_warc_writer *w);

struct dt_warc_exchange {
    const char *url;
    const char *address; /* of the server, or "" */
    int64_t time;
    bool http2;
    struct dt_str request, head, body; /* as they went over the wire */
};

/* *place: where the response can be opened. */
int dt_warc_write(struct dt_warc_writer *w, const struct dt_warc_exchange *x,
                  struct dt_place *place, struct dt_err *err);

/* The file is complete: take ".open" away, or the file if it holds nothing. */
int dt_warc_writer_close(struct dt_warc_writer *w, struct dt_err *err);

/* What was not closed stays open on disk. NULL is fine. */
void dt_warc_writer_free(struct dt_warc_writer *w);

#endif
