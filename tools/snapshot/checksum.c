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

/* Base32 digits as so many hexadecimal ones; false when they are not so. */
static bool base32_to_hex(struct dt_str text, size_t digits,
                          char hex[DT_DIGEST_HEX_MOST])
{
    static const char digit[] = "0123456789abcdef";
    unsigned bits = 0, held = 0;
    size_t len = 0;

    while (text.len && text.ptr[text.len - 1] == '=')
        text.len--;
    if (text.len != (digits * 4 + 4) / 5)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned value = base32_digit(text.ptr[i]);

        if (value > 31)
            return false;
        held = (held & 0xF) << 5 | value;
        for (bits += 5; bits >= 4 && len < digits; bits -= 4)
            hex[len++] = digit[held >> (bits - 4) & 0xF];
    }
    hex[len] = '\0';
    return len == digits;
}

int dt_checksum_finish(struct dt_checksum *c, struct dt_err *err)
{
    char got[DT_DIGEST_HEX_MOST], expected[DT_DIGEST_HEX_MOST];
    size_t digits = dt_digest_digits(c->algorithm);
    int rc;

    if (c->check != DT_CHECK_FINE)
        return DT_OK;
    rc = dt_digest_finish_named(c->digest, got, err);
    if (rc < 0)
        return rc;
    c->open = false;
    if (c->expected.len == digits)
        c->check = dt_header_is(c->expected, got) ? DT_CHECK_FINE
                                                  : DT_CHECK_WRONG;
    else if (!base32_to_hex(c->expected, digits, expected))
        c->check = DT_CHECK_UNKNOWN;
    else
        c->check = strcmp(got, expected) == 0 ? DT_CHECK_FINE : DT_CHECK_WRONG;
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
