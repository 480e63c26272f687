#define _GNU_SOURCE /* memmem */
#include "manifest/verify_decisions.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "base/array.h"
#include "manifest/verify_parts.h"
#include "snapshot/snapshot.h"
#include "source/entry.h"
#include "statement/identity.h"
#include "statement/rule.h"

struct sought {
    const char *id;
    size_t index; /* of the decision */
};

/* A statement that was decided. */
struct made {
    size_t of; /* the article's first decision */
    uint64_t start, end;
    uint64_t len; /* of its text */
};

/* Beside the bytes that dt_verify_decided.undone may hold. */
static const uint64_t surely = UINT64_MAX, perhaps = UINT64_MAX - 1;

struct dt_verify_decided {
    const struct dt_decisions *decisions;
    struct sought *sought; /* sorted by id */
    /* By decision, where its statement is there and not as decided: the start
       of its longest words in the upper half, the end in the lower; or 0. */
    _Atomic uint64_t *undone;
    pthread_mutex_t lock;
    struct made *made; /* by article and start, once they are judged */
    size_t made_count, made_room;
    bool no_memory, judged;
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
    (void)pthread_mutex_init(&d->lock, NULL);
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
    free(decided->made);
    (void)pthread_mutex_destroy(&decided->lock);
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

/* The longest of its words, and where all stand. */
static uint64_t words_at(const struct dt_leaf *leaf, struct made *all)
{
    const struct dt_json_doc *doc = leaf->doc;
    const size_t spans = leaf->member[DT_STATEMENT_SPANS];
    uint64_t start = 0, end = 0;

    *all = (struct made){.start = UINT64_MAX};
    for (size_t at = dt_json_first(doc, spans); at != DT_JSON_NONE;
         at = dt_json_next(doc, spans, at)) {
        size_t first = dt_json_first(doc, at);
        uint64_t from = (uint64_t)dt_json_int64(doc, first);
        uint64_t to = (uint64_t)dt_json_int64(doc,
                                              dt_json_next(doc, at, first));

        all->len += to - from + (all->end > 0); /* a space joins them */
        all->start = from < all->start ? from : all->start;
        all->end = to;
        if (to - from > end - start) {
            start = from;
            end = to;
        }
    }
    return start << 32 | end;
}

static void note_made(struct dt_verify_decided *decided,
                      const struct dt_leaf *leaf, struct made made)
{
    char article[DT_VERIFY_ID];
    const struct dt_decision *of;
    struct made *room;
    size_t count;

    (void)snprintf(article, sizeof article, "%.*s",
                   DT_STR_ARG(dt_leaf_text(leaf, DT_STATEMENT_ARTICLE)));
    of = dt_decisions_of(decided->decisions, article, &count);
    if (!count)
        return;
    made.of = (size_t)(of - decided->decisions->items);
    (void)pthread_mutex_lock(&decided->lock);
    room = dt_array_room(decided->made, &decided->made_room,
                         decided->made_count, sizeof *room);
    decided->no_memory = decided->no_memory || !room;
    if (room) {
        decided->made = room;
        room[decided->made_count++] = made;
    }
    (void)pthread_mutex_unlock(&decided->lock);
}

void dt_verify_decided_statement(struct dt_verify_decided *decided,
                                 const struct dt_leaf *leaf)
{
    const struct dt_decision *decision;
    const struct sought *s;
    struct made made;
    uint64_t longest;

    if (!decided)
        return;
    longest = words_at(leaf, &made);
    if (dt_verify_is_decided(leaf))
        note_made(decided, leaf, made);
    s = dt_entry_find(decided->sought, decided->decisions->count, sizeof *s,
                      dt_leaf_text(leaf, DT_STATEMENT_ID));
    if (!s)
        return;
    decision = &decided->decisions->items[s->index];
    if (!decision->merge_count &&
        dt_str_is(dt_leaf_text(leaf, DT_STATEMENT_ARTICLE),
                  decision->article) &&
        !is_followed(decision, leaf))
        decided->undone[s->index] = longest;
}

/* ---- what was parted ---- */

static int by_place(const void *a, const void *b)
{
    const struct made *x = a, *y = b;

    if (x->of != y->of)
        return x->of < y->of ? -1 : 1;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end < y->end) - (x->end > y->end);
}

