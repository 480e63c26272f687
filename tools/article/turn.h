/*
 * turn.h - labels of turns that a full stop ends, as records of parliaments
 * print them: "Mr. ADEYEMI.", "The PRESIDENT.", "Mme la présidente.",
 * "M. Jonas Brandt, ministre des transports."
 *
 * Layer   article.
 */
#ifndef DT_ARTICLE_TURN_H
#define DT_ARTICLE_TURN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Bytes of the label that text begins with, without its stop; 0 for none. It
 * begins with a title of turn_titles.txt, or with "The" before capitals, and
 * words are behind it. One alone proves nothing: several do.
 */
size_t dt_turn_stopped(struct dt_str text);

/* Whether a fold begins as labels do that name nobody: turn_starts.txt. */
bool dt_turn_is_office(struct dt_str fold);

#endif
