/*
 * dedup_line.h - the id and the text of one line of JSON.
 *
 * Layer   cmd. {id, text}, where "input" stands for an id that is null or
 *         missing, as normalise gives it; other members are passed over.
 */
#ifndef DT_CMD_DEDUP_LINE_H
#define DT_CMD_DEDUP_LINE_H

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

struct dt_dedup_line {
    struct dt_buf id, input, text; /* reused for the next */
    bool has_id, has_input, has_text;
};

/* Each part is bounded by DT_JSON_LINE, as lines are. */
void dt_dedup_line_init(struct dt_dedup_line *line);
void dt_dedup_line_release(struct dt_dedup_line *line);

/* DT_EFORMAT, with the byte where there is one; DT_EINTERNAL. */
int dt_dedup_line_read(struct dt_dedup_line *line, struct dt_str json,
                       struct dt_err *err);

/* The id, or what stands for it. */
struct dt_str dt_dedup_line_id(const struct dt_dedup_line *line);

#endif
