#include "snapshot/checksum.h"

#include "snapshot/header.h"

/* "SHA-256" as base/digest.h calls it; false when it is too long for any. */
static bool plain_name(struct dt_str name, char out[16])
{
    size_t len = 0;

    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];

        if (c == '-')
            continue;
        if (len == 15)
            return false;
        out[len++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    out[len] = '\0';
    return true;
}

int dt_checksum_begin(struct dt_checksum *c, struct dt_str label,
                      struct dt_err *err)
{
    const char *colon = label.len ? memchr(label.ptr, ':', label.len) : NULL;
    char name[16] = "";
    size_t at;
    int rc = DT_OK;

    c->check = label.len ? DT_CHECK_UNKNOWN : DT_CHECK_NONE;
    if (!colon)
        return DT_OK;
    at = (size_t)(colon - label.ptr);
    c->expected = (struct dt_str){colon + 1, label.len - at - 1};
    if (!plain_name((struct dt_str){label.ptr, at}, name) ||
        !dt_digest_digits(name))
        return DT_OK;
    /* What was left unfinished is of no use, nor another algorithm. */
    if (c->open || strcmp(c->algorithm, name) != 0)
        dt_checksum_release(c);
    if (!c->digest)
        rc = dt_digest_new_named(&c->digest, name, err);
    memcpy(c->algorithm, name, sizeof name);
    c->open = rc == DT_OK;
    if (c->open)
        c->check = DT_CHECK_FINE;
    return rc;
}

int dt_checksum_add(struct dt_checksum *c, struct dt_str data,
                    struct dt_err *err)
{
    if (c->check != DT_CHECK_FINE)
        return DT_OK;
    return dt_digest_update(c->digest, data.ptr, data.len, err);
}

/* The value of a base32 digit, or 32. */
static unsigned base32_digit(char c)
{
    if (c >= '2' && c <= '7')
        return (unsigned)(c - '2') + 26;
    if (c >= 'a' && c <= 'z')
        return (unsigned)(c - 'a');
    return c >= 'A' && c <= 'Z' ? (unsigned)(c - 'A') : 32;
}

/* The value of a base64 digit, of either alphabet of RFC 4648, or 64. */
static unsigned base64_digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (unsigned)(c - 'A');
    if (c >= 'a' && c <= 'z')
        return (unsigned)(c - 'a') + 26;
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0') + 52;
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : 64;
}

/*
 * Digits of so many bits as hexadecimal ones, which are as many as digits
 * says; false where one is none.
 */
static bool to_hex(struct dt_str text, unsigned bits, size_t digits,
                   char hex[DT_DIGEST_HEX_MOST])
{
    static const char digit[] = "0123456789abcdef";
    unsigned held = 0, count = 0;
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned value = bits == 5 ? base32_digit(text.ptr[i])
                                   : base64_digit(text.ptr[i]);

        if (value >> bits)
            return false;
        held = (held & 0xF) << bits | value;
        for (count += bits; count >= 4 && len < digits; count -= 4)
            hex[len++] = digit[held >> (count - 4) & 0xF];
    }
    hex[len] = '\0';
    return true;
}

static bool has_length(struct dt_str text, unsigned bits, size_t digits)
{
    return text.len == (digits * 4 + bits - 1) / bits;
}

/* Whether the digest that was expected, in any of its forms, is this one. */
static enum dt_check compare(struct dt_str expected, size_t digits,
                             const char *got)
{
    char hex[DT_DIGEST_HEX_MOST];
    unsigned bits = 5;

    if (expected.len == digits)
        return dt_header_is(expected, got) ? DT_CHECK_FINE : DT_CHECK_WRONG;
    while (expected.len && expected.ptr[expected.len - 1] == '=')
        expected.len--;
    if (!has_length(expected, bits, digits))
        bits = 6;
    if (!has_length(expected, bits, digits))
        return DT_CHECK_UNKNOWN;
    return to_hex(expected, bits, digits, hex) && strcmp(got, hex) == 0
               ? DT_CHECK_FINE
               : DT_CHECK_WRONG;
}

int dt_checksum_finish(struct dt_checksum *c, struct dt_err *err)
{
    char got[DT_DIGEST_HEX_MOST];
    int rc;

    if (c->check != DT_CHECK_FINE)
        return DT_OK;
    rc = dt_digest_finish_named(c->digest, got, err);
    if (rc < 0)
        return rc;
    c->open = false;
    c->check = compare(c->expected, dt_digest_digits(c->algorithm), got);
    return DT_OK;
}

void dt_checksum_release(struct dt_checksum *c)
{
    dt_digest_free(c->digest);
    c->digest = NULL;
    c->open = false;
}

const char *dt_check_name(enum dt_check check)
{
    static const char *const names[] = {"none", "unknown", "fine", "stored",
                                        "wrong"};

    return names[check];
}
