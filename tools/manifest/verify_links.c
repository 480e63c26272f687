#include "manifest/verify_links.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/duplicates.h"
#include "base/edtf.h"
#include "base/fingerprint.h"
#include "base/radix.h"
#include "manifest/write.h"
#include "source/decisions.h"
#include "source/entry.h"

enum { LINE_MAX_BYTES = 1024 * 1024 };
enum { MOST_TOLD = 5 }; /* of one kind, each */

/* A statement that redirects lead to. */
struct target {
    const char *id;
    const struct dt_redirect *from; /* one of them */
};

/* A decision on copies, all of whose articles are sources. */
struct decided {
    const struct dt_copy_decision *decision;
    size_t a, b; /* sources; b is SIZE_MAX of DT_COPY_CANONICAL */
    atomic_bool has_edge;
};

/* What decisions that are not stale say of a source. */
enum { PLACED = 1, PARTED = 2 };

struct dt_verify_links {
    const struct dt_corpus *corpus;
    _Atomic size_t *copy_of; /* by source: the other's index + 1, or 0 */
    atomic_bool *has_edge;   /* by source */
    /* By source: the digits of its fold that decisions have, or 0; and what
       tells whether another is the same, or 0. */
    uint64_t *folds, *sames;
    struct decided *decided; /* in file order */
    struct decided **pairs;  /* sorted */
    size_t decided_count;
    unsigned char *said; /* by source */
    struct dt_fingerprint_key key;
    uint64_t *media; /* by source: the fingerprint of its media type, or 0 */
    struct dt_copy_story *stories; /* by source */
    atomic_bool *is_redirected;    /* by redirect of sources.yaml */
    atomic_bool *is_alive;  /* by redirect: its id is that of a statement */
    struct target *targets; /* sorted by id, each once */
    size_t target_count;
    atomic_bool *is_there; /* by target */
};

static int by_id(const void *a, const void *b)
{
    const struct target *x = a, *y = b;
    int order = strcmp(x->id, y->id);

    return order ? order : (x->from > y->from) - (x->from < y->from);
}

static void list_targets(struct dt_verify_links *l)
{
    const struct dt_corpus *corpus = l->corpus;
    size_t count = 0;

    for (size_t i = 0; i < corpus->redirect_count; i++) {
        const struct dt_redirect *r = &corpus->redirects[i];

        if (r->to && dt_source_is_statement_id(DT_STR(r->to)))
            l->targets[count++] = (struct target){r->to, r};
    }
    if (count)
        qsort(l->targets, count, sizeof *l->targets, by_id);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || strcmp(l->targets[i].id, l->targets[i - 1].id) != 0)
            l->targets[l->target_count++] = l->targets[i];
}

/* The lower source of a pair, then the other. */
static int by_pair(const void *a, const void *b)
{
    const struct decided *x = *(struct decided *const *)a;
    const struct decided *y = *(struct decided *const *)b;
    const size_t one[] = {x->a < x->b ? x->a : x->b, x->a < x->b ? x->b : x->a};
    const size_t two[] = {y->a < y->b ? y->a : y->b, y->a < y->b ? y->b : y->a};
    const int i = one[0] == two[0];

    return (one[i] > two[i]) - (one[i] < two[i]);
}

static bool list_decided(struct dt_verify_links *l)
{
    const struct dt_copy_decisions *all = &l->corpus->decisions->copies;
    const struct dt_source *sources = l->corpus->sources;

    l->decided = calloc(all->count + 1, sizeof *l->decided);
    l->pairs = calloc(all->count + 1, sizeof *l->pairs);
    if (!l->decided || !l->pairs)
        return false;
    for (size_t i = 0; i < all->count; i++) {
        const struct dt_copy_decision *d = &all->items[i];
        const struct dt_source *a = dt_corpus_source(l->corpus,
                                                     DT_STR(d->article));
        const struct dt_source *b =
            d->other ? dt_corpus_source(l->corpus, DT_STR(d->other)) : NULL;
        struct decided *next = &l->decided[l->decided_count];

        if (!a || (d->other && !b))
            continue;
        next->decision = d;
        next->a = (size_t)(a - sources);
        next->b = b ? (size_t)(b - sources) : SIZE_MAX;
        l->pairs[l->decided_count++] = next;
    }
    if (l->decided_count)
        qsort(l->pairs, l->decided_count, sizeof(struct decided *), by_pair);
    return true;
}

