#include "release/payload.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "manifest/record.h"

enum { LONGEST = 8192, SCHEMA_MAX = 1024 * 1024 };

static int new_file(struct dt_payload *p, const char *path,
                    struct dt_payload_file **out, struct dt_err *err)
{
    struct dt_payload_file *f;
    struct dt_payload_file *grown = dt_array_room(p->files, &p->cap, p->count,
                                                  sizeof *grown);

    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    p->files = grown;
    f = &p->files[p->count];
    memset(f, 0, sizeof *f);
    f->path = strdup(path);
    if (!f->path)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    p->count++;
    *out = f;
    return DT_OK;
}

/* A file on disk, which is not read yet. */
static int new_source(struct dt_payload *p, const char *path,
                      const char *source, struct dt_payload_file **out,
                      struct dt_err *err)
{
    int rc = new_file(p, path, out, err);

    if (rc < 0)
        return rc;
    (*out)->source = strdup(source);
    if (!(*out)->source)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    return DT_OK;
}

/* A file on disk, hashed now. An absent one is DT_EIO. */
static int add_file(struct dt_payload *p, const char *path, const char *source,
                    struct dt_err *err)
{
    struct dt_payload_file *f = NULL;
    int rc = new_source(p, path, source, &f, err);

    return rc < 0 ? rc : dt_digest_file(source, f->sha256, &f->bytes, err);
}

int dt_payload_add_take(struct dt_payload *p, const char *path,
                        struct dt_buf *content, struct dt_err *err)
{
    struct dt_payload_file *f = NULL;
    struct dt_digest *d = NULL;
    int rc = dt_buf_check(content, path, err);

    if (rc == DT_OK)
        rc = dt_digest_new(&d, err);
    if (rc == DT_OK)
        rc = new_file(p, path, &f, err);
    if (rc == DT_OK)
        rc = dt_digest_bytes(d, content->ptr, content->len, f->sha256, err);
    if (rc == DT_OK) {
        f->bytes = content->len;
        f->content = *content;
        *content = DT_BUF_INIT(content->max);
    }
    dt_digest_free(d);
    dt_buf_release(content);
    return rc;
}

static int add_schemas(struct dt_payload *p, struct dt_err *err)
{
    int rc = DT_OK;

    for (int kind = 0; rc == DT_OK && kind < DT_RECORDS_COUNT; kind++) {
        struct dt_buf path = DT_BUF_INIT(LONGEST);
        struct dt_buf schema = DT_BUF_INIT(SCHEMA_MAX);

        dt_buf_addf(&path, "data/schema/%s.json",
                    dt_records_name((enum dt_records)kind));
        rc = dt_buf_check(&path, "a path", err);
        dt_record_schema((enum dt_records)kind, &schema);
        if (rc == DT_OK)
            rc = dt_payload_add_take(p, path.ptr, &schema, err);
        dt_buf_release(&schema);
        dt_buf_release(&path);
    }
    return rc;
}

/* One manifest file; of shards there are those with lines, and the first. */
static int add_lines(struct dt_payload *p, const struct dt_corpus *corpus,
                     enum dt_records kind, uint32_t shard, struct dt_err *err)
{
    struct dt_buf source = DT_BUF_INIT(LONGEST), path = DT_BUF_INIT(LONGEST);
    struct dt_buf base = DT_BUF_INIT(LONGEST);
    struct dt_file_stat st = {.exists = false};
    struct dt_payload_file *f = NULL;
    int rc;

    dt_records_shard_path(corpus, kind, shard, &source);
    if (kind == DT_STATEMENTS)
        dt_corpus_path(corpus, "", &base);
    else
        dt_corpus_manifest_path(corpus, "", &base);
    rc = dt_buf_check(&source, "a path", err);
    if (rc == DT_OK)
        rc = dt_buf_check(&base, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_stat(source.ptr, &st, err);
    if (rc == DT_OK && (st.exists || corpus->shards == 1)) {
        dt_buf_addf(&path, "data/%s%s",
                    kind == DT_STATEMENTS ? "" : "provenance/",
                    source.ptr + base.len);
        rc = dt_buf_check(&path, "a path", err);
        if (rc == DT_OK)
            rc = new_source(p, path.ptr, source.ptr, &f, err);
    }
    dt_buf_release(&source);
    dt_buf_release(&path);
    dt_buf_release(&base);
    return rc;
}

/* A file of the curator's, by its path below corpus/NAME/. */
static int add_curated(struct dt_payload *p, const struct dt_corpus *corpus,
                       const char *file, bool needed, struct dt_err *err)
{
    struct dt_buf source = DT_BUF_INIT(LONGEST), path = DT_BUF_INIT(LONGEST);
    struct dt_file_stat st = {.exists = needed};
    int rc;

    dt_buf_addf(&path, "data/%s", file);
    dt_corpus_path(corpus, file, &source);
    rc = dt_buf_check(&source, "a path", err);
    if (rc == DT_OK)
        rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK && !needed)
        rc = dt_file_stat(source.ptr, &st, err);
    if (rc == DT_OK && st.exists)
        rc = add_file(p, path.ptr, source.ptr, err);
    dt_buf_release(&source);
    dt_buf_release(&path);
    return rc;
}

