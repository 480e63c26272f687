/* dictum show of a person (show.h). */
#include <inttypes.h>
#include <string.h>

#include "cmd/show.h"
#include "manifest/speaker.h"

enum { MOST_ARTICLES = 20, LIST_MAX = 1 << 20 };

static void add_item(struct dt_buf *list, const char *text)
{
    dt_buf_addf(list, "%s%s", list->len ? ", " : "", text);
}

static void show_names(struct dt_print *p, const struct dt_person *person)
{
    static const char *const pronouns[] = {NULL, "she", "he", "they"};
    struct dt_buf aliases = DT_BUF_INIT(LIST_MAX);
    struct dt_buf misspellings = DT_BUF_INIT(LIST_MAX);
    struct dt_buf titles = DT_BUF_INIT(LIST_MAX);
    const char *const pronoun = pronouns[person->pronouns];

    for (size_t i = 1; i < person->name_count; i++)
        add_item(i <= person->alias_count ? &aliases : &misspellings,
                 person->names[i]);
    for (size_t i = 0; i < person->title_count; i++)
        add_item(&titles, person->titles[i]);
    dt_print_field(p, "id", DT_STR(person->id));
    if (aliases.len)
        dt_print_field(p, "also named", dt_buf_str(&aliases));
    if (titles.len)
        dt_print_field(p, "titles", dt_buf_str(&titles));
    if (misspellings.len)
        dt_print_field(p, "misspelt", dt_buf_str(&misspellings));
    if (pronoun)
        dt_print_field(p, "pronouns", DT_STR(pronoun));
    for (size_t i = 0; i < person->identifier_count; i++)
        dt_print_field(p, person->identifiers[i].scheme,
                       DT_STR(person->identifiers[i].value));
    dt_buf_release(&aliases);
    dt_buf_release(&misspellings);
    dt_buf_release(&titles);
}

/* "2014-04-01 to 2019-09-30  Harbour Master, Northmoor Harbour Trust" */
static void show_offices(struct dt_print *p, const struct dt_person *person)
{
    struct dt_buf office = DT_BUF_INIT(LIST_MAX);

    for (size_t i = 0; i < person->membership_count; i++) {
        const struct dt_membership *m = &person->memberships[i];

        dt_buf_reset(&office);
        dt_buf_adds(&office, m->office);
        if (m->organisation)
            dt_buf_addf(&office, ", %s", m->organisation);
        if (m->from && m->until)
            dt_buf_addf(&office, ": %s to %s", m->from, m->until);
        else if (m->from || m->until)
            dt_buf_addf(&office, ": %s %s", m->from ? "since" : "until",
                        m->from ? m->from : m->until);
        dt_print_field(p, i ? "" : "offices", dt_buf_str(&office));
    }
    dt_buf_release(&office);
}

/* "direct 20, indirect 12" */
static void show_tally(struct dt_print *p, const char *name,
                       struct dt_tally *tally)
{
    const struct dt_tally_item *items = dt_tally_sort(tally,
                                                      DT_TALLY_MOST_FIRST);
    struct dt_buf list = DT_BUF_INIT(LIST_MAX);

    for (size_t i = 0; i < dt_tally_count(tally); i++)
        dt_buf_addf(&list, "%s%s %" PRIu64, i ? ", " : "",
                    items[i].text.ptr ? items[i].text.ptr : "not known",
                    items[i].count);
    if (list.len)
        dt_print_field(p, name, dt_buf_str(&list));
    dt_buf_release(&list);
}

static void show_counts(struct dt_print *p, struct dt_speaker *s)
{
    struct dt_buf line = DT_BUF_INIT(LIST_MAX);

    dt_buf_addf(&line, "%" PRIu64 " in %zu article%s", s->statements,
                s->article_count, DT_S(s->article_count));
    dt_print_field(p, "statements",
                   s->statements ? dt_buf_str(&line) : DT_STR("none"));
    show_tally(p, "by mode", s->modes);
    show_tally(p, "by verdict", s->verdicts);
    dt_buf_reset(&line);
    if (strcmp(s->first, s->last) == 0)
        dt_buf_addf(&line, "%s", s->first);
    else
        dt_buf_addf(&line, "%s to %s", s->first, s->last);
    if (s->dated < s->statements)
        dt_buf_addf(&line, " (the day of %" PRIu64 " is known)", s->dated);
    if (s->dated)
        dt_print_field(p, "said on", dt_buf_str(&line));
    dt_buf_release(&line);
}

