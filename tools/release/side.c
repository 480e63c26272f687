#include "release/side.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapt/yaml.h"
#include "manifest/curated.h"
#include "manifest/find.h"
#include "manifest/spool.h"
#include "release/side_files.h"

enum { LONGEST = 8192, INFO_MAX = 1024 * 1024 };

struct dt_side {
    struct dt_side_files files;
    struct dt_bag_info info;

    /* The kind that is read, in one of three ways: */
    enum dt_records records;
    unsigned shards;
    struct dt_curated entries; /* entries of YAML, */
    size_t entry;
    struct dt_spool *spool; /* lines sorted from many files, */
    size_t spooled;
    bool streaming;           /* or lines of one file */
    struct dt_str chunk;      /* what is left of the last piece */
    struct dt_buf line, last; /* the line, and the id before it */
    char path[LONGEST];       /* of the file, for messages */
    uint64_t number;
};

static const struct {
    const char *name;
    enum dt_find_kind kind;
} kinds[DT_SIDE_KINDS] = {
    [DT_SIDE_ARTICLES] = {"articles", DT_FIND_ARTICLE},
    [DT_SIDE_STATEMENTS] = {"statements", DT_FIND_STATEMENT},
    [DT_SIDE_PEOPLE] = {"people", DT_FIND_PERSON},
    [DT_SIDE_SOURCES] = {"sources", DT_FIND_SOURCE},
    [DT_SIDE_REDIRECTS] = {"redirects", DT_FIND_REDIRECT},
};

const char *dt_side_kind_name(enum dt_side_kind kind)
{
    return kinds[kind].name;
}

/* The archive's tag files stand first, so its beginning is enough. */
static int read_info(struct dt_side *s, struct dt_err *err)
{
    struct dt_buf text = DT_BUF_INIT(INFO_MAX);
    struct dt_err why;
    bool found;
    int rc = dt_side_files_read(&s->files, DT_BAG_INFO, &text, &found, err);

    if (rc == DT_OK && !found)
        rc = DT_FAIL(err, DT_EFORMAT,
                     "%s: no " DT_BAG_INFO " (no release of "
                     "a corpus)",
                     s->files.root);
    if (rc == DT_OK) {
        rc = dt_bag_read_info(dt_buf_str(&text), &s->info, &why);
        if (rc < 0)
            dt_err_set(err, why.code, "%s: %.300s", s->files.root, why.msg);
    }
    dt_buf_release(&text);
    return rc;
}

int dt_side_open(struct dt_side **out, const char *root, const char *spec,
                 struct dt_err *err)
{
    struct dt_side *s = calloc(1, sizeof *s);
    int rc;

    if (!s)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    s->line = DT_BUF_INIT(DT_RECORD_MAX);
    s->last = DT_BUF_INIT(DT_RECORD_MAX);
    rc = dt_side_files_find(&s->files, root, spec, err);
    if (rc == DT_OK && dt_side_files_packed(&s->files))
        rc = read_info(s, err);
    if (rc < 0)
        dt_side_free(s);
    else
        *out = s;
    return rc;
}

static void finish_kind(struct dt_side *s)
{
    dt_side_files_close(&s->files);
    dt_curated_release(&s->entries);
    dt_spool_free(s->spool);
    s->spool = NULL;
    s->streaming = false;
    s->entry = s->spooled = 0;
    s->number = 0;
    s->chunk = (struct dt_str){NULL, 0};
    dt_buf_reset(&s->line);
    dt_buf_reset(&s->last);
}

void dt_side_free(struct dt_side *s)
{
    if (!s)
        return;
    finish_kind(s);
    dt_side_files_release(&s->files);
    dt_buf_release(&s->line);
    dt_buf_release(&s->last);
    free(s);
}

const char *dt_side_release(const struct dt_side *side)
{
    return dt_side_files_packed(&side->files) ? side->info.name : NULL;
}

int dt_side_corpora(struct dt_side *side, struct dt_file_names *out,
                    struct dt_err *err)
{
    struct dt_buf name = DT_BUF_INIT(sizeof side->info.name);
    size_t kept = 0;
    int rc;

    *out = (struct dt_file_names){NULL, 0, NULL};
    if (dt_side_files_packed(&side->files)) {
        dt_buf_add(&name, side->info.name, strlen(side->info.name) + 1);
        return dt_file_names_sort(&name, out, err);
    }
    if (side->files.place == DT_SIDE_WORK_TREE)
        return dt_corpus_names(side->files.root, out, err);
    rc = dt_repo_list(side->files.repo, side->files.commit, "corpus", out, err);
    for (size_t i = 0; rc == DT_OK && i < out->count; i++) {
        size_t len = strlen(out->names[i]);

        if (len > 1 && out->names[i][len - 1] == '/') {
            out->names[i][len - 1] = '\0';
            out->names[kept++] = out->names[i];
        }
    }
    out->count = kept;
    return rc;
}

