#include "manifest/sketches.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* What stands before the keys: of one machine's byte order. */
struct head {
    uint64_t stamp;
    unsigned char fold[DT_DIGEST_SIZE];
    uint64_t order[2];
    uint32_t size, keys;
};

struct dt_sketches {
    const struct dt_plan *plan;
    struct dt_store *store;
    uint64_t stamp;
    size_t buckets; /* that keys may be of */
    struct dt_buf value;
    bool writes;          /* so far all was written */
    pthread_mutex_t lock; /* a store is one thread's at a time */
};

static void encode(const struct dt_sketches *s,
                   const struct dt_dedup_print *print, struct dt_buf *out)
{
    const struct dt_sketch *sketch = &print->sketch;
    struct head head = {.stamp = s->stamp,
                        .size = sketch->size,
                        .keys = (uint32_t)sketch->count};

    dt_buf_reset(out);
    memcpy(head.fold, print->identity, sizeof head.fold);
    memcpy(head.order, sketch->order, sizeof head.order);
    dt_buf_add(out, &head, sizeof head);
    dt_buf_add(out, sketch->key, sketch->count * sizeof *sketch->key);
}

/*
 * A sketch of known words tells what is a sketch's form and how words are
 * hashed: where either changes, what was stored is of no use.
 */
static bool take_stamp(struct dt_sketches *s, const struct dt_dedup *dedup)
{
    static const char words[] =
        "Nobody in this chamber has ever counted the bolts of a harbour by "
        "hand, and nobody will: there are one thousand of them in each of "
        "twenty-one doors, and the tide leaves us forty minutes a day. What "
        "we can do is to listen to those who painted them.";
    struct dt_dedup_text text;
    struct dt_err err;
    uint64_t hash = 1;
    bool ok;

    dt_dedup_text_init(&text);
    ok = dt_dedup_read(dedup, DT_STR(words), &text, &err) == DT_OK;
    if (ok)
        encode(s, &text.print, &s->value);
    for (size_t i = 0; ok && i < s->value.len; i++)
        hash = (hash ^ (unsigned char)s->value.ptr[i]) *
               UINT64_C(0x100000001B3);
    s->stamp = hash;
    dt_dedup_text_release(&text);
    return ok && !s->value.failed;
}

static void release(struct dt_sketches *s)
{
    dt_store_free(s->store);
    dt_buf_release(&s->value);
    (void)pthread_mutex_destroy(&s->lock);
    free(s);
}

struct dt_sketches *dt_sketches_open(const struct dt_plan *plan,
                                     const struct dt_dedup *dedup)
{
    struct dt_buf path = DT_BUF_INIT(4096), name = DT_BUF_INIT(4096);
    struct dt_sketches *s = plan->stored ? calloc(1, sizeof *s) : NULL;
    struct dt_sketch_form form;
    struct dt_err err;
    bool ok;

    if (s && pthread_mutex_init(&s->lock, NULL) != 0) {
        free(s);
        s = NULL;
    }
    ok = s != NULL;
    dt_sketch_form_init(&form, DT_DEDUP_PERMUTATIONS, DT_DEDUP_NEAR);
    dt_buf_addf(&path, "%s/.dictum/store.db", plan->corpus->root);
    dt_buf_addf(&name, "%s sketches", plan->corpus->name);
    if (ok) {
        s->plan = plan;
        s->buckets = dt_sketch_buckets(&form);
        s->value = DT_BUF_INIT((size_t)1 << 30);
        s->writes = true;
        ok = !path.failed && !name.failed && take_stamp(s, dedup) &&
             dt_store_open(&s->store, path.ptr, name.ptr, &err) == DT_OK &&
             dt_store_begin(s->store, &err) == DT_OK;
    }
    dt_buf_release(&path);
    dt_buf_release(&name);
    if (ok || !s)
        return s;
    release(s);
    return NULL;
}

bool dt_sketches_get(struct dt_sketches *s, const char *id,
                     const unsigned char fold[DT_DIGEST_SIZE],
                     struct dt_buf *raw)
{
    struct head head;
    struct dt_err err;
    bool found;
    int rc;

    (void)pthread_mutex_lock(&s->lock);
    rc = dt_store_find(s->store, DT_STR(id), raw, &found, &err);
    (void)pthread_mutex_unlock(&s->lock);
    if (rc < 0 || !found || raw->len < sizeof head)
        return false;
    memcpy(&head, raw->ptr, sizeof head);
    return head.stamp == s->stamp &&
           memcmp(head.fold, fold, DT_DIGEST_SIZE) == 0;
}

bool dt_sketches_decode(const struct dt_sketches *s, struct dt_str raw,
                        struct dt_dedup_print *print)
{
    struct dt_sketch *out = &print->sketch;
    struct head head;
    struct dt_err err;

    if (raw.len < sizeof head)
        return false;
    memcpy(&head, raw.ptr, sizeof head);
    if (raw.len != sizeof head + head.keys * sizeof *out->key ||
        dt_sketch_reserve(out, head.keys, &err) < 0)
        return false;
    memcpy(print->identity, head.fold, sizeof head.fold);
    memcpy(out->order, head.order, sizeof head.order);
    out->size = head.size;
    out->count = head.keys;
    for (size_t i = 0; i < head.keys; i++) {
        memcpy(&out->key[i], raw.ptr + sizeof head + i * sizeof *out->key,
               sizeof *out->key);
        if (out->key[i] >> DT_SKETCH_KEY_BITS >= s->buckets)
            return false;
    }
    return true;
}

void dt_sketches_put(struct dt_sketches *s, const char *id,
                     const struct dt_dedup_print *print)
{
    struct dt_err err;

    if (!s->writes)
        return;
    encode(s, print, &s->value);
    (void)pthread_mutex_lock(&s->lock);
    s->writes = !s->value.failed &&
                dt_store_put(s->store, DT_STR(id), dt_buf_str(&s->value),
                             &err) == DT_OK;
    (void)pthread_mutex_unlock(&s->lock);
}

void dt_sketches_close(struct dt_sketches *s)
{
    struct dt_err err;

    if (!s)
        return;
    if (s->writes && (!s->plan->marks_gone ||
                      dt_plan_forget_gone(s->plan, s->store, &err) == DT_OK))
        (void)dt_store_commit(s->store, &err);
    release(s);
}
