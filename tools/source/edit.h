/*
 * edit.h - changes a sources.yaml as a person would, in place.
 *
 * Layer   source. Every byte that is not part of the change stays: comments,
 *         quotes, order, line ends. The result is not read again here; see
 *         dt_source_list_read().
 * Errors  DT_EFORMAT for YAML that cannot be read, or that is laid out so
 *         that it cannot be changed so (a list of entries in brackets).
 */
#ifndef DT_SOURCE_EDIT_H
#define DT_SOURCE_EDIT_H

#include "base/buf.h"
#include "source/source.h"

/*
 * Append to out the text with count entries behind the last one of its
 * `sources:`. path is for messages. Fields of an entry that are NULL are left
 * out; key and line are not looked at.
 */
int dt_edit_append(struct dt_str text, const char *path,
                   const struct dt_source *entries, size_t count,
                   struct dt_buf *out, struct dt_err *err);

/*
 * Append to out the text in which the entry with this id, written or made of
 * its url, has this snapshot. DT_EUSAGE when there is no such entry.
 */
int dt_edit_snapshot(struct dt_str text, const char *path, const char *id,
                     const char *sha256, struct dt_buf *out,
                     struct dt_err *err);

#endif
