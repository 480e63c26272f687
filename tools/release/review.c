#include "release/review.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "release/export_format.h"
#include "release/review_columns.h"
#include "statement/identity.h"

enum {
    AROUND = 240, /* bytes of context before and behind */
    CANDIDATES = 8,
    LONGEST_LIST = 1 << 16,
    MOST_TABLE = 1 << 30
};

struct row {
    int64_t confidence;
    size_t order; /* in which it came: by article and words */
    char *text;   /* the whole line */
};

struct table {
    const struct dt_review_options *options;
    struct row *rows;
    size_t count, room, seen;
};

static int by_confidence(const void *a, const void *b)
{
    const struct row *x = a, *y = b;

    if (x->confidence != y->confidence)
        return x->confidence < y->confidence ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* Keep the rows of least confidence, so that twice as many are ever there. */
static void prune(struct table *t)
{
    if (t->count)
        qsort(t->rows, t->count, sizeof *t->rows, by_confidence);
    while (t->count > t->options->most)
        free(t->rows[--t->count].text);
}

static int keep(struct table *t, int64_t confidence, struct dt_str line,
                struct dt_err *err)
{
    char *text = strndup(line.ptr, line.len);

    if (t->count == t->room && t->room > 2 * t->options->most)
        prune(t);
    if (t->count == t->room) {
        size_t room = t->room * 2 + 64;
        struct row *rows = realloc(t->rows, room * sizeof *rows);

        if (rows) {
            t->rows = rows;
            t->room = room;
        }
    }
    if (!text || t->count == t->room) {
        free(text);
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for a table");
    }
    t->rows[t->count++] = (struct row){confidence, t->seen++, text};
    return DT_OK;
}

/* Whom the record names, or else everybody whose surname the name ends in. */
static void list_candidates(const struct dt_people *all,
                            const struct dt_export_statement *s,
                            struct dt_buf *list)
{
    const struct dt_person *people[CANDIDATES];
    struct dt_str name = s->speaker_name;
    size_t at = name.len, count = 0;

    dt_buf_addstr(list, s->candidates);
    while (at > 0 && name.ptr[at - 1] != ' ')
        at--;
    if (at < name.len && list->len == 0)
        count = dt_people_by_surname(
            all, (struct dt_str){name.ptr + at, name.len - at}, people,
            CANDIDATES);
    for (size_t i = 0; i < count && i < CANDIDATES; i++)
        dt_buf_addf(list, "%s%s", i ? " " : "", people[i]->id);
}

static const char *why(const struct dt_export_statement *s,
                       struct dt_str candidates)
{
    if (!s->speaker && !s->speaker_name.ptr)
        return "nobody is named";
    if (!s->speaker && candidates.len == 0)
        return "the name is nobody's in people.yaml";
    if (!s->speaker)
        return memchr(candidates.ptr, ' ', candidates.len)
                   ? "the name may be several people's"
                   : "the name may be the candidate's (then add the alias)";
    return s->cue.ptr ? "a weak attribution" : "no verb attributes it";
}

/* Words as one line; a paragraph's end is shown. */
static void add_words(struct dt_buf *out, struct dt_str text, size_t from,
                      size_t to)
{
    for (; from < to; from++)
        if (text.ptr[from] != '\n')
            dt_buf_addc(out, text.ptr[from]);
        else if (from + 1 < to && text.ptr[from + 1] == '\n')
            dt_buf_adds(out, " ¶");
        else
            dt_buf_addc(out, ' ');
}

static bool is_apart(char c)
{
    return c == ' ' || c == '\n';
}

static bool is_inside(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* Where the words before `at` begin that are shown. */
static size_t context_start(struct dt_str text, size_t at)
{
    size_t from = at > AROUND ? at - AROUND : 0, word;

    for (word = from; from && word < at && !is_apart(text.ptr[word]); word++)
        ;
    if (from && word < at)
        return word + 1;
    while (from < at && is_inside(text.ptr[from]))
        from++;
    return from;
}

static size_t context_end(struct dt_str text, size_t at)
{
    size_t to = text.len - at > AROUND ? at + AROUND : text.len, word = to;

    if (to == text.len && to > at && text.ptr[to - 1] == '\n')
        return to - 1;

    while (to < text.len && word > at && !is_apart(text.ptr[word]))
        word--;
    if (to < text.len && word > at)
        return word;
    while (to > at && to < text.len && is_inside(text.ptr[to]))
        to--;
    return to;
}

/* "…said on the quay. [We lost the tide], she said. …" */
static void add_context(const struct dt_export_article *a,
                        const struct dt_export_statement *s, struct dt_buf *out)
{
    const struct dt_span *last = s->spans + s->span_count - 1;
    size_t from, to;

    if (!a->text.ptr || !s->span_count || last->end > a->text.len)
        return;
    from = context_start(a->text, s->spans[0].start);
    to = context_end(a->text, last->end);
    if (from)
        dt_buf_adds(out, "…");
    for (size_t i = 0; i < s->span_count; i++) {
        add_words(out, a->text, from, s->spans[i].start);
        dt_buf_addc(out, '[');
        add_words(out, a->text, s->spans[i].start, s->spans[i].end);
        dt_buf_addc(out, ']');
        from = s->spans[i].end;
    }
    add_words(out, a->text, from, to);
    if (to + 1 < a->text.len)
        dt_buf_adds(out, "…");
}

static int add_row(struct dt_exporter *x, const struct dt_export_article *a,
                   const struct dt_export_statement *s, struct dt_buf *line,
                   struct dt_err *err)
{
    const struct dt_statement_input in = {.article_id = a->id.ptr};
    char words[DT_IDENTITY_SIZE] = "", confidence[24];
    struct dt_buf candidates = DT_BUF_INIT(LONGEST_LIST);
    struct dt_buf context = DT_BUF_INIT(MOST_TABLE);
    struct dt_csv_row row = {line, false};
    int rc = s->text.ptr ? dt_identity_words(&in, s->text, words, err) : DT_OK;

    (void)snprintf(confidence, sizeof confidence, "%" PRId64, s->confidence);
    dt_buf_reset(line);
    dt_csv_add(&row, s->id);
    dt_csv_add(&row, DT_STR(words));
    dt_csv_add(&row, a->id);
    dt_csv_add(&row, a->title);
    dt_csv_add(&row, s->text);
    add_context(a, s, &context);
    dt_csv_add(&row, dt_buf_str(&context));
    dt_csv_add(&row,
               s->speaker ? DT_STR(s->speaker->id) : (struct dt_str){NULL, 0});
    dt_csv_add(&row, s->speaker_name);
    list_candidates(x->corpus->people, s, &candidates);
    dt_csv_add(&row, dt_buf_str(&candidates));
    dt_csv_add(&row, s->mode);
    dt_csv_add(&row, s->cue);
    dt_csv_add(&row, s->rule);
    dt_csv_add(&row, DT_STR(confidence));
    dt_csv_add(&row, DT_STR(why(s, dt_buf_str(&candidates))));
    dt_buf_release(&candidates);
    dt_buf_release(&context);
    for (size_t i = 0; i < DT_REVIEW_FILLED_IN; i++)
        dt_csv_add(&row, (struct dt_str){NULL, 0});
    dt_csv_end(&row);
    return rc < 0 ? rc : dt_buf_check(line, "a row", err);
}

static int take_article(struct dt_exporter *x,
                        const struct dt_export_article *a, struct dt_err *err)
{
    struct table *t = x->ctx;
    struct dt_export_article named = *a;
    struct dt_buf id = DT_BUF_INIT(1024), line = DT_BUF_INIT(MOST_TABLE);
    int rc = DT_OK;

    dt_buf_addstr(&id, a->id); /* with a NUL behind it */
    rc = dt_buf_check(&id, "an id", err);
    named.id = dt_buf_str(&id);
    for (size_t i = 0; rc == DT_OK && i < a->statement_count; i++) {
        const struct dt_export_statement *s = &a->statements[i];

        if (s->confidence >= (int64_t)t->options->below)
            continue;
        rc = add_row(x, &named, s, &line, err);
        if (rc == DT_OK)
            rc = keep(t, s->confidence, dt_buf_str(&line), err);
    }
    dt_buf_release(&line);
    dt_buf_release(&id);
    return rc;
}

int dt_review_write(const struct dt_corpus *corpus,
                    const struct dt_review_options *options, struct dt_buf *out,
                    struct dt_review_report *report, struct dt_err *err)
{
    static const struct dt_export_format format = {"review", NULL, take_article,
                                                   NULL};
    const struct dt_export_options all = {.base = "", .fd = -1, .name = ""};
    struct table t = {.options = options};
    struct dt_csv_row row = {out, false};
    struct dt_export_report ignored;
    int rc = dt_export_walk(corpus, &all, &format, &t, &ignored, err);

    prune(&t);
    for (size_t i = 0; i < DT_REVIEW_COLUMNS; i++)
        dt_csv_add(&row, DT_STR(dt_review_columns[i]));
    dt_csv_end(&row);
    for (size_t i = 0; i < t.count; i++) {
        dt_buf_adds(out, t.rows[i].text);
        free(t.rows[i].text);
    }
    free(t.rows);
    *report = (struct dt_review_report){t.count, t.seen - t.count};
    return rc < 0 ? rc : dt_buf_check(out, "the table", err);
}
