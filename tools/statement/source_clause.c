#include "statement/source_clause.h"

#include "statement/phrases.h"

enum {
    CLAUSE = 40, /* tokens looked at before a sentence */
    PHRASE = 12, /* tokens of a noun phrase */
    NAME = 40    /* bytes of a name in quotation marks */
};

/* Whether the name of what stands before it is quoted at token i. */
static bool is_name_quoted(const struct dt_clause *c, size_t i)
{
    const struct dt_token *t = &c->t[i];
    char first = i < c->right ? c->s->text.ptr[t->start] : 'a';

    return i < c->right && t->kind == DT_TOKEN_QUOTE &&
           t->end - t->start < NAME && !(first >= 'a' && first <= 'z');
}

void dt_clause_report_sentence_before(const struct dt_clause *c)
{
    size_t first = c->s->sentence, end;

    while (first > 0 && c->t[first - 1].kind == DT_TOKEN_STOP)
        first--;
    end = first;
    while (first > 0 && !(first < end && c->t[first].starts)) {
        first--;
        if ((c->t[first].kind == DT_TOKEN_QUOTE && !is_name_quoted(c, first)) ||
            (c->t[first].classes & (DT_WORD_STRONG | DT_WORD_ACCORDING |
                                    DT_WORD_VIEW | DT_WORD_SOURCE)) ||
            end - first > CLAUSE)
            return; /* it has its own speaker */
    }
    c->cue->object = (uint32_t)first;
    c->cue->object_end = (uint32_t)end;
}

bool dt_clause_judge_emerging(const struct dt_clause *c)
{
    for (size_t i = c->left; i < c->right; i++) {
        size_t end;

        if (!(c->t[i].classes & DT_WORD_PREPOSITION) ||
            !dt_clause_joins(c, c->right - 1, i, DT_WORD_AGENT))
            continue;
        end = dt_clause_noun_phrase(c, i + 1, c->right);
        if (end == i + 1)
            return false;
        c->cue->mention =
            dt_clause_who_is(c, i + 1, dt_clause_with_owner(c, end, c->right));
        c->cue->begin = (uint32_t)c->left;
        c->cue->end = (uint32_t)c->right;
        c->cue->order = DT_CUE_INVERTED;
        if (c->verb == c->left + 1 &&
            (c->t[c->left].classes & (DT_WORD_DEFINITE | DT_WORD_IT)) &&
            !dt_cue_is(c->s, c->right + 1, DT_WORD_THAT))
            dt_clause_report_sentence_before(c);
        else
            dt_clause_report_behind(c);
        return true;
    }
    return false;
}

/* What stands in the sentence but tokens [begin, end), which name a source. */
static void report_around(const struct dt_clause *c, size_t begin, size_t end)
{
    c->cue->begin = (uint32_t)begin;
    c->cue->end = (uint32_t)end;
    c->cue->order = DT_CUE_INVERTED;
    c->cue->strong = true;
    c->cue->before = begin > c->s->sentence;
    c->cue->object = (uint32_t)end;
    c->cue->object_end = UINT32_MAX;
}

/*
 * Behind what is told of a source that stands first, to the verb: laut einer
 * Studie, die gestern erschien, …; nach Angaben der Feuerwehr (SFW) …
 */
static size_t behind_aside(const struct dt_clause *c, size_t i)
{
    size_t end = i;

    while (end < c->right && c->t[i].kind == DT_TOKEN_OPEN)
        if (c->t[end++].kind == DT_TOKEN_CLOSE)
            i = end;
    if (i != c->right || i == c->s->count || c->t[i].kind != DT_TOKEN_COMMA ||
        dt_cue_is(c->s, i + 1,
                  DT_WORD_AUXILIARY | DT_WORD_PAST | DT_WORD_SUBJUNCTIVE))
        return i;
    end = dt_clause_end(c->s, i + 1);
    return end < c->s->count && c->t[end].kind == DT_TOKEN_COMMA ? end : i;
}

/* Demnach …: what the source said that was named before. */
static bool judge_known_source(const struct dt_clause *c)
{
    if (c->verb + 1 < c->right && !c->t[c->verb + 1].capital &&
        (c->t[c->verb + 1].classes & (DT_WORD_STRONG | DT_WORD_SUBJUNCTIVE)))
        return false; /* demnach sagte Voss, demnach sei */
    if (c->s->speaker == DT_TOKEN_NONE && c->verb != c->s->sentence)
        return false;
    c->cue->mention = c->s->speaker;
    report_around(c, c->verb, c->verb + 1);
    return true;
}

