/*
 * held.h - whether a statement's fidelity can be true.
 *
 * Layer   manifest. dt_held_form() needs the line alone, dt_held_quotation()
 *         the quotation's text as well, dt_held_words() both texts: they
 *         count the words anew.
 */
#ifndef DT_MANIFEST_HELD_H
#define DT_MANIFEST_HELD_H

#include <stdbool.h>

#include "base/json.h"
#include "base/str.h"

/* The article that a line's fidelity names; a NULL ptr: none. */
struct dt_str dt_held_against(const struct dt_json_doc *line);

/*
 * The first bytes of the words that a line's fidelity found equal in its
 * source, from *at on, which begins at 0; false: no more. *elsewhere: it says
 * that they were said elsewhere.
 */
bool dt_held_next(const struct dt_json_doc *line, size_t *at, uint32_t *byte,
                  bool *elsewhere);

/*
 * line was checked by dt_record_check(). The verdict agrees with the parts,
 * and these lie within the statement and within source_bytes. DT_EMISMATCH.
 */
int dt_held_form(const struct dt_json_doc *line, uint64_t source_bytes,
                 struct dt_err *err);

/*
 * line passed dt_held_form() and has a fidelity whose source is not at hand:
 * its parts have all words of the quotation. DT_EMISMATCH; DT_EINTERNAL
 * without memory.
 */
int dt_held_quotation(const struct dt_json_doc *line, struct dt_str quote,
                      struct dt_err *err);

/*
 * line passed dt_held_form(), and is of a mode that has a fidelity. The words
 * of its equal parts are the same in both texts, and the word error is theirs.
 * DT_EMISMATCH; DT_EINTERNAL without memory.
 */
int dt_held_words(const struct dt_json_doc *line, struct dt_str quote,
                  struct dt_str source, struct dt_err *err);

#endif
