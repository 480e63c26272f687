#include "source/decisions.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "source/entry.h"
#include "source/source.h"

enum { MOST = 4 * 1000 * 1000, MOST_SPLIT = 64 };

/* The first member is what others see. */
struct store {
    struct dt_decisions decisions;
    struct dt_arena arena;
    struct dt_decision *items;
    size_t room;
    const struct dt_people *people;
};

static int out_of_memory(const struct dt_entry_file *file, struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", file->name);
}

static int read_id(const struct dt_entry_file *file,
                   const struct dt_yaml_node *value, void *field,
                   struct dt_err *err)
{
    int rc = dt_entry_text(file, value, field, err);

    if (rc == DT_OK && !dt_source_is_statement_id(value->text))
        rc = dt_entry_fail(file, value,
                           "must be the id of a statement: s- and 16 hex "
                           "digits",
                           err);
    return rc;
}

static int read_mode(const struct dt_entry_file *file,
                     const struct dt_yaml_node *value, void *field,
                     struct dt_err *err)
{
    static const char *const modes[] = {"speech", "authored", "direct", "mixed",
                                        "indirect"};

    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (value->type == DT_YAML_SCALAR && dt_str_is(value->text, modes[i])) {
            *(const char **)field = modes[i];
            return DT_OK;
        }
    return dt_entry_fail(file, value,
                         "must be speech, authored, direct, mixed or indirect",
                         err);
}

/* A number of one to nine digits above the last one. */
static bool take_offset(struct dt_str text, uint32_t above, uint32_t *out)
{
    uint32_t n = 0;

    if (text.len == 0 || text.len > 9)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
        n = n * 10 + (uint32_t)(text.ptr[i] - '0');
    }
    *out = n;
    return n > above;
}

static int read_split(const struct dt_entry_file *file,
                      const struct dt_yaml_node *value, void *field,
                      struct dt_err *err)
{
    struct dt_decision *d = field;
    uint32_t *split = dt_arena_array(file->arena, MOST_SPLIT, sizeof *split);
    uint32_t last = 0;

    if (!split)
        return out_of_memory(file, err);
    if (value->type != DT_YAML_LIST || value->count == 0 ||
        value->count > MOST_SPLIT)
        return dt_entry_fail(
            file, value, "must be a list of 1 to 64 offsets: [40, 81]", err);
    for (const struct dt_yaml_node *v = value->first; v; v = v->next) {
        if (v->type != DT_YAML_SCALAR || !take_offset(v->text, last, &last))
            return dt_entry_fail(file, v,
                                 "must be bytes of the statement's text, each "
                                 "more than the one before, with commas "
                                 "between: [40, 81]",
                                 err);
        split[d->split_count++] = last;
    }
    d->split = split;
    return DT_OK;
}

static int read_merge(const struct dt_entry_file *file,
                      const struct dt_yaml_node *value, void *field,
                      struct dt_err *err)
{
    struct dt_decision *d = field;
    struct dt_entry_texts texts = {NULL, 0};
    int rc = dt_entry_texts(file, value, &texts, err);

    for (size_t i = 0; rc == DT_OK && i < texts.count; i++)
        if (!dt_source_is_statement_id(DT_STR(texts.items[i])))
            rc = dt_entry_fail(file, value,
                               "must be ids of statements, with commas "
                               "between: [s-…, s-…]",
                               err);
    d->merge = texts.items;
    d->merge_count = texts.count;
    return rc;
}

static const struct dt_entry_field fields[] = {
    {"statement", read_id, offsetof(struct dt_decision, statement), true},
    {"article", dt_entry_slug, offsetof(struct dt_decision, article), true},
    {"words", read_id, offsetof(struct dt_decision, words), false},
    {"speaker", dt_entry_slug, offsetof(struct dt_decision, speaker), false},
    {"mode", read_mode, offsetof(struct dt_decision, mode), false},
    {"accept", dt_entry_true, offsetof(struct dt_decision, accept), false},
    {"not_a_statement", dt_entry_true,
     offsetof(struct dt_decision, not_a_statement), false},
    {"split", read_split, 0, false},
    {"merge", read_merge, 0, false},
    {"note", dt_entry_note, 0, false},
    {NULL, NULL, 0, false}};

static int check(const struct store *store, const struct dt_entry_file *file,
                 const struct dt_yaml_node *item, const struct dt_decision *d,
                 struct dt_err *err)
{
    const bool changes = d->speaker || d->mode || d->split_count ||
                         d->merge_count;

