#include "release/checker.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "adapt/archive.h"
#include "base/digest.h"
#include "manifest/facts.h"
#include "release/decided.h"

enum { TAG_MAX = 1024 * 1024, MOST_PATH = DT_ARCHIVE_PATH };

#define MANIFEST_MAX ((size_t)1 << 30)

enum role { ROLE_TAG, ROLE_LINES, ROLE_TEXT, ROLE_OTHER };

/* One that is all here, and what the manifest says of it. */
struct text {
    char path[MOST_PATH + 1];
    char sha256[DT_DIGEST_HEX_SIZE];
    struct dt_buf bytes;
    struct dt_digest *digest;
};

struct dt_checker {
    struct dt_leaves *leaves;
    struct dt_facts *facts;
    struct dt_release_decided decided;
    struct dt_digest *digest; /* of the file that is coming, unless a text */
    struct dt_buf tag[DT_BAG_TAG_FILES];
    char tag_sha256[DT_BAG_TAG_FILES][DT_DIGEST_HEX_SIZE];
    struct dt_bag_info info;
    unsigned tags;      /* tag files that have come */
    struct dt_str rest; /* of the manifest: what must still come */
    char next[MOST_PATH + 1], next_sha256[DT_DIGEST_HEX_SIZE];
    char last[MOST_PATH + 1];
    bool wants;            /* next is set */
    uint64_t files, bytes; /* of the payload so far */

    char path[MOST_PATH + 1]; /* of the file that is coming */
    enum role role;
    enum dt_records kind;
    uint64_t size;
    struct text text[2]; /* two are hashed together */
    unsigned texts;      /* of them are all here; the next one is coming */
    uint64_t counts[DT_RECORDS_COUNT];
    bool came[DT_RECORDS_COUNT];
    bool plain;   /* a kind has one file: the corpus has no shards */
    bool sorted;  /* all articles are known */
    bool grouped; /* and all statements */
};

/* What the paths of each kind's files begin with, behind data/. */
static const char *const lines_stems[DT_RECORDS_COUNT] = {
    [DT_ARTICLES] = "data/provenance/articles",
    [DT_DUPLICATES] = "data/provenance/duplicates",
    [DT_REDIRECTS] = "data/provenance/redirects",
    [DT_SNAPSHOTS] = "data/provenance/snapshots",
    [DT_STATEMENTS] = "data/statements",
};

int dt_checker_new(unsigned threads, struct dt_checker **out,
                   struct dt_err *err)
{
    struct dt_checker *c = calloc(1, sizeof *c);
    int rc;

    if (!c)
        return DT_FAIL(err, DT_EINTERNAL, "a release: out of memory");
    for (int i = 0; i < DT_BAG_TAG_FILES; i++)
        c->tag[i] = DT_BUF_INIT(
            strcmp(dt_bag_tag_files[i], DT_BAG_MANIFEST) == 0 ? MANIFEST_MAX
                                                              : TAG_MAX);
    for (int i = 0; i < 2; i++)
        c->text[i].bytes = DT_BUF_INIT(DT_ARTICLE_MAX);
    dt_release_decided_init(&c->decided);
    rc = dt_leaves_new(&c->leaves, threads, true, err);
    if (rc == DT_OK)
        rc = dt_facts_new(&c->facts, err);
    if (rc == DT_OK)
        rc = dt_digest_new(&c->digest, err);
    if (rc == DT_OK)
        rc = dt_digest_new(&c->text[0].digest, err);
    if (rc == DT_OK)
        rc = dt_digest_new(&c->text[1].digest, err);
    if (rc < 0)
        dt_checker_free(c);
    else
        *out = c;
    return rc;
}

void dt_checker_free(struct dt_checker *c)
{
    if (!c)
        return;
    dt_leaves_free(c->leaves);
    dt_facts_free(c->facts);
    dt_release_decided_release(&c->decided);
    dt_digest_free(c->digest);
    for (int i = 0; i < DT_BAG_TAG_FILES; i++)
        dt_buf_release(&c->tag[i]);
    for (int i = 0; i < 2; i++) {
        dt_buf_release(&c->text[i].bytes);
        dt_digest_free(c->text[i].digest);
    }
    free(c);
}

