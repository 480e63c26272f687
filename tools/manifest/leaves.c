#include "manifest/leaves.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/merkle.h"

enum {
    BATCH_BYTES = 128 * 1024,
    MOST_THREADS = 256,
    FACTS_MAX = 256 * 1024 * 1024,
    SCRATCH_MAX = 2 * DT_RECORD_MAX,
    KEY_MAX = 4096,
    TOGETHER = 32 /* lines that a thread reads, then hashes */
};

enum state { EMPTY, READY, TAKEN, DONE };

struct batch {
    enum state state;
    struct dt_buf text;   /* whole lines */
    struct dt_buf hashes; /* of the leaves */
    struct dt_buf facts;
    struct dt_record_key first, last; /* of its lines, within text */
    uint64_t first_number;            /* of the first line, from 1 */
    uint64_t lines;
    int rc;
    struct dt_err err;
};

struct dt_leaves {
    pthread_mutex_t lock;
    pthread_cond_t ready, done;
    pthread_t threads[MOST_THREADS];
    unsigned thread_count, batch_count;
    bool stop, root;
    struct batch *batches;
    uint64_t filled, collected; /* batches so far; a ring of batch_count */
    uint64_t next_ready;        /* the batch that a thread takes next */

    enum dt_records kind;
    const char *name;
    const struct dt_leaf_uses *uses;
    void *ctx;
    uint64_t line_count; /* of the lines handed to threads */
    struct dt_buf last_key;
    struct dt_digest *digest;
    struct dt_merkle tree;
};

/* One line, and what reading it takes. */
struct reading {
    struct dt_str line;
    struct dt_json_doc doc;
    uint32_t member[DT_RECORD_MEMBERS];
    struct dt_fingerprint expected;
};

/* What a thread keeps. */
struct scratch {
    struct reading line[TOGETHER];
    struct dt_digest_message sealed[TOGETHER], leaf[TOGETHER]; /* of them */
    struct dt_digest *digest;
    struct dt_arena arena;
};

/* The parts of a key, made comparable later; ids hold no NUL. */
static void keep_key(struct dt_buf *out, const struct dt_record_key *key)
{
    dt_buf_reset(out);
    for (int i = 0; i < 3; i++) {
        dt_buf_addstr(out, key->part[i]);
        dt_buf_addc(out, '\0');
    }
}

static struct dt_record_key load_key(enum dt_records kind,
                                     const struct dt_buf *text)
{
    struct dt_record_key key = {kind, {{NULL, 0}}};
    struct dt_str rest = dt_buf_str(text);

    for (int i = 0; i < 3 && rest.len; i++) {
        size_t len = strnlen(rest.ptr, rest.len);

        key.part[i] = (struct dt_str){rest.ptr, len};
        rest.ptr += len + 1;
        rest.len -= len + 1;
    }
    return key;
}

static const char twice[] = " stands here twice",
                  behind[] = " stands behind what sorts after it";

static int check_order(const struct dt_record_key *before,
                       const struct dt_record_key *key, struct dt_err *err)
{
    int order = dt_record_key_cmp(before, key);

    if (order < 0)
        return DT_OK;
    return DT_FAIL(err, DT_EFORMAT, "%.*s%s",
                   (int)(before->part[0].len < 100 ? before->part[0].len : 100),
                   before->part[0].ptr, order == 0 ? twice : behind);
}

bool dt_leaves_told_order(const struct dt_err *err)
{
    const struct dt_str told = DT_STR(err->msg);

    return dt_str_ends(told, DT_STR(twice)) ||
           dt_str_ends(told, DT_STR(behind));
}

struct dt_str dt_leaf_text(const struct dt_leaf *leaf, unsigned member)
{
    size_t token = leaf->member[member];

    return dt_json_type(leaf->doc, token) == DT_JSON_STRING
               ? dt_json_plain(leaf->doc, token)
               : (struct dt_str){NULL, 0};
}

/* Whether the lines are hashed as leaves. */
static bool has_leaves(const struct dt_leaves *l)
{
    return l->root && l->kind != DT_RELEASES;
}

static int hash_lines(const struct dt_leaves *l, struct scratch *s,
                      size_t count, struct dt_err *err)
{
    int rc;

    for (size_t i = 0; i < count; i++) {
        const struct reading *r = &s->line[i];

        dt_record_sealed(l->kind, &r->doc, r->member, s->sealed[i].part);
        s->leaf[i].part[0] = (struct dt_str){"", 1}; /* as dt_merkle_leaf() */
        s->leaf[i].part[1] = r->line;
    }
    rc = dt_digest_each(s->digest, s->sealed, count, err);
    return rc < 0 || !has_leaves(l)
               ? rc
               : dt_digest_each(s->digest, s->leaf, count, err);
}

