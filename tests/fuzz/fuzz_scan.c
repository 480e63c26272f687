/*
 * A line of any kind, read both ways: what the fast one takes the slow one
 * takes too, with the same tokens, and it leaves nothing but what it may.
 */
#include <stdlib.h>
#include <string.h>

#include "manifest/scan.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static bool same_token(const struct dt_json_token *a,
                       const struct dt_json_token *b)
{
    return a->start == b->start && a->end == b->end && a->next == b->next &&
           a->count == b->count && a->type == b->type &&
           a->escaped == b->escaped;
}

static void expect_same(const struct dt_json_doc *a,
                        const struct dt_json_doc *b)
{
    if (a->count != b->count)
        abort();
    for (size_t i = 0; i < a->count; i++)
        if (!same_token(&a->tokens[i], &b->tokens[i]))
            abort();
}

/* Escapes by number, and numbers of 19 digits, may be left to the slow way. */
static bool may_be_left(struct dt_str line)
{
    size_t digits = 0;

    for (size_t i = 0; i < line.len; i++) {
        digits = line.ptr[i] >= '0' && line.ptr[i] <= '9' ? digits + 1 : 0;
        if (digits > 18 || (line.ptr[i] == 'u' && i && line.ptr[i - 1] == '\\'))
            return true;
    }
    return false;
}

/* The first byte chooses the kind; the rest is the line. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct dt_json_doc fast = DT_JSON_DOC_INIT, slow = DT_JSON_DOC_INIT;
    uint32_t found[DT_RECORD_MEMBERS] = {0}, wanted[DT_RECORD_MEMBERS] = {0};
    enum dt_records kind;
    struct dt_str line;
    struct dt_err err;
    char *copy;
    bool taken, good;

    if (size == 0)
        return 0;
    kind = (enum dt_records)(data[0] % DT_RECORDS_COUNT);
    copy = malloc(size > 1 ? size - 1
                           : 1); /* so that a byte too many is noticed */
    if (!copy)
        abort();
    memcpy(copy, data + 1, size - 1);
    line = (struct dt_str){copy, size - 1};
    good = dt_scan_any(kind, line, &slow, wanted, &err) == DT_OK;
    (void)dt_json_parse(&fast, line, &err); /* makes room for the tokens */
    taken = dt_scan_record(kind, line, &fast, found);
    if (taken && !good)
        abort();
    if (!taken && good && !may_be_left(line))
        abort();
    if (taken) {
        expect_same(&fast, &slow);
        if (memcmp(found, wanted, sizeof found) != 0)
            abort();
    }
    free(copy);
    dt_json_doc_release(&fast);
    dt_json_doc_release(&slow);
    return 0;
}
