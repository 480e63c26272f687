#include "article/kept.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "article/dedup_parts.h"
#include "base/array.h"
#include "base/file.h"

/*
 * Bytes of sketches written at a time; a file is taken into one that has so
 * many times fewer texts; of so many texts more than there are, the others go.
 */
enum { PENDING = 1 << 20, RATIO = 4, STALE = 2 };

/* A similarity takes ten bits. */
enum { SIMILARITY_BITS = 10, SIMILARITY = (1 << SIMILARITY_BITS) - 1 };

/* Behind the head of the file of pairs: files, who was there, then pairs. */
struct stored_file {
    uint64_t name;
    unsigned char check[DT_DIGEST_SIZE];
};

struct stored_pair {
    uint32_t a, b, verdict;
};

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory for texts to compare");
}

static void forget_recalled(struct dt_kept *k)
{
    while (k->file_count)
        dt_kept_file_release(&k->files[--k->file_count]);
    free(k->was);
    free(k->edges);
    k->was = NULL;
    k->edges = NULL;
    k->texts = k->edge_count = 0;
    k->recalled = false;
}

void dt_kept_free(struct dt_kept *k)
{
    if (!k)
        return;
    forget_recalled(k);
    if (k->spool >= 0)
        (void)close(k->spool);
    dt_buf_release(&k->pending);
    free(k->folder);
    free(k->files);
    free(k->found);
    free(k->lengths);
    free(k);
}

/*
 * A sketch of known words tells how words are hashed and what a sketch is:
 * where either changes, what was kept is of no use.
 */
static int take_stamp(const struct dt_dedup *d, uint64_t *stamp,
                      struct dt_err *err)
{
    static const char words[] =
        "Nobody in this chamber has ever counted the bolts of a harbour by "
        "hand, and nobody will: there are one thousand of them in each of "
        "twenty-one doors, and the tide leaves us forty minutes a day. What "
        "we can do is to listen to those who painted them.";
    struct dt_dedup_text text;
    int rc;

    dt_dedup_text_init(&text);
    rc = dt_dedup_read(d, DT_STR(words), &text, err);
    if (rc == DT_OK) {
        uint64_t identity;

        memcpy(&identity, text.print.identity, sizeof identity);
        *stamp = dt_run_sum(text.print.sketch.key, text.print.sketch.count) ^
                 dt_run_sum(text.print.sketch.order, 2) ^ identity;
    }
    dt_dedup_text_release(&text);
    return rc;
}

static int path_of_pairs(const struct dt_kept *k, struct dt_buf *path,
                         struct dt_err *err)
{
    dt_buf_reset(path);
    dt_buf_addf(path, "%s/pairs", k->folder);
    return dt_buf_check(path, "a path", err);
}

static int malformed(const char *path, struct dt_err *err)
{
    return DT_FAIL(err, DT_EFORMAT, "%.300s: not what was written", path);
}

static int load_files(struct dt_dedup *d, const char *at, uint64_t count,
                      struct dt_err *err)
{
    int rc = DT_OK;

    for (uint64_t i = 0; rc == DT_OK && i < count; i++) {
        struct stored_file file;

        memcpy(&file, at + i * sizeof file, sizeof file);
        rc = dt_kept_file_load(d, file.name, file.check, false, err);
    }
    return rc;
}

static int take_pairs(struct dt_kept *k, const char *path, const char *at,
                      uint64_t count, struct dt_err *err)
{
    k->edges = malloc((count + 1) * sizeof *k->edges);
    if (!k->edges)
        return no_memory(err);
    for (uint64_t i = 0; i < count; i++) {
        struct stored_pair pair;

        memcpy(&pair, at + i * sizeof pair, sizeof pair);
        if (pair.a >= k->texts || pair.b >= k->texts || pair.a == pair.b)
            return malformed(path, err);
        k->edges[k->edge_count++] =
            (struct dt_keyed){(uint64_t)pair.a << 32 | pair.b, pair.verdict};
    }
    return DT_OK;
}

