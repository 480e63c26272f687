/*
 * make.h - everything one source gives: its text and its lines.
 *
 * Layer   manifest.
 */
#ifndef DT_MANIFEST_MAKE_H
#define DT_MANIFEST_MAKE_H

#include "article/duplicates.h"
#include "article/rules.h"
#include "manifest/spool.h"
#include "manifest/texts.h"
#include "manifest/utterances.h"
#include "manifest/write.h"

/* What one thread reuses from source to source. */
struct dt_maker {
    struct dt_line_maker lines;
    struct dt_arena arena;
    struct dt_buf fold, line, path;
};

int dt_maker_init(struct dt_maker *m, struct dt_err *err);
void dt_maker_release(struct dt_maker *m);

struct dt_make {
    const struct dt_corpus *corpus;
    struct dt_rulebook *rules; /* the corpus's own, or NULL */
    struct dt_stage *stage;
    struct dt_spool *articles, *statements;
    struct dt_utterances *utterances;
    struct dt_texts *texts; /* of what is made */
};

/* What later stages need to know of an article. */
struct dt_made {
    const char *media_type; /* a constant */
    size_t statements, unresolved;
    size_t strangers;        /* of the unresolved, those with a name */
    enum dt_kind voiceless;  /* its kind, where it is a speech or an essay of
                               nobody known; else DT_KIND_UNKNOWN */
    const char *not_article; /* why there is no record, a constant, or NULL */
    uint64_t replaced;       /* bytes that could not be decoded */
    uint64_t mojibake;       /* characters that look encoded twice */
    unsigned disputed; /* bits of enum dt_field: of which places of the source
                          say different things, and the curator nothing */
    unsigned unknown;  /* likewise: of which neither says anything for certain,
                          though every article has them; null in the record */
    unsigned char text_sha256[DT_DIGEST_SIZE];
    struct dt_decision_set stale; /* decisions that met no statement */
};

/*
 * Read the rules that the corpus has of its own: corpus/NAME/rules/. The
 * caller frees *out.
 */
int dt_make_read_rules(const struct dt_corpus *corpus, struct dt_rulebook **out,
                       struct dt_err *err);

/* The article of a source, whose snapshot has these bytes. */
int dt_make_normalise(const struct dt_make *make,
                      const struct dt_source *source, struct dt_str snapshot,
                      struct dt_article **out, struct dt_err *err);

/*
 * Normalise the snapshot's bytes, take the statements, stage the text and
 * spool the lines. The texts of copy point into keep, which is the caller's.
 * Nothing is made of a page that is no article, unless its entry says of what
 * kind it is: made->not_article says why. Errors name the source's line in
 * sources.yaml.
 */
int dt_make_article(const struct dt_make *make, struct dt_maker *m,
                    const struct dt_source *source, struct dt_str snapshot,
                    struct dt_arena *keep, struct dt_copy *copy,
                    struct dt_made *made, struct dt_err *err);

/* The folder of the texts, with its slash: git tracks it, or it is the store's. */
void dt_make_text_folder(const struct dt_corpus *corpus, struct dt_buf *out);

/* The corpus as it is with its texts in the other of the two folders. */
struct dt_corpus dt_make_elsewhere(const struct dt_corpus *corpus);

void dt_make_text_path(const struct dt_corpus *corpus, struct dt_str id,
                       struct dt_buf *out);

/*
 * Read an article's text, when its file is there: *here, else text is empty.
 * A manifest may hold anything; an id that is no slug has no file.
 */
int dt_make_read_text(const struct dt_corpus *corpus, struct dt_str id,
                      struct dt_buf *text, bool *here, struct dt_err *err);

#endif
