#include "article/dedup.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "article/article.h"
#include "article/dedup_parts.h"
#include "base/array.h"

static int no_memory(struct dt_err *err)
{
    return DT_FAIL(err, DT_EINTERNAL, "out of memory for texts to compare");
}

const char *dt_relation_name(enum dt_relation relation)
{
    static const char *const names[] = {"same", "near", "contains", "revision",
                                        "decided"};

    return names[relation];
}

void dt_dedup_text_init(struct dt_dedup_text *text)
{
    text->fold = DT_BUF_INIT(SIZE_MAX / 4);
    text->shingles = DT_SHINGLES_INIT;
    text->print.sketch = DT_SKETCH_INIT;
    text->digest = NULL;
}

void dt_dedup_text_release(struct dt_dedup_text *text)
{
    dt_buf_release(&text->fold);
    dt_shingles_release(&text->shingles);
    dt_sketch_release(&text->print.sketch);
    dt_digest_free(text->digest);
    text->digest = NULL;
}

int dt_dedup_new(const struct dt_dedup_options *options, struct dt_dedup **out,
                 struct dt_err *err)
{
    struct dt_dedup *d = calloc(1, sizeof *d);
    int rc;

    assert(options->permutations >= DT_MINHASH_LEAST &&
           options->permutations <= DT_MINHASH_MOST);
    if (!d)
        return no_memory(err);
    d->options = *options;
    d->names = DT_ARENA_INIT(SIZE_MAX);
    d->ids = DT_MAP_INIT;
    d->fd = -1;
    d->edges = DT_SPILL_INIT(DT_SPILL_KEYED);
    dt_dedup_bound(d, &d->edges, 1);
    dt_sketch_form_init(&d->form, options->permutations, options->near);
    rc = dt_shingle_key_init(&d->key, options->shingle, options->secret, err);
    if (rc < 0)
        dt_dedup_free(d);
    else
        *out = d;
    return rc;
}

void dt_dedup_free(struct dt_dedup *d)
{
    if (!d)
        return;
    for (size_t i = 0; i < d->run_count; i++)
        dt_run_release(&d->runs[i]);
    if (d->fd >= 0 && !d->keeps_fd)
        (void)close(d->fd);
    for (size_t i = 0; i < d->file_count; i++)
        (void)close(d->files[i]);
    for (size_t i = 0; i < d->source_count; i++)
        free(d->sources[i]);
    free(d->files);
    free(d->sources);
    dt_map_release(&d->ids);
    dt_arena_release(&d->names);
    free(d->items);
    free(d->groups);
    free(d->table);
    free(d->number);
    free(d->group);
    free(d->member);
    free(d->runs);
    dt_spill_release(&d->edges);
    dt_kept_free(d->kept);
    free(d);
}

/* The fold goes behind what is there. */
static int take_shingles(const struct dt_dedup *d, struct dt_str text,
                         struct dt_dedup_text *out, struct dt_err *err)
{
    const size_t from = out->fold.len;
    int rc = dt_article_fold(text, &out->fold, err);
    struct dt_str fold = dt_buf_str(&out->fold);

    fold.ptr += from;
    fold.len -= from;
    return rc < 0 ? rc : dt_shingles_take(&out->shingles, &d->key, fold, err);
}

int dt_dedup_sketch(const struct dt_dedup *d, struct dt_str text,
                    struct dt_dedup_text *out, struct dt_err *err)
{
    int rc = take_shingles(d, text, out, err);

    return rc < 0 ? rc
                  : dt_sketch_make(&out->print.sketch, &d->form, &out->shingles,
                                   err);
}

int dt_dedup_identify(struct dt_dedup_text *out,
                      struct dt_digest_message *folds, size_t count,
                      struct dt_err *err)
{
    int rc = out->digest ? DT_OK : dt_digest_new(&out->digest, err);

    return rc < 0 ? rc : dt_digest_each(out->digest, folds, count, err);
}

static int identify_one(struct dt_dedup_text *out, struct dt_err *err)
{
    struct dt_digest_message m = {.part[0] = dt_buf_str(&out->fold)};
    int rc = dt_dedup_identify(out, &m, 1, err);

    if (rc == DT_OK)
        memcpy(out->print.identity, m.raw, sizeof m.raw);
    return rc;
}

int dt_dedup_read_shingles(const struct dt_dedup *d, struct dt_str text,
                           struct dt_dedup_text *out, struct dt_err *err)
{
    int rc;

    dt_buf_reset(&out->fold);
    rc = take_shingles(d, text, out, err);
    return rc < 0 ? rc : identify_one(out, err);
}

int dt_dedup_read(const struct dt_dedup *d, struct dt_str text,
                  struct dt_dedup_text *out, struct dt_err *err)
{
    int rc;

    dt_buf_reset(&out->fold);
    rc = dt_dedup_sketch(d, text, out, err);
    return rc < 0 ? rc : identify_one(out, err);
}

/* Where in the table a group of this identity is, or belongs. */
uint32_t *dt_dedup_slot(const struct dt_dedup *d,
                        const unsigned char identity[DT_DIGEST_SIZE])
{
    size_t at;

    memcpy(&at, identity, sizeof at);
    for (at &= d->room - 1; d->table[at]; at = (at + 1) & (d->room - 1))
        if (memcmp(d->groups[d->table[at] - 1].identity, identity,
                   DT_DIGEST_SIZE) == 0)
            break;
    return &d->table[at];
}

