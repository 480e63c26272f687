#include <inttypes.h>
#include <stdlib.h>

#include "cmd/cmd.h"
#include "cmd/each_corpus.h"
#include "cmd/print.h"
#include "manifest/status.h"
#include "manifest/tally.h"

enum { MOST_ALIKE = 5 }; /* lines that give one reason */

struct printing {
    const struct dt_args *args;
    struct dt_print print;
};

static void print_json(struct dt_buf *out, const struct dt_corpus *corpus,
                       const struct dt_status *s)
{
    struct dt_json w;

    for (size_t i = 0; i < s->item_count; i++) {
        dt_json_init(&w, out);
        dt_json_open(&w, '{');
        dt_json_put_text(&w, "corpus", corpus->name);
        dt_json_put_text(&w, "id", s->items[i].id);
        dt_json_put_text(&w, "state", dt_status_name(s->items[i].state));
        dt_json_put_text(&w, "why", s->items[i].why);
        dt_json_close(&w, '}');
        dt_buf_addc(out, '\n');
    }
    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    dt_json_put_count(&w, "changed", s->counts[DT_STATUS_CHANGED]);
    dt_json_put_bool(&w, "copies_decided", s->copies_decided);
    dt_json_put_text(&w, "corpus", corpus->name);
    dt_json_put_count(&w, "damaged", s->counts[DT_STATUS_DAMAGED]);
    dt_json_put_count(&w, "edited", s->counts[DT_STATUS_EDITED]);
    dt_json_put_count(&w, "extra", s->counts[DT_STATUS_EXTRA]);
    dt_json_put_count(&w, "gone", s->counts[DT_STATUS_GONE]);
    dt_json_put_count(&w, "missing", s->counts[DT_STATUS_MISSING]);
    dt_json_put_count(&w, "new", s->counts[DT_STATUS_NEW]);
    dt_json_put_count(&w, "not_built", s->not_built);
    dt_json_put_count(&w, "not_held", s->not_held);
    dt_json_put_bool(&w, "redirected", s->redirected);
    dt_json_put_count(&w, "removed", s->counts[DT_STATUS_REMOVED]);
    dt_json_put_count(&w, "sources", s->sources);
    dt_json_put_count(&w, "stale", s->stale);
    dt_json_put_count(&w, "up_to_date", s->counts[DT_STATUS_CURRENT]);
    dt_json_put_count(&w, "withheld", s->withheld);
    dt_json_put_count(&w, "withheld_held", s->withheld_held);
    dt_json_close(&w, '}');
    dt_buf_addc(out, '\n');
}

/* The reasons of all items, sorted, each with how often it is given. */
struct reasons {
    struct dt_tally *tally;
    const struct dt_tally_item *items;
    bool *told;
};

static int read_reasons(struct reasons *r, const struct dt_status *s,
                        struct dt_err *err)
{
    int rc = dt_tally_new(&r->tally, err);

    for (size_t i = 0; rc == DT_OK && i < s->item_count; i++)
        rc = dt_tally_add(r->tally, DT_STR(s->items[i].why), err);
    if (rc < 0)
        return rc;
    r->items = dt_tally_sort(r->tally, DT_TALLY_BY_TEXT);
    r->told = calloc(dt_tally_count(r->tally) + 1, sizeof *r->told);
    return r->told ? DT_OK
                   : DT_FAIL(err, DT_EINTERNAL, "out of memory for reasons");
}

static void release_reasons(struct reasons *r)
{
    dt_tally_free(r->tally);
    free(r->told);
}

static int by_text(const void *key, const void *item)
{
    const struct dt_str *text = key;
    const struct dt_tally_item *i = item;

    return dt_str_cmp(*text, i->text);
}

/* One line an item; of many that have one reason, one line for the first. */
static void print_item(struct dt_print *p, const struct dt_status_item *item,
                       struct reasons *r)
{
    const struct dt_str why = DT_STR(item->why);
    const struct dt_tally_item *reason = bsearch(
        &why, r->items, dt_tally_count(r->tally), sizeof *reason, by_text);
    const bool many = reason && reason->count > MOST_ALIKE;

