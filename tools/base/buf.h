/*
 * buf.h - a growing buffer of bytes with a ceiling.
 *
 * Layer   base. Units are bytes.
 * Errors  adding never fails on the spot: a buffer that ran out of memory or
 *         over its ceiling stays failed, drops what is added, and says so in
 *         dt_buf_check(), which every user calls once, before the content
 *         is used.
 *
 *     struct dt_buf b = DT_BUF_INIT(1 << 20);
 *     dt_buf_adds(&b, "id: ");
 *     dt_buf_addf(&b, "%d\n", 7);
 *     rc = dt_buf_check(&b, "the record", err);
 *     dt_buf_release(&b);
 */
#ifndef DT_BASE_BUF_H
#define DT_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/err.h"
#include "base/str.h"

struct dt_buf {
    char *ptr;  /* NUL-terminated once anything was added; else NULL */
    size_t len; /* without that NUL */
    size_t cap;
    size_t max; /* ceiling of len */
    bool failed;
    bool over; /* failed because of the ceiling */
};

#define DT_BUF_INIT(ceiling) \
    ((struct dt_buf){NULL, 0, 0, (ceiling), false, false})

void dt_buf_add(struct dt_buf *b, const void *data, size_t len);
void dt_buf_adds(struct dt_buf *b, const char *text);
void dt_buf_addstr(struct dt_buf *b, struct dt_str text);
void dt_buf_addc(struct dt_buf *b, char c);
void dt_buf_addf(struct dt_buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Room for len more bytes at ptr + len; NULL when it cannot be had. */
char *dt_buf_reserve(struct dt_buf *b, size_t len);

/* Forget the content and any failure, keep the memory. */
void dt_buf_reset(struct dt_buf *b);

/* The content as a slice, valid until the next call on b. */
struct dt_str dt_buf_str(const struct dt_buf *b);

/*
 * DT_OK, DT_EFORMAT when the ceiling was hit ("WHAT is larger than N bytes"),
 * or DT_EINTERNAL when memory ran out.
 */
int dt_buf_check(const struct dt_buf *b, const char *what, struct dt_err *err);

/*
 * dt_buf_check(), and write the content to a stream; then forget it, whatever
 * came of it. DT_EIO when the stream takes no more.
 */
int dt_buf_flush(struct dt_buf *b, const char *what, FILE *stream,
                 struct dt_err *err);

/* Free the memory and be as after DT_BUF_INIT with the same ceiling. */
void dt_buf_release(struct dt_buf *b);

#endif
