/* When a page was published and changed (page_reader.h). */
#include "article/page_reader.h"
#include "article/rules.h"
#include "base/edtf.h"

enum {
    LINE_LONGEST = 160, /* bytes of a line that may hold a date */
    SHORT_LINE = 60,    /* of one that may hold it between other words */
    DATELINE = 40,      /* before the date of a dateline */
    UNDER_HEADING = 16, /* nodes from it, within which a byline's is its */
    DAY = 10,           /* bytes of a day */
    TIMED = 19,         /* and of one with its time */
    WEST = 8,           /* hours that most zones are behind the universal one */
    EAST = 9            /* and before it */
};

/* How far a visible date is from being the article's, least first. */
enum rank {
    RANK_MARKED,   /* said to be the date of publication */
    RANK_LABELLED, /* "Published on 5 March 2014" */
    RANK_ALONE,    /* a line of nothing else */
    RANK_TIME,     /* a time element */
    RANK_NAMED,    /* class words say date */
    RANK_BYLINE,   /* in a byline or a short line */
    RANK_MONTH,    /* a month, labelled or alone */
    RANK_NONE
};

struct candidate {
    enum rank rank;
    enum rank read; /* of what its date was read from, which may be better */
    uint32_t distance;
    struct dt_date date;
    bool changed;
};

/* The date that an element has in an attribute for machines. */
static bool attribute_date(const struct dt_html_node *n, struct dt_date *out)
{
    static const char *const names[] = {
        "datetime",       "content",   "data-datetime",  "data-date",
        "data-timestamp", "data-time", "data-published", "title"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct dt_str value = dt_html_attribute(n, names[i]);

        if (value.len >= 6 && dt_date_parse(value, DT_DATE_NO_ORDER, out))
            return true;
    }
    return false;
}

/* Whether a date has a time of the zone that machines keep. */
static bool is_universal(const char *edtf)
{
    struct dt_str s = DT_STR(edtf);

    return s.len > TIMED &&
           (s.ptr[s.len - 1] == 'Z' || dt_str_ends(s, DT_STR("+00:00")));
}

/*
 * Whether a day that readers see is that of a time which a machine gave, where
 * the page was published: it was yet yesterday there, or tomorrow already.
 */
static bool is_local_day(const char *universal, const char *day)
{
    int64_t first, last, seen;
    int hour = (universal[11] - '0') * 10 + universal[12] - '0';

    if (strlen(day) < DAY ||
        !dt_edtf_days((struct dt_str){universal, DAY}, &first, &last) ||
        !dt_edtf_days((struct dt_str){day, DAY}, &seen, &last))
        return false;
    return (seen == first - 1 && hour < WEST) ||
           (seen == first + 1 && hour >= 24 - EAST);
}

/* The rank of a date that stands in a line; changed when that is said. */
static enum rank rank_of_line(struct dt_page_reader *r, struct dt_str line,
                              const struct dt_date *date, bool *changed)
{
    struct dt_str fold = dt_draft_fold(r->draft, line);

    *changed = dt_rules_starts(DT_RULES_CHANGE_STARTS, fold) > 0;
    if (dt_rules_starts(DT_RULES_DATE_STARTS, fold) || *changed)
        return RANK_LABELLED;
    if (dt_line_is_date(r->draft, line))
        return RANK_ALONE;
    if (dt_rules_starts(DT_RULES_BYLINE_STARTS, fold) ||
        line.len - (date->end - date->start) <= SHORT_LINE)
        return RANK_BYLINE;
    return RANK_NONE;
}

/* A spot's text as a line of which the date is known, or NULL. */
static const char *dated_line(struct dt_page_reader *r,
                              const struct dt_spot *spot, struct dt_date *out)
{
    enum dt_date_order order = (enum dt_date_order)r->draft->date_order;
    const char *line;

    if (!(spot->marks & DT_SPOT_DIGITS))
        return NULL;
    line = dt_draft_line(r->draft, dt_page_text_of(r, spot->node), r->err);
    if (!line) {
        r->rc = r->err->code;
        return NULL;
    }
    return strlen(line) <= LINE_LONGEST &&
                   dt_date_find_in(DT_STR(line), 0, order, out) &&
                   out->part != DT_DATE_DAY_MONTH
               ? line
               : NULL;
}

/* The rank of a date that is marked up as one. */
static enum rank rank_of_marks(uint32_t marks)
{
    return marks & DT_SPOT_PUBLISHED                  ? RANK_MARKED
           : marks & DT_SPOT_TIME                     ? RANK_TIME
           : marks & (DT_SPOT_DATE | DT_SPOT_CHANGED) ? RANK_NAMED
                                                      : RANK_NONE;
}