static int take_state(struct dt_dedup *d, const char *path, struct dt_str file,
                      struct dt_err *err)
{
    struct dt_kept *k = d->kept;
    struct dt_dedup_head h;
    const char *at = file.ptr + sizeof h;
    const uint64_t left = file.len < sizeof h ? 0 : file.len - sizeof h;
    int rc;

    if (file.len < sizeof h)
        return malformed(path, err);
    memcpy(&h, file.ptr, sizeof h);
    rc = dt_dedup_head_check(d, DT_KEPT_PAIRS, &h, path, 0, err);
    if (rc == DT_OK)
        rc = dt_dedup_tables_check(&h, (struct dt_str){at, left}, path, 0, err);
    if (rc < 0)
        return rc;
    if (h.source != k->stamp || h.buckets > left || h.texts > left ||
        h.ids > left ||
        h.buckets * sizeof(struct stored_file) + h.texts +
                h.ids * sizeof(struct stored_pair) !=
            left)
        return malformed(path, err);
    rc = load_files(d, at, h.buckets, err);
    if (rc == DT_OK && d->group_count != h.texts)
        rc = malformed(path, err);
    if (rc < 0)
        return rc;
    at += h.buckets * sizeof(struct stored_file);
    k->next_name = h.names;
    k->texts = h.texts;
    k->was = malloc(h.texts + 1);
    if (!k->was)
        return no_memory(err);
    for (size_t i = 0; i < k->texts; i++)
        k->was[i] = at[i] != 0;
    return take_pairs(k, path, at + h.texts, h.ids, err);
}

/* As if there had been nothing. */
static void forget(struct dt_dedup *d)
{
    forget_recalled(d->kept);
    while (d->run_count)
        dt_run_release(&d->runs[--d->run_count]);
    d->group_count = 0;
    free(d->table);
    d->table = NULL;
    d->room = 0;
}

static int recall(struct dt_dedup *d, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(4096), file = DT_BUF_INIT(SIZE_MAX / 4);
    int rc = path_of_pairs(d->kept, &path, err);

    if (rc == DT_OK)
        rc = dt_file_read(path.ptr, &file, err);
    if (rc == DT_OK)
        rc = take_state(d, path.ptr, dt_buf_str(&file), err);
    d->kept->recalled = rc == DT_OK;
    if (rc < 0)
        forget(d);
    dt_buf_release(&path);
    dt_buf_release(&file);
    return rc == DT_EINTERNAL ? rc : DT_OK;
}

int dt_kept_open(struct dt_dedup *d, const char *folder, struct dt_err *err)
{
    struct dt_kept *k = calloc(1, sizeof *k);
    int rc;

    if (!k)
        return no_memory(err);
    d->kept = k;
    k->spool = -1;
    k->pending = DT_BUF_INIT(SIZE_MAX / 4);
    k->folder = strdup(folder);
    rc = k->folder ? dt_file_mkdirs(folder, err) : no_memory(err);
    if (rc == DT_OK)
        rc = take_stamp(d, &k->stamp, err);
    return dt_kept_note(d, rc < 0 ? rc : recall(d, err));
}

bool dt_kept_failed(const struct dt_dedup *d)
{
    return d->kept && d->kept->failed;
}

int dt_kept_note(struct dt_dedup *d, int rc)
{
    d->kept->failed = rc < 0 && rc != DT_EINTERNAL;
    return rc;
}

/* Write what is pending to a file without a name. */
static int spool(struct dt_kept *k, struct dt_err *err)
{
    int rc = k->spool < 0 ? dt_file_nameless(k->folder, &k->spool, err) : DT_OK;

    if (rc == DT_OK)
        rc = dt_file_write_fd(k->spool, "the file of sketches", k->pending.ptr,
                              k->pending.len, err);
    k->spooled += k->pending.len;
    dt_buf_reset(&k->pending);
    return rc;
}

int dt_kept_add(struct dt_kept *k, const struct dt_sketch *sketch,
                struct dt_err *err)
{
    uint32_t *lengths = dt_array_room(k->lengths, &k->lengths_cap, k->new_texts,
                                      sizeof *lengths);

