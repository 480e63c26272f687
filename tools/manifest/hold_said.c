/*
 * Which words were ever said in a row, and who said any of them, kept from
 * build to build (hold_parts.h).
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapt/store.h"
#include "base/array.h"
#include "base/pool.h"
#include "base/radix.h"
#include "manifest/hold_parts.h"

enum {
    WORD_BYTES = 5, /* of a word and the space behind it, about */
    KEY_DIGITS = 16,
    SUM_BYTES = 8 /* at the end of a note */
};

/*
 * What the store has: under a key of what one says in an article, its runs, and
 * a sum of both, the first bytes of their SHA-256.
 */
struct dt_hold_notes {
    struct dt_store *store; /* NULL: there is none, or it is of no use */
    struct dt_keyed *runs;  /* by what they say: the key, and its run */
    size_t count;
    bool *noted;    /* by run */
    uint64_t *gone; /* keys of what nobody says any more */
    size_t gone_count, gone_cap;
};

void dt_hold_free_notes(struct dt_hold_notes *notes)
{
    if (!notes)
        return;
    dt_store_free(notes->store);
    free(notes->runs);
    free(notes->noted);
    free(notes->gone);
    free(notes);
}

/* All that the runs of words depend on: this program, the text, the spans. */
static int key_of(const struct dt_hold *h, const struct dt_hold_run *r,
                  uint64_t *key, struct dt_err *err)
{
    struct dt_digest *d = h->scratch[0].digest;
    unsigned char raw[DT_DIGEST_SIZE];
    int rc = dt_digest_update(d, h->plan->base.program,
                              sizeof h->plan->base.program, err);

    if (rc == DT_OK)
        rc = dt_digest_update(d, h->plan->items[r->article].made.text_sha256,
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

static int list_runs(const struct dt_hold *h, struct dt_hold_notes *n,
                     struct dt_err *err)
{
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

static struct dt_str id_of(uint64_t key, char id[KEY_DIGITS + 1])
{
    (void)snprintf(id, KEY_DIGITS + 1, "%016" PRIx64, key);
    return (struct dt_str){id, KEY_DIGITS};
}

/* The first of those with a key, or their count: nobody says that any more. */
static size_t find_key(const struct dt_hold_notes *n, struct dt_str id,
                       uint64_t *key)
{
    char digits[KEY_DIGITS + 1] = "";
    size_t low = 0, high = n->count;

    memcpy(digits, id.ptr, id.len < KEY_DIGITS ? id.len : KEY_DIGITS);
    *key = strtoull(digits, NULL, 16);
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (n->runs[middle].key < *key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n->count && n->runs[low].key == *key ? low : n->count;
}

static int sum_of(struct dt_digest *d, uint64_t key, struct dt_str runs,
                  unsigned char sum[DT_DIGEST_SIZE], struct dt_err *err)
{
    int rc = dt_digest_update(d, &key, sizeof key, err);

    if (rc == DT_OK)
        rc = dt_digest_update(d, runs.ptr, runs.len, err);
    return rc < 0 ? rc : dt_digest_finish_raw(d, sum, err);
}

/* The runs of a note; NULL ptr: it is not what an earlier build left. */
static int open_note(const struct dt_hold *h, uint64_t key, struct dt_str note,
                     struct dt_str *runs, struct dt_err *err)
{
    unsigned char sum[DT_DIGEST_SIZE];
    int rc;

    *runs = (struct dt_str){NULL, 0};
    if (note.len < SUM_BYTES)
        return DT_OK;
    note.len -= SUM_BYTES;
    rc = sum_of(h->scratch[0].digest, key, note, sum, err);
    if (rc == DT_OK && memcmp(sum, note.ptr + note.len, SUM_BYTES) == 0)
        *runs = note;
    return rc;
}

/* Take what one says in an article as said. */
static void add(struct dt_hold *h, struct dt_str runs, bool fresh)
{
    dt_said_add(h->said, runs);
    if (h->newly_said && fresh)
        dt_said_add(h->newly_said, runs);
}

/* Take a note of an earlier build. */
static int recall(void *ctx, struct dt_str id, struct dt_str note,
                  struct dt_err *err)
{
    struct dt_hold *h = ctx;
    struct dt_hold_notes *n = h->notes;
    struct dt_str runs;
    uint64_t key, *grown;
    size_t at = find_key(n, id, &key);
    bool fresh = false;

    if (at == n->count) {
        grown = dt_array_room(n->gone, &n->gone_cap, n->gone_count,
                              sizeof *grown);
        if (!grown)
            return DT_FAIL(err, DT_EINTERNAL, "out of memory for transcripts");
        n->gone = grown;
        n->gone[n->gone_count++] = key;
        return DT_OK;
    }
    if (open_note(h, key, note, &runs, err) < 0)
        return err->code;
    for (; runs.ptr && at < n->count && n->runs[at].key == key; at++) {
        const size_t run = n->runs[at].item;

        n->noted[run] = true;
        fresh = fresh || h->fresh[h->runs[run].article];
    }
    add(h, runs, fresh);
    return DT_OK;
}

/* Let an earlier build's notes go; the new ones follow. */
static int forget_gone(struct dt_hold_notes *n, struct dt_err *err)
{
    char id[KEY_DIGITS + 1];
    int rc = dt_store_begin(n->store, err);

    for (size_t i = 0; rc == DT_OK && i < n->gone_count; i++)
        rc = dt_store_remove(n->store, id_of(n->gone[i], id), err);
    return rc;
}

static void give_store_up(struct dt_hold_notes *n)
{
    dt_store_free(n->store);
    n->store = NULL;
}

/*
 * Keep what one says in an article, to which the sum is added; what cannot be
 * kept is noted again.
 */
static void keep(struct dt_hold_notes *n, uint64_t key, struct dt_digest *d,
                 struct dt_buf *runs)
{
    char id[KEY_DIGITS + 1];
    unsigned char sum[DT_DIGEST_SIZE];
    struct dt_err ignored;

    if (!n->store)
        return;
    if (sum_of(d, key, dt_buf_str(runs), sum, &ignored) < 0) {
        give_store_up(n);
        return;
    }
    dt_buf_add(runs, sum, SUM_BYTES);
    if (runs->failed ||
        dt_store_put(n->store, id_of(key, id), dt_buf_str(runs), &ignored) < 0)
        give_store_up(n);
}

/* Note what one person says in one article. */
static int note_run(void *ctx, unsigned worker, size_t at, struct dt_err *err)
{
    struct dt_hold *h = ctx;
    struct dt_hold_notes *n = h->notes;
    struct dt_hold_scratch *s = &h->scratch[worker];
    size_t run = n->runs[at].item;
    struct dt_hold_index index = {.transcripts = DT_TRANSCRIPTS_INIT,
                                  .runs = &run};
    int rc;

    if (n->noted[run])
        return DT_OK;
    rc = dt_hold_add_run(h, &index, run, s, false, err);
    if (rc == DT_OK && !index.missing) {
        dt_buf_reset(&s->runs);
        dt_said_runs(index.transcripts.words.items,
                     index.transcripts.words.count, &s->runs);
        rc = dt_buf_check(&s->runs, "what was said", err);
    }
    if (rc == DT_OK && !index.missing) {
        (void)pthread_mutex_lock(&h->lock);
        add(h, dt_buf_str(&s->runs), h->fresh[h->runs[run].article]);
        keep(n, n->runs[at].key, s->digest, &s->runs);
        (void)pthread_mutex_unlock(&h->lock);
    }
    s->missing = s->missing || index.missing;
    dt_transcripts_release(&index.transcripts);
    return rc;
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

/* Whether the store is to be other than it was. */
static bool is_changed(const struct dt_hold_notes *n)
{
    for (size_t i = 0; i < n->count; i++)
        if (!n->noted[n->runs[i].item])
            return true;
    return n->gone_count > 0;
}

int dt_hold_note_said(struct dt_hold *h, struct dt_err *err)
{
    struct dt_hold_notes *n = h->notes = calloc(1, sizeof *n);
    struct dt_err ignored;
    bool changed;
    int rc = n ? make_room(h, err)
               : DT_FAIL(err, DT_EINTERNAL, "out of memory for transcripts");

    if (rc == DT_OK)
        rc = list_runs(h, n, err);
    if (rc < 0)
        return rc;
    n->store = h->all_here ? open_store(h) : NULL;
    if (n->store && dt_store_each(n->store, recall, h, &ignored) < 0)
        give_store_up(n);
    changed = is_changed(n);
    if (n->store && changed && forget_gone(n, &ignored) < 0)
        give_store_up(n);
    rc = dt_pool_run(h->threads, n->count, note_run, h, err);
    for (unsigned i = 0; i < h->threads; i++)
        h->said_missing = h->said_missing || h->scratch[i].missing;
    if (rc == DT_OK && n->store && changed &&
        dt_store_commit(n->store, &ignored) < 0)
        give_store_up(n);
    return rc;
}

/* Tell who says, in a note, nothing of what is sought. */
static int look_through(void *ctx, struct dt_str id, struct dt_str note,
                        struct dt_err *err)
{
    struct dt_hold *h = ctx;
    const struct dt_hold_notes *n = h->notes;
    struct dt_str runs;
    uint64_t key;
    size_t at = find_key(n, id, &key);

    if (at == n->count)
        return DT_OK;
    if (open_note(h, key, note, &runs, err) < 0)
        return err->code;
    if (runs.ptr && !dt_sought_has_any(&h->sought, runs))
        for (; at < n->count && n->runs[at].key == key; at++)
            h->lacks[n->runs[at].item] = true;
    return DT_OK;
}

void dt_hold_look_through_notes(struct dt_hold *h)
{
    struct dt_err ignored;

    if (h->notes->store)
        (void)dt_store_each(h->notes->store, look_through, h, &ignored);
}