int dt_verify_links_new(const struct dt_corpus *corpus,
                        struct dt_verify_links **out, struct dt_err *err)
{
    struct dt_verify_links *l = calloc(1, sizeof *l);

    if (!l)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    l->corpus = corpus;
    l->copy_of = calloc(corpus->source_count + 1, sizeof *l->copy_of);
    l->has_edge = calloc(corpus->source_count + 1, sizeof *l->has_edge);
    l->folds = calloc(corpus->source_count + 1, sizeof *l->folds);
    l->sames = calloc(corpus->source_count + 1, sizeof *l->sames);
    l->said = calloc(corpus->source_count + 1, sizeof *l->said);
    l->media = calloc(corpus->source_count + 1, sizeof *l->media);
    l->stories = calloc(corpus->source_count + 1, sizeof *l->stories);
    l->is_redirected = calloc(corpus->redirect_count + 1,
                              sizeof *l->is_redirected);
    l->is_alive = calloc(corpus->redirect_count + 1, sizeof *l->is_alive);
    l->targets = calloc(corpus->redirect_count + 1, sizeof *l->targets);
    l->is_there = calloc(corpus->redirect_count + 1, sizeof *l->is_there);
    if (!l->copy_of || !l->has_edge || !l->media || !l->stories ||
        !l->is_redirected || !l->is_alive || !l->targets || !l->is_there ||
        !l->folds || !l->sames || !l->said || !list_decided(l)) {
        dt_verify_links_free(l);
        return DT_FAIL(err, DT_EINTERNAL, "%zu sources: out of memory",
                       corpus->source_count);
    }
    if (dt_fingerprint_init(&l->key, err) < 0) {
        dt_verify_links_free(l);
        return DT_EINTERNAL;
    }
    list_targets(l);
    *out = l;
    return DT_OK;
}

void dt_verify_links_free(struct dt_verify_links *links)
{
    if (!links)
        return;
    free(links->copy_of);
    free(links->has_edge);
    free(links->folds);
    free(links->sames);
    free(links->said);
    free(links->decided);
    free(links->pairs);
    free(links->media);
    free(links->stories);
    free(links->is_redirected);
    free(links->is_alive);
    free(links->targets);
    free(links->is_there);
    free(links);
}

static size_t index_of(const struct dt_verify_links *links,
                       const struct dt_source *source)
{
    return (size_t)(source - links->corpus->sources);
}

void dt_verify_link_copy(struct dt_verify_links *links,
                         const struct dt_source *article,
                         const struct dt_source *original)
{
    links->copy_of[index_of(links, article)] = index_of(links, original) + 1;
}

/* Of a member as it stands, which canonical JSON writes in one way; 0: null. */
static uint64_t mark_of(const struct dt_verify_links *l,
                        const struct dt_leaf *leaf, unsigned member)
{
    const size_t token = leaf->member[member];

    return dt_json_type(leaf->doc, token) == DT_JSON_NULL
               ? 0
               : dt_fingerprint_any(&l->key, dt_json_bytes(leaf->doc, token)) |
                     1;
}

/* The same of a publisher, whose case does not count. */
static uint64_t publisher_of(const struct dt_leaf *leaf)
{
    const size_t token = leaf->member[DT_ARTICLE_PUBLISHER];
    struct dt_str name = dt_json_bytes(leaf->doc, token);
    uint64_t hash = 0;

    if (dt_json_type(leaf->doc, token) == DT_JSON_NULL)
        return 0;
    for (size_t i = 0; i < name.len; i++) {
        const unsigned c = (unsigned char)name.ptr[i];

        hash ^= c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c;
        hash *= 0x100000001B3u; /* FNV-1a */
    }
    return hash | 1;
}

