/* The format jsonl (export_format.h). */
#include "release/export_format.h"

static void add_article(struct dt_exporter *x,
                        const struct dt_export_article *a)
{
    const struct {
        const char *key;
        struct dt_str text;
    } members[] = {
        {"id", a->id},
        {"kind", a->kind},
        {"language", a->language},
        {"licence", a->licence},
        {"published", a->published},
        {"publisher", a->publisher},
        {"snapshot", a->snapshot},
        {"text", DT_STR(a->withheld ? "withheld" : "open")},
        {"title", a->title},
        {"url", a->url},
    };

    dt_json_key(&x->json, "article");
    dt_json_open(&x->json, '{');
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        dt_export_member(x, members[i].key, members[i].text);
    dt_json_close(&x->json, '}');
}

static void add_speaker(struct dt_exporter *x, const struct dt_person *person)
{
    dt_json_key(&x->json, "speaker");
    if (!person) {
        dt_json_null(&x->json);
        return;
    }
    dt_json_open(&x->json, '{');
    dt_export_member(x, "id", DT_STR(person->id));
    dt_export_member(x, "name", DT_STR(person->name));
    dt_export_same_as(x, "same_as", person);
    dt_json_close(&x->json, '}');
}

static int article(struct dt_exporter *x, const struct dt_export_article *a,
                   struct dt_err *err)
{
    (void)err;
    for (size_t i = 0; i < a->statement_count; i++) {
        dt_json_init(&x->json, &x->out);
        dt_json_open(&x->json, '{');
        add_article(x, a);
        add_speaker(x, a->statements[i].speaker);
        dt_json_key(&x->json, "statement");
        dt_json_raw(&x->json, a->statements[i].line);
        dt_json_close(&x->json, '}');
        dt_buf_addc(&x->out, '\n');
    }
    return DT_OK;
}

const struct dt_export_format dt_export_jsonl = {"jsonl", NULL, article, NULL};
