/*
 * card.h - the words a release carries for people: README.md and LICENSE.
 *
 * Layer   release.
 */
#ifndef DT_RELEASE_CARD_H
#define DT_RELEASE_CARD_H

#include <stdint.h>

#include "base/buf.h"
#include "release/bag.h"
#include "source/source.h"

struct dt_card {
    const struct dt_corpus *corpus;
    const struct dt_bag_info *info;
    uint64_t articles, texts, statements;
};

/* Markdown: what is in it, how to load, verify and cite it. */
void dt_card_readme(const struct dt_card *card, struct dt_buf *out);

/* What the corpus's licence expression means and where its text is. */
void dt_card_licence(const struct dt_corpus *corpus, struct dt_buf *out);

#endif