    if (!changes && !d->accept && !d->not_a_statement)
        return dt_entry_fail(file, item,
                             "decides nothing (speaker, mode, accept, "
                             "not_a_statement, split or merge)",
                             err);
    if (changes + d->accept + d->not_a_statement > 1)
        return dt_entry_fail(file, item,
                             "contradicts itself: accept and not_a_statement "
                             "stand alone",
                             err);
    if (d->split_count && d->merge_count)
        return dt_entry_fail(file, item, "contradicts itself: split and merge",
                             err);
    return d->speaker && strcmp(d->speaker, "none") != 0
               ? dt_entry_person(file, dt_yaml_get(item, "speaker"),
                                 store->people, d->speaker, err)
               : DT_OK;
}

static void add_part(struct dt_buf *out, const char *name, const char *text)
{
    if (text)
        dt_buf_addf(out, "%s=%s\n", name, text);
}

static int make_key(struct store *store, struct dt_decision *d,
                    struct dt_err *err)
{
    struct dt_buf key = DT_BUF_INIT(64 * 1024);
    int rc;

    add_part(&key, "statement", d->statement);
    add_part(&key, "words", d->words);
    add_part(&key, "speaker", d->speaker);
    add_part(&key, "mode", d->mode);
    add_part(&key, "accept", d->accept ? "true" : NULL);
    add_part(&key, "not_a_statement", d->not_a_statement ? "true" : NULL);
    for (size_t i = 0; i < d->split_count; i++)
        dt_buf_addf(&key, "split=%" PRIu32 "\n", d->split[i]);
    for (size_t i = 0; i < d->merge_count; i++)
        add_part(&key, "merge", d->merge[i]);
    rc = dt_buf_check(&key, "a decision", err);
    if (rc == DT_OK) {
        d->key = dt_arena_copy(&store->arena, dt_buf_str(&key));
        if (!d->key)
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for decisions");
    }
    dt_buf_release(&key);
    return rc;
}

static int read_decision(void *ctx, struct dt_str list,
                         const struct dt_yaml_node *item, struct dt_err *err)
{
    struct store *store = ctx;
    const struct dt_entry_file file = {store->decisions.path, &store->arena,
                                       &store->decisions.notes};
    struct dt_decision d = {.line = item->line};
    int rc;

    if (dt_str_is(list, "copies"))
        return dt_copy_decision_read(&store->decisions.copies, &file, item,
                                     err);
    if (!dt_str_is(list, "decisions"))
        return DT_OK;
    rc = dt_entry_grow((void **)&store->items, &store->room,
                       store->decisions.count, sizeof *store->items, MOST,
                       file.name, err);
    if (rc == DT_OK)
        rc = dt_entry_read(&file, item, fields, "a decision", &d, err);
    if (rc == DT_OK)
        rc = check(store, &file, item, &d, err);
    if (rc == DT_OK)
        rc = make_key(store, &d, err);
    if (rc == DT_OK)
        store->items[store->decisions.count++] = d;
    return rc;
}

static int by_article(const void *a, const void *b)
{
    const struct dt_decision *x = a, *y = b;

    return dt_entry_order(x->article, x->line, y->article, y->line);
}

static int by_statement(const void *a, const void *b)
{
    const struct dt_decision *x = a, *y = b;

    return dt_entry_order(x->statement, x->line, y->statement, y->line);
}

static int sort(struct store *store, struct dt_err *err)
{
    struct dt_decision *items = store->items;
    size_t n = store->decisions.count, same = 0;

    if (n)
        qsort(items, n, sizeof *items, by_statement);
    for (size_t i = 1; i < n; i++)
        if (strcmp(items[i - 1].statement, items[i].statement) == 0)
            return DT_FAIL(err, DT_EFORMAT,
                           "%s:%u: %s is decided already on line %u",
                           store->decisions.path, items[i].line,
                           items[i].statement, items[i - 1].line);
    if (n)
        qsort(items, n, sizeof *items, by_article);
    for (size_t i = 1; i < n; i++) {
        same = strcmp(items[i - 1].article, items[i].article) ? 0 : same + 1;
        if (same >= DT_DECISIONS_MOST)
            return DT_FAIL(err, DT_EFORMAT,
                           "%s:%u: more than %d decisions on %.100s",
                           store->decisions.path, items[i].line,
                           DT_DECISIONS_MOST, items[i].article);
    }
    store->decisions.items = items;
    return DT_OK;
}

