/*
 * The event that an article tells of itself: its name, date and place
 * (finish.h).
 */
#include "article/date.h"
#include "article/finish.h"
#include "article/rules.h"

enum { TOP_BLOCKS = 4, EVENT_LONGEST = 160, EVENT_REACH = 400, OPENING = 80 };

/* End of the folded word that byte at of the text belongs to, as text. */
static size_t word_start(struct dt_str text, size_t at)
{
    while (at < text.len && text.ptr[at] != ' ')
        at++;
    return at < text.len ? at + 1 : at;
}

/*
 * "NAME today (11 June)", "NAME on 1 March 2016", "NAME, on 3 October 2017":
 * an event is what has a name and, right behind it, a date.
 */
static bool read_event(struct dt_str text, struct dt_str *name,
                       struct dt_date *date)
{
    static const char *const ends[] = {" today (", " yesterday (", ", on ",
                                       " on ", " ("};
    size_t end;

    if (!dt_date_find(text, 0, date) || date->part == DT_DATE_MONTH ||
        date->start > EVENT_LONGEST)
        return false;
    end = date->start;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct dt_str before = {text.ptr, end}, mark = DT_STR(ends[i]);

        if (dt_str_ends(before, mark) && before.len > mark.len) {
            *name = (struct dt_str){text.ptr, end - mark.len};
            return !memchr(name->ptr, '.', name->len);
        }
    }
    return false;
}

/* The whole words at the start of text that a rule can be found in. */
static struct dt_str opening(struct dt_str text)
{
    size_t len = OPENING;

    if (text.len <= OPENING)
        return text;
    while (len && text.ptr[len] != ' ')
        len--;
    return (struct dt_str){text.ptr, len};
}

static int take_event(struct dt_draft *draft, struct dt_str text,
                      struct dt_err *err)
{
    struct dt_event *event = &draft->meta->event;
    struct dt_date any;

    if (!dt_date_find(text, 0, &any))
        return DT_OK; /* without a date there is no event: the quick way out */
    for (size_t at = 0; at < text.len; at = word_start(text, at)) {
        struct dt_str rest = {text.ptr + at, text.len - at}, fold, name;
        struct dt_date date;
        size_t rule, words = 1, from = 0;

        if (!dt_draft_may_start(DT_RULES_EVENT_STARTS, rest))
            continue;
        if (rest.len > EVENT_REACH)
            rest.len = EVENT_REACH;
        while (rest.len &&
               ((unsigned char)rest.ptr[rest.len - 1] & 0xC0) == 0x80)
            rest.len--; /* not in the middle of a character */
        if (rest.len && (unsigned char)rest.ptr[rest.len - 1] >= 0xC0)
            rest.len--;
        fold = dt_draft_fold(draft, opening(rest));
        rule = dt_rules_starts(DT_RULES_EVENT_STARTS, fold);
        if (!rule)
            continue;
        for (size_t i = 0; i < rule; i++)
            words += fold.ptr[i] == ' ';
        while (words--)
            from = word_start(rest, from);
        rest.ptr += from;
        rest.len -= from;
        if (dt_str_starts(rest, DT_STR("the ")))
            rest = (struct dt_str){rest.ptr + 4, rest.len - 4};
        if (!read_event(rest, &name, &date))
            continue;
        event->name = dt_draft_line(draft, name, err);
        event->date = dt_draft_line(draft, DT_STR(date.edtf), err);
        return event->name && event->date ? DT_OK : (int)err->code;
    }
    return DT_OK;
}

int dt_finish_event(struct dt_draft *draft, struct dt_err *err)
{
    size_t seen = 0;
    int rc = DT_OK;

    /* What stands over a text was set aside, but says where it was spoken. */
    for (size_t i = 0; i < draft->count && seen < TOP_BLOCKS && rc == DT_OK &&
                       !draft->meta->event.name && !draft->meta->event.date;
         i++) {
        const struct dt_draft_block *b = &draft->blocks[i];

        seen += !b->gone;
        if (b->text.len < 4096)
            rc = take_event(draft, b->text, err);
    }
    return rc;
}
