#include "base/digest.h"

#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sha256.h"

struct dt_digest {
    EVP_MD_CTX *evp; /* NULL: sha256 is used */
    size_t size;     /* bytes of the binary form */
    struct dt_sha256 own;
};

static const struct algorithm {
    const char *name;
    size_t size;
    const EVP_MD *(*evp)(void);
} algorithms[] = {
    {"md5", 16, EVP_md5},       {"sha1", 20, EVP_sha1},
    {"sha224", 28, EVP_sha224}, {"sha256", 32, EVP_sha256},
    {"sha384", 48, EVP_sha384}, {"sha512", 64, EVP_sha512},
};

static const struct algorithm *find_algorithm(const char *name)
{
    for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++)
        if (strcmp(algorithms[i].name, name) == 0)
            return &algorithms[i];
    return NULL;
}

size_t dt_digest_digits(const char *name)
{
    const struct algorithm *algorithm = find_algorithm(name);

    return algorithm ? 2 * algorithm->size : 0;
}

int dt_digest_new(struct dt_digest **out, struct dt_err *err)
{
    struct dt_digest *d;

    if (!dt_sha256_usable())
        return dt_digest_new_named(out, "sha256", err);
    d = calloc(1, sizeof *d);
    if (!d)
        return DT_FAIL(err, DT_EINTERNAL, "cannot start sha256");
    d->size = DT_DIGEST_SIZE;
    dt_sha256_init(&d->own);
    *out = d;
    return DT_OK;
}

int dt_digest_new_named(struct dt_digest **out, const char *name,
                        struct dt_err *err)
{
    const struct algorithm *algorithm = find_algorithm(name);
    struct dt_digest *d = NULL;

    if (!algorithm)
        return DT_FAIL(err, DT_EFORMAT, "no digest is called %.40s", name);
    d = calloc(1, sizeof *d);
    if (d)
        d->evp = EVP_MD_CTX_new();
    if (!d || !d->evp ||
        EVP_DigestInit_ex(d->evp, algorithm->evp(), NULL) != 1) {
        dt_digest_free(d);
        return DT_FAIL(err, DT_EINTERNAL, "cannot start %s", name);
    }
    d->size = algorithm->size;
    *out = d;
    return DT_OK;
}

int dt_digest_update(struct dt_digest *d, const void *data, size_t len,
                     struct dt_err *err)
{
    if (!d->evp)
        dt_sha256_update(&d->own, (struct dt_str){data, len});
    else if (EVP_DigestUpdate(d->evp, data, len) != 1)
        return DT_FAIL(err, DT_EINTERNAL, "cannot hash %zu bytes", len);
    return DT_OK;
}

int dt_digest_update_two(struct dt_digest *a, struct dt_str x,
                         struct dt_digest *b, struct dt_str y,
                         struct dt_err *err)
{
    int rc;

    if (!a->evp && !b->evp) {
        dt_sha256_update_two(&a->own, x, &b->own, y);
        return DT_OK;
    }
    rc = dt_digest_update(a, x.ptr, x.len, err);
    return rc < 0 ? rc : dt_digest_update(b, y.ptr, y.len, err);
}

void dt_digest_prefetch(const struct dt_digest *d)
{
    __builtin_prefetch(d, 1);
    __builtin_prefetch(&d->own.block, 1);
}

static int finish(struct dt_digest *d, unsigned char *raw, struct dt_err *err)
{
    if (!d->evp) {
        dt_sha256_finish(&d->own, raw);
        dt_sha256_init(&d->own);
    } else if (EVP_DigestFinal_ex(d->evp, raw, NULL) != 1 ||
               EVP_DigestInit_ex(d->evp, NULL, NULL) != 1) {
        return DT_FAIL(err, DT_EINTERNAL, "cannot finish a digest");
    }
    return DT_OK;
}

