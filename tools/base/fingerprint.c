#define _DEFAULT_SOURCE /* getentropy() */

#include "base/fingerprint.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#if defined __APPLE__
#include <sys/random.h>
#else
#include <unistd.h>
#endif

__extension__ typedef unsigned __int128 wide;

int dt_fingerprint_init(struct dt_fingerprint_key *key, struct dt_err *err)
{
    enum { MOST = 256 }; /* bytes that getentropy() gives at a time */
    unsigned char *out = (unsigned char *)key->word;

    /* OpenSSL's generator takes a millisecond to start. */
    for (size_t at = 0; at < sizeof key->word; at += MOST) {
        const size_t left = sizeof key->word - at;

        if (getentropy(out + at, left < MOST ? left : MOST) != 0)
            return DT_FAIL(err, DT_EINTERNAL, "no random numbers: %s",
                           strerror(errno));
    }
    return DT_OK;
}

static wide pair(const uint64_t *key, const char *from)
{
    uint64_t word[2];

    memcpy(word, from, sizeof word);
    return (wide)(word[0] + key[0]) * (word[1] + key[1]);
}

struct dt_fingerprint dt_fingerprint(const struct dt_fingerprint_key *key,
                                     struct dt_str text)
{
    const uint64_t *k = key->word;
    wide sum = 0;

    assert(text.len <= DT_FINGERPRINT_MOST);
    for (; text.len >= 16; k += 2) {
        sum += pair(k, text.ptr);
        text.ptr += 16;
        text.len -= 16;
    }
    if (text.len) {
        char last[16] = {0};

        memcpy(last, text.ptr, text.len);
        sum += pair(k, last);
    }
    return (struct dt_fingerprint){(uint64_t)(sum >> 64), (uint64_t)sum};
}

uint64_t dt_fingerprint_any(const struct dt_fingerprint_key *key,
                            struct dt_str text)
{
    uint64_t all = text.len;

    while (text.len) {
        const struct dt_str piece = {text.ptr, text.len < DT_FINGERPRINT_MOST
                                                   ? text.len
                                                   : DT_FINGERPRINT_MOST};

        const struct dt_fingerprint print = dt_fingerprint(key, piece);

        all = (all ^ print.low) * UINT64_C(0x9E3779B97F4A7C15);
        all ^= all >> 32;
        all = (all ^ print.high) * UINT64_C(0xD1B54A32D192ED03);
        all ^= all >> 32;
        text.ptr += piece.len;
        text.len -= piece.len;
    }
    return all;
}
