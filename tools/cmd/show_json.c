/* dictum show --json (show.h). */
#include <string.h>

#include "cmd/show.h"
#include "manifest/record.h"

int dt_show_json(struct dt_buf *out, const struct dt_json_doc *doc,
                 const char *name, dt_show_put_fn put, void *ctx,
                 struct dt_err *err)
{
    struct dt_arena names = DT_ARENA_INIT((size_t)DT_RECORD_MAX);
    struct dt_json w;
    bool told = false;
    int rc = DT_OK;

    dt_json_init(&w, out);
    dt_json_open(&w, '{');
    for (size_t key = dt_json_first(doc, DT_JSON_ROOT);
         rc == DT_OK && key != DT_JSON_NONE;
         key = dt_json_next(doc, DT_JSON_ROOT, key + 1)) {
        const char *member = dt_arena_copy(&names, dt_json_plain(doc, key));

        if (!member) {
            rc = DT_FAIL(err, DT_EINTERNAL, "out of memory for names");
            break;
        }
        if (!told && strcmp(member, name) > 0) {
            dt_json_key(&w, name);
            put(&w, ctx);
            told = true;
        }
        dt_json_key(&w, member);
        dt_json_raw(&w, dt_json_bytes(doc, key + 1));
    }
    if (!told) {
        dt_json_key(&w, name);
        put(&w, ctx);
    }
    dt_json_close(&w, '}');
    dt_buf_addc(out, '\n');
    dt_arena_release(&names);
    return rc;
}
