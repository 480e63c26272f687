#include <stdlib.h>
#include <string.h>

#include "statement/cast.h"
#include "statement/closing.h"
#include "statement/draft.h"
#include "statement/label.h"
#include "statement/paragraph.h"
#include "statement/phrases.h"

/* Confidence of a turn. */
enum {
    SURE = 980,
    BY_ROLE = 900,
    UNKNOWN = 850,
    UNNAMED = 600,
    UNMARKED = 650
};

enum { REMARK = 240 /* bytes */ };

enum { MOST_ROLES = 64, INTRODUCTION = 4, INTRODUCTION_BYTES = 4000 };

/* "Chair" is whoever was labelled "Josephine Harrow (Chair)" before. */
struct role {
    struct dt_str word;
    const struct dt_person *person;
};

struct transcript {
    const struct dt_statement_input *in;
    struct dt_drafts *out;
    struct dt_err *err;
    struct dt_label *labels; /* one a block */
    size_t end;              /* the first block of the closing notes */
    struct dt_cast cast;
    struct role roles[MOST_ROLES];
    size_t role_count;
    struct dt_draft turn; /* who speaks now */
    bool open;            /* anybody does */
};

static bool is_spoken(const struct dt_block *block)
{
    return block->kind != DT_BLOCK_HEADING &&
           block->kind != DT_BLOCK_PULL_QUOTE;
}

/* (Applause): nothing but a remark in brackets. */
static bool is_direction(struct dt_str text)
{
    char close = text.len > 1 && text.ptr[0] == '('   ? ')'
                 : text.len > 1 && text.ptr[0] == '[' ? ']'
                                                      : '\0';

    if (close == '\0')
        return false;
    while (text.len > 1 && text.ptr[text.len - 1] == '.')
        text.len--;
    return memchr(text.ptr, close, text.len) == text.ptr + text.len - 1;
}

/* A line between two turns that no full stop ends: "Questions". */
static bool is_heading(struct dt_str text)
{
    unsigned char last = text.len > 0 ? (unsigned char)text.ptr[text.len - 1]
                                      : '.';

    return text.len < 60 && last < 0x80 && strchr(".!?,:;)]\"'", last) == NULL;
}

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

static bool is_surname(const struct transcript *t, struct dt_str word)
{
    return t->in->people != NULL &&
           dt_people_by_surname(t->in->people, word, NULL, 0) > 0;
}

/* How many labels have forms that one alone does not prove. */
struct kinds {
    size_t questions, answers, alone;
};

static void note_kind(struct kinds *kinds, const struct dt_label *label)
{
    if (label->kind == DT_LABEL_NONE)
        return;
    kinds->questions += label->dotted && label->kind == DT_LABEL_QUESTION;
    kinds->answers += label->dotted && label->kind == DT_LABEL_ANSWER;
    kinds->alone += label->alone;
}

static bool is_usual(const struct kinds *kinds, const struct dt_label *label)
{
    if (label->dotted)
        return kinds->questions > 0 && kinds->answers > 0;
    return !label->alone || kinds->alone > 1;
}

/* How the article's first paragraphs print a person's name, or empty. */
static struct dt_str printed_name(const struct dt_statement_input *in,
                                  const struct dt_person *person)
{
    const struct dt_article *article = in->article;
    struct dt_str text = article->text;
    size_t end = 0, len;

    if (article->block_count > 0) {
        size_t last = article->block_count < INTRODUCTION ? article->block_count
                                                          : INTRODUCTION;

        end = article->blocks[last - 1].span.end;
    }
    if (end > INTRODUCTION_BYTES)
        end = INTRODUCTION_BYTES;
    for (size_t i = 0; i < end; i++)
        if ((i == 0 || text.ptr[i - 1] == ' ' || text.ptr[i - 1] == '\n') &&
            text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' &&
            dt_people_match(in->people, text, i, &len) == person)
            return (struct dt_str){text.ptr + i, len};
    return DT_STR(person->name);
}

/* The person the source or the page names as the one who speaks. */
static struct dt_draft main_speaker(const struct transcript *t)
{
    const struct dt_statement_input *in = t->in;
    struct dt_draft draft = {0};

