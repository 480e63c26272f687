/*
 * stamp.h - the time stamps that a transcript prints beside its turns:
 * "[00:01:05]", "(1:05)", "00:05 - 00:10", "12 00:01:05,000 --> 00:01:09,500".
 *
 * Layer   article.
 */
#ifndef DT_ARTICLE_STAMP_H
#define DT_ARTICLE_STAMP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Bytes of the time stamp that text begins with, or 0. It is a time in a
 * recording, in brackets or not, or two of them; the number of the cue may
 * stand before two that "-->" joins (WebVTT, SubRip).
 */
size_t dt_stamp_begins(struct dt_str text);

/* Where text is cut for the time stamp that ends it, or its length. */
size_t dt_stamp_ends(struct dt_str text);

/* Whether text is a time of day and no more: "END 11:52 A.M. EDT". */
bool dt_stamp_is_clock(struct dt_str text);

#endif
