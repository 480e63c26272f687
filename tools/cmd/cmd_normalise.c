#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "adapt/encoding.h"
#include "article/article.h"
#include "article/form.h"
#include "base/file.h"
#include "base/json.h"
#include "base/ordered.h"
#include "cmd/cmd.h"
#include "cmd/page_name.h"
#include "cmd/print_article.h"
#include "snapshot/feed.h"

enum { ITEMS_A_THREAD = 3 };

static const struct dt_option options[] = {
    {"type", 't', DT_OPTION_TEXT, "TYPE", "read the input as this",
     "html|xhtml|text|markdown|pdf|vtt|srt"},
    {"charset", 'c', DT_OPTION_TEXT, "LABEL",
     "encoding of the input, as an HTTP header would say it", NULL},
    {"url", 'u', DT_OPTION_TEXT, "URL", "where the input came from", NULL},
    {"output", 'o', DT_OPTION_DIR, "DIR", "write a file for each page here",
     NULL},
    {"schema", 0, DT_OPTION_FLAG, NULL,
     "print the JSON Schema of what --json prints, and read nothing", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static const char schema[] = {
#include "cmd/schema/normalise.json.inc"
};

/* One page on its way through. */
struct item {
    struct dt_feed_page page;
    struct dt_buf out; /* what is printed */
    struct dt_err err;
    int rc;
    size_t word, number; /* which argument, which page of it from 1 */
    uint64_t mojibake, replaced;
    const char *not_article; /* a constant, or NULL */
};

/* All of them. */
struct stream {
    const struct dt_args *args;
    const char *const *words;
    size_t count;
    const char *media_type, *output;
    struct dt_feed *feed; /* of words[word - 1] */
    size_t word, number;
    size_t given, failed;
    struct dt_err pending; /* an error that may be the only page's */
    bool waits;            /* pending has not been printed */
    bool refused;          /* a file could not be read */
};

static const char *forced_type(const struct dt_args *args)
{
    static const struct {
        const char *name;
        enum dt_form form;
    } types[] = {{"html", DT_FORM_HTML}, {"xhtml", DT_FORM_XHTML},
                 {"text", DT_FORM_TEXT}, {"markdown", DT_FORM_MARKDOWN},
                 {"pdf", DT_FORM_PDF},   {"vtt", DT_FORM_VTT},
                 {"srt", DT_FORM_SRT}};
    const char *type = dt_args_value(args, "type");

    for (size_t i = 0; type && i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].name, type) == 0)
            return dt_form_media_type(types[i].form);
    return NULL;
}

static const char *name_of(const struct stream *s, const struct item *item)
{
    return dt_file_shown(s->words[item->word]);
}

/* Where a page is, for people. */
static const char *place_of(const struct stream *s, const struct item *item)
{
    return item->page.where ? item->page.where : name_of(s, item);
}

/* A file that ended and had nothing to read in it. */
static int tell_empty(const struct stream *s, const struct item *item,
                      struct dt_err *err)
{
    uint64_t skipped = 0;

    for (unsigned why = 0; why < DT_FEED_SKIPS; why++)
        skipped += dt_feed_skipped(s->feed, (enum dt_feed_skip)why);
    if (skipped)
        return DT_FAIL(
            err, DT_EFORMAT,
            "%.300s: no page in it (records of something else: %" PRIu64 ")",
            name_of(s, item), skipped);
    return DT_FAIL(err, DT_EFORMAT, "%.300s: no page in it", name_of(s, item));
}

/* An error is the page's own, and the next one may be well. */
static int take(void *ctx, void *filled, bool *end, struct dt_err *err)
{
    struct stream *s = ctx;
    struct item *item = filled;

    (void)err;
    for (;;) {
        bool done = false;

        if (!s->feed) {
            *end = s->word == s->count;
            if (*end)
                return DT_OK;
            s->number = 0;
            item->word = s->word++;
            item->rc = dt_feed_open(s->words[item->word], &s->feed, &item->err);
            if (item->rc < 0)
                return DT_OK;
        }
        item->word = s->word - 1;
        item->rc = dt_feed_next(s->feed, &item->page, &done, &item->err);
        if (done && item->rc == DT_OK && s->number == 0)
            item->rc = tell_empty(s, item, &item->err);
        if (done || (item->rc < 0 && item->rc != DT_EFORMAT &&
                     item->rc != DT_EMISMATCH)) {
            dt_feed_free(s->feed);
            s->feed = NULL;
        }
        if (done && item->rc == DT_OK)
            continue;
        item->number = ++s->number;
        return DT_OK;
    }
}

