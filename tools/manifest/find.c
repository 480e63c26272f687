#include "manifest/find.h"

#include <string.h>

#include "base/near.h"
#include "manifest/curated.h"
#include "manifest/lines.h"

static const struct {
    const char *name, *file, *list;
    enum dt_records records;
} kinds[DT_FIND_KINDS] = {
    [DT_FIND_ARTICLE] = {"article", NULL, NULL, DT_ARTICLES},
    [DT_FIND_SOURCE] = {"source", "sources.yaml", "sources", DT_RECORDS_COUNT},
    [DT_FIND_STATEMENT] = {"statement", NULL, NULL, DT_STATEMENTS},
    [DT_FIND_PERSON] = {"person", "people.yaml", "people", DT_RECORDS_COUNT},
    [DT_FIND_SNAPSHOT] = {"snapshot", NULL, NULL, DT_SNAPSHOTS},
    [DT_FIND_REDIRECT] = {"redirect", NULL, NULL, DT_REDIRECTS},
    [DT_FIND_RELEASE] = {"release", NULL, NULL, DT_RELEASES},
};

const char *dt_find_kind_name(enum dt_find_kind kind)
{
    return kinds[kind].name;
}

enum dt_find_kind dt_find_kind_from(const char *name)
{
    int kind = 0;

    while (kind < DT_FIND_KINDS && strcmp(kinds[kind].name, name) != 0)
        kind++;
    return (enum dt_find_kind)kind;
}

enum dt_records dt_find_records(enum dt_find_kind kind)
{
    return kinds[kind].records;
}

const char *dt_find_file(enum dt_find_kind kind)
{
    return kinds[kind].file;
}

const char *dt_find_list(enum dt_find_kind kind)
{
    return kinds[kind].list;
}

static struct dt_str member_of(enum dt_records records)
{
    return records == DT_RELEASES ? DT_STR("\"version\":\"")
                                  : DT_STR("\"id\":\"");
}

struct dt_str dt_find_id(struct dt_str line, enum dt_records records)
{
    struct dt_str member = member_of(records), id = {NULL, 0};
    size_t at = dt_str_find(line, member, 0);
    const char *end;

    if (at == SIZE_MAX)
        return id;
    at += member.len;
    end = memchr(line.ptr + at, '"', line.len - at);
    if (end)
        id = (struct dt_str){line.ptr + at, (size_t)(end - (line.ptr + at))};
    return id;
}

struct dt_str dt_find_in_lines(struct dt_str bytes, enum dt_records records,
                               struct dt_str id)
{
    struct dt_str line = {NULL, 0};
    struct dt_buf needle = DT_BUF_INIT(4096);
    size_t at = SIZE_MAX;

    /* An id never needs an escape; what does is none. */
    if (!memchr(id.ptr, '"', id.len) && !memchr(id.ptr, '\\', id.len)) {
        dt_buf_addstr(&needle, member_of(records));
        dt_buf_addstr(&needle, id);
        dt_buf_addc(&needle, '"');
    }
    if (!needle.failed && needle.len)
        at = dt_str_find(bytes, dt_buf_str(&needle), 0);
    dt_buf_release(&needle);
    if (at != SIZE_MAX) {
        size_t from = at, to = at;
        const char *end;

        while (from > 0 && bytes.ptr[from - 1] != '\n')
            from--;
        end = memchr(bytes.ptr + to, '\n', bytes.len - to);
        to = end ? (size_t)(end - bytes.ptr) : bytes.len;
        line = (struct dt_str){bytes.ptr + from, to - from};
    }
    return line;
}

static int read_curated(const struct dt_corpus *corpus, enum dt_find_kind kind,
                        struct dt_curated *out, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096), bytes = DT_BUF_INIT(DT_CURATED_MAX);
    int rc;

    *out = (struct dt_curated){NULL, 0, 0, DT_ARENA_INIT(0)};
    dt_corpus_path(corpus, kinds[kind].file, &path);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_read(path.ptr, &bytes, err);
    if (rc == DT_OK)
        rc = dt_curated_read(out, dt_buf_str(&bytes), path.ptr,
                             kinds[kind].list, err);
    dt_buf_release(&bytes);
    dt_buf_release(&path);
    return rc;
}

