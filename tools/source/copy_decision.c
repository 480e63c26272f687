#include "source/copy_decision.h"

#include <stdlib.h>
#include <string.h>

/* An item as it is read, before it is known what it decides. */
struct item {
    const char *article, *copy_of, *not_copy_of;
    bool canonical;
    const char *judged[2];
    const char *note;
};

const char *dt_copy_verdict_name(enum dt_copy_verdict verdict)
{
    static const char *const names[] = {"copy_of", "not_copy_of", "canonical"};

    return names[verdict];
}

static bool is_judged(const char *text)
{
    return strlen(text) == DT_COPY_JUDGED &&
           strspn(text, "0123456789abcdef") == DT_COPY_JUDGED;
}

static int read_judged(const struct dt_entry_file *file,
                       const struct dt_yaml_node *value, void *field,
                       struct dt_err *err)
{
    const char **judged = field;
    struct dt_entry_texts texts = {NULL, 0};
    int rc = dt_entry_texts(file, value, &texts, err);

    if (rc == DT_OK && texts.count > 2)
        rc = dt_entry_fail(file, value, "must be one or two texts", err);
    for (size_t i = 0; rc == DT_OK && i < texts.count; i++) {
        judged[i] = texts.items[i];
        if (!is_judged(judged[i]))
            rc = dt_entry_fail(file, value,
                               "must be the first 16 hex digits of a "
                               "fold_sha256, of two with a comma between",
                               err);
    }
    return rc;
}

/* Whatever it is; its text is kept where it has one. */
static int read_note(const struct dt_entry_file *file,
                     const struct dt_yaml_node *value, void *field,
                     struct dt_err *err)
{
    const char **note = field;
    int rc = dt_entry_note(file, value, NULL, err);

    if (rc < 0 || value->type != DT_YAML_SCALAR || !value->text.len)
        return rc;
    *note = dt_arena_copy(file->arena, value->text);
    return *note ? DT_OK
                 : DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", file->name);
}

static const struct dt_entry_field fields[] = {
    {"article", dt_entry_slug, offsetof(struct item, article), true},
    {"copy_of", dt_entry_slug, offsetof(struct item, copy_of), false},
    {"not_copy_of", dt_entry_slug, offsetof(struct item, not_copy_of), false},
    {"canonical", dt_entry_true, offsetof(struct item, canonical), false},
    {"judged", read_judged, offsetof(struct item, judged), false},
    {"note", read_note, offsetof(struct item, note), false},
    {NULL, NULL, 0, false}};

int dt_copy_decision_read(struct dt_copy_decisions *all,
                          const struct dt_entry_file *file,
                          const struct dt_yaml_node *item, struct dt_err *err)
{
    struct item read = {.canonical = false};
    struct dt_copy_decision d = {.line = item->line,
                                 .last_line = item->last_line};
    int rc = dt_entry_grow((void **)&all->store, &all->room, all->count,
                           sizeof *all->store, DT_COPY_DECISIONS, file->name,
                           err);

    all->items = all->store;
    if (rc == DT_OK)
        rc = dt_entry_read(file, item, fields, "a decision", &read, err);
    if (rc < 0)
        return rc;
    if (!!read.copy_of + !!read.not_copy_of + read.canonical != 1)
        return dt_entry_fail(file, item,
                             "must decide one thing (copy_of, not_copy_of or "
                             "canonical)",
                             err);
    d.article = read.article;
    d.other = read.copy_of ? read.copy_of : read.not_copy_of;
    d.verdict = read.copy_of       ? DT_COPY_OF
                : read.not_copy_of ? DT_COPY_NOT_OF
                                   : DT_COPY_CANONICAL;
    memcpy(d.judged, read.judged, sizeof d.judged);
    d.note = read.note;
    if (d.other && strcmp(d.article, d.other) == 0)
        return dt_entry_fail(file, item, "must name two articles", err);
    if (d.judged[0] && !d.judged[1] != !d.other)
        return dt_entry_fail(
            file, item, "must have as many judged as it has articles", err);
    all->store[all->count++] = d;
    return DT_OK;
}

/* Whom a decision is about, in an order that both ways of saying it share. */
static void pair_of(const struct dt_copy_decision *d, const char *pair[2])
{
    bool turned = d->other && strcmp(d->other, d->article) < 0;

    pair[0] = turned ? d->other : d->article;
    pair[1] = !d->other ? "" : turned ? d->article : d->other;
}

bool dt_copy_decisions_clash(const struct dt_copy_decision *a,
                             const struct dt_copy_decision *b)
{
    const char *one[2], *two[2];

    pair_of(a, one);
    pair_of(b, two);
    return (strcmp(one[0], two[0]) == 0 && strcmp(one[1], two[1]) == 0) ||
           (strcmp(a->article, b->article) == 0 &&
            a->verdict != DT_COPY_NOT_OF && b->verdict != DT_COPY_NOT_OF);
}

static int by_line(const struct dt_copy_decision *a,
                   const struct dt_copy_decision *b)
{
    return (a->line > b->line) - (a->line < b->line);
}

static int by_pair(const void *a, const void *b)
{
    const struct dt_copy_decision *const *x = a, *const *y = b;
    const char *one[2], *two[2];
    int order;

    pair_of(*x, one);
    pair_of(*y, two);
    order = strcmp(one[0], two[0]);
    if (!order)
        order = strcmp(one[1], two[1]);
    return order ? order : by_line(*x, *y);
}

