#include "release/assemble.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adapt/archive.h"
#include "adapt/zstd.h"
#include "article/article.h"
#include "base/file.h"
#include "manifest/make.h"
#include "release/readahead.h"

enum { CHUNK = 256 * 1024, SYNC = 1024 * 1024, LONGEST = 8192 };

struct line {
    const struct dt_assembly *in;
    struct dt_archive_writer *tar;
    struct dt_zstd_writer *zstd;
    struct dt_digest *tar_digest, *digest, *file_digest;
    struct dt_buf path;
    char *chunk;
    size_t *open; /* indexes of the texts that go in */
    size_t open_count;
    int fd;
    const char *name;
    uint64_t bytes;
    uint64_t synced; /* of them, those on their way to the disk */
    bool in_file;    /* what comes by is a file's content */
    bool faulty;
};

/*
 * A file's content is hashed as such and as part of the tar: at the same time,
 * so that it costs no more than one of them.
 */
static int take_tar(void *ctx, const void *data, size_t len, struct dt_err *err)
{
    struct line *l = ctx;
    const struct dt_str piece = {data, len};
    int rc = dt_zstd_write(l->zstd, data, len, err);

    if (rc < 0)
        return rc;
    return l->in_file ? dt_digest_update_two(l->tar_digest, piece,
                                             l->file_digest, piece, err)
                      : dt_digest_update(l->tar_digest, data, len, err);
}

static int take_zstd(void *ctx, const void *data, size_t len,
                     struct dt_err *err)
{
    struct line *l = ctx;
    int rc = dt_digest_update(l->digest, data, len, err);

    if (rc == DT_OK)
        rc = dt_file_write_fd(l->fd, l->name, data, len, err);
    l->bytes += len;
    if (rc == DT_OK && l->bytes - l->synced >= SYNC) {
        dt_file_begin_sync(l->fd, l->synced, l->bytes - l->synced);
        l->synced = l->bytes;
    }
    return rc;
}

static int begin(struct line *l, const char *path, uint64_t size,
                 struct dt_err *err)
{
    int rc;

    dt_buf_reset(&l->path);
    dt_buf_addf(&l->path, "%s/%s", l->in->top, path);
    rc = dt_buf_check(&l->path, "a path", err);
    if (rc == DT_OK && !dt_archive_safe_path(l->path.ptr))
        rc = DT_FAIL(err, DT_EFORMAT, "%s: no name for a member of an archive",
                     l->path.ptr);
    if (rc < 0)
        return rc;
    return dt_archive_begin(l->tar, l->path.ptr, l->in->mtime, size, err);
}

static int add_piece(struct line *l, const void *data, size_t len,
                     struct dt_err *err)
{
    int rc;

    l->in_file = true;
    rc = dt_archive_write(l->tar, data, len, err);
    l->in_file = false;
    return rc;
}

/* The file whose pieces came must have this digest. */
static int end_file(struct line *l, const char *path, const char *sha256,
                    struct dt_err *err)
{
    char hex[DT_DIGEST_HEX_SIZE];
    int rc = dt_digest_finish(l->file_digest, hex, err);

    if (rc == DT_OK && strcmp(hex, sha256) != 0)
        rc = DT_FAIL(err, DT_EMISMATCH, "%s: changed while it was packed",
                     path);
    return rc;
}

static int add_content(struct line *l, const char *path, struct dt_str content,
                       const char *sha256, struct dt_err *err)
{
    int rc = begin(l, path, content.len, err);

    if (rc == DT_OK)
        rc = add_piece(l, content.ptr, content.len, err);
    return rc < 0 ? rc : end_file(l, path, sha256, err);
}

/* A manifest may be larger than memory: it streams, hashed once more. */
static int add_source(struct line *l, const struct dt_payload_file *f,
                      struct dt_err *err)
{
    uint64_t left = f->bytes;
    int rc = begin(l, f->path, f->bytes, err);
    int fd = open(f->source, O_RDONLY | O_CLOEXEC);

    if (rc == DT_OK && fd < 0)
        rc = dt_file_fail(f->source, err);
    while (rc == DT_OK && left) {
        ssize_t got = read(fd, l->chunk, left < CHUNK ? (size_t)left : CHUNK);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            rc = dt_file_fail(f->source, err);
        else if (got == 0)
            break;
        left -= got > 0 ? (uint64_t)got : 0;
        if (rc == DT_OK)
            rc = add_piece(l, l->chunk, (size_t)got, err);
    }
    if (rc == DT_OK)
        rc = end_file(l, f->source, f->sha256, err);
    if (fd >= 0)
        (void)close(fd);
    return rc;
}