/* Where a side has the file that a repository has under corpus/NAME. */
static void curated_path(const struct dt_side *s, const char *corpus,
                         const char *file, char path[LONGEST])
{
    if (dt_side_files_packed(&s->files))
        (void)snprintf(path, LONGEST, "data/%s", file);
    else
        (void)snprintf(path, LONGEST, "corpus/%.200s/%s", corpus, file);
}

static int read_shards(struct dt_side *s, const char *corpus, unsigned *shards,
                       struct dt_err *err)
{
    struct dt_buf text = DT_BUF_INIT(DT_CURATED_MAX);
    struct dt_arena arena = DT_ARENA_INIT(DT_YAML_BYTES);
    const struct dt_yaml_node *top = NULL, *value;
    char path[LONGEST];
    bool found;
    int rc;

    *shards = 1;
    curated_path(s, corpus, "corpus.yaml", path);
    rc = dt_side_files_read(&s->files, path, &text, &found, err);
    if (rc == DT_OK && found)
        rc = dt_yaml_parse(dt_buf_str(&text), path, NULL, NULL, &arena, &top,
                           err);
    value = rc == DT_OK && top ? dt_yaml_get(top, "shards") : NULL;
    for (unsigned n = 16; value && n <= 4096; n *= 16) {
        char digits[8];

        (void)snprintf(digits, sizeof digits, "%u", n);
        if (dt_str_is(value->text, digits))
            *shards = n;
    }
    dt_arena_release(&arena);
    dt_buf_release(&text);
    return rc;
}

static void lines_path(const struct dt_side *s, const char *corpus,
                       unsigned shards, uint32_t shard, char path[LONGEST])
{
    char top[] = "", name[256];
    const struct dt_corpus at = {.root = top, .name = name, .shards = shards};
    struct dt_buf full = DT_BUF_INIT(LONGEST);
    size_t base;

    (void)snprintf(name, sizeof name, "%.200s", corpus);
    dt_records_shard_path(&at, s->records, shard, &full);
    base = (s->records == DT_STATEMENTS ? strlen("/corpus/")
                                        : strlen("/manifests/")) +
           strlen(name) + 1;
    if (dt_side_files_packed(&s->files))
        (void)snprintf(path, LONGEST, "data/%s%s",
                       s->records == DT_STATEMENTS ? "" : "provenance/",
                       full.ptr + base);
    else
        (void)snprintf(path, LONGEST, "%s", full.ptr + 1);
    dt_buf_release(&full);
}

/* The next line of the open file, without its LF; NULL ptr: its end. */
static int stream_line(struct dt_side *s, struct dt_str *line,
                       struct dt_err *err)
{
    int rc = DT_OK;

    *line = (struct dt_str){NULL, 0};
    dt_buf_reset(&s->line);
    for (;;) {
        const char *end = s->chunk.len
                              ? memchr(s->chunk.ptr, '\n', s->chunk.len)
                              : NULL;
        size_t len = end ? (size_t)(end - s->chunk.ptr) : s->chunk.len;
        const void *data = NULL;

        if (len)
            dt_buf_addstr(&s->line, (struct dt_str){s->chunk.ptr, len});
        rc = dt_buf_check(&s->line, s->path, err);
        if (rc < 0)
            return rc;
        if (end) {
            s->chunk.ptr += len + 1;
            s->chunk.len -= len + 1;
            s->number++;
            *line = s->line.ptr ? dt_buf_str(&s->line) : (struct dt_str){"", 0};
            return DT_OK;
        }
        rc = dt_side_files_next(&s->files, &data, &len, err);
        if (rc < 0)
            return rc;
        s->chunk = (struct dt_str){data, len};
        if (len == 0 && s->line.len)
            return DT_FAIL(err, DT_EFORMAT,
                           "%s:%llu: the last line is cut "
                           "short: it does not end with a line feed",
                           s->path, (unsigned long long)s->number + 1);
        if (len == 0)
            return DT_OK;
    }
}

static int id_of(struct dt_side *s, struct dt_str line, struct dt_str *id,
                 struct dt_err *err)
{
    *id = dt_find_id(line, s->records);
    if (!id->ptr || id->len >= DT_FIND_ID)
        return DT_FAIL(err, DT_EFORMAT,
                       "%s:%llu: a line without an id "
                       "(dictum verify tells more)",
                       s->path, (unsigned long long)s->number);
    return DT_OK;
}