    if (many && r->told[reason - r->items])
        return;
    dt_buf_addf(&p->out, "%-8s  ", dt_status_name(item->state));
    dt_print_safe(p, DT_STR(item->id));
    if (many) {
        dt_buf_addf(&p->out, " and %" PRIu64 " more", reason->count - 1);
        r->told[reason - r->items] = true;
    }
    dt_buf_adds(&p->out, "  ");
    dt_print_safe(p, why);
    dt_buf_addc(&p->out, '\n');
}

static void print_text(struct dt_print *p, const struct dt_corpus *corpus,
                       const struct dt_status *s, struct reasons *r)
{
    dt_buf_addf(&p->out, "%s: %zu source%s: %zu up to date", corpus->name,
                s->sources, DT_S(s->sources), s->counts[DT_STATUS_CURRENT]);
    for (int state = DT_STATUS_NEW; state < DT_STATUS_STATES; state++)
        if (s->counts[state])
            dt_buf_addf(&p->out, ", %zu %s", s->counts[state],
                        dt_status_name((enum dt_status_state)state));
    dt_buf_adds(&p->out, "\n");
    if (s->withheld)
        dt_buf_addf(&p->out, "%s: %zu withheld, %zu of them held here\n",
                    corpus->name, s->withheld, s->withheld_held);
    if (s->not_held)
        dt_buf_addf(&p->out, "%s: %zu not held here, their records are kept\n",
                    corpus->name, s->not_held);
    if (s->not_built)
        dt_buf_addf(&p->out, "%s: %zu not built\n", corpus->name, s->not_built);
    if (s->stale)
        dt_buf_addf(&p->out,
                    "%s: %zu decision%s stale (dictum build names %s)\n",
                    corpus->name, s->stale, s->stale == 1 ? " is" : "s are",
                    s->stale == 1 ? "it" : "them");
    if (s->copies_decided)
        dt_buf_addf(&p->out,
                    "%s: decisions on copies changed (dictum build follows "
                    "them)\n",
                    corpus->name);
    if (s->redirected)
        dt_buf_addf(&p->out,
                    "%s: redirects changed (dictum build writes them)\n",
                    corpus->name);
    for (size_t i = 0; i < s->item_count; i++)
        print_item(p, &s->items[i], r);
}

static int print_status(void *ctx, const struct dt_corpus *corpus,
                        struct dt_err *err)
{
    struct printing *p = ctx;
    struct dt_status status;
    struct reasons reasons = {.told = NULL};
    int rc = dt_status_read(&status, corpus, p->args->jobs, err);

    if (rc == DT_OK)
        rc = read_reasons(&reasons, &status, err);
    if (rc == DT_OK) {
        if (p->args->json)
            print_json(&p->print.out, corpus, &status);
        else if (!p->args->quiet)
            print_text(&p->print, corpus, &status, &reasons);
        rc = status.item_count > status.older || status.copies_decided ||
             status.redirected;
    }
    release_reasons(&reasons);
    dt_status_release(&status);
    return rc;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    struct printing p = {.args = args};
    int rc, flushed;

    dt_print_init(&p.print);
    rc = dt_each_corpus(args->count ? args->words[0] : NULL, print_status, &p,
                        err);
    flushed = rc < 0 ? DT_OK : dt_print_flush(&p.print, err);
    dt_print_release(&p.print);
    return flushed < 0 ? flushed : rc;
}

const struct dt_command dt_cmd_status = {
    .name = "status",
    .synopsis = "[CORPUS] [--json] [-j N]",
    .summary = "tell what is new, changed, missing, withheld or not built",
    .description =
        "Hold sources.yaml, the records, the snapshots and the text files "
        "against each other and name whatever is not up to date: sources that "
        "are new, missing or changed; texts and snapshots that were edited or "
        "are "
        "gone; "
        "records whose source is gone; files that nothing explains; decisions "
        "on copies and redirects that no build knows; and, when nothing is to "
        "be built, manifests that are gone or damaged. More than five of "
        "which one thing is to be said are told in one line; --json names "
        "each. Without CORPUS, of every corpus here.\n\n"
        "Exit status 0: everything is up to date; 1: something is to do.",
    .example = "$ dictum status\n"
               "$ dictum status northmoor --json",
    .flags = DT_COMMAND_JSON | DT_COMMAND_JOBS | DT_COMMAND_CORPUS,
    .most = 1,
    .run = run,
};
