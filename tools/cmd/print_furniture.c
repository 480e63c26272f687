#include "cmd/print_furniture.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/print.h"

int dt_furniture_text(const struct dt_furniture *found,
                      const struct dt_corpus *corpus, struct dt_err *err)
{
    struct dt_print p;
    int rc;

    dt_print_init(&p);
    for (size_t i = 0; i < found->count; i++) {
        const struct dt_furniture_item *item = &found->items[i];

        dt_buf_addf(&p.out, "%u %s of ", item->stories,
                    item->stories == 1 ? "story" : "stories");
        dt_print_safe(&p, DT_STR(item->site[0] ? item->site : "no known site"));
        if (item->sites > 1)
            dt_buf_addf(&p.out, ", and on %u other site%s", item->sites - 1,
                        DT_S(item->sites - 1));
        dt_buf_adds(&p.out, "; first in ");
        dt_print_safe(&p, DT_STR(item->article));
        dt_buf_addc(&p.out, '\n');
        dt_print_paragraph(&p, DT_STR(item->text), 2);
    }
    dt_buf_addf(&p.out,
                "%s: %zu of %zu texts read, %zu paragraph%s; %zu repeated\n",
                corpus->name, found->read, found->articles, found->paragraphs,
                DT_S(found->paragraphs), found->count);
    rc = dt_print_flush(&p, err);
    dt_print_release(&p);
    return rc;
}

int dt_furniture_json(const struct dt_furniture *found,
                      const struct dt_corpus *corpus, struct dt_err *err)
{
    struct dt_print p;
    int rc;

    dt_print_init(&p);
    for (size_t i = 0; i < found->count; i++) {
        const struct dt_furniture_item *item = &found->items[i];
        struct dt_json w;

        dt_json_init(&w, &p.out);
        dt_json_open(&w, '{');
        dt_json_put_text(&w, "article", item->article);
        dt_json_put_int(&w, "articles", item->articles);
        dt_json_put_text(&w, "corpus", corpus->name);
        dt_json_put_text(&w, "site", item->site[0] ? item->site : NULL);
        dt_json_put_int(&w, "sites", item->sites);
        dt_json_key(&w, "span");
        dt_json_open(&w, '[');
        dt_json_int(&w, item->span[0]);
        dt_json_int(&w, item->span[1]);
        dt_json_close(&w, ']');
        dt_json_put_int(&w, "stories", item->stories);
        dt_json_put_text(&w, "text", item->text);
        dt_json_put_text(&w, "type", "paragraph");
        dt_json_close(&w, '}');
        dt_buf_addc(&p.out, '\n');
    }
    rc = dt_print_flush(&p, err);
    dt_print_release(&p);
    return rc;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int dt_furniture_rules(const struct dt_furniture *found, struct dt_err *err)
{
    const char **texts = calloc(found->count + 1, sizeof *texts);
    struct dt_print p;
    int rc;

    if (!texts)
        return DT_FAIL(err, DT_EINTERNAL, "out of memory for rules");
    dt_print_init(&p);
    for (size_t i = 0; i < found->count; i++) {
        texts[i] = found->items[i].text;
        texts[i] += strspn(texts[i], "#! ");
    }
    if (found->count)
        qsort(texts, found->count, sizeof *texts, by_text);
    for (size_t i = 0; i < found->count; i++)
        if (texts[i][0] && (i == 0 || strcmp(texts[i - 1], texts[i]) != 0)) {
            dt_print_safe(&p, DT_STR(texts[i]));
            dt_buf_addc(&p.out, '\n');
        }
    rc = dt_print_flush(&p, err);
    dt_print_release(&p);
    free(texts);
    return rc;
}