    draft.mode = DT_MODE_SPEECH;
    draft.rule = "speaker";
    draft.confidence = UNNAMED;
    if (in->meta->speaker_name != NULL) {
        draft.name = DT_STR(in->meta->speaker_name);
        draft.confidence = UNKNOWN;
        if (in->people != NULL)
            draft.person = dt_people_by_name(in->people, draft.name);
    }
    if (in->speaker != NULL && in->people != NULL) {
        draft.person = dt_people_by_id(in->people, DT_STR(in->speaker));
        if (draft.person != NULL && draft.name.len == 0)
            draft.name = printed_name(in, draft.person);
    }
    if (draft.person != NULL)
        draft.confidence = SURE;
    return draft;
}

/* “Remember: it rains.” goes on as no turn does. */
static bool goes_on(const struct transcript *t, size_t block)
{
    const struct dt_article *article = t->in->article;
    uint32_t rest = t->labels[block].rest;

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
static bool all_labelled(const struct transcript *t)
{
    const struct dt_article *article = t->in->article;
    bool begun = false;

    for (size_t i = 0; i < t->end; i++) {
        const struct dt_label *label = &t->labels[i];
        struct dt_str text = dt_paragraph_text(
            article, dt_paragraph_body(article, &article->blocks[i]));

        if (!is_spoken(&article->blocks[i]) || is_direction(text) ||
            is_heading(text))
            continue;
        if (label->kind == DT_LABEL_NONE && begun)
            return false;
        if (label->kind == DT_LABEL_LIKELY && is_word(label) &&
            (goes_on(t, i) ||
             dt_lexicon_find(t->cast.lexicon, label->name) != 0))
            return false;
        begun = begun || label->kind != DT_LABEL_NONE;
    }
    return begun;
}

/* Whether a label's paragraph asks and another's right behind it answers. */
static bool is_exchange(const struct transcript *t, size_t block)
{
    const struct dt_article *article = t->in->article;
    const struct dt_label *asks = &t->labels[block], *answers = asks + 1;
    struct dt_str text = dt_paragraph_text(article,
                                           article->blocks[block].span);

    return block + 1 < t->end && asks->kind != DT_LABEL_NONE &&
           answers->kind != DT_LABEL_NONE &&
           !dt_str_eq(asks->whole, answers->whole) && text.len > 0 &&
           text.ptr[text.len - 1] == '?' && !goes_on(t, block) &&
           !goes_on(t, block + 1);
}

/*
 * Drop the words used once that are nobody's label. One is somebody's between
 * two turns of another, who else would not be named anew.
 */
static void drop_words(struct transcript *t, const struct dt_label *sorted,
                       size_t count, bool turns, bool all)
{
    const struct dt_label *before = NULL;
    struct dt_label *word = NULL;

    for (size_t i = 0; i < t->in->article->block_count; i++) {
        struct dt_label *label = &t->labels[i];

        if (label->kind == DT_LABEL_LIKELY && !turns)
            label->kind = DT_LABEL_NONE;
        if (label->kind == DT_LABEL_NONE)
            continue;
        if (word != NULL &&
            (before == NULL || !dt_str_eq(before->whole, label->whole)))
            word->kind = DT_LABEL_NONE;
        word = NULL;
        if (label->kind != DT_LABEL_LIKELY || !is_word(label) || all ||
            is_exchange(t, i) || (i > 0 && is_exchange(t, i - 1)) ||
            is_surname(t, label->name) || times_used(sorted, count, label) > 1)
            before = label;
        else if (goes_on(t, i))
            label->kind = DT_LABEL_NONE;
        else
            word = label;
    }
    if (word != NULL)
        word->kind = DT_LABEL_NONE;
}

/* Read the labels of all paragraphs, and where the closing notes begin. */
static int read_all(struct transcript *t)
{
    const struct dt_article *article = t->in->article;
    struct kinds kinds = {0, 0, 0};

    t->labels = calloc(article->block_count + 1, sizeof *t->labels);
    if (t->labels == NULL)
        return DT_FAIL(t->err, DT_EINTERNAL, "out of memory for labels");
    for (size_t i = 0; i < article->block_count; i++) {
        const struct dt_block *block = &article->blocks[i];

        if (!is_spoken(block))
            continue;
        t->labels[i] = dt_label_read(article->text,
                                     dt_paragraph_body(article, block),
                                     t->in->people, t->cast.lexicon);
        note_kind(&kinds, &t->labels[i]);
    }
    for (size_t i = 0; i < article->block_count; i++)
        if (!is_usual(&kinds, &t->labels[i]))
            t->labels[i].kind = DT_LABEL_NONE;
    t->end = dt_closing_begin(article, t->labels, main_speaker(t).name,
                              t->cast.lexicon);
    for (size_t i = t->end; i < article->block_count; i++)
        t->labels[i].kind = DT_LABEL_NONE;
    return DT_OK;
}

/*
 * Read all labels and keep those that are some: a name not in people.yaml is
 * one only where the text has turns. *turns: whether the text has any.
 */
static int read_labels(struct transcript *t, bool *turns)
{
    const struct dt_article *article = t->in->article;
    struct dt_label *sorted;
    size_t count = 0, sure = 0, again = 0;
    bool all, exchange = false;
    int rc = read_all(t);

    if (rc != DT_OK)
        return rc;
    sorted = calloc(article->block_count + 1, sizeof *sorted);
    if (sorted == NULL)
        return DT_FAIL(t->err, DT_EINTERNAL, "out of memory for labels");
    for (size_t i = 0; i < t->end; i++) {
        if (t->labels[i].kind != DT_LABEL_NONE)
            sorted[count++] = t->labels[i];
        sure += t->labels[i].kind > DT_LABEL_LIKELY;
        exchange = exchange || is_exchange(t, i);
    }
    qsort(sorted, count, sizeof *sorted, compare_labels);
    for (size_t i = 1; i < count; i++)
        again += compare_labels(&sorted[i - 1], &sorted[i]) == 0;
    all = all_labelled(t);
    *turns = sure > 0 || again > 0 || count >= 3 || exchange ||
             (all && count == 2);
    drop_words(t, sorted, count, *turns, all);
    free(sorted);
    return DT_OK;
}

static const struct dt_person *by_role(const struct transcript *t,
                                       struct dt_str word)
{
    for (size_t i = 0; i < t->role_count; i++)
        if (dt_str_eq(t->roles[i].word, word))
            return t->roles[i].person;
    return NULL;
}

static int begin_turn(struct transcript *t, const struct dt_label *label)
{
    uint32_t entity;
    int rc;

    t->open = label->kind != DT_LABEL_QUESTION;
    if (label->kind == DT_LABEL_ANSWER) {
        t->turn = main_speaker(t);
        t->turn.rule = "answer";
        return DT_OK;
    }
    t->turn = (struct dt_draft){0};
    t->turn.mode = DT_MODE_SPEECH;
    t->turn.rule = "turn";
    t->turn.name = label->whole;
    t->turn.mention.start =
        (uint32_t)(label->whole.ptr - t->in->article->text.ptr);
    t->turn.mention.end = t->turn.mention.start + (uint32_t)label->whole.len;
    t->turn.person = label->person;
    t->turn.confidence = label->person != NULL ? SURE : UNKNOWN;
    if (label->person != NULL) {
        if (label->role.len > 0 && t->role_count < MOST_ROLES)
            t->roles[t->role_count++] = (struct role){label->role,
                                                      label->person};
        return dt_cast_person(&t->cast, label->person, label->name, &entity,
                              t->err);
    }
    t->turn.person = by_role(t, label->whole);
    if (t->turn.person == NULL && label->kind == DT_LABEL_LIKELY) {
        rc = dt_cast_name(&t->cast, label->name, DT_PRONOUNS_UNKNOWN, true,
                          &entity, t->err);
        if (rc != DT_OK)
            return rc;
        if (entity < t->cast.count)
            t->turn.person = t->cast.items[entity].person;
        t->turn.several = t->turn.person == NULL &&
                          (entity == DT_ENTITY_AMBIGUOUS ||
                           !t->cast.items[entity].full);
    }
    if (t->turn.person != NULL)
        t->turn.confidence = BY_ROLE;
    return DT_OK;
}

static int add_paragraph(struct transcript *t, size_t block,
                         struct dt_span span)
{
    struct dt_str text = dt_paragraph_text(t->in->article, span);

    if (!t->open || text.len == 0 || is_direction(text))
        return DT_OK;
    t->turn.block = block;
    return dt_drafts_add(t->out, t->turn, span, t->err);
}

static int draft_turns(struct transcript *t)
{
    const struct dt_article *article = t->in->article;
    int rc = DT_OK;

    for (size_t i = 0; i < t->end && rc == DT_OK; i++) {
        const struct dt_block *block = &article->blocks[i];
        struct dt_span span = dt_paragraph_body(article, block);

        if (!is_spoken(block))
            continue;
        if (t->labels[i].kind != DT_LABEL_NONE) {
            rc = begin_turn(t, &t->labels[i]);
            span.start = t->labels[i].rest;
        } else if (is_heading(dt_paragraph_text(article, span))) {
            continue;
        }
        if (rc == DT_OK)
            rc = add_paragraph(t, i, span);
    }
    return rc;
}

/* "Amira Voss … spoke at the reopening": about the speaker, not by her. */
static bool is_introduction(const struct dt_lexicon *lexicon,
                            const struct dt_statement_input *in,
                            const struct dt_draft *speaker, struct dt_str text)
{
    struct dt_str name = speaker->name;
    bool named = name.len > 0 && dt_str_find(text, name, 0) != SIZE_MAX;
    struct dt_str start = {text.ptr, text.len < 2000 ? text.len : 2000};
    size_t len;

    for (size_t i = 0; !named && speaker->person && i < start.len; i++)
        if (i == 0 || start.ptr[i - 1] == ' ')
            named = dt_people_match(in->people, start, i, &len) ==
                    speaker->person;
    if (!named)
        return false;
    return dt_phrase_within(lexicon, DT_PHRASE_INTRODUCTION, start);
}

static int draft_speech(struct transcript *t)
{
    const struct dt_article *article = t->in->article;
    struct dt_draft speaker = main_speaker(t);
    size_t seen = 0;
    int rc = DT_OK;

    t->turn = speaker;
    t->open = true;
    for (size_t i = 0; i < t->end && rc == DT_OK; i++) {
        const struct dt_block *block = &article->blocks[i];
        struct dt_span span = dt_paragraph_body(article, block);

        if (!is_spoken(block))
            continue;
        if (seen++ < INTRODUCTION && t->out->count == 0 &&
            is_introduction(t->cast.lexicon, t->in, &speaker,
                            dt_paragraph_text(article, span)))
            continue;
        rc = add_paragraph(t, i, span);
    }
    return rc;
}

/* Speaks to somebody and not of oneself: "You were asked, and you went." */
static bool is_remark(const struct dt_lexicon *lexicon, struct dt_str text)
{
    return text.len <= REMARK &&
           dt_phrase_within(lexicon, DT_PHRASE_ADDRESS, text) &&
           !dt_phrase_within(lexicon, DT_PHRASE_SELF, text);
}

/*
 * An interview without labels: what stands between its questions. These are
 * headings; or else paragraphs that end in a question mark, or that address
 * the other where no answer is due.
 */
static int draft_answers(struct transcript *t)
{
    const struct dt_article *article = t->in->article;
    bool headed = false, due = false;
    int rc = DT_OK;

    for (size_t i = 0; i < article->block_count; i++)
        headed = headed || article->blocks[i].kind == DT_BLOCK_HEADING;
    t->turn = main_speaker(t);
    t->turn.rule = "answer";
    if (t->turn.confidence > UNMARKED && !headed)
        t->turn.confidence = UNMARKED;
    for (size_t i = 0; i < t->end && rc == DT_OK; i++) {
        const struct dt_block *block = &article->blocks[i];
        struct dt_span span = dt_paragraph_body(article, block);
        struct dt_str text = dt_paragraph_text(article, span);
        bool asks = text.len > 0 && text.ptr[text.len - 1] == '?';
        bool question = headed ? block->kind == DT_BLOCK_HEADING
                               : asks || (t->open && !due &&
                                          is_remark(t->cast.lexicon, text));

        t->open = t->open || question;
        due = question;
        if (is_spoken(block) && !question)
            rc = add_paragraph(t, i, span);
    }
    return rc;
}

int dt_transcript_draft(const struct dt_statement_input *in,
                        const struct dt_lexicon *lexicon, struct dt_drafts *out,
                        struct dt_err *err)
{
    struct transcript t = {.in = in, .out = out, .err = err};
    bool turns = false;
    int rc;

    dt_cast_init(&t.cast, lexicon);
    rc = read_labels(&t, &turns);
    if (rc == DT_OK && turns)
        rc = draft_turns(&t);
    else if (rc == DT_OK && in->meta->kind == DT_KIND_INTERVIEW)
        rc = draft_answers(&t);
    else if (rc == DT_OK)
        rc = draft_speech(&t);
    dt_cast_release(&t.cast);
    free(t.labels);
    return rc;
}
