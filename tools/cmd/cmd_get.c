#include <inttypes.h>
#include <stdio.h>

#include "base/json.h"
#include "cmd/cmd.h"
#include "release/get.h"

static const struct dt_option options[] = {
    {"from", 0, DT_OPTION_FILE, "PLACE",
     "archive, folder of archives, or the URL of either", NULL},
    {"output", 'o', DT_OPTION_DIR, "DIR", "put the archive into DIR (.)", NULL},
    {"extract", 'x', DT_OPTION_DIR, "DIR", "unpack it into DIR/NAME-VERSION",
     NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static void print_json(const struct dt_get_report *r, struct dt_buf *out)
{
    const struct dt_bag_info *info = &r->release.info;
    struct dt_json w;

    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    dt_json_put_text(&w, "archive", r->archive[0] ? r->archive : NULL);
    dt_json_put_count(&w, "articles", r->release.articles);
    dt_json_put_text(&w, "commit", info->commit);
    dt_json_put_text(&w, "corpus", info->name);
    dt_json_put_bool(&w, "digest_known", r->digest_known);
    dt_json_put_text(&w, "folder", r->folder[0] ? r->folder : NULL);
    dt_json_put_text(&w, "root", info->root);
    dt_json_put_text(&w, "sha256", r->release.sha256);
    dt_json_put_count(&w, "statements", r->release.statements);
    dt_json_put_count(&w, "texts", r->release.texts);
    dt_json_put_count(&w, "tree_size", info->tree_size);
    dt_json_put_text(&w, "version", info->version);
    dt_json_close(&w, '}');
    dt_buf_addc(out, '\n');
}

static void print_text(const struct dt_get_report *r, struct dt_buf *out)
{
    const struct dt_release_report *release = &r->release;

    dt_buf_addf(out,
                "%s %s: verified: %" PRIu64 " article%s, %" PRIu64
                " text%s, %" PRIu64 " statement%s\n",
                release->info.name, release->info.version, release->articles,
                DT_S(release->articles), release->texts, DT_S(release->texts),
                release->statements, DT_S(release->statements));
    dt_buf_addf(out, "sha256  %s%s\nroot    %s over %" PRIu64 " line%s\n",
                release->sha256,
                r->digest_known ? "" : " (nothing there says what it must be)",
                release->info.root, release->info.tree_size,
                DT_S(release->info.tree_size));
    if (r->archive[0])
        dt_buf_addf(out, "%s\n", r->archive);
    if (r->folder[0])
        dt_buf_addf(out, "%s\n", r->folder);
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    const struct dt_get_options how = {
        .wanted = args->words[0],
        .from = dt_args_value(args, "from"),
        .output = dt_args_value(args, "output"),
        .extract = dt_args_value(args, "extract"),
        .threads = args->jobs,
    };
    struct dt_get_report report;
    struct dt_buf out = DT_BUF_INIT(1 << 20);
    int rc;

    if (!how.from)
        return DT_FAIL(err, DT_EUSAGE,
                       "get: from where? (--from URL, folder or file)");
    rc = dt_release_get(&how, &report, err);
    if (rc == DT_OK && args->json)
        print_json(&report, &out);
    else if (rc == DT_OK && !args->quiet)
        print_text(&report, &out);
    if (rc == DT_OK)
        rc = dt_buf_flush(&out, "the report", stdout, err);
    dt_buf_release(&out);
    return rc;
}

const struct dt_command dt_cmd_get = {
    .name = "get",
    .synopsis = "NAME[@RANGE] --from PLACE [--output DIR] [--extract DIR]",
    .summary = "fetch a release and verify it before anything appears",
    .description =
        "PLACE is the archive of a release, a folder of such archives, or the "
        "http or https URL of either. RANGE chooses among the releases of a "
        "folder: 1.4.0, 1.4, 1, ^1.2, ~1.2, >=1.0 or latest (the default); the "
        "newest that fits is taken, a pre-release only when RANGE names "
        "one.\n\n"
        "The archive is checked whole, against the folder's index or its "
        ".sha256 file and in itself, before it gets its name in DIR. What is "
        "not to be trusted ends with status 4 or 5 and leaves nothing behind.",
    .example = "$ dictum get northmoor@^0.1 --from "
               "https://example.org/releases --extract .",
    .options = options,
    .flags = DT_COMMAND_JSON | DT_COMMAND_JOBS,
    .least = 1,
    .most = 1,
    .run = run,
};
