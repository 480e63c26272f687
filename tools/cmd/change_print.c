#include "cmd/change_print.h"

#include "base/digest.h"

enum { CUT = 60, HASH_CUT = 12 };

static bool is_hash(struct dt_str value)
{
    return value.len > 2 &&
           dt_digest_is_hex((struct dt_str){value.ptr + 1, value.len - 2});
}

/* At most CUT bytes of a value, ending at a character's end. */
static void print_value(struct dt_print *p, struct dt_str value)
{
    struct dt_str cut = value;

    if (!value.ptr) {
        dt_buf_adds(&p->out, "nothing");
        return;
    }
    if (is_hash(value)) {
        cut = (struct dt_str){value.ptr + 1, HASH_CUT};
    } else if (cut.len > CUT) {
        cut.len = CUT;
        while (cut.len && ((unsigned char)value.ptr[cut.len] & 0xc0) == 0x80)
            cut.len--;
    }
    dt_print_safe(p, cut);
    if (cut.len < value.len)
        dt_buf_adds(&p->out, "…");
}

static int print_change(void *ctx, const struct dt_change *change,
                        struct dt_err *err)
{
    struct dt_print *p = ctx;

    (void)err;
    dt_buf_adds(&p->out, "    ");
    dt_print_safe(p, DT_STR(change->path));
    if (change->words) {
        dt_buf_adds(&p->out, "  changed\n");
        return DT_OK;
    }
    dt_buf_adds(&p->out, "  ");
    print_value(p, change->before);
    dt_buf_adds(&p->out, " -> ");
    print_value(p, change->after);
    dt_buf_addc(&p->out, '\n');
    return DT_OK;
}

int dt_change_print(struct dt_print *p, struct dt_change_docs *docs,
                    struct dt_str before, struct dt_str after,
                    struct dt_err *err)
{
    if (!before.ptr || !after.ptr)
        return DT_OK;
    return dt_change_each(docs, before, after, print_change, p, err);
}

static int name_change(void *ctx, const struct dt_change *change,
                       struct dt_err *err)
{
    (void)err;
    dt_json_text(ctx, change->path);
    return DT_OK;
}

int dt_change_json(struct dt_json *w, struct dt_change_docs *docs,
                   struct dt_str before, struct dt_str after,
                   struct dt_err *err)
{
    int rc = DT_OK;

    dt_json_key(w, "members");
    dt_json_open(w, '[');
    if (before.ptr && after.ptr)
        rc = dt_change_each(docs, before, after, name_change, w, err);
    dt_json_close(w, ']');
    return rc;
}