int dt_dedup_reserve(struct dt_dedup *d, size_t groups, struct dt_err *err)
{
    size_t room = d->room ? d->room : 256;
    uint32_t *table;

    while (room < groups * 2)
        room *= 2;
    if (room == d->room)
        return DT_OK;
    table = calloc(room, sizeof *table);
    if (!table)
        return no_memory(err);
    free(d->table);
    d->table = table;
    d->room = room;
    for (size_t i = 0; i < d->group_count; i++)
        *dt_dedup_slot(d, d->groups[i].identity) = (uint32_t)i + 1;
    return DT_OK;
}

int dt_dedup_group(struct dt_dedup *d, const unsigned char *identity,
                   uint32_t *number, bool *is_new, struct dt_err *err)
{
    struct dt_dedup_group *groups =
        dt_array_room(d->groups, &d->group_cap, d->group_count, sizeof *groups);
    uint32_t *slot;
    int rc;

    if (!groups)
        return no_memory(err);
    d->groups = groups;
    rc = dt_dedup_reserve(d, d->group_count + 1, err);
    if (rc < 0)
        return rc;
    slot = dt_dedup_slot(d, identity);
    *is_new = *slot == 0;
    if (*is_new) {
        struct dt_dedup_group *g = &d->groups[d->group_count];

        *g = (struct dt_dedup_group){.run = UINT32_MAX};
        memcpy(g->identity, identity, DT_DIGEST_SIZE);
        *slot = (uint32_t)++d->group_count;
    }
    *number = *slot - 1;
    return DT_OK;
}

/* Each run has the keys of all its texts, so that it can stand alone. */
static int add_keys(struct dt_dedup *d, uint32_t number,
                    const struct dt_sketch *sketch, struct dt_err *err)
{
    struct dt_dedup_group *g = &d->groups[number];
    struct dt_run *run = &d->runs[d->run_count - 1];

    if (g->run == d->run_count - 1)
        return DT_OK;
    g->run = (uint32_t)(d->run_count - 1);
    g->local = run->texts;
    return dt_run_add(run, sketch, number, err);
}

/* A copy of the id that nobody had before. */
static int add_id(struct dt_dedup *d, struct dt_str id, const char **out,
                  struct dt_err *err)
{
    char *copy;

    if (id.len == 0)
        return DT_FAIL(err, DT_EFORMAT, "an id that is empty");
    if (id.len >= DT_DEDUP_ID || memchr(id.ptr, 0, id.len))
        return DT_FAIL(err, DT_EFORMAT,
                       "an id that has a NUL, or more than %d bytes",
                       DT_DEDUP_ID - 1);
    copy = dt_arena_copy(&d->names, id);
    if (!copy)
        return no_memory(err);
    if (dt_map_find(&d->ids, copy))
        return DT_FAIL(err, DT_EFORMAT, "the id '%.200s' was there before",
                       copy);
    *out = copy;
    return dt_map_put(&d->ids, copy, copy, err);
}

int dt_dedup_item(struct dt_dedup *d, struct dt_str id, uint32_t group,
                  struct dt_err *err)
{
    const char *name = NULL;
    struct dt_dedup_item *items = dt_array_room(d->items, &d->item_cap,
                                                d->item_count, sizeof *items);
    int rc;

    if (!items)
        return no_memory(err);
    d->items = items;
    if (d->item_count == UINT32_MAX - 1)
        return DT_FAIL(err, DT_EFORMAT, "more than %u texts", UINT32_MAX - 1);
    rc = add_id(d, id, &name, err);
    if (rc == DT_OK)
        d->items[d->item_count++] = (struct dt_dedup_item){name, group};
    return rc;
}

int dt_dedup_add(struct dt_dedup *d, struct dt_str id, uint64_t place,
                 const struct dt_dedup_print *print, struct dt_err *err)
{
    bool is_new = false, is_kept;
    uint32_t number = 0;
    int rc = dt_dedup_group(d, print->identity, &number, &is_new, err);

    if (rc < 0)
        return rc;
    is_kept = d->kept && !is_new;
    if (is_new || is_kept) {
        struct dt_dedup_group *g = &d->groups[number];

        g->place = place;
        g->weight.size = print->sketch.size;
        memcpy(g->weight.order, print->sketch.order, sizeof g->weight.order);
    }
    if (is_kept)
        return dt_dedup_item(d, id, number, err);
    rc = dt_dedup_have_run(d, err);
    if (rc == DT_OK)
        rc = dt_dedup_item(d, id, number, err);
    if (rc == DT_OK)
        rc = add_keys(d, number, &print->sketch, err);
    return rc < 0 || !d->kept ? rc : dt_kept_add(d->kept, &print->sketch, err);
}

size_t dt_dedup_count(const struct dt_dedup *d)
{
    return d->item_count;
}

const char *dt_dedup_id(const struct dt_dedup *d, size_t number)
{
    return d->items[number].id;
}

size_t dt_dedup_size(const struct dt_dedup *d, size_t number)
{
    return d->groups[d->items[number].group].weight.size;
}