static int find_curated(const struct dt_corpus *corpus, enum dt_find_kind kind,
                        struct dt_str id, struct dt_buf *out,
                        struct dt_err *err)
{
    struct dt_curated entries = {.items = NULL};
    int rc = read_curated(corpus, kind, &entries, err);

    if (rc == DT_OK)
        dt_buf_addstr(out, dt_curated_find(&entries, id));
    dt_curated_release(&entries);
    return rc;
}

struct search {
    enum dt_records records;
    struct dt_str id;
    struct dt_buf *out;
};

static int match_line(void *ctx, const struct dt_lines *lines,
                      struct dt_str line, struct dt_err *err)
{
    struct search *s = ctx;

    (void)lines;
    (void)err;
    if (!s->out->len && dt_str_eq(dt_find_id(line, s->records), s->id))
        dt_buf_addstr(s->out, line);
    return DT_OK;
}

/* Every line of a file that is there; an absent one has none. */
static int each_line(const char *path, dt_lines_fn fn, void *ctx,
                     struct dt_err *err)
{
    struct dt_file_stat st;
    int rc = dt_file_stat(path, &st, err);

    return rc < 0 || !st.exists ? rc : dt_lines_file(path, fn, ctx, err);
}

static int find_line(const struct dt_corpus *corpus, enum dt_records records,
                     struct dt_str id, struct dt_buf *out, struct dt_err *err)
{
    struct search s = {records, id, out};
    struct dt_buf path = DT_BUF_INIT(4096);
    struct dt_digest *d = NULL;
    uint32_t shard = 0;
    int rc = dt_digest_new(&d, err);

    if (rc == DT_OK)
        rc = dt_records_shard(corpus, records, id, d, &shard, err);
    dt_digest_free(d);
    dt_records_shard_path(corpus, records, shard, &path);
    if (rc == DT_OK)
        rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = each_line(path.ptr, match_line, &s, err);
    dt_buf_release(&path);
    return rc;
}

int dt_find_record(const struct dt_corpus *corpus, enum dt_find_kind kind,
                   struct dt_str id, struct dt_buf *out, bool *found,
                   struct dt_err *err)
{
    int rc;

    dt_buf_reset(out);
    *found = false;
    if (kinds[kind].file)
        rc = find_curated(corpus, kind, id, out, err);
    else
        rc = find_line(corpus, kinds[kind].records, id, out, err);
    if (rc == DT_OK)
        rc = dt_buf_check(out, "a record", err);
    *found = rc == DT_OK && out->len > 0;
    return rc;
}

struct guessing {
    enum dt_records records;
    struct dt_str id;
    struct dt_find_guess *out;
    size_t distance[DT_FIND_NEAR];
};

static void keep_id(char out[DT_FIND_ID], struct dt_str id)
{
    memcpy(out, id.ptr, id.len);
    out[id.len] = '\0';
}

static void consider(struct guessing *g, struct dt_str id)
{
    struct dt_find_guess *out = g->out;
    size_t most = g->id.len / 4 + 1, far, at = DT_FIND_NEAR;

    if (!id.ptr || id.len == 0 || id.len >= DT_FIND_ID)
        return;
    /* An article and its source have one id, which counts once. */
    if (dt_str_starts(id, g->id) && !dt_str_is(id, out->last)) {
        if (out->begin < DT_FIND_NEAR)
            keep_id(out->some[out->begin], id);
        out->begin++;
        keep_id(out->last, id);
    }
    far = dt_near_distance(g->id, id, most);
    if (far == SIZE_MAX)
        return;
    for (size_t i = 0; i < DT_FIND_NEAR; i++)
        if (dt_str_is(id, out->near[i]))
            return;
    while (at > 0 && (!out->near[at - 1][0] || far < g->distance[at - 1]))
        at--;
    if (at == DT_FIND_NEAR)
        return;
    for (size_t i = DT_FIND_NEAR - 1; i > at; i--) {
        memcpy(out->near[i], out->near[i - 1], DT_FIND_ID);
        g->distance[i] = g->distance[i - 1];
    }
    keep_id(out->near[at], id);
    g->distance[at] = far;
}

