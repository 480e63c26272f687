/*
 * asserted.h - whether somebody did say what a verb reports, or only did not,
 * should, may or was asked to.
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_ASSERTED_H
#define DT_STATEMENT_ASSERTED_H

#include "statement/attribute.h"

enum dt_asserted {
    DT_ASSERTED,
    DT_ASSERTED_NOT,  /* Voss never said that, declined to say whether */
    DT_ASSERTED_ASKED /* Did Voss say that …? If Voss says that, … Cole
                         urged Voss to say that */
};

/*
 * How the text stands to what a verb reports. `object` is the first token of
 * what is reported. A denial that is denied is one: Voss did not deny that.
 * A thought that is denied is none: Voss does not think that.
 */
enum dt_asserted dt_asserted(const struct dt_reading *r,
                             const struct dt_cue *cue, size_t object);

/*
 * Whether what is reported in a clause is the opposite of what is said: Voss
 * denied that, refused to, bestritt, ließ offen; not behind a colon, where the
 * denial itself stands.
 */
bool dt_asserted_contrary(const struct dt_reading *r, const struct dt_cue *cue,
                          size_t object);

#endif
