/*
 * article_statements.h - what is said in one article, in short.
 *
 * Layer   manifest. Reads the records of statements as they lie here; memory
 *         is bounded by the article's own.
 */
#ifndef DT_MANIFEST_ARTICLE_STATEMENTS_H
#define DT_MANIFEST_ARTICLE_STATEMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "source/source.h"

struct dt_article_statement {
    const char *id, *mode;
    const char *speaker;      /* NULL: not resolved */
    const char *speaker_name; /* as printed; NULL: not named */
    const char *words;        /* the first ones; NULL: withheld */
    uint64_t start, end;      /* bytes of the first span */
    bool decided;             /* as a curator decided */
    char nobodys[20];         /* its id if nobody had said it; "": withheld */
};

struct dt_article_statements {
    struct dt_article_statement *items; /* as they stand in the text */
    size_t count, room;
    struct dt_arena arena; /* owns the texts */
};

/*
 * DT_EFORMAT for a line that is no record, DT_EIO. out is good for
 * dt_article_statements_release() also after a failure.
 */
int dt_article_statements_read(struct dt_article_statements *out,
                               const struct dt_corpus *corpus,
                               struct dt_str article, struct dt_err *err);

/* The one that a decision has led to, or NULL: none, or it is not known. */
const struct dt_article_statement *
dt_article_statements_decided(const struct dt_article_statements *said,
                              const struct dt_decision *decision);
void dt_article_statements_release(struct dt_article_statements *said);

#endif
