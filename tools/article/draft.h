/*
 * draft.h - an article in the making: blocks that may still go, and what is
 * known of it so far.
 *
 * Layer   article. A reader (plain.h, page.h) fills a draft, finish.h decides
 *         what of it stays, dt_draft_publish() writes the text. Texts of
 *         blocks are in the text profile; all memory is the arena's.
 * Errors  DT_EINTERNAL without memory; DT_EFORMAT for more than
 *         DT_DRAFT_BLOCKS blocks.
 */
#ifndef DT_ARTICLE_DRAFT_H
#define DT_ARTICLE_DRAFT_H

#include <stdbool.h>

#include "article/date.h"
#include "article/article.h"
#include "article/rules.h"

enum { DT_DRAFT_BLOCKS = 4 * 1024 * 1024 };

/* How much is known of a text's being a speech. */
enum dt_draft_speech {
    DT_SPEECH_UNKNOWN,
    DT_SPEECH_LIKELY, /* its title or facts of it say so */
    DT_SPEECH_SAID    /* a line says that it was spoken */
};

struct dt_draft_block {
    struct dt_str text; /* with the "- " of an item */
    struct dt_str fold;
    enum dt_block_kind kind;
    uint32_t line; /* of a plain text on which it begins, from 1; else 0 */
    bool gone;     /* not part of the body */
    bool firm;     /* part of it, whatever its words: it is linked to */
    bool apart;    /* two blank lines or more stand before it */
    bool marked;   /* all of it is bold or italic */
    bool joined;   /* no blank line stands before it (plain text only) */
};

struct dt_draft {
    struct dt_arena *arena;
    struct dt_meta *meta;
    struct dt_draft_block *blocks;
    size_t count, cap;
    const struct dt_rulebook *rules; /* the corpus's own, or NULL */
    const char *not_article; /* why the page is none, a constant, or NULL */
    struct dt_buf scratch, folding;
    uint32_t line; /* of the block whose text is looked at, for claims */
    enum dt_draft_speech speech;
    enum dt_date_order date_order; /* of the dates in numbers */
    bool attributed; /* the curator names an author, or who speaks */
    bool impersonal; /* the byline names a newsroom or the site, no person */
    bool thread;     /* the words of several who answer one another */
    bool page;   /* made from HTML: headings are known from their elements */
    bool failed; /* a fold could not be made: no article comes of this */
};

void dt_draft_init(struct dt_draft *draft, struct dt_arena *arena,
                   struct dt_meta *meta);
void dt_draft_release(struct dt_draft *draft);

/* Append raw text as one block; one without a letter or digit is left out. */
int dt_draft_add(struct dt_draft *draft, struct dt_str raw,
                 enum dt_block_kind kind, struct dt_err *err);

/* As dt_draft_add(); of a line of code, a brace or a bracket is enough. */
int dt_draft_add_code(struct dt_draft *draft, struct dt_str raw,
                      enum dt_block_kind kind, struct dt_err *err);

/* The block before index i that is not gone; count for none. */
size_t dt_draft_before(const struct dt_draft *draft, size_t i);

/* Whether blank lines part block i from those before and behind it. */
static inline bool dt_draft_is_alone(const struct dt_draft *draft, size_t i)
{
    return !draft->blocks[i].joined &&
           (i + 1 >= draft->count || !draft->blocks[i + 1].joined);
}

/* A copy of raw as one line in the text profile, or NULL with *err filled. */
const char *dt_draft_line(struct dt_draft *draft, struct dt_str raw,
                          struct dt_err *err);

/*
 * Fold of text, valid until the next call. Empty where it could not be made,
 * which dt_draft_publish() then says.
 */
struct dt_str dt_draft_fold(struct dt_draft *draft, struct dt_str text);

/*
 * False when the first word of text, behind its punctuation, is one of ASCII
 * with which no rule of the list begins.
 */
bool dt_draft_may_start(enum dt_rules set, struct dt_str text);

/*
 * dt_rules_starts() of text's fold, of which only the beginning is made, or
 * nothing when its first word is enough.
 */
size_t dt_draft_starts(struct dt_draft *draft, enum dt_rules set,
                       struct dt_str text);

/* Write text and blocks of the article from what is not gone. */
int dt_draft_publish(struct dt_draft *draft, struct dt_article *article,
                     struct dt_err *err);

#endif
