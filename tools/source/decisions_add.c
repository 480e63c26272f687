/* Further decisions, added to decisions.yaml (decisions.h). */
#include "source/decisions.h"

#include "base/file.h"
#include "source/edit.h"
#include "source/source.h"

int dt_decisions_add(const struct dt_corpus *corpus, const char *list,
                     struct dt_str items, struct dt_err *err)
{
    const char *path = corpus->decisions->path;
    struct dt_decisions *read_back = NULL;
    struct dt_buf old = DT_BUF_INIT(DT_DECISIONS_BYTES);
    struct dt_buf whole = DT_BUF_INIT(DT_DECISIONS_BYTES);
    struct dt_lock lock = DT_LOCK_INIT;
    struct dt_file_stat st;
    int rc = dt_corpus_lock(corpus, "decisions.lock", &lock, err);

    if (rc == DT_OK)
        rc = dt_file_stat(path, &st, err);
    if (rc == DT_OK && st.exists)
        rc = dt_file_read(path, &old, err);
    if (rc == DT_OK)
        rc = dt_edit_append_items(dt_buf_str(&old), path, list, items, &whole,
                                  err);
    if (rc == DT_OK)
        rc = dt_decisions_read(dt_buf_str(&whole), path, corpus->people,
                               &read_back, err);
    if (rc == DT_OK)
        rc = dt_file_write(path, whole.ptr, whole.len, err);
    dt_lock_release(&lock);
    dt_decisions_free(read_back);
    dt_buf_release(&old);
    dt_buf_release(&whole);
    return rc;
}