/* Line `at` of those read, of which `before` come first in the batch. */
static struct dt_leaf leaf_of(const struct batch *b, uint64_t before,
                              struct scratch *s, size_t at)
{
    const struct reading *r = &s->line[at];

    return (struct dt_leaf){.line = r->line,
                            .number = b->first_number + before,
                            .doc = &r->doc,
                            .member = r->member,
                            .digest = s->digest,
                            .arena = &s->arena,
                            .expected = r->expected};
}

static int judge_line(struct dt_leaves *l, struct batch *b, struct scratch *s,
                      size_t at, struct dt_err *err)
{
    const struct dt_leaf leaf = leaf_of(b, b->lines, s, at);
    struct dt_record_key key = dt_record_key(l->kind, leaf.doc, leaf.member);
    int rc = dt_record_match(l->kind, leaf.doc, leaf.member, s->sealed[at].raw,
                             err);

    if (rc < 0)
        return rc;
    if (key.part[0].len + key.part[1].len > KEY_MAX / 2)
        return DT_FAIL(err, DT_EFORMAT, "an id of more than %d bytes",
                       KEY_MAX / 2);
    if (b->lines == 0)
        b->first = key;
    else
        rc = check_order(&b->last, &key, err);
    b->last = key;
    if (rc == DT_OK && has_leaves(l))
        dt_buf_add(&b->hashes, s->leaf[at].raw, sizeof s->leaf[at].raw);
    if (rc == DT_OK && l->uses->note) {
        dt_arena_reset(&s->arena);
        rc = l->uses->note(l->ctx, &leaf, &b->facts, err);
    }
    return rc;
}

/* Tell which line it is that is wrong. */
static int fail_line(const struct dt_leaves *l, struct batch *b,
                     const struct dt_err *why)
{
    return DT_FAIL(&b->err, why->code, "%s:%llu: %.400s", l->name,
                   (unsigned long long)(b->first_number + b->lines), why->msg);
}

/* The next lines; of several faults the first is told. */
static void check_lines(struct dt_leaves *l, struct batch *b, struct scratch *s,
                        struct dt_str *rest)
{
    struct dt_err unread = {.code = DT_OK}, why;
    size_t count = 0;

    while (count < TOGETHER && dt_str_line(rest, &s->line[count].line)) {
        struct reading *r = &s->line[count];

        if (dt_record_read(l->kind, r->line, &r->doc, r->member, &unread) < 0)
            break;
        if (l->uses->expect) {
            const struct dt_leaf leaf = leaf_of(b, b->lines + count, s, count);

            r->expected = l->uses->expect(l->ctx, &leaf);
        }
        count++;
    }
    b->rc = hash_lines(l, s, count, &b->err);
    for (size_t i = 0; b->rc == DT_OK && i < count; i++) {
        if (judge_line(l, b, s, i, &why) < 0)
            b->rc = fail_line(l, b, &why);
        b->lines++;
    }
    if (b->rc == DT_OK && unread.code != DT_OK)
        b->rc = fail_line(l, b, &unread);
}

static void check_batch(struct dt_leaves *l, struct batch *b, struct scratch *s)
{
    struct dt_str rest = dt_buf_str(&b->text);

    b->rc = s->digest ? DT_OK : dt_digest_new(&s->digest, &b->err);
    while (b->rc == DT_OK && rest.len)
        check_lines(l, b, s, &rest);
    if (b->rc == DT_OK)
        b->rc = dt_buf_check(&b->facts, l->name, &b->err);
    if (b->rc == DT_OK)
        b->rc = dt_buf_check(&b->hashes, l->name, &b->err);
}

static void *work(void *arg)
{
    struct dt_leaves *l = arg;
    struct scratch s = {.arena = DT_ARENA_INIT(SCRATCH_MAX)};

    (void)pthread_mutex_lock(&l->lock);
    for (;;) {
        struct batch *b;

        while (!l->stop && l->next_ready == l->filled)
            (void)pthread_cond_wait(&l->ready, &l->lock);
        if (l->stop)
            break;
        b = &l->batches[l->next_ready++ % l->batch_count];
        b->state = TAKEN;
        (void)pthread_mutex_unlock(&l->lock);
        check_batch(l, b, &s);
        (void)pthread_mutex_lock(&l->lock);
        b->state = DONE;
        /* Only the oldest one is waited for. */
        if (b == &l->batches[l->collected % l->batch_count])
            (void)pthread_cond_signal(&l->done);
    }
    (void)pthread_mutex_unlock(&l->lock);
    for (int i = 0; i < TOGETHER; i++)
        dt_json_doc_release(&s.line[i].doc);
    dt_digest_free(s.digest);
    dt_arena_release(&s.arena);
    return NULL;
}

