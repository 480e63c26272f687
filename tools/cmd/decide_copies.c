#include "cmd/decide_copies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "manifest/find.h"
#include "manifest/stale_copies.h"

bool dt_decide_copies_asked(const struct dt_args *args)
{
    return dt_args_value(args, "decide") != NULL;
}

/* The first digits of the fold that an article's record has. */
static int read_judged(const struct dt_corpus *corpus, const char *id,
                       char judged[DT_COPY_JUDGED + 1], struct dt_err *err)
{
    struct dt_buf line = DT_BUF_INIT(DT_RECORD_MAX);
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    struct dt_str fold = {NULL, 0};
    bool found = false;
    int rc = dt_find_record(corpus, DT_FIND_ARTICLE, DT_STR(id), &line, &found,
                            err);

    if (rc == DT_OK && found)
        rc = dt_json_parse(&doc, dt_buf_str(&line), err);
    if (rc == DT_OK && found)
        fold = dt_json_plain(
            &doc, dt_json_get(&doc, dt_json_get(&doc, DT_JSON_ROOT, "text"),
                              "fold_sha256"));
    if (rc == DT_OK && fold.len < DT_COPY_JUDGED)
        rc = DT_FAIL(err, DT_EUSAGE, "%.200s: %s has no article of this id", id,
                     corpus->name);
    if (rc == DT_OK) {
        memcpy(judged, fold.ptr, DT_COPY_JUDGED);
        judged[DT_COPY_JUDGED] = '\0';
    }
    dt_json_doc_release(&doc);
    dt_buf_release(&line);
    return rc;
}

/* Decisions that a further one cannot stand beside. */
struct clashing {
    const struct dt_corpus *corpus;
    const struct dt_copy_decision *further;
    const struct dt_copy_decision **stale;
    size_t count;
};

static void take_stale(void *ctx, const struct dt_copy_decision *d,
                       const char *article, const char *why, bool again)
{
    struct clashing *c = ctx;

    (void)article;
    (void)why;
    (void)again;
    if (dt_copy_decisions_clash(d, c->further))
        c->stale[c->count++] = d;
}

static int refuse(const struct clashing *c, const struct dt_copy_decision *d,
                  struct dt_err *err)
{
    struct dt_buf told = DT_BUF_INIT(4096), lines = DT_BUF_INIT(64);
    int rc;

    dt_copy_decision_tell(d, &told);
    dt_copy_decision_lines(d, &lines);
    rc = DT_FAIL(err, DT_EFORMAT,
                 "%s:%u: %.100s is decided already: %.120s (to decide "
                 "otherwise take out %s)",
                 c->corpus->decisions->path, d->line, d->article, told.ptr,
                 lines.ptr);
    dt_buf_release(&told);
    dt_buf_release(&lines);
    return rc;
}

/* All that are stale, in file order; DT_EFORMAT when another one is not. */
static int find_clashing(struct clashing *c, struct dt_err *err)
{
    const struct dt_copy_decisions *all = &c->corpus->decisions->copies;
    size_t stale = 0;
    int rc;

    c->stale = calloc(all->count + 1, sizeof *c->stale);
    if (!c->stale)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for decisions");
    rc = dt_stale_copies(c->corpus, take_stale, c, &stale, err);
    for (size_t i = 0, next = 0; rc == DT_OK && i < all->count; i++) {
        const struct dt_copy_decision *d = &all->items[i];

        if (next < c->count && c->stale[next] == d)
            next++;
        else if (dt_copy_decisions_clash(d, c->further))
            rc = refuse(c, d, err);
    }
    return rc;
}

/* Whether the one, which clashes with the other, says the same. */
static bool is_renewed(const struct dt_copy_decision *old,
                       const struct dt_copy_decision *d)
{
    return old->verdict == d->verdict &&
           (d->verdict != DT_COPY_OF || strcmp(old->other, d->other) == 0);
}

static void tell_added(const struct clashing *c)
{
    struct dt_buf lines = DT_BUF_INIT(64);

    for (size_t i = 0; i < c->count; i++) {
        dt_buf_reset(&lines);
        dt_copy_decision_lines(c->stale[i], &lines);
        (void)fprintf(stderr, "%s: what was stale, on %s, is taken out\n",
                      c->corpus->decisions->path, lines.ptr);
    }
    (void)fprintf(stderr,
                  "%s: 1 decision added (dictum build carries it out)\n",
                  c->corpus->decisions->path);
    dt_buf_release(&lines);
}

int dt_decide_copies(const struct dt_args *args, const struct dt_corpus *corpus,
                     struct dt_err *err)
{
    const char *of = dt_args_value(args, "copy-of");
    const char *not_of = dt_args_value(args, "not-copy-of");
    const bool canonical = dt_args_flag(args, "canonical");
    char judged[2][DT_COPY_JUDGED + 1];
    struct dt_copy_decision d = {.article = dt_args_value(args, "decide"),
                                 .other = of ? of : not_of,
                                 .verdict = of       ? DT_COPY_OF
                                            : not_of ? DT_COPY_NOT_OF
                                                     : DT_COPY_CANONICAL,
                                 .judged = {judged[0], NULL},
                                 .note = dt_args_value(args, "note")};
    struct clashing clashing = {.corpus = corpus, .further = &d};
    struct dt_buf item = DT_BUF_INIT(DT_RECORD_MAX);
    int rc;

    if ((of != NULL) + (not_of != NULL) + canonical != 1)
        return DT_FAIL(err, DT_EUSAGE,
                       "--decide needs one of --copy-of, --not-copy-of and "
                       "--canonical");
    if (d.other && strcmp(d.article, d.other) == 0)
        return DT_FAIL(err, DT_EUSAGE, "%.200s: name two articles", d.other);
    rc = read_judged(corpus, d.article, judged[0], err);
    if (rc == DT_OK && d.other) {
        d.judged[1] = judged[1];
        rc = read_judged(corpus, d.other, judged[1], err);
    }
    if (rc == DT_OK)
        rc = find_clashing(&clashing, err);
    for (size_t i = 0; rc == DT_OK && !d.note && i < clashing.count; i++)
        if (is_renewed(clashing.stale[i], &d))
            d.note = clashing.stale[i]->note;
    if (rc == DT_OK) {
        dt_copy_decision_write(&d, &item);
        rc = dt_buf_check(&item, "a decision", err);
    }
    if (rc == DT_OK)
        rc = dt_decisions_add(corpus, "copies", dt_buf_str(&item),
                              clashing.stale, clashing.count, err);
    dt_buf_release(&item);
    if (rc == DT_OK && !args->quiet)
        tell_added(&clashing);
    free(clashing.stale);
    return rc;
}
