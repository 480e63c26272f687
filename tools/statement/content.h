/*
 * content.h - what a reporting verb reports in its own sentence.
 *
 * Layer   statement. The content is a clause behind the verb ("said that the
 *         wall would hold"), before it ("the wall would hold, Voss said"), or
 *         on both sides ("the wall, Voss said, would hold"); quotations that
 *         stand in it are part of it.
 */
#ifndef DT_STATEMENT_CONTENT_H
#define DT_STATEMENT_CONTENT_H

#include <stddef.h>
#include <stdint.h>

#include "statement/attribute.h"

enum { DT_CONTENT_PARTS = 2 };

struct dt_content {
    uint32_t first[DT_CONTENT_PARTS], last[DT_CONTENT_PARTS]; /* tokens */
    size_t count;      /* 0: the verb reports nothing here */
    uint32_t verb_end; /* behind what belongs to the verb: called for */
};

/* The content of the cue of that index, within a bounded distance of it. */
struct dt_content dt_content_find(const struct dt_reading *r, size_t cue);

#endif
