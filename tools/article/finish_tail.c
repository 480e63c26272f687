/* What stands behind the end of an article (finish.h). */
#include "article/finish.h"
#include "article/rules.h"

enum {
    LINE_LONGEST = 240,      /* bytes of a line that ends an article */
    PROMOTION_LONGEST = 500, /* of a paragraph behind it */
    LAST_BLOCKS = 4,         /* of which some may be such */
    SHARE = 4 /* an article is so many times as long as one of them */
};

static size_t text_size(const struct dt_draft *draft)
{
    size_t size = 0;

    for (size_t i = 0; i < draft->count; i++)
        size += draft->blocks[i].gone ? 0 : draft->blocks[i].text.len;
    return size;
}

/* "30" is not the "-30-" that ends a report. */
static bool is_number(struct dt_str text)
{
    return text.len && text.ptr[0] >= '0' && text.ptr[0] <= '9';
}

/* Behind a line such as "ENDS" nothing is the article's; before it, all is. */
static void drop_tail(struct dt_draft *draft)
{
    size_t words = 0, all = text_size(draft), i;

    for (i = 0; i < draft->count; i++) {
        const struct dt_draft_block *b = &draft->blocks[i];

        if (b->gone)
            continue;
        if (words * 2 > all && !b->firm && !is_number(b->text) &&
            b->text.len <= LINE_LONGEST &&
            (dt_rulebook_has(draft->rules, DT_RULES_TAIL_LINES, b->fold) ||
             dt_rulebook_starts(draft->rules, DT_RULES_TAIL_STARTS, b->fold)))
            break;
        words += b->text.len;
    }
    for (; i < draft->count; i++)
        draft->blocks[i].gone = true;
}

/* Last paragraphs of a page that ask its readers to follow and subscribe. */
static void drop_promotions(struct dt_draft *draft)
{
    size_t all = text_size(draft), seen = 0;

    for (size_t i = draft->count; i-- > 0 && seen < LAST_BLOCKS;) {
        struct dt_draft_block *b = &draft->blocks[i];

        if (b->gone)
            continue;
        seen++;
        if (!b->firm && b->text.len <= PROMOTION_LONGEST &&
            b->text.len * SHARE < all &&
            dt_rulebook_holds(draft->rules, DT_RULES_PROMOTION_PHRASES,
                              b->fold))
            b->gone = true;
    }
}

void dt_finish_tail(struct dt_draft *draft)
{
    drop_tail(draft);
    if (draft->page)
        drop_promotions(draft);
}
