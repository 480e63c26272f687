/*
 * coding.h - the content coding of an HTTP body being taken off (RFC 9110,
 * 8.4): gzip, deflate, br and zstd.
 *
 * Layer   snapshot, inside. Units are bytes.
 * Taken   what servers and crawlers make of it: bare deflate data, several gzip
 *         members one after the other, bytes behind the end, and bodies that
 *         have been decoded though the head still names the coding: they,
 *         and those of codings that nobody knows, come out as they are.
 *         "identity" in a list is nothing; bodies coded more than once, which
 *         no server sends on purpose, are refused.
 */
#ifndef DT_SNAPSHOT_CODING_H
#define DT_SNAPSHOT_CODING_H

#include "adapt/codec.h"
#include "base/buf.h"

/* Used again and again: decoders are kept. */
struct dt_coding {
    struct dt_codec *kept[5];
    struct dt_codec *codec; /* the one in use; NULL: as it is */
    struct dt_str name;     /* of the coding that was put on last */
    bool several;           /* on top of others */
    bool started;           /* a byte has come in */
    bool given_out;         /* a byte has come out */
    bool done;
};

#define DT_CODING_INIT ((struct dt_coding){.codec = NULL})

/* name, of the Content-Encoding, may be empty; it is borrowed until finish. */
void dt_coding_begin(struct dt_coding *c, struct dt_str name);

/*
 * Append to out what data stands for. DT_EFORMAT for damaged data; an overfull
 * out is for the caller to check, and ends the work.
 */
int dt_coding_add(struct dt_coding *c, struct dt_str data, struct dt_buf *out,
                  struct dt_err *err);

/* DT_EFORMAT when the data is cut short. */
int dt_coding_finish(const struct dt_coding *c, struct dt_err *err);

void dt_coding_release(struct dt_coding *c);

#endif
