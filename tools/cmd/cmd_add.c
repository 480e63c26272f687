#include <stdio.h>

#include "base/json.h"
#include "article/add.h"
#include "cmd/cmd.h"

static const struct dt_option options[] = {
    {"corpus", 0, DT_OPTION_TEXT, "NAME", "add to this corpus", NULL},
    {"kind", 0, DT_OPTION_TEXT, "KIND",
     "what it is, instead of what it looks like",
     "transcript|report|opinion|release|interview|post"},
    {"id", 0, DT_OPTION_TEXT, "ID",
     "id of the source; one that exists gets these bytes", NULL},
    {"speaker", 0, DT_OPTION_TEXT, "PERSON", "id in people.yaml of who speaks",
     NULL},
    {"licence", 0, DT_OPTION_TEXT, "SPDX", "licence of the text", NULL},
    {"withheld", 0, DT_OPTION_FLAG, NULL,
     "keep the text out of git and releases", NULL},
    {"url", 0, DT_OPTION_TEXT, "URL", "where a file is from", NULL},
    {"dry-run", 'n', DT_OPTION_FLAG, NULL,
     "change nothing, say what would be added", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static void write_json(const struct dt_added *a, struct dt_buf *out)
{
    struct dt_json w;

    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    dt_json_key(&w, "added");
    dt_json_bool(&w, a->added);
    dt_json_key(&w, "id");
    dt_json_text(&w, a->id);
    dt_json_key(&w, "kind");
    dt_json_text(&w, a->kind);
    dt_json_key(&w, "published");
    dt_json_text(&w, a->published);
    dt_json_key(&w, "snapshot");
    dt_json_text(&w, a->snapshot);
    dt_json_key(&w, "title");
    dt_json_text(&w, a->title);
    dt_json_close(&w, '}');
    dt_buf_addc(out, '\n');
}

static void tell(const struct dt_added *a, bool dry_run)
{
    if (!a->added)
        (void)fprintf(stderr, "%s: there already, nothing changed\n", a->id);
    else if (a->replaced)
        (void)fprintf(stderr, "%s: %sgiven these bytes: %s\n", a->id,
                      dry_run ? "would be " : "",
                      a->title ? a->title : "no title");
    else
        (void)fprintf(stderr, "%s: %sadded: %s (%s, %s; %s, text %s)\n", a->id,
                      dry_run ? "would be " : "",
                      a->title ? a->title : "no title",
                      a->kind ? a->kind : "kind unknown",
                      a->published ? a->published : "no date", a->licence,
                      a->withheld ? "withheld" : "open");
    if (a->exposed)
        (void)fprintf(stderr,
                      "%s: warning: the file lies in this folder, where git "
                      "add would take a withheld text (move it out)\n",
                      a->id);
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    const struct dt_add add = {.corpus = dt_args_value(args, "corpus"),
                               .id = dt_args_value(args, "id"),
                               .url = dt_args_value(args, "url"),
                               .kind = dt_args_value(args, "kind"),
                               .speaker = dt_args_value(args, "speaker"),
                               .licence = dt_args_value(args, "licence"),
                               .withheld = dt_args_flag(args, "withheld"),
                               .dry_run = dt_args_flag(args, "dry-run")};
    struct dt_arena arena = DT_ARENA_INIT((size_t)1 << 32);
    struct dt_buf lines = DT_BUF_INIT((size_t)1 << 32);
    struct dt_added *added = NULL;
    size_t count = (size_t)args->count;
    int rc = dt_add(&add, args->words, count, &arena, &added, err);

    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        if (args->json)
            write_json(&added[i], &lines);
        if (!args->json && !args->quiet)
            tell(&added[i], add.dry_run);
    }
    if (rc == DT_OK)
        rc = dt_buf_check(&lines, "the result", err);
    if (rc == DT_OK && lines.len)
        (void)fwrite(lines.ptr, 1, lines.len, stdout);
    dt_buf_release(&lines);
    dt_arena_release(&arena);
    return rc;
}

const struct dt_command dt_cmd_add = {
    .name = "add",
    .synopsis = "FILE|URL... [--corpus NAME] [--kind KIND] [--licence SPDX]",
    .summary = "register files or URLs as sources",
    .description =
        "Keeps the bytes of each file or URL as a snapshot, reads title, "
        "byline, publisher, date and kind from them, and writes an entry "
        "behind the last one in sources.yaml; nothing else in that file "
        "changes. Check the entry: what it says counts more than what the "
        "page says.\n\n"
        "The id is --id, or made of the URL, or where there is none of the "
        "title or the file's name. Bytes that are a source already change "
        "nothing. With the --id "
        "of a source, that source gets these bytes as its snapshot.\n\n"
        "--withheld keeps the snapshot in .dictum/, which git does not track. "
        "The licence is that of corpus.yaml unless --licence says another.",
    .example = "$ dictum add speech.html --kind transcript "
               "--speaker amira-voss --licence CC-BY-4.0",
    .options = options,
    .flags = DT_COMMAND_JSON | DT_COMMAND_FILES,
    .least = 1,
    .most = -1,
    .run = run,
};