/* Aus ihrer Sicht …; Voss hat nach eigenen Angaben …: tokens [begin, end) */
static bool judge_owned_view(const struct dt_clause *c, size_t begin,
                             size_t end)
{
    if (dt_cue_is(c->s, end, DT_WORD_STRONG) ||
        (dt_cue_is(c->s, end, DT_WORD_SPLIT) &&
         dt_clause_joins(c, end, c->right - 1, DT_WORD_SPLIT)))
        return false; /* in ihrem Bericht kritisiert sie, gibt sie zu */
    if (c->t[c->verb - 1].classes & DT_WORD_VIEW) {
        size_t last = dt_clause_noun_phrase(c, c->left, begin);

        if (last > c->left)
            c->cue->mention = dt_clause_who_is(c, c->left, last);
        else if (dt_cue_is(c->s, end, DT_WORD_AUXILIARY | DT_WORD_VERB))
            dt_clause_subject_behind(c, end);
    } else {
        c->cue->mention = c->s->speaker;
    }
    if (c->cue->mention == DT_TOKEN_NONE)
        return false;
    report_around(c, begin, end);
    c->cue->first = (uint32_t)begin;
    return true;
}

/* Whether token i owns the view, and a preposition and a verb follow it. */
static bool is_view_behind(const struct dt_clause *c, size_t i)
{
    return i + 1 == c->verb && (c->t[i].classes & DT_WORD_POSSESSIVE) &&
           dt_cue_is(c->s, c->verb + 1, DT_WORD_PREPOSITION) &&
           dt_cue_is(c->s, c->verb + 2,
                     DT_WORD_AUXILIARY | DT_WORD_VERB | DT_WORD_PAST);
}

/* so die Sprecherin vom Verband am Montag: behind those she speaks for. */
static size_t behind_agent(const struct dt_clause *c, size_t i)
{
    size_t end = i;

    if (dt_cue_is(c->s, i, DT_WORD_AGENT))
        end = dt_clause_noun_phrase(c, i + 1, c->right);
    return end > i + 1 ? dt_clause_with_owner(c, end, c->right) : i;
}

/* Dem Vernehmen nach …: nobody is named. */
static bool judge_hearsay(const struct dt_clause *c)
{
    if (c->verb == c->left || !dt_cue_is(c->s, c->verb - 1, DT_WORD_DATIVE) ||
        !dt_cue_is(c->s, c->verb + 1, DT_WORD_PREPOSITION))
        return false;
    report_around(c, c->verb - 1, c->verb + 2);
    c->cue->first = (uint32_t)c->verb - 1;
    c->cue->last = (uint32_t)c->verb + 2;
    return true;
}

/* Voss zufolge …: the verb's token is the word behind the name. */
static bool judge_last(const struct dt_clause *c)
{
    size_t first = c->verb;

    while (first > c->left && c->verb - first < PHRASE / 2 &&
           (first == c->verb ||
            !(c->t[first - 1].classes & (DT_WORD_AUXILIARY | DT_WORD_VERB))))
        first--;
    if (first == c->verb)
        return false;
    c->cue->mention = dt_clause_who_is(c, first, c->verb);
    report_around(c, first, c->verb + 1);
    if (first == c->left && c->cue->end < c->s->count)
        c->cue->object = (uint32_t)behind_aside(c, c->cue->end);
    c->cue->first = (uint32_t)c->verb;
    return true;
}

/*
 * Behind the source whose noun phrase begins at token first, or first: there
 * is none. It becomes the subject of the cue, whose words begin at begin.
 */
