/* dictum show of an article (show.h). */
#include "base/digest.h"
#include "cmd/show.h"
#include "manifest/make.h"

enum { TEXT_MAX = 512 * 1024 * 1024 };

static size_t get(const struct dt_json_doc *doc, size_t object,
                  const char *name)
{
    return dt_json_get(doc, object, name);
}

static void show_list(struct dt_print *p, const char *name,
                      const struct dt_json_doc *doc, size_t array)
{
    for (size_t at = dt_json_first(doc, array); at != DT_JSON_NONE;
         at = dt_json_next(doc, array, at)) {
        dt_print_member(p, name, doc, at);
        name = "";
    }
}

static void show_fields(struct dt_print *p, const struct dt_json_doc *doc)
{
    static const char *const plain[] = {
        "kind", "publisher", "published",       "language",
        "url",  "speaker",   "syndicated_from", "duplicate_of"};
    size_t event = get(doc, 0, "event"), rights = get(doc, 0, "rights");
    size_t statements = get(doc, 0, "statements"), text = get(doc, 0, "text");

    dt_print_member(p, "title", doc, get(doc, 0, "title"));
    show_list(p, "by", doc, get(doc, 0, "byline"));
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        dt_print_member(p, plain[i], doc, get(doc, 0, plain[i]));
    dt_print_member(p, "event", doc, get(doc, event, "name"));
    dt_print_member(p, "held on", doc, get(doc, event, "date"));
    dt_print_member(p, "held at", doc, get(doc, event, "place"));
    dt_print_member(p, "description", doc, get(doc, 0, "description"));
    dt_print_member(p, "licence", doc, get(doc, rights, "licence"));
    dt_print_member(p, "statements", doc, get(doc, statements, "count"));
    dt_print_member(p, "paragraphs", doc, get(doc, text, "paragraphs"));
    dt_print_member(p, "bytes", doc, get(doc, text, "bytes"));
    dt_print_member(p, "sha256", doc, get(doc, text, "sha256"));
    dt_print_member(p, "snapshot", doc, get(doc, 0, "snapshot"));
    dt_print_member(p, "made by", doc, get(doc, 0, "tool"));
}

/* The index-th span starts here: spans are sorted, so one look a line does. */
static bool starts_span(const struct dt_json_doc *doc, size_t spans,
                        size_t *span, size_t at)
{
    while (*span != DT_JSON_NONE && dt_json_int64(doc, *span + 1) < (int64_t)at)
        *span = dt_json_next(doc, spans, *span);
    return *span != DT_JSON_NONE &&
           dt_json_int64(doc, *span + 1) == (int64_t)at;
}

static void show_line(struct dt_print *p, struct dt_str line, bool heading,
                      bool pull_quote)
{
    if (heading) {
        dt_buf_adds(&p->out, "## ");
        dt_print_heading(p, line);
    } else if (pull_quote) {
        dt_buf_adds(&p->out, "> ");
        dt_print_paragraph(p, line, 0);
    } else if (dt_str_starts(line, DT_STR("- "))) {
        struct dt_str rest = {line.ptr + 2, line.len - 2};

        /* What follows the dash hangs under itself, not under the dash. */
        dt_print_field(p, "-", rest);
    } else {
        dt_print_paragraph(p, line, 0);
    }
}

static void show_text(struct dt_print *p, const struct dt_json_doc *doc,
                      struct dt_str text)
{
    size_t record = get(doc, 0, "text");
    size_t headings = get(doc, record, "headings");
    size_t quotes = get(doc, record, "pull_quotes");
    size_t heading = dt_json_first(doc, headings);
    size_t quote = dt_json_first(doc, quotes);
    size_t column = p->column;
    struct dt_str rest = text, line;

    p->column = 2;
    dt_buf_addc(&p->out, '\n');
    while (dt_str_line(&rest, &line)) {
        size_t at = (size_t)(line.ptr - text.ptr);

        if (!line.len)
            dt_buf_addc(&p->out, '\n');
        else
            show_line(p, line, starts_span(doc, headings, &heading, at),
                      starts_span(doc, quotes, &quote, at));
    }
    p->column = column;
}

int dt_show_article(struct dt_print *p, const struct dt_corpus *corpus,
                    const struct dt_json_doc *doc, struct dt_err *err)
{
    struct dt_str id = dt_json_plain(doc, get(doc, 0, "id"));
    size_t record = get(doc, 0, "text");
    bool withheld =
        dt_str_is(dt_json_plain(doc, get(doc, get(doc, 0, "rights"), "text")),
                  "withheld");
    struct dt_buf text = DT_BUF_INIT(TEXT_MAX);
    char hex[DT_DIGEST_HEX_SIZE];
    bool here = false;
    int rc = DT_OK;

    dt_print_heading(p, id);
    show_fields(p, doc);
    if (!withheld)
        rc = dt_make_read_text(corpus, id, &text, &here, err);
    if (rc == DT_OK && here)
        rc = dt_digest_once(dt_buf_str(&text), hex, err);
    if (rc == DT_OK && withheld)
        dt_print_field(p, "text",
                       DT_STR("withheld: only offsets and "
                              "commitments are published"));
    else if (rc == DT_OK && !here)
        dt_print_field(p, "text", DT_STR("not here (dictum build)"));
    else if (rc == DT_OK &&
             !dt_str_is(dt_json_plain(doc, get(doc, record, "sha256")), hex))
        dt_print_field(p, "text",
                       DT_STR("the file is not what the record "
                              "says (dictum status)"));
    else if (rc == DT_OK)
        show_text(p, doc, dt_buf_str(&text));
    if (rc == DT_OK)
        dt_show_article_said(p, corpus, doc);
    dt_buf_release(&text);
    return rc;
}
