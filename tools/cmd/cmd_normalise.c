#include <unistd.h>

#include "article/article.h"
#include "base/file.h"
#include "base/json.h"
#include "cmd/cmd.h"

static const struct dt_option options[] = {
    {"type", 't', DT_OPTION_TEXT, "TYPE", "read the input as this",
     "html|text"},
    {"url", 'u', DT_OPTION_TEXT, "URL", "where the input came from", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

static void put_spans(struct dt_json *w, const struct dt_article *a,
                      enum dt_block_kind kind)
{
    dt_json_open(w, '[');
    for (size_t i = 0; i < a->block_count; i++) {
        const struct dt_block *b = &a->blocks[i];

        if (b->kind != kind)
            continue;
        dt_json_open(w, '[');
        dt_json_int(w, b->span.start);
        dt_json_int(w, b->span.end);
        dt_json_close(w, ']');
    }
    dt_json_close(w, ']');
}

static void put_event(struct dt_json *w, const struct dt_event *event)
{
    if (!event->name && !event->date && !event->place) {
        dt_json_null(w);
        return;
    }
    dt_json_open(w, '{');
    dt_json_key(w, "date");
    dt_json_text(w, event->date);
    dt_json_key(w, "name");
    dt_json_text(w, event->name);
    dt_json_key(w, "place");
    dt_json_text(w, event->place);
    dt_json_close(w, '}');
}

static void put_text(struct dt_json *w, const char *key, const char *text)
{
    dt_json_key(w, key);
    dt_json_text(w, text);
}

static void put_article(struct dt_json *w, const struct dt_article *a)
{
    const struct dt_meta *m = &a->meta;

    dt_json_open(w, '{');
    dt_json_key(w, "byline");
    dt_json_open(w, '[');
    for (size_t i = 0; i < m->byline_count; i++)
        dt_json_text(w, m->byline[i]);
    dt_json_close(w, ']');
    put_text(w, "charset", a->charset);
    put_text(w, "description", m->description);
    dt_json_key(w, "event");
    put_event(w, &m->event);
    dt_json_key(w, "headings");
    put_spans(w, a, DT_BLOCK_HEADING);
    put_text(w, "kind", dt_kind_name(m->kind));
    put_text(w, "language", m->language);
    put_text(w, "media_type", a->media_type);
    dt_json_key(w, "notes");
    put_spans(w, a, DT_BLOCK_NOTE);
    dt_json_key(w, "paragraphs");
    dt_json_int(w, (int64_t)a->block_count);
    put_text(w, "published", m->published);
    put_text(w, "publisher", m->publisher);
    dt_json_key(w, "pull_quotes");
    put_spans(w, a, DT_BLOCK_PULL_QUOTE);
    dt_json_key(w, "replaced");
    dt_json_int(w, (int64_t)a->replaced);
    put_text(w, "speaker_name", m->speaker_name);
    put_text(w, "syndicated_from", m->syndicated_from);
    dt_json_key(w, "text");
    dt_json_str(w, a->text);
    put_text(w, "title", m->title);
    put_text(w, "url", m->url);
    dt_json_close(w, '}');
}

static int print_article(const struct dt_article *a, bool json,
                         struct dt_err *err)
{
    struct dt_buf out = DT_BUF_INIT(16 * (size_t)DT_ARTICLE_MAX);
    struct dt_json writer;
    int rc;

    if (!json)
        return dt_file_write_fd(STDOUT_FILENO, "standard output", a->text.ptr,
                                a->text.len, err);
    dt_json_init(&writer, &out);
    put_article(&writer, a);
    dt_buf_addc(&out, '\n');
    rc = dt_buf_check(&out, "the article", err);
    if (rc == DT_OK)
        rc = dt_file_write_fd(STDOUT_FILENO, "standard output", out.ptr,
                              out.len, err);
    dt_buf_release(&out);
    return rc;
}

static int normalise_one(const struct dt_args *args, const char *path,
                         struct dt_buf *bytes, struct dt_err *err)
{
    const char *type = dt_args_value(args, "type");
    struct dt_article_input in = {.url = dt_args_value(args, "url")};
    struct dt_article *article = NULL;
    struct dt_err cause;
    bool standard = strcmp(path, "-") == 0;
    int rc;

    dt_buf_reset(bytes);
    rc = standard ? dt_file_read_fd(STDIN_FILENO, "standard input", bytes, err)
                  : dt_file_read(path, bytes, err);
    if (rc < 0)
        return rc;
    if (type)
        in.media_type = strcmp(type, "html") == 0 ? "text/html" : "text/plain";
    in.bytes = dt_buf_str(bytes);
    rc = dt_article_normalise(&in, &article, &cause);
    if (rc < 0)
        return DT_FAIL(err, cause.code, "%.200s: %.300s",
                       standard ? "standard input" : path, cause.msg);
    rc = print_article(article, args->json, err);
    dt_article_free(article);
    return rc;
}

static int run(const struct dt_args *args, struct dt_err *err)
{
    struct dt_buf bytes = DT_BUF_INIT(DT_ARTICLE_MAX);
    int rc = args->count == 0 ? normalise_one(args, "-", &bytes, err) : DT_OK;

    for (int i = 0; i < args->count && rc == DT_OK; i++)
        rc = normalise_one(args, args->words[i], &bytes, err);
    dt_buf_release(&bytes);
    return rc;
}

const struct dt_command dt_cmd_normalise = {
    .name = "normalise",
    .synopsis = "[FILE|-]... [--type html|text] [--url U] [--json]",
    .summary = "turn pages and plain text into clean article text",
    .description =
        "Prints the article in each FILE, or in the standard input, as\n"
        "UTF-8 text: NFC, single spaces, one blank line between paragraphs,\n"
        "list items beginning with \"- \". Navigation, captions, bylines and\n"
        "the like are left out. With --json, one canonical JSON object a\n"
        "file, with the text, what the page says of itself, and the byte\n"
        "ranges of headings, pull quotes and notes.\n"
        "\n"
        "Without --type the bytes decide: what begins with a tag is HTML.",
    .example = "$ dictum normalise --json page.html\n"
               "$ curl -s https://www.example.org/ | dictum normalise -",
    .options = options,
    .flags = DT_COMMAND_JSON | DT_COMMAND_FILES,
    .least = 0,
    .most = -1,
    .run = run,
};
