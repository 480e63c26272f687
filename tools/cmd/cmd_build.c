#include <stdint.h>
#include <stdio.h>

#include "base/json.h"
#include "cmd/cmd.h"
#include "manifest/build.h"

static const struct dt_option options[] = {
    {"from", 0, DT_OPTION_DIR, "DIR", "also take snapshots from DIR, recognised by hash", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static void print_note(void *ctx, const char *line)
{
    const struct dt_args *args = ctx;

    if (!args->quiet)
        (void)fprintf(stderr, "%s\n", line);
}

static void print_json(const struct dt_corpus *corpus,
                       const struct dt_build_report *r, struct dt_buf *out)
{
    const struct {
        const char *name;
        size_t value;
    } counts[] = {
        {"built", r->built},           {"carried", r->carried},
        {"duplicates", r->duplicates}, {"files", r->files},
        {"no_text", r->no_text},       {"not_held", r->not_held},
        {"removed", r->removed},       {"sources", r->sources},
        {"statements", r->statements}, {"unchanged", r->unchanged},
        {"unresolved", r->unresolved},
    };
    struct dt_json w;

    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        if (i == 2) {
            dt_json_key(&w, "corpus");
            dt_json_text(&w, corpus->name);
        }
        dt_json_key(&w, counts[i].name);
        dt_json_int(&w, (int64_t)counts[i].value);
    }
    dt_json_close(&w, '}');
    dt_buf_addc(out, '\n');
}

static void print_text(const struct dt_corpus *corpus,
                       const struct dt_build_report *r, struct dt_buf *out)
{
    dt_buf_addf(out, "%s: %zu sources: %zu built, %zu unchanged", corpus->name,
                r->sources, r->built, r->unchanged);
    if (r->carried)
        dt_buf_addf(out, ", %zu not held here (tracked record kept)",
                    r->carried);
    if (r->not_held)
        dt_buf_addf(out, ", %zu not held", r->not_held);
    if (r->removed)
        dt_buf_addf(out, ", %zu removed", r->removed);
    dt_buf_adds(out, "\n");
    if (r->built)
        dt_buf_addf(out, "%s: %zu statements in what was built, %zu of them "
                         "without a known speaker\n",
                    corpus->name, r->statements, r->unresolved);
    if (r->duplicates)
        dt_buf_addf(out, "%s: %zu articles copy another\n", corpus->name,
                    r->duplicates);
    if (r->no_text)
        dt_buf_addf(out, "%s: %zu articles without a body\n", corpus->name,
                    r->no_text);
    dt_buf_addf(out, "%s: %zu files written\n", corpus->name, r->files);
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    const struct dt_build_options how = {
        .from = dt_args_value(args, "from"),
        .jobs = args->jobs,
    };
    struct dt_args *ctx = (struct dt_args *)(uintptr_t)args;
    struct dt_build_report report = {.note = print_note, .ctx = ctx};
    struct dt_buf out = DT_BUF_INIT(1 << 20);
    struct dt_corpus *corpus = NULL;
    int rc = dt_corpus_load(".", args->count ? args->words[0] : NULL, &corpus,
                            err);

    if (rc == DT_OK)
        rc = dt_build(corpus, &how, &report, err);
    if (rc >= 0) {
        if (args->json)
            print_json(corpus, &report, &out);
        else if (!args->quiet)
            print_text(corpus, &report, &out);
        if (dt_buf_check(&out, "the report", err) == DT_OK && out.len)
            (void)fwrite(out.ptr, 1, out.len, stdout);
    }
    dt_buf_release(&out);
    dt_corpus_free(corpus);
    return rc;
}

const struct dt_command dt_cmd_build = {
    .name = "build",
    .synopsis = "[CORPUS] [--from DIR] [-j N]",
    .summary = "make articles, statements and manifests from the snapshots",
    .description =
        "Normalise every snapshot, find copies, take the statements and write "
        "corpus/ and\nmanifests/. Only what changed is made again. The same "
        "snapshots give the same\nbytes, on any machine and with any number of "
        "threads.\n\n"
        "A source whose snapshot is not held here keeps the record that git "
        "tracks. When\nnothing is held, or a source has no record either, the "
        "sources are named and the\nexit status is 1.",
    .example = "  $ dictum build northmoor\n"
               "  $ dictum build nhs-leadership --from ~/articles",
    .options = options,
    .flags = DT_COMMAND_REPO | DT_COMMAND_JSON | DT_COMMAND_JOBS |
             DT_COMMAND_CORPUS,
    .most = 1,
    .run = run,
};