/* Move next to the manifest's next line, which must be in order. */
static int advance(struct dt_checker *c, struct dt_err *err)
{
    struct dt_str sha256, path;
    int rc;

    c->wants = c->rest.len > 0;
    if (!c->wants)
        return DT_OK;
    rc = dt_bag_next_line(&c->rest, &sha256, &path, err);
    if (rc < 0)
        return rc;
    memcpy(c->last, c->next, sizeof c->last);
    if (path.len > MOST_PATH || memchr(path.ptr, '\0', path.len))
        return DT_FAIL(err, DT_EFORMAT, DT_BAG_MANIFEST ": a path too long");
    memcpy(c->next, path.ptr, path.len);
    c->next[path.len] = '\0';
    memcpy(c->next_sha256, sha256.ptr, sha256.len);
    if (!dt_archive_safe_path(c->next) || !dt_str_starts(path, DT_STR("data/")))
        return DT_FAIL(err, DT_EFORMAT,
                       DT_BAG_MANIFEST ": a path that leads out of data/");
    if (c->last[0] && dt_bag_order(DT_STR(c->last), path) >= 0)
        return DT_FAIL(err, DT_EFORMAT,
                       DT_BAG_MANIFEST ": %.200s is not where its order "
                                       "wants it, or stands twice",
                       c->next);
    return DT_OK;
}

const char *dt_checker_wants(struct dt_checker *c)
{
    if (c->tags < DT_BAG_TAG_FILES)
        return dt_bag_tag_files[c->tags];
    return c->wants ? c->next : NULL;
}

/* The manifest is sorted: search by bytes, then go to the line's start. */
bool dt_checker_knows(const struct dt_checker *c, const char *path)
{
    struct dt_str text = dt_buf_str(&c->tag[2]), wanted = DT_STR(path);
    size_t low = 0, high = text.len;

    for (int i = 0; i < DT_BAG_TAG_FILES; i++)
        if (strcmp(path, dt_bag_tag_files[i]) == 0)
            return true;
    while (low < high) {
        size_t at = low + (high - low) / 2;
        struct dt_str rest, sha256, line;
        struct dt_err ignored;
        int order;

        while (at > low && text.ptr[at - 1] != '\n')
            at--;
        rest = (struct dt_str){text.ptr + at, high - at};
        if (dt_bag_next_line(&rest, &sha256, &line, &ignored) < 0)
            return false;
        order = dt_bag_order(wanted, line);
        if (order == 0)
            return true;
        if (order < 0)
            high = at;
        else
            low = (size_t)(rest.ptr - text.ptr);
    }
    return false;
}

/* STEM.jsonl, or with shards STEM/x.jsonl, STEM/x/y.jsonl and so on. */
static bool is_lines_file(const char *path, const char *stem, bool *plain)
{
    size_t len = strlen(stem);

    *plain = path[len] == '.';
    return strncmp(path, stem, len) == 0 &&
           (*plain ? strcmp(path + len, ".jsonl") == 0
                   : path[len] == '/' &&
                         dt_str_ends(DT_STR(path), DT_STR(".jsonl")));
}

static void choose_role(struct dt_checker *c)
{
    size_t stem = strlen(DT_BAG_TEXTS);
    bool plain;

    c->role = ROLE_OTHER;
    if (strncmp(c->path, DT_BAG_TEXTS, stem) == 0)
        c->role = ROLE_TEXT;
    for (int kind = 0; kind < DT_RECORDS_COUNT; kind++) {
        const char *lines = lines_stems[kind];

        if (!lines || strncmp(c->path, lines, strlen(lines)) != 0 ||
            !is_lines_file(c->path, lines, &plain))
            continue;
        c->role = ROLE_LINES;
        c->kind = (enum dt_records)kind;
        c->came[kind] = true;
        c->plain |= plain;
    }
}

/* Statements of a release with decisions. */
static struct dt_fingerprint expect_decided(void *ctx,
                                            const struct dt_leaf *leaf)
{
    return dt_facts_expect_statement(((struct dt_checker *)ctx)->facts, leaf);
}