/* A day of ten columns, or what there is of it. */
static void show_articles(struct dt_print *p, const struct dt_speaker *s)
{
    struct dt_buf line = DT_BUF_INIT(LIST_MAX);
    const size_t column = p->column;

    if (s->article_count) {
        dt_buf_addc(&p->out, '\n');
        dt_print_heading(p, DT_STR("Articles"));
    }
    p->column = 12;
    for (size_t i = 0; i < s->article_count && i < MOST_ARTICLES; i++) {
        const struct dt_speaker_article *a = &s->articles[i];
        char day[11] = "no date";

        if (a->published)
            (void)snprintf(day, sizeof day, "%.10s", a->published);
        dt_buf_reset(&line);
        dt_buf_addf(&line, "%s: %s (%" PRIu64 ")", a->id,
                    a->title ? a->title : "no title", a->statements);
        dt_print_field(p, day, dt_buf_str(&line));
    }
    if (s->article_count > MOST_ARTICLES) {
        dt_buf_reset(&line);
        dt_buf_addf(&line, "and %zu more (--json has all)",
                    s->article_count - MOST_ARTICLES);
        dt_print_field(p, "", dt_buf_str(&line));
    }
    p->column = column;
    dt_buf_release(&line);
}

int dt_show_person(struct dt_print *p, const struct dt_corpus *corpus,
                   const char *id, struct dt_err *err)
{
    const struct dt_person *person = dt_people_by_id(corpus->people,
                                                     DT_STR(id));
    struct dt_speaker said;
    int rc = dt_speaker_read(&said, corpus, id, err);

    if (rc == DT_OK && person) {
        dt_print_heading(p, DT_STR(person->name));
        show_names(p, person);
        show_offices(p, person);
        show_counts(p, &said);
        show_articles(p, &said);
    }
    dt_speaker_release(&said);
    return rc;
}

static void json_tally(struct dt_json *w, const char *key,
                       struct dt_tally *tally)
{
    const struct dt_tally_item *items = dt_tally_sort(tally,
                                                      DT_TALLY_MOST_FIRST);

    dt_json_key(w, key);
    dt_json_open(w, '[');
    for (size_t i = 0; i < dt_tally_count(tally); i++) {
        dt_json_open(w, '{');
        dt_json_put_count(w, "count", items[i].count);
        dt_json_put_text(w, "name", items[i].text.ptr);
        dt_json_close(w, '}');
    }
    dt_json_close(w, ']');
}

static void put_said(struct dt_json *w, void *ctx)
{
    struct dt_speaker *s = ctx;

    dt_json_open(w, '{');
    dt_json_key(w, "articles");
    dt_json_open(w, '[');
    for (size_t i = 0; i < s->article_count; i++) {
        dt_json_open(w, '{');
        dt_json_put_text(w, "id", s->articles[i].id);
        dt_json_put_text(w, "published", s->articles[i].published);
        dt_json_put_count(w, "statements", s->articles[i].statements);
        dt_json_put_text(w, "title", s->articles[i].title);
        dt_json_close(w, '}');
    }
    dt_json_close(w, ']');
    dt_json_put_count(w, "dated", s->dated);
    dt_json_put_text(w, "first_said", s->dated ? s->first : NULL);
    dt_json_put_text(w, "last_said", s->dated ? s->last : NULL);
    json_tally(w, "modes", s->modes);
    dt_json_put_count(w, "statements", s->statements);
    json_tally(w, "verdicts", s->verdicts);
    dt_json_close(w, '}');
}

int dt_show_person_json(struct dt_buf *out, const struct dt_corpus *corpus,
                        const char *id, const struct dt_json_doc *doc,
                        struct dt_err *err)
{
    struct dt_speaker said;
    int rc = dt_speaker_read(&said, corpus, id, err);

    if (rc == DT_OK)
        rc = dt_show_json(out, doc, "said", put_said, &said, err);
    dt_speaker_release(&said);
    return rc;
}
