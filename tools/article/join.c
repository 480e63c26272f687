#include "article/join.h"

#include <stdlib.h>
#include <string.h>

#include "base/radix.h"

int dt_groups_reserve(struct dt_groups *groups, size_t words,
                      struct dt_err *err)
{
    size_t cap;
    uint32_t *bigger;

    if (groups->cap - groups->count >= words)
        return DT_OK;
    cap = groups->cap + groups->cap / 2 + words + 256;
    bigger = cap > SIZE_MAX / 2 / sizeof *bigger
                 ? NULL
                 : realloc(groups->word, cap * sizeof *bigger);
    if (!bigger)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for candidates");
    groups->word = bigger;
    groups->cap = cap;
    return DT_OK;
}

int dt_groups_add(struct dt_groups *groups, const uint32_t *words, size_t count,
                  struct dt_err *err)
{
    int rc = dt_groups_reserve(groups, count, err);

    if (rc < 0)
        return rc;
    if (count)
        memcpy(groups->word + groups->count, words, count * sizeof *words);
    groups->count += count;
    return DT_OK;
}

void dt_groups_release(struct dt_groups *groups)
{
    free(groups->word);
    *groups = DT_GROUPS_INIT;
}

/* A merge of one bucket: the readers are a heap, the lowest key on top. */
struct merge {
    const struct dt_join *join;
    size_t bucket;
    struct dt_run_reader **readers;
    size_t count;
    struct dt_groups members; /* of the key at hand */
    struct dt_groups *out;
};

static uint64_t key_of(const struct dt_run_reader *reader)
{
    return *reader->at >> DT_RUN_TEXT_BITS;
}

static void sift_down(struct merge *m, size_t at)
{
    struct dt_run_reader *moved = m->readers[at];
    const uint64_t key = key_of(moved);

    for (;;) {
        size_t child = 2 * at + 1;

        if (child >= m->count)
            break;
        if (child + 1 < m->count &&
            key_of(m->readers[child + 1]) < key_of(m->readers[child]))
            child++;
        if (key_of(m->readers[child]) >= key)
            break;
        m->readers[at] = m->readers[child];
        at = child;
    }
    m->readers[at] = moved;
}

/* The number of the text that a posting is of; a file may say anything. */
static int text_of(const struct dt_join *join, const struct dt_run *run,
                   uint64_t posting, uint32_t *text, struct dt_err *err)
{
    const uint32_t local = (uint32_t)(posting & (DT_RUN_MOST - 1));

    if (local >= run->texts)
        return DT_FAIL(err, DT_EFORMAT,
                       "%.200s: a key of text %u of %u (remove the "
                       "file, and make it anew)",
                       run->path, local, run->texts);
    *text = join->number[run->number[local]];
    return DT_OK;
}

/* Which end of the signature a bucket's key says nothing of. */
static size_t order_of(const struct dt_sketch_form *form, size_t bucket)
{
    unsigned rows;

    return bucket >= DT_SKETCH_PARTS &&
           dt_sketch_band(form, bucket, &rows) * rows < 2;
}

