#include "release/review_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "release/export_format.h"
#include "statement/decide.h"

struct checking {
    const struct dt_corpus *corpus;
    const char *path;
    struct dt_review_row *rows;
    size_t count;
    struct dt_err fault; /* of the table, not of the article that shows it */
};

int dt_review_fail(const char *path, unsigned line, const char *column,
                   struct dt_str value, const char *why, struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT, "%.200s:%u: %s: '%.*s' %s", path, line,
                   column, (int)(value.len < 100 ? value.len : 100),
                   value.ptr ? value.ptr : "", why);
}

static int by_statement(const void *a, const void *b)
{
    const struct dt_review_row *x = a, *y = b;
    int order = strcmp(x->decision.statement, y->decision.statement);

    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static struct dt_review_row *find(const struct checking *c, struct dt_str id)
{
    size_t low = 0, high = c->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = dt_str_cmp_text(id, c->rows[middle].decision.statement);

        if (order == 0)
            return &c->rows[middle];
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* Bytes of its text, which is known where the words are not. */
static size_t length_of(const struct dt_export_statement *s)
{
    size_t len = s->span_count ? s->span_count - 1 : 0;

    for (size_t i = 0; i < s->span_count; i++)
        len += s->spans[i].end - s->spans[i].start;
    return s->text.ptr ? s->text.len : len;
}

static bool has_word(struct dt_str text, size_t from, size_t to)
{
    return !text.ptr ||
           dt_str_trim((struct dt_str){text.ptr + from, to - from}).len > 0;
}

static int check_split(const struct checking *c,
                       const struct dt_review_row *row,
                       const struct dt_export_statement *s, struct dt_err *err)
{
    const struct dt_decision *d = &row->decision;
    const size_t len = length_of(s);
    size_t from = 0;

    for (size_t i = 0; i <= d->split_count; i++) {
        const size_t to = i < d->split_count ? d->split[i] : len;
        size_t start = to;
        char value[24], why[100] = "";

        while (s->text.ptr && start > 0 && start < len &&
               ((unsigned char)s->text.ptr[start] & 0xc0) == 0x80)
            start--;
        if (i < d->split_count && to >= len)
            (void)snprintf(why, sizeof why,
                           "is behind the end of the text (it has %zu bytes)",
                           len);
        else if (start != to)
            (void)snprintf(why, sizeof why,
                           "is inside a character (which begins at byte %zu)",
                           start);
        else if (s->text.ptr && (start = dt_decide_word_at(s->text, to)) != to)
            (void)snprintf(why, sizeof why,
                           "is inside a word (which begins at byte %zu)",
                           start);
        else if (!has_word(s->text, from, to))
            (void)snprintf(why, sizeof why,
                           "leaves a part without words (between bytes %zu "
                           "and %zu)",
                           from, to);
        if (why[0]) {
            (void)snprintf(value, sizeof value, "%zu",
                           i < d->split_count ? to : from);
            return dt_review_fail(c->path, row->line, "split_at", DT_STR(value),
                                  why, err);
        }
        from = to;
    }
    return DT_OK;
}

static bool share_words(const struct dt_export_statement *a,
                        const struct dt_export_statement *b)
{
    for (size_t i = 0; i < a->span_count; i++)
        for (size_t j = 0; j < b->span_count; j++)
            if (a->spans[i].start < b->spans[j].end &&
                b->spans[j].start < a->spans[i].end)
                return true;
    return false;
}

static bool merges(const struct dt_decision *d, struct dt_str id)
{
    for (size_t i = 0; i < d->merge_count; i++)
        if (dt_str_is(id, d->merge[i]))
            return true;
    return false;
}

/* Whether a decision other than that of the row merges the statement. */
static bool is_merged(const struct checking *c, const struct dt_review_row *row,
                      struct dt_str id)
{
    const struct dt_decisions *old = c->corpus->decisions;

    for (size_t i = 0; i < c->count; i++)
        if (&c->rows[i] != row && merges(&c->rows[i].decision, id))
            return true;
    for (size_t i = 0; i < old->count; i++)
        if (merges(&old->items[i], id))
            return true;
    return false;
}

static int check_merge(const struct checking *c,
                       const struct dt_review_row *row,
                       const struct dt_export_article *a,
                       const struct dt_export_statement *s, struct dt_err *err)
{
    for (size_t i = 0; i < row->decision.merge_count; i++) {
        const struct dt_str id = DT_STR(row->decision.merge[i]);
        const struct dt_export_statement *other = NULL;
        const char *why = NULL;

        for (size_t j = 0; j < a->statement_count; j++)
            if (dt_str_eq(a->statements[j].id, id))
                other = &a->statements[j];
        if (other == s)
            why = "is this statement itself (name others)";
        else if (!other)
            why = "is no statement of this article (the ids are in the "
                  "column statement)";
        else if (find(c, id) || dt_decisions_find(c->corpus->decisions, id))
            why = "is decided on already (take one of the two decisions out)";
        else if (is_merged(c, row, id))
            why = "is merged with another one already (take one of the two "
                  "decisions out)";
        else if (share_words(s, other))
            why = "shares words with this statement";
        for (size_t j = 0; !why && j < i; j++)
            if (dt_str_is(id, row->decision.merge[j]))
                why = "is named twice";
        if (why)
            return dt_review_fail(c->path, row->line, "merge_with", id, why,
                                  err);
    }
    return DT_OK;
}

static int check_article(struct dt_exporter *x,
                         const struct dt_export_article *a, struct dt_err *err)
{
    struct checking *c = x->ctx;
    int rc = DT_OK;

    for (size_t i = 0; rc == DT_OK && i < a->statement_count; i++) {
        const struct dt_export_statement *s = &a->statements[i];
        struct dt_review_row *row = find(c, s->id);

        if (!row)
            continue;
        row->met = true;
        if (!dt_str_is(a->id, row->decision.article))
            rc = dt_review_fail(c->path, row->line, "article",
                                DT_STR(row->decision.article),
                                "is not where this statement stands (leave "
                                "these columns as they were written)",
                                &c->fault);
        if (rc == DT_OK && is_merged(c, row, s->id))
            rc = dt_review_fail(c->path, row->line, "statement", s->id,
                                "is merged with another one already (take one "
                                "of the two decisions out)",
                                &c->fault);
        if (rc == DT_OK && row->decision.split_count)
            rc = check_split(c, row, s, &c->fault);
        if (rc == DT_OK)
            rc = check_merge(c, row, a, s, &c->fault);
    }
    if (rc < 0)
        *err = c->fault;
    return rc;
}

int dt_review_check(const struct dt_corpus *corpus, const char *path,
                    struct dt_review_row *rows, size_t count,
                    struct dt_err *err)
{
    static const struct dt_export_format format = {"review", NULL,
                                                   check_article, NULL};
    const struct dt_export_options all = {.base = "", .fd = -1, .name = ""};
    struct checking c = {corpus, path, rows, count, {.code = DT_OK}};
    struct dt_export_report ignored;
    int rc = DT_OK;

    if (!count)
        return DT_OK;
    qsort(rows, count, sizeof *rows, by_statement);
    for (size_t i = 1; rc == DT_OK && i < count; i++)
        if (strcmp(rows[i - 1].decision.statement,
                   rows[i].decision.statement) == 0)
            rc = dt_review_fail(path, rows[i].line, "statement",
                                DT_STR(rows[i].decision.statement),
                                "is decided on in two rows (keep one)", err);
    if (rc == DT_OK)
        rc = dt_export_walk(corpus, &all, &format, &c, &ignored, err);
    if (c.fault.code != DT_OK)
        *err = c.fault;
    for (size_t i = 0; rc == DT_OK && i < count; i++)
        if (!rows[i].met)
            rc = dt_review_fail(path, rows[i].line, "statement",
                                DT_STR(rows[i].decision.statement),
                                "is no statement of this corpus (of an older "
                                "build? dictum review writes a new table)",
                                err);
    return rc;
}
