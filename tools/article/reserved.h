/*
 * reserved.h - holds what a page says of its rights against a licence.
 *
 * Layer   article.
 */
#ifndef DT_ARTICLE_RESERVED_H
#define DT_ARTICLE_RESERVED_H

#include "article/article.h"

/*
 * What the page says of its rights (a copyright line, a reservation, the
 * address of a licence), where nothing of that agrees with the SPDX
 * expression; NULL where something does, where it says nothing, and where the
 * licence permits nothing that anybody could reserve (LicenseRef-NAME,
 * NOASSERTION). The text lives as long as the claims.
 */
const char *dt_rights_reserved(const struct dt_meta *meta, const char *licence);

#endif
