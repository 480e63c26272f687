/*
 * output_lines.h - the lines of all manifests, when everything is known.
 *
 * Layer   manifest. A line is made of one source alone, or is the last build's;
 *         which article is a copy, and what quotations are held against, is
 *         known only at the end, and is put into those lines that say
 *         something else. The others are copied as they lie.
 */
#ifndef DT_MANIFEST_OUTPUT_LINES_H
#define DT_MANIFEST_OUTPUT_LINES_H

#include "manifest/hold.h"
#include "manifest/plan.h"

/*
 * Stage all manifests. DT_EIO also when somebody changed what lines were copied
 * from.
 */
int dt_output_lines(const struct dt_plan *plan, struct dt_hold *hold,
                    struct dt_err *err);

#endif