static void write_page(const struct stream *s, struct item *item,
                       const struct dt_article *article)
{
    struct dt_json writer;

    if (!s->args->json) {
        dt_buf_addstr(&item->out, article->text);
        return;
    }
    dt_json_init(&writer, &item->out);
    dt_print_article(article, place_of(s, item), item->page.id, &writer);
    dt_buf_addc(&item->out, '\n');
}

static void work(void *ctx, void *filled)
{
    const struct stream *s = ctx;
    struct item *item = filled;
    const char *url = dt_args_value(s->args, "url");
    const char *charset = dt_args_value(s->args, "charset");
    struct dt_article_input in = {
        .bytes = dt_buf_str(&item->page.bytes),
        .media_type = s->media_type ? s->media_type : item->page.media_type,
        .charset = charset ? charset : item->page.charset,
        .url = item->page.url ? item->page.url : url};
    struct dt_article *article = NULL;
    struct dt_err cause;

    dt_buf_reset(&item->out);
    if (item->rc < 0)
        return;
    if (!in.media_type)
        in.media_type = dt_form_of_name(s->words[item->word]);
    item->rc = dt_article_normalise(&in, &article, &cause);
    if (item->rc < 0) {
        dt_err_set(&item->err, cause.code, "%.200s: %.300s", place_of(s, item),
                   cause.msg);
        return;
    }
    write_page(s, item, article);
    item->mojibake = article->mojibake;
    item->not_article = article->not_article;
    item->replaced = article->replaced;
    dt_article_free(article);
    item->rc = dt_buf_check(&item->out, "the article", &item->err);
}

static void warn(const struct stream *s, const struct item *item)
{
    if (s->args->quiet || s->args->json)
        return;
    if (item->replaced)
        (void)fprintf(stderr,
                      "dictum: warning: %s: %" PRIu64
                      " byte%s could not be decoded and became U+FFFD\n",
                      place_of(s, item), item->replaced, DT_S(item->replaced));
    if (item->mojibake)
        (void)fprintf(stderr,
                      "dictum: warning: %s: in %" PRIu64
                      " place%s the text looks as if its UTF-8 had been "
                      "encoded twice; it stays as published\n",
                      place_of(s, item), item->mojibake, DT_S(item->mojibake));
    if (item->not_article)
        (void)fprintf(stderr, "dictum: warning: %s: not an article: %s\n",
                      place_of(s, item), item->not_article);
}

static void print_pending(struct stream *s)
{
    if (s->waits)
        (void)fprintf(stderr, "dictum: error: %s\n", s->pending.msg);
    s->waits = false;
}

/* Whether a page is one of several that its file holds. */
static bool is_of_feed(const struct stream *s, const struct item *item)
{
    return strcmp(place_of(s, item), name_of(s, item)) != 0;
}

static int write_file(const struct stream *s, const struct item *item,
                      struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(64 * 1024);
    int rc;

    dt_page_name(s->output, s->words[item->word],
                 is_of_feed(s, item) ? item->number : 0,
                 s->args->json ? "json" : "txt", &path);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_file_write(path.ptr, item->out.ptr, item->out.len, err);
    dt_buf_release(&path);
    return rc;
}

static int print_page(const struct stream *s, const struct item *item,
                      struct dt_err *err)
{
    struct dt_buf head = DT_BUF_INIT(64 * 1024);
    int rc = DT_OK;

    if (!s->args->json && (s->count > 1 || is_of_feed(s, item))) {
        dt_buf_addf(&head, "%s==> %s <==\n\n", s->given > 1 ? "\n" : "",
                    place_of(s, item));
        rc = dt_buf_check(&head, "a heading", err);
        if (rc == DT_OK)
            rc = dt_file_write_fd(STDOUT_FILENO, "standard output", head.ptr,
                                  head.len, err);
    }
    dt_buf_release(&head);
    if (rc == DT_OK)
        rc = dt_file_write_fd(STDOUT_FILENO, "standard output", item->out.ptr,
                              item->out.len, err);
    return rc;
}

static int give(void *ctx, void *filled, struct dt_err *err)
{
    struct stream *s = ctx;
    const struct item *item = filled;

    print_pending(s);
    s->given++;
    if (item->rc < 0) {
        s->failed++;
        s->pending = item->err;
        s->waits = true;
        s->refused |= item->rc == DT_EIO;
        return DT_OK;
    }
    warn(s, item);
    return s->output ? write_file(s, item, err) : print_page(s, item, err);
}