int dt_leaves_new(struct dt_leaves **out, unsigned threads, bool root,
                  struct dt_err *err)
{
    struct dt_leaves *l = calloc(1, sizeof *l);
    int rc;

    if (!l)
        return DT_FAIL(err, DT_EINTERNAL, "manifests: out of memory");
    (void)pthread_mutex_init(&l->lock, NULL);
    (void)pthread_cond_init(&l->ready, NULL);
    (void)pthread_cond_init(&l->done, NULL);
    dt_merkle_init(&l->tree);
    l->root = root;
    l->last_key = DT_BUF_INIT(KEY_MAX);
    l->batch_count = threads * 2 + 2;
    l->batches = calloc(l->batch_count, sizeof *l->batches);
    rc = dt_digest_new(&l->digest, err);
    if (rc == DT_OK && !l->batches)
        rc = DT_FAIL(err, DT_EINTERNAL, "manifests: out of memory");
    for (unsigned i = 0; rc == DT_OK && i < l->batch_count; i++) {
        struct batch *b = &l->batches[i];

        b->text = DT_BUF_INIT(BATCH_BYTES + DT_RECORD_MAX + 1);
        b->hashes = DT_BUF_INIT(BATCH_BYTES * DT_DIGEST_SIZE);
        b->facts = DT_BUF_INIT(FACTS_MAX);
    }
    while (rc == DT_OK && l->thread_count < threads &&
           l->thread_count < MOST_THREADS &&
           pthread_create(&l->threads[l->thread_count], NULL, work, l) == 0)
        l->thread_count++;
    if (rc == DT_OK && l->thread_count == 0)
        rc = DT_FAIL(err, DT_EINTERNAL, "cannot start a thread");
    if (rc < 0)
        dt_leaves_free(l);
    else
        *out = l;
    return rc;
}

void dt_leaves_free(struct dt_leaves *l)
{
    if (!l)
        return;
    (void)pthread_mutex_lock(&l->lock);
    l->stop = true;
    (void)pthread_cond_broadcast(&l->ready);
    (void)pthread_mutex_unlock(&l->lock);
    for (unsigned i = 0; i < l->thread_count; i++)
        (void)pthread_join(l->threads[i], NULL);
    for (unsigned i = 0; l->batches && i < l->batch_count; i++) {
        dt_buf_release(&l->batches[i].text);
        dt_buf_release(&l->batches[i].hashes);
        dt_buf_release(&l->batches[i].facts);
    }
    free(l->batches);
    dt_buf_release(&l->last_key);
    dt_digest_free(l->digest);
    (void)pthread_mutex_destroy(&l->lock);
    (void)pthread_cond_destroy(&l->ready);
    (void)pthread_cond_destroy(&l->done);
    free(l);
}

/* Take the oldest batch back from the threads, in order. */
static int collect(struct dt_leaves *l, struct dt_err *err)
{
    struct batch *b = &l->batches[l->collected % l->batch_count];
    int rc;

    (void)pthread_mutex_lock(&l->lock);
    while (b->state != DONE)
        (void)pthread_cond_wait(&l->done, &l->lock);
    b->state = EMPTY;
    l->collected++;
    (void)pthread_mutex_unlock(&l->lock);
    rc = b->rc;
    if (rc < 0)
        *err = b->err;
    if (rc == DT_OK && l->last_key.len) {
        struct dt_record_key last = load_key(l->kind, &l->last_key);
        struct dt_err why;

        rc = check_order(&last, &b->first, &why);
        if (rc < 0)
            dt_err_set(err, why.code, "%s:%llu: %.400s", l->name,
                       (unsigned long long)b->first_number, why.msg);
    }
    if (rc == DT_OK)
        rc = dt_merkle_add(&l->tree, l->digest, (unsigned char *)b->hashes.ptr,
                           b->hashes.len / DT_DIGEST_SIZE, err);
    if (rc == DT_OK && l->uses->take)
        rc = l->uses->take(l->ctx, dt_buf_str(&b->facts), err);
    if (rc == DT_OK)
        keep_key(&l->last_key, &b->last);
    return rc;
}

/* The batch that is being filled; waits until one is free. */
static int current(struct dt_leaves *l, struct batch **out, struct dt_err *err)
{
    int rc = DT_OK;

    if (l->filled - l->collected == l->batch_count)
        rc = collect(l, err);
    *out = &l->batches[l->filled % l->batch_count];
    return rc;
}

