#define _GNU_SOURCE /* memmem */
#include "manifest/verify_decisions.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "snapshot/snapshot.h"
#include "source/entry.h"

struct sought {
    const char *id;
    size_t index; /* of the decision */
};

struct dt_verify_decided {
    const struct dt_decisions *decisions;
    struct sought *sought; /* sorted by id */
    /* By decision, where its statement is there and not as decided: the start
       of its longest words in the upper half, the end in the lower; or 0. */
    _Atomic uint64_t *undone;
};

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct sought *)a)->id,
                  ((const struct sought *)b)->id);
}

int dt_verify_decided_new(const struct dt_decisions *decisions,
                          struct dt_verify_decided **out, struct dt_err *err)
{
    struct dt_verify_decided *d;

    *out = NULL;
    if (decisions->count == 0)
        return DT_OK;
    d = calloc(1, sizeof *d);
    if (!d)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for decisions");
    *out = d;
    d->decisions = decisions;
    d->sought = calloc(decisions->count, sizeof *d->sought);
    d->undone = calloc(decisions->count, sizeof *d->undone);
    if (!d->sought || !d->undone)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for decisions");
    for (size_t i = 0; i < decisions->count; i++)
        d->sought[i] = (struct sought){decisions->items[i].statement, i};
    qsort(d->sought, decisions->count, sizeof *d->sought, by_id);
    return DT_OK;
}

void dt_verify_decided_free(struct dt_verify_decided *decided)
{
    if (!decided)
        return;
    free(decided->sought);
    free(decided->undone);
    free(decided);
}

static bool is_followed(const struct dt_decision *decision,
                        const struct dt_leaf *leaf)
{
    struct dt_str speaker = dt_leaf_text(leaf, DT_STATEMENT_SPEAKER);

    if (decision->not_a_statement)
        return false;
    if (!dt_str_is(dt_leaf_text(leaf, DT_STATEMENT_RULE), "decided"))
        return false;
    if (decision->mode &&
        !dt_str_is(dt_leaf_text(leaf, DT_STATEMENT_MODE), decision->mode))
        return false;
    if (!decision->speaker)
        return true;
    return strcmp(decision->speaker, "none") == 0
               ? !speaker.ptr
               : speaker.ptr && dt_str_is(speaker, decision->speaker);
}

static uint64_t longest_words(const struct dt_leaf *leaf)
{
    const struct dt_json_doc *doc = leaf->doc;
    const size_t spans = leaf->member[DT_STATEMENT_SPANS];
    uint64_t start = 0, end = 0;

    for (size_t at = dt_json_first(doc, spans); at != DT_JSON_NONE;
         at = dt_json_next(doc, spans, at)) {
        size_t first = dt_json_first(doc, at);
        uint64_t from = (uint64_t)dt_json_int64(doc, first);
        uint64_t to = (uint64_t)dt_json_int64(doc,
                                              dt_json_next(doc, at, first));

        if (to - from > end - start) {
            start = from;
            end = to;
        }
    }
    return start << 32 | end;
}

void dt_verify_decided_statement(struct dt_verify_decided *decided,
                                 const struct dt_leaf *leaf)
{
    const struct dt_decision *decision;
    const struct sought *s;

    if (!decided)
        return;
    s = dt_entry_find(decided->sought, decided->decisions->count, sizeof *s,
                      dt_leaf_text(leaf, DT_STATEMENT_ID));
    if (!s)
        return;
    decision = &decided->decisions->items[s->index];
    if (!decision->merge_count &&
        dt_str_is(dt_leaf_text(leaf, DT_STATEMENT_ARTICLE),
                  decision->article) &&
        !is_followed(decision, leaf))
        decided->undone[s->index] = longest_words(leaf);
}

/* The texts of one article after the other. */
struct looking {
    struct dt_verification *v;
    const char *article; /* whose text is there, or NULL */
    bool here;
    struct dt_buf text, fold, words;
};

static int load(struct looking *l, const char *article, struct dt_err *err)
{
    const struct dt_source *s = dt_corpus_source(l->v->corpus, DT_STR(article));
    char name[DT_VERIFY_ID + 4], path[4096];
    int rc;

    if (l->article && strcmp(l->article, article) == 0)
        return DT_OK;
    l->article = article;
    l->here = s && !s->withheld && strlen(article) < DT_VERIFY_ID;
    if (!l->here)
        return DT_OK;
    (void)snprintf(name, sizeof name, "%s.txt", article);
    rc = dt_tree_read_in(&l->v->text_folder, name, path, &l->text, &l->here,
                         err);
    if (rc < 0 || !l->here)
        return rc;
    dt_buf_reset(&l->fold);
    rc = dt_article_fold(dt_buf_str(&l->text), &l->fold, err);
    return rc < 0 ? rc : dt_buf_check(&l->fold, "the fold of a text", err);
}

/* Whether the article has these words once only. */
static int look(struct looking *l, uint64_t words, bool *once,
                struct dt_err *err)
{
    const size_t start = (size_t)(words >> 32), end = words & UINT32_MAX;
    const char *found;
    int rc;

    *once = false;
    if (!l->here || start >= end || end > l->text.len)
        return DT_OK;
    dt_buf_reset(&l->words);
    rc = dt_article_fold((struct dt_str){l->text.ptr + start, end - start},
                         &l->words, err);
    if (rc == DT_OK)
        rc = dt_buf_check(&l->words, "the fold of a statement", err);
    if (rc < 0 || l->words.len == 0)
        return rc;
    found = memmem(l->fold.ptr, l->fold.len, l->words.ptr, l->words.len);
    *once = !found ||
            !memmem(found + 1, l->fold.len - (size_t)(found + 1 - l->fold.ptr),
                    l->words.ptr, l->words.len);
    return DT_OK;
}

static void tell(struct dt_verification *v, const struct dt_decision *d,
                 bool once)
{
    char line[600];

    if (once) {
        dt_verify_problem(v,
                          "corpus/%s/decisions.yaml:%u: %s: the statements do "
                          "not follow this decision (run dictum build %s)",
                          v->corpus->name, d->line, d->statement,
                          v->corpus->name);
        return;
    }
    (void)snprintf(line, sizeof line,
                   "corpus/%s/decisions.yaml:%u: %s: whether the statements "
                   "follow this decision only dictum verify --rebuild tells",
                   v->corpus->name, d->line, d->statement);
    dt_verify_note(v, line);
}

int dt_verify_decided(struct dt_verification *v, struct dt_err *err)
{
    const struct dt_verify_decided *decided = v->decided;
    struct looking l = {.v = v,
                        .text = DT_BUF_INIT(DT_SNAPSHOT_MAX),
                        .fold = DT_BUF_INIT(4 * (size_t)DT_ARTICLE_MAX),
                        .words = DT_BUF_INIT(4 * (size_t)DT_ARTICLE_MAX)};
    int rc = DT_OK;

    for (size_t i = 0; decided && rc == DT_OK && i < decided->decisions->count;
         i++) {
        const struct dt_decision *d = &decided->decisions->items[i];
        bool once = false;

        if (!decided->undone[i])
            continue;
        rc = load(&l, d->article, err);
        if (rc == DT_OK)
            rc = look(&l, decided->undone[i], &once, err);
        if (rc == DT_OK)
            tell(v, d, once);
    }
    dt_buf_release(&l.text);
    dt_buf_release(&l.fold);
    dt_buf_release(&l.words);
    return rc;
}
