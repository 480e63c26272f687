/* Where a cue's subject and verb begin and end together (cue_judge.h). */
#include "statement/cue_judge.h"

enum { PHRASE = 6 /* unknown words of a subject */ };

/* Let the noun that is the subject begin with words that no list has. */
static void begin_noun(const struct dt_cue_scan *s, struct dt_cue *cue,
                       uint32_t first)
{
    struct dt_mention *m = &s->m->items[cue->mention];

    cue->begin = first;
    if (m->kind != DT_MENTION_NOUN || m->span.start <= s->t[first].start)
        return;
    m->span.start = s->t[first].start;
    m->name = (struct dt_str){s->text.ptr + m->span.start,
                              m->span.end - m->span.start};
}

size_t dt_cue_end_of(const struct dt_cue_scan *s, uint32_t mention)
{
    size_t i = s->m->items[mention].last;

    while (i < s->count && s->t[i].start < s->m->items[mention].span.end)
        i++;
    return i;
}

void dt_cue_stretch(const struct dt_cue_scan *s, struct dt_cue *cue)
{
    cue->begin = cue->first;
    cue->end = cue->last;
    if (cue->mention != DT_TOKEN_NONE) {
        const struct dt_mention *m = &s->m->items[cue->mention];

        if (m->first < cue->begin)
            cue->begin = m->first;
        if (m->last > cue->end)
            cue->end = (uint32_t)dt_cue_end_of(s, cue->mention);
    }
    while (cue->begin > s->sentence &&
           s->t[cue->begin - 1].kind == DT_TOKEN_WORD &&
           (s->t[cue->begin - 1].mention != DT_TOKEN_NONE ||
            (s->t[cue->begin - 1].classes &
             (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE))))
        cue->begin--;
    for (uint32_t k = cue->begin; k > s->sentence && cue->begin - k < PHRASE;) {
        const struct dt_token *before = &s->t[--k];

        if (before->kind != DT_TOKEN_WORD || before->genitive ||
            before->mention != DT_TOKEN_NONE ||
            (before->classes &
             (DT_WORD_VERB | DT_WORD_STANCE | DT_WORD_AUXILIARY |
              DT_WORD_ADVERB | DT_WORD_PREPOSITION | DT_WORD_CONJUNCTION |
              DT_WORD_RELATIVE)))
            break;
        if (before->classes & (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE)) {
            cue->begin = k; /* the trade body Paperworks said */
            break;
        }
        if (k > s->sentence && s->t[k - 1].kind == DT_TOKEN_COMMA &&
            cue->mention != DT_TOKEN_NONE &&
            !(s->t[cue->begin].classes & DT_WORD_DETERMINER) &&
            !(before->classes & (DT_WORD_PAST | DT_WORD_GERUND))) {
            begin_noun(s, cue, k); /* …, election officials said */
            break;
        }
    }
}
