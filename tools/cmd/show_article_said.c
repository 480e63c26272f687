/* What is said in an article, for dictum show (show.h). */
#include <inttypes.h>
#include <stdio.h>

#include "cmd/show.h"
#include "manifest/article_statements.h"

enum { MOST_SHOWN = 40, COLUMN = 20, LINE_MAX_BYTES = 1024 * 1024 };

static struct dt_str id_of(const struct dt_json_doc *doc)
{
    return dt_json_plain(doc, dt_json_get(doc, DT_JSON_ROOT, "id"));
}

static bool says_nothing(const struct dt_json_doc *doc)
{
    const size_t record = dt_json_get(doc, DT_JSON_ROOT, "statements");

    return dt_json_int64(doc, dt_json_get(doc, record, "count")) == 0;
}

/* "ann-lee, direct: It was never ours…" */
static void show_one(struct dt_print *p, const struct dt_article_statement *s)
{
    struct dt_buf line = DT_BUF_INIT(LINE_MAX_BYTES);

    if (s->speaker)
        dt_buf_adds(&line, s->speaker);
    else if (s->speaker_name)
        dt_buf_addf(&line, "%s (not resolved)", s->speaker_name);
    else
        dt_buf_adds(&line, "nobody named");
    dt_buf_addf(&line, ", %s: ", s->mode);
    if (s->words)
        dt_buf_adds(&line, s->words);
    else
        dt_buf_addf(&line, "withheld, from byte %" PRIu64 " to %" PRIu64,
                    s->start, s->end);
    dt_print_field(p, s->id, dt_buf_str(&line));
    dt_buf_release(&line);
}

void dt_show_article_said(struct dt_print *p, const struct dt_corpus *corpus,
                          const struct dt_json_doc *doc)
{
    struct dt_article_statements said;
    const size_t column = p->column;
    struct dt_err unread;
    char more[80];
    int rc;

    if (says_nothing(doc))
        return;
    rc = dt_article_statements_read(&said, corpus, id_of(doc), &unread);
    dt_buf_addc(&p->out, '\n');
    dt_print_heading(p, DT_STR("Statements"));
    p->column = COLUMN;
    if (rc < 0 || !said.count)
        dt_print_paragraph(
            p, DT_STR("cannot be read (dictum verify tells more)"), 0);
    for (size_t i = 0; rc == DT_OK && i < said.count && i < MOST_SHOWN; i++)
        show_one(p, &said.items[i]);
    if (rc == DT_OK && said.count > MOST_SHOWN) {
        (void)snprintf(more, sizeof more, "and %zu more (--json has all)",
                       said.count - MOST_SHOWN);
        dt_print_paragraph(p, DT_STR(more), COLUMN);
    }
    p->column = column;
    dt_article_statements_release(&said);
}

static void put_said(struct dt_json *w, void *ctx)
{
    const struct dt_article_statements *said = ctx;

    dt_json_open(w, '[');
    for (size_t i = 0; i < said->count; i++) {
        const struct dt_article_statement *s = &said->items[i];

        dt_json_open(w, '{');
        dt_json_put_text(w, "first_words", s->words);
        dt_json_put_text(w, "id", s->id);
        dt_json_put_text(w, "mode", s->mode);
        dt_json_put_text(w, "speaker", s->speaker);
        dt_json_put_text(w, "speaker_name", s->speaker_name);
        dt_json_close(w, '}');
    }
    dt_json_close(w, ']');
}

int dt_show_article_json(struct dt_buf *out, const struct dt_corpus *corpus,
                         const struct dt_json_doc *doc, struct dt_err *err)
{
    struct dt_article_statements said;
    int rc = dt_article_statements_read(&said, corpus, id_of(doc), err);

    if (rc == DT_OK)
        rc = dt_show_json(out, doc, "said", put_said, &said, err);
    dt_article_statements_release(&said);
    return rc;
}