static int note_decided(void *ctx, const struct dt_leaf *leaf,
                        struct dt_buf *facts, struct dt_err *err)
{
    struct dt_checker *c = ctx;

    dt_verify_decided_statement(c->decided.statements, leaf);
    return dt_facts_note_statement(c->facts, leaf, facts, err);
}

static int take_decided(void *ctx, struct dt_str facts, struct dt_err *err)
{
    return dt_facts_take_statements(((struct dt_checker *)ctx)->facts, facts,
                                    err);
}

/* A file of lines: what is done with each. */
static int begin_lines(struct dt_checker *c, struct dt_err *err)
{
    static const struct dt_leaf_uses uses[DT_RECORDS_COUNT] = {
        [DT_ARTICLES] = {NULL, dt_facts_note_article, dt_facts_take_articles},
        [DT_STATEMENTS] = {dt_facts_expect_statement, dt_facts_note_statement,
                           dt_facts_take_statements},
    };
    static const struct dt_leaf_uses decided = {expect_decided, note_decided,
                                                take_decided};
    int rc = DT_OK;

    if (c->kind != DT_ARTICLES && !c->sorted) {
        rc = dt_facts_sort(c->facts, err);
        c->sorted = true;
    }
    if (rc == DT_OK && c->kind == DT_STATEMENTS)
        rc = dt_release_decided_read(&c->decided, err);
    if (rc < 0)
        return rc;
    if (c->kind == DT_STATEMENTS && c->decided.statements)
        dt_leaves_begin(c->leaves, c->kind, c->path, &decided, c);
    else
        dt_leaves_begin(c->leaves, c->kind, c->path, &uses[c->kind], c->facts);
    return DT_OK;
}

int dt_checker_begin(struct dt_checker *c, const char *path, struct dt_err *err)
{
    const char *wanted = dt_checker_wants(c);

    if (!wanted)
        return DT_FAIL(err, DT_EMISMATCH, "%s: not in the manifest", path);
    if (strcmp(path, wanted) != 0)
        return DT_FAIL(err, DT_EMISMATCH, "%s: stands where %.200s must be",
                       path, wanted);
    memcpy(c->path, wanted, strlen(wanted) + 1);
    c->size = 0;
    if (c->tags < DT_BAG_TAG_FILES) {
        c->role = ROLE_TAG;
        return DT_OK;
    }
    choose_role(c);
    dt_release_decided_begin(&c->decided, c->path);
    return c->role == ROLE_LINES ? begin_lines(c, err) : DT_OK;
}

static int add_lines(struct dt_checker *c, struct dt_str data,
                     struct dt_err *err)
{
    int rc;

    dt_facts_beside(c->facts, c->digest, data);
    rc = dt_leaves_push(c->leaves, data.ptr, data.len, err);
    return rc < 0 ? rc : dt_facts_beside_end(c->facts, err);
}

int dt_checker_data(struct dt_checker *c, const void *data, size_t len,
                    struct dt_err *err)
{
    struct dt_buf *text = &c->text[c->texts].bytes;
    int rc = c->role == ROLE_TAG || c->role == ROLE_OTHER
                 ? dt_digest_update(c->digest, data, len, err)
                 : DT_OK;

    c->size += len;
    if (rc < 0)
        return rc;
    switch (c->role) {
    case ROLE_TAG:
        dt_buf_add(&c->tag[c->tags], data, len);
        return dt_buf_check(&c->tag[c->tags], c->path, err);
    case ROLE_TEXT:
        dt_buf_add(text, data, len);
        return dt_buf_check(text, c->path, err);
    case ROLE_LINES:
        return add_lines(c, (struct dt_str){data, len}, err);
    default:
        return dt_release_decided_data(&c->decided, data, len, err);
    }
}