static int consider_line(void *ctx, const struct dt_lines *lines,
                         struct dt_str line, struct dt_err *err)
{
    struct guessing *g = ctx;

    (void)lines;
    (void)err;
    consider(g, dt_find_id(line, g->records));
    return DT_OK;
}

static int guess_lines(const struct dt_corpus *corpus, struct guessing *g,
                       struct dt_err *err)
{
    uint32_t shards = g->records == DT_RELEASES ? 1 : corpus->shards;
    struct dt_buf path = DT_BUF_INIT(4096);
    int rc = DT_OK;

    for (uint32_t shard = 0; rc == DT_OK && shard < shards; shard++) {
        dt_buf_reset(&path);
        dt_records_shard_path(corpus, g->records, shard, &path);
        rc = dt_buf_check(&path, "a path", err);
        if (rc == DT_OK)
            rc = each_line(path.ptr, consider_line, g, err);
    }
    dt_buf_release(&path);
    return rc;
}

static int guess_curated(const struct dt_corpus *corpus, enum dt_find_kind kind,
                         struct guessing *g, struct dt_err *err)
{
    struct dt_curated entries = {.items = NULL};
    int rc = read_curated(corpus, kind, &entries, err);

    for (size_t i = 0; rc == DT_OK && i < entries.count; i++)
        consider(g, entries.items[i].id);
    dt_curated_release(&entries);
    return rc;
}

int dt_find_guess(const struct dt_corpus *corpus, enum dt_find_kind kind,
                  struct dt_str id, struct dt_find_guess *out,
                  struct dt_err *err)
{
    struct guessing g = {DT_RECORDS_COUNT, id, out, {0}};
    struct dt_find_guess articles = {.begin = 0};
    int rc = DT_OK;

    memset(out, 0, sizeof *out);
    for (int k = 0; rc == DT_OK && k < DT_FIND_KINDS; k++) {
        /* What is an article is a source too: count ids of one only. */
        if (kind == DT_FIND_KINDS ? k == DT_FIND_ARTICLE : k != (int)kind)
            continue;
        g.records = kinds[k].records;
        rc = kinds[k].file
                 ? guess_curated(corpus, (enum dt_find_kind)k, &g, err)
                 : guess_lines(corpus, &g, err);
    }
    /* An article whose source is gone has no entry in sources.yaml. */
    if (rc == DT_OK && kind == DT_FIND_KINDS && out->begin == 0 &&
        !out->near[0][0]) {
        rc = dt_find_guess(corpus, DT_FIND_ARTICLE, id, &articles, err);
        *out = articles;
    }
    return rc;
}

/* "a, b or c" of at most DT_FIND_NEAR ids. */
static void list_ids(const char (*ids)[DT_FIND_ID], const char *last,
                     struct dt_buf *out)
{
    dt_buf_adds(out, ids[0]);
    for (int i = 1; i < DT_FIND_NEAR && ids[i][0]; i++) {
        bool more = i + 1 < DT_FIND_NEAR && ids[i + 1][0];

        dt_buf_addf(out, "%s%s", more ? ", " : last, ids[i]);
    }
}

void dt_find_hint(const struct dt_find_guess *guess, struct dt_buf *out)
{
    if (guess->begin > 1) {
        bool all = guess->begin <= DT_FIND_NEAR;

        dt_buf_addf(out, " (%zu ids begin so: ", guess->begin);
        list_ids(guess->some, all ? " and " : ", ", out);
        dt_buf_adds(out, all ? ")" : ", …)");
    } else if (guess->begin || guess->near[0][0]) {
        dt_buf_adds(out, " (did you mean ");
        list_ids(guess->begin ? guess->some : guess->near, " or ", out);
        dt_buf_adds(out, "?)");
    }
}
