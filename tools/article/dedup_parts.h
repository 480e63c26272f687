/*
 * dedup_parts.h - what dedup.c gathers and dedup_find.c compares.
 *
 * Layer   article. For the dedup*.c files alone.
 */
#ifndef DT_ARTICLE_DEDUP_PARTS_H
#define DT_ARTICLE_DEDUP_PARTS_H

#include "article/dedup_steps.h"
#include "base/arena.h"
#include "base/map.h"

/* Texts with one fold. */
struct dt_dedup_group {
    unsigned char identity[DT_DIGEST_SIZE];
    struct dt_join_text weight;
    uint64_t place;          /* of one of them, for the reader */
    uint32_t first, members; /* in dt_dedup.member */
    uint32_t run, local;     /* the last run that has its keys, and as what */
};

struct dt_dedup_item {
    const char *id;
    uint32_t group;
};

/*
 * A file of keys that stays: the run of the same number. Behind a head stand
 * the postings, the sketches (the keys of one text after the other), and
 * tables: a row a text, a count a bucket, and what is known of the blocks.
 */
struct dt_kept_file {
    uint64_t name;
    unsigned char check[DT_DIGEST_SIZE]; /* of its head */
    char *path;
    int fd;
    uint64_t sketches, rows; /* where they begin */
    uint64_t keys;           /* of all sketches */
    struct dt_run_block *blocks;
};

/* A text of it: its keys are at first, of all sketches, and have a sum. */
struct dt_kept_row {
    unsigned char identity[DT_DIGEST_SIZE];
    struct dt_join_text weight;
    uint64_t first, sum;
};

/* What stays from run to run (kept.h). */
struct dt_kept {
    char *folder;
    uint64_t stamp; /* of how texts are sketched */
    struct dt_kept_file *files;
    size_t file_count, file_cap;
    uint64_t next_name;
    bool recalled;  /* what follows is of the run before */
    bool failed;    /* the last step, for what is in the folder or is to be */
    bool unchanged; /* its texts are those of this run */
    bool *was;      /* of each of its groups: a text had it */
    size_t texts;   /* such groups */
    struct dt_keyed *edges; /* pairs of groups, from dt_kept_write() on of
                               numbers and in order, with the verdict */
    size_t edge_count;
    struct dt_keyed *found; /* of this run, by numbers */
    size_t found_count, found_cap;
    int spool; /* the sketches of new texts, one behind the other */
    uint64_t spooled;
    struct dt_buf pending; /* not yet written to it */
    uint32_t *lengths;     /* of each, in keys */
    size_t new_texts, lengths_cap;
};

struct dt_dedup {
    struct dt_dedup_options options;
    struct dt_shingle_key key;
    struct dt_sketch_form form;
    struct dt_arena names;
    struct dt_map ids;
    struct dt_dedup_item *items; /* in the end by id */
    size_t item_count, item_cap;
    struct dt_dedup_group *groups; /* as they came */
    size_t group_count, group_cap;
    uint32_t *table;     /* group + 1 by its identity; 0: free */
    size_t room;         /* a power of two */
    uint32_t *number;    /* of each group, in the order of identities */
    uint32_t *group;     /* the other way round */
    uint32_t *member;    /* numbers of items, group after group */
    struct dt_run *runs; /* the last one is open until the end */
    size_t run_count, run_cap;
    bool open;
    size_t first_item; /* of the open run */
    int fd;            /* of the runs that are on disk, or -1 */
    bool keeps_fd;     /* it is somebody else's, who wants all of them */
    const char *path;  /* for messages */
    uint64_t written;  /* bytes of it */
    struct dt_dedup_mark mark;
    char **sources;
    size_t source_count;
    int *files; /* opened to read keys from */
    size_t file_count;
    struct dt_spill edges;
    struct dt_kept *kept; /* or NULL */
};

/* Two texts compared. */
struct dt_dedup_verdict {
    uint16_t jaccard, containment; /* both 0: not a copy */
};

/*
 * What a run of keys begins with, and a file of what a join has found. Behind
 * it stand tables (of a join, all that it has found), then keys by bucket.
 */
