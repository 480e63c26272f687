#include <inttypes.h>
#include <stdio.h>

#include "cmd/cmd.h"
#include "cmd/each_corpus.h"
#include "cmd/print.h"
#include "manifest/stats.h"

enum { TOP = 10, EVERY = 1 << 30 };

struct printing {
    const struct dt_args *args;
    struct dt_print print;
};

/* [{"count":3,"name":"report"}, …]; of what has no name it is null. */
static void json_tally(struct dt_json *w, const char *key,
                       struct dt_tally *tally, enum dt_tally_order order,
                       size_t most)
{
    const struct dt_tally_item *items = dt_tally_sort(tally, order);
    size_t count = dt_tally_count(tally);

    dt_json_key(w, key);
    dt_json_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        if (i >= most && items[i].text.ptr)
            continue;
        dt_json_open(w, '{');
        dt_json_put_count(w, "count", items[i].count);
        dt_json_put_text(w, "name", items[i].text.ptr);
        dt_json_close(w, '}');
    }
    dt_json_close(w, ']');
}

static void print_json(struct dt_buf *out, const struct dt_corpus *corpus,
                       struct dt_stats *s)
{
    struct dt_json w;

    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    dt_json_put_count(&w, "articles", s->articles);
    dt_json_put_text(&w, "corpus", corpus->name);
    dt_json_put_count(&w, "duplicates", s->duplicates);
    dt_json_put_text(&w, "first_published", s->first[0] ? s->first : NULL);
    json_tally(&w, "kinds", s->kinds, DT_TALLY_MOST_FIRST, EVERY);
    dt_json_put_text(&w, "last_published", s->last[0] ? s->last : NULL);
    json_tally(&w, "modes", s->modes, DT_TALLY_MOST_FIRST, EVERY);
    dt_json_put_count(&w, "people", s->people);
    json_tally(&w, "publishers", s->publishers, DT_TALLY_MOST_FIRST, TOP);
    dt_json_put_count(&w, "redirects", s->redirects);
    dt_json_put_count(&w, "releases", s->releases);
    dt_json_put_count(&w, "snapshots", s->snapshots);
    dt_json_put_count(&w, "sources", s->sources);
    json_tally(&w, "speakers", s->speakers, DT_TALLY_MOST_FIRST, TOP);
    dt_json_put_count(&w, "statements", s->statements);
    dt_json_put_count(&w, "statements_withheld", s->statements_withheld);
    dt_json_put_count(&w, "text_bytes", s->text_bytes);
    dt_json_put_count(&w, "text_words", s->text_words);
    dt_json_put_count(&w, "texts_read", s->texts_read);
    dt_json_put_count(&w, "unresolved", s->unresolved);
    json_tally(&w, "verdicts", s->verdicts, DT_TALLY_MOST_FIRST, EVERY);
    dt_json_put_count(&w, "withheld", s->withheld);
    json_tally(&w, "years", s->years, DT_TALLY_BY_TEXT, EVERY);
    dt_json_close(&w, '}');
    dt_buf_addc(out, '\n');
}

static void print_count(struct dt_print *p, uint64_t count, struct dt_str what)
{
    dt_buf_addf(&p->out, "%10" PRIu64 "  ", count);
    dt_print_safe(p, what);
    dt_buf_addc(&p->out, '\n');
}

/* "Amira Voss (amira-voss)" */
static void print_person(struct dt_print *p, const struct dt_people *people,
                         const struct dt_tally_item *item)
{
    const struct dt_person *person = dt_people_by_id(people, item->text);
    struct dt_buf name = DT_BUF_INIT(1 << 20);

    if (person)
        dt_buf_addf(&name, "%s (%s)", person->name, person->id);
    print_count(p, item->count, name.len ? dt_buf_str(&name) : item->text);
    dt_buf_release(&name);
}

/*
 * Those without a name stand behind the others. people: whose ids the texts
 * are, or NULL.
 */
