#include "manifest/record.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manifest/field.h"
#include "manifest/scan.h"

enum { SEAL_DIGITS = DT_FIELD_SEAL_DIGITS, SEAL_MEMBER = 8 + SEAL_DIGITS + 1 };
/* "seal":"0123456789abcdef" is 8 + 16 + 1 bytes. */

static const char *const names[DT_RECORDS_COUNT] = {
    [DT_ARTICLES] = "articles",     [DT_DUPLICATES] = "duplicates",
    [DT_REDIRECTS] = "redirects",   [DT_SNAPSHOTS] = "snapshots",
    [DT_STATEMENTS] = "statements", [DT_RELEASES] = "releases",
};

const char *dt_records_name(enum dt_records kind)
{
    return names[kind];
}

int dt_records_shard(const struct dt_corpus *corpus, enum dt_records kind,
                     struct dt_str id, struct dt_digest *d, uint32_t *shard,
                     struct dt_err *err)
{
    unsigned char raw[DT_DIGEST_SIZE];
    int rc;

    *shard = 0;
    if (corpus->shards == 1 || kind == DT_RELEASES)
        return DT_OK;
    rc = dt_digest_update(d, id.ptr, id.len, err);
    if (rc == DT_OK)
        rc = dt_digest_finish_raw(d, raw, err);
    if (rc < 0)
        return rc;
    *shard = (uint32_t)raw[0] << 4 | raw[1] >> 4; /* three hex digits */
    if (corpus->shards == 16)
        *shard >>= 8;
    else if (corpus->shards == 256)
        *shard >>= 4;
    return DT_OK;
}

void dt_records_shard_path(const struct dt_corpus *corpus, enum dt_records kind,
                           uint32_t shard, struct dt_buf *out)
{
    if (kind == DT_STATEMENTS)
        dt_corpus_path(corpus, names[kind], out);
    else
        dt_corpus_manifest_path(corpus, names[kind], out);
    if (corpus->shards > 1 && kind != DT_RELEASES) {
        for (unsigned left = corpus->shards / 16; left; left /= 16)
            dt_buf_addf(out, "/%c", 'a' + (int)(shard / left % 16));
    }
    dt_buf_adds(out, ".jsonl");
}

/*
 * Put text into line in place of the bytes from at on; a line that cannot grow
 * is failed.
 */
static void replace(struct dt_buf *line, size_t at, size_t bytes,
                    struct dt_str text)
{
    const size_t behind = at + bytes;

    if (text.len > bytes && !dt_buf_reserve(line, text.len - bytes))
        return;
    memmove(line->ptr + at + text.len, line->ptr + behind,
            line->len - behind + 1);
    memcpy(line->ptr + at, text.ptr, text.len);
    line->len += text.len - bytes;
}

int dt_record_seal(struct dt_buf *line, struct dt_json_doc *doc,
                   struct dt_digest *d, struct dt_err *err)
{
    char hex[DT_DIGEST_HEX_SIZE];
    char member[SEAL_MEMBER + 2];
    size_t at = DT_JSON_NONE, key;
    int rc = dt_json_parse(doc, dt_buf_str(line), err);

    if (rc == DT_OK && (dt_json_type(doc, DT_JSON_ROOT) != DT_JSON_OBJECT ||
                        doc->tokens[0].count == 0))
        rc = DT_FAIL(err, DT_EFORMAT, "a record must be an object");
    if (rc == DT_OK)
        rc = dt_digest_bytes(d, line->ptr, line->len, hex, err);
    if (rc < 0)
        return rc;
    for (key = dt_json_first(doc, 0); key != DT_JSON_NONE;
         key = dt_json_next(doc, 0, key + 1)) {
        if (dt_str_cmp(dt_json_plain(doc, key), DT_STR("seal")) > 0) {
            at = doc->tokens[key].start - 1;
            break;
        }
    }
    if (at == DT_JSON_NONE) {
        (void)snprintf(member, sizeof member, ",\"seal\":\"%.16s\"", hex);
        at = line->len - 1;
    } else {
        (void)snprintf(member, sizeof member, "\"seal\":\"%.16s\",", hex);
    }
    replace(line, at, 0, DT_STR(member));
    return dt_buf_check(line, "a record", err);
}

