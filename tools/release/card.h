/*
 * card.h - the words a release carries for people: README.md and LICENSE.
 *
 * Layer   release.
 */
#ifndef DT_RELEASE_CARD_H
#define DT_RELEASE_CARD_H

#include <stdint.h>

#include "base/buf.h"
#include "manifest/facts.h"
#include "manifest/tally.h"
#include "release/bag.h"
#include "source/source.h"

struct dt_card {
    const struct dt_corpus *corpus;
    const struct dt_bag_info *info;
    uint64_t articles, texts, statements;
    struct dt_tally *open, *withheld; /* articles, by the licence of the text */
    uint64_t other_licence;           /* open ones whose is not the corpus's */
};

/*
 * Count the licences of the texts, of a card that is zero there. The card is
 * good for dt_card_release() also after a failure.
 */
int dt_card_count(struct dt_card *card, const struct dt_facts *facts,
                  struct dt_err *err);
void dt_card_release(struct dt_card *card);

/* Markdown: what is in it, who may use it, how to load, verify and cite it. */
void dt_card_readme(const struct dt_card *card, struct dt_buf *out);

/* Whose work the corpus's licence is of, and the licences of the texts. */
void dt_card_licence(const struct dt_card *card, struct dt_buf *out);

#endif
