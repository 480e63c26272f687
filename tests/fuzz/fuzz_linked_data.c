#include <stdlib.h>

#include "adapt/linked_data.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/*
 * Any bytes as JSON-LD: names and tags within bounds, repair within reason, and
 * no text that is longer than its script.
 */
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const struct dt_str script = {(const char *)data, size};
    struct dt_arena arena = DT_ARENA_INIT(64 * 1024 * 1024);
    struct dt_buf repaired = DT_BUF_INIT(64 * 1024 * 1024);
    struct dt_linked_data linked = {0};
    struct dt_str markup = {NULL, 0};

    if (dt_linked_data_read(script, &arena, &linked) &&
        (linked.article.name_count > DT_LINKED_NAMES ||
         linked.article.tag_count > DT_LINKED_TAGS || linked.broken > 1))
        abort();
    if (dt_linked_data_markup(script, &arena, &markup) && markup.len > size)
        abort();
    dt_linked_repair(script, &repaired);
    if (repaired.failed || repaired.len > 2 * size + 2)
        abort();
    dt_buf_release(&repaired);
    dt_arena_release(&arena);
    return 0;
}
