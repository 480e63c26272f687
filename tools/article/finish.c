#include "article/finish.h"

#include "adapt/unicode.h"
#include "article/line.h"
#include "article/names.h"
#include "article/rules.h"
#include "article/stamp.h"
#include "base/utf8.h"

enum {
    CLUTTER_LONGEST = 240, /* bytes of a line that its first words condemn */
    LABEL_LONGEST = 60,    /* bytes before its colon */
    CONTACT_LONGEST = 120, /* of a line with an address */
    HEADING_LONGEST = 90,
    LONE_NAME = 40, /* bytes of a name in a paragraph of its own */
    TOP_BLOCKS = 6, /* in which a byline or a date may stand */
    END_BLOCKS = 5  /* in which an author, or a first publisher, may */
};

/* "Related: …", or "Related" and no more. */
static bool has_label(struct dt_draft *draft, const struct dt_draft_block *b)
{
    struct dt_str label = b->text;
    size_t wide;

    if (dt_rulebook_has(draft->rules, DT_RULES_CLUTTER_LABELS, b->fold))
        return true;
    label.len = label.len < LABEL_LONGEST ? label.len : LABEL_LONGEST;
    wide = dt_str_find(label, DT_STR("："), 0);
    label.len = dt_str_find(label, DT_STR(":"), 0);
    label.len = wide < label.len ? wide : label.len;
    return label.len != SIZE_MAX &&
           dt_rulebook_has(draft->rules, DT_RULES_CLUTTER_LABELS,
                           dt_draft_fold(draft, label));
}

/* "© 2015 The Gazette": the sign says it, which no fold holds. */
static bool is_copyright(struct dt_str text)
{
    return dt_str_starts(text, DT_STR("©")) ||
           dt_str_starts(text, DT_STR("(c) ")) ||
           dt_str_starts(text, DT_STR("Copyright ©"));
}

/* A corpus's own rules may be whole paragraphs; ours are short lines. */
static bool is_clutter(struct dt_draft *draft, const struct dt_draft_block *b)
{
    const bool shortish = b->text.len <= CLUTTER_LONGEST;

    return ((shortish || draft->rules) &&
            dt_rulebook_has(draft->rules, DT_RULES_CLUTTER_LINES, b->fold)) ||
           dt_rulebook_starts(draft->rules, DT_RULES_NOTICE_STARTS, b->fold) ||
           (shortish &&
            (dt_rulebook_starts(draft->rules, DT_RULES_CLUTTER_STARTS,
                                b->fold) ||
             has_label(draft, b) || (draft->page && is_copyright(b->text))));
}

static void drop_clutter(struct dt_draft *draft)
{
    for (size_t i = 0; i < draft->count; i++) {
        struct dt_draft_block *b = &draft->blocks[i];

        if (!b->gone && !b->firm && b->kind != DT_BLOCK_PULL_QUOTE &&
            is_clutter(draft, b))
            b->gone = true;
    }
}

/* Bytes of fold that a rule of the list covers from at on, and a space. */
static size_t skip_rule(enum dt_rules list, struct dt_str fold, size_t at)
{
    size_t len = dt_rules_starts(list,
                                 (struct dt_str){fold.ptr + at, fold.len - at});

    return len && at + len < fold.len ? at + len + 1 : at;
}

/* Where the name begins in "this story first appeared in our sister paper
 * The Tide"; 0 in any other line. */
static size_t first_publisher(struct dt_str fold)
{
    size_t verb = skip_rule(DT_RULES_SYNDICATED_TEXTS, fold, 0);
    size_t name = skip_rule(DT_RULES_SYNDICATED, fold, verb);

    return name > verb ? skip_rule(DT_RULES_SYNDICATED_KIN, fold, name) : 0;
}

/* The name of the first publisher, as printed, from the line that tells it. */
static int take_syndication(struct dt_draft *draft, struct dt_err *err)
{
    for (size_t i = 0; i < draft->count; i++) {
        struct dt_draft_block *b = &draft->blocks[i];
        size_t words = 0, at;
        struct dt_str name;
        int rc;

        if (b->gone || b->text.len > CLUTTER_LONGEST)
            continue;
        at = first_publisher(b->fold);
        if (!at)
            continue;
        for (; at < b->fold.len; at++)
            words += b->fold.ptr[at] == ' ';
        /* That many words and one, from the end of the line as printed. */
        name = b->text;
        while (name.len && strchr(".)] ", name.ptr[name.len - 1]))
            name.len--;
        for (at = name.len; at > 0; at--)
            if (name.ptr[at - 1] == ' ' && words-- == 0)
                break;
        name.ptr += at;
        name.len -= at;
        b->gone = true;
        rc = dt_claim_add(
            draft, DT_FIELD_SYNDICATED, name,
            (struct dt_claim_place){"first publication line", b->line}, err);
        if (rc < 0)
            return rc;
    }
    return DT_OK;
}

