/* The format csv (export_format.h). */
#include <inttypes.h>

#include "base/csv.h"
#include "release/export_format.h"

static int begin(struct dt_exporter *x, struct dt_err *err)
{
    (void)err;
    dt_buf_adds(
        &x->out,
        "id,speaker,speaker_person,speaker_printed,office,mode,said_on,"
        "said_at,text,article,title,publisher,published,url,event,event_date,"
        "event_place,spans,cue,confidence,rule,candidates,same_as,"
        "verdict,commitment,"
        "licence,rights\r\n");
    return DT_OK;
}

static void add_spans(struct dt_csv_row *row,
                      const struct dt_export_statement *s)
{
    if (row->any)
        dt_buf_addc(row->out, ',');
    for (size_t i = 0; i < s->span_count; i++)
        dt_buf_addf(row->out, "%s%" PRIu32 ":%" PRIu32, i ? " " : "",
                    s->spans[i].start, s->spans[i].end);
}

static void add_statement(struct dt_exporter *x,
                          const struct dt_export_article *a,
                          const struct dt_export_statement *s)
{
    const struct dt_person *p = s->speaker;
    const struct dt_str none = {NULL, 0};
    const struct dt_str before[] = {s->id,
                                    p ? DT_STR(p->name) : s->speaker_name,
                                    p ? DT_STR(p->id) : none,
                                    s->speaker_name,
                                    s->office,
                                    s->mode,
                                    s->said_on,
                                    s->said_at,
                                    s->text,
                                    a->id,
                                    a->title,
                                    a->publisher,
                                    a->published,
                                    a->url,
                                    s->event.name,
                                    s->event.date,
                                    s->event.place};
    const struct dt_str after[] = {s->rule,
                                   s->candidates,
                                   s->same_as,
                                   s->verdict,
                                   s->commitment,
                                   a->licence,
                                   DT_STR(a->withheld ? "withheld" : "open")};
    struct dt_csv_row row = {&x->out, false};

    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        dt_csv_add(&row, before[i]);
    add_spans(&row, s);
    dt_csv_add(&row, s->cue);
    dt_buf_addf(&x->out, ",%" PRId64, s->confidence);
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        dt_csv_add(&row, after[i]);
    dt_csv_end(&row);
}

static int article(struct dt_exporter *x, const struct dt_export_article *a,
                   struct dt_err *err)
{
    (void)err;
    for (size_t i = 0; i < a->statement_count; i++)
        add_statement(x, a, &a->statements[i]);
    return DT_OK;
}

const struct dt_export_format dt_export_csv = {"csv", begin, article, NULL};
