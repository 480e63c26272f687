#include "release/index.h"

#include "base/file.h"
#include "base/json.h"
#include "manifest/record.h"

enum { INDEX_ARENA = 256 * 1024 * 1024 };

static const char *text_of(struct dt_arena *a, const struct dt_json_doc *doc,
                           size_t object, const char *member)
{
    return dt_arena_copy(a,
                         dt_json_plain(doc, dt_json_get(doc, object, member)));
}

/* An archive lies beside its index: a name with a slash would lead astray. */
static bool plain_name(const char *name)
{
    if (!*name || *name == '.')
        return false;
    for (const char *c = name; *c; c++)
        if (!((*c >= '0' && *c <= '9') || (*c >= 'a' && *c <= 'z') ||
              (*c >= 'A' && *c <= 'Z') || *c == '.' || *c == '-'))
            return false;
    return true;
}

static int keep_release(struct dt_index *index, const struct dt_json_doc *doc,
                        struct dt_err *err)
{
    struct dt_arena *a = &index->arena;
    struct dt_release *r = &index->items[index->count];
    size_t archive = dt_json_get(doc, DT_JSON_ROOT, "archive");
    size_t zstd = dt_json_get(doc, archive, "zstd");

    r->version = text_of(a, doc, DT_JSON_ROOT, "version");
    r->commit = text_of(a, doc, DT_JSON_ROOT, "commit");
    r->released = text_of(a, doc, DT_JSON_ROOT, "released");
    r->root = text_of(a, doc, DT_JSON_ROOT, "root");
    r->tree_size = (uint64_t)dt_json_int64(
        doc, dt_json_get(doc, DT_JSON_ROOT, "tree_size"));
    r->name = text_of(a, doc, archive, "name");
    r->sha256 = text_of(a, doc, archive, "sha256");
    r->tar_sha256 = text_of(a, doc, archive, "tar_sha256");
    r->bytes = (uint64_t)dt_json_int64(doc, dt_json_get(doc, archive, "bytes"));
    r->level = (int)dt_json_int64(doc, dt_json_get(doc, zstd, "level"));
    r->library = text_of(a, doc, zstd, "library");
    if (!r->version || !r->commit || !r->released || !r->root || !r->name ||
        !r->sha256 || !r->tar_sha256 || !r->library)
        return DT_FAIL(err, DT_EINTERNAL, "releases: out of memory");
    if (!plain_name(r->name))
        return DT_FAIL(err, DT_EFORMAT, "the archive's name is no plain name");
    if (index->count &&
        dt_version_cmp(DT_STR(r[-1].version), DT_STR(r->version)) >= 0)
        return DT_FAIL(err, DT_EFORMAT, "version %s stands behind %s",
                       r->version, r[-1].version);
    index->count++;
    return DT_OK;
}

static size_t count_lines(struct dt_str text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '\n';
    return count;
}

int dt_index_read(struct dt_index *out, struct dt_str text, const char *where,
                  struct dt_err *err)
{
    struct dt_index index = {NULL, 0, DT_ARENA_INIT(INDEX_ARENA)};
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    struct dt_digest *d = NULL;
    struct dt_str line, rest = text;
    struct dt_err why;
    size_t number = 0, lines = count_lines(text);
    int rc = dt_digest_new(&d, err);

    if (rc < 0)
        return rc;
    index.items = dt_arena_array(&index.arena, lines + 1, sizeof *index.items);
    if (!index.items)
        rc = DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", where);
    if (rc == DT_OK && text.len && text.ptr[text.len - 1] != '\n')
        rc = DT_FAIL(err, DT_EFORMAT, "%s:%zu: the last line has no end", where,
                     lines + 1);
    while (rc == DT_OK && dt_str_line(&rest, &line)) {
        number++;
        rc = dt_record_check(DT_RELEASES, line, &doc, d, &why);
        if (rc == DT_OK)
            rc = keep_release(&index, &doc, &why);
        if (rc < 0)
            dt_err_set(err, why.code, "%s:%zu: %.400s", where, number, why.msg);
    }
    dt_json_doc_release(&doc);
    dt_digest_free(d);
    if (rc < 0)
        dt_arena_release(&index.arena);
    else
        *out = index;
    return rc;
}

int dt_index_load(struct dt_index *out, const char *path, struct dt_err *err)
{
    struct dt_buf text = DT_BUF_INIT(DT_INDEX_MAX);
    struct dt_file_stat st;
    int rc = dt_file_stat(path, &st, err);

    if (rc == DT_OK && st.exists)
        rc = dt_file_read(path, &text, err);
    if (rc == DT_OK)
        rc = dt_index_read(out, dt_buf_str(&text), path, err);
    dt_buf_release(&text);
    return rc;
}

void dt_index_release(struct dt_index *index)
{
    dt_arena_release(&index->arena);
    index->items = NULL;
    index->count = 0;
}

const struct dt_release *dt_index_find(const struct dt_index *index,
                                       struct dt_str version)
{
    for (size_t i = 0; i < index->count; i++)
        if (dt_str_is(version, index->items[i].version))
            return &index->items[i];
    return NULL;
}

const struct dt_release *dt_index_best(const struct dt_index *index,
                                       const struct dt_range *range)
{
    for (size_t i = index->count; i > 0; i--)
        if (dt_range_has(range, DT_STR(index->items[i - 1].version)))
            return &index->items[i - 1];
    return NULL;
}

int dt_index_line(const struct dt_release *r, struct dt_buf *out,
                  struct dt_err *err)
{
    struct dt_buf line = DT_BUF_INIT(DT_RECORD_MAX);
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    struct dt_digest *d = NULL;
    struct dt_json w;
    int rc = dt_digest_new(&d, err);

    if (rc < 0)
        return rc;
    dt_json_init(&w, &line);
    dt_json_open(&w, '{');
    dt_json_key(&w, "archive");
    dt_json_open(&w, '{');
    dt_json_key(&w, "bytes");
    dt_json_int(&w, (int64_t)r->bytes);
    dt_json_key(&w, "name");
    dt_json_text(&w, r->name);
    dt_json_key(&w, "sha256");
    dt_json_text(&w, r->sha256);
    dt_json_key(&w, "tar_sha256");
    dt_json_text(&w, r->tar_sha256);
    dt_json_key(&w, "zstd");
    dt_json_open(&w, '{');
    dt_json_key(&w, "level");
    dt_json_int(&w, r->level);
    dt_json_key(&w, "library");
    dt_json_text(&w, r->library);
    dt_json_close(&w, '}');
    dt_json_close(&w, '}');
    dt_json_key(&w, "commit");
    dt_json_text(&w, r->commit);
    dt_json_key(&w, "released");
    dt_json_text(&w, r->released);
    dt_json_key(&w, "root");
    dt_json_text(&w, r->root);
    dt_json_key(&w, "tree_size");
    dt_json_int(&w, (int64_t)r->tree_size);
    dt_json_key(&w, "version");
    dt_json_text(&w, r->version);
    dt_json_close(&w, '}');
    rc = dt_record_seal(&line, &doc, d, err);
    if (rc == DT_OK)
        rc = dt_record_check(DT_RELEASES, dt_buf_str(&line), &doc, d, err);
    if (rc == DT_OK) {
        dt_buf_addstr(out, dt_buf_str(&line));
        dt_buf_addc(out, '\n');
    }
    dt_json_doc_release(&doc);
    dt_buf_release(&line);
    dt_digest_free(d);
    return rc;
}
