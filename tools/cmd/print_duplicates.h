/*
 * print_duplicates.h - the copies of a corpus, for a person or as JSON Lines.
 *
 * Layer   cmd, private to cmd_duplicates.c. Words that two articles share are
 *         counted where both texts are here and open, their fold word by word.
 */
#ifndef DT_CMD_PRINT_DUPLICATES_H
#define DT_CMD_PRINT_DUPLICATES_H

#include "article/compare.h"
#include "cmd/print.h"
#include "manifest/clusters.h"

struct dt_duplicates_print {
    struct dt_print print;
    const struct dt_corpus *corpus;
    const struct dt_clusters *clusters;
    struct dt_comparison comparison; /* scratch */
    struct dt_buf fold[2];
    struct dt_buf text;
};

void dt_duplicates_print_init(struct dt_duplicates_print *p);
void dt_duplicates_print_release(struct dt_duplicates_print *p);

/*
 * Print clusters, then chains of versions, then excerpts, and how many there
 * are of each.
 */
int dt_duplicates_text(struct dt_duplicates_print *p, struct dt_err *err);

/* The same, a line each; cmd/schema/duplicates.json says what stands in it. */
int dt_duplicates_json(struct dt_duplicates_print *p, struct dt_err *err);

/*
 * What two articles share, in words: *count is -1 where a text is not here.
 * total receives the words of the shorter one.
 */
int dt_duplicates_shared(struct dt_duplicates_print *p, uint32_t a, uint32_t b,
                         int64_t *count, int64_t *total, struct dt_err *err);

/* Different publishers of the articles order[from, to). */
size_t dt_duplicates_outlets(const struct dt_clusters *c, const uint32_t *order,
                             size_t from, size_t to);

#endif
