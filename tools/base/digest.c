#include "base/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct dt_digest {
    EVP_MD_CTX *evp;
};

int dt_digest_new(struct dt_digest **out, struct dt_err *err)
{
    struct dt_digest *d = calloc(1, sizeof *d);

    if (d)
        d->evp = EVP_MD_CTX_new();
    if (!d || !d->evp || EVP_DigestInit_ex(d->evp, EVP_sha256(), NULL) != 1) {
        dt_digest_free(d);
        return DT_FAIL(err, DT_EINTERNAL, "cannot start SHA-256");
    }
    *out = d;
    return DT_OK;
}

int dt_digest_update(struct dt_digest *d, const void *data, size_t len,
                     struct dt_err *err)
{
    if (EVP_DigestUpdate(d->evp, data, len) != 1)
        return DT_FAIL(err, DT_EINTERNAL, "cannot hash %zu bytes", len);
    return DT_OK;
}

int dt_digest_finish_raw(struct dt_digest *d, unsigned char raw[DT_DIGEST_SIZE],
                         struct dt_err *err)
{
    if (EVP_DigestFinal_ex(d->evp, raw, NULL) != 1 ||
        EVP_DigestInit_ex(d->evp, NULL, NULL) != 1)
        return DT_FAIL(err, DT_EINTERNAL, "cannot finish SHA-256");
    return DT_OK;
}

int dt_digest_finish(struct dt_digest *d, char hex[DT_DIGEST_HEX_SIZE],
                     struct dt_err *err)
{
    unsigned char raw[DT_DIGEST_SIZE];
    int rc = dt_digest_finish_raw(d, raw, err);

    if (rc == DT_OK)
        dt_digest_hex(raw, hex);
    return rc;
}

int dt_digest_bytes(struct dt_digest *d, const void *data, size_t len,
                    char hex[DT_DIGEST_HEX_SIZE], struct dt_err *err)
{
    int rc = dt_digest_update(d, data, len, err);

    return rc < 0 ? rc : dt_digest_finish(d, hex, err);
}

void dt_digest_hex(const unsigned char raw[DT_DIGEST_SIZE],
                   char hex[DT_DIGEST_HEX_SIZE])
{
    static const char digit[] = "0123456789abcdef";

    for (size_t i = 0; i < DT_DIGEST_SIZE; i++) {
        hex[2 * i] = digit[raw[i] >> 4];
        hex[2 * i + 1] = digit[raw[i] & 15];
    }
    hex[2 * DT_DIGEST_SIZE] = '\0';
}

static unsigned digit_value(char digit)
{
    return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

void dt_digest_unhex(const char *hex, unsigned char raw[DT_DIGEST_SIZE])
{
    for (size_t i = 0; i < DT_DIGEST_SIZE; i++)
        raw[i] = (unsigned char)(digit_value(hex[2 * i]) << 4 |
                                 digit_value(hex[2 * i + 1]));
}

bool dt_digest_is_hex(struct dt_str text)
{
    if (text.len != 2 * DT_DIGEST_SIZE)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!strchr("0123456789abcdef", text.ptr[i]) || !text.ptr[i])
            return false;
    return true;
}

int dt_digest_hmac(const void *key, size_t key_len, const void *data,
                   size_t len, unsigned char out[DT_DIGEST_SIZE],
                   struct dt_err *err)
{
    if (key_len > INT_MAX ||
        !HMAC(EVP_sha256(), key, (int)key_len, data, len, out, NULL))
        return DT_FAIL(err, DT_EINTERNAL, "cannot compute HMAC-SHA-256");
    return DT_OK;
}

void dt_digest_free(struct dt_digest *d)
{
    if (d)
        EVP_MD_CTX_free(d->evp);
    free(d);
}

int dt_digest_file(const char *path, char hex[DT_DIGEST_HEX_SIZE],
                   uint64_t *size, struct dt_err *err)
{
    unsigned char chunk[64 * 1024];
    struct dt_digest *d = NULL;
    uint64_t total = 0;
    ssize_t got;
    int rc, fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return DT_FAIL(err, DT_EIO, "%s: %s", path, strerror(errno));
    rc = dt_digest_new(&d, err);
    if (rc < 0)
        goto out;
    while ((got = read(fd, chunk, sizeof chunk)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            rc = DT_FAIL(err, DT_EIO, "%s: %s", path, strerror(errno));
            goto out;
        }
        rc = dt_digest_update(d, chunk, (size_t)got, err);
        if (rc < 0)
            goto out;
        total += (uint64_t)got;
    }
    rc = dt_digest_finish(d, hex, err);
    if (rc == DT_OK)
        *size = total;
out:
    (void)close(fd); /* read-only: nothing to lose */
    dt_digest_free(d);
    return rc;
}
