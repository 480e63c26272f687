/*
 * The heads of files of keys and groups: what they are of, and whether they
 * are whole (dedup_parts.h).
 */
#include <stddef.h>
#include <string.h>

#include "article/dedup_parts.h"

/* Read on a machine that orders bytes otherwise it is another number. */
static const uint64_t byte_order = UINT64_C(0x0102030405060708);

enum { VERSION_AT = 7 }; /* in the magic */

int dt_dedup_head_init(const struct dt_dedup *d, const char magic[8],
                       struct dt_dedup_head *head, struct dt_err *err)
{
    static const char domain[] = "dictum keys 1";
    const struct dt_dedup_options *o = &d->options;
    unsigned char raw[DT_DIGEST_SIZE];
    int rc = dt_digest_hmac(o->secret.ptr ? o->secret.ptr : "", o->secret.len,
                            domain, sizeof domain - 1, raw, err);

    memset(head, 0, sizeof *head);
    memcpy(head->magic, magic, sizeof head->magic);
    head->order = byte_order;
    head->shape = (uint64_t)o->shingle << 32 | o->permutations;
    head->limits = (uint64_t)o->near << 32 | o->crowd << 16 | o->contains;
    if (rc == DT_OK)
        memcpy(&head->key, raw, sizeof head->key);
    return rc;
}

static int hash(struct dt_str bytes, unsigned char raw[DT_DIGEST_SIZE],
                struct dt_err *err)
{
    struct dt_digest *digest = NULL;
    int rc = dt_digest_new(&digest, err);

    if (rc == DT_OK)
        rc = dt_digest_update(digest, bytes.ptr, bytes.len, err);
    if (rc == DT_OK)
        rc = dt_digest_finish_raw(digest, raw, err);
    dt_digest_free(digest);
    return rc;
}

static struct dt_str checked(const struct dt_dedup_head *head)
{
    return (struct dt_str){(const char *)head,
                           offsetof(struct dt_dedup_head, check)};
}

int dt_dedup_head_seal(struct dt_dedup_head *head, struct dt_str tables,
                       struct dt_err *err)
{
    int rc = hash(tables, head->tables, err);

    return rc < 0 ? rc : hash(checked(head), head->check, err);
}

static int damaged(const char *path, uint64_t at, struct dt_err *err)
{
    return DT_FAIL(err, DT_EMISMATCH,
                   "%.300s: byte %llu: damaged, what was written here was "
                   "another (remove the file, and make it anew)",
                   path, (unsigned long long)at);
}

static int refuse(const char *path, uint64_t at, const char *what,
                  struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT, "%.300s: byte %llu: %s", path,
                   (unsigned long long)at, what);
}

int dt_dedup_head_check(const struct dt_dedup *d, const char magic[8],
                        const struct dt_dedup_head *head, const char *path,
                        uint64_t at, struct dt_err *err)
{
    unsigned char raw[DT_DIGEST_SIZE];
    struct dt_dedup_head e;
    int rc = dt_dedup_head_init(d, magic, &e, err);

    if (rc < 0)
        return rc;
    if (memcmp(head->magic, magic, VERSION_AT) != 0)
        return refuse(path, at,
                      strcmp(magic, DT_DEDUP_KEYS) == 0
                          ? "no keys of texts"
                          : "not what a join has found",
                      err);
    if (head->magic[VERSION_AT] != magic[VERSION_AT])
        return refuse(path, at,
                      "made by another version of dictum (make it anew)", err);
    if (head->order != e.order)
        return refuse(path, at,
                      "made on a machine of another byte order (make it anew "
                      "on one like this)",
                      err);
    rc = hash(checked(head), raw, err);
    if (rc == DT_OK && memcmp(raw, head->check, sizeof raw) != 0)
        rc = damaged(path, at, err);
    if (rc == DT_OK && (head->shape != e.shape || head->limits != e.limits ||
                        head->key != e.key))
        rc = refuse(path, at, "made with other options", err);
    return rc;
}

uint64_t dt_dedup_tables_size(const struct dt_dedup_head *h)
{
    const uint64_t most = h->bytes - sizeof *h;
    uint64_t sum;

    if (h->bytes < sizeof *h || h->texts > DT_RUN_MOST ||
        h->ids > most / sizeof(struct dt_stored_id) || h->names > most ||
        h->source > most || h->buckets > DT_SKETCH_BUCKETS)
        return 0;
    sum = h->texts * sizeof(struct dt_stored_text) +
          h->ids * sizeof(struct dt_stored_id) +
          h->buckets * sizeof(struct dt_stored_bucket) + h->names + h->source;
    sum = (sum + 7) / 8 * 8;
    return sum <= most ? sum : 0;
}

int dt_dedup_tables_check(const struct dt_dedup_head *head,
                          struct dt_str tables, const char *path, uint64_t at,
                          struct dt_err *err)
{
    unsigned char raw[DT_DIGEST_SIZE];
    int rc = hash(tables, raw, err);

    return rc == DT_OK && memcmp(raw, head->tables, sizeof raw) != 0
               ? damaged(path, at, err)
               : rc;
}