/* Where the seal that is the token value stands, with its comma. */
static bool find_seal(const struct dt_json_doc *doc, size_t value, size_t *from,
                      size_t *to)
{
    if (dt_json_type(doc, value) != DT_JSON_STRING ||
        dt_json_plain(doc, value).len != SEAL_DIGITS)
        return false;
    *from = doc->tokens[value - 1].start - 1;
    *to = doc->tokens[value].end + 1;
    if (doc->text.ptr[*to] == ',')
        (*to)++;
    else
        (*from)--;
    return true;
}

static bool is_span(const struct dt_json_doc *doc, size_t token)
{
    size_t a, b;

    if (dt_json_type(doc, token) != DT_JSON_ARRAY ||
        doc->tokens[token].count != 2)
        return false;
    a = token + 1;
    b = token + 2;
    return dt_json_type(doc, a) == DT_JSON_INT &&
           dt_json_type(doc, b) == DT_JSON_INT &&
           dt_field_span(dt_json_int64(doc, a), dt_json_int64(doc, b));
}

static int check_object(const struct dt_json_doc *doc, size_t token,
                        const struct dt_field *fields, const char *where,
                        struct dt_err *err);

static int check_items(const struct dt_json_doc *doc, size_t token,
                       const struct dt_field *f, struct dt_err *err)
{
    if (dt_json_type(doc, token) != DT_JSON_ARRAY)
        return DT_FAIL(err, DT_EFORMAT, "member '%s' must be an array",
                       f->name);
    for (size_t i = dt_json_first(doc, token); i != DT_JSON_NONE;
         i = dt_json_next(doc, token, i)) {
        bool good = true;
        int rc = DT_OK;

        if (f->type == DT_FIELD_OBJECTS)
            rc = check_object(doc, i, f->members, f->name, err);
        else if (f->type == DT_FIELD_SPANS)
            good = is_span(doc, i);
        else
            good = dt_json_type(doc, i) == DT_JSON_STRING &&
                   dt_field_takes(f, dt_json_plain(doc, i));
        if (rc < 0)
            return rc;
        if (!good)
            return DT_FAIL(err, DT_EFORMAT,
                           "member '%s' has an item of the "
                           "wrong form",
                           f->name);
    }
    return DT_OK;
}

static int check_value(const struct dt_json_doc *doc, size_t token,
                       const struct dt_field *f, struct dt_err *err)
{
    int64_t n = dt_json_int64(doc, token);
    bool good;

    if (f->nullable && dt_json_type(doc, token) == DT_JSON_NULL)
        return DT_OK;
    switch (f->type) {
    case DT_FIELD_OBJECT:
        return check_object(doc, token, f->members, f->name, err);
    case DT_FIELD_OBJECTS:
    case DT_FIELD_SPANS:
    case DT_FIELD_TEXTS:
    case DT_FIELD_SLUGS:
        return check_items(doc, token, f, err);
    case DT_FIELD_COUNT:
    case DT_FIELD_MILLE:
        good = dt_json_type(doc, token) == DT_JSON_INT && n >= 0 &&
               (f->type == DT_FIELD_COUNT || n <= 1000);
        break;
    case DT_FIELD_SPAN:
        good = is_span(doc, token);
        break;
    default:
        good = dt_json_type(doc, token) == DT_JSON_STRING &&
               dt_field_takes(f, dt_json_plain(doc, token));
        break;
    }
    if (!good)
        return DT_FAIL(err, DT_EFORMAT, "member '%s' must be: %s%s%s%s",
                       f->name, f->help, f->choices ? ", one of " : "",
                       f->choices ? f->choices : "",
                       f->nullable ? ", or null" : "");
    return DT_OK;
}

/* Keys and fields are both sorted, so one pass over both tells them apart. */
static int check_object(const struct dt_json_doc *doc, size_t token,
                        const struct dt_field *fields, const char *where,
                        struct dt_err *err)
{
    size_t key;

