#include "release/successor.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/fingerprint.h"
#include "release/lines_at.h"
#include "source/entry.h"

#define TEXTS_MAX ((size_t)8 << 30)

/* An article of the release, where its snapshot is asked for. */
struct article {
    const char *id;
    char snapshot[DT_DIGEST_HEX_SIZE];
};

struct articles {
    struct article *items;
    size_t count, cap;
};

/* What a line says of a statement, in few bytes. */
struct words {
    struct dt_fingerprint key; /* of its article, and its words there */
    uint64_t spans, speaker;
};

struct item {
    struct dt_gone gone;
    struct words words;
    bool withheld, exact; /* exact: `to` has the same place */
    size_t met;           /* how many have its words */
    uint64_t to_speaker;
    char to[DT_SUCCESSOR_ID];
};

struct dt_successors {
    const struct dt_corpus *corpus;
    struct dt_arena arena;
    struct dt_fingerprint_key key;
    struct articles gone, withheld;
    struct item *items;
    size_t count, cap;
    struct item **sought; /* by key */
    size_t sought_count;
    struct dt_json_doc doc;
};

int dt_successors_new(const struct dt_corpus *corpus,
                      struct dt_successors **out, struct dt_err *err)
{
    struct dt_successors *s = calloc(1, sizeof *s);

    if (!s)
        return DT_FAIL(err, DT_EINTERNAL, "the ids: out of memory");
    s->corpus = corpus;
    s->arena = DT_ARENA_INIT(TEXTS_MAX);
    s->doc = DT_JSON_DOC_INIT;
    *out = s;
    return dt_fingerprint_init(&s->key, err);
}

void dt_successors_free(struct dt_successors *successors)
{
    if (!successors)
        return;
    dt_arena_release(&successors->arena);
    free(successors->gone.items);
    free(successors->withheld.items);
    free(successors->items);
    free(successors->sought);
    dt_json_doc_release(&successors->doc);
    free(successors);
}

static struct dt_str member(const struct dt_json_doc *line, const char *name)
{
    return dt_json_plain(line, dt_json_get(line, DT_JSON_ROOT, name));
}

static bool is_withheld(const struct dt_json_doc *article)
{
    const size_t rights = dt_json_get(article, DT_JSON_ROOT, "rights");

    return dt_str_is(
        dt_json_plain(article, dt_json_get(article, rights, "text")),
        "withheld");
}

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "ids that are gone: out of memory");
}

static int keep_article(struct dt_successors *s, struct articles *list,
                        const struct dt_json_doc *line, struct dt_err *err)
{
    const struct dt_str snapshot = member(line, "snapshot");
    struct article a = {dt_arena_copy(&s->arena, member(line, "id")), ""};
    struct article *grown = dt_array_room(list->items, &list->cap, list->count,
                                          sizeof *grown);

    if (grown)
        list->items = grown;
    if (!grown || !a.id)
        return no_memory(err);
    if (snapshot.len < sizeof a.snapshot)
        memcpy(a.snapshot, snapshot.ptr, snapshot.len);
    list->items[list->count++] = a;
    return DT_OK;
}

int dt_successors_stayed(struct dt_successors *successors,
                         const struct dt_json_doc *line, struct dt_err *err)
{
    return is_withheld(line)
               ? keep_article(successors, &successors->withheld, line, err)
               : DT_OK;
}

static int keep_item(struct dt_successors *s, const struct item *item,
                     struct dt_err *err)
{
    struct item *grown = dt_array_room(s->items, &s->cap, s->count,
                                       sizeof *grown);

    if (grown)
        s->items = grown;
    if (!grown || !item->gone.id)
        return no_memory(err);
    s->items[s->count++] = *item;
    return DT_OK;
}

int dt_successors_article(struct dt_successors *successors,
                          const struct dt_json_doc *line, struct dt_err *err)
{
    struct item item = {.withheld = false};
    int rc = keep_article(successors, &successors->gone, line, err);

    if (rc == DT_OK && is_withheld(line))
        rc = keep_article(successors, &successors->withheld, line, err);
    if (rc < 0)
        return rc;
    item.gone.id = successors->gone.items[successors->gone.count - 1].id;
    return keep_item(successors, &item, err);
}

/* Words of a withheld text are known by their place. */
static struct words words_of(const struct dt_successors *s,
                             const struct dt_json_doc *line,
                             struct dt_str article, bool *withheld)
{
    const size_t text = dt_json_get(line, DT_JSON_ROOT, "text");
    const size_t spans = dt_json_get(line, DT_JSON_ROOT, "spans");
    struct words w = {
        .spans = dt_fingerprint_any(&s->key, dt_json_bytes(line, spans))};
    const char *const names[] = {"speaker", "speaker_name"};

