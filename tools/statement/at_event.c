#include "statement/at_event.h"

#include <string.h>

#include "base/edtf.h"
#include "statement/phrases.h"
#include "statement/told_place.h"
#include "statement/told_word.h"

enum {
    LED_WORDS = 6,   /* from "at" to the event's name */
    MEDIUM_WORDS = 8 /* from "in" to what was written: digits are words */
};

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

static bool starts(struct dt_str text, struct dt_str name)
{
    if (name.len == 0 || name.len > text.len)
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (lower(text.ptr[i]) != lower(name.ptr[i]))
            return false;
    return true;
}

static bool contains(struct dt_str text, struct dt_str part)
{
    for (size_t i = 0; part.len > 0 && i + part.len <= text.len; i++)
        if (starts((struct dt_str){text.ptr + i, part.len}, part))
            return true;
    return false;
}

/* One is the other, or a part of it: "Dunmere" and "Town Hall, Dunmere". */
static bool agree(struct dt_str a, struct dt_str b)
{
    return contains(a, b) || contains(b, a);
}

static struct dt_str text_of(const char *text)
{
    return (struct dt_str){text, text ? strlen(text) : 0};
}

/* The noun that the event's name ends with: the "Summit" of "Summit 2022". */
static struct dt_str noun_of(const struct dt_lexicon *lexicon,
                             struct dt_str name)
{
    struct dt_str noun = {name.ptr, 0};

    while (name.len > 0) {
        struct dt_told_word word = dt_told_word_next(lexicon, &name);

        if (dt_told_word_is(&word))
            noun = word.text;
    }
    return noun;
}

static bool has(const struct dt_lexicon *lexicon, struct dt_str word,
                uint64_t classes)
{
    return (dt_lexicon_find(lexicon, word) & classes) != 0;
}

static struct dt_str verb_of(const struct dt_at_event *at,
                             const struct dt_draft *draft)
{
    return (struct dt_str){at->in->article->text.ptr + draft->cue.start,
                           draft->cue.end - draft->cue.start};
}

/*
 * Whether the words say that somebody spoke there: at the Harbour Summit, a
 * speech to the summit; not: of the summit, was not at the summit. led: such a
 * word stands before them.
 */
static bool names_event(const struct dt_at_event *at, struct dt_str text,
                        bool led_before)
{
    const struct dt_str name = text_of(at->in->meta->event.name);
    const struct dt_str noun = noun_of(at->lexicon, name);
    int led = led_before ? LED_WORDS : 0;
    bool definite = false;

    while (text.len > 0) {
        struct dt_told_word word = dt_told_word_next(at->lexicon, &text);
        struct dt_str here = {word.text.ptr, word.text.len + text.len};

        if (has(at->lexicon, word.text, DT_WORD_NEGATION))
            return false;
        if (led > 0 &&
            (starts(here, name) || (definite && word.text.len == noun.len &&
                                    starts(word.text, noun))))
            return true;
        definite = has(at->lexicon, word.text, DT_WORD_DEFINITE);
        if (word.tells.kind == DT_OCCASION_AT ||
            word.tells.kind == DT_OCCASION_SPEAKING ||
            has(at->lexicon, word.text, DT_WORD_TO))
            led = LED_WORDS;
        else if (!dt_told_word_is(&word) ||
                 has(at->lexicon, word.text, DT_WORD_PREPOSITION))
            led = 0;
        else
            led--;
    }
    return false;
}

/* in a 2019 memo, on Twitter, in an interview with the Post */
static bool names_medium(const struct dt_lexicon *lexicon, struct dt_str text)
{
    int led = 0;

    while (text.len > 0) {
        struct dt_told_word word = dt_told_word_next(lexicon, &text);

        if (led > 0 && (word.tells.kind == DT_OCCASION_MEDIUM ||
                        word.tells.kind == DT_OCCASION_INTERVIEW))
            return true;
        if (dt_phrase_is(lexicon, DT_PHRASE_MEDIUM, word.text))
            led = MEDIUM_WORDS;
        else if (has(lexicon, word.text, DT_WORD_PREPOSITION) ||
                 memchr(",;:.\"", word.text.ptr[0], 5) != NULL)
            led = 0;
        else
            led--;
    }
    return false;
}

static bool begins_name(const struct dt_told_word *word)
{
    return dt_told_word_is(word) && word->text.ptr[0] >= 'A' &&
           word->text.ptr[0] <= 'Z' &&
           (word->tells.kind == DT_OCCASION_NONE ||
            word->tells.kind >= DT_OCCASION_MEDIUM);
}

