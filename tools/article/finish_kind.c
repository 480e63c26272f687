/* Which kind of article it is: transcript, report, opinion (finish.h). */
#include "article/claim.h"
#include "article/finish.h"
#include "article/line.h"
#include "article/names.h"
#include "article/rule_table.h"
#include "article/stamp.h"
#include "article/turn.h"

enum {
    LABEL_LONGEST = 100, /* bytes before a turn's colon */
    ROLE_WORDS = 6,      /* before the name in it */
    EXCHANGES = 2        /* of an interview, at least */
};

/* What the lines of an article show of its form. */
struct form {
    size_t turns, questions, paragraphs, quoted;
    size_t exchanges;    /* what is bold and, behind it, what is not */
    size_t asked;        /* paragraphs from the first label of a question on */
    struct dt_str first; /* the name of the first turn */
    size_t again;        /* turns of that name */
    bool answered, release;
};

/* Where a quotation that opens at at ends, or the text's end. */
static size_t skip_quotation(struct dt_str text, size_t at)
{
    static const char *const marks[][2] = {
        {"“", "”"}, {"\"", "\""}, {"‘", "’ "}, {"«", "»"}};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct dt_str open = DT_STR(marks[i][0]);
        struct dt_str rest = {text.ptr + at, text.len - at};
        size_t end;

        if (!dt_str_starts(rest, open))
            continue;
        end = dt_str_find(text, DT_STR(marks[i][1]), at + open.len);
        return end == SIZE_MAX ? text.len : end + strlen(marks[i][1]);
    }
    return at;
}

/* The bytes with which a quotation mark may begin, and a quotation be skipped. */
static const char may_open[] = "\"\xE2\xC2";

/*
 * Words outside quotation marks: those of the first person, and the reporting
 * verbs that it does not stand beside.
 */
struct words {
    size_t all, own, reporting;
};

static void count_words(struct dt_draft *draft, const struct dt_draft_block *b,
                        struct words *words)
{
    const struct dt_rule_table *rules = dt_rules_table();
    struct dt_str text = b->text, fold = b->fold;
    bool before = false;
    size_t at = 0;

    dt_buf_reset(&draft->scratch);
    if (dt_str_starts(text, DT_STR("‘")))
        at = dt_str_find(text, DT_STR("’ "), 0);
    while (at < text.len) {
        size_t start = at, end;

        at = dt_str_until(text, may_open, at);
        dt_buf_add(&draft->scratch, text.ptr + start, at - start);
        if (at == text.len)
            break;
        end = skip_quotation(text, at);
        if (end == at)
            dt_buf_addc(&draft->scratch, text.ptr[end++]);
        at = end;
    }
    if (draft->scratch.len < text.len)
        fold = dt_draft_fold(draft, dt_buf_str(&draft->scratch));
    while (fold.len) {
        const struct dt_rule *rule;
        uint32_t hash = DT_RULE_HASH;
        uint64_t lists;
        size_t n = 0;
        bool own;

        while (n < fold.len && fold.ptr[n] != ' ')
            hash = dt_rule_hash(hash, fold.ptr[n++]);
        rule = dt_rule_table_any(rules, (struct dt_str){fold.ptr, n}, hash);
        lists = rule ? rule->sets : 0;
        own = lists >> DT_RULES_PRONOUNS & 1;
        words->all++;
        words->own += own;
        words->reporting += !before && (lists >> DT_RULES_REPORTING & 1);
        before = own;
        n += n < fold.len;
        fold.ptr += n;
        fold.len -= n;
    }
}

/* A narrator's "we" and "us" are few beside what others are said to say. */
static bool is_narrated(const struct words *words)
{
    return words->reporting * 2 > words->own;
}

/* Whether much of a text is said in the first person. */
static bool is_personal(const struct words *words)
{
    return words->own * 60 >= words->all;
}

/* The length of the word with which a folded line is called an opinion, or 0. */
static size_t opinion_word(struct dt_str fold)
{
    static const char *const sections[] = {
        "opinion", "comment", "commentary", "editorial",   "letters",
        "blog",    "meinung", "kommentar",  "leserbriefe", "tribune"};

    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (dt_str_starts(fold, DT_STR(sections[i])))
            return strlen(sections[i]);
    return 0;
}

/* "Opinion", "Comment | Letters": the page says whose views these are. */
static bool is_called_opinion(struct dt_draft *draft)
{
    const char *section = dt_claim_chosen(draft->meta, DT_FIELD_SECTION);

    return section && opinion_word(dt_draft_fold(draft, DT_STR(section))) > 0;
}

/* "Opinion: the wall must go" */
static bool is_titled_opinion(struct dt_draft *draft)
{
    const char *title = dt_claim_chosen(draft->meta, DT_FIELD_TITLE);
    const char *end = title ? strpbrk(title, ":|") : NULL;
    struct dt_str label;

    if (!end)
        return false;
    label = dt_draft_fold(
        draft, dt_str_trim((struct dt_str){title, (size_t)(end - title)}));
    return label.len > 0 && opinion_word(label) == label.len;
}