/* The first digits of a hash, of which there are enough to tell two apart. */
static uint64_t digits_of(struct dt_str hex)
{
    uint64_t n = 0;

    for (size_t i = 0; i < hex.len && i < DT_COPY_JUDGED; i++)
        n = n << 4 | (uint64_t)(hex.ptr[i] <= '9' ? hex.ptr[i] - '0'
                                                  : hex.ptr[i] - 'a' + 10);
    return n;
}

static void note_fold(struct dt_verify_links *links, size_t index,
                      const struct dt_leaf *leaf)
{
    const size_t text = leaf->member[DT_ARTICLE_TEXT];
    const size_t bytes = dt_json_get(leaf->doc, text, "bytes");

    links->folds[index] = digits_of(
        dt_json_plain(leaf->doc, dt_json_get(leaf->doc, text, "fold_sha256")));
    if (dt_json_int64(leaf->doc, bytes) > 0)
        links->sames[index] = links->folds[index];
}

void dt_verify_link_article(struct dt_verify_links *links,
                            const struct dt_source *article,
                            const struct dt_leaf *leaf)
{
    const struct dt_str published = dt_leaf_text(leaf, DT_ARTICLE_PUBLISHED);
    const size_t index = index_of(links, article);
    struct dt_copy_story *story = &links->stories[index];

    note_fold(links, index, leaf);
    links->media[index] = dt_fingerprint_any(
        &links->key, dt_leaf_text(leaf, DT_ARTICLE_MEDIA_TYPE));
    story->publisher = publisher_of(leaf);
    story->title = mark_of(links, leaf, DT_ARTICLE_TITLE);
    story->url = mark_of(links, leaf, DT_ARTICLE_URL);
    story->published = DT_COPY_UNDATED;
    if (published.ptr && !dt_edtf_begin(published, &story->published))
        story->published = DT_COPY_UNDATED;
}

bool dt_verify_link_has_media(const struct dt_verify_links *links,
                              const struct dt_source *article,
                              struct dt_str type)
{
    const uint64_t media = links->media[index_of(links, article)];

    return media == 0 || media == dt_fingerprint_any(&links->key, type);
}

/* What is the same shares all; what was decided was not measured. */
static bool fits_measure(const struct dt_leaf *leaf, struct dt_str relation)
{
    const unsigned measures[] = {DT_DUPLICATE_JACCARD,
                                 DT_DUPLICATE_CONTAINMENT};
    const bool same = dt_str_is(relation, dt_relation_name(DT_RELATION_SAME));
    const bool decided = dt_str_is(relation,
                                   dt_relation_name(DT_RELATION_DECIDED));

    for (size_t i = 0; i < 2; i++) {
        const size_t token = leaf->member[measures[i]];

        if ((dt_json_type(leaf->doc, token) == DT_JSON_NULL) != decided ||
            (same && dt_json_int64(leaf->doc, token) != 1000))
            return false;
    }
    return true;
}

/*
 * Whether two texts can have these numbers per mille, each rounded down: what
 * they share is at most the smaller one, so that J (2 - C) <= C.
 */
static bool is_possible(int64_t jaccard, int64_t containment)
{
    return jaccard <= containment &&
           jaccard * (2000 - containment - 1) <= (containment + 1) * 1000;
}

/* What was measured, and is or is not of versions of one story. */
static int check_measured(const struct dt_verify_links *links,
                          const struct dt_leaf *leaf, size_t x, size_t y,
                          struct dt_str relation, struct dt_err *err)
{
    const int64_t jaccard = dt_json_int64(leaf->doc,
                                          leaf->member[DT_DUPLICATE_JACCARD]);
    const int64_t containment =
        dt_json_int64(leaf->doc, leaf->member[DT_DUPLICATE_CONTAINMENT]);
    const enum dt_relation measured = jaccard >= DT_DEDUP_NEAR
                                          ? DT_RELATION_NEAR
                                          : DT_RELATION_CONTAINS;
    const enum dt_relation wanted =
        dt_copy_story_revises(&links->stories[x], &links->stories[y], measured)
            ? DT_RELATION_REVISION
            : measured;