    if (dt_json_type(doc, token) != DT_JSON_OBJECT)
        return DT_FAIL(err, DT_EFORMAT, "%s must be an object", where);
    key = dt_json_first(doc, token);
    for (const struct dt_field *f = fields; f->name; f++) {
        struct dt_str name;
        int rc;

        name = dt_json_plain(doc, key);
        if (!name.ptr || dt_str_cmp_text(name, f->name) != 0) {
            bool extra = name.ptr && dt_str_cmp(name, DT_STR(f->name)) < 0;

            return DT_FAIL(err, DT_EFORMAT, "%s: %s member '%.*s'", where,
                           extra ? "unknown" : "missing",
                           extra ? (int)(name.len < 60 ? name.len : 60) : 60,
                           extra ? name.ptr : f->name);
        }
        rc = check_value(doc, key + 1, f, err);
        if (rc < 0)
            return rc;
        key = dt_json_next(doc, token, key + 1);
    }
    if (key != DT_JSON_NONE) {
        struct dt_str name = dt_json_plain(doc, key);

        return DT_FAIL(err, DT_EFORMAT, "%s: unknown member '%.*s'", where,
                       (int)(name.len < 60 ? name.len : 60), name.ptr);
    }
    return DT_OK;
}

int dt_scan_any(enum dt_records kind, struct dt_str line,
                struct dt_json_doc *doc, uint32_t member[DT_RECORD_MEMBERS],
                struct dt_err *err)
{
    size_t count = 0;
    int rc = dt_json_parse(doc, line, err);

    if (rc == DT_OK)
        rc = check_object(doc, DT_JSON_ROOT, dt_record_fields(kind), "record",
                          err);
    if (rc < 0)
        return rc;
    for (size_t key = dt_json_first(doc, DT_JSON_ROOT); key != DT_JSON_NONE;
         key = dt_json_next(doc, DT_JSON_ROOT, key + 1))
        member[count++] = (uint32_t)key + 1;
    return DT_OK;
}

/* What git leaves where two branches changed the same lines. */
static bool is_conflict(struct dt_str line)
{
    return dt_str_starts(line, DT_STR("<<<<<<< ")) ||
           dt_str_starts(line, DT_STR(">>>>>>> ")) ||
           dt_str_is(line, "=======");
}

int dt_record_read(enum dt_records kind, struct dt_str line,
                   struct dt_json_doc *doc, uint32_t member[DT_RECORD_MEMBERS],
                   struct dt_err *err)
{
    if (dt_scan_record(kind, line, doc, member))
        return DT_OK;
    return is_conflict(line)
               ? DT_FAIL(err, DT_EFORMAT,
                         "a line of a merge conflict that is not resolved")
               : dt_scan_any(kind, line, doc, member, err);
}

static size_t seal_token(enum dt_records kind, const uint32_t *member)
{
    const struct dt_field *fields = dt_record_fields(kind);
    size_t i = 0;

    while (fields[i].type != DT_FIELD_SEAL)
        i++;
    return member[i];
}

void dt_record_sealed(enum dt_records kind, const struct dt_json_doc *doc,
                      const uint32_t *member, struct dt_str part[2])
{
    size_t from = 0, to = 0;

    (void)find_seal(doc, seal_token(kind, member), &from, &to);
    part[0] = (struct dt_str){doc->text.ptr, from};
    part[1] = (struct dt_str){doc->text.ptr + to, doc->text.len - to};
}

/* The hash of a line but for its seal, which stands between from and to. */
static int hash_sealed(struct dt_str line, size_t from, size_t to,
                       struct dt_digest *d, char hex[DT_DIGEST_HEX_SIZE],
                       struct dt_err *err)
{
    int rc = dt_digest_update(d, line.ptr, from, err);

    if (rc == DT_OK)
        rc = dt_digest_update(d, line.ptr + to, line.len - to, err);
    return rc < 0 ? rc : dt_digest_finish(d, hex, err);
}

int dt_record_set(enum dt_records kind, struct dt_buf *line,
                  const struct dt_json_doc *doc, const uint32_t *member,
                  const struct dt_record_value *values, size_t count,
                  struct dt_digest *d, struct dt_err *err)
{
    const size_t seal = seal_token(kind, member);
    size_t from, to, moved = 0; /* moved: by what the seal does, modulo 2^64 */
    char hex[DT_DIGEST_HEX_SIZE];
    bool changed = false;
    int rc;

