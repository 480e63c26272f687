/*
 * licence.h - SPDX licence expressions (SPDX 2.3, annex D).
 *
 * Layer   source. Names are those of SPDX's list 3.27.0, in its own case
 *         (rules/licences.txt, licence_exceptions.txt), one with "+" behind
 *         it, or LicenseRef-NAME, which may have DocumentRef-NAME: before it;
 *         joined by AND, OR, WITH and brackets. NOASSERTION alone: not said.
 */
#ifndef DT_SOURCE_LICENCE_H
#define DT_SOURCE_LICENCE_H

#include "base/err.h"
#include "base/str.h"

/* DT_EFORMAT says what is wrong, and the name that was probably meant. */
int dt_licence_check(struct dt_str text, struct dt_err *err);

#endif
