#include "base/fingerprint.h"

#include <assert.h>
#include <string.h>

#include "base/digest.h"

__extension__ typedef unsigned __int128 wide;

int dt_fingerprint_init(struct dt_fingerprint_key *key, struct dt_err *err)
{
    return dt_digest_random(key->word, sizeof key->word, err);
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

        all = (all ^ dt_fingerprint(key, piece).low) *
              UINT64_C(0x9E3779B97F4A7C15);
        all ^= all >> 32;
        text.ptr += piece.len;
        text.len -= piece.len;
    }
    return all;
}
