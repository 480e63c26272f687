/*
 * encoding_parts.h - what the decoders of encoding.h are put together from.
 *
 * Layer   adapt; only for encoding*.c.
 */
#ifndef DT_ADAPT_ENCODING_PARTS_H
#define DT_ADAPT_ENCODING_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

/* Tables of two bytes: lead 0x81 to 0xFE, trail 0x40 to 0xFE. */
enum dt_pairs {
    DT_PAIRS_BIG5,
    DT_PAIRS_EUC_KR,
    DT_PAIRS_SHIFT_JIS,
    DT_PAIRS_JIS0208, /* as EUC-JP has it: both bytes from 0xA1 */
    DT_PAIRS_JIS0212, /* as EUC-JP has it behind 0x8F */
    DT_PAIRS_GB18030,
    DT_PAIRS_COUNT
};

enum {
    DT_PAIRS_LEAD = 0x81,
    DT_PAIRS_TRAIL = 0x40,
    DT_PAIRS_LEADS = 0xFE - DT_PAIRS_LEAD + 1,
    DT_PAIRS_TRAILS = 0xFE - DT_PAIRS_TRAIL + 1,
    DT_GB18030_RANGES = 39420 /* pointers of four bytes in the first plane */
};

/*
 * The code points of a table's pairs, 0 for none; above 0x10FFFF two of them,
 * the first one shifted by 16. DT_EINTERNAL when ICU has no such table.
 */
int dt_encoding_pairs(enum dt_pairs which, const uint32_t **table,
                      struct dt_err *err);

/* The code points of gb18030's four-byte pointers in the first plane. */
int dt_encoding_ranges(const uint16_t **table, struct dt_err *err);

/*
 * The code points of bytes 0x80 to 0xFF in a single-byte encoding of this
 * name, 0 for none. converter is ICU's name.
 */
int dt_encoding_bytes(const char *name, const char *converter,
                      uint16_t table[128], struct dt_err *err);

/* A decoder at work. */
struct dt_decoder {
    const unsigned char *at, *end;
    const uint32_t *pairs, *more; /* more: jis0212 */
    const uint16_t *table;        /* single bytes, or gb18030's ranges */
    unsigned state;               /* of ISO-2022-JP */
    bool escaped;                 /* an escape sequence came, no output since */
    bool wide;                    /* UTF-16: big endian */
};

enum {
    DT_STEP_BAD = 0xFFFFFFF, /* an error: one U+FFFD */
    DT_STEP_NOTHING          /* bytes that stand for no character */
};

/*
 * The next character of a decoder that is not at its end: consumes at least
 * one byte and returns a code point, a pair of them, or one of the above.
 */
typedef uint32_t dt_step_fn(struct dt_decoder *d);

dt_step_fn dt_step_pair;    /* Big5, EUC-KR */
dt_step_fn dt_step_gb18030; /* and GBK */
dt_step_fn dt_step_euc_jp;
dt_step_fn dt_step_shift_jis;
dt_step_fn dt_step_iso_2022_jp;

#endif
