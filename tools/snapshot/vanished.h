/*
 * vanished.h - pages that are there only to say that the page is not.
 *
 * Layer   snapshot. Servers that answer 200 for a page that has gone ("soft
 *         404") are known by the title or first heading of the page, by a
 *         redirect from a page to the front page, and parked addresses by what
 *         their small pages say. Phrases: snapshot/rules/.
 */
#ifndef DT_SNAPSHOT_VANISHED_H
#define DT_SNAPSHOT_VANISHED_H

#include "base/str.h"

/*
 * Why a page is taken to have vanished, a constant; or NULL. asked and led
 * are the URLs at the start and end of the visit.
 */
const char *dt_vanished(struct dt_str page, const char *asked, const char *led);

#endif