static int by_number(const void *a, const void *b)
{
    const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* The most shingles to the front; of several the first. */
static void fullest_first(const struct dt_join_text *texts, uint32_t *members,
                          size_t count)
{
    size_t best = 0;
    uint32_t first;

    for (size_t i = 1; i < count; i++)
        if (texts[members[i]].size > texts[members[best]].size)
            best = i;
    first = members[best];
    memmove(members + 1, members, best * sizeof *members);
    members[0] = first;
}

int dt_join_crowd(const struct dt_join *join, size_t bucket, uint32_t *members,
                  size_t count, struct dt_err *err)
{
    const struct dt_join_text *texts = join->texts;
    const size_t order = order_of(join->form, bucket);
    struct dt_keyed *keyed = malloc(count * sizeof *keyed);
    int rc;

    if (!keyed)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for candidates");
    fullest_first(texts, members, count);
    for (size_t i = 1; i < count; i++)
        keyed[i] = (struct dt_keyed){texts[members[i]].order[order],
                                     members[i]};
    rc = dt_radix_sort(keyed + 1, count - 1, err);
    for (size_t i = 1; rc == DT_OK && i < count; i++)
        members[i] = keyed[i].item;
    free(keyed);
    return rc;
}

/* Each text once, and out with them when there are several. */
static int end_group(struct merge *m, struct dt_err *err)
{
    uint32_t *members = m->members.word;
    size_t kept = 0;
    uint32_t head;
    int rc = DT_OK;

    if (m->members.count < 2)
        return DT_OK;
    qsort(members, m->members.count, sizeof *members, by_number);
    for (size_t i = 1; i < m->members.count; i++)
        if (members[i] != members[kept])
            members[++kept] = members[i];
    if (kept++ == 0)
        return DT_OK;
    if (kept > m->join->crowd)
        rc = dt_join_crowd(m->join, m->bucket, members, kept, err);
    head = (uint32_t)kept;
    if (rc == DT_OK)
        rc = dt_groups_add(m->out, &head, 1, err);
    return rc < 0 ? rc : dt_groups_add(m->out, members, kept, err);
}

/* Take from the lowest reader all that it has in memory of its key. */
static int take_key(struct merge *m, struct dt_err *err)
{
    struct dt_run_reader *top = m->readers[0];
    const uint64_t key = key_of(top);
    int rc = DT_OK;

    while (rc == DT_OK && top->at < top->end && key_of(top) == key) {
        uint32_t text;

        rc = text_of(m->join, top->run, *top->at++, &text, err);
        if (rc == DT_OK && m->join->texts[text].size)
            rc = dt_groups_add(&m->members, &text, 1, err);
        if (rc == DT_OK && top->at == top->end)
            rc = dt_run_fill(top, err);
    }
    if (rc == DT_OK && top->at == top->end) {
        dt_run_close(top);
        m->readers[0] = m->readers[--m->count];
    }
    if (rc == DT_OK && m->count)
        sift_down(m, 0);
    return rc;
}

/* The lowest key of all readers but the top one. */
static uint64_t next_key(const struct merge *m)
{
    uint64_t key = UINT64_MAX;

    for (size_t i = 1; i < m->count && i < 3; i++)
        if (key_of(m->readers[i]) < key)
            key = key_of(m->readers[i]);
    return key;
}

/* Most keys are of one text, and need no more than a look. */
static void skip_lonely(struct merge *m)
{
    for (;;) {
        struct dt_run_reader *top = m->readers[0];
        const uint64_t next = next_key(m);
        const uint64_t *from = top->at;

        while (top->end - top->at > 1 && key_of(top) < next &&
               top->at[0] >> DT_RUN_TEXT_BITS != top->at[1] >> DT_RUN_TEXT_BITS)
            top->at++;
        if (top->at == from || m->count == 1)
            return;
        sift_down(m, 0);
    }
}

static int run_merge(struct merge *m, struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = m->count; i-- > 0;)
        sift_down(m, i);
    while (rc == DT_OK && m->count) {
        uint64_t key;

        skip_lonely(m);
        key = key_of(m->readers[0]);
        m->members.count = 0;
        while (rc == DT_OK && m->count && key_of(m->readers[0]) == key)
            rc = take_key(m, err);
        if (rc == DT_OK)
            rc = end_group(m, err);
    }
    return rc;
}

int dt_join_bucket(const struct dt_join *join, size_t bucket,
                   struct dt_groups *out, struct dt_err *err)
{
    struct merge m = {.join = join, .bucket = bucket, .out = out};
    struct dt_run_reader *readers = calloc(join->run_count + 1,
                                           sizeof *readers);
    int rc = DT_OK;

    m.readers = calloc(join->run_count + 1, sizeof *m.readers);
    if (!readers || !m.readers)
        rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for %zu runs",
                     join->run_count);
    for (size_t i = 0; rc == DT_OK && i < join->run_count; i++) {
        rc = dt_run_open(&readers[i], &join->runs[i], bucket, err);
        if (rc == DT_OK && readers[i].at < readers[i].end)
            m.readers[m.count++] = &readers[i];
    }
    if (rc == DT_OK)
        rc = run_merge(&m, err);
    for (size_t i = 0; readers && i < join->run_count; i++)
        dt_run_close(&readers[i]);
    dt_groups_release(&m.members);
    free(m.readers);
    free(readers);
    return rc;
}