    if (!is_possible(jaccard, containment) ||
        (measured == DT_RELATION_CONTAINS && containment < DT_DEDUP_CONTAINS))
        return DT_FAIL(err, DT_EMISMATCH,
                       "no two texts that are alike have its measures (run "
                       "dictum build %s)",
                       links->corpus->name);
    return dt_str_is(relation, dt_relation_name(wanted))
               ? DT_OK
               : DT_FAIL(err, DT_EMISMATCH,
                         "by its measures and the records of both it is %s, "
                         "not %.*s (run dictum build %s)",
                         dt_relation_name(wanted), DT_STR_ARG(relation),
                         links->corpus->name);
}

static bool is_copy(struct dt_str relation)
{
    return dt_str_is(relation, dt_relation_name(DT_RELATION_SAME)) ||
           dt_str_is(relation, dt_relation_name(DT_RELATION_DECIDED));
}

/* A decision that is stale changes nothing. */
static bool is_live(const struct dt_verify_links *links,
                    const struct decided *d)
{
    const size_t of[] = {d->a, d->b};

    for (size_t i = 0; i < 2 && of[i] != SIZE_MAX; i++) {
        const char *judged = d->decision->judged[i];

        if (!links->folds[of[i]] ||
            (judged && links->folds[of[i]] != digits_of(DT_STR(judged))))
            return false;
    }
    return true;
}

/* The decision on these two that is not stale, or NULL. */
static struct decided *decided_on(const struct dt_verify_links *links, size_t x,
                                  size_t y)
{
    struct decided pair = {.a = x, .b = y};
    struct decided *key = &pair;
    struct decided **found = links->decided_count
                                 ? bsearch(&key, links->pairs,
                                           links->decided_count,
                                           sizeof(struct decided *), by_pair)
                                 : NULL;

    return found && is_live(links, *found) ? *found : NULL;
}

int dt_verify_link_edge(struct dt_verify_links *links,
                        const struct dt_leaf *leaf, const struct dt_source *a,
                        const struct dt_source *b, struct dt_err *err)
{
    struct dt_str relation = dt_leaf_text(leaf, DT_DUPLICATE_RELATION);
    const size_t x = index_of(links, a), y = index_of(links, b);
    const bool copies = links->copy_of[x] == y + 1;
    const bool is_copied = links->copy_of[y] == x + 1;
    struct decided *decided = decided_on(links, x, y);
    const bool called = decided && decided->decision->verdict == DT_COPY_OF;

    if (!fits_measure(leaf, relation))
        return DT_FAIL(err, DT_EMISMATCH,
                       "its measures are not those of what is %.*s (run "
                       "dictum build %s)",
                       (int)relation.len, relation.ptr, links->corpus->name);
    if (decided && (!called || is_copy(relation)))
        decided->has_edge = true;
    if (!is_copy(relation))
        return check_measured(links, leaf, x, y, relation, err);
    if (copies)
        links->has_edge[x] = true;
    if (is_copied)
        links->has_edge[y] = true;
    /* It may be called a copy of what is a copy itself. */
    if (called)
        links->has_edge[decided->a] = true;
    if (dt_str_is(relation, dt_relation_name(DT_RELATION_DECIDED)) && !called)
        return DT_FAIL(err, DT_EMISMATCH,
                       "decisions.yaml calls neither of the two a copy of the "
                       "other (run dictum build %s)",
                       links->corpus->name);
    return copies || is_copied || called
               ? DT_OK
               : DT_FAIL(err, DT_EMISMATCH,
                         "neither of the two is recorded as a copy of the "
                         "other (run dictum build %s)",
                         links->corpus->name);
}

static const struct dt_redirect *redirect_of(const struct dt_corpus *corpus,
                                             struct dt_str id)
{
    return dt_entry_find(corpus->redirects, corpus->redirect_count,
                         sizeof *corpus->redirects, id);
}