/* "(Reuters)" in a line of its own, over the body or under it. */
static int take_agency(struct dt_draft *draft, struct dt_err *err)
{
    size_t last = draft->count;

    for (size_t seen = 0; seen < END_BLOCKS && last > 0; last--)
        seen += !draft->blocks[last - 1].gone;
    for (size_t i = 0, seen = 0; i < draft->count; i++) {
        struct dt_draft_block *b = &draft->blocks[i];
        struct dt_str name;
        int rc;

        if (b->gone)
            continue;
        if (seen++ >= TOP_BLOCKS && i < last)
            continue;
        name = dt_line_agencies(draft, b->text);
        if (!name.ptr)
            continue;
        b->gone = true;
        rc = dt_claim_add(draft, DT_FIELD_SYNDICATED, name,
                          (struct dt_claim_place){"agency line", b->line}, err);
        if (rc < 0)
            return rc;
    }
    return DT_OK;
}

/* "By X, health reporter" and "Published: 5 January 2018" over the body. */
static int take_top(struct dt_draft *draft, struct dt_err *err)
{
    size_t seen = 0;

    for (size_t i = 0; i < draft->count && seen < TOP_BLOCKS; i++) {
        struct dt_draft_block *b = &draft->blocks[i];

        if (b->gone)
            continue;
        seen++;
        draft->line = b->line;
        if (b->text.len > CLUTTER_LONGEST || b->kind == DT_BLOCK_ITEM)
            continue;
        if (draft->meta->title && draft->page &&
            dt_str_eq(b->fold,
                      dt_draft_fold(draft, DT_STR(draft->meta->title)))) {
            b->gone = true;
        } else if (b->firm) {
            continue;
        } else if (b->text.len <= 120 &&
                   dt_rules_starts(DT_RULES_BYLINE_STARTS, b->fold) &&
                   !dt_str_ends(b->text, DT_STR("."))) {
            int rc = DT_OK;

            if (draft->meta->byline_count == 0)
                rc = dt_names_add(draft, b->text, true, err);
            if (rc < 0)
                return rc;
            b->gone = dt_line_date(draft, b->text, err) ||
                      dt_names_is_byline(draft, b->text);
        } else if (dt_line_date(draft, b->text, err) ||
                   (!draft->page && dt_draft_is_alone(draft, i) &&
                    dt_line_place_date(draft, b->text, err))) {
            b->gone = true;
        }
    }
    return DT_OK;
}

/*
 * "Rob Webster is chief executive of …": bytes of the name that a line about
 * its author begins with, or 0.
 */
static size_t author_name(struct dt_draft *draft, struct dt_str text)
{
    static const char *const verbs[] = {" is ", " was ", " are "};

    if (text.len > CLUTTER_LONGEST)
        return 0;
    for (size_t v = 0; v < 3; v++) {
        size_t at = dt_str_find(text, DT_STR(verbs[v]), 0), end;
        struct dt_str rest, fold;

        if (at == SIZE_MAX ||
            !dt_names_is_person(draft, (struct dt_str){text.ptr, at}))
            continue;
        end = at + strlen(verbs[v]);
        rest = (struct dt_str){text.ptr + end, text.len - end};
        if (dt_str_starts(rest, DT_STR("a ")))
            rest = (struct dt_str){rest.ptr + 2, rest.len - 2};
        else if (dt_str_starts(rest, DT_STR("an ")))
            rest = (struct dt_str){rest.ptr + 3, rest.len - 3};
        else if (dt_str_starts(rest, DT_STR("the ")))
            rest = (struct dt_str){rest.ptr + 4, rest.len - 4};
        fold = dt_draft_fold(draft, rest);
        for (size_t words = 0; fold.len && words < 4; words++) {
            size_t n = 0;

            if (dt_rules_starts(DT_RULES_JOB_WORDS, fold))
                return at;
            while (n < fold.len && fold.ptr[n] != ' ')
                n++;
            n += n < fold.len;
            fold.ptr += n;
            fold.len -= n;
        }
    }
    return 0;
}

