#include "source/entry.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "base/digest.h"
#include "base/edtf.h"
#include "base/file.h"
#include "base/near.h"
#include "source/licence.h"
#include "source/people.h"
#include "source/source.h"

enum { LONGEST_KEY = 32 };

int dt_entry_fail(const struct dt_entry_file *file,
                  const struct dt_yaml_node *node, const char *rule,
                  struct dt_err *err)
{
    struct dt_str key = node->key;

    if (key.len > LONGEST_KEY)
        key.len = LONGEST_KEY;
    if (key.ptr)
        return DT_FAIL(err, DT_EFORMAT, "%s:%u:%u: '%.*s' %s", file->name,
                       node->line, node->column, DT_STR_ARG(key), rule);
    return DT_FAIL(err, DT_EFORMAT, "%s:%u:%u: this item %s", file->name,
                   node->line, node->column, rule);
}

/* What may have been meant by a key that is none, in parentheses. */
static void guess_key(struct dt_str key, const struct dt_entry_field *table,
                      struct dt_buf *out)
{
    struct dt_near near = dt_near_to(key);

    for (const struct dt_entry_field *f = table; f->key; f++) {
        const size_t len = strlen(f->key);

        dt_near_try(&near, f->key);
        if (key.len <= len || !dt_str_starts(key, DT_STR(f->key)) ||
            !strchr(": ", key.ptr[len]))
            continue;
        dt_buf_addf(out, " (put a %s behind '%s')",
                    key.ptr[len] == ':' ? "space behind the colon"
                                        : "colon and a space",
                    f->key);
        return;
    }
    if (near.best) {
        dt_buf_addf(out, " (did you mean '%s'?)", near.best);
        return;
    }
    for (const struct dt_entry_field *f = table; f->key; f++)
        dt_buf_addf(out, "%s%s", f == table ? " (there is: " : ", ", f->key);
    dt_buf_addc(out, ')');
}

static int unknown_key(const struct dt_entry_file *file,
                       const struct dt_yaml_node *node,
                       const struct dt_entry_field *table, const char *what,
                       struct dt_err *err)
{
    struct dt_str key = node->key;
    struct dt_buf guess = DT_BUF_INIT(1024);
    int rc;

    guess_key(key, table, &guess);
    if (key.len > LONGEST_KEY)
        key.len = LONGEST_KEY;
    rc = DT_FAIL(err, DT_EFORMAT, "%s:%u:%u: unknown key '%.*s' in %s%s",
                 file->name, node->key_line, node->key_column, DT_STR_ARG(key),
                 what, guess.len ? guess.ptr : "");
    dt_buf_release(&guess);
    return rc;
}

/* Keys mostly come as the table has them, so it is searched from near on. */
static const struct dt_entry_field *field_of(const struct dt_entry_field *table,
                                             const struct dt_entry_field *near,
                                             struct dt_str key)
{
    const struct dt_entry_field *f = near;

    while (f->key && !dt_str_is(key, f->key))
        f++;
    if (f->key)
        return f;
    for (f = table; f < near; f++)
        if (dt_str_is(key, f->key))
            return f;
    return NULL;
}

int dt_entry_read(const struct dt_entry_file *file,
                  const struct dt_yaml_node *mapping,
                  const struct dt_entry_field *table, const char *what,
                  void *out, struct dt_err *err)
{
    const struct dt_entry_field *field = table;

    if (mapping->type != DT_YAML_MAPPING)
        return DT_FAIL(err, DT_EFORMAT,
                       "%s:%u:%u: %s must be 'key: value' lines, or {key: "
                       "value, …}",
                       file->name, mapping->line, mapping->column, what);
    for (const struct dt_yaml_node *v = mapping->first; v; v = v->next) {
        int rc;

        field = field_of(table, field, v->key);
        if (!field)
            return unknown_key(file, v, table, what, err);
        if (dt_yaml_is_null(v))
            continue;
        rc = field->read(file, v, (char *)out + field->offset, err);
        if (rc < 0)
            return rc;
    }
    for (const struct dt_entry_field *f = table; f->key; f++) {
        const struct dt_yaml_node *v = f->required
                                           ? dt_yaml_get(mapping, f->key)
                                           : NULL;

        if (f->required && (!v || dt_yaml_is_null(v)))
            return DT_FAIL(err, DT_EFORMAT, "%s:%u:%u: %s needs '%s:'",
                           file->name, mapping->line, mapping->column, what,
                           f->key);
    }
    return DT_OK;
}

