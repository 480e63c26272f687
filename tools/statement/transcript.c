/* The statements of transcripts and interviews: turns (draft.h). */
#include <string.h>

#include "article/form.h"
#include "article/stamp.h"
#include "statement/cast.h"
#include "statement/draft.h"
#include "statement/office.h"
#include "statement/paragraph.h"
#include "statement/phrases.h"
#include "statement/turns.h"

/* Confidence of a turn. */
enum {
    SURE = 980,
    BY_ROLE = 900,
    UNKNOWN = 850,
    UNNAMED = 600,
    UNMARKED = 650
};

enum { REMARK = 240 /* bytes */ };

enum { LEAD = 2000, FOLDED = 64 * 1024 }; /* bytes of a description */

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
    struct dt_turns turns;
    struct dt_cast cast;
    struct role roles[MOST_ROLES];
    size_t role_count;
    struct dt_draft turn; /* who speaks now */
    bool open;            /* anybody does */
};

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

/* The one known person whom a text names, its name; NULL: none or several. */
static const struct dt_person *only_person(const struct dt_people *people,
                                           struct dt_str text,
                                           struct dt_str *name)
{
    const struct dt_person *only = NULL;
    size_t len;

    for (size_t i = 0; i < text.len; i++) {
        const struct dt_person *person = i == 0 || text.ptr[i - 1] == ' '
                                             ? dt_people_match(people, text, i,
                                                               &len)
                                             : NULL;

        if (!person)
            continue;
        if (only && only != person)
            return NULL;
        only = person;
        *name = (struct dt_str){text.ptr + i, len};
        i += len - 1;
    }
    return only;
}

/* Who answers: the main speaker, or whom the title says was interviewed. */
static struct dt_draft interviewee(const struct transcript *t)
{
    struct dt_draft draft = main_speaker(t);
    struct dt_str title = DT_STR(t->in->meta->title ? t->in->meta->title : "");
    struct dt_str name = {NULL, 0};
    size_t at = 0;

    draft.rule = "answer";
    if (draft.person || draft.name.len > 0 || !t->in->people)
        return draft;
    while (at < title.len) {
        struct dt_str rest = {title.ptr + at, title.len - at};
        const char *space = memchr(rest.ptr, ' ', rest.len);

        if (dt_phrase_begins(t->cast.lexicon, DT_PHRASE_INTERVIEWING, rest)) {
            draft.person = only_person(t->in->people, rest, &name);
            break;
        }
        at = space ? (size_t)(space + 1 - title.ptr) : title.len;
    }
    if (draft.person) {
        draft.name = name;
        draft.confidence = BY_ROLE;
    }
    return draft;
}

/* Who was labelled with the role before, if that was one person alone. */
static const struct dt_person *by_role(const struct transcript *t,
                                       struct dt_str word)
{
    const struct dt_person *found = NULL;

    word = dt_office_bare(word, t->cast.lexicon);
    for (size_t i = 0; i < t->role_count; i++) {
        if (!dt_str_alike(t->roles[i].word, word))
            continue;
        if (found != NULL && found != t->roles[i].person)
            return NULL;
        found = t->roles[i].person;
    }
    return found;
}

/* Who holds the office that a label names: on the day of the event. */
static const struct dt_person *by_office(const struct transcript *t,
                                         struct dt_str office)
{
    const struct dt_meta *meta = t->in->meta;

    return dt_office_holder(t->in->people, t->cast.lexicon, office,
                            meta->event.date ? meta->event.date
                                             : meta->published);
}

/* Mr Okafor: the name behind titles, which tell the pronouns. */
static struct dt_str cut_titles(const struct dt_lexicon *lexicon,
                                struct dt_str name, enum dt_pronouns *pronouns)
{
    for (;;) {
        const char *space = memchr(name.ptr, ' ', name.len);
        struct dt_str word = {name.ptr, space ? (size_t)(space - name.ptr) : 0};
        uint64_t classes;

        if (word.len > 1 && word.ptr[word.len - 1] == '.')
            word.len--;
        classes = dt_lexicon_find(lexicon, word);
        if (word.len == 0 || !(classes & DT_WORD_TITLE))
            return name;
        if (classes & (DT_WORD_MALE | DT_WORD_FEMALE))
            *pronouns = classes & DT_WORD_MALE ? DT_PRONOUNS_HE
                                               : DT_PRONOUNS_SHE;
        name.len -= (size_t)(space + 1 - name.ptr);
        name.ptr = space + 1;
    }
}

