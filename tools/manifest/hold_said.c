/*
 * Which words were ever said in a row, kept from build to build
 * (hold_parts.h).
 */
#include <stdlib.h>
#include <string.h>

#include "adapt/store.h"
#include "base/pool.h"
#include "base/radix.h"
#include "manifest/hold_parts.h"

enum {
    WORD_BYTES = 5, /* of a word and the space behind it, about */
    STORED_MAX = 512 * 1024 * 1024,
    STALE = 8 /* one in so many notes may be of what nobody says any more */
};

/* What the store keeps it under; whose it is stands in front of it. */
static const char stored_id[] = "said";

/* In front of the notes, with the sorted keys of those who are noted behind. */
struct stored_head {
    char program[DT_DIGEST_HEX_SIZE];
    uint64_t count; /* of the keys */
    uint64_t stale; /* noted, and gone since */
};

/* Who is to be noted. */
struct noting {
    struct dt_hold *h;
    struct dt_keyed *runs; /* by what they say: the key, and its run */
    size_t count;
    bool *noted; /* by run */
    uint64_t stale;
    bool changed; /* since the notes were kept */
};

/* Note what one person says in one article. */
static int note_run(void *ctx, unsigned worker, size_t run, struct dt_err *err)
{
    const struct noting *n = ctx;
    struct dt_hold *h = n->h;
    struct dt_hold_scratch *s = &h->scratch[worker];
    size_t number = 0;
    struct dt_hold_index index = {.transcripts = DT_TRANSCRIPTS_INIT,
                                  .runs = &number};
    int rc;

    if (h->runs[run].copy || (n->noted[run] && !h->fresh[h->runs[run].article]))
        return DT_OK;
    rc = dt_hold_add_run(h, &index, run, s, false, err);
    if (rc == DT_OK && !n->noted[run])
        dt_said_add(h->said, index.transcripts.words.items,
                    index.transcripts.words.count);
    if (rc == DT_OK && h->newly_said && h->fresh[h->runs[run].article])
        dt_said_add(h->newly_said, index.transcripts.words.items,
                    index.transcripts.words.count);
    s->missing = s->missing || index.missing;
    dt_transcripts_release(&index.transcripts);
    return rc;
}

/* All that the words of a run depend on: the text and its spans. */
static int key_of(const struct dt_hold *h, const struct dt_hold_run *r,
                  uint64_t *key, struct dt_err *err)
{
    struct dt_digest *d = h->scratch[0].digest;
    unsigned char raw[DT_DIGEST_SIZE];
    int rc = dt_digest_update(d, h->plan->items[r->article].made.text_sha256,
                              DT_DIGEST_SIZE, err);

    for (size_t k = r->first; rc == DT_OK && k < r->last; k++) {
        const struct dt_utterance *item = &h->u->items[k];

        rc = dt_digest_update(d, &item->span_count, sizeof item->span_count,
                              err);
        if (rc == DT_OK)
            rc = dt_digest_update(d, h->u->spans + item->span,
                                  item->span_count * sizeof *h->u->spans, err);
    }
    if (rc == DT_OK)
        rc = dt_digest_finish_raw(d, raw, err);
    if (rc == DT_OK)
        memcpy(key, raw, sizeof *key);
    return rc;
}

static int list_runs(struct noting *n, struct dt_err *err)
{
    const struct dt_hold *h = n->h;
    int rc = DT_OK;

    n->runs = calloc(h->run_count + 1, sizeof *n->runs);
    n->noted = calloc(h->run_count + 1, sizeof *n->noted);
    if (!n->runs || !n->noted)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for transcripts");
    for (size_t i = 0; rc == DT_OK && i < h->run_count; i++) {
        if (h->runs[i].copy)
            continue;
        n->runs[n->count].item = (uint32_t)i;
        rc = key_of(h, &h->runs[i], &n->runs[n->count++].key, err);
    }
    return rc < 0 ? rc : dt_radix_sort(n->runs, n->count, err);
}

/* NULL: there is no store, and nothing to be said of it. */
static struct dt_store *open_store(const struct dt_hold *h)
{
    const struct dt_corpus *corpus = h->plan->corpus;
    struct dt_buf path = DT_BUF_INIT(4096), name = DT_BUF_INIT(4096);
    struct dt_store *store = NULL;
    struct dt_err ignored;

    dt_buf_addf(&path, "%s/.dictum/store.db", corpus->root);
    dt_buf_addf(&name, "%s said", corpus->name);
    if (!h->plan->stored || path.failed || name.failed ||
        dt_store_open(&store, path.ptr, name.ptr, &ignored) < 0)
        store = NULL;
    dt_buf_release(&path);
    dt_buf_release(&name);
    return store;
}

