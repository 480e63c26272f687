/*
 * edit.h - changes a sources.yaml or people.yaml as a person would, in place.
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

/* The same for people.yaml: one entry behind the last one of its `people:`. */
int dt_edit_append_person(struct dt_str text, const char *path, const char *id,
                          const char *name, struct dt_buf *out,
                          struct dt_err *err);

/*
 * The same for any list: items are YAML as it stands under `list:`, the dashes
 * indented by two columns.
 */
int dt_edit_append_items(struct dt_str text, const char *path, const char *list,
                         struct dt_str items, struct dt_buf *out,
                         struct dt_err *err);

/* The snapshot that an entry has from now on. */
struct dt_edit_taken {
    const char *id; /* of the entry, written or made of its url */
    const char *snapshot;
    const char *retrieved, *warc, *charset; /* NULL: the entry says none */
};

/*
 * Append to out the text in which entries have these snapshots; taken is
 * sorted by id. DT_EUSAGE when one has no entry.
 */
int dt_edit_take(struct dt_str text, const char *path,
                 const struct dt_edit_taken *taken, size_t count,
                 struct dt_buf *out, struct dt_err *err);

#endif
