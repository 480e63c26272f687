/* Decisions, taken out of a table that was filled in (review.h). */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/utf8.h"
#include "release/review.h"
#include "release/review_check.h"
#include "release/review_columns.h"
#include "statement/statement.h"

enum { MOST = 256 * 1024 * 1024, MOST_PARTS = 64 };

const char *const dt_review_columns[DT_REVIEW_COLUMNS] = {
    "statement",   "words",    "article",    "title",      "text",
    "context",     "speaker",  "printed",    "candidates", "mode",
    "cue",         "rule",     "confidence", "why",        "verdict",
    "set_speaker", "set_mode", "split_at",   "merge_with", "note"};

struct applying {
    const struct dt_corpus *corpus;
    const char *path; /* of the table */
    struct dt_csv_reader reader;
    struct dt_arena arena;
    size_t at[DT_REVIEW_COLUMNS]; /* where each column stands */
    struct dt_review_row *rows;   /* what is new in the table */
    size_t count, room;
};

static int fail(const struct applying *a, const char *column,
                struct dt_str value, const char *why, struct dt_err *err)
{
    return dt_review_fail(a->path, a->reader.line, column, value, why, err);
}

static int read_row(struct applying *a, struct dt_str *cells, size_t *count,
                    struct dt_err *err)
{
    struct dt_err inner;
    int rc = dt_csv_read(&a->reader, &a->arena, cells, count, &inner);

    return rc == DT_OK ? DT_OK
                       : DT_FAIL(err, (enum dt_code)rc, "%.200s: %.200s",
                                 a->path, inner.msg);
}

/* Columns may stand in any order, and others among them. */
static int read_header(struct applying *a, struct dt_err *err)
{
    struct dt_str cells[DT_CSV_CELLS];
    size_t count;
    int rc = read_row(a, cells, &count, err);

    for (size_t i = 0; rc == DT_OK && i < DT_REVIEW_COLUMNS; i++) {
        bool needed = i == DT_REVIEW_STATEMENT || i == DT_REVIEW_ARTICLE;
        bool twice = false;

        a->at[i] = SIZE_MAX;
        for (size_t j = 0; j < count && !twice; j++)
            if (dt_str_is(dt_str_trim(cells[j]), dt_review_columns[i])) {
                twice = a->at[i] != SIZE_MAX;
                a->at[i] = j;
            }
        if (twice)
            rc = DT_FAIL(err, DT_EFORMAT,
                         "%.200s:1: two columns '%s' (keep one)", a->path,
                         dt_review_columns[i]);
        else if (needed && a->at[i] == SIZE_MAX)
            rc = DT_FAIL(err, DT_EFORMAT, "%.200s:1: no column '%s'", a->path,
                         dt_review_columns[i]);
    }
    return rc;
}

/* NULL where nothing was filled in. */
static const char *cell(struct applying *a, const struct dt_str *cells,
                        size_t count, enum dt_review_column column)
{
    struct dt_str text;

    if (a->at[column] >= count)
        return NULL;
    text = dt_str_trim(cells[a->at[column]]);
    return text.len ? dt_arena_copy(&a->arena, text) : NULL;
}

static int check_speaker(const struct applying *a, const char *id,
                         struct dt_err *err)
{
    const struct dt_people *people = a->corpus->people;
    struct dt_buf why = DT_BUF_INIT(1024);
    int rc = DT_OK;

    if (strcmp(id, "none") == 0 || dt_people_by_id(people, DT_STR(id)))
        return DT_OK;
    dt_people_unknown(people, DT_STR(id), &why);
    rc = fail(a, "set_speaker", DT_STR(id), why.ptr ? why.ptr : "", err);
    dt_buf_release(&why);
    return rc;
}

/* Words apart by white space, commas or semicolons. */
static bool next_word(struct dt_str *rest, struct dt_str *word)
{
    size_t len = 0;

    while (rest->len && memchr(" ,;\t", rest->ptr[0], 4)) {
        rest->ptr++;
        rest->len--;
    }
    while (len < rest->len && !memchr(" ,;\t", rest->ptr[len], 4))
        len++;
    *word = (struct dt_str){rest->ptr, len};
    rest->ptr += len;
    rest->len -= len;
    return len > 0;
}

static int read_split(struct applying *a, struct dt_decision *d,
                      const char *text, struct dt_err *err)
{
    uint32_t *split = dt_arena_array(&a->arena, MOST_PARTS, sizeof *split);
    struct dt_str rest = DT_STR(text), word;

    d->split = split;
    while (split && next_word(&rest, &word)) {
        char *end;
        unsigned long n = strtoul(word.ptr, &end, 10);

        if (word.ptr[0] < '0' || word.ptr[0] > '9' ||
            end != word.ptr + word.len || n == 0 || n > 999999999 ||
            d->split_count == MOST_PARTS ||
            (d->split_count && n <= split[d->split_count - 1]))
            return fail(a, "split_at", word,
                        "must be a byte of the text, more than the one before "
                        "(17, 40)",
                        err);
        split[d->split_count++] = (uint32_t)n;
    }
    return split ? DT_OK : DT_FAIL(err, DT_EINTERNAL, "out of memory");
}

