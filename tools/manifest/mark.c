#include "manifest/mark.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/version.h"
#include "manifest/record.h"

enum { ENTRY_MAX = 16 * 1024 * 1024 };

static const struct dt_look unknown = {UINT64_MAX, 0, 0, 0};

int dt_look_at(const char *path, int64_t clock, struct dt_look *out,
               struct dt_err *err)
{
    struct dt_file_stat st;
    int rc = dt_file_stat(path, &st, err);

    *out = unknown;
    if (rc == DT_OK && st.is_file && st.ctime_ns < clock)
        *out = (struct dt_look){st.size, st.inode, st.mtime_ns, st.ctime_ns};
    return rc;
}

bool dt_look_same(const struct dt_look *a, const struct dt_look *b)
{
    return a->size != UINT64_MAX && a->size == b->size &&
           a->inode == b->inode && a->mtime_ns == b->mtime_ns &&
           a->ctime_ns == b->ctime_ns;
}

int dt_clock_of(const char *dir, int64_t *ns, struct dt_err *err)
{
    char path[4096];
    struct dt_file_stat st = {.exists = false};
    int fd, rc;

    if ((size_t)snprintf(path, sizeof path, "%s/clock-XXXXXX", dir) >=
        sizeof path)
        return DT_FAIL(err, DT_EIO, "%.200s…: the path is too long", dir);
    fd = mkstemp(path);
    if (fd < 0)
        return dt_file_fail(path, err);
    rc = dt_file_stat(path, &st, err);
    (void)close(fd);
    (void)unlink(path);
    *ns = st.ctime_ns;
    return rc;
}

void dt_mark_base_init(struct dt_mark_base *base,
                       const struct dt_rulebook *rules)
{
    struct dt_err ignored;
    uint64_t size;

    /* Where a program cannot see itself, its version has to do. */
    if (dt_digest_file("/proc/self/exe", base->program, &size, &ignored) < 0)
        (void)snprintf(base->program, sizeof base->program, "%s", DT_TOOL);
    (void)snprintf(base->rules, sizeof base->rules, "%s",
                   dt_rulebook_sha256(rules));
}

void dt_mark_sources(const struct dt_mark_base *base,
                     const struct dt_corpus *corpus,
                     char out[DT_MARK_SOURCES_SIZE])
{
    (void)snprintf(out, DT_MARK_SOURCES_SIZE, "%s %s %s %s %s",
                   corpus->sources_sha256, corpus->decisions->sha256,
                   corpus->people->sha256, corpus->decisions->copies.sha256,
                   base->rules);
}

int dt_mark_key(const struct dt_mark_base *base, const struct dt_corpus *corpus,
                const struct dt_source *source, struct dt_digest *d,
                unsigned char key[DT_DIGEST_SIZE], struct dt_err *err)
{
    struct dt_buf entry = DT_BUF_INIT(ENTRY_MAX);
    size_t decided;
    const struct dt_decision *decisions = dt_decisions_of(corpus->decisions,
                                                          source->id, &decided);
    const char *const parts[] = {
        base->program,          base->rules,
        corpus->profile,        corpus->texts_in_store ? "store" : "git",
        corpus->people->sha256, source->snapshot ? source->snapshot : ""};
    const unsigned char shards[2] = {(unsigned char)(corpus->shards >> 8),
                                     (unsigned char)corpus->shards};
    int rc = dt_digest_update(d, shards, sizeof shards, err);

    dt_source_key(source, &entry);
    if (rc == DT_OK)
        rc = dt_buf_check(&entry, "an entry of sources.yaml", err);
    if (rc == DT_OK)
        rc = dt_digest_update(d, entry.ptr, entry.len + 1, err);
    dt_buf_release(&entry);
    for (size_t i = 0; rc == DT_OK && i < sizeof parts / sizeof *parts; i++)
        rc = dt_digest_update(d, parts[i], strlen(parts[i]) + 1, err);
    for (size_t i = 0; rc == DT_OK && i < decided; i++)
        rc = dt_digest_update(d, decisions[i].key, strlen(decisions[i].key) + 1,
                              err);
    return rc < 0 ? rc : dt_digest_finish_raw(d, key, err);
}

struct listing {
    struct dt_buf text;
    int64_t clock;
    bool known;
};

static int list_file(struct listing *l, const char *path, struct dt_err *err)
{
    struct dt_look look;
    int rc = dt_look_at(path, l->clock, &look, err);

    if (rc < 0)
        return rc;
    if (look.size == UINT64_MAX) {
        struct dt_file_stat st;

        rc = dt_file_stat(path, &st, err);
        if (rc < 0)
            return rc;
        l->known = l->known && !st.exists;
    }
    dt_buf_addf(&l->text,
                "%s %" PRIu64 " %" PRIu64 " %" PRId64 " %" PRId64 "\n", path,
                look.size, look.inode, look.mtime_ns, look.ctime_ns);
    return DT_OK;
}

int dt_mark_files(const struct dt_corpus *corpus, int64_t clock, bool *known,
                  char hex[DT_DIGEST_HEX_SIZE], struct dt_err *err)
{
    struct listing l = {DT_BUF_INIT(64 * 1024 * 1024), clock, true};
    struct dt_buf path = DT_BUF_INIT(4096);
    struct dt_digest *d = NULL;
    int rc = dt_digest_new(&d, err);

    dt_buf_addf(&l.text, "%s\n", corpus->config_sha256);
    /* Not the releases: pack appends to them, and no build depends on it. */
    for (int kind = 0; kind < DT_RELEASES; kind++)
        for (uint32_t shard = 0; rc == DT_OK && shard < corpus->shards;
             shard++) {
            dt_buf_reset(&path);
            dt_records_shard_path(corpus, (enum dt_records)kind, shard, &path);
            rc = dt_buf_check(&path, "a path", err);
            if (rc == DT_OK)
                rc = list_file(&l, path.ptr, err);
        }
    if (rc == DT_OK)
        rc = dt_buf_check(&l.text, "the list of manifests", err);
    if (rc == DT_OK)
        rc = dt_digest_bytes(d, l.text.ptr, l.text.len, hex, err);
    *known = l.known;
    dt_buf_release(&l.text);
    dt_buf_release(&path);
    dt_digest_free(d);
    return rc;
}
