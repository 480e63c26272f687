#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cmd/cmd.h"
#include "cmd/each_corpus.h"
#include "cmd/print.h"
#include "manifest/strangers.h"
#include "source/overlap.h"

enum { NAMESAKES = 8 };

static const struct dt_option options[] = {
    {"add", 0, DT_OPTION_TEXT, "NAME",
     "add somebody of this name to people.yaml", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

struct listing {
    const struct dt_args *args;
    struct dt_print print;
};

static void print_json(struct dt_buf *out, const struct dt_corpus *corpus,
                       const struct dt_stranger *s)
{
    struct dt_json w;

    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    dt_json_put_count(&w, "articles", s->articles);
    dt_json_put_text(&w, "corpus", corpus->name);
    dt_json_put_text(&w, "name", s->name);
    dt_json_put_count(&w, "statements", s->statements);
    dt_json_close(&w, '}');
    dt_buf_addc(out, '\n');
}

static void put_office(struct dt_print *print, const struct dt_membership *m)
{
    dt_print_safe(print, DT_STR(m->office));
    if (m->organisation) {
        dt_buf_adds(&print->out, ", ");
        dt_print_safe(print, DT_STR(m->organisation));
    }
    if (m->from && m->until)
        dt_buf_addf(&print->out, " (%s to %s)", m->from, m->until);
    else if (m->from || m->until)
        dt_buf_addf(&print->out, m->from ? " (since %s)" : " (until %s)",
                    m->from ? m->from : m->until);
}

static void print_overlap_json(struct dt_buf *out,
                               const struct dt_corpus *corpus,
                               const struct dt_overlap *o)
{
    const struct dt_membership *held[] = {o->first, o->second};
    const struct dt_person *by[] = {o->a, o->b};
    struct dt_json w;

    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    dt_json_put_text(&w, "corpus", corpus->name);
    dt_json_key(&w, "overlap");
    dt_json_open(&w, '[');
    for (size_t i = 0; i < 2; i++) {
        dt_json_open(&w, '{');
        dt_json_put_text(&w, "from", held[i]->from);
        dt_json_put_text(&w, "office", held[i]->office);
        dt_json_put_text(&w, "organisation", held[i]->organisation);
        dt_json_put_text(&w, "person", by[i]->id);
        dt_json_put_text(&w, "until", held[i]->until);
        dt_json_close(&w, '}');
    }
    dt_json_close(&w, ']');
    dt_json_close(&w, '}');
    dt_buf_addc(out, '\n');
}

/* Offices held at the same time, with their lines of people.yaml. */
static int list_overlaps(struct listing *l, const struct dt_corpus *corpus,
                         struct dt_arena *arena, struct dt_err *err)
{
    struct dt_print *print = &l->print;
    struct dt_overlap *items = NULL;
    size_t count = 0;
    int rc = dt_people_overlaps(corpus->people, arena, &items, &count, err);

    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        const struct dt_overlap *o = &items[i];

        if (l->args->json) {
            print_overlap_json(&print->out, corpus, o);
            continue;
        }
        dt_buf_addf(&print->out, "%s: people.yaml:%u: ", corpus->name,
                    o->b->line);
        dt_print_safe(print, DT_STR(o->b->id));
        dt_buf_adds(&print->out, " is ");
        put_office(print, o->second);
        dt_buf_adds(&print->out, " while ");
        if (o->a == o->b) {
            dt_buf_adds(&print->out, "also");
        } else {
            dt_print_safe(print, DT_STR(o->a->id));
            dt_buf_addf(&print->out, " (line %u)", o->a->line);
        }
        dt_buf_adds(&print->out, o->a == o->b ? " " : " is ");
        put_office(print, o->first);
        dt_buf_addc(&print->out, '\n');
    }
    return rc;
}

static int list_strangers(void *ctx, const struct dt_corpus *corpus,
                          struct dt_err *err)
{
    struct listing *l = ctx;
    struct dt_arena arena = DT_ARENA_INIT((size_t)1 << 34);
    struct dt_stranger *items = NULL;
    size_t count = 0;
    int rc = dt_strangers_read(corpus, &arena, &items, &count, err);

    if (rc == DT_OK && !l->args->json)
        dt_buf_addf(&l->print.out, "%s: %zu speaker%s not in people.yaml\n",
                    corpus->name, count, DT_S(count));
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        if (l->args->json) {
            print_json(&l->print.out, corpus, &items[i]);
            continue;
        }
        dt_buf_addf(&l->print.out, "%7" PRIu64 "  ", items[i].statements);
        dt_print_safe(&l->print, DT_STR(items[i].name));
        dt_buf_addf(&l->print.out, " (%" PRIu64 " article%s)\n",
                    items[i].articles, DT_S(items[i].articles));
    }
    if (rc == DT_OK)
        rc = list_overlaps(l, corpus, &arena, err);
    dt_arena_release(&arena);
    return rc;
}

/* Whoever has that surname already may be the one who was meant. */
static void tell_namesakes(const struct dt_people *people, const char *name)
{
    const struct dt_person *namesakes[NAMESAKES];
    const char *space = strrchr(name, ' ');
    size_t count = dt_people_by_surname(
        people, DT_STR(space ? space + 1 : name), namesakes, NAMESAKES);

    for (size_t i = 0; i < count && i < NAMESAKES; i++)
        (void)fprintf(stderr,
                      "%s has that surname too (the same person? then take the "
                      "new entry out of people.yaml, and write the name into "
                      "the aliases of this one)\n",
                      namesakes[i]->id);
}

static int add_person(const struct dt_args *args, const char *name,
                      struct dt_err *err)
{
    struct dt_corpus *corpus = NULL;
    char id[DT_SLUG_SIZE];
    int rc = dt_corpus_load(".", args->count ? args->words[0] : NULL, &corpus,
                            err);

    if (rc == DT_OK)
        rc = dt_strangers_add(corpus, name, id, err);
    if (rc == DT_OK && !args->quiet)
        (void)fprintf(stderr,
                      "%s: added: %s (dictum build gives the statements their "
                      "speaker)\n",
                      id, name);
    if (rc == DT_OK && !args->quiet)
        tell_namesakes(corpus->people, name);
    dt_corpus_free(corpus);
    return rc;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    const char *name = dt_args_value(args, "add");
    struct listing l = {.args = args};
    int rc;

    if (name != NULL)
        return add_person(args, name, err);
    dt_print_init(&l.print);
    rc = dt_each_corpus(args->count ? args->words[0] : NULL, list_strangers, &l,
                        err);
    if (rc >= 0)
        rc = dt_print_flush(&l.print, err);
    dt_print_release(&l.print);
    return rc;
}

const struct dt_command dt_cmd_people = {
    .name = "people",
    .synopsis = "[CORPUS] [--add NAME] [--json]",
    .summary =
        "list speakers who are not in people.yaml, and offices that overlap",
    .description =
        "List the speakers of the statements whom people.yaml does not have, "
        "as they are printed, those with most statements first, then offices "
        "in people.yaml that one person held at once, or two people: then no "
        "statement of those days has an office. --add writes an entry with "
        "that name behind the last one of people.yaml; nothing else in that "
        "file changes.",
    .example = "$ dictum people northmoor\n"
               "$ dictum people northmoor --add 'Ada Example'",
    .options = options,
    .flags = DT_COMMAND_JSON | DT_COMMAND_CORPUS,
    .most = 1,
    .run = run,
};