/* Those that make an article somebody's copy come first. */
static int by_article(const void *a, const void *b)
{
    const struct dt_copy_decision *const *x = a, *const *y = b;
    int order = strcmp((*x)->article, (*y)->article);

    if (!order)
        order = ((*x)->verdict == DT_COPY_NOT_OF) -
                ((*y)->verdict == DT_COPY_NOT_OF);
    return order ? order : by_line(*x, *y);
}

static int fail_both(const char *path, const struct dt_copy_decision *first,
                     const struct dt_copy_decision *second, struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT, "%s:%u: %s is decided already on line %u",
                   path, second->line, second->article, first->line);
}

static int article_is(const void *key, const void *item)
{
    const struct dt_copy_decision *const *d = item;

    return strcmp(key, (*d)->article);
}

/* The one that makes an article a copy; order is by_article(). */
static const struct dt_copy_decision *
copy_of(const struct dt_copy_decision *const *order, size_t count,
        const char *article)
{
    const struct dt_copy_decision *const *found = bsearch(
        article, order, count, sizeof(struct dt_copy_decision *), article_is);

    if (!found)
        return NULL;
    while (found > order && strcmp(found[-1]->article, article) == 0)
        found--;
    return (*found)->verdict == DT_COPY_OF ? *found : NULL;
}

static int check(const struct dt_copy_decisions *all, const char *path,
                 struct dt_err *err)
{
    const struct dt_copy_decision **order = calloc(all->count + 1,
                                                   sizeof *order);
    int rc = DT_OK;

    if (!order)
        return DT_FAIL(err, DT_EINTERNAL, "%s: out of memory", path);
    for (size_t i = 0; i < all->count; i++)
        order[i] = &all->items[i];
    if (all->count)
        qsort(order, all->count, sizeof *order, by_pair);
    for (size_t i = 1; rc == DT_OK && i < all->count; i++) {
        const char *one[2], *two[2];

        pair_of(order[i - 1], one);
        pair_of(order[i], two);
        if (strcmp(one[0], two[0]) == 0 && strcmp(one[1], two[1]) == 0)
            rc = fail_both(path, order[i - 1], order[i], err);
    }
    if (all->count)
        qsort(order, all->count, sizeof *order, by_article);
    for (size_t i = 1; rc == DT_OK && i < all->count; i++)
        if (strcmp(order[i - 1]->article, order[i]->article) == 0 &&
            order[i]->verdict != DT_COPY_NOT_OF)
            rc = fail_both(path, order[i - 1], order[i], err);
    for (size_t i = 0; rc == DT_OK && i < all->count; i++) {
        const struct dt_copy_decision *d = &all->items[i];
        const struct dt_copy_decision *next =
            d->verdict == DT_COPY_OF ? copy_of(order, all->count, d->other)
                                     : NULL;

        if (next)
            rc = DT_FAIL(err, DT_EFORMAT,
                         "%s:%u: copy_of: line %u says that %.100s is a copy "
                         "itself (name what it copies)",
                         path, d->line, next->line, d->other);
    }
    free(order);
    return rc;
}

/* Each part with its NUL; what is not there is empty. */
static int hash(struct dt_copy_decisions *all, struct dt_err *err)
{
    struct dt_digest *digest = NULL;
    int rc = dt_digest_new(&digest, err);

    for (size_t i = 0; rc == DT_OK && i < all->count; i++) {
        const struct dt_copy_decision *d = &all->items[i];
        const char *const parts[] = {dt_copy_verdict_name(d->verdict),
                                     d->article, d->other, d->judged[0],
                                     d->judged[1]};

        for (size_t k = 0; rc == DT_OK && k < sizeof parts / sizeof *parts;
             k++) {
            const char *part = parts[k] ? parts[k] : "";

            rc = dt_digest_update(digest, part, strlen(part) + 1, err);
        }
    }
    if (rc == DT_OK)
        rc = dt_digest_finish(digest, all->sha256, err);
    dt_digest_free(digest);
    return rc;
}

int dt_copy_decisions_end(struct dt_copy_decisions *all, const char *path,
                          struct dt_err *err)
{
    int rc = check(all, path, err);

    return rc < 0 ? rc : hash(all, err);
}

void dt_copy_decisions_release(struct dt_copy_decisions *all)
{
    free(all->store);
    *all = (struct dt_copy_decisions){.items = NULL};
}

void dt_copy_decision_tell(const struct dt_copy_decision *d, struct dt_buf *out)
{
    dt_buf_addf(out, "%s%s%s", dt_copy_verdict_name(d->verdict),
                d->other ? " " : "", d->other ? d->other : "");
}

void dt_copy_decision_lines(const struct dt_copy_decision *d,
                            struct dt_buf *out)
{
    if (d->last_line > d->line)
        dt_buf_addf(out, "lines %u to %u", d->line, d->last_line);
    else
        dt_buf_addf(out, "line %u", d->line);
}

void dt_copy_decision_write(const struct dt_copy_decision *d,
                            struct dt_buf *out)
{
    dt_buf_addf(out, "  - article: %s\n    %s: %s\n", d->article,
                dt_copy_verdict_name(d->verdict), d->other ? d->other : "true");
    if (d->judged[0])
        dt_buf_addf(out, "    judged: [%s%s%s]\n", d->judged[0],
                    d->judged[1] ? ", " : "", d->judged[1] ? d->judged[1] : "");
    if (d->note) {
        dt_buf_adds(out, "    note: ");
        dt_yaml_write_scalar(out, DT_STR(d->note));
        dt_buf_addc(out, '\n');
    }
}