static int spool_file(struct dt_side *s, struct dt_err *err)
{
    struct dt_str line, id;
    int rc;

    s->number = 0;
    do {
        rc = stream_line(s, &line, err);
        if (rc == DT_OK && line.ptr)
            rc = id_of(s, line, &id, err);
        if (rc == DT_OK && line.ptr)
            rc = dt_spool_add(s->spool, id, line, err);
    } while (rc == DT_OK && line.ptr);
    return rc;
}

/* One pass: opening each shard's member would read the archive each time. */
static int spool_archive(struct dt_side *s, struct dt_err *err)
{
    char begin[64], member[DT_ARCHIVE_PATH + 1];
    bool end = false;
    int rc = dt_side_files_rewind(&s->files, err);

    (void)snprintf(begin, sizeof begin, "data/%s%s/",
                   s->records == DT_STATEMENTS ? "" : "provenance/",
                   dt_records_name(s->records));
    while (rc == DT_OK && !end) {
        rc = dt_side_files_seek(&s->files, DT_STR(begin), member, &end, err);
        if (rc == DT_OK && !end) {
            (void)snprintf(s->path, sizeof s->path, "%s", member);
            rc = spool_file(s, err);
        }
    }
    return rc;
}

static int spool_shards(struct dt_side *s, const char *corpus, unsigned shards,
                        struct dt_err *err)
{
    int rc = dt_spool_new(&s->spool, s->records, NULL, err);

    if (rc == DT_OK && s->files.place == DT_SIDE_ARCHIVE)
        rc = spool_archive(s, err);
    else
        for (uint32_t i = 0; rc == DT_OK && i < shards; i++) {
            bool found = false;

            lines_path(s, corpus, shards, i, s->path);
            rc = dt_side_files_open(&s->files, s->path, &found, err);
            if (rc == DT_OK && found)
                rc = spool_file(s, err);
        }
    dt_side_files_close(&s->files);
    return rc < 0 ? rc : dt_spool_sort(s->spool, err);
}

static int begin_curated(struct dt_side *s, const char *corpus,
                         enum dt_find_kind kind, struct dt_err *err)
{
    struct dt_buf text = DT_BUF_INIT(DT_CURATED_MAX);
    bool found;
    int rc;

    curated_path(s, corpus, dt_find_file(kind), s->path);
    rc = dt_side_files_read(&s->files, s->path, &text, &found, err);
    if (rc == DT_OK && found)
        rc = dt_curated_read(&s->entries, dt_buf_str(&text), s->path,
                             dt_find_list(kind), err);
    dt_buf_release(&text);
    return rc;
}

int dt_side_begin(struct dt_side *side, const char *corpus,
                  enum dt_side_kind kind, struct dt_err *err)
{
    int rc;

    finish_kind(side);
    side->shards = 1;
    side->records = dt_find_records(kinds[kind].kind);
    if (dt_find_file(kinds[kind].kind))
        return begin_curated(side, corpus, kinds[kind].kind, err);
    rc = read_shards(side, corpus, &side->shards, err);
    if (rc == DT_OK && side->shards > 1)
        return spool_shards(side, corpus, side->shards, err);
    lines_path(side, corpus, 1, 0, side->path);
    if (rc == DT_OK)
        rc = dt_side_files_open(&side->files, side->path, &side->streaming,
                                err);
    return rc;
}

unsigned dt_side_shards(const struct dt_side *side)
{
    return side->shards;
}

static int stream_next(struct dt_side *s, struct dt_str *id,
                       struct dt_str *line, struct dt_err *err)
{
    int rc = stream_line(s, line, err);

    if (rc < 0 || !line->ptr)
        return rc;
    rc = id_of(s, *line, id, err);
    if (rc == DT_OK && s->last.len &&
        dt_str_cmp(dt_buf_str(&s->last), *id) >= 0)
        rc = DT_FAIL(err, DT_EFORMAT,
                     "%s:%llu: not in the order of ids "
                     "(dictum verify tells more)",
                     s->path, (unsigned long long)s->number);
    dt_buf_reset(&s->last);
    dt_buf_addstr(&s->last, *id);
    return rc;
}

int dt_side_next(struct dt_side *side, struct dt_str *id, struct dt_str *line,
                 struct dt_err *err)
{
    int rc = DT_OK;

    *id = *line = (struct dt_str){NULL, 0};
    if (side->spool) {
        if (side->spooled == dt_spool_count(side->spool))
            return DT_OK;
        rc = dt_spool_line(side->spool, side->spooled++, &side->line, err);
        if (rc == DT_OK) {
            *line = dt_buf_str(&side->line);
            rc = id_of(side, *line, id, err);
        }
    } else if (side->streaming) {
        rc = stream_next(side, id, line, err);
    } else if (side->entry < side->entries.count) {
        *id = side->entries.items[side->entry].id;
        *line = side->entries.items[side->entry].line;
        side->entry++;
    }
    return rc;
}
