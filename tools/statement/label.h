/*
 * label.h - the label at the beginning of a turn: "Amira Voss:",
 * "Councillor Josephine Harrow (Chair):", "The Chair (Josephine Harrow):",
 * "Q:", "Q. ", "Question from the floor:", "AMIRA VOSS — ", "Mr. ADEYEMI. ",
 * and a name that has a paragraph of its own. A time stamp may stand before the
 * label or end it.
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_LABEL_H
#define DT_STATEMENT_LABEL_H

#include <stdbool.h>
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
    uint8_t kind; /* enum dt_label_kind */
    /* As printed, without the colon, time stamps and remarks as (off mic). */
    struct dt_str whole;
    struct dt_str name; /* without what stands in brackets or behind a comma */
    struct dt_str role; /* that, or empty */
    const struct dt_person *person; /* whom name names, or NULL */
    uint32_t rest;   /* offset of the first word behind the label */
    bool dotted;     /* "Q." or "A.": only where the text has both */
    bool bare;       /* "Q" and no mark: only where others have turns */
    bool stopped;    /* "Mr. ADEYEMI.": only where the text has several such */
    bool alone;      /* has no colon: only where the text has several such */
    bool whole_line; /* ... nor any words behind it: "REPORTER" */
    bool office;     /* names nobody but by an office: "The First Minister" */
    bool formed;     /* ... or by what has its form alone: "The Convener" */
    bool repeated;   /* ... and that little of it: "The caller" */
};

/*
 * Read the label of the paragraph, which may be NONE. A label is short, stands
 * before a colon, and its longer words have capitals; before a dash it is a
 * person of people.yaml, or has no small letter. What is a line of its own
 * and names no person is LIKELY at most. So is what only has the form of a
 * label: it may be one in a text that has turns by others. people may be NULL.
 */
struct dt_label dt_label_read(struct dt_str text, struct dt_span paragraph,
                              const struct dt_people *people,
                              const struct dt_lexicon *lexicon);

#endif
