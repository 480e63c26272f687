#include <unistd.h>

#include "article/article.h"
#include "base/file.h"
#include "base/json.h"
#include "cmd/cmd.h"
#include "cmd/print_article.h"

static const struct dt_option options[] = {
    {"type", 't', DT_OPTION_TEXT, "TYPE", "read the input as this",
     "html|text"},
    {"url", 'u', DT_OPTION_TEXT, "URL", "where the input came from", NULL},
    {NULL, 0, DT_OPTION_FLAG, NULL, NULL, NULL},
};

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
    dt_print_article(a, &writer);
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