int dt_decisions_read(struct dt_str bytes, const char *path,
                      const struct dt_people *people, struct dt_decisions **out,
                      struct dt_err *err)
{
    static const struct dt_entry_field top[] = {
        {"copies", dt_entry_list, 0, false},
        {"decisions", dt_entry_list, 0, false},
        {NULL, NULL, 0, false}};
    struct store *store = calloc(1, sizeof *store);
    const struct dt_yaml_node *root = NULL;
    struct dt_entry_file file;
    int rc;

    if (!store)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    store->arena = DT_ARENA_INIT(DT_YAML_BYTES);
    store->people = people;
    store->decisions.path = dt_arena_copy(&store->arena, DT_STR(path));
    file = (struct dt_entry_file){store->decisions.path, &store->arena, NULL};
    rc = store->decisions.path
             ? dt_digest_once(bytes, store->decisions.sha256, err)
             : DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    if (rc == DT_OK)
        rc = dt_yaml_parse(bytes, path, read_decision, store, &store->arena,
                           &root, err);
    if (rc == DT_OK)
        rc = dt_entry_read(&file, root, top, "decisions.yaml", store, err);
    if (rc == DT_OK)
        rc = sort(store, err);
    if (rc == DT_OK)
        rc = dt_copy_decisions_end(&store->decisions.copies, path, err);
    if (rc < 0)
        dt_decisions_free(&store->decisions);
    else
        *out = &store->decisions;
    return rc;
}

int dt_decisions_load(const char *path, const struct dt_people *people,
                      struct dt_decisions **out, struct dt_err *err)
{
    struct dt_buf bytes = DT_BUF_INIT(DT_DECISIONS_BYTES);
    struct dt_file_stat st;
    int rc = dt_file_stat(path, &st, err);

    if (rc == DT_OK && st.exists)
        rc = dt_file_read(path, &bytes, err);
    if (rc == DT_OK)
        rc = dt_decisions_read(dt_buf_str(&bytes), path, people, out, err);
    if (rc == DT_OK && !st.exists)
        memset((*out)->sha256, '0', DT_DIGEST_HEX_SIZE - 1);
    dt_buf_release(&bytes);
    return rc;
}

void dt_decisions_free(struct dt_decisions *decisions)
{
    struct store *store = (struct store *)(void *)decisions;

    if (!store)
        return;
    dt_arena_release(&store->arena);
    dt_copy_decisions_release(&store->decisions.copies);
    free(store->items);
    free(store);
}

const struct dt_decision *dt_decisions_of(const struct dt_decisions *decisions,
                                          const char *article, size_t *count)
{
    size_t low = 0, high = decisions->count, end;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(decisions->items[middle].article, article) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < decisions->count &&
                    strcmp(decisions->items[end].article, article) == 0;
         end++)
        ;
    *count = end - low;
    return *count ? &decisions->items[low] : NULL;
}

const struct dt_decision *
dt_decisions_find(const struct dt_decisions *decisions, struct dt_str statement)
{
    for (size_t i = 0; i < decisions->count; i++)
        if (dt_str_is(statement, decisions->items[i].statement))
            return &decisions->items[i];
    return NULL;
}

static void write_member(struct dt_buf *out, const char *key, const char *text)
{
    if (!text)
        return;
    dt_buf_addf(out, "    %s: ", key);
    dt_yaml_write_scalar(out, DT_STR(text));
    dt_buf_addc(out, '\n');
}

void dt_decision_write(const struct dt_decision *d, const char *note,
                       struct dt_buf *out)
{
    dt_buf_addf(out, "  - statement: %s\n", d->statement);
    write_member(out, "article", d->article);
    write_member(out, "words", d->words);
    write_member(out, "speaker", d->speaker);
    write_member(out, "mode", d->mode);
    if (d->accept)
        dt_buf_adds(out, "    accept: true\n");
    if (d->not_a_statement)
        dt_buf_adds(out, "    not_a_statement: true\n");
    for (size_t i = 0; i < d->split_count; i++)
        dt_buf_addf(out, "%s%" PRIu32 "%s", i ? ", " : "    split: [",
                    d->split[i], i + 1 == d->split_count ? "]\n" : "");
    for (size_t i = 0; i < d->merge_count; i++)
        dt_buf_addf(out, "%s%s%s", i ? ", " : "    merge: [", d->merge[i],
                    i + 1 == d->merge_count ? "]\n" : "");
    write_member(out, "note", note);
}