static bool has_address(struct dt_str text)
{
    size_t at = dt_str_find(text, DT_STR("@"), 0);

    return at != SIZE_MAX && at > 0 && text.ptr[at - 1] > ' ' &&
           text.ptr[at - 1] != '(' &&
           dt_str_find(text, DT_STR("."), at) != SIZE_MAX &&
           at + 1 < text.len && text.ptr[at + 1] > ' ';
}

/* A line that says where to write to. */
static bool is_contact(const struct dt_draft_block *b)
{
    return b->text.len <= CONTACT_LONGEST && has_address(b->text) &&
           !dt_line_is_sentence(b->text);
}

/* Whether addresses are what the article tells: more than an author has. */
static bool lists_contacts(const struct dt_draft *draft)
{
    size_t count = 0;

    for (size_t i = 0; i < draft->count && count <= END_BLOCKS; i++)
        count += !draft->blocks[i].gone && is_contact(&draft->blocks[i]);
    return count > END_BLOCKS;
}

/* "Last updated: 4 March 2021". */
static bool is_dated(struct dt_draft *draft, const struct dt_draft_block *b,
                     struct dt_err *err)
{
    if (b->text.len > CONTACT_LONGEST ||
        (!dt_rules_starts(DT_RULES_CHANGE_STARTS, b->fold) &&
         !dt_rules_starts(DT_RULES_DATE_STARTS, b->fold)))
        return false;
    draft->line = b->line;
    return dt_line_date(draft, b->text, err);
}

/*
 * Last lines of a page that say how to reach who wrote it, or when it was
 * changed.
 */
static void drop_last_lines(struct dt_draft *draft, struct dt_err *err)
{
    bool listed = lists_contacts(draft);
    size_t seen = 0;

    for (size_t i = draft->count; i-- > 0 && seen < END_BLOCKS;) {
        struct dt_draft_block *b = &draft->blocks[i];

        if (b->gone)
            continue;
        seen++;
        if (!b->firm && b->kind == DT_BLOCK_PARAGRAPH &&
            dt_draft_before(draft, i) < draft->count &&
            ((!listed && is_contact(b)) || is_dated(draft, b, err)))
            b->gone = true;
    }
}

/* Who wrote it, where that is said at the end. */
static int take_author(struct dt_draft *draft, struct dt_err *err)
{
    size_t seen = 0;

    for (size_t i = draft->count; i-- > 0 && seen < END_BLOCKS;) {
        struct dt_draft_block *b = &draft->blocks[i];
        size_t name;

        if (b->gone)
            continue;
        seen++;
        name = author_name(draft, b->text);
        if (!name)
            continue;
        b->kind = DT_BLOCK_NOTE;
        draft->line = b->line;
        if (draft->meta->byline_count == 0)
            return dt_names_add(draft, (struct dt_str){b->text.ptr, name}, true,
                                err);
        return DT_OK;
    }
    return DT_OK;
}

/* A letter's signature: a name in the first of the last lines. */
static int take_signature(struct dt_draft *draft, struct dt_err *err)
{
    size_t last = dt_draft_before(draft, draft->count), first = last;

    if (last >= draft->count || !draft->blocks[last].joined)
        return DT_OK;
    while (first > 0 && draft->blocks[first].joined)
        first--;
    for (size_t i = first; i <= last; i++)
        if (dt_line_is_sentence(draft->blocks[i].text))
            return DT_OK;
    if (!dt_names_is_person(draft, draft->blocks[first].text))
        return DT_OK;
    for (size_t i = first; i <= last; i++)
        draft->blocks[i].gone = true;
    if (draft->meta->byline_count)
        return DT_OK;
    draft->line = draft->blocks[first].line;
    return dt_names_add(draft, draft->blocks[first].text, true, err);
}

/* Whether the byline has this name already. */
static bool is_in_byline(struct dt_draft *draft, const struct dt_draft_block *b)
{
    for (size_t i = 0; i < draft->meta->byline_count; i++)
        if (dt_str_eq(b->fold,
                      dt_draft_fold(draft, DT_STR(draft->meta->byline[i]))))
            return true;
    return false;
}

/*
 * A name alone in the last paragraph of a page signs it: again, or where the
 * byline names nobody; or but the site, if the line is not one of its labels.
 */
