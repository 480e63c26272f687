/*
 * claim.h - what the places of a source say of its metadata, which of it is
 * believed, and what contradicts it.
 *
 * Layer   article. Readers make their claims in the order in which they are to
 *         be believed: JSON-LD, meta elements, microdata, what is visible,
 *         the address; of titles, the heading first where no JSON-LD or two
 *         places speak for it. The first claim to a field is its value; of
 *         dates, a later one that only says more precisely the same. A byline
 *         is the names of the first place that has any.
 * Bounds  DT_CLAIMS_MOST claims, of DT_CLAIM_LONGEST bytes each; what is
 *         over is not recorded.
 * Errors  DT_EINTERNAL without memory.
 */
#ifndef DT_ARTICLE_CLAIM_H
#define DT_ARTICLE_CLAIM_H

#include "article/draft.h"

enum { DT_CLAIMS_MOST = 256, DT_CLAIM_LONGEST = 4000 };

/* Where a claim was found; from is static text. */
struct dt_claim_place {
    const char *from;
    uint32_t line; /* of a plain text, or 0 */
};

/* Record a claim, and take its value when the field has none. */
int dt_claim_add(struct dt_draft *draft, enum dt_field field,
                 struct dt_str value, struct dt_claim_place place,
                 struct dt_err *err);

/* Believe what a place says of a field, and nothing else. */
int dt_claim_prefer(struct dt_draft *draft, enum dt_field field,
                    const char *from, struct dt_err *err);

/*
 * The value chosen for a field, NULL without one. Of a byline or tags, the
 * first.
 */
const char *dt_claim_chosen(const struct dt_meta *meta, enum dt_field field);

/*
 * Mark what contradicts the chosen values, once all claims are made: titles
 * of which neither holds the other, dates more than a day apart, bylines with
 * different names, publishers, languages and addresses that differ.
 */
int dt_claims_compare(struct dt_draft *draft, struct dt_err *err);

/* Whether two BCP 47 tags name one language: en-GB and en do. */
bool dt_claim_same_language(const char *a, const char *b);

/* The host's name in an address, without "www."; empty for none or NULL. */
struct dt_str dt_claim_host(const char *url);

/* "title", "byline" and so on, as normalise prints them. */
const char *dt_field_name(enum dt_field field);

#endif
