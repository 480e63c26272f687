#include "statement/turns.h"

#include <stdlib.h>
#include <string.h>

#include "statement/closing.h"
#include "statement/paragraph.h"
#include "statement/phrases.h"

enum { RECORD = 160 /* bytes of the record's own words */ };

struct reading {
    const struct dt_statement_input *in;
    const struct dt_lexicon *lexicon;
    struct dt_turns *out;
    struct dt_err *err;
};

static int compare_labels(const void *a, const void *b)
{
    const struct dt_label *x = a, *y = b;

    return dt_str_cmp(x->whole, y->whole);
}

/* How many labels of the sorted list are this one, up to 2. */
static size_t times_used(const struct dt_label *sorted, size_t count,
                         const struct dt_label *label)
{
    const struct dt_label *hit = bsearch(label, sorted, count, sizeof *sorted,
                                         compare_labels);

    if (hit == NULL)
        return 0;
    return (hit > sorted && compare_labels(hit - 1, label) == 0) ||
                   (hit + 1 < sorted + count &&
                    compare_labels(hit + 1, label) == 0)
               ? 2
               : 1;
}

static bool is_surname(const struct reading *t, struct dt_str word)
{
    return t->in->people != NULL &&
           dt_people_by_surname(t->in->people, word, NULL, 0) > 0;
}

/* How many labels have forms that one alone does not prove. */
struct kinds {
    size_t questions, answers, alone, stopped, others;
};

static void note_kind(struct kinds *kinds, const struct dt_label *label)
{
    if (label->kind == DT_LABEL_NONE)
        return;
    kinds->questions += label->dotted && label->kind == DT_LABEL_QUESTION;
    kinds->answers += label->dotted && label->kind == DT_LABEL_ANSWER;
    kinds->alone += label->alone;
    kinds->stopped += label->stopped;
    kinds->others += !label->bare && !label->alone && !label->formed;
}

static bool is_usual(const struct kinds *kinds, const struct dt_label *label)
{
    if (label->dotted)
        return kinds->questions > 0 && kinds->answers > 0;
    if (label->bare)
        return kinds->others > 1;
    if (label->stopped)
        return kinds->stopped > 1;
    return !label->alone || kinds->alone > 1;
}

/* “Remember: it rains.” goes on as no turn does. */
static bool goes_on(const struct reading *t, size_t block)
{
    const struct dt_article *article = t->in->article;
    uint32_t rest = t->out->labels[block].rest;

    return rest < article->blocks[block].span.end &&
           article->text.ptr[rest] >= 'a' && article->text.ptr[rest] <= 'z';
}

static bool is_word(const struct dt_label *label)
{
    return label->whole.len > 0 &&
           memchr(label->whole.ptr, ' ', label->whole.len) == NULL;
}

/*
 * Whether every paragraph from the first label on has one, and none is a word
 * that may be no name.
 */
static bool all_labelled(const struct reading *t)
{
    const struct dt_article *article = t->in->article;
    bool begun = false;

    for (size_t i = 0; i < t->out->end; i++) {
        const struct dt_label *label = &t->out->labels[i];
        struct dt_str text = dt_paragraph_text(
            article, dt_paragraph_body(article, &article->blocks[i]));

        if (!dt_paragraph_is_spoken(&article->blocks[i]) ||
            dt_paragraph_is_direction(text) || dt_paragraph_is_heading(text) ||
            dt_turns_is_record(t->lexicon, text))
            continue;
        if (label->kind == DT_LABEL_NONE && begun)
            return false;
        if (label->kind == DT_LABEL_LIKELY && is_word(label) &&
            (goes_on(t, i) || dt_lexicon_find(t->lexicon, label->name) != 0))
            return false;
        begun = begun || label->kind != DT_LABEL_NONE;
    }
    return begun;
}

/* Whether a label's paragraph asks and another's right behind it answers. */
static bool is_exchange(const struct reading *t, size_t block)
{
    const struct dt_article *article = t->in->article;
    const struct dt_label *asks = &t->out->labels[block], *answers = asks + 1;
    struct dt_str text = dt_paragraph_text(article,
                                           article->blocks[block].span);

    return block + 1 < t->out->end && asks->kind != DT_LABEL_NONE &&
           !(asks->formed && answers->formed) &&
           answers->kind != DT_LABEL_NONE &&
           !dt_str_eq(asks->whole, answers->whole) && text.len > 0 &&
           text.ptr[text.len - 1] == '?' && !goes_on(t, block) &&
           !goes_on(t, block + 1);
}

