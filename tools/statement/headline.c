#include "statement/headline.h"

#include "statement/phrases.h"

enum {
    LONGEST = 30,     /* tokens of a headline */
    LABEL = 5,        /* … and of whom it names */
    LEAST = 3,        /* words of what is said */
    NAME = 3,         /* bytes of a name at least */
    AHEAD = 1 << 11,  /* bytes in which it must stand again */
    TRIES = 8,        /* places there that are looked at */
    WORD_BEFORE = 32, /* bytes of the word before it */
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

/* The word that ends before text[end], or an empty one. */
static struct dt_str word_before(struct dt_str text, size_t end)
{
    size_t first, last = end;

    while (last > 0 && (text.ptr[last - 1] == ' ' || text.ptr[last - 1] == '.'))
        last--;
    first = last;
    while (first > 0 && last - first < WORD_BEFORE &&
           is_letter(text.ptr[first - 1]))
        first--;
    return (struct dt_str){text.ptr + first, last - first};
}

/* Whether a name stands at text[at] as a person's: Ann Voss, not the Voss. */
static bool is_somebody(const struct dt_cue_scan *s, struct dt_str text,
                        size_t at)
{
    struct dt_str given = word_before(text, at), before;
    uint64_t classes = dt_lexicon_find(s->tokens->lexicon, given);

    if (given.len == 0 || given.ptr[0] < 'A' || given.ptr[0] > 'Z' ||
        (classes & DT_WORD_COMMON))
        return false;
    before = word_before(text, (size_t)(given.ptr - text.ptr));
    return !(dt_lexicon_find(s->tokens->lexicon, before) & DT_WORD_DETERMINER);
}

/* Whether the name that ends with a token is told in full further on. */
static bool is_told_again(const struct dt_cue_scan *s, size_t token)
{
    struct dt_str name = dt_token_text(s->text, &s->t[token]);
    size_t from = s->t[s->count - 1].end, len = s->text.len - from, at;
    struct dt_str text = {s->text.ptr + from, len < AHEAD ? len : AHEAD};

    if (name.len < NAME)
        return false;
    at = dt_str_find(text, name, 0);
    for (int tried = 0; tried < TRIES && at != SIZE_MAX;
         tried++, at = dt_str_find(text, name, at + name.len))
        if (at > 0 && !is_letter(text.ptr[at - 1]) &&
            (at + name.len == text.len ||
             !is_letter(text.ptr[at + name.len])) &&
            is_somebody(s, text, at))
            return true;
    return false;
}

static bool is_unvoiced(const struct dt_cue_scan *s, size_t i)
{
    return dt_phrase_begins(s->tokens->lexicon, DT_PHRASE_UNVOICED,
                            dt_token_text(s->text, &s->t[i]));
}

/* Whom tokens [first, end) name and nothing else, or DT_TOKEN_NONE. */
static uint32_t speaker_of(struct dt_cue_scan *s, size_t first, size_t end)
{
    uint32_t mention;

    if (end <= first || end - first > LABEL)
        return DT_TOKEN_NONE;
    mention = s->t[end - 1].mention;
    if (mention == DT_TOKEN_NONE && end == first + 1 && s->t[first].capital &&
        dt_lexicon_has(s->tokens->lexicon, DT_TRAIT_NOUN_CAPITALS) &&
        !dt_cue_is(s, first, DT_WORD_ROLE | DT_WORD_COMMON) &&
        is_told_again(s, first))
        return dt_cue_make_noun(s, first, end);
    if (!dt_cue_is(s, end - 1, DT_WORD_ROLE))
        return mention != DT_TOKEN_NONE &&
                       s->m->items[mention].first == first &&
                       s->m->items[mention].last == end &&
                       s->m->items[mention].kind == DT_MENTION_NAME &&
                       is_told_again(s, end - 1)
                   ? mention
                   : DT_TOKEN_NONE;
    for (size_t i = first; i < end; i++)
        if (s->t[i].kind != DT_TOKEN_WORD || s->t[i].genitive ||
            is_unvoiced(s, i) ||
            dt_cue_is(s, i,
                      DT_WORD_LABEL | DT_WORD_QUESTION | DT_WORD_DETERMINER |
                          DT_WORD_PREPOSITION | DT_WORD_AUXILIARY))
            return DT_TOKEN_NONE;
    return mention != DT_TOKEN_NONE && s->m->items[mention].first == first
               ? mention
               : dt_cue_make_noun(s, first, end);
}

/* Who, and no article that is spelt so: das. */
static bool is_relative(const struct dt_cue_scan *s, size_t i)
{
    return dt_cue_is(s, i, DT_WORD_RELATIVE) &&
           !dt_cue_is(s, i, DT_WORD_DETERMINER);
}

/* NHS cuts ‘will cost lives’: what is quoted is no title. */
static bool is_fragment(const struct dt_cue_scan *s, size_t i)
{
    char first = s->text.ptr[s->t[i].start];

    return s->t[i].kind == DT_TOKEN_QUOTE && first >= 'a' && first <= 'z';
}

/*
 * Whether tokens [first, end) say something: they have a verb of their own, or
 * words that somebody is quoted with.
 */
static bool is_said(const struct dt_cue_scan *s, size_t first, size_t end)
{
    bool verb = false, quoted = false;

    if (first >= end || is_unvoiced(s, first) || is_relative(s, first) ||
        dt_cue_is(s, first, DT_WORD_CONJUNCTION))
        return false;
    for (size_t i = first; i < end && !quoted && !is_relative(s, i); i++) {
        quoted = i > first && is_fragment(s, i);
        verb = verb || (s->t[i].kind == DT_TOKEN_WORD && i > first &&
                        dt_cue_is(s, i,
                                  DT_WORD_AUXILIARY | DT_WORD_VERB |
                                      DT_WORD_STANCE | DT_WORD_PAST));
    }
    return quoted || (verb && end - first >= LEAST);
}

bool dt_cue_headline(struct dt_cue_scan *s, struct dt_cue *cue)
{
    size_t end = s->count, mark = 0, first, last;
    bool stopped = end > 0 && s->t[end - 1].kind == DT_TOKEN_STOP;

    end -= stopped;
    if (end < LEAST || end > LONGEST)
        return false;
    for (size_t i = 1; i < end; i++)
        if (s->t[i].starts)
            return false;
    while (mark < end && s->t[mark].kind != DT_TOKEN_COLON)
        mark++;
    first = mark + 1;
    last = end;
    cue->mention = mark < end && is_said(s, first, end) ? speaker_of(s, 0, mark)
                                                        : DT_TOKEN_NONE;
    if (cue->mention == DT_TOKEN_NONE && !stopped) {
        for (mark = end - 1; mark > 0 && s->t[mark].kind != DT_TOKEN_COLON &&
                             s->t[mark].kind != DT_TOKEN_DASH;)
            mark--;
        first = 0;
        last = mark;
        if (is_said(s, first, last))
            cue->mention = speaker_of(s, mark + 1, end);
    }
    if (cue->mention == DT_TOKEN_NONE)
        return false;
    cue->first = (uint32_t)mark;
    cue->last = (uint32_t)mark + 1;
    cue->begin = cue->first;
    cue->end = cue->last;
    cue->object = (uint32_t)first;
    cue->object_end = (uint32_t)last;
    cue->relative = DT_TOKEN_NONE;
    cue->form = DT_CUE_LABEL;
    cue->strong = true;
    return true;
}
