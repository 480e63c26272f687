#include "manifest/status_manifests.h"

#include <stdio.h>
#include <string.h>

#include "manifest/lines.h"
#include "manifest/verify.h"
#include "manifest/write.h"
#include "source/entry.h"

enum { LONGEST_LINE = 1024 * 1024, LONGEST_PLACE = 4096 };

struct comparing {
    const struct dt_corpus *corpus;
    struct dt_json_doc doc;
    struct dt_line_maker maker;
    struct dt_buf wanted;
    size_t same;
    bool other;
};

static int compare_line(void *ctx, const struct dt_lines *lines,
                        struct dt_str line, struct dt_err *err)
{
    struct comparing *c = ctx;
    const struct dt_redirect *r = NULL;
    struct dt_err ignored;
    int rc;

    (void)lines;
    if (dt_json_parse(&c->doc, line, &ignored) == DT_OK)
        r = dt_entry_find(
            c->corpus->redirects, c->corpus->redirect_count, sizeof *r,
            dt_json_plain(&c->doc, dt_json_get(&c->doc, DT_JSON_ROOT, "id")));
    if (!r) {
        c->other = true;
        return DT_OK;
    }
    dt_buf_reset(&c->wanted);
    rc = dt_write_redirect(r, &c->maker, &c->wanted, err);
    if (rc == DT_OK && dt_str_eq(dt_str_trim(dt_buf_str(&c->wanted)), line))
        c->same++;
    else
        c->other = true;
    return rc;
}

int dt_status_redirects(const struct dt_corpus *corpus, bool *changed,
                        struct dt_err *err)
{
    struct comparing c = {.corpus = corpus,
                          .doc = DT_JSON_DOC_INIT,
                          .wanted = DT_BUF_INIT(LONGEST_LINE)};
    int rc = dt_line_maker_init(&c.maker, err);

    if (rc == DT_OK)
        rc = dt_lines_records(corpus, DT_REDIRECTS, compare_line, &c, err);
    /* A last line that is cut short: the file is not what a build wrote. */
    if (rc == DT_EFORMAT) {
        c.other = true;
        rc = DT_OK;
    }
    *changed = c.other || c.same != corpus->redirect_count;
    dt_line_maker_release(&c.maker);
    dt_json_doc_release(&c.doc);
    dt_buf_release(&c.wanted);
    return rc;
}

struct telling {
    dt_status_fault_fn fn;
    void *ctx;
    int rc;
    struct dt_err *err;
};

static void tell_fault(void *ctx, const char *line)
{
    struct telling *t = ctx;
    const char *colon = strstr(line, ": ");
    char place[LONGEST_PLACE];

    if (t->rc < 0)
        return;
    (void)snprintf(place, sizeof place, "%.*s", (int)(colon ? colon - line : 0),
                   line);
    t->rc = t->fn(t->ctx, place, colon ? colon + 2 : line, t->err);
}

int dt_status_faults(const struct dt_corpus *corpus, unsigned threads,
                     dt_status_fault_fn fn, void *ctx, struct dt_err *err)
{
    const struct dt_verify_options how = {.jobs = threads, .lines_only = true};
    struct dt_err failed;
    struct telling telling = {fn, ctx, DT_OK, err};
    struct dt_verify_report report = {.problem = tell_fault, .ctx = &telling};
    int rc = dt_verify_corpus(corpus, &how, &report, &failed);

    if (telling.rc < 0)
        return telling.rc;
    if (rc < 0)
        *err = failed;
    return rc < 0 ? rc : DT_OK;
}