static void hand_out(struct dt_leaves *l, struct batch *b)
{
    dt_buf_reset(&b->hashes);
    dt_buf_reset(&b->facts);
    b->lines = 0;
    b->first_number = l->line_count + 1;
    l->line_count += dt_bytes_count_of('\n', b->text.ptr, b->text.len);
    (void)pthread_mutex_lock(&l->lock);
    b->state = READY;
    l->filled++;
    (void)pthread_cond_signal(&l->ready);
    (void)pthread_mutex_unlock(&l->lock);
}

void dt_leaves_begin(struct dt_leaves *l, enum dt_records kind,
                     const char *name, const struct dt_leaf_uses *uses,
                     void *ctx)
{
    l->kind = kind;
    l->name = name;
    l->uses = uses;
    l->ctx = ctx;
    l->line_count = 0;
    dt_buf_reset(&l->last_key);
    dt_buf_reset(&l->batches[l->filled % l->batch_count].text);
}

/* The last LF; what lies before the piece that came last has none. */
static const char *last_lf(const struct dt_buf *text)
{
    size_t at = text->len;
    size_t stop = at > BATCH_BYTES ? at - BATCH_BYTES : 0;

    while (at > stop && text->ptr[at - 1] != '\n')
        at--;
    return at > stop ? text->ptr + at - 1 : NULL;
}

/* Cut the batch behind its last line and carry the rest into the next one. */
static int pass_on(struct dt_leaves *l, struct batch *b, struct dt_err *err)
{
    const char *lf = last_lf(&b->text);
    struct batch *next;
    size_t keep;
    int rc;

    if (!lf) {
        if (b->text.len > DT_RECORD_MAX)
            return DT_FAIL(err, DT_EFORMAT,
                           "%s:%llu: a line of more than %d "
                           "bytes",
                           l->name, (unsigned long long)l->line_count + 1,
                           DT_RECORD_MAX);
        return DT_OK;
    }
    keep = (size_t)(b->text.ptr + b->text.len - (lf + 1));
    if (l->filled + 1 - l->collected == l->batch_count) {
        rc = collect(l, err);
        if (rc < 0)
            return rc;
    }
    next = &l->batches[(l->filled + 1) % l->batch_count];
    dt_buf_reset(&next->text);
    dt_buf_add(&next->text, lf + 1, keep);
    b->text.len -= keep;
    hand_out(l, b);
    return dt_buf_check(&next->text, l->name, err);
}

int dt_leaves_room(struct dt_leaves *l, char **room, size_t *len,
                   struct dt_err *err)
{
    struct batch *b = NULL;
    int rc = current(l, &b, err);

    if (rc < 0)
        return rc;
    *len = b->text.len < BATCH_BYTES ? BATCH_BYTES - b->text.len : BATCH_BYTES;
    *room = dt_buf_reserve(&b->text, *len);
    return *room ? DT_OK : dt_buf_check(&b->text, l->name, err);
}

int dt_leaves_filled(struct dt_leaves *l, size_t len, struct dt_err *err)
{
    struct batch *b = &l->batches[l->filled % l->batch_count];

    b->text.len += len;
    return b->text.len < BATCH_BYTES ? DT_OK : pass_on(l, b, err);
}

int dt_leaves_push(struct dt_leaves *l, const void *data, size_t len,
                   struct dt_err *err)
{
    const char *at = data;
    int rc = DT_OK;

    while (rc == DT_OK && len) {
        size_t step = 0;
        char *room;

        rc = dt_leaves_room(l, &room, &step, err);
        if (rc < 0)
            break;
        step = len < step ? len : step;
        memcpy(room, at, step);
        at += step;
        len -= step;
        rc = dt_leaves_filled(l, step, err);
    }
    return rc;
}

int dt_leaves_end(struct dt_leaves *l, uint64_t *count, struct dt_err *err)
{
    struct batch *b = NULL;
    int rc = current(l, &b, err), got;

    if (rc == DT_OK && b->text.len && b->text.ptr[b->text.len - 1] != '\n')
        rc = DT_FAIL(err, DT_EFORMAT, "%s: the last line is cut short",
                     l->name);
    else if (rc == DT_OK && b->text.len)
        hand_out(l, b);
    while (l->collected < l->filled) {
        struct dt_err later;

        got = collect(l, rc < 0 ? &later : err);
        if (rc == DT_OK)
            rc = got;
    }
    dt_buf_reset(&l->batches[l->filled % l->batch_count].text);
    *count = l->line_count;
    return rc;
}

int dt_leaves_root(struct dt_leaves *l, uint64_t *size,
                   unsigned char root[DT_DIGEST_SIZE], struct dt_err *err)
{
    *size = l->tree.size;
    return dt_merkle_root(&l->tree, l->digest, root, err);
}