static int begin_turn(struct transcript *t, const struct dt_label *label)
{
    enum dt_pronouns pronouns = DT_PRONOUNS_UNKNOWN;
    struct dt_str name;
    uint32_t entity;
    int rc;

    t->open = label->kind != DT_LABEL_QUESTION;
    if (label->kind == DT_LABEL_ANSWER) {
        t->turn = interviewee(t);
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
        if (label->role.len > 0 && t->role_count < MOST_ROLES &&
            by_role(t, label->role) != label->person)
            t->roles[t->role_count++] = (struct role){
                dt_office_bare(label->role, t->cast.lexicon), label->person};
        return dt_cast_person(&t->cast, label->person, label->name, &entity,
                              t->err);
    }
    t->turn.person = by_role(t, label->whole);
    if (t->turn.person == NULL)
        t->turn.person = by_office(t, label->whole);
    if (t->turn.person == NULL && label->kind == DT_LABEL_LIKELY &&
        !label->office) {
        name = cut_titles(t->cast.lexicon, label->name, &pronouns);
        rc = dt_cast_name(&t->cast, name, pronouns, true, &entity, t->err);
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

/* Behind a time stamp that can be nothing else: "9:30 is late" is said. */
static struct dt_span cut_stamp(struct dt_str text, struct dt_span span)
{
    struct dt_str rest = {text.ptr + span.start, span.end - span.start};
    size_t len = dt_stamp_begins(rest), colons = 0;

    for (size_t i = 0; i < len; i++)
        colons += rest.ptr[i] == ':';
    if (colons > 1 || len == rest.len)
        span.start += (uint32_t)len;
    while (span.start < span.end && text.ptr[span.start] == ' ')
        span.start++;
    return span;
}

/*
 * The next time stamp or direction, "(Applause)", from offset at on, and its
 * length; or the text's length and 0.
 */
static size_t find_gap(const struct dt_lexicon *lexicon, struct dt_str text,
                       size_t at, size_t *len)
{
    for (; at < text.len; at++) {
        struct dt_str rest = {text.ptr + at, text.len - at};

        if (rest.ptr[0] != '(' && rest.ptr[0] != '[')
            continue;
        *len = dt_stamp_begins(rest);
        if (*len == 0 &&
            dt_phrase_begins(lexicon, DT_PHRASE_DIRECTION,
                             (struct dt_str){rest.ptr + 1, rest.len - 1}))
            *len = dt_paragraph_bracketed(rest);
        if (*len > 0)
            return at;
    }
    *len = 0;
    return text.len;
}

static int add_paragraph(struct transcript *t, size_t block,
                         struct dt_span span)
{
    struct dt_str text;
    int rc = DT_OK;

    span = cut_stamp(t->in->article->text, span);
    text = dt_paragraph_text(t->in->article, span);
    if (!t->open || text.len == 0 || dt_paragraph_is_direction(text) ||
        dt_stamp_is_clock(text))
        return DT_OK;
    t->turn.block = block;
    t->turn.span_count = 0;
    for (size_t at = 0, len; at < text.len && rc == DT_OK; at += len) {
        size_t end = find_gap(t->cast.lexicon, text, at, &len);
        struct dt_str part =
            dt_str_trim((struct dt_str){text.ptr + at, end - at});
        uint32_t start = (uint32_t)(part.ptr - t->in->article->text.ptr);
        struct dt_span said = {start, start + (uint32_t)part.len};

        at = end;
        if (part.len == 0)
            continue;
        rc = t->turn.span_count++ == 0
                 ? dt_drafts_add(t->out, t->turn, said, t->err)
                 : dt_drafts_extend(t->out, &t->out->items[t->out->count - 1],
                                    said, t->err);
    }
    return rc;
}

/* Of captions: what a dash says another says, whom nothing names. */
static bool is_anothers(const struct dt_article *article,
                        const struct dt_block *block)
{
    return block->kind == DT_BLOCK_ITEM &&
           dt_form_is_captions(article->media_type);
}

static int draft_turns(struct transcript *t)
{
    const struct dt_article *article = t->in->article;
    int rc = DT_OK;

    for (size_t i = 0; i < t->turns.end && rc == DT_OK; i++) {
        const struct dt_block *block = &article->blocks[i];
        struct dt_span span = dt_paragraph_body(article, block);

        if (t->turns.labels[i].kind != DT_LABEL_NONE) {
            rc = begin_turn(t, &t->turns.labels[i]);
            span.start = t->turns.labels[i].rest;
        } else if (!dt_paragraph_is_spoken(block) ||
                   dt_paragraph_is_heading(dt_paragraph_text(article, span))) {
            continue;
        } else if (dt_turns_is_record(t->cast.lexicon,
                                      dt_paragraph_text(article, span)) ||
                   is_anothers(article, block)) {
            t->open = false;
        }
        if (rc == DT_OK)
            rc = add_paragraph(t, i, span);
    }
    return rc;
}

static bool names_speaker(const struct dt_statement_input *in,
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
    return named;
}

static bool introduces(const struct dt_lexicon *lexicon, struct dt_str text)
{
    struct dt_str start = {text.ptr, text.len < 2000 ? text.len : 2000};

    return dt_phrase_within(lexicon, DT_PHRASE_INTRODUCTION, start);
}

/* "Amira Voss … spoke at the reopening": about the speaker, not by her. */
static bool is_introduction(const struct dt_lexicon *lexicon,
                            const struct dt_statement_input *in,
                            const struct dt_draft *speaker, struct dt_str text)
{
    return names_speaker(in, speaker, text) && introduces(lexicon, text);
}

/* Whether text has the words of the page's description. */
static int is_description(const struct dt_statement_input *in,
                          struct dt_str text, bool *same, struct dt_err *err)
{
    const struct dt_str description = DT_STR(in->meta->description);
    struct dt_buf a = DT_BUF_INIT(FOLDED), b = DT_BUF_INIT(FOLDED);
    int rc = dt_article_fold(description, &a, err);

    if (rc == DT_OK)
        rc = dt_article_fold(text, &b, err);
    if (rc == DT_OK)
        rc = dt_buf_check(&a, "the fold of a description", err);
    if (rc == DT_OK)
        rc = dt_buf_check(&b, "the fold of a paragraph", err);
    *same = rc == DT_OK && a.len > 0 &&
            dt_str_eq(dt_buf_str(&a), dt_buf_str(&b));
    dt_buf_release(&a);
    dt_buf_release(&b);
    return rc;
}

/*
 * Over a speech, what its page says of it in the third person: the description,
 * which names the speaker or tells that somebody speaks. Of many pages the
 * description is only how the speech begins.
 */
static int is_lead(const struct transcript *t, const struct dt_draft *speaker,
                   struct dt_str text, bool *lead)
{
    const struct dt_lexicon *lexicon = t->cast.lexicon;

    *lead = false;
    if (t->in->meta->description == NULL || text.len > LEAD ||
        strlen(t->in->meta->description) > LEAD ||
        dt_phrase_within(lexicon, DT_PHRASE_SELF, text) ||
        dt_phrase_within(lexicon, DT_PHRASE_ADDRESS, text) ||
        !(names_speaker(t->in, speaker, text) || introduces(lexicon, text)))
        return DT_OK;
    return is_description(t->in, text, lead, t->err);
}

static int draft_speech(struct transcript *t)
{
    const struct dt_article *article = t->in->article;
    struct dt_draft speaker = main_speaker(t);
    size_t seen = 0;
    bool lead = false;
    int rc = DT_OK;

    t->turn = speaker;
    t->open = true;
    for (size_t i = 0; i < t->turns.end && rc == DT_OK; i++) {
        const struct dt_block *block = &article->blocks[i];
        struct dt_span span = dt_paragraph_body(article, block);

        if (!dt_paragraph_is_spoken(block) || is_anothers(article, block))
            continue;
        if (seen == 0 && t->out->count == 0) {
            rc = is_lead(t, &speaker, dt_paragraph_text(article, span), &lead);
            if (lead || rc < 0)
                continue;
        }
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

/* How the questions of an interview without labels are told. */
enum asking {
    ASKING_HEADED, /* they are the headings */
    ASKING_MARKED, /* … or all that is bold or italic, whatever ends it */
    ASKING_MARKS   /* by their question marks alone */
};

static bool ends_asking(const struct dt_article *article, size_t i)
{
    struct dt_str text = dt_paragraph_text(
        article, dt_paragraph_body(article, &article->blocks[i]));

    return text.len > 0 && text.ptr[text.len - 1] == '?';
}

/*
 * Paragraphs that are marked between others that are not are the questions,
 * where one asks; or where nothing else does.
 */
static enum asking asking_of(const struct dt_article *article)
{
    size_t between = 0, asked = 0, plain = 0, headings = 0;

    for (size_t i = 0; i < article->block_count; i++) {
        const struct dt_block *block = &article->blocks[i];

        headings += block->kind == DT_BLOCK_HEADING;
        between += block->marked && i + 1 < article->block_count &&
                   !block[1].marked;
        asked += block->marked && ends_asking(article, i);
        plain += !block->marked && ends_asking(article, i);
    }
    if (between > 0 && asked > 0)
        return ASKING_MARKED;
    if (headings > 0)
        return ASKING_HEADED;
    return between > 0 && plain == 0 ? ASKING_MARKED : ASKING_MARKS;
}

/* Whether a paragraph asks: no remark does before the first that does. */
static bool is_question(const struct transcript *t, size_t i,
                        enum asking asking)
{
    const struct dt_block *block = &t->in->article->blocks[i];

    if (asking == ASKING_HEADED)
        return block->kind == DT_BLOCK_HEADING;
    return (asking == ASKING_MARKED && block->marked) ||
           ends_asking(t->in->article, i);
}

/* The first block of an interview that is a turn; all of them for none. */
static size_t first_turn(const struct transcript *t)
{
    enum asking asking = asking_of(t->in->article);

    for (size_t i = 0; i < t->turns.end; i++)
        if (t->turns.any ? t->turns.labels[i].kind != DT_LABEL_NONE
                         : is_question(t, i, asking))
            return i;
    return t->turns.any ? t->turns.end : t->in->article->block_count;
}

/*
 * An interview without labels: what stands between its questions. These are
 * headings; or else paragraphs that end in a question mark, and those that are
 * marked as such or that address the other where no answer is due.
 */
static int draft_answers(struct transcript *t)
{
    const struct dt_article *article = t->in->article;
    enum asking asking = asking_of(article);
    bool due = false;
    int rc = DT_OK;

    t->turn = interviewee(t);
    if (t->turn.confidence > UNMARKED && asking != ASKING_HEADED)
        t->turn.confidence = UNMARKED;
    for (size_t i = 0; i < t->turns.end && rc == DT_OK; i++) {
        const struct dt_block *block = &article->blocks[i];
        struct dt_span span = dt_paragraph_body(article, block);
        struct dt_str text = dt_paragraph_text(article, span);
        bool question = is_question(t, i, asking) ||
                        (asking == ASKING_MARKS && t->open && !due &&
                         is_remark(t->cast.lexicon, text));

        t->open = t->open || question;
        due = question;
        if (dt_paragraph_is_spoken(block) && !question)
            rc = add_paragraph(t, i, span);
    }
    return rc;
}

int dt_transcript_draft(const struct dt_statement_input *in,
                        const struct dt_lexicon *lexicon, struct dt_drafts *out,
                        struct dt_err *err)
{
    struct transcript t = {.in = in, .out = out, .err = err};
    int rc;

    dt_cast_init(&t.cast, lexicon);
    rc = dt_turns_read(in, lexicon, main_speaker(&t).name, &t.turns, err);
    if (rc == DT_OK && in->meta->kind == DT_KIND_INTERVIEW)
        rc = dt_report_draft_before(in, lexicon, first_turn(&t), out, err);
    if (rc == DT_OK && t.turns.any)
        rc = draft_turns(&t);
    else if (rc == DT_OK && in->meta->kind == DT_KIND_INTERVIEW)
        rc = draft_answers(&t);
    else if (rc == DT_OK)
        rc = draft_speech(&t);
    dt_cast_release(&t.cast);
    dt_turns_release(&t.turns);
    return rc;
}