static void count_all(struct dt_draft *draft, struct words *words)
{
    for (size_t i = 0; i < draft->count; i++) {
        const struct dt_draft_block *b = &draft->blocks[i];

        if (!b->gone && b->kind == DT_BLOCK_PARAGRAPH)
            count_words(draft, b, words);
    }
}

/*
 * "Ann Cole: our wall", and no byline of somebody else: she speaks, where the
 * text says I or we, or its introduction names her. "Harbour Calverley: a new
 * wall" is what it is about.
 */
static bool is_of_speaker(struct dt_draft *draft)
{
    const struct dt_meta *m = draft->meta;
    struct words words = {0, 0, 0};

    for (size_t i = 0; i < m->byline_count; i++)
        if (strcmp(m->byline[i], m->speaker_name) != 0)
            return false;
    count_all(draft, &words);
    return words.own > 0 ||
           (m->description && strstr(m->description, m->speaker_name));
}

/*
 * Of a text in the first person: somebody's views, or what a reporter tells.
 * Views of nobody who is named would be nobody's statements, and those of a
 * thread not all the first one's.
 */
static enum dt_kind kind_by_words(struct dt_draft *draft)
{
    struct words words = {0, 0, 0};

    if (draft->thread)
        return DT_KIND_UNKNOWN;
    count_all(draft, &words);
    if (!is_personal(&words))
        return DT_KIND_UNKNOWN;
    if (is_called_opinion(draft))
        return DT_KIND_OPINION;
    if (is_narrated(&words))
        return DT_KIND_REPORT;
    return draft->attributed || draft->meta->byline_count ||
                   draft->meta->speaker_name
               ? DT_KIND_OPINION
               : DT_KIND_UNKNOWN;
}

static bool has_quotation(struct dt_str text)
{
    for (size_t at = 0; (at = dt_str_until(text, may_open, at)) < text.len;
         at++) {
        struct dt_str rest = {text.ptr + at, text.len - at};

        if (rest.ptr[0] == '"' || dt_str_starts(rest, DT_STR("“")) ||
            dt_str_starts(rest, DT_STR("‘")))
            return true;
    }
    return false;
}

/* Whether a line begins with one of the labels and a colon or a full stop. */
static bool has_label(struct dt_str text, const char *const *labels)
{
    for (; *labels; labels++) {
        size_t len = strlen(*labels);

        if (!dt_str_starts(text, DT_STR(*labels)))
            continue;
        while (len < text.len && text.ptr[len] >= '0' && text.ptr[len] <= '9')
            len++;
        if (len + 1 < text.len && text.ptr[len + 1] == ' ' &&
            (text.ptr[len] == ':' || (text.ptr[len] == '.' && len == 1)))
            return true;
    }
    return false;
}

static bool is_asked(struct dt_str text)
{
    static const char *const labels[] = {"Q", "Question", "F", "Frage", NULL};

    return has_label(text, labels);
}

static bool is_answered(struct dt_str text)
{
    static const char *const labels[] = {"A", "Answer",  "Antwort",
                                         "R", "Réponse", NULL};

    return has_label(text, labels);
}

/* Whether what stands before a colon, and rest behind it, are a turn. */
static bool is_label(struct dt_draft *draft, struct dt_str name,
                     struct dt_str rest)
{
    if (dt_names_is_person(draft, name))
        return true;
    if (name.len == 0 || !dt_line_is_sentence(dt_str_trim(rest)))
        return false;
    if (dt_turn_is_office(dt_draft_fold(draft, name)))
        return true;
    /* "Harbour master Ben Hale" */
    if (name.ptr[0] < 'A' || name.ptr[0] > 'Z')
        return false;
    for (size_t words = 0; words < ROLE_WORDS; words++) {
        size_t space = dt_str_until(name, " ", 0);

        name = dt_str_trim((struct dt_str){name.ptr + space, name.len - space});
        if (dt_names_is_person(draft, name))
            return true;
    }
    return false;
}

/*
 * The name that begins a line before a colon or a stop, or that is the line
 * beside a time stamp: a turn's. What ends it in brackets is no part of it. Or
 * empty.
 */
static struct dt_str turn_name(struct dt_draft *draft, struct dt_str text)
{
    const struct dt_str none = {NULL, 0};
    size_t stamp = dt_stamp_begins(text), colon, bracket;
    struct dt_str name, rest;

    text = dt_str_trim((struct dt_str){text.ptr + stamp, text.len - stamp});
    name = (struct dt_str){text.ptr, dt_turn_stopped(text)};
    if (name.len > 0)
        return name;
    colon = dt_str_until(text, ":", 0);
    while (colon + 1 < text.len && text.ptr[colon + 1] != ' ')
        colon = dt_str_until(text, ":", colon + 1);
    if (colon > LABEL_LONGEST)
        return none;
    name = (struct dt_str){text.ptr, colon};
    rest = (struct dt_str){text.ptr + colon, text.len - colon};
    name.len = dt_stamp_ends(name);
    if (colon == text.len && stamp == 0 && name.len == colon)
        return none;
    bracket = dt_str_until(name, "([", 0);
    if (bracket > 0 && bracket < name.len)
        name.len = bracket;
    name = dt_str_trim(name);
    return is_label(draft, name, rest) ? name : none;
}

