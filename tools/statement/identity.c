#include "statement/identity.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "base/digest.h"

enum { ID_DIGITS = 16 };

/* How often each base id was given, in open addressing. */
struct given {
    char base[ID_DIGITS];
    uint32_t times;
};

struct assigner {
    const struct dt_statement_input *in;
    struct dt_digest *digest;
    struct dt_buf fold;
    struct given *given;
    size_t given_cap; /* a power of 2, more than twice the statements */
    struct dt_err *err;
};

static int fold_text(struct assigner *a, struct dt_str text)
{
    int rc;

    dt_buf_reset(&a->fold);
    rc = dt_article_fold(text, &a->fold, a->err);
    if (rc == DT_OK)
        rc = dt_buf_check(&a->fold, "the fold of a statement", a->err);
    if (rc == DT_OK && a->in->commit_key != NULL) {
        unsigned char raw[DT_DIGEST_SIZE];
        char hex[DT_DIGEST_HEX_SIZE];

        rc = dt_digest_hmac(a->in->commit_key, DT_DIGEST_SIZE, a->fold.ptr,
                            a->fold.len, raw, a->err);
        if (rc != DT_OK)
            return rc;
        dt_digest_hex(raw, hex);
        dt_buf_reset(&a->fold);
        dt_buf_adds(&a->fold, hex);
        rc = dt_buf_check(&a->fold, "the fold of a statement", a->err);
    }
    return rc;
}

static int hash(struct assigner *a, const struct dt_statement *s,
                uint32_t ordinal, char hex[DT_DIGEST_HEX_SIZE])
{
    const char *speaker = s->speaker ? s->speaker : s->speaker_name;
    struct dt_digest *d = a->digest;
    char number[16];
    int rc = dt_digest_update(d, a->in->article_id,
                              strlen(a->in->article_id) + 1, a->err);

    if (rc == DT_OK)
        rc = dt_digest_update(d, speaker ? speaker : "",
                              (speaker ? strlen(speaker) : 0) + 1, a->err);
    if (rc == DT_OK)
        rc = dt_digest_update(d, a->fold.ptr, a->fold.len, a->err);
    if (rc == DT_OK && ordinal > 1) {
        int len = snprintf(number, sizeof number, "%lu",
                           (unsigned long)ordinal);

        rc = dt_digest_update(d, "", 1, a->err); /* the NUL */
        if (rc == DT_OK)
            rc = dt_digest_update(d, number, (size_t)len, a->err);
    }
    return rc == DT_OK ? dt_digest_finish(d, hex, a->err) : rc;
}

static struct given *given_of(struct assigner *a, const char *base)
{
    size_t slot = 0;

    for (size_t i = 0; i < ID_DIGITS; i++)
        slot = slot * 31 + (unsigned char)base[i];
    for (;; slot++) {
        struct given *g = &a->given[slot & (a->given_cap - 1)];

        if (g->times == 0 || memcmp(g->base, base, ID_DIGITS) == 0)
            return g;
    }
}

static int assign_one(struct assigner *a, struct dt_statement *s)
{
    char hex[DT_DIGEST_HEX_SIZE];
    struct given *given;
    int rc = fold_text(a, s->text);

    if (rc == DT_OK)
        rc = hash(a, s, 1, hex);
    if (rc != DT_OK)
        return rc;
    given = given_of(a, hex);
    memcpy(given->base, hex, ID_DIGITS);
    if (++given->times > 1)
        rc = hash(a, s, given->times, hex);
    if (rc != DT_OK)
        return rc;
    memcpy(s->id, "s-", 2);
    memcpy(s->id + 2, hex, ID_DIGITS);
    s->id[2 + ID_DIGITS] = '\0';
    return DT_OK;
}

int dt_identity_assign(const struct dt_statement_input *in,
                       struct dt_statement *items, size_t count,
                       struct dt_err *err)
{
    struct assigner a = {in,   NULL, DT_BUF_INIT(4 * (size_t)DT_ARTICLE_MAX),
                         NULL, 4,    err};
    int rc;

    while (a.given_cap < count * 2)
        a.given_cap *= 2;
    a.given = calloc(a.given_cap, sizeof *a.given);
    if (a.given == NULL)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu ids", count);
    rc = dt_digest_new(&a.digest, err);
    for (size_t i = 0; i < count && rc == DT_OK; i++)
        rc = assign_one(&a, &items[i]);
    dt_digest_free(a.digest);
    dt_buf_release(&a.fold);
    free(a.given);
    return rc;
}

int dt_identity_words(const struct dt_statement_input *in, struct dt_str text,
                      char id[DT_IDENTITY_SIZE], struct dt_err *err)
{
    struct dt_statement nobody = {.text = text};
    int rc = dt_identity_assign(in, &nobody, 1, err);

    if (rc == DT_OK)
        memcpy(id, nobody.id, DT_IDENTITY_SIZE);
    return rc;
}

int dt_commit_key(struct dt_str snapshot, unsigned char key[32],
                  struct dt_err *err)
{
    static const char domain[] = "dictum commitment key v1";

    return dt_digest_hmac(domain, sizeof domain - 1, snapshot.ptr, snapshot.len,
                          key, err);
}

int dt_commit_statement(const unsigned char key[32],
                        const struct dt_statement *statement, char hex[65],
                        struct dt_err *err)
{
    static const char domain[] = "dictum statement v1";
    struct dt_buf message = DT_BUF_INIT(2 * (size_t)DT_ARTICLE_MAX);
    unsigned char raw[DT_DIGEST_SIZE];
    int rc;

    dt_buf_add(&message, domain, sizeof domain); /* with its NUL */
    dt_buf_add(&message, statement->id, strlen(statement->id) + 1);
    dt_buf_addstr(&message, statement->text);
    rc = dt_buf_check(&message, "a statement", err);
    if (rc == DT_OK)
        rc = dt_digest_hmac(key, DT_DIGEST_SIZE, message.ptr, message.len, raw,
                            err);
    if (rc == DT_OK)
        dt_digest_hex(raw, hex);
    dt_buf_release(&message);
    return rc;
}
