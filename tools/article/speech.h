/*
 * speech.h - what a line or a fact says of a speech.
 *
 * Layer   article.
 */
#ifndef DT_ARTICLE_SPEECH_H
#define DT_ARTICLE_SPEECH_H

#include "article/draft.h"

/*
 * The person whom text names first, without honorifics, job and letters behind
 * the name, and with a family name that stands first put behind: "Department
 * of Harbours and The Rt Hon Amira Voss MP", "Voss, Amira". In the arena; NULL
 * for none, or *err filled where draft->failed.
 */
const char *dt_speech_person(struct dt_draft *draft, struct dt_str text,
                             struct dt_err *err);

#endif
