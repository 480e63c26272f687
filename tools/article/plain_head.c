/* What stands over the body of a plain text, into the metadata (plain.h). */
#include "article/date.h"
#include "article/line.h"
#include "article/names.h"
#include "article/plain.h"
#include "article/rules.h"

enum {
    HEAD_BLOCKS = 40,    /* a body begins before this block, or has no head */
    PROSE = 80,          /* bytes of a paragraph that can only be body */
    TITLE_LONGEST = 160, /* bytes; what is longer is a standfirst */
    TITLE_SHORT = 90,    /* of one over paragraphs that are short, too */
    SHORT_BLOCKS = 4,    /* that such a head has at most */
    INTRO_BLOCKS = 3,
    PLACE_LONGEST = 60, /* bytes of a place in a line of its own */
    PLACE_WORDS = 6
};

static bool is_prose(struct dt_draft *draft, const struct dt_draft_block *b)
{
    return b->kind != DT_BLOCK_ITEM && b->text.len >= PROSE &&
           dt_line_is_sentence(b->text) &&
           !dt_rules_starts(DT_RULES_PREAMBLE, b->fold) &&
           (b->text.len > 2 * PROSE || !dt_names_label(draft, b->text) ||
            dt_line_is_sentence(b->text));
}

/* "Sir," or "Dear Commissioner,": the first words of a letter. */
static bool is_salutation(const struct dt_draft_block *b)
{
    return b->text.len < 60 && dt_str_ends(b->text, DT_STR(",")) &&
           (dt_str_starts(b->fold, DT_STR("dear ")) ||
            dt_str_is(b->fold, "sir") || dt_str_is(b->fold, "madam") ||
            dt_str_is(b->fold, "sirs"));
}

/* "Q. How long?" is a turn. */
static bool is_lettered(struct dt_str text)
{
    return text.len > 3 && text.ptr[0] >= 'A' && text.ptr[0] <= 'Z' &&
           (text.ptr[1] == '.' || text.ptr[1] == ':') && text.ptr[2] == ' ';
}

static bool can_be_title(const struct dt_draft *draft, size_t i)
{
    const struct dt_draft_block *b = &draft->blocks[i];

    return b->kind != DT_BLOCK_ITEM && b->text.len <= TITLE_LONGEST &&
           dt_draft_is_alone(draft, i) && !is_lettered(b->text) &&
           (!dt_line_is_sentence(b->text) ||
            !dt_str_ends(b->text, DT_STR(".")));
}

/* The first line of several at the top, none of which tells what it is. */
static bool is_stack_title(const struct dt_draft *draft, size_t i)
{
    const struct dt_draft_block *b = &draft->blocks[i];

    return b->kind == DT_BLOCK_PARAGRAPH && !b->joined &&
           b->text.len <= TITLE_LONGEST && !dt_line_is_sentence(b->text) &&
           !dt_str_ends(b->text, DT_STR(":")) &&
           !dt_str_ends(b->text, DT_STR(",")) &&
           !dt_rules_starts(DT_RULES_PREAMBLE, b->fold) &&
           !dt_line_is_capitals(b->text);
}

/* Lines one under another that were set aside: the first is the title. */
static bool is_untold_stack(struct dt_draft *draft, size_t body)
{
    struct dt_date date;

    return body >= 2 && draft->blocks[1].joined && is_stack_title(draft, 0) &&
           !dt_names_is_byline(draft, draft->blocks[0].text) &&
           !dt_date_find(draft->blocks[0].text, 0, &date);
}

/*
 * "Linden Town Hall, 12 March 2024" under the title: what has that title, and
 * is no release, took place there and then.
 */
static int take_occasion(struct dt_draft *draft, struct dt_str title,
                         struct dt_str line, struct dt_err *err)
{
    struct dt_event *event = &draft->meta->event;
    struct dt_str place;
    struct dt_date date;

    if (line.len > TITLE_LONGEST || !dt_date_find(line, 0, &date) ||
        date.end != line.len || date.part != DT_DATE_FULL ||
        draft->meta->kind == DT_KIND_RELEASE)
        return DT_OK;
    place = (struct dt_str){line.ptr, date.start};
    if (!dt_str_ends(place, DT_STR(", ")) || event->name)
        return DT_OK;
    place.len -= 2;
    event->name = dt_draft_line(draft, title, err);
    event->place = dt_draft_line(draft, place, err);
    event->date = dt_draft_line(draft, DT_STR(date.edtf), err);
    return event->name && event->place && event->date ? DT_OK : (int)err->code;
}

