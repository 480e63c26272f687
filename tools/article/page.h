/*
 * page.h - an HTML page as blocks.
 *
 * Layer   article. The page's main text is found by where its prose is (text
 *         that is long, ends in stops and is not made of links), by what
 *         elements and attributes say (article, main, itemprop=articleBody,
 *         class words of body_names.txt), and less what is no part of it by
 *         element (nav, aside, footer, form …), by class word
 *         (clutter_names.txt) or by being mostly links.
 */
#ifndef DT_ARTICLE_PAGE_H
#define DT_ARTICLE_PAGE_H

#include "adapt/html.h"
#include "article/draft.h"

enum { DT_PAGE_MEMORY = 512 * 1024 * 1024 };

/*
 * Read a page of UTF-8 into the draft, blocks and metadata. url is where it
 * came from, or NULL.
 */
int dt_page_read(struct dt_str text, const char *url, struct dt_draft *draft,
                 struct dt_err *err);

/* What is known of each node of a page, by its index. */
struct dt_page_node {
    uint32_t text;  /* characters of text under it, white space collapsed */
    uint32_t links; /* of them in links */
    uint32_t prose; /* weight of paragraphs under it */
    bool cut;       /* no part of the article, with all under it */
    bool body;      /* named as the body */
    bool pull;      /* in what is named a pull quote */
};

struct dt_page {
    struct dt_html html;
    struct dt_page_node *info; /* html.count of them */
    uint32_t *block;           /* of each node: the block it stands in */
};

/* Whether an element begins a new block of text. */
bool dt_page_is_block(enum dt_tag tag);

/* Fill page->info and find the article's root: a node's index. */
int dt_page_score(struct dt_page *page, struct dt_arena *arena, uint32_t *root,
                  struct dt_err *err);

/* Blocks of what is under root. */
int dt_page_blocks(const struct dt_page *page, uint32_t root,
                   struct dt_draft *draft, struct dt_err *err);

/* All text under a node as it stands, appended to out. */
void dt_page_text(const struct dt_html *html, uint32_t node,
                  struct dt_buf *out);

/*
 * Metadata from JSON-LD, meta elements, then visible elements. arena is for
 * scratch.
 */
int dt_page_metadata(struct dt_page *page, uint32_t root, const char *url,
                     struct dt_arena *arena, struct dt_draft *draft,
                     struct dt_err *err);

#endif
