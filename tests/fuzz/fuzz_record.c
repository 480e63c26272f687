#include <stdlib.h>

#include "manifest/record.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* A line that holds: setting a member to what it is changes nothing. */
static void expect_same(struct dt_buf *line, struct dt_json_doc *doc,
                        struct dt_digest *d)
{
    struct dt_buf before = DT_BUF_INIT(DT_RECORD_MAX);
    struct dt_buf value = DT_BUF_INIT(DT_RECORD_MAX);
    struct dt_err err;
    struct dt_str key, bytes;
    char name[100];
    size_t first = dt_json_first(doc, DT_JSON_ROOT);

    key = dt_json_plain(doc, first);
    bytes = dt_json_bytes(doc, first + 1);
    if (key.len >= sizeof name)
        abort();
    memcpy(name, key.ptr, key.len);
    name[key.len] = '\0';
    dt_buf_addstr(&value, bytes);
    dt_buf_addstr(&before, dt_buf_str(line));
    if (dt_record_set(line, name, dt_buf_str(&value), doc, d, &err) < 0 ||
        !dt_str_eq(dt_buf_str(line), dt_buf_str(&before)))
        abort();
    dt_buf_release(&before);
    dt_buf_release(&value);
}

/* The first byte chooses the kind; the rest is a line without its seal. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct dt_json_doc doc = DT_JSON_DOC_INIT;
    struct dt_buf line = DT_BUF_INIT(DT_RECORD_MAX);
    struct dt_digest *d = NULL;
    struct dt_err err;
    enum dt_records kind;
    int rc;

    if (size == 0)
        return 0;
    kind = (enum dt_records)(data[0] % DT_RECORDS_COUNT);
    if (dt_digest_new(&d, &err) < 0)
        abort();
    dt_buf_add(&line, data + 1, size - 1);
    (void)dt_record_check(kind, dt_buf_str(&line), &doc, d, &err);
    if (dt_record_seal(&line, &doc, d, &err) == DT_OK) {
        rc = dt_record_check(kind, dt_buf_str(&line), &doc, d, &err);
        if (rc == DT_EMISMATCH)
            abort(); /* its own seal */
        if (rc == DT_OK)
            expect_same(&line, &doc, d);
    }
    dt_digest_free(d);
    dt_buf_release(&line);
    dt_json_doc_release(&doc);
    return 0;
}