/* "Harbour Trust | Meetings | 2021": where on a site a page stood. */
static bool is_trail(struct dt_str line)
{
    static const char *const joints[] = {" | ", " > ", " › ", " » ", " / "};

    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (dt_str_find(line, DT_STR(joints[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* A few words with capitals: "Customs Hall, Wendmouth". */
static bool is_place(struct dt_str line)
{
    size_t words = 0, capitals = 0;

    for (size_t at = 0; at < line.len; at = dt_str_until(line, " ", at) + 1) {
        unsigned char c = (unsigned char)line.ptr[at];

        words++;
        capitals += (c >= 'A' && c <= 'Z') || c >= 0x80;
        if (c >= '0' && c <= '9')
            return false;
    }
    return line.len <= PLACE_LONGEST && capitals * 2 > words &&
           dt_str_until(line, ":;", 0) == line.len && words <= PLACE_WORDS;
}

/*
 * The lines under a title, one under another: with a day, where it was that day
 * what has that title; a description; what is neither stays.
 */
static int take_stack(struct dt_draft *draft, size_t told, struct dt_err *err)
{
    struct dt_event *event = &draft->meta->event;
    struct dt_date day = {.part = DT_DATE_DAY_MONTH}, date;
    int rc = DT_OK;

    for (size_t i = 1; i < told; i++)
        if (dt_line_is_date(draft, draft->blocks[i].text) &&
            dt_date_find(draft->blocks[i].text, 0, &date) &&
            date.part == DT_DATE_FULL)
            day = date;
    for (size_t i = 1; i < told && rc == DT_OK; i++) {
        struct dt_draft_block *b = &draft->blocks[i];

        if (b->kind != DT_BLOCK_PARAGRAPH || dt_draft_is_alone(draft, i) ||
            dt_date_find(b->text, 0, &date) ||
            dt_names_is_byline(draft, b->text) ||
            dt_rules_starts(DT_RULES_PREAMBLE, b->fold) ||
            dt_line_is_capitals(b->text) || is_trail(b->text))
            continue;
        if (day.part == DT_DATE_FULL && !event->name && is_place(b->text)) {
            event->name = dt_draft_line(draft, draft->blocks[0].text, err);
            event->place = dt_draft_line(draft, b->text, err);
            event->date = dt_draft_line(draft, DT_STR(day.edtf), err);
            rc = event->name && event->place && event->date ? DT_OK
                                                            : (int)err->code;
        } else if (!draft->meta->description) {
            rc = dt_claim_add(draft, DT_FIELD_DESCRIPTION, b->text,
                              (struct dt_claim_place){"head", b->line}, err);
        } else {
            b->firm = true;
        }
    }
    return rc;
}

static int take_title(struct dt_draft *draft, size_t i, struct dt_err *err)
{
    struct dt_meta *m = draft->meta;
    struct dt_str title = draft->blocks[i].text;
    struct dt_claim_place place = {"title line", draft->blocks[i].line};
    size_t label = dt_names_label(draft, title);
    int rc = dt_claim_add(draft, DT_FIELD_TITLE, title, place, err);

    if (rc < 0)
        return rc;
    if (label) {
        m->speaker_name = dt_draft_line(draft,
                                        (struct dt_str){title.ptr, label}, err);
        if (!m->speaker_name)
            return err->code;
    }
    return DT_OK;
}

/*
 * Whether a line over the body is part of its head; a date and a byline are
 * taken.
 */
static bool is_head(struct dt_draft *draft, size_t i, struct dt_err *err)
{
    const struct dt_draft_block *b = &draft->blocks[i];

    draft->line = b->line;
    if (dt_line_release(draft, b->text, err) ||
        dt_line_date(draft, b->text, err))
        return true;
    if (dt_names_is_byline(draft, b->text)) {
        if (draft->meta->byline_count == 0)
            draft->failed |= dt_names_add(draft, b->text, true, err) < 0;
        return true;
    }
    return b->kind == DT_BLOCK_ITEM || !dt_draft_is_alone(draft, i) ||
           dt_rules_has(DT_RULES_PREAMBLE, b->fold) ||
           dt_rules_starts(DT_RULES_PREAMBLE, b->fold) ||
           dt_line_is_capitals(b->text);
}

/*
 * An introduction is set off from the body by more than the body's paragraphs
 * from one another; it describes, and is not among what was said.
 */
static size_t skip_introduction(struct dt_draft *draft, size_t body,
                                struct dt_err *err)
{
    for (size_t i = body + 1; i < draft->count && i <= body + INTRO_BLOCKS;
         i++) {
        if (!draft->blocks[i].apart)
            continue;
        (void)dt_claim_add(
            draft, DT_FIELD_DESCRIPTION, draft->blocks[body].text,
            (struct dt_claim_place){"introduction", draft->blocks[body].line},
            err);
        return i;
    }
    return body;
}

/* A first line that is long, yet no sentence: an editor's, over the text. */
static bool is_standfirst(const struct dt_draft *draft, size_t prose)
{
    const struct dt_draft_block *b = &draft->blocks[0];

    return prose == 1 && b->kind == DT_BLOCK_PARAGRAPH &&
           b->text.len > TITLE_LONGEST && !dt_line_is_sentence(b->text) &&
           dt_draft_is_alone(draft, 0);
}

/*
 * Blocks over a text all of whose paragraphs are short: a short line or two
 * before its first sentence. 0 when it begins with that, or with a turn.
 */
static size_t short_head(struct dt_draft *draft)
{
    const struct dt_draft_block *b = draft->blocks;

    if (draft->count == 0 || b[0].text.len > TITLE_SHORT ||
        !is_stack_title(draft, 0) || dt_names_label(draft, b[0].text))
        return 0;
    for (size_t i = 1; i < draft->count && i <= SHORT_BLOCKS; i++)
        if (dt_line_is_sentence(b[i].text))
            return b[i].joined || b[i].kind != DT_BLOCK_PARAGRAPH ? 0 : i;
        else if (!b[i].joined)
            return 0;
    return 0;
}

int dt_plain_head(struct dt_draft *draft, struct dt_err *err)
{
    size_t prose = 0, body = 0, told = 0, title = SIZE_MAX;
    bool details = false;
    int rc = DT_OK;

    while (prose < draft->count && prose < HEAD_BLOCKS &&
           !is_prose(draft, &draft->blocks[prose]) &&
           !is_salutation(&draft->blocks[prose]))
        prose++;
    if (prose == draft->count)
        prose = short_head(draft);
    if (prose == 0 || prose == HEAD_BLOCKS)
        return DT_OK;
    if (is_standfirst(draft, prose)) {
        draft->blocks[0].gone = true;
        return dt_claim_add(
            draft, DT_FIELD_DESCRIPTION, draft->blocks[0].text,
            (struct dt_claim_place){"standfirst", draft->blocks[0].line}, err);
    }
    for (size_t i = 0; i < prose; i++) {
        if (is_head(draft, i, err)) {
            details |= i > 0;
            body = told = i + 1;
        } else if (dt_draft_is_alone(draft, i) &&
                   dt_line_place_date(draft, draft->blocks[i].text, err)) {
            details |= i > 0;
            body = i + 1; /* where it was written, not where it was said */
        } else if (can_be_title(draft, i) && (title == SIZE_MAX)) {
            title = i;
            body = told = i + 1;
        }
    }
    if (title == SIZE_MAX && is_untold_stack(draft, body))
        title = 0;
    if (title != SIZE_MAX)
        rc = take_title(draft, title, err);
    for (size_t i = title + 1; rc == DT_OK && title == 0 && i < told; i++)
        rc = take_occasion(draft, draft->blocks[0].text, draft->blocks[i].text,
                           err);
    if (rc == DT_OK && title == 0 && !is_salutation(&draft->blocks[prose]))
        rc = take_stack(draft, told, err);
    if (rc == DT_OK && details)
        body = skip_introduction(draft, body, err);
    for (size_t i = 0; i < body; i++)
        draft->blocks[i].gone = !draft->blocks[i].firm;
    return rc;
}