struct dt_dedup_head {
    char magic[8];               /* what it is, and the format's version */
    uint64_t order;              /* of the bytes of its numbers */
    uint64_t bytes;              /* the head's too */
    uint64_t shape, limits, key; /* the options that it was made with */
    uint64_t texts, ids, names, buckets, source;
    struct dt_dedup_mark mark;
    unsigned char tables[DT_DIGEST_SIZE]; /* SHA-256 of what is behind it */
    unsigned char check[DT_DIGEST_SIZE];  /* SHA-256 of what is before it */
};

#define DT_DEDUP_KEYS "dt keys4"
#define DT_DEDUP_FOUND "dt join5"
#define DT_KEPT_KEYS "dt kept1"
#define DT_KEPT_PAIRS "dt pair2"

/* A text of a run, as it is in the file. */
struct dt_stored_text {
    unsigned char identity[DT_DIGEST_SIZE];
    struct dt_join_text weight;
    uint64_t place;
};

/* An id of a run, likewise: whose text it is, and its bytes. */
struct dt_stored_id {
    uint32_t text, bytes;
};

/* How many keys a bucket has, and what they are known by. */
struct dt_stored_bucket {
    uint64_t count;
    unsigned char digest[DT_DIGEST_SIZE];
};

/* dedup_head.c: all but the counts. DT_EINTERNAL. */
int dt_dedup_head_init(const struct dt_dedup *d, const char magic[8],
                       struct dt_dedup_head *head, struct dt_err *err);

/* dedup_head.c: when all else is set. DT_EINTERNAL. */
int dt_dedup_head_seal(struct dt_dedup_head *head, struct dt_str tables,
                       struct dt_err *err);

/*
 * dedup_head.c: whether a head, at byte at of path, is whole and was made for
 * what d does. what says what is missing where the magic is another.
 * DT_EFORMAT, DT_EMISMATCH.
 */
int dt_dedup_head_check(const struct dt_dedup *d, const char magic[8],
                        const struct dt_dedup_head *head, const char *path,
                        uint64_t at, struct dt_err *err);

/* dedup_head.c: bytes of a run's tables; 0: longer than the run. */
uint64_t dt_dedup_tables_size(const struct dt_dedup_head *h);

/* dedup_head.c: the same of what is behind it. DT_EMISMATCH. */
int dt_dedup_tables_check(const struct dt_dedup_head *head,
                          struct dt_str tables, const char *path, uint64_t at,
                          struct dt_err *err);

/* dedup_run.c: close the open run; on disk where somebody wants it there. */
int dt_dedup_end_run(struct dt_dedup *d, unsigned threads, bool on_disk,
                     struct dt_err *err);

/* dedup_run.c: have an open run with room for one more text. */
int dt_dedup_have_run(struct dt_dedup *d, struct dt_err *err);

/* dedup_run.c: one more run, without buckets. NULL: out of memory. */
struct dt_run *dt_dedup_new_run(struct dt_dedup *d);

/* dedup.c: where a group's number and one is, or belongs (0), in the table. */
uint32_t *dt_dedup_slot(const struct dt_dedup *d,
                        const unsigned char identity[DT_DIGEST_SIZE]);

/* dedup.c: have a table for so many groups, at most half full. DT_EINTERNAL. */
int dt_dedup_reserve(struct dt_dedup *d, size_t groups, struct dt_err *err);

/* dedup.c: the group of an identity, made if new. DT_EINTERNAL. */
int dt_dedup_group(struct dt_dedup *d, const unsigned char *identity,
                   uint32_t *number, bool *is_new, struct dt_err *err);

/* dedup.c: one more text of a group. As dt_dedup_add(). */
int dt_dedup_item(struct dt_dedup *d, struct dt_str id, uint32_t group,
                  struct dt_err *err);

/* dedup.c: as dt_dedup_read(), but for the sketch. */
int dt_dedup_read_shingles(const struct dt_dedup *d, struct dt_str text,
                           struct dt_dedup_text *out, struct dt_err *err);