    if (!lengths)
        return no_memory(err);
    k->lengths = lengths;
    lengths[k->new_texts++] = (uint32_t)sketch->count;
    dt_buf_add(&k->pending, sketch->key, sketch->count * sizeof *sketch->key);
    if (k->pending.failed)
        return no_memory(err);
    return k->pending.len < PENDING ? DT_OK : spool(k, err);
}

int dt_kept_sketch(const struct dt_kept *k, uint64_t at, void *out, size_t size,
                   struct dt_err *err)
{
    if (at < k->spooled)
        return dt_file_read_at(k->spool, "the file of sketches", out, size, at,
                               err);
    memcpy(out, k->pending.ptr + (at - k->spooled), size);
    return DT_OK;
}

bool dt_kept_knows(const struct dt_dedup *d,
                   const unsigned char identity[DT_DIGEST_SIZE])
{
    return d->kept && d->group_count && *dt_dedup_slot(d, identity) != 0;
}

int dt_kept_add_known(struct dt_dedup *d, struct dt_str id, uint64_t place,
                      const unsigned char identity[DT_DIGEST_SIZE],
                      struct dt_err *err)
{
    const uint32_t group = *dt_dedup_slot(d, identity) - 1;

    d->groups[group].place = place;
    return dt_dedup_item(d, id, group, err);
}

/* From which file on they are written anew, with all that is new. */
static size_t first_written(const struct dt_dedup *d)
{
    const struct dt_kept *k = d->kept;
    size_t first = k->file_count, texts = 0, all = 0;

    for (size_t i = 0; i < d->run_count; i++)
        all += d->runs[i].texts;
    for (size_t i = first; i < d->run_count; i++)
        texts += d->runs[i].texts;
    if (all <= DT_RUN_MOST && all / STALE > d->item_count)
        return 0;
    while (first > 0 && d->runs[first - 1].texts / RATIO <= texts &&
           d->runs[first - 1].texts + texts <= DT_RUN_MOST)
        texts += d->runs[--first].texts;
    return first;
}

/* Pairs of groups become pairs of numbers, in order. */
static int number_edges(const struct dt_dedup *d, struct dt_err *err)
{
    struct dt_kept *k = d->kept;

    for (size_t i = 0; i < k->edge_count; i++)
        k->edges[i].key = dt_kept_pair(d->number[k->edges[i].key >> 32],
                                       d->number[(uint32_t)k->edges[i].key]);
    return dt_radix_sort(k->edges, k->edge_count, err);
}

int dt_kept_write(struct dt_dedup *d, unsigned threads, struct dt_err *err)
{
    const struct dt_kept *k = d->kept;
    int rc = dt_dedup_end_run(d, threads, false, err);

    if (rc == DT_OK && k->new_texts && k->new_texts <= DT_RUN_MOST)
        rc = dt_kept_file_write(d, first_written(d), err);
    if (rc == DT_OK)
        rc = dt_dedup_put_in_order(d, err);
    return rc < 0 ? rc : number_edges(d, err);
}

static int by_pair(const void *a, const void *b)
{
    const struct dt_keyed *x = a, *y = b;

    return (x->key > y->key) - (x->key < y->key);
}

const struct dt_keyed *dt_kept_edge(const struct dt_kept *k, uint64_t pair)
{
    const struct dt_keyed wanted = {pair, 0};

    return k->edge_count ? bsearch(&wanted, k->edges, k->edge_count,
                                   sizeof wanted, by_pair)
                         : NULL;
}

struct dt_dedup_verdict dt_kept_verdict(const struct dt_keyed *edge)
{
    return (struct dt_dedup_verdict){
        (uint16_t)(edge->item >> SIMILARITY_BITS & SIMILARITY),
        (uint16_t)(edge->item & SIMILARITY)};
}

int dt_kept_found(struct dt_kept *k, uint32_t x, uint32_t y,
                  struct dt_dedup_verdict verdict, struct dt_err *err)
{
    struct dt_keyed *found = dt_array_room(k->found, &k->found_cap,
                                           k->found_count, sizeof *found);

    if (!found)
        return no_memory(err);
    k->found = found;
    found[k->found_count++] = (struct dt_keyed){
        dt_kept_pair(x, y),
        (uint32_t)verdict.jaccard << SIMILARITY_BITS | verdict.containment};
    return DT_OK;
}

