/*
 * What a quotation's own words tell: a title, a fragment, whole clauses
 * (attribute_scan.h).
 */
#include "statement/attribute_scan.h"

#include <string.h>

size_t dt_attribute_count_words(struct dt_str text)
{
    size_t words = 0;
    bool in_word = false;

    for (size_t i = 0; i < text.len && words < DT_WORDS_COUNTED; i++) {
        bool space = text.ptr[i] == ' ' || text.ptr[i] == '\n';

        words += !space && !in_word;
        in_word = !space;
    }
    return words;
}

/* A noun that a name can stand beside: no name itself. */
static bool is_noun(const struct dt_reading *r, const struct dt_token *t)
{
    return t->kind == DT_TOKEN_WORD && t->capital && !t->starts &&
           (t->mention == DT_TOKEN_NONE ||
            r->mentions->items[t->mention].kind == DT_MENTION_NOUN) &&
           !(t->classes & DT_WORD_DATE);
}

/* Whether a text of that many words at least has a capital in each longer. */
static bool is_title_of(struct dt_str text, size_t least)
{
    size_t words = 0, start = 0;

    if (text.len == 0 || !dt_ascii_is_upper(text.ptr[0]) ||
        memchr(".!?,", text.ptr[text.len - 1], 4) != NULL)
        return false;
    for (size_t i = 0; i <= text.len && words < DT_WORDS_COUNTED; i++) {
        if (i < text.len && text.ptr[i] != ' ')
            continue;
        if (i - start > 3 && text.ptr[start] >= 'a' && text.ptr[start] <= 'z')
            return false;
        words += i > start;
        start = i + 1;
    }
    return words >= least && words <= 12;
}

bool dt_attribute_titles(struct dt_str text)
{
    return is_title_of(text, 2);
}

bool dt_attribute_is_title(const struct dt_reading *r, size_t token)
{
    struct dt_str text = dt_attribute_quoted(r, token);
    size_t least = 2;

    /* Where nouns have capitals, only: die „Neue Rundschau“, das Lied „Ja“ */
    if (dt_lexicon_has(r->tokens->lexicon, DT_TRAIT_NOUN_CAPITALS)) {
        if (token == 0)
            return false;
        if (is_noun(r, &r->tokens->items[token - 1]))
            least = 1;
        else if (!(r->tokens->items[token - 1].classes & DT_WORD_DEFINITE))
            return false;
    }

    return is_title_of(text, least);
}

bool dt_attribute_has_stop(struct dt_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if ((c == '.' || c == '!' || c == '?') &&
            (i + 1 == text.len || (text.ptr[i + 1] == ' ' && i + 2 < text.len &&
                                   dt_ascii_is_upper(text.ptr[i + 2]))))
            return true;
    }
    return false;
}

/* Whether a sentence ends inside: not only where a typesetter puts a stop. */
static bool has_inner_stop(struct dt_str text)
{
    return text.len > 0 &&
           dt_attribute_has_stop((struct dt_str){text.ptr, text.len - 1});
}

bool dt_attribute_is_direct(const struct dt_reading *r,
                            const struct dt_position *at,
                            const struct dt_attribution *who)
{
    const struct dt_token *quote = &r->tokens->items[at->token];
    struct dt_str text = dt_attribute_quoted(r, at->token);
    bool upper = !(text.ptr[0] >= 'a' && text.ptr[0] <= 'z');
    const struct dt_token *next = dt_attribute_token(r, at->token + 1);

    if (quote->starts)
        return who->rule == DT_RULE_AFTER || dt_attribute_has_stop(text) ||
               memchr(",?!", text.ptr[text.len - 1], 3) != NULL ||
               next == NULL ||
               ((next->kind == DT_TOKEN_COMMA || next->kind == DT_TOKEN_DASH) &&
                dt_lexicon_has(r->tokens->lexicon, DT_TRAIT_UNLISTED));
    if (quote[-1].kind == DT_TOKEN_COLON)
        return upper || at->words > 2;
    if (dt_attribute_has_stop(text) &&
        (upper || (at->words > 12 && has_inner_stop(text))))
        return true;
    if (quote[-1].kind == DT_TOKEN_COMMA || quote[-1].kind == DT_TOKEN_DASH)
        return upper || who->rule == DT_RULE_AFTER ||
               (at->last_direct &&
                who->mention.start == at->last.mention.start);
    return upper && (quote[-1].classes & DT_WORD_STRONG);
}
