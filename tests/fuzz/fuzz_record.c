#include <stdlib.h>

#include "manifest/record.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* A line that holds: its first member given another value, and its own back. */
static void expect_same(enum dt_records kind, struct dt_buf *line,
                        struct dt_json_doc *doc, struct dt_digest *d)
{
    struct dt_buf before = DT_BUF_INIT(DT_RECORD_MAX);
    uint32_t member[DT_RECORD_MEMBERS];
    struct dt_record_value value = {0, DT_STR("\"another\"")};
    struct dt_err err;

    dt_buf_addstr(&before, dt_buf_str(line));
    if (dt_record_read(kind, dt_buf_str(line), doc, member, &err) < 0 ||
        dt_record_set(kind, line, doc, member, &value, 1, d, &err) < 0)
        abort();
    /* A kind may not take that there. */
    if (dt_record_read(kind, dt_buf_str(line), doc, member, &err) == DT_OK) {
        struct dt_json_doc first = DT_JSON_DOC_INIT;

        if (dt_record_check_seal(kind, doc, member, d, &err) < 0 ||
            dt_json_parse(&first, dt_buf_str(&before), &err) < 0)
            abort();
        value.json = dt_json_bytes(&first, dt_json_first(&first, 0) + 1);
        if (dt_record_set(kind, line, doc, member, &value, 1, d, &err) < 0 ||
            !dt_str_eq(dt_buf_str(line), dt_buf_str(&before)))
            abort();
        dt_json_doc_release(&first);
    }
    dt_buf_release(&before);
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
            expect_same(kind, &line, &doc, d);
    }
    dt_digest_free(d);
    dt_buf_release(&line);
    dt_json_doc_release(&doc);
    return 0;
}
