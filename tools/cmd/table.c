/* All verbs, in the order of dictum help (cmd.h). */
#include "cmd/cmd.h"

#include <string.h>

const struct dt_command *const dt_cmd_table[] = {
    &dt_cmd_init,      &dt_cmd_add,        &dt_cmd_fetch, &dt_cmd_build,
    &dt_cmd_status,    &dt_cmd_verify,     &dt_cmd_diff,  &dt_cmd_log,
    &dt_cmd_show,      &dt_cmd_people,     &dt_cmd_stats, &dt_cmd_duplicates,
    &dt_cmd_review,    &dt_cmd_export,     &dt_cmd_pack,  &dt_cmd_get,
    &dt_cmd_normalise, &dt_cmd_statements, &dt_cmd_align, &dt_cmd_dedup,
    &dt_cmd_warc,      &dt_cmd_help,       NULL,
};

const struct dt_command *dt_cmd_find(const char *name)
{
    for (size_t i = 0; dt_cmd_table[i]; i++)
        if (strcmp(dt_cmd_table[i]->name, name) == 0)
            return dt_cmd_table[i];
    return NULL;
}