static int read_merge(struct applying *a, struct dt_decision *d,
                      const char *text, struct dt_err *err)
{
    const char **merge = dt_arena_array(&a->arena, MOST_PARTS, sizeof *merge);
    struct dt_str rest = DT_STR(text), word;

    d->merge = merge;
    while (merge && next_word(&rest, &word)) {
        if (!dt_source_is_statement_id(word) || d->merge_count == MOST_PARTS)
            return fail(a, "merge_with", word,
                        "must be ids of statements of the same article (s- and "
                        "16 hex digits, at most 64)",
                        err);
        merge[d->merge_count] = dt_arena_copy(&a->arena, word);
        if (!merge[d->merge_count++])
            break;
    }
    return merge ? DT_OK : DT_FAIL(err, DT_EINTERNAL, "out of memory");
}

static int read_verdict(const struct applying *a, struct dt_decision *d,
                        const char *verdict, struct dt_err *err)
{
    d->accept = dt_str_alike(DT_STR(verdict), DT_STR("accept"));
    d->not_a_statement = dt_str_alike(DT_STR(verdict),
                                      DT_STR("not-a-statement"));
    return d->accept || d->not_a_statement
               ? DT_OK
               : fail(a, "verdict", DT_STR(verdict),
                      "must be accept, not-a-statement or nothing", err);
}

/* Whether two decisions decide the same, whatever they find the words by. */
static bool decides_same(struct dt_decision left, struct dt_decision right)
{
    struct dt_buf one = DT_BUF_INIT(MOST), other = DT_BUF_INIT(MOST);
    bool same;

    left.words = right.words = NULL;
    dt_decision_write(&left, NULL, &one);
    dt_decision_write(&right, NULL, &other);
    same = one.len > 0 && one.len == other.len &&
           memcmp(one.ptr, other.ptr, one.len) == 0;
    dt_buf_release(&one);
    dt_buf_release(&other);
    return same;
}

/* Add a decision, unless the very same was added before. */
static int decide(struct applying *a, const struct dt_decision *d,
                  const char *note, struct dt_err *err)
{
    const struct dt_decision *old = dt_decisions_find(a->corpus->decisions,
                                                      DT_STR(d->statement));

    if (old && decides_same(*old, *d))
        return DT_OK;
    if (old)
        return DT_FAIL(err, DT_EFORMAT,
                       "%.200s:%u: %s is decided already (%s:%u: change it "
                       "there)",
                       a->path, a->reader.line, d->statement,
                       a->corpus->decisions->path, old->line);
    if (a->count == a->room) {
        size_t room = a->room * 2 + 64;
        struct dt_review_row *rows = realloc(a->rows, room * sizeof *rows);

        if (!rows)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for decisions");
        a->rows = rows;
        a->room = room;
    }
    a->rows[a->count++] = (struct dt_review_row){*d, note, a->reader.line,
                                                 false};
    return DT_OK;
}

static bool is_mode(const char *name)
{
    for (int mode = DT_MODE_SPEECH; mode <= DT_MODE_INDIRECT; mode++)
        if (strcmp(name, dt_mode_name((enum dt_mode)mode)) == 0)
            return true;
    return false;
}

/* What decisions.yaml would refuse, said of the table. */
static int check(const struct applying *a, const struct dt_decision *d,
                 struct dt_err *err)
{
    const char *verdict = d->accept ? "accept" : "not-a-statement";

    if (!d->statement || !dt_source_is_statement_id(DT_STR(d->statement)))
        return fail(a, "statement", DT_STR(d->statement ? d->statement : ""),
                    "must be the id of a statement", err);
    if (!d->article)
        return fail(a, "article", DT_STR(""), "must be the article's id", err);
    if (d->words && !dt_source_is_statement_id(DT_STR(d->words)))
        return fail(a, "words", DT_STR(d->words),
                    "must be as it was written, or empty", err);
    if (d->mode && !is_mode(d->mode))
        return fail(a, "set_mode", DT_STR(d->mode),
                    "must be speech, authored, direct, mixed or indirect", err);
    if ((d->accept || d->not_a_statement) &&
        (d->speaker || d->mode || d->split_count || d->merge_count))
        return fail(a, "verdict", DT_STR(verdict),
                    "stands alone (empty it, or the columns behind it)", err);
    if (d->split_count && d->merge_count)
        return fail(a, "merge_with", DT_STR(d->merge[0]),
                    "contradicts split_at (empty one of them)", err);
    return d->speaker ? check_speaker(a, d->speaker, err) : DT_OK;
}

