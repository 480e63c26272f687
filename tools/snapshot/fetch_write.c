#include "snapshot/fetch_write.h"

#include <stdlib.h>

#include "source/edit.h"
#include "source/entry.h"
#include "source/sources.h"

enum { LONGEST_PATH = 4096, LARGEST_LIST = 1 << 30 };

static int by_id(const void *key, const void *item)
{
    const struct dt_source *s = item;

    return strcmp(key, s->id);
}

/* The items that were taken, and whose entry is still there. */
static int choose(const struct dt_fetch_report *report,
                  const struct dt_source_list *list, struct dt_edit_taken **out,
                  size_t *count, struct dt_err *err)
{
    struct dt_edit_taken *taken = calloc(report->count + 1, sizeof *taken);

    *count = 0;
    *out = taken;
    if (!taken)
        return DT_FAIL(err, DT_EINTERNAL, "fetch: out of memory");
    for (size_t i = 0; i < report->count; i++) {
        const struct dt_fetch_item *item = &report->items[i];

        if (item->snapshot && list->source_count &&
            bsearch(item->source->id, list->sources, list->source_count,
                    sizeof *list->sources, by_id))
            taken[(*count)++] = (struct dt_edit_taken){
                item->source->id, item->snapshot, item->retrieved, item->warc,
                item->charset};
    }
    return DT_OK;
}

/* The text must read, and have as many sources as before. */
static int check(struct dt_str text, const char *path,
                 const struct dt_corpus *corpus, size_t sources,
                 struct dt_err *err)
{
    struct dt_source_list list;
    int rc = dt_source_list_read(text, path, corpus->people, &list, err);

    if (rc == DT_OK && list.source_count != sources)
        rc = DT_FAIL(err, DT_EINTERNAL,
                     "%s: what was taken cannot be written into it", path);
    dt_source_list_release(&list);
    return rc;
}

int dt_fetch_write(const struct dt_corpus *corpus,
                   const struct dt_fetch_report *report, struct dt_stage *stage,
                   struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    struct dt_buf old = DT_BUF_INIT(LARGEST_LIST),
                  text = DT_BUF_INIT(LARGEST_LIST);
    struct dt_source_list list = {.source_count = 0};
    struct dt_edit_taken *taken = NULL;
    char sha256[65];
    size_t count = 0;
    int rc;

    dt_corpus_path(corpus, "sources.yaml", &path);
    rc = dt_buf_check(&path, "a path", err);
    if (rc == DT_OK)
        rc = dt_entry_load(path.ptr, &old, sha256, err);
    if (rc == DT_OK)
        rc = dt_source_list_read(dt_buf_str(&old), path.ptr, corpus->people,
                                 &list, err);
    if (rc == DT_OK)
        rc = choose(report, &list, &taken, &count, err);
    if (rc == DT_OK && count) {
        rc = dt_edit_take(dt_buf_str(&old), path.ptr, taken, count, &text, err);
        if (rc == DT_OK)
            rc = check(dt_buf_str(&text), path.ptr, corpus, list.source_count,
                       err);
        if (rc == DT_OK)
            rc = dt_stage_file(stage, path.ptr, text.ptr, text.len, err);
    }
    if (rc == DT_OK)
        rc = dt_stage_commit(stage, err);
    free(taken);
    dt_source_list_release(&list);
    dt_buf_release(&path);
    dt_buf_release(&old);
    dt_buf_release(&text);
    return rc;
}
