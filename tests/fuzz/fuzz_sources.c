#include <stdlib.h>

#include "source/edit.h"
#include "source/sources.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

#define SHA "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static struct dt_people *nobody;

static size_t read_count(struct dt_str text, bool *ok)
{
    struct dt_source_list list;
    struct dt_err err;
    size_t count;

    *ok = dt_source_list_read(text, "f", nobody, &list, &err) == DT_OK;
    count = list.source_count;
    dt_source_list_release(&list);
    return count;
}

/* A sources.yaml that reads still does, with one more, after an addition. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const struct dt_str text = {(const char *)data, size};
    const struct dt_source one = {
        .id = "zz-one-that-nobody-has", .snapshot = SHA, .licence = "MIT"};
    struct dt_buf longer = DT_BUF_INIT(1 << 24);
    struct dt_err err;
    size_t before, after;
    bool ok;

    if (!nobody && dt_people_read(DT_STR(""), "p", &nobody, &err) != DT_OK)
        abort();
    before = read_count(text, &ok);
    if (ok && dt_edit_append(text, "f", &one, 1, &longer, &err) == DT_OK) {
        after = read_count(dt_buf_str(&longer), &ok);
        /* Layouts that no person writes may refuse the addition, never lose. */
        if (ok && after != before + 1)
            abort();
    }
    dt_buf_release(&longer);
    return 0;
}
