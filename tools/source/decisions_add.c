/* Further decisions, added to decisions.yaml (decisions.h). */
#include "source/decisions.h"

#include <string.h>

#include "base/digest.h"
#include "base/file.h"
#include "source/edit.h"
#include "source/edit_lines.h"
#include "source/source.h"

/* All but the lines of these, which have them for themselves. */
static int take_out(const struct dt_corpus *corpus, struct dt_str text,
                    const struct dt_copy_decision *const *instead, size_t count,
                    struct dt_buf *out, struct dt_err *err)
{
    const struct dt_decisions *all = corpus->decisions;
    struct dt_line_cursor cursor = {0, 1};
    char sha256[DT_DIGEST_HEX_SIZE];
    size_t from = 0;
    int rc = dt_digest_once(text, sha256, err);

    if (rc == DT_OK && strcmp(sha256, all->sha256) != 0)
        rc = DT_FAIL(err, DT_EIO, "%s: was changed meanwhile", all->path);
    for (size_t i = 0; rc == DT_OK && i < count; i++) {
        const struct dt_copy_decision *d = instead[i];
        const size_t begin = dt_line_place(text, &cursor, d->line, 1);
        const size_t end = dt_line_place(text, &cursor, d->last_line + 1, 1);
        const struct dt_str lines = {text.ptr + begin, end - begin};

        if (dt_str_trim(lines).ptr[0] != '-')
            rc = DT_FAIL(err, DT_EFORMAT,
                         "%s:%u: is stale, and stands in a list in brackets "
                         "(take it out, and decide again)",
                         all->path, d->line);
        dt_buf_add(out, text.ptr + from, begin - from);
        from = end;
    }
    dt_buf_add(out, text.ptr + from, text.len - from);
    return rc < 0 ? rc : dt_buf_check(out, all->path, err);
}

static int read_back(const struct dt_corpus *corpus, struct dt_str text,
                     struct dt_err *err)
{
    struct dt_decisions *decisions = NULL;
    struct dt_err fault;
    int rc = dt_decisions_read(text, corpus->decisions->path, corpus->people,
                               &decisions, &fault);

    dt_decisions_free(decisions);
    return rc < 0 ? DT_FAIL(err, (enum dt_code)rc,
                            "nothing was added, for then: %.400s", fault.msg)
                  : DT_OK;
}

int dt_decisions_add(const struct dt_corpus *corpus, const char *list,
                     struct dt_str items,
                     const struct dt_copy_decision *const *instead,
                     size_t count, struct dt_err *err)
{
    const char *path = corpus->decisions->path;
    struct dt_buf old = DT_BUF_INIT(DT_DECISIONS_BYTES);
    struct dt_buf kept = DT_BUF_INIT(DT_DECISIONS_BYTES);
    struct dt_buf whole = DT_BUF_INIT(DT_DECISIONS_BYTES);
    struct dt_lock lock = DT_LOCK_INIT;
    struct dt_file_stat st;
    int rc = dt_corpus_lock(corpus, "decisions.lock", &lock, err);

    if (rc == DT_OK)
        rc = dt_file_stat(path, &st, err);
    if (rc == DT_OK && st.exists)
        rc = dt_file_read(path, &old, err);
    if (rc == DT_OK && count)
        rc = take_out(corpus, dt_buf_str(&old), instead, count, &kept, err);
    if (rc == DT_OK)
        rc = dt_edit_append_items(dt_buf_str(count ? &kept : &old), path, list,
                                  items, &whole, err);
    if (rc == DT_OK)
        rc = read_back(corpus, dt_buf_str(&whole), err);
    if (rc == DT_OK)
        rc = dt_file_write(path, whole.ptr, whole.len, err);
    dt_lock_release(&lock);
    dt_buf_release(&old);
    dt_buf_release(&kept);
    dt_buf_release(&whole);
    return rc;
}
