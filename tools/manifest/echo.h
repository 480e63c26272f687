/*
 * echo.h - words that a statement's line has beside its own, as the article's
 * text has them at a place: the verb of its cue, and where it was said.
 *
 * Layer   manifest, private to facts_statements.c. Kept in a few bytes until
 *         the text comes by.
 */
#ifndef DT_MANIFEST_ECHO_H
#define DT_MANIFEST_ECHO_H

#include "article/article.h"
#include "manifest/leaves.h"

struct dt_echoes {
    size_t count;
    struct dt_span span[2];
    struct dt_str words[2]; /* in the leaf's line or arena */
};

/* DT_EMISMATCH for words that are not as long as their place. */
int dt_echoes_of(const struct dt_leaf *statement, struct dt_echoes *out,
                 struct dt_err *err);

/* How many bytes dt_echoes_keep() appends. */
size_t dt_echoes_size(const struct dt_echoes *echoes);
void dt_echoes_keep(const struct dt_echoes *echoes, struct dt_buf *out);

/*
 * Whether the text has what was kept. Else *at is the place that has other
 * words.
 */
bool dt_echoes_hold(struct dt_str kept, struct dt_str text, uint32_t *at);

#endif
