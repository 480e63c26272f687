#include <stdio.h>

#include "cmd/change_print.h"
#include "cmd/cmd.h"
#include "cmd/each_corpus.h"
#include "cmd/resolve.h"
#include "manifest/trace.h"
#include "snapshot/http_field.h"

static const struct dt_option options[] = {
    {"corpus", 0, DT_OPTION_TEXT, "NAME", "look in this corpus only", NULL},
    {"kind", 0, DT_OPTION_TEXT, "KIND", "look for this kind of record only",
     DT_FIND_KIND_NAMES},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

enum { SHORT_COMMIT = 10, FLUSH_AT = 256 * 1024 };

struct logging {
    const struct dt_args *args;
    struct dt_print print;
    struct dt_change_docs docs;
    const char *id;
    enum dt_find_kind kind; /* DT_FIND_KINDS: look for one that ever had it */
    size_t steps;
    bool shallow;
};

static const char *what_happened(const struct dt_trace_step *step)
{
    if (!step->before.ptr)
        return "added";
    return step->after.ptr ? "changed" : "removed";
}

/* git keeps any bytes; JSON wants well-formed text. */
static void json_outside(struct dt_json *w, const char *key, const char *text)
{
    struct dt_print safe = {.out = DT_BUF_INIT(1024 * 1024)};

    dt_print_safe(&safe, DT_STR(text));
    dt_json_put_str(w, key, dt_buf_str(&safe.out));
    dt_print_release(&safe);
}

static int print_json(struct logging *l, const struct dt_trace_step *step,
                      struct dt_err *err)
{
    bool committed = *step->commit;
    char time[DT_TIME_SIZE];
    struct dt_json w;
    int rc;

    dt_json_init(&w, &l->print.out);
    dt_json_open(&w, '{');
    if (committed) {
        json_outside(&w, "author", step->author);
        dt_json_put_text(&w, "change", what_happened(step));
        dt_json_put_text(&w, "commit", step->commit);
        dt_time_write(step->time, time);
        dt_json_put_text(&w, "date", time);
    } else {
        dt_json_put_text(&w, "change", what_happened(step));
        dt_json_key(&w, "commit");
        dt_json_null(&w);
    }
    dt_json_put_text(&w, "id", l->id);
    dt_json_put_text(&w, "kind", dt_find_kind_name(l->kind));
    rc = dt_change_json(&w, &l->docs, step->before, step->after, err);
    if (committed)
        json_outside(&w, "summary", step->summary);
    dt_json_close(&w, '}');
    dt_buf_addc(&l->print.out, '\n');
    return rc;
}

static int print_text(struct logging *l, const struct dt_trace_step *step,
                      struct dt_err *err)
{
    struct dt_print *p = &l->print;
    char time[DT_TIME_SIZE];

    if (l->steps == 0)
        dt_buf_addf(&p->out, "%s %s\n\n", dt_find_kind_name(l->kind), l->id);
    if (*step->commit) {
        dt_time_write(step->time, time);
        dt_buf_addf(&p->out, "%.*s  %s  ", SHORT_COMMIT, step->commit, time);
        dt_print_safe(p, DT_STR(step->author));
        dt_buf_adds(&p->out, "\n    ");
        dt_print_heading(p, DT_STR(step->summary));
    } else {
        dt_buf_adds(&p->out, "not committed\n");
    }
    if (!step->before.ptr || !step->after.ptr)
        dt_buf_addf(&p->out, "    %s\n", what_happened(step));
    return dt_change_print(p, &l->docs, step->before, step->after, err);
}

static int print_step(void *ctx, const struct dt_trace_step *step,
                      struct dt_err *err)
{
    struct logging *l = ctx;
    int rc = l->args->json ? print_json(l, step, err)
                           : print_text(l, step, err);

    l->steps++;
    if (rc == DT_OK && l->print.out.len > FLUSH_AT)
        rc = dt_print_flush(&l->print, err);
    return rc;
}

static int trace(struct logging *l, const struct dt_corpus *corpus,
                 enum dt_find_kind kind, struct dt_err *err)
{
    l->kind = kind;
    return dt_trace(corpus, kind, DT_STR(l->id), print_step, l, &l->shallow,
                    err);
}

/* What is not there any more may have been of any kind, in any corpus. */
static int trace_gone(void *ctx, const struct dt_corpus *corpus,
                      struct dt_err *err)
{
    struct logging *l = ctx;
    enum dt_find_kind only = dt_resolve_kind(dt_args_value(l->args, "kind"));
    int rc = DT_OK;

    for (int kind = 0; rc == DT_OK && l->steps == 0 && kind < DT_FIND_KINDS;
         kind++)
        if (only == DT_FIND_KINDS || (int)only == kind)
            rc = trace(l, corpus, (enum dt_find_kind)kind, err);
    return rc;
}

static int log_record(struct logging *l, const struct dt_resolved *record,
                      struct dt_err *err)
{
    int rc;

    l->id = record->id;
    if (record->found)
        rc = trace(l, record->corpus, record->kind, err);
    else
        rc = dt_each_corpus(dt_args_value(l->args, "corpus"), trace_gone, l,
                            err);
    if (rc == DT_OK && l->steps == 0 && !record->found)
        return DT_FAIL(err, DT_EUSAGE,
                       "%.100s: no such id, now or in any "
                       "commit%s",
                       record->id, record->hint.len ? record->hint.ptr : "");
    if (rc == DT_OK && !l->args->quiet && record->notes.len)
        (void)fputs(record->notes.ptr, stderr);
    if (rc == DT_OK && l->shallow && !l->args->quiet)
        (void)fputs("this clone is shallow: its history ends before the "
                    "record's may (git fetch --unshallow)\n",
                    stderr);
    return rc < 0 ? rc : dt_print_flush(&l->print, err);
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    const struct dt_resolve how = {
        .corpus_name = dt_args_value(args, "corpus"),
        .kind = dt_resolve_kind(dt_args_value(args, "kind")),
    };
    struct logging l = {.args = args, .docs = DT_CHANGE_DOCS_INIT};
    struct dt_resolved record = {.found = false};
    int rc = dt_resolve(&how, args->words[0], &record, err);

    dt_print_init(&l.print);
    if (rc == DT_OK)
        rc = log_record(&l, &record, err);
    dt_print_release(&l.print);
    dt_change_docs_release(&l.docs);
    dt_resolved_release(&record);
    return rc;
}

const struct dt_command dt_cmd_log = {
    .name = "log",
    .synopsis = "ID [--corpus NAME] [--kind KIND] [--json]",
    .summary = "tell the history of one record, commit by commit",
    .description =
        "List every commit that changed the line of an article, source, "
        "statement, person, snapshot, redirect or release, newest first, and "
        "which of its members changed. What is not committed yet comes first. "
        "Records that are gone are found too. Of texts it is told that they "
        "changed; their words are not printed.",
    .example = "$ dictum log mole-breached\n"
               "$ dictum log amira-voss --kind person --json",
    .options = options,
    .flags = DT_COMMAND_JSON,
    .least = 1,
    .most = 1,
    .run = run,
};