static size_t take_source(const struct dt_clause *c, size_t begin, size_t first)
{
    size_t end = dt_clause_noun_phrase(c, first, c->right), who;

    if (end == first)
        return first;
    end = dt_clause_with_owner(c, end, c->right);
    if (begin == c->left && dt_cue_is(c->s, end, DT_WORD_COORDINATOR) &&
        dt_clause_noun_phrase(c, end + 1, c->right) > end + 1)
        end = dt_clause_noun_phrase(c, end + 1, c->right);
    if (is_name_quoted(c, end))
        end++; /* laut der Zeitung „Neue Rundschau“ */
    who = end;
    if (c->t[c->verb].classes & DT_WORD_SO)
        end = behind_agent(c, end);
    else if (begin == c->left) /* nach Ansicht von Rolf Behr aus Lund */
        end = dt_clause_skip_adverbials(c, end, c->right);
    while (begin == c->left && dt_cue_is(c->s, end, DT_WORD_DEFINITE) &&
           dt_clause_noun_phrase(c, end, c->right) > end)
        end = dt_clause_noun_phrase(c, end,
                                    c->right); /* laut einem Chef der Bahn */
    if (c->t[who - 1].mention == DT_TOKEN_NONE)
        who = end;
    c->cue->mention = dt_clause_who_is(c, first, who);
    if (who < end && c->cue->mention != DT_TOKEN_NONE)
        dt_cue_widen(c->s, c->cue->mention,
                     dt_mention_end(&c->t[end - 1], c->s->text));
    return end;
}

static bool judge_source_from(const struct dt_clause *c, size_t begin,
                              size_t first)
{
    bool view = (c->t[c->verb].classes & DT_WORD_VIEW) != 0;
    size_t end = take_source(c, begin, first);

    if (end == first)
        return false;
    report_around(c, begin, end);
    if (begin == c->left && end < c->s->count)
        c->cue->object = (uint32_t)behind_aside(c, end);
    c->cue->first = (uint32_t)(view ? begin : c->verb);
    return true;
}

/* Nach Angaben von Voss, ihrer Ansicht nach, aus Cramers Sicht. */
static bool judge_view(const struct dt_clause *c)
{
    size_t first = c->verb + 1, begin = c->verb;

    if (c->t[c->verb].classes & DT_WORD_IMPERSONAL)
        return judge_hearsay(c);
    if (begin > c->left && !(c->t[begin - 1].classes & DT_WORD_PREPOSITION))
        begin--;                  /* nach ersten Angaben */
    if (is_view_behind(c, begin)) /* ihrer Ansicht nach ist … */
        return judge_owned_view(c, begin, first + 1);
    if (begin == c->left || !(c->t[begin - 1].classes & DT_WORD_PREPOSITION))
        return false;
    begin--;
    if (c->t[begin].classes & DT_WORD_ACCORDING)
        return false; /* laut einem Bericht: told by that word */
    if (c->t[c->verb - 1].classes & DT_WORD_POSSESSIVE)
        return judge_owned_view(c, begin, first);
    if (dt_clause_joins(c, c->right - 1, begin, DT_WORD_AGENT))
        return false; /* geht aus dem Bericht hervor */
    if (c->t[c->verb - 1].capital && begin + 2 == c->verb) {
        c->cue->mention = c->t[begin + 1].genitive
                              ? c->t[begin + 1].mention
                              : dt_cue_make_noun(c->s, begin + 1, c->verb);
        report_around(c, begin, first); /* aus Cramers Sicht */
        c->cue->first = (uint32_t)begin;
        return true;
    }
    if (first < c->right && (c->t[first].classes & DT_WORD_AGENT))
        first++;
    else if (!dt_cue_is(c->s, first, DT_WORD_DETERMINER) &&
             !(first < c->right && c->t[first].genitive))
        return false;
    return judge_source_from(c, begin, first);
}

bool dt_clause_judge_source(const struct dt_clause *c)
{
    const struct dt_token *t = &c->t[c->verb];

    if (c->verb > c->left &&
        (c->t[c->left].classes &
         (DT_WORD_STRONG | DT_WORD_SPLIT | DT_WORD_IMPERSONAL)) &&
        !c->t[c->left].capital)
        return false; /* sagte Voss laut Mitteilung */
    if ((t->classes & DT_WORD_ACCORDING) && (t->classes & DT_WORD_ADVERB))
        return judge_known_source(c);
    if (t->classes & DT_WORD_ACCORDING_LAST)
        return judge_last(c);
    if (t->classes & DT_WORD_SOURCE) /* nach Polizeiangaben */
        return c->verb > c->left && (t[-1].classes & DT_WORD_PREPOSITION) &&
               judge_source_from(c, c->verb - 1, c->verb);
    if (t->classes & DT_WORD_VIEW)
        return judge_view(c);
    return judge_source_from(c, c->verb, c->verb + 1);
}