    *withheld = dt_json_type(line, text) == DT_JSON_NULL;
    w.key.high = dt_fingerprint_any(&s->key, article);
    w.key.low = *withheld
                    ? w.spans
                    : dt_fingerprint_any(&s->key, dt_json_bytes(line, text));
    for (int i = 0; i < 2; i++)
        w.speaker =
            w.speaker * 31 +
            dt_fingerprint_any(
                &s->key,
                dt_json_bytes(line, dt_json_get(line, DT_JSON_ROOT, names[i])));
    return w;
}

int dt_successors_statement(struct dt_successors *successors,
                            const struct dt_json_doc *line, struct dt_err *err)
{
    struct dt_successors *s = successors;
    const struct dt_str article = member(line, "article");
    struct item item = {.withheld = false};

    item.gone.id = dt_arena_copy(&s->arena, member(line, "id"));
    item.gone.article = dt_arena_copy(&s->arena, article);
    if (!item.gone.article || article.len >= DT_SUCCESSOR_ID)
        return no_memory(err);
    item.words = words_of(s, line, article, &item.withheld);
    return keep_item(s, &item, err);
}

size_t dt_successors_count(const struct dt_successors *successors)
{
    return successors->count;
}

const struct dt_gone *dt_successors_get(const struct dt_successors *successors,
                                        size_t index)
{
    return index < successors->count ? &successors->items[index].gone : NULL;
}

static int by_snapshot(const void *a, const void *b)
{
    return strcmp(((const struct article *)a)->snapshot,
                  ((const struct article *)b)->snapshot);
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct article *)a)->id,
                  ((const struct article *)b)->id);
}

static int by_article(const void *a, const void *b)
{
    const struct dt_gone *x = &((const struct item *)a)->gone;
    const struct dt_gone *y = &((const struct item *)b)->gone;
    const int order = strcmp(x->article ? x->article : x->id,
                             y->article ? y->article : y->id);

    if (order)
        return order;
    if (!x->article || !y->article)
        return (x->article != NULL) - (y->article != NULL);
    return strcmp(x->id, y->id);
}

/* Each article that is gone, and the first that is made of its snapshot. */
static void find_articles(struct dt_successors *s)
{
    const struct dt_corpus *corpus = s->corpus;
    struct articles *gone = &s->gone;

    if (gone->count)
        qsort(gone->items, gone->count, sizeof *gone->items, by_snapshot);
    for (size_t i = 0; gone->count && i < corpus->source_count; i++) {
        struct article wanted = {NULL, ""}, *a;

        if (!corpus->sources[i].snapshot)
            continue;
        memcpy(
            wanted.snapshot, corpus->sources[i].snapshot,
            strnlen(corpus->sources[i].snapshot, sizeof wanted.snapshot - 1));
        a = bsearch(&wanted, gone->items, gone->count, sizeof *a, by_snapshot);
        while (a && a > gone->items && by_snapshot(a - 1, a) == 0)
            a--;
        for (;
             a && a < gone->items + gone->count && by_snapshot(a, &wanted) == 0;
             a++) {
            struct item sought = {.gone = {.id = a->id}};
            struct item *item = bsearch(&sought, s->items, s->count,
                                        sizeof *item, by_article);

            if (item && !item->gone.to)
                item->gone.to = corpus->sources[i].id;
        }
    }
    for (size_t i = 0; i < s->count; i++)
        if (!s->items[i].gone.article)
            s->items[i].gone.reason = s->items[i].gone.to ? "merged"
                                                          : "removed";
}

/* Where a chain of redirects ends; *first is its first. */
static const struct dt_source *redirected(const struct dt_corpus *corpus,
                                          const char *id,
                                          const struct dt_redirect **first)
{
    const struct dt_source *source = NULL;
    const struct dt_redirect *r;

    *first = NULL;
    while (id && !source) {
        r = dt_entry_find(corpus->redirects, corpus->redirect_count, sizeof *r,
                          DT_STR(id));
        *first = *first ? *first : r;
        id = r ? r->to : NULL;
        source = id ? dt_corpus_source(corpus, DT_STR(id)) : NULL;
    }
    return source;
}

/* The article in which a statement is sought, or NULL; and why it went. */
static const struct dt_source *target_of(const struct dt_successors *s,
                                         struct dt_gone *gone)
{
    const struct dt_source *target = dt_corpus_source(s->corpus,
                                                      DT_STR(gone->article));
    const struct dt_redirect *r = NULL;
    struct item sought = {.gone = {.id = gone->article}};
    const struct item *article;