/* Controls but for tabs and line feeds, and what is no character. */
static bool is_unwritable(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c < 0xA0) ||
           c == 0xFFFE || c == 0xFFFF;
}

static int check_note(const struct applying *a, struct dt_str note,
                      struct dt_err *err)
{
    if (dt_utf8_valid(note) != note.len)
        return DT_FAIL(err, DT_EFORMAT,
                       "%.200s:%u: note: a byte that is not UTF-8 (save the "
                       "table as UTF-8)",
                       a->path, a->reader.line);
    for (size_t at = 0; at < note.len;) {
        const uint32_t c = dt_utf8_next(note, &at);

        if (is_unwritable(c))
            return DT_FAIL(err, DT_EFORMAT,
                           "%.200s:%u: note: U+%04X cannot stand in a text "
                           "(take it out)",
                           a->path, a->reader.line, (unsigned)c);
    }
    return DT_OK;
}

static int apply_row(struct applying *a, const struct dt_str *cells,
                     size_t count, struct dt_err *err)
{
    const char *verdict = cell(a, cells, count, DT_REVIEW_VERDICT);
    const char *split = cell(a, cells, count, DT_REVIEW_SPLIT_AT);
    const char *merge = cell(a, cells, count, DT_REVIEW_MERGE_WITH);
    const char *note = cell(a, cells, count, DT_REVIEW_NOTE);
    struct dt_decision d = {
        .statement = cell(a, cells, count, DT_REVIEW_STATEMENT),
        .article = cell(a, cells, count, DT_REVIEW_ARTICLE),
        .words = cell(a, cells, count, DT_REVIEW_WORDS),
        .speaker = cell(a, cells, count, DT_REVIEW_SET_SPEAKER),
        .mode = cell(a, cells, count, DT_REVIEW_SET_MODE)};
    int rc = DT_OK;

    if (!verdict && !split && !merge && !d.speaker && !d.mode)
        return note ? fail(a, "note", DT_STR(note),
                           "stands beside a decision (make one, or empty it)",
                           err)
                    : DT_OK;
    if (verdict)
        rc = read_verdict(a, &d, verdict, err);
    if (rc == DT_OK && split)
        rc = read_split(a, &d, split, err);
    if (rc == DT_OK && merge)
        rc = read_merge(a, &d, merge, err);
    if (rc == DT_OK)
        rc = check(a, &d, err);
    if (rc == DT_OK && note)
        rc = check_note(a, DT_STR(note), err);
    return rc == DT_OK ? decide(a, &d, note, err) : rc;
}

static int apply_rows(struct applying *a, struct dt_err *err)
{
    struct dt_str cells[DT_CSV_CELLS];
    size_t count = 0;
    int rc = read_header(a, err);

    do {
        if (rc == DT_OK)
            rc = read_row(a, cells, &count, err);
        if (rc == DT_OK && count)
            rc = apply_row(a, cells, count, err);
    } while (rc == DT_OK && count);
    return rc;
}

static int by_line(const void *a, const void *b)
{
    const struct dt_review_row *x = a, *y = b;

    return (x->line > y->line) - (x->line < y->line);
}

/* In the order of the table. */
static int add_rows(struct applying *a, struct dt_err *err)
{
    struct dt_buf out = DT_BUF_INIT(MOST);
    int rc;

    qsort(a->rows, a->count, sizeof *a->rows, by_line);
    for (size_t i = 0; i < a->count; i++)
        dt_decision_write(&a->rows[i].decision, a->rows[i].note, &out);
    rc = dt_buf_check(&out, "the decisions", err);
    if (rc == DT_OK)
        rc = dt_decisions_add(a->corpus, "decisions", dt_buf_str(&out), NULL, 0,
                              err);
    dt_buf_release(&out);
    return rc;
}

int dt_review_apply(const struct dt_corpus *corpus, const char *path,
                    size_t *count, struct dt_err *err)
{
    struct applying a = {.corpus = corpus,
                         .path = path,
                         .arena = DT_ARENA_INIT((size_t)2 * MOST)};
    struct dt_buf table = DT_BUF_INIT(MOST);
    int rc = dt_file_read_input(path, &table, err);

    dt_csv_start(&a.reader, dt_buf_str(&table));
    a.reader.separator = dt_csv_separator(dt_buf_str(&table));
    if (rc == DT_OK)
        rc = apply_rows(&a, err);
    if (rc == DT_OK)
        rc = dt_review_check(corpus, path, a.rows, a.count, err);
    if (rc == DT_OK && a.count)
        rc = add_rows(&a, err);
    *count = a.count;
    free(a.rows);
    dt_buf_release(&table);
    dt_arena_release(&a.arena);
    return rc;
}
