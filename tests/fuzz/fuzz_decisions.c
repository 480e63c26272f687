#include <stdlib.h>

#include "article/decided.h"
#include "source/decisions.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void check(int good)
{
    if (!good)
        abort();
}

/* What is written of decisions about copies is read back as it was. */
static void write_back(const struct dt_copy_decisions *copies,
                       const struct dt_people *people)
{
    struct dt_buf text = DT_BUF_INIT(1 << 20);
    struct dt_decisions *again = NULL;
    struct dt_err err;

    dt_buf_adds(&text, "copies:\n");
    for (size_t i = 0; i < copies->count; i++)
        dt_copy_decision_write(&copies->items[i], &text);
    if (copies->count && dt_buf_check(&text, "text", &err) == DT_OK) {
        check(dt_decisions_read(dt_buf_str(&text), "again", people, &again,
                                &err) == DT_OK);
        check(again->copies.count == copies->count);
    }
    dt_decisions_free(again);
    dt_buf_release(&text);
}

/* Three articles of which two are the same: stars, whatever was decided. */
static void carry_out(const struct dt_copy_decisions *copies)
{
    struct dt_copy items[] = {{.id = "a", .bytes = 1},
                              {.id = "b", .bytes = 1},
                              {.id = "c", .bytes = 1, .fold = {1}}};
    struct dt_decided decided = DT_DECIDED_INIT;
    struct dt_err err;

    check(dt_decided_apply(copies, items, 3, &decided, &err) == DT_OK);
    check(dt_duplicates_find(items, 3, &decided, &err) == DT_OK);
    for (size_t i = 0; i < 3; i++)
        check(items[i].duplicate_of == SIZE_MAX ||
              items[items[i].duplicate_of].duplicate_of == SIZE_MAX);
    dt_decided_release(&decided);
}

/* A decisions.yaml. */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static struct dt_people *people;
    struct dt_str yaml = {(const char *)data, size};
    struct dt_decisions *decisions = NULL;
    struct dt_err err;

    if (!people)
        check(dt_people_read(DT_STR("people:\n  - {id: a, name: A B}\n"),
                             "people.yaml", &people, &err) == DT_OK);
    if (dt_decisions_read(yaml, "decisions.yaml", people, &decisions, &err) ==
        DT_OK) {
        write_back(&decisions->copies, people);
        carry_out(&decisions->copies);
    }
    dt_decisions_free(decisions);
    return 0;
}
