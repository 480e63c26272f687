/*
 * decide_copies.h - a curator's decision about copies, taken on the command
 * line into decisions.yaml.
 *
 * Layer   cmd, private to cmd_duplicates.c.
 */
#ifndef DT_CMD_DECIDE_COPIES_H
#define DT_CMD_DECIDE_COPIES_H

#include "base/option.h"
#include "source/source.h"

/* Whether args ask for a decision. */
bool dt_decide_copies_asked(const struct dt_args *args);

/*
 * Add the decision with the folds that both articles have now. DT_EUSAGE for
 * an article that has no record, or for what says too little or too much.
 */
int dt_decide_copies(const struct dt_args *args, const struct dt_corpus *corpus,
                     struct dt_err *err);

#endif
