#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>

#include "article/article.h"

static struct dt_buf out = {NULL, 0, 0, 1 << 20, false, false};
static struct dt_err err;

static char *fold(const char *text)
{
    dt_buf_reset(&out);
    cr_assert(zero(int, dt_article_fold(DT_STR(text), &out, &err)));
    return out.ptr ? out.ptr : (char *)"";
}

Test(fold, words_are_left_with_single_spaces)
{
    cr_expect(eq(str, fold(""), ""));
    cr_expect(eq(str, fold(" \n.,-"), ""));
    cr_expect(eq(str, fold("Hello,  World!\n\n- One"), "hello world one"));
    cr_expect(eq(str, fold("10–12 per cent… (about £3.5m)"),
                 "10 12 per cent about 3 5m"));
    cr_expect(eq(str,
                 fold("a\x7F"
                      "b"),
                 "a b"));
}

Test(fold, apostrophes_between_letters_vanish_however_written)
{
    cr_expect(eq(str, fold("don't"), "dont"));
    cr_expect(eq(str, fold("don’t DON‘T donʼt"), "dont dont dont"));
    cr_expect(eq(str, fold("‘It’s ours,’ she said. 'Ours'"),
                 "its ours she said ours"));
    cr_expect(eq(str, fold("the nurses’ the '90s rock'n'roll"),
                 "the nurses the 90s rocknroll"));
    cr_expect(eq(str, fold("l’été d'été"), "lété dété"));
    cr_expect(eq(str, fold("o’’clock"), "o clock"));
    cr_expect(eq(str, fold("as’\u0307"), "as \u0307"));
    cr_expect(eq(str, fold("\u1100'\u1161"), "\u1100 \u1161"));
}

Test(fold, letters_beyond_ascii_fold_too)
{
    cr_expect(eq(str, fold("CAFÉ Café cafe\xCC\x81"), "café café café"));
    cr_expect(eq(str, fold("x Straße №5 ﬁn"), "x strasse no5 fin"));
    cr_expect(eq(str, fold("Привет, МИР"), "привет мир"));
    cr_expect(eq(str, fold("co\xC2\xADoperate zero\xE2\x80\x8Bwidth"),
                 "cooperate zerowidth"));
    cr_expect(eq(str,
                 fold("no\xC2\xA0"
                      "break 7\xC2\xA0"
                      "am"),
                 "no break 7 am"));
}

Test(fold, appends_without_touching_what_is_there)
{
    dt_buf_reset(&out);
    dt_buf_adds(&out, "key ");
    cr_assert(zero(int, dt_article_fold(DT_STR(" .A b. "), &out, &err)));
    cr_expect(eq(str, out.ptr, "key a b"));
}

/*
 * The table and ICU must agree: a word folds the same whether a word that
 * needs ICU stands glued to it or not.
 */
Test(fold, the_fast_path_and_the_slow_one_agree)
{
    static const char alphabet[][4] = {"a",  "Z", "'", "’", "‘", "-", " ",
                                       "\n", "7", "–", ".", "“", "é", "…"};
    unsigned seed = 12345;

    for (int round = 0; round < 20000; round++) {
        char text[64] = "", glued[96], plain[256];
        size_t len = 0;

        for (int i = 0; i < 12; i++) {
            seed = seed * 1103515245u + 12345u;
            len += (size_t)snprintf(text + len, sizeof text - len, "%s",
                                    alphabet[(seed >> 16) % 14]);
        }
        (void)snprintf(glued, sizeof glued, "ж|%s", text);
        (void)snprintf(plain, sizeof plain, "%s", fold(text));
        for (char *c = glued; *c; c++) /* one foreign stretch, no way out */
            *c = *c == ' ' || *c == '\n' ? '\t' : *c;
        cr_assert(eq(str, fold(glued) + (*plain ? 3 : 2), plain), "%s", text);
    }
}

Test(fold, a_ceiling_is_kept)
{
    struct dt_buf small = DT_BUF_INIT(8);

    cr_expect(eq(int,
                 dt_article_fold(DT_STR("much too long a text"), &small, &err),
                 DT_EFORMAT));
    dt_buf_release(&small);
}