static bool read_spot(struct dt_page_reader *r, const struct dt_spot *spot,
                      struct candidate *out)
{
    const struct dt_html_node *n = &r->page->html.nodes[spot->node];
    uint32_t dated = DT_SPOT_TIME | DT_SPOT_DATE | DT_SPOT_PUBLISHED |
                     DT_SPOT_CHANGED;
    bool found = (spot->marks & dated) && attribute_date(n, &out->date);
    struct dt_date seen;
    const char *line;
    enum rank rank;

    out->changed = (spot->marks & DT_SPOT_CHANGED) &&
                   !(spot->marks & DT_SPOT_PUBLISHED);
    out->distance = spot->distance;
    out->rank = rank_of_marks(spot->marks);
    if (found && !is_universal(out->date.edtf))
        return true;
    line = dated_line(r, spot, &seen);
    if (found && line && seen.part == DT_DATE_FULL &&
        is_local_day(out->date.edtf, seen.edtf))
        out->date = seen;
    if (found || !line)
        return found;
    out->date = seen;
    rank = rank_of_line(r, DT_STR(line), &out->date, &found);
    out->changed |= found;
    if (rank == RANK_BYLINE && spot->distance <= UNDER_HEADING)
        rank = RANK_ALONE;
    out->rank = rank < out->rank ? rank : out->rank;
    if (out->date.part == DT_DATE_MONTH)
        out->rank = rank <= RANK_ALONE ? RANK_MONTH : RANK_NONE;
    return out->rank < RANK_NONE;
}

static const char *name_of_rank(enum rank rank)
{
    static const char *const names[] = {
        "datePublished", "labelled line", "date line", "time",
        "class date",    "byline",        "month line"};

    return names[rank];
}

/* Whether both are of one day, and the other one is of no time of it. */
static bool says_more(const struct dt_date *date, const struct dt_date *other)
{
    size_t len = strlen(other->edtf);

    return strlen(date->edtf) > len &&
           memcmp(date->edtf, other->edtf, len) == 0;
}

/* Take a candidate that is better; of one day, the time that either has. */
static void weigh(struct candidate *best, const struct candidate *c)
{
    const struct candidate old = *best;
    bool known = old.rank < RANK_NONE;

    if (c->rank < old.rank ||
        (c->rank == old.rank && c->distance < old.distance))
        *best = *c;
    if (known && says_more(&c->date, &old.date)) {
        best->date = c->date;
        best->read = c->read;
    } else if (known && says_more(&old.date, &c->date)) {
        best->date = old.date;
        best->read = old.read;
    }
}

/*
 * The visible dates, the best of each rank first: the one of the lowest rank
 * that stands nearest to the heading.
 */
static void read_spots(struct dt_page_reader *r)
{
    struct candidate best[2] = {{.rank = RANK_NONE}, {.rank = RANK_NONE}};

    for (size_t i = 0; i < r->spot_count && r->rc == DT_OK; i++) {
        struct candidate c = {.rank = RANK_NONE};

        if (!read_spot(r, &r->spots[i], &c))
            continue;
        c.read = c.rank;
        weigh(&best[c.changed], &c);
    }
    if (best[0].rank < RANK_NONE)
        dt_page_claim_text(r, DT_FIELD_PUBLISHED, best[0].date.edtf,
                           name_of_rank(best[0].read));
    if (best[1].rank < RANK_NONE)
        dt_page_claim_text(r, DT_FIELD_MODIFIED, best[1].date.edtf,
                           name_of_rank(best[1].read));
}

/* An address with its day in it: /2014/05/18/, /2014-05-18-, /20140518. */
static void read_address(struct dt_page_reader *r)
{
    struct dt_str url = DT_STR(r->meta->url ? r->meta->url : "");
    size_t path = dt_str_find(url, DT_STR("://"), 0);
    struct dt_date date;

    path = path == SIZE_MAX ? 0 : dt_str_find(url, DT_STR("/"), path + 3);
    if (path == SIZE_MAX || path == 0)
        return;
    for (size_t at = path; at < url.len; at = date.end) {
        if (!dt_date_find(url, at, &date))
            return;
        if (date.part == DT_DATE_FULL && memcmp(date.edtf, "199", 3) >= 0 &&
            url.ptr[date.start] == date.edtf[0]) {
            date.edtf[10] = '\0';
            dt_page_claim_text(r, DT_FIELD_PUBLISHED, date.edtf, "address");
            return;
        }
    }
}