int dt_digest_finish_two(struct dt_digest *a,
                         unsigned char raw_a[DT_DIGEST_SIZE],
                         struct dt_digest *b,
                         unsigned char raw_b[DT_DIGEST_SIZE],
                         struct dt_err *err)
{
    int rc;

    assert(a->size == DT_DIGEST_SIZE && b->size == DT_DIGEST_SIZE);
    if (!a->evp && !b->evp) {
        dt_sha256_finish_two(&a->own, raw_a, &b->own, raw_b);
        dt_sha256_init(&a->own);
        dt_sha256_init(&b->own);
        return DT_OK;
    }
    rc = finish(a, raw_a, err);
    return rc < 0 ? rc : finish(b, raw_b, err);
}

int dt_digest_each(struct dt_digest *d, struct dt_digest_message *messages,
                   size_t count, struct dt_err *err)
{
    int rc = DT_OK;

    assert(d->size == DT_DIGEST_SIZE);
    if (!d->evp) {
        dt_sha256_each(messages, count);
        return DT_OK;
    }
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        struct dt_digest_message *m = &messages[i];

        rc = dt_digest_update(d, m->part[0].ptr, m->part[0].len, err);
        if (rc == DT_OK)
            rc = dt_digest_update(d, m->part[1].ptr, m->part[1].len, err);
        if (rc == DT_OK)
            rc = finish(d, m->raw, err);
    }
    return rc;
}

/* The digits of four bytes, the first one in the lowest byte. */
static uint64_t digits_of(const unsigned char *four)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t x = (uint64_t)four[0] | (uint64_t)four[1] << 16 |
                 (uint64_t)four[2] << 32 | (uint64_t)four[3] << 48;
    uint64_t is_letter;

    x = (x >> 4 & ones * 15) | (x << 8 & (ones * 15 << 8));
    is_letter = (x + ones * 6) >> 4 & ones;
    return x + ones * '0' + is_letter * ('a' - 10 - '0');
}

/* size is a multiple of four, as every algorithm has it. */
static void to_hex(const unsigned char *raw, size_t size, char *hex)
{
    for (size_t i = 0; i < size; i += 4, hex += 8) {
        uint64_t digits = digits_of(raw + i);

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        digits = __builtin_bswap64(digits);
#endif
        memcpy(hex, &digits, sizeof digits);
    }
    *hex = '\0';
}

int dt_digest_finish_raw(struct dt_digest *d, unsigned char raw[DT_DIGEST_SIZE],
                         struct dt_err *err)
{
    assert(d->size == DT_DIGEST_SIZE);
    return finish(d, raw, err);
}

int dt_digest_finish_named(struct dt_digest *d, char hex[DT_DIGEST_HEX_MOST],
                           struct dt_err *err)
{
    unsigned char raw[EVP_MAX_MD_SIZE];
    int rc = finish(d, raw, err);

    if (rc == DT_OK)
        to_hex(raw, d->size, hex);
    return rc;
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

int dt_digest_once(struct dt_str bytes, char hex[DT_DIGEST_HEX_SIZE],
                   struct dt_err *err)
{
    struct dt_digest *d = NULL;
    int rc = dt_digest_new(&d, err);

    if (rc == DT_OK)
        rc = dt_digest_bytes(d, bytes.ptr, bytes.len, hex, err);
    dt_digest_free(d);
    return rc;
}

void dt_digest_hex(const unsigned char raw[DT_DIGEST_SIZE],
                   char hex[DT_DIGEST_HEX_SIZE])
{
    to_hex(raw, DT_DIGEST_SIZE, hex);
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
    return text.len == 2 * DT_DIGEST_SIZE && dt_str_is_hex(text);
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
    int fd, rc = dt_file_open(path, &fd, err);

    if (rc < 0)
        return rc;
    rc = dt_digest_new(&d, err);
    if (rc < 0)
        goto out;
    while ((got = read(fd, chunk, sizeof chunk)) != 0) {
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            rc = dt_file_fail(path, err);
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
