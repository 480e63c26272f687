/*
 * verify_records.h - each line of a manifest against the curator's files.
 *
 * Layer   manifest, private to verify_lines.c.
 */
#ifndef DT_MANIFEST_VERIFY_RECORDS_H
#define DT_MANIFEST_VERIFY_RECORDS_H

#include "manifest/verify_parts.h"

/*
 * What is done with lines of a kind that are good in themselves; the context is
 * the struct dt_verification.
 */
const struct dt_leaf_uses *dt_verify_uses(enum dt_records kind);

#endif