static int describe_text(void *ctx, size_t index, struct dt_buf *path,
                         uint64_t *bytes, struct dt_err *err)
{
    const struct line *l = ctx;
    struct dt_fact fact;

    dt_facts_get(l->in->texts, l->open[index], &fact);
    dt_make_text_path(l->in->corpus, DT_STR(fact.id), path);
    *bytes = fact.bytes;
    return dt_buf_check(path, "a path", err);
}

/* But for its digest, which is made on its way into the tar. */
static int check_text(void *ctx, size_t index, struct dt_str text,
                      struct dt_digest *d, struct dt_err *err)
{
    const struct line *l = ctx;
    struct dt_fact fact;
    int rc;

    dt_facts_get(l->in->texts, l->open[index], &fact);
    rc = dt_facts_check_text(l->in->texts, l->open[index], text, fact.sha256, d,
                             err);
    return rc < 0 ? rc : dt_article_check_text(text, err);
}

static int add_texts(struct line *l, struct dt_err *err)
{
    struct dt_readahead *ahead = NULL;
    unsigned readers = l->in->threads < 4 ? 1 : l->in->threads / 4;
    int rc = DT_OK;

    if (l->open_count)
        rc = dt_readahead_new(l->open_count, readers, describe_text, check_text,
                              l, &ahead, err);
    for (size_t i = 0; rc == DT_OK && i < l->open_count; i++) {
        char path[256];
        struct dt_fact fact;
        struct dt_str text;

        dt_facts_get(l->in->texts, l->open[i], &fact);
        (void)snprintf(path, sizeof path, DT_BAG_TEXTS "%s.txt", fact.id);
        rc = dt_readahead_next(ahead, &text, err);
        l->faulty = rc < 0;
        if (rc < 0)
            break;
        rc = add_content(l, path, text, fact.sha256, err);
        l->faulty = rc == DT_EMISMATCH;
    }
    dt_readahead_free(ahead);
    return rc;
}

static int add_all(struct line *l, struct dt_err *err)
{
    const struct dt_payload *p = l->in->payload;
    int rc = DT_OK;

    for (int i = 0; rc == DT_OK && i < DT_BAG_TAG_FILES; i++) {
        const struct dt_buf *tag = &l->in->tags[i];

        rc = begin(l, dt_bag_tag_files[i], tag->len, err);
        if (rc == DT_OK)
            rc = dt_archive_write(l->tar, tag->ptr, tag->len, err);
    }
    for (size_t i = 0; rc == DT_OK && i < p->count; i++) {
        const struct dt_payload_file *f = &p->files[i];

        rc = f->source ? add_source(l, f, err)
                       : add_content(l, f->path, dt_buf_str(&f->content),
                                     f->sha256, err);
    }
    if (rc == DT_OK)
        rc = add_texts(l, err);
    if (rc == DT_OK)
        rc = dt_archive_finish(l->tar, err);
    return rc < 0 ? rc : dt_zstd_finish(l->zstd, err);
}

static int start(struct line *l, struct dt_err *err)
{
    size_t count = dt_facts_articles(l->in->texts);
    int rc;

    l->chunk = malloc(CHUNK);
    l->open = calloc(count + 1, sizeof *l->open);
    if (!l->chunk || !l->open)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", l->name);
    for (size_t i = 0; i < count; i++) {
        struct dt_fact fact;

        dt_facts_get(l->in->texts, i, &fact);
        if (fact.open)
            l->open[l->open_count++] = i;
    }
    rc = dt_digest_new(&l->digest, err);
    if (rc == DT_OK)
        rc = dt_digest_new(&l->tar_digest, err);
    if (rc == DT_OK)
        rc = dt_digest_new(&l->file_digest, err);
    if (rc == DT_OK)
        rc = dt_zstd_writer_new(l->in->level, l->in->threads, take_zstd, l,
                                &l->zstd, err);
    return rc < 0 ? rc : dt_archive_writer_new(take_tar, l, &l->tar, err);
}

int dt_assemble(const struct dt_assembly *a, int fd, const char *name,
                struct dt_assembled *out, struct dt_err *err)
{
    struct line l = {.in = a, .fd = fd, .name = name};
    int rc;

    l.path = DT_BUF_INIT(LONGEST);
    rc = start(&l, err);
    if (rc == DT_OK)
        rc = add_all(&l, err);
    if (rc == DT_OK)
        rc = dt_digest_finish(l.digest, out->sha256, err);
    if (rc == DT_OK)
        rc = dt_digest_finish(l.tar_digest, out->tar_sha256, err);
    out->bytes = l.bytes;
    out->faulty = l.faulty;
    dt_archive_writer_free(l.tar);
    dt_zstd_writer_free(l.zstd);
    dt_digest_free(l.digest);
    dt_digest_free(l.tar_digest);
    dt_digest_free(l.file_digest);
    dt_buf_release(&l.path);
    free(l.chunk);
    free(l.open);
    return rc;
}
