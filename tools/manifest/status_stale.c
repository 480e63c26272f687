#include "manifest/status_stale.h"

#include <stdlib.h>
#include <string.h>

#include "adapt/store.h"
#include "manifest/make.h"
#include "manifest/mark.h"
#include "manifest/stale_copies.h"

struct last_build {
    const struct dt_corpus *corpus;
    unsigned char (*keys)[DT_DIGEST_SIZE]; /* one for each source */
    bool *has_key;
    bool untouched; /* the manifests lie there as the build left them */
    bool known, same_sources, same_people, same_copies, same_rules;
    struct dt_mark_base base;
    size_t stale; /* decisions that met no statement */
};

static size_t count_stale(const struct dt_corpus *c, const char *article,
                          const struct dt_decision_set *stale)
{
    size_t decided, count = 0;

    (void)dt_decisions_of(c->decisions, article, &decided);
    for (size_t i = 0; i < decided; i++)
        count += dt_decision_set_has(stale, i);
    return count;
}

/* dt_mark_sources() then and now: hashes of one length, but for the last. */
static void compare_sources(struct last_build *b, struct dt_str then)
{
    enum {
        PEOPLE = 2 * DT_DIGEST_HEX_SIZE,
        COPIES = 3 * DT_DIGEST_HEX_SIZE,
        RULES = 4 * DT_DIGEST_HEX_SIZE
    };
    char now[DT_MARK_SOURCES_SIZE];

    dt_mark_sources(&b->base, b->corpus, now);
    b->known = then.len >= RULES;
    if (!b->known)
        return;
    b->same_sources = memcmp(then.ptr, now, PEOPLE) == 0;
    b->same_people = memcmp(then.ptr + PEOPLE, now + PEOPLE,
                            DT_DIGEST_HEX_SIZE) == 0;
    b->same_copies = memcmp(then.ptr + COPIES, now + COPIES,
                            DT_DIGEST_HEX_SIZE) == 0;
    b->same_rules = dt_str_is(
        (struct dt_str){then.ptr + RULES, then.len - RULES}, now + RULES);
}

static int take_mark(void *ctx, struct dt_str id, struct dt_str value,
                     struct dt_err *err)
{
    struct last_build *b = ctx;
    const struct dt_corpus *c = b->corpus;
    const struct dt_source *source;

    if (dt_str_is(id, DT_MARK_FILES_ID)) {
        char hex[DT_DIGEST_HEX_SIZE];
        bool known;
        int rc = dt_mark_files(c, INT64_MAX, &known, hex, err);

        b->untouched = rc == DT_OK && dt_str_is(value, hex);
        return rc;
    }
    if (dt_str_is(id, DT_MARK_SOURCES_ID)) {
        compare_sources(b, value);
        return DT_OK;
    }
    source = dt_corpus_source(c, id);
    if (source && value.len == sizeof(struct dt_mark)) {
        struct dt_mark mark;

        memcpy(&mark, value.ptr, sizeof mark);
        memcpy(b->keys[source - c->sources], mark.key, sizeof mark.key);
        b->has_key[source - c->sources] = true;
        b->stale += count_stale(c, source->id, &mark.stale);
    }
    return DT_OK;
}

/* A store that cannot be read, or is not there, knows of no build. */
static int read_store(struct last_build *b, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096);
    struct dt_file_stat st = {.exists = false};
    struct dt_store *store = NULL;
    struct dt_err ignored;
    int rc;

    dt_buf_addf(&path, "%s/.dictum/store.db", b->corpus->root);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK && dt_file_stat(path.ptr, &st, &ignored) == DT_OK &&
        st.is_file &&
        dt_store_open(&store, path.ptr, b->corpus->name, &ignored) == DT_OK &&
        dt_store_each(store, take_mark, b, &ignored) < 0)
        b->known = false;
    dt_store_free(store);
    dt_buf_release(&path);
    return rc;
}

static int compare_keys(struct last_build *b, dt_status_stale_fn fn, void *ctx,
                        struct dt_err *err)
{
    const struct dt_corpus *c = b->corpus;
    struct dt_digest *d = NULL;
    size_t same = 0;
    int rc = dt_digest_new(&d, err);

    for (size_t i = 0; rc == DT_OK && i < c->source_count; i++) {
        unsigned char key[DT_DIGEST_SIZE];

        if (!b->has_key[i])
            continue;
        rc = dt_mark_key(&b->base, c, &c->sources[i], d, key, err);
        if (rc == DT_OK && memcmp(key, b->keys[i], sizeof key) == 0) {
            b->has_key[i] = false;
            same++;
        }
    }
    dt_digest_free(d);
    /* When no key is the same, it is the program that is another. */
    for (size_t i = 0; rc == DT_OK && same && i < c->source_count; i++)
        if (b->has_key[i])
            fn(ctx, i,
               "its entry in sources.yaml, or a decision, changed since it "
               "was built here");
    return rc;
}

/* What every source stands on. */
static int read_base(struct last_build *b, struct dt_err *err)
{
    struct dt_rulebook *rules = NULL;
    int rc = dt_make_read_rules(b->corpus, &rules, err);

    dt_mark_base_init(&b->base, rules);
    dt_rulebook_free(rules);
    return rc;
}

/* Why every source that was built here is to be built again, or NULL. */
static const char *why_all(const struct last_build *b)
{
    return !b->same_people  ? "people.yaml changed since it was built here"
           : !b->same_rules ? "the corpus's rules changed since it was built "
                              "here"
                            : NULL;
}

int dt_status_stale(const struct dt_corpus *corpus, dt_status_stale_fn fn,
                    void *ctx, struct dt_status_stale *out, struct dt_err *err)
{
    size_t count = corpus->source_count ? corpus->source_count : 1;
    struct last_build b = {.corpus = corpus,
                           .keys = calloc(count, sizeof *b.keys),
                           .has_key = calloc(count, sizeof *b.has_key)};
    int rc = DT_OK;

    if (!b.keys || !b.has_key)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for the status");
    else
        rc = read_base(&b, err);
    if (rc == DT_OK)
        rc = read_store(&b, err);
    if (rc == DT_OK && b.known && b.untouched) {
        const char *why = why_all(&b);

        for (size_t i = 0; why && i < corpus->source_count; i++)
            if (b.has_key[i])
                fn(ctx, i, why);
        if (!why && !b.same_sources)
            rc = compare_keys(&b, fn, ctx, err);
    }
    out->copies_decided = rc == DT_OK && b.known && b.untouched &&
                          !b.same_copies;
    out->decisions = b.stale;
    for (size_t i = 0; i < corpus->decisions->count; i++)
        if (!dt_corpus_source(corpus,
                              DT_STR(corpus->decisions->items[i].article)))
            out->decisions++;
    if (rc == DT_OK)
        rc = dt_stale_copies(corpus, NULL, NULL, &out->decisions, err);
    free(b.keys);
    free(b.has_key);
    return rc;
}