/* The corpus's own rules, which a build reads. */
static int add_rules(struct dt_payload *p, const struct dt_corpus *corpus,
                     struct dt_err *err)
{
    struct dt_buf folder = DT_BUF_INIT(LONGEST);
    struct dt_file_names names = {.count = 0};
    int rc;

    dt_corpus_path(corpus, "rules", &folder);
    rc = dt_buf_check(&folder, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_list(folder.ptr, &names, err);
    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        struct dt_buf file = DT_BUF_INIT(LONGEST);

        dt_buf_addf(&file, "rules/%s", names.names[i]);
        rc = dt_buf_check(&file, "a path", err);
        if (rc == DT_OK)
            rc = add_curated(p, corpus, file.ptr, true, err);
        dt_buf_release(&file);
    }
    dt_file_names_release(&names);
    dt_buf_release(&folder);
    return rc;
}

int dt_payload_add_corpus(struct dt_payload *p, const struct dt_corpus *corpus,
                          struct dt_err *err)
{
    static const char *const curated[] = {"corpus.yaml", "people.yaml",
                                          "sources.yaml", "decisions.yaml"};
    int rc = add_schemas(p, err);

    for (size_t i = 0; rc == DT_OK && i < 4; i++)
        rc = add_curated(p, corpus, curated[i], i < 3, err);
    if (rc == DT_OK)
        rc = add_rules(p, corpus, err);
    for (int kind = 0; kind < DT_RELEASES; kind++)
        for (uint32_t i = 0; rc == DT_OK && i < corpus->shards; i++)
            rc = add_lines(p, corpus, (enum dt_records)kind, i, err);
    return rc;
}

static bool is_source(const struct dt_payload_file *f, const char *path)
{
    return f->source && dt_str_ends(DT_STR(f->source), DT_STR(path));
}

/* They come in the order in which they were added, so the search is short. */
static struct dt_payload_file *find_source(struct dt_payload *p,
                                           const char *path)
{
    for (size_t i = 0; i < p->count; i++) {
        size_t at = (p->at + i) % p->count;

        if (is_source(&p->files[at], path)) {
            p->at = at;
            return &p->files[at];
        }
    }
    return NULL;
}

int dt_payload_piece(struct dt_payload *p, const char *path, size_t len,
                     struct dt_digest **digest, struct dt_err *err)
{
    struct dt_payload_file *f = find_source(p, path);
    int rc = f && !p->digest ? dt_digest_new(&p->digest, err) : DT_OK;

    *digest = f ? p->digest : NULL;
    if (!f || rc < 0)
        return rc;
    f->bytes += len;
    return len ? DT_OK : dt_digest_finish(p->digest, f->sha256, err);
}

int dt_payload_check(const struct dt_payload *p, struct dt_err *err)
{
    for (size_t i = 0; i < p->count; i++)
        if (!p->files[i].sha256[0])
            return DT_FAIL(err, DT_EMISMATCH, "%s: changed while it was packed",
                           p->files[i].source);
    return DT_OK;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct dt_payload_file *)a)->path,
                  ((const struct dt_payload_file *)b)->path);
}

void dt_payload_sort(struct dt_payload *p)
{
    if (p->count)
        qsort(p->files, p->count, sizeof *p->files, by_path);
}

void dt_payload_release(struct dt_payload *p)
{
    for (size_t i = 0; i < p->count; i++) {
        free(p->files[i].path);
        free(p->files[i].source);
        dt_buf_release(&p->files[i].content);
    }
    free(p->files);
    dt_digest_free(p->digest);
    memset(p, 0, sizeof *p);
}
