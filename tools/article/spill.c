#include "article/spill.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

/* Records of a run that are read at a time, and the fewest in memory. */
enum { BLOCK = 512, LEAST = 4096 };

static const char name[] = "the file of pairs";

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory for pairs");
}

static size_t size_of(const struct dt_spill *s)
{
    return s->kind == DT_SPILL_NUMBERS ? sizeof(uint64_t)
                                       : sizeof(struct dt_keyed);
}

void dt_spill_bound(struct dt_spill *s, uint64_t bytes, const char *folder)
{
    const uint64_t most = bytes / 2 / size_of(s);

    s->most = most < LEAST ? LEAST : most;
    s->folder = folder;
}

static struct dt_keyed record_at(const struct dt_spill *s, const void *records,
                                 size_t index)
{
    return s->kind == DT_SPILL_NUMBERS
               ? (struct dt_keyed){((const uint64_t *)records)[index], 0}
               : ((const struct dt_keyed *)records)[index];
}

static int cmp(const struct dt_keyed *a, const struct dt_keyed *b)
{
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->item > b->item) - (a->item < b->item);
}

static int by_item(const void *a, const void *b)
{
    return cmp(a, b);
}

static void settle_numbers(struct dt_spill *s, uint64_t *spare)
{
    uint64_t *number = s->records;
    size_t kept = 0;

    dt_radix_sort_values(number, s->count, 0, spare);
    for (size_t i = 0; i < s->count; i++)
        if (kept == 0 || number[i] != number[kept - 1])
            number[kept++] = number[i];
    s->count = kept;
}

static int settle_keyed(struct dt_spill *s, struct dt_err *err)
{
    struct dt_keyed *record = s->records;
    size_t kept = 0, end;
    int rc = dt_radix_sort(record, s->count, err);

    for (size_t from = 0; rc == DT_OK && from < s->count; from = end) {
        for (end = from + 1; end < s->count; end++)
            if (record[end].key != record[from].key)
                break;
        if (end - from > 1)
            qsort(record + from, end - from, sizeof *record, by_item);
    }
    for (size_t i = 0; rc == DT_OK && i < s->count; i++)
        if (kept == 0 || cmp(&record[i], &record[kept - 1]) != 0)
            record[kept++] = record[i];
    s->count = rc == DT_OK ? kept : s->count;
    return rc;
}

static int settle(struct dt_spill *s, struct dt_err *err)
{
    uint64_t *spare;

    if (s->count == 0)
        return DT_OK;
    if (s->kind == DT_SPILL_KEYED)
        return settle_keyed(s, err);
    spare = malloc(s->count * sizeof *spare);
    if (!spare)
        return no_memory(err);
    settle_numbers(s, spare);
    free(spare);
    return DT_OK;
}

/* What is in memory, in order, becomes a run. */
static int write_run(struct dt_spill *s, struct dt_err *err)
{
    int rc = s->fd < 0 ? dt_file_nameless(s->folder, &s->fd, err) : DT_OK;

    if (rc == DT_OK && s->run_count == s->run_cap) {
        const size_t cap = s->run_cap ? s->run_cap * 2 : 16;
        uint64_t *bigger = realloc(s->run, cap * sizeof *bigger);

        if (!bigger)
            return no_memory(err);
        s->run = bigger;
        s->run_cap = cap;
    }
    if (rc == DT_OK)
        rc = dt_file_write_fd(s->fd, name, s->records, s->count * size_of(s),
                              err);
    if (rc < 0)
        return rc;
    s->run[s->run_count++] = s->count;
    s->count = 0;
    return DT_OK;
}

/* Repetitions go first; when few were, the rest goes to the file. */
static int make_room(struct dt_spill *s, struct dt_err *err)
{
    const bool bound = s->most && s->cap >= s->most;
    int rc = bound ? settle(s, err) : DT_OK;
    void *bigger;
    size_t cap;

    if (rc < 0 || (bound && s->count <= s->most / 2))
        return rc;
    if (bound)
        return write_run(s, err);
    cap = s->cap ? s->cap * 2 : 256;
    if (s->most && cap > s->most)
        cap = s->most;
    bigger = cap > SIZE_MAX / 2 / size_of(s)
                 ? NULL
                 : realloc(s->records, cap * size_of(s));
    if (!bigger)
        return no_memory(err);
    s->records = bigger;
    s->cap = cap;
    return DT_OK;
}

int dt_spill_number(struct dt_spill *s, uint64_t number, struct dt_err *err)
{
    int rc = s->count == s->cap ? make_room(s, err) : DT_OK;

    if (rc == DT_OK)
        ((uint64_t *)s->records)[s->count++] = number;
    return rc;
}

int dt_spill_keyed(struct dt_spill *s, uint64_t key, uint32_t item,
                   struct dt_err *err)
{
    int rc = s->count == s->cap ? make_room(s, err) : DT_OK;
    struct dt_keyed *record = s->records;

    if (rc < 0)
        return rc;
    /* Its padding is written too. */
    memset(&record[s->count], 0, sizeof *record);
    record[s->count].key = key;
    record[s->count++].item = item;
    return DT_OK;
}

static int add_record(void *ctx, const struct dt_keyed *record,
                      struct dt_err *err)
{
    struct dt_spill *into = ctx;