int dt_verify_link_redirect(struct dt_verify_links *links,
                            const struct dt_leaf *leaf, struct dt_err *err)
{
    const struct dt_corpus *corpus = links->corpus;
    const struct dt_redirect *r =
        redirect_of(corpus, dt_leaf_text(leaf, DT_REDIRECT_ID));
    struct dt_line_maker maker = {.doc = DT_JSON_DOC_INIT,
                                  .digest = leaf->digest};
    struct dt_buf wanted = DT_BUF_INIT(LINE_MAX_BYTES);
    int rc = DT_OK;

    if (!r)
        return DT_FAIL(err, DT_EMISMATCH,
                       "sources.yaml redirects no such id (run dictum build "
                       "%s)",
                       corpus->name);
    links->is_redirected[r - corpus->redirects] = true;
    rc = dt_write_redirect(r, &maker, &wanted, err);
    if (rc == DT_OK && !dt_str_eq(dt_str_trim(dt_buf_str(&wanted)), leaf->line))
        rc = DT_FAIL(err, DT_EMISMATCH,
                     "sources.yaml:%u says otherwise (run dictum build %s)",
                     r->line, corpus->name);
    dt_json_doc_release(&maker.doc);
    dt_buf_release(&wanted);
    return rc;
}

void dt_verify_link_statement(struct dt_verify_links *links,
                              const struct dt_leaf *leaf)
{
    const struct dt_str id = dt_leaf_text(leaf, DT_STATEMENT_ID);
    const struct target *t = dt_entry_find(links->targets, links->target_count,
                                           sizeof *t, id);
    const struct dt_redirect *r = redirect_of(links->corpus, id);

    if (t)
        links->is_there[t - links->targets] = true;
    if (r)
        links->is_alive[r - links->corpus->redirects] = true;
}

/* The canonical article of its cluster, or itself. */
static size_t canonical_of(const struct dt_verify_links *links, size_t source)
{
    return links->copy_of[source] ? links->copy_of[source] - 1 : source;
}

/* edges: all lines of duplicates.jsonl are known. */
static bool is_followed(const struct dt_verify_links *links,
                        const struct decided *d, bool edges)
{
    switch (d->decision->verdict) {
    case DT_COPY_CANONICAL:
        return !links->copy_of[d->a];
    case DT_COPY_OF:
        return links->copy_of[d->a] == canonical_of(links, d->b) + 1 &&
               (d->has_edge || !edges);
    case DT_COPY_NOT_OF:
        break;
    }
    /* What is called a copy of another may be parted only from that one. */
    return !d->has_edge &&
           ((links->said[d->a] | links->said[d->b]) & PLACED ||
            canonical_of(links, d->a) != canonical_of(links, d->b));
}

static void note_said(struct dt_verify_links *links, const struct decided *d)
{
    if (d->decision->verdict == DT_COPY_OF)
        links->said[d->a] |= PLACED;
    if (d->decision->verdict == DT_COPY_NOT_OF) {
        links->said[d->a] |= PARTED;
        links->said[d->b] |= PARTED;
    }
}

/* Of so many, the first were told each. */
static void tell_more(struct dt_verification *v, size_t count, const char *kind)
{
    char path[512];

    (void)snprintf(path, sizeof path, "manifests/%s/%s.jsonl", v->corpus->name,
                   kind);
    if (count > MOST_TOLD)
        dt_verify_more(v, count - MOST_TOLD, path);
}

/* Those of the same words are one cluster, where no decision is on one. */
static void check_same(struct dt_verification *v, const struct dt_keyed *of,
                       size_t count, size_t *told)
{
    const struct dt_verify_links *links = v->links;
    const struct dt_source *sources = v->corpus->sources;

    for (size_t i = 0; i < count; i++)
        if (links->said[of[i].item])
            return;
    for (size_t i = 1; i < count; i++)
        if (canonical_of(links, of[i].item) !=
            canonical_of(links, of[0].item)) {
            if (++*told > MOST_TOLD)
                return;
            dt_verify_problem(v,
                              "manifests/%s/articles.jsonl: %s has the words "
                              "of %s, and no decision parts them (run dictum "
                              "build %s)",
                              v->corpus->name, sources[of[i].item].id,
                              sources[of[0].item].id, v->corpus->name);
            return;
        }
}