static void print_tally(struct dt_print *p, const char *title, const char *none,
                        struct dt_tally *tally, enum dt_tally_order order,
                        size_t most, const struct dt_people *people)
{
    const struct dt_tally_item *items = dt_tally_sort(tally, order);
    const size_t count = dt_tally_count(tally);
    const size_t named = count - (count && !items[count - 1].text.ptr);

    if (!count)
        return;
    dt_buf_addc(&p->out, '\n');
    dt_print_heading(p, DT_STR(title));
    for (size_t i = 0; i < named && i < most; i++)
        if (people)
            print_person(p, people, &items[i]);
        else
            print_count(p, items[i].count, items[i].text);
    if (named > most)
        dt_buf_addf(&p->out, "%10s  and %zu more\n", "", named - most);
    if (named < count)
        print_count(p, items[named].count, DT_STR(none));
}

static void print_text(struct dt_print *p, const struct dt_corpus *corpus,
                       struct dt_stats *s)
{
    const struct {
        const char *name;
        uint64_t value;
    } counts[] = {
        {"sources", s->sources},       {"people", s->people},
        {"articles", s->articles},     {"withheld", s->withheld},
        {"duplicates", s->duplicates}, {"text bytes", s->text_bytes},
        {"words", s->text_words},      {"statements", s->statements},
        {"unresolved", s->unresolved}, {"snapshots", s->snapshots},
        {"redirects", s->redirects},   {"releases", s->releases},
    };
    char range[160];

    dt_print_heading(p, DT_STR(corpus->name));
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        dt_buf_addf(&p->out, "%-12s %10" PRIu64 "\n", counts[i].name,
                    counts[i].value);
    if (s->texts_read + s->withheld < s->articles)
        dt_buf_addf(&p->out,
                    "words are counted in the %" PRIu64 " text%s here\n",
                    s->texts_read, DT_S(s->texts_read));
    if (s->first[0]) {
        (void)snprintf(range, sizeof range, "published from %s to %s", s->first,
                       s->last);
        dt_print_safe(p, DT_STR(range));
        dt_buf_addc(&p->out, '\n');
    }
    print_tally(p, "Articles by kind", "not known", s->kinds,
                DT_TALLY_MOST_FIRST, EVERY, NULL);
    print_tally(p, "Articles by publisher", "not known", s->publishers,
                DT_TALLY_MOST_FIRST, TOP, NULL);
    print_tally(p, "Articles by year", "not known", s->years, DT_TALLY_BY_TEXT,
                EVERY, NULL);
    print_tally(p, "Statements by mode", "not known", s->modes,
                DT_TALLY_MOST_FIRST, EVERY, NULL);
    print_tally(p, "Quotations by what was really said", "not known",
                s->verdicts, DT_TALLY_MOST_FIRST, EVERY, NULL);
    print_tally(p, "Statements by speaker", "unresolved", s->speakers,
                DT_TALLY_MOST_FIRST, TOP, corpus->people);
}

static int print_stats(void *ctx, const struct dt_corpus *corpus,
                       struct dt_err *err)
{
    struct printing *p = ctx;
    struct dt_stats stats;
    int rc = dt_stats_read(&stats, corpus, p->args->jobs, err);

    if (rc == DT_OK && p->args->json) {
        print_json(&p->print.out, corpus, &stats);
    } else if (rc == DT_OK) {
        if (p->print.out.len)
            dt_buf_addc(&p->print.out, '\n');
        print_text(&p->print, corpus, &stats);
    }
    dt_stats_release(&stats);
    return rc;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    struct printing p = {.args = args};
    int rc;

    dt_print_init(&p.print);
    rc = dt_each_corpus(args->count ? args->words[0] : NULL, print_stats, &p,
                        err);
    if (rc >= 0)
        rc = dt_print_flush(&p.print, err);
    dt_print_release(&p.print);
    return rc;
}

const struct dt_command dt_cmd_stats = {
    .name = "stats",
    .synopsis = "[CORPUS] [--json] [-j N]",
    .summary = "count articles, words, statements and speakers",
    .description =
        "Count what the manifests hold: articles by kind, publisher and year, "
        "statements by mode, verdict and speaker, the words of the texts that "
        "are here. Without CORPUS, of every corpus here. Lists of publishers "
        "and speakers show the first ten.",
    .example = "$ dictum stats northmoor\n"
               "$ dictum stats northmoor --json",
    .flags = DT_COMMAND_JSON | DT_COMMAND_JOBS | DT_COMMAND_CORPUS,
    .most = 1,
    .run = run,
};