/*
 * Drop the words used once that are nobody's label. One is somebody's between
 * two turns of another, who else would not be named anew.
 */
static void drop_words(struct reading *t, const struct dt_label *sorted,
                       size_t count, bool turns, bool all)
{
    const struct dt_label *before = NULL;
    struct dt_label *word = NULL;

    for (size_t i = 0; i < t->in->article->block_count; i++) {
        struct dt_label *label = &t->out->labels[i];

        if (label->kind == DT_LABEL_LIKELY && !turns)
            label->kind = DT_LABEL_NONE;
        if (label->kind == DT_LABEL_NONE)
            continue;
        if (label->office && label->kind == DT_LABEL_LIKELY && goes_on(t, i)) {
            label->kind = DT_LABEL_NONE;
            continue;
        }
        if (word != NULL &&
            (before == NULL || !dt_str_eq(before->whole, label->whole)))
            word->kind = DT_LABEL_NONE;
        word = NULL;
        if (label->kind != DT_LABEL_LIKELY || !is_word(label) || all ||
            label->whole_line || label->formed || is_exchange(t, i) ||
            (i > 0 && is_exchange(t, i - 1)) || is_surname(t, label->name) ||
            times_used(sorted, count, label) > 1)
            before = label;
        else if (goes_on(t, i))
            label->kind = DT_LABEL_NONE;
        else
            word = label;
    }
    if (word != NULL)
        word->kind = DT_LABEL_NONE;
}

/* A word that is a label without others: “REPORTER”, “Selwyn”. */
static bool may_stand_alone(const struct reading *t,
                            const struct dt_label *label)
{
    uint64_t classes = dt_lexicon_find(t->lexicon, label->name);

    return !is_word(label) || is_surname(t, label->name) ||
           (!(classes & DT_WORD_THING) &&
            (classes & (DT_WORD_LABEL | DT_WORD_ROLE | DT_WORD_TITLE)));
}

static bool has_small(struct dt_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= 'a' && text.ptr[i] <= 'z')
            return true;
    return false;
}

/* How a line is set apart: as a heading or not, in capitals or not. */
static unsigned form_of(const struct reading *t, size_t block)
{
    return (t->in->article->blocks[block].kind == DT_BLOCK_HEADING ? 2u : 0u) +
           (has_small(t->out->labels[block].whole) ? 1u : 0u);
}

/*
 * Of the lines that may be labels, keep those that are like two others: of
 * known people or, where the speaker is not known beforehand, used again.
 */
static void settle_lines(struct reading *t, struct dt_label *sorted,
                         struct dt_str speaker)
{
    struct dt_label *labels = t->out->labels;
    size_t count = 0, anchors = 0, blocks = t->in->article->block_count;
    bool forms[4] = {false, false, false, false};

    for (size_t i = 0; i < blocks; i++)
        if (labels[i].whole_line && labels[i].kind != DT_LABEL_NONE)
            sorted[count++] = labels[i];
    qsort(sorted, count, sizeof *sorted, compare_labels);
    for (size_t i = 0; i < blocks; i++) {
        struct dt_label *label = &labels[i];

        if (!label->whole_line || label->kind == DT_LABEL_NONE ||
            (label->person == NULL &&
             (speaker.len > 0 || !may_stand_alone(t, label) ||
              times_used(sorted, count, label) < 2)))
            continue;
        forms[form_of(t, i)] = true;
        anchors++;
    }
    for (size_t i = 0; i < blocks; i++)
        if (labels[i].whole_line && labels[i].person == NULL &&
            (anchors < 2 || !forms[form_of(t, i)] ||
             !may_stand_alone(t, &labels[i]) ||
             (i + 1 < blocks && labels[i + 1].whole_line &&
              labels[i + 1].kind != DT_LABEL_NONE)))
            labels[i].kind = DT_LABEL_NONE;
}

bool dt_turns_is_record(const struct dt_lexicon *lexicon, struct dt_str text)
{
    return text.len <= RECORD &&
           dt_phrase_begins(lexicon, DT_PHRASE_RECORD, text);
}

