/* Which lines of a product's page tell of its sale (page.h). */
#include "article/line.h"
#include "article/page.h"
#include "article/rules.h"
#include "base/ascii.h"

enum {
    SHOP_LONGEST = 100, /* bytes of a line that tells of the sale */
    PRICE_LONGEST = 60, /* of one that is only a price */
    CURRENCY = 3        /* letters of a currency: "EUR", "kr", "zł" */
};

static bool has_sign(struct dt_str text)
{
    static const char *const signs[] = {"$", "£", "€", "¥", "₹", "₽", "₩"};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (dt_str_find(text, DT_STR(signs[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* "£60.00 £48.00", "14,90 € EUR": figures, a currency's sign, no words. */
static bool is_price(struct dt_str text)
{
    size_t letters = 0, digits = 0;

    if (text.len > PRICE_LONGEST || !has_sign(text))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        bool letter = (text.ptr[i] | 32) >= 'a' && (text.ptr[i] | 32) <= 'z';

        letters = letter ? letters + 1 : 0;
        digits += dt_ascii_is_digit(text.ptr[i]);
        if (letters > CURRENCY)
            return false;
    }
    return digits > 0;
}

bool dt_page_is_sale(const struct dt_page *page, uint32_t block,
                     struct dt_draft *draft, struct dt_str line)
{
    const bool named = page->html.nodes[block].tag == DT_TAG_DD;

    if (!(page->signs & DT_PAGE_PRODUCT) ||
        (page->signs & DT_PAGE_SAYS_ARTICLE) || line.len > SHOP_LONGEST)
        return false;
    return (is_price(line) && !named) ||
           (!dt_line_is_sentence(line) &&
            dt_rulebook_holds(draft->rules, DT_RULES_SHOP_PHRASES,
                              dt_draft_fold(draft, line)));
}
