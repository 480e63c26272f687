#include <inttypes.h>
#include <stdio.h>

#include "base/json.h"
#include "cmd/cmd.h"
#include "release/pack.h"

static const struct dt_option options[] = {
    {"output", 'o', DT_OPTION_DIR, "DIR", "put the archive into DIR (.)", NULL},
    {"level", 0, DT_OPTION_COUNT, "N", "compress at zstd level N, 1 to 19 (10)",
     NULL},
    {"tag", 0, DT_OPTION_FLAG, NULL,
     "make the annotated git tag CORPUS-vVERSION", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static void print_problem(void *ctx, const char *line)
{
    (void)ctx;
    (void)fprintf(stderr, "%s\n", line);
}

/* What goes out with the files as they are: "3 in …/sources.yaml (line 8)". */
static void print_notes(const struct dt_corpus *corpus)
{
    const struct {
        const struct dt_notes *notes;
        const char *file;
    } all[] = {{&corpus->notes, "sources.yaml"},
               {&corpus->people->notes, "people.yaml"},
               {&corpus->decisions->notes, "decisions.yaml"}};
    struct dt_buf line = DT_BUF_INIT(4096);

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].notes->count)
            dt_buf_addf(&line, "%s%zu in corpus/%s/%s (%s line %u)",
                        line.len ? ", " : "", all[i].notes->count, corpus->name,
                        all[i].file, all[i].notes->count > 1 ? "from" : "on",
                        all[i].notes->line);
    if (line.len)
        (void)fprintf(stderr,
                      "%s: the release publishes the curator's notes: %s\n",
                      corpus->name, line.ptr);
    dt_buf_release(&line);
}

static void print_licences(const struct dt_corpus *corpus,
                           const struct dt_pack_report *r)
{
    if (r->other_licence)
        (void)fprintf(stderr,
                      "%s: %" PRIu64 " of %" PRIu64 " text%s %s another "
                      "licence than the corpus, which has %s: LICENSE in the "
                      "release lists them\n",
                      corpus->name, r->other_licence, r->texts, DT_S(r->texts),
                      r->other_licence == 1 ? "has" : "have", corpus->licence);
}

static void print_json(const struct dt_corpus *corpus,
                       const struct dt_pack_report *r, struct dt_buf *out)
{
    struct dt_json w;

    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    dt_json_put_count(&w, "articles", r->articles);
    dt_json_put_count(&w, "bytes", r->archive.bytes);
    dt_json_put_text(&w, "commit", r->info.commit);
    dt_json_put_text(&w, "corpus", r->info.name);
    dt_json_put_text(&w, "file", r->path);
    dt_json_put_count(&w, "notes",
                      corpus->notes.count + corpus->people->notes.count +
                          corpus->decisions->notes.count);
    dt_json_put_count(&w, "other_licence", r->other_licence);
    dt_json_put_text(&w, "root", r->info.root);
    dt_json_put_text(&w, "sha256", r->archive.sha256);
    dt_json_put_count(&w, "statements", r->statements);
    dt_json_put_text(&w, "tar_sha256", r->archive.tar_sha256);
    dt_json_put_count(&w, "texts", r->texts);
    dt_json_put_count(&w, "tree_size", r->info.tree_size);
    dt_json_put_text(&w, "version", r->info.version);
    dt_json_close(&w, '}');
    dt_buf_addc(out, '\n');
}

static void print_text(const struct dt_pack_report *r, struct dt_buf *out)
{
    dt_buf_addf(out,
                "%s: %" PRIu64 " bytes, %" PRIu64 " article%s, %" PRIu64
                " text%s, %" PRIu64 " statement%s%s\n",
                r->path, r->archive.bytes, r->articles, DT_S(r->articles),
                r->texts, DT_S(r->texts), r->statements, DT_S(r->statements),
                r->again ? " (released before, same bytes)" : "");
    dt_buf_addf(out, "sha256  %s\nroot    %s over %" PRIu64 " line%s\n",
                r->archive.sha256, r->info.root, r->info.tree_size,
                DT_S(r->info.tree_size));
    if (!r->again)
        dt_buf_addf(out, "recorded in manifests/%s/releases.jsonl: commit it\n",
                    r->info.name);
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    const char *dir = dt_args_value(args, "output");
    struct dt_pack_options how = {
        .version = args->words[1],
        .dir = dir ? dir : ".",
        .level = (int)dt_args_number(args, "level", 0),
        .tag = dt_args_flag(args, "tag"),
        .threads = args->jobs,
    };
    struct dt_pack_report report = {.problem = print_problem};
    struct dt_buf out = DT_BUF_INIT(1 << 20);
    struct dt_corpus *corpus = NULL;
    int rc = DT_OK;

    if (how.threads > 1)
        rc = dt_snapshot_files_start(&how.snapshots, ".", args->words[0], NULL,
                                     true, err);
    if (rc == DT_OK)
        rc = dt_corpus_load(".", args->words[0], &corpus, err);
    if (rc == DT_OK)
        rc = dt_release_pack(corpus, &how, &report, err);
    if (rc == DT_OK && args->json)
        print_json(corpus, &report, &out);
    else if (rc == DT_OK && !args->quiet)
        print_text(&report, &out);
    if (rc == DT_OK && !args->quiet) {
        print_notes(corpus);
        print_licences(corpus, &report);
    }
    if (rc == DT_OK)
        rc = dt_buf_flush(&out, "the report", stdout, err);
    dt_buf_release(&out);
    dt_snapshot_files_free(how.snapshots);
    dt_corpus_free(corpus);
    return rc;
}

const struct dt_command dt_cmd_pack = {
    .name = "pack",
    .synopsis = "CORPUS VERSION [--output DIR] [--level N] [--tag]",
    .summary = "make a release: one archive, the same bytes every time",
    .description =
        "Verify the corpus as it is committed and write "
        "DIR/CORPUS-VERSION.tar.zst, its .sha256 file for sha256sum -c, and "
        "DIR/CORPUS-releases.jsonl, the index that dictum get reads. The "
        "release is recorded in manifests/CORPUS/releases.jsonl, which is then "
        "yours to commit. The curator's files go in as they are, with their "
        "notes and comments: pack says how many notes there are. README.md "
        "and LICENSE in it list the licences of the texts; pack says how many "
        "texts have another than the corpus.\n\n"
        "Refused are: a version that is not greater than the last one, changes "
        "that are not committed, faults that dictum verify finds, and a "
        "released id that has gone without a redirect. A version that was "
        "released is packed to the same bytes again, or not at all.",
    .example = "$ dictum pack northmoor 0.1.0 --output release --tag",
    .options = options,
    .flags = DT_COMMAND_JSON | DT_COMMAND_JOBS | DT_COMMAND_CORPUS,
    .least = 2,
    .most = 2,
    .run = run,
};