/* The first from there on that begins at or behind an offset. */
static size_t next_from(const struct made *made, size_t count, size_t from,
                        uint64_t offset)
{
    while (from < count) {
        const size_t middle = from + (count - from) / 2;

        if (made[middle].start < offset)
            from = middle + 1;
        else
            count = middle;
    }
    return from;
}

/*
 * Whether the parts of a decision begin with this one. A cut stands in the
 * white space between two, at most two bytes of an article; or where words
 * that something else parts were joined by a space.
 */
static bool begins(const struct made *made, size_t count, size_t at,
                   const struct dt_decision *d)
{
    uint64_t least = 0, most = 0; /* where the part begins in the whole */

    for (size_t i = 0; i < d->split_count; i++) {
        const struct made *part = &made[at];
        uint64_t gap;

        least += part->len;
        most += part->len;
        if (d->split[i] < least || d->split[i] > most + 2)
            return false;
        at = next_from(made, count, at + 1, part->end);
        if (at == count)
            return false;
        gap = made[at].start - part->end;
        least += gap > 0;
        most += gap == 2 ? 2 : 1;
        if (d->split[i] > most)
            return false;
    }
    return true;
}

static bool was_split(const struct made *made, size_t count,
                      const struct dt_decision *d)
{
    for (size_t i = 0; i < count; i++)
        if (begins(made, count, i, d))
            return true;
    return false;
}

/*
 * Each of these was made by a decision on the article. Where there are more
 * than its decisions can have made, a split has been changed: what one of other
 * offsets made, none did. Parts that others take away or join leave it open.
 */
static void judge_article(struct dt_verify_decided *decided,
                          const struct made *made, size_t count)
{
    const struct dt_decision *all = decided->decisions->items, *of;
    _Atomic uint64_t *undone = decided->undone + made->of;
    size_t decisions, can = 0, unlike = 0, blamed = SIZE_MAX;
    uint64_t verdict = surely;

    of = dt_decisions_of(decided->decisions, all[made->of].article, &decisions);
    for (size_t i = 0; i < decisions; i++) {
        const struct dt_decision *d = &of[i];
        const bool like = !d->split_count || was_split(made, count, d);

        if (d->not_a_statement || d->merge_count)
            verdict = perhaps;
        if (like && !d->not_a_statement)
            can += 1 + d->split_count;
        unlike += !like;
        if (blamed == SIZE_MAX || (d->split_count && !of[blamed].split_count))
            blamed = i;
    }
    if (count <= can)
        return;
    for (size_t i = 0; i < decisions; i++)
        if (of[i].split_count && unlike && !was_split(made, count, &of[i]))
            undone[i] = verdict;
    if (!unlike)
        undone[blamed] = surely;
}

/* Once all statements are noted. */
static void judge_made(struct dt_verify_decided *decided)
{
    size_t end;

    if (decided->judged)
        return;
    decided->judged = true;
    if (decided->made_count)
        qsort(decided->made, decided->made_count, sizeof *decided->made,
              by_place);
    for (size_t i = 0; i < decided->made_count; i = end) {
        end = i + 1;
        while (end < decided->made_count &&
               decided->made[end].of == decided->made[i].of)
            end++;
        judge_article(decided, decided->made + i, end - i);
    }
}

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

/* Whether the text has the words of these bytes once only. */
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

    judge_made(decided);
    if (decided->no_memory)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for decisions");
    of = dt_decisions_of(decided->decisions, article, &count);
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        const uint64_t bytes = decided->undone[of + i - all];
        bool once = bytes == surely;

        if (!bytes)
            continue;
        if (text.ptr && fold.len == 0)
            rc = dt_article_fold(text, &fold, err);
        if (rc == DT_OK)
            rc = dt_buf_check(&fold, "the fold of a text", err);
        if (rc == DT_OK && text.ptr && bytes < perhaps)
            rc = look(text, dt_buf_str(&fold), bytes, &once, err);
        if (rc == DT_OK)
            tell(ctx, &of[i], once);
        decided->undone[of + i - all] = 0;
    }
    dt_buf_release(&fold);
    return rc;
}

const char *dt_verify_decided_next(struct dt_verify_decided *decided,
                                   size_t *at)
{
    if (decided)
        judge_made(decided);
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