/* tagmanifest-sha256.txt: the other three tag files, sorted by bytes. */
static int check_tag_manifest(struct dt_checker *c, struct dt_err *err)
{
    static const unsigned order[] = {1, 0, 2}; /* bag-info, bagit, manifest */
    struct dt_buf expected = DT_BUF_INIT(TAG_MAX);
    int rc;

    for (int i = 0; i < DT_BAG_TAG_FILES - 1; i++)
        dt_bag_add_line(&expected, c->tag_sha256[order[i]],
                        dt_bag_tag_files[order[i]]);
    rc = dt_buf_check(&expected, c->path, err);
    if (rc == DT_OK && !dt_str_eq(dt_buf_str(&expected),
                                  dt_buf_str(&c->tag[DT_BAG_TAG_FILES - 1])))
        rc = DT_FAIL(err, DT_EMISMATCH,
                     "%s: the tag files are not those it lists", c->path);
    dt_buf_release(&expected);
    return rc;
}

static int end_tag(struct dt_checker *c, const char *sha256, struct dt_err *err)
{
    struct dt_str text = dt_buf_str(&c->tag[c->tags]);
    int rc = DT_OK;

    memcpy(c->tag_sha256[c->tags], sha256, DT_DIGEST_HEX_SIZE);
    switch (c->tags) {
    case 0:
        if (!dt_str_is(text, dt_bag_declaration))
            rc = DT_FAIL(err, DT_EFORMAT, "%s: not a BagIt 1.0 declaration",
                         c->path);
        break;
    case 1:
        rc = dt_bag_read_info(text, &c->info, err);
        break;
    case 2:
        c->rest = text;
        rc = advance(c, err);
        break;
    default:
        rc = check_tag_manifest(c, err);
        break;
    }
    c->tags++;
    return rc;
}

static int fail_digest(const char *path, const char *sha256, const char *wanted,
                       struct dt_err *err)
{
    return DT_FAIL(err, DT_EMISMATCH,
                   "%.200s: SHA-256 is %s, and the manifest says %s", path,
                   sha256, wanted);
}

static int check_text(struct dt_checker *c, struct text *t,
                      const unsigned char raw[DT_DIGEST_SIZE],
                      struct dt_err *err)
{
    struct dt_str id = DT_STR(t->path);
    char sha256[DT_DIGEST_HEX_SIZE];
    struct dt_err why;
    int rc;

    dt_digest_hex(raw, sha256);
    if (strcmp(sha256, t->sha256) != 0)
        return fail_digest(t->path, sha256, t->sha256, err);
    id.ptr += strlen(DT_BAG_TEXTS);
    id.len -= strlen(DT_BAG_TEXTS);
    if (!dt_str_ends(id, DT_STR(".txt")))
        return DT_FAIL(err, DT_EFORMAT, "%s: no text of an article", t->path);
    id.len -= 4;
    rc = dt_facts_check_text(c->facts, dt_facts_place(c->facts, id, 0),
                             dt_buf_str(&t->bytes), sha256, t->digest, &why);
    if (rc < 0)
        dt_err_set(err, why.code, "%.200s: %.250s", t->path, why.msg);
    if (rc < 0)
        return rc;
    t->path[id.ptr + id.len - t->path] = '\0';
    return dt_release_decided_text(&c->decided, id.ptr, dt_buf_str(&t->bytes),
                                   err);
}

/* The one or two texts that are all here. */
static int check_texts(struct dt_checker *c, struct dt_err *err)
{
    struct text *a = &c->text[0], *b = &c->text[1];
    unsigned char raw[2][DT_DIGEST_SIZE];
    int rc = c->grouped ? DT_OK : dt_facts_count(c->facts, err);

    c->grouped = true;
    if (rc == DT_OK && c->texts == 2)
        rc = dt_digest_update_two(a->digest, dt_buf_str(&a->bytes), b->digest,
                                  dt_buf_str(&b->bytes), err);
    else if (rc == DT_OK)
        rc = dt_digest_update(a->digest, a->bytes.ptr, a->bytes.len, err);
    if (rc == DT_OK)
        rc = dt_digest_finish_two(a->digest, raw[0], b->digest, raw[1], err);
    for (unsigned i = 0; rc == DT_OK && i < c->texts; i++)
        rc = check_text(c, &c->text[i], raw[i], err);
    c->texts = 0;
    for (int i = 0; i < 2; i++)
        dt_buf_reset(&c->text[i].bytes);
    return rc;
}

static int end_text(struct dt_checker *c, struct dt_err *err)
{
    struct text *t = &c->text[c->texts++];

    memcpy(t->path, c->path, sizeof t->path);
    memcpy(t->sha256, c->next_sha256, sizeof t->sha256);
    return c->texts == 2 ? check_texts(c, err) : DT_OK;
}