/* The label of a paragraph, or of a heading that is nothing else. */
static struct dt_label read_label(const struct reading *t, size_t block)
{
    const struct dt_article *article = t->in->article;
    const struct dt_block *b = &article->blocks[block];
    struct dt_span body = dt_paragraph_body(article, b);
    struct dt_label label = {.kind = DT_LABEL_NONE};

    if (b->kind == DT_BLOCK_PULL_QUOTE || b->kind == DT_BLOCK_NOTE ||
        dt_turns_is_record(t->lexicon, dt_paragraph_text(article, body)))
        return label;
    label = dt_label_read(article->text, body, t->in->people, t->lexicon);
    if ((b->kind == DT_BLOCK_HEADING && !label.whole_line) ||
        (b->kind == DT_BLOCK_ITEM && label.formed))
        label.kind = DT_LABEL_NONE;
    return label;
}

/* Drop what has the form of a label at most where no paragraph needs it. */
static void settle_formed(struct reading *t, struct dt_label *sorted)
{
    struct dt_label *labels = t->out->labels;
    size_t count = 0;

    for (size_t i = 0; i < t->in->article->block_count; i++) {
        if (labels[i].formed && goes_on(t, i))
            labels[i].kind = DT_LABEL_NONE;
        if (labels[i].repeated && labels[i].kind != DT_LABEL_NONE)
            sorted[count++] = labels[i];
    }
    qsort(sorted, count, sizeof *sorted, compare_labels);
    for (size_t i = 0; i < t->in->article->block_count; i++)
        if (labels[i].repeated && times_used(sorted, count, &labels[i]) < 2)
            labels[i].kind = DT_LABEL_NONE;
}

/* Read the labels of all paragraphs, and where the closing notes begin. */
static void read_all(struct reading *t, struct dt_label *sorted,
                     struct dt_str speaker)
{
    const struct dt_article *article = t->in->article;
    struct kinds kinds = {0, 0, 0, 0, 0};

    for (size_t i = 0; i < article->block_count; i++)
        t->out->labels[i] = read_label(t, i);
    settle_lines(t, sorted, speaker);
    settle_formed(t, sorted);
    for (size_t i = 0; i < article->block_count; i++)
        note_kind(&kinds, &t->out->labels[i]);
    for (size_t i = 0; i < article->block_count; i++)
        if (!is_usual(&kinds, &t->out->labels[i]))
            t->out->labels[i].kind = DT_LABEL_NONE;
    t->out->end = dt_closing_begin(article, t->out->labels, speaker,
                                   t->lexicon);
    for (size_t i = t->out->end; i < article->block_count; i++)
        t->out->labels[i].kind = DT_LABEL_NONE;
}

int dt_turns_read(const struct dt_statement_input *in,
                  const struct dt_lexicon *lexicon, struct dt_str speaker,
                  struct dt_turns *out, struct dt_err *err)
{
    struct reading reading = {in, lexicon, out, err}, *t = &reading;
    struct dt_label *sorted;
    size_t count = 0, sure = 0, again = 0, formed = 0;
    bool all, exchange = false;

    out->labels = calloc(in->article->block_count + 1, sizeof *out->labels);
    sorted = calloc(in->article->block_count + 1, sizeof *sorted);
    if (out->labels == NULL || sorted == NULL) {
        free(sorted);
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for labels");
    }
    read_all(t, sorted, speaker);
    for (size_t i = 0; i < out->end; i++) {
        if (out->labels[i].kind != DT_LABEL_NONE)
            sorted[count++] = out->labels[i];
        sure += out->labels[i].kind > DT_LABEL_LIKELY;
        formed += out->labels[i].kind != DT_LABEL_NONE && out->labels[i].formed;
        exchange = exchange || is_exchange(t, i);
    }
    qsort(sorted, count, sizeof *sorted, compare_labels);
    for (size_t i = 1; i < count; i++)
        again += !sorted[i].formed &&
                 compare_labels(&sorted[i - 1], &sorted[i]) == 0;
    all = all_labelled(t);
    out->any = sure > 0 || again > 0 || count - formed >= 3 || exchange ||
               (all && count >= 2 && formed < count);
    drop_words(t, sorted, count, out->any, all);
    free(sorted);
    return DT_OK;
}

void dt_turns_release(struct dt_turns *turns)
{
    free(turns->labels);
    *turns = DT_TURNS_INIT;
}
