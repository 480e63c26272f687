/*
 * clusters.h - the copies of a corpus as its manifests have them: stars around
 * canonical articles, chains of versions, and excerpts.
 *
 * Layer   manifest. Reads duplicates.jsonl and articles.jsonl once each; no
 *         text. Memory is that of the edges and of the articles they name.
 * Rule    what is the same, or a copy because a curator says so, stands for
 *         its duplicate_of; these gather in stars by their near edges
 *         (article/cluster.h), in the order of dt_copy_cmp().
 */
#ifndef DT_MANIFEST_CLUSTERS_H
#define DT_MANIFEST_CLUSTERS_H

#include "article/decided.h"
#include "base/arena.h"
#include "base/map.h"
#include "source/source.h"

/* An article that an edge names. */
struct dt_cluster_article {
    const char *title, *url; /* or NULL */
    const char *text_sha256;
    bool withheld;
    uint32_t stands_for; /* its duplicate_of, or itself */
    uint32_t canonical;  /* of its cluster; itself when it has none */
    uint32_t story;      /* the smallest of its versions; itself: has none */
};

struct dt_cluster_edge {
    uint32_t a, b; /* articles */
    enum dt_relation relation;
    int jaccard, containment; /* per mille; -1: not measured */
};

struct dt_clusters {
    struct dt_copy *copies; /* by id, likewise articles */
    struct dt_cluster_article *articles;
    size_t count;
    struct dt_cluster_edge *edges; /* by the smaller and the larger of a, b */
    size_t edge_count;
    uint32_t *order;    /* clusters one after the other, canonical ones first */
    uint32_t *by_story; /* versions one after the other, the earliest first */
    struct dt_decided decided;
    size_t all;            /* articles of the corpus */
    size_t duplicates;     /* that are no canonical ones */
    struct dt_map outlets; /* publishers of articles that copy nobody, none */
    size_t outlet_count;   /* of them twice; in lower case */
    struct dt_arena arena; /* owns the texts */
};

/*
 * DT_EFORMAT for lines that are none, and for an edge of what is no article.
 * out is good for dt_clusters_release() also after a failure.
 */
int dt_clusters_read(struct dt_clusters *out, const struct dt_corpus *corpus,
                     struct dt_err *err);
void dt_clusters_release(struct dt_clusters *clusters);

/* The number of an article that an edge names, or UINT32_MAX. */
uint32_t dt_clusters_find(const struct dt_clusters *clusters, struct dt_str id);

/* The edge between two articles that is no excerpt, or NULL. */
const struct dt_cluster_edge *
dt_clusters_edge(const struct dt_clusters *clusters, uint32_t a, uint32_t b);

/* How a copy is one of the canonical article of its cluster. */
enum dt_copy_level {
    DT_LEVEL_BYTES,
    DT_LEVEL_TEXT,
    DT_LEVEL_FOLD,
    DT_LEVEL_NEAR,
    DT_LEVEL_DECIDED
};

/* "bytes", "text", "fold", "near", "decided" */
const char *dt_copy_level_name(enum dt_copy_level level);

/* Of an article that is not canonical; *edge: its evidence, or NULL. */
enum dt_copy_level dt_clusters_level(const struct dt_clusters *clusters,
                                     uint32_t article,
                                     const struct dt_cluster_edge **edge);

#endif