static void note_turn(struct form *form, struct dt_str name)
{
    if (name.len == 0)
        return;
    form->turns++;
    if (form->first.len == 0)
        form->first = name;
    form->again += dt_str_eq(form->first, name);
}

static void look(struct dt_draft *draft, struct form *form)
{
    bool marked = false;

    for (size_t i = 0; i < draft->count; i++) {
        const struct dt_draft_block *b = &draft->blocks[i];

        if (dt_rules_starts(DT_RULES_RELEASE_STARTS, b->fold) &&
            b->text.len < 120)
            form->release = true;
        if (b->gone)
            continue;
        if (b->kind != DT_BLOCK_PARAGRAPH)
            continue;
        if (dt_stamp_begins(b->text) == b->text.len)
            continue;
        form->paragraphs++;
        form->exchanges += marked && !b->marked;
        marked = b->marked;
        form->quoted += has_quotation(b->text);
        note_turn(form, turn_name(draft, b->text));
        form->questions += is_asked(b->text) ||
                           dt_str_ends(b->text, DT_STR("?"));
        form->asked += form->asked || is_asked(b->text);
        form->answered |= form->asked && is_answered(b->text);
    }
}

/*
 * Whether what may be a speech is one: a line says so, or it says I and we and
 * has no author but who speaks.
 */
static bool is_speech(struct dt_draft *draft, const struct form *form)
{
    const struct dt_meta *m = draft->meta;
    struct words words = {0, 0, 0};

    if (draft->speech == DT_SPEECH_UNKNOWN ||
        form->quoted * 2 > form->paragraphs)
        return false;
    if (draft->speech == DT_SPEECH_SAID)
        return true;
    if (m->byline_count > 0 &&
        (!m->speaker_name || strcmp(m->byline[0], m->speaker_name) != 0))
        return false;
    count_all(draft, &words);
    return is_personal(&words) && !is_narrated(&words) &&
           form->quoted * 4 < form->paragraphs;
}

/* “Interview with Ann Cole” */
static bool is_titled_interview(struct dt_draft *draft)
{
    static const char *const words[] = {
        "interview with", "in conversation with", "interview mit",
        "gespräch mit",   "entretien avec",       "interview avec",
        "interview de",   "entrevista a",         "entrevista con",
        "entrevista com", "intervista a",         "intervista con",
        "interview met"};
    const char *title = dt_claim_chosen(draft->meta, DT_FIELD_TITLE);
    const struct dt_str fold = dt_draft_fold(draft, DT_STR(title ? title : ""));

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t at = dt_str_find(fold, DT_STR(words[i]), 0);

        if (at != SIZE_MAX && (at == 0 || fold.ptr[at - 1] == ' ') &&
            at + strlen(words[i]) < fold.len &&
            fold.ptr[at + strlen(words[i])] == ' ')
            return true;
    }
    return false;
}

/* Whether what is bold asks between plain answers, and its title says so. */
static bool is_interview(struct dt_draft *draft, const struct form *form)
{
    return form->exchanges >= EXCHANGES && form->questions > 0 &&
           form->exchanges * 4 >= form->paragraphs &&
           is_titled_interview(draft);
}

void dt_finish_kind(struct dt_draft *draft)
{
    struct dt_meta *m = draft->meta;
    struct form form = {0};

    if (m->speaker_name && draft->speech != DT_SPEECH_SAID &&
        !is_of_speaker(draft))
        m->speaker_name = NULL;
    if (m->kind == DT_KIND_UNKNOWN && m->byline_count > 0 && !draft->thread &&
        is_titled_opinion(draft))
        m->kind = DT_KIND_OPINION;
    if (m->kind != DT_KIND_UNKNOWN)
        return;
    look(draft, &form);
    if (form.paragraphs == 0)
        return;
    if ((form.questions >= 4 && form.questions * 4 >= form.paragraphs) ||
        (form.answered && form.asked * 2 >= form.paragraphs) ||
        is_interview(draft, &form))
        m->kind = DT_KIND_INTERVIEW;
    else if (form.turns >= 3 && form.turns * 3 >= form.paragraphs)
        m->kind = DT_KIND_TRANSCRIPT;
    else if (is_speech(draft, &form))
        m->kind = DT_KIND_TRANSCRIPT;
    else if (form.again >= 3)
        m->kind = DT_KIND_INTERVIEW; /* whose answers have many paragraphs */
    else if (form.release)
        m->kind = DT_KIND_RELEASE;
    else if (m->speaker_name && form.quoted * 4 < form.paragraphs)
        m->kind = DT_KIND_TRANSCRIPT;
    else if (form.quoted * 2 <= form.paragraphs)
        m->kind = kind_by_words(draft);
    if (m->kind == DT_KIND_UNKNOWN && form.quoted * 3 >= form.paragraphs)
        m->kind = DT_KIND_REPORT;
}