/* One that has come whole: a text waits for the next one. */
static int end_payload(struct dt_checker *c, struct dt_err *err)
{
    char sha256[DT_DIGEST_HEX_SIZE];
    uint64_t lines = 0;
    int rc;

    c->files++;
    c->bytes += c->size;
    if (c->role == ROLE_TEXT)
        return end_text(c, err);
    rc = dt_digest_finish(c->digest, sha256, err);
    if (rc == DT_OK && strcmp(sha256, c->next_sha256) != 0)
        rc = fail_digest(c->path, sha256, c->next_sha256, err);
    if (rc == DT_OK && c->role == ROLE_LINES) {
        rc = dt_leaves_end(c->leaves, &lines, err);
        c->counts[c->kind] += lines;
    }
    return rc;
}

int dt_checker_end(struct dt_checker *c, struct dt_err *err)
{
    char sha256[DT_DIGEST_HEX_SIZE];
    int rc;

    if (c->role == ROLE_TAG) {
        rc = dt_digest_finish(c->digest, sha256, err);
        return rc < 0 ? rc : end_tag(c, sha256, err);
    }
    rc = end_payload(c, err);
    return rc < 0 ? rc : advance(c, err);
}

static int check_root(struct dt_checker *c, struct dt_err *err)
{
    unsigned char root[DT_DIGEST_SIZE];
    char hex[DT_DIGEST_HEX_SIZE];
    uint64_t size;
    int rc = dt_leaves_root(c->leaves, &size, root, err);

    if (rc < 0)
        return rc;
    dt_digest_hex(root, hex);
    if (size != c->info.tree_size || strcmp(hex, c->info.root) != 0)
        return DT_FAIL(err, DT_EMISMATCH,
                       DT_BAG_INFO ": the root over %" PRIu64 " line%s is %s, "
                                   "not %s over %" PRIu64,
                       size, DT_S(size), hex, c->info.root, c->info.tree_size);
    return DT_OK;
}

int dt_checker_finish(struct dt_checker *c, struct dt_release_report *out,
                      struct dt_err *err)
{
    const char *missing = dt_checker_wants(c);
    int rc = c->texts ? check_texts(c, err) : DT_OK;

    if (rc < 0)
        return rc;
    if (missing)
        return DT_FAIL(err, DT_EMISMATCH, "%s: is missing", missing);
    for (int kind = 0; kind < DT_RECORDS_COUNT; kind++)
        if (lines_stems[kind] && !c->came[kind] &&
            (c->plain || kind == DT_ARTICLES))
            return DT_FAIL(err, DT_EMISMATCH, "%s.jsonl: is missing",
                           lines_stems[kind]);
    if (!c->grouped) {
        rc = dt_facts_count(c->facts, err);
        if (rc < 0)
            return rc;
    }
    missing = dt_facts_missing(c->facts);
    if (missing)
        return DT_FAIL(err, DT_EMISMATCH, DT_BAG_TEXTS "%s.txt: is missing",
                       missing);
    if (c->files != c->info.files || c->bytes != c->info.bytes)
        return DT_FAIL(err, DT_EMISMATCH,
                       DT_BAG_INFO ": Payload-Oxum says %" PRIu64 ".%" PRIu64
                                   ", and it is %" PRIu64 ".%" PRIu64,
                       c->info.bytes, c->info.files, c->bytes, c->files);
    rc = check_root(c, err);
    if (rc == DT_OK)
        rc = dt_release_decided_finish(&c->decided, err);
    if (rc < 0)
        return rc;
    memset(out, 0, sizeof *out);
    out->info = c->info;
    out->articles = c->counts[DT_ARTICLES];
    out->texts = dt_facts_open(c->facts);
    out->duplicates = c->counts[DT_DUPLICATES];
    out->redirects = c->counts[DT_REDIRECTS];
    out->snapshots = c->counts[DT_SNAPSHOTS];
    out->statements = c->counts[DT_STATEMENTS];
    out->decisions_open = c->decided.open;
    return DT_OK;
}
