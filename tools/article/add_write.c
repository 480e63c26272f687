/* New entries, written into sources.yaml (adding.h). */
#include "article/adding.h"

#include <stdlib.h>
#include <string.h>

#include "source/edit.h"
#include "source/entry.h"
#include "source/sources.h"

enum { LONGEST_PATH = 4096 };

/* The new text must read, and hold the old sources and the new ones. */
static int check_text(const struct dt_adding *a, struct dt_str text,
                      const char *path, size_t entries, struct dt_err *err)
{
    struct dt_source_list list;
    int rc = dt_source_list_read(text, path, a->corpus->people, &list, err);

    if (rc == DT_OK && list.source_count != a->corpus->source_count + entries)
        rc = DT_FAIL(err, DT_EINTERNAL,
                     "%s: the new entries cannot be "
                     "written into it",
                     path);
    dt_source_list_release(&list);
    return rc;
}

/* Let an existing source have these bytes. */
static int take_snapshot(const struct dt_source *s, struct dt_str old,
                         const char *path, struct dt_buf *out,
                         struct dt_err *err)
{
    const struct dt_edit_taken taken = {s->id, s->snapshot, s->retrieved,
                                        s->warc, s->charset};

    return dt_edit_take(old, path, &taken, 1, out, err);
}

static int new_text(const struct dt_adding *a, struct dt_str old,
                    const char *path, struct dt_buf *out, size_t *entries,
                    struct dt_err *err)
{
    struct dt_source *sources = calloc(a->count + 1, sizeof *sources);
    int rc = DT_OK;

    *entries = 0;
    if (!sources)
        return dt_adding_no_memory(err);
    for (size_t i = 0; i < a->count; i++)
        if (!a->items[i].same_as && !a->items[i].replaces)
            sources[(*entries)++] = a->items[i].source;
    if (*entries)
        rc = dt_edit_append(old, path, sources, *entries, out, err);
    else if (a->count && a->items[0].replaces)
        rc = take_snapshot(&a->items[0].source, old, path, out, err);
    free(sources);
    return rc;
}

int dt_adding_write(const struct dt_adding *a, struct dt_err *err)
{
    struct dt_buf path = DT_BUF_INIT(LONGEST_PATH);
    struct dt_buf old = DT_BUF_INIT(0);
    struct dt_buf text = DT_BUF_INIT((size_t)1 << 30);
    const char *file;
    char sha256[65];
    size_t entries;
    int rc;

    dt_corpus_path(a->corpus, "sources.yaml", &path);
    rc = dt_buf_check(&path, "the path", err);
    file = dt_corpus_shown(path.ptr ? path.ptr : "");
    if (rc == DT_OK)
        rc = dt_entry_load(file, &old, sha256, err);
    if (rc == DT_OK && strcmp(sha256, a->corpus->sources_sha256) != 0)
        rc = DT_FAIL(err, DT_EIO, "%s: changed meanwhile (run it again)", file);
    if (rc == DT_OK)
        rc = new_text(a, dt_buf_str(&old), file, &text, &entries, err);
    if (rc == DT_OK && text.len) {
        rc = check_text(a, dt_buf_str(&text), file, entries, err);
        if (rc == DT_OK && a->stage)
            rc = dt_stage_file(a->stage, file, text.ptr, text.len, err);
    }
    dt_buf_release(&text);
    dt_buf_release(&old);
    dt_buf_release(&path);
    return rc;
}
