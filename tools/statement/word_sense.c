#include "statement/word_sense.h"

#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "base/ascii.h"
#include "statement/numeral.h"

enum {
    STEM = 3,        /* bytes of a word that its forms share */
    KEY = 16,        /* bytes of a word that is kept */
    SLOTS = 1 << 12, /* of them */
};

/* A word, filled up with zeros, which no word has, and what it is. */
struct known {
    char word[KEY];
    const struct dt_lexicon *lexicon; /* NULL: empty */
    struct dt_word_sense sense;
};

struct dt_word_memo {
    struct known slots[SLOTS];
};

int dt_word_memo_new(struct dt_word_memo **out, struct dt_err *err)
{
    *out = calloc(1, sizeof **out);
    return *out ? DT_OK : DT_FAIL(err, DT_EINTERNAL, "out of memory for words");
}

void dt_word_memo_free(struct dt_word_memo *memo)
{
    free(memo);
}

/* Fold a word of ASCII letters and digits; false: it needs more than that. */
static bool fold_plain(struct dt_str word, char out[DT_NUMERAL_MOST],
                       size_t *len)
{
    *len = 0;
    if (word.len > DT_NUMERAL_MOST)
        return false;
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];

        if (c >= 0x80)
            return false;
        if (c - (unsigned)'A' < 26u)
            c |= 32;
        if (c != '\'' && c != ',')
            out[(*len)++] = (char)c;
    }
    return true;
}

/* A word as it is compared, in plain or in room. */
static int fold_word(const struct dt_lexicon *lexicon, struct dt_str word,
                     char plain[DT_NUMERAL_MOST], struct dt_buf *room,
                     struct dt_str *out, struct dt_err *err)
{
    int rc;

    *out = (struct dt_str){plain, 0};
    if (dt_ascii_is_digit(word.ptr[0]))
        out->len = dt_numeral_fold(lexicon, word, plain);
    if (out->len > 0 || fold_plain(word, plain, &out->len))
        return DT_OK;
    dt_buf_reset(room);
    rc = dt_article_fold(word, room, err);
    if (rc == DT_OK)
        rc = dt_buf_check(room, "the fold of a word", err);
    *out = dt_buf_str(room);
    return rc;
}

/* What a change of the word would mean. */
static uint32_t meaning_of(const struct dt_lexicon *lexicon, struct dt_str word)
{
    uint64_t classes = dt_lexicon_find(lexicon, word);
    uint32_t marks = 0;

    if (classes & DT_WORD_NEGATION)
        marks |= DT_MARK_NEGATION;
    if (classes & DT_WORD_MODAL)
        marks |= DT_MARK_MODAL;
    if (classes & DT_WORD_AUXILIARY)
        marks |= DT_MARK_AUXILIARY;
    if (classes & DT_WORD_PRONOUN)
        marks |= DT_MARK_SUBJECT;
    if (dt_ascii_is_digit(word.ptr[0]))
        marks |= DT_MARK_NUMBER;
    return marks;
}

bool dt_word_sense_two(const struct dt_lexicon *lexicon, struct dt_str word,
                       struct dt_contraction *out)
{
    return dt_ascii_is_digit(word.ptr[0])
               ? dt_numeral_find(lexicon, word, out)
               : dt_contraction_find(dt_lexicon_list(lexicon), word, out);
}

static int look_up(const struct dt_lexicon *lexicon, struct dt_str word,
                   struct dt_buf *room, struct dt_word_sense *out,
                   struct dt_err *err)
{
    char plain[DT_NUMERAL_MOST];
    struct dt_contraction two;
    struct dt_str fold;
    int rc = fold_word(lexicon, word, plain, room, &fold, err);

    if (rc < 0)
        return rc;
    out->id = dt_number_hash(fold);
    out->number = dt_number_named(dt_lexicon_list(lexicon), fold, out->id);
    out->marks = meaning_of(lexicon, word);
    if (fold.len > STEM)
        fold.len = STEM;
    out->stem = (uint32_t)dt_number_hash(fold);
    out->is_two = dt_word_sense_two(lexicon, word, &two);
    return DT_OK;
}

static struct known *slot_of(struct dt_word_memo *memo, const char word[KEY])
{
    uint64_t half[2];

    memcpy(half, word, KEY);
    half[0] = (half[0] ^ (half[1] << 29 | half[1] >> 35)) *
              UINT64_C(0x9E3779B97F4A7C15);
    return &memo->slots[half[0] >> 40 & (SLOTS - 1)];
}

int dt_word_sense_of(struct dt_word_memo *memo,
                     const struct dt_lexicon *lexicon, struct dt_str word,
                     struct dt_buf *fold, struct dt_word_sense *out,
                     struct dt_err *err)
{
    char key[KEY] = {0};
    struct known *known;
    int rc;

    if (!memo || word.len > KEY)
        return look_up(lexicon, word, fold, out, err);
    memcpy(key, word.ptr, word.len);
    known = slot_of(memo, key);
    if (known->lexicon == lexicon && memcmp(known->word, key, KEY) == 0) {
        *out = known->sense;
        return DT_OK;
    }
    rc = look_up(lexicon, word, fold, out, err);
    if (rc < 0)
        return rc;
    memcpy(known->word, key, KEY);
    known->lexicon = lexicon;
    known->sense = *out;
    return DT_OK;
}