/* Nothing, or a place as datelines have it: "Skerrow, ", "Skerrow (AFP), den ". */
static bool is_place_of_dateline(struct dt_str text)
{
    text = dt_str_trim(text);
    if (dt_str_ends(text, DT_STR(", den")))
        return true;
    return text.len == 0 ||
           (text.len <= DATELINE && strchr(",)|:/", text.ptr[text.len - 1]));
}

static bool claim_dateline(struct dt_page_reader *r, struct dt_str line)
{
    static const char *const dashes[] = {" \xE2\x80\x93 ", " \xE2\x80\x94 ",
                                         " - "};
    enum dt_date_order order = (enum dt_date_order)r->draft->date_order;
    struct dt_date date;

    if (!dt_date_find_in(line, 0, order, &date) || date.part != DT_DATE_FULL ||
        !is_place_of_dateline((struct dt_str){line.ptr, date.start}))
        return false;
    line = (struct dt_str){line.ptr + date.end, line.len - date.end};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (dt_str_starts(line, DT_STR(dashes[i]))) {
            dt_page_claim_text(r, DT_FIELD_PUBLISHED, date.edtf, "dateline");
            return true;
        }
    return false;
}

/*
 * The dateline of a release or a report: "Skerrow, 5 March 2014 – The wall",
 * where its prose begins, or behind its standfirst.
 */
static void read_dateline(struct dt_page_reader *r)
{
    const struct dt_page *page = r->page;
    uint32_t end = page->html.nodes[r->root].end, seen = 0;

    if (r->meta->published)
        return;
    for (uint32_t i = r->root; i < end && seen < 3 && r->rc == DT_OK; i++) {
        const char *text;

        if (page->block[i] != i || page->own[i] == 0 || page->info[i].cut)
            continue;
        seen++;
        text = dt_draft_line(r->draft, dt_page_text_of(r, i), r->err);
        if (!text)
            r->rc = r->err->code;
        else if (claim_dateline(r, DT_STR(text)))
            return;
    }
}

/* Whether a claim was made by a date that readers see. */
static bool is_visible(const struct dt_claim *c)
{
    for (enum rank rank = RANK_MARKED; rank < RANK_NONE; rank++)
        if (strcmp(c->from, name_of_rank(rank)) == 0)
            return true;
    return false;
}

/*
 * The day on which a page was published is that of the place where it was:
 * what readers see, or what has the zone of the place, is believed before the
 * universal time that a machine gave.
 */
static void prefer_local_day(struct dt_page_reader *r)
{
    const struct dt_meta *m = r->meta;

    if (!m->published || !is_universal(m->published))
        return;
    for (size_t i = 0; i < m->claim_count && r->rc == DT_OK; i++) {
        const struct dt_claim *c = &m->claims[i];

        if (c->field != DT_FIELD_PUBLISHED || is_universal(c->value) ||
            !is_local_day(m->published, c->value) ||
            !(is_visible(c) || strlen(c->value) > TIMED))
            continue;
        r->rc = dt_claim_prefer(r->draft, DT_FIELD_PUBLISHED, c->from, r->err);
        return;
    }
}

/* The order of the numbers, when some date on the page shows it. */
static void find_order(struct dt_page_reader *r)
{
    for (size_t i = 0; i < r->spot_count && !r->draft->date_order; i++)
        if (r->spots[i].marks & DT_SPOT_DIGITS)
            r->draft->date_order =
                dt_date_order_in(dt_page_text_of(r, r->spots[i].node));
}

void dt_page_read_dates(struct dt_page_reader *r)
{
    const struct dt_linked_work *works[] = {&r->linked.article,
                                            &r->linked.page};
    const char *const from[][2] = {
        {"json-ld datePublished", "json-ld dateModified"},
        {"json-ld page datePublished", "json-ld page dateModified"}};

    find_order(r);
    for (int i = 0; i < 2; i++) {
        if (works[i]->published)
            dt_page_claim_date(r, DT_FIELD_PUBLISHED,
                               DT_STR(works[i]->published), from[i][0]);
        if (works[i]->modified)
            dt_page_claim_date(r, DT_FIELD_MODIFIED, DT_STR(works[i]->modified),
                               from[i][1]);
        if (i == 0) {
            dt_page_read_tags(r, DT_FIELD_PUBLISHED);
            dt_page_read_tags(r, DT_FIELD_MODIFIED);
        }
    }
    read_spots(r);
    read_dateline(r);
    read_address(r);
    prefer_local_day(r);
}
