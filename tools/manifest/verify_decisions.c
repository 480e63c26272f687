#define _GNU_SOURCE /* memmem */
#include "manifest/verify_decisions.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "manifest/verify_parts.h"
#include "snapshot/snapshot.h"
#include "source/entry.h"
#include "statement/identity.h"
#include "statement/rule.h"

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

bool dt_verify_is_decided(const struct dt_leaf *leaf)
{
    return dt_rule_is_decided(
        dt_leaf_text(leaf, DT_STATEMENT_RULE),
        dt_json_int64(leaf->doc, leaf->member[DT_STATEMENT_CONFIDENCE]));
}

static bool is_followed(const struct dt_decision *decision,
                        const struct dt_leaf *leaf)
{
    struct dt_str speaker = dt_leaf_text(leaf, DT_STATEMENT_SPEAKER);

    if (decision->not_a_statement || !dt_verify_is_decided(leaf))
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

/* Whether the text has the words of these bytes once only. */
/* The id of a statement's words; "" where they are withheld. */
static int words_of(const struct dt_leaf *leaf, const char *article,
                    char id[DT_IDENTITY_SIZE], struct dt_err *err)
{
    const struct dt_statement_input in = {.article_id = article};
    struct dt_str text;
    int rc = dt_json_string(leaf->doc, leaf->member[DT_STATEMENT_TEXT],
                            leaf->arena, &text, err);

    id[0] = '\0';
    return rc < 0 || !text.ptr ? rc : dt_identity_words(&in, text, id, err);
}

int dt_verify_decided_by(const struct dt_decisions *decisions,
                         const struct dt_leaf *leaf, struct dt_err *err)
{
    const struct dt_decision *of = NULL;
    char article[DT_VERIFY_ID], id[DT_IDENTITY_SIZE] = "";
    bool met = false, by_words = false;
    size_t count = 0;
    int rc = DT_OK;

    if (!dt_verify_is_decided(leaf))
        return DT_OK;
    (void)snprintf(article, sizeof article, "%.*s",
                   DT_STR_ARG(dt_leaf_text(leaf, DT_STATEMENT_ARTICLE)));
    of = dt_decisions_of(decisions, article, &count);
    if (count)
        rc = words_of(leaf, article, id, err);
    for (size_t i = 0; i < count; i++)
        by_words = by_words || (of[i].words && strcmp(of[i].words, id) == 0);
    for (size_t i = 0; i < count; i++)
        if (!by_words || !of[i].words || strcmp(of[i].words, id) == 0)
            met = met || is_followed(&of[i], leaf);
    return rc < 0 || met
               ? rc
               : DT_FAIL(err, DT_EMISMATCH,
                         "decisions.yaml has no decision by which it is as it "
                         "says that it was decided");
}

static int look(struct dt_str text, struct dt_str fold, uint64_t bytes,
                bool *once, struct dt_err *err)
{
    const size_t start = (size_t)(bytes >> 32), end = bytes & UINT32_MAX;
    struct dt_buf words = DT_BUF_INIT(4 * (size_t)DT_ARTICLE_MAX);
    const char *found;
    int rc;

    *once = false;
    if (start >= end || end > text.len)
        return DT_OK;
    rc = dt_article_fold((struct dt_str){text.ptr + start, end - start}, &words,
                         err);
    if (rc == DT_OK)
        rc = dt_buf_check(&words, "the fold of a statement", err);
    if (rc == DT_OK && words.len) {
        found = memmem(fold.ptr, fold.len, words.ptr, words.len);
        *once = !found ||
                !memmem(found + 1, fold.len - (size_t)(found + 1 - fold.ptr),
                        words.ptr, words.len);
    }
    dt_buf_release(&words);
    return rc;
}

int dt_verify_decided_text(struct dt_verify_decided *decided,
                           const char *article, struct dt_str text,
                           dt_verify_decided_fn tell, void *ctx,
                           struct dt_err *err)
{
    struct dt_buf fold = DT_BUF_INIT(4 * (size_t)DT_ARTICLE_MAX);
    const struct dt_decision *all = decided->decisions->items, *of;
    size_t count;
    int rc = DT_OK;

    of = dt_decisions_of(decided->decisions, article, &count);
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        const uint64_t bytes = decided->undone[of + i - all];
        bool once = false;

        if (!bytes)
            continue;
        if (text.ptr && fold.len == 0)
            rc = dt_article_fold(text, &fold, err);
        if (rc == DT_OK)
            rc = dt_buf_check(&fold, "the fold of a text", err);
        if (rc == DT_OK && text.ptr)
            rc = look(text, dt_buf_str(&fold), bytes, &once, err);
        if (rc == DT_OK)
            tell(ctx, &of[i], once);
        decided->undone[of + i - all] = 0;
    }
    dt_buf_release(&fold);
    return rc;
}

const char *dt_verify_decided_next(const struct dt_verify_decided *decided,
                                   size_t *at)
{
    while (decided && *at < decided->decisions->count)
        if (decided->undone[(*at)++])
            return decided->decisions->items[*at - 1].article;
    return NULL;
}

static void tell(void *ctx, const struct dt_decision *d, bool once)
{
    struct dt_verification *v = ctx;
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

static int load(struct dt_verification *v, const char *article,
                struct dt_buf *text, bool *here, struct dt_err *err)
{
    const struct dt_source *s = dt_corpus_source(v->corpus, DT_STR(article));
    char name[DT_VERIFY_ID + 4], path[4096];

    *here = s && !s->withheld && strlen(article) < DT_VERIFY_ID;
    if (!*here)
        return DT_OK;
    (void)snprintf(name, sizeof name, "%s.txt", article);
    return dt_tree_read_in(&v->text_folder, name, path, text, here, err);
}

int dt_verify_decided(struct dt_verification *v, struct dt_err *err)
{
    struct dt_buf text = DT_BUF_INIT(DT_SNAPSHOT_MAX);
    const char *article;
    size_t at = 0;
    int rc = DT_OK;

    while (rc == DT_OK && (article = dt_verify_decided_next(v->decided, &at))) {
        bool here = false;

        rc = load(v, article, &text, &here, err);
        if (rc == DT_OK)
            rc = dt_verify_decided_text(v->decided, article,
                                        here ? dt_buf_str(&text)
                                             : (struct dt_str){NULL, 0},
                                        tell, v, err);
    }
    dt_buf_release(&text);
    return rc;
}