static int check_sames(struct dt_verification *v, struct dt_err *err)
{
    const struct dt_verify_links *links = v->links;
    const size_t sources = v->corpus->source_count;
    struct dt_keyed *order = calloc(sources + 1, sizeof *order);
    size_t count = 0, told = 0;
    int rc;

    if (!order)
        return DT_FAIL(err, DT_EINTERNAL, "%zu sources: out of memory",
                       sources);
    for (size_t i = 0; i < sources; i++)
        if (links->sames[i])
            order[count++] = (struct dt_keyed){links->sames[i], (uint32_t)i};
    rc = dt_radix_sort(order, count, err);
    for (size_t from = 0, to; rc == DT_OK && from < count; from = to) {
        for (to = from + 1; to < count && order[to].key == order[from].key;)
            to++;
        if (to - from > 1)
            check_same(v, order + from, to - from, &told);
    }
    free(order);
    tell_more(v, told, "articles");
    return rc;
}

int dt_verify_links_decided(struct dt_verification *v, struct dt_err *err)
{
    struct dt_verify_links *links = v->links;

    for (size_t i = 0; i < links->decided_count; i++)
        if (is_live(links, &links->decided[i]))
            note_said(links, &links->decided[i]);
    for (size_t i = 0; i < links->decided_count; i++) {
        const struct dt_copy_decision *d = links->decided[i].decision;

        if (is_live(links, &links->decided[i]) &&
            !is_followed(links, &links->decided[i], v->lines_good))
            dt_verify_problem(v,
                              "corpus/%s/decisions.yaml:%u: %s: the copies do "
                              "not follow this decision (%s%s%s; run dictum "
                              "build %s)",
                              v->corpus->name, d->line, d->article,
                              dt_copy_verdict_name(d->verdict),
                              d->other ? " " : "", d->other ? d->other : "",
                              v->corpus->name);
    }
    return v->lines_good ? check_sames(v, err) : DT_OK;
}

void dt_verify_links_missing(struct dt_verification *v)
{
    const struct dt_verify_links *links = v->links;
    const struct dt_corpus *corpus = v->corpus;
    size_t copies = 0, redirects = 0;

    for (size_t i = 0; i < corpus->source_count; i++)
        if (links->copy_of[i] && !links->has_edge[i] && ++copies <= MOST_TOLD)
            dt_verify_problem(
                v,
                "manifests/%s/duplicates.jsonl: no line tells that %s copies "
                "%s, as its record says (run dictum build %s)",
                corpus->name, corpus->sources[i].id,
                corpus->sources[links->copy_of[i] - 1].id, corpus->name);
    tell_more(v, copies, "duplicates");
    for (size_t i = 0; i < corpus->redirect_count; i++)
        if (!links->is_redirected[i] && ++redirects <= MOST_TOLD)
            dt_verify_problem(
                v,
                "corpus/%s/sources.yaml:%u: no record of the redirect of %s "
                "(run dictum build %s)",
                corpus->name, corpus->redirects[i].line,
                corpus->redirects[i].id, corpus->name);
    tell_more(v, redirects, "redirects");
    for (size_t i = 0; i < corpus->redirect_count; i++)
        if (links->is_alive[i])
            dt_verify_problem(v,
                              "corpus/%s/sources.yaml:%u: %s is redirected, "
                              "and is a statement here (take the redirect "
                              "out, and run dictum build %s)",
                              corpus->name, corpus->redirects[i].line,
                              corpus->redirects[i].id, corpus->name);
    for (size_t i = 0; i < links->target_count; i++) {
        const struct target *t = &links->targets[i];

        if (!links->is_there[i] && !redirect_of(corpus, DT_STR(t->id)))
            dt_verify_problem(v,
                              "corpus/%s/sources.yaml:%u: %s is redirected to "
                              "%s, which is no statement here",
                              corpus->name, t->from->line, t->from->id, t->id);
    }
}