    gone->reason = NULL;
    if (target)
        return target;
    article = bsearch(&sought, s->items, s->count, sizeof *article, by_article);
    if (article) {
        gone->with_article = true;
        gone->reason = article->gone.reason;
        return article->gone.to
                   ? dt_corpus_source(s->corpus, DT_STR(article->gone.to))
                   : NULL;
    }
    target = redirected(s->corpus, gone->article, &r);
    gone->reason = r ? r->reason : NULL;
    return target;
}

static bool has_snapshot(const struct dt_successors *s, const char *article,
                         const struct dt_source *target)
{
    const struct article *a = dt_entry_find(
        s->withheld.items, s->withheld.count, sizeof *a, DT_STR(article));

    return a && target->snapshot && strcmp(a->snapshot, target->snapshot) == 0;
}

static int compare_keys(const struct dt_fingerprint *a,
                        const struct dt_fingerprint *b)
{
    if (a->high != b->high)
        return a->high < b->high ? -1 : 1;
    return (a->low > b->low) - (a->low < b->low);
}

static int by_key(const void *a, const void *b)
{
    return compare_keys(&(*(const struct item *const *)a)->words.key,
                        &(*(const struct item *const *)b)->words.key);
}

static int list_sought(struct dt_successors *s, struct dt_err *err)
{
    s->sought = calloc(s->count + 1, sizeof(struct item *));
    if (!s->sought)
        return no_memory(err);
    for (size_t i = 0; i < s->count; i++) {
        struct item *item = &s->items[i];
        const struct dt_source *target;

        if (!item->gone.article)
            continue;
        target = target_of(s, &item->gone);
        if (!target ||
            (item->withheld && !has_snapshot(s, item->gone.article, target)))
            continue;
        item->words.key.high = dt_fingerprint_any(&s->key, DT_STR(target->id));
        s->sought[s->sought_count++] = item;
    }
    if (s->sought_count)
        qsort(s->sought, s->sought_count, sizeof(struct item *), by_key);
    return DT_OK;
}

static size_t first_with(const struct dt_successors *s,
                         const struct dt_fingerprint *key)
{
    size_t low = 0, high = s->sought_count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (compare_keys(&s->sought[middle]->words.key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int look(void *ctx, const struct dt_lines *lines, struct dt_str line,
                struct dt_err *err)
{
    struct dt_successors *s = ctx;
    struct words words;
    struct dt_str id;
    bool withheld;
    int rc = dt_json_parse(&s->doc, line, err);

    (void)lines;
    if (rc < 0)
        return rc;
    id = member(&s->doc, "id");
    words = words_of(s, &s->doc, member(&s->doc, "article"), &withheld);
    for (size_t i = first_with(s, &words.key);
         i < s->sought_count && id.len < DT_SUCCESSOR_ID &&
         compare_keys(&s->sought[i]->words.key, &words.key) == 0;
         i++) {
        struct item *item = s->sought[i];
        const bool exact = item->words.spans == words.spans;

        item->met++;
        if (item->withheld != withheld || item->exact ||
            (item->met > 1 && !exact))
            continue;
        item->exact = exact;
        item->to_speaker = words.speaker;
        memcpy(item->to, id.ptr, id.len);
        item->to[id.len] = '\0';
    }
    return DT_OK;
}

static void conclude(struct item *item)
{
    struct dt_gone *gone = &item->gone;

    if (!gone->article)
        return;
    if (item->exact || (item->met == 1 && item->to[0]))
        gone->to = item->to;
    if (!gone->to)
        gone->reason = "removed";
    else if (!gone->reason)
        gone->reason = item->to_speaker == item->words.speaker
                           ? "merged"
                           : "re-attributed";
}

int dt_successors_find(struct dt_successors *successors, struct dt_repo *repo,
                       const char *at, struct dt_err *err)
{
    struct dt_successors *s = successors;
    int rc;

    qsort(s->items, s->count, sizeof *s->items, by_article);
    if (s->withheld.count)
        qsort(s->withheld.items, s->withheld.count, sizeof *s->withheld.items,
              by_id);
    find_articles(s);
    rc = list_sought(s, err);
    if (rc == DT_OK && s->sought_count)
        rc = dt_lines_now(repo, at, s->corpus, DT_STATEMENTS, look, s, err);
    for (size_t i = 0; i < s->count; i++)
        conclude(&s->items[i]);
    return rc;
}