bool dt_clause_judge_so(const struct dt_clause *c)
{
    if (c->verb != c->left || c->left == c->s->sentence ||
        c->t[c->left - 1].kind == DT_TOKEN_COLON)
        return false;
    if (c->verb + 1 >= c->right ||
        (!c->t[c->verb + 1].capital &&
         !(c->t[c->verb + 1].classes &
           (DT_WORD_DETERMINER | DT_WORD_POSSESSIVE))) ||
        !dt_clause_judge_source(c))
        return false;
    if (c->t[c->right - 1].classes & (DT_WORD_AUXILIARY | DT_WORD_SUBJUNCTIVE))
        return false;
    c->cue->end = (uint32_t)c->right;
    c->cue->object = c->cue->object_end = 0;
    dt_clause_report_behind(c);
    return true;
}

bool dt_clause_judge_impersonal(const struct dt_clause *c)
{
    bool first = c->verb == c->left;
    size_t i = first ? c->verb + 1 : c->left;

    if (!first && !(c->t[i].classes & DT_WORD_IT))
        i = c->verb + 1; /* darin heißt es */
    if (i >= c->right || (!(c->t[i].classes & DT_WORD_IT) &&
                          !(first && /* verlautete aus dem Umfeld */
                            (c->t[c->verb].classes & DT_WORD_STRONG) &&
                            (c->t[i].classes & DT_WORD_PREPOSITION))))
        return false;
    for (i = c->left; i + 1 < c->right; i++) {
        size_t noun = i + 1, end;

        if (!(c->t[i].classes & DT_WORD_PREPOSITION))
            continue;
        end = dt_clause_noun_phrase(c, noun, c->right);
        if (end == noun || (c->t[end - 1].classes & DT_WORD_DATE))
            continue;
        if (c->cue->mention == DT_TOKEN_NONE || dt_clause_governs(c, i))
            c->cue->mention = dt_clause_who_is(c, noun, end);
        if (dt_clause_governs(c, i))
            break; /* in Lund hieß es aus dem Amt */
    }
    c->cue->begin = (uint32_t)c->left;
    c->cue->end = (uint32_t)c->right;
    c->cue->order = DT_CUE_INVERTED;
    c->cue->strong = true;
    c->cue->before = first && c->left > c->s->sentence;
    if (!c->cue->before)
        dt_clause_report_behind(c);
    return true;
}

static bool is_phrase(const struct dt_clause *c, size_t i,
                      enum dt_phrase_kind kind)
{
    return dt_phrase_is(c->s->tokens->lexicon, kind,
                        dt_token_text(c->s->text, &c->t[i]));
}

void dt_clause_give_to_cited(const struct dt_clause *c)
{
    const size_t limit = c->finite == c->verb ? c->right : c->verb;
    size_t first = c->finite + 1, end;

    if (!is_phrase(c, c->verb, DT_PHRASE_CITING) ||
        (c->finite != c->verb && (c->t[c->finite].classes & DT_WORD_BEING)))
        return; /* wird zitiert */
    if (c->cue->mention != DT_TOKEN_NONE &&
        c->s->m->items[c->cue->mention].first >= first)
        first = c->s->m->items[c->cue->mention].last;
    while (first < limit && (c->t[first].classes & DT_WORD_ADVERB) &&
           !is_phrase(c, first, DT_PHRASE_CITED))
        first++;
    if (first < limit && is_phrase(c, first, DT_PHRASE_CITED)) {
        c->cue->mention = DT_TOKEN_NONE;
    } else {
        first = dt_clause_skip_adverbials(c, first, limit);
        end = dt_clause_noun_phrase(c, first, limit);
        if (end == first || !dt_clause_names_somebody(c, first, end))
            return; /* zitierte aus dem Gutachten, einen Satz */
        c->cue->mention = dt_clause_who_is(c, first, end);
    }
    c->cue->object = c->cue->object_end = 0;
    c->cue->before = false;
    if (c->right + 1 < c->s->count && c->t[c->right].kind == DT_TOKEN_COMMA &&
        !dt_cue_is(c->s, c->right + 1, DT_WORD_THAT) &&
        !dt_clause_is_subjunctive(c, c->right + 1))
        return;
    dt_clause_report_behind(c);
}
