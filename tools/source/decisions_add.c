#include "source/decisions.h"

#include "base/file.h"
#include "source/edit.h"

int dt_decisions_add(const struct dt_decisions *decisions,
                     const struct dt_people *people, const char *list,
                     struct dt_str items, struct dt_err *err)
{
    struct dt_decisions *read_back = NULL;
    struct dt_buf old = DT_BUF_INIT(DT_DECISIONS_BYTES);
    struct dt_buf whole = DT_BUF_INIT(DT_DECISIONS_BYTES);
    struct dt_file_stat st;
    int rc = dt_file_stat(decisions->path, &st, err);

    if (rc == DT_OK && st.exists)
        rc = dt_file_read(decisions->path, &old, err);
    if (rc == DT_OK)
        rc = dt_edit_append_items(dt_buf_str(&old), decisions->path, list,
                                  items, &whole, err);
    if (rc == DT_OK)
        rc = dt_decisions_read(dt_buf_str(&whole), decisions->path, people,
                               &read_back, err);
    if (rc == DT_OK)
        rc = dt_file_write(decisions->path, whole.ptr, whole.len, err);
    dt_decisions_free(read_back);
    dt_buf_release(&old);
    dt_buf_release(&whole);
    return rc;
}