int dt_entry_person(const struct dt_entry_file *file,
                    const struct dt_yaml_node *node,
                    const struct dt_people *people, const char *id,
                    struct dt_err *err)
{
    struct dt_buf why = DT_BUF_INIT(1024);
    int rc = DT_OK;

    if (!dt_people_by_id(people, DT_STR(id))) {
        dt_buf_addf(&why, "'%.100s' ", id);
        dt_people_unknown(people, DT_STR(id), &why);
        rc = dt_entry_fail(file, node, why.ptr ? why.ptr : "is nobody", err);
    }
    dt_buf_release(&why);
    return rc;
}

int dt_entry_note(const struct dt_entry_file *file,
                  const struct dt_yaml_node *value, void *field,
                  struct dt_err *err)
{
    (void)field;
    (void)err;
    if (file->notes && file->notes->count++ == 0)
        file->notes->line = value->key_line;
    return DT_OK;
}

int dt_entry_list(const struct dt_entry_file *file,
                  const struct dt_yaml_node *value, void *field,
                  struct dt_err *err)
{
    (void)field;
    if (value->type != DT_YAML_LIST)
        return dt_entry_fail(file, value, "must be a list", err);
    return DT_OK;
}

void *dt_entry_room(const struct dt_entry_file *file,
                    const struct dt_yaml_node *list, size_t size,
                    struct dt_err *err)
{
    void *items = NULL;

    if (list->type != DT_YAML_LIST) {
        (void)dt_entry_fail(file, list, "must be a list", err);
    } else if (list->count > DT_RECORD_LIST) {
        (void)dt_entry_fail(file, list, "has more than 64 items", err);
    } else {
        items = dt_arena_array(file->arena, list->count + 1, size);
        if (!items)
            dt_err_set(err, DT_EINTERNAL, "%s: out of memory", file->name);
    }
    return items;
}

int dt_entry_true(const struct dt_entry_file *file,
                  const struct dt_yaml_node *value, void *field,
                  struct dt_err *err)
{
    if (value->type != DT_YAML_SCALAR || !dt_str_is(value->text, "true"))
        return dt_entry_fail(file, value, "must be true, or not there", err);
    *(bool *)field = true;
    return DT_OK;
}

int dt_entry_text(const struct dt_entry_file *file,
                  const struct dt_yaml_node *value, void *field,
                  struct dt_err *err)
{
    struct dt_str text = value->text;
    size_t len = 0;
    char *copy;

    if (value->type != DT_YAML_SCALAR)
        return dt_entry_fail(file, value, "must be a text", err);
    if (text.len > DT_RECORD_TEXT)
        return dt_entry_fail(file, value, "is longer than 65536 bytes", err);
    text = dt_str_trim(text);
    if (!text.len)
        return dt_entry_fail(file, value, "must not be empty", err);
    copy = dt_arena_copy(file->arena, text);
    if (!copy)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", file->name);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i] == '\n' || text.ptr[i] == '\t' ? ' ' : text.ptr[i];

        if (c != ' ' || copy[len - 1] != ' ')
            copy[len++] = c;
    }
    copy[len] = '\0';
    *(const char **)field = copy;
    return DT_OK;
}

int dt_entry_texts(const struct dt_entry_file *file,
                   const struct dt_yaml_node *value, void *field,
                   struct dt_err *err)
{
    struct dt_entry_texts *out = field;
    const struct dt_yaml_node *item = value;
    size_t count = value->type == DT_YAML_LIST ? value->count : 1;

    if (value->type == DT_YAML_LIST)
        item = value->first;
    if (count > DT_RECORD_LIST)
        return dt_entry_fail(file, value, "has more than 64 items", err);
    out->items = dt_arena_array(file->arena, count + 1, sizeof *out->items);
    if (!out->items)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", file->name);
    for (out->count = 0; out->count < count; item = item->next) {
        int rc = dt_entry_text(file, item, &out->items[out->count], err);

        if (rc < 0)
            return rc;
        out->count++;
    }
    return DT_OK;
}

/* A text that passes the check, or an error that says the rule. */
static int checked_text(const struct dt_entry_file *file,
                        const struct dt_yaml_node *value, void *field,
                        bool (*check)(struct dt_str), const char *rule,
                        struct dt_err *err)
{
    const char **text = field;
    int rc = dt_entry_text(file, value, field, err);

    if (rc == DT_OK && !check(DT_STR(*text)))
        rc = dt_entry_fail(file, value, rule, err);
    return rc;
}

