#include "article/speech.h"

#include "article/claim.h"
#include "article/finish.h"
#include "article/names.h"
#include "article/rules.h"

enum {
    TOP_BLOCKS = 4,
    END_BLOCKS = 2,
    NOTE_LONGEST = 160, /* bytes of a line that says that it was spoken */
    LINE_LONGEST = 400, /* of one that says who spoke, where and when */
    JOB_LEAST = 5,      /* bytes of a job that a longer word ends in */
    LETTERS = 4         /* of "MP" behind a name */
};

static struct dt_str behind(struct dt_str s, size_t at)
{
    return (struct dt_str){s.ptr + at, s.len - at};
}

/* Text behind so many of its words. */
static struct dt_str skip_words(struct dt_str text, size_t count)
{
    while (count-- > 0 && text.len) {
        size_t end = dt_str_until(text, " ", 0);

        text = dt_str_trim(behind(text, end));
    }
    return text;
}

/* Text behind the rule of the list that it begins with, or all of it. */
static struct dt_str skip_rule(struct dt_draft *draft, enum dt_rules set,
                               struct dt_str text)
{
    struct dt_str fold = dt_draft_fold(draft, text);
    size_t len = dt_rules_starts(set, fold), words = len > 0;

    for (size_t i = 0; i < len; i++)
        words += fold.ptr[i] == ' ';
    return skip_words(text, words);
}

/* Without letters behind a name: MP, CBE. */
static struct dt_str without_letters(struct dt_str name)
{
    for (;;) {
        size_t at = name.len;

        while (at > 0 && name.ptr[at - 1] >= 'A' && name.ptr[at - 1] <= 'Z')
            at--;
        if (at == 0 || name.ptr[at - 1] != ' ' || name.len - at < 2 ||
            name.len - at > LETTERS)
            return name;
        name = dt_str_trim((struct dt_str){name.ptr, at});
    }
}

/* A word that ends as a job does: "Hafenministerin". */
static bool ends_as_job(struct dt_draft *draft, struct dt_str word)
{
    struct dt_str fold = dt_draft_fold(draft, word);

    for (size_t i = 1; i + JOB_LEAST <= fold.len; i++)
        if (dt_rules_has(DT_RULES_JOB_WORDS,
                         (struct dt_str){fold.ptr + i, fold.len - i}))
            return true;
    return false;
}

static bool is_person(struct dt_draft *draft, struct dt_str name)
{
    return dt_names_is_person(draft, name) &&
           !dt_rulebook_holds(NULL, DT_RULES_ORGANISATION_WORDS,
                              dt_draft_fold(draft, name));
}

/* A part of a line as a person's name, or an empty one. */
static struct dt_str person_in(struct dt_draft *draft, struct dt_str part)
{
    part = skip_rule(draft, DT_RULES_TURN_TITLES, dt_str_trim(part));
    part = without_letters(part);
    while (part.len) {
        struct dt_str rest = skip_rule(draft, DT_RULES_JOB_WORDS, part);

        if (rest.len == part.len &&
            ends_as_job(draft,
                        (struct dt_str){part.ptr, dt_str_until(part, " ", 0)}))
            rest = skip_words(part, 1);
        if (rest.len == part.len)
            break;
        part = rest;
    }
    return is_person(draft, part) ? part : (struct dt_str){NULL, 0};
}

/* Where the first part of a line ends: at a comma, "and", or its end. */
static size_t part_end(struct dt_str text)
{
    size_t comma = dt_str_until(text, ",;(", 0);
    size_t joint = dt_str_find(text, DT_STR(" and "), 0);

    return joint < comma ? joint : comma;
}

/* "Voss, Amira": *name is Amira Voss. */
static bool read_inverted(struct dt_draft *draft, struct dt_str text,
                          const char **name, struct dt_err *err)
{
    size_t comma = dt_str_until(text, ",", 0);
    struct dt_buf whole = DT_BUF_INIT(LINE_LONGEST);
    bool is = false;

    if (comma < text.len && text.len < LINE_LONGEST &&
        dt_str_until(text, ",", comma + 1) == text.len) {
        dt_buf_addstr(&whole, dt_str_trim(behind(text, comma + 1)));
        dt_buf_addc(&whole, ' ');
        dt_buf_addstr(&whole, dt_str_trim((struct dt_str){text.ptr, comma}));
        is = whole.len > 0 && dt_names_is_person(draft, dt_buf_str(&whole));
        if (is)
            *name = dt_draft_line(draft, dt_buf_str(&whole), err);
    }
    dt_buf_release(&whole);
    return is;
}

const char *dt_speech_person(struct dt_draft *draft, struct dt_str text,
                             struct dt_err *err)
{
    const char *name = NULL;
    struct dt_str rest = text;

    while (rest.len) {
        size_t end = part_end(rest);
        struct dt_str person = person_in(draft, (struct dt_str){rest.ptr, end});

        if (person.len) {
            name = dt_draft_line(draft, person, err);
            draft->failed |= name == NULL;
            return name;
        }
        end += end < rest.len && rest.ptr[end] == ' ' ? strlen(" and ")
                                                      : end < rest.len;
        rest = behind(rest, end);
    }
    if (read_inverted(draft, text, &name, err))
        draft->failed |= name == NULL;
    return name;
}