    return into->kind == DT_SPILL_NUMBERS
               ? dt_spill_number(into, record->key, err)
               : dt_spill_keyed(into, record->key, record->item, err);
}

int dt_spill_merge(struct dt_spill *into, struct dt_spill *from,
                   struct dt_err *err)
{
    int rc = dt_spill_settle(from, err);

    return rc < 0 ? rc : dt_spill_each(from, add_record, into, err);
}

int dt_spill_settle(struct dt_spill *s, struct dt_err *err)
{
    return settle(s, err);
}

void dt_spill_release(struct dt_spill *s)
{
    if (s->fd >= 0)
        (void)close(s->fd);
    free(s->records);
    free(s->run);
    *s = DT_SPILL_INIT(s->kind);
}

/* One run, or what is in memory. */
struct dt_spill_part {
    struct dt_keyed first;
    const void *records; /* in memory: from first on */
    size_t at, count;
    void *block;             /* of a run */
    uint64_t offset, behind; /* its records that come next, and how many */
};

static int read_block(const struct dt_spill *s, struct dt_spill_part *part,
                      struct dt_err *err)
{
    const size_t count = part->behind < BLOCK ? part->behind : BLOCK;
    const size_t size = count * size_of(s);

    int rc = dt_file_read_at(s->fd, name, part->block, size, part->offset, err);

    if (rc < 0)
        return rc;
    part->at = 0;
    part->count = count;
    part->offset += size;
    part->behind -= count;
    return DT_OK;
}

static void sift_down(struct dt_spill_reader *r, size_t at)
{
    const struct dt_spill_part moved = r->parts[at];

    for (;;) {
        size_t child = 2 * at + 1;

        if (child >= r->count)
            break;
        if (child + 1 < r->count &&
            cmp(&r->parts[child + 1].first, &r->parts[child].first) < 0)
            child++;
        if (cmp(&r->parts[child].first, &moved.first) >= 0)
            break;
        r->parts[at] = r->parts[child];
        at = child;
    }
    r->parts[at] = moved;
}

/* Have the part's next record in first; false at its end. */
static int advance(const struct dt_spill *s, struct dt_spill_part *part,
                   bool *more, struct dt_err *err)
{
    int rc = DT_OK;

    if (part->at == part->count && part->behind)
        rc = read_block(s, part, err);
    *more = rc == DT_OK && part->at < part->count;
    if (*more)
        part->first = record_at(s, part->records, part->at++);
    return rc;
}

static int open_part(struct dt_spill_reader *r, size_t index, uint64_t offset,
                     struct dt_err *err)
{
    const struct dt_spill *s = r->spill;
    struct dt_spill_part *part = &r->parts[r->count];
    bool more;
    int rc;

    *part = (struct dt_spill_part){.records = s->records, .count = s->count};
    if (index < s->run_count) {
        part->block = malloc(BLOCK * size_of(s));
        part->records = part->block;
        part->count = 0;
        part->offset = offset;
        part->behind = s->run[index];
        if (!part->block)
            return no_memory(err);
    }
    rc = advance(s, part, &more, err);
    if (rc == DT_OK && more)
        r->count++;
    else
        free(part->block);
    return rc;
}

int dt_spill_open(struct dt_spill_reader *reader, const struct dt_spill *s,
                  struct dt_err *err)
{
    uint64_t offset = 0;
    int rc = DT_OK;

    *reader = (struct dt_spill_reader){
        .spill = s, .parts = calloc(s->run_count + 1, sizeof *reader->parts)};
    if (!reader->parts)
        return no_memory(err);
    for (size_t i = 0; rc == DT_OK && i <= s->run_count; i++) {
        rc = open_part(reader, i, offset, err);
        offset += i < s->run_count ? s->run[i] * size_of(s) : 0;
    }
    for (size_t i = reader->count; i-- > 0;)
        sift_down(reader, i);
    return rc;
}

int dt_spill_next(struct dt_spill_reader *r, struct dt_keyed *out, bool *more,
                  struct dt_err *err)
{
    bool left = false, repeated = true;

    while (repeated) {
        struct dt_spill_part *top = r->parts;
        int rc;

        *more = r->count > 0;
        if (!*more)
            return DT_OK;
        *out = top->first;
        repeated = r->any && cmp(out, &r->last) == 0;
        rc = advance(r->spill, top, &left, err);
        if (rc < 0)
            return rc;
        if (!left) {
            free(top->block);
            *top = r->parts[--r->count];
        }
        if (r->count)
            sift_down(r, 0);
    }
    r->last = *out;
    r->any = true;
    return DT_OK;
}

void dt_spill_close(struct dt_spill_reader *reader)
{
    for (size_t i = 0; i < reader->count; i++)
        free(reader->parts[i].block);
    free(reader->parts);
    reader->parts = NULL;
    reader->count = 0;
}

int dt_spill_each(const struct dt_spill *s, dt_spill_fn fn, void *ctx,
                  struct dt_err *err)
{
    struct dt_spill_reader reader;
    struct dt_keyed record;
    bool more = true;
    int rc = dt_spill_open(&reader, s, err);

    while (rc == DT_OK) {
        rc = dt_spill_next(&reader, &record, &more, err);
        if (rc < 0 || !more)
            break;
        rc = fn(ctx, &record, err);
    }
    dt_spill_close(&reader);
    return rc;
}
