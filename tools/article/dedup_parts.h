/*
 * dedup_parts.h - what dedup.c gathers and dedup_find.c compares.
 *
 * Layer   article. For these two files alone.
 */
#ifndef DT_ARTICLE_DEDUP_PARTS_H
#define DT_ARTICLE_DEDUP_PARTS_H

#include "article/dedup.h"
#include "base/arena.h"
#include "base/map.h"

/* Texts with one fold. */
struct dt_dedup_group {
    unsigned char identity[DT_DIGEST_SIZE]; /* SHA-256 of the fold */
    uint64_t *shingles;                     /* and behind them the signature */
    size_t count;                           /* of shingles */
    size_t first, members;                  /* in dt_dedup.member */
};

struct dt_dedup_item {
    const char *id;
    uint32_t group;
};

struct dt_dedup {
    struct dt_dedup_options options;
    struct dt_shingle_key key;
    struct dt_arena names;
    struct dt_map ids;
    struct dt_dedup_item *items;
    size_t item_count, item_cap;
    struct dt_dedup_group *groups;
    size_t group_count, group_cap;
    uint32_t *table;  /* group + 1 by its identity; 0: free */
    size_t room;      /* a power of two */
    uint32_t *member; /* numbers of items, group after group */
    struct dt_dedup_edge *edges;
    size_t edge_count, edge_cap;
};

#endif