/* told the Post: what has a name, and is neither the event nor somebody. */
static bool addresses_other(const struct dt_at_event *at, struct dt_str behind)
{
    const struct dt_event *event = &at->in->meta->event;
    const struct dt_str article = at->in->article->text;
    struct dt_told_word word = dt_told_word_next(at->lexicon, &behind);
    struct dt_str name;
    size_t len;

    if (dt_lexicon_has(at->lexicon, DT_TRAIT_NOUN_CAPITALS))
        return false;
    if (has(at->lexicon, word.text, DT_WORD_DEFINITE))
        word = dt_told_word_next(at->lexicon, &behind);
    if (!begins_name(&word) ||
        has(at->lexicon, word.text, DT_WORD_PRONOUN | DT_WORD_DATE) ||
        dt_people_match(at->in->people, article,
                        (size_t)(word.text.ptr - article.ptr), &len))
        return false;
    for (name = word.text; begins_name(&word);
         word = dt_told_word_next(at->lexicon, &behind))
        name.len = (size_t)(word.text.ptr + word.text.len - name.ptr);
    return !agree(name, text_of(event->name)) &&
           !agree(name, text_of(event->place)) &&
           !contains(name, noun_of(at->lexicon, text_of(event->name)));
}

/* What stands behind the verb, or behind the speaker who stands there. */
static struct dt_str object_of(const struct dt_told_clause *clause,
                               const struct dt_draft *draft)
{
    return draft->mention.end > draft->cue.end ? clause->behind_name
                                               : clause->behind;
}

static bool has_other_medium(const struct dt_at_event *at,
                             const struct dt_draft *draft,
                             const struct dt_told_clause *clause)
{
    struct dt_str verb = verb_of(at, draft);

    return dt_lexicon_occasion(at->lexicon, verb).kind == DT_OCCASION_WRITING ||
           names_medium(at->lexicon, clause->before) ||
           names_medium(at->lexicon, clause->behind) ||
           (has(at->lexicon, verb, DT_WORD_ADDRESSEE) &&
            addresses_other(at, object_of(clause, draft)));
}

static bool has_other_place(const struct dt_at_event *at,
                            const struct dt_draft *draft,
                            const struct dt_span *spans)
{
    const struct dt_event *event = &at->in->meta->event;
    struct dt_str place = dt_told_place(at->in, at->lexicon, draft, spans).name;

    return place.len > 0 && event->place &&
           !agree(place, text_of(event->place)) &&
           !agree(place, text_of(event->name));
}

/* Whether two dates cannot be of one day, whatever year one leaves open. */
static bool differ(const char *a, const char *b)
{
    int64_t first, last, from, until;

    if (dt_edtf_days(DT_STR(a), &first, &last) &&
        dt_edtf_days(DT_STR(b), &from, &until))
        return last < from || until < first;
    for (size_t i = 0; a[i] && b[i] && a[i] != '/' && b[i] != '/'; i++)
        if (a[i] != b[i] && a[i] != 'X' && b[i] != 'X')
            return true;
    return false;
}

static bool is_elsewhere(const struct dt_at_event *at,
                         const struct dt_draft *draft,
                         const struct dt_span *spans, const char *day)
{
    const struct dt_event *event = &at->in->meta->event;
    struct dt_told_clause clause = dt_told_clause(at->in, draft, spans);

    return (day[0] != '\0' && event->date && differ(day, event->date)) ||
           has_other_medium(at, draft, &clause) ||
           has_other_place(at, draft, spans);
}

static bool is_quotation(const struct dt_draft *draft)
{
    return draft->mode != DT_MODE_SPEECH && draft->mode != DT_MODE_AUTHORED;
}

static bool is_known(const struct dt_at_event *at, const struct dt_draft *draft)
{
    for (size_t i = 0; i < at->count; i++) {
        const struct dt_draft *other = at->speaking[i];

        if (draft->person ? draft->person == other->person
                          : !other->person && draft->name.len > 0 &&
                                dt_str_eq(draft->name, other->name))
            return true;
    }
    return false;
}

struct dt_at_event dt_at_event_scan(const struct dt_statement_input *in,
                                    const struct dt_lexicon *lexicon,
                                    const struct dt_drafts *drafts)
{
    struct dt_at_event at = {.in = in, .lexicon = lexicon};

    if (!in->meta->event.name || in->speaker)
        return at;
    for (size_t i = 0; i < drafts->count && at.count < DT_AT_EVENT_MOST; i++) {
        const struct dt_draft *draft = &drafts->items[i];
        const struct dt_span *spans = drafts->spans + draft->first_span;
        struct dt_told_clause clause;

        if (!is_quotation(draft) || is_known(&at, draft))
            continue;
        clause = dt_told_clause(in, draft, spans);
        if ((names_event(&at, clause.before, false) ||
             names_event(
                 &at, object_of(&clause, draft),
                 has(lexicon, verb_of(&at, draft), DT_WORD_ADDRESSEE))) &&
            !is_elsewhere(&at, draft, spans, ""))
            at.speaking[at.count++] = draft;
    }
    return at;
}

bool dt_at_event_has(const struct dt_at_event *at, const struct dt_draft *draft,
                     const struct dt_span *spans, const char *day)
{
    const struct dt_event *event = &at->in->meta->event;

    if (!event->name && !event->date && !event->place)
        return false;
    if (!is_quotation(draft))
        return true;
    if (at->in->speaker
            ? !draft->person || strcmp(draft->person->id, at->in->speaker) != 0
            : !is_known(at, draft))
        return false;
    return !is_elsewhere(at, draft, spans, day);
}
