/*
 * label.h - the label at the beginning of a turn: "Amira Voss:",
 * "Councillor Josephine Harrow (Chair):", "Q:", "Question from the floor:".
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_LABEL_H
#define DT_STATEMENT_LABEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/article.h"
#include "source/people.h"
#include "statement/lexicon.h"

enum dt_label_kind {
    DT_LABEL_NONE,
    DT_LABEL_LIKELY, /* has the shape of a name; others must confirm it */
    DT_LABEL_SURE,   /* a person of people.yaml, or a known label */
    DT_LABEL_QUESTION,
    DT_LABEL_ANSWER
};

struct dt_label {
    uint8_t kind;        /* enum dt_label_kind */
    struct dt_str whole; /* as printed, without the colon */
    struct dt_str name;  /* without what stands in brackets or behind a comma */
    struct dt_str role;  /* that, or empty */
    const struct dt_person *person; /* whom name names, or NULL */
    uint32_t rest; /* offset of the first word behind the label */
};

/*
 * Read the label of the paragraph, which may be NONE. A label is short, stands
 * before a colon, and its longer words have capitals. people may be NULL.
 */
struct dt_label dt_label_read(struct dt_str text, struct dt_span paragraph,
                              const struct dt_people *people,
                              const struct dt_lexicon *lexicon);

#endif
