#include "statement/quoted_name.h"

#include "statement/phrases.h"

enum {
    LONGEST = 60, /* bytes of a name */
    WORD = 3,     /* bytes of words in a title that have no capital */
    REACH = 5     /* tokens from the name back to what it depends on */
};

static bool is_upper(char c)
{
    return (c >= 'A' && c <= 'Z') || (unsigned char)c == 0xC3; /* Ä, É */
}

/* The word at the start of a text, which may be empty. */
static struct dt_str first_word(struct dt_str text)
{
    size_t end = 0;

    while (end < text.len && memchr(" ,.:;!?", text.ptr[end], 7) == NULL)
        end++;
    return (struct dt_str){text.ptr, end};
}

/* Whether every word may be in a name; of a title, also small ones. */
static bool reads_as_name(const struct dt_lexicon *lexicon, struct dt_str text,
                          bool title)
{
    if (text.len == 0 || text.len > LONGEST || !is_upper(text.ptr[0]) ||
        memchr(".!?", text.ptr[text.len - 1], 3) != NULL)
        return false;
    while (text.len > 0) {
        struct dt_str word = first_word(text);
        size_t skip = word.len + (word.len < text.len);

        if (word.len > 0 && !is_upper(word.ptr[0]) &&
            ((word.len > WORD && !title) ||
             (dt_lexicon_find(lexicon, word) &
              (DT_WORD_AUXILIARY | DT_WORD_VERB | DT_WORD_PRONOUN))))
            return false;
        text = (struct dt_str){text.ptr + skip, text.len - skip};
    }
    return true;
}

/* Whether what stands behind is no noun that the name would belong to. */
static bool ends_phrase(const struct dt_lexicon *lexicon, struct dt_str behind)
{
    if (behind.len < 2 || behind.ptr[0] != ' ')
        return true;
    behind = first_word((struct dt_str){behind.ptr + 1, behind.len - 1});
    return behind.len == 0 || behind.ptr[0] == '(' ||
           (dt_lexicon_find(lexicon, behind) &
            (DT_WORD_STRONG | DT_WORD_PREPOSITION | DT_WORD_DATE |
             DT_WORD_THAT | DT_WORD_PRONOUN | DT_WORD_GENITIVE));
}

static bool is_phrase(const struct dt_tokens *t, struct dt_str text, size_t i,
                      enum dt_phrase_kind kind)
{
    return dt_phrase_is(t->lexicon, kind, dt_token_text(text, &t->items[i]));
}

/* From token `end` back over a determiner and nouns: what they depend on. */
static size_t head_before(const struct dt_tokens *t, size_t end)
{
    size_t i = end;

    while (i > 0 && end - i < REACH) {
        const struct dt_token *token = &t->items[--i];

        if (token->kind != DT_TOKEN_WORD || i == 0 ||
            token[-1].kind == DT_TOKEN_STOP ||
            !(token->capital || token->genitive ||
              (token->classes & DT_WORD_DETERMINER)) ||
            (token->classes & DT_WORD_PREPOSITION))
            break;
    }
    return i;
}

/* sagte dem „Spiegel“, sagte Voss der Zeitung „Die Welt“; told “Panorama” */
static bool is_addressee(const struct dt_tokens *t, struct dt_str text,
                         size_t verb, bool several)
{
    const struct dt_token *last = &t->items[t->count - 1];
    uint64_t classes = t->items[verb].classes;

    if (classes & DT_WORD_TRANSITIVE)
        return (classes & DT_WORD_STRONG) != 0;
    if (!(classes & DT_WORD_ADDRESSEE) || verb + 1 == t->count ||
        !dt_lexicon_has(t->lexicon, DT_TRAIT_NOUN_CAPITALS))
        return false;
    if (last->capital)
        last--; /* der Zeitung */
    /* erklärte den „Notstand“: an accusative, unless it is a plural name */
    return (last->classes & DT_WORD_DEFINITE) &&
           (several || text.ptr[last->end - 1] != 'n');
}

/* Der „Rundschau“ sagte er: the name opens its sentence, he is the subject. */
static bool is_told_first(const struct dt_tokens *t, struct dt_str behind)
{
    const struct dt_token *last = &t->items[t->count - 1];
    struct dt_str verb;

    if (!last->capital || !(last->classes & DT_WORD_DEFINITE) ||
        behind.len < 2 || behind.ptr[0] != ' ')
        return false;
    verb = first_word((struct dt_str){behind.ptr + 1, behind.len - 1});
    behind.len -= 1 + verb.len;
    behind.ptr += 1 + verb.len;
    return (dt_lexicon_find(t->lexicon, verb) & DT_WORD_ADDRESSEE) &&
           behind.len > 1 &&
           (dt_lexicon_find(t->lexicon, first_word((struct dt_str){
                                            behind.ptr + 1, behind.len - 1})) &
            (DT_WORD_HE | DT_WORD_SHE));
}

/* said on “Panorama”, speaking on “Panorama”, im „Spiegel“ sagte */
static bool is_medium(const struct dt_tokens *t, struct dt_str text, size_t at,
                      struct dt_str behind)
{
    size_t verb;
    uint64_t next;

    if (!is_phrase(t, text, at, DT_PHRASE_MEDIUM))
        return false;
    if (at == 0 || t->items[at].capital) { /* opens its sentence */
        behind.len -= behind.len > 0;
        next = dt_lexicon_find(t->lexicon, first_word((struct dt_str){
                                               behind.ptr + 1, behind.len}));
        return (next & DT_WORD_STRONG) != 0;
    }
    verb = head_before(t, at);
    return ((t->items[verb].classes & DT_WORD_STRONG) &&
            !dt_lexicon_joins(t->lexicon, dt_token_text(text, &t->items[verb]),
                              dt_token_text(text, &t->items[at]),
                              DT_WORD_GOVERNING)) ||
           dt_lexicon_occasion(t->lexicon, dt_token_text(text, &t->items[verb]))
                   .kind == DT_OCCASION_SPEAKING;
}

bool dt_quoted_name_is(const struct dt_tokens *t, struct dt_str text,
                       const struct dt_quote *quote)
{
    struct dt_str name = {text.ptr + quote->inner.start,
                          quote->inner.end - quote->inner.start};
    struct dt_str behind = {text.ptr + quote->outer.end,
                            text.len - quote->outer.end};
    bool titled;
    size_t at;

    if (t->count == 0 || quote->unclosed)
        return false;
    titled = is_phrase(t, text, t->count - 1, DT_PHRASE_TITLING);
    if (!reads_as_name(t->lexicon, name, titled))
        return false;
    if (titled)
        return true;
    at = head_before(t, t->count);
    return ends_phrase(t->lexicon, behind) &&
           (is_told_first(t, behind) ||
            is_addressee(t, text, at, memchr(name.ptr, ' ', name.len)) ||
            is_medium(t, text, at, behind));
}
