#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "article/add.h"
#include "cmd/cmd.h"

enum { MOST_NAMED = 5 }; /* pages of a feed whose rights are to be looked at */

static const struct dt_option options[] = {
    {"corpus", 0, DT_OPTION_TEXT, "NAME", "add to this corpus", NULL},
    {"kind", 0, DT_OPTION_TEXT, "KIND",
     "what it is, instead of what it looks like",
     "transcript|report|opinion|release|interview|post"},
    {"id", 0, DT_OPTION_TEXT, "ID",
     "id of the source; one that exists gets these bytes", NULL},
    {"speaker", 0, DT_OPTION_TEXT, "PERSON", "id in people.yaml of who speaks",
     NULL},
    {"title", 0, DT_OPTION_TEXT, "TITLE", "title, instead of the page's own",
     NULL},
    {"published", 0, DT_OPTION_TEXT, "DATE",
     "when it was published (EDTF: 2017-10-03, 2017-10)", NULL},
    {"event", 0, DT_OPTION_TEXT, "NAME", "the event at which it was said",
     NULL},
    {"event-date", 0, DT_OPTION_TEXT, "DATE", "when that was (EDTF)", NULL},
    {"event-place", 0, DT_OPTION_TEXT, "PLACE", "where that was", NULL},
    {"licence", 0, DT_OPTION_TEXT, "SPDX", "licence of the text", NULL},
    {"withheld", 0, DT_OPTION_FLAG, NULL,
     "keep the text out of git and releases", NULL},
    {"url", 0, DT_OPTION_TEXT, "URL", "where a file is from", NULL},
    {"allow-private", 0, DT_OPTION_FLAG, NULL,
     "also connect to private and loopback addresses", NULL},
    {"dry-run", 'n', DT_OPTION_FLAG, NULL,
     "change nothing, say what would be added", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static void write_json(const struct dt_added *a, struct dt_buf *out)
{
    struct dt_json w;

    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    dt_json_put_bool(&w, "added", a->added);
    dt_json_put_text(&w, "id", a->id);
    dt_json_put_text(&w, "kind", a->kind);
    dt_json_put_text(&w, "published", a->published);
    dt_json_put_text(&w, "reserved", a->reserved);
    dt_json_put_bool(&w, "restored", a->restored);
    dt_json_put_text(&w, "snapshot", a->snapshot);
    dt_json_put_text(&w, "title", a->title);
    dt_json_close(&w, '}');
    dt_buf_addc(out, '\n');
}

/* Bytes that a source has already. */
static void tell_known(const struct dt_added *a, bool dry_run)
{
    (void)fprintf(stderr, "%s: there already, with the bytes of %s: ", a->id,
                  a->locator);
    if (a->restored)
        (void)fprintf(stderr, "its snapshot was not held, and %s kept again",
                      dry_run ? "would be" : "is");
    else
        (void)fputs("nothing changed", stderr);
    if (a->unused_id)
        (void)fprintf(stderr,
                      " (--id %s was not used: the same bytes are one source; "
                      "its id is changed in sources.yaml)",
                      a->unused_id);
    (void)fputc('\n', stderr);
}

/* A text is not open because the corpus is. */
static void warn_reserved(const struct dt_added *a)
{
    (void)fprintf(stderr,
                  "%s: warning: the page says '%s', and its text is open under "
                  "the corpus's %s all the same: is that right? (else change "
                  "its rights in sources.yaml, or add it with --licence SPDX "
                  "or --withheld)\n",
                  a->id, a->reserved, a->licence);
}

/* Whether a page of a feed says so; its locator is "FEED:LINE". */
static bool is_reserved_of(const struct dt_add_feed *f,
                           const struct dt_added *a)
{
    const size_t len = strlen(f->locator);

    return a->of_feed && a->reserved &&
           strncmp(a->locator, f->locator, len) == 0 && a->locator[len] == ':';
}

/* The first pages by their ids, which sources.yaml has; --json has all. */
static void warn_feed(const struct dt_add_feed *f,
                      const struct dt_add_result *all)
{
    uint64_t named = 0;

    (void)fprintf(stderr,
                  "%s: warning: %" PRIu64 " of the pages say another thing of "
                  "their rights than the corpus's licence, under which their "
                  "text is open: is that right? (else change their rights in "
                  "sources.yaml, or add them with --licence SPDX or "
                  "--withheld)\n",
                  f->locator, f->reserved);
    for (size_t i = 0; i < all->count && named < MOST_NAMED; i++)
        if (is_reserved_of(f, &all->added[i])) {
            (void)fprintf(stderr, "%s: %s says '%s'\n", all->added[i].locator,
                          all->added[i].id, all->added[i].reserved);
            named++;
        }
    if (named && named < f->reserved)
        (void)fprintf(stderr,
                      "%s: and %" PRIu64 " more (--json has each, under "
                      "reserved)\n",
                      f->locator, f->reserved - named);
}

static void tell(const struct dt_added *a, bool dry_run)
{
    if (!a->added)
        tell_known(a, dry_run);
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

/* Call fn for every reason for which something of a feed was passed over. */
static void each_reason(const struct dt_add_feed *f,
                        void (*fn)(void *ctx, const char *reason, uint64_t n),
                        void *ctx)
{
    for (unsigned why = 0; why < DT_ADD_PASSES; why++)
        if (f->passed[why] && why != DT_ADD_OTHER)
            fn(ctx, dt_add_pass_name(why), f->passed[why]);
    for (size_t i = 0; i < DT_ADD_REASONS && f->others[i].what; i++)
        fn(ctx, f->others[i].what, f->others[i].count);
    for (unsigned why = 0; why < DT_FEED_SKIPS; why++)
        if (f->skipped[why])
            fn(ctx, dt_feed_skip_name(why), f->skipped[why]);
}

static void write_reason(void *ctx, const char *reason, uint64_t n)
{
    struct dt_json *w = ctx;

    dt_json_open(w, '{');
    dt_json_put_count(w, "count", n);
    dt_json_put_text(w, "reason", reason);
    dt_json_close(w, '}');
}

static void write_feed(const struct dt_add_feed *f, struct dt_buf *out)
{
    struct dt_json w;

    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    dt_json_put_text(&w, "feed", f->locator);
    dt_json_key(&w, "fields_passed_over");
    dt_json_open(&w, '[');
    for (size_t i = 0; i < DT_ADD_FIELDS && f->fields[i]; i++)
        dt_json_text(&w, f->fields[i]);
    dt_json_close(&w, ']');
    dt_json_put_count(&w, "pages_added", f->added);
    dt_json_key(&w, "passed_over");
    dt_json_open(&w, '[');
    each_reason(f, write_reason, &w);
    dt_json_close(&w, ']');
    dt_json_close(&w, '}');
    dt_buf_addc(out, '\n');
}

static void tell_reason(void *ctx, const char *reason, uint64_t n)
{
    const struct dt_add_feed *f = ctx;

    (void)fprintf(stderr, "%s: passed over: %" PRIu64 " × %s\n", f->locator, n,
                  reason);
}

static void tell_feed(struct dt_add_feed *f, bool dry_run)
{
    (void)fprintf(stderr, "%s: pages %sadded: %" PRIu64 "\n", f->locator,
                  dry_run ? "that would be " : "", f->added);
    each_reason(f, tell_reason, f);
    if (f->fields[0])
        (void)fprintf(
            stderr,
            "%s: fields passed over, as no entry can hold them:", f->locator);
    for (size_t i = 0; i < DT_ADD_FIELDS && f->fields[i]; i++)
        (void)fprintf(stderr, "%s %s", i ? "," : "", f->fields[i]);
    if (f->fields[0])
        (void)fputc('\n', stderr);
}

/* What is broken is told in any case; whether anything was. */
static bool tell_broken(const struct dt_add_feed *f)
{
    for (size_t i = 0; i < DT_ADD_MESSAGES && f->messages[i]; i++)
        (void)fprintf(stderr, "dictum: warning: %s\n", f->messages[i]);
    return f->messages[0] != NULL;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    const struct dt_add add = {
        .corpus = dt_args_value(args, "corpus"),
        .id = dt_args_value(args, "id"),
        .url = dt_args_value(args, "url"),
        .kind = dt_args_value(args, "kind"),
        .title = dt_args_value(args, "title"),
        .published = dt_args_value(args, "published"),
        .event = dt_args_value(args, "event"),
        .event_date = dt_args_value(args, "event-date"),
        .event_place = dt_args_value(args, "event-place"),
        .speaker = dt_args_value(args, "speaker"),
        .licence = dt_args_value(args, "licence"),
        .withheld = dt_args_flag(args, "withheld"),
        .allow_private = dt_args_flag(args, "allow-private"),
        .dry_run = dt_args_flag(args, "dry-run")};
    struct dt_arena arena = DT_ARENA_INIT((size_t)1 << 34);
    struct dt_buf lines = DT_BUF_INIT((size_t)1 << 34);
    struct dt_add_result result = {NULL, 0, NULL, 0};
    bool any_broken = false;
    int rc = dt_add(&add, args->words, (size_t)args->count, &arena, &result,
                    err);

    for (size_t i = 0; rc == DT_OK && i < result.count; i++) {
        if (args->json)
            write_json(&result.added[i], &lines);
        else if (!args->quiet && !result.added[i].of_feed)
            tell(&result.added[i], add.dry_run);
        if (!args->quiet && result.added[i].reserved &&
            !result.added[i].of_feed)
            warn_reserved(&result.added[i]);
    }
    for (size_t i = 0; rc == DT_OK && i < result.feed_count; i++) {
        if (args->json)
            write_feed(&result.feeds[i], &lines);
        else if (!args->quiet)
            tell_feed(&result.feeds[i], add.dry_run);
        if (!args->quiet && result.feeds[i].reserved)
            warn_feed(&result.feeds[i], &result);
        any_broken |= tell_broken(&result.feeds[i]);
    }
    if (rc == DT_OK)
        rc = dt_buf_flush(&lines, "the result", stdout, err);
    dt_buf_release(&lines);
    dt_arena_release(&arena);
    return rc == DT_OK && any_broken ? 1 : rc;
}

const struct dt_command dt_cmd_add = {
    .name = "add",
    .synopsis = "FILE|URL... [--corpus NAME] [--kind KIND] [--licence SPDX]",
    .summary = "register files or URLs as sources",
    .description =
        "Keep the bytes of each file or URL as a snapshot, read title, "
        "byline, publisher, date and kind from them, and write an entry "
        "behind the last one in sources.yaml; nothing else in that file "
        "changes. Check the entry: what it says counts more than what the page "
        "says.\n\n"
        "The id is --id, or made of the URL, or where there is none of the "
        "title or the file's name. Bytes that are a source already change "
        "nothing, whatever --id says, but are kept again where its snapshot is "
        "not held. With the "
        "--id of a source, that source gets these bytes as "
        "its snapshot.\n\n"
        "A WARC file (.warc, .warc.gz, .warc.zst) or JSON Lines of {url, html "
        "or text} (.jsonl, .ndjson, also .gz and .zst) is read page by page; "
        "a line's title, author, published (EDTF), kind and licence (SPDX) go "
        "into its entry, other fields are named as passed over. "
        "Every page that is an article becomes a source, with the time of its "
        "WARC-Date and, under warc, the record that it was taken from; what is "
        "none (redirects, images, pages without article text, other captures "
        "of one URL: the first stays) is passed over and counted. Broken "
        "records are told, and the exit status is then 1.\n\n"
        "--withheld keeps the snapshot in .dictum/, which git does not track "
        "(a WARC file whole, in .dictum/warc/). The licence is that of "
        "corpus.yaml unless --licence says another; a page that says otherwise "
        "of "
        "its rights is pointed at.",
    .example = "$ dictum add speech.html --kind transcript --speaker "
               "amira-voss --licence CC-BY-4.0",
    .options = options,
    .flags = DT_COMMAND_JSON | DT_COMMAND_FILES,
    .least = 1,
    .most = -1,
    .run = run,
};
