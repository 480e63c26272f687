#include <criterion/criterion.h>
#include <string.h>

#include "statement/words.h"

static const char text[] =
    "We won’t pay £4m, or 4 million pounds, for twenty-one doors at 5 per "
    "cent: I can't, and shan't (laughter). Nous n'irons pas à Genève; it is "
    "a counterrevolutionarily-minded 1,000,000 (not 18,500.5) of [them] ... "
    "never. I CAN'T, Twenty won't";

/* A memo that has met many words, of other languages too, changes none. */
Test(words, are_the_same_with_a_memo)
{
    static const char *const languages[] = {"en", "fr", "de"};
    struct dt_words plain = DT_WORDS_INIT, known = DT_WORDS_INIT;
    struct dt_word_memo *memo = NULL;
    struct dt_err err;

    cr_assert_eq(dt_word_memo_new(&memo, &err), DT_OK);
    known.memo = memo;
    for (size_t i = 0; i < 30; i++) {
        const struct dt_str all = DT_STR(text);
        const size_t from = 7 * i, to = all.len - i;

        plain.count = known.count = 0;
        plain.lexicon = known.lexicon = dt_lexicon_of(languages[i % 3],
                                                      DT_STR("short"));
        cr_assert_eq(dt_words_scan(&plain, all, from, to, &err), DT_OK);
        cr_assert_eq(dt_words_scan(&known, all, from, to, &err), DT_OK);
        cr_assert_eq(plain.count, known.count);
        cr_assert_gt(plain.count, 0);
        cr_assert_arr_eq(plain.items, known.items,
                         plain.count * sizeof *plain.items);
    }
    dt_word_memo_free(memo);
    dt_words_release(&plain);
    dt_words_release(&known);
}
