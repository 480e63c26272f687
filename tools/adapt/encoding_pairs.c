/*
 * Decoders of encodings with two bytes or more a character (encoding_parts.h).
 */
#include "adapt/encoding_parts.h"
#include <string.h>

static bool within(unsigned byte, unsigned low, unsigned high)
{
    return byte >= low && byte <= high;
}

static uint32_t look_up(const uint32_t *pairs, unsigned lead, unsigned trail)
{
    if (!within(lead, DT_PAIRS_LEAD, 0xFE) ||
        !within(trail, DT_PAIRS_TRAIL, 0xFE))
        return 0;
    return pairs[(lead - DT_PAIRS_LEAD) * DT_PAIRS_TRAILS + trail -
                 DT_PAIRS_TRAIL];
}

/* What lead and the next byte stand for; an ASCII byte is not swallowed. */
static uint32_t finish_pair(struct dt_decoder *d, const uint32_t *pairs,
                            unsigned lead)
{
    uint32_t point;

    if (d->at == d->end)
        return DT_STEP_BAD;
    point = look_up(pairs, lead, *d->at);
    d->at += point || *d->at >= 0x80;
    return point ? point : DT_STEP_BAD;
}

uint32_t dt_step_pair(struct dt_decoder *d)
{
    unsigned lead = *d->at++;

    if (lead < 0x80)
        return lead;
    return within(lead, 0x81, 0xFE) ? finish_pair(d, d->pairs, lead)
                                    : (uint32_t)DT_STEP_BAD;
}

/* Encoding Standard, "index gb18030 ranges code point". */
static uint32_t ranges_point(const struct dt_decoder *d, uint32_t pointer)
{
    if (pointer < DT_GB18030_RANGES)
        return d->table[pointer];
    if (pointer < 189000 || pointer > 1237575)
        return 0;
    return 0x10000 + pointer - 189000;
}

/* The second of four bytes is a digit, which the caller has seen. */
static uint32_t finish_four(struct dt_decoder *d, unsigned first)
{
    const unsigned char *p = d->at;
    uint32_t point;

    if (d->end - p < 3 && (d->end - p < 2 || within(p[1], 0x81, 0xFE))) {
        d->at = d->end;
        return DT_STEP_BAD;
    }
    if (!within(p[1], 0x81, 0xFE) || !within(p[2], '0', '9'))
        return DT_STEP_BAD;
    d->at += 3;
    point = ranges_point(d, ((first - 0x81) * 10 + p[0] - '0') * 1260 +
                                (p[1] - 0x81u) * 10 + p[2] - '0');
    return point ? point : DT_STEP_BAD;
}

uint32_t dt_step_gb18030(struct dt_decoder *d)
{
    unsigned lead = *d->at++;

    if (lead < 0x80)
        return lead;
    if (lead == 0x80)
        return 0x20AC;
    if (lead == 0xFF)
        return DT_STEP_BAD;
    if (d->at < d->end && within(*d->at, '0', '9'))
        return finish_four(d, lead);
    return finish_pair(d, d->pairs, lead);
}

uint32_t dt_step_shift_jis(struct dt_decoder *d)
{
    unsigned lead = *d->at++;

    if (lead <= 0x80)
        return lead;
    if (within(lead, 0xA1, 0xDF))
        return 0xFF61 - 0xA1 + lead;
    if (!within(lead, 0x81, 0x9F) && !within(lead, 0xE0, 0xFC))
        return DT_STEP_BAD;
    return finish_pair(d, d->pairs, lead);
}

uint32_t dt_step_euc_jp(struct dt_decoder *d)
{
    unsigned lead = *d->at++;

    if (lead < 0x80)
        return lead;
    if (lead == 0x8E && d->at < d->end && within(*d->at, 0xA1, 0xDF))
        return 0xFF61u - 0xA1u + *d->at++;
    if (lead == 0x8F && d->at < d->end && within(*d->at, 0xA1, 0xFE)) {
        lead = *d->at++;
        return finish_pair(d, d->more, lead);
    }
    if (lead != 0x8E && lead != 0x8F && !within(lead, 0xA1, 0xFE))
        return DT_STEP_BAD;
    return finish_pair(d, d->pairs, lead);
}

enum { ASCII, ROMAN, KATAKANA, PAIRS };

/* Behind an ESC: a change of character set, or an error. */
static uint32_t escape(struct dt_decoder *d)
{
    static const struct {
        char bytes[3];
        unsigned state;
    } sets[] = {{"(B", ASCII},
                {"(J", ROMAN},
                {"(I", KATAKANA},
                {"$@", PAIRS},
                {"$B", PAIRS}};
    bool again = d->escaped;

    d->escaped = false;
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        if (d->end - d->at < 2 || memcmp(d->at, sets[i].bytes, 2) != 0)
            continue;
        d->at += 2;
        d->state = sets[i].state;
        d->escaped = true;
        return again ? DT_STEP_BAD : DT_STEP_NOTHING;
    }
    return DT_STEP_BAD;
}

static uint32_t jis_pair(struct dt_decoder *d, unsigned lead)
{
    unsigned trail;
    uint32_t point;

    if (d->at == d->end || *d->at == 0x1B)
        return DT_STEP_BAD;
    trail = *d->at++;
    point = within(trail, 0x21, 0x7E)
                ? look_up(d->pairs, lead + 0x80, trail + 0x80)
                : 0;
    return point ? point : DT_STEP_BAD;
}

uint32_t dt_step_iso_2022_jp(struct dt_decoder *d)
{
    unsigned byte = *d->at++;

    if (byte == 0x1B)
        return escape(d);
    d->escaped = false;
    if (d->state == PAIRS)
        return within(byte, 0x21, 0x7E) ? jis_pair(d, byte)
                                        : (uint32_t)DT_STEP_BAD;
    if (d->state == KATAKANA)
        return within(byte, 0x21, 0x5F) ? 0xFF61 - 0x21 + byte
                                        : (uint32_t)DT_STEP_BAD;
    if (byte >= 0x80 || byte == 0x0E || byte == 0x0F)
        return DT_STEP_BAD;
    if (d->state == ROMAN && byte == '\\')
        return 0xA5;
    if (d->state == ROMAN && byte == '~')
        return 0x203E;
    return byte;
}