static int run_stream(struct stream *s, struct dt_err *err)
{
    const struct dt_ordered stream = {take, work, give, s};
    const size_t count = s->args->jobs * (size_t)ITEMS_A_THREAD;
    struct item *items = calloc(count, sizeof *items);
    int rc;

    if (!items)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory");
    for (size_t i = 0; i < count; i++) {
        items[i].page = DT_FEED_PAGE_INIT;
        items[i].out = DT_BUF_INIT(16 * (size_t)DT_ARTICLE_MAX);
    }
    rc = dt_ordered_run(&stream, s->args->jobs, items, count, sizeof *items,
                        err);
    for (size_t i = 0; i < count; i++) {
        dt_feed_page_release(&items[i].page);
        dt_buf_release(&items[i].out);
    }
    dt_feed_free(s->feed);
    free(items);
    return rc;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    static const char *const standard[] = {"-"};
    struct stream s = {.args = args,
                       .words = args->count ? args->words : standard,
                       .count = args->count ? (size_t)args->count : 1,
                       .media_type = forced_type(args),
                       .output = dt_args_value(args, "output")};
    const char *charset = dt_args_value(args, "charset");
    int rc = DT_OK;

    if (dt_args_flag(args, "schema"))
        return dt_file_write_fd(STDOUT_FILENO, "standard output", schema,
                                sizeof schema, err);
    if (charset && !dt_encoding_name(DT_STR(charset)))
        return DT_FAIL(err, DT_EUSAGE,
                       "--charset: '%.60s' is no label of the WHATWG Encoding "
                       "Standard (utf-8, windows-1252, ...)",
                       charset);
    if (s.output) {
        rc = dt_page_names_check(s.words, s.count, err);
        if (rc == DT_OK)
            rc = dt_file_mkdirs(s.output, err);
    }
    if (rc == DT_OK)
        rc = run_stream(&s, err);
    if (rc < 0 || s.failed == 0)
        return rc;
    if (s.given == 1) {
        *err = s.pending;
        return err->code;
    }
    print_pending(&s);
    return DT_FAIL(err, s.refused ? DT_EIO : DT_EFORMAT,
                   "%zu of %zu pages could not be read", s.failed, s.given);
}

const struct dt_command dt_cmd_normalise = {
    .name = "normalise",
    .synopsis = "[FILE|-]... [--type T] [--json] [--output DIR] [-j N]",
    .summary = "turn pages and other texts into clean article text",
    .description =
        "Print the article in each FILE, or in the standard input, as UTF-8 "
        "text: NFC, single spaces, one blank line between paragraphs, list "
        "items beginning with \"- \". Navigation, captions, bylines and the "
        "like are left out. A FILE may be HTML, XHTML, plain text, Markdown "
        "(by its name, .md), PDF, or captions of a recording (WebVTT, SubRip), "
        "whose cues are joined into paragraphs, without their times; or hold "
        "many pages: WARC, plain or compressed, or JSON Lines with \"html\" or "
        "\"text\", which may have \"url\" and \"id\". Such feeds are streamed: "
        "memory is that of "
        "a few pages a thread, however many there are.\n\n"
        "With --json, one canonical JSON object a page and line, with the "
        "text, what the page says of itself with the place it was read from "
        "(\"evidence\") and what other places say instead (\"disagreements\"), "
        "and the byte ranges of headings, pull quotes and notes; --schema "
        "prints the JSON Schema of it. A page that is no article (an error "
        "page, a consent wall, a stub behind a paywall, a login page, an index "
        "...) is said to be so, on stderr or in \"not_article\"; what text it "
        "has is printed for all that. Without, and where there are several "
        "pages, a line \"==> FILE <==\" stands over each text, as head prints "
        "it. With --output, each page goes into a file of its own: story.html "
        "becomes DIR/story.txt, the pages of crawl.warc.gz become "
        "DIR/crawl-000001.txt and so on.\n\n"
        "Pages come out in the order in which they went in, on any number of "
        "threads. One that cannot be read is an error line, and the others go "
        "on; the exit status says so at the end (4, or 3 for a file that is "
        "not there). Without --type the bytes decide: what begins with a tag "
        "is HTML. A PDF or Markdown file has 30 or 10 seconds of processor "
        "time and 1 or 2 GiB of memory.",
    .example = "$ dictum normalise --json page.html\n"
               "$ curl -s https://www.example.org/ | dictum normalise -\n"
               "$ dictum normalise --json crawl.warc.gz > articles.jsonl",
    .options = options,
    .flags = DT_COMMAND_JSON | DT_COMMAND_JOBS | DT_COMMAND_FILES,
    .least = 0,
    .most = -1,
    .run = run,
};