    (void)find_seal(doc, seal, &from, &to);
    for (size_t i = 0; i < count; i++) {
        const struct dt_json_token *t = &doc->tokens[member[values[i].member]];
        const size_t quote = t->type == DT_JSON_STRING, at = t->start - quote;
        const struct dt_str old = {line->ptr + at, t->end + quote - at};

        if (dt_str_eq(old, values[i].json))
            continue;
        moved += at < from ? values[i].json.len - old.len : 0;
        replace(line, at, old.len, values[i].json);
        changed = true;
    }
    rc = dt_buf_check(line, "a record", err);
    if (rc < 0 || !changed)
        return rc;
    rc = hash_sealed(dt_buf_str(line), from + moved, to + moved, d, hex, err);
    if (rc == DT_OK)
        memcpy(&line->ptr[doc->tokens[seal].start + moved], hex, SEAL_DIGITS);
    return rc;
}

int dt_record_match(enum dt_records kind, const struct dt_json_doc *doc,
                    const uint32_t *member,
                    const unsigned char hash[DT_DIGEST_SIZE],
                    struct dt_err *err)
{
    struct dt_str seal = dt_json_plain(doc, seal_token(kind, member));
    char hex[DT_DIGEST_HEX_SIZE];

    dt_digest_hex(hash, hex);
    if (memcmp(hex, seal.ptr, SEAL_DIGITS) != 0)
        return DT_FAIL(err, DT_EMISMATCH,
                       "the line was changed after it was "
                       "sealed: its seal must be %.16s",
                       hex);
    return DT_OK;
}

int dt_record_check_seal(enum dt_records kind, const struct dt_json_doc *doc,
                         const uint32_t *member, struct dt_digest *d,
                         struct dt_err *err)
{
    unsigned char hash[DT_DIGEST_SIZE];
    struct dt_str part[2];
    int rc = DT_OK;

    dt_record_sealed(kind, doc, member, part);
    for (int i = 0; rc == DT_OK && i < 2; i++)
        rc = dt_digest_update(d, part[i].ptr, part[i].len, err);
    if (rc == DT_OK)
        rc = dt_digest_finish_raw(d, hash, err);
    return rc < 0 ? rc : dt_record_match(kind, doc, member, hash, err);
}

int dt_record_check(enum dt_records kind, struct dt_str line,
                    struct dt_json_doc *doc, struct dt_digest *d,
                    struct dt_err *err)
{
    uint32_t member[DT_RECORD_MEMBERS];
    int rc = dt_record_read(kind, line, doc, member, err);

    return rc < 0 ? rc : dt_record_check_seal(kind, doc, member, d, err);
}

struct dt_record_key dt_record_key(enum dt_records kind,
                                   const struct dt_json_doc *doc,
                                   const uint32_t *member)
{
    static const struct {
        unsigned count, member[3];
    } keys[DT_RECORDS_COUNT] = {
        [DT_ARTICLES] = {1, {DT_ARTICLE_ID}},
        [DT_DUPLICATES] = {3,
                           {DT_DUPLICATE_A, DT_DUPLICATE_B,
                            DT_DUPLICATE_RELATION}},
        [DT_REDIRECTS] = {1, {DT_REDIRECT_ID}},
        [DT_SNAPSHOTS] = {1, {DT_SNAPSHOT_ID}},
        [DT_STATEMENTS] = {1, {DT_STATEMENT_ID}},
        [DT_RELEASES] = {1, {DT_RELEASE_VERSION}},
    };
    struct dt_record_key key = {kind, {{NULL, 0}}};

    for (unsigned i = 0; i < keys[kind].count; i++)
        key.part[i] = dt_json_plain(doc, member[keys[kind].member[i]]);
    return key;
}

int dt_record_key_cmp(const struct dt_record_key *a,
                      const struct dt_record_key *b)
{
    if (a->kind == DT_RELEASES)
        return dt_version_cmp(a->part[0], b->part[0]);
    for (int i = 0; i < 3; i++) {
        int order = dt_str_cmp(a->part[i], b->part[i]);

        if (order)
            return order;
    }
    return 0;
}