/* A file of keys by its name, written or half written. */
static bool is_keys(const char *name)
{
    const size_t digits = strspn(name, "0123456789");

    return digits && (strcmp(name + digits, ".keys") == 0 ||
                      strcmp(name + digits, ".keys.tmp") == 0);
}

/* Files of keys that nothing names any more; what is none is left alone. */
static int remove_others(const struct dt_kept *k, struct dt_err *err)
{
    struct dt_file_names names = {NULL, 0, NULL};
    int rc = dt_file_list(k->folder, &names, err);

    for (size_t i = 0; rc == DT_OK && i < names.count; i++) {
        struct dt_buf path = DT_BUF_INIT(8192);
        bool named = !is_keys(names.names[i]);

        dt_buf_addf(&path, "%s/%s", k->folder, names.names[i]);
        rc = dt_buf_check(&path, "a path", err);
        for (size_t f = 0; rc == DT_OK && f < k->file_count; f++)
            named = named || strcmp(path.ptr, k->files[f].path) == 0;
        if (rc == DT_OK && !named && unlink(path.ptr) != 0)
            rc = dt_file_fail(path.ptr, err);
        dt_buf_release(&path);
    }
    dt_file_names_release(&names);
    return rc;
}

/* What stands behind the head: numbers of texts count through all files. */
static int put_state(const struct dt_dedup *d, struct dt_buf *out,
                     struct dt_err *err)
{
    const struct dt_kept *k = d->kept;
    uint32_t *start = malloc((k->file_count + 1) * sizeof *start), texts = 0;

    if (!start)
        return no_memory(err);
    for (size_t i = 0; i < k->file_count; i++) {
        struct stored_file file = {.name = k->files[i].name};

        memcpy(file.check, k->files[i].check, sizeof file.check);
        dt_buf_add(out, &file, sizeof file);
        start[i] = texts;
        texts += d->runs[i].texts;
    }
    for (size_t i = 0; i < k->file_count; i++)
        for (uint32_t t = 0; t < d->runs[i].texts; t++)
            dt_buf_addc(out, d->groups[d->runs[i].number[t]].members > 0);
    for (size_t i = 0; i < k->found_count; i++) {
        const struct dt_dedup_group
            *a = &d->groups[d->group[k->found[i].key >> 32]],
            *b = &d->groups[d->group[(uint32_t)k->found[i].key]];
        const struct stored_pair pair = {start[a->run] + a->local,
                                         start[b->run] + b->local,
                                         k->found[i].item};

        dt_buf_add(out, &pair, sizeof pair);
    }
    free(start);
    return dt_buf_check(out, "pairs of texts", err);
}

int dt_kept_save(struct dt_dedup *d, struct dt_err *err)
{
    struct dt_kept *k = d->kept;
    struct dt_buf path = DT_BUF_INIT(4096), out = DT_BUF_INIT(SIZE_MAX / 4);
    struct dt_dedup_head head;
    int rc;

    if (k->unchanged || d->run_count != k->file_count)
        return DT_OK;
    rc = dt_dedup_head_init(d, DT_KEPT_PAIRS, &head, err);
    dt_buf_add(&out, &head, sizeof head);
    if (rc == DT_OK)
        rc = put_state(d, &out, err);
    for (size_t i = 0; i < k->file_count; i++)
        head.texts += d->runs[i].texts;
    head.ids = k->found_count;
    head.names = k->next_name;
    head.buckets = k->file_count;
    head.source = k->stamp;
    head.bytes = out.len;
    if (rc == DT_OK)
        rc = dt_dedup_head_seal(
            &head,
            (struct dt_str){out.ptr + sizeof head, out.len - sizeof head}, err);
    if (rc == DT_OK)
        rc = path_of_pairs(k, &path, err);
    if (rc == DT_OK) {
        memcpy(out.ptr, &head, sizeof head);
        rc = dt_file_write(path.ptr, out.ptr, out.len, err);
    }
    dt_buf_release(&path);
    dt_buf_release(&out);
    return rc < 0 ? rc : remove_others(k, err);
}
