/*
 * The file that a join leaves: groups of texts that share a key
 * (dedup_steps.h).
 */
#include <stdlib.h>
#include <string.h>

#include "article/dedup_parts.h"
#include "base/file.h"

/* What the numbers of groups are numbers of: all identities, in order. */
static int fingerprint(const struct dt_dedup *d, uint64_t *out,
                       struct dt_err *err)
{
    unsigned char raw[DT_DIGEST_SIZE];
    struct dt_digest *digest = NULL;
    int rc = dt_digest_new(&digest, err);

    for (size_t i = 0; rc == DT_OK && i < d->group_count; i++)
        rc = dt_digest_update(digest, d->groups[d->group[i]].identity,
                              DT_DIGEST_SIZE, err);
    if (rc == DT_OK)
        rc = dt_digest_finish_raw(digest, raw, err);
    if (rc == DT_OK)
        memcpy(out, raw, sizeof *out);
    dt_digest_free(digest);
    return rc;
}

static struct dt_str behind_head(const struct dt_buf *file)
{
    return (struct dt_str){file->ptr + sizeof(struct dt_dedup_head),
                           file->len - sizeof(struct dt_dedup_head)};
}

/* A pair, as it stands in the file. */
static int put_pair(void *ctx, const struct dt_keyed *pair, struct dt_err *err)
{
    (void)err;
    dt_buf_add(ctx, &pair->key, sizeof pair->key);
    return DT_OK;
}

int dt_dedup_found_write(const struct dt_dedup *d, const char *path,
                         unsigned share, unsigned shares,
                         struct dt_dedup_found *found, struct dt_err *err)
{
    struct dt_buf out = DT_BUF_INIT(SIZE_MAX / 4);
    struct dt_dedup_head head;
    int rc = dt_dedup_head_init(d, DT_DEDUP_FOUND, &head, err);

    head.texts = d->group_count;
    head.names = (uint64_t)share << 32 | shares;
    head.buckets = found->groups.count;
    dt_buf_add(&out, &head, sizeof head);
    if (rc == DT_OK)
        rc = fingerprint(d, &head.source, err);
    if (rc == DT_OK)
        rc = dt_spill_settle(&found->pairs, err);
    if (rc == DT_OK)
        rc = dt_spill_each(&found->pairs, put_pair, &out, err);
    head.ids = (out.len - sizeof head) / sizeof(uint64_t);
    dt_buf_add(&out, found->groups.word,
               found->groups.count * sizeof *found->groups.word);
    if (rc == DT_OK)
        rc = dt_buf_check(&out, "what was found", err);
    if (rc == DT_OK)
        rc = dt_dedup_head_seal(&head, behind_head(&out), err);
    if (rc == DT_OK)
        memcpy(out.ptr, &head, sizeof head);
    if (rc == DT_OK)
        rc = dt_file_write(path, out.ptr, out.len, err);
    dt_buf_release(&out);
    return rc;
}

static int malformed(const char *path, const char *what, struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT, "%.300s: %s", path, what);
}

/* Its numbers are used as indices without another look. */
static int check_pairs(const struct dt_dedup *d, const char *at, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        uint64_t pair;

        memcpy(&pair, at + i * sizeof pair, sizeof pair);
        if (pair >> 32 >= (uint32_t)pair || (uint32_t)pair >= d->group_count)
            return DT_EFORMAT;
    }
    return DT_OK;
}

static int check_groups(const struct dt_dedup *d, const char *at,
                        uint64_t count)
{
    uint64_t left = 0;

    for (uint64_t i = 0; i < count; i++) {
        uint32_t word;

        memcpy(&word, at + i * sizeof word, sizeof word);
        if (left == 0 && (word < 2 || word > count - i - 1))
            return DT_EFORMAT;
        if (left > 0 && word >= d->group_count)
            return DT_EFORMAT;
        left = left == 0 ? word : left - 1;
    }
    return DT_OK;
}

static int check_head(const struct dt_dedup *d, const char *path,
                      const struct dt_dedup_head *h, uint64_t bytes,
                      struct dt_err *err)
{
    uint64_t print = 0;
    int rc = dt_dedup_head_check(d, DT_DEDUP_FOUND, h, path, 0, err);

    if (rc < 0)
        return rc;
    if (h->ids > bytes / sizeof(uint64_t) ||
        h->buckets > bytes / sizeof(uint32_t) ||
        bytes != h->ids * sizeof(uint64_t) + h->buckets * sizeof(uint32_t))
        return malformed(path, "not as long as it says", err);
    rc = fingerprint(d, &print, err);
    if (rc == DT_OK && (h->texts != d->group_count || h->source != print))
        rc = DT_FAIL(err, DT_EMISMATCH, "%.300s: found among other texts",
                     path);
    return rc;
}

static int add_pairs(struct dt_spill *pairs, const char *at, uint64_t count,
                     struct dt_err *err)
{
    int rc = DT_OK;

    for (uint64_t i = 0; rc == DT_OK && i < count; i++) {
        uint64_t pair;

        memcpy(&pair, at + i * sizeof pair, sizeof pair);
        rc = dt_pairs_add(pairs, (uint32_t)(pair >> 32), (uint32_t)pair, err);
    }
    return rc;
}

int dt_dedup_found_read(struct dt_dedup *d, const char *path, unsigned *share,
                        unsigned *shares, struct dt_dedup_found *found,
                        struct dt_err *err)
{
    struct dt_buf in = DT_BUF_INIT(SIZE_MAX / 4);
    struct dt_dedup_head head;
    const char *pairs, *groups;
    int rc = d->member ? DT_OK : dt_dedup_put_in_order(d, err);

    dt_dedup_bound(d, &found->pairs, 1);
    if (rc == DT_OK)
        rc = dt_file_read(path, &in, err);
    if (rc == DT_OK && in.len < sizeof head)
        rc = malformed(path, "not what a join has found", err);
    if (rc < 0)
        goto out;
    memcpy(&head, in.ptr, sizeof head);
    rc = check_head(d, path, &head, in.len - sizeof head, err);
    if (rc == DT_OK)
        rc = dt_dedup_tables_check(&head, behind_head(&in), path, 0, err);
    if (rc < 0)
        goto out;
    pairs = in.ptr + sizeof head;
    groups = pairs + head.ids * sizeof(uint64_t);
    if (check_pairs(d, pairs, head.ids) < 0 ||
        check_groups(d, groups, head.buckets) < 0) {
        rc = malformed(path, "a text that is not there", err);
        goto out;
    }
    *share = (unsigned)(head.names >> 32);
    *shares = (unsigned)head.names;
    rc = add_pairs(&found->pairs, pairs, head.ids, err);
    if (rc == DT_OK)
        rc = dt_groups_add(&found->groups,
                           (const uint32_t *)(const void *)groups, head.buckets,
                           err);
out:
    dt_buf_release(&in);
    return rc;
}

void dt_dedup_found_release(struct dt_dedup_found *found)
{
    dt_spill_release(&found->pairs);
    dt_groups_release(&found->groups);
}
