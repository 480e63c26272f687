#include <stdlib.h>
#include <string.h>

#include "adapt/store.h"
#include "base/pool.h"
#include "manifest/hold_parts.h"

enum {
    WORD_BYTES = 5, /* of a word and the space behind it, about */
    STORED_MAX = 64 * 1024 * 1024
};

/* What the store keeps it under; whose it is stands in front of it. */
static const char stored_id[] = "said";

/* Note what one person says in one article. */
static int note_run(void *ctx, unsigned worker, size_t run, struct dt_err *err)
{
    struct dt_hold *h = ctx;
    struct dt_hold_scratch *s = &h->scratch[worker];
    size_t number = 0;
    struct dt_hold_index index = {.transcripts = DT_TRANSCRIPTS_INIT,
                                  .runs = &number};
    int rc = DT_OK;

    if (!h->runs[run].copy)
        rc = dt_hold_add_run(h, &index, run, s, false, err);
    if (rc == DT_OK)
        dt_said_add(h->said, index.transcripts.words.items,
                    index.transcripts.words.count);
    s->missing = s->missing || index.missing;
    dt_transcripts_release(&index.transcripts);
    return rc;
}

/* Whether all that counts is here: else it is not known without looking. */
static bool is_here(const struct dt_hold *h)
{
    for (size_t i = 0; i < h->run_count; i++) {
        const enum dt_plan_state state =
            h->plan->items[h->runs[i].article].state;

        if (!h->runs[i].copy && state != DT_PLAN_UNCHANGED &&
            state != DT_PLAN_MADE)
            return false;
    }
    return true;
}

/* All that what was said depends on: this program, the texts, the spans. */
static int key_of(const struct dt_hold *h, unsigned char key[DT_DIGEST_SIZE],
                  struct dt_err *err)
{
    struct dt_digest *d = h->scratch[0].digest;
    int rc = dt_digest_update(d, h->plan->base.program,
                              strlen(h->plan->base.program), err);

    for (size_t i = 0; rc == DT_OK && i < h->run_count; i++) {
        const struct dt_hold_run *r = &h->runs[i];

        if (r->copy)
            continue;
        rc = dt_digest_update(d, h->plan->items[r->article].made.text_sha256,
                              DT_DIGEST_SIZE, err);
        for (size_t k = r->first; rc == DT_OK && k < r->last; k++) {
            const struct dt_utterance *item = &h->u->items[k];

            rc = dt_digest_update(d, &item->span_count, sizeof item->span_count,
                                  err);
            if (rc == DT_OK)
                rc = dt_digest_update(d, h->u->spans + item->span,
                                      item->span_count * sizeof *h->u->spans,
                                      err);
        }
    }
    return rc < 0 ? rc : dt_digest_finish_raw(d, key, err);
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

/* What an earlier build noted, if it is of the same. */
static bool recall(struct dt_hold *h, struct dt_store *store,
                   const unsigned char key[DT_DIGEST_SIZE])
{
    struct dt_buf value = DT_BUF_INIT(STORED_MAX);
    struct dt_err ignored;
    bool found = false;

    if (dt_store_find(store, DT_STR(stored_id), &value, &found, &ignored) < 0)
        found = false;
    found = found && value.len >= DT_DIGEST_SIZE &&
            memcmp(value.ptr, key, DT_DIGEST_SIZE) == 0 &&
            dt_said_restore(h->said,
                            (struct dt_str){value.ptr + DT_DIGEST_SIZE,
                                            value.len - DT_DIGEST_SIZE});
    dt_buf_release(&value);
    return found;
}

/* What cannot be kept is noted again. */
static void keep(const struct dt_hold *h, struct dt_store *store,
                 const unsigned char key[DT_DIGEST_SIZE])
{
    struct dt_buf value = DT_BUF_INIT(STORED_MAX);
    struct dt_err ignored;

    dt_buf_add(&value, key, DT_DIGEST_SIZE);
    dt_buf_addstr(&value, dt_said_bytes(h->said));
    if (!value.failed && dt_store_begin(store, &ignored) == DT_OK &&
        dt_store_put(store, DT_STR(stored_id), dt_buf_str(&value), &ignored) ==
            DT_OK)
        (void)dt_store_commit(store, &ignored);
    dt_buf_release(&value);
}

static int note(struct dt_hold *h, struct dt_err *err)
{
    int rc = dt_pool_run(h->threads, h->run_count, note_run, h, err);

    for (unsigned i = 0; i < h->threads; i++)
        h->said_missing = h->said_missing || h->scratch[i].missing;
    return rc;
}

int dt_hold_note_said(struct dt_hold *h, struct dt_err *err)
{
    struct dt_store *store = is_here(h) ? open_store(h) : NULL;
    unsigned char key[DT_DIGEST_SIZE];
    int rc = dt_said_new(&h->said,
                         dt_hold_bytes(h, 0, h->run_count) / WORD_BYTES, err);

    if (rc == DT_OK && store)
        rc = key_of(h, key, err);
    if (rc == DT_OK && !(store && recall(h, store, key))) {
        rc = note(h, err);
        if (rc == DT_OK && store && !h->said_missing)
            keep(h, store, key);
    }
    dt_store_free(store);
    return rc;
}
