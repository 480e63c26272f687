/*
 * rule.h - the names of all rules by which statements are taken, as records
 * have them.
 *
 * Layer   statement. A name that was ever written stays in the list: records
 *         of earlier versions have it.
 */
#ifndef DT_STATEMENT_RULE_H
#define DT_STATEMENT_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* What a curator decided, and what the text says was not said. */
#define DT_RULE_DECIDED "decided"
#define DT_RULE_NOT_ASSERTED "not-asserted"

enum { DT_RULE_DECIDED_CONFIDENCE = 1000 };

/* The names, sorted by bytes; NULL behind the last one. */
const char *dt_rule_at(size_t index);

bool dt_rule_known(struct dt_str name);

/*
 * Whether a statement of this mode can be taken by a rule with a known name:
 * a person's own text by those that take it whole, what others report by the
 * others, and either by a curator's decision.
 */
bool dt_rule_takes(struct dt_str name, struct dt_str mode);

/*
 * Whether it is as a curator decided: so says its rule, or, of what nobody has
 * asserted by anybody's decision, a confidence that no rule has.
 */
bool dt_rule_is_decided(struct dt_str name, int64_t confidence);

/*
 * Whether a statement that such a rule took can have a verb that reports it;
 * or, cue false, be without: a clause that is reported has one, what stands
 * behind a name and a mark has none.
 */
bool dt_rule_has_cue(struct dt_str name, bool cue);

#endif
