/*
 * turns.h - where the turns of a transcript or an interview begin, as far as
 * their labels tell.
 *
 * Layer   statement.
 */
#ifndef DT_STATEMENT_TURNS_H
#define DT_STATEMENT_TURNS_H

#include "statement/label.h"
#include "statement/statement.h"

struct dt_turns {
    struct dt_label *labels; /* one a block; NONE: it begins no turn */
    size_t end;              /* the first block of the closing notes */
    bool any;                /* the text has turns at all */
};

#define DT_TURNS_INIT ((struct dt_turns){NULL, 0, false})

/*
 * Read all labels and keep those that are some: a name not in people.yaml is
 * one only where the text has turns, and a single word only if it is used
 * again, is a surname of people.yaml, or stands where only a turn can begin.
 * speaker: who is named as the main speaker, or empty. turns must be released
 * also when this fails, with DT_EINTERNAL without memory.
 */
int dt_turns_read(const struct dt_statement_input *in,
                  const struct dt_lexicon *lexicon, struct dt_str speaker,
                  struct dt_turns *out, struct dt_err *err);

/* Whether a paragraph is the record's own: "Question put and agreed to." */
bool dt_turns_is_record(const struct dt_lexicon *lexicon, struct dt_str text);

void dt_turns_release(struct dt_turns *turns);

#endif