/* Tell whose keys are among those that were kept; how many are gone. */
static uint64_t meet(struct noting *n, const char *keys, uint64_t count)
{
    uint64_t gone = 0;
    size_t at = 0;

    for (uint64_t i = 0; i < count; i++) {
        const size_t before = at;
        uint64_t key;

        memcpy(&key, keys + i * sizeof key, sizeof key);
        while (at < n->count && n->runs[at].key < key)
            at++;
        for (; at < n->count && n->runs[at].key == key; at++)
            n->noted[n->runs[at].item] = true;
        gone += at == before || n->runs[at - 1].key != key;
    }
    return gone;
}

/*
 * What an earlier build noted, if it is of this program and mostly of those
 * who are here. What nobody says any more is not told from the rest: it costs
 * a look where there is nothing to be found, and changes no verdict.
 */
static bool take_notes(struct noting *n, struct dt_str stored)
{
    struct stored_head head;
    const char *keys = stored.ptr + sizeof head;

    if (stored.len < sizeof head)
        return false;
    memcpy(&head, stored.ptr, sizeof head);
    stored.len -= sizeof head;
    if (memcmp(head.program, n->h->plan->base.program, sizeof head.program) !=
            0 ||
        head.count > stored.len / sizeof(uint64_t))
        return false;
    stored.ptr = keys + head.count * sizeof(uint64_t);
    stored.len -= head.count * sizeof(uint64_t);
    n->stale = head.stale + meet(n, keys, head.count);
    n->changed = n->stale != head.stale;
    for (size_t i = 0; i < n->count; i++)
        n->changed = n->changed || !n->noted[n->runs[i].item];
    return n->stale * STALE <= n->count && dt_said_restore(n->h->said, stored);
}

static void recall(struct noting *n, struct dt_store *store)
{
    struct dt_buf value = DT_BUF_INIT(STORED_MAX);
    struct dt_err ignored;
    bool found = false;

    if (dt_store_find(store, DT_STR(stored_id), &value, &found, &ignored) < 0)
        found = false;
    if (!found || !take_notes(n, dt_buf_str(&value))) {
        memset(n->noted, 0, n->h->run_count * sizeof *n->noted);
        n->stale = 0;
        n->changed = true;
    }
    dt_buf_release(&value);
}

/* What cannot be kept is noted again. */
static void keep(const struct noting *n, struct dt_store *store)
{
    struct stored_head head;
    struct dt_buf value = DT_BUF_INIT(STORED_MAX);
    struct dt_err ignored;

    memset(&head, 0, sizeof head); /* its padding is kept too */
    memcpy(head.program, n->h->plan->base.program, sizeof head.program);
    head.count = n->count;
    head.stale = n->stale;
    dt_buf_add(&value, &head, sizeof head);
    for (size_t i = 0; i < n->count; i++)
        dt_buf_add(&value, &n->runs[i].key, sizeof n->runs[i].key);
    dt_buf_addstr(&value, dt_said_bytes(n->h->said));
    if (!value.failed && dt_store_begin(store, &ignored) == DT_OK &&
        dt_store_put(store, DT_STR(stored_id), dt_buf_str(&value), &ignored) ==
            DT_OK)
        (void)dt_store_commit(store, &ignored);
    dt_buf_release(&value);
}

/* Room for what was said; where all of it is fresh, once is enough. */
static int make_room(struct dt_hold *h, struct dt_err *err)
{
    const size_t bytes = dt_hold_bytes(h, 0, h->run_count);
    size_t fresh = 0;
    int rc = dt_said_new(&h->said, bytes / WORD_BYTES, err);

    for (size_t i = 0; i < h->run_count; i++)
        if (h->fresh[h->runs[i].article])
            fresh += dt_hold_bytes(h, i, i + 1);
    return rc < 0 || fresh == bytes
               ? rc
               : dt_said_new(&h->newly_said, fresh / WORD_BYTES, err);
}

int dt_hold_note_said(struct dt_hold *h, struct dt_err *err)
{
    struct noting n = {.h = h, .changed = true};
    struct dt_store *store = h->all_here ? open_store(h) : NULL;
    int rc = make_room(h, err);

    if (rc == DT_OK)
        rc = list_runs(&n, err);
    if (rc == DT_OK && store)
        recall(&n, store);
    if (rc == DT_OK)
        rc = dt_pool_run(h->threads, h->run_count, note_run, &n, err);
    for (unsigned i = 0; i < h->threads; i++)
        h->said_missing = h->said_missing || h->scratch[i].missing;
    if (rc == DT_OK && store && n.changed && !h->said_missing)
        keep(&n, store);
    dt_store_free(store);
    free(n.runs);
    free(n.noted);
    return rc;
}