/* dedup_keys.c: append the last run, sealed, to the file of keys d->fd. */
int dt_dedup_write_run(struct dt_dedup *d, struct dt_err *err);

/* kept.c: NULL is fine. */
void dt_kept_free(struct dt_kept *kept);

/* kept.c: note the sketch of a text that was not known. DT_EIO, DT_EINTERNAL. */
int dt_kept_add(struct dt_kept *kept, const struct dt_sketch *sketch,
                struct dt_err *err);

/*
 * kept.c: when all texts have been added, write what is new of them, and have
 * all keys in files; then, when all is found, what the next run begins with.
 */
int dt_kept_write(struct dt_dedup *d, unsigned threads, struct dt_err *err);
int dt_kept_save(struct dt_dedup *d, struct dt_err *err);

/* kept.c: rc, which is noted as that of a step that needs the folder. */
int dt_kept_note(struct dt_dedup *d, int rc);

/* kept.c: so many bytes of the sketches that were added, from byte at on. */
int dt_kept_sketch(const struct dt_kept *kept, uint64_t at, void *out,
                   size_t size, struct dt_err *err);

/* Two numbers as one, in any order. */
static inline uint64_t dt_kept_pair(uint32_t x, uint32_t y)
{
    return x < y ? (uint64_t)x << 32 | y : (uint64_t)y << 32 | x;
}

/* kept.c: what the run before found of a pair, or NULL; and what that was. */
const struct dt_keyed *dt_kept_edge(const struct dt_kept *kept, uint64_t pair);
struct dt_dedup_verdict dt_kept_verdict(const struct dt_keyed *edge);

/* kept.c: remember what was found of two numbers. DT_EINTERNAL. */
int dt_kept_found(struct dt_kept *kept, uint32_t x, uint32_t y,
                  struct dt_dedup_verdict verdict, struct dt_err *err);

/*
 * kept_file.c: the file of that name and check, as one more run, of groups that
 * all are known, or all are not: these are made.
 */
int dt_kept_file_load(struct dt_dedup *d, uint64_t name,
                      const unsigned char check[DT_DIGEST_SIZE], bool known,
                      struct dt_err *err);

/* kept_file.c: where a file of that name is. The caller frees *path. */
int dt_kept_path(const struct dt_kept *kept, uint64_t name, char **path,
                 struct dt_err *err);

/*
 * kept_write.c: write the runs from first on to one file, which then stands in
 * their place. Texts that neither are there nor were are left out.
 */
int dt_kept_file_write(struct dt_dedup *d, size_t first, struct dt_err *err);

/* kept_file.c: the keys of a group, as they were added. As dt_run_find(). */
int dt_kept_file_sketch(const struct dt_dedup *d, uint32_t group,
                        struct dt_sketch *out, struct dt_err *err);

void dt_kept_file_release(struct dt_kept_file *file);

/*
 * kept_update.c: leave in kept->edges what still holds, and add the pairs that
 * may be edges now. *done false: too much has changed, and all must be joined.
 */
int dt_kept_update(struct dt_dedup *d, struct dt_spill *pairs, bool *done,
                   struct dt_err *err);

/*
 * dedup_find.c: how many of the smaller one's shingles, per mille, any pair
 * that is recorded has in common.
 */
unsigned dt_dedup_least_share(const struct dt_dedup *d);

/* dedup_order.c: sort items, number groups, and fill member. */
int dt_dedup_put_in_order(struct dt_dedup *d, struct dt_err *err);

/*
 * dedup_verify.c: tell fn of those of the settled pairs of numbers of groups
 * that are copies; pairs are released.
 */
typedef int (*dt_dedup_verdict_fn)(void *ctx, uint32_t x, uint32_t y,
                                   struct dt_dedup_verdict verdict,
                                   struct dt_err *err);
int dt_dedup_verify(const struct dt_dedup *d, struct dt_spill *pairs,
                    unsigned threads, dt_dedup_verdict_fn fn, void *ctx,
                    struct dt_err *err);

#endif