/* Without commas and spaces at its end. */
static struct dt_str without_comma(struct dt_str s)
{
    s = dt_str_trim(s);
    while (s.len && (s.ptr[s.len - 1] == ',' || s.ptr[s.len - 1] == ' '))
        s.len--;
    return s;
}

/*
 * "…, at the Harbour Conference, Customs Hall, Wendmouth, 4 May 2021": the name
 * of the event, where it was, and when.
 */
static int take_occasion(struct dt_draft *draft, struct dt_str line,
                         struct dt_err *err)
{
    struct dt_event *event = &draft->meta->event;
    size_t at = dt_str_find(line, DT_STR(" at the "), 0), comma;
    struct dt_str name;
    struct dt_date date;

    if (event->date || event->name || !dt_date_find(line, 0, &date) ||
        date.part != DT_DATE_FULL)
        return DT_OK;
    event->date = dt_draft_line(draft, DT_STR(date.edtf), err);
    if (!event->date)
        return err->code;
    if (at == SIZE_MAX || at > date.start)
        return DT_OK;
    at += strlen(" at the ");
    name = without_comma((struct dt_str){line.ptr + at, date.start - at});
    if (dt_str_ends(name, DT_STR(" on")))
        name.len -= strlen(" on");
    comma = dt_str_until(name, ",", 0);
    if (comma < name.len) {
        event->place =
            dt_draft_line(draft, without_comma(behind(name, comma + 1)), err);
        if (!event->place)
            return err->code;
    }
    event->name = dt_draft_line(
        draft, without_comma((struct dt_str){name.ptr, comma}), err);
    return event->name ? DT_OK : (int)err->code;
}

/* Where the name of who spoke ends: "Amira Voss at the harbour". */
static struct dt_str name_of(struct dt_str text)
{
    size_t end = dt_str_until(text, ",;:(", 0), at = 0;

    text.len = end;
    while (at < text.len) {
        size_t space = dt_str_until(text, " ", at);
        unsigned char c = (unsigned char)text.ptr[at];

        if (c >= 'a' && c <= 'z')
            break;
        at = space + 1;
    }
    return dt_str_trim(
        (struct dt_str){text.ptr, at < text.len ? at : text.len});
}

/* "Speech by Amira Voss, …": whether text is such a line; who spoke is taken. */
static bool take_speaker(struct dt_draft *draft, struct dt_str text,
                         struct dt_err *err)
{
    struct dt_str rest = skip_rule(draft, DT_RULES_SPEECH_STARTS, text), name;

    if (rest.len == text.len)
        return false;
    name = name_of(rest);
    if (name.len == 0)
        return false;
    if (!draft->meta->speaker_name)
        draft->meta->speaker_name = dt_speech_person(draft, name, err);
    return true;
}

static int read_line(struct dt_draft *draft, struct dt_draft_block *b,
                     struct dt_err *err)
{
    struct dt_date date;

    if (b->text.len <= NOTE_LONGEST &&
        dt_rules_starts(DT_RULES_DELIVERY_LINES, b->fold)) {
        b->gone = true;
        draft->speech = DT_SPEECH_SAID;
        return DT_OK;
    }
    if (b->text.len > LINE_LONGEST ||
        !dt_rules_starts(DT_RULES_SPEECH_STARTS, b->fold) ||
        !dt_date_find(b->text, 0, &date) || date.part != DT_DATE_FULL ||
        !take_speaker(draft, b->text, err))
        return DT_OK;
    b->gone = true;
    draft->speech = DT_SPEECH_SAID;
    if (!draft->meta->description &&
        dt_claim_add(draft, DT_FIELD_DESCRIPTION, b->text,
                     (struct dt_claim_place){"speech line", b->line}, err) < 0)
        return err->code;
    return take_occasion(draft, b->text, err);
}

int dt_finish_speech(struct dt_draft *draft, struct dt_err *err)
{
    const char *title = draft->meta->title;
    size_t seen = 0, last = draft->count;
    int rc = DT_OK;

    for (size_t n = 0; n < END_BLOCKS && last > 0; last--)
        n += !draft->blocks[last - 1].gone;
    for (size_t i = 0; i < draft->count && rc == DT_OK; i++) {
        if (draft->blocks[i].gone)
            continue;
        if (seen++ < TOP_BLOCKS || i >= last)
            rc = read_line(draft, &draft->blocks[i], err);
    }
    if (rc == DT_OK && title && draft->speech < DT_SPEECH_SAID) {
        if (dt_rulebook_holds(NULL, DT_RULES_SPEECH_TITLES,
                              dt_draft_fold(draft, DT_STR(title))))
            draft->speech = DT_SPEECH_LIKELY;
    }
    if (rc == DT_OK && title && draft->speech != DT_SPEECH_UNKNOWN)
        (void)take_speaker(draft, DT_STR(title), err);
    return rc;
}