int dt_entry_slug(const struct dt_entry_file *file,
                  const struct dt_yaml_node *value, void *field,
                  struct dt_err *err)
{
    return checked_text(file, value, field, dt_source_is_slug,
                        "must be lower-case letters and digits with single "
                        "hyphens between, at most 100",
                        err);
}

/* NNNN-NN-NN */
static bool is_day(struct dt_str text)
{
    bool fits = text.len == 10;

    for (size_t i = 0; fits && i < text.len; i++)
        fits = i == 4 || i == 7 ? text.ptr[i] == '-'
                                : text.ptr[i] >= '0' && text.ptr[i] <= '9';
    return fits;
}

int dt_entry_edtf(const struct dt_entry_file *file,
                  const struct dt_yaml_node *value, void *field,
                  struct dt_err *err)
{
    return checked_text(
        file, value, field, dt_edtf_valid,
        is_day(value->text)
            ? "is a day that is in no calendar (year, month, day: 2016-03-01)"
            : "is no date (write year, month, day as 2016-03-01; 2016-03, 2016 "
              "or XXXX-06-11 where no more is known)",
        err);
}

/* RFC 5646 in outline: a language of 2 or 3 letters, then subtags. */
bool dt_entry_is_language(struct dt_str text)
{
    size_t part = 0, parts = 0;

    for (size_t i = 0; i <= text.len; i++) {
        char c = i < text.len ? text.ptr[i] : '-';

        if (c == '-') {
            if (part == 0 || part > 8 || (parts == 0 && (part < 2 || part > 3)))
                return false;
            part = 0;
            parts++;
        } else if (!dt_ascii_is_alnum(c) || (parts == 0 && c <= '9')) {
            return false;
        } else {
            part++;
        }
    }
    return text.len <= 64;
}

int dt_entry_language(const struct dt_entry_file *file,
                      const struct dt_yaml_node *value, void *field,
                      struct dt_err *err)
{
    return checked_text(file, value, field, dt_entry_is_language,
                        "is no language tag (write en or en-GB)", err);
}

int dt_entry_licence(const struct dt_entry_file *file,
                     const struct dt_yaml_node *value, void *field,
                     struct dt_err *err)
{
    const char **text = field;
    struct dt_err why;
    int rc = dt_entry_text(file, value, field, err);

    if (rc == DT_OK && dt_licence_check(DT_STR(*text), &why) < 0)
        rc = dt_entry_fail(file, value, why.msg, err);
    return rc;
}

int dt_entry_read_file(const char *path, struct dt_buf *bytes,
                       struct dt_err *err)
{
    struct dt_file_stat st;
    int rc = dt_file_stat(path, &st, err);

    if (rc == DT_OK && !st.exists)
        return DT_FAIL(err, DT_EIO,
                       "%s: is missing (restore it with git checkout)", path);
    return rc < 0 ? rc : dt_file_read(path, bytes, err);
}

int dt_entry_load(const char *path, struct dt_buf *bytes, char sha256[65],
                  struct dt_err *err)
{
    int rc;

    *bytes = DT_BUF_INIT(DT_SOURCE_FILE_MOST);
    rc = dt_entry_read_file(path, bytes, err);
    return rc < 0 ? rc : dt_digest_once(dt_buf_str(bytes), sha256, err);
}

int dt_entry_grow(void **items, size_t *room, size_t count, size_t size,
                  size_t most, const char *what, struct dt_err *err)
{
    size_t want = *room ? *room * 2 : 64;
    void *grown;

    if (count >= most)
        return DT_FAIL(err, DT_EFORMAT, "%s: more than %zu", what, most);
    if (count < *room)
        return DT_OK;
    grown = want <= SIZE_MAX / size ? realloc(*items, want * size) : NULL;
    if (!grown)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", what);
    *items = grown;
    *room = want;
    return DT_OK;
}

int dt_entry_order(const char *id, unsigned line, const char *other_id,
                   unsigned other_line)
{
    int order = strcmp(id, other_id);

    return order ? order : (line > other_line) - (line < other_line);
}

int dt_entry_twice(const char *path, const char *id, unsigned line,
                   unsigned before, struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT,
                   "%s:%u: the id '%s' stands twice (see line %u)", path, line,
                   id, before);
}

const void *dt_entry_find(const void *items, size_t count, size_t size,
                          struct dt_str id)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const void *item = (const char *)items + middle * size;
        int order = dt_str_cmp_text(id, *(const char *const *)item);

        if (order == 0)
            return item;
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
