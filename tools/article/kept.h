/*
 * kept.h - copies found again after some texts were added or removed, at the
 * cost of these.
 *
 * Layer   article. What texts are looked for by, and the pairs that were found
 *         among them, stay in a folder. The next run looks up only the keys of
 *         texts that are new or gone, in sorted files; what was found of the
 *         others still holds. The result is that of dt_dedup_find() without a
 *         folder; where much has changed it takes that way.
 * Exact   whether two texts are compared depends on them alone, but for keys
 *         that more than options.crowd texts share: there a text comes between
 *         others, or leaves them side by side. Of the pairs that this parts or
 *         joins every key is looked at again.
 * Folder  "pairs", and files of keys with numbers for names. A new one takes in
 *         those before it that are not several times as large: there are few
 *         files, and a text is written few times. All can be deleted; what is
 *         damaged, or was made by other options or another program, counts as
 *         deleted. One process at a time.
 * Memory  beside that of dedup.h some 20 bytes a pair, and 20 a text; while
 *         files are written, twice the largest bucket's keys, which is 150
 *         bytes a text.
 *
 *     dt_dedup_new -> dt_kept_open -> (dt_kept_knows, dt_kept_add_known or
 *     dt_dedup_read, dt_dedup_add)... -> dt_dedup_find -> dt_dedup_edges
 */
#ifndef DT_ARTICLE_KEPT_H
#define DT_ARTICLE_KEPT_H

#include "article/dedup.h"

/*
 * Keep d's keys and pairs in a folder, which is made, and recall what is there.
 * Before any text is added. DT_EIO for a folder that cannot be made;
 * DT_EINTERNAL.
 */
int dt_kept_open(struct dt_dedup *d, const char *folder, struct dt_err *err);

/* Whether a text of this fold need not be read; false where nothing is kept. */
bool dt_kept_knows(const struct dt_dedup *d,
                   const unsigned char identity[DT_DIGEST_SIZE]);

/* As dt_dedup_add(), of a text that is known. */
int dt_kept_add_known(struct dt_dedup *d, struct dt_str id, uint64_t place,
                      const unsigned char identity[DT_DIGEST_SIZE],
                      struct dt_err *err);

/*
 * Whether a call failed for what is, or is to be, in the folder: all can be
 * done again when the folder is removed, or without one.
 */
bool dt_kept_failed(const struct dt_dedup *d);

#endif
