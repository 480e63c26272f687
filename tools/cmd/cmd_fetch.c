#include <stdio.h>

#include "cmd/cmd.h"
#include "cmd/print.h"
#include "manifest/http.h"
#include "snapshot/fetch.h"
#include "snapshot/snapshot.h"
#include "source/source_entry.h"

static const struct dt_option options[] = {
    {"refresh", 0, DT_OPTION_FLAG, NULL,
     "also ask whether pages that are held have changed", NULL},
    {"from", 0, DT_OPTION_FILE, "PATH",
     "take them from a file, folder or WARC file instead", NULL},
    {"memento", 0, DT_OPTION_TEXT, "URL",
     "look what has vanished up in the archive with this TimeGate", NULL},
    {"contact", 0, DT_OPTION_TEXT, "TEXT",
     "address for the sites that are asked, in the User-Agent", NULL},
    {"delay", 0, DT_OPTION_COUNT, "SECONDS",
     "between two requests to a site (1)", NULL},
    {"at-a-time", 0, DT_OPTION_COUNT, "N", "requests to a site (2)", NULL},
    {"tries", 0, DT_OPTION_COUNT, "N", "for each request (4)", NULL},
    {"timeout", 0, DT_OPTION_COUNT, "SECONDS", "for each exchange (120)", NULL},
    {"max-bytes", 0, DT_OPTION_COUNT, "N", "of a page (67108864)", NULL},
    {"allow-private", 0, DT_OPTION_FLAG, NULL,
     "also connect to private and loopback addresses", NULL},
    {"dry-run", 'n', DT_OPTION_FLAG, NULL,
     "ask for nothing, say what would be asked for", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static void print_item_json(struct dt_buf *out, const struct dt_fetch_item *i)
{
    struct dt_json w;

    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    dt_json_put_bool(&w, "held", i->held);
    dt_json_put_text(&w, "id", i->source->id);
    dt_json_put_text(&w, "memento", i->memento);
    dt_json_put_text(&w, "snapshot",
                     i->snapshot ? i->snapshot : i->source->snapshot);
    dt_json_put_text(&w, "state", dt_fetch_name(i->state));
    dt_json_put_text(&w, "url", i->url ? i->url : i->source->url);
    dt_json_put_text(&w, "why", i->why);
    dt_json_close(&w, '}');
    dt_buf_addc(out, '\n');
}

static void print_json(struct dt_print *p, const struct dt_corpus *corpus,
                       const struct dt_fetch_report *r)
{
    static const enum dt_fetch_state sorted[] = {
        DT_FETCH_CHANGED, DT_FETCH_FAILED,  DT_FETCH_FORBIDDEN, DT_FETCH_GONE,
        DT_FETCH_HELD,    DT_FETCH_NOWHERE, DT_FETCH_OTHER};
    static const enum dt_fetch_state last[] = {DT_FETCH_TAKEN,
                                               DT_FETCH_WAITING};
    struct dt_json w;

    for (size_t i = 0; i < r->count; i++)
        print_item_json(&p->out, &r->items[i]);
    dt_json_init(&w, &p->out);
    dt_json_open(&w, '{');
    dt_json_put_count(&w, dt_fetch_name(sorted[0]), r->counts[sorted[0]]);
    dt_json_put_text(&w, "corpus", corpus->name);
    for (size_t i = 1; i < sizeof sorted / sizeof *sorted; i++) {
        dt_json_put_count(&w, dt_fetch_name(sorted[i]), r->counts[sorted[i]]);
    }
    dt_json_put_count(&w, "requests", r->requests);
    dt_json_put_count(&w, dt_fetch_name(DT_FETCH_RESTORED),
                      r->counts[DT_FETCH_RESTORED]);
    dt_json_put_count(&w, dt_fetch_name(DT_FETCH_SAME),
                      r->counts[DT_FETCH_SAME]);
    dt_json_put_count(&w, "sources", r->count);
    for (size_t i = 0; i < sizeof last / sizeof *last; i++) {
        dt_json_put_count(&w, dt_fetch_name(last[i]), r->counts[last[i]]);
    }
    dt_json_put_text(&w, "warc", r->file ? dt_corpus_shown(r->file) : NULL);
    dt_json_close(&w, '}');
    dt_buf_addc(&p->out, '\n');
}

/* What there is to say of a source, or NULL. */
static const char *sentence(const struct dt_fetch_item *i)
{
    switch (i->state) {
    case DT_FETCH_WAITING:
        return i->held ? "would be asked for again" : "would be asked for";
    case DT_FETCH_TAKEN:
        return i->memento ? "taken from the archive" : NULL;
    case DT_FETCH_CHANGED:
        return "has changed: the new snapshot stands beside the old one";
    case DT_FETCH_OTHER:
        return "not held";
    case DT_FETCH_GONE:
        return i->held ? "vanished, its last snapshot is kept" : "vanished";
    case DT_FETCH_FORBIDDEN:
        return i->held ? "forbidden, its last snapshot is kept" : "forbidden";
    case DT_FETCH_FAILED:
        return i->held ? "failed, its last snapshot is kept" : "failed";
    case DT_FETCH_NOWHERE:
        return "not held, and nowhere to take it from";
    default:
        return NULL;
    }
}

/* People's lines, to stderr. */
static int print_items(struct dt_print *p, const struct dt_fetch_report *r,
                       struct dt_err *err)
{
    for (size_t i = 0; i < r->count; i++) {
        const struct dt_fetch_item *item = &r->items[i];
        const char *text = sentence(item);
        const char *url = item->url ? item->url : item->source->url;

        if (!text)
            continue;
        dt_print_safe(p, DT_STR(item->source->id));
        dt_buf_addf(&p->out, ": %s", text);
        if (item->memento)
            dt_buf_addf(&p->out, " of %s", item->memento);
        if (url) {
            dt_buf_adds(&p->out, ": ");
            dt_print_safe(p, DT_STR(url));
        }
        if (item->why) {
            dt_buf_adds(&p->out, ": ");
            dt_print_safe(p, DT_STR(item->why));
        }
        dt_buf_addc(&p->out, '\n');
    }
    return dt_buf_flush(&p->out, "the list of sources", stderr, err);
}

static void print_summary(struct dt_print *p, const struct dt_corpus *corpus,
                          const struct dt_fetch_report *r)
{
    static const struct {
        enum dt_fetch_state state;
        const char *name;
    } parts[] = {{DT_FETCH_WAITING, "to be asked for"},
                 {DT_FETCH_TAKEN, "taken"},
                 {DT_FETCH_CHANGED, "changed"},
                 {DT_FETCH_SAME, "unchanged"},
                 {DT_FETCH_HELD, "held"},
                 {DT_FETCH_RESTORED, "restored"},
                 {DT_FETCH_OTHER, "not held, with other bytes now"},
                 {DT_FETCH_GONE, "vanished"},
                 {DT_FETCH_FORBIDDEN, "forbidden"},
                 {DT_FETCH_FAILED, "failed"},
                 {DT_FETCH_NOWHERE, "not held"}};
    bool some = false;

    dt_buf_addf(&p->out, "%s: %zu source%s", corpus->name, r->count,
                DT_S(r->count));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (r->counts[parts[i].state]) {
            dt_buf_addf(&p->out, "%s%zu %s", some ? ", " : ": ",
                        r->counts[parts[i].state], parts[i].name);
            some = true;
        }
    dt_buf_addc(&p->out, '\n');
    if (r->file)
        dt_buf_addf(&p->out, "%s: %llu request%s, kept in %s\n", corpus->name,
                    (unsigned long long)r->requests, DT_S(r->requests),
                    dt_corpus_shown(r->file));
}

static int check_words(const struct dt_fetch_options *o, struct dt_err *err)
{
    if (o->from && (o->refresh || o->archive))
        return DT_FAIL(err, DT_EUSAGE,
                       "--from asks nobody: neither --refresh nor --memento "
                       "goes with it");
    if (!o->at_a_time || !o->tries || !o->seconds || !o->max)
        return DT_FAIL(err, DT_EUSAGE,
                       "--at-a-time, --tries, --timeout and --max-bytes are at "
                       "least 1");
    if (o->max > DT_SNAPSHOT_MAX)
        return DT_FAIL(err, DT_EUSAGE, "--max-bytes: at most %d",
                       DT_SNAPSHOT_MAX);
    if (o->archive && !dt_source_is_url(DT_STR(o->archive)))
        return DT_FAIL(err, DT_EUSAGE,
                       "--memento: '%.100s' is no http:// or https:// address",
                       o->archive);
    for (const char *c = o->contact ? o->contact : ""; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7F || *c == '(' || *c == ')')
            return DT_FAIL(err, DT_EUSAGE,
                           "--contact: no control characters or brackets");
    return DT_OK;
}

/* DT_OK, 1 for what was found, DT_EIO when the network was at fault. */
static int result(const struct dt_fetch_report *r, struct dt_err *err)
{
    if (r->counts[DT_FETCH_FAILED])
        return DT_FAIL(err, DT_EIO,
                       "%zu of %zu source%s could not be fetched (run it again "
                       "later, or look at their addresses)",
                       r->counts[DT_FETCH_FAILED], r->count, DT_S(r->count));
    return r->counts[DT_FETCH_OTHER] || r->counts[DT_FETCH_GONE] ||
           r->counts[DT_FETCH_FORBIDDEN] || r->counts[DT_FETCH_NOWHERE];
}

static int print_report(const struct dt_args *args,
                        const struct dt_corpus *corpus,
                        const struct dt_fetch_report *r, struct dt_err *err)
{
    struct dt_print p;
    int rc = DT_OK;

    dt_print_init(&p);
    if (args->json)
        print_json(&p, corpus, r);
    else if (!args->quiet) {
        rc = print_items(&p, r, err);
        print_summary(&p, corpus, r);
    }
    if (rc == DT_OK)
        rc = dt_print_flush(&p, err);
    dt_print_release(&p);
    return rc;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    struct dt_fetch_options how = {
        .refresh = dt_args_flag(args, "refresh"),
        .dry_run = dt_args_flag(args, "dry-run"),
        .allow_private = dt_args_flag(args, "allow-private"),
        .from = dt_args_value(args, "from"),
        .archive = dt_args_value(args, "memento"),
        .contact = dt_args_value(args, "contact"),
        .at_a_time = dt_args_number(args, "at-a-time", 2),
        .pause = dt_args_number(args, "delay", 1),
        .tries = dt_args_number(args, "tries", 4),
        .seconds = dt_args_number(args, "timeout", 120),
        .max = dt_args_number(args, "max-bytes", DT_SNAPSHOT_MAX),
        .known = dt_http_known,
    };
    struct dt_fetch_report report = {.count = 0};
    struct dt_http_records *records = NULL;
    struct dt_corpus *corpus = NULL;
    int rc = check_words(&how, err);

    if (rc == DT_OK)
        rc = dt_corpus_load(".", args->count ? args->words[0] : NULL, &corpus,
                            err);
    if (rc == DT_OK && how.refresh)
        rc = dt_http_records_read(corpus, &records, err);
    how.known_ctx = records;
    if (rc == DT_OK) {
        rc = dt_fetch(corpus, &how, &report, err);
        if (rc == DT_OK)
            rc = print_report(args, corpus, &report, err);
        if (rc == DT_OK)
            rc = result(&report, err);
        dt_fetch_release(&report);
    }
    dt_http_records_free(records);
    dt_corpus_free(corpus);
    return rc;
}

const struct dt_command dt_cmd_fetch = {
    .name = "fetch",
    .synopsis = "[CORPUS] [--refresh] [--memento URL] [--from PATH]",
    .summary = "take missing snapshots from the web, politely",
    .description =
        "Ask for the page of every source whose snapshot is not held, keep "
        "each exchange in .dictum/warc/ and each page as a snapshot, and write "
        "into sources.yaml what was taken; then dictum build makes the "
        "articles. A run that was stopped goes on where it was.\n\n"
        "robots.txt is followed, its Crawl-delay up to 60 seconds; a site "
        "whose Retry-After is more than 300 is left alone, other servers in "
        "trouble are asked again a few times. Redirects are followed, one "
        "by one. No private or loopback address is connected to unless "
        "--allow-private says so. The variable SSL_CERT_FILE names other "
        "certificate authorities.\n\n"
        "With --refresh pages that are held are asked for again, with the ETag "
        "and date that are recorded: one that changed gives a new snapshot "
        "beside the old one, and dictum diff shows what was edited. A page "
        "that has vanished keeps its last snapshot; with --memento an archive "
        "is asked (RFC 7089) for pages of which there is none.\n\n"
        "--from takes missing snapshots from files instead: pages by their "
        "hash, those of a WARC or JSON Lines file also by their address.\n\n"
        "Exit status 1: pages have vanished, are forbidden or are other ones "
        "now; 3: network or servers failed.",
    .example = "$ dictum fetch harbour --contact mailto:desk@news.example\n"
               "$ dictum fetch harbour --refresh\n"
               "$ dictum fetch harbour --memento https://web.archive.org/web/",
    .options = options,
    .flags = DT_COMMAND_JSON | DT_COMMAND_CORPUS,
    .most = 1,
    .run = run,
};