static int take_lone_name(struct dt_draft *draft, size_t i, struct dt_err *err)
{
    size_t before = dt_draft_before(draft, i);
    struct dt_draft_block *b;
    struct dt_names names;
    int rc;

    if (i >= draft->count || before >= draft->count)
        return DT_OK;
    b = &draft->blocks[i];
    if (b->kind != DT_BLOCK_PARAGRAPH || b->text.len > LONE_NAME ||
        !dt_line_is_sentence(draft->blocks[before].text))
        return DT_OK;
    dt_names_find(draft, b->text, DT_NAMES_STRICT, &names);
    if (names.count != 1 || names.items[0].len != b->text.len)
        return DT_OK;
    b->gone = is_in_byline(draft, b);
    if (b->gone || (draft->meta->byline_count &&
                    (!draft->impersonal || dt_line_is_capitals(b->text))))
        return DT_OK;
    draft->line = b->line;
    rc = dt_names_claim(draft, b->text, DT_NAMES_STRICT,
                        (struct dt_claim_place){"signature", b->line}, err);
    if (rc == DT_OK && draft->impersonal)
        rc = dt_claim_prefer(draft, DT_FIELD_BYLINE, "signature", err);
    b->gone = rc == DT_OK && is_in_byline(draft, b);
    return rc;
}

/*
 * In plain text: a short line without a stop, between two paragraphs. With a
 * time stamp it names who speaks next.
 */
static void mark_headings(struct dt_draft *draft)
{
    for (size_t i = 0; i < draft->count; i++) {
        struct dt_draft_block *b = &draft->blocks[i];
        size_t zero = 0;
        uint32_t c;

        if (b->gone || b->kind != DT_BLOCK_PARAGRAPH || b->joined ||
            b->text.len > HEADING_LONGEST || dt_line_is_sentence(b->text) ||
            dt_stamp_begins(b->text) > 0 ||
            dt_stamp_ends(b->text) < b->text.len ||
            (i + 1 < draft->count && draft->blocks[i + 1].joined))
            continue;
        c = dt_utf8_next(b->text, &zero);
        if (dt_unicode_is_upper(c) || dt_unicode_is_digit(c))
            b->kind = DT_BLOCK_HEADING;
    }
}

/* They have lost what stood under them; but for those of a list of texts. */
static void drop_last_headings(struct dt_draft *draft)
{
    size_t last = dt_draft_before(draft, draft->count);

    while (last < draft->count &&
           draft->blocks[last].kind == DT_BLOCK_HEADING &&
           !draft->blocks[last].firm &&
           dt_draft_before(draft, last) < draft->count) {
        draft->blocks[last].gone = true;
        last = dt_draft_before(draft, last);
    }
}

/* An editor's note on the text is part of it, but nobody's words. */
static int mark_notes(struct dt_draft *draft, struct dt_err *err)
{
    int rc = DT_OK;

    for (size_t i = 0; i < draft->count && rc == DT_OK; i++) {
        struct dt_draft_block *b = &draft->blocks[i];
        bool correction = dt_line_is_correction(b->text, b->fold);

        if (b->gone ||
            (b->kind != DT_BLOCK_PARAGRAPH && b->kind != DT_BLOCK_NOTE))
            continue;
        if (correction || dt_rules_starts(DT_RULES_NOTE_STARTS, b->fold))
            b->kind = DT_BLOCK_NOTE;
        if (correction)
            rc = dt_claim_add(draft, DT_FIELD_CORRECTION, b->text,
                              (struct dt_claim_place){"note", b->line}, err);
    }
    return rc;
}

int dt_finish(struct dt_draft *draft, struct dt_err *err)
{
    int rc;

    drop_clutter(draft);
    dt_finish_tail(draft);
    rc = dt_finish_speech(draft, err);
    if (rc == DT_OK)
        rc = take_syndication(draft, err);
    if (rc == DT_OK)
        rc = take_agency(draft, err);
    if (rc == DT_OK)
        rc = take_top(draft, err);
    if (rc == DT_OK)
        rc = dt_finish_repeats(draft, err);
    if (rc == DT_OK && !draft->page)
        rc = take_signature(draft, err);
    if (rc == DT_OK)
        rc = take_author(draft, err);
    if (rc == DT_OK && draft->page)
        rc = take_lone_name(draft, dt_draft_before(draft, draft->count), err);
    if (draft->page)
        drop_last_lines(draft, err);
    if (rc == DT_OK)
        rc = dt_finish_pull_quotes(draft, err);
    if (rc < 0)
        return rc;
    if (!draft->page)
        mark_headings(draft);
    drop_last_headings(draft);
    rc = mark_notes(draft, err);
    if (rc == DT_OK)
        rc = dt_finish_event(draft, err);
    dt_finish_kind(draft);
    return rc;
}
